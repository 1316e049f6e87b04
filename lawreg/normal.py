"""Normalised text with a map back to the source.

Parsing and extraction read :attr:`Normal.text`; every span they give is led back by :meth:`Normal.to_source`.
Repairs (domain.md 2.3, 2.4): NFC, look-alike letters (Cyrillic, Greek, Eth), dashes, odd spaces, zero-width characters
and soft hyphens removed, Markdown emphasis marks removed. Line ends and tabs stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from lawreg.model import Span

_LOOKALIKES = {
    **dict(zip("АВЕКМНОРСТХЅІЈ", "ABEKMHOPCTXSIJ", strict=True)),  # Cyrillic capitals
    **dict(zip("аеорсухѕіј", "aeopcyxsij", strict=True)),  # Cyrillic small letters
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),  # Greek capitals
    "Ð": "Đ", "ð": "đ", "Ɖ": "Đ",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "﹣": "-", "－": "-",
    "／": "/", "⁄": "/", "∕": "/", "‟": "“",
    "\u00a0": " ", **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "), "\u202f": " ", "\u3000": " ",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\x0b": "\n", "\x0c": "\n", "\r": "\n",
}  # fmt: skip
_REMOVED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_DROPPED = str.maketrans("", "", _REMOVED)
_MARKS = "\u0300-\u036f"
# Runs of marks and of what is removed; the letter before a run that holds a mark belongs to it.
_RUN = re.compile(rf"[{_MARKS}{_REMOVED}]+")
_RUN_STARS = re.compile(rf"[{_MARKS}{_REMOVED}*]+")
_MARK = re.compile(rf"[{_MARKS}]")


def _by_block() -> dict[int, list[str]]:
    """What is replaced or removed, by the high byte of its code: whole blocks that a text lacks are not looked for."""
    blocks: dict[int, list[str]] = defaultdict(list)
    for ch in _LOOKALIKES:
        blocks[ord(ch) >> 8].append(ch)
    return dict(blocks)


_BLOCKS = _by_block()
_MARK_BLOCK = 3
# Blocks of which no character joins another or changes when composed; asking unicodedata costs ten times as much.
_COMPOSED_BLOCKS = bytes([0x00, 0x01, 0x02, 0x1E, 0x20, 0x22, 0x25, 0x26, 0x27, 0xF0])
_SYMBOL_BLOCK, _SYMBOL_MARKS = 0x20, range(0xD0, 0xF1)  # U+20D0 to U+20F0: the only marks in those blocks


@dataclass(frozen=True, slots=True)
class _Map:
    """Stretches of the normalised text, in order: where each begins, where its source begins and ends.

    A stretch with as many characters as its source is read letter for letter; any other stands as a whole for its
    source. Texts in one piece have no map: a map entry for every letter costs more than normalising itself.
    """

    at: list[int]
    begins: list[int]
    ends: list[int]
    alike: list[bool]

    def to_source(self, start: int, end: int) -> Span:
        i = bisect_right(self.at, start) - 1
        first = self.begins[i] + (start - self.at[i] if self.alike[i] else 0)
        if end <= start:
            return Span(first, first)
        k = bisect_right(self.at, end - 1) - 1
        return Span(first, self.begins[k] + (end - self.at[k]) if self.alike[k] else self.ends[k])

    def from_source(self, start: int, end: int, length: int) -> Span:
        i = bisect_right(self.ends, start)
        k = bisect_left(self.begins, end) - 1
        return Span(self._first(i, start, length), self._last(k, end, length))

    def _first(self, i: int, source: int, length: int) -> int:
        """The first character that ends behind ``source``."""
        if i >= len(self.at):
            return length
        return self.at[i] + max(source - self.begins[i], 0) if self.alike[i] else self.at[i]

    def _last(self, k: int, source: int, length: int) -> int:
        """Behind the last character that begins before ``source``."""
        if k < 0:
            return 0
        following = self.at[k + 1] if k + 1 < len(self.at) else length
        return min(self.at[k] + source - self.begins[k], following) if self.alike[k] else following


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` is what patterns read, ``source`` what spans are reported in."""

    text: str
    source: str
    _map: _Map | None = None

    def to_source(self, start: int, end: int) -> Span:
        """The source span of text[start:end]; an empty span maps to an empty span."""
        if self._map is None:
            return Span(start, end)
        if start >= len(self.text):
            return Span(len(self.source), len(self.source))
        return self._map.to_source(start, end)

    def from_source(self, start: int, end: int) -> Span:
        """The span of the normalised text that covers source[start:end]."""
        if self._map is None:
            return Span(start, end)
        return self._map.from_source(start, end, len(self.text))


def _translated(source: str, high: bytes) -> str:
    """``source`` with look-alikes replaced, letter for letter."""
    for block, odd in _BLOCKS.items():
        if block in high:
            for ch in odd:
                if ch in source:
                    source = source.replace(ch, _LOOKALIKES[ch])
    return source


def _is_composed(text: str, units: bytes, high: bytes) -> bool:
    if high.translate(None, _COMPOSED_BLOCKS):
        return unicodedata.is_normalized("NFC", text)
    at = high.find(_SYMBOL_BLOCK)  # quotation marks and dashes mostly: a few hundred
    while at >= 0:
        if units[2 * at] in _SYMBOL_MARKS:
            return unicodedata.is_normalized("NFC", text)
        at = high.find(_SYMBOL_BLOCK, at + 1)
    return True


def normalise(source: str) -> Normal:
    """Normalise ``source``; linear in its length."""
    emphasis = "**" in source
    units = source.encode("utf-16-le", "surrogatepass")
    high = units[1::2]
    translated = _translated(source, high)
    runs_in = any(ch in source for ch in _REMOVED) or (_MARK_BLOCK in high and _MARK.search(source) is not None)
    if runs_in and not emphasis and "*" in source:  # "*", a mark of the byte order, "*": the two stars meet
        emphasis = "**" in source.translate(_DROPPED)
    if not emphasis and not runs_in and _is_composed(translated, units, high):
        return Normal(translated, source)
    runs, removed = (_RUN_STARS, _REMOVED + "*") if emphasis else (_RUN, _REMOVED)
    return _composed(source, translated, runs, removed)


def _composed(source: str, translated: str, runs: re.Pattern[str], removed: str) -> Normal:
    drop = str.maketrans("", "", removed)
    pieces: list[str] = []
    spans = _Map([], [], [], [])
    length = at = 0

    def put(piece: str, begin: int, end: int, alike: bool) -> None:
        nonlocal length
        if not piece:
            return
        pieces.append(piece)
        spans.at.append(length)
        spans.begins.append(begin)
        spans.ends.append(end)
        spans.alike.append(alike)
        length += len(piece)

    def plain(upto: int) -> None:
        chunk = translated[at:upto]
        if unicodedata.is_normalized("NFC", chunk):
            put(chunk, at, upto, alike=True)
            return
        for i, ch in enumerate(chunk, at):  # singletons such as U+212B
            put(unicodedata.normalize("NFC", ch), i, i + 1, alike=False)

    for m in runs.finditer(translated):
        if _MARK.search(m[0]) is None:
            plain(m.start())
        else:
            begin = max(at, m.start() - 1)
            end = m.start() + len(m[0].rstrip(removed))
            plain(begin)
            put(unicodedata.normalize("NFC", translated[begin:end].translate(drop)), begin, end, alike=False)
        at = m.end()
    plain(len(translated))
    return Normal("".join(pieces), source, spans)
