"""Text typed in old Vietnamese fonts (TCVN3, VNI, VISCII) to Unicode.

Where a format names the font of each run, the font decides (:func:`encoding_of_font`, :func:`convert`). Where it does
not, :func:`repair` decides paragraph by paragraph by the share of possible syllables before and after, so that mixed
documents come out whole and French or Western text stays. The soft hyphen must still be there: in TCVN3 it is "ư".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate, groupby

import regex

from lawreg import tables
from lawreg.model import Finding, Severity
from lawreg.reading.syllables import possible

ENCODINGS = ("tcvn3", "vni", "viscii")

# a cluster is what stands between spaces, digits and ASCII signs: in old fonts letters hide behind ®, µ, ¸ or ÷
_CLUSTER = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
_ASCII_LETTER = regex.compile("[A-Za-z]")
_OLD = regex.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac]")
# signs and letters that neither Vietnamese nor French puts beside a letter: the cheap gate over a whole text
_ODD = (
    "[\u0080-\u00a8\u00ac-\u00b1\u00b4-\u00b9\u00bc-\u00bf\u00c4-\u00c6\u00cb\u00ce\u00cf\u00d0\u00d1\u00d6-\u00d8"
    "\u00db\u00dc\u00de\u00df\u00e4-\u00e6\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)
_GATE = re.compile(f"{_ODD}(?:(?<=[A-Za-z].)|(?=[A-Za-z]))", re.S)  # the sign first: it is much the rarer


def _table() -> dict[str, dict[str, object]]:
    return tables.load("tables/reading_fonts.toml")


@cache
def _converter(encoding: str) -> Callable[[str], str]:
    entry = _table()[encoding]
    if encoding == "viscii":
        table = {0x80 + i: ch for i, ch in enumerate(str(entry["table80"]))}
        for byte in range(0x80, 0xA0):  # the same places as Windows-1252 shows them
            try:
                table[ord(bytes([byte]).decode("cp1252"))] = table[byte]
            except UnicodeDecodeError:
                continue
        table.update({int(k, 16): v for k, v in dict(entry["controls"]).items()})  # type: ignore[call-overload]
        return lambda text: text.translate(table)
    pairs = dict(p.split(" ") for p in entry["pairs"])  # type: ignore[attr-defined]
    if all(len(k) == 1 for k in pairs):
        one = str.maketrans(pairs)
        return lambda text: text.translate(one)
    longest_first = sorted(pairs, key=len, reverse=True)
    # one capital may stand before a small mark ("Uûy ban"): the first letter's case counts
    for source in list(pairs):
        if len(source) == 2 and source[0].isupper():
            pairs.setdefault(source[0] + source[1].lower(), pairs[source])
            longest_first.insert(0, source[0] + source[1].lower())
    longest_first = sorted(dict.fromkeys(longest_first), key=len, reverse=True)
    pattern = regex.compile("|".join(map(regex.escape, longest_first)))
    return lambda text: pattern.sub(lambda m: pairs[m[0]], text)


def convert(text: str, encoding: str, *, capital: bool = False) -> str:
    """Read ``text`` as ``encoding``; ``capital`` for fonts that draw capitals on small letters' places."""
    out = _converter(encoding)(text)
    return out.upper() if capital else out


@cache
def encoding_of_font(font: str) -> tuple[str, bool] | None:
    """(encoding, draws capitals) of an old font by its name; None for any other font."""
    for encoding in ENCODINGS:
        entry = _table()[encoding]
        if any(regex.search(p, font, regex.I) for p in entry["fonts"]):  # type: ignore[attr-defined]
            capital = any(regex.search(p, font) for p in entry["capital_fonts"])  # type: ignore[attr-defined]
            return encoding, capital
    return None


def _clusters(text: str) -> list[str]:
    """Words in which an old letter stands with a plain one: what tells an encoding."""
    return [
        c for c in _CLUSTER.findall(unicodedata.normalize("NFC", text)) if _ASCII_LETTER.search(c) and _OLD.search(c)
    ]


def _share(clusters: list[str], encoding: str | None) -> float:
    if not clusters:
        return 0.0
    words = clusters if encoding is None else [convert(c, encoding) for c in clusters]
    return sum(possible(w.strip("\u00ab\u00bb\u2018\u2019\u201c\u201d\u2026\u2013")) for w in words) / len(words)


def suspicious(text: str) -> bool:
    """The cheap gate: a letter next to a sign that no Unicode Vietnamese or French puts there."""
    return _GATE.search(text) is not None


