"""The paragraphs and tables of a parsed page, read from its markup as the parser writes it out again.

Asking the parser for each node costs more than everything else in a page. Written out in one step its tree is markup
without any of the faults of the page itself: every element closed, every attribute quoted, no "<" in a text that is not
a tag. So one pattern cuts it into text and tags, and one loop over these pieces makes the blocks, however deep elements
stand in each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lawreg.errors import Unreadable
from lawreg.reading.blocks import Block, Cell, Para, Table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDING_WORDS = ("hidden", "display", "mso-hide")
_HIDING = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
# fmt: off
DROPPED = frozenset((  # never text of a document
    "script", "style", "noscript", "template", "head", "title", "svg", "canvas", "iframe", "object", "embed", "audio",
    "video", "button", "select", "option", "input", "textarea", "img", "link", "meta", "colgroup", "col",
))
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    "time",
))
# elements without an end tag (HTML standard, "Serializing HTML fragments")
_VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))
# fmt: on
_INLINE_TAGS: frozenset[str | None] = frozenset((None, *_INLINE, *(f"/{name}" for name in _INLINE)))  # None: a comment
# the usual ones of those that are a border of paragraphs and nothing else
_PLAIN = ("p", "div", "td", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "center", "section")
_PLAIN_STARTS: frozenset[str | None] = frozenset(_PLAIN)
_PLAIN_ENDS: frozenset[str | None] = frozenset(f"/{name}" for name in _PLAIN)
BREAK = "\x0b"  # a line break inside a paragraph
_BLANKS = tuple(c for c in map(chr, range(0x3001)) if c.isspace() and c not in (" ", "\n", BREAK))
_ATTRIBUTE = r' .[^=]*+="[^"]*+"'  # a name may begin with "=" and hold quotes
_ATTRIBUTES = re.compile(r' (.[^=]*+)="([^"]*+)"', re.S)
_TAG = re.compile(rf"<(?:([^ >!?][^ >/]*+)((?:{_ATTRIBUTE})*+)>|!--.*?-->|\?[^>]*+>)", re.S)
# What these hold is written out as it stands: it may look like tags. The first are left out before, of the others the
# signs are masked.
_UNREAD = frozenset(("script", "style", "iframe", "template"))
_AS_IT_STANDS = frozenset(("xmp", "noembed", "noframes", "plaintext"))
_VERBATIM = re.compile(
    rf"(<(xmp|noembed|noframes)(?:{_ATTRIBUTE})*+>)(.*?)(?=</\2>)|(<plaintext(?:{_ATTRIBUTE})*+>)(.*)(?=</plaintext>)"
    rf"|<!--.*?-->|<\?[^>]*+>|<[^ >!?][^ >/]*+(?:{_ATTRIBUTE})*+>",
    re.S,
)
_DEEPEST = 400

_Piece = tuple[str, str | None, str | None]


def blocks_of(root: LexborNode, name: str) -> list[Block]:
    """The paragraphs and tables under ``root`` in the file ``name``.

    Raises:
        Unreadable: blocks stand in each other deeper than any document needs.
    """
    pieces = _pieces(root)
    try:
        return _Builder(_hiding(set(pieces[2::3]))).read(pieces)
    except _TooDeep as e:
        raise Unreadable("too_complex", file=name) from e


def _pieces(root: LexborNode) -> list[str]:
    """Text, tag name and attributes in turn; the only blanks left are spaces, line ends and :data:`BREAK`."""
    markup: str = root.html or ""
    pieces = _cut(markup)
    names = set(pieces[1::3])
    if not names.isdisjoint(_UNREAD):
        root = root.clone()  # what the page says of the document may stand beside a script
        own = root.mem_id
        remove([n for n in root.css(", ".join(sorted(_UNREAD))) if n.mem_id != own])
        markup = root.html or ""
        names.update(_AS_IT_STANDS)
    if not names.isdisjoint(_AS_IT_STANDS):
        pieces = _cut(_VERBATIM.sub(_masked, markup))
    return pieces


def _cut(markup: str) -> list[str]:
    pieces = _TAG.split(markup)
    text = whole = "\x00".join(pieces[::3])  # a sign that no page has: the parser was given none
    text = text.replace("&nbsp;", " ")
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    if text is not whole:
        pieces[::3] = text.split("\x00")
    return pieces


def _masked(m: re.Match[str]) -> str:
    start, inner = m[1] or m[4], m[3] or m[5]
    if start is None or not inner:
        return m[0]
    return start + inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def remove(nodes: list[LexborNode]) -> None:
    """Take elements out; one that stands inside another of them goes with it and must not be touched again."""
    doomed = {n.mem_id for n in nodes}
    outer = []
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in doomed:
            above = above.parent
        if above is None:
            outer.append(node)
    for node in outer:
        node.decompose()


def _plain(text: str) -> str:
    """Text as it is meant; the parser writes no other references than these."""
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&amp;", "&")


def _spaced(line: str) -> str:
    """One space between words; most lines have no more, and putting all words together anew costs five times this."""
    if "\n" in line:
        line = line.replace("\n", " ")
    return " ".join(line.split()) if "  " in line else line.strip()


def _hides(style: str) -> bool:
    """Whether a style hides its element; the two words are looked for first, a pattern costs ten times as much."""
    style = style.lower()
    return ("display" in style or "mso-hide" in style) and _HIDING.search(style) is not None


def _hiding(kinds: Iterable[str | None]) -> frozenset[str | None]:
    """Those of the attribute lists of a page that hide their element."""
    said = [k for k in kinds if k]
    whole = "\n".join(said).lower()
    if not any(word in whole for word in _HIDING_WORDS):
        return frozenset()
    return frozenset(k for k in said if _hidden(k))


def _hidden(attributes: str) -> bool:
    lower = attributes.lower()
    if not any(word in lower for word in _HIDING_WORDS):
        return False
    for name, value in _ATTRIBUTES.findall(attributes):
        if name == "hidden" or (name == "style" and _hides(_plain(value))):
            return True
    return False


def _span(attributes: str | None) -> int:
    """Columns that a cell covers."""
    if attributes and "colspan" in attributes:
        for name, value in _ATTRIBUTES.findall(attributes):
            if name == "colspan":
                return int(value) if value.isdigit() and len(value) < 4 else 1
    return 1


class _TooDeep(Exception):
    """Elements stand in each other deeper than any document needs."""


class _Grid:
    """A table that is open: its direct children are sections or rows, theirs rows or cells; all other text is none."""

    __slots__ = ("cells", "outside", "section", "table")

    def __init__(self, table: Table, outside: tuple[_Grid | None, list[Block], int, int, int]) -> None:
        self.table = table
        self.outside = outside  # where the builder goes on behind the table
        self.section: str | None = None
        self.cells: list[Cell] | None = None  # of the open row


class _Builder:
    """Turns text and tags into blocks; text between block borders is one paragraph, whatever inline tags cut it up."""

    def __init__(self, hiding: frozenset[str | None]) -> None:
        self.hiding = hiding
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.preformatted = 0
        self.depth = 0
        self.floor = 0  # depth of the cell, or of the root, that is being read
        self.grid: _Grid | None = None  # the innermost table
        self.in_grid = False  # between its cells
        self.apart = False  # whether not plain text and plain elements are read
        self.skipped = ""  # name of the element that is passed over
        self.skips = 0

    def read(self, pieces: list[str]) -> list[Block]:
        """``pieces``: text, tag name and attributes in turn, from the root's start tag to its end tag."""
        buffer, hiding = self.buffer, self.hiding
        each = iter(pieces)
        triples: Iterable[_Piece] = zip(each, each, each, strict=False)
        next(iter(triples), None)
        for text, name, attributes in triples:
            if self.apart:
                self._apart(text, name, attributes)
                continue
            if text and (buffer or not text.isspace()):
                buffer.append(text)
            if name in _INLINE_TAGS and attributes not in hiding:
                continue
            if name in _PLAIN_ENDS:
                if buffer:
                    self.flush()
                self.depth -= 1
                if self.depth < self.floor:
                    self._leave()
            elif name in _PLAIN_STARTS and attributes not in hiding:
                if buffer:
                    self.flush()
                self.depth += 1
                if self.depth > _DEEPEST:
                    raise _TooDeep
            elif name is not None:
                self._tag(name, attributes)
        self.flush()
        return self.blocks

    def _apart(self, text: str, name: str | None, attributes: str | None) -> None:
        """A piece of what is passed over, of a table between its cells, or of preformatted text."""
        if self.skips:
            self._pass(name)
        elif self.in_grid:
            if name is not None:
                self._between_cells(name, attributes)
        else:
            self.buffer.append(text.replace("\n", BREAK))
            if name is not None:
                self._tag(name, attributes)
        self.apart = self.skips > 0 or self.in_grid or self.preformatted > 0

    def _tag(self, name: str, attributes: str | None) -> None:
        if name[0] == "/":
            self._close(name[1:])
        else:
            self._open(name, attributes)
        self.apart = self.skips > 0 or self.in_grid or self.preformatted > 0

    def flush(self) -> None:
        buffer = self.buffer
        raw = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        text = "\n".join(filter(None, map(_spaced, raw.split(BREAK)))) if BREAK in raw else _spaced(raw)
        if text:
            self.blocks.append(Para(_plain(text) if "&" in text else text))

    def _skip(self, name: str) -> None:
        if name not in _VOID:
            self.skipped, self.skips = name, 1

    def _pass(self, name: str | None) -> None:
        if name == self.skipped:
            self.skips += 1
        elif name is not None and name[0] == "/" and name[1:] == self.skipped:
            self.skips -= 1

    def _deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > _DEEPEST:
            raise _TooDeep

    def _open(self, name: str, attributes: str | None) -> None:
        if attributes in self.hiding or name in DROPPED:
            self._skip(name)
        elif name == "br":
            self.buffer.append(BREAK)
        elif name not in _INLINE and ":" not in name:  # Word's own elements ("o:p") stand in the line
            self.flush()
            if name == "table":
                table = Table()
                self.blocks.append(table)
                outside = self.grid, self.blocks, self.preformatted, self.depth, self.floor
                self.grid, self.in_grid = _Grid(table, outside), True
            elif name not in _VOID:
                self._deeper(1)
                self.preformatted += name == "pre"

    def _close(self, name: str) -> None:
        if name in _VOID and name not in DROPPED:  # in formulas all elements have end tags
            self.flush()
        elif name not in _INLINE and name not in _VOID and ":" not in name:
            self.flush()
            self.preformatted -= name == "pre"
            self.depth -= 1
            if self.depth < self.floor:
                self._leave()

    def _leave(self) -> None:
        """The end of a cell, or of the root."""
        if self.grid is not None:
            self.in_grid = self.apart = True

    def _between_cells(self, name: str, attributes: str | None) -> None:
        grid = self.grid
        assert grid is not None
        if grid.cells is not None:
            if name in ("td", "th"):
                cell = Cell(span=_span(attributes))
                grid.cells.append(cell)
                self._enter(cell)
            elif name == "/tr":
                if grid.cells:
                    grid.table.rows.append(grid.cells)
                grid.cells = None
            elif name[0] != "/":
                self._skip(name)
        elif name == "tr":
            grid.cells = []
        elif grid.section is None:
            if name == "/table":
                self.grid, self.blocks, self.preformatted, self.depth, self.floor = grid.outside
                self.in_grid = False
            elif name[0] != "/" and name not in _VOID:
                grid.section = name
        elif name in ("p", "div", "caption"):
            cell = Cell()
            grid.table.rows.append([cell])
            self._enter(cell)
        elif name[0] != "/":
            self._skip(name)
        elif name[1:] == grid.section:
            grid.section = None

    def _enter(self, cell: Cell) -> None:
        assert self.grid is not None
        self.depth = self.grid.outside[3]
        self._deeper(2)
        self.floor = self.depth
        self.blocks = cell.blocks
        self.preformatted = 0
        self.in_grid = False
