"""The registry: what was read from every file, the documents they are, and what those do to one another.

Everything here is derived from corpus/ and pipelines/ and may be deleted; :func:`lawreg.registry.ingest.rebuild` makes
it again with the same content.
"""
