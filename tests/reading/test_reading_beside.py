"""Pages beside what was read from them: ``lawreg text FILE --beside OUT``."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
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


def test_the_pages_of_a_secret_paper_are_not_copied() -> None:
    text = Text("UBND TỈNH SÔNG HÀN\nMẬT\nSố: 5/KH-UBND\n", Format.SCAN, pages=1, page_starts=(0,))
    with pytest.raises(Unreadable) as caught:
        sheet(_picture(), text, "ke-hoach.png")
    assert caught.value.finding.code == "secret_pages"


def test_formats_without_pages_are_told_so() -> None:
    text = read_bytes("Điều 1. Quy định mức thu phí.".encode(), "qd.txt")
    with pytest.raises(Unreadable) as caught:
        sheet(b"", text, "qd.txt")
    assert caught.value.finding.code == "without_pages"


def test_a_damaged_picture_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        sheet(b"\x89PNG\r\n\x1a\n" + b"0" * 50, Text("", Format.SCAN), "quet.png")
    assert caught.value.finding.code == "damaged_image"


def test_the_file_itself_is_never_overwritten(make_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    file = tmp_path / "phi.pdf"
    before = make_pdf([[(84, 700, 12, "Mức thu phí tại bến xe")]])
    file.write_bytes(before)
    command = [sys.executable, "-m", "lawreg", "text", str(file), "--beside", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "phi.pdf" in done.stderr and "Traceback" not in done.stderr
    assert file.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a file's name be no UTF-8")
def test_a_name_that_is_no_utf8(make_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    file, out = tmp_path / os.fsdecode(b"ph\xed.pdf"), tmp_path / "doi-chieu.html"
    file.write_bytes(make_pdf([[(84, 760 - 16 * i, 12, "Mức thu phí tại bến xe") for i in range(20)]]))
    command = [sys.executable, "-m", "lawreg", "text", str(file), "--beside", str(out)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "<h1>ph?.pdf</h1>" in out.read_text(encoding="utf-8")


def test_a_pdf_that_begins_with_something_else_and_pages_of_odd_sizes() -> None:
    document = pypdfium2.PdfDocument.new()
    for size in ((595, 842), (60, 14_000), (1, 200_000)):
        document.new_page(*size)
    data = io.BytesIO()
    document.save(data)
    html = sheet(b"HTTP/1.1 200 OK\n" + data.getvalue(), Text("", Format.PDF, pages=3), "phi.pdf")
    for page in html.split("<section>")[1:]:
        (picture,) = PICTURE.findall(page)
        with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
            assert image.height < 4000


def test_a_page_that_cannot_be_drawn_is_told() -> None:
    data = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj
trailer <</Root 1 0 R>>
"""
    drawn, lost = sheet(data, Text("", Format.PDF, pages=2), "phi.pdf").split("<section>")[1:]
    assert PICTURE.search(drawn) and "không vẽ được" not in drawn
    assert "<img" not in lost and "không vẽ được" in lost
