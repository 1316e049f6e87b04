"""Which document an amending text amends whose head, and with it its title, is not in the file.

Copies in collections often begin with "Điều 1. Sửa đổi, bổ sung khoản 2 Điều 7": the document stood in the title. Two
places may still tell it: the line below the name of an annex ("Ban hành kèm theo Thông tư số … sửa đổi, bổ sung một số
điều của Thông tư số …"), and an instruction that names it, where the text names but one.
"""

from __future__ import annotations

from itertools import pairwise

import regex

from lawreg.extraction.effects_sentences import Text
from lawreg.extraction.effects_state import CLASS, Found, Mentions
from lawreg.model import Citation, ZoneKind

_HEAD = 700  # characters of an annex in which the line stands
_AMENDS = regex.compile(
    r"\s*(?:ngày\s[^;()]{6,60}?|của\s[\p{L}\s,-]{3,80}?|\s)*(?:về\s+(?:việc\s+)?)?(?:sửa\s+đổi|bổ\s+sung)(?!\w)"
    r"(?:(?!của)[^;()]){0,80}(?:của\s+)?"
)
_FEWEST = 2  # instructions without a document: one alone may be a rule that only looks like one


def stated(t: Text, mentions: Mentions) -> tuple[Citation, ...]:
    """The document that the lines under the annexes say is amended; nothing where they differ."""
    found: dict[str, Citation] = {}
    for zone in t.doc.zones:
        if zone.kind is not ZoneKind.ANNEX:
            continue
        cited = mentions.between(zone.start, min(zone.end, zone.start + _HEAD))
        for act, amended in pairwise(cited):
            attached = "kèm theo" in " ".join(t.low[max(zone.start, act.start - 30) : act.start].split())
            if attached and _AMENDS.fullmatch(t.low, act.end, amended.start) and (amended.number or amended.name):
                found.setdefault(amended.number or amended.name or "", amended)
    return tuple(found.values()) if len(found) == 1 else ()


def only_amended(found: list[Found], bare: int, hit: dict[str, Citation]) -> tuple[Citation, ...]:
    """The one document that the instructions of the text name, for those (``bare`` of them) that name none."""
    amended = {f.key for f in found if CLASS.get(str(f.effect.op)) == "amend"}
    if bare < _FEWEST or len(amended) != 1:
        return ()
    return tuple(c for key, c in hit.items() if key in amended)
