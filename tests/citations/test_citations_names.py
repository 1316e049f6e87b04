"""Names of laws that were missed or cut: after "quy định", of lawyers, of many laws over two lines, with quotes."""

from __future__ import annotations

import pytest

from lawreg.extraction import names


def found(text: str) -> list[str]:
    return [m.name for m in names.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("thực hiện theo quy định Luật Đất đai và văn bản hướng dẫn", "Luật Đất đai"),
        ("bị sa thải theo quy định Bộ luật Lao động.", "Bộ luật Lao động"),
        ("hành nghề theo quy định của Luật Luật sư.", "Luật Luật sư"),
        ("Căn cứ Luật luật sư số 65/2006/QH11;", "Luật luật sư"),
        (
            "theo quy định tại Pháp lệnh Quy định danh hiệu vinh dự \nNhà nước “Bà mẹ Việt Nam anh hùng” ngày 29/8/1994",
            "Pháp lệnh Quy định danh hiệu vinh dự Nhà nước “Bà mẹ Việt Nam anh hùng”",
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy \nhoạch ngày 20 tháng 11 năm 2018;",
            "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch",
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của 37 Luật có\nliên quan đến quy hoạch;",
            "Luật sửa đổi, bổ sung một số điều của 37 Luật có liên quan đến quy hoạch",
        ),
        ("thay cụm từ “Luật Đầu tư” công khai", "Luật Đầu tư"),
        ("theo khoản 4 Điều 11 của Luật PPP, nhà đầu tư phải thuyết minh", "Luật PPP"),
        ("quy định chi tiết Luật PPP giao ký kết hợp đồng", "Luật PPP"),
        ("quy hoạch đường bộ\nLuật Đất đai", "Luật Đất đai"),
        ("trong bộ Luật Dân sự", "Bộ Luật Dân sự"),
        ("thi hành Pháp lệnh Bảo vệ công trình giao thông đối với bến đò", "Pháp lệnh Bảo vệ công trình giao thông"),
        ("theo Luật Bến thuyền Thông tư số 2/2031/TT-BXD", "Luật Bến thuyền"),
    ],
)
def test_the_whole_name_is_read(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "theo quy định luật này và điều lệ",
        "theo quy định Luật này",
        "định luật Bảo toàn năng lượng",
        "Hội đồng Luật sư toàn quốc",
        "Luật sư Nguyễn Văn An trình bày",
        "Trường Đại học Luật Hà Nội",
        "trình dự án Luật Luật sư",
    ],
)
def test_what_is_no_law(text: str) -> None:
    assert found(text) == []
