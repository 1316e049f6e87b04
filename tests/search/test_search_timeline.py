from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lawreg.search import timeline
from lawreg.search.plan import Bool, Term

DAYS = st.dates(date(1945, 9, 2), date(2100, 1, 1))
EVENTS = st.lists(st.tuples(DAYS, st.sampled_from(timeline.STATUSES)), max_size=6, unique_by=lambda e: e[0])


def _holds(query, terms: list[str]) -> bool:
    assert isinstance(query, Bool)
    return any(isinstance(t, Term) and t.text in terms for t in query.should)


@given(EVENTS, DAYS)
def test_a_day_matches_the_status_of_that_day_and_no_other(events, day):
    terms = timeline.terms(events)
    matching = [s for s in timeline.STATUSES if _holds(timeline.during([s], day), terms)]
    assert matching == [timeline.at(events, day)]


def test_the_day_of_change_belongs_to_the_new_status():
    events = [(date(2010, 1, 1), "in_force"), (date(2015, 7, 1), "expired")]
    assert timeline.at(events, date(2015, 7, 1)) == "expired"
    assert timeline.at(events, date(2015, 7, 1) - timedelta(days=1)) == "in_force"
    assert timeline.at(events, date(2009, 12, 31)) == "unknown"
