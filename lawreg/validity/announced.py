"""Lists of expired documents that an act announces (công bố danh mục): they declare, they are no cause (domain.md 4.5).

What such a list says is set beside the program's own answer: a document it names as ended that is still in force here
is shown to a person with the row quoted, since the act that ended it may be missing from the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from lawreg import dates
from lawreg.model import CitationRecord, DocumentRecord
from lawreg.validity import competence, rules
from lawreg.validity.life import Life, Note
from lawreg.validity.verdict import Evidence, label, remark

_ROW = regex.compile(r"^\s*\d{1,4}\s*[.)\t]?\s*(?:\p{L}[\p{L} ]{2,30})?[\s\t]*$")  # an ordinal, perhaps the type
_LINE = regex.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: ``target`` is said by ``by`` to have ended on ``day``; the row stands at [start, end) of its text."""

    target: str
    by: DocumentRecord
    day: date | None
    quote: str
    start: int
    end: int
    number: str | None = None  # as the row writes it
    whole: bool = True  # in a list of wholly expired documents; else in one of partly expired ones
    block: str = ""  # the row with the lines that go on with it: what ended it, which parts, on which days


def read(
    documents: Iterable[DocumentRecord],
    citations_of: Callable[[str], Iterable[CitationRecord]],
    text_of: Callable[[str], str | None],
) -> list[Listed]:
    """The rows on wholly and on partly expired documents of every announcing act."""
    found: list[Listed] = []
    for d in documents:
        if d.stub or not competence.is_declaratory(d):
            continue
        text = text_of(d.id)
        if text:
            found += _rows(d, text, citations_of(d.id))
    return found


def _rows(by: DocumentRecord, text: str, citations: Iterable[CitationRecord]) -> Iterator[Listed]:
    first: dict[int, CitationRecord] = {}
    for c in sorted(citations, key=lambda c: c.citation.start):
        if c.target:
            first.setdefault(text.rfind("\n", 0, c.citation.start) + 1, c)
    headings = rules.table("competence").get("announced_lists")
    if headings is None:  # a workspace's own copy from an earlier version
        return
    kind = _kind(headings, by.title, None)
    rows: list[Listed] = []
    for m in _LINE.finditer(text):
        cited = first.get(m.start())
        lead = "" if cited is None else text[m.start() : cited.citation.start]
        if cited is None or not (_ROW.match(lead) or (kind == "part" and not lead.strip())):
            if cited is None:
                kind = _kind(headings, m[0], kind)
            if rows and kind is not None and not _says(headings.get("total", "^tong so"), m[0]):
                rows[-1] = replace(rows[-1], block=f"{rows[-1].block}\n{m[0]}")
            continue
        if kind is None or cited.target == by.id:
            continue
        days = [d.value for d in dates.find(text, m.start(), m.end()) if d.value is not None]
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        end = m.end() - (len(m[0]) - len(m[0].rstrip()))
        assert cited.target is not None
        if kind == "part" and not _ROW.match(lead):  # a sub-row of the document above: another act on another part
            if rows:
                rows[-1] = replace(rows[-1], block=f"{rows[-1].block}\n{m[0]}")
            continue
        rows.append(Listed(cited.target, by, days[-1] if days else None, text[start:end], start, end,
                           cited.citation.number, kind == "whole", m[0]))  # fmt: skip
    yield from rows


def _kind(headings: Mapping[str, str], text: str | None, before: str | None) -> str | None:
    """What a heading says of the rows below it: "whole", "part", neither (None); no heading leaves it as it was."""
    if _says(headings["other"], text):
        return "part" if _says(headings.get("part", "mot phan"), text) else None
    return "whole" if _says(headings["whole"], text) else before


def _says(pattern: str, text: str | None) -> bool:
    return regex.search(pattern, rules.bare(text)) is not None


def compare(life: Life, listed: Listed, conflict: Callable[..., None]) -> None:
    """Set one row beside what the program found; a difference is a conflict for a person."""
    day = listed.day if listed.day != life.doc.issued else None  # the row gives its issue date only
    row = Evidence("expire", listed.by, day, listed.quote, listed.start, listed.end, "announced", None, False)
    since = day or listed.by.issued
    params = {"document": label(life.doc), "id": life.doc.id, "by": label(listed.by), "actor": listed.by.id,
              "date": since, "quote": listed.quote, "ended": life.end}  # fmt: skip
    if life.end is None or (since is not None and life.end > since + timedelta(days=1)):
        if life.doc.stub:
            return
        conflict(remark("announced_expired", params))
        life.notes.append(Note(since, remark("announced_expired", params), row))
    elif day is not None and abs((life.end - day).days) > 1:  # lists print the last day or the first
        conflict(remark("announced_other_day", params))
