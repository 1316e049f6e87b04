"""Keys under which files, documents and mentions of one document meet, and readable document ids."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache

import regex

from lawreg import numbers
from lawreg.numbers.codes import plain
from lawreg.parsing import issuers
from lawreg.parsing.names import fold_name, slug

_LAWS = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
_PUNCTUATION = regex.compile(r"[^\w\s]+|_")
_SPACE = regex.compile(r"\s+")
_PLAIN = regex.compile(r"[a-z0-9.-]+")
_FEW_LETTERS = 24  # a title shorter than this does not tell two documents of a day apart


@lru_cache(maxsize=65536)
def group_key(number: str) -> str:
    """:func:`lawreg.numbers.fold` with the codes of one body made one: QĐ-UB is QĐ-UBND, TT-BNN is TT-BNNPTNT
    (domain.md 2.2, issuer aliases); codes that passed from one body to another stay apart."""
    head, *rest = numbers.fold(number.replace("&", "")).split("/")
    first = numbers.describe(number).type_code
    kind = plain(first) if first else None
    return "n:" + "/".join([head, *(part if part == kind else _one_code().get(part, part) for part in rest)])


@lru_cache(maxsize=1)
def _one_code() -> dict[str, str]:
    """Folded code → the first code of its body, for ministries and for organs of places."""
    bodies: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    named = [(id_, tuple(str(c) for c in o["codes"])) for id_, o in issuers.organs().items() if id_ in ("ubnd", "hdnd")]
    named += [(b.id, b.codes) for b in issuers.all_issuers().values() if b.level == "central" and b.kind == "ministry"]
    for id_, codes in named:
        for i, code in enumerate(codes):
            folded = plain(code).replace("&", "").replace("-", "").replace(".", "")
            bodies.setdefault(folded, set()).add(id_)
            if i == 0:
                first[id_] = folded
    return {code: first[next(iter(ids))] for code, ids in bodies.items() if len(ids) == 1}


@lru_cache(maxsize=65536)
def law_key(doc_type: str | None, title: str | None) -> str | None:
    """Key of a law by name, from its type and title: "Luật" + "Đất đai" and "Luật Đất đai" meet; None for others."""
    if not title or not doc_type or fold_name(doc_type) not in _LAWS:
        return None
    kind, folded = fold_name(doc_type), fold_name(title)
    return name_key(folded if folded.startswith(kind) else f"{kind} {folded}")


def type_of_law(name: str | None) -> str | None:
    """"Bộ luật" of "Bộ luật Dân sự"."""
    folded = fold_name(name) if name else ""
    return next((kind.capitalize() for kind in _LAWS if folded.startswith(kind)), None)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Key of a document cited by name."""
    return "l:" + _SPACE.sub(" ", _PUNCTUATION.sub(" ", fold_name(name))).strip()


def digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def document_id(
    issuer_id: str | None, doc_type: str | None, number: str | None, issued: date | str | None, unique: str = ""
) -> str:
    """Readable key: "ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05".

    ``unique`` is what tells documents without number apart (their title or text); it is shown as a hash.
    """
    when = issued.isoformat() if isinstance(issued, date) else issued
    parts = [issuer_id or "khong-ro", slug(doc_type) if doc_type else "van-ban"]
    if number:
        key = group_key(number)[2:]
        text = key.lower().replace("/", "-")
        parts.append(text if _PLAIN.fullmatch(text) and "-" not in key else f"{slug(text)}~{digest(key)}")
    parts.append(when or "khong-ngay")
    if not number:
        parts.append(digest(unique))
    return "_".join(parts)


def short(text: str, longest: int = 60) -> str:
    """A long slug cut, with a hash so that two stay two."""
    return text if len(text) <= longest else f"{text[:longest]}~{digest(text)}"


def distinctive(title: str | None, text_hash: str) -> str:
    """What tells a document without number apart: its title, or its whole text where the title says little."""
    folded = fold_name(title) if title else ""
    return folded if len(folded) >= _FEW_LETTERS else f"{folded}|{text_hash}"
