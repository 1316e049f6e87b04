"""What lies around the normative documents of a province in an office's folder: none of it may be counted.

Administrative decisions and letters, documents of other provinces and of districts with equal numbers, invented central
acts, news pages, drafts, directives after July 2016, announcements of lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from lawreg.samples import offices, wording
from lawreg.samples.acts import Act
from lawreg.samples.drafting import Drafter
from lawreg.samples.noise_elsewhere import central, districts, other_province
from lawreg.samples.noise_paper import NAMES, Stray, chairman, paper
from lawreg.samples.plan import pick
from lawreg.samples.sheet import Sheet, blocks, printed_date, short_date

_PERSONNEL = (
    "Về việc điều động và bổ nhiệm cán bộ",
    "Về việc nâng bậc lương trước thời hạn",
    "Về việc cử cán bộ đi học",
)
_PROJECTS = (
    "Về việc phê duyệt dự án đầu tư xây dựng công trình Trường Tiểu học Buôn Drai",
    "Về việc phê duyệt kết quả lựa chọn nhà thầu gói thầu nâng cấp đường liên xã Ea Kao",
    "Về việc giao chỉ tiêu kế hoạch vốn sự nghiệp giáo dục",
    "Về việc thu hồi đất để xây dựng trụ sở Ủy ban nhân dân xã Cư Drăm",
    "Về việc công nhận xã đạt chuẩn quốc gia về y tế",
    "Về việc tặng Bằng khen cho các tập thể, cá nhân có thành tích xuất sắc",
    "Về việc thành lập Ban Chỉ đạo phòng, chống dịch bệnh gia súc, gia cầm",
    "Về việc công bố bộ thủ tục hành chính thuộc thẩm quyền giải quyết của Sở Công Thương",
    "Về việc phê duyệt quyết toán vốn đầu tư hoàn thành công trình thủy lợi Ea Rớt",
)



def strays(drafter: Drafter) -> Iterator[Stray]:
    """All of it, in a fixed order."""
    rnd = Random(f"noise {drafter.plan.seed}")
    yield from _administrative(drafter, rnd)
    yield from _announcements(drafter)
    yield from _corrections(drafter, rnd)
    yield _defective(drafter)
    yield from _letters(drafter, rnd)
    yield from other_province(drafter, rnd)
    yield from districts(drafter, rnd)
    yield from central(drafter)
    yield from _news(drafter, rnd)
    yield from _drafts(drafter, rnd)
    yield from _late_directives(drafter)


def _administrative(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    """Decisions without a year in the number; some cite normative ones of the province in their recitals."""
    decisions = [a for a in drafter.plan.acts if a.kind == "QĐ" and a.role == "plain"]
    for n in range(40):
        issued = date(2008 + n % 9, 1 + n % 12, 3 + (n * 7) % 24)
        number = f"{100 + n * 37}/QĐ-UBND"
        personal = n % 4 == 0
        title = pick(rnd, _PERSONNEL if personal else _PROJECTS)
        recitals = [offices.organisation_law(issued)]
        older = [a for a in decisions if a.issued < issued and a.status(issued)[0] == "in_force"]
        if older and n % 3 == 0:
            act = pick(rnd, older)
            recitals.append(
                f"Căn cứ Quyết định số {act.number} {printed_date(act.issued)} của Ủy ban nhân dân tỉnh "
                f"{wording.lowered(drafter.titles[act.key])};"
            )
        recitals.append(f"Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số {40 + n}/TTr-SNV,")
        person = pick(rnd, NAMES)
        first = (
            f"Điều 1. Quyết định đối với ông (bà) {person}, chuyên viên, kể từ ngày {short_date(issued)}."
            if personal
            else f"Điều 1. {title.removeprefix('Về việc ')[0].upper()}{title.removeprefix('Về việc ')[1:]} (có hồ sơ "
            "kèm theo)."
        )
        body = f"""{first}
