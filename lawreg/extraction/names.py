"""Finds laws, codes and ordinances cited by name: "Luật Đất đai", "Bộ luật Dân sự năm 2015", "Hiến pháp".

Where a name ends is decided by the table of law names (pipelines/tables/law_names.toml), longest name first; a name
that is not in the table is read by its grammar: it begins with a capital and ends at a word of the sentence around it.
The amending law ("Luật sửa đổi, bổ sung một số điều của Luật X") is one name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

from lawreg.extraction.law_names import HEAD, WORD, LawNames, folded, kind_of, law_names
from lawreg.numbers.scan import Needles, places

_MAX_WORDS = 26

_NEEDLES = Needles(("Luật", "luật", "LUẬT", "lệnh", "Lệnh", "LỆNH", "Hiến", "HIẾN"))
# A law ended by its bare name: the verb in front of it or of its list, or "hết hiệu lực" behind it or its list.
_ENDED_BEFORE = regex.compile(
    r"(?<!\p{L})(?:thay\s+thế|thay\s+cho|(?:bãi|hủy|huỷ)\s+bỏ)(?:\s+cho)?(?:\s+toàn\s+bộ)?\s+(?:các\s+)?"
    r"(?:(?=(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s(?!này))[^.\n]{4,400}[,;\p{L}\d)]\s+(?:và\s+)?)?$",
    regex.IGNORECASE,
)
_ENDED_BEHIND = regex.compile(
    r"(?:\s*(?:,|(?<!\p{L})và)\s+(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s(?!này)[^.;\n]{5,160}?)?"
    r"\s+(?:đều\s+|bị\s+|được\s+)*(?:hết\s+hiệu\s+lực|(?:bãi|hủy|huỷ)\s+bỏ)(?!\p{L})",
    regex.IGNORECASE,
)
_CLOSED = regex.compile(r"\s*(?:[.;,(]|$|\n|(?:và|hết|bị|đều|được|đã|kể|ngày|năm|số|ban|do)\s)")
_LAW_WORD = regex.compile(r"(?:bộ\s+luật|luật|pháp\s+(?:lệnh|luật))(?!\p{L})", regex.IGNORECASE)
_INSIDE = frozenset({"của", "tại", "trong", "về"})  # stop words that a name written in lower case may hold
_CODE = ("Bộ", "bộ", "BỘ")
_FIRST = ("Pháp", "pháp", "PHÁP")
_STATE = regex.compile(r"\s+nước\s+Cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam", regex.IGNORECASE)
_AMENDING = regex.compile(
    r"\s+(?:sửa\s+đổi|bổ\s+sung)(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?(?:\s*,\s*(?:thay\s+thế|bãi\s+bỏ))?\s+"
    r"(?=(?:một\s+số\s+|các\s+)?(?:điều|nội\s+dung|quy\s+định|khoản|điểm)\b|(?:Luật|Bộ\s+luật|Pháp\s+lệnh)\b)"
    r"(?:(?:một\s+số\s+|các\s+)?(?:điều|nội\s+dung|quy\s+định)(?:\s+khoản)?(?!\s*\d)|(?:[Đđ]iều|khoản|điểm)\s+[\da-zđ]{1,4}"
    r"(?:(?:\s*,\s*|\s+và\s+|\s+)(?:[Đđ]iều\s+|khoản\s+|điểm\s+)?[\da-zđ]{1,4}\b){0,12})?"
    r"(?:\s*(?:của|trong|tại))?\s+",
    regex.IGNORECASE,
)
_SEVERAL = regex.compile(
    r"(?:các|\d{1,2}|nhiều|một\s+số)\s+luật(?:(?:,?[^\S\n]+|,?\s*\n\s*(?=(?-i:\p{Ll})))(?!ngày\b|số\b|năm\b|của\b|quy\s+(?:định|chế)\b|được\b|gồm\b|bao\s+gồm\b)[\p{L}]+){1,30}"
    r"(?=,?\s+(?:ngày\s+\d|số\s*:?\s*\d|năm\s+\d))"
    r"|(?:các|\d{1,2}|nhiều|một\s+số)\s+luật(?:(?:[^\S\n]+|\s*\n\s*(?=(?-i:\p{Ll})))(?!ngày\b|số\b|năm\b|và\s+sửa\b|gồm\b|bao\s+gồm\b)[\p{L}]+){0,30}?"
    r"(?=\s+(?:ngày|số|năm|và\s+sửa|gồm|bao\s+gồm)\b|\s*[,;.()]|\s*\n(?!\s*(?-i:\p{Ll}))|\s*$)",
    regex.IGNORECASE,
)
_INNER = regex.compile(
    r"(?:(?:Điều|khoản|điểm)\s+[\da-zđ]{1,4}\s+(?:của\s+)?)*(?:các\s+)?(?P<head>Bộ\s+luật|Luật|Pháp\s+lệnh)(?!\p{L})",
    regex.IGNORECASE,
)
_JOIN = regex.compile(r"\s*(?:,|;|,?\s+và)\s+(?:các\s+)?")
_MARKED = regex.compile(  # an unknown name with a number, date or year behind may hold commas
    r"\s+(?P<name>(?:[\p{L}()/-]+,?\s+){1,25}?)(?=(?:số\s*:?\s*)?\d+/\d{4}/(?:PL-)?(?:UBTV)?QH|ngày\s+\d{1,2}\b|năm\s+(?:19|20)\d\d\b)"
)
_NOUN_PAIR = regex.compile(r"\s+\p{Ll}+\s+\p{Ll}+")
_MARK = regex.compile(r"\s*,?\s*(?:số\s*:?\s*)?(?:\d+/\d{4}/|ngày\s+\d|năm\s+\d{4}|\d{4}\b)")
_CLOSING = {")": "(", "”": "“", '"': '"'}  # of a mark inside a name: 'Nhà nước "Bà mẹ Việt Nam anh hùng"'
_LINKING = frozenset({"của", "các", "về", "tại", "trong", "theo", "được", "quy"})  # stop words that names may hold
_REVISED = regex.compile(r"\s*\((?:sửa\s+đổi|hợp\s+nhất)\)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A law named at text[start:end]. ``name`` is its spelling with single blanks, type word first.

    ``inner`` is the law whose articles an amending law changes (start offset and name), else None.
    ``known`` tells whether the table of law names holds it.
    """

    start: int
    end: int
    name: str
    doc_type: str
    known: bool
    inner: tuple[int, str] | None = None


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[NameMatch]:
    """Every law, code, ordinance or constitution named in text[start:end]; names inside an amending law's are not
    given apart."""
    table = law_names()
    at = start
    stop = len(text) if end is None else end
    for place, after in places(text, _NEEDLES, start, stop, _ends_word):
        head = _head(text, place, after, max(at, start))
        if head is None:
            continue
        if table.before.search(text, max(0, head.start() - 20), head.start()):
            continue
        found = _read(text, head.start(), head.end(), stop, table)
        if found is not None:
            at = found.end
            yield found


