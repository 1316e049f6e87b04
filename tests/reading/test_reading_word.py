"""Word 97 and RTF."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg import errors
from lawreg.model import Format
from lawreg.reading import ReadOptions, read_bytes
from lawreg.reading.word95 import modern
from lawreg.reading.word97 import sprms

Make = Callable[..., bytes]


@pytest.mark.parametrize("wide", [True, False])
def test_piece_table_in_both_widths(make_doc: Make, wide: bool) -> None:
    data = make_doc("Thong bao so 5\rNoi dung\x0bdong hai\r", wide=wide)
    text = read_bytes(data, "a.doc")
    assert text.content == "Thong bao so 5\nNoi dung\ndong hai"
    assert (text.format, text.reader) == (Format.DOC, "doc:built-in")


def test_unicode_fields_and_marks(make_doc: Make) -> None:
    data = make_doc("Điều 1. Xem \x13 HYPERLINK \x14Nghị định\x15 số 5\x1e6\x01\rNơi nhận:\r")
    assert read_bytes(data, "a.doc").content == "Điều 1. Xem Nghị định số 5-6\nNơi nhận:"


def test_old_letters_without_font_names(make_doc: Make) -> None:
    data = make_doc("QuyÕt ®Þnh cña Uû ban nh©n d©n tØnh vÒ gi¸ ®Êt n¨m 2004\r", wide=False)
    text = read_bytes(data, "a.doc")
    assert text.content == "Quyết định của Uỷ ban nhân dân tỉnh về giá đất năm 2004"
    assert [f.code for f in text.findings] == ["legacy_font"]


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("ỦY BAN NHÂN DÂN\rTỈNH SÔNG HÀN\rSố: 4/QĐ-UBND\r", "ỦY BAN NHÂN DÂN"),
        ("TỐI MẬT\r", "TỐI MẬT"),
        ("Cơ sở dữ liệu văn bản\r12\r", "Quyết định"),
    ],
)
def test_a_page_header_is_read_where_it_heads_the_document(make_doc: Make, header: str, first: str) -> None:
    lines = read_bytes(make_doc("Quyết định\rĐiều 1\r", header=header), "a.doc").content.split("\n")
    assert lines[0] == first
    assert lines[-2:] == ["Quyết định", "Điều 1"]
    assert len(lines) == (2 if first == "Quyết định" else 2 + header.count("\r"))


def test_password_is_said(make_doc: Make) -> None:
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(make_doc("x\r", encrypted=True), "a.doc")
    assert caught.value.finding.code == "encrypted_office"


@pytest.mark.parametrize("cut", [600, 1500, 3000, 4700])
def test_truncated_doc_is_read_or_set_aside(make_doc: Make, cut: int) -> None:
    data = make_doc("Điều 1. Nội dung\r" * 50)[:cut]
    try:
        assert "Điều 1" in read_bytes(data, "a.doc", options=ReadOptions(word_reader="builtin")).content
    except errors.Unreadable as e:
        assert e.finding.code in {"damaged_doc", "no_text", "damaged_file"}


@given(st.binary(max_size=60))
def test_property_lists_never_run_away(raw: bytes) -> None:
    assert len(list(sprms(raw))) <= len(raw)
    assert len(modern(raw)) <= 4 * len(raw)


@given(st.integers(0, 6000), st.integers(0, 255))
def test_one_wrong_byte_never_crashes(make_doc: Make, at: int, value: int) -> None:
    data = bytearray(make_doc("Điều 1. Nội dung\r\x07\x07\x13\x15\r"))
    data[at % len(data)] = value
    try:
        read_bytes(bytes(data), "a.doc", options=ReadOptions(word_reader="builtin"))
    except errors.Unreadable as e:
        assert e.finding.code


def test_other_programs_are_named_when_asked_and_absent(make_doc: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from lawreg.reading import outside

    outside.program.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(make_doc("x\r"), "a.doc", options=ReadOptions(word_reader="libreoffice"))
    assert caught.value.finding.code == "no_outside_reader"
    outside.program.cache_clear()


RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil .VnTime;}
{\f2\fnil .VnTimeH;}}
{\stylesheet{\s0 Normal;}}{\info{\title bo}}\uc1
\pard\plain\f0 \u272?i\u7873?u 1. N\u7897?i dung \{a\}\par
\pard\f2 quy \'ae\'denh\f0\par
\pard\f1 Nh\'b5 n\'ad\'edc\par
\trowd\intbl 1\cell S\u7889? 5\cell\row
\trowd\intbl 2\cell S\u7889? 6\cell\row
\pard K\u7871?t{\footnote\f0 Ghi ch\u250?} th\'f3c{\v an}\par}"""


def test_rtf_fonts_unicode_tables_notes() -> None:
    text = read_bytes(RTF.encode("latin-1"), "a.doc")
    assert text.format is Format.RTF
    assert text.content.split("\n") == [
        "Điều 1. Nội dung {a}",
        "QUY ĐỊNH",
        "Nhà nước",
        "1\tSố 5",
        "2\tSố 6",
        "Kết[1] thúc",
        "[1] Ghi chú",
    ]
    (span,) = text.tables
    assert text.content[span.start : span.end] == "1\tSố 5\n2\tSố 6"


@given(st.text(alphabet="\\{}'abcuf0123 \n*", max_size=120))
def test_any_rtf_is_read_or_set_aside(body: str) -> None:
    try:
        read_bytes(("{\\rtf1 " + body).encode(), "x.rtf")
    except errors.Unreadable as e:
        assert e.finding.code in {"no_text", "too_complex"}
