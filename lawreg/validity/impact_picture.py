"""What follows from a repeal as an SVG picture: one column a step away, no outside program needed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawreg.validity.impact import Impact

_WIDTH, _HEIGHT, _GAP, _STEP = 250, 40, 14, 110
_LETTERS = 46  # of an issuer, in small print, that fit into a box
_COLOURS = {"falls": "#f4a6a6", "loses_basis": "#fad7a0", "to_review": "#e5e5e5"}


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"


def svg(found: Impact) -> str:
    """Boxes from left to right; red falls, orange loses its basis, grey is to be reviewed."""
    columns: list[list[tuple[str, str]]] = [[(found.document.id, "#222222")]]
    links: list[tuple[str, str]] = []
    for name, colour in _COLOURS.items():
        for r in getattr(found, name):
            depth = len(r.path) - 1
            while len(columns) <= depth:
                columns.append([])
            columns[depth].append((r.path[-1], colour))
            links.append((r.path[-2], r.path[-1]))
    rows = max(len(c) for c in columns)
    wide = len(columns) * (_WIDTH + _STEP) - _STEP + 2 * _GAP
    high = rows * (_HEIGHT + _GAP) + _GAP
    at: dict[str, tuple[int, int]] = {}
    boxes: list[str] = []
    for i, column in enumerate(columns):
        top = (high - len(column) * (_HEIGHT + _GAP) + _GAP) // 2
        for j, (id_, colour) in enumerate(column):
            x, y = _GAP + i * (_WIDTH + _STEP), top + j * (_HEIGHT + _GAP)
            at[id_] = (x, y)
            ink = "#ffffff" if i == 0 else "#000000"
            boxes.append(
                f'<g><title>{escape(id_)}</title><rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="4" '
                f'fill="{colour}" stroke="#555555"/><text x="{x + _WIDTH // 2}" y="{y + 17}" '
                f'text-anchor="middle" fill="{ink}">{escape(found.labels[id_])}</text>'
                f'<text x="{x + _WIDTH // 2}" y="{y + 33}" text-anchor="middle" font-size="11" fill="{ink}">'
                f"{escape(_short(found.issuers.get(id_, '')))}</text></g>"
            )
    lines = []
    for a, b in sorted(links):
        (x1, y1), (x2, y2) = at[a], at[b]
        lines.append(
            f'<path d="M{x1 + _WIDTH} {y1 + _HEIGHT // 2} C{x1 + _WIDTH + _STEP // 2} {y1 + _HEIGHT // 2} '
            f'{x2 - _STEP // 2} {y2 + _HEIGHT // 2} {x2} {y2 + _HEIGHT // 2}" fill="none" stroke="#777777"/>'
        )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        'font-family="Times New Roman, serif" font-size="14">'
    )
    return "\n".join([head, *lines, *boxes, "</svg>"]) + "\n"
