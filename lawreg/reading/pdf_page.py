"""Repairs of single PDF pages: two-column letterheads in order, pages with strewn letters read again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import regex

from lawreg.model import Finding
from lawreg.reading.blocks import is_letterhead
from lawreg.reading.pdf_layout import Page
from lawreg.reading.pdf_lines import Line, Measure, gapped, letter_width
from lawreg.reading.syllables import vietnamese_share

# letters with a mark that stand alone though no word is made of them alone (ở, ý, đ, ạ … are)
_ALONE = re.compile(
    r"(?<=[\s])[àáảãạăắằẳẵặâấầẩẫậèéẻẽẹếềểễệìíỉĩịòóỏõọốồổỗộớờỡợùúủũụứừửữựỳỷỹỵ"
    r"ÀÁẢÃẠĂẮẰẲẴẶẤẦẨẪẬÈÉẺẼẸẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌỐỒỔỖỘỚỜỠỢÙÚỦŨỤỨỪỬỮỰỲỶỸỴ](?=\s)"
)
_MOTTO = regex.compile(r"CỘNG H[ÒO][ÀA]\s+XÃ HỘI")
_DEEP = 95  # points below the motto that a letterhead reaches
_SUBJECT = regex.compile(r"V/v\s|Về việc\s")  # what a letter is about, printed below its number
_ADDRESSED = regex.compile(r"\s*(?:Kính gửi|Căn cứ|Thực hiện|Xét|[-–•])")
_TYPE_LINE = regex.compile(
    r"(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG TƯ|NGHỊ ĐỊNH|LUẬT|PHÁP LỆNH|KẾ HOẠCH|THÔNG BÁO)\s*$"
)
RIGHT_COLUMN = regex.compile(
    r"(?<=\S)\s+(?=(?:CỘNG H[ÒO][ÀA]\s+XÃ HỘI|Độc lập\s*[-–]\s*Tự do"
    r"|(?:\p{Lu}[\p{L}.]+\s){0,4}\p{Lu}[\p{L}.]+,\s*ngày\s.{0,9}tháng\s.{0,7}năm\b"
    r"|(?:TM|KT|TL|TUQ)\s*\.\s*\p{Lu}|ĐẢNG CỘNG SẢN VIỆT NAM))"
)


def order_columns(lines: list[Line], measure: Measure, width: float, height: float, *, first: bool) -> list[Line]:
    """Letterhead and signature columns: left cell first, then the right one.

    Lines that pdfium read across both columns are cut where the right column begins.
    """
    out: list[Line] = []
    usual = letter_width(lines)
    for line in lines:
        m = None
        if line.first >= 0 and "\x1d" not in line.text and gapped(line, usual):
            m = RIGHT_COLUMN.search(line.text)
        if m:
            right_at = line.index(m.end())
            left, _, bottom, top = measure.box(right_at)
            _, left_end, _, _ = measure.box(line.index(m.start() - 1))
            if left - left_end > 0.9 * line.size:  # a real gap, not a sentence
                out.append(replace(line, text=line.text[: m.start()], x1=left_end))
                out.append(Line(line.text[m.end() :], left, line.x1, bottom, top - bottom, line.page, right_at))
                continue
        out.append(line)
    if first:
        out = letterhead_first(out, width)
    return out


def _goes_on(block: list[Line], line: Line, border: float) -> bool:
    """Whether ``line`` continues a long subject of a letter ("V/v …") in the left column."""
    left = [x for x in block if x.x1 <= border]
    if not left or line.x1 > border or not any(_SUBJECT.match(x.text) for x in left):
        return False
    return 0 < left[-1].y - line.y < 1.6 * max(left[-1].size, 10) and not _ADDRESSED.match(line.text)


def letterhead_first(lines: list[Line], width: float) -> list[Line]:
    """Put the letterhead's two columns one after the other when the file interleaves them."""
    top = lines[:14]
    motto = next((x for x in top if _MOTTO.match(x.text)), None)
    if motto is None or motto.x1 <= motto.x0 or motto.x0 < 0.3 * width:
        return lines
    border = motto.x0 - 4
    block: list[Line] = []
    begin = None
    for at, line in enumerate(top):
        spans_both = line.x0 < border - 20 and line.x1 > border + 40
        one_side = line.x1 <= border + 30 or line.x0 >= border - 20
        if begin is None:
            if spans_both or line.y > motto.y + 45:
                continue
            begin = at
        below = line.y < motto.y - _DEEP and not _goes_on(block, line, border)
        if not one_side or spans_both or below or _TYPE_LINE.match(line.text):
            break
        block.append(line)
    if begin is None or len(block) < 3:
        return lines
    left = [x for x in block if (x.x0 + x.x1) / 2 < border]
    right = [x for x in block if (x.x0 + x.x1) / 2 >= border]
    if not left or not right:
        return lines
    left.sort(key=lambda x: -x.y)
    right.sort(key=lambda x: -x.y)
    return lines[:begin] + left + right + lines[begin + len(block) :]


