"""Puts the pieces together: normalised text to Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from lawreg.model import (
    Document,
    Finding,
    Header,
    Provision,
    Severity,
    Span,
    Unit,
    Zone,
    ZoneKind,
)
from lawreg.parsing import gazette, layout, pages, quotes, recitals
from lawreg.parsing import header as heads
from lawreg.parsing.completing import HeaderReader
from lawreg.parsing.layout import Part
from lawreg.parsing.lines import Line, fragments, split_lines
from lawreg.parsing.names import is_upper
from lawreg.parsing.structure import Tree

_HEAD_LIMIT = 16_000  # characters: a head that is longer is none
# A law without its head still calls itself by its type; the articles of a contract form do not
_SPEAKS = regex.compile(r"(?:[Ll]uật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh|Chỉ thị|Quy chế|Điều lệ) này\b")


def parse(
    text: str,
    *,
    tables: tuple[Span, ...] = (),
    claims: Mapping[str, str] | None = None,
    doubtful: tuple[Span, ...] = (),
) -> Document:
    """Read header, structure and zones of a document; never raises on any text.

    Args:
        text: normalised by :func:`lawreg.normal.normalise`; all spans count its characters.
        tables: data tables, whose rows open no provisions.
        claims: what the container says of the document; compared, never believed.
        doubtful: spans read with low confidence; a header field read from one is remarked.
    """
    stop = pages.foot(text)
    shown = tuple(t for t in tables if t.end <= stop)
    return _Parser(text[:stop], shown, claims or {}, doubtful).run()


class _Parser:
    def __init__(
        self, text: str, tables: tuple[Span, ...], claims: Mapping[str, str], doubtful: tuple[Span, ...]
    ) -> None:
        self.text = text
        self.tables = tables
        self.claims = claims
        self.doubtful = doubtful
        self.findings: list[Finding] = []
        self.quoted = quotes.blocks(text)
        self.lines = split_lines(text)
        self.hidden = self._hidden()
        self.stop = len(text)  # where this act ends
        self.notes = Span(len(text), len(text))

    def _hidden(self) -> list[bool]:
        """For each line whether it stands in a quoted block or a data table."""
        if not self.quoted and not self.tables:
            return [False] * len(self.lines)
        masks = (quotes.Mask(self.quoted), quotes.Mask(sorted(self.tables, key=lambda s: s.start)))
        return [masks[0].hides(line.start) | masks[1].hides(line.start) for line in self.lines]

    def run(self) -> Document:
        if not self.lines:
            return Document(
                self.text,
                Header(),
                (),
                (),
                is_document=False,
                findings=(Finding("not_a_document", {}, Severity.WARNING),),
            )
        begin = self._body_begin()
        head_end = min(self.lines[begin].start, _HEAD_LIMIT) if begin else min(len(self.text), 4_000)
        rows = fragments(self.text, 0, head_end)
        head = heads.read(rows)
        if begin == 0 and head.type_index is not None:
            begin = self._line_after(rows[min(head.after_title, len(rows) - 1)].start)
            while begin + 1 < len(self.lines) and self._enacting_row(self.lines[begin].text):
                begin += 1  # "CHỦ TỊCH NƯỚC" above the recitals is no signature
            recited = recitals.block(self.text, self.lines[begin].start, len(self.text))
            if recited > self.lines[begin].start:
                begin = self._line_after(recited)
        closing = layout.closing_start(self.text, self.lines, begin, self.hidden)
        self._cut_tail(begin if closing is None else closing)
        parts = self._parts(begin, closing)
        first_part = parts[0].line if parts else len(self.lines)
        closing_line = closing if closing is not None and closing < first_part else first_part
        tree = self._tree(begin, closing_line, parts)
        body_start = self._offset(begin)
        body_end = self._offset(closing_line)
        closing_end = self._offset(first_part)
        provisions = tuple(tree.provisions)
        header = HeaderReader(self.text, self.quoted, self.claims, self.doubtful, self.findings).read(
            head, body_start, body_end, closing_end
        )
        basis = recitals.find(self.text, rows[head.type_index].start if head.type_index is not None else 0, body_start)
        if head.type_index is None and head.doc_type == "Công văn":
            basis = recitals.of_letter(self.text)
        is_document = self._is_document(head, header, provisions)
        if not is_document:
            self.findings.append(Finding("not_a_document", {}, Severity.WARNING))
            header = self._page_header(header)
        self.findings += gazette.parts(self.text)
        zones = self._zones(head, rows, body_start, body_end, closing_end, parts)
        findings = tuple(head.findings + self.findings + tree.findings)
        return Document(
            self.text, header, provisions, zones, tuple(basis), tuple(self.quoted), self.tables, is_document, findings
        )

    def _cut_tail(self, after: int) -> None:
        """Leave another act in the same file, and footnotes at the end, out of this act's parts."""
        later = gazette.second(self.lines, after + 1, quotes.Hider(self.quoted))
        if later is not None:
            self.findings.append(later[1])
            self._cut(later[0])
        notes = layout.footnotes_start(self.lines, after + 1)
        if notes is not None:
            self.notes = Span(self.lines[notes].start, self.stop)
            self._cut(notes)

    def _cut(self, line: int) -> None:
        self.stop = self.lines[line].start
        del self.lines[line:], self.hidden[line:]

    # ------------------------------------------------------------------------------------------------ places

    def _offset(self, line: int) -> int:
        return self.lines[line].start if line < len(self.lines) else self.stop

    def _line_after(self, offset: int) -> int:
        return next((i for i, line in enumerate(self.lines) if line.start >= offset), len(self.lines) - 1)

    @staticmethod
    def _enacting_row(text: str) -> bool:
        return is_upper(text) and not layout.on_behalf(text)

    def _body_begin(self) -> int:
        """Line with which the body begins; the recitals stand before it. 0 where nothing tells."""
        return layout.body_start(self.lines)

    def _parts(self, begin: int, closing: int | None) -> list[Part]:
        if closing is not None:
            return layout.parts(self.text, self.lines, closing + 1, self.hidden)
        # No signature: annexes begin only where one is printed in capitals
        found = layout.parts(self.text, self.lines, begin + 1, self.hidden)
        return [p for n, p in enumerate(found) if n or self.lines[p.line].text.isupper() or p.heading]

    # --------------------------------------------------------------------------------------------- structure

    def _tree(self, begin: int, closing_line: int, parts: list[Part]) -> Tree:
        tree = Tree(self.text)
        tree.grow(self._shown(begin, closing_line), self._offset(closing_line))
        outer: int | None = None
        whole_ends = self._whole_ends(parts)
        for n, part in enumerate(parts):
            end_line = parts[n + 1].line if n + 1 < len(parts) else len(self.lines)
            end = self._offset(end_line)
            owner = outer if part.form and outer is not None else None
            path = f"{tree.paths[owner]} {part.path}" if owner is not None else part.path
            whole_end = self._offset(whole_ends[n])
            index = tree.add(
                path, part.unit, part.label, part.heading, part.start, self._trim(part.start, whole_end), owner
            )
            if not part.form:
                outer = index
                tree.grow(self._shown(part.line + 1, end_line), end, f"{tree.paths[index]} ", index)
        return tree

    def _whole_ends(self, parts: list[Part]) -> list[int]:
        """Line with which each part ends; an annex holds the forms that follow it."""
        ends = [len(self.lines)] * len(parts)
        after_any = after_annex = len(self.lines)
        for n in range(len(parts) - 1, -1, -1):
            ends[n] = after_any if parts[n].form else after_annex
            after_any = parts[n].line
            if not parts[n].form:
                after_annex = parts[n].line
        return ends

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " \t\n|#":
            end -= 1
        return end

    def _shown(self, begin: int, end: int) -> list[Line]:
        return [line for i, line in enumerate(self.lines[begin:end], begin) if not self.hidden[i]]

    # --------------------------------------------------------------------------------------------- judgement

    def _is_document(self, head: heads.Head, header: Header, provisions: Sequence[Provision]) -> bool:
        """A document has a type line, an own number, or articles of its own; a news page and a form have none."""
        if head.type_index is not None or head.number is not None or head.number_blank:
            return True
        if head.doc_type is not None and (header.signer is not None or header.issued is not None):
            return True  # a letter without its letterhead
        articles = sum(p.unit is Unit.ARTICLE for p in provisions)
        return articles >= 2 and len(_SPEAKS.findall(self.text, 0, _HEAD_LIMIT * 4)) >= 2

    def _page_header(self, header: Header) -> Header:
        """Of a page that is no document only the headline is kept: its dates and names are those of the news."""
        span = pages.headline(self.lines)
        if span is None:
            return Header(normative_reason=header.normative_reason)
        title = " ".join(self.text[span.start : span.end].split())
        return Header(title=title, normative_reason=header.normative_reason, evidence={"title": span})

    def _zones(
        self, head: heads.Head, rows: list[Line], body_start: int, body_end: int, closing_end: int, parts: list[Part]
    ) -> tuple[Zone, ...]:
        zones: list[Zone] = []
        title_start = (
            rows[head.type_index].start
            if head.type_index is not None
            else min(body_start, rows[0].start if rows else 0)
        )
        marks = [
            (ZoneKind.LETTERHEAD, 0, title_start),
            (ZoneKind.PREAMBLE, title_start, body_start),
            (ZoneKind.BODY, body_start, body_end),
            (ZoneKind.CLOSING, body_end, closing_end),
        ]
        for n, part in enumerate(parts):
            end = parts[n + 1].start if n + 1 < len(parts) else self.stop
            kind = ZoneKind.ATTACHED if part.unit is Unit.ATTACHED else ZoneKind.ANNEX
            marks.append((kind, part.start, end))
        marks.append((ZoneKind.FOOTNOTES, self.notes.start, self.notes.end))
        for kind, start, end in marks:
            if end > start:
                zones.append(Zone(kind, start, end))
        return tuple(zones)