def _head(text: str, place: int, after: int, floor: int) -> re.Match[str] | None:
    """The type word that holds text[place:after]: "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"."""
    if text[place] in "lL" and text[place + 1] in "uU" and place >= floor:
        begin = _word_before(text, place, floor, _CODE)
        parted = begin is not None and text[begin] == "b" and text[place] == "L" and "\n" in text[begin:place]
        at = place if begin is None or parted else begin  # "… đường bộ / Luật X": two lines, no code
    elif text[place] == "H":
        at = place
    else:
        begin = _word_before(text, place, floor, _FIRST)
        if begin is None:
            return None
        at = begin
    if at < floor or (at and text[at - 1].isalnum()):
        return None
    return HEAD.match(text, at)


def _ends_word(text: str, _place: int, after: int) -> bool:
    return not text[after : after + 1].isalpha()


def _word_before(text: str, place: int, floor: int, able: tuple[str, ...]) -> int | None:
    """Where one of the words begins that stands before ``place``, up to three blanks away."""
    before = text[max(floor, place - 8) : place]
    bare = before.rstrip()
    blanks = len(before) - len(bare)
    if not 1 <= blanks <= 3:
        return None
    return next((place - blanks - len(word) for word in able if bare.endswith(word)), None)


def _read(text: str, start: int, at: int, stop: int, table: LawNames) -> NameMatch | None:
    kind = kind_of(text[start:at])
    if kind == "Hiến pháp":
        state = _STATE.match(text, at, stop)
        return NameMatch(start, state.end() if state else at, kind, kind, True)
    lower = text[start].islower()
    if not lower:
        amending = _amending(text, start, at, stop, kind, table)
        if amending is not None:
            return amending
    end, key = _longest(text, at, stop, table.tries[kind])
    if key is None and kind == "Luật" and not lower:  # "Luật Lao động" for the code of that name
        end, key = _longest(text, at, stop, table.tries["Bộ luật"])
    if key is not None:
        if lower and kind == "Luật" and not _marked_after(text, end) and not _is_ended(text, start, end, stop):
            return None
        revised = _REVISED.match(text, end, stop)
        name = _write(text, start, end, kind, key, table)
        return NameMatch(start, revised.end() if revised else end, name, kind, True)
    if lower and kind != "Bộ luật":
        return None
    end2 = _unknown(text, at, stop, table) or _bare(text, start, at, stop, table)
    if end2 is None:
        return None
    if kind == "Pháp lệnh":  # an ordinance often bears the name of the law that came after it
        end2 = max(end2, _longest(text, at, stop, table.tries["Luật"])[0])
    revised = _REVISED.match(text, end2, stop)
    name = _write(text, start, end2, kind, None, table)
    return NameMatch(start, revised.end() if revised else end2, name, kind, False)


