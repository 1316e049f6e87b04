"""Lists of documents in annexes, whose verb stands in an article ("Bãi bỏ các văn bản tại Danh mục kèm theo")."""

from __future__ import annotations

import regex

from lawreg import references
from lawreg.extraction.clauses import Verb
from lawreg.extraction.effects_objects import Objects
from lawreg.extraction.effects_reader import Reader
from lawreg.extraction.effects_record import record
from lawreg.extraction.effects_sentences import Sentence
from lawreg.extraction.effects_state import Clause, Context
from lawreg.extraction.effects_targets import Target
from lawreg.model import Citation, ZoneKind

_HEAD = 700  # characters of an annex in which its heading stands
_ROW_LEAD = 250  # a row names its document near its start
_ENDING = frozenset({"repeal", "expire", "replace", "suspend", "extend", "keep_in_force"})
_LIST = regex.compile(
    r"danh\s+mục[^.]{0,200}(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)"
    r"|(?:văn\s+bản|quyết\s+định|nghị\s+quyết)[^.]{0,120}(?:bãi\s+bỏ|hết\s+hiệu\s+lực)"
)
_ROW = regex.compile(r"(?:^|\n)[ \t|]*+(\d{1,4})[ \t]*(?:[.)|\t]|\n)[ \t|]*(?=\S)")
_NUMBERED_LINE = regex.compile(r"\n(?=[^\n]{0,200}\d/)")


def read_annexes(reader: Reader) -> None:
    """One effect for each row of a list whose verb stands in the body."""
    if not reader.annexed:
        return
    t = reader.t
    verb, heading = reader.annexed[0]
    if verb.wording.op not in _ENDING:
        return
    for zone in t.doc.zones:
        if zone.kind not in (ZoneKind.ANNEX, ZoneKind.ATTACHED):
            continue
        if not _LIST.search(t.low, zone.start, min(zone.end, zone.start + _HEAD)):
            continue
        cited = reader.mentions.between(zone.start, zone.end)
        for start, end in rows(t.text, zone.start, zone.end):
            head = next((c for c in cited if start <= c.start < end and not reader.mentions.is_own(c)), None)
            if head is not None and head.start - start < _ROW_LEAD:
                _emit(reader, verb, heading, head, start, end)


def rows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Rows that open with a running number; where no numbers run, every line with a document number."""
    starts: list[int] = []
    expected = 1
    for m in _ROW.finditer(text, start, end):
        n = int(m[1])
        if n in (expected, 1):
            starts.append(m.start())
            expected = n + 1
    if not starts:
        starts = [m.start() for m in _NUMBERED_LINE.finditer(text, start, end)]
    return list(zip(starts, [*starts[1:], end], strict=True)) if starts else []


def _emit(reader: Reader, verb: Verb, heading: Context, c: Citation, start: int, end: int) -> None:
    text = reader.t.text
    while start < c.start and text[start].isspace():
        start += 1
    while end > c.end and text[end - 1].isspace():
        end -= 1
    s = Sentence(start, start, end, reader.t.node_at(start), False, False, ())
    refs = tuple(r for r in references.find(text[start : c.start]) if not r.own)
    clause = Clause(s, verb, False, True, start, end)
    objects = Objects((), (), (), False, (), None, heading.date, heading.until, start)
    target = Target(c, refs, reader.t.low[start : c.start], start, c.end)
    paths = [p for r in refs for p in r.paths]
    reader.found.append(
        record(reader.t, reader.mentions, clause, objects, target, c, paths, (), deferred=False, ambiguous=False)
    )
