"""Puts the pieces together: normalised text to Document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import regex

from lawreg import dates, numbers
from lawreg.model import (
    Document,
    Effective,
    EffectiveKind,
    Finding,
    Header,
    Provision,
    Severity,
    Span,
    Unit,
    Zone,
    ZoneKind,
)
from lawreg.parsing import effective as force
from lawreg.parsing import expiry, gazette, kinds, layout, letterhead, normative, pages, quotes, recitals, signature
from lawreg.parsing import header as heads
from lawreg.parsing.head import dated_above_signature
from lawreg.parsing.issuers import Issuer, canonical
from lawreg.parsing.layout import Part
from lawreg.parsing.lines import Joined, Line, fragments, split_lines
from lawreg.parsing.names import is_upper
from lawreg.parsing.structure import Tree

_HEAD_LIMIT = 16_000  # characters: a head that is longer is none
_CLOSING_LIMIT = 8_000
# A law without its head still calls itself by its type; the articles of a contract form do not
_SPEAKS = regex.compile(r"(?:[Ll]uật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh|Chỉ thị|Quy chế|Điều lệ) này\b")
_CONSOLIDATED = ("XÁC THỰC VĂN BẢN HỢP NHẤT", "Văn bản này được hợp nhất từ", "\nVĂN BẢN HỢP NHẤT")
_CERTIFICATE = "XÁC THỰC VĂN BẢN HỢP NHẤT"
# Under the title of a consolidated text: "Luật … số …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:"
_AMENDED_BY = regex.compile(
    r"có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày[^.;:]{8,60}(?:được\s+)?sửa\s+đổi,\s+bổ\s+sung(?:\s+một\s+số\s+điều)?\s+bởi\s*:"
)
# How a law ends; one copied without its head tells its type, who passed it and when only here
_PASSED_BY = regex.compile(
    r"(?:^|\n)[ \t|*]*(?P<type>Bộ luật|Luật|Pháp lệnh)\s+này\s+(?:đã\s+)?được\s+"
    r"(?P<who>Quốc\s+hội|[UỦ][ỷy]\s+ban\s+[Tt]hường\s+vụ\s+Quốc\s+hội)"
    r"[^;\n]{0,140}?thông\s+qua\s+ngày\s+\d"
)
_WITH_NUMBER = regex.compile(
    rf"(?m)^[ \t|]*\(?\s*(?:[Bb]an\s+hành\s+)?[Kk]èm\s+theo\s+(?P<type>{kinds.words()})\s+(?:số\s*:?\s*)?(?=\d)",
    regex.IGNORECASE,
)


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
        header = self._header(head, body_start, body_end, closing_end)
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
        later = gazette.second(self.lines, after + 1, _Hider(self.quoted))
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

    # ------------------------------------------------------------------------------------------------ header

    def _header(self, head: heads.Head, body_start: int, body_end: int, closing_end: int) -> Header:
        closing = fragments(self.text, body_end, min(closing_end, body_end + _CLOSING_LIMIT))
        if head.type_index is not None and self._is_consolidated(body_start):
            head.doc_type = "Văn bản hợp nhất"
            closing = self._certificate(head, closing)
        signed = signature.read(closing)
        self._headless_law(head)
        self._late_number(head, closing, closing_end)
        self._late_date(head, closing, body_end, closing_end)
        doc_type = head.doc_type or self._type_from_number(head)
        issuers = self._issuers(head, doc_type, signed)
        if not issuers and head.number_info is not None:  # a letter copied without its head
            issuers = tuple(b.name for b in letterhead.from_number(head, head.number_info))
        number = head.number
        normal, reason = normative.decide(doc_type, self._first_body(head), head.issued, self._hint(head))
        if number is None and normal is not None and doc_type not in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"):
            normal, reason = self._without_number(normal, reason, doc_type, head)
        hider = _Hider(self.quoted)
        effective = force.read(self.text, body_start, closing_end, head.issued, hider)
        expires = expiry.read(self.text, body_start, closing_end, effective, hider)
        if doc_type == "Công văn":
            effective, expires = expiry.of_letter(effective, expires)
        if doc_type == "Văn bản hợp nhất":
            # The date in a consolidated text is that of the consolidated act, not its own (domain.md 4.3)
            effective = Effective(None, EffectiveKind.OTHER, None, effective.rule, effective.span)
            expires = None
        evidence = dict(head.evidence)
        if signed.span is not None:
            evidence["signer"] = signed.span
        if effective.span is not None:
            evidence["effective"] = effective.span
        if expires is not None and expires.span is not None:
            evidence["expires"] = expires.span
        self._compare(head, evidence)
        if head.issued and effective.date and effective.date < head.issued:
            params = {"effective": dates.format_vi(effective.date), "issued": dates.format_vi(head.issued)}
            self.findings.append(Finding("effective_before_issue", params, Severity.WARNING, effective.span))
        return Header(
            number, doc_type, issuers, head.issued, head.place, head.title, ", ".join(signed.names) or None,
            "; ".join(signed.titles) or None, normal, reason, effective, expires, evidence,
        )  # fmt: skip

    def _headless_law(self, head: heads.Head) -> None:
        """A law of which only the articles were copied: type and who passed it stand in its last sentence."""
        if head.type_index is not None or head.doc_type is not None or head.number is not None:
            return
        m = _PASSED_BY.search(self.text, max(0, len(self.text) - _CLOSING_LIMIT))
        if m is None or _Hider(self.quoted)(m.start("type")):
            return
        head.doc_type = m["type"]
        head.evidence["doc_type"] = Span(*m.span("type"))
        body = canonical(" ".join(m["who"].split()))
        if body is not None and not head.bodies:
            head.bodies = [body]
            head.evidence["issuer"] = Span(*m.span("who"))

    def _is_consolidated(self, body_start: int) -> bool:
        if any(sign in self.text for sign in _CONSOLIDATED):
            return True
        return "bởi:" in self.text[:body_start] and _AMENDED_BY.search(self.text, 0, body_start) is not None

    def _certificate(self, head: heads.Head, closing: list[Line]) -> list[Line]:
        """The lines that certify a consolidated text, where its own number, day and signer stand.

        They may come before footnotes or after the annexes; at its head the number and day of the consolidated act may
        be printed, which are not its own.
        """
        at = self.text.rfind(_CERTIFICATE)
        if at < 0:
            return closing
        if not any(_CERTIFICATE in x.text for x in closing):
            start = self.text.rfind("\n", 0, max(at - 200, 0)) + 1
            closing = fragments(self.text, start, min(at + 500, len(self.text)))
        own = next((n for x in closing for n in numbers.find(x.text) if n.kind == "consolidated"), None)
        if own is not None and head.number_info is not None and head.number_info.kind != "consolidated":
            head.number = head.number_info = head.issued = None
            head.number_blank = head.date_blank = False
            head.evidence.pop("number", None)
            head.evidence.pop("issued", None)
        return closing

    def _hint(self, head: heads.Head) -> str | None:
        """The number, or what is printed of a blank one: type and issuer stand in it all the same."""
        return head.number or (head.number_info.number if head.number_info is not None else None)

    def _without_number(
        self, said: bool, reason: Finding, doc_type: str | None, head: heads.Head
    ) -> tuple[bool | None, Finding]:
        """Whether a decision is normative hangs on its number; without one nobody knows (GUIDE convention 7)."""
        if said is False and kinds.types().get(doc_type or "", {}).get("kind") in ("administrative", "letter"):
            return said, reason
        if said is False and not head.number_blank and reason.code in ("normative.party", "normative.type_never"):
            return said, reason
        return None, Finding(normative.UNSURE, {"type": doc_type or "", "number": ""}, Severity.WARNING)

    def _late_number(self, head: heads.Head, closing: list[Line], closing_end: int) -> None:
        """A consolidated text prints its number at its end; else an annex may name the document it belongs to."""
        if head.number is not None or head.number_blank:
            return
        joined = Joined(closing)
        m = re.search(r"(?:^|\n)(?:Số|SỐ)\s*:\s*", joined.text)
        if m is not None:
            found = next(numbers.find(joined.text, m.end(), m.end() + 60), None)
            if found is not None and found.start <= m.end() + 1:
                head.number, head.number_info = found.number, numbers.describe(found.number)
                head.evidence["number"] = joined.span(found.start, found.end)
                if head.number_info.kind == "consolidated":
                    head.doc_type = "Văn bản hợp nhất"
                return
        if head.doc_type is None or head.doc_type == "Văn bản hợp nhất":
            return  # the annexes of a consolidated text name the act that was consolidated
        for m in _WITH_NUMBER.finditer(self.text, closing_end):
            found = next(numbers.find(self.text, m.end(), m.end() + 60), None)
            if (
                found is None
                or found.start > m.end() + 1
                or _Hider(self.quoted)(m.start())
                or kinds.normal(m["type"]) != head.doc_type
            ):
                continue
            head.number, head.number_info = found.number, numbers.describe(found.number)
            head.evidence["number"] = Span(found.start, found.end)
            self.findings.append(
                Finding("number_from_annex", {"number": found.number}, Severity.WARNING, Span(found.start, found.end))
            )
            if head.issued is None and not head.date_blank:
                on = next(dates.find(self.text, found.end, found.end + 60), None)
                if on is not None:
                    head.issued = on.value
                    head.evidence["issued"] = Span(on.start, on.end)
            return

    def _late_date(self, head: heads.Head, closing: list[Line], body_end: int, closing_end: int) -> None:
        """Laws and resolutions say when they were passed; a consolidated text is dated at its end."""
        if head.issued is not None or head.date_blank:
            return
        if head.doc_type in ("Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh", "Hiến pháp"):
            passed = force.passed(self.text, max(body_end - 1500, 0), closing_end)
            if passed is not None:
                head.issued, head.evidence["issued"] = passed
                return
        if head.type_index is not None and dated_above_signature(head, self.text, body_end):
            return
        joined = Joined(closing)
        m = re.search(r"(?:^|\n)(?P<place>[A-ZĐ][^\n,]{1,30}),\s*(?=ngày\s+\d)", joined.text)
        if m is not None:
            on = next(dates.find(joined.text, m.end(), m.end() + 50), None)
            if on is not None and on.start == m.end():
                head.issued, head.place = on.value, head.place or m["place"]
                head.evidence["issued"] = joined.span(on.start, on.end)

    def _type_from_number(self, head: heads.Head) -> str | None:
        return head.number_info.doc_type if head.number_info is not None else None

    def _first_body(self, head: heads.Head) -> Issuer | None:
        return next((b for b in head.bodies if isinstance(b, Issuer)), None)

    def _issuers(self, head: heads.Head, doc_type: str | None, signed: signature.Signature) -> tuple[str, ...]:
        """Names in normal case; a personal act signed by the chairman without TM. is his (GUIDE convention 7)."""
        if head.bodies:
            first = head.bodies[0]
            own = (
                isinstance(first, Issuer)
                and first.kind == "committee"
                and doc_type in ("Quyết định", "Chỉ thị", "Công điện")
                and head.number_info is not None
                and head.number_info.year is None
                and signed.names
                and not signed.collective
                and any("Chủ tịch" in t for t in signed.titles)
            )
            if own and isinstance(first, Issuer):
                chairman = canonical(f"Chủ tịch Ủy ban nhân dân {first.place}", head.place, head.issued)
                if chairman is not None:
                    head.bodies = [chairman]
        elif (signer := signature.body(signed, doc_type, head.place, head.issued)) is not None:
            head.bodies = [signer]
            if signed.span is not None:
                head.evidence["issuer"] = signed.span
        return tuple(b.name if isinstance(b, Issuer) else b for b in head.bodies)

    # --------------------------------------------------------------------------------------------- judgement

    def _compare(self, head: heads.Head, evidence: Mapping[str, Span]) -> None:
        claimed = self.claims.get("number")
        if claimed and head.number and numbers.fold(claimed) != numbers.fold(head.number):
            params = {"claimed": claimed, "number": head.number}
            self.findings.append(Finding("claim_differs", params, Severity.WARNING, evidence.get("number")))
        for name, span in evidence.items():
            if any(d.start < span.end and span.start < d.end for d in self.doubtful):
                self.findings.append(Finding("doubtful_field", {"field": name}, Severity.WARNING, span))
        if head.draft:
            self.findings.append(Finding("draft", {}, Severity.WARNING))

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


class _Hider:
    """Whether an offset stands in one of the quoted blocks, in any order of asking."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans

    def __call__(self, offset: int) -> bool:
        return any(s.start <= offset < s.end for s in self._spans)
