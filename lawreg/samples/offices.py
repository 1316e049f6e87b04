"""The bodies of the invented provinces: what they print in the letterhead, who signs for them, which law they cite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lawreg.samples.sheet import printed_date


@dataclass(frozen=True, slots=True)
class Province:
    """An invented province. ``seat`` stands in the place line of older documents, the province's name in newer ones."""

    name: str
    seat: str
    council_chairs: tuple[tuple[date, str], ...]
    committee_chairs: tuple[tuple[date, str], ...]
    vice_chairs: tuple[str, ...]


def _since(year: int, month: int = 7, day: int = 1) -> date:
    return date(year, month, day)


DAK_SON = Province(
    "Đắk Sơn",
    "Ea Sơn",
    ((_since(2004), "Y Bhem Niê"), (_since(2011), "Trần Hữu Tạo"), (_since(2016), "H'Yim Ayun")),
    ((_since(2004), "Phạm Đình Khuê"), (_since(2011), "Lê Quang Thuật"), (_since(2016), "Nguyễn Duy Cẩn")),
    ("Hoàng Trọng Nghĩa", "Y Thuyên Bya", "Đoàn Thị Lệ Hằng"),
)
DAK_LAM = Province(
    "Đắk Lâm",
    "Krông Lâm",
    ((_since(2004), "Nguyễn Khắc Uyển"), (_since(2011), "Y Soan Kbuôr"), (_since(2016), "Võ Thành Lộc")),
    ((_since(2004), "Trương Công Hoài"), (_since(2011), "Đinh Văn Thụy"), (_since(2016), "Bùi Hữu Sáng")),
    ("Lại Thế Phiệt", "H'Lan Mlô", "Cao Đình Tuyên", "Ngô Thị Bích Đào"),
)
HOA_PHUOC = Province(
    "Hòa Phước",
    "Hòa Phước",
    ((_since(2004), "Đặng Văn Sửu"),),
    ((_since(2004), "Huỳnh Bá Nhẫn"), (_since(2011), "Phan Kế Toại Minh")),
    ("Mai Xuân Hướng",),
)


def holder(chairs: tuple[tuple[date, str], ...], day: date) -> str:
    """Who held the office on ``day``."""
    return next((name for since, name in reversed(chairs) if since <= day), chairs[0][1])


def place(province: Province, day: date) -> str:
    """Place line: the seat up to 2011, the province's name since (joint circular 55/2005, then circular 01/2011)."""
    return province.seat if day < date(2011, 3, 6) else province.name


def term(day: date) -> tuple[str, int]:
    """Term and session of the People's Council on ``day`` (two sessions a year)."""
    for name, start in (("IX", date(2016, 6, 1)), ("VIII", date(2011, 6, 1)), ("VII", date(2004, 6, 1))):
        if day >= start:
            return name, max(1, (day.year - start.year) * 2 + (2 if day.month > 9 else 1) - (start.month > 6))
    return "VI", 9


def organisation_law(day: date) -> str:
    """The recital on the law organising local government on ``day``."""
    if day >= date(2016, 1, 1):
        return f"Căn cứ Luật Tổ chức chính quyền địa phương {printed_date(date(2015, 6, 19))};"
    return f"Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân {printed_date(date(2003, 11, 26))};"


def drafting_law(day: date) -> str:
    """The recital on the law on legal documents on ``day``."""
    if day >= date(2016, 7, 1):
        return f"Căn cứ Luật Ban hành văn bản quy phạm pháp luật {printed_date(date(2015, 6, 22))};"
    return (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân "
        f"{printed_date(date(2004, 12, 3))};"
    )


def council_recipients(province: Province) -> tuple[str, ...]:
    return (
        "- Ủy ban Thường vụ Quốc hội;",
        "- Chính phủ;",
        "- Cục Kiểm tra văn bản QPPL - Bộ Tư pháp;",
        "- Thường trực Tỉnh ủy;",
        "- Ủy ban nhân dân tỉnh;",
        "- Đại biểu HĐND tỉnh;",
        "- Thường trực HĐND, UBND các huyện, thị xã, thành phố;",
        "- Công báo tỉnh;",
        "- Lưu: VT.",
    )


def committee_recipients(article: str = "Như Điều 3") -> tuple[str, ...]:
    return (
        f"- {article};",
        "- Văn phòng Chính phủ;",
        "- Cục Kiểm tra văn bản QPPL - Bộ Tư pháp;",
        "- TT. Tỉnh ủy, TT. HĐND tỉnh;",
        "- Chủ tịch, các PCT UBND tỉnh;",
        "- Sở Tư pháp;",
        "- Công báo tỉnh, Cổng TTĐT tỉnh;",
        "- Lưu: VT.",
    )
