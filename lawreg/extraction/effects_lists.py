"""Lists of documents in annexes, whose verb stands in an article ("Bãi bỏ các văn bản tại Danh mục kèm theo")."""

from __future__ import annotations

import regex

from lawreg.extraction.effects_reader import Reader
from lawreg.extraction.effects_sentences import Sentence
from lawreg.extraction.effects_targets import Target
from lawreg.model import Citation, ZoneKind

_HEAD = 700
_LIST = regex.compile(r"danh\s+mục[^.]{0,200}(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)|(?:văn\s+bản|quyết\s+định|nghị\s+quyết)[^.]{0,120}(?:bãi\s+bỏ|hết\s+hiệu\s+lực)")
_PARTLY = regex.compile(r"(?:hết\s+hiệu\s+lực|bãi\s+bỏ)\s+một\s+phần")
_ROW = regex.compile(r"(?:^|\n)[ \t|]*(\d{1,4})[ \t]*(?:[.)|\t]|\n)[ \t|]*(?=\S)")


def read_annexes(reader: Reader) -> None:
    """One effect for each row of a list whose verb stands in the body."""
    if not reader.annexed:
        return
    t = reader.t
    verb, s = reader.annexed[0]
    if verb.wording.op not in ("repeal", "expire", "replace", "suspend", "extend", "keep_in_force"):
        return
    for zone in t.doc.zones:
        if zone.kind not in (ZoneKind.ANNEX, ZoneKind.ATTACHED):
            continue
        if not _LIST.search(t.low, zone.start, min(zone.end, zone.start + _HEAD)):
            continue
        cited = reader.between(zone.start, zone.end)
        for start, end in _rows(t.text, zone.start, zone.end):
            head = next((c for c in cited if start <= c.start < end and not reader._is_own(c)), None)
            if head is not None and head.start - start < 250:
                _emit(reader, verb, head, start, end)


def _rows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Rows that open with a running number; where the numbers do not run, every line."""
    marks = [m for m in _ROW.finditer(text, start, end)]
    rows: list[int] = []
    expected = 1
    for m in marks:
        n = int(m[1])
        if n == expected or n == 1:
            rows.append(m.start())
            expected = n + 1
    if len(rows) < 1:
        rows = [start + m.start() for m in regex.finditer(r"\n(?=[^\n]*\d/)", text[start:end])]
    return list(zip(rows, [*rows[1:], end], strict=True))


def _emit(reader: Reader, verb, c: Citation, start: int, end: int) -> None:  # type: ignore[no-untyped-def]
    text = reader.t.text
    a = start
    while a < c.start and text[a].isspace():
        a += 1
    b = end
    while b > a and text[b - 1].isspace():
        b -= 1
    s = Sentence(a, a, b, reader.t.node_at(a), False, False, ())
    refs = [r for r in reader._refs(a, c.start)]
    paths = [p for r in refs if not r.own for p in r.paths]
    reader._emit(
        s, verb, None, c, Target(c, tuple(refs), reader.t.low[a : c.start], a, c.end), paths, (), None, None, None,
        reader._quote(s, a, b, verb, None), deferred=False, ambiguous=False,
    )