def join(pieces: list[tuple[str, str | None, bool]], converted: dict[str, int]) -> str:
    """Text of the runs of a paragraph, each with its encoding (None: Unicode) and whether its font draws capitals.

    Neighbours of one font are converted together, since VNI letters may be cut by a run's border. ``converted`` counts
    what was converted from each encoding.
    """
    out: list[str] = []
    for (encoding, capital), group in groupby(pieces, key=lambda p: p[1:]):
        text = "".join(p[0] for p in group)
        if encoding and not text.isascii():
            converted[encoding] = converted.get(encoding, 0) + 1
        out.append(convert(text, encoding, capital=capital) if encoding else text)
    return "".join(out)


def guess(text: str, least: int = 4) -> str | None:
    """The old encoding that makes possible Vietnamese syllables of ``text`` where it has few; else None.

    ``least`` is the number of telling words needed: a formula or a table of ticks has one or two.
    """
    clusters = _clusters(text)[:3000]
    if len(clusters) < least:
        return None
    before = _share(clusters, None)
    if before > 0.7:
        return None
    after = {encoding: _share(clusters, encoding) for encoding in ENCODINGS}
    best = max(after, key=lambda e: after[e])
    return best if after[best] >= 0.75 and after[best] > before + 0.25 else None


def repair(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Convert what is in an old encoding, paragraph by paragraph; Unicode text comes back as the same object.

    The encoding is settled on the whole suspicious part first: short lines alone do not tell TCVN3 from VNI.
    """
    if not suspicious(text):
        return text, ()
    lines = text.split("\n")
    whole = guess("\n".join(line for line in lines if suspicious(line)))
    done: dict[str, int] = {}
    out: list[str] = []
    for line in lines:
        encoding = None
        if whole and _OLD.search(line) and _gains(line, whole):
            encoding = whole
        elif suspicious(line):
            encoding = guess(line)
        if encoding:
            done[encoding] = done.get(encoding, 0) + 1
            line = convert(line, encoding)
        out.append(line)
    if not done:
        return text, ()
    findings = tuple(legacy_finding(e, n, len(lines)) for e, n in sorted(done.items()))
    return "\n".join(out), findings


def _gains(line: str, encoding: str) -> bool:
    clusters = _clusters(line)
    return bool(clusters) and _share(clusters, encoding) > _share(clusters, None)


_SMALL = "".join(c for c in map(chr, range(0xE0, 0x1EFA)) if c.islower() and c not in "÷ß" and (c < "ƿ" or c > "Ṁ"))
_CAPITAL_WORD = re.compile(f"[A-ZĐ][{_SMALL}][A-ZĐ]|[A-ZĐ]{{2}}[{_SMALL}]")
_NO_SMALL = re.compile("\n[^a-z\n]*+(?=\n)")


def repair_capitals(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Lines such as "SắC LệNH": text of a capital font that some converter left half small.

    A line is raised when it has two such words and no small plain letter at all.
    """
    wrong = {line for line in _NO_SMALL.findall(f"\n{text}\n") if len(_CAPITAL_WORD.findall(line)) >= 2}
    if not wrong:
        return text, ()
    lines = text.split("\n")
    raised = 0
    for at, line in enumerate(lines):
        if f"\n{line}" in wrong:
            lines[at] = line.upper()
            raised += 1
    return "\n".join(lines), (Finding("capitals_mended", {"lines": raised}, Severity.INFO),)


def mend(text: str) -> tuple[str, tuple[Finding, ...]]:
    """:func:`repair` and :func:`repair_capitals` for formats whose characters need not stay as they are."""
    text, first = repair(text)
    text, second = repair_capitals(text)
    return text, first + second


def carried(before: str, after: str) -> Callable[[int], int]:
    """Where an offset of ``before`` stands in ``after``, the same lines converted one by one (:func:`mend`).

    VNI writes one letter as two, so that lines grow shorter; an offset keeps its line and its distance from the line's
    beginning, but for the end of the line, which stays the end.
    """
    if len(before) == len(after):
        return lambda offset: offset
    old, new = ([0, *accumulate(len(line) + 1 for line in text.split("\n"))] for text in (before, after))

    def place(offset: int) -> int:
        line = min(bisect_right(old, offset), len(old) - 1) - 1
        if offset == old[line + 1] - 1:
            return new[line + 1] - 1
        return min(new[line] + offset - old[line], new[line + 1] - 1)

    return place


def legacy_finding(encoding: str, parts: int, of: int) -> Finding:
    """That text was converted, and how much of it."""
    return Finding("legacy_font", {"encoding": encoding.upper(), "parts": parts, "of": of}, Severity.INFO)
