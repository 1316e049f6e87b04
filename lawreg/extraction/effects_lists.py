"""Lists of documents in annexes, whose verb stands in an article ("Bãi bỏ các văn bản tại Danh mục kèm theo")."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from lawreg import dates, references
from lawreg.extraction import effects_phrases as say
from lawreg.extraction.effects_objects import Objects
from lawreg.extraction.effects_reader import Reader
from lawreg.extraction.effects_record import record
from lawreg.extraction.effects_sentences import Sentence
from lawreg.extraction.effects_state import Annexed, Clause
from lawreg.extraction.effects_targets import Target
from lawreg.model import Citation, Zone, ZoneKind
from lawreg.references import ProvisionRef

_HEAD = 700  # characters of an annex in which its heading stands
_TITLE = 250  # … and its title, where no row shows its end
_ROW_LEAD = 250  # a row names its document near its start
_ENDING = frozenset({"repeal", "expire", "replace", "suspend", "extend", "keep_in_force"})
_LIST = regex.compile(
    r"danh\s+mục[^.]{0,200}(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)"
    r"|(?:văn\s+bản|quyết\s+định|nghị\s+quyết)[^.]{0,120}(?:bãi\s+bỏ|hết\s+hiệu\s+lực)"
)
_ROW = regex.compile(r"(?:^|\n)[ \t|]*+(\d{1,4})[ \t]*(?:[.)|\t]|\n)[ \t|]*(?=\S)")
# "Ngày hết hiệu lực" among the names of the columns, and a cell that holds nothing but a date
_END_COLUMN = regex.compile(
    r"(?:ngày|thời\s+điểm)(?:\s*,?\s*tháng\s*,?\s*năm)?\s+(?:hết|(?:tạm\s+)?ngưng|chấm\s+dứt)\s+hiệu\s+lực"
)
_DATE_CELL = regex.compile(r"[|\t\n]\s*(?:ngày\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d[\s|]*$")
_UNTIL_CELL = regex.compile(r"[|\t\n]\s*(?:đến\s+hết|đến|hết)\s+(?=(?:ngày\s+)?\d)")
_LIMITED = frozenset({"extend", "suspend", "keep_in_force"})
_NEAR = 6  # characters from "đến hết" to the date: "ngày "
_OF_ANOTHER = regex.compile(r"(?:của|tại|trong|ban\s+hành)\s")
_NUMBERED_LINE = regex.compile(r"\n(?=[^\n]{0,200}\d/)")


def read_annexes(reader: Reader) -> None:
    """One effect for each row of a list whose verb stands in the body."""
    if not reader.annexed:
        return
    t = reader.t
    for zone in t.doc.zones:
        if zone.kind not in (ZoneKind.ANNEX, ZoneKind.ATTACHED):
            continue
        if not _LIST.search(t.low, zone.start, min(zone.end, zone.start + _HEAD)):
            continue
        said = _said_of(reader, zone)
        if said is None or said.verb.wording.op not in _ENDING:
            continue
        first = t.low.find("\n1", zone.start, min(zone.end, zone.start + _HEAD))
        part = said.part or say.is_in_part(t.low[zone.start : first if first > 0 else zone.start + _TITLE])
        cited = reader.mentions.between(zone.start, zone.end)
        found = rows(t.text, zone.start, zone.end)
        dated = bool(found) and _END_COLUMN.search(t.low, zone.start, found[0][0]) is not None
        for start, end in found:
            head = next((c for c in cited if start <= c.start < end and not reader.mentions.is_own(c)), None)
            if head is not None and head.start - start < _ROW_LEAD:
                _emit(reader, said, head, start, end, part, dated)


def _said_of(reader: Reader, zone: Zone) -> Annexed | None:
    """The clause that speaks of this annex: the one that gives its label; where one of both gives none, the first."""
    label = say.ANNEX_LABEL.match(reader.t.low, zone.start)
    named = [a for a in reader.annexed if a.label is not None]
    if label is not None and named:
        return next((a for a in named if a.label == say.annex_key(label[1])), None)
    return reader.annexed[0]


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


def _emit(reader: Reader, said: Annexed, c: Citation, start: int, end: int, part: bool, dated: bool) -> None:
    text, verb, heading = reader.t.text, said.verb, said.context
    while start < c.start and text[start].isspace():
        start += 1
    while end > c.end and text[end - 1].isspace():
        end -= 1
    s = Sentence(start, start, end, reader.t.node_at(start), False, False, ())
    refs = tuple(r for r in references.find(text[start : c.start]) if not r.own)
    if part and not refs:
        refs = _column(text, c.end, end)
    clause = Clause(s, verb, False, True, start, end)
    starts, until = _dates_of_row(text, reader.t.low, c.end, end, dated)
    if verb.wording.op not in _LIMITED:
        until = None
    objects = Objects((), (), (), False, (), None, starts or heading.date, until or heading.until, start)
    lead = "một phần " if part else ""
    target = Target(c, refs, lead + reader.t.low[start : c.start], start, c.end)
    paths = [p for r in refs for p in r.paths]
    reader.found.append(
        record(reader.t, reader.mentions, clause, objects, target, c, paths, (), deferred=False, ambiguous=False)
    )


def _dates_of_row(text: str, low: str, start: int, end: int, dated: bool) -> tuple[date | None, date | None]:
    """Start and end that a row states in cells of their own behind number and title.

    A date alone is the day of the end where a column says so (``dated``); "Đến hết ngày 31/12/2024" opens its cell.
    """
    starts = until = None
    last = _DATE_CELL.search(low, start, end) if dated else None
    if last is not None:
        starts = next((d.value for d in dates.find(text, last.start(), end)), None)
    cell = _UNTIL_CELL.search(low, start, end)
    if cell is not None:
        to = next(dates.find(text, cell.end(), end), None)
        until = to.value + timedelta(days=1) if to is not None and to.start - cell.end() <= _NEAR else None
    return starts, until


def _column(text: str, start: int, end: int) -> tuple[ProvisionRef, ...]:
    """Provisions in the cells or lines behind number and title; those of a document named there are its title's."""
    out = []
    for r in references.find(text, start, end):
        behind = text[r.end : r.end + 40].lstrip()
        if not r.own and any(sign in text[start : r.start] for sign in "\n\t|") and not _OF_ANOTHER.match(behind):
            out.append(r)
    return tuple(out)