def _marked_after(text: str, end: int) -> bool:
    return _MARK.match(text, end, end + 30) is not None


def _longest(text: str, at: int, stop: int, root: dict[str, Any]) -> tuple[int, str | None]:
    """End of the longest table name that begins behind ``at``, with its key."""
    node, best, key = root, at, None
    words: list[str] = []
    for i, w in enumerate(WORD.finditer(text, at, min(stop, at + 320))):
        if not w[0][0].isalnum():
            if w[0] in ",-()" or (w[0] in '“"' and text[w.start() - 1].isspace()):
                continue
            break
        word = folded(w[0])
        if i == 0 and word == "về":
            continue
        if word not in node or len(words) > _MAX_WORDS:
            break
        node = node[word]
        words.append(word)
        if "" in node:
            best, key = w.end(), " ".join(words)
            if best < stop and text[best] in _CLOSING and _CLOSING[text[best]] in text[at:best]:
                best += 1
    return best, key


def _amending(text: str, start: int, at: int, stop: int, kind: str, table: LawNames) -> NameMatch | None:
    head = _AMENDING.match(text, at, min(stop, at + 300))
    if head is None:
        return None
    several = _SEVERAL.match(text, head.end(), min(stop, head.end() + 300))
    if several is not None:
        name = _write(text, start, several.end(), kind, None, table)
        return NameMatch(start, several.end(), name, kind, False)
    end, inner, pos = None, None, head.end()
    while (m := _INNER.match(text, pos, stop)) is not None:
        law = _read_plain(text, m.start("head"), m.end(), stop, table)
        if law is None:
            break
        end = law[0]
        inner = inner or (m.start("head"), _write(text, m.start("head"), end, kind_of(m["head"]), law[1], table))
        join = _JOIN.match(text, end, min(stop, end + 20))
        if join is None:
            break
        pos = join.end()
    if end is None:
        return None
    return NameMatch(start, end, _write(text, start, end, kind, None, table), kind, False, inner)


def _read_plain(text: str, start: int, at: int, stop: int, table: LawNames) -> tuple[int, str | None] | None:
    kind = kind_of(text[start:at])
    end, key = _longest(text, at, stop, table.tries.get(kind, {}))
    if key is not None:
        return end, key
    unknown = _unknown(text, at, stop, table)
    return None if unknown is None else (unknown, None)


