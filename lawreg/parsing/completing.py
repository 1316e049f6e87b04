"""Completes what the head says by the closing, the annexes and the rules of law: Head → Header.

A consolidated text bears its number at its end, a law says there when it was passed, an annex may name the document it
belongs to; kind, normative or not, start and end of effect follow from the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import regex

from lawreg import dates, numbers
from lawreg.model import Effective, EffectiveKind, Finding, Header, Severity, Span
from lawreg.parsing import effective as force
from lawreg.parsing import expiry, kinds, letterhead, normative, quotes, signature
from lawreg.parsing import header as heads
from lawreg.parsing.head import dated_above_signature
from lawreg.parsing.issuers import Issuer, canonical
from lawreg.parsing.lines import Joined, Line, fragments

_CLOSING_LIMIT = 8_000
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


class HeaderReader:
    """Reads the header of one text; what it remarks is added to ``findings``."""

    def __init__(
        self,
        text: str,
        quoted: list[Span],
        claims: Mapping[str, str],
        doubtful: tuple[Span, ...],
        findings: list[Finding],
    ) -> None:
        self.text = text
        self.quoted = quoted
        self.claims = claims
        self.doubtful = doubtful
        self.findings = findings

    def read(self, head: heads.Head, body_start: int, body_end: int, closing_end: int) -> Header:
        """The header of the act whose body is text[body_start:body_end] and whose closing ends at ``closing_end``."""
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
        hider = quotes.Hider(self.quoted)
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
        if m is None or quotes.Hider(self.quoted)(m.start("type")):
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
                or quotes.Hider(self.quoted)(m.start())
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