def garbled(text: str) -> bool:
    """Whether letters stand strewn about: one-letter words that carry a mark ("S : 30 … ố", "H NG Ộ").

    In sound Vietnamese text these are under two in a hundred words ("ở", "ý").
    """
    alone = len(_ALONE.findall(text))
    return alone > 8 and alone > 0.04 * text.count(" ")


_BARE_WORD = re.compile(r"(?<![\w/.-])[b-df-hj-np-tv-xzđ]{2,6}(?![\w/.-])")


def letters_lost(text: str) -> bool:
    """Whether a text layer has lost its accented vowels ("Ngh đnh s 40"): many small words without any vowel."""
    words = text.count(" ") + text.count("\n")
    return words > 60 and len(_BARE_WORD.findall(text)) > 0.06 * words and vietnamese_share(text) < 0.8


def reread_garbled(data: bytes, pages: list[Page]) -> tuple[Finding, ...]:
    """Read the pages again with pdfplumber, which places every letter by itself."""
    import pdfplumber

    done: list[int] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in pages[:200]:
                source = document.pages[page.number]
                lines = _plumbed(source, page)
                if lines and _share(lines) > _share(page.lines) + 0.02:
                    page.lines = lines
                    done.append(page.number + 1)
                source.close()
    except Exception:  # pdfminer raises many kinds on odd files; the first reading then stands
        pass
    left = [p.number + 1 for p in pages if p.number + 1 not in done and _share(p.lines) < 0.85]
    return (Finding("letters_strewn", {"pages": ", ".join(map(str, left))}),) if left else ()


def _share(lines: list[Line]) -> float:
    return vietnamese_share(" ".join(x.text for x in lines))


def _plumbed(source: Any, page: Page) -> list[Line]:
    out: list[Line] = []
    for line in source.extract_text_lines(x_tolerance=1.5, y_tolerance=3, return_chars=True):
        text = " ".join(str(line["text"]).split())
        if text:
            size = max(float(c["size"]) for c in line["chars"])
            out.append(
                Line(text, float(line["x0"]), float(line["x1"]), page.height - float(line["bottom"]), size, page.number)
            )
    cut: list[Line] = []
    for line in out:
        m = RIGHT_COLUMN.search(line.text)
        if m and (is_letterhead(line.text[m.end() :]) or is_letterhead(line.text)) and line.y > 0.6 * page.height:
            share = m.end() / len(line.text)
            middle = line.x0 + share * (line.x1 - line.x0)
            cut.append(replace(line, text=line.text[: m.start()], x1=middle - 6))
            cut.append(replace(line, text=line.text[m.end() :], x0=middle))
        else:
            cut.append(line)
    return letterhead_first(cut, page.width) if page.number == 0 else cut
