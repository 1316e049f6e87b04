"""The query language, version 1 (docs/tim-kiem.md): from what was typed to a tree.

Words alone are ranked, not required. Quotes, fields and brackets are required; beside AND, OR, NOT a run of words means
all of them. What cannot be read is refused with the place of the fault and a mended query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, NoReturn, TypeAlias

from lawreg import tables
from lawreg.errors import QuerySyntaxError
from lawreg.search import analysis, numbering
from lawreg.search.values import key as _key
from lawreg.search.values import label, listed, nearest, read_date, read_years

LANGUAGE = 1
_DEEPEST = 20  # brackets within brackets


class Words(NamedTuple):
    """A run of plain words."""

    text: str


class Quoted(NamedTuple):
    """Words that must stand side by side."""

    text: str


class Field(NamedTuple):
    """A condition on the document: ``values`` are its accepted values (years: low and high, None open)."""

    name: str
    values: tuple[str | int | None, ...]


class Group(NamedTuple):
    """``op`` is "and" or "or" (written), or "run": operands one after another without an operator."""

    op: str
    parts: tuple[Tree, ...]


class Not(NamedTuple):
    part: Tree


Tree: TypeAlias = Words | Quoted | Field | Group | Not


class Parsed(NamedTuple):
    """``strict``: an operator was written; ``at``: the day after "ngày:"; ``plain``: nothing but words."""

    tree: Tree | None
    at: date | None
    strict: bool
    plain: bool


class _Lexeme(NamedTuple):
    kind: str  # word, quote, open, close, and, or, not, field
    text: str
    start: int
    end: int


_QUOTES = {'"': '"', "“": "”", "”": "”", "«": "»", "„": "”"}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\s()\"“”«»„]+")


@cache
def _fields() -> tuple[re.Pattern[str], dict[str, str]]:
    names = tables.load("tables/search.toml")["fields"]
    known = {_key(k): v for k, v in names.items()} | {v: v for v in names.values()}
    spelled = {s for k in names for s in (k, analysis.fold(k))}
    spelled |= {s.replace(" ", "-") for s in spelled} | set(known.values())
    pattern = "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(spelled, key=len, reverse=True))
    return re.compile(rf"(?:{pattern})\s*:", re.IGNORECASE), known


def parse(query: str, issuers: Sequence[str] = ()) -> Parsed:
    """The tree of ``query``; ``issuers`` are the names a bare value of "cơ quan:" is measured against.

    Raises:
        QuerySyntaxError: with ``query``, ``place`` (offset), ``caret`` (a line to print under it) and ``mended``.
    """
    return _Parser(analysis.clean(query), issuers).parse()


def _mended(text: str, issuers: Sequence[str]) -> str:
    """``text`` with any further faults mended too."""
    try:
        parse(text, issuers)
    except QuerySyntaxError as e:
        return str(e.finding.params["mended"])
    return text


class _Parser:
    def __init__(self, text: str, issuers: Sequence[str]) -> None:
        self.text = text
        self.issuers = issuers
        self.at: date | None = None
        self.depth = 0
        self.lexemes = self._lex()
        self.i = 0

    # ------------------------------------------------------------------------------------------------ reading

    def fail(self, code: str, place: int, mended: str, **params: object) -> NoReturn:
        raise QuerySyntaxError(
            code,
            query=self.text,
            place=place,
            caret=" " * place + "^",
            mended=_mended(" ".join(mended.split()), self.issuers),
            **params,
        )

    def _lex(self) -> list[_Lexeme]:
        fields = _fields()[0] if ":" in self.text else None
        operators = tables.load("tables/search.toml")["operators"]
        shouting = self.text.upper() == self.text and self.text.lower() != self.text
        found: list[_Lexeme] = []
        at, text = 0, self.text
        while at < len(text):
            ch = text[at]
            if m := _SPACE.match(text, at):
                at = m.end()
                continue
            if ch in _QUOTES:
                close = min((p for c in {_QUOTES[ch], '"', "”"} if (p := text.find(c, at + 1)) >= 0), default=-1)
                if close < 0:
                    self.fail("query_quote_open", at, text.rstrip() + _QUOTES[ch])
                found.append(_Lexeme("quote", text[at + 1 : close], at, close + 1))
                at = close + 1
                continue
            if ch in "()»":
                found.append(_Lexeme("open" if ch == "(" else "close", ch, at, at + 1))
                at += 1
                continue
            free = at == 0 or not text[at - 1].isalnum()
            if fields and free and (m := fields.match(text, at)):
                found.append(_Lexeme("field", m[0].rstrip(" \t:"), at, m.end()))
                at = m.end()
                continue
            m = _WORD.match(text, at)
            if m is None:
                at += 1
                continue
            word, end = m[0], m.end()
            op = operators.get(word)
            if op and not (shouting and not word.isascii()):
                found.append(_Lexeme(op, word, at, end))
            else:
                found.append(_Lexeme("word", word, at, end))
            at = end
        return found

    def peek(self) -> _Lexeme | None:
        return self.lexemes[self.i] if self.i < len(self.lexemes) else None

    def take(self) -> _Lexeme:
        self.i += 1
        return self.lexemes[self.i - 1]

    # ------------------------------------------------------------------------------------------------ grammar

    def parse(self) -> Parsed:
        kinds = {x.kind for x in self.lexemes}
        strict = bool(kinds & {"and", "or", "not"})
        if not strict and "field" not in kinds:  # "a) …", "(sau đây gọi là …": punctuation of a pasted sentence
            self._brackets_are_punctuation()
        tree = self.any() if self.lexemes else None
        left = self.peek()
        if left is not None:  # only a closing bracket stops the grammar early
            self.fail("query_bracket_close", left.start, self.text[: left.start] + self.text[left.end :])
        return Parsed(tree, self.at, strict, kinds <= {"word"})

    def _brackets_are_punctuation(self) -> None:
        waiting = [x for x in self.lexemes if x.kind == "open"]
        closing = [x for x in self.lexemes if x.kind == "close"]
        if len(waiting) > len(closing):
            self.fail("query_bracket_open", waiting[0].start, self.text + ")" * (len(waiting) - len(closing)))
        self.lexemes = [x for x in self.lexemes if x.kind not in ("open", "close")]

    def any(self) -> Tree:
        parts = [self.all()]
        while (x := self.peek()) and x.kind == "or":
            self.take()
            parts.append(self.operand_after(x, self.all))
        return parts[0] if len(parts) == 1 else Group("or", tuple(parts))

    def all(self) -> Tree:
        parts = [self.run()]
        while (x := self.peek()) and x.kind == "and":
            self.take()
            parts.append(self.operand_after(x, self.run))
        return parts[0] if len(parts) == 1 else Group("and", tuple(parts))

    def operand_after(self, op: _Lexeme, read: object) -> Tree:
        nxt = self.peek()
        if nxt is None or nxt.kind in ("close", "or", "and"):
            cut = self.text[: op.start] + self.text[op.end :]
            self.fail("query_operand_missing", op.start, cut, operator=op.text)
        return read()  # type: ignore[operator]

    def run(self) -> Tree:
        parts: list[Tree] = []
        while (x := self.peek()) and x.kind not in ("close", "or", "and"):
            found = self.one(x)
            if found is not None:
                parts.append(found)
        if not parts:
            x = self.peek()
            if x is not None and x.kind in ("or", "and"):  # an operator with nothing before it
                cut = self.text[: x.start] + self.text[x.end :]
                self.fail("query_operand_missing", x.start, cut, operator=x.text)
            return Group("run", ())
        return parts[0] if len(parts) == 1 else Group("run", tuple(parts))

    def one(self, x: _Lexeme) -> Tree | None:
        if x.kind == "word":
            start = self.take()
            end = start
            while (y := self.peek()) and y.kind == "word":
                end = self.take()
            return Words(self.text[start.start : end.end])
        if x.kind == "quote":
            return Quoted(self.take().text)
        if x.kind == "not":
            self.take()
            y = self.peek()
            if y is None or y.kind in ("close", "or", "and"):
                self.fail("query_operand_missing", x.start, self.text[: x.start] + self.text[x.end :], operator=x.text)
            self.depth += 1
            if self.depth > _DEEPEST:
                self.fail("query_too_deep", x.start, " ".join(y.text for y in self.lexemes if y.kind == "word"))
            part = self.one(y)
            self.depth -= 1
            return Not(part) if part is not None else None
        if x.kind == "open":
            opening = self.take()
            self.depth += 1
            if self.depth > _DEEPEST:
                self.fail("query_too_deep", opening.start, " ".join(y.text for y in self.lexemes if y.kind == "word"))
            inner = self.any()
            self.depth -= 1
            y = self.peek()
            if y is None:
                self.fail("query_bracket_open", opening.start, self.text.rstrip() + ")")
            self.take()
            return inner
        return self.field(self.take())

    # ------------------------------------------------------------------------------------------------- fields

    def field(self, x: _Lexeme) -> Tree | None:
        known = _fields()[1]
        name = known.get(_key(x.text)) or known[x.text.lower()]
        nxt = self.peek()
        if nxt is None or nxt.kind not in ("word", "quote") or not nxt.text.strip():
            end = nxt.end if nxt is not None and nxt.kind == "quote" else x.end
            self.fail("query_value_missing", x.end - 1, self.text[: x.start] + self.text[end:], field=x.text)
        if nxt.kind == "quote":
            value, words = nxt.text, []
            self.take()
        else:
            words = self._words_ahead()
            value = ""
        read = getattr(self, f"_{name}")
        found: Tree | None = read(x, value, words)
        return found

    def _words_ahead(self) -> list[_Lexeme]:
        end = self.i
        while end < len(self.lexemes) and self.lexemes[end].kind == "word":
            end += 1
        return self.lexemes[self.i : end]

    def _use(self, words: list[_Lexeme], n: int) -> str:
        """Take ``n`` of the words ahead as the value; "giấy," keeps its comma outside."""
        self.i += n
        return self.text[words[0].start : words[n - 1].end].strip(",;")

    def _longest(self, words: list[_Lexeme], known: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
        for n in range(min(len(words), 8), 0, -1):
            got = known.get(_key(self.text[words[0].start : words[n - 1].end]))
            if got is not None:
                self.i += n
                return got
        return None

    def _closed(
        self, name: str, x: _Lexeme, value: str, words: list[_Lexeme], known: dict[str, tuple[str, ...]]
    ) -> Field:
        """A value out of a closed list: quoted, or the longest run of words that is one."""
        got = known.get(_key(value)) if value else self._longest(words, known)
        if got is None:
            starts = [value] if value else [
                self.text[words[0].start : words[k].end] for k in range(min(len(words), 4))
            ]  # fmt: skip
            n, near = nearest([_key(x) for x in starts], known) or (0, None)
            n += 1
            end = words[n - 1].end if words else self.lexemes[self.i - 1].end
            typed = value or self.text[words[0].start : end]
            place = words[0].start if words else x.end
            instead = f'{x.text}:"{label(name, near)}"' if near else ""
            choices = ", ".join(label(name, k) for k in list(known)[:12])
            mended = f"{self.text[: x.start]} {instead} {self.text[end:]}"
            self.fail("query_value_unknown", place, mended, value=typed, field=x.text, choices=choices)
        return Field(name, got)

    def _type(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        return self._closed("type", x, value, words, {k: (v,) for k, v in numbering.types().items()})

    def _status(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        return self._closed("status", x, value, words, listed("status"))

    def _number(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        value = value or self._use(words, 1)
        return Field("number", (value,))

    def _article(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        value = value or self._use(words, 1)
        if not re.fullmatch(r"\d{1,4}[a-zđ]?\d?", value.lower()):
            self.fail("query_article", x.end, self.text[: x.start] + self.text[x.end :], value=value)
        return Field("article", (value.lower(),))

    def _subject(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        return Field("subject", (value or self._use(words, 1),))

    def _title(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        return Field("title", (value or self._use(words, len(words)),))

    def _issuer(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        """A bare value reaches as far as the words go on naming a body of the index."""
        if not value:
            known = [f" {_key(i)} " for i in self.issuers]
            n = 1
            for k in range(2, min(len(words), 14) + 1):
                part = f" {_key(self.text[words[0].start : words[k - 1].end])} "
                if any(part in name for name in known):
                    n = k
            value = self._use(words, n)
        return Field("issuer", (value,))

    def _year(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> Field:
        value = value or self._use(words, 1)
        years = read_years(value)
        if years is None:
            digits = re.findall(r"\d{4}", value)
            mended = f"{x.text}:{'..'.join(digits[:2])}" if digits else ""
            end = self.lexemes[self.i - 1].end
            self.fail("query_year", x.end, self.text[: x.start] + mended + self.text[end:], value=value)
        return Field("year", years)

    def _at(self, x: _Lexeme, value: str, words: list[_Lexeme]) -> None:
        value = value or self._use(words, 1)
        day = read_date(value)
        end = self.lexemes[self.i - 1].end
        if day is None:
            self.fail("query_date", x.end, self.text[: x.start] + self.text[end:], value=value)
        if self.depth:
            self.fail("query_date_inside", x.start, self.text[: x.start] + self.text[end:] + f" {x.text}:{value}")
        self.at = day
