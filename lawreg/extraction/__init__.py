"""Document → citations and effects."""
