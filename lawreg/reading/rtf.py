"""RTF: the built-in reader; LibreOffice where it fails.

RTF is plain text with control words, so that a small reader gets the words, the tables and the font of each run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lawreg.errors import Unreadable
from lawreg.model import Format, Text
from lawreg.reading import legacy_fonts, outside
from lawreg.reading.base import ReadOptions
from lawreg.reading.blocks import Block, Cell, Para, Table, Writer
from lawreg.reading.docx import tabbed

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I
)
# groups whose words are no text of the document
_SKIPPED = frozenset(
    b"stylesheet colortbl info pict object header footer headerl headerr headerf footerl footerr footerf fldinst "
    b"themedata datastore latentstyles listtable listoverridetable revtbl rsidtbl generator xmlnstbl mmathPr filetbl "
    b"bkmkstart bkmkend sn sv nonshppict objdata blipuid panose falt shppict".split()
)
_PLAIN = {
    "par": "\n", "sect": "\n", "page": "\n", "line": "\v", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "-", "emspace": " ", "enspace": " ",
}  # fmt: skip
_CHARSETS = {163: "cp1258", 0: "cp1252", 1: "cp1252", 2: "cp1252", 238: "cp1250", 204: "cp1251", 161: "cp1253"}


@dataclass(slots=True)
class _State:
    skip: bool = False
    font: int = -1
    unicode_skip: int = 1
    caps: bool = False
    hidden: bool = False
    deleted: bool = False
    fonts: bool = False  # inside the font table
    star: bool = False
    note: bool = False


@dataclass(slots=True)
class _Out:
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pieces: list[tuple[str, str | None, bool]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    in_table: bool = False
    table: Table | None = None

    def take(self) -> str:
        out: list[str] = []
        at = 0
        while at < len(self.pieces):
            text, encoding, capital = self.pieces[at]
            at += 1
            while at < len(self.pieces) and self.pieces[at][1:] == (encoding, capital):
                text += self.pieces[at][0]
                at += 1
            out.append(legacy_fonts.convert(text, encoding, capital=capital) if encoding else text)
        self.pieces = []
        return "".join(out).replace("\v", "\n")

    def paragraph(self) -> None:
        text = self.take()
        if not self.in_table:
            self.close_table()
        if text.strip():
            (self.cell if self.in_table else self.blocks).append(tabbed(text))

    def end_cell(self) -> None:
        text = self.take()
        if text.strip():
            self.cell.append(tabbed(text))
        self.row.append(Cell(self.cell))
        self.cell = []

    def end_row(self) -> None:
        if self.row:
            self.table = self.table or Table()
            self.table.rows.append(self.row)
        self.row = []

    def close_table(self) -> None:
        if self.row or self.cell:
            if self.cell:
                self.row.append(Cell(self.cell))
                self.cell = []
            self.end_row()
        if self.table is not None:
            self.blocks.append(self.table)
            self.table = None


class _Parser:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.codepage = "cp1252"
        self.fonts: dict[int, str] = {}
        self.charsets: dict[int, str] = {}
        self.out = _Out()
        self.pending = 0  # characters to pass over after \u
        self.legacy = 0

    def parse(self) -> list[Block]:
        state = _State()
        stack: list[_State] = []
        for m in _TOKEN.finditer(self.data):
            word, number, code, sign, brace, text = m.groups()
            if brace == b"{":
                stack.append(replace(state))
                if len(stack) > 2000:
                    raise RecursionError
            elif brace == b"}":
                if state.note and stack and not stack[-1].note:
                    self.end_note()
                if not stack:
                    break
                state = stack.pop()
            elif word is not None:
                self.word(state, word.decode("ascii"), int(number) if number else None)
            elif code is not None:
                self.bytes(state, bytes([int(code, 16)]))
            elif sign is not None:
                self.sign(state, sign)
            elif text is not None:
                self.bytes(state, text)
        self.out.paragraph()
        self.out.in_table = False
        self.out.close_table()
        return self.out.blocks + [Para(n) for n in self.out.notes]

    def end_note(self) -> None:
        marker = self.out.pieces
        at = next((i for i in range(len(marker) - 1, -1, -1) if marker[i][0] == "\x02"), None)
        if at is None:
            return
        note = marker[at + 1 :]
        self.out.pieces = note
        text = " ".join(self.out.take().split())
        self.out.notes.append(f"[{len(self.out.notes) + 1}] {text}")
        self.out.pieces = [*marker[:at], (f"[{len(self.out.notes)}]", None, False)]

    def word(self, state: _State, word: str, number: int | None) -> None:
        if word.encode() in _SKIPPED or (state.star and word not in ("shptxt", "shpinst", "footnote", "ud", "upr")):
            state.skip = True
        state.star = False
        if word == "fonttbl":
            state.fonts = True
        elif word == "f" and number is not None:
            state.font = number
        elif word == "fcharset" and number is not None and state.fonts:
            self.charsets[state.font] = _CHARSETS.get(number, self.codepage)
        elif word == "ansicpg" and number:
            self.codepage = f"cp{number}"
        elif word == "uc" and number is not None:
            state.unicode_skip = number
        elif word == "u" and number is not None:
            self.put(state, chr(number & 0xFFFF))
            self.pending = state.unicode_skip
        elif word == "caps":
            state.caps = number != 0
        elif word == "v":
            state.hidden = number != 0
        elif word == "deleted":
            state.deleted = number != 0
        elif word == "plain":
            state.caps = state.hidden = state.deleted = False
        elif word == "pard":
            self.out.in_table = False
        elif word == "intbl":
            self.out.in_table = True
        elif state.skip:
            return
        elif word == "footnote":
            state.note = True
            self.out.pieces.append(("\x02", None, False))
        elif word in ("cell", "nestcell"):
            self.out.in_table = True
            self.out.end_cell()
        elif word in ("row", "nestrow"):
            self.out.end_row()
        elif word in _PLAIN:
            text = _PLAIN[word]
            if text == "\n" and not state.note:
                self.out.paragraph()
            else:
                self.put(state, " " if text == "\n" else text)

    def sign(self, state: _State, sign: bytes) -> None:
        if sign == b"*":
            state.star = True
        elif sign == b"~":
            self.put(state, " ")
        elif sign == b"_":
            self.put(state, "-")
        elif sign == b"-":
            self.put(state, "\u00ad")
        elif sign in b"\\{}":
            self.bytes(state, sign)
        elif sign in b"\r\n" and not state.skip:
            self.out.paragraph()

    def bytes(self, state: _State, raw: bytes) -> None:
        if self.pending:
            passed = min(self.pending, len(raw))
            self.pending -= passed
            raw = raw[passed:]
        if not raw:
            return
        if state.fonts:
            name = raw.decode("latin-1").strip(" ;")
            if name and not state.skip and state.font not in self.fonts:
                self.fonts[state.font] = name
            return
        codec = self.charsets.get(state.font, self.codepage)
        try:
            text = raw.decode(codec)
        except (UnicodeDecodeError, LookupError):
            text = raw.decode("latin-1")
        if legacy_fonts.encoding_of_font(self.fonts.get(state.font, "")):
            text = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)
        self.put(state, text)

    def put(self, state: _State, text: str) -> None:
        if state.skip or state.hidden or state.deleted or state.fonts:
            return
        old = legacy_fonts.encoding_of_font(self.fonts.get(state.font, ""))
        if state.caps and not old:
            text = text.upper()
        self.legacy += bool(old and not text.isascii())
        self.out.pieces.append((text, old[0] if old else None, bool(old and (old[1] or state.caps))))


class RtfReader:
    name = "rtf"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.RTF

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        if options.word_reader == "libreoffice":
            return outside.read(data, name, Format.RTF, options, ("libreoffice",))
        parser = _Parser(data)
        writer = Writer()
        writer.write(parser.parse())
        content, tables, findings = writer.mended()
        if not content.strip():
            raise Unreadable("no_text", file=name)
        if parser.legacy:
            findings += (legacy_fonts.legacy_finding("tcvn3", parser.legacy, parser.legacy),)
        return Text(content, Format.RTF, tables=tables, findings=findings, reader="rtf:built-in")


READER = RtfReader()
