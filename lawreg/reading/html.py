"""Saved web pages: the document's text without the site's furniture. Nothing is fetched, nothing executed."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Text
from lawreg.reading import legacy_fonts
from lawreg.reading.base import ReadOptions
from lawreg.reading.blocks import Block, Cell, Para, Table, Writer
from lawreg.reading.html_page import claims_of, document_root, drop_notices, is_notice
from lawreg.reading.text import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HIDING = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
# fmt: off
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "title", "svg", "canvas", "iframe", "object", "embed", "audio",
    "video", "button", "select", "option", "input", "textarea", "img", "link", "meta", "colgroup", "col",
))
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    "time",
))
# fmt: on


# elements whose markup is looked at whole: with nothing but inline elements inside, their text is one paragraph
_SIMPLE = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"))
_LONGEST_SIMPLE = 20_000
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*|!)")


def _hides(style: str) -> bool:
    """Whether a style hides its element; the two words are looked for first, a pattern costs ten times as much."""
    style = style.lower()
    return ("display" in style or "mso-hide" in style) and _HIDING.search(style) is not None


def _simple(node: LexborNode, tag: str) -> str | None:
    """Text of an element that holds inline elements only; None when it must be walked.

    Most paragraphs are such; asking for their markup once costs a fraction of visiting each node.
    """
    markup = node.html or ""
    if len(markup) > _LONGEST_SIMPLE or not _INLINE.issuperset(_TAG.findall(markup, len(tag) + 1)):
        return None
    if "hidden" in markup or _hides(markup):
        return None
    return " ".join((node.text() or "").split())


class _Walker:
    """Turns elements into blocks; text between block borders is one paragraph, whatever inline tags cut it up."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.preformatted = 0

    def flush(self) -> None:
        if not self.buffer:
            return
        raw = "".join(self.buffer)
        self.buffer.clear()
        lines = [" ".join(part.split()) for part in raw.split("\x0b")]
        text = "\n".join(line for line in lines if line)
        if text:
            self.blocks.append(Para(text))

    def walk(self, node: LexborNode, depth: int = 0) -> None:
        if depth > 400:
            raise Unreadable("too_complex", file="")
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                text = child.text_content or ""
                self.buffer.append(text.replace("\n", "\x0b") if self.preformatted else text)
            elif tag is None or tag[0] in "-_!" or tag in _DROPPED or _hidden(child):
                pass
            elif tag == "br":
                self.buffer.append("\x0b")
            elif tag == "table":
                self.flush()
                self.blocks.append(_table(child, depth + 1))
            elif tag in _INLINE or ":" in tag:
                self.walk(child, depth + 1)
            elif tag == "pre":
                self.flush()
                self.preformatted += 1
                self.walk(child, depth + 1)
                self.flush()
                self.preformatted -= 1
            else:
                self.flush()
                simple = _simple(child, tag) if tag in _SIMPLE and not self.preformatted else None
                if simple is None:
                    self.walk(child, depth + 1)
                    self.flush()
                elif simple:
                    self.blocks.append(Para(simple))
            child = child.next


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _hides(style)


def blocks_of(node: LexborNode, depth: int = 0) -> list[Block]:
    """The paragraphs and tables under ``node``."""
    walker = _Walker()
    walker.walk(node, depth)
    walker.flush()
    return walker.blocks


def _table(node: LexborNode, depth: int) -> Table:
    table = Table()
    for section in _children(node):
        rows = [section] if section.tag == "tr" else _children(section)
        for row in rows:
            if row.tag != "tr":
                if row.tag in ("p", "div", "caption"):
                    table.rows.append([Cell(blocks_of(row, depth + 1))])
                continue
            cells = [Cell(_cell(c, depth), _span(c)) for c in _children(row) if c.tag in ("td", "th")]
            if cells:
                table.rows.append(cells)
    return table


def _cell(node: LexborNode, depth: int) -> list[Block]:
    text = _simple(node, "td")
    if text is None:
        return blocks_of(node, depth + 1)
    return [Para(text)] if text else []


def _span(node: LexborNode) -> int:
    value = node.attributes.get("colspan") or "1"
    return int(value) if value.isdigit() and len(value) < 4 else 1


def _children(node: LexborNode) -> list[LexborNode]:
    out: list[LexborNode] = []
    child = node.child
    while child is not None:
        if child.tag and child.tag[0] not in "-_!":
            out.append(child)
        child = child.next
    return out


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


class HtmlReader:
    name = "html"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.HTML

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        from selectolax.lexbor import LexborHTMLParser

        if data[:600].lstrip()[:14].lower() == b"mime-version: ":
            data = _unpack_mht(data, name)
        declared = _CHARSET.search(data[:4096])
        hint = declared[1].decode("ascii", "ignore").lower() if declared else None
        markup, findings = decode(data, name, hint)
        tree = LexborHTMLParser(markup.replace("\x00", ""))
        body = tree.body
        if body is None:
            raise Unreadable("no_text", file=name)
        drop_notices(body)
        root, how = document_root(tree, body)
        blocks = blocks_of(root)
        if how == "density":  # a page of an unknown site: what stands around the document may have come with it
            blocks = [b for b in blocks if not (isinstance(b, Para) and is_notice(b.text))]
        writer = Writer()
        writer.write(blocks)
        if how == "body" and _mostly_links(root):
            findings += (Finding("page_without_document", {"file": name}),)
        if root.tag != "body":
            root.decompose()  # what is left is what the site says of the document
        content, more = legacy_fonts.mend(writer.content())
        spans = tuple(writer.tables) if len(content) == writer.length - 1 else ()
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
