"""Writes a :class:`Sheet` as HTML: a page saved from a legal portal, or a page saved by a word processor."""

from __future__ import annotations

import re
from html import escape

from lawreg.samples.as_text import NATION
from lawreg.samples.sheet import Block, Kind, Sheet, is_heading, numbered

_PORTAL = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{name}</title>
<style>.toanvan p{{text-align:justify}}.menu{{display:flex}}</style>
<script>var trang = {{"xem": "toan-van", "in": true}};</script></head>
<body><header><div class="logo">CỔNG VĂN BẢN TỈNH (TRANG MẪU)</div>
<nav class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/moi">Văn bản mới</a></li>
<li><a href="/tim">Tìm kiếm nâng cao</a></li><li><a href="/hoi-dap">Hỏi đáp</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/vb">Văn bản quy phạm pháp luật</a></div>
<ul class="tabs"><li>Toàn văn</li><li>Thuộc tính</li><li>Lịch sử</li><li>Văn bản liên quan</li><li>Bản PDF</li></ul>
{properties}<div class="toanvan" id="toanvancontent">
{content}
</div>
<aside class="right"><h3>Văn bản xem nhiều</h3><ul><li><a href="/1">Hướng dẫn tra cứu</a></li>
<li><a href="/2">Lịch tiếp công dân tháng này</a></li></ul></aside>
<footer><p>Bản quyền thuộc Cổng văn bản (trang mẫu). Ghi rõ nguồn khi trích dẫn lại.</p></footer></body></html>
"""
_WORD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="Generator" content="Word processor (sample)"><title>{name}</title>
<style><!-- p.MsoNormal {{margin:6.0pt 0cm; font-size:14.0pt; font-family:"Times New Roman"}} --></style></head>
<body lang="VI"><div class="Section1">
{content}
</div></body></html>
"""


def html(sheet: Sheet, *, portal: bool) -> str:
    """The document as a web page; ``portal`` wraps it in a site's furniture and property table."""
    tag = '<p class="MsoNormal" style="text-align:{0}">' if not portal else '<p style="text-align:{0}">'
    out: list[str] = []

    def put(line: str, align: str = "justify", bold: bool = False, italic: bool = False) -> None:
        body = _split(escape(line, quote=False)) if not portal else escape(line, quote=False)
        body = body.replace("\n", "<br>")
        body = f"<b>{body}</b>" if bold else body
        out.append(tag.format(align) + (f"<i>{body}</i>" if italic else body) + "</p>")

    if sheet.letterhead:
        out.append(_letterhead(sheet))
    if sheet.type_name:
        put(sheet.type_name, "center", bold=True)
    for line in sheet.title:
        put(line, "center", bold=True)
    if sheet.authority:
        put(sheet.authority, "center", bold=True)
    for line in sheet.recitals:
        put(line, italic=True)
    if sheet.enacting:
        put(sheet.enacting, "center", bold=True)
    _blocks(sheet.body, out, put)
    if sheet.recipients or sheet.signer:
        left = "<br>".join(["<b><i>Nơi nhận:</i></b>", *map(escape, sheet.recipients)]) if sheet.recipients else ""
        right = "<br>".join(f"<b>{escape(line)}</b>" for line in sheet.sign)
        signer = f"<br><br><br><b>{escape(sheet.signer)}</b>"
        out.append(
            f'<table width="100%"><tr><td width="50%">{left}</td>\n<td width="50%" align="center">{right}{signer}'
            "</td></tr></table>"
        )
    _blocks(sheet.after, out, put)
    if sheet.mark:
        put(sheet.mark, "center", italic=True)
    shell = _PORTAL if portal else _WORD
    name = escape(sheet.number_line or (sheet.title[0] if sheet.title else ""))
    return shell.format(name=name, content="\n".join(out), properties=_properties(sheet))


def _letterhead(sheet: Sheet) -> str:
    left = "<br>".join(f"<b>{escape(line)}</b>" for line in sheet.issuer)
    right = f"<b>{NATION[0]}</b><br><b>{NATION[1]}</b><br>---------------"
    return (
        f'<table width="100%"><tr><td width="40%" align="center">{left}<br>-------</td>\n'
        f'<td width="60%" align="center">{right}</td></tr>\n'
        f'<tr><td align="center">{escape(sheet.number_line)}</td>\n'
        f'<td align="center"><i>{escape(sheet.date_line)}</i></td></tr></table>'
    )


def _blocks(items: tuple[Block, ...], out: list[str], put: object) -> None:
    assert callable(put)
    for block in numbered(items):
        if block.kind is Kind.BREAK:
            out.append("<hr>")
        elif block.kind is Kind.TABLE:
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.rows]
            out.append('<table border="1">' + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif block.kind is Kind.ARTICLE:
            put(block.text, bold=is_heading(block.text))
        else:
            align = "center" if block.kind in (Kind.HEAD, Kind.NOTE) else "justify"
            put(block.text, align, bold=block.kind is Kind.HEAD, italic=block.kind is Kind.NOTE)


def _properties(sheet: Sheet) -> str:
    if not sheet.properties:
        return ""
    rows = "".join(f"<tr><th>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in sheet.properties.items())
    return f'<table class="thuoctinh">{rows}</table>\n'


_WORDY = re.compile(r"(\d{1,3}/20\d\d/)(?=QĐ|NQ|CT)|\b(Quyết|quyết) (?=định này)|(Điề)(?=u \d)")


def _split(line: str) -> str:
    """Words split by inline tags, as pages saved by a word processor have them."""
    return _WORDY.sub(lambda m: f"<span lang=VI>{m[0].rstrip()}</span>" + (" " if m[0].endswith(" ") else ""), line)
