"""Numbers of letters that follow no form: a firm's "01/CV-01", "128.2025/KD.ABC", an office's "6006/BGDĐT".

Companies number their letters as they like, so that no table of codes tells such a number from a form's symbol. The
words around it do: "công văn số" before it, "ngày …" or its sender behind it. Administrative papers are citations
(the labels' guide, rule 1), whoever wrote them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

import regex

from lawreg.numbers.finding import NumberMatch
from lawreg.numbers.pages import bridge
from lawreg.numbers.scan import Needles, places

_NEEDLES = Needles(("văn số", "văn\nsố", "bản số", "bản\nsố"))
_LETTER = regex.compile(
    r"(?<!\p{L})(?i:công\s+văn|văn\s+bản)\s+số\s{0,3}:?\s{0,3}"
    r"(?P<number>(?=[^\s]{0,40}\d)(?=[^\s]{0,40}\p{Lu})[\p{Lu}\d][\p{L}\d&]{0,24}(?:[./_–-]{1,2}[\p{L}\d&]{1,24}){1,6})"
    r"\s{1,3},?\s{0,3}(?=ngày\s{0,3}\d{1,2}\s{0,3}(?:/|-|tháng)|của\s{1,3}(?:\p{Lu}))"
)
_DASHES = str.maketrans("–—‑", "---")
_BEFORE = 12  # characters from the needle back to the type word


def letters(text: str, found: Sequence[NumberMatch]) -> Iterator[NumberMatch]:
    """Numbers of letters in ``text`` that none of ``found`` covers, in order; ``found`` is sorted by place."""
    seen = bridge(text)
    starts = [m.start for m in found]
    for hit, _ in places(seen, _NEEDLES):
        m = _LETTER.search(seen, max(0, hit - _BEFORE), min(len(seen), hit + 140))
        if m is None or not m.start() <= hit < m.start("number"):
            continue
        start, end = m.span("number")
        i = bisect.bisect_left(starts, end)
        if i and found[i - 1].end > start:
            continue
        number = seen[start:end].translate(_DASHES)
        yield NumberMatch(start, end, number, number, None, None, None, "Công văn", "official_letter")
