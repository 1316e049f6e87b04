from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from lawreg import errors
from lawreg.model import Format
from lawreg.reading import ReadOptions, read_bytes

Make = Callable[..., bytes]
NO_OCR = ReadOptions(ocr=False)


def _lines(*rows: tuple[float, str], top: float = 760, size: float = 12) -> list[tuple[float, float, float, str]]:
    """Lines one under the other from (left edge, text)."""
    return [(x, top - 16 * i, size, text) for i, (x, text) in enumerate(rows)]


def _fill(text: str, width: int = 78) -> str:
    """A line as wide as the text column."""
    return (text + " và các quy định khác của pháp luật hiện hành có liên quan đến nội dung này đã ban hành")[
        :width
    ].rstrip()


LONG = _fill("Điều 1. Phê duyệt quy hoạch mạng lưới bến xe trên địa bàn tỉnh theo Luật")


def test_lines_become_paragraphs(make_pdf: Make) -> None:
    first = "Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý bến xe khách trên"
    page = _lines(
        (120, first),
        (84, "địa bàn tỉnh, áp dụng cho mọi tổ chức và cá nhân có hoạt động liên quan tới bến xe"),
        (84, "khách."),
        (120, "Điều 2. Quyết định này thay thế Quyết định số 12/2006/QĐ-UBND và Chỉ thị số 5/2007/CT-"),
        (84, "UBND của Ủy ban nhân dân tỉnh."),
        (120, "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành."),
    )
    text = read_bytes(make_pdf([page]), "a.pdf", options=NO_OCR)
    assert text.content.split("\n") == [
        "Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý bến xe khách trên địa bàn tỉnh, áp dụng cho "
        "mọi tổ chức và cá nhân có hoạt động liên quan tới bến xe khách.",
        "Điều 2. Quyết định này thay thế Quyết định số 12/2006/QĐ-UBND và Chỉ thị số 5/2007/CT-UBND của "
        "Ủy ban nhân dân tỉnh.",
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành.",
    ]
    assert (text.format, text.pages, text.page_starts) == (Format.PDF, 1, (0,))


