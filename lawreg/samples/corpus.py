"""Writes corpus/: some sixty documents of the invented province Đắk Sơn, with their truth."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

from lawreg.samples.as_docx import docx
from lawreg.samples.as_html import html
from lawreg.samples.as_pdf import pdf
from lawreg.samples.as_text import text
from lawreg.samples.sheet import short_date
from lawreg.samples.source import Source, load

README = "README.md"
_WORD97 = "word97"  # .doc files were written once by LibreOffice from the same sheet and are kept as they are


def contents(source: Source) -> bytes:
    """The bytes of one sample file, equal on every machine."""
    kind = source.file.rsplit(".", 1)[-1]
    if kind == "docx":
        return docx(source.sheet)
    if kind == "pdf":
        return pdf(source.sheet)
    if kind == "html":
        return html(source.sheet, portal=source.layout == "portal").encode()
    if kind == "doc":
        kept = files("lawreg.samples") / "data" / _WORD97 / source.file.rsplit("/", 1)[-1]
        return kept.read_bytes()
    written = text(source.sheet, columns=source.layout == "columns")
    return b"\xff\xfe" + written.encode("utf-16-le") if source.layout == "utf-16" else written.encode()


def write(folder: Path) -> list[Path]:
    """Write every sample and the README with the table of situations below ``folder``; the paths written."""
    written = []
    sources = load()
    for source in sources:
        path = folder / source.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents(source))
        written.append(path)
    (folder / README).write_text(readme(sources), encoding="utf-8", newline="\n")
    return [*written, folder / README]


_INTRO = """# Kho văn bản mẫu

**Mọi văn bản trong thư mục này là văn bản mẫu, do dự án lawreg tự viết. Tỉnh Đắk Sơn, tỉnh Hòa Phước, huyện Ea Lâm,
các cơ quan, người ký và các văn bản trung ương số 901, 915, 988, 995 đều là tưởng tượng, không có giá trị pháp lý và
không được dùng để áp dụng.** Mỗi tệp đều có dòng "VĂN BẢN MẪU – không phải văn bản thật" (ở cuối văn bản hoặc ở chân
trang). Luật, nghị định, thông tư có thật chỉ được nhắc tên, số và ngày trong phần căn cứ.

Các tệp được tạo bằng `python -m lawreg.samples corpus corpus` (chạy lại cho đúng từng byte). Nguồn văn bản và trạng
thái đúng của từng văn bản, viết tay, nằm ở `lawreg/samples/data/corpus/`; bảng dưới đây in lại từ đó.

"Không xét": tại ngày đó văn bản chưa được ban hành, hoặc tệp không phải là văn bản.

| Tệp | Số | Ngày | Tình huống | Trạng thái |
|---|---|---|---|---|
"""


_LABELS = {
    "in_force": "còn hiệu lực",
    "partly_expired": "hết hiệu lực một phần",
    "expired": "hết hiệu lực toàn bộ",
    "not_yet": "chưa có hiệu lực",
    "suspended": "ngưng hiệu lực",
    "review": "phải báo cán bộ",
    "none": "không xét",
}


def _fact(at: str, status: str, since: str, by: str) -> str:
    why = ", ".join(part for part in (since and f"từ {_day(since)}", by and f"theo {by}") if part)
    return f"{_day(at)}: {_LABELS[status]}" + (f" ({why})" if why else "")


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso))


def readme(sources: list[Source]) -> str:
    """README of corpus/, in Vietnamese: the files are invented, and which situation each one holds."""
    rows = []
    for s in sources:
        facts = "; ".join(_fact(*entry) for entry in s.statuses)
        day = short_date(s.issued) if s.issued else ""
        rows.append(f"| `{s.file}` | {s.number or ''} | {day} | {s.situation} | {facts} |")
    return _INTRO + "\n".join(rows) + "\n"