def _unknown(text: str, at: int, stop: int, table: LawNames) -> int | None:
    """End of a name that the table does not hold, or None where there is no name."""
    first = WORD.search(text, at, min(stop, at + 40))
    if first is None or not first[0][0].isalpha():
        return None
    gap = text[at : first.start()]
    if gap.strip() or "\t" in gap:
        return None
    about = folded(first[0]) == "về"
    if not about and (folded(first[0]) in table.not_after or folded(first[0]) in table.stop):
        return None
    marked = _MARKED.match(text, at, min(stop, at + 260))
    if marked is not None:
        words = [folded(w) for w in WORD.findall(marked["name"]) if w[0].isalnum()]
        two = _LAW_WORD.search(marked["name"]) is not None  # "… và Pháp lệnh về … năm 1994": the mark is of the second
        if not two and not any(w in table.stop for w in words if w not in _LINKING):
            return marked.start("name") + len(marked["name"].rstrip(" ,\n\t"))
    capitals = len(first[0]) > 1 and first[0].isupper() and text[at - 1].isupper()  # a line of capitals shows no names
    if about or "\n" in gap or not first[0][0].isupper() or capitals:
        return None
    if len(first[0]) > 1 and first[0].isupper():
        return first.end()  # "Luật PPP, nhà đầu tư …": letters that stand for the name are all of it
    end, previous = first.end(), first
    for count, w in enumerate(WORD.finditer(text, first.end(), min(stop, at + 260))):
        if count == 0 and w[0] == "," and _NOUN_PAIR.match(text, w.end()):
            continue  # "Luật Phòng, chống …": one word before the comma is no name
        if count > _MAX_WORDS or not w[0][0].isalpha() or "\n\n" in text[previous.end() : w.start()]:
            break
        word = folded(w[0])
        traffic = word == "thông" and text[w.end() : w.end() + 4].split() != ["tư"]  # no circular
        if (word in table.stop and not traffic) or (
            w[0][0].isupper() and word not in ("việt", "nam", "nhà", "quốc", "tổ")
        ):
            break
        if word == "và":
            after = WORD.search(text, w.end(), min(stop, w.end() + 20))
            if after is None or folded(after[0]) in table.stop or not after[0][0].islower():
                break
        end, previous = w.end(), w
    if folded(previous[0]) == "và":
        return None
    return end


def _is_ended(text: str, start: int, end: int, stop: int) -> bool:
    """Whether the sentence ends the law named at text[start:end]: such a name stands for a law even in lower case."""
    if _ENDED_BEHIND.match(text, end, min(stop, end + 240)):
        return True
    floor = max(0, start - 420)
    floor = max(floor, text.rfind(". ", floor, start) + 1, text.rfind("\n", floor, start) + 1)
    return _ENDED_BEFORE.search(text, floor, start) is not None


def _bare(text: str, start: int, at: int, stop: int, table: LawNames) -> int | None:
    """End of a name in lower case ("Pháp lệnh về tổ chức Hải quan") that the sentence ends, or None.

    Old acts name what they replace neither with number nor date; elsewhere such words are the matter, not the law.
    """
    end, count = at, 0
    for w in WORD.finditer(text, at, min(stop, at + 260)):
        if text[end : w.start()].count("\n") or (not count and w[0][0].isupper()):
            break
        word = folded(w[0])
        behind = text[w.end() : w.end() + 24].lstrip()
        if w[0] == ",":
            after = WORD.search(text, w.end(), min(stop, w.end() + 20))
            if after is None or not after[0][0].islower() or folded(after[0]) in table.stop or count < 2:
                break
            continue
        if not w[0][0].isalpha() or count > _MAX_WORDS or word == "đều" or _LAW_WORD.match(text, w.start()):
            break
        following = folded(behind.split()[0]) if behind[:1].isalpha() else ""
        if word == "và" and (not following or following in table.stop or _LAW_WORD.match(behind)):
            break
        if word in table.stop and not (word in _INSIDE and (behind[:1].islower() or behind.startswith("Việt Nam"))):
            break
        if not count and word in table.not_after:
            return None
        end, count = w.end(), count + 1
    if count < 3 or _CLOSED.match(text, end, min(stop, end + 12)) is None:
        return None
    return end if _is_ended(text, start, end, stop) else None


def _write(text: str, start: int, end: int, kind: str, key: str | None, table: LawNames) -> str:
    """The name with single blanks; one in capitals is given as the table spells it."""
    printed = " ".join(text[start:end].split())
    if printed.isupper() and len(printed) > len(kind) + 2:
        spelled = table.spelled.get((kind, key)) if key else None
        return f"{kind} {spelled}" if spelled else printed.capitalize()
    return printed[0].upper() + printed[1:]
