"""Normalised text with a map back to the source.

Parsing and extraction read :attr:`Normal.text`; every span they give is led back by :meth:`Normal.to_source`.
Repairs (domain.md 2.3, 2.4): NFC, look-alike letters (Cyrillic, Greek, Eth), dashes, odd spaces, zero-width characters
and soft hyphens removed, Markdown emphasis marks removed. Line ends and tabs stay.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from lawreg.model import Span

_LOOKALIKES = {
    **dict(zip("АВЕКМНОРСТХЅІЈ", "ABEKMHOPCTXSIJ", strict=True)),  # Cyrillic capitals
    **dict(zip("аеорсухѕіј", "aeopcyxsij", strict=True)),  # Cyrillic small letters
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),  # Greek capitals
    "Ð": "Đ", "ð": "đ", "Ɖ": "Đ",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "﹣": "-", "－": "-",
    "／": "/", "⁄": "/", "∕": "/",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\u2007": " ",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\x0b": "\n", "\x0c": "\n", "\r": "\n",
}  # fmt: skip
_ODD = re.compile("[" + "".join(re.escape(c) for c in _LOOKALIKES) + "]")
_REMOVED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_MARKS = "\u0300-\u036f"
# Runs of marks and of what is removed; the letter before a run that holds a mark belongs to it.
_RUN = re.compile(rf"[{_MARKS}{_REMOVED}]+")
_RUN_STARS = re.compile(rf"[{_MARKS}{_REMOVED}*]+")
_MARK = re.compile(rf"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` is what patterns read, ``source`` what spans are reported in."""

    text: str
    source: str
    _starts: array[int] | None = None
    _ends: array[int] | None = None

    def to_source(self, start: int, end: int) -> Span:
        """The source span of text[start:end]; an empty span maps to an empty span."""
        if self._starts is None or self._ends is None:
            return Span(start, end)
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.source)
            return Span(at, at)
        return Span(self._starts[start], self._ends[end - 1])

    def from_source(self, start: int, end: int) -> Span:
        """The span of the normalised text that covers source[start:end]."""
        if self._starts is None or self._ends is None:
            return Span(start, end)
        return Span(bisect_right(self._ends, start), bisect_left(self._starts, end))


def _alike(m: re.Match[str]) -> str:
    return _LOOKALIKES[m[0]]


def normalise(source: str) -> Normal:
    """Normalise ``source``; linear in its length."""
    emphasis = "**" in source
    # searching for what is odd costs a third of translating every letter, and most texts hold little of it
    translated = _ODD.sub(_alike, source)
    if not emphasis and _RUN.search(translated) is None and unicodedata.is_normalized("NFC", translated):
        return Normal(translated, source)
    runs, removed = (_RUN_STARS, _REMOVED + "*") if emphasis else (_RUN, _REMOVED)
    drop = str.maketrans("", "", removed)
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0

    def plain(upto: int) -> None:
        for ch_at in range(at, upto):
            composed = unicodedata.normalize("NFC", translated[ch_at])  # singletons such as U+212B
            pieces.append(composed)
            starts.extend([ch_at] * len(composed))
            ends.extend([ch_at + 1] * len(composed))

    def plain_fast(upto: int) -> None:
        chunk = translated[at:upto]
        if unicodedata.is_normalized("NFC", chunk):
            pieces.append(chunk)
            starts.extend(range(at, upto))
            ends.extend(range(at + 1, upto + 1))
        else:
            plain(upto)

    for m in runs.finditer(translated):
        if _MARK.search(m[0]) is None:
            plain_fast(m.start())
        else:
            begin = max(at, m.start() - 1)
            end = m.start() + len(m[0].rstrip(removed))
            plain_fast(begin)
            composed = unicodedata.normalize("NFC", translated[begin:end].translate(drop))
            pieces.append(composed)
            starts.extend([begin] * len(composed))
            ends.extend([end] * len(composed))
        at = m.end()
    plain_fast(len(translated))
    return Normal("".join(pieces), source, starts, ends)
