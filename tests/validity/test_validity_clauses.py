"""Wordings that have an effect (domain.md 4.6), from the text of an acting document to the status of its target.

The clauses are our own, made on the pattern of each numbered row; the acting decree takes effect on 01/3/2020.
"""

from __future__ import annotations

from datetime import date

import pytest

from lawreg import numbers
from lawreg.inspection import inspect_text
from lawreg.model import EffectRecord, Provision, Unit
from lawreg.reading import read_bytes

GOVERNMENT = "Chính phủ"
TARGET, OTHER, THIRD = "10/2012/NĐ-CP", "20/2013/NĐ-CP", "30/2014/NĐ-CP"
T, P, Q = (f"Nghị định số {n} ngày 05 tháng 3 năm {n.split('/')[1]} của Chính phủ" for n in (TARGET, OTHER, THIRD))
START = "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2020"
E, LATER = "2020-03-01", "2020-06-01"


def decree(*articles: str, title: str = "Quy định về quản lý kho hàng") -> str:
    lines = ["CHÍNH PHỦ", "-------", "Số: 15/2020/NĐ-CP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "Độc lập - Tự do - Hạnh phúc", "---------------", "Hà Nội, ngày 10 tháng 01 năm 2020", "", "NGHỊ ĐỊNH",
             title, "", "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;", "Theo đề nghị của Bộ trưởng Bộ Mẫu;",
             "Chính phủ ban hành Nghị định.", "",
             *(f"Điều {n}. {a}" for n, a in enumerate(articles, 1)),
             "", "Nơi nhận:", "- Lưu: VT.", "TM. CHÍNH PHỦ", "THỦ TƯỚNG", "", "Nguyễn Văn Mẫu"]  # fmt: skip
    return "\n".join(lines) + "\n"


CASES = [
    # row of domain.md 4.6, articles of the acting decree, {target: (status at LATER, since)}
    (1, [f"{START}.\nNghị định này thay thế {T} và {P}."], {TARGET: ("expired", E), OTHER: ("expired", E)}),
    (2, [f"{START} và thay thế {T}."], {TARGET: ("expired", E)}),
    (3, [f"{START}. Nghị định này thay thế cho {T}."], {TARGET: ("expired", E)}),
    (9, [f"{START}.\n{T} hết hiệu lực kể từ ngày Nghị định này có hiệu lực."], {TARGET: ("expired", E)}),
    (10, [f"{START}. Kể từ ngày Nghị định này có hiệu lực thì các Nghị định số {TARGET} ngày 05 tháng 3 năm 2012, số "
          f"{OTHER} ngày 05 tháng 3 năm 2013 hết hiệu lực thi hành."], {TARGET: ("expired", E), OTHER: ("expired", E)}),
    (11, [f"{START}.\n{T} đã được sửa đổi, bổ sung một số điều theo Nghị định số {OTHER} hết hiệu lực kể từ ngày Nghị "
          "định này có hiệu lực, trừ các quy định tại Điều 1 của Nghị định này."],
     {TARGET: ("expired", E), OTHER: ("in_force", None)}),
    (13, [f"{START}.\n{T} hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ quy định tại Điều 3 của Nghị định số "
          f"{TARGET}."], {TARGET: ("partly_expired", E)}),
    (15, [f"{START}.\n{T} hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ các quy định tại Điều 3 tiếp tục có "
          "hiệu lực thi hành đến hết ngày 30 tháng 4 năm 2020."], {TARGET: ("expired", "2020-05-01")}),
    (17, [f"{START}.\n{T} hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ Điều 2 và Chương IV cho đến khi có quy "
          "định khác của cấp có thẩm quyền."], {TARGET: ("partly_expired", E)}),
    (20, [f"{START}.\n{T} hết hiệu lực, trừ quy định tại các điểm d, đ khoản 3 Điều 5 và điểm b Điều 6."],
     {TARGET: ("partly_expired", E)}),
    (21, [f"{START}.\n{T}; Chương II {P} hết hiệu lực kể từ ngày Nghị định này có hiệu lực."],
     {TARGET: ("expired", E), OTHER: ("partly_expired", E)}),
    (23, [f"{START}. Kể từ ngày Nghị định này có hiệu lực thi hành, chấm dứt hiệu lực thi hành các Nghị định sau đây:\n"
          f"1. {T};\n2. {P}."], {TARGET: ("expired", E), OTHER: ("expired", E)}),
    (24, [f"{START}. Các Nghị định sau đây sẽ hết hiệu lực kể từ ngày 01 tháng 5 năm 2020:\n1. {T};\n2. {P}."],
     {TARGET: ("expired", "2020-05-01"), OTHER: ("expired", "2020-05-01")}),
    (25, [f"Bãi bỏ toàn bộ các nghị định sau đây:\n1. {T}.\n2. {P}.", f"{START}."],
     {TARGET: ("expired", E), OTHER: ("expired", E)}),
    (26, [f"Bãi bỏ khoản 1 Điều 2 {T}.", f"{START}."], {TARGET: ("partly_expired", E)}),
    (27, [f"Bãi bỏ Chương III {T}.", f"{START}."], {TARGET: ("partly_expired", E)}),
    (29, [f"Bãi bỏ toàn bộ 02 văn bản sau đây:\n1. {T}.\n2. {P}.", f"Bãi bỏ một phần văn bản sau đây:\n1. Điều 4 {Q}.",
          f"{START}."], {TARGET: ("expired", E), OTHER: ("expired", E), THIRD: ("partly_expired", E)}),
    (32, [f"Thay thế cụm từ “Vụ Kho” bằng cụm từ “Cục Kho” tại khoản 1 Điều 3 {T}.", f"{START}."],
     {TARGET: ("partly_expired", E)}),
    (33, [f"Bỏ cụm từ “thị xã,” tại khoản 2 Điều 3 {T}.", f"{START}."], {TARGET: ("partly_expired", E)}),
    (34, [f"Thay thế Phụ lục II ban hành kèm theo {T} bằng Phụ lục I ban hành kèm theo Nghị định này.", f"{START}."],
     {TARGET: ("partly_expired", E)}),
    (35, [f"Thay thế Mẫu số 01 ban hành kèm theo {T} bằng Mẫu số 02 ban hành kèm theo Nghị định này.", f"{START}."],
     {TARGET: ("partly_expired", E)}),
    (39, [f"Nghị định này bãi bỏ điểm b khoản 3 và khoản 5 Điều 1 {T} sửa đổi, bổ sung một số điều của {P}.",
          f"{START}."], {TARGET: ("partly_expired", E), OTHER: ("in_force", None)}),
    (48, [f"{START}.\n{T} hết hiệu lực kể từ ngày 25 tháng 4 năm 2020."], {TARGET: ("expired", "2020-04-25")}),
    (55, [f"Tạm ngưng hiệu lực {T} từ ngày 01 tháng 4 năm 2020 đến hết ngày 31 tháng 12 năm 2020.", f"{START}."],
     {TARGET: ("suspended", "2020-04-01")}),
    (63, [f"{START}.", "Bộ Mẫu theo dõi để trình Chính phủ sửa đổi, bổ sung, thay thế Nghị định này trong trường hợp cần "
          "thiết."], {TARGET: ("in_force", None)}),
    (64, [f"{START}. Các Bộ có trách nhiệm rà soát các văn bản trái với Nghị định này, trong đó có {T}, để sửa đổi, bổ "
          "sung hoặc hủy bỏ."], {TARGET: ("in_force", None)}),
    (66, [f"Giấy phép cấp theo {T} hết hiệu lực khi kho ngừng hoạt động.", f"{START}."], {TARGET: ("in_force", None)}),
    (67, [f"Áp dụng theo {T} và Nghị định số 99/2015/NĐ-CP sửa đổi, bổ sung {P}.", f"{START}."],
     {TARGET: ("in_force", None), OTHER: ("in_force", None)}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "articles", "expected"), CASES, ids=[f"row {c[0]}" for c in CASES])
