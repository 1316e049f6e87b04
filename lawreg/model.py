"""The nouns of lawreg as frozen dataclasses; no logic beyond field access.

Coordinates: spans inside :class:`Document`, :class:`Citation` and :class:`Effect` count characters of the
*normalised* text while parsing and extraction run, and characters of the text *as read* once
:func:`lawreg.inspection.inspect_text` has mapped them back. Dates are :class:`datetime.date`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from datetime import date as Date  # a field named 'date' hides the type's name inside its class
from enum import StrEnum
from typing import Any, NamedTuple

from lawreg.terms import Finding as Finding
from lawreg.terms import Severity as Severity
from lawreg.terms import Span as Span
from lawreg.terms import Status as Status


class Op(StrEnum):
    """Kinds of effect one document has on another (tác động hiệu lực)."""

    REPLACE = "replace"
    REPEAL = "repeal"
    EXPIRE = "expire"
    AMEND = "amend"
    SUPPLEMENT = "supplement"
    SUSPEND = "suspend"
    EXTEND = "extend"
    CORRECT = "correct"
    REVIVE = "revive"
    KEEP = "keep_in_force"
    DETAIL = "detail"


class Confidence(StrEnum):
    """How far a claim may be relied on."""

    VERIFIED = "verified"  # an officer said so
    ACCEPTED = "accepted"  # a rule decided it
    NEEDS_REVIEW = "needs_review"  # shown, never applied silently


class Format(StrEnum):
    """What the bytes of a file are, decided by content."""

    PDF = "pdf"
    SCAN = "scan"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    HTML = "html"
    TEXT = "text"
    RECORD = "record"  # one line of a .jsonl export of another system


class EffectiveKind(StrEnum):
    """How a document states when it takes effect."""

    DATE = "date"
    DAYS_AFTER_SIGNING = "days_after_signing"
    ON_SIGNING = "on_signing"
    DAYS_AFTER_GAZETTE = "days_after_gazette"
    OTHER = "other"
    NOT_STATED = "not_stated"


# --------------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader gives: the characters every later offset counts in.

    ``content`` has ``\\n`` line ends. Layout tables (letterhead, signature) are written out cell after cell; data
    tables one row a line with ``\\t`` between cells, and ``tables`` holds the span of each. ``page_starts`` gives the
    offset at which each page begins (empty for unpaged formats). ``claims`` is what the container says of the document
    (portal metadata, file properties), kept apart from the text. ``doubtful`` are the spans read with low confidence
    (OCR).
    """

    content: str
    format: Format
    sha256: str = ""
    pages: int | None = None
    page_starts: tuple[int, ...] = ()
    tables: tuple[Span, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
    doubtful: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    reader: str = ""


# --------------------------------------------------------------------------------------------------- parsing


@dataclass(frozen=True, slots=True)
class Effective:
    """When a document takes effect; ``computed`` when the date follows from a rule instead of being printed."""

    date: date | None
    kind: EffectiveKind
    days: int | None = None
    rule: str | None = None
    span: Span | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Expiry:
    """An end date the document states for itself.

    ``date`` is the first day on which it is no longer in force, ``stated`` the date as printed ("đến hết ngày
    30/6/2026" is stated 30 June and ends the document on 1 July).
    """

    date: Date | None
    quote: str
    span: Span | None = None
    stated: Date | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Metadata read from the document's own text; ``evidence`` maps a field name to the span it was read from."""

    number: str | None = None
    doc_type: str | None = None
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    place: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    normative: bool | None = None
    normative_reason: Finding | None = None
    effective: Effective = field(default_factory=lambda: Effective(None, EffectiveKind.NOT_STATED))
    expires: Expiry | None = None
    evidence: Mapping[str, Span] = field(default_factory=dict)


class Unit(StrEnum):
    """Kinds of provision (đơn vị văn bản)."""

    PART = "part"  # Phần
    CHAPTER = "chapter"  # Chương
    SECTION = "section"  # Mục
    SUBSECTION = "subsection"  # Tiểu mục
    ARTICLE = "article"  # Điều
    CLAUSE = "clause"  # khoản
    POINT = "point"  # điểm
    ANNEX = "annex"  # Phụ lục, Danh mục, Mẫu
    ATTACHED = "attached"  # Quy định, Quy chế … ban hành kèm theo


class Provision(NamedTuple):  # made by the hundred for each document: a tuple costs a sixth of a frozen dataclass
    """One unit of a document with its whole extent (heading and children included).

    ``path`` is written as officers write it in the order Điều, khoản, điểm ("Điều 5 khoản 2 điểm a"), and is unique in
    the document: units of an attached regulation carry its name before them ("Quy chế kèm theo Điều 5"). ``parent`` is
    the index of the enclosing provision in the document's list.
    """

    path: str
    unit: Unit
    label: str
    heading: str | None
    start: int
    end: int
    parent: int | None = None


class ZoneKind(StrEnum):
    """Zones of a document, in reading order."""

    LETTERHEAD = "letterhead"
    PREAMBLE = "preamble"  # from the title to the enacting word; holds the recitals
    BODY = "body"
    CLOSING = "closing"  # "Nghị quyết này đã được … thông qua", signature, recipients
    ATTACHED = "attached"
    ANNEX = "annex"
    FOOTNOTES = "footnotes"


@dataclass(frozen=True, slots=True)
class Zone:
    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. ``quoted`` are the blocks of new wording that belong to another document."""

    text: str
    header: Header
    provisions: tuple[Provision, ...]
    zones: tuple[Zone, ...]
    recitals: tuple[Span, ...] = ()  # each "Căn cứ …" recital
    quoted: tuple[Span, ...] = ()
    tables: tuple[Span, ...] = ()
    is_document: bool = True  # False: a news page, a form, a table of figures
    findings: tuple[Finding, ...] = ()


# ------------------------------------------------------------------------------------------------ extraction


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of another document (dẫn chiếu).

    ``number`` is normalised ("63/2010/NĐ-CP"); a law cited without number has ``name`` ("Luật Đất đai"). ``date`` is an
    ISO date, a year ("2013") or None. ``within`` is the path of the provision the mention stands in.
    """

    number: str | None
    name: str | None
    date: str | None
    doc_type: str | None
    issuer: str | None
    provisions: tuple[str, ...]
    basis: bool
    surface: str
    start: int
    end: int
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """One legal effect this document has on another (or on itself for ``expire`` of a part).

    ``date`` None means: when the acting document takes effect. ``until`` is the first day after the effect's end.
    ``quote`` is the clause, found at [start, end). ``rule`` is the id of the pattern that found it; ``reasons`` are the
    codes for which it needs review.
    """

    op: Op
    target_number: str | None
    target_name: str | None
    target_date: str | None
    target_type: str | None
    target_issuer: str | None
    whole: bool
    provisions: tuple[str, ...]
    words: tuple[str, ...]
    exceptions: tuple[str, ...]
    date: Date | None
    until: Date | None
    source_provision: str | None
    quote: str
    start: int
    end: int
    rule: str
    confidence: Confidence = Confidence.ACCEPTED
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything read from one file, spans in the coordinates of ``text.content``."""

    file: str
    text: Text
    document: Document
    citations: tuple[Citation, ...]
    effects: tuple[Effect, ...]
    findings: tuple[Finding, ...] = ()
    details: tuple[Effect, ...] = ()  # links of op ``detail``: what this document details or guides


# -------------------------------------------------------------------------------------------------- registry


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the registry, or a stub for one that is only cited (``stub``).

    ``id`` is a readable key made of issuer, type, number and issue date; the number alone is no key.
    """

    id: str
    number: str | None
    number_key: str | None  # lawreg.numbers.fold(number): equal for every spelling of one number
    doc_type: str | None
    issuers: tuple[str, ...]
    issuer_ids: tuple[str, ...]  # ids of pipelines/tables/issuers.toml, or a folded name
    issued: date | None
    title: str | None
    signer: str | None
    normative: bool | None
    normative_reason: Finding | None
    effective: date | None
    effective_kind: EffectiveKind
    effective_rule: str | None
    effective_span: Span | None
    effective_computed: bool
    expires: date | None
    expires_quote: str | None
    expires_span: Span | None
    field: str | None  # lĩnh vực, set by officers
    file: str | None  # path inside the workspace
    sha256: str | None
    stub: bool = False
    doubtful: tuple[str, ...] = ()  # fields read by OCR with low confidence that no officer has confirmed


@dataclass(frozen=True, slots=True)
class EffectRecord:
    """An effect as stored, with its target resolved.

    ``target`` is a document id (possibly of a stub) or None when several documents fit; ``candidates`` then lists them.
    """

    id: str
    actor: str
    target: str | None
    candidates: tuple[str, ...]
    effect: Effect


@dataclass(frozen=True, slots=True)
class CitationRecord:
    id: str
    source: str
    target: str | None
    candidates: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer said of a document (ý kiến cán bộ); appended to corpus/decisions.jsonl, never overwritten.

    ``kind`` is one of confirm, set, add_effect, refuse_effect, undo; ``payload`` holds the fields it speaks of.
    """

    id: str
    kind: str
    document: str
    payload: Mapping[str, Any]
    who: str
    when: str  # ISO timestamp
    why: str
