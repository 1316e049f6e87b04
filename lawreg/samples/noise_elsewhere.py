"""Normative documents of other bodies in the model province's folder: other provinces, districts, central bodies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from lawreg.samples import offices, wording
from lawreg.samples.drafting import Drafter
from lawreg.samples.noise_paper import NAMES, Stray
from lawreg.samples.plan import pick
from lawreg.samples.sheet import Sheet, blocks, printed_date, short_date


def other_province(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    """Normative documents of another province, with numbers that ours have too."""
    other = offices.HOA_PHUOC
    chosen = [a for a in drafter.plan.acts if a.kind in ("QĐ", "NQ") and 2009 <= a.year <= 2015][:: 24][:14]
    for n, act in enumerate(chosen):
        issued = date.fromordinal(act.issued.toordinal() + 11)
        council = act.kind == "NQ"
        body_name = "HỘI ĐỒNG NHÂN DÂN" if council else "ỦY BAN NHÂN DÂN"
        kind = act.type_name
        before = date(issued.year - 2, 4, 9)
        older = f"{kind} số {3 + n:02d}/{before.year}/{act.kind}-{act.org} ngày {short_date(before)}"
        body = f"""Điều 1. Quy định mức hỗ trợ người dân tham gia bảo vệ rừng ngập mặn trên địa bàn tỉnh {other.name}.
1. Hộ nhận khoán: 200.000 đồng một héc-ta một năm.
2. Cộng đồng dân cư: 150.000 đồng một héc-ta một năm.
Điều 2. {kind} này có hiệu lực sau 10 ngày kể từ ngày {'thông qua' if council else 'ký'} và thay thế {older} của \
{act.issuer} tỉnh {other.name}.
Điều 3. Các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành {kind} này./."""
        sheet = Sheet(
            issuer=(body_name, f"TỈNH {other.name.upper()}"),
            number_line=f"Số: {act.number}",
            date_line=f"{other.name}, {printed_date(issued)}",
            type_name=kind.upper(),
            title=(f"Quy định mức hỗ trợ bảo vệ rừng ngập mặn trên địa bàn tỉnh {other.name}",),
            authority=f"{body_name} TỈNH {other.name.upper()}",
            recitals=(
                offices.organisation_law(issued),
                offices.drafting_law(issued),
                "Theo đề nghị của Giám đốc Sở Nông nghiệp và Phát triển nông thôn.",
            ),
            enacting="QUYẾT NGHỊ:" if council else "QUYẾT ĐỊNH:",
            body=blocks(body),
            recipients=("- Như Điều 3;", "- Lưu: VT."),
            sign=("CHỦ TỊCH",) if council else ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            signer=offices.holder(other.council_chairs if council else other.committee_chairs, issued),
            properties={"Số ký hiệu": act.number, "Cơ quan ban hành": f"tỉnh {other.name}"},
        )
        yield Stray("other_province", act.number, f"{act.issuer} tỉnh {other.name}", issued, sheet)


def districts(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    """Decisions of districts of the province: normative, but not of the two provincial bodies."""
    acts = [a for a in drafter.plan.acts if a.kind == "QĐ" and 2010 <= a.year <= 2014]
    for n, district in enumerate(("Ea Nhôl", "Cư Drăm", "Krông Jing", "Ea Nhôl", "Cư Drăm", "Buôn Trang")):
        act = acts[n * 9]
        level = "thị xã" if district == "Buôn Trang" else "huyện"
        issued = date.fromordinal(act.issued.toordinal() + 3)
        body = f"""Điều 1. Quy định thời gian đổ rác, nơi tập kết rác thải sinh hoạt trên địa bàn {level} {district}.