Điều 2. Giao các cơ quan có liên quan tổ chức thực hiện theo đúng quy định hiện hành.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan có liên quan chịu trách nhiệm \
thi hành Quyết định này kể từ ngày ký./."""
        if n % 5 == 1:
            old = f"{90 + n * 36}/QĐ-UBND ngày {short_date(date(issued.year - 1, 5, 4))}"
            body = body.replace(
                "chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.",
                "chịu trách nhiệm thi hành Quyết định này. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết "
                f"định số {old} của Chủ tịch Ủy ban nhân dân tỉnh./.",
            )
        sheet = paper(drafter, number, issued, title=(title,), recitals=tuple(recitals), body=blocks(body))
        yield Stray("administrative", number, chairman(drafter), issued, sheet)


_LISTS = (
    (2014, "187/QĐ-UBND", date(2015, 1, 28)),
    (2015, "203/QĐ-UBND", date(2016, 1, 29)),
    (2016, "196/QĐ-UBND", date(2017, 1, 25)),
)
_REVIEW_DECREES = (
    "Căn cứ Nghị định số 16/2013/NĐ-CP ngày 06 tháng 02 năm 2013 của Chính phủ về rà soát, hệ thống hóa văn bản quy "
    "phạm pháp luật;",
    "Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ quy định chi tiết một số điều và biện "
    "pháp thi hành Luật Ban hành văn bản quy phạm pháp luật;",
)


def _announcements(drafter: Drafter) -> Iterator[Stray]:
    """Yearly decisions that announce what has ended: they declare, they do not end."""
    for year, number, issued in _LISTS:
        rows = []
        for act in sorted(drafter.plan.acts, key=lambda a: ("NQ QĐ CT".index(a.kind), a.issued)):
            end, by = act.end()
            if end is None or end.year != year:
                continue
            rows.append((act, end, _reason(act, by)))
        lines = ["===", "## DANH MỤC", f"## Văn bản quy phạm pháp luật hết hiệu lực toàn bộ năm {year}"]
        what = f"Quyết định số {number} {printed_date(issued)} của Chủ tịch Ủy ban nhân dân tỉnh"
        lines.append(f"_ (Ban hành kèm theo {what})")
        lines.append("| STT | Số, ký hiệu | Ngày ban hành | Trích yếu | Lý do hết hiệu lực | Ngày hết hiệu lực |")
        for n, (act, end, reason) in enumerate(rows, 1):
            title = drafter.titles[act.key]
            lines.append(
                f"| {n} | {act.number} | {short_date(act.issued)} | {title} | {reason} | {short_date(end)} |"
            )
        lines.append(f"Tổng số: {len(rows)} văn bản.")
        body = f"""Điều 1. Công bố Danh mục {len(rows)} văn bản quy phạm pháp luật do Hội đồng nhân dân, Ủy ban \
nhân dân tỉnh ban hành đã hết hiệu lực toàn bộ năm {year} (có Danh mục kèm theo).
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Tư pháp, thủ trưởng các sở, ban, ngành chịu trách nhiệm thi \
hành Quyết định này./."""
        sheet = paper(
            drafter,
            number,
            issued,
            title=(f"Về việc công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực toàn bộ năm {year}",),
            recitals=(
                offices.organisation_law(issued),
                _REVIEW_DECREES[issued >= date(2016, 7, 1)],
                f"Xét đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 12/TTr-STP ngày 15/01/{year + 1},",
            ),
            body=blocks(body),
            after=blocks("\n".join(lines)),
        )
        yield Stray("announcement", number, chairman(drafter), issued, sheet)


def _reason(act: Act, by: Act | None) -> str:
    if by is None:
        return "Hết thời hạn có hiệu lực được quy định trong văn bản"
    named = any(act in move.targets and move.whole for move in by.moves)
    if not named:
        return "Không còn đối tượng điều chỉnh"
    move = next(m for m in by.moves if act in m.targets)
    verb = "Được thay thế bởi" if move.kind == "replace" else "Bị bãi bỏ bởi"
    return f"{verb} {by.type_name} số {by.number} ngày {short_date(by.issued)}"


def _corrections(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    standing = [a for a in drafter.plan.acts if a.kind == "QĐ" and not a.used and a.year in range(2009, 2015)]
    for n in range(4):
        act = standing[n * 7]
        issued = date.fromordinal(act.issued.toordinal() + 40)
        number = f"{1211 + 63 * n}/QĐ-UBND"
        cited = f"Quyết định số {act.number} {printed_date(act.issued)} của Ủy ban nhân dân tỉnh"
        about = wording.lowered(drafter.titles[act.key])
        body = f"""Điều 1. Đính chính lỗi kỹ thuật trình bày tại {cited} {about} như sau:
