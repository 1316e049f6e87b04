from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from lawreg import errors
from lawreg.model import Format
from lawreg.reading import ReadOptions, ocr, read_bytes
from lawreg.reading.ocr_repair import mend_line, mend_page, mend_words
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


@pytest.mark.parametrize("mark", ["TỐI MẬT", ""])
def test_of_a_scan_marked_secret_no_page_goes_into_the_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: str
) -> None:
    """Also when the program is killed behind its second page: nothing of it lies on the disk then."""
    printed = iter([["ỦY BAN NHÂN DÂN", mark, "QUYẾT ĐỊNH"], ["Điều 2. Kho chứa vật liệu nổ"], ["Điều 3. Thi hành"]])

    def words(_image: object, _options: ReadOptions) -> dict[str, list[object]]:
        lines = [line.split() for line in next(printed) if line]
        places = [(n, at, word) for n, line in enumerate(lines) for at, word in enumerate(line)]
        return {
            "text": [word for _, _, word in places], "conf": [96.0] * len(places),
            "block_num": [1] * len(places), "par_num": [1] * len(places), "line_num": [n for n, _, _ in places],
            "left": [200 + 160 * at for _, at, _ in places], "top": [100 + 80 * n for n, _, _ in places],
            "width": [150] * len(places), "height": [40] * len(places),
        }  # fmt: skip

    monkeypatch.setattr(ocr, "missing", lambda _language: None)
    monkeypatch.setattr(ocr, "_version", lambda: "5")
    monkeypatch.setattr(ocr, "_words", words)
    frames = [Image.new("L", (2480, 3508), 255 - n) for n in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    text = read_bytes(out.getvalue(), "quet.tif", options=ReadOptions(cache_dir=tmp_path))
    assert "Kho chứa vật liệu nổ" in text.content  # what is refused is decided later, by the whole paper
    assert len(list(tmp_path.rglob("*.json"))) == (0 if mark else 3)


def test_doubtful_lines_have_spans() -> None:
    from lawreg.reading.pdf_layout import Page
    from lawreg.reading.pdf_text import assemble

    found = [
        ocr.OcrLine("Số: 1Z/2O11/QĐ-UBND", 100, 100, 700, 140, False),
        ocr.OcrLine("QUYẾT ĐỊNH", 900, 300, 1300, 340, True),
    ]
    lines = ocr.to_lines(ocr.OcrPage(found, 2480, 3300), 0, 300 / 72)
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
        ("S6 15/2012/TT-BYT", "Số: 15/2012/TT-BYT"),
        ("ố: 7/QĐ-UBND", "Số: 7/QĐ-UBND"),
        ("Sáp nhập 2/3 số xã", "Sáp nhập 2/3 số xã"),
        ("_ Căn cứ Luật Thư viện;", "Căn cứ Luật Thư viện;"),
        ("áp dụng kê từ ngày 1", "áp dụng kể từ ngày 1"),
        ("văn bản sô 15/TB-X và sỐ 16/TB-X", "văn bản số 15/TB-X và số 16/TB-X"),
    ],
)
def test_fixed_headings_are_mended_and_nothing_else(read: str, printed: str) -> None:
    assert mend_line(read) == printed


def test_number_and_date_of_a_scan_are_always_doubtful() -> None:
    texts = ["Số: 225/QĐ-TTg", "Hà Nội, ngày 05 tháng 4 năm 2014", "BỘ TÀI CHÍNH"]
    lines = [Line(t, 60, 300, 760 - 20 * i, 12, 0) for i, t in enumerate(texts)]
    assert [x.sure for x in mend_page(lines, first=True, height=842)] == [False, False, True]
    assert all(x.sure for x in mend_page(lines, first=False, height=842))


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("của tô chức có thâm quyên", "của tổ chức có thẩm quyền"),
        ("SỬA ĐÔI, BÔ SUNG", "SỬA ĐỔI, BỔ SUNG"),
        ("Quy định chỉ tiết về quyên hạn", "Quy định chi tiết về quyền hạn"),
        ("thành phố Thâm Quyến", "thành phố Thâm Quyến"),  # a name
        ("tại khoản 2, mở tài khoản, cùng cấp, cung cấp", "tại khoản 2, mở tài khoản, cùng cấp, cung cấp"),
        ("Ông Bô Sung", "Ông Bô Sung"),
    ],
)
def test_set_terms_get_their_accents_and_names_stay(read: str, written: str) -> None:
    assert mend_words(read) == written


def test_letters_for_digits_of_a_date_are_read_and_the_line_is_doubtful() -> None:
    def mended(text: str) -> tuple[str, bool]:
        (line,) = mend_page([Line(text, 60, 300, 300, 12, 0)], first=False, height=842)
        return line.text, line.sure

    assert mended("theo Luật Đê điều ngày I5 tháng 0] năm 2006") == (
        "theo Luật Đê điều ngày 15 tháng 01 năm 2006",
        False,
    )
    assert mended("ngày 4| tháng 2 năm 2006") == ("ngày 4| tháng 2 năm 2006", True)  # no such day
    assert mended("ngày 15 tháng 01 năm 2006") == ("ngày 15 tháng 01 năm 2006", True)


def test_the_subject_of_a_letter_is_mended_and_a_note_by_hand_over_the_letterhead_left_out() -> None:
    def mended(*texts: str) -> list[str]:
        lines = [Line(t, 60, 300, 780 - 15 * i, 12, 0) for i, t in enumerate(texts)]
        return [x.text for x in mend_page(lines, first=True, height=842)]

    read = mended("UBND TỈNH SÔNG HÀN", "TTĐ", "Số: 31/UBND-NC", "VỊ rà soát văn bản", "Vị trí lưu: tầng 2", "SỞ TƯ PHÁP")
    assert read == ["UBND TỈNH SÔNG HÀN", "Số: 31/UBND-NC", "V/v rà soát văn bản", "Vị trí lưu: tầng 2", "SỞ TƯ PHÁP"]


def test_the_stamp_of_an_incoming_mail_desk_is_no_letterhead() -> None:
    texts = [
        "CHI CỤC KIỂM LÂM",
        "CÔNG VĂN ĐẾN",
        "Ngày......tháng",
        "Kính chuyển:............",
        "Số: 7/QĐ-KL",
        "Kính chuyển ngành",
    ]
    lines = [Line(t, 60, 300, 780 - 15 * i, 12, 0) for i, t in enumerate(texts)]
    kept = [x.text for x in mend_page(lines, first=True, height=842)]
    assert kept == ["CHI CỤC KIỂM LÂM", "Số: 7/QĐ-KL", "Kính chuyển ngành"]


def test_small_letters_at_the_foot_of_a_scanned_page_stay_in_their_place() -> None:
    from lawreg.reading.pdf_layout import Page
    from lawreg.reading.pdf_text import assemble

    def page(number: int, size: float) -> Page:
        lines = [
            Line(f"{n} dòng thứ {n} của trang {number}.", 60, 400, 780 - 60 * n, size, number) for n in range(1, 12)
        ]
        return Page(number, lines, 595, 842, scanned=True)

    content, starts, _, _ = assemble([page(0, 12.0), page(1, 8.0), page(2, 12.0)])
    assert content[starts[1] : starts[2]].count("trang 1") == 11