def test_wording_reaches_the_status(world, row, articles, expected):
    for number in (TARGET, OTHER, THIRD):
        world.doc(number, f"{number.split('/')[1]}-03-05", issuer=GOVERNMENT, id_=number)
    read = inspect_text(read_bytes(decree(*articles).encode(), "nd.txt"))
    header = read.document.header
    assert (header.number, header.effective.date) == ("15/2020/NĐ-CP", date(2020, 3, 1))
    actor = world.doc("15/2020/NĐ-CP", "2020-01-10", E, issuer=GOVERNMENT, id_="actor")
    by_key = {numbers.fold(n): n for n in (TARGET, OTHER, THIRD)}
    for i, effect in enumerate(read.effects):
        target = by_key.get(numbers.fold(effect.target_number)) if effect.target_number else None
        if target is not None:
            world.effects.append(EffectRecord(f"e{i:04d}", actor, target, (), effect))
    for number, (status, since) in expected.items():
        verdict = world.at(number, LATER)
        assert str(verdict.status) == status, number
        if since is not None:
            assert verdict.since == date.fromisoformat(since)
            assert verdict.evidence[-1].quote
        if since is not None and date.fromisoformat(since) > date(2020, 3, 1):
            assert world.on(number, "2020-03-15") == ("partly_expired" if row == 15 else "in_force")


def test_unit_of_an_attached_regulation_is_one_however_acts_write_it(world):
    base = world.doc("10/2010/QĐ-UBND", "2010-01-04")
    paths = (
        "Điều 1",
        "Điều 2",
        "Quy chế kèm theo Điều 1",
        "Quy chế kèm theo Điều 4",
        "Quy chế kèm theo Điều 4 khoản 2",
    )
    world.texts[base] = tuple(
        Provision(p, Unit.CLAUSE if "khoản" in p else Unit.ARTICLE, p[-1], None, i * 100, i * 100 + 99,
                  3 if "khoản" in p else None)
        for i, p in enumerate(paths)
    )  # fmt: skip
    first, second = world.doc("11/2011/QĐ-UBND", "2011-01-04"), world.doc("12/2012/QĐ-UBND", "2012-01-04")
    world.act("amend", first, base, "Điều 4 khoản 2")
    world.act("repeal", second, base, "Quy định kèm theo Điều 4 khoản 2")
    found = world.at(base, "2013-01-01").provisions
    assert [(p.path, str(p.status), p.by.number) for p in found] == [
        ("Quy chế kèm theo Điều 4 khoản 2", "expired", "12/2012/QĐ-UBND")]  # fmt: skip
    every = {p.path: str(p.status) for p in world.engine.provisions(base, date(2013, 1, 1))}
    assert every["Quy chế kèm theo Điều 4"] == "partly_expired" and every["Điều 1"] == "in_force"
