"""The small protocol two search engines stand behind, and the choice between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from lawreg import tables
from lawreg.errors import UsageError
from lawreg.search.plan import Node

ENGINES = ("tantivy", "whoosh")
Order = Literal["score", "issued", "rank", "place"]


class Row(NamedTuple):
    """One unit as an engine stores it: an article, an annex, a text without articles, or a document's card.

    Word fields hold tokens parted by spaces, keyword fields are lists of whole tokens; ``data`` (JSON of what a hit
    shows) and ``text`` are given back and not searched.
    """

    doc_id: str
    body: str = ""  # title, heading and text in the weight each has for ranking
    pairs: str = ""
    folded_pairs: str = ""
    name: str = ""  # the card's type and title, and the same without accents
    name_folded: str = ""
    issuer: str = ""
    subject: str = ""  # lĩnh vực
    numbers: Sequence[str] = ()  # documents cited
    own: Sequence[str] = ()  # the document's number in every reading
    kind: Sequence[str] = ("unit",)  # or "card"
    doc_type: Sequence[str] = ()
    issuer_name: Sequence[str] = ()
    status: Sequence[str] = ()
    article: Sequence[str] = ()
    normative: Sequence[str] = ()
    year: int = 0
    issued: int = 0  # proleptic day number
    rank: int = 0  # in the hierarchy of acts, 1 the highest
    place: int = 0  # in the document
    name_length: int = 0  # words of the card's name
    slot: int = 0  # of its record in features.bin
    data: str = ""
    text: str = ""


WORD_FIELDS = ("body", "pairs", "folded_pairs", "name", "name_folded", "issuer", "subject")
POSITIONS = ("body", "issuer", "subject")
KEYWORD_FIELDS = ("doc_id", "numbers", "own", "kind", "doc_type", "issuer_name", "status", "article", "normative")
NUMBER_FIELDS = ("year", "issued", "rank", "place", "name_length", "slot")


class Ranked(NamedTuple):
    """A candidate: its ``slot`` in features.bin and what the engine knows it by."""

    score: float
    slot: int
    handle: Any


class Found(NamedTuple):
    """A unit an engine found."""

    score: float
    data: str
    text: str


class SearchEngine(Protocol):
    """What lawreg asks of a search engine. ``commit`` makes everything added and deleted before it visible at once."""

    name: str
    folds: bool  # keeps pairs without accents too

    def open(self, folder: Path, *, create: bool = False) -> None: ...

    def add(self, rows: Iterable[Row]) -> int: ...

    def delete(self, doc_ids: Iterable[str]) -> None: ...

    def commit(self) -> None: ...

    def search(self, query: Node, limit: int, order: Order = "score") -> list[Ranked]: ...

    def fetch(self, ranked: list[Ranked], most: int | None = None) -> list[Found]: ...

    def count(self, query: Node) -> int: ...

    def count_all(self) -> int: ...

    def facet(self, query: Node, field: str) -> list[tuple[str, int]]: ...

    def terms(self, field: str) -> Iterator[tuple[str, int]]: ...

    def frequency(self, field: str, text: str) -> int: ...

    def close(self) -> None: ...


def chosen(name: str | None = None) -> str:
    """The engine's name: the one asked for, else that of tables/search.toml, else Whoosh where tantivy is missing."""
    wanted = name or str(tables.load("tables/search.toml").get("engine") or "tantivy")
    if wanted not in ENGINES:
        raise UsageError("search_engine_unknown", engine=wanted, engines=", ".join(ENGINES))
    if find_spec(wanted) is None:
        if name:
            raise UsageError("search_engine_missing", engine=wanted)
        other = next((e for e in ENGINES if find_spec(e)), None)
        if other is None:
            raise UsageError("search_engine_missing", engine=wanted)
        return other
    return wanted


def engine_for(name: str | None = None) -> SearchEngine:
    """A closed engine of the kind :func:`chosen`; its library is imported here and nowhere else."""
    if chosen(name) == "whoosh":
        from lawreg.search.whoosh_engine import WhooshEngine

        return WhooshEngine()
    from lawreg.search.tantivy_engine import TantivyEngine

    return TantivyEngine()
