"""DOCX: paragraphs, tables in tables, Word's automatic numbers, text boxes, footnotes, tracked changes as accepted.

The XML is read directly: python-docx hides numbering, tracked changes and text boxes, and is slow on big tables.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Severity, Text
from lawreg.reading import legacy_fonts
from lawreg.reading.base import ReadOptions
from lawreg.reading.blocks import Block, Cell, Para, Table, Writer, heads_document, is_letterhead
from lawreg.reading.docx_styles import Numbering, Styles
from lawreg.reading.ooxml import BOMB, REL, W, as_package, local, read_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings", re.I)
_CONTAINERS = frozenset(
    {
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "sect",
        "sub-section",
        "dir",
        "bdo",
    }
)
_REMOVED = frozenset({"del", "moveFrom"})


@dataclass(slots=True)
class _Part:
    """One XML part being walked, with what was met on the way."""

    styles: Styles
    numbering: Numbering
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, id) in order of reference
    legacy: dict[str, int] = field(default_factory=dict)
    changes: int = 0
    hidden: int = 0
    in_cell: int = 0
    field_depth: list[bool] = field(default_factory=list)  # per open field: still in its instruction

    def blocks(self, parent: _Element, depth: int = 0) -> list[Block]:
        if depth > 60:
            raise RecursionError
        out: list[Block] = []
        for child in parent:
            tag = local(child)
            if tag == "p":
                out.extend(self.paragraph(child, depth))
            elif tag == "tbl":
                out.append(self.table(child, depth + 1))
            elif tag in _CONTAINERS:
                out.extend(self.blocks(child, depth + 1))
            elif tag in _REMOVED:
                self.changes += 1
            elif tag == "AlternateContent":
                out.extend(self.blocks(_choice(child), depth + 1))
        return out

    def table(self, node: _Element, depth: int) -> Table:
        table = Table()
        self.in_cell += 1
        for row in _rows(node):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.changes += 1
                continue
            cells: list[Cell] = []
            for cell in _cells(row):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                columns = int(span.get(f"{W}val") or 1) if span is not None else 1
                if merged is not None and merged.get(f"{W}val") != "restart":
                    cells.append(Cell([], columns))  # goes on from the cell above
                else:
                    cells.append(Cell(self.blocks(cell, depth + 1), columns))
            if cells:
                table.rows.append(cells)
        self.in_cell -= 1
        return table

    def paragraph(self, node: _Element, depth: int) -> list[Block]:
        properties = node.find(f"{W}pPr")
        style = self.styles.of_paragraph(properties)
        boxes: list[_Element] = []
        pieces: list[tuple[str, str | None, bool]] = []  # text, old encoding, capitals of the font
        self._runs(node, style, pieces, boxes)
        text = legacy_fonts.join(pieces, self.legacy)
        label = self.numbering.label(self.styles.number_of(properties, style))
        out: list[Block] = []
        if label and (text.strip() or self.in_cell):  # serial numbers stand in cells of their own
            text = f"{label} {text.lstrip()}"
        if text.strip():
            out.append(tabbed(text))
        for box in boxes:
            out.extend(self.blocks(box, depth + 1))
        return out

    def _runs(self, node: _Element, style: str | None, pieces: list[Any], boxes: list[_Element]) -> None:
        for child in node:
            tag = local(child)
            if tag == "r":
                self._run(child, style, pieces, boxes)
            elif tag in _CONTAINERS:
                self.changes += tag in ("ins", "moveTo")
                self._runs(child, style, pieces, boxes)
            elif tag in _REMOVED:
                self.changes += 1
            elif tag == "AlternateContent":
                self._runs(_choice(child), style, pieces, boxes)
            elif tag in ("oMath", "oMathPara"):
                pieces.append(("".join(t.text or "" for t in child.iter() if local(t) == "t"), None, False))

    def _run(self, run: _Element, style: str | None, pieces: list[Any], boxes: list[_Element]) -> None:
        look = self.styles.run_look(run.find(f"{W}rPr"), style)
        old = legacy_fonts.encoding_of_font(look.font) if look.font else None
        out: list[str] = []
        self._run_content(run, out, boxes)
        text = "".join(out)
        if not text:
            return
        if look.hidden and text.strip():
            self.hidden += 1
            return
        if look.font and _SYMBOL_FONTS.search(look.font):
            text = "".join(ch if ch < "\uf000" or ch > "\uf0ff" else "-" for ch in text)
        if look.caps and not old:
            text = text.upper()
        pieces.append((text, old[0] if old else None, bool(old and (old[1] or look.caps))))

    def _run_content(self, run: _Element, out: list[str], boxes: list[_Element]) -> None:
        for child in run:
            tag = local(child)
            if tag == "fldChar":
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    self.field_depth.append(True)
                elif kind == "separate" and self.field_depth:
                    self.field_depth[-1] = False
                elif kind == "end" and self.field_depth:
                    self.field_depth.pop()
                continue
            if tag == "t":
                if not any(self.field_depth):
                    out.append((child.text or "").replace("\n", " "))
            elif tag == "tab":
                out.append("\t")
            elif tag in ("br", "cr"):
                out.append(" " if child.get(f"{W}type") in ("page", "column") else "\n")
            elif tag == "noBreakHyphen":
                out.append("-")
            elif tag == "softHyphen":
                out.append("\u00ad")  # in TCVN3 text this is a letter
            elif tag == "sym":
                out.append("-" if _SYMBOL_FONTS.search(child.get(f"{W}font") or "") else "")
            elif tag in ("footnoteReference", "endnoteReference"):
                if child.get(f"{W}customMarkFollows") not in ("1", "true", "on"):
                    self.notes.append((tag[:-9], child.get(f"{W}id") or ""))
                    out.append(f"[{len(self.notes)}]")
            elif tag in ("drawing", "pict", "object"):
                boxes.extend(n for n in child.iter() if local(n) == "txbxContent" and not _inside_box(n, child))
            elif tag == "AlternateContent":
                self._run_content(_choice(child), out, boxes)


def _inside_box(node: _Element, top: _Element) -> bool:
    """Whether the text box stands in another one, or in the fall-back copy of one."""
    parent = node.getparent()
    while parent is not None and parent is not top:
        if local(parent) in ("txbxContent", "Fallback"):
            return True
        parent = parent.getparent()
    return False


def _choice(node: _Element) -> _Element:
    """The first rendering of alternative content: the others say the same again."""
    return next((c for c in node if local(c) == "Choice"), node[0] if len(node) else node)


def _rows(table: _Element) -> list[_Element]:
    out: list[_Element] = []
    for child in table:
        if local(child) == "tr":
            out.append(child)
        elif local(child) in _CONTAINERS:
            out.extend(_rows(child))
    return out


def _cells(row: _Element) -> list[_Element]:
    out: list[_Element] = []
    for child in row:
        if local(child) == "tc":
            out.append(child)
        elif local(child) in _CONTAINERS:
            out.extend(_cells(child))
    return out


def tabbed(text: str) -> Block:
    """A paragraph whose tab puts two things side by side (a letterhead without a table) becomes a row; else spaces."""
    stripped = text.strip()
    if "\t" not in stripped:
        return Para(stripped)
    parts = [p.strip() for p in re.split(r"\t+", stripped) if p.strip()]
    if len(parts) == 2 and "\n" not in stripped and any(is_letterhead(p) for p in parts):
        return Table([[Cell([Para(p)]) for p in parts]])
    return Para(re.sub(r"[ \t]*\t[ \t]*", " ", stripped))


def _notes(archive: zipfile.ZipFile, part: _Part, limit: int) -> list[Block]:
    """Footnotes and endnotes in the order of their references, each led by its number."""
    out: list[Block] = []
    trees = {k: read_xml(archive, f"word/{k}s.xml", limit) for k in ("footnote", "endnote")}
    for number, (kind, ident) in enumerate(list(part.notes), 1):
        tree = trees[kind]
        if tree is None:
            continue
        note = next((n for n in tree if n.get(f"{W}id") == ident), None)
        if note is None:
            continue
        blocks = part.blocks(note)
        if blocks and isinstance(blocks[0], Para):
            blocks[0] = Para(f"[{number}] {blocks[0].text}")
        out.extend(blocks)
    return out


def _header(archive: zipfile.ZipFile, part: _Part, body: _Element, limit: int) -> list[Block]:
    """The first page's header, where it holds the letterhead or a secrecy mark; running heads are left out."""
    relations = read_xml(archive, "word/_rels/document.xml.rels", limit)
    if relations is None:
        return []
    targets = {r.get("Id"): r.get("Target") or "" for r in relations}
    section = next((n for n in body.iter(f"{W}sectPr")), None)
    if section is None:
        return []
    found: list[Block] = []
    for kind in ("first", "default"):
        for reference in section.findall(f"{W}headerReference"):
            if reference.get(f"{W}type") != kind:
                continue
            target = targets.get(reference.get(f"{REL}id"), "")
            tree = read_xml(archive, "word/" + target.lstrip("/").removeprefix("word/"), limit)
            if tree is not None and not found:
                blocks = part.blocks(tree)
                if heads_document(blocks):
                    found = blocks
    return found


