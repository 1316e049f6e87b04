"""Wording that an amending act puts into an act that ends others (domain.md 4.6 row 37).

"Bổ sung khoản 8 vào Điều 1 Thông tư … bãi bỏ các thông tư như sau: “8. Bãi bỏ khoản 1 Thông tư số …”": from then on
the amended act ends that document too, though no clause outside the quotation says so. What exactly it ends is for a
person to read; the document must not be called untouched meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lawreg.model import CitationRecord, DocumentRecord, EffectRecord
from lawreg.validity import rules
from lawreg.validity.life import CHANGING, Life, Note
from lawreg.validity.verdict import Evidence, label, remark

_NEAR = 3000  # characters after the amending clause in which its new wording stands


@dataclass(frozen=True, slots=True)
class Reworded:
    """``target`` is named, in words that end something, in the wording that ``actor`` gives to ``base``."""

    target: str
    actor: str
    base: DocumentRecord
    quote: str
    start: int
    end: int


def read(
    documents: Iterable[DocumentRecord],
    effects: Sequence[EffectRecord],
    citations_of: Callable[[str], Iterable[CitationRecord]],
    text_of: Callable[[str], str | None],
) -> list[Reworded]:
    """The documents named in new wording of acts that end others."""
    known = {d.id: d for d in documents}
    title = rules.policy().revival_title
    ending = {i for i, d in known.items() if d.title and title.search(rules.bare(d.title))}
    changing = [r for r in effects if r.effect.op in CHANGING and r.target in ending and r.actor != r.target]
    acted = {(r.actor, r.target) for r in effects}
    found: list[Reworded] = []
    for record in changing:
        text = text_of(record.actor)
        if not text or record.target is None:
            continue
        begin = record.effect.end
        opened = text.find("“", begin, begin + 40)
        closed = text.find("”", opened, opened + _NEAR) if opened >= 0 else -1
        if closed < 0:
            continue
        for c in citations_of(record.actor):
            inside = opened <= c.citation.start < closed
            if not inside or c.target in (None, record.target, record.actor) or (record.actor, c.target) in acted:
                continue
            start = max(text.rfind("\n", opened, c.citation.start), opened) + 1
            line = text.find("\n", c.citation.end, closed)
            end = closed if line < 0 else line
            if title.search(rules.bare(text[start : c.citation.start])):
                assert c.target is not None
                found.append(Reworded(c.target, record.actor, known[record.target], text[start:end], start, end))
    return found


def note(life: Life, named: Reworded, actor: Life | None) -> None:
    """Say on the document that new wording names it; nothing is applied."""
    if actor is None or life.doc.stub or (life.end is not None and actor.start is not None and life.end <= actor.start):
        return
    by = actor.doc
    proof = Evidence("repeal", by, actor.start, named.quote, named.start, named.end, "new_wording", None, False)
    params = {"by": label(by), "base": label(named.base), "date": actor.start}
    life.notes.append(Note(actor.start or by.issued, remark("named_in_new_wording", params), proof))


__all__ = ["Reworded", "note", "read"]
