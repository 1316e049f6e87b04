"""Who a file is: the identity read from its header, and which files are one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lawreg import numbers
from lawreg.model import Finding, Format, Severity
from lawreg.parsing import issuers
from lawreg.registry import bodies, keys
from lawreg.registry.resolve import type_in_number

# Which file a document is shown from: born digital, then records (a codified text may hold later wording), then scans.
_RANK = {Format.DOCX: 0, Format.DOC: 1, Format.RTF: 2, Format.PDF: 3, Format.HTML: 4, Format.TEXT: 5, Format.RECORD: 6,
         Format.SCAN: 7}  # fmt: skip

IDENTITY_FIELDS = ("number", "doc_type", "issuers", "issued")


@dataclass(frozen=True, slots=True)
class Identity:
    """``place`` is a locality of :mod:`lawreg.registry.bodies`; ``group`` the key under which files are compared."""

    id: str
    group: str
    name_key: str | None
    number: str | None
    number_key: str | None
    doc_type: str | None
    issuers: tuple[str, ...]
    issuer_ids: tuple[str, ...]
    place: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """One file that holds a document."""

    file: str
    format: str
    sha256: str
    header: Mapping[str, Any]
    identity: Identity
    doubtful: tuple[str, ...] = ()  # header fields read by OCR with low confidence

    @property
    def rank(self) -> tuple[int, str]:
        return _RANK.get(Format(self.format), len(_RANK)), self.file


def identify(header: Mapping[str, Any], text_hash: str, fixed: Mapping[str, Any] | None = None) -> Identity:
    """Identity of a header (as :func:`lawreg.registry.codec.header_data` stores it), officers' corrections first."""
    said = {**{f: header[f] for f in IDENTITY_FIELDS}, **(fixed or {})}
    number, doc_type, issued = said["number"], said["doc_type"], said["issued"]
    at = date.fromisoformat(issued) if issued else None
    named = [
        bodies.of_place(name, number, at) or bodies.identify(name, header["place"], at) for name in said["issuers"]
    ]
    place = named[0].locality if named else None
    if not named and number:
        by_code = bodies.of_code(number, header["place"], at)
        named = [by_code] if by_code else []
        place = by_code.locality if by_code else None
    ids = tuple(dict.fromkeys(b.id for b in named))
    unique = "" if number else keys.distinctive(header["title"], text_hash)
    id_ = keys.document_id("+".join(ids) or None, doc_type, number, issued, unique)
    return Identity(
        id=id_,
        group=keys.group_key(number) if number else f"i:{id_}",
        name_key=keys.law_key(doc_type, header["title"]),
        number=number,
        number_key=numbers.fold(number) if number else None,
        doc_type=doc_type,
        issuers=tuple(dict.fromkeys(b.name for b in named)),
        issuer_ids=ids,
        place=place,
        issued=issued,
    )


_Class = tuple[str | None, str | None, str | None]


def _class(s: Source) -> _Class:
    i = s.identity
    return i.place, i.issued, None if type_in_number(i.number) or i.doc_type is None else keys.slug(i.doc_type)


def _weaker(a: _Class, b: _Class) -> bool:
    return a != b and all(x is None or x == y for x, y in zip(a, b, strict=True))


def cluster(sources: Sequence[Source]) -> list[list[Source]]:
    """Files of one group put together into documents, the file to show first.

    Files agree when place and issue date (and type, where the number does not hold it) do. One that lacks some of
    these joins the only document it fits; where it fits several it stays apart, for a person to decide.
    """
    classes = sorted({_class(s) for s in sources}, key=lambda c: tuple(x or "" for x in c))
    full = [c for c in classes if not any(_weaker(c, other) for other in classes)]
    found: dict[_Class, list[Source]] = {}
    for s in sources:
        own = _class(s)
        homes = [own] if own in full else [c for c in full if _weaker(own, c)]
        found.setdefault(homes[0] if len(homes) == 1 else own, []).append(s)
    return [sorted(found[c], key=lambda s: s.rank) for c in sorted(found, key=lambda c: tuple(x or "" for x in c))]


def of_document(sources: Sequence[Source]) -> Identity:
    """Identity of the document its files make: of the file that says most, the best one among equals."""

    def said(s: Source) -> tuple[int, tuple[int, str]]:
        i = s.identity
        return -sum(x is not None and x != () for x in (i.place, i.issued, i.doc_type, i.issuers or None)), s.rank

    return min(sources, key=said).identity


def file_remarks(sources: Sequence[Source]) -> list[Finding]:
    """What there is to say of a document that stands in several files."""
    if len(sources) < 2:
        return []
    same: dict[str, list[str]] = {}
    for s in sources:
        same.setdefault(s.sha256, []).append(s.file)
    shown = sources[0].file
    found = [
        Finding("same_file_twice", {"files": "; ".join(sorted(names))}, Severity.INFO)
        for names in sorted(same.values())
        if len(names) > 1
    ]
    if len(same) > 1:
        params = {"files": "; ".join(s.file for s in sources), "shown": shown}
        found.append(Finding("several_files", params, Severity.INFO))
    return found


def home_of(locality: str | None) -> str | None:
    """Name of the place a locality is, as :func:`lawreg.parsing.issuers.canonical` takes it."""
    unit = issuers.provinces().get(locality or "")
    return unit.full_name if unit else None
