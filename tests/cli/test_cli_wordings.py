"""Every wording of an expiry, entry or suspension clause that the field has catalogued (domain.md 4.6, rows 1 to 68),
each through files and the command line: documents are written, ingested, and asked about with ``lawreg status``.

The texts are of our own; the row is the class of wording they stand for. ``test_every_row_has_a_case`` keeps the map
from rows to cases whole.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

BODIES = {
    "CP": "CHÍNH PHỦ", "TTg": "THỦ TƯỚNG CHÍNH PHỦ", "QH": "QUỐC HỘI", "UBTVQH": "ỦY BAN THƯỜNG VỤ QUỐC HỘI",
    "NHNN": "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "BCT": "BỘ CÔNG THƯƠNG", "BXD": "BỘ XÂY DỰNG", "BTC": "BỘ TÀI CHÍNH",
    "BGTVT": "BỘ GIAO THÔNG VẬN TẢI", "BTP": "BỘ TƯ PHÁP", "UBND": "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK",
    "HĐND": "HỘI ĐỒNG NHÂN DÂN\nTỈNH ĐẮK LẮK",
}  # fmt: skip
KINDS = {"NĐ": "NGHỊ ĐỊNH", "TT": "THÔNG TƯ", "QĐ": "QUYẾT ĐỊNH", "NQ": "NGHỊ QUYẾT", "CT": "CHỈ THỊ",
         "PL": "PHÁP LỆNH"}  # fmt: skip


def act(number: str, issued: str, title: str, *articles: str, kind: str | None = None) -> str:
    """The plain text of one act; ``articles`` without their "Điều n."."""
    d = date.fromisoformat(issued)
    code = number.rsplit("/", 1)[-1]
    law = code.startswith("QH")
    body = (
        "QH" if law else next(b for b in sorted(BODIES, key=len, reverse=True) if b in code.split("-")[-1] or code == b)
    )
    name = kind or ("LUẬT" if law else KINDS.get(code.split("-")[0], "NGHỊ ĐỊNH" if body == "CP" else "QUYẾT ĐỊNH"))
    word = {"UBND": "Đắk Lắk", "HĐND": "Đắk Lắk"}.get(body, "Hà Nội")
    lines = [
        BODIES[body], "-------", f"{'Luật s' if law and name == 'LUẬT' else 'S'}ố: {number}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------",
        f"{word}, ngày {d.day:02d} tháng {d.month:02d} năm {d.year}", "", name, title, "",
        "Căn cứ các quy định của pháp luật về tổ chức bộ máy nhà nước;", "",
        *(f"Điều {i}. {text}" for i, text in enumerate(articles, 1)), "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
        "CHỦ TỊCH QUỐC HỘI" if law else "NGƯỜI KÝ", "", "Trần Văn Mẫu", "",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


THIS = {"NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định", "NQ": "Nghị quyết", "PL": "Pháp lệnh", "CT": "Chỉ thị"}


def this(number: str) -> str:
    """ "Thông tư này"."""
    code = number.rsplit("/", 1)[-1].split("-")[0]
    return ("Luật" if code.startswith("QH") else THIS.get(code, "Nghị định" if code == "CP" else "Quyết định")) + " này"


UNIT = (
    "Nội dung {i}.\n1. Nội dung thứ nhất:\na) Ý thứ nhất;\nb) Ý thứ hai;\nc) Ý thứ ba.\n2. Nội dung thứ hai.\n3. Nội \
dung thứ ba:\na) Ý thứ nhất;\nb) Ý thứ hai.\n4. Nội dung thứ tư.\n5. Nội dung thứ năm."
)


def base(number: str, issued: str, title: str, start: str, *, articles: int = 9, kind: str | None = None,
         say: str | None = None) -> str:  # fmt: skip
    """A document with ``articles`` articles of clauses and points, in force from ``start``."""
    d = date.fromisoformat(start)
    last = f"{say or this(number)} có hiệu lực thi hành kể từ ngày {d.day:02d} tháng {d.month:02d} năm {d.year}."
    return act(number, issued, title, *(UNIT.format(i=i) for i in range(1, articles)), last, kind=kind)


def acting(number: str, issued: str, title: str, start: str, *clauses: str) -> str:
    """A document that does something to others in its first articles and takes effect on ``start``."""
    d = date.fromisoformat(start)
    last = f"{this(number)} có hiệu lực thi hành kể từ ngày {d.day:02d} tháng {d.month:02d} năm {d.year}."
    return act(number, issued, title, *clauses, last)


@dataclass(frozen=True)
class Ask:
    """One question: ``provisions`` are those that must be among the answer's, path → status."""

    number: str
    at: str
    status: str
    since: str | None = None
    codes: tuple[str, ...] = ()  # among the notes' or the reason's code
    provisions: dict[str, str] = field(default_factory=dict)
    review: bool = False  # left to a person
    issued: str | None = None


@dataclass(frozen=True)
class Case:
    row: int
    files: tuple[str, ...]
    asks: tuple[Ask, ...]
    warns: tuple[str, ...] = ()  # codes that reading the last file must give
    effects: int | None = None  # how many effects the last file must have


