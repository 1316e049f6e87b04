"""What the reading of effects carries from sentence to sentence: headings' contexts, effects found, verdicts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date as Date  # a field named 'date' hides the type's name inside its class
from typing import NamedTuple

import regex

from lawreg import numbers
from lawreg.extraction.clauses import Verb
from lawreg.extraction.effects_sentences import Sentence, Text
from lawreg.model import Citation, Effect, Span, ZoneKind

CLASS = {"amend": "amend", "supplement": "amend", "replace": "end", "repeal": "end", "expire": "end"}
TITLE = "tiêu đề"  # the source provision of what only the title says
_AMENDED = regex.compile(r"(?i:(?:bộ )?luật|pháp lệnh) sửa đổi.*? của ((?i:bộ luật|luật|pháp lệnh) .+)", regex.DOTALL)
_WORD = regex.compile(r"\w+")


@dataclass(slots=True)
class Context:
    """What a heading gives to the items below it."""

    targets: tuple[Citation, ...] = ()
    paths: tuple[str, ...] = ()
    open: Verb | None = None  # items below are objects of this verb
    words: tuple[str, ...] = ()
    date: Date | None = None
    until: Date | None = None
    part: bool = False  # of the documents among the items only parts are meant, unless an item says otherwise
    subject: bool = False  # "Đối với Thông tư số …:": the verbs below act on the whole document where they name no part


class Annexed(NamedTuple):
    """A verb whose targets stand in an annex."""

    verb: Verb
    context: Context
    label: str | None  # key of the annex the clause names ("1" for I and 01), None where it names none
    part: bool  # "bãi bỏ một phần các văn bản tại Phụ lục II"


@dataclass(frozen=True, slots=True)
class Found:
    """An effect before the last round: ``deferred`` ones stand only where nothing nearer says the same."""

    effect: Effect
    key: str  # the target's number or name, folded
    deferred: bool
    scope: Span


@dataclass(frozen=True, slots=True)
class Trace:
    """One verb with its verdict, for explain-rules."""

    rule: str
    start: int
    end: int
    clause: Span
    verdict: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb that acts, or one item of a list whose verb stands above it (``item``)."""

    s: Sentence
    verb: Verb
    before: bool  # the objects stand in front of the verb
    item: bool
    start: int  # where the objects are looked for
    end: int
    title: bool = False


class Mentions:
    """The citations of a document, asked by place and by name."""

    def __init__(self, t: Text, citations: tuple[Citation, ...]) -> None:
        self.all = tuple(sorted(citations, key=lambda c: (c.start, -c.end)))
        self._starts = [c.start for c in self.all]
        self._low = t.low
        own = t.doc.header.number
        self._own = numbers.fold(own) if own else ""
        self._names: dict[str, str] = {}
        self._attached = [z for z in t.zones if z.kind is ZoneKind.ATTACHED]
        for c in self.all:
            if c.number and c.name:
                self._names.setdefault(fold_name(c.name), c.number)
                # "Quốc hội ban hành Luật sửa đổi, bổ sung … của Luật X số N": N is the number of Luật X
                amended = _AMENDED.match(c.name)
                if amended and not c.basis and self._enacts(c):
                    self._names[fold_name(amended[1])] = c.number

    def _enacts(self, c: Citation) -> bool:
        """The mention is what this document itself is: "Quốc hội ban hành Luật sửa đổi …"."""
        return self._low[max(0, c.start - 12) : c.start].split()[-2:] == ["ban", "hành"]

    def any_in(self, start: int, end: int) -> bool:
        i = bisect_left(self._starts, start)
        return i < len(self._starts) and self._starts[i] < end

    def between(self, start: int, end: int) -> list[Citation]:
        """Mentions that begin in [start, end), cut at ``end``."""
        out = []
        for i in range(bisect_left(self._starts, start), len(self.all)):
            c = self.all[i]
            if c.start >= end:
                break
            out.append(c if c.end <= end else replace(c, end=end))
        return out

    def is_own(self, c: Citation) -> bool:
        return bool(self._own and c.number and numbers.fold(c.number) == self._own)

    def target(self, c: Citation) -> tuple[str | None, str | None]:
        """Number and name; a law cited by name only has the number printed beside its name elsewhere."""
        if c.number or not c.name:
            return c.number, c.name
        number = self._names.get(fold_name(c.name))
        if number and c.date and c.date[:4] not in number:  # "Bộ luật Hình sự năm 1999" is not 100/2015/QH13
            number = None
        return number, c.name

    def date(self, c: Citation) -> str | None:
        """The issue date printed here or with another mention of the same number."""
        if c.date or not c.number:
            return c.date
        key = numbers.fold(c.number)
        return next((o.date for o in self.all if o.date and o.number and numbers.fold(o.number) == key), None)

    def in_attached(self, at: int) -> bool:
        """Inside a regulation attached to the document: it does not speak of the document in the title."""
        return any(z.start <= at < z.end for z in self._attached)


def fold_name(name: str) -> str:
    """One spelling for the name of a law.

    >>> fold_name("Luật Phòng, chống thiên tai")
    'luật phòng chống thiên tai'
    """
    return " ".join(_WORD.findall(name.lower()))
