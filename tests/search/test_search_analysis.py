from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg.search import analysis


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa giải", "hoà giải"),
        ("Uỷ ban", "Ủy ban"),
        ("tỉnh Đăk Lăk", "tỉnh Đắk Lắk"),
        ("quí khoẻ thuý", "quý khỏe thúy"),
        ("kĩ thuật", "kỹ thuật"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("ubnd tỉnh", "ủy ban nhân dân tỉnh"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("05 ngày", "5 ngày"),
        ("Ðiều 3", "Điều 3"),
    ],
)
def test_one_word_in_two_spellings(one, other):
    assert analysis.syllables(one) == analysis.syllables(other)


@pytest.mark.parametrize(("one", "other"), [("đường", "dường"), ("má", "mà"), ("toàn", "toán"), ("của", "cua")])
def test_words_with_other_accents_stay_apart(one, other):
    assert analysis.syllables(one) != analysis.syllables(other)


def test_fold_takes_the_bar_of_d_away():
    assert analysis.fold("Đường bộ, điều ước") == "Duong bo, dieu uoc"


def test_pairs_are_adjacent_syllables():
    assert analysis.pairs(["thủ", "tục", "hành"]) == ["thủ_tục", "tục_hành"]


@pytest.mark.parametrize(
    "spelling", ["63/2010/NĐ-CP", "63/2010/ND-CP", "63-2010-NĐ-CP", "63 / 2010 / nđ-cp", "063/2010/NÐ-СР"]
)
def test_a_number_has_one_key(spelling):
    assert analysis.number_key(spelling) == "63/2010/nd/cp"


def test_numbers_in_running_text():
    text = "theo Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 và Quyết định 5/QĐ-UBND, Luật số 45/2013/QH13."
    assert analysis.numbers(text) == ["63/2010/nd/cp", "5/qd/ubnd", "45/2013/qh13"]


@given(st.text(alphabet="aăâbcdđeêhiklmnoôơqtuưyàáảãạằắẳẵặầếệỉịọốờớợủứửữựỳýỵ ", max_size=40))
def test_decomposed_text_gives_the_same_words(text):
    composed = analysis.syllables(text)
    assert analysis.syllables(unicodedata.normalize("NFD", text)) == composed
    assert analysis.syllables(" ".join(composed)) == composed


_WRITTEN = st.sampled_from(
    ["Uỷ ban", "UBND", "TN&MT", "05", "số: 63/2010/NĐ-CP,", "hoà", "QUÍ", "Đăk", "—", "…", "a_b", "_", "x" * 60, "1.000"]
)


@given(st.lists(st.one_of(_WRITTEN, st.text(max_size=12)), max_size=30).map(" ".join))
def test_tokens_are_the_syllables_and_their_pairs(text):
    text = analysis.clean(text)
    words = analysis.syllables(text)
    found = analysis.tokens(text)
    assert found.words == " ".join(words)
    assert found.pairs == " ".join(analysis.pairs(words))
    assert found.folded_pairs == " ".join(analysis.pairs(analysis.fold(w) for w in words))


def test_tokens_of_more_different_words_than_are_remembered():
    text = " ".join(f"mã-{n}" for n in range(50_500))
    words = analysis.syllables(text)
    found = analysis.tokens(text)
    assert (found.words, found.pairs) == (" ".join(words), " ".join(analysis.pairs(words)))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("số 12345/QĐ-UBND", ["12345/qd/ubnd"]),
        ("tại 12a/NQ-HĐND.", ["12a/nq/hdnd"]),
        ("123456/QĐ-UBND", []),
        ("a12/QĐ-UBND", []),
        ("1/2/QĐ", []),
        ("5-6/2010/TTLT-BTC", []),
    ],
)
def test_a_number_begins_where_no_letter_digit_or_slash_stands_before(text, keys):
    assert analysis.numbers(text) == keys
