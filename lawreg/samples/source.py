"""Reads the sources of corpus/: several documents a file, each with a few header lines and its text.

A document begins with ``@@ FILE``; header lines ``key: value`` follow up to the first line that begins with ``+`` (a
recital) or the line ``~``; ``^`` starts what comes after the signature. ``status`` lines are the truth the tests hold
the program to, written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from lawreg.samples import offices
from lawreg.samples.offices import DAK_SON, HOA_PHUOC, Province
from lawreg.samples.sheet import MARK, Sheet, blocks, printed_date

TYPES = {"QĐ": "QUYẾT ĐỊNH", "NQ": "NGHỊ QUYẾT", "CT": "CHỈ THỊ"}


@dataclass(frozen=True, slots=True)
class Source:
    """One sample: where it goes, how it is laid out, and what is true of it."""

    file: str
    sheet: Sheet
    number: str | None
    doc_type: str
    issuer: str
    issued: date | None
    normative: str  # "true", "false", "none"
    trap: str
    situation: str
    statuses: tuple[tuple[str, str, str, str], ...]  # date, status, since, by
    layout: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def type_is_known(self) -> bool:
        """It is a document (no news page), printed with type, number and date."""
        return self.doc_type != "none" and self.number is not None and self.issued is not None


def load() -> list[Source]:
    """Every source of corpus/, in the order of the files."""
    found: list[Source] = []
    folder = files("lawreg.samples") / "data" / "corpus"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".txt"):
            for chunk in entry.read_text(encoding="utf-8").split("\n@@ ")[1:]:
                found.append(_source(chunk))
    return found


def _source(chunk: str) -> Source:
    first, _, rest = chunk.partition("\n")
    headers: dict[str, str] = {}
    statuses: list[tuple[str, str, str, str]] = []
    recitals: list[str] = []
    lines = rest.split("\n")
    at = 0
    while at < len(lines) and lines[at] != "~":
        line = lines[at]
        if line.startswith("+"):
            recitals.append(line[1:].strip())
        elif ":" in line:
            key, _, value = line.partition(":")
            if key.strip() == "status":
                part = [*value.split(), "", "", ""]
                statuses.append((part[0], part[1], part[2], part[3]))
            else:
                headers[key.strip()] = value.strip()
        at += 1
    body, _, after = "\n".join(lines[at + 1 :]).partition("\n^\n")
    issued = date.fromisoformat(headers["date"]) if headers.get("date") else None
    sheet, issuer = _sheet(headers, issued, recitals, body, after)
    number = headers.get("number") or None
    return Source(
        file=first.strip(),
        sheet=sheet,
        number=headers.get("true_number") or number,
        doc_type=headers.get("type", sheet.type_name.capitalize()),
        issuer=issuer,
        issued=issued,
        normative=headers.get("normative", _normative(number)),
        trap=headers.get("trap", ""),
        situation=headers.get("situation", ""),
        statuses=tuple(statuses),
        layout=headers.get("layout", ""),
        headers=headers,
    )


def _normative(number: str | None) -> str:
    return "none" if not number else ("true" if number.count("/") == 2 else "false")


def _sheet(
    headers: dict[str, str], issued: date | None, recitals: list[str], body: str, after: str
) -> tuple[Sheet, str]:
    number = headers.get("number", "")
    office = headers.get("office", "none")
    province = HOA_PHUOC if headers.get("province") == "hoa-phuoc" else DAK_SON
    day = issued or date(2015, 10, 1)
    code = number.rsplit("/", 1)[-1].split("-")[0]
    kind = headers.get("kind") or TYPES.get(code, "")
    look = _look(office, province, day, headers)
    sheet = Sheet(
        issuer=tuple(part.strip() for part in headers.get("letterhead", look["letterhead"]).split("/") if part.strip()),
        number_line=headers.get("number_line", f"Số: {number}" if number else ""),
        date_line=headers.get("date_line", f"{look['place']}, {printed_date(issued)}" if issued else ""),
        type_name=kind,
        title=tuple(part.strip() for part in headers.get("title", "").split("|") if part.strip()),
        body=blocks(body),
        authority=headers.get("authority", look["authority"]),
        recitals=tuple(_recital(line, day) for line in recitals),
        enacting=headers.get("enacting", look["enacting"] if recitals else ""),
        recipients=_parts(headers.get("to", look["to"])),
        sign=_parts(headers.get("sign", look["sign"])),
        signer=headers.get("signer", look["signer"]),
        after=blocks(after),
        mark=MARK,
        letterhead=office != "none" or "letterhead" in headers,
        properties=dict(p.split("=", 1) for p in _parts(headers.get("properties", ""))),
    )
    return sheet, headers.get("issuer", look["issuer"])


def _parts(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())


def _look(office: str, province: Province, day: date, headers: dict[str, str]) -> dict[str, str]:
    """Printed defaults of an office."""
    name, upper = province.name, province.name.upper()
    place = offices.place(province, day)
    chair = offices.holder(province.committee_chairs, day)
    recipients = "|".join(offices.committee_recipients(headers.get("as", "Như Điều 3")))
    if office == "hdnd":
        khoa, session = offices.term(day)
        return {
            "letterhead": f"HỘI ĐỒNG NHÂN DÂN / TỈNH {upper}",
            "place": place,
            "authority": f"HỘI ĐỒNG NHÂN DÂN TỈNH {upper}\nKHÓA {khoa}, KỲ HỌP THỨ {session}",
            "enacting": "QUYẾT NGHỊ:",
            "to": "|".join(offices.council_recipients(province)),
            "sign": "CHỦ TỊCH",
            "signer": offices.holder(province.council_chairs, day),
            "issuer": f"Hội đồng nhân dân tỉnh {name}",
        }
    if office in ("ubnd", "chairman"):
        collective = office == "ubnd"
        who = "ỦY BAN NHÂN DÂN" if collective else "CHỦ TỊCH ỦY BAN NHÂN DÂN"
        return {
            "letterhead": f"ỦY BAN NHÂN DÂN / TỈNH {upper}",
            "place": place,
            "authority": f"{who} TỈNH {upper}" if "/CT-" not in headers.get("number", "") else "",
            "enacting": "QUYẾT ĐỊNH:",
            "to": recipients,
            "sign": "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH" if collective else "CHỦ TỊCH",
            "signer": chair,
            "issuer": ("Ủy ban nhân dân" if collective else "Chủ tịch Ủy ban nhân dân") + f" tỉnh {name}",
        }
    return {
        "letterhead": "",
        "place": headers.get("place", "Hà Nội"),
        "authority": "",
        "enacting": "",
        "to": "",
        "sign": "",
        "signer": "",
        "issuer": "",
    }


def _recital(line: str, day: date) -> str:
    """``@org`` and ``@law`` stand for the laws every local act of the time cites."""
    if line == "@org":
        return offices.organisation_law(day)
    if line == "@law":
        return offices.drafting_law(day)
    if line.startswith("@from "):
        who, number, when = (part.strip() for part in line[6:].split("|"))
        head = "Theo đề nghị của" if who.startswith(("Giám đốc", "Chánh", "Trưởng")) else "Theo đề nghị của Giám đốc"
        return f"{head} {who} tại Tờ trình số {number} ngày {when}."
    if line.startswith("@xet "):
        number, when, about = (part.strip() for part in line[5:].split("|"))
        return (
            f"Xét Tờ trình số {number} ngày {when} của Ủy ban nhân dân tỉnh {about}; Báo cáo thẩm tra của các Ban "
            "Hội đồng nhân dân tỉnh và ý kiến của các đại biểu Hội đồng nhân dân tỉnh."
        )
    return line
