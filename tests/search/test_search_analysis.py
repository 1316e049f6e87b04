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
