"""What a DOCX says apart from its text: styles (capitals, hidden, fonts) and automatic numbering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawreg.reading.numbering import LevelFormat, ListCounter
from lawreg.reading.ooxml import W, local

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class RunLook:
    font: str | None = None
    caps: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    font: str | None
    caps: bool | None
    hidden: bool | None
    number: tuple[str | None, int] | None


def _flag(properties: _Element | None, name: str) -> bool | None:
    node = properties.find(W + name) if properties is not None else None
    if node is None:
        return None
    return node.get(f"{W}val") not in ("0", "false", "off", "none")


def _font(properties: _Element | None) -> str | None:
    node = properties.find(f"{W}rFonts") if properties is not None else None
    if node is None:
        return None
    return node.get(f"{W}ascii") or node.get(f"{W}hAnsi") or node.get(f"{W}cs")


def _number(properties: _Element | None) -> tuple[str | None, int] | None:
    node = properties.find(f"{W}numPr") if properties is not None else None
    if node is None:
        return None
    ident, level = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    value = level.get(f"{W}val") if level is not None else "0"
    return (
        ident.get(f"{W}val") if ident is not None else None,
        int(value) if value and value.isdigit() else 0,
    )


class Styles:
    """Paragraph and character styles with their inheritance."""

    def __init__(self, tree: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._font: str | None = None
        if tree is None:
            return
        self._font = _font(tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for node in tree.findall(f"{W}style"):
            ident = node.get(f"{W}styleId") or ""
            base = node.find(f"{W}basedOn")
            look, paragraph = node.find(f"{W}rPr"), node.find(f"{W}pPr")
            self._styles[ident] = _Style(
                base.get(f"{W}val") if base is not None else None,
                _font(look),
                _flag(look, "caps"),
                _flag(look, "vanish"),
                _number(paragraph),
            )
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true", "on"):
                self._default = ident

    def _chain(self, ident: str | None) -> list[_Style]:
        out: list[_Style] = []
        while ident in self._styles and len(out) < 20:
            style = self._styles[ident]
            out.append(style)
            ident = style.based_on
        return out

    def of_paragraph(self, properties: _Element | None) -> str | None:
        node = properties.find(f"{W}pStyle") if properties is not None else None
        return node.get(f"{W}val") if node is not None else self._default

    def number_of(self, properties: _Element | None, style: str | None) -> tuple[str, int] | None:
        """(list, level) of a paragraph: its own, or its style's."""
        own = _number(properties)
        if own is not None and own[0] is not None:
            return None if own[0] == "0" else (own[0], own[1])
        for s in self._chain(style):
            if s.number is not None and s.number[0] is not None:
                level = own[1] if own is not None else s.number[1]
                return None if s.number[0] == "0" else (s.number[0], level)
        return None

    def run_look(self, properties: _Element | None, style: str | None) -> RunLook:
        own = properties.find(f"{W}rStyle") if properties is not None else None
        chain = self._chain(own.get(f"{W}val")) if own is not None else []
        chain += self._chain(style)
        font = _font(properties) or next((s.font for s in chain if s.font), None) or self._font
        caps, hidden = _flag(properties, "caps"), _flag(properties, "vanish")
        if caps is None:
            caps = next((s.caps for s in chain if s.caps is not None), False)
        if hidden is None:
            hidden = next((s.hidden for s in chain if s.hidden is not None), False)
        return RunLook(font, caps, hidden)


@dataclass(slots=True)
class Numbering:
    """Renders the labels Word writes before paragraphs ("Điều 1.", "a)")."""

    tree: _Element | None
    _lists: dict[str, tuple[str, dict[int, LevelFormat]]] = field(default_factory=dict)
    _counter: ListCounter = field(default_factory=ListCounter)

    def __post_init__(self) -> None:
        if self.tree is None:
            return
        abstract: dict[str, dict[int, LevelFormat]] = {}
        links: dict[str, str] = {}
        for node in self.tree.findall(f"{W}abstractNum"):
            ident = node.get(f"{W}abstractNumId") or ""
            abstract[ident] = {int(v.get(f"{W}ilvl") or 0): _level(v) for v in node.findall(f"{W}lvl")}
            link = node.find(f"{W}styleLink")
            if link is not None:
                links[link.get(f"{W}val") or ""] = ident
        for node in self.tree.findall(f"{W}abstractNum"):
            link = node.find(f"{W}numStyleLink")
            if link is not None and (link.get(f"{W}val") or "") in links:
                abstract[node.get(f"{W}abstractNumId") or ""] = abstract[links[link.get(f"{W}val") or ""]]
        for node in self.tree.findall(f"{W}num"):
            base = node.find(f"{W}abstractNumId")
            ident = (base.get(f"{W}val") or "") if base is not None else ""
            levels = dict(abstract.get(ident, {}))
            for change in node.findall(f"{W}lvlOverride"):
                at = int(change.get(f"{W}ilvl") or 0)
                own, start = change.find(f"{W}lvl"), change.find(f"{W}startOverride")
                if own is not None:
                    levels[at] = _level(own)
                if start is not None and at in levels:
                    levels[at] = levels[at].restarting(int(start.get(f"{W}val") or 1))
            self._lists[node.get(f"{W}numId") or ""] = (ident, levels)

    def label(self, number: tuple[str, int] | None) -> str:
        """The label of the next paragraph of a list; "" without one."""
        if number is None or number[0] not in self._lists:
            return ""
        abstract, levels = self._lists[number[0]]
        return self._counter.next(number[0], abstract, number[1], levels)


def _level(node: _Element) -> LevelFormat:
    values = {local(c): c.get(f"{W}val") or "" for c in node}
    start = values.get("start", "1")
    caps = node.find(f"{W}rPr/{W}caps")
    hidden = node.find(f"{W}rPr/{W}vanish")
    restart = values.get("lvlRestart")
    text = values.get("lvlText", "")
    return LevelFormat(
        values.get("numFmt", "decimal"),
        "" if hidden is not None else (text.upper() if caps is not None else text),
        int(start) if start.lstrip("-").isdigit() else 1,
        restart=int(restart) if restart and restart.isdigit() else None,
        legal="isLgl" in values,
    )
