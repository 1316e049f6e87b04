"""Reads the exceptions of a repealing clause: what stays alive of the target, and until when (domain.md 4.6, 11-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from lawreg import dates, numbers, references

_UNTIL = regex.compile(r"đến\s+(?:hết\s+)?(?=ngày|\d)", regex.IGNORECASE)
_THIS = regex.compile(r"\s+(?:của\s+)?[\p{L} ]{2,40}?\s+này\b")


@dataclass(frozen=True, slots=True)
class Kept:
    """What an exception keeps alive.

    ``paths`` are units of the target; ``until`` the first day on which they are no longer in force. ``transitional``:
    the exception points into the acting document (or a third one), so that the target ends whole. ``unclear``: by
    subject or circumstance, for a person.
    """

    paths: tuple[str, ...] = ()
    until: date | None = None
    transitional: bool = False
    unclear: bool = False


def read(texts: tuple[str, ...], target_number: str | None) -> Kept:
    """Reads the exception quotes of one effect.

    Args:
        texts: the quotes ("trừ quy định tại Điều 75 của Luật này") or plain paths ("Điều 5 khoản 2").
        target_number: number of the document the effect hits: an exception naming it is about its own units.
    """
    paths: list[str] = []
    until: date | None = None
    transitional = unclear = False
    for text in texts:
        own, foreign = _paths(text, target_number)
        transitional = transitional or foreign
        unclear = unclear or not (own or foreign)
        paths += [p for p in own if p not in paths]
        end = _until(text)
        until = end if end and (until is None or end > until) else until
    return Kept(tuple(paths), until, transitional and not paths and not unclear, unclear)


def _until(text: str) -> date | None:
    """First day after the end: "đến (hết) ngày 31/12" leaves that day in force (domain.md 4.2)."""
    m = _UNTIL.search(text)
    found = next(dates.find(text, m.end()), None) if m else None
    return found.value + timedelta(days=1) if found else None


def _paths(text: str, target_number: str | None) -> tuple[list[str], bool]:
    """Own units named in ``text``; and whether units of another document are named, the acting one as a rule."""
    own: list[str] = []
    foreign = False
    for ref in references.find(text):
        if ref.own or _THIS.match(text, ref.end) or _other(text, ref.end, target_number):
            foreign = True
        else:
            own += ref.paths
    return own, foreign


def _other(text: str, at: int, target_number: str | None) -> bool:
    """Whether a number other than the target's follows: "khoản 1 Điều 60 Nghị định 152/2025/NĐ-CP"."""
    found = next(numbers.find(text, at), None)
    if found is None or not target_number:
        return False
    near = found.start - at <= 60 and ";" not in text[at : found.start]
    return near and numbers.fold(text[found.start : found.end]) != numbers.fold(target_number)
