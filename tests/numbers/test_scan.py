"""Few words are searched one after the other, many in one pass: both find the same places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg.numbers.scan import places

WORDS = ("tư", "định", "luật", "quyết", "thị", "Luật")
FILLER = "Ủy ban nhân dân tỉnh đã xét tờ trình về mức thu phí tham quan năm nay; "


def one_by_one(text: str, words: tuple[str, ...], start: int, end: int) -> list[tuple[int, int]]:
    return sorted(m.span() for w in words for m in re.compile(re.escape(w)).finditer(text, start, end))


@given(st.lists(st.sampled_from([*WORDS, " ", "\n", "t", "đ", "\U0001f4dc", "q", "á", "một phần"]), max_size=60), st.data())
def test_a_long_text_gives_what_a_search_word_by_word_gives(pieces: list[str], data: st.DataObject) -> None:
    middle = "".join(pieces)
    text = FILLER * 40 + middle + FILLER * 40 + middle
    start = data.draw(st.integers(0, 300))
    end = data.draw(st.integers(len(text) - 300, len(text)))
    assert places(text, WORDS, start, end) == one_by_one(text, WORDS, start, end)
    assert places(middle, WORDS) == one_by_one(middle, WORDS, 0, len(middle))
    assert places(text, WORDS[:2], start, end) == one_by_one(text, WORDS[:2], start, end)
    assert places(text, "tđq", start, end) == one_by_one(text, ("t", "đ", "q"), start, end)


@given(st.text(st.sampled_from("luậtđịnh \ud800\udcff\U0001f4dc"), max_size=40))
def test_half_a_surrogate_pair_is_searched_as_well(text: str) -> None:
    assert places(text, WORDS) == one_by_one(text, WORDS, 0, len(text))


@pytest.mark.parametrize("filler", [FILLER * 80, ""])
def test_a_word_cut_off_by_the_end_is_none_and_unpromising_ones_are_left_out(filler: str) -> None:
    text = filler + "Thông tư, Nghị định"
    assert places(text, WORDS, 0, len(text) - 1)[-1:] == [(len(text) - 13, len(text) - 11)]
    followed = places(text, WORDS, promising=lambda t, _start, stop: t[stop : stop + 1] == ",")
    assert followed == [(len(text) - 13, len(text) - 11)]


def test_letters_outside_the_basic_plane_shift_nothing() -> None:
    text = "\U0001f4dc" * 3_000 + FILLER * 20 + "luật"
    assert places(text, WORDS, 2_000)[-1] == (len(text) - 4, len(text))
