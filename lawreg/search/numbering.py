"""Finding a document by its number, however it is typed.

A document's card carries its number under several keys: whole ("63/2010/nd/cp"), run together ("632010ndcp", for
separators typed wrongly or left out), and serial with year ("63/2010", for "nghị định 63 năm 2010").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lawreg import tables
from lawreg.search import analysis

# Patterns as text: the module re compiles each once, when a query first needs it.
_LEAD = r"^(?:van ban|so|ky hieu)\b[\s:]*|^[\s,;:.]+"
_SERIAL_YEAR = (
    r"(?<![\w/.-])(\d{1,5}(?:\.\d{1,2})?[a-z]?)\s*"
    r"(?:[/-]|\b(?:cua )?nam\b|,?\s*\bngay\s+[\d/.-]+[/.-])\s*((?:19|20)\d\d)\b"
)
_SERIAL_ONLY = r"(?:so\s*:?\s*)?(\d{1,5}[a-z]?)$"
_CODED = (
    r"(?<![\w/.-])(\d{1,5}(?:\.\d{1,2})?[a-z]?\s*[/-]?\s*(?:(?:19|20)\d\d)?\s*[/-]?\s*[a-z][a-z0-9&/ -]*)$"
)
_GLUE = r"[^a-z0-9]+"
_DASHES = str.maketrans("‐‑‒–—−－／∕⁄", "-------///")


@cache
def types() -> dict[str, str]:
    """Folded name or code of a document type -> folded name, longest first."""
    found: dict[str, str] = {}
    for name, said in tables.load("tables/document_types.toml")["types"].items():
        key = type_key(name)
        found[key] = key
        for code in said.get("codes") or ():
            found.setdefault(type_key(code), key)
    return dict(sorted(found.items(), key=lambda kv: -len(kv[0])))


def type_key(doc_type: str) -> str:
    """One key for a type name, accents and case aside."""
    return analysis.fold(" ".join(analysis.syllables(doc_type)))


@cache
def _type_names() -> dict[str, str]:
    return {type_key(name): name for name in tables.load("tables/document_types.toml")["types"]}


def type_name(key: str) -> str:
    """The name a :func:`type_key` stands for."""
    return _type_names().get(key, key)


@cache
def _ranks() -> dict[str, int]:
    return {type_key(k): v for k, v in tables.load("tables/search.toml")["hierarchy"].items()}


def rank(doc_type: str | None) -> int:
    """Place in the hierarchy of acts, 1 the highest; 99 for types that are not acts of law."""
    return _ranks().get(type_key(doc_type), 99) if doc_type else 99


def compact(text: str) -> str:
    """``text`` run together: letters and digits without accents, no zero before the serial."""
    return re.sub(_GLUE, "", analysis.fold(analysis.repaired(text)).lower()).lstrip("0")


def own_keys(number: str | None, doc_type: str | None, year: int) -> list[str]:
    """Every key a document's own number is found by."""
    if not number:
        return []
    key = analysis.number_key(number)
    parts = key.split("/")
    found = {key, "=" + compact(number)}
    inner = parts[1] if len(parts) > 1 and re.fullmatch(r"(?:19|20)\d\d", parts[1]) else None
    if inner or year:  # the year in the number is the one it is called by, whatever day it was signed
        found.add(f"{parts[0]}/{inner or year}")
    found.add(f"{parts[0]}/")
    return sorted(found)


class Wanted(NamedTuple):
    """A document number read out of a query: the ``keys`` it may have, its ``doc_type`` if said, and the ``rest``."""

    keys: tuple[str, ...]
    doc_type: str | None
    rest: str


def wanted(query: str) -> Wanted | None:
    """The document a query asks for by number, and the words beside the number; None when it names none.

    "63/2010/ND-CP", "63-2010-NĐ-CP", "nghị định 63 năm 2010", "NĐ 63/2010 kiểm soát thủ tục" all do.
    """
    text = analysis.repaired(query).translate(_DASHES)
    if not any(ch.isdigit() for ch in text):
        return None
    plain = analysis.fold(text).lower()
    for m in analysis.number_pattern().finditer(text):
        doc_type, start = _type_before(plain, m.start())
        key = analysis.number_key(m[0])
        return Wanted((key, "=" + compact(m[0])), None, _without(text, start, m.end()))
    for m in re.finditer(_SERIAL_YEAR, plain):
        doc_type, start = _type_before(plain, m.start())
        whole = not plain[m.end() :].strip(" .,;?") and not plain[:start].strip(" .,;?")
        if doc_type or whole:
            serial = m[1].lstrip("0") or "0"
            return Wanted((f"{serial}/{m[2]}", f"={serial}{m[2]}"), doc_type, _without(text, start, m.end()))
    return _whole_query(plain)


def _whole_query(plain: str) -> Wanted | None:
    """A query that is nothing but a number with separators missing, or a type and a serial."""
    rest, doc_type = plain.strip(), None
    for name, key in types().items():
        if rest.startswith(name) and not rest[len(name) :][:1].isalpha():
            rest, doc_type = rest[len(name) :].strip(), key
            break
    rest = re.sub(_LEAD, "", rest).strip(" .,;?")
    if m := re.fullmatch(_SERIAL_ONLY, rest):
        serial = m[1].lstrip("0") or "0"  # alone, only a document that has no more of a number is meant
        return Wanted((f"{serial}/", f"={serial}") if doc_type else (f"={serial}",), doc_type, "")
    if re.fullmatch(_CODED, rest):
        return Wanted(("=" + compact(rest),), None, "")
    return None


def _type_before(plain: str, at: int) -> tuple[str | None, int]:
    """The type named just before ``at`` and where its name begins."""
    head = plain[:at].rstrip(" :")
    for word in ("so", "ky hieu"):
        if head.endswith(word) and not head[: -len(word)][-1:].isalnum():
            head = head[: -len(word)].rstrip(" :")
    for name, key in types().items():
        if head.endswith(name) and not head[: -len(name)][-1:].isalnum():
            return key, len(head) - len(name)
    return None, at


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}".strip(" ,;:.?")
