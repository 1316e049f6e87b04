"""Saved web pages: the document's text without the site's furniture. Nothing is fetched, nothing executed."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from typing import TYPE_CHECKING

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Text
from lawreg.reading.base import ReadOptions
from lawreg.reading.blocks import Para, Writer
from lawreg.reading.html_blocks import blocks_of
from lawreg.reading.html_page import claims_of, document_root, drop_notices, is_notice
from lawreg.reading.text import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def _unpack_mht(data: bytes, name: str) -> bytes:
    """The first HTML part of a page saved as one file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                charset = part.get_content_charset()
                mark = f'<meta charset="{charset}">'.encode() if charset else b""
                return mark + payload
    raise Unreadable("no_text", file=name)


def _utf8(data: bytes, name: str) -> tuple[bytes, tuple[Finding, ...]]:
    """The page in the encoding that the parser takes; most pages are in it already."""
    if b"\x00" not in data:
        try:
            data.decode("utf-8")
            return data.removeprefix(codecs.BOM_UTF8), ()
        except UnicodeDecodeError:
            pass
    declared = _CHARSET.search(data[:4096])
    hint = declared[1].decode("ascii", "ignore").lower() if declared else None
    markup, findings = decode(data, name, hint)
    return markup.replace("\x00", "").encode("utf-8", "replace"), findings


class HtmlReader:
    name = "html"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.HTML

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        from selectolax.lexbor import LexborHTMLParser

        if data[:600].lstrip()[:14].lower() == b"mime-version: ":
            data = _unpack_mht(data, name)
        page, findings = _utf8(data, name)
        tree = LexborHTMLParser(page)
        body = tree.body
        if body is None:
            raise Unreadable("no_text", file=name)
        drop_notices(body)
        root, how = document_root(tree, body)
        blocks = blocks_of(root, name)
        if how == "density":  # a page of an unknown site: what stands around the document may have come with it
            blocks = [b for b in blocks if not (isinstance(b, Para) and is_notice(b.text))]
        writer = Writer()
        writer.write(blocks)
        if how == "body" and _mostly_links(root):
            findings += (Finding("page_without_document", {"file": name}),)
        if root.tag != "body":
            root.decompose()  # what is left is what the site says of the document
        content, spans, more = writer.mended()
        return Text(
            content,
            Format.HTML,
            tables=spans,
            claims=claims_of(tree),
            findings=findings + more,
            reader=f"html:{how}",
        )


def _mostly_links(root: LexborNode) -> bool:
    total = len(root.text() or "")
    linked = sum(len(a.text() or "") for a in root.css("a"))
    return total > 0 and linked > 0.5 * total


READER = HtmlReader()
