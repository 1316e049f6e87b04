"""Pages beside what was read from them: ``lawreg text FILE --beside OUT``."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from lawreg.errors import Unreadable
from lawreg.model import Format, Span, Text
from lawreg.reading import read_bytes
from lawreg.reading.beside import sheet

PICTURE = re.compile(r'src="data:image/jpeg;base64,([^"]+)"')


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, "PNG")
    return out.getvalue()


def test_each_page_stands_beside_its_own_text(make_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    pages = [
        [(84, 760 - 16 * i, 12, f"Dòng thứ {i} của trang {n} nói về mức thu phí & lệ phí tại bến xe") for i in range(20)]
        for n in ("đầu", "cuối")
    ]
    file, out = tmp_path / "phi.pdf", tmp_path / "doi-chieu.html"
    file.write_bytes(make_pdf(pages))
    command = [sys.executable, "-m", "lawreg", "text", str(file), "--beside", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    html = out.read_text(encoding="utf-8")
    first, second = html.split("<section>")[1:]
    assert "trang đầu" in first and "trang cuối" not in first and "Trang 1" in first
    assert "trang cuối" in second and "phí &amp; lệ phí" in second
    for section in (first, second):
        (picture,) = PICTURE.findall(section)
        with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
            assert image.height > image.width > 600
    assert "<script" not in html and "http://" not in html and "https://" not in html


def test_doubtful_lines_are_marked_and_unread_pages_said() -> None:
    content = "Số: 12/QĐ-UBND\n<b>Điều 1</b>\n"
    text = Text(content, Format.SCAN, pages=1, page_starts=(0,), doubtful=(Span(0, 14),))
    html = sheet(_picture(), text, "<quet>.png")
    assert "<mark>Số: 12/QĐ-UBND</mark>" in html
    assert "&lt;b&gt;Điều 1&lt;/b&gt;" in html and "<h1>&lt;quet&gt;.png</h1>" in html
    unread = Text("", Format.SCAN, pages=1)
    assert "không đọc" in sheet(_picture(), unread, "quet.png")


def test_formats_without_pages_are_told_so() -> None:
    text = read_bytes("Điều 1. Quy định mức thu phí.".encode(), "qd.txt")
    with pytest.raises(Unreadable) as caught:
        sheet(b"", text, "qd.txt")
    assert caught.value.finding.code == "without_pages"


def test_a_damaged_picture_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        sheet(b"\x89PNG\r\n\x1a\n" + b"0" * 50, Text("", Format.SCAN), "quet.png")
    assert caught.value.finding.code == "damaged_image"