CASES = [
    Case(1, (
        base("41/CP", "1994-05-03", "Về bến thủy nội địa", "1994-05-18"),
        base("66/1999/NĐ-CP", "1999-08-12", "Về phí bến bãi", "1999-08-27"),
        acting("70/2001/NĐ-CP", "2001-10-01", "Về quản lý bến thủy nội địa", "2001-10-16",
               "Nghị định này thay thế Nghị định số 41/CP ngày 03 tháng 5 năm 1994 của Chính phủ về bến thủy nội địa và "
               "Nghị định số 66/1999/NĐ-CP ngày 12 tháng 8 năm 1999 của Chính phủ về phí bến bãi."),
    ), (
        Ask("41/CP", "2001-10-15", "in_force"), Ask("41/CP", "2001-10-16", "expired", "2001-10-16"),
        Ask("66/1999/NĐ-CP", "2002-01-01", "expired", "2001-10-16"),
    )),
    Case(2, (
        base("33/1996/QĐ-TTg", "1996-05-18", "Về thu phí cầu treo", "1996-06-02"),
        act("71/2000/QĐ-TTg", "2000-12-25", "Về thu phí qua cầu", "Mức thu do Bộ Tài chính quy định.",
            "Quyết định này có hiệu lực kể từ ngày 01 tháng 4 năm 2001 và thay thế Quyết định số 33/1996/QĐ-TTg ngày 18 "
            "tháng 5 năm 1996 của Thủ tướng Chính phủ."),
    ), (
        Ask("71/2000/QĐ-TTg", "2001-03-31", "not_yet"), Ask("33/1996/QĐ-TTg", "2001-03-31", "in_force"),
        Ask("33/1996/QĐ-TTg", "2001-04-01", "expired", "2001-04-01"),
    )),
    Case(3, (
        base("07/CP", "1995-01-05", "Về quản lý đò ngang", "1995-01-20"),
        acting("163/1998/NĐ-CP", "1998-10-27", "Về hoạt động đò ngang", "1998-11-11",
               "Nghị định này thay thế cho Nghị định số 07/CP ngày 05 tháng 01 năm 1995 của Chính phủ."),
    ), (Ask("07/CP", "1999-01-01", "expired", "1998-11-11"),)),
    Case(4, (
        base("69/2001/QĐ-TTg", "2001-05-04", "Về trợ giá muối", "2001-05-19"),
        act("173/2004/QĐ-TTg", "2004-09-30", "Về trợ cước muối", "Mức trợ cước do Bộ Tài chính quy định.",
            "Quyết định này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo và thay thế Quyết định số 69/2001/QĐ-TTg "
            "ngày 04 tháng 5 năm 2001 của Thủ tướng Chính phủ."),
    ), (
        Ask("173/2004/QĐ-TTg", "2005-12-31", "unknown", codes=("gazette_date_missing",)),
        Ask("69/2001/QĐ-TTg", "2005-12-31", "unknown", review=True), Ask("69/2001/QĐ-TTg", "2004-09-01", "in_force"),
    )),
    Case(5, (
        base("18/1998/NĐ-CP", "1998-03-31", "Về lưu kho", "1998-04-15"),
        acting("79/2000/NĐ-CP", "2000-12-29", "Về kho bãi", "2001-01-13",
               "Các quy định trước đây trái với Nghị định này đều bãi bỏ."),
    ), (Ask("18/1998/NĐ-CP", "2002-12-31", "in_force"),), warns=("blanket_repeal",), effects=0),
    Case(6, (
        base("06/2006/QĐ-UBND", "2006-03-31", "Quy định về thu gom rác trên địa bàn tỉnh", "2006-04-10"),
        acting("58/2008/NĐ-CP", "2008-05-05", "Về quản lý chất thải", "2008-05-30",
               "Những quy định trước đây của Chính phủ, các Bộ, cơ quan ngang Bộ và của các địa phương trái với Nghị định "
               "này đều bị bãi bỏ."),
    ), (Ask("06/2006/QĐ-UBND", "2009-12-31", "in_force"),), warns=("blanket_repeal",), effects=0),
    Case(7, (
        base("12/1997/QH10", "1997-06-20", "ĐO ĐẠC CÔNG TRÌNH", "1998-01-01", say="Luật này"),
        acting("32/2001/QH10", "2001-12-25", "ĐO ĐẠC VÀ BẢN ĐỒ CÔNG TRÌNH", "2002-01-07",
               "Luật này thay thế Luật Đo đạc công trình ngày 20 tháng 6 năm 1997."),
    ), (Ask("12/1997/QH10", "2002-12-31", "expired", "2002-01-07"),)),
    Case(8, (
        base("10/1996/QH9", "1996-03-20", "QUỸ DỰ TRỮ ĐỊA PHƯƠNG", "1997-01-01", say="Luật này"),
        base("06/1998/QH10", "1998-05-20", "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT QUỸ DỰ TRỮ ĐỊA PHƯƠNG", "1999-01-01",
             articles=2, say="Luật này"),
        act("01/2003/QH11", "2003-06-16", "QUỸ DỰ TRỮ CỦA ĐỊA PHƯƠNG VÀ CƠ SỞ", "Luật này quy định về quỹ dự trữ.",
            "Luật này có hiệu lực thi hành từ năm ngân sách 2004.\nLuật này thay thế Luật Quỹ dự trữ địa phương năm 1996 "
            "và Luật sửa đổi, bổ sung một số điều của Luật Quỹ dự trữ địa phương năm 1998."),
    ), (
        Ask("01/2003/QH11", "2003-12-31", "not_yet"), Ask("01/2003/QH11", "2004-01-01", "in_force", "2004-01-01"),
        Ask("10/1996/QH9", "2004-01-01", "expired", "2004-01-01"),
        Ask("06/1998/QH10", "2004-01-01", "expired", "2004-01-01"),
    )),
    Case(9, (
        base("18/2004/PL-UBTVQH11", "2004-01-14", "Lưu trữ địa bạ", "2004-07-01"),
        acting("26/2008/QH12", "2008-11-14", "LƯU TRỮ ĐỊA BẠ VÀ BẢN ĐỒ", "2009-07-01",
               "Pháp lệnh Lưu trữ địa bạ năm 2004 hết hiệu lực kể từ ngày Luật này có hiệu lực."),
    ), (
        Ask("18/2004/PL-UBTVQH11", "2009-06-30", "in_force"),
        Ask("18/2004/PL-UBTVQH11", "2009-07-01", "expired", "2009-07-01"),
    )),
    Case(10, (
        base("21/1998/NĐ-CP", "1998-04-16", "Về phí trạm cân", "1998-05-01"),
        base("45/2001/NĐ-CP", "2001-08-02", "Về phí trạm dừng", "2001-08-17"),
        base("09/2004/NĐ-CP", "2004-01-07", "Về phí bến tàu", "2004-01-22"),
        acting("111/2007/NĐ-CP", "2007-09-29", "Về phí đường thủy", "2007-11-01",
               "Kể từ ngày Nghị định này có hiệu lực thì các Nghị định số 21/1998/NĐ-CP ngày 16 tháng 4 năm 1998, số "
               "45/2001/NĐ-CP ngày 02 tháng 8 năm 2001, số 09/2004/NĐ-CP ngày 07 tháng 01 năm 2004 hết hiệu lực thi "
               "hành."),
    ), tuple(Ask(n, "2008-01-01", "expired", "2007-11-01") for n in ("21/1998/NĐ-CP", "45/2001/NĐ-CP", "09/2004/NĐ-CP"))),
    Case(11, (
        base("11/2009/QH12", "2009-06-20", "NIÊM YẾT GIÁ CƯỚC", "2010-01-01", say="Luật này"),
        base("61/2013/QH13", "2013-11-21", "VẬN TẢI ĐƯỜNG SÔNG", "2014-07-01", say="Luật này"),
        acting("16/2019/QH14", "2019-06-19", "GIÁ CƯỚC VẬN TẢI", "2020-07-01",
               "Luật này quy định về giá cước.", "Trường hợp đã kê khai giá cước thì tiếp tục thực hiện.",
               "Luật Niêm yết giá cước số 11/2009/QH12 đã được sửa đổi, bổ sung một số điều theo Luật số 61/2013/QH13 "
               "(sau đây gọi chung là Luật Niêm yết giá cước số 11/2009/QH12) hết hiệu lực kể từ ngày Luật này có hiệu "
               "lực, trừ các quy định tại Điều 2 của Luật này."),
    ), (
        Ask("11/2009/QH12", "2020-07-01", "expired", "2020-07-01", ("transitional_exception",)),
        Ask("61/2013/QH13", "2020-07-01", "in_force"),
    )),
    Case(12, (
        base("31/2012/QH13", "2012-06-18", "KHAI THÁC ĐÁ CẢNH", "2013-01-01", say="Luật này"),
        acting("32/2020/QH14", "2020-11-17", "KHAI THÁC ĐÁ", "2021-07-01", "Luật này quy định về khai thác đá.", UNIT,
               "Luật Khai thác đá cảnh số 31/2012/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành, trừ quy "
               "định tại các khoản 1, 2, 3 và 5 Điều 2 của Luật này."),
    ), (Ask("31/2012/QH13", "2021-07-01", "expired", "2021-07-01", ("transitional_exception",)),)),
    Case(13, (
        base("36/2018/NĐ-CP", "2018-03-26", "Về quản lý phà", "2018-05-10"),
        acting("90/2021/NĐ-CP", "2021-10-15", "Về quản lý phà, cầu phao", "2021-12-01",
               "Nghị định số 36/2018/NĐ-CP ngày 26 tháng 3 năm 2018 của Chính phủ hết hiệu lực thi hành, trừ quy định tại "
               "Điều 4 và các khoản 2, 3 Điều 5 của Nghị định số 36/2018/NĐ-CP."),
    ), (
        Ask("36/2018/NĐ-CP", "2021-11-30", "in_force"),
        Ask("36/2018/NĐ-CP", "2021-12-01", "partly_expired", "2021-12-01",
            provisions={"Điều 4": "in_force", "Điều 5 khoản 2": "in_force"}),
    )),
    Case(14, (
        base("55/2003/QH11", "2003-11-26", "TẠM TRÚ NHÂN KHẨU", "2004-07-01", say="Luật này"),
        acting("62/2014/QH13", "2014-11-24", "CƯ TRÚ NHÂN KHẨU", "2015-07-01",
               "Luật Tạm trú nhân khẩu số 55/2003/QH11 hết hiệu lực kể từ ngày Luật này có hiệu lực, trừ các quy định tại "
               "các điều 3, 4 và khoản 1 Điều 6 tiếp tục có hiệu lực thi hành cho đến khi bị hủy bỏ."),
    ), (Ask("55/2003/QH11", "2020-12-31", "partly_expired", "2015-07-01",
            provisions={"Điều 3": "in_force", "Điều 6 khoản 1": "in_force"}),)),
    Case(15, (
        base("24/2004/QH11", "2004-06-15", "HÒA GIẢI ĐẤT BÃI", "2005-01-01", say="Luật này"),
        acting("92/2015/QH13", "2015-11-25", "HÒA GIẢI BÃI BỒI", "2016-07-01",
               "Luật Hòa giải đất bãi số 24/2004/QH11 hết hiệu lực kể từ ngày Luật này có hiệu lực, trừ các quy định tại "
               "Điều 5 và điểm b khoản 1 Điều 6 tiếp tục có hiệu lực thi hành đến hết ngày 31 tháng 12 năm 2016."),
    ), (
        Ask("24/2004/QH11", "2016-12-31", "partly_expired", "2016-07-01", provisions={"Điều 5": "in_force"}),
        Ask("24/2004/QH11", "2017-01-01", "expired", "2017-01-01"),
    )),
    Case(16, (
        base("27/2003/QH11", "2003-06-17", "THUẾ BẾN BÃI", "2004-01-01", say="Luật này"),
        acting("27/2008/QH12", "2008-11-14", "THUẾ KHO BÃI", "2009-04-01",
               "Luật Thuế bến bãi số 27/2003/QH11 hết hiệu lực từ ngày Luật này có hiệu lực, trừ các quy định đối với bến "
               "phà và bến đò tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2009."),
    ), (Ask("27/2003/QH11", "2009-06-30", "unknown", codes=("exception_by_subject",), review=True),)),
    Case(17, (
        base("37/2010/NĐ-CP", "2010-04-07", "Về quy hoạch bến cá", "2010-05-25"),
        acting("38/2018/NĐ-CP", "2018-04-09", "Về bến cá, cảng cá", "2018-06-01",
               "Nghị định số 37/2010/NĐ-CP ngày 07 tháng 4 năm 2010 của Chính phủ hết hiệu lực kể từ ngày Nghị định này có "
               "hiệu lực, trừ Điều 2 và Điều 7 cho đến khi có quy định khác của cấp có thẩm quyền."),
    ), (Ask("37/2010/NĐ-CP", "2022-12-31", "partly_expired", "2018-06-01",
            provisions={"Điều 2": "in_force", "Điều 7": "in_force"}),)),
    Case(18, (
        base("38/2015/QH13", "2015-06-13", "VẬN TẢI THÔ SƠ", "2016-01-01", say="Luật này"),
        acting("19/2021/QH15", "2021-11-10", "VẬN TẢI PHI CƠ GIỚI", "2022-07-01",
               "Luật Vận tải thô sơ số 38/2015/QH13 hết hiệu lực thi hành kể từ ngày Luật này có hiệu lực thi hành; riêng "
               "quy định tại Điều 5 của Luật Vận tải thô sơ số 38/2015/QH13 hết hiệu lực thi hành từ ngày 01 tháng 01 năm "
               "2022."),
    ), (
        Ask("38/2015/QH13", "2021-12-31", "in_force"),
        Ask("38/2015/QH13", "2022-01-01", "partly_expired", "2022-01-01", provisions={"Điều 5": "expired"}),
        Ask("38/2015/QH13", "2022-07-01", "expired", "2022-07-01"),
    )),
    Case(19, (
        base("26/2012/TT-NHNN", "2012-09-13", "Hướng dẫn báo cáo quỹ tiết kiệm", "2012-11-01"),
        acting("19/2023/TT-NHNN", "2023-10-16", "Sửa đổi chế độ báo cáo", "2023-12-01",
               "Thông tư số 26/2012/TT-NHNN ngày 13 tháng 9 năm 2012, trừ quy định về báo cáo thống kê tại Điều 5, Điều 7, "
               "hết hiệu lực thi hành từ ngày 01 tháng 12 năm 2023."),
    ), (
        Ask("26/2012/TT-NHNN", "2023-11-30", "in_force"),
        Ask("26/2012/TT-NHNN", "2024-01-01", "unknown", codes=("exception_before_verb",), review=True),
    )),
    Case(20, (
        base("16/2009/TT-NHNN", "2009-08-11", "Quy định về cho vay cầm cố", "2009-09-25"),
        acting("20/2019/TT-NHNN", "2019-11-14", "Quy định về cho vay có bảo đảm", "2020-01-01",
               "Kể từ ngày Thông tư này có hiệu lực, Thông tư số 16/2009/TT-NHNN ngày 11 tháng 8 năm 2009 của Thống đốc "
               "Ngân hàng Nhà nước hết hiệu lực, trừ quy định tại các điểm a, b khoản 3 Điều 5 và khoản 2 Điều 6./."),
    ), (Ask("16/2009/TT-NHNN", "2020-01-01", "partly_expired", "2020-01-01",
            provisions={"Điều 5 khoản 3 điểm a": "in_force", "Điều 6 khoản 2": "in_force"}),)),
    Case(21, (
        base("151/2016/NĐ-CP", "2016-11-07", "Về in ấn lưu động", "2017-01-01"),
        act("37/2017/NĐ-CP", "2017-03-10", "Về bưu phẩm", "Phạm vi.\n1. Nghị định này quy định về bưu phẩm.",
            "Hiệu lực.\nNghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2017.").replace(
                "Điều 1. Phạm vi", "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi").replace(
                "Điều 2. Hiệu lực", "Chương II\nTHI HÀNH\nĐiều 2. Hiệu lực"),
        acting("33/2022/NĐ-CP", "2022-05-20", "Về in và bưu phẩm", "2022-07-15",
               "Nghị định số 151/2016/NĐ-CP ngày 07 tháng 11 năm 2016 của Chính phủ về in ấn lưu động; Chương I Nghị định "
               "số 37/2017/NĐ-CP ngày 10 tháng 3 năm 2017 của Chính phủ về bưu phẩm hết hiệu lực kể từ ngày Nghị định này "
               "có hiệu lực."),
    ), (
        Ask("151/2016/NĐ-CP", "2022-07-15", "expired", "2022-07-15"),
        Ask("37/2017/NĐ-CP", "2022-07-15", "partly_expired", "2022-07-15", provisions={"Chương I": "expired"}),
    )),
    Case(22, (
        base("58/2010/QH12", "2010-11-20", "AN SINH BẾN NƯỚC", "2011-07-01", say="Luật này"),
        acting("84/2015/QH13", "2015-06-25", "AN TOÀN BẾN NƯỚC", "2016-07-01",
               "Các quy định về trợ cấp tại khoản 4 Điều 3, các điều 4, 5 và 7 của Luật An sinh bến nước số 58/2010/QH12 "
               "hết hiệu lực kể từ ngày Luật này có hiệu lực."),
    ), (Ask("58/2010/QH12", "2016-07-01", "partly_expired", "2016-07-01",
            provisions={"Điều 3 khoản 4": "expired", "Điều 4": "expired", "Điều 7": "expired"}),)),
    Case(23, (
        base("14/2009/TT-BXD", "2009-06-05", "Về cấp phép xây tường rào", "2009-07-20"),
        base("22/2011/TT-BXD", "2011-08-09", "Về cấp phép xây bờ kè", "2011-09-25"),
        acting("05/2017/TT-BXD", "2017-04-05", "Về cấp phép xây dựng nhỏ", "2017-06-01",
               "Kể từ ngày Thông tư này có hiệu lực thi hành, chấm dứt hiệu lực thi hành các Thông tư sau đây:\n"
               "a) Thông tư số 14/2009/TT-BXD ngày 05 tháng 6 năm 2009 của Bộ trưởng Bộ Xây dựng về cấp phép xây tường "
               "rào;\nb) Thông tư số 22/2011/TT-BXD ngày 09 tháng 8 năm 2011 của Bộ trưởng Bộ Xây dựng về cấp phép xây bờ "
               "kè."),
    ), (Ask("14/2009/TT-BXD", "2017-06-01", "expired", "2017-06-01"),
        Ask("22/2011/TT-BXD", "2017-06-01", "expired", "2017-06-01"))),
    Case(24, (
        base("86/2009/NĐ-CP", "2009-10-19", "Về phân xanh", "2009-12-10"),
        base("15/2013/NĐ-CP", "2013-02-06", "Về thuốc trừ cỏ", "2013-04-15"),
        acting("84/2018/NĐ-CP", "2018-05-18", "Về phân bón hữu cơ", "2018-07-05",
               "Các Nghị định sau đây sẽ hết hiệu lực kể từ ngày Nghị định này có hiệu lực:\na) Nghị định số 86/2009/NĐ-CP "
               "ngày 19 tháng 10 năm 2009 về phân xanh;\nb) Nghị định số 15/2013/NĐ-CP ngày 06 tháng 02 năm 2013 về thuốc "
               "trừ cỏ."),
    ), (Ask("86/2009/NĐ-CP", "2018-07-05", "expired", "2018-07-05"),
        Ask("15/2013/NĐ-CP", "2018-07-05", "expired", "2018-07-05"))),
    Case(25, (
        base("18/2006/QĐ-UBND", "2006-07-02", "Về quản lý chợ phiên trên địa bàn tỉnh", "2006-07-12"),
        base("29/2007/QĐ-UBND", "2007-09-11", "Sửa đổi, bổ sung một số điều của Quyết định số 18/2006/QĐ-UBND",
             "2007-09-21", articles=2),
        acting("85/2014/QĐ-UBND", "2014-08-20", "Bãi bỏ một số văn bản quy phạm pháp luật", "2014-08-30",
               "Bãi bỏ toàn bộ các quyết định sau đây:\n1. Quyết định số 18/2006/QĐ-UBND ngày 02 tháng 7 năm 2006 của Ủy ban "
               "nhân dân tỉnh về quản lý chợ phiên trên địa bàn tỉnh;\n2. Quyết định số 29/2007/QĐ-UBND ngày 11 tháng 9 năm "
               "2007 của Ủy ban nhân dân tỉnh sửa đổi, bổ sung một số điều của Quyết định số 18/2006/QĐ-UBND."),
    ), (Ask("18/2006/QĐ-UBND", "2014-12-31", "expired", "2014-08-30"),
        Ask("29/2007/QĐ-UBND", "2014-12-31", "expired", "2014-08-30"))),
    Case(26, (
        base("65/2016/QĐ-UBND", "2016-12-19", "Quy định về xe lam trên địa bàn tỉnh", "2016-12-29"),
        acting("03/2018/QĐ-UBND", "2018-01-15", "Bãi bỏ một phần Quyết định số 65/2016/QĐ-UBND", "2018-01-25",
               "Bãi bỏ khoản 1 Điều 2 Quyết định số 65/2016/QĐ-UBND ngày 19 tháng 12 năm 2016 của Ủy ban nhân dân tỉnh."),
    ), (Ask("65/2016/QĐ-UBND", "2018-12-31", "partly_expired", "2018-01-25",
            provisions={"Điều 2 khoản 1": "expired"}),)),
    Case(27, (
        act("08/2016/NĐ-CP", "2016-01-25", "Sửa đổi một số Nghị định về điều kiện kinh doanh kho bãi",
            "Phạm vi.\nNghị định này sửa đổi điều kiện kinh doanh.", "Nội dung.\n1. Nội dung thứ nhất.",
            "Hiệu lực.\nNghị định này có hiệu lực thi hành kể từ ngày 15 tháng 3 năm 2016.").replace(
                "Điều 1. Phạm vi", "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi").replace(
                "Điều 2. Nội dung", "Chương II\nKHO BÃI\nĐiều 2. Nội dung").replace(
                "Điều 3. Hiệu lực", "Chương III\nTHI HÀNH\nĐiều 3. Hiệu lực"),
        acting("09/2021/NĐ-CP", "2021-02-09", "Về kho bãi ven sông", "2021-04-01",
               "Bãi bỏ chương II Nghị định số 08/2016/NĐ-CP ngày 25 tháng 01 năm 2016 của Chính phủ sửa đổi một số Nghị "
               "định về điều kiện kinh doanh kho bãi."),
    ), (Ask("08/2016/NĐ-CP", "2021-04-01", "partly_expired", "2021-04-01", provisions={"Chương II": "expired"}),)),
    Case(28, (
        base("43/2010/TT-NHNN", "2010-12-29", "Về kiểm đếm tiền xu", "2011-02-15"),
        acting("44/2016/TT-NHNN", "2016-12-30", "Về tiền xu", "2017-02-15",
               "Thông tư này bãi bỏ Thông tư số 43/2010/TT-NHNN ngày 29 tháng 12 năm 2010 của Thống đốc Ngân hàng Nhà nước "
               "về kiểm đếm tiền xu."),
    ), (Ask("43/2010/TT-NHNN", "2017-02-15", "expired", "2017-02-15"),)),
    Case(29, (
        base("41/2011/TT-BCT", "2011-12-02", "Về chợ nổi", "2012-01-20"),
        base("42/2012/TT-BCT", "2012-12-03", "Về chợ đêm", "2013-01-20"),
        base("43/2013/TT-BCT", "2013-12-04", "Về chợ phiên", "2014-01-20"),
        acting("50/2020/TT-BCT", "2020-12-30", "Bãi bỏ một số văn bản quy phạm pháp luật", "2021-03-01",
               "Bãi bỏ toàn bộ 02 văn bản quy phạm pháp luật sau đây:\n1. Thông tư số 41/2011/TT-BCT ngày 02 tháng 12 năm "
               "2011 của Bộ trưởng Bộ Công Thương về chợ nổi.\n2. Thông tư số 42/2012/TT-BCT ngày 03 tháng 12 năm 2012 của "
               "Bộ trưởng Bộ Công Thương về chợ đêm.",
               "Bãi bỏ một phần 01 văn bản quy phạm pháp luật sau đây:\nBãi bỏ Điều 4 Thông tư số 43/2013/TT-BCT ngày 04 "
               "tháng 12 năm 2013 của Bộ trưởng Bộ Công Thương về chợ phiên."),
    ), (Ask("41/2011/TT-BCT", "2021-03-01", "expired", "2021-03-01"),
        Ask("42/2012/TT-BCT", "2021-03-01", "expired", "2021-03-01"),
        Ask("43/2013/TT-BCT", "2021-03-01", "partly_expired", "2021-03-01", provisions={"Điều 4": "expired"}))),
    Case(30, (
        base("17/2017/QĐ-UBND", "2017-06-05", "Quy định về bến thuyền trên địa bàn tỉnh", "2017-06-15"),
        acting("18/2019/QĐ-UBND", "2019-06-05",
               "Sửa đổi, bổ sung một số điều của Quyết định số 17/2017/QĐ-UBND ngày 05 tháng 6 năm 2017 của Ủy ban nhân dân "
               "tỉnh quy định về bến thuyền trên địa bàn tỉnh", "2019-06-20",
               "Sửa đổi, bổ sung Điều 6 như sau:\n1. Bãi bỏ khoản 3; sửa đổi, bổ sung khoản 4 và khoản 5; bổ sung khoản 6 "
               "vào sau khoản 5 như sau:\n“4. Nội dung mới thứ nhất.\n5. Nội dung mới thứ hai.\n6. Nội dung thêm.”"),
    ), (Ask("17/2017/QĐ-UBND", "2019-12-31", "partly_expired", "2019-06-20",
            provisions={"Điều 6 khoản 3": "expired", "Điều 6 khoản 4": "partly_expired",
                        "Điều 6 khoản 5": "partly_expired"}),)),
    Case(31, (
        base("54/2016/QĐ-UBND", "2016-10-20", "Quy định về quản lý bãi đá trên địa bàn tỉnh", "2016-11-01"),
        acting("55/2018/QĐ-UBND", "2018-10-22",
               "Sửa đổi, bổ sung một số điều của Quyết định số 54/2016/QĐ-UBND ngày 20 tháng 10 năm 2016 của Ủy ban nhân dân "
               "tỉnh quy định về quản lý bãi đá trên địa bàn tỉnh", "2018-11-05",
               "Bãi bỏ khoản 2, điểm a khoản 1, điểm b khoản 3 Điều 6."),
    ), (Ask("54/2016/QĐ-UBND", "2018-12-31", "partly_expired", "2018-11-05",
            provisions={"Điều 6 khoản 2": "expired", "Điều 6 khoản 1 điểm a": "expired",
                        "Điều 6 khoản 3 điểm b": "expired"}),)),
    Case(32, (
        base("39/2013/QĐ-UBND", "2013-11-20", "Quy định về đặt tên ngõ trên địa bàn tỉnh", "2013-11-30"),
        acting("40/2017/QĐ-UBND", "2017-11-20", "Sửa đổi Quyết định số 39/2013/QĐ-UBND", "2017-12-01",
               "Thay thế cụm từ “Phòng Hạ tầng” bằng cụm từ “Phòng Kinh tế, Hạ tầng” tại khoản 2 Điều 6 và Điều 8 Quyết "
               "định số 39/2013/QĐ-UBND ngày 20 tháng 11 năm 2013 của Ủy ban nhân dân tỉnh."),
    ), (Ask("39/2013/QĐ-UBND", "2017-12-31", "partly_expired", "2017-12-01",
            provisions={"Điều 6 khoản 2": "partly_expired", "Điều 8": "partly_expired"}),)),
    Case(33, (
        base("43/2018/TT-BCT", "2018-12-02", "Về quản lý quầy thuốc lào", "2019-01-20"),
        acting("44/2021/TT-BCT", "2021-12-02", "Sửa đổi Thông tư số 43/2018/TT-BCT", "2022-01-20",
               "Bãi bỏ cụm từ “thị xã,” tại điểm b khoản 3 Điều 4 Thông tư số 43/2018/TT-BCT ngày 02 tháng 12 năm 2018 của "
               "Bộ trưởng Bộ Công Thương.",
               "Bỏ cụm từ “cấp huyện” tại khoản 1 Điều 7 Thông tư số 43/2018/TT-BCT ngày 02 tháng 12 năm 2018 của Bộ trưởng "
               "Bộ Công Thương."),
    ), (Ask("43/2018/TT-BCT", "2022-12-31", "partly_expired", "2022-01-20",
            provisions={"Điều 4 khoản 3 điểm b": "partly_expired", "Điều 7 khoản 1": "partly_expired"}),)),
    Case(34, (
        base("90/2016/NĐ-CP", "2016-11-15", "Về thống kê bến bãi", "2017-01-01")
        + "\nPHỤ LỤC I\nDANH MỤC BẾN\nBến thứ nhất.\n\nPHỤ LỤC II\nDANH MỤC BÃI\nBãi thứ nhất.\n",
        acting("91/2020/NĐ-CP", "2020-08-14", "Sửa đổi Nghị định số 90/2016/NĐ-CP", "2020-10-01",
               "Thay thế Phụ lục II ban hành kèm theo Nghị định số 90/2016/NĐ-CP ngày 15 tháng 11 năm 2016 của Chính phủ "
               "bằng Phụ lục IIA ban hành kèm theo Nghị định này."),
    ), (Ask("90/2016/NĐ-CP", "2020-12-31", "partly_expired", "2020-10-01", provisions={"Phụ lục II": "partly_expired"}),)),
    Case(35, (
        base("25/2017/TT-BXD", "2017-10-05", "Về nhật ký bờ kè", "2017-12-01"),
        acting("26/2020/TT-BXD", "2020-10-05", "Sửa đổi Thông tư số 25/2017/TT-BXD", "2020-12-01",
               "Thay thế Mẫu số 01 tại điểm a khoản 1 Điều 6 Thông tư số 25/2017/TT-BXD ngày 05 tháng 10 năm 2017 của Bộ "
               "trưởng Bộ Xây dựng bằng Mẫu số 01 Phụ lục ban hành kèm theo Thông tư này."),
    ), (Ask("25/2017/TT-BXD", "2020-12-31", "partly_expired", "2020-12-01"),)),
    Case(36, (
        base("30/2010/TT-BTP", "2010-06-30", "Về phiếu lý lịch lưu kho", "2010-08-15"),
        base("32/2010/TT-BTP", "2010-07-30", "Về sổ lưu kho", "2010-09-15"),
        acting("31/2019/TT-BTP", "2019-12-30", "Bãi bỏ một số văn bản quy phạm pháp luật", "2020-02-14",
               "Bãi bỏ toàn bộ Thông tư số 30/2010/TT-BTP ngày 30 tháng 6 năm 2010 của Bộ trưởng Bộ Tư pháp về phiếu lý "
               "lịch lưu kho.",
               "Bãi bỏ toàn bộ các văn bản sau đây:\n1. Thông tư số 32/2010/TT-BTP ngày 30 tháng 7 năm 2010 của Bộ trưởng "
               "Bộ Tư pháp về sổ lưu kho."),
        acting("33/2021/TT-BTP", "2021-05-20", "Bãi bỏ một phần Thông tư số 31/2019/TT-BTP", "2021-07-05",
               "Bãi bỏ khoản 1 Điều 2 Thông tư số 31/2019/TT-BTP ngày 30 tháng 12 năm 2019 của Bộ trưởng Bộ Tư pháp về việc "
               "bãi bỏ một số văn bản quy phạm pháp luật."),
    ), (
        Ask("31/2019/TT-BTP", "2021-12-31", "partly_expired", "2021-07-05", provisions={"Điều 2 khoản 1": "expired"}),
        Ask("32/2010/TT-BTP", "2021-12-31", "expired", "2020-02-14", ("repeal_of_repeal",), review=True),
        Ask("30/2010/TT-BTP", "2021-12-31", "expired", "2020-02-14"),
    )),
    Case(37, (
        base("04/2012/TT-BXD", "2012-02-10", "Về thợ nề", "2012-03-26"),
        base("05/2014/TT-BXD", "2014-02-10", "Về thợ mộc", "2014-03-27"),
        acting("15/2019/TT-BXD", "2019-12-15", "Bãi bỏ một số thông tư", "2020-02-01",
               "Bãi bỏ toàn bộ các thông tư sau đây:\n1. Thông tư số 04/2012/TT-BXD ngày 10 tháng 02 năm 2012 của Bộ trưởng "
               "Bộ Xây dựng về thợ nề."),
        acting("77/2021/TT-BXD", "2021-12-31", "Sửa đổi, bổ sung một số điều của Thông tư số 15/2019/TT-BXD ngày 15 tháng 12 "
               "năm 2019 của Bộ trưởng Bộ Xây dựng bãi bỏ một số thông tư", "2022-02-15",
               "Sửa đổi, bổ sung một số điều của Thông tư số 15/2019/TT-BXD ngày 15 tháng 12 năm 2019 của Bộ trưởng Bộ Xây "
               "dựng bãi bỏ một số thông tư:\n1. Bãi bỏ khoản 1 Điều 1.\n2. Bổ sung khoản 2 vào sau khoản 1 Điều 1 như "
               "sau:\n“2. Bãi bỏ các khoản 1, 2 và 3 Điều 1 Thông tư số 05/2014/TT-BXD ngày 10 tháng 02 năm 2014 của Bộ "
               "trưởng Bộ Xây dựng về thợ mộc.”"),
    ), (
        Ask("15/2019/TT-BXD", "2022-12-31", "partly_expired", "2022-02-15", provisions={"Điều 1 khoản 1": "expired"}),
        Ask("04/2012/TT-BXD", "2022-12-31", "expired", "2020-02-01", ("repeal_of_repeal",), review=True),
        Ask("05/2014/TT-BXD", "2022-01-01", "in_force"),
        Ask("05/2014/TT-BXD", "2022-12-31", "in_force", review=True),
    )),
    Case(38, (
        base("15/2015/TT-BCT", "2015-05-21", "Về cân đối chứng", "2015-07-05"),
        acting("13/2018/TT-BCT", "2018-06-22", "Bãi bỏ một phần Thông tư số 15/2015/TT-BCT", "2018-08-10",
               "Bãi bỏ khoản 3 Điều 7 Thông tư số 15/2015/TT-BCT ngày 21 tháng 5 năm 2015 của Bộ trưởng Bộ Công Thương."),
        acting("12/2023/TT-BCT", "2023-03-30", "Bãi bỏ một số văn bản quy phạm pháp luật", "2023-05-15",
               "Bãi bỏ toàn bộ các văn bản sau đây:\n1. Thông tư số 15/2015/TT-BCT ngày 21 tháng 5 năm 2015 của Bộ trưởng Bộ "
               "Công Thương về cân đối chứng;\n2. Thông tư số 13/2018/TT- BCT ngày 22 tháng 6 năm 2018 của Bộ trưởng Bộ Công "
               "Thương bãi bỏ khoản 3 Điều 7 Thông tư số 15/2015/TT- BCT."),
    ), (
        Ask("15/2015/TT-BCT", "2018-12-31", "partly_expired", "2018-08-10"),
        Ask("15/2015/TT-BCT", "2023-05-15", "expired", "2023-05-15"),
        Ask("13/2018/TT-BCT", "2023-05-15", "expired", "2023-05-15"),
    )),
    Case(39, (
        base("24/2015/TT-NHNN", "2015-11-12", "Sửa đổi, bổ sung một số điều của Thông tư số 10/2012/TT-NHNN", "2016-01-01"),
        acting("25/2019/TT-NHNN", "2019-12-02", "Về quầy đổi tiền lẻ", "2020-02-01",
               "Thông tư này bãi bỏ điểm b, điểm c khoản 1 và khoản 5 Điều 1 Thông tư số 24/2015/TT-NHNN ngày 12 tháng 11 "
               "năm 2015 của Thống đốc Ngân hàng Nhà nước sửa đổi, bổ sung một số điều của Thông tư số 10/2012/TT-NHNN."),
    ), (Ask("24/2015/TT-NHNN", "2020-02-01", "partly_expired", "2020-02-01",
            provisions={"Điều 1 khoản 1 điểm b": "expired", "Điều 1 khoản 1 điểm c": "expired",
                        "Điều 1 khoản 5": "expired"}),)),
    Case(40, (
        act("72/2020/TT-BTC", "2020-07-30", "Quy định mức thu phí, lệ phí bến phao", "Phạm vi.\nThông tư này quy định mức "
            "thu.", "Mức thu.\n1. Phí là 10.000 đồng.\n2. Lệ phí cấp mới là 20.000 đồng.\n3. Lệ phí cấp lại là 15.000 đồng.",
            "Hiệu lực.\n1. Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 9 năm 2020.\n2. Quy định về lệ phí bến phao "
            "tại khoản 2 và khoản 3 Điều 2 Thông tư này hết hiệu lực thi hành từ ngày 01 tháng 7 năm 2022."),
    ), (
        Ask("72/2020/TT-BTC", "2022-06-30", "in_force"),
        Ask("72/2020/TT-BTC", "2022-07-01", "partly_expired", "2022-07-01",
            provisions={"Điều 2 khoản 2": "expired", "Điều 2 khoản 3": "expired"}),
    )),
    Case(41, (
        act("73/2019/TT-BTC", "2019-12-20", "Hướng dẫn thu phí bến phao thí điểm", "Thông tư này quy định mức thu.",
            "Thông tư này có hiệu lực kể từ ngày 15 tháng 02 năm 2020 và hết hiệu lực kể từ ngày 01 tháng 3 năm 2021."),
    ), (
        Ask("73/2019/TT-BTC", "2021-02-28", "in_force"), Ask("73/2019/TT-BTC", "2021-03-01", "expired", "2021-03-01"),
    )),
    Case(42, (
        act("74/2019/TT-BTC", "2019-12-21", "Hướng dẫn tạm ứng vốn bến phao", "Thông tư này quy định việc tạm ứng.",
            "Hiệu lực.\n1. Thông tư này có hiệu lực kể từ ngày 15 tháng 02 năm 2020.\n2. Thông tư này hết hiệu lực kể từ ngày "
            "01/3/2021, trừ các trường hợp quy định tại khoản 1 Điều 60 Nghị định 152/2018/NĐ-CP của Chính phủ."),
    ), (
        Ask("74/2019/TT-BTC", "2021-02-28", "in_force"), Ask("74/2019/TT-BTC", "2021-03-01", "expired", "2021-03-01"),
    )),
    Case(43, (
        act("11/2017/QĐ-TTg", "2017-04-11", "Về cơ chế khuyến khích điện gió nhỏ", "Giá mua là 9 xu.",
            "Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2017 đến ngày 30 tháng 6 năm 2019."),
    ), (
        Ask("11/2017/QĐ-TTg", "2019-06-30", "in_force"), Ask("11/2017/QĐ-TTg", "2019-07-01", "expired", "2019-07-01"),
    )),
    Case(44, (
        act("75/2020/TT-BTC", "2020-08-03", "Về hỗ trợ bến phao", "Mức hỗ trợ là 5 triệu đồng.",
            "Thông tư này có hiệu lực kể từ ngày ký ban hành và được thực hiện đến hết ngày 28 tháng 02 năm 2023."),
    ), (
        Ask("75/2020/TT-BTC", "2020-08-03", "in_force", "2020-08-03"), Ask("75/2020/TT-BTC", "2023-02-28", "in_force"),
        Ask("75/2020/TT-BTC", "2023-03-01", "expired", "2023-03-01"),
    )),
    Case(45, (
        act("54/2018/NQ-HĐND", "2018-07-10", "Về chính sách bến phao trên địa bàn tỉnh", "Hỗ trợ bến.", "Hỗ trợ phao.",
            "Hiệu lực.\n1. Nghị quyết này có hiệu lực thi hành kể từ ngày 20 tháng 7 năm 2018.\n2. Quy định tại Điều 2 của "
            "Nghị quyết này có hiệu lực thi hành đến hết ngày 30 tháng 6 năm 2021."),
    ), (
        Ask("54/2018/NQ-HĐND", "2021-06-30", "in_force"),
        Ask("54/2018/NQ-HĐND", "2021-07-01", "partly_expired", "2021-07-01", provisions={"Điều 2": "expired"}),
    )),
    Case(46, (
        act("55/2018/NQ-HĐND", "2018-07-11", "Về cơ chế bến phao trên địa bàn tỉnh", "Nội dung cơ chế.",
            "Hiệu lực.\n1. Nghị quyết này có hiệu lực thi hành kể từ ngày 21 tháng 7 năm 2018.\n2. Trường hợp luật, nghị định "
            "được sửa đổi, bổ sung hoặc ban hành mới có quy định khác thì các quy định tương ứng được ban hành trong Nghị "
            "quyết này chấm dứt hiệu lực."),
    ), (Ask("55/2018/NQ-HĐND", "2022-12-31", "in_force", codes=("conditional_end",), review=True),)),
    Case(47, (
        act("76/2020/TT-BTC", "2020-08-04", "Về danh mục bến phao", "Danh mục tại Phụ lục II kèm theo Thông tư này.",
            "Hiệu lực.\n1. Thông tư này có hiệu lực thi hành kể từ ngày 20 tháng 9 năm 2020.\n2. Danh mục bến phao tại Phụ lục "
            "II kèm theo Thông tư này sẽ hết hiệu lực sau khi Chủ tịch Ủy ban nhân dân cấp tỉnh ban hành Danh mục bến phao "
            "của địa phương."),
    ), (Ask("76/2020/TT-BTC", "2022-12-31", "in_force", review=True),)),
    Case(48, (
        act("141/QĐ-TTg", "2008-01-30", "Về phụ cấp trạm gác", "Mức phụ cấp là 0,3.",
            "Quyết định này có hiệu lực kể từ ngày ký."),
        acting("12/2015/QĐ-TTg", "2015-12-10", "Về phụ cấp công vụ", "2016-01-25",
               "Quyết định số 141/QĐ-TTg ngày 30 tháng 01 năm 2008 của Thủ tướng Chính phủ về phụ cấp trạm gác hết hiệu lực "
               "kể từ ngày 25 tháng 01 năm 2016."),
    ), (Ask("141/QĐ-TTg", "2016-01-24", "in_force"), Ask("141/QĐ-TTg", "2016-01-25", "expired", "2016-01-25"))),
    Case(49, (
        base("20/2014/QĐ-TTg", "2014-03-05", "Về tiêu chí xã bãi ngang", "2014-04-20"),
        acting("21/2020/QĐ-TTg", "2020-07-02", "Về công nhận xã bãi ngang", "2020-08-20",
               "Quyết định này thay thế các quy định về tiêu chí, trình tự, thủ tục công nhận xã bãi ngang được ban hành "
               "trước ngày Quyết định này có hiệu lực."),
    ), (Ask("20/2014/QĐ-TTg", "2020-12-31", "in_force"),), warns=("blanket_repeal",), effects=0),
    Case(50, (
        base("22/2012/QĐ-UBND", "2012-04-09", "Quy định điều kiện kinh doanh bãi xe trên địa bàn tỉnh", "2012-04-19"),
        acting("67/2013/QH13", "2013-11-26", "KINH DOANH BÃI XE", "2014-07-01",
               "Điều kiện kinh doanh bãi xe quy định tại các văn bản được ban hành trước ngày Luật này có hiệu lực trái với "
               "quy định tại khoản 3 Điều 7 của Luật này hết hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2014."),
    ), (Ask("22/2012/QĐ-UBND", "2014-12-31", "in_force"),), warns=("blanket_repeal",), effects=0),
    Case(51, (
        base("73/2010/QH12", "2010-11-27", "TUẦN TRA BẾN NƯỚC", "2011-07-01", say="Luật này"),
        acting("99/2015/QH13", "2015-11-26", "TỔ CHỨC TUẦN TRA", "2018-01-01", UNIT,
               "Quy định về tên gọi tại điểm b và điểm c khoản 1 Điều 1 của Luật này thay thế tên gọi quy định tại điểm c "
               "khoản 1 Điều 4 của Luật Tuần tra bến nước số 73/2010/QH12."),
    ), (Ask("73/2010/QH12", "2018-01-01", "partly_expired", "2018-01-01"),)),
    Case(52, (
        base("227/2005/QĐ-TTg", "2005-09-16", "Về việc công nhận xã an toàn bến nước", "2005-10-10", articles=3),
        acting("33/2012/QĐ-TTg", "2012-08-08", "Về tiêu chí xã an toàn bến nước", "2012-10-01",
               "Các Quyết định của Thủ tướng Chính phủ về việc công nhận xã an toàn bến nước đã ban hành tiếp tục có hiệu lực "
               "thi hành đến khi các quyết định của Chủ tịch Ủy ban nhân dân cấp tỉnh về việc công nhận có hiệu lực."),
    ), (Ask("227/2005/QĐ-TTg", "2015-12-31", "in_force"),)),
    Case(53, (
        act("40/2015/QH13", "2015-06-22", "BẢO VỆ BẾN PHAO", "Chính phủ quy định chi tiết Điều này.",
            "Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2016."),
        act("41/2016/NĐ-CP", "2016-05-15", "Quy định chi tiết Điều 1 Luật Bảo vệ bến phao số 40/2015/QH13", "Nội dung chi "
            "tiết.", "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2016."),
        act("42/2016/NĐ-CP", "2016-05-16", "Quy định chi tiết Điều 1 Luật Bảo vệ bến đò số 43/2015/QH13", "Nội dung chi "
            "tiết.", "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2016."),
        act("43/2015/QH13", "2015-06-23", "BẢO VỆ BẾN ĐÒ", "Chính phủ quy định chi tiết Điều này.",
            "Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2016."),
        acting("44/2025/QH15", "2025-12-10", "BẾN ĐÒ", "2026-03-01",
               "Luật Bảo vệ bến đò số 43/2015/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực."),
        acting("45/2025/QH15", "2025-12-11", "BẾN PHAO", "2026-03-01",
               "Luật Bảo vệ bến phao số 40/2015/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực.",
               "Văn bản quy phạm pháp luật, văn bản hành chính về bến phao ban hành trước ngày 01 tháng 3 năm 2026 tiếp tục "
               "có hiệu lực thi hành đến khi cơ quan, người có thẩm quyền ban hành quy định thay thế theo quy định của Luật "
               "này."),
    ), (
        Ask("43/2015/QH13", "2026-03-01", "expired", "2026-03-01"),
        Ask("42/2016/NĐ-CP", "2026-03-01", "expired", "2026-03-01"),  # nothing keeps this one
        Ask("40/2015/QH13", "2026-03-01", "expired", "2026-03-01"),
        Ask("41/2016/NĐ-CP", "2026-03-01", "in_force", codes=("kept_as_class",), review=True),
    )),
    Case(54, (
        act("50/2015/QH13", "2015-06-24", "BẾN CẢNG CẠN", "Chính phủ quy định chi tiết Điều này.",
            "Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2016."),
        act("24/2016/NĐ-CP", "2016-04-05", "Quy định chi tiết Điều 1 Luật Bến cảng cạn số 50/2015/QH13", "Nội dung chi tiết.",
            "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2016."),
        acting("51/2025/QH15", "2025-12-12", "CẢNG CẠN", "2026-03-01",
               "Luật Bến cảng cạn số 50/2015/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực."),
        act("13/NQ-CP", "2026-01-16", "Về việc tiếp tục có hiệu lực của Nghị định số 24/2016/NĐ-CP",
            "Công bố Nghị định số 24/2016/NĐ-CP ngày 05 tháng 4 năm 2016 của Chính phủ, được sửa đổi, bổ sung bởi Nghị định số "
            "14/2018/NĐ-CP ngày 23 tháng 01 năm 2018, tiếp tục có hiệu lực cho đến khi có văn bản thay thế, bãi bỏ.",
            "Nghị quyết này có hiệu lực kể từ ngày ký."),
    ), (
        Ask("50/2015/QH13", "2026-03-01", "expired"),
        Ask("24/2016/NĐ-CP", "2026-12-31", "in_force", codes=("kept_alive",)),
    )),
    Case(55, (
        base("46/2019/NĐ-CP", "2019-11-11", "Về đăng kiểm bè", "2019-12-30"),
        acting("19/2021/NĐ-CP", "2021-02-05", "Về việc tạm ngưng hiệu lực Nghị định số 46/2019/NĐ-CP", "2021-02-05",
               "Tạm ngưng hiệu lực thi hành Nghị định số 46/2019/NĐ-CP ngày 11 tháng 11 năm 2019 của Chính phủ về đăng kiểm "
               "bè đến hết ngày 30 tháng 6 năm 2021."),
    ), (
        Ask("46/2019/NĐ-CP", "2021-06-30", "suspended", "2021-02-05"),
        Ask("46/2019/NĐ-CP", "2021-07-01", "in_force", "2021-07-01"),
    )),
    Case(56, (
        base("23/2018/TT-BGTVT", "2018-05-07", "Về đăng kiểm thuyền thúng", "2018-07-01"),
        acting("28/2020/TT-BGTVT", "2020-11-09", "Quy định ngưng hiệu lực thi hành của Thông tư số 23/2018/TT-BGTVT",
               "2021-01-01", "Ngưng hiệu lực thi hành Thông tư số 23/2018/TT-BGTVT ngày 07 tháng 5 năm 2018 của Bộ trưởng Bộ "
               "Giao thông vận tải đến hết ngày 31 tháng 12 năm 2024."),
        acting("30/2022/TT-BGTVT", "2022-11-15", "Về đăng kiểm thuyền nhỏ", "2023-01-01",
               "Thông tư này thay thế Thông tư số 23/2018/TT-BGTVT ngày 07 tháng 5 năm 2018 về đăng kiểm thuyền thúng và bãi "
               "bỏ Thông tư số 28/2020/TT-BGTVT ngày 09 tháng 11 năm 2020 quy định ngưng hiệu lực thi hành của Thông tư số "
               "23/2018/TT-BGTVT."),
    ), (
        Ask("23/2018/TT-BGTVT", "2022-12-31", "suspended", "2021-01-01"),
        Ask("23/2018/TT-BGTVT", "2023-01-01", "expired", "2023-01-01"),
        Ask("28/2020/TT-BGTVT", "2023-01-01", "expired", "2023-01-01"),
    )),
    Case(57, (
        base("05/2019/TT-BCT", "2019-03-01", "Về tem cân", "2019-04-15"),
        act("730/QĐ-BCT", "2019-03-16", "Về việc đính chính Thông tư số 05/2019/TT-BCT", "Đính chính Điều 1 Thông tư số "
            "05/2019/TT-BCT ngày 01 tháng 3 năm 2019: “thứ nhất” sửa thành “thứ hai”.",
            "Quyết định này có hiệu lực kể từ ngày ký."),
        acting("24/2020/TT-BCT", "2020-09-18", "Bãi bỏ quyết định đính chính", "2020-11-01",
               "Bãi bỏ Quyết định số 730/QĐ-BCT ngày 16 tháng 3 năm 2019 của Bộ trưởng Bộ Công Thương về việc đính chính "
               "Thông tư số 05/2019/TT-BCT."),
    ), (Ask("730/QĐ-BCT", "2020-12-31", "expired", "2020-11-01"), Ask("05/2019/TT-BCT", "2020-12-31", "in_force"))),
    Case(58, (
        base("27/2013/QĐ-TTg", "2013-05-20", "Về giá bán lẻ nước", "2013-07-10"),
        acting("14/2021/QĐ-TTg", "2021-05-29", "Về cơ cấu giá bán lẻ nước", "2021-06-29",
               "Quyết định này thay thế Quyết định số 27/2013/QĐ-TTg ngày 20 tháng 5 năm 2013 của Thủ tướng Chính phủ.",
               "Cơ cấu giá bán lẻ nước quy định tại Quyết định số 27/2013/QĐ-TTg ngày 20 tháng 5 năm 2013 của Thủ tướng Chính "
               "phủ được tiếp tục áp dụng từ ngày Quyết định này có hiệu lực đến ngày thực hiện điều chỉnh mức giá bán lẻ "
               "nước bình quân gần nhất."),
    ), (Ask("27/2013/QĐ-TTg", "2021-06-28", "in_force"),
        Ask("27/2013/QĐ-TTg", "2021-12-31", "expired", "2021-06-29", ("kept_content",), review=True))),
    Case(59, (
        act("148/2019/TT-BTC", "2019-12-16", "Về hóa đơn bến phao", "Nội dung thứ nhất.", "Nội dung thứ hai.",
            "Nội dung thứ ba.", "Hiệu lực.\n1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 02 năm 2020, trừ quy "
            "định tại khoản 2 và khoản 3 Điều này.\n2. Quy định tại Điều 2 Thông tư này có hiệu lực kể từ ngày 01 tháng 7 "
            "năm 2020.\n3. Điều 3 của Thông tư này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021."),
    ), (
        Ask("148/2019/TT-BTC", "2020-02-01", "in_force", "2020-02-01",
            provisions={"Điều 2": "not_yet", "Điều 3": "not_yet"}),
        Ask("148/2019/TT-BTC", "2020-07-01", "in_force", "2020-02-01", provisions={"Điều 3": "not_yet"}),
    )),
    Case(60, (
        act("63/2006/QĐ-UBND", "2006-08-10", "Quy định về bến bãi ven sông trên địa bàn tỉnh", "Nội dung.",
            "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký ban hành."),
        act("26/2014/QĐ-UBND", "2014-07-15", "Quy định về bến bãi ven hồ trên địa bàn tỉnh", "Nội dung.",
            "Quyết định này có hiệu lực thi hành sau 10 (mười) ngày, kể từ ngày ký."),
    ), (
        Ask("63/2006/QĐ-UBND", "2006-08-19", "not_yet"), Ask("63/2006/QĐ-UBND", "2006-08-20", "in_force", "2006-08-20"),
        Ask("26/2014/QĐ-UBND", "2014-12-31", "in_force", "2014-07-25"),
    )),
    Case(61, (
        act("01/2018/QĐ-UBND", "2018-01-09", "Quy định về bến bãi trong rừng trên địa bàn tỉnh", "Nội dung.",
            "Quyết định này có hiệu lực thi hành kể từ ngày 19 tháng 01 năm 2018./."),
    ), (Ask("01/2018/QĐ-UBND", "2018-12-31", "in_force", "2018-01-19"),)),
    Case(62, (
        base("82/2012/QĐ-UBND", "2012-02-20", "Quy định về bãi tắm trên địa bàn tỉnh", "2012-03-01"),
        acting("83/2013/QĐ-UBND", "2013-02-20", "Quy định về bãi tắm cộng đồng trên địa bàn tỉnh", "2013-03-02",
               "Việc cứu hộ thực hiện theo Quyết định số 82/2012/QĐ-UBND ngày 20 tháng 02 năm 2012 của Ủy ban nhân dân tỉnh. "
               "Trường hợp các văn bản dẫn chiếu tại Quyết định này được sửa đổi, bổ sung hoặc thay thế thì áp dụng theo quy "
               "định mới."),
    ), (Ask("82/2012/QĐ-UBND", "2013-12-31", "in_force"),), effects=0),
    Case(63, (
        acting("86/2014/NĐ-CP", "2014-09-10", "Về xe kéo tay", "2014-12-01",
               "Bộ Giao thông vận tải tổng hợp, đề xuất để trình Chính phủ sửa đổi, bổ sung, thay thế Nghị định này trong "
               "trường hợp cần thiết."),
    ), (Ask("86/2014/NĐ-CP", "2015-12-31", "in_force"),), effects=0),
    Case(64, (
        base("19/2003/QĐ-TTg", "2003-01-23", "Về đất bãi thải", "2003-02-10"),
        acting("181/2005/NĐ-CP", "2005-10-29", "Về đất bãi", "2005-11-16",
               "Các Bộ, cơ quan ngang Bộ có trách nhiệm rà soát các văn bản đã ban hành trái với quy định của Nghị định này, "
               "trong đó có Quyết định số 19/2003/QĐ-TTg ngày 23 tháng 01 năm 2003, để sửa đổi, bổ sung hoặc huỷ bỏ."),
    ), (Ask("19/2003/QĐ-TTg", "2006-12-31", "in_force"),), effects=0),
    Case(65, (
        base("95/2012/QĐ-UBND", "2012-12-20", "Quy định về bãi rác trên địa bàn tỉnh", "2012-12-30"),
        acting("19/2019/QĐ-UBND", "2019-05-22", "Quy định về xử lý bãi rác trên địa bàn tỉnh", "2019-06-05",
               "Các sở, ngành rà soát, bãi bỏ hoặc đề nghị cấp có thẩm quyền bãi bỏ văn bản hướng dẫn, quy định chi tiết thi "
               "hành Quyết định số 95/2012/QĐ-UBND ngày 20 tháng 12 năm 2012 của Ủy ban nhân dân tỉnh (nếu có)."),
    ), (Ask("95/2012/QĐ-UBND", "2019-12-31", "in_force"),), effects=0),
    Case(66, (
        base("96/2012/QĐ-UBND", "2012-12-21", "Quy định về giấy phép bến bãi trên địa bàn tỉnh", "2012-12-31"),
        acting("97/2013/QĐ-UBND", "2013-12-23", "Quy định về trồng rừng thay thế trên địa bàn tỉnh", "2014-01-02",
               "Giấy phép hết hiệu lực khi hết thời hạn ghi trên giấy phép; việc chấm dứt hiệu lực mã số, trồng rừng thay thế, "
               "lắp thiết bị thay thế thực hiện theo quy định của pháp luật."),
    ), (Ask("96/2012/QĐ-UBND", "2014-12-31", "in_force"),), effects=0),
    Case(67, (
        base("98/2012/QĐ-UBND", "2012-12-24", "Quy định về bến cóc trên địa bàn tỉnh", "2013-01-03"),
        act("99/2014/QĐ-UBND", "2014-12-24", "Quy định về bến tạm trên địa bàn tỉnh", "Nội dung.",
            "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.").replace(
                "Căn cứ các quy định của pháp luật về tổ chức bộ máy nhà nước;",
                "Căn cứ Quyết định số 98/2014/QĐ-UBND ngày 20 tháng 12 năm 2014 của Ủy ban nhân dân tỉnh sửa đổi, bổ sung Quyết "
                "định số 98/2012/QĐ-UBND ngày 24 tháng 12 năm 2012 và bãi bỏ một số văn bản;"),
    ), (Ask("98/2012/QĐ-UBND", "2015-12-31", "in_force"),), effects=0),
    Case(68, (
        base("08/1999/CT-TTg", "1999-03-30", "Về tiết kiệm dầu hỏa", "1999-03-30"),
        base("770/TTg", "1994-12-20", "Về tổ chức trạm địa bạ", "1994-12-20"),
        acting("44/2014/QĐ-TTg", "2014-08-15", "Bãi bỏ một số văn bản quy phạm pháp luật", "2014-10-01",
               "Bãi bỏ các văn bản sau đây:\n1. Chỉ thị số 08/1999/CT-TTg ngày 30 tháng 3 năm 1999 của Thủ tướng Chính phủ về "
               "tiết kiệm dầu hỏa.\n2. Quyết định số 770/TTg ngày 20 tháng 12 năm 1994 của Thủ tướng Chính phủ về tổ chức trạm "
               "địa bạ."),
    ), (Ask("08/1999/CT-TTg", "2014-10-01", "expired", "2014-10-01"),
        Ask("770/TTg", "2014-10-01", "expired", "2014-10-01"))),
]  # fmt: skip


