"""The review of a year: tally, lists, completeness, manifest; official forms, worklist and differences beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lawreg.collector import collector_paused
from lawreg.model import CitationRecord
from lawreg.review import completeness, earlier, manifest, scope, tally
from lawreg.review.tally import Review, Row, TallyError

if TYPE_CHECKING:
    from lawreg.registry.store import Store
    from lawreg.validity import Validity


def review(
    validity: Validity,
    year: int,
    *,
    as_of: date | None = None,
    issuer: str | None = None,
    citations: Iterable[CitationRecord] = (),
    missed: Iterable[str] | None = None,
    first_year: int | None = None,
) -> Review:
    """Tally and lists of a year.

    Args:
        as_of: the day of the statuses; 31 December of the year by default.
        issuer: a body ("Bộ Tài chính") or a place ("tỉnh Đắk Lắk"); by default the province with the most documents.
        citations: the registry's citations, to say what is cited but absent.
        missed: ids of documents that ended in earlier years and were left out of their lists; by default those that
            the announcements in the registry show (:mod:`lawreg.review.earlier`).
        first_year: the first year of a systematisation period (kỳ hệ thống hóa) that ends with ``year``.

    Raises:
        NotFound: nothing of that issuer is in the registry.
        TallyError: the figures contradict each other.
    """
    at = as_of or date(year, 12, 31)
    whose = scope.choose(validity.documents.values(), issuer, at)
    with collector_paused():
        first = date(first_year or year, 1, 1)
        before = earlier.known(validity, whose, first, at)
        late = earlier.missed(validity, whose, before, first, at) if missed is None else missed
        found = replace(tally.count(validity, whose, year, at, late, first_year), earlier=before)
        found = replace(found, completeness=completeness.measure(found, validity, citations))
        return replace(found, manifest=manifest.make(found, validity))


def from_store(
    store: Store,
    validity: Validity,
    year: int,
    *,
    as_of: date | None = None,
    issuer: str | None = None,
    missed: Iterable[str] | None = None,
    first_year: int | None = None,
) -> Review:
    """:func:`review` over an opened registry."""
    return review(
        validity, year, as_of=as_of, issuer=issuer, citations=store.citations(), missed=missed, first_year=first_year
    )


__all__ = ["Review", "Row", "TallyError", "from_store", "review"]
