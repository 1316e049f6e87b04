from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg import errors, tables
from lawreg.reading import ReadOptions, read_bytes, read_path
from lawreg.reading.text import decode

SAMPLE = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH MINH\r\nSố: 07/2012/QĐ-UBND\r\n"
    "Điều 1. Bãi bỏ Quyết định số 15/2009/QĐ-UBND ngày 3/4/2009.\r\n"
)


def test_text_is_what_python_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("  " + SAMPLE + "\tcột\tkhác\r cuối").encode())
    text = read_path(path)
    assert text.content == path.read_text(encoding="utf-8")
    assert text.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert text.findings == ()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(codec: str) -> None:
    raw = SAMPLE.encode(codec)
    assert read_bytes(raw, "a.txt").content == SAMPLE.replace("\r\n", "\n")


def _old(text: str, encoding: str) -> bytes:
    table = tables.load("tables/reading_fonts.toml")[encoding]
    if encoding == "viscii":
        back = {ch: chr(0x80 + i) for i, ch in enumerate(table["table80"])}
        back.update({v: chr(int(k, 16)) for k, v in table["controls"].items()})
    else:
        back = {}
        for pair in table["pairs"]:
            source, target = pair.split(" ")
            back.setdefault(target, source)
    return "".join(back.get(ch, ch) for ch in text).encode("latin-1")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_old_font_encodings_become_unicode(encoding: str) -> None:
    text = "Quyết định này có hiệu lực sau mười ngày kể từ ngày ký, thay thế Quyết định số 12/2003/QĐ-UB của Ủy ban."
    if encoding == "tcvn3":  # capitals with two marks have no place in this encoding
        text = text.replace("Ủy", "Uỷ").replace("QĐ", "QD")
    read = read_bytes(_old(text, encoding), "cu.txt")
    assert read.content == text
    assert [f.code for f in read.findings] == ["legacy_font"]
    assert read.findings[0].params["encoding"] == encoding.upper()


def _cp1258(text: str) -> bytes:
    out = b""
    for ch in text:
        try:
            out += ch.encode("cp1258")
        except UnicodeEncodeError:
            marks = [m for m in unicodedata.normalize("NFD", ch) if m in "\u0300\u0301\u0303\u0309\u0323"]
            rest = "".join(m for m in unicodedata.normalize("NFD", ch) if m not in marks)
            out += (unicodedata.normalize("NFC", rest) + "".join(marks)).encode("cp1258")
    return out


def test_windows_1258() -> None:
    read = read_bytes(_cp1258(SAMPLE), "a.txt")
    assert unicodedata.normalize("NFC", read.content) == SAMPLE.replace("\r\n", "\n")
    assert [f.code for f in read.findings] == ["old_codepage"]


def test_a_few_spoilt_bytes_do_not_cost_the_file() -> None:
    raw = (SAMPLE * 3).encode()
    read = read_bytes(raw[:40] + b"\xff" + raw[40:], "a.txt")
    assert "Bãi bỏ Quyết định số 15/2009/QĐ-UBND" in read.content
    assert [f.code for f in read.findings] == ["bad_bytes"]


def test_french_stays_french() -> None:
    text = "L'arrêté du 3 août précise les règles où la république française élève les contrôles, à côté."
    assert read_bytes(text.encode("cp1252"), "fr.txt").content == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), min_size=1, max_size=300))
def test_any_unicode_text_decodes_to_itself(text: str) -> None:
    assert decode(text.encode("utf-8"), "x")[0] == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_set_aside(data: bytes) -> None:
    try:
        read = read_bytes(data, "x", options=ReadOptions(ocr=False, word_reader="builtin"))
    except errors.Unreadable as e:
        assert e.finding.code
    else:
        assert read.content.strip()
        read.content.encode("utf-8")
