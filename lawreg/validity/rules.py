"""The tables of law this layer reads, as typed rows: entry into force, grounds of loss, cascade regimes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import regex

from lawreg import tables
from lawreg.model import DocumentRecord
from lawreg.parsing.entry_into_force import default
from lawreg.parsing.issuers import Issuer
from lawreg.parsing.names import slug


@dataclass(frozen=True, slots=True)
class Entry:
    """Default entry into force: issue date + ``days``, or that many days after the gazette when ``gazette``."""

    days: int
    law: str
    gazette: bool = False


@dataclass(frozen=True, slots=True)
class Regime:
    """What becomes of detailing documents when their parent ends (domain.md 4.4)."""

    outcome: str  # flag, fall, survive
    law: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Switches of expiry_rules.toml and cascade.toml that are no law but an office's way of counting."""

    supplement_counts: bool
    amend_whole_counts: bool
    gazette_days: int
    amendments_fall: bool
    amendment_title: regex.Pattern[str]
    amendment_law: str
    revival_title: regex.Pattern[str]
    sure_reasons: frozenset[str]
    remark_reasons: frozenset[str]
    kept_class: regex.Pattern[str] | None


def _day(raw: str) -> date:
    return date.fromisoformat(raw)


@cache
def _table(name: str, home: object) -> dict[str, Any]:
    return tables.load(name)


def table(name: str) -> dict[str, Any]:
    """A table of pipelines/tables by its bare name, the workspace's copy first."""
    return _table(f"tables/{name}.toml", tables.home())


def _in_force(row: dict[str, Any], at: date) -> bool:
    return bool(_day(row["from"]) <= at <= _day(row["to"]))


def entry(d: DocumentRecord, body: Issuer | None) -> Entry | None:
    """The rule for a text that states no date; None where the issuer is not known or the law has no default."""
    if d.normative is False:
        row = table("expiry_rules")["administrative_entry"]
        return Entry(row["days"], row["law"])
    found = default(d.doc_type, body, d.issued)
    if found is None:
        return None
    days, finding = found
    return Entry(days, str(finding.params.get("source", "")), bool(finding.params.get("from_gazette")))


def entry_date(rule: Entry, issued: date) -> date:
    """ "Sau 10 ngày kể từ ngày ký" in practice: issue date + 10."""
    return issued + timedelta(days=rule.days)


@cache
def _grounds(home: object) -> dict[str, list[tuple[date, date, str]]]:
    found: dict[str, list[tuple[date, date, str]]] = {}
    for row in table("expiry_rules")["ground"]:
        for level in row["scope"]:
            found.setdefault(level, []).append((_day(row["from"]), _day(row["to"]), row["law"]))
    return found


def ground(level: str | None, issued: date | None) -> str | None:
    """The article on loss of effect, by the issue date of the later document (Nghị định 34/2016 Điều 149.4.a)."""
    if issued is None:
        return None
    rows = _grounds(tables.home()).get(level or "central", ())
    return next((law for first, last, law in rows if first <= issued <= last), None)


def regime(parent_ends: date) -> Regime:
    """The regime of the day on which the parent ends."""
    for row in table("cascade")["regime"]:
        if _in_force(row, parent_ends):
            return Regime(row["outcome"], row["law"])
    return Regime("flag", "")


@cache
def _policy(home: object) -> Policy:
    expiry, cascade = table("expiry_rules"), table("cascade")
    return Policy(
        supplement_counts=bool(expiry["partial"]["supplement_counts"]),
        amend_whole_counts=bool(expiry["partial"]["amend_whole_counts"]),
        gazette_days=int(expiry["gazette"]["certain_after_days"]),
        amendments_fall=bool(cascade["amendments"]["fall"]),
        amendment_title=regex.compile(cascade["amendments"]["title"]),
        amendment_law=str(cascade["amendments"]["law"]),
        revival_title=regex.compile(cascade["revival"]["title"]),
        sure_reasons=frozenset(expiry.get("reasons", {}).get("applied", ())),
        remark_reasons=frozenset(expiry.get("reasons", {}).get("remark_only", ())),
        kept_class=regex.compile(cascade["kept_class"]["clause"]) if "kept_class" in cascade else None,
    )


def policy() -> Policy:
    """The switches in force for this workspace."""
    return _policy(tables.home())


@lru_cache(maxsize=65536)
def bare(text: str | None) -> str:
    """Lower case without accents, words apart by one space: what the patterns of the tables read."""
    return slug(text or "").replace("-", " ")


def staged(rule: str | None) -> bool:
    """Whether a clause on entry into force lets parts of the document start on another day."""
    if not rule:
        return False
    row = table("expiry_rules").get("staged")
    return row is not None and regex.search(row["pattern"], rule) is not None
