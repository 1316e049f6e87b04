"""Parts of a document that take effect on another day than the document itself (domain.md 4.1, 4.6 row 59).

"Thông tư này có hiệu lực từ 01/02/2020, trừ quy định tại khoản 2 Điều này. 2. Quy định tại Điều 5 có hiệu lực từ
01/7/2020": the document is in force from its own day, each of those parts from its own. Read only for documents whose
clause on entry into force lets parts start apart, from the article in which that clause stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from lawreg import references
from lawreg.extraction.own_clauses import starts
from lawreg.model import DocumentRecord, Provision, Unit
from lawreg.validity.life import covers
from lawreg.validity.verdict import Evidence

_EXCEPTED = regex.compile(r"(?<!\w)(?:ngoại\s+)?trừ\s(?P<said>[^.]*)")
_SPAN = 4000  # characters after the clause that are read where the article's extent is not known


@dataclass(frozen=True, slots=True)
class Stage:
    """Units that take effect on ``day``, with the clause that says so."""

    day: date
    paths: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Stages:
    """``open``: some parts start apart on a day that could not be told; a person must read the clause."""

    stages: tuple[Stage, ...] = ()
    open: bool = False


Reader = Callable[[DocumentRecord], Stages]


def reader(text_of: Callable[[str], str | None], provisions_of: Callable[[str], Sequence[Provision]]) -> Reader:
    """Reads the stages of a document when they are asked for."""

    def read(doc: DocumentRecord) -> Stages:
        text = None if doc.stub or doc.effective_span is None else text_of(doc.id)
        return Stages(open=True) if not text else of_text(doc, text, provisions_of(doc.id))

    return read


def of_text(doc: DocumentRecord, text: str, provisions: Sequence[Provision]) -> Stages:
    """The stages that the article on entry into force states."""
    span = doc.effective_span
    if span is None:
        return Stages(open=True)
    article = next((p for p in provisions if p.unit is Unit.ARTICLE and p.start <= span.start < p.end), None)
    start, end = (article.start, article.end) if article else (span.start, min(len(text), span.start + _SPAN))
    found: list[Stage] = []
    unclear = False
    for s in starts(text, start, end, doc.issued):
        if s.day is None or not s.certain:
            unclear = unclear or s.until is None
            continue
        quote = text[s.start : s.end]
        found.append(Stage(s.day, s.paths, Evidence("effective", doc, s.day, quote, s.start, s.end, "staged")))
    return Stages(tuple(found), unclear or not _all_told(doc.effective_rule or "", article, found))


def _all_told(rule: str, article: Provision | None, found: Sequence[Stage]) -> bool:
    """Whether every part that the clause excepts is one of those found, or stands in a clause of this article."""
    if not found:
        return False
    told = [p for s in found for p in s.paths]
    excepted = _EXCEPTED.search(rule)
    for ref in references.find(excepted["said"]) if excepted else ():
        if ref.own:
            if article is not None and _here(ref.paths, article, found):
                continue
            if not any(covers(t, p) or covers(p, t) for p in ref.paths for t in told):
                return False
        elif not all(any(covers(t, p) or covers(p, t) for t in told) for p in ref.paths):
            return False
    return True


def _here(paths: Sequence[str], article: Provision, found: Sequence[Stage]) -> bool:
    """ "trừ quy định tại khoản 2, khoản 3 Điều này": those clauses hold the other dates."""
    inside = [s for s in found if s.evidence.start is not None and article.start <= s.evidence.start < article.end]
    return all(not p.startswith("Điều ") or p.startswith(article.path) for p in paths) and len(inside) >= len(paths)


__all__ = ["Reader", "Stage", "Stages", "of_text", "reader"]