Tại khoản 1 Điều 3 đã in là “minh bạch” nay sửa lại là “minh bạch, dễ tiếp cận”.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký và là một phần không tách rời của Quyết định số {act.number}.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này./."""
        sheet = paper(
            drafter,
            number,
            issued,
            title=(f"Về việc đính chính {cited}",),
            body=blocks(body),
            recitals=(offices.organisation_law(issued), "Xét đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh,"),
        )
        yield Stray("correction", number, chairman(drafter), issued, sheet)


def _defective(drafter: Drafter) -> Stray:
    """An administrative decision that claims to repeal a normative one: before 1 April 2025 it cannot."""
    act = next(a for a in drafter.plan.acts if a.kind == "QĐ" and not a.used and a.year == 2011)
    number, issued = "1907/QĐ-UBND", date(2015, 8, 18)
    cited = f"Quyết định số {act.number} {printed_date(act.issued)} của Ủy ban nhân dân tỉnh"
    body = f"""Điều 1. Bãi bỏ {cited} {wording.lowered(drafter.titles[act.key])}.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh và thủ trưởng các cơ quan liên quan chịu trách nhiệm thi hành Quyết định \
này./."""
    sheet = paper(
        drafter,
        number,
        issued,
        title=(f"Về việc bãi bỏ {cited}",),
        body=blocks(body),
        recitals=(offices.organisation_law(issued), "Xét đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh,"),
    )
    return Stray("defective", number, chairman(drafter), issued, sheet)


def _letters(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    province = drafter.province.name
    acts = [a for a in drafter.plan.acts if a.year < 2014]
    for n in range(14):
        act = acts[(n * 53) % len(acts)]
        issued = date(2014 + n % 3, 2 + n % 10, 5 + n)
        number = f"{311 + 47 * n}/UBND-NC" if n % 2 else f"{20 + n}/BC-STP"
        what = (
            f"{act.type_name} số {act.number} {printed_date(act.issued)} của {act.issuer} tỉnh "
            f"{wording.lowered(drafter.titles[act.key])}"
        )
        body = (
            f"""Kính gửi: Các sở, ban, ngành; Ủy ban nhân dân các huyện, thị xã, thành phố
Thời gian qua, việc thực hiện {what} còn một số vướng mắc.
Ủy ban nhân dân tỉnh yêu cầu các đơn vị rà soát, đề xuất sửa đổi, bổ sung, thay thế hoặc bãi bỏ, gửi về Sở Tư pháp \
trước ngày 30 tháng này để tổng hợp./."""
            if n % 2
            else f"""Thực hiện chương trình công tác, Sở Tư pháp báo cáo kết quả kiểm tra văn bản như sau:
