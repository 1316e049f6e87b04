"""The paper that administrative noise is written on: letterhead, number, signature of the Chairman."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lawreg.samples import offices
from lawreg.samples.drafting import Drafter
from lawreg.samples.sheet import Sheet, printed_date

NAMES = ("Nguyễn Hữu Tâm", "Y Khăm Êban", "Trần Thị Mai Loan", "H'Bia Niê Kđăm", "Phạm Quốc Trưởng", "Lê Thị Thu Vân")


@dataclass(frozen=True, slots=True)
class Stray:
    """One document that is not to be counted, with what it is."""

    kind: str
    number: str | None
    issuer: str | None
    issued: date | None
    sheet: Sheet


def paper(drafter: Drafter, number: str, issued: date, **more: Any) -> Sheet:
    province = drafter.province
    given: dict[str, Any] = {
        "issuer": ("ỦY BAN NHÂN DÂN", f"TỈNH {province.name.upper()}"),
        "number_line": f"Số: {number}",
        "date_line": f"{offices.place(province, issued)}, {printed_date(issued)}",
        "type_name": "QUYẾT ĐỊNH",
        "authority": f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH {province.name.upper()}",
        "enacting": "QUYẾT ĐỊNH:",
        "recipients": ("- Như Điều 3;", "- Lưu: VT."),
        "sign": ("CHỦ TỊCH",),
        "signer": offices.holder(province.committee_chairs, issued),
    }
    return Sheet(**(given | more))


def chairman(drafter: Drafter) -> str:
    return f"Chủ tịch Ủy ban nhân dân tỉnh {drafter.province.name}"
