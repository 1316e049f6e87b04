from __future__ import annotations

import pytest

from lawreg.model import Format
from lawreg.reading import read_bytes


def _read(html: str) -> str:
    return read_bytes(html.encode(), "a.html").content


def test_words_cut_by_inline_tags_are_joined_and_blocks_are_lines() -> None:
    html = """<html><body><p>Quyế<span>t</span> đị<b>nh</b> số
        <i>12</i>/2014/<font>QĐ</font>-UBND</p><div>Điều&nbsp;1.<br>Nội dung</div></body></html>"""
    assert _read(html) == "Quyết định số 12/2014/QĐ-UBND\nĐiều 1.\nNội dung"


def test_layout_tables_are_written_cell_after_cell() -> None:
    html = """<body><table><tr><td><p>HỘI ĐỒNG NHÂN DÂN</p><p>TỈNH BÌNH MINH</p></td>
      <td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p></td></tr>
      <tr><td>Số: 03/2013/NQ-HĐND</td><td>Bình Minh, ngày 12 tháng 7 năm 2013</td></tr></table>
      <p>NGHỊ QUYẾT</p><p>Về phí và lệ phí</p></body>"""
    assert _read(html).split("\n") == [
        "HỘI ĐỒNG NHÂN DÂN",
        "TỈNH BÌNH MINH",
        "Số: 03/2013/NQ-HĐND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Minh, ngày 12 tháng 7 năm 2013",
        "NGHỊ QUYẾT",
        "Về phí và lệ phí",
    ]


def test_data_tables_are_rows_with_tabs_and_their_span_is_given() -> None:
    html = """<body><p>Danh mục</p><table><tr><th>STT</th><th>Văn bản</th></tr>
      <tr><td>1</td><td><p>Quyết định số</p><p>05/2010/QĐ-UBND</p></td></tr><tr><td>2</td><td></td></tr></table>
      <p>Hết</p></body>"""
    text = read_bytes(html.encode(), "a.html")
    assert text.content == "Danh mục\nSTT\tVăn bản\n1\tQuyết định số 05/2010/QĐ-UBND\n2\t\nHết"
    (span,) = text.tables
    assert text.content[span.start : span.end] == "STT\tVăn bản\n1\tQuyết định số 05/2010/QĐ-UBND\n2\t"


def test_scripts_hidden_parts_and_furniture_are_left_out() -> None:
    body = "".join(
        f"<p>Điều {i}. Quy định thứ {i} về quản lý và sử dụng nhà công vụ trên địa bàn tỉnh.</p>" for i in range(1, 30)
    )
    html = f"""<html><body><header><a href=/>Trang chủ</a><a href=/b>Văn bản</a></header>
      <nav><ul><li><a href=x>Tin tức</a></li></ul></nav><script>document.write('xấu')</script>
      <div class=left><a href=1>Văn bản mới</a><a href=2>Văn bản liên quan</a></div>
      <div class=main><div class=text>{body}<p style="display:none">ẩn</p></div></div>
      <footer>Bản quyền thuộc về cổng thông tin</footer></body></html>"""
    lines = _read(html).split("\n")
    assert lines[0].startswith("Điều 1.") and lines[-1].startswith("Điều 29.")
    assert len(lines) == 29


def test_page_metadata_is_claims_not_text() -> None:
    body = "".join(f"<p>Điều {i}. Nội dung quy định về mức thu phí.</p>" for i in range(1, 20))
    html = f"""<html><head><link rel=canonical href="https://vi.example/van-ban/7"></head><body><nav><a>x</a></nav>
      <table><tr><td>Số ký hiệu</td><td>07/2013/QĐ-UBND</td></tr><tr><td>Ngày ban hành:</td><td>05/3/2013</td></tr>
      <tr><td>Tình trạng hiệu lực</td><td>Hết hiệu lực</td></tr></table>
      <div class="toanvancontent">{body}</div></body></html>"""
    text = read_bytes(html.encode(), "a.html")
    assert text.claims["number"] == "07/2013/QĐ-UBND"
    assert text.claims["issued"] == "2013-03-05"
    assert text.claims["status"] == "Hết hiệu lực"
    assert "Tình trạng" not in text.content
    assert text.format is Format.HTML


def test_saved_single_file_page_and_old_charsets() -> None:
    page = "<html><body><p>Chỉ thị về phòng, chống lụt bão</p></body></html>"
    mht = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html;"
        " charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + "\r\n--B--\r\n"
    )
    assert read_bytes(mht.encode(), "a.doc").content == "Chỉ thị về phòng, chống lụt bão"
    tcvn = b'<html><meta charset="x-user-defined"><body><p>'
    tcvn += "ChØ thÞ cña Chñ tÞch Uû ban nh©n d©n tØnh vÒ phßng, chèng lôt b·o".encode("latin-1") + b"</p></body>"
    assert read_bytes(tcvn, "a.htm").content == "Chỉ thị của Chủ tịch Uỷ ban nhân dân tỉnh về phòng, chống lụt bão"


def test_deep_nesting_is_survived() -> None:
    html = "<html><body>" + "<div>" * 3000 + "sâu" + "</div>" * 3000
    try:
        assert "sâu" in _read(html)
    except Exception as e:
        assert getattr(e, "finding", None) is not None and e.finding.code == "too_complex"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Thông tư số 12/2021/TT-BYT quy định về khám bệnh", "12/2021/TT-BYT"),
        ("NGHỊ QUYẾT SỐ 5/NQ-HĐND về giá đất", "5/NQ-HĐND"),
        ("Luật Cây trồng và Nghị định số 3/2020/NĐ-CP", None),  # not the number of this document
    ],
)
def test_the_number_in_a_page_heading_is_a_claim(heading: str, number: str | None) -> None:
    body = "".join(
        f"<p>Điều {n}. Nội dung của điều này nói về trồng trọt và chăn nuôi trong tỉnh.</p>" for n in range(1, 9)
    )
    page = f'<html><body><h1 class="x-lawDocumentHeader_title__y">{heading}</h1><div class="preview-content">{body}</div></body></html>'
    assert read_bytes(page.encode(), "trang.html").claims.get("number") == number


def test_inline_elements_hidden_ones_and_line_breaks_in_paragraphs() -> None:
    page = (
        "<html><body><p>Điều <b>1</b>. Phạm <span style='color:red'>vi</span></p>"
        "<p>Một<br>hai <span style='DISPLAY: none'>ba</span>bốn</p>"
        "<p>Năm <span hidden>sáu</span>bảy<!-- tám --><script>chín</script></p>"
        "<table><tr><td>a <i>b</i></td><td style='display:none'>c</td></tr><tr><td>d<p>e</p></td><td>f</td></tr></table></body></html>"
    )
    lines = read_bytes(page.encode(), "trang.html").content.split("\n")
    assert lines[:3] == ["Điều 1. Phạm vi", "Một", "hai bốn"]
    assert lines[3] == "Năm bảy"
