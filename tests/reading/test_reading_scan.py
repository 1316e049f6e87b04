from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from lawreg import errors
from lawreg.model import Format
from lawreg.reading import ReadOptions, ocr, read_bytes
from lawreg.reading.ocr_repair import mend_line, mend_page
from lawreg.reading.pdf_lines import Line

FONTS = ("DejaVuSans.ttf", "LiberationSerif-Regular.ttf", "arial.ttf", "Arial Unicode.ttf")


def _image(*lines: str) -> bytes:
    font = None
    for name in FONTS:
        try:
            font = ImageFont.truetype(name, 44)
            break
        except OSError:
            continue
    if font is None:
        pytest.skip("no TrueType font with Vietnamese letters on this machine")
    image = Image.new("L", (2480, 900), 255)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(lines):
        draw.text((200, 120 + 90 * at), line, fill=0, font=font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr.missing.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda _: None)


def test_without_tesseract_the_remedy_is_named(no_tesseract: None) -> None:
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(_image("x"), "quet.png")
    ocr.missing.cache_clear()
    assert caught.value.finding.code == "ocr_missing"


def test_ocr_can_be_turned_off() -> None:
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(_image("x"), "quet.png", options=ReadOptions(ocr=False))
    assert caught.value.finding.code == "no_text_layer"


@pytest.mark.needs_tesseract
def test_a_page_image_is_read_and_kept_by_its_hash(tmp_path: Path) -> None:
    if ocr.missing("vie"):
        pytest.skip("tesseract with Vietnamese is not installed: apt install tesseract-ocr tesseract-ocr-vie")
    data = _image("QUYẾT ĐỊNH", "Điều 1. Bãi bỏ Quyết định số 15/2009/QĐ-UBND", "Điều 2. Giám đốc Sở Tư pháp thi hành")
    options = ReadOptions(cache_dir=tmp_path)
    text = read_bytes(data, "quet.png", options=options)
    assert text.format is Format.SCAN
    assert "Bãi bỏ Quyết định số 15/2009" in text.content
    assert [f.code for f in text.findings] == ["read_by_ocr"]
    (kept,) = tmp_path.rglob("*.json")
    kept.write_text(kept.read_text(encoding="utf-8").replace("Bãi bỏ", "BÃI BỎ"), encoding="utf-8")
    assert "BÃI BỎ" in read_bytes(data, "quet.png", options=options).content  # the second time comes from the cache


def test_doubtful_lines_have_spans() -> None:
    from lawreg.reading.pdf_layout import Page
    from lawreg.reading.pdf_text import assemble

    lines = ocr.to_lines(
        [
            ocr.OcrLine("Số: 1Z/2O11/QĐ-UBND", 100, 100, 700, 140, False),
            ocr.OcrLine("QUYẾT ĐỊNH", 900, 300, 1300, 340, True),
        ],
        0,
        3300,
        300 / 72,
    )
    content, _, _, doubtful = assemble([Page(0, lines, 595, 842)])
    assert [content[s.start : s.end] for s in doubtful] == ["Số: 1Z/2O11/QĐ-UBND"]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Sô: 188/QĐ-VPCP", "Số: 188/QĐ-VPCP"),
        ("Điêu 3. Hiệu lực", "Điều 3. Hiệu lực"),
        ("Quyét định số 5", "Quyét định số 5"),
    ],
)
def test_fixed_headings_are_mended_and_nothing_else(read: str, printed: str) -> None:
    assert mend_line(read) == printed


def test_number_and_date_of_a_scan_are_always_doubtful() -> None:
    texts = ["Số: 225/QĐ-TTg", "Hà Nội, ngày 05 tháng 4 năm 2014", "BỘ TÀI CHÍNH"]
    lines = [Line(t, 60, 300, 760 - 20 * i, 12, 0) for i, t in enumerate(texts)]
    assert [x.sure for x in mend_page(lines, first=True, height=842)] == [False, False, True]
    assert all(x.sure for x in mend_page(lines, first=False, height=842))
