"""One spelling for a document number, a key for comparing two, and what a number tells.

Rules: Nghị định 34/2016/NĐ-CP Điều 58 (serial/year/type-issuer, no spaces, zero below 10); Thông tư 01/2011/TT-BNV and
older registers for the forms without year.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from lawreg.numbers.codes import codes, plain

_SPACE = regex.compile(r"\s+")
_SEPARATORS = regex.compile(r"[-/_]+")
_PARTS = regex.compile(
    r"^(?P<serial>\d+(?:\.\d{1,2}(?!\d))?(?:[a-zđA-HĐ](?=[/-]|$))?)(?P<sep>[-/]+)?(?P<rest>.*)$", regex.DOTALL
)
_YEAR = regex.compile(r"^(?P<year>(?:19|2[0Oo])[0-9Oo]{2})(?P<sep>[-/]*)(?=\D)(?P<code>.+)$", regex.DOTALL)
_ASSEMBLY = regex.compile(r"^(?P<body>(?:UBTV)?QH)-?(?P<term>\d{1,3})$", regex.IGNORECASE)
_MARK = regex.compile(r"[-/_.&\s]+")
_DASHES = str.maketrans("‐‑‒–—−－／∕⁄ÐðƉ", "-------///ĐđĐ")


@dataclass(frozen=True, slots=True)
class NumberInfo:
    """What a number says by its form alone; ``kind`` as in :func:`lawreg.numbers.find`."""

    number: str
    serial: str
    year: str | None
    type_code: str | None
    issuer_code: str | None
    doc_type: str | None
    kind: str

    @property
    def has_year(self) -> bool:
        return self.year is not None


@dataclass(frozen=True, slots=True)
class Parts:
    """A number taken apart: ``joint`` stands after the serial, ``seps[i]`` before ``segments[i]``."""

    serial: str
    joint: str
    year: str | None
    segments: tuple[str, ...]
    seps: tuple[str, ...]


def take_apart(s: str) -> Parts | None:
    """Serial, year and code segments of a number without spaces; None when it has no serial."""
    m = _PARTS.match(s)
    if m is None or m["rest"].startswith("."):  # "128.2025/KD.ABC", a firm's own way
        return None
    rest, joint, year = m["rest"], (m["sep"] or "/")[0], None
    y = _YEAR.match(rest)
    if y is not None and joint == "/":
        year, rest = y["year"].replace("O", "0").replace("o", "0"), y["code"]
    segments: list[str] = []
    seps: list[str] = []
    at, sep = 0, "/" if year else joint
    for m2 in _SEPARATORS.finditer(rest):
        segments.append(rest[at : m2.start()])
        seps.append(sep)
        at, sep = m2.end(), "/" if "/" in m2[0] else "-"
    segments.append(rest[at:])
    seps.append(sep)
    kept = [(g, p) for g, p in zip(segments, seps, strict=True) if g]
    return Parts(m["serial"], joint, year, tuple(g for g, _ in kept), tuple(p for _, p in kept))


@lru_cache(maxsize=65536)
def normalise(s: str) -> str:
    """The canonical spelling: "63 /2010/ND-Cp" → "63/2010/NĐ-CP"; the leading zero stays as printed. Idempotent."""
    table = codes()
    squeezed = _SPACE.sub("", s.translate(_DASHES))
    for wrong, right in table.spellings:
        squeezed = squeezed.replace(wrong, right)
    parts = take_apart(squeezed)
    if parts is None or not parts.segments:
        return squeezed
    segments, seps = list(parts.segments), list(parts.seps)
    assembly = _ASSEMBLY.match("".join(segments)) if len(segments) <= 2 else None
    if assembly is not None:
        segments, seps = [assembly["body"].upper() + assembly["term"]], [seps[0]]
    elif len(segments) == 1 and not table.is_type(segments[0]) and plain(segments[0]) not in table.alone:
        glued = table.split_glued(segments[0])
        if glued is not None:
            segments, seps = list(glued), [seps[0], "-"]
    if len(segments) == 1 and plain(segments[0]) in table.alone:
        segments = [table.alone[plain(segments[0])]]
    else:
        out = []
        for i, segment in enumerate(segments):
            law = _ASSEMBLY.match(segment)
            out.append(law["body"].upper() + law["term"] if law else table.canonical(segment, i == 0))
        segments = out
    if parts.year and len(segments) > 1 and seps[1] == "/" and table.is_type(segments[0]) and len(segments) == 2:
        seps[1] = "-"  # QĐ/UBND is a slip of QĐ-UBND once a year stands before it
    head = parts.serial + (f"/{parts.year}" if parts.year else "")
    return head + "".join(p + g for p, g in zip(seps, segments, strict=True))


@lru_cache(maxsize=65536)
def fold(s: str) -> str:
    """A key equal for every spelling of one number.

    Case, marks (ND = NĐ), leading zeros and the kind of separator do not count: 176-HĐBT and 176/HĐBT are one number,
    so are 500-BYT/QĐ and 500/BYT-QĐ; 500/QĐ-BYT, with type and issuer changed about, is another.
    """
    parts = take_apart(normalise(s))
    if parts is None or not parts.segments:
        return _MARK.sub("/", plain(normalise(s))).strip("/")
    serial = parts.serial.lstrip("0") or "0"
    code = "/".join(_MARK.sub("/", plain(g)).strip("/") for g in parts.segments)
    return "/".join(x for x in (plain(serial), parts.year, code) if x)


@lru_cache(maxsize=65536)
def describe(s: str) -> NumberInfo:
    """What the number ``s`` says by its form."""
    table = codes()
    number = normalise(s)
    parts = take_apart(number)
    if parts is None or not parts.segments:
        return NumberInfo(number, number, None, None, None, None, "other")
    segments = parts.segments
    if _ASSEMBLY.match(segments[-1]) and len(segments) == 1:
        return NumberInfo(number, parts.serial, parts.year, None, segments[0], None, "law")
    type_code = segments[0] if table.is_type(segments[0]) else None
    if type_code is None and len(segments) > 1 and table.is_type(segments[1]):
        type_code = segments[1] if parts.joint == "-" or plain(segments[1]) in table.type_last else None
    others = "-".join(g for i, g in enumerate(segments) if type_code is None or i != segments.index(type_code))
    kind = _kind(parts, type_code)
    if kind == "official_letter":
        return NumberInfo(number, parts.serial, parts.year, None, "-".join(segments), "Công văn", kind)
    name = table.type_name(type_code)
    if kind == "party" and plain(type_code or "") == "QD":
        name = None  # Quyết định or Quy định: party papers use one code for both
    if kind == "old" and plain(segments[0]) in table.alone:
        name = table.type_name(segments[0])
        return NumberInfo(number, parts.serial, parts.year, None, "-".join(segments), name, kind)
    return NumberInfo(number, parts.serial, parts.year, type_code, others or None, name, kind)


def _kind(parts: Parts, type_code: str | None) -> str:
    table = codes()
    segments = parts.segments
    if plain(segments[0]) in table.alone and segments[-1][:1] == "L":
        return "old"
    if len(segments) == 1:
        return "old" if plain(segments[0]) in table.alone else "other"
    if parts.joint == "-" and parts.year is None:
        last = plain(segments[-1])
        party = plain(segments[0]) in table.party_types and parts.seps[-1] == "/" and last not in table.bodies
        return "party" if party or last in table.party_levels else "old"
    if type_code and plain(type_code) == "VBHN":
        return "consolidated"
    if parts.year is not None:
        return "law" if segments[-1].startswith(("QH", "UBTVQH")) and len(segments) == 2 else "modern"
    if type_code == segments[0]:
        return "party" if plain(segments[-1]) in ("TW", "TU", "HU", "DU") else "no_year"
    return "official_letter" if type_code is None else "old"
