"""Paragraphs and tables of odd pages: what a tag hides, what only looks like one, how deep and how long a page may be."""

from __future__ import annotations

import pytest

from lawreg.errors import Unreadable
from lawreg.model import Text
from lawreg.reading import read_bytes


def _page(body: str) -> Text:
    return read_bytes(f"<html><body>{body}</body></html>".encode(), "trang.html")


def _lines(body: str) -> list[str]:
    return _page(body).content.split("\n")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>Mức phí &lt;b&gt; là 5 &amp;lt; 7&nbsp;&nbsp;đồng</p>", ["Mức phí <b> là 5 &lt; 7 đồng"]),
        ("<p title='a > \"b\" <p>'>Điều 1</p><p>Điều 2</p>", ["Điều 1", "Điều 2"]),
        ("<p a\"b=c =d=e>Khoản 1</p><p>Khoản 2</p>", ["Khoản 1", "Khoản 2"]),
        ("<p>Điểm<!-- <p> > --> a<? x ?> và <!>b</p>", ["Điểm a và b"]),
        ("<p>Hà <o:p>Nội</o:p><st1:place>, ngày</st1:place> 5</p>", ["Hà Nội, ngày 5"]),
        ("<p>Chương\u2003I\t\tQuy\x1fđịnh</p>", ["Chương I Quy định"]),
        ("<div>một<hr>hai<wbr>ba<br>bốn</div>", ["một", "haiba", "bốn"]),
        ("<pre>dòng một\n  dòng   hai<p>dòng ba\ndòng bốn</p></pre>năm\nsáu",
         ["dòng một", "dòng hai", "dòng ba", "dòng bốn", "năm sáu"]),
        ("<b>Điều<div>khoản</div>điểm</b>", ["Điều", "khoản", "điểm"]),
    ],
)  # fmt: skip
def test_text_and_tags_are_told_apart(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>ẩn</p>",
        "<p hidden=until-found><b>ẩn</b></p>",
        "<div style='color:red; DISPLAY : none'><div>ẩn</div><p>ẩn</p></div>",
        "<p style='display&nbsp;:none'>ẩn</p>",
        "<span style='mso-hide:all'>ẩn <span>ẩn</span></span>",
        "<table hidden><tr><td>ẩn<table><tr><td>ẩn</td></tr></table></td></tr></table>",
        "<script>document.write('<script><p>ẩn</p>')</script>",
        "<style>p:after { content: '<style>ẩn' }</style>",
        "<template><p>ẩn</p><template>ẩn</template></template>",
        "<svg><svg></svg><title>ẩn</title><text>ẩn</text></svg>",
        "<select><option>ẩn</option></select><textarea><p>ẩn</textarea><img alt='ẩn'><input value='ẩn'>",
    ],
)
def test_what_is_not_shown_is_no_text(hidden: str) -> None:
    assert _lines(f"<p>Điều 1</p>{hidden}<p>Điều 2</p>") == ["Điều 1", "Điều 2"]


def test_words_that_only_speak_of_hiding_hide_nothing() -> None:
    body = "<p class='overflow-hidden' title='display:none'>một</p><p data-hidden=1>hai</p><p>display:none hidden</p>"
    assert _lines(body) == ["một", "hai", "display:none hidden"]


def test_text_that_a_page_wants_shown_as_it_stands() -> None:
    assert _lines("<p>a</p><xmp><b>x</b> &amp; y</xmp><p>z</p>") == ["a", "<b>x</b> &amp; y", "z"]
    assert _lines("<p title='<xmp>'>a</p><plaintext>b <i>c")[:2] == ["a", "b <i>c</body></html>"]


def test_a_script_that_bears_the_class_of_a_document_is_none() -> None:
    code = "var a = '<p>mã</p>'; " * 20
    text = _page(f"<script class=content1>{code}</script><p>Điều 1. Phạm vi điều chỉnh</p>")
    assert text.content == "Điều 1. Phạm vi điều chỉnh"


def test_cells_end_where_their_rows_end() -> None:
    body = (
        "<table><thead><tr><th>STT<th>Tên</tr></thead><tbody><tr><td>1<td><div>Phí</div><div>lệ phí"
        "<tr><td>2<td><ul><li>thuế</ul></tbody></table><p>Hết"
    )
    assert _lines(body) == ["STT\tTên", "1\tPhí lệ phí", "2\tthuế", "Hết"]


def test_tables_in_cells_and_line_ends_in_them() -> None:
    inner = "<table><tr><td>a\nb</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>"
    text = _page(f"<pre>x\ny<table><tr><td>{inner}</td></tr></table>z\nt</pre>")
    assert text.content.split("\n") == ["x", "y", "a b\tc", "d\te", "z", "t"]
    (span,) = text.tables
    assert text.content[span.start : span.end] == "a b\tc\nd\te"


@pytest.mark.parametrize("element", ["div", "table><tr><td"])
def test_too_deep_pages_are_refused_by_name(element: str) -> None:
    with pytest.raises(Unreadable) as caught:
        _page(f"<{element}>" * 1500 + "sâu")
    assert caught.value.finding.code == "too_complex"
    assert caught.value.finding.params["file"] == "trang.html"


def test_deep_inline_elements_are_read() -> None:
    assert _lines("<div>" + "<font>" * 1500 + "sâu") == ["sâu"]


def test_long_pages_are_read_whole() -> None:
    assert len(_lines("<p class=x>a <b>b</b></p>" * 30_000)) == 30_000
    assert _page("<p>" + "nhân dân " * 100_000).content.count("dân") == 100_000
    assert len(_lines("<p>a" + "<br>b" * 30_000)) == 30_001


def test_wide_characters_and_other_encodings_give_the_same_text() -> None:
    page = "<html><body><p>Điều 1. Phạm vi</p><p>Điều 2</p></body></html>"
    said = {read_bytes(page.encode(e), "trang.html").content for e in ("utf-8", "utf-8-sig", "utf-16", "utf-32")}
    assert said == {"Điều 1. Phạm vi\nĐiều 2"}


def test_lines_half_in_capitals_are_raised_and_others_stay() -> None:
    text = _page("<p>SắC LệNH CủA CHủ TịCH</p><p>SắC lệnh</p><p>SắC LệNH CủA CHủ TịCH</p><p>VIỆT NAM</p>")
    assert text.content.split("\n") == ["SẮC LỆNH CỦA CHỦ TỊCH", "SắC lệnh", "SẮC LỆNH CỦA CHỦ TỊCH", "VIỆT NAM"]
    (mended,) = (f for f in text.findings if f.code == "capitals_mended")
    assert mended.params["lines"] == 2
