"""Builds the tree of provisions of one stretch of text (a body, an attached regulation, an annex)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lawreg.model import Finding, Provision, Severity, Span, Unit
from lawreg.parsing import headings as h
from lawreg.parsing.headings import Opening
from lawreg.parsing.lines import Line, is_noise
from lawreg.parsing.names import is_upper
from lawreg.parsing.wrapped import REFERENCE, UNIT_LEFT, dangles, on_one_line, unwrapped

_RANK = {
    Unit.ATTACHED: 0, Unit.ANNEX: 0, Unit.PART: 1, Unit.CHAPTER: 2, Unit.SECTION: 3, Unit.SUBSECTION: 4,
    Unit.ARTICLE: 5, Unit.CLAUSE: 6, Unit.POINT: 7,
}  # fmt: skip
# An enum's member costs more to look up on its class than the rest of a step of the walk
_ARTICLE, _CLAUSE, _POINT = Unit.ARTICLE, Unit.CLAUSE, Unit.POINT
_WORD = {
    Unit.PART: "Phần", Unit.CHAPTER: "Chương", Unit.SECTION: "Mục", Unit.SUBSECTION: "Tiểu mục", Unit.ARTICLE: "Điều",
    Unit.CLAUSE: "khoản", Unit.POINT: "điểm",
}  # fmt: skip

# The text of an article without a heading: "Quyết định này có hiệu lực …", "Chánh Văn phòng, Giám đốc Sở …"
_SENTENCE = re.compile(
    r"^(?:Giao|Chánh|Giám đốc|Các (?:ông|Bộ trưởng)|Bộ trưởng|Thủ trưởng)\b|\b(?:này|nầy)\s+(?:có|được"
    r"|quy định|áp dụng|thay|là|và)\b|chịu trách nhiệm"
)


_SHORTEST_QUOTE = 4  # characters between two lines, line ends counted: a quoted block of one letter


@dataclass(slots=True)
class _Open:
    index: int
    unit: Unit
    value: int
    label: str
    path: str


@dataclass(slots=True)
class Tree:
    """Grows the list of provisions of a document over its stretches."""

    text: str
    paths: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _rows: list[tuple[str, Unit, str, str | None, int, int | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _paths: set[str] = field(default_factory=set)
    _reserved: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, unit: Unit, label: str, head: str | None, start: int, end: int, parent: int | None) -> int:
        """Append a provision under a path that is made unique."""
        unique = path
        if path in self._paths:
            n = self._reserved.get(path, 1)
            while unique in self._paths:
                n += 1
                unique = f"{path} ({n})"
            self._reserved[path] = n
        self._paths.add(unique)
        self.paths.append(unique)
        self._rows.append((unique, unit, label, head, start, parent))
        self.ends.append(end)
        return len(self.ends) - 1

    @property
    def provisions(self) -> list[Provision]:
        """The provisions found, in reading order."""
        return [
            Provision(p, u, n, head, start, end, parent)
            for (p, u, n, head, start, parent), end in zip(self._rows, self.ends, strict=True)
        ]

    def grow(self, lines: list[Line], end: int, prefix: str = "", parent: int | None = None) -> int:
        """Add the units that ``lines`` open; the last ones reach to ``end``. Gives the number of articles found."""
        return _Stretch(self, lines, end, prefix, parent).run()


class _Stretch:
    def __init__(self, tree: Tree, lines: list[Line], end: int, prefix: str, parent: int | None) -> None:
        self.tree = tree
        self.lines = [line if line.text[0] != "“" else unwrapped(line) for line in lines if not is_noise(line.text)]
        self.end = end
        self.prefix = prefix
        self.parent = parent
        self.stack: list[_Open] = []
        self.last_article = 0
        self.articles = 0
        self.with_articles = any(self._article_at(i) for i, line in enumerate(self.lines) if line.text[0] in "ĐÐ")
        self.last_article = 0

    # ------------------------------------------------------------------------------------------ deciding

    def _article_at(self, i: int) -> Opening | None:
        """The Điều that line ``i`` opens, unless it is a reference that a line break put first in its line."""
        line = self.lines[i]
        o = h.heading(line.text)
        if o is None or o.unit is not Unit.ARTICLE:
            return None
        rest = line.text[o.body :]
        expected = o.value == self.last_article + 1 or (o.suffix and o.value == self.last_article)
        before = self.lines[i - 1] if i else None
        dangling = self._goes_on(i)
        if o.after not in (".", ":", ")", "-"):
            if REFERENCE.match(rest) or (dangling and not expected):
                return None
            if rest and not (expected and (rest[0].isupper() or rest[0].isdigit() or rest[0] in '“"')):
                return None
            if not rest and dangling:
                return None
        elif dangling and (not expected or before is None or not before.text.rstrip().endswith(",")):
            return None
        if before is not None and (not expected or h.clause(rest)) and UNIT_LEFT.search(before.text[-90:]):
            return None
        if not expected and self.last_article and (o.value > self.last_article + 12 or 1 < o.value < self.last_article):
            return None  # footnotes of consolidated texts name articles of other acts
        return o

    def _goes_on(self, i: int) -> bool:
        """Whether line ``i`` continues the sentence of the line before it (a reference broken over two lines)."""
        if i == 0 or self.lines[i].gap:
            return False
        before = self.lines[i - 1]
        if not dangles(before.text) or is_upper(before.text):
            return False
        between = self.tree.text[before.end : self.lines[i].start]
        return "“" not in between and '"' not in between and "”" not in between

    def _titled_at(self, i: int) -> Opening | None:
        line = self.lines[i]
        o = h.heading(line.text)
        if o is None or o.unit is Unit.ARTICLE:
            return None
        rest = line.text[o.body :]
        if rest and o.after == "" and not (is_upper(rest) or (rest[0].isupper() and not REFERENCE.match(rest))):
            return None
        if rest and o.after == "" and line.text[:4] not in ("PHẦN", "CHƯƠ", "MỤC ", "TIỂU") and not is_upper(rest):
            return None
        if rest and (rest[0] in ",;" or rest.endswith(";")):
            return None
        if self._goes_on(i):
            return None
        if o.unit is Unit.CHAPTER and o.value == 0:
            return None
        return o

    # ------------------------------------------------------------------------------------------ walking

    def run(self) -> int:
        for i, line in enumerate(self.lines):
            first = line.text[0]
            o: Opening | None = None
            if first in "ĐÐ":
                o = self._article_at(i)
                if o is not None:
                    self._article(i, o)
                continue
            if first in "CPMT":
                o = self._titled_at(i)
                if o is not None:
                    self._titled(i, o)
                    continue
            if self.with_articles:
                if not self.articles:
                    continue
                if first.isdigit():
                    self._clause(i)
                elif first.islower():
                    self._point(i)
            else:
                self._free(i)
        self._close(-1, len(self.lines), self.end)
        return self.articles

    def _close(self, rank: int, i: int, at: int) -> None:
        """End the open units of that rank or below it before line ``i``, which begins at ``at``."""
        stack, ends = self.stack, self.tree.ends
        end: int | None = None
        while stack and _RANK[stack[-1].unit] >= rank:
            done = stack.pop().index
            if end is None:
                end = self._last_end(i, at)
            if end > ends[done]:
                ends[done] = end

    def _last_end(self, i: int, at: int) -> int:
        """End of what stands before line ``i``, running heads and page numbers left out; a quoted block counts."""
        end = self.lines[i - 1].end if i else at
        if at - end < _SHORTEST_QUOTE:
            return end
        hidden = self.tree.text[end:at].rstrip(" \t\n|#")
        if len(hidden) > 200 or "“" in hidden or '"' in hidden:
            end += len(hidden)
        return end

    def _open(self, i: int, o: Opening, path: str, head: str | None, rank: int | None = None) -> None:
        line, stack = self.lines[i], self.stack
        self._close(_RANK[o.unit] if rank is None else rank, i, line.start)
        parent = stack[-1].index if stack else self.parent
        index = self.tree.add(path, o.unit, o.label, head, line.start, line.end, parent)
        stack.append(_Open(index, o.unit, o.value, o.label, self.tree.paths[index]))

    def _nearest(self, *units: Unit) -> _Open | None:
        for s in reversed(self.stack):
            if s.unit in units:
                return s
        return None

    def _article(self, i: int, o: Opening) -> None:
        line = self.lines[i]
        head = self._article_heading(i, o)
        if o.value > self.last_article + 1 and self.last_article:
            params = {"after": self.last_article, "found": o.label}
            self.tree.findings.append(Finding("article_gap", params, Severity.INFO, Span(line.start, line.end)))
        self.last_article = o.value
        self.articles += 1
        self._open(i, o, f"{self.prefix}Điều {o.label}", on_one_line(head))

    def _article_heading(self, i: int, opening: Opening) -> str | None:
        """The heading of an article, joined over broken lines; a sentence of the article itself is none."""
        head = self.lines[i].text[opening.body :].strip()
        previous = head
        bare = not head
        for following in self.lines[i + 1 : i + 6]:
            text = following.text
            o = h.heading(text)
            if o is not None and UNIT_LEFT.search(previous[-90:]) and REFERENCE.match(text[o.body :]):
                o = None  # "Sửa đổi điểm c khoản 2 / Điều 7 Thông tư số …"
            if o is not None or h.clause(text) or h.point(text) or is_noise(text):
                break
            goes_on = previous and (text[0].islower() or dangles(previous)) and previous[-1] not in ".;:"
            if not (goes_on or (bare and not head and len(text) < 200)):
                break
            head = f"{head} {text}".strip()
            previous = text
        if not head or (head[-1] in ".;" and (len(head) > 100 or bare)) or _SENTENCE.search(head):
            return None
        return head.rstrip(" .")

    def _titled(self, i: int, o: Opening) -> None:
        line = self.lines[i]
        head = line.text[o.body :].strip()
        for following in self.lines[i + 1 : i + 5]:
            text = following.text
            if h.heading(text) or h.clause(text) or len(text) > 160 or is_noise(text):
                break
            if head and not (is_upper(text) and is_upper(head)):
                break
            head = f"{head} {text}".strip()
        outer = {
            Unit.PART: (),
            Unit.CHAPTER: (),
            Unit.SECTION: (Unit.CHAPTER, Unit.PART),
            Unit.SUBSECTION: (Unit.SECTION,),
        }[o.unit]
        self._close(_RANK[o.unit], i, line.start)
        above = self._nearest(*outer) if outer else None
        word = _WORD[o.unit]
        path = f"{above.path} {word} {o.label}" if above else f"{self.prefix}{word} {o.label}"
        if o.unit is Unit.CHAPTER and path in self.tree._paths:
            part = self._nearest(Unit.PART)
            path = f"{part.path} {word} {o.label}" if part else path
        self._open(i, o, path, on_one_line(head or None))

    def _clause(self, i: int) -> None:
        text = self.lines[i].text
        o = h.clause(text)
        if o is None:
            return
        article, last = self._above(_CLAUSE)
        if article is None:
            return
        if last is None:
            if o.value != 1 and not (o.value <= 3 and text[o.body : o.body + 1].isupper()):
                return
        else:
            follows = o.value == last.value + 1 or (o.suffix and o.value in (last.value, last.value + 1))
            jumped = last.value < o.value <= last.value + 4 and o.after == "." and text[o.body : o.body + 1].isupper()
            if not follows and not jumped:
                return
        self._open(i, o, f"{article.path} khoản {o.label}", None)

    def _above(self, unit: Unit) -> tuple[_Open | None, _Open | None]:
        """The open article, and the last open ``unit`` (a khoản or điểm) within it."""
        last: _Open | None = None
        for s in reversed(self.stack):
            if s.unit is _ARTICLE:
                return s, last
            if s.unit is unit and last is None:
                last = s
        return None, last

    def _point(self, i: int) -> None:
        line = self.lines[i]
        o = h.point(line.text)
        above = self._nearest(_CLAUSE, _ARTICLE) if o is not None else None
        if o is None or above is None:
            return
        last = self._nearest(_POINT)
        letter = o.label[0]
        if last is None or last.label[0] not in h.WILD:
            if letter not in "ab" or o.suffix:
                return
        else:
            step = h.letters_between(last.label[0], letter)
            inserted = step == 0 and o.suffix and o.label != last.label
            if not inserted and not 0 < step <= 3:
                return
        if o.after == "." and not line.text[o.body : o.body + 1].isupper():
            return
        self._stranger(letter, line)
        rank = _RANK[_POINT] + 1 if last is not None and self._below(i, o, last) else None
        self._open(i, o, f"{above.path} điểm {o.label}", None, rank=rank)

    def _below(self, i: int, o: Opening, last: _Open) -> bool:
        """Whether "đ1)" is an entry of the list that "đ) …, bao gồm:" opens, and no point beside it."""
        if last.label[0] != o.label[0]:
            return False
        if last.label == o.label[0]:
            return o.suffix == "1" and i > 0 and self.lines[i - 1].text[-1] == ":"
        above = self.stack[-2] if self.stack[-1] is last and len(self.stack) > 1 else None
        if above is None or above.unit is not _POINT:
            return False
        self.tree.ends[last.index] = max(self.tree.ends[last.index], self._last_end(i, self.lines[i].start))
        self.stack.pop()
        return True

    def _stranger(self, letter: str, line: Line) -> None:
        if letter not in h.ALPHABET:
            self.tree.findings.append(
                Finding("odd_point_letter", {"letter": letter}, Severity.INFO, Span(line.start, line.start + 1))
            )

    # ---------------------------------------------------------------------- documents without Điều: I / 1 / 1.1 / a

    def _free(self, i: int) -> None:
        line = self.lines[i]
        first = line.text[0]
        if first in "IVX":
            o = h.roman_section(line.text)
            last = self._nearest(Unit.SECTION)
            if o and (o.value == 1 if last is None else o.value == last.value + 1 or o.value == 1):
                part = self._nearest(Unit.PART)
                head = on_one_line(line.text[o.body :])
                self._open(i, o, f"{part.path + ' ' if part else self.prefix}Mục {o.label}", head)
            return
        if first in "ABCDE":
            o = h.letter_part(line.text)
            last = self._nearest(Unit.PART)
            if o and (is_upper(line.text[o.body :]) or last) and o.value == (last.value + 1 if last else 1):
                self._open(i, o, f"{self.prefix}Phần {o.label}", on_one_line(line.text[o.body :]))
            return
        if first.isdigit():
            self._free_number(i)
        elif first.islower() and self.stack:
            self._free_point(i)

    def _free_number(self, i: int) -> None:
        line = self.lines[i]
        o = h.decimal(line.text)
        if o is not None:
            above = self._nearest(Unit.CLAUSE)
            if above and o.label.split(".")[0] == above.label:
                self._open(i, o, f"{above.path} điểm {o.label}", None)
            return
        o = h.clause(line.text)
        if o is None:
            return
        last = self._nearest(Unit.CLAUSE)
        if o.value == 1 if last is None else o.value == last.value + 1:
            above = self._nearest(Unit.SECTION, Unit.CHAPTER, Unit.PART)
            path = f"{above.path} khoản {o.label}" if above else f"{self.prefix}khoản {o.label}"
            self._open(i, o, path, None)

    def _free_point(self, i: int) -> None:
        line = self.lines[i]
        o = h.point(line.text)
        if o is None or o.suffix:
            return
        last = self._nearest(Unit.POINT)
        if last is not None and last.label[0].isalpha():
            if not 0 < h.letters_between(last.label[0], o.label[0]) <= 3:
                return
            self._close(_RANK[Unit.POINT], i, line.start) if len(last.label) == 1 else None
        elif o.label != "a":
            return
        above = self._nearest(Unit.POINT, Unit.CLAUSE, Unit.SECTION)
        if above is None:
            return
        self._stranger(o.label, line)
        self._open(i, o, f"{above.path} điểm {o.label}", None, rank=_RANK[Unit.POINT] + (above.unit is Unit.POINT))
