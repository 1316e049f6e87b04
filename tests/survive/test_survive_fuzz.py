"""Spoilt files of every format: a reader either reads them or says that they are unreadable, and nothing else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawreg.errors import Unreadable
from lawreg.model import Text
from lawreg.reading import ReadOptions, containers, read_bytes

OPTIONS = ReadOptions(ocr=False, word_reader="builtin", max_pages=50, max_unpacked=4 << 20, max_chars=500_000)
LETTERS = "Điều 1. Phạm vi điều chỉnh, số 12/2015/QĐ-UBND ngày 05 tháng 3 năm 2015"
RTF = (r"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0 Arial;}{\f1 .VnTime;}}{\trowd\cellx100\intbl a\cell b\cell\row}"
       r"\f1 QuyÕt ®Þnh \u7873? \b x\b0\par {\footnote n}\'e2}").encode("cp1252", "replace")  # fmt: skip
HTML = (
    f"<html><head><meta charset=utf-8></head><body><div class=fulltext><table><tr><td>{LETTERS}</td><td colspan=2>b"
    f"</td></tr></table><p>{LETTERS * 5}</p><ul><li>x</ul></div></body></html>"
).encode()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a/b.txt", LETTERS)
        z.writestr("../c.zip", b"PK\x03\x04")
    return out.getvalue()


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Gửi"
    message.set_content("x")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Quyết định.pdf")
    return message.as_bytes()


SEEDS: dict[str, Callable[[ModuleType], bytes]] = {
    "a.txt": lambda b: LETTERS.encode() * 3,
    "b.txt": lambda b: LETTERS.encode("utf-16"),
    "a.html": lambda b: HTML,
    "a.mht": lambda b: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
                       b"Content-Type: text/html\n\n" + HTML + b"\n--x--\n",
    "a.rtf": lambda b: RTF,
    "a.doc": lambda b: b._doc(LETTERS + "\r" + LETTERS + "\x07\x07\r"),
    "a.docx": lambda b: b._docx(
        f"<w:p><w:r><w:t>{LETTERS}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        styles='<w:style w:styleId="a"><w:name w:val="a"/></w:style>',
    ),
    "a.pdf": lambda b: b._pdf([[(50, 700, 12, LETTERS), (50, 680, 12, LETTERS)]] * 2, attached="x.doc"),
    "a.png": lambda b: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
}  # fmt: skip


def spoilt(data: bytes, seed: int) -> bytes:
    """The file with bytes changed, cut, doubled or taken out, as ``seed`` says."""
    r = random.Random(seed)
    raw = bytearray(data)
    for _ in range(r.choice((1, 1, 2, 5, 20))):
        if not raw:
            break
        at = r.randrange(len(raw))
        kind = r.randrange(6)
        if kind == 0:
            raw[at] = r.randrange(256)
        elif kind == 1:
            raw[at] ^= 1 << r.randrange(8)
        elif kind == 2:
            del raw[at : at + r.choice((1, 4, 64, 1 << 16))]
        elif kind == 3:
            raw[at:at] = raw[at : at + r.choice((1, 8, 512))]
        elif kind == 4:
            raw[at : at + 4] = r.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\x80"))
        else:
            raw[at : at + 1] = r.choice((b"<", b">", b"{", b"}", b"\\", b"&#x110000;", b"\0", b"\xef\xbf\xbf"))
    return bytes(raw)


def check(data: bytes, name: str) -> None:
    try:
        text = read_bytes(data, name, options=OPTIONS)
    except Unreadable as e:
        assert e.finding.code
        return
    assert isinstance(text, Text)
    assert text.content.strip()
    for span in (*text.tables, *text.doubtful):
        assert 0 <= span.start <= span.end <= len(text.content)
    assert all(0 <= s <= len(text.content) for s in text.page_starts)


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=120, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_file_is_read_or_refused(builders: ModuleType, name: str, seed: int) -> None:
    check(spoilt(SEEDS[name](builders), seed), name)


@settings(max_examples=150, derandomize=True)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.doc", "a.pdf", "a.docx", "a.html", "a", "a.eml"]),
       head=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"<html>"]))  # fmt: skip
def test_any_bytes_are_read_or_refused(data: bytes, name: str, head: bytes) -> None:
    check(head + data, name)


@settings(max_examples=200, derandomize=True)
@given(seed=st.integers(0, 2**32), which=st.sampled_from(["goi.zip", "thu.eml"]))
def test_a_spoilt_container_is_opened_or_refused(seed: int, which: str) -> None:
    data = spoilt(_zip() if which == "goi.zip" else _mail(), seed)
    try:
        found = list(containers.members(data, which))
    except Unreadable as e:
        assert e.finding.code
        return
    for m in found:
        assert m.path and not m.path.startswith("/") and ".." not in m.path.split("/")
        if m.trouble is None:
            assert containers.member(data, which, m.chain) == m.data