def test_a_long_subject_stays_in_the_left_column(make_pdf: Make) -> None:
    left = ["UBND TỈNH SÔNG HÀN", "SỞ TƯ PHÁP", "Số: 412/STP-XDKT"]
    subject = ["V/v lập danh mục văn bản", "quy phạm pháp luật của Hội", "đồng nhân dân và Ủy ban", "nhân dân tỉnh hết hiệu lực",
               "trong năm 2016, gửi đăng", "Công báo của tỉnh"]  # fmt: skip
    page = [(60, 780 - 15 * i, 9, t) for i, t in enumerate([*left, *subject])]
    page += [(300, 780, 9, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (340, 765, 9, "Độc lập - Tự do - Hạnh phúc")]
    page += [(330, 735, 9, "Sông Hàn, ngày 06 tháng 01 năm 2017"), (150, 610, 9, "Kính gửi: Văn phòng Ủy ban nhân dân tỉnh.")]
    page += [(84, 590 - 16 * i, 9, _fill(f"{i}. Sở Tư pháp đề nghị các cơ quan gửi danh mục", 90)) for i in range(1, 9)]
    content = read_bytes(make_pdf([page]), "cong-van.pdf", options=NO_OCR).content
    printed = " ".join(content.split())
    assert " ".join(subject) in printed
    assert printed.index("gửi đăng Công báo của tỉnh") < printed.index("CỘNG HÒA") < printed.index("Kính gửi")


def test_letterhead_columns_come_one_after_the_other(make_pdf: Make) -> None:
    page = [
        (60.0, 780.0, 12.0, "HỘI ĐỒNG NHÂN DÂN"),
        (300.0, 780.0, 12.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (70.0, 764.0, 12.0, "TỈNH BÌNH MINH"),
        (330.0, 764.0, 12.0, "Độc lập - Tự do - Hạnh phúc"),
        (60.0, 740.0, 12.0, "Số: 08/2011/NQ-HĐND"),
        (320.0, 740.0, 12.0, "Bình Minh, ngày 15 tháng 7 năm 2011"),
        (250.0, 700.0, 12.0, "NGHỊ QUYẾT"),
        *_lines((120, "Điều 1. Thông qua mức thu học phí của các trường công lập năm học 2011 - 2012."), top=660),
        *_lines((120, "Điều 2. Nghị quyết này có hiệu lực từ ngày 01 tháng 8 năm 2011."), top=640),
    ]
    content = read_bytes(make_pdf([page]), "a.pdf", options=NO_OCR).content
    assert content.split("\n")[:7] == [
        "HỘI ĐỒNG NHÂN DÂN",
        "TỈNH BÌNH MINH",
        "Số: 08/2011/NQ-HĐND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Minh, ngày 15 tháng 7 năm 2011",
        "NGHỊ QUYẾT",
    ]


def test_gazette_heads_and_page_numbers_are_left_out_and_pages_join(make_pdf: Make) -> None:
    body = "Điều {}. Nội dung quy định thứ {} về quản lý, sử dụng đất lâm nghiệp ở các xã vùng cao."
    pages = []
    for n in range(4):
        head = f"CÔNG BÁO/Số 12 + 13/Ngày 05-8-2012 {n + 3}" if n % 2 else f"{n + 3} CÔNG BÁO/Số 12 + 13/Ngày 05-8-2012"
        rows = [(120.0, body.format(10 * n + i, i)) for i in range(5)]
        rows.append((120.0, "Ủy ban nhân dân các huyện có trách nhiệm phối hợp với Sở Nông nghiệp và Phát"))
        begin = [] if n == 0 else [(84.0, "triển nông thôn.")]
        pages.append([(150.0, 800.0, 12.0, head), *_lines(*begin, *rows), (290.0, 40.0, 12.0, str(n + 3))])
    text = read_bytes(make_pdf(pages), "a.pdf", options=NO_OCR)
    assert "CÔNG BÁO" not in text.content
    assert text.content.count("Phát triển nông thôn.") == 3
    assert text.pages == 4 and len(text.page_starts) == 4
    assert text.content[text.page_starts[1] :].startswith("triển nông thôn.\nĐiều 10.")
    assert not any(line.strip().isdigit() for line in text.content.split("\n"))


def test_ruled_tables_are_rows(make_pdf: Make) -> None:
    xs, ys = (80, 120, 300, 480), (600, 570, 530, 500)
    rules = [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]
    page = [
        *_lines((120, "Điều 1. Bãi bỏ các văn bản quy phạm pháp luật có tên trong danh mục sau đây:"), top=700),
        *_lines((120, "Danh mục này có hai văn bản do Ủy ban nhân dân tỉnh ban hành năm 2008, 2009."), top=684),
        (90.0, 580.0, 12.0, "TT"), (140.0, 580.0, 12.0, "Tên văn bản"), (320.0, 580.0, 12.0, "Ghi chú"),
        (90.0, 550.0, 12.0, "1"), (125.0, 555.0, 12.0, "Quyết định số"), (125.0, 540.0, 12.0, "11/2008/QĐ-UBND"),
        (320.0, 550.0, 12.0, "cả văn bản"), (90.0, 510.0, 12.0, "2"), (125.0, 510.0, 12.0, "Chỉ thị số 2/2009/CT-UBND"),
        *_lines((120, "Điều 2. Quyết định này có hiệu lực sau mười ngày kể từ ngày ký ban hành."), top=460),
    ]  # fmt: skip
    text = read_bytes(make_pdf([page], [rules]), "a.pdf", options=NO_OCR)
    (span,) = text.tables
    assert text.content[span.start : span.end].split("\n") == [
        "TT\tTên văn bản\tGhi chú",
        "1\tQuyết định số 11/2008/QĐ-UBND\tcả văn bản",
        "2\tChỉ thị số 2/2009/CT-UBND\t",
    ]
    assert text.content.index("Điều 1.") < span.start < span.end < text.content.index("Điều 2.")


def test_attached_files_are_named(make_pdf: Make) -> None:
    page = _lines(*[(84, _fill(f"Khoản {i} quy định về việc lưu trữ hồ sơ")) for i in range(6)])
    text = read_bytes(make_pdf([page], attached="phu-luc.xls"), "a.pdf", options=NO_OCR)
    (finding,) = [f for f in text.findings if f.code == "attached_files"]
    assert finding.params == {"count": 1, "names": "phu-luc.xls"}


def test_a_signature_stamp_is_no_text_layer(make_pdf: Make) -> None:
    stamp = _lines((300, "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ"), (300, "Email: thongtinchinhphu@chinhphu.vn"))
    for pages in ([stamp], [[]], [stamp, []]):
        with pytest.raises(errors.Unreadable) as caught:
            read_bytes(make_pdf(pages), "quet.pdf", options=NO_OCR)
        assert caught.value.finding.code == "no_text_layer"


def test_passwords_limits_and_damage(make_pdf: Make) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    made = canvas.Canvas(out, encrypt="mat-khau")
    made.drawString(100, 700, "x")
    made.save()
    whole = make_pdf([_lines((84, LONG))] * 3)
    cases = [
        (out.getvalue(), NO_OCR, {"encrypted_pdf"}),
        (whole, ReadOptions(max_pages=2), {"too_many_pages"}),
        (whole[:300], NO_OCR, {"damaged_pdf", "no_text_layer"}),
    ]
    for data, options, codes in cases:
        with pytest.raises(errors.Unreadable) as caught:
            read_bytes(data, "a.pdf", options=options)
        assert caught.value.finding.code in codes


def test_any_cut_is_read_or_set_aside(make_pdf: Make) -> None:
    whole = make_pdf([_lines((84, LONG), (84, LONG), (84, LONG))] * 2)
    for cut in range(0, len(whole), 211):
        try:
            read_bytes(whole[:cut] + b"\x00" * 3 + whole[cut + 3 :], "a.pdf", options=NO_OCR)
        except errors.Unreadable as e:
            assert e.finding.code
