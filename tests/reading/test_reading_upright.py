"""Scans lying aslant, on their side or upside down are set upright before they are read."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from PIL import Image, ImageDraw, ImageFont

from lawreg.model import Format, Text
from lawreg.reading import ReadOptions, ocr, read_bytes
from lawreg.reading.upright import levelled, slope, turn_needed

BODY = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Theo đề nghị của Giám đốc Sở Nông nghiệp và Phát triển nông thôn,",
    "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý đê kè",
    "và hành lang bảo vệ bờ sông trên địa bàn tỉnh.",
    "Điều 2. Quyết định này có hiệu lực sau mười ngày kể từ ngày ký và",
    "bãi bỏ Quyết định số 14/2008/QĐ-UBND về quản lý đê kè.",
    "Điều 3. Chánh Văn phòng, Giám đốc các Sở, Chủ tịch Ủy ban nhân dân",
    "các huyện, thành phố và các cá nhân có liên quan thi hành Quyết định.",
)
LETTERHEAD = (
    (210, "ỦY BAN NHÂN DÂN"),
    (210, "TỈNH SÔNG HÀN"),
    (210, "Số: 21/2016/QĐ-UBND"),
    (700, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (700, "Độc lập - Tự do - Hạnh phúc"),
    (700, "Sông Hàn, ngày 04 tháng 7 năm 2016"),
)


@cache
def page() -> Image.Image:
    """An A4 page at 200 dpi with a letterhead of two columns."""
    fonts = pytest.importorskip("pymupdf_fonts")  # comes with the development packages; has all Vietnamese letters
    font = ImageFont.truetype(io.BytesIO(fonts.myfont("notos")), 34)
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    for at, (x, line) in enumerate(LETTERHEAD):
        draw.text((x, 170 + 62 * (at % 3)), line, fill=20, font=font)
    for at, line in enumerate(BODY):
        draw.text((230, 520 + 66 * at), line, fill=20, font=font)
    return image


def read(image: Image.Image) -> Text:
    lacking = ocr.missing("vie")
    if lacking:
        pytest.skip("tesseract with Vietnamese is not installed: apt install tesseract-ocr tesseract-ocr-vie")
    out = io.BytesIO()
    image.save(out, "PNG")
    return read_bytes(out.getvalue(), "trang.png", options=ReadOptions())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def share_read(text: Text) -> float:
    """Share of the page's words that were read; column by column, as the letterhead is printed."""
    printed = words(" ".join([line for _, line in LETTERHEAD] + list(BODY)))
    found = words(text.content)
    left = list(found)
    hits = 0
    for word in printed:
        if word in left:
            left.remove(word)
            hits += 1
    return hits / len(printed)


@pytest.mark.parametrize("degrees", [-3.0, -1.0, 1.0, 3.0])
def test_the_slope_of_a_page_is_found_to_a_fifth_of_a_degree(degrees: float) -> None:
    aslant = page().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert slope(aslant) == pytest.approx(-degrees, abs=0.2)


def test_a_level_page_and_an_empty_one_stay_as_they_are() -> None:
    empty = Image.new("L", (1654, 2339), 255)
    assert slope(page()) == 0.0 and slope(empty) == 0.0
    assert levelled(page()) is page() and levelled(empty) is empty


@pytest.mark.needs_tesseract
@pytest.mark.parametrize("degrees", [-3, 1])
def test_a_page_aslant_reads_as_a_level_one(degrees: int) -> None:
    text = read(page().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255))
    assert share_read(text) >= 0.95
    assert text.content.index("TỈNH SÔNG HÀN") < text.content.index("CỘNG HÒA XÃ HỘI")  # columns kept apart
    assert "pages_turned" not in {f.code for f in text.findings}


@pytest.mark.needs_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_or_upside_down_is_turned_and_said(degrees: int) -> None:
    text = read(page().rotate(degrees, expand=True))
    assert text.format is Format.SCAN
    assert share_read(text) >= 0.95
    assert text.content.index("TỈNH SÔNG HÀN") < text.content.index("CỘNG HÒA XÃ HỘI") < text.content.index("Điều 1.")
    assert [f.params for f in text.findings if f.code == "pages_turned"] == [{"pages": "1"}]


@pytest.mark.needs_tesseract
def test_a_photograph_held_upright_by_its_own_note_is_read() -> None:
    note = Image.Exif()
    note[0x0112] = 6  # Orientation: the telephone lay on its side
    out = io.BytesIO()
    page().rotate(90, expand=True).save(out, "JPEG", quality=92, exif=note)
    read(page())  # skips where there is no OCR
    text = read_bytes(out.getvalue(), "anh.jpg")
    assert share_read(text) >= 0.95
    assert "pages_turned" not in {f.code for f in text.findings}


def test_words_that_stand_or_make_no_sense_ask_for_a_turn() -> None:
    def found(text: str, sure: float, width: int, height: int) -> dict[str, list[object]]:
        return {"text": [text] * 20, "conf": [sure] * 20, "width": [width] * 20, "height": [height] * 20}

    assert turn_needed(found("định", 95, 90, 30)) == 0
    assert turn_needed(found("định", 95, 30, 90)) == 90
    assert turn_needed(found("Ặ!Ịp", 30, 30, 90)) == 270
    assert turn_needed(found("qujp", 30, 90, 30)) == 180
    few = {key: value[:5] for key, value in found("qujp", 30, 90, 30).items()}
    assert turn_needed(few) == 0  # a stamp is no page