def said(*words: str) -> Any:
    """The JSON that the program prints, run in this process: a process a question would take long."""
    from lawreg.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as done:
        main([*words, "--json"])
    assert done.value.code in (0, 1), out.getvalue()
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]) -> Path:
    """A workspace into which the documents of all cases were ingested, once."""
    home = tmp_path_factory.mktemp("cau-chu") / "so"
    assert run("init", str(home)).returncode == 0
    for case in CASES:
        for n, text in enumerate(case.files):
            (home / "corpus" / f"r{case.row:02d}-{n}.txt").write_text(text, encoding="utf-8")
    done = run("-w", str(home), "ingest", "--json", "--jobs", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["new"] == sum(len(case.files) for case in CASES)
    return home


def test_every_row_has_a_case() -> None:
    assert [case.row for case in CASES] == list(range(1, 69))


@pytest.mark.parametrize(
    ("row", "asked"), [(case.row, ask) for case in CASES for ask in case.asks],
    ids=lambda x: f"row{x}" if isinstance(x, int) else f"{x.number}@{x.at}",
)  # fmt: skip
def test_status_after_the_wording(office: Path, row: int, asked: Ask) -> None:
    d = said("-w", str(office), "status", asked.number, "--at", asked.at)
    assert d["status"] == asked.status, (d["reason"], d["evidence"])
    if asked.since:
        assert d["since"] == asked.since
    assert set(asked.codes) <= {d["reason_code"], *(n["code"] for n in d["notes"])}
    found = {p["path"]: p["status"] for p in d["provisions"]}
    assert asked.provisions.items() <= found.items(), found
    if asked.review:
        assert d["confidence"] == "needs_review"
    if asked.status != "unknown":
        assert any(e["quote"] for e in d["evidence"])


@pytest.mark.parametrize("case", [c for c in CASES if c.warns or c.effects is not None], ids=lambda c: f"row{c.row}")
def test_wording_without_a_target_acts_on_nobody(office: Path, case: Case) -> None:
    read = said("inspect", str(office / "corpus" / f"r{case.row:02d}-{len(case.files) - 1}.txt"))
    assert len(read["effects"]) == (case.effects or 0), [(e["op"], e["quote"]) for e in read["effects"]]
    assert set(case.warns) <= {w["code"] for w in read["warnings"]}


def test_every_quote_stands_at_its_place(office: Path) -> None:
    assert said("-w", str(office), "verify", "--at", "2026-12-31")["findings"] == []
