"""The engine over an opened registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lawreg import dates, numbers
from lawreg.model import CitationRecord, Decision, DocumentRecord, Span
from lawreg.validity import announced, reworded, staged
from lawreg.validity.answers import Anchor
from lawreg.validity.engine import Validity

if TYPE_CHECKING:
    from lawreg.registry.store import Store

_HEAD, _TAIL = 6000, 3000
# The registry has already corrected the records and added or left out effects; a status and the reason of a date of
# effect that an officer set are for the engine.
_FOR_ENGINE = ("confirm", "set")


def from_store(store: Store) -> Validity:
    """Statuses of everything in a registry; texts and provisions are read only when a verdict needs them."""
    from lawreg.registry import decisions

    said = decisions.load(store.workspace) if store.workspace is not None else []
    made: list[Decision] = [d for d in said if d.kind in _FOR_ENGINE]
    documents = store.documents(stubs=True)
    effects = list(store.effects())

    def citations_of(id_: str) -> Iterable[CitationRecord]:
        return store.citations(source=id_)

    return Validity(
        documents,
        effects,
        provisions=store.provisions,
        decisions=made,
        anchor=anchor(store.text),
        stages=staged.reader(store.text, store.provisions),
        text=store.text,
        new_wording=reworded.read(documents, effects, citations_of, store.text),
        listed=announced.read(documents, citations_of, store.text),
    )


def anchor(content: Callable[[str], str | None]) -> Anchor:
    """Finds a quote for a document whose text states no date of effect: its issue date, its number or its title.

    Args:
        content: gives the stored text of a document id.
    """

    def find(doc: DocumentRecord) -> tuple[str, Span] | None:
        if doc.stub or doc.file is None:
            return None
        text = content(doc.id)
        return _mention(doc, text) if text else None

    return find


def _mention(doc: DocumentRecord, text: str) -> tuple[str, Span] | None:
    if doc.issued is not None:
        for start, end in ((0, _HEAD), (max(0, len(text) - _TAIL), len(text))):
            for m in dates.find(text, start, min(end, len(text))):
                if m.value == doc.issued:
                    return text[m.start : m.end], Span(m.start, m.end)
    if doc.number:
        key = numbers.fold(doc.number)
        for n in numbers.find(text, 0, min(_HEAD, len(text))):
            if numbers.fold(n.number) == key:
                return text[n.start : n.end], Span(n.start, n.end)
    if doc.title:
        at = text.find(doc.title)
        if at >= 0:
            return doc.title, Span(at, at + len(doc.title))
    return None
