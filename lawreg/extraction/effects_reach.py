"""How far a clause reaches: what is said once for several clauses, and which of its units hold the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from lawreg.extraction import effects_phrases as say
from lawreg.extraction import effects_when as when
from lawreg.extraction.clauses import Verb
from lawreg.extraction.effects_acts import Act
from lawreg.extraction.effects_provisions import is_partial, units
from lawreg.extraction.effects_sentences import Sentence
from lawreg.extraction.effects_state import CLASS, Clause, Context
from lawreg.extraction.effects_targets import Target
from lawreg.model import Citation
from lawreg.references import ProvisionRef

_WITHIN_ANNEX = 60  # characters from a unit of an annex to the annex
_STATED_IN = regex.compile(r"\s*(?:(?:được\s+)?(?:quy\s+định|nêu|ban\s+hành)\s+)?(?:tại|trong|thuộc|của)\s+")
_APART = regex.compile(r"[,;]|(?<!\w)và(?!\w)")
# "mục 2 Bản mô tả vị trí việc làm …, … tại Phụ lục VI": what an annex holds, by its name
_IN_TABLE = regex.compile(
    r"\s+(?:\([^()]{1,60}\)\s+)?(?:bản|bảng|biểu)\s(?:(?!(?<!\w)(?:tại|trong|của)(?!\w))[^;:“”\"]){1,300}"
    r"(?<!\w)(?:tại|trong|thuộc|của)\s+(?:các\s+)?"
)
_LISTED = regex.compile(
    r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*(?:(?:và|tại|các)\s+)*"
    r"|\s+(?:\([^()]{1,60}\)\s+)?(?:bản|bảng|biểu)\s[^;:“”\"]{1,300},\s*(?:tại|ở)\s+"
)
_TABLE_UNITS = ("Mục", "Tiểu mục", "điểm", "khoản")
_OF_DOCUMENT = ("", "của", "tại", "trong", "thuộc")


def end_before(low: str, verb: Verb, following: Act, s: Sentence) -> int:
    """Where the objects of ``verb`` end before an act that is said of what stands in front of it.

    "Bãi bỏ A; B, trừ Điều 5 tiếp tục có hiệu lực": B is repealed, only what is excepted stays.
    """
    start = following.verb.start
    end = say.clause_start(low, verb.end, start)
    if following.verb.wording.op == "keep_in_force":
        exception = when.exception_in(low, end, start, s.quotes)
        if exception is not None:
            return exception.start
    return end


def of_annex(low: str, refs: tuple[ProvisionRef, ...]) -> Iterator[ProvisionRef]:
    """Without "khoản 2.c Bảng số 01" of "Phụ lục VI" behind it: parts of an annex go to the annex (GUIDE, 5).

    "Mẫu số 01 quy định tại Phụ lục II" is the form of that annex, which is not hit as a whole.
    """
    held = -1
    tables = _of_tables(low, refs)
    for n, r in enumerate(refs):
        if n in tables:
            continue
        annex = refs[n + 1] if n + 1 < len(refs) and refs[n + 1].paths[:1] else None
        if annex and annex.paths[0].startswith("Phụ lục"):
            gap = low[r.end : annex.start]
            if is_partial(r.paths[-1]) and len(gap) < _WITHIN_ANNEX and not _APART.search(gap):
                whole = [i for i, p in enumerate(r.paths) if not is_partial(p)]
                if whole:  # "khoản 3 Điều 31 và khoản 2.c Bảng số 01 Phụ lục 4"
                    yield r._replace(paths=r.paths[: whole[-1] + 1])
                continue
            if len(annex.paths) == 1 and all(p.startswith("Mẫu số") for p in r.paths) and _STATED_IN.fullmatch(gap):
                held = n + 1
                yield r._replace(paths=tuple(f"{annex.paths[0]} {p}" for p in r.paths))
                continue
        if n != held:
            yield r


def _of_tables(low: str, refs: tuple[ProvisionRef, ...]) -> set[int]:
    """Places of the sections and points of a table that an annex behind them holds.

    "tại mục 1; điểm 8 mục 2 Bản mô tả vị trí A, B tại Phụ lục III" hits that annex, no section of the document.
    """
    found: set[int] = set()
    for n in range(len(refs) - 2, -1, -1):
        r, after = refs[n], refs[n + 1]
        if not all(u in _TABLE_UNITS for p in r.paths for u, _ in units(p)):
            continue
        gap = low[r.end : after.start]
        annex = after.paths[:1] and after.paths[0].startswith("Phụ lục")
        if (_IN_TABLE if annex else _LISTED).fullmatch(gap) and (annex or n + 1 in found):
            found.add(n)
    return found


def said_last(low: str, clause: Clause, cited: list[Citation], refs: list[ProvisionRef]) -> Citation | None:
    """The document that the last of several clauses names for all of them, right behind its provisions.

    "Bỏ cụm từ … tại Điều 31; bỏ cụm từ … tại khoản 2 Điều 37 của Luật số …".
    """
    c = next((c for c in cited if c.start >= clause.end), None)
    if c is None:
        return None
    ahead = next((r for r in reversed(refs) if clause.end <= r.start and r.end <= c.start), None)
    if ahead is None or low[ahead.end : c.start].strip(" \n") not in _OF_DOCUMENT:
        return None
    return c


def shared(later: tuple[Target, ...], words: bool) -> Citation | None:
    """ "Bỏ cụm từ … tại khoản 1 Điều 3 và Điều 4 của Thông tư số …": the document follows the last provision."""
    return next((t.citation for t in later if t.citation), None) if words else None


def in_part(entry: Target) -> Target:
    """An entry of "Bãi bỏ một số nội dung tại các Thông tư sau:": a part of its document, unless it says "toàn bộ"."""
    if entry.citation is None or entry.refs or "toàn bộ" in " ".join(entry.lead.split()):
        return entry
    return replace(entry, lead=f"một phần {entry.lead}")


def listed_in_part(low: str, clause: Clause, targets: tuple[Target, ...]) -> bool:
    """Whether the words above a list within the clause speak of parts of the documents in it.

    "Bãi bỏ một phần các Thông tư sau: A; B", "Các quy định về phao tại các Thông tư sau đây hết hiệu lực: A; B".
    """
    if not targets:
        return False
    verb, first = clause.verb, targets[0]
    if clause.before:
        return first.start >= verb.end and say.lists_parts(low[clause.start : verb.end])
    return first.lead.rstrip(" \n\t-+•").endswith(":") and say.lists_parts(first.lead)


def of_one_type(first: Target, later: Target) -> bool:
    """Whether both entries are documents of one type; a type not said again is the same."""
    if first.citation is None or later.citation is None:
        return False
    return later.citation.doc_type in (None, first.citation.doc_type)


def as_corrected(clause: Clause, opened: Context | None) -> Clause:
    """ "Đính chính Thông tư số … như sau: 1. Sửa cụm từ … thành …": an error is put right, no rule is changed."""
    w = clause.verb.wording
    if opened is None or opened.open is None or opened.open.wording.op != "correct" or CLASS.get(w.op) != "amend":
        return clause
    return replace(clause, verb=clause.verb._replace(wording=replace(w, op="correct")))
