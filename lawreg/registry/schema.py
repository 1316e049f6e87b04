"""Tables of the registry in SQLAlchemy Core, the same for SQLite and for a server database.

Two layers: ``files``, ``contents``, ``effects`` and ``citations`` hold what was read from each file; ``documents``,
the ``document``/``actor``/``source`` and ``target`` columns and ``remarks`` are derived from all of them together by
:mod:`lawreg.registry.publish`. Keys are texts made from content, never counters, so that any order of arrival gives
the same rows. Dates are ISO texts: they sort, compare and read alike in every database.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

SCHEMA = 2  # another number means: indexes/ must be built again

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

files = Table(
    "files",
    metadata,
    Column("name", Text, primary_key=True),  # path in the workspace; parts add "#line", "#path"
    Column("raw", Text),  # percent-encoded bytes of the path where the name shown differs from it
    Column("container", Text),  # the .jsonl file or archive it stands in
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("format", Text),
    Column("state", Text, nullable=False),  # ok, aside, container
    Column("aside", Text),  # JSON: the finding for which it was set aside
    Column("why", Text),  # JSON: further findings
    Column("group_key", Text),  # files of one document meet under this key
    Column("name_key", Text),  # of a law: its folded name
    Column("raw_id", Text),  # the id this file alone would give as read
    Column("own_id", Text),  # the same with the officers' corrections
    Column("fixed", Text),  # JSON: identity fields corrected by officers
    Column("header", Text),  # JSON
    Column("doubtful", Text),  # JSON: header fields read by OCR with low confidence
    Column("document", Text),  # derived
    Column("best", Integer, nullable=False, default=0),  # derived: the file its document is shown from
)
Index("files_group", files.c.group_key)
Index("files_raw", files.c.raw_id)
Index("files_document", files.c.document)
Index("files_container", files.c.container)

contents = Table(
    "contents",
    metadata,
    Column("file", Text, ForeignKey("files.name", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("layout", Text, nullable=False),  # JSON: pages, tables, claims, doubtful, reader
    Column("structure", Text, nullable=False),  # JSON: zones, recitals, quoted, tables
    Column("provisions", Text, nullable=False),  # JSON
    Column("findings", Text, nullable=False),  # JSON
)

effects = Table(
    "effects",
    metadata,
    Column("file", Text, primary_key=True),
    Column("ref", Text, primary_key=True),  # "e0001" in order of the text, "d…" for an officer's
    Column("actor", Text),  # derived; empty while the file is not the one its document is shown from
    Column("target", Text),  # derived
    Column("candidates", Text),  # derived, JSON
    Column("refused", Text),  # derived: id of the officer's decision
    Column("key", Text, nullable=False),  # group the target is looked for in
    Column("op", Text, nullable=False),
    Column("target_number", Text),
    Column("target_name", Text),
    Column("target_date", Text),
    Column("target_type", Text),
    Column("target_issuer", Text),
    Column("whole", Integer, nullable=False),
    Column("provisions", Text),
    Column("words", Text),
    Column("exceptions", Text),
    Column("date", Text),
    Column("until", Text),
    Column("source_provision", Text),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Text, nullable=False),  # as shown: an officer's word is in it
    Column("reasons", Text),
    Column("read_confidence", Text, nullable=False),  # as the rules gave it
)
Index("effects_key", effects.c.key)
Index("effects_actor", effects.c.actor)
Index("effects_target", effects.c.target)

citations = Table(
    "citations",
    metadata,
    Column("file", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("source", Text),  # derived
    Column("target", Text),  # derived
    Column("candidates", Text),  # derived, JSON
    Column("key", Text, nullable=False),
    Column("number", Text),
    Column("name", Text),
    Column("date", Text),
    Column("doc_type", Text),
    Column("issuer", Text),
    Column("provisions", Text),
    Column("basis", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("within", Text),
)
Index("citations_key", citations.c.key)
Index("citations_source", citations.c.source)
Index("citations_target", citations.c.target)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group_key", Text, nullable=False),
    Column("name_key", Text),
    Column("place", Text),  # locality its issuer belongs to; "" for central bodies
    Column("number", Text),
    Column("number_key", Text),
    Column("doc_type", Text),
    Column("issuers", Text, nullable=False),
    Column("issuer_ids", Text, nullable=False),
    Column("issued", Text),
    Column("title", Text),
    Column("signer", Text),
    Column("normative", Integer),
    Column("normative_reason", Text),
    Column("effective", Text),
    Column("effective_kind", Text, nullable=False),
    Column("effective_rule", Text),
    Column("effective_start", Integer),
    Column("effective_end", Integer),
    Column("effective_computed", Integer, nullable=False),
    Column("expires", Text),
    Column("expires_quote", Text),
    Column("expires_start", Integer),
    Column("expires_end", Integer),
    Column("field", Text),
    Column("file", Text),
    Column("sha256", Text),
    Column("stub", Integer, nullable=False),
    Column("doubtful", Text),  # JSON: fields read by OCR with low confidence that no officer has confirmed
    Column("verified", Text),  # JSON: field -> id of the officer's decision
)
Index("documents_number", documents.c.number_key)
Index("documents_group", documents.c.group_key)
Index("documents_name", documents.c.name_key)

remarks = Table(  # findings that only show when documents are seen together
    "remarks",
    metadata,
    Column("document", Text, primary_key=True),
    Column("part", Text, primary_key=True),  # which step found it, so that it can be redone alone
    Column("ref", Text, primary_key=True),
    Column("key", Text),  # group whose resolution found it
    Column("finding", Text, nullable=False),
)
Index("remarks_key", remarks.c.key)

dirty = Table("dirty", metadata, Column("key", Text, primary_key=True))  # groups to be derived again

history = Table(  # texts that a newer version of their file took the place of
    "history",
    metadata,
    Column("file", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("by_sha256", Text, primary_key=True),
    Column("document", Text),
    Column("at", Text, nullable=False),
    Column("number", Text),
    Column("issued", Text),
    Column("title", Text),
    Column("text", Text, nullable=False),
)
Index("history_document", history.c.document)
