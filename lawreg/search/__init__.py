"""Full-text search of the registry's documents, article by article.

``lawreg.search.search`` answers a query, ``lawreg.search.index.update`` keeps the index, and neither needs the
registry: what a hit shows lies in the index. Only the engine's own library is imported, when an index is opened.
"""

from __future__ import annotations

from lawreg.search.results import Hit, SearchResult
from lawreg.search.service import Finder, search

__all__ = ["Finder", "Hit", "SearchResult", "search"]
