"""Writes a :class:`Sheet` as plain text, as officers get it out of old systems and e-mails."""

from __future__ import annotations

from lawreg.samples.sheet import Block, Kind, Sheet, numbered

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def text(sheet: Sheet, *, columns: bool = False) -> str:
    """The document as lines; ``columns`` sets the letterhead side by side with spaces, as typists do."""
    out: list[str] = []
    if sheet.letterhead:
        out += _side_by_side(sheet) if columns else _one_after_other(sheet)
        out.append("")
    if sheet.type_name:
        out.append(sheet.type_name)
    out += [*sheet.title, ""]
    if sheet.authority:
        out += [sheet.authority, ""]
    out += sheet.recitals
    if sheet.enacting:
        out += ["", sheet.enacting, ""]
    out += _lines(sheet.body)
    if sheet.recipients or sheet.signer:
        out.append("")
    if sheet.recipients:
        out += ["Nơi nhận:", *sheet.recipients]
    out += [*sheet.sign, ""] if sheet.sign else []
    out += [sheet.signer] if sheet.signer else []
    if sheet.after:
        out += ["", *_lines(sheet.after)]
    if sheet.mark:
        out += ["", sheet.mark]
    return "\n".join(out) + "\n"


def _one_after_other(sheet: Sheet) -> list[str]:
    lines = [*sheet.issuer, "-------"]
    lines += [sheet.number_line] if sheet.number_line else []
    lines += [*NATION, "---------------"]
    return lines + ([sheet.date_line] if sheet.date_line else [])


def _side_by_side(sheet: Sheet) -> list[str]:
    left = [*sheet.issuer, "-----------", sheet.number_line]
    right = [*NATION, "---------------------------", sheet.date_line]
    while len(left) < len(right):
        left.insert(-1, "")
    while len(right) < len(left):
        right.insert(-1, "")
    width = max(len(line) for line in left) + 8
    return [(a.ljust(width) + b).rstrip() for a, b in zip(left, right, strict=True)]


def _lines(blocks: tuple[Block, ...]) -> list[str]:
    out: list[str] = []
    for block in numbered(blocks):
        if block.kind is Kind.BREAK:
            out.append("")
        elif block.kind is Kind.TABLE:
            out += ["\t".join(row) for row in block.rows]
        else:
            out.append(block.text)
    return out
