"""The 25 traps of the field, each through files and the command line: documents are written, ingested, asked about."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
ORGANS = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN", "CT": "CHỦ TỊCH ỦY BAN NHÂN DÂN"}
KINDS = {"QĐ": "QUYẾT ĐỊNH", "NQ": "NGHỊ QUYẾT", "CT": "CHỈ THỊ"}
IN_10_DAYS = "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký."


def act(number: str, issued: str, title: str, *articles: str, place: str = "TỈNH ĐẮK LẮK", organ: str = "UBND",
        basis: str = "", above: str = "", after: str = "", kind: str | None = None) -> str:  # fmt: skip
    """The plain text of one local act; ``articles`` without their "Điều n."."""
    d = date.fromisoformat(issued)
    code = number.rsplit("/", 1)[-1].split("-")[0]
    name = kind or KINDS[code]
    body = f"{ORGANS[organ]} {place}"
    lines = [
        ORGANS[organ], place, "-------", f"Số: {number}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "---------------",
        f"{place.split(' ', 1)[1].title()}, ngày {d.day:02d} tháng {d.month:02d} năm {d.year}", "", above, name, title,
        "", body, "",
        "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;", basis,
        "Xét đề nghị của Giám đốc Sở Tài chính,", "", "QUYẾT NGHỊ:" if code == "NQ" else "QUYẾT ĐỊNH:", "",
        *(f"Điều {i}. {text}" for i, text in enumerate(articles, 1)), "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
        "CHỦ TỊCH" if organ != "UBND" else "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "", "Y Blang Niê", "", after,
    ]  # fmt: skip
    return "\n".join(line for line in lines if line is not None) + "\n"


def plain(number: str, issued: str, title: str, last: str = IN_10_DAYS, **more: str) -> str:
    """An act with two articles of its own and its entry into force."""
    return act(number, issued, title, "Mức thu là 20.000 đồng một lần.", "Đối tượng nộp là tổ chức, cá nhân.",
               "Tổ chức thực hiện. Giao Sở Tài chính hướng dẫn.", last, **more)  # fmt: skip


def ending(number: str, issued: str, title: str, clause: str, last: str = IN_10_DAYS, **more: str) -> str:
    """An act whose first article does something to others."""
    return act(number, issued, title, clause, last, **more)


FROM_2016 = "Quyết định này có hiệu lực kể từ ngày 01 tháng 01 năm 2016 và thay thế "
OF_COMMITTEE = "của Ủy ban nhân dân tỉnh"

DOCUMENTS: dict[str, str] = {
    # 1: one number, several documents
    "t01-a": plain("12/2014/QĐ-UBND", "2014-04-02", "Quy định mức thu phí chợ trên địa bàn tỉnh"),
    "t01-b": plain("12/2014/QĐ-UBND", "2014-05-06", "Quy định mức thu phí bến bãi trên địa bàn tỉnh",
                   place="TỈNH PHÚ YÊN"),
    "t01-c": plain("12/2025/QĐ-UBND", "2025-03-10", "Quy định về quản lý nghĩa trang trên địa bàn tỉnh"),
    "t01-d": plain("012/2025/QĐ-UBND", "2025-09-10", "Quy định về quản lý công viên cây xanh trên địa bàn tỉnh"),
    "t01-e": ending("15/2015/QĐ-UBND", "2015-06-01", "Về việc bãi bỏ Quyết định số 12/2014/QĐ-UBND",
                    f"Bãi bỏ Quyết định số 12/2014/QĐ-UBND ngày 02 tháng 4 năm 2014 {OF_COMMITTEE} quy định mức thu "
                    "phí chợ trên địa bàn tỉnh."),
    "t01-f": plain("413/2014/QĐ-UBND", "2014-11-03", "Quy định về giao thông nông thôn trên địa bàn tỉnh"),
    "t01-g": act("413/QĐ-UBND", "2014-03-04", "Về việc phê duyệt kết quả đấu thầu gói thầu số 2",
                 "Phê duyệt kết quả đấu thầu gói thầu số 2.", "Quyết định này có hiệu lực kể từ ngày ký."),
    # 2: typed variants, and two documents one slip apart
    "t02-a": plain("21/2013/QĐ-UBND", "2013-06-05", "Quy định về thoát nước đô thị trên địa bàn tỉnh"),
    "t02-b": plain("02/2013/QĐ-UBND", "2013-02-05", "Quy định về chiếu sáng đô thị trên địa bàn tỉnh"),
    "t02-c": plain("20/2013/QĐ-UBND", "2013-06-03", "Quy định về cây xanh đô thị trên địa bàn tỉnh"),
    "t02-d": ending("40/2014/QĐ-UBND", "2014-12-01", "Về việc bãi bỏ một số văn bản quy phạm pháp luật",
                    f"Bãi bỏ các văn bản sau đây:\n1. Quyết định số 21 /2013/ QÐ-UBND ngày 05/6/2013 {OF_COMMITTEE};\n"
                    f"2. Quyết định số 2/2013/QĐ-UBND ngày 05 tháng 02 năm 2013 {OF_COMMITTEE}."),
    # 3: amended twice, the later signed one earlier in effect
    "t03-a": plain("30/2010/QĐ-UBND", "2010-05-05", "Quy định mức hỗ trợ khuyến nông trên địa bàn tỉnh"),
    "t03-b": ending("31/2011/QĐ-UBND", "2011-05-05", "Sửa đổi Điều 1 Quyết định số 30/2010/QĐ-UBND",
                    f"Sửa đổi Điều 1 Quyết định số 30/2010/QĐ-UBND ngày 05 tháng 5 năm 2010 {OF_COMMITTEE} như sau:\n"
                    "“Điều 1. Mức thu là 30.000 đồng một lần.”",
                    "Quyết định này có hiệu lực kể từ ngày 01 tháng 01 năm 2012."),
    "t03-c": ending("32/2011/QĐ-UBND", "2011-08-08", "Sửa đổi Điều 1 Quyết định số 30/2010/QĐ-UBND",
                    f"Sửa đổi Điều 1 Quyết định số 30/2010/QĐ-UBND ngày 05 tháng 5 năm 2010 {OF_COMMITTEE} như sau:\n"
                    "“Điều 1. Mức thu là 25.000 đồng một lần.”",
                    "Quyết định này có hiệu lực kể từ ngày 01 tháng 9 năm 2011."),
    # 4: an amendment falls with its only base, one of two bases stays
    "t04-a": plain("41/2009/QĐ-UBND", "2009-02-02", "Quy định về phân cấp quản lý tài sản trên địa bàn tỉnh"),
    "t04-b": plain("42/2009/QĐ-UBND", "2009-02-03", "Quy định về phân cấp quản lý đầu tư trên địa bàn tỉnh"),
    "t04-c": ending("43/2010/QĐ-UBND", "2010-02-02", "Sửa đổi Điều 2 Quyết định số 41/2009/QĐ-UBND",
                    f"Sửa đổi Điều 2 Quyết định số 41/2009/QĐ-UBND ngày 02 tháng 02 năm 2009 {OF_COMMITTEE} như sau:\n"
                    "“Điều 2. Đối tượng nộp là tổ chức.”"),
    "t04-d": act("44/2010/QĐ-UBND", "2010-03-02",
                 "Sửa đổi Quyết định số 41/2009/QĐ-UBND và Quyết định số 42/2009/QĐ-UBND",
                 f"Sửa đổi Điều 3 Quyết định số 41/2009/QĐ-UBND ngày 02 tháng 02 năm 2009 {OF_COMMITTEE} như sau:\n"
                 "“Điều 3. Giao Sở Kế hoạch và Đầu tư hướng dẫn.”",
                 f"Sửa đổi Điều 3 Quyết định số 42/2009/QĐ-UBND ngày 03 tháng 02 năm 2009 {OF_COMMITTEE} như sau:\n"
                 "“Điều 3. Giao Sở Kế hoạch và Đầu tư hướng dẫn.”", IN_10_DAYS),
    "t04-e": plain("45/2012/QĐ-UBND", "2012-06-06", "Quy định về phân cấp quản lý tài sản công trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 7 năm 2012 và thay thế Quyết định số "
                   f"41/2009/QĐ-UBND ngày 02 tháng 02 năm 2009 {OF_COMMITTEE}."),
    # 5: "đã được sửa đổi, bổ sung" tells history
    "t05-a": plain("51/2009/QĐ-UBND", "2009-03-02", "Quy định về quản lý đường đô thị trên địa bàn tỉnh"),
    "t05-b": plain("52/2011/QĐ-UBND", "2011-03-02", "Quy định về quản lý đường tỉnh trên địa bàn tỉnh"),
    "t05-c": plain("53/2013/QĐ-UBND", "2013-03-04", "Quy định về quản lý đường bộ trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 4 năm 2013 và thay thế Quyết định số "
                   f"51/2009/QĐ-UBND ngày 02 tháng 3 năm 2009 {OF_COMMITTEE} đã được sửa đổi, bổ sung theo Quyết định "
                   f"số 52/2011/QĐ-UBND ngày 02 tháng 3 năm 2011 {OF_COMMITTEE}."),
    # 6: repeal of a repeal, of a suspension
    "t06-a": plain("60/2008/QĐ-UBND", "2008-03-03", "Quy định về quản lý giết mổ gia súc trên địa bàn tỉnh"),
    "t06-b": ending("61/2010/QĐ-UBND", "2010-03-03", "Về việc bãi bỏ Quyết định số 60/2008/QĐ-UBND",
                    f"Bãi bỏ Quyết định số 60/2008/QĐ-UBND ngày 03 tháng 3 năm 2008 {OF_COMMITTEE}."),
    "t06-c": ending("62/2012/QĐ-UBND", "2012-03-05", "Về việc bãi bỏ Quyết định số 61/2010/QĐ-UBND",
                    f"Bãi bỏ Quyết định số 61/2010/QĐ-UBND ngày 03 tháng 3 năm 2010 {OF_COMMITTEE}."),
    "t06-d": plain("63/2008/QĐ-UBND", "2008-04-03", "Quy định về quản lý lò gạch trên địa bàn tỉnh"),
    "t06-e": ending("64/2010/QĐ-UBND", "2010-04-05", "Về việc ngưng hiệu lực Quyết định số 63/2008/QĐ-UBND",
                    f"Ngưng hiệu lực thi hành Quyết định số 63/2008/QĐ-UBND ngày 03 tháng 4 năm 2008 {OF_COMMITTEE} từ "
                    "ngày 01 tháng 5 năm 2010 đến hết ngày 31 tháng 12 năm 2012."),
    "t06-f": ending("65/2011/QĐ-UBND", "2011-04-05", "Về việc bãi bỏ Quyết định số 64/2010/QĐ-UBND",
                    f"Bãi bỏ Quyết định số 64/2010/QĐ-UBND ngày 05 tháng 4 năm 2010 {OF_COMMITTEE}."),
    # 7: in part, then whole
    "t07-a": plain("70/2008/QĐ-UBND", "2008-05-05", "Quy định về vệ sinh môi trường trên địa bàn tỉnh"),
    "t07-b": ending("71/2013/QĐ-UBND", "2013-05-06", "Về việc bãi bỏ Điều 2 Quyết định số 70/2008/QĐ-UBND",
                    f"Bãi bỏ Điều 2 Quyết định số 70/2008/QĐ-UBND ngày 05 tháng 5 năm 2008 {OF_COMMITTEE}."),
    "t07-c": plain("72/2015/QĐ-UBND", "2015-05-06", "Quy định về bảo vệ môi trường trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 6 năm 2015 và thay thế Quyết định số "
                   f"70/2008/QĐ-UBND ngày 05 tháng 5 năm 2008 {OF_COMMITTEE}."),
    # 8: the replacing act was annulled before its day
    "t08-a": plain("80/2009/QĐ-UBND", "2009-06-05", "Quy định về giá nước sạch trên địa bàn tỉnh"),
    "t08-b": plain("81/2014/QĐ-UBND", "2014-06-05", "Quy định về giá nước sinh hoạt trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 01 năm 2015 và thay thế Quyết định số "
                   f"80/2009/QĐ-UBND ngày 05 tháng 6 năm 2009 {OF_COMMITTEE}."),
    "t08-c": ending("82/2014/QĐ-UBND", "2014-10-05", "Về việc bãi bỏ Quyết định số 81/2014/QĐ-UBND",
                    f"Bãi bỏ Quyết định số 81/2014/QĐ-UBND ngày 05 tháng 6 năm 2014 {OF_COMMITTEE}."),
    # 9: signed in December, in force from January
    "t09-a": plain("90/2010/QĐ-UBND", "2010-06-07", "Quy định về đơn giá bồi thường cây trồng trên địa bàn tỉnh"),
    "t09-b": plain("91/2015/QĐ-UBND", "2015-12-15", "Quy định về bồi thường, hỗ trợ cây trồng trên địa bàn tỉnh",
                   f"{FROM_2016}Quyết định số 90/2010/QĐ-UBND ngày 07 tháng 6 năm 2010 {OF_COMMITTEE}."),
    # 10 and 17: detailing documents
    "t10-a": plain("03/2013/NQ-HĐND", "2013-07-05", "Về chính sách hỗ trợ hộ nghèo làm nhà ở", organ="HĐND",
                   last="Giao Ủy ban nhân dân tỉnh quy định chi tiết Điều 1 Nghị quyết này. Nghị quyết này có hiệu lực "
                   "sau 10 ngày kể từ ngày thông qua."),
    "t10-b": plain("04/2013/NQ-HĐND", "2013-07-06", "Về chính sách hỗ trợ hộ nghèo khoan giếng", organ="HĐND",
                   last="Giao Ủy ban nhân dân tỉnh quy định chi tiết Điều 1 Nghị quyết này. Nghị quyết này có hiệu lực "
                   "sau 10 ngày kể từ ngày thông qua."),
    "t10-c": plain("33/2013/QĐ-UBND", "2013-09-05", "Quy định chi tiết Điều 1 Nghị quyết số 03/2013/NQ-HĐND ngày 05 "
                   "tháng 7 năm 2013 của Hội đồng nhân dân tỉnh về chính sách hỗ trợ hộ nghèo làm nhà ở"),
    "t10-d": plain("34/2013/QĐ-UBND", "2013-09-06", "Quy định chi tiết Nghị quyết số 03/2013/NQ-HĐND ngày 05 tháng 7 "
                   "năm 2013 và Nghị quyết số 04/2013/NQ-HĐND ngày 06 tháng 7 năm 2013 của Hội đồng nhân dân tỉnh"),
    "t10-e": plain("35/2013/QĐ-UBND", "2013-09-09", "Quy định chi tiết Điều 2 Nghị quyết số 03/2013/NQ-HĐND ngày 05 "
                   "tháng 7 năm 2013 của Hội đồng nhân dân tỉnh về chính sách hỗ trợ hộ nghèo làm nhà ở"),
    "t10-f": act("900/QĐ-UBND", "2017-05-10", "Về việc tiếp tục có hiệu lực của Quyết định số 35/2013/QĐ-UBND",
                 f"Quyết định số 35/2013/QĐ-UBND ngày 09 tháng 9 năm 2013 {OF_COMMITTEE} tiếp tục có hiệu lực thi hành "
                 "cho đến khi có văn bản thay thế.", "Quyết định này có hiệu lực kể từ ngày ký."),
    "t10-g": plain("36/2013/QĐ-UBND", "2013-09-10", "Quy định mức vay vốn làm nhà ở trên địa bàn tỉnh",
                   basis="Căn cứ Nghị quyết số 03/2013/NQ-HĐND ngày 05 tháng 7 năm 2013 của Hội đồng nhân dân tỉnh về "
                   "chính sách hỗ trợ hộ nghèo làm nhà ở;"),
    "t10-h": ending("08/2017/NQ-HĐND", "2017-07-10", "Về việc bãi bỏ Nghị quyết số 03/2013/NQ-HĐND",
                    "Bãi bỏ Nghị quyết số 03/2013/NQ-HĐND ngày 05 tháng 7 năm 2013 của Hội đồng nhân dân tỉnh.",
                    "Nghị quyết này có hiệu lực kể từ ngày 01 tháng 8 năm 2017.", organ="HĐND"),
    # 11: a blanket clause names nobody
    "t11-a": plain("110/2012/QĐ-UBND", "2012-08-06", "Quy định về quản lý chợ nông thôn trên địa bàn tỉnh",
                   f"{IN_10_DAYS} Các quy định trước đây trái với Quyết định này đều bãi bỏ."),
    # 12: exceptions
    "t12-a": plain("120/2009/QĐ-UBND", "2009-09-07", "Quy định về thi đua khen thưởng trên địa bàn tỉnh"),
    "t12-b": plain("121/2009/QĐ-UBND", "2009-09-08", "Quy định về quỹ nhà ở công vụ trên địa bàn tỉnh"),
    "t12-c": act("122/2014/QĐ-UBND", "2014-09-08", "Quy định về khen thưởng và nhà ở công vụ trên địa bàn tỉnh",
                 "Mức thưởng là một lần mức lương cơ sở.",
                 "Quyết định này có hiệu lực kể từ ngày 01 tháng 10 năm 2014.\n"
                 f"1. Quyết định số 120/2009/QĐ-UBND ngày 07 tháng 9 năm 2009 {OF_COMMITTEE} hết hiệu lực kể từ ngày "
                 "Quyết định này có hiệu lực, trừ quy định tại Điều 2 của Quyết định số 120/2009/QĐ-UBND.\n"
                 f"2. Quyết định số 121/2009/QĐ-UBND ngày 08 tháng 9 năm 2009 {OF_COMMITTEE} hết hiệu lực kể từ ngày "
                 "Quyết định này có hiệu lực, trừ Điều 2 tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2015."),
    # 13: own end dates
    "t13-a": plain("130/2011/QĐ-UBND", "2011-01-04", "Quy định mức hỗ trợ giống lúa lai trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và hết hiệu lực kể từ ngày 01 tháng 01 năm "
                   "2014."),
    "t13-b": plain("131/2011/QĐ-UBND", "2011-01-05", "Quy định mức hỗ trợ giống ngô lai trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và được thực hiện đến hết ngày 31 tháng 12 năm "
                   "2013."),
    "t13-c": ending("132/2013/QĐ-UBND", "2013-10-07", "Về việc kéo dài thời hạn áp dụng Quyết định số 131/2011/QĐ-UBND",
                    "Kéo dài thời hạn áp dụng Quyết định số 131/2011/QĐ-UBND ngày 05 tháng 01 năm 2011 "
                    f"{OF_COMMITTEE} đến hết ngày 31 tháng 12 năm 2015."),
    # 14: administrative acts
    "t14-a": plain("140/2010/QĐ-UBND", "2010-10-07", "Quy định về quản lý vỉa hè trên địa bàn tỉnh"),
    "t14-b": plain("141/2010/QĐ-UBND", "2010-10-08", "Quy định về quản lý bãi đỗ xe trên địa bàn tỉnh"),
    "t14-c": ending("777/QĐ-UBND", "2013-10-08", "Về việc bãi bỏ Quyết định số 140/2010/QĐ-UBND",
                    f"Bãi bỏ Quyết định số 140/2010/QĐ-UBND ngày 07 tháng 10 năm 2010 {OF_COMMITTEE}.",
                    "Quyết định này có hiệu lực kể từ ngày ký."),
    "t14-d": ending("2688/QĐ-UBND", "2025-11-18", "Về việc bãi bỏ văn bản của Ủy ban nhân dân tỉnh Đắk Lắk (cũ)",
                    "Bãi bỏ Quyết định số 141/2010/QĐ-UBND ngày 08 tháng 10 năm 2010 của Ủy ban nhân dân tỉnh Đắk Lắk "
                    "(cũ) quy định về quản lý bãi đỗ xe trên địa bàn tỉnh do sắp xếp đơn vị hành chính.",
                    "Quyết định này có hiệu lực kể từ ngày ký."),
    "t14-e": plain("142/2010/QĐ-UBND", "2010-10-11", "Quy định về quản lý hè phố đi bộ trên địa bàn tỉnh"),
    "t14-f": act("300/QĐ-UBND", "2015-01-26", "Về việc công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực toàn bộ "
                 "năm 2014", "Công bố kèm theo Quyết định này Danh mục văn bản quy phạm pháp luật hết hiệu lực toàn bộ "
                 "năm 2014.", "Quyết định này có hiệu lực kể từ ngày ký.", organ="CT",
                 after="DANH MỤC\nVăn bản quy phạm pháp luật hết hiệu lực toàn bộ năm 2014\n"
                 "STT\tSố, ký hiệu\tNgày ban hành\tTrích yếu\tLý do hết hiệu lực\tNgày hết hiệu lực\n"
                 "1\t142/2010/QĐ-UBND\t11/10/2010\tQuy định về quản lý hè phố đi bộ\tĐược thay thế bởi Quyết định số "
                 "66/2014/QĐ-UBND\t01/10/2014\nTổng số: 01 văn bản."),
    # 15: attached regulation; quoted blocks
    "t15-a": act("150/2010/QĐ-UBND", "2010-11-08", "Ban hành Quy chế quản lý công sở trên địa bàn tỉnh",
                 "Ban hành kèm theo Quyết định này Quy chế quản lý công sở.", IN_10_DAYS, "Chánh Văn phòng chịu trách "
                 "nhiệm thi hành Quyết định này.",
                 after="QUY CHẾ\nQuản lý công sở\n(Ban hành kèm theo Quyết định số 150/2010/QĐ-UBND ngày 08 tháng 11 năm "
                 "2010 của Ủy ban nhân dân tỉnh)\nĐiều 1. Phạm vi\nQuy chế này áp dụng cho cơ quan hành chính.\nĐiều 2. "
                 "Giờ làm việc\nLàm việc theo giờ hành chính.\nĐiều 4. Trang phục\n1. Mặc lịch sự.\n2. Đeo thẻ công "
                 "chức.\nĐiều 5. Điều khoản thi hành\nVăn phòng theo dõi thực hiện."),
    "t15-b": ending("151/2012/QĐ-UBND", "2012-11-08", "Sửa đổi Quy chế quản lý công sở ban hành kèm theo Quyết định số "
                    "150/2010/QĐ-UBND", "Bãi bỏ khoản 2 Điều 4 của Quy chế quản lý công sở ban hành kèm theo Quyết định "
                    f"số 150/2010/QĐ-UBND ngày 08 tháng 11 năm 2010 {OF_COMMITTEE}."),
    "t15-c": plain("152/2010/QĐ-UBND", "2010-11-09", "Quy định về phòng cháy chữa cháy rừng trên địa bàn tỉnh"),
    "t15-d": plain("153/2010/QĐ-UBND", "2010-11-10", "Quy định về quản lý lâm sản phụ trên địa bàn tỉnh"),
    "t15-e": ending("154/2012/QĐ-UBND", "2012-12-10", "Sửa đổi Điều 4 Quyết định số 153/2010/QĐ-UBND",
                    f"Sửa đổi Điều 4 Quyết định số 153/2010/QĐ-UBND ngày 10 tháng 11 năm 2010 {OF_COMMITTEE} như sau:\n"
                    "“Điều 4. Quyết định này thay thế Quyết định số 152/2010/QĐ-UBND ngày 09 tháng 11 năm 2010 "
                    f"{OF_COMMITTEE}.”"),
    # 16: what is no new document
    "t16-a": "DỰ THẢO\n" + act("160/2010/QĐ-UBND", "2010-12-08", "Quy định về bán đấu giá tài sản", "Nội dung.",
                                IN_10_DAYS).replace("ngày 08 tháng 12 năm 2010", "ngày     tháng     năm 2010"),
    "t16-b": act("161/QĐ-UBND", "2013-12-09", "Về việc đính chính Quyết định số 153/2010/QĐ-UBND",
                 "Đính chính lỗi kỹ thuật tại Điều 1 Quyết định số 153/2010/QĐ-UBND ngày 10 tháng 11 năm 2010 "
                 f"{OF_COMMITTEE}: “20.000” sửa thành “22.000”.", "Quyết định này có hiệu lực kể từ ngày ký."),
    # 19: the National Assembly's laws and resolutions share one series
    "t19-a": "\n".join([
        "QUỐC HỘI", "-------", "Nghị quyết số: 43/2022/QH15", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 11 tháng 01 năm 2022", "", "NGHỊ QUYẾT",
        "VỀ CHÍNH SÁCH HỖ TRỢ MẪU", "", "QUỐC HỘI", "", "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        "QUYẾT NGHỊ:", "Điều 1. Phạm vi", "Nghị quyết này quy định chính sách hỗ trợ mẫu.", "Điều 2. Hiệu lực",
        "Nghị quyết này có hiệu lực thi hành từ ngày 11 tháng 01 năm 2022.", "", "CHỦ TỊCH QUỐC HỘI", "", "Trần Mẫu",
    ]),
    # 20: spellings of one issuer
    "t20-a": plain("200/2012/QĐ-UBND", "2012-05-07", "Quy định về khai thác cát sông trên địa bàn tỉnh",
                   place="TỈNH ĐĂK LĂK").replace("ỦY BAN NHÂN DÂN\n", "UỶ BAN NHÂN DÂN\n"),
    "t20-b": ending("201/2014/QĐ-UBND", "2014-05-07", "Về việc bãi bỏ Quyết định số 200/2012/QĐ-UBND",
                    "Bãi bỏ Quyết định số 200/2012/QĐ-UBND ngày 07/5/2012 của Uỷ ban nhân dân tỉnh Đắc Lắc quy định về "
                    "khai thác cát sông."),
    # 21: directives
    "t21-a": act("05/2015/CT-UBND", "2015-03-09", "Về việc tăng cường quản lý bảo vệ rừng trên địa bàn tỉnh",
                 "Các sở, ban, ngành tăng cường kiểm tra.", "Chỉ thị này có hiệu lực sau 10 ngày kể từ ngày ký."),
    "t21-b": act("05/CT-UBND", "2017-03-09", "Về việc tăng cường phòng cháy, chữa cháy rừng mùa khô",
                 "Các sở, ban, ngành tăng cường kiểm tra.", "Chỉ thị này có hiệu lực kể từ ngày ký."),
    # 22: an administrative resolution that has a year by habit
    "t22-a": act("12/2013/NQ-HĐND", "2013-12-20", "Về việc bầu bổ sung Ủy viên Ủy ban nhân dân tỉnh",
                 "Bầu ông Y Thịnh Niê giữ chức Ủy viên Ủy ban nhân dân tỉnh.", "Nghị quyết này có hiệu lực kể từ ngày "
                 "thông qua.", organ="HĐND"),
    # 23: dates in the wrong order
    "t23-a": plain("230/2014/QĐ-UBND", "2014-08-20", "Quy định về quản lý bến xe khách trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 7 năm 2014."),
    "t23-b": plain("231/2014/QĐ-UBND", "2014-08-21", "Quy định về quản lý xe điện trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 10 năm 2014 và hết hiệu lực kể từ ngày 01 tháng 01 "
                   "năm 2013."),
    # 24: a clause that follows whatever replaces what is cited
    "t24-a": act("240/2011/QĐ-UBND", "2011-06-06", "Quy định về quản lý lao động thời vụ trên địa bàn tỉnh",
                 "Mức hỗ trợ thực hiện theo Quyết định số 90/2010/QĐ-UBND ngày 07 tháng 6 năm 2010 của Ủy ban nhân dân "
                 "tỉnh.", "Trường hợp các văn bản dẫn chiếu tại Quyết định này được sửa đổi, bổ sung hoặc thay thế thì áp "
                 "dụng theo quy định mới.", IN_10_DAYS),
    "t24-b": act("241/2011/QĐ-UBND", "2011-06-07", "Quy định về quản lý lao động cơ sở trên địa bàn tỉnh",
                 "Mức hỗ trợ thực hiện theo Quyết định số 90/2010/QĐ-UBND ngày 07 tháng 6 năm 2010 của Ủy ban nhân dân "
                 "tỉnh.", IN_10_DAYS),
    # 25: secret documents
    "t25-a": plain("250/2012/QĐ-UBND", "2012-07-09", "Quy định về công tác cơ yếu trên địa bàn tỉnh", above="MẬT"),
    # territory: one subject in two old provinces; staged entry into force
    "t26-a": plain("260/2023/QĐ-UBND", "2023-06-05", "Quy định mức thu phí tham quan di tích trên địa bàn tỉnh Đắk Lắk"),
    "t26-b": plain("261/2023/QĐ-UBND", "2023-07-05", "Quy định mức thu phí tham quan di tích trên địa bàn tỉnh Phú Yên",
                   place="TỈNH PHÚ YÊN"),
    "t26-c": plain("262/2024/QĐ-UBND", "2024-07-05", "Quy định về bảo trì đường thủy nội địa trên địa bàn tỉnh",
                   "Quyết định này có hiệu lực kể từ ngày 01 tháng 8 năm 2024, trừ quy định tại Điều 2 có hiệu lực kể từ "
                   "ngày 01 tháng 01 năm 2025."),
    "t26-d": plain("263/2022/QĐ-UBND", "2022-07-05", "Quy định về nạo vét luồng trên địa bàn tỉnh"),
    "t26-e": act("264/2024/QĐ-UBND", "2024-07-08", "Quy định về quản lý luồng lạch trên địa bàn tỉnh",
                 "Luồng lạch do huyện quản lý.",
                 f"Bãi bỏ Quyết định số 263/2022/QĐ-UBND ngày 05 tháng 7 năm 2022 {OF_COMMITTEE}.",
                 "Hiệu lực thi hành\n1. Quyết định này có hiệu lực kể từ ngày 01 tháng 8 năm 2024, trừ quy định tại khoản 2 "
                 "Điều này.\n2. Điều 2 Quyết định này có hiệu lực kể từ ngày 01 tháng 01 năm 2025."),
    "t26-f": act("265/2024/QĐ-UBND", "2024-07-09", "Quy định về phao tiêu trên địa bàn tỉnh", "Phao do huyện quản lý.",
                 "Hiệu lực thi hành\n1. Quyết định này có hiệu lực kể từ ngày 01 tháng 8 năm 2024, trừ quy định tại khoản 2 "
                 "Điều này.\n2. Quy định về cấp giấy phép phao tiêu tại Điều 1 Quyết định này có hiệu lực kể từ ngày 01 "
                 "tháng 01 năm 2025."),
}  # fmt: skip

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def office(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace into which all documents above were ingested, once."""
    home = tmp_path_factory.mktemp("bay") / "so"
    assert run("init", str(home)).returncode == 0
    for name, text in DOCUMENTS.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = run("-w", str(home), "ingest", "--json", "--jobs", "1")
    assert done.returncode in (0, 1), done.stderr
    (home / "ingested.json").write_text(done.stdout, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def ask(office: Path, run: Run) -> Ask:
    """The JSON a command answers; the same question is asked once."""
    known: dict[tuple[str, ...], Any] = {}

    def answer(*words: str) -> Any:
        if words not in known:
            done = run("-w", str(office), *words, "--json")
            assert "Traceback" not in done.stderr, done.stderr
            known[words] = json.loads(done.stdout)
        return known[words]

    return answer


@pytest.fixture(scope="module")
def at(office: Path) -> Callable[..., Any]:
    """The verdict of ``lawreg status``, asked in this process (the same verb): a process a question takes long."""
    import lawreg

    registry = lawreg.open(office)

    def status(number: str, day: str, **which: Any) -> dict[str, Any]:
        return registry.status(number, at=date.fromisoformat(day), **which).to_dict()

    return status


def codes(found: dict[str, Any]) -> set[str]:
    return {n["code"] for n in found["notes"]}


def test_01_one_number_of_several_documents(ask: Ask, at: Any) -> None:
    both = ask("status", "12/2014/QĐ-UBND", "--at", "2015-12-31")
    assert both["status"] == "unknown" and len(both["candidates"]) == 2
    assert at("12/2014/QĐ-UBND", "2015-12-31", issuer="tỉnh Đắk Lắk")["status"] == "expired"
    assert at("12/2014/QĐ-UBND", "2015-12-31", issuer="tỉnh Phú Yên")["status"] == "in_force"
    merged = at("12/2025/QĐ-UBND", "2025-12-31")
    assert {c["issued"] for c in merged["candidates"]} == {"2025-03-10", "2025-09-10"}
    assert at("413/QĐ-UBND", "2015-12-31")["issued"] == "2014-03-04"
    assert at("413/2014/QĐ-UBND", "2015-12-31")["issued"] == "2014-11-03"


def test_02_variants_of_a_number_and_neighbours(at: Any) -> None:
    assert at("21/2013/QĐ-UBND", "2015-12-31")["status"] == "expired"
    assert at("02/2013/QĐ-UBND", "2015-12-31")["status"] == "expired"
    assert at("20/2013/QĐ-UBND", "2015-12-31")["status"] == "in_force"


def test_03_amended_twice_the_later_effect_wins(at: Any) -> None:
    def by(day: str) -> set[str]:
        return {p["by"] for p in at("30/2010/QĐ-UBND", day)["provisions"] if p["path"] == "Điều 1"}

    assert by("2011-10-01") == {"32/2011/QĐ-UBND"}
    assert by("2012-10-01") == {"31/2011/QĐ-UBND"}


def test_04_amendment_without_an_object(at: Any) -> None:
    fallen = at("43/2010/QĐ-UBND", "2013-12-31")
    assert (fallen["status"], fallen["since"]) == ("expired", "2012-07-01")
    assert at("44/2010/QĐ-UBND", "2013-12-31")["status"] in ("in_force", "partly_expired")


def test_05_history_of_the_target_kills_nobody(at: Any) -> None:
    assert at("51/2009/QĐ-UBND", "2014-12-31")["status"] == "expired"
    assert at("52/2011/QĐ-UBND", "2014-12-31")["status"] == "in_force"


def test_06_nothing_revives_by_itself(at: Any, ask: Ask) -> None:
    first = at("60/2008/QĐ-UBND", "2013-12-31")
    assert (first["status"], first["since"]) == ("expired", "2010-03-13")
    assert "repeal_of_repeal" in codes(first) and first["confidence"] == "needs_review"
    repealed = at("61/2010/QĐ-UBND", "2013-12-31")
    assert (repealed["status"], repealed["since"], repealed["confidence"]) == ("expired", "2012-03-15", "accepted")
    paused = at("63/2008/QĐ-UBND", "2011-12-31")
    assert paused["status"] in ("suspended", "unknown") and paused["confidence"] == "needs_review"
    assert at("63/2008/QĐ-UBND", "2013-12-31")["status"] == "in_force"


def test_07_in_part_then_whole_each_in_its_year(ask: Ask) -> None:
    of_2013 = ask("review", "--year", "2013", "--issuer", "tỉnh Đắk Lắk")
    of_2015 = ask("review", "--year", "2015", "--issuer", "tỉnh Đắk Lắk")

    def numbers(d: Any, name: str) -> list[str]:
        return [r["number"] for r in d["lists"][name]]

    assert "70/2008/QĐ-UBND" in numbers(of_2013, "partly_expired")
    assert "70/2008/QĐ-UBND" in numbers(of_2015, "expired")
    assert "70/2008/QĐ-UBND" not in numbers(of_2015, "partly_expired")


def test_08_replacing_act_annulled_before_its_day(at: Any) -> None:
    assert at("80/2009/QĐ-UBND", "2016-12-31")["status"] == "in_force"
    assert at("81/2014/QĐ-UBND", "2016-12-31")["status"] == "expired"


def test_09_replaced_from_january(at: Any, ask: Ask) -> None:
    assert at("90/2010/QĐ-UBND", "2015-12-31")["status"] == "in_force"
    assert at("90/2010/QĐ-UBND", "2016-01-01")["status"] == "expired"
    rows = ask("review", "--year", "2015", "--issuer", "tỉnh Đắk Lắk")["lists"]
    assert "90/2010/QĐ-UBND" not in [r["number"] for r in rows["expired"]]
    assert "91/2015/QĐ-UBND" in [r["number"] for r in rows["not_yet"]]


def test_10_detailing_documents_follow_the_regime(at: Any, ask: Ask) -> None:
    assert at("33/2013/QĐ-UBND", "2017-12-31")["reason_code"] == "cascade"
    assert at("34/2013/QĐ-UBND", "2017-12-31")["status"] == "unknown"  # of its two parents one has ended
    kept = at("35/2013/QĐ-UBND", "2017-12-31")
    assert kept["status"] == "in_force" and "kept_alive" in codes(kept)
    assert at("36/2013/QĐ-UBND", "2017-12-31")["status"] == "in_force"  # a plain legal basis
    due = ask("worklist", "--at", "2017-12-31", "--issuer", "tỉnh Đắk Lắk")
    assert ("36/2013/QĐ-UBND", "basis") in {(i["number"], i["trigger"]) for i in due}


def test_11_blanket_clause_ends_nobody(ask: Ask, office: Path, run: Run) -> None:
    read = json.loads(run("inspect", str(office / "corpus" / "t11-a.txt"), "--json").stdout)
    assert [e for e in read["effects"] if e["op"] in ("repeal", "replace", "expire")] == []


def test_12_exceptions_leave_a_part_or_make_two_events(at: Any) -> None:
    part = at("120/2009/QĐ-UBND", "2016-12-31")
    assert (part["status"], part["since"]) == ("partly_expired", "2014-10-01")
    assert at("121/2009/QĐ-UBND", "2015-12-31")["status"] == "partly_expired"
    later = at("121/2009/QĐ-UBND", "2016-12-31")
    assert (later["status"], later["since"]) == ("expired", "2016-01-01")


def test_13_own_end_silent_and_extended(at: Any) -> None:
    silent = at("130/2011/QĐ-UBND", "2014-12-31")
    assert (silent["status"], silent["since"]) == ("expired", "2014-01-01")
    assert at("130/2011/QĐ-UBND", "2013-12-31")["status"] == "in_force"
    assert at("131/2011/QĐ-UBND", "2015-12-31")["status"] == "in_force"
    assert at("131/2011/QĐ-UBND", "2016-01-01")["status"] == "expired"


def test_14_administrative_acts(at: Any, ask: Ask) -> None:
    before = at("140/2010/QĐ-UBND", "2014-12-31")
    assert before["status"] == "in_force" and before["confidence"] == "needs_review"
    after = at("141/2010/QĐ-UBND", "2025-12-31")
    assert (after["status"], after["since"]) == ("expired", "2025-11-18")
    found = {(f["code"], f.get("document")) for f in ask("conflicts")}
    assert ("administrative_act", "Quyết định số 140/2010/QĐ-UBND") in found
    listed = at("142/2010/QĐ-UBND", "2015-12-31")
    assert (listed["status"], listed["confidence"]) == ("in_force", "needs_review")
    assert "66/2014/QĐ-UBND" in listed["evidence"][-1]["quote"]
    assert ("announced_expired", "Quyết định số 142/2010/QĐ-UBND") in found


def test_15_attached_regulation_and_quoted_blocks(at: Any) -> None:
    d = at("150/2010/QĐ-UBND", "2015-12-31")
    assert d["status"] == "partly_expired"
    assert [p["path"] for p in d["provisions"]] == ["Quy chế kèm theo Điều 4 khoản 2"]
    assert at("152/2010/QĐ-UBND", "2015-12-31")["status"] == "in_force"  # named inside a quotation only


def test_16_drafts_and_corrections_are_no_new_rules(at: Any, office: Path) -> None:
    report = json.loads((office / "ingested.json").read_text(encoding="utf-8"))
    assert {"t16-a.txt"} <= {Path(s["file"]).name for s in report["set_aside"] if s["code"] == "draft"}
    assert at("153/2010/QĐ-UBND", "2015-12-31")["status"] in ("in_force", "partly_expired")
    assert at("161/QĐ-UBND", "2015-12-31")["doc_type"] == "Quyết định"


def test_17_decision_falls_with_the_resolution_it_details(at: Any) -> None:
    fallen = at("33/2013/QĐ-UBND", "2017-12-31")
    assert (fallen["status"], fallen["since"]) == ("expired", "2017-08-01")
    assert "154" in fallen["evidence"][0]["law"]
    assert any((e["by"] or {}).get("number") == "08/2017/NQ-HĐND" for e in fallen["evidence"])


def test_18_document_in_two_fields_counts_once(office: Path, run: Run, tmp_path: Path) -> None:
    home = tmp_path / "so"
    assert run("init", str(home)).returncode == 0
    for name in ("t02-c", "t05-b"):
        (home / "corpus" / f"{name}.txt").write_text(DOCUMENTS[name], encoding="utf-8")
    run("-w", str(home), "ingest", "--jobs", "1")
    run("-w", str(home), "decide", "20/2013/QĐ-UBND", "--set", "field=Đô thị; Môi trường", "--who", "Lê Thị C")
    done = run("-w", str(home), "review", "--year", "2014", "--forms", str(home / "bm"), "--json")
    assert json.loads(done.stdout)["reviewed"] == 2
    from docx import Document

    lists = Document(str(next((home / "bm").glob("05-*.docx"))))
    cells = [[c.text for c in r.cells] for r in lists.tables[0].rows]
    numbered = [r[0] for r in cells if r[0].isdigit()]
    assert numbered == ["1", "2", "3"]  # 20/2013 stands in both fields
    assert any("TỔNG SỐ: 2 VĂN BẢN" in r[0] for r in cells)
    text = "\n".join(p.text for p in lists.paragraphs)
    assert "Văn bản này được thống kê ở 2 lĩnh vực" in text


def test_19_resolution_in_the_series_of_laws(at: Any) -> None:
    assert at("43/2022/QH15", "2022-12-31")["doc_type"] == "Nghị quyết"


@pytest.mark.parametrize("spelling", ["tỉnh Đắk Lắk", "Tỉnh Đăk Lăk", "tỉnh Đắc Lắc", "tỉnh Dak Lak"])
def test_20_spellings_of_one_issuer(at: Any, spelling: str) -> None:
    assert at("200/2012/QĐ-UBND", "2015-12-31", issuer=spelling)["status"] == "expired"


def test_21_directives_before_and_after_july_2016(ask: Ask) -> None:
    rows = ask("review", "--year", "2017", "--issuer", "tỉnh Đắk Lắk")["lists"]["in_force"]
    assert "05/2015/CT-UBND" in [r["number"] for r in rows]
    assert "05/CT-UBND" not in [r["number"] for r in rows]


def test_22_year_in_the_number_is_a_presumption_officers_overrule(office: Path, run: Run, tmp_path: Path) -> None:
    home = tmp_path / "so"
    assert run("init", str(home)).returncode == 0
    for name in ("t22-a", "t21-a"):
        (home / "corpus" / f"{name}.txt").write_text(DOCUMENTS[name], encoding="utf-8")
    run("-w", str(home), "ingest", "--jobs", "1")
    run(
        "-w",
        str(home),
        "decide",
        "12/2013/NQ-HĐND",
        "--set",
        "normative=false",
        "--who",
        "Lê Thị C",
        "--why",
        "nhân sự",
    )
    after = json.loads(run("-w", str(home), "review", "--year", "2015", "--json").stdout)
    assert [r["number"] for r in after["lists"]["in_force"]] == ["05/2015/CT-UBND"]


def test_23_dates_in_the_wrong_order_are_shown(ask: Ask, at: Any) -> None:
    found = {(f["code"], f.get("document")) for f in ask("conflicts")}
    assert ("effective_before_issued", "Quyết định số 230/2014/QĐ-UBND") in found
    assert ("end_before_start", "Quyết định số 231/2014/QĐ-UBND") in found
    assert at("231/2014/QĐ-UBND", "2015-12-31")["confidence"] == "needs_review"


def test_24_dynamic_reference_lowers_the_trigger(ask: Ask) -> None:
    due = ask("worklist", "--at", "2016-12-31", "--issuer", "tỉnh Đắk Lắk")
    triggers = {i["number"]: i["trigger"] for i in due if i["number"] in ("240/2011/QĐ-UBND", "241/2011/QĐ-UBND")}
    assert triggers == {"240/2011/QĐ-UBND": "cited_dynamic", "241/2011/QĐ-UBND": "cited"}


def test_25_secret_papers_stay_out(office: Path, run: Run) -> None:
    assert run("-w", str(office), "status", "250/2012/QĐ-UBND").returncode == 2
    report = json.loads((office / "ingested.json").read_text(encoding="utf-8"))
    assert "t25-a.txt" in {Path(s["file"]).name for s in report["set_aside"]}


def test_documents_of_merged_provinces_live_on_in_their_old_territory(at: Any, ask: Ask) -> None:
    d = at("260/2023/QĐ-UBND", "2025-12-31")
    assert d["status"] == "in_force" and "old_territory" in codes(d)
    assert "old_territory" not in codes(at("260/2023/QĐ-UBND", "2025-06-30"))
    due = ask("worklist", "--at", "2025-12-31", "--issuer", "tỉnh Đắk Lắk")
    tasks = {(i["number"], i["trigger"]) for i in due}
    assert {("260/2023/QĐ-UBND", "same_subject"), ("261/2023/QĐ-UBND", "same_subject")} <= tasks
    documents = {f.get("document") for f in ask("conflicts")}
    assert not documents & {"Quyết định số 260/2023/QĐ-UBND", "Quyết định số 261/2023/QĐ-UBND"}


def test_new_province_reviews_what_the_old_ones_issued(ask: Ask) -> None:
    after = ask("review", "--year", "2025", "--issuer", "tỉnh Đắk Lắk")
    numbers = [r["number"] for r in after["lists"]["in_force"]]
    assert {"260/2023/QĐ-UBND", "261/2023/QĐ-UBND"} <= set(numbers)
    before = ask("review", "--year", "2024", "--issuer", "tỉnh Đắk Lắk")
    assert "261/2023/QĐ-UBND" not in [r["number"] for r in before["lists"]["in_force"]]


def test_parts_that_take_effect_on_their_own_day(at: Any) -> None:
    d = at("262/2024/QĐ-UBND", "2024-12-31")
    assert (d["status"], d["since"], d["confidence"]) == ("in_force", "2024-08-01", "accepted")
    assert [(p["path"], p["status"], p["until"]) for p in d["provisions"]] == [("Điều 2", "not_yet", "2025-01-01")]
    assert any("Điều 2 có hiệu lực kể từ ngày" in e["quote"] for e in d["evidence"])
    assert at("262/2024/QĐ-UBND", "2025-01-01")["provisions"] == []


@pytest.mark.parametrize(
    ("number", "unit", "day", "status"),
    [
        ("262/2024/QĐ-UBND", "Điều 2", "2024-12-31", "not_yet"),
        ("262/2024/QĐ-UBND", "Điều 2", "2025-01-01", "in_force"),
        ("262/2024/QĐ-UBND", "Điều 1", "2024-12-31", "in_force"),
        ("120/2009/QĐ-UBND", "Điều 2", "2016-12-31", "in_force"),
        ("120/2009/QĐ-UBND", "Điều 1", "2016-12-31", "expired"),
        ("150/2010/QĐ-UBND", "khoản 2 Điều 4", "2015-12-31", "expired"),
    ],
)
def test_status_of_one_provision(ask: Ask, number: str, unit: str, day: str, status: str) -> None:
    (row,) = ask("status", number, "--provision", unit, "--at", day)["provisions"]
    assert row["status"] == status


def test_unknown_provision_is_said(office: Path, run: Run) -> None:
    done = run("-w", str(office), "status", "262/2024/QĐ-UBND", "--provision", "Điều 99")
    assert done.returncode == 2 and "Điều 99" in done.stderr


def test_act_of_a_part_counts_from_the_day_of_the_part(at: Any) -> None:
    assert at("263/2022/QĐ-UBND", "2024-12-31")["status"] == "in_force"
    assert at("263/2022/QĐ-UBND", "2025-01-01")["status"] == "expired"


def test_parts_that_start_apart_by_subject_are_for_a_person(at: Any) -> None:
    d = at("265/2024/QĐ-UBND", "2024-12-31")
    assert d["status"] == "in_force" and "staged_entry" in codes(d)
    assert d["confidence"] == "needs_review"


def test_every_quote_of_these_documents_stands_at_its_place(ask: Ask) -> None:
    assert ask("verify", "--at", "2025-12-31")["findings"] == []