1. Đã kiểm tra {12 + n} văn bản, phát hiện {n % 4} văn bản có dấu hiệu trái pháp luật về thể thức.
2. Đề nghị bãi bỏ hoặc thay thế {what}.
Trên đây là báo cáo của Sở Tư pháp./."""
        )
        sheet = Sheet(
            issuer=("ỦY BAN NHÂN DÂN", f"TỈNH {province.upper()}")
            if n % 2
            else (f"ỦY BAN NHÂN DÂN TỈNH {province.upper()}", "SỞ TƯ PHÁP"),
            number_line=f"Số: {number}",
            date_line=f"{province}, {printed_date(issued)}",
            type_name="" if n % 2 else "BÁO CÁO",
            title=(("V/v rà soát" if n % 2 else "Kết quả kiểm tra") + " văn bản quy phạm pháp luật",),
            body=blocks(body),
            recipients=("- Như trên;", "- Lưu: VT."),
            sign=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG") if n % 2 else ("GIÁM ĐỐC",),
            signer=pick(rnd, NAMES),
        )
        yield Stray("letter", number, None, issued, sheet)


def _news(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    acts = [a for a in drafter.plan.acts if a.moves and a.moves[0].whole]
    for n in range(6):
        act = acts[(n * 11) % len(acts)]
        hit = act.moves[0].targets[0]
        body = f"""_ Cập nhật: {5 + n}/{1 + n}/2016 - Tác giả: Phòng Biên tập
Ủy ban nhân dân tỉnh {drafter.province.name} vừa tổ chức hội nghị tổng kết công tác tư pháp, với sự tham dự của đại \
diện các sở, ngành.
Tại hội nghị, ông {pick(rnd, NAMES)} cho biết trong năm có nhiều văn bản được ban hành, nổi bật là {act.type_name} số \
{act.number}, thay thế {hit.type_name} số {hit.number}.
Hội nghị cũng thống nhất sẽ rà soát {120 + n} văn bản trong quý tới; dự kiến {10 + n} văn bản bị bãi bỏ."""
        sheet = Sheet(
            issuer=(),
            number_line="",
            date_line="",
            type_name="",
            title=(f"Hội nghị tổng kết công tác tư pháp tỉnh {drafter.province.name} lần thứ {n + 3}",),
            body=blocks(body),
            letterhead=False,
        )
        yield Stray("news", None, None, None, sheet)


def _drafts(drafter: Drafter, rnd: Random) -> Iterator[Stray]:
    standing = [a for a in drafter.plan.acts if a.kind == "QĐ" and not a.used and a.year in range(2009, 2013)]
    for n in range(2):
        act = standing[5 + 11 * n]
        title = drafter.titles[act.key]
        body = f"""Điều 1. {title} theo nội dung kèm theo.
Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và thay thế Quyết định số {act.number} \
{printed_date(act.issued)} của Ủy ban nhân dân tỉnh.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này./."""
        sheet = paper(
            drafter,
            "",
            date(2015, 10, 1),
            issuer=("ỦY BAN NHÂN DÂN", f"TỈNH {drafter.province.name.upper()}", "DỰ THẢO"),
            number_line="Số:        /2015/QĐ-UBND",
            date_line=f"{drafter.province.name}, ngày      tháng      năm 2015",
            title=(title,),
            authority=f"ỦY BAN NHÂN DÂN TỈNH {drafter.province.name.upper()}",
            recitals=(offices.organisation_law(date(2015, 10, 1)),),
            body=blocks(body),
            sign=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            signer="",
        )
        yield Stray("draft", None, f"Ủy ban nhân dân tỉnh {drafter.province.name}", None, sheet)


def _late_directives(drafter: Drafter) -> Iterator[Stray]:
    """Directives issued after 1 July 2016 are administrative."""
    for n, about in enumerate(("chuẩn bị sản xuất vụ đông xuân", "đón Tết Nguyên đán Đinh Dậu an toàn")):
        issued = date(2016, 9 + 2 * n, 12)
        number = f"{9 + n:02d}/CT-UBND"
        body = """Để chuẩn bị tốt các điều kiện cho thời gian tới, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Các sở, ban, ngành phân công lãnh đạo trực và xử lý công việc kịp thời.
2. Chủ tịch Ủy ban nhân dân cấp huyện báo cáo kết quả trước ngày 20 tháng sau.
Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện Chỉ thị này./."""
        sheet = paper(
            drafter,
            number,
            issued,
            type_name="CHỈ THỊ",
            title=(f"Về việc {about}",),
            authority="",
            enacting="",
            body=blocks(body),
        )
        yield Stray("late_directive", number, chairman(drafter), issued, sheet)
