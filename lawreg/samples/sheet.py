"""A document as it lies on paper, before it is written in some file format.

The layout follows what Vietnamese offices print: letterhead in two columns, number, place and date, type, title,
recitals, articles, recipients and signature (the layout of Decree 30/2020/NĐ-CP and its forerunners).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

MARK = "VĂN BẢN MẪU – không phải văn bản thật"


class Kind(StrEnum):
    PARA = "para"
    ARTICLE = "article"  # a paragraph whose "Điều N." is bold
    HEAD = "head"  # centred, bold
    NOTE = "note"  # centred, italic
    ITEM = "item"  # numbered by the word processor, so its number is not in the text of a DOCX file
    TABLE = "table"
    BREAK = "break"  # page break


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document; ``after`` is what follows the signature (attached regulation, annexes)."""

    issuer: tuple[str, ...]
    number_line: str
    date_line: str
    type_name: str
    title: tuple[str, ...]
    body: tuple[Block, ...]
    authority: str = ""
    recitals: tuple[str, ...] = ()
    enacting: str = ""
    recipients: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    signer: str = ""
    after: tuple[Block, ...] = ()
    mark: str = MARK
    properties: dict[str, str] = field(default_factory=dict)  # what a web portal prints beside the text
    letterhead: bool = True


def printed_date(day: date) -> str:
    """"ngày 05 tháng 3 năm 2010": day in two digits, months 1 and 2 padded, as the writing rules want."""
    return f"ngày {day.day:02d} tháng {f'{day.month:02d}' if day.month < 3 else day.month} năm {day.year}"


def short_date(day: date) -> str:
    """"05/3/2010", padded like :func:`printed_date`."""
    return f"{day.day:02d}/{f'{day.month:02d}' if day.month < 3 else day.month}/{day.year}"


_ARTICLE = re.compile(r"Điều\s*\d+[a-zđ]?\s*[.:]")


def is_heading(text: str) -> bool:
    """What stands behind "Điều N." is a heading (bold) and not a sentence."""
    return len(text) < 80 and "\n" not in text and not text.rstrip().endswith((".", ":", ";"))


def blocks(markup: str) -> tuple[Block, ...]:
    """Read the small markup the samples are written in.

    ``## `` centred bold, ``_ `` centred italic, ``| a | b |`` a table row, ``#. `` automatic numbering, ``===`` page
    break, everything else a paragraph. A backslash at the end of a line keeps the next line in the same paragraph.
    """
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    lines = markup.replace("\\\n", "\n\x00").split("\n")
    joined: list[str] = []
    for line in lines:
        if line.startswith("\x00"):
            joined[-1] += "\n" + line[1:].strip()
        else:
            joined.append(line.strip())
    for line in [*joined, ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            found.append(Block(Kind.TABLE, rows=tuple(rows)))
            rows = []
        if not line:
            continue
        if line == "===":
            found.append(Block(Kind.BREAK))
        elif line.startswith("## "):
            found.append(Block(Kind.HEAD, line[3:]))
        elif line.startswith("_ "):
            found.append(Block(Kind.NOTE, line[2:]))
        elif line.startswith("#. "):
            found.append(Block(Kind.ITEM, line[3:]))
        elif _ARTICLE.match(line):
            found.append(Block(Kind.ARTICLE, line))
        else:
            found.append(Block(Kind.PARA, line))
    return tuple(found)


def numbered(items: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with automatic numbers typed out ("1. …"), for formats that have no automatic numbering."""
    out: list[Block] = []
    count = 0
    for block in items:
        if block.kind is Kind.ITEM:
            count += 1
            out.append(Block(Kind.PARA, f"{count}. {block.text}"))
        else:
            count = 0
            out.append(block)
    return tuple(out)