Điều 2. Quyết định này có hiệu lực sau 07 ngày kể từ ngày ký.
Điều 3. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân {level}, Chủ tịch Ủy ban nhân dân các xã, thị trấn chịu \
trách nhiệm thi hành Quyết định này./."""
        sheet = Sheet(
            issuer=("ỦY BAN NHÂN DÂN", f"{level} {district}".upper()),
            number_line=f"Số: {act.number}",
            date_line=f"{district}, {printed_date(issued)}",
            type_name="QUYẾT ĐỊNH",
            title=(f"Về việc quy định thu gom rác thải sinh hoạt trên địa bàn {level} {district}",),
            authority=f"ỦY BAN NHÂN DÂN {level} {district}".upper(),
            recitals=(offices.organisation_law(issued), offices.drafting_law(issued)),
            enacting="QUYẾT ĐỊNH:",
            body=blocks(body),
            recipients=("- Như Điều 3;", f"- UBND tỉnh {drafter.province.name};", "- Lưu: VT."),
            sign=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            signer=pick(rnd, NAMES),
        )
        yield Stray("district", act.number, f"Ủy ban nhân dân {level} {district}", issued, sheet)


def central(drafter: Drafter) -> Iterator[Stray]:
    """Invented central acts (serial numbers no real act of the time reached) with blanket clauses."""
    rows = (
        ("907/2009/NĐ-CP", "CHÍNH PHỦ", "NGHỊ ĐỊNH", date(2009, 8, 14), "Về quản lý bến thuyền độc mộc"),
        ("921/2011/NĐ-CP", "CHÍNH PHỦ", "NGHỊ ĐỊNH", date(2011, 10, 3), "Về khuyến khích trồng cây bóng mát ven đường"),
        ("934/2014/NĐ-CP", "CHÍNH PHỦ", "NGHỊ ĐỊNH", date(2014, 9, 9), "Về thư viện lưu động vùng cao"),
        ("973/2012/TT-BTC", "BỘ TÀI CHÍNH", "THÔNG TƯ", date(2012, 5, 21), "Hướng dẫn kinh phí thư viện lưu động"),
        ("978/2015/TT-BTC", "BỘ TÀI CHÍNH", "THÔNG TƯ", date(2015, 6, 11), "Hướng dẫn kinh phí trồng cây bóng mát"),
        ("966/2013/TT-BXD", "BỘ XÂY DỰNG", "THÔNG TƯ", date(2013, 3, 28), "Hướng dẫn xây dựng bến thuyền độc mộc"),
    )
    for number, body_name, kind, issued, title in rows:
        effective = date.fromordinal(issued.toordinal() + 46)
        word = "Nghị định" if kind == "NGHỊ ĐỊNH" else "Thông tư"
        body = f"""Điều 1. Phạm vi điều chỉnh
{word} này quy định {wording.lowered(title.removeprefix('Về ').removeprefix('Hướng dẫn '))}.
Điều 2. Trách nhiệm
1. Bộ, ngành có liên quan hướng dẫn, kiểm tra việc thực hiện.
2. Ủy ban nhân dân cấp tỉnh rà soát văn bản đã ban hành để sửa đổi, bổ sung hoặc bãi bỏ nội dung trái {word} này.
Điều 3. Hiệu lực thi hành
1. {word} này có hiệu lực thi hành kể từ {printed_date(effective)}.
2. Những quy định trước đây của các Bộ, ngành và địa phương trái với {word} này đều bãi bỏ./."""
        sheet = Sheet(
            issuer=(body_name,),
            number_line=f"Số: {number}",
            date_line=f"Hà Nội, {printed_date(issued)}",
            type_name=kind,
            title=(title,),
            recitals=("Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;",),
            body=blocks(body),
            recipients=("- HĐND, UBND các tỉnh, thành phố trực thuộc Trung ương;", "- Công báo;", "- Lưu: VT."),
            sign=("TM. CHÍNH PHỦ", "THỦ TƯỚNG") if body_name == "CHÍNH PHỦ" else ("BỘ TRƯỞNG",),
            signer="Đỗ Quang Mẫu",
        )
        yield Stray("central", number, "Chính phủ" if body_name == "CHÍNH PHỦ" else None, issued, sheet)