def _claims(archive: zipfile.ZipFile, limit: int) -> dict[str, str]:
    try:
        tree = read_xml(archive, "docProps/core.xml", limit)
    except Unreadable:
        return {}
    names = {"title": "file_title", "creator": "file_author", "created": "file_created", "modified": "file_modified"}
    found = {names[local(n)]: (n.text or "").strip() for n in (tree if tree is not None else ()) if local(n) in names}
    return {k: v for k, v in found.items() if v}


class DocxReader:
    name = "docx"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.DOCX

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        limit = options.max_unpacked
        if data[:2] != b"PK":
            data = as_package(data, name)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return self._read(archive, name, limit)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as e:
            raise Unreadable("damaged_docx", file=name) from e
        except RuntimeError as e:  # zipfile says so of an encrypted member
            if isinstance(e, RecursionError):
                raise
            raise Unreadable("encrypted_office", file=name) from e

    def _read(self, archive: zipfile.ZipFile, name: str, limit: int) -> Text:
        parts_of = [i for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))]
        unpacked = sum(i.file_size for i in parts_of)
        if unpacked > limit:
            code = "decompression_bomb" if unpacked > BOMB * sum(i.compress_size for i in parts_of) else "too_large"
            raise Unreadable(code, file=name, megabytes=unpacked >> 20, limit=limit >> 20)
        main = next((n for n in archive.namelist() if re.fullmatch(r"word/document\d*\.xml", n)), "")
        try:
            tree = read_xml(archive, main, limit)
        except Unreadable as e:  # named after the file, not after its part
            raise Unreadable(e.finding.code, **{**e.finding.params, "file": name}) from e
        body = tree.find(f"{W}body") if tree is not None else None
        if body is None:
            raise Unreadable("damaged_docx", file=name)
        styles = Styles(_optional(archive, "word/styles.xml", limit))
        part = _Part(styles, Numbering(_optional(archive, "word/numbering.xml", limit)))
        writer = Writer()
        blocks = _header(archive, part, body, limit) + part.blocks(body)
        writer.write(blocks + _notes(archive, part, limit))
        content, tables, findings = writer.mended()
        if part.legacy:
            parts = sum(part.legacy.values())
            findings += tuple(legacy_fonts.legacy_finding(e, n, parts) for e, n in sorted(part.legacy.items()))
        if part.changes:
            findings += (Finding("tracked_changes", {"count": part.changes}),)
        if part.hidden:
            findings += (Finding("hidden_text", {"count": part.hidden}, Severity.INFO),)
        return Text(
            content,
            Format.DOCX,
            tables=tables,
            claims=_claims(archive, limit),
            findings=findings,
            reader=self.name,
        )


def _optional(archive: zipfile.ZipFile, name: str, limit: int) -> _Element | None:
    try:
        return read_xml(archive, name, limit)
    except Unreadable:
        return None  # a broken style sheet does not take the text away


READER = DocxReader()
