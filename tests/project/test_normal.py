"""Spans of the normalised text lead back to the source, whatever the mixture of characters."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from lawreg.normal import normalise

WORDS = st.sampled_from(
    ["Nghị", "định", "số", "63/2010/NĐ-CP", "Điều", "Ðiều", "NĐ-СР", "khoản\u00a02", "ngày\u200b", "tháng\u00ad", "\ufeff",
     "**Điều 1.**", "–", "\r\n", "\n", "\t", "ơ\u0309", "hoà", "A\u030a", "\u0301", "*", "“", "𝔸"]
)  # fmt: skip
FORMS = st.sampled_from(["NFC", "NFD", None])


@st.composite
def dirty(draw: st.DrawFn) -> str:
    pieces = []
    for word in draw(st.lists(WORDS, max_size=30)):
        form = draw(FORMS)
        pieces.append(unicodedata.normalize(form, word) if form else word)
    return draw(st.sampled_from(["", " "])).join(pieces)


@given(dirty())
def test_every_span_is_inside_and_in_order(source: str) -> None:
    n = normalise(source)
    last = 0
    for i in range(len(n.text)):
        span = n.to_source(i, i + 1)
        assert 0 <= span.start < span.end <= len(source)
        assert span.start >= last or span.end >= last
        last = span.start


@given(dirty())
def test_what_a_span_covers_normalises_to_the_same_text(source: str) -> None:
    n = normalise(source)
    if not n.text.strip():
        return
    span = n.to_source(0, len(n.text))
    assert normalise(source[span.start : span.end]).text.replace("*", "") == n.text.replace("*", "")


@given(dirty())
@example("*\ufeff*")
def test_normalising_twice_changes_nothing(source: str) -> None:
    once = normalise(source).text
    assert normalise(once).text == once


def test_decomposed_number_with_look_alike_letters() -> None:
    source = unicodedata.normalize("NFD", "Căn cứ Nghị định số 63/2010/NÐ–СР ngày 08 tháng 6")
    n = normalise(source)
    at = n.text.index("63/2010/NĐ-CP")
    span = n.to_source(at, at + len("63/2010/NĐ-CP"))
    assert source[span.start : span.end] == "63/2010/NÐ–СР"


def test_source_span_into_the_normalised_text() -> None:
    source = "a\u00ad\u00adb **c** d"
    n = normalise(source)
    span = n.from_source(source.index("c"), source.index("c") + 1)
    assert n.text[span.start : span.end] == "c"
