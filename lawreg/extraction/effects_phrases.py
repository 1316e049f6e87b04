"""Questions about the words around the objects of a verb: part or whole, procedure or document, subject or not."""

from __future__ import annotations

import regex

from lawreg.extraction.clauses import Verb, guard
from lawreg.model import Citation, Span
from lawreg.parsing.headings import roman

LISTED = regex.compile(r"(?:sau\s+đây|dưới\s+đây|như\s+sau|gồm\s+có|bao\s+gồm|sau|gồm)\s*(?:đây\s*)?[:.]?\s*$")
ANNEXED = regex.compile(
    r"(?:danh\s+mục|phụ\s+lục|bảng|phụ\s+biểu)(?:(?!\d{1,5}/)[^.;]){0,160}?(?:kèm\s+theo|đính\s+kèm|của|tại)"
    r"(?:(?!\d{1,5}/)[^.;]){0,60}?này"
    r"|\((?:có\s+)?(?:danh\s+mục|phụ\s+lục)[^)]{0,60}(?:kèm\s+theo|đính\s+kèm)[^)]{0,60}\)"
    r"|(?:có\s+)?danh\s+mục\s+(?:cụ\s+thể\s+)?(?:đính\s+kèm|kèm\s+theo)"
)
# "Danh mục 12 văn bản" counts, it gives no label
ANNEX_LABEL = regex.compile(
    r"(?:phụ\s+lục|danh\s+mục|phụ\s+biểu|bảng)\s+(?:số\s+)?([ivxlc]{1,5}|\d{1,2})(?![\w/])"
    r"(?!\s+(?:văn|nghị|quyết|thông|chỉ|luật|điều|thủ)\s)"
)
DOCUMENTS = regex.compile(
    r"(?<!\w)(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)(?!\w)(?!\s+này)"
)
OWN_START = regex.compile(r"[^;,]*?này\s+có\s+hiệu\s+lực(?:(?!(?<!\w)thì(?!\w)|số\s*\d)[^,;])*[,;]\s*(?:và\s+)?")
# "Trong thời gian tạm ngưng hiệu lực theo Điều 1 Nghị quyết này, Nghị định số … tiếp tục có hiệu lực"
MEANWHILE = regex.compile(r"trong\s+thời\s+gian\s+(?:tạm\s+)?(?:ngưng|ngừng)\s+hiệu\s+lực(?:(?!số\s*\d)[^;.,])*,\s*")
AS_FOLLOWS = regex.compile(r"(?<!\w)(?:như\s+sau|sau\s+đây|thành)\s*:|:\s*(?=\n|“|\")")
ERROR_AT = regex.compile(r"(?r)(?:(?<!\w)(?:tại|ở)|[:;.]|\n\s*[-+•]?)\s*(?:các\s+)?$")
HELD_BY = regex.compile(r"(?:(?!(?<!\w)và(?!\w))[^,;.:\n]){1,60}\s*")  # "khoản 2.c Bảng số 01 Phụ lục 4"
COLON = regex.compile(r"(?:sau\s+đây|sau|gồm|thi\s+hành|hiệu\s+lực)\s*:|:\s*(?=[-+•]\s)")
_NUMBERED = r"(?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục)"
INTO = regex.compile(
    rf"(?<!\w)vào(?!\w)|(?<=(?:\d[a-zđ]?|{_NUMBERED}\s[a-zđ\d]{{1,6}})\s)(?:sau|trước)\s+(?={_NUMBERED}\s)"
)
# "hết hiệu lực đối với ngân hàng": for some only; "chấm dứt hiệu lực đối với Thông tư số …" names the document itself
FOR_SOME = regex.compile(
    r"\s*(?:thi\s+hành\s+)?đối\s+với\s+(?!(?:các\s+|những\s+|toàn\s+bộ\s+)*(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư"
    r"|nghị\s+định|bộ\s+luật|luật|pháp\s+lệnh|quy\s+định|quy\s+chế|nội\s+dung|điều|khoản|điểm|chương|mục|phụ\s+lục|danh\s+mục|\d))"
)
BY = regex.compile(r"(?<!\w)(?:bằng|thành|bởi)(?!\w)")
_OWN_RULES = regex.compile(
    r"\s*(?:các\s+)?(?:quy\s+định|nội\s+dung|điều|khoản|điểm|chương|mục)(?!\w)[^.;:“\"]{0,120}?\s(?:này)(?!\w)"
)
_NEW_WORDING = regex.compile(r"(?<!\w)như\s+sau\s*:\s*(?:[“\"]|$)")
PHRASE_WORD = regex.compile(r"cụm\s+từ")
NEW_FORM = regex.compile(r"\s*(?:phụ|mẫu|biểu|danh)")
CASES = regex.compile(r"(?:đối\s+với|trường\s+hợp|riêng|những|các|hồ\s+sơ|dự\s+án|tổ\s+chức|cá\s+nhân|người)(?!\w)")
_PART = regex.compile(
    r"(?<!\w)(?:một\s+phần"
    r"|một\s+số(?!\s+(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)(?!\w))|nội\s+dung|danh\s+mục|danh\s+sách|phụ\s+lục|số\s+thứ\s+tự|stt|thứ\s+tự|mẫu|biểu|bảng|đoạn|gạch"
    r"|điểm|khoản|mục|tiêu\s+đề|tên|căn\s+cứ|phần|quy\s+định\s+(?:trước\s+đây\s+)?(?:về|liên|đối|cụ|có)|các\s+quy\s+định\s+(?:về|liên|đối|có|sau)"
    r"|cụm\s+từ|thời\s+gian|thời\s+hạn|hạng\s+mục|chỉ\s+tiêu|dự\s+án|công\s+trình|chức\s+danh|mức)(?!\w)"
)
_MAIN_TEXT = regex.compile(
    r"(?<!(?:các|những|số|dung)\s{1,3})(?:quy\s+định|quy\s+chế|điều\s+lệ|nội\s+quy|chương\s+trình|đề\s+án|kế\s+hoạch|phương\s+án"
    r"|bản\s+quy\s+định|hướng\s+dẫn|quy\s+trình|quy\s+chuẩn|chiến\s+lược)(?!\s+tại)"
    r"(?:(?!\stại\s+(?:danh|phụ|mục|phần|số|stt|thứ|điều|biểu|khoản|bảng))[^;]){0,400}(?:kèm\s+theo)\s*$"
)
_WHOLE_AFTER_ALL = regex.compile(r"toàn\s+bộ\s+(?:các\s+)?$|toàn\s+văn\s+$")
# One of several that a circular issues, by its own number: "QCVN 12:2015", "Quy trình kiểm định số QTKĐ: 06-2016/…"
_ONE_STANDARD = regex.compile(
    r"(?<!\w)(?:qcvn|tcvn|qtkđ)\s*:?\s*\d"
    r"|(?<!\w)(?:quy\s+trình|quy\s+chuẩn|tiêu\s+chuẩn|chuẩn\s+mực|định\s+mức)(?!\w)[^;,.]{0,60}?\s(?:số|ký\s+hiệu)\s*:?\s*\p{L}*\s*:?\s*\d"
)
_IN_DOCUMENTS = regex.compile(
    r"(?<!\w)(?:tại|trong|của)\s+(?:các\s+)?(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)"
    r"(?:\s+sau(?:\s+đây)?)?\s*:\s*$"
)
_OF_SEVERAL = regex.compile(
    r"(?<!\w)(?:tại|trong|của|thuộc|kèm\s+theo)\s+(?:các|những|hai|ba|bốn|\d{1,2})\s+"
    r"(?:(?:nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định|luật|pháp\s+lệnh)\s+)?(?:số\s*:?\s*)?$"
)
# "Quy trình bảo quản … tại Quyết định số …": one of the texts the decision holds; "các quy định tại Luật …" are all
_NAMED_TEXT = regex.compile(
    r"(?<!(?:các|những|toàn\s+bộ|theo)\s{1,3})(?:quy\s+trình|quy\s+chế|quy\s+chuẩn|tiêu\s+chuẩn|định\s+mức|quy\s+định)(?!\w)"
    r"\s+(?:\p{L}+[\s,]+){2,40}tại(?:\s+(?:các|những))?\s*$"
)
_PLACED = regex.compile(r"(?<!\w)(?:tại|của|kèm\s+theo)\s*$")
_NEXT_ENTRY = regex.compile(r"\n\s*(?:[-+•·*]|\d|[a-zđ]\s?\))")
_OF_LISTED = regex.compile(
    r"(?<!\w)(?:tại|trong|của)\s+(?:các|những|\d{1,3})\s+(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định|luật"
    r"|pháp\s+lệnh)(?!\w)(?!\s+(?:số|này))"
)
_RULES_OF = regex.compile(r"quy\s+định\s+(?:của|tại|trong)\s*$")
_ABOUT = regex.compile(r"\s*(?:về|liên\s+quan)(?!\w)")
_QUANTITY = regex.compile(
    r"[\s:]*(?:(?:các|những|một\s+số|toàn\s+bộ|\d{1,3}|\(\d{1,3}\)|\p{L}{1,9}\s*\(\d{1,3}\)"
    r"|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s*)*"
)
_PROCEDURE_PART = regex.compile(
    r"nội\s+dung\s+công\s+bố|danh\s+mục[^;]{0,300}(?:ban\s+hành\s+)?kèm\s+theo|phụ\s+lục[^;]{0,200}kèm\s+theo"
)
_EVENT_LEAD = regex.compile(
    r"(?<!\w)(?:từ|đến|trước|sau|khi|vào)\s+(?:ngày|khi|thời\s+điểm)\s+(?:các\s+)?$|(?<!\w)(?:khi|nếu)\s+(?:các\s+)?$"
)
_KEPT_WORDS = (
    r"(?:riêng|các|những|điều\s+khoản\s+(?:chuyển\s+tiếp|thi\s+hành)|hiệu\s+lực(?:\s+thi\s+hành)?|toàn\s+bộ|một\s+số|mức|chế\s+độ"
    r"|chính\s+sách|nội\s+dung|quy\s+định|công\s+bố|khác|còn\s+lại|của|tại|trong|về|được|không|bị|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|nêu"
    r"|(?:ban\s+hành\s+)?kèm\s+theo|quy\s+chế|danh\s+mục|phụ\s+lục|và|,|trừ|thời\s+hạn|đến\s+hết[^,;]{0,60},)"
)
_KEPT_SUBJECT = regex.compile(rf"\s*+(?:{_KEPT_WORDS}\s*+)*$")
_ACCORDING = regex.compile(
    r"(?<!(?:kèm|hành|định|duyệt|bố|qua|lập|thực hiện) )(?<!\w)theo (?!quyết định|nghị|thông tư|luật|chỉ thị)"
    r"|(?<!\w)(?:trường hợp|tinh thần|căn cứ vào)(?!\w)"
)
_ACCORDING_TO = regex.compile(
    r"(?<!\w)(?:(?<!kèm )theo|căn cứ|phù hợp với|để thực hiện|để thi hành|thực hiện|hướng dẫn|từ nguồn"
    r"|đã giao tại|được giao tại)"
    r" ?(?:(?:các )?quy định (?:tại|của) ?)?(?:các ?)?$"
)
_OF_DOCUMENTS = regex.compile(
    r"(?<!\w)(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định|bộ\s+luật|luật|pháp\s+lệnh|quy\s+định|quy\s+chế"
    r"|điều\s+lệ|kế\s+hoạch|đề\s+án|chương\s+trình|hướng\s+dẫn|công\s+văn|thông\s+báo|điều|khoản|điểm|mục|chương|phần|phụ\s+lục"
    r"|danh\s+mục|mẫu|biểu|bảng|đơn\s+giá|cụm\s+từ|từ\s+ngữ|nội\s+dung|tên|thời\s+(?:hạn|gian|kỳ)|hiệu\s+lực|chính\s+sách|chế\s+độ"
    r"|mức|tiêu\s+chí|tiêu\s+chuẩn|quy\s+chuẩn|định\s+mức|thủ\s+tục|gạch|đoạn|sau)(?!\w)"
)
_FEW_WORDS = 3
_SOME = regex.compile(r"\s*(?:(?:việc|các|những|một|toàn\s+bộ|lệnh)\s+)*")
_CLASS_OF_DOCUMENTS = regex.compile(
    r"văn\s+bản(?:\s+quy\s+phạm\s+pháp\s+luật)?\s+(?:được\s+)?(?:quy\s+định|nêu)\s+tại\s+(?:các\s+)?$"
)
_FOLLOWERS = regex.compile(
    r"(?<!\w)(?:một\s+số|các|những)\s+(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định|luật|pháp\s+lệnh)"
    r"(?:\s+(?:sau|dưới)(?:\s+đây)?)?\s*:?\s*$"
)
_FOR = regex.compile(r"(?<!\w)(?:để|nhằm)(?!\w)")
_EXTENDED = regex.compile(r"(?<!\w)(?:quy định|chính sách|cơ chế|chế độ|nghị quyết|kèm theo)(?!\w)")
_PLAIN_OBJECT = regex.compile(r"\s*(?:nội\s+dung|tên|điểm|khoản|điều|mục|danh\s+mục|phụ\s+lục|một\s+số)")
_NEXT_DOCUMENT = regex.compile(r"[;\n]|(?<!\w)và\s+(?:nghị|quyết|thông|chỉ|luật)")
_ENDING = regex.compile(
    r"(?<!\w)(?:bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|(?:tạm\s+)?ngưng\s+hiệu\s+lực|đình\s+chỉ|đính\s+chính)(?!\w)"
)
_TERM = regex.compile(
    r"^\s*thời\s+(?:hạn|gian)\s+(?:có\s+hiệu\s+lực|hiệu\s+lực|áp\s+dụng|thực\s+hiện|thi\s+hành)(?!\w)"
)
_UNIT_AT_END = regex.compile(r"(?:tiểu\s+mục|điểm|khoản|điều|mục|chương|phụ\s+lục|(?:mẫu|biểu)\s+số|tên\s+điều)$")
_BREAK = regex.compile(r";|[.]\s|(?<!\w)riêng(?!\w)")


def annexes(clause: str) -> list[tuple[str | None, bool]]:
    """(label, in part) of every annex a clause sends to: "toàn bộ … tại Phụ lục I, một phần … tại Phụ lục II"."""
    found: list[tuple[str | None, bool]] = []
    at = 0
    for m in ANNEX_LABEL.finditer(clause):
        found.append((annex_key(m[1]), is_in_part(clause[at : m.start()])))
        at = m.end()
    return found or [(None, is_in_part(clause))]


def annex_key(label: str) -> str:
    """One key for "I" and "1"."""
    return label.lstrip("0") if label.isdigit() else str(roman(label.upper()) or label)


def is_in_part(words: str) -> bool:
    """ "một phần" is said, and not "toàn bộ hoặc một phần"."""
    flat = " ".join(words.split())
    return "một phần" in flat and "toàn bộ" not in flat


def lists_parts(words: str) -> bool:
    """Whether of the documents listed below only parts are meant: "một phần các văn bản sau", "nội dung tại các …"."""
    if is_in_part(words):
        return True
    m = _OF_LISTED.search(words)
    return m is not None and _PART.search(words, 0, m.start()) is not None and "toàn bộ" not in " ".join(words.split())


def outside(
    pattern: regex.Pattern[str], low: str, start: int, end: int, quotes: tuple[Span, ...]
) -> regex.Match[str] | None:
    """The first match in low[start:end] that is not inside a quoted phrase."""
    for m in pattern.finditer(low, start, end):
        if not any(q.start <= m.start() < q.end for q in quotes):
            return m
    return None


def object_start(low: str, verb: Verb) -> int:
    """Where the objects begin: a wording such as "bỏ khoản" has swallowed the unit word of its object."""
    if not verb.wording.keep_object:
        return verb.end
    m = _UNIT_AT_END.search(low, verb.start, verb.end)
    return m.start() if m else verb.end


def clause_start(low: str, start: int, end: int) -> int:
    """Behind the last semicolon, full stop or "riêng" in low[start:end]."""
    best = start
    for m in _BREAK.finditer(low, start, end):
        best = m.end()
    return best


def clause_end(low: str, start: int, end: int) -> int:
    """Before the next semicolon: there another document begins its own clause."""
    at = low.find(";", start, end)
    return end if at < 0 else at


def is_procedure(lead: str, before: bool) -> bool:
    """The object is administrative procedures, not a document (data/gold GUIDE, convention 4)."""
    quantity = _QUANTITY.match(lead)
    if not guard("subject.procedure").match(lead, quantity.end() if quantity else 0):
        return False
    if _PROCEDURE_PART.search(lead) is None:
        return True
    return not before and "nội dung công bố" not in " ".join(lead.split())


def is_direct(lead: str) -> bool:
    """The document follows its verb with few words between, or with words that name a part of it."""
    return len(lead.strip()) < 40 or _PLAIN_OBJECT.match(lead) is not None


def acts_on_documents(low: str, start: int, end: int, verb_end: int) -> bool:
    """What a verb above a list speaks of is documents or their parts, not a licence, a listing or a judgment."""
    objects = low[start:end]
    if is_foreign(objects) or is_foreign(low[verb_end : verb_end + 40]):
        return False
    return _OF_DOCUMENTS.search(objects) is not None or len(objects.split()) < _FEW_WORDS


def is_foreign(objects: str) -> bool:
    """ "giấy phép", "quyết định tuyên bố …", "niêm yết": no document of law is meant."""
    some = _SOME.match(objects)
    return guard("foreign").match(objects, some.end() if some else 0) is not None


def is_class_of_documents(lead: str) -> bool:
    """ "bãi bỏ văn bản quy phạm pháp luật quy định tại khoản 3 Điều 4 của Luật X": what X lists, not X itself."""
    return _CLASS_OF_DOCUMENTS.search(lead) is not None


def gets_new_wording(low: str, start: int, end: int) -> bool:
    """ "thay thế khoản 2 bằng khoản 2 mới", "… khoản 2 như sau:": amended; "bằng Điều 7 Thông tư này": replaced."""
    by = BY.search(low, start, end)
    if by is None:
        return _NEW_WORDING.search(low, start, end) is not None
    return _OWN_RULES.match(low, by.end(), end) is None


def names_followers(objects: str) -> bool:
    """ "bãi bỏ một số Thông tư", "các cụm từ tại các Nghị định sau": the documents are named further on."""
    return _FOLLOWERS.search(objects) is not None


def has_purpose(behind: str) -> bool:
    """ "để", "nhằm": what is said of the document is what shall be reached."""
    return _FOR.search(behind) is not None


def is_passing(lead: str, op: str) -> bool:
    """What stands in front of the first document makes it a circumstance, not the subject ("… theo quy định của …")."""
    if _EVENT_LEAD.search(lead):
        return True
    return op in ("replace", "repeal", "expire") and _ACCORDING.search(" ".join(lead.split()) + " ") is not None


def is_plausible(lead: str, op: str) -> bool:
    """Between an active verb and its document only words of the kind "một số điều của" may stand."""
    text = " ".join(lead.split())
    if _ACCORDING_TO.search(text):
        return False
    if op == "extend":
        return len(text) < 40 or _EXTENDED.search(text) is not None
    if _ACCORDING.search(text) is not None:
        return False
    if op not in ("amend", "supplement") or len(text) < 60:
        return True
    return _PART.search(text) is not None or "kèm theo" in text


def is_kept_subject(lead: str) -> bool:
    """In front of a document that stays in force only words such as "Các quy định tại" may stand."""
    return _KEPT_SUBJECT.fullmatch(lead) is not None


def is_part(lead: str, low: str, c: Citation) -> bool:
    """Only a part of the document is meant, though no provision is named ("một số nội dung của …")."""
    if _ONE_STANDARD.search(lead):  # a circular can issue several
        return True
    if _RULES_OF.search(lead) and _ABOUT.match(low, c.end):  # "các quy định của Luật X về Y"
        return True
    if _NAMED_TEXT.search(lead):
        return True
    return _PART.search(lead) is not None and not _MAIN_TEXT.search(lead) and not _WHOLE_AFTER_ALL.search(lead)


def of_all(lead: str) -> bool:
    """ "những quy định về … tại các văn bản sau: A; B": what is said in front of A is said of B too."""
    return "một số" in lead or _IN_DOCUMENTS.search(lead) is not None


def of_next(lead: str, between: str, alike: bool) -> bool:
    """Whether the part that ``lead`` names of one document is a part of the next one too; ``alike``: of one type.

    "các quy định về phí tại các Nghị định số A …, số B": the plural says it of each document of that type. "Danh mục …
    tại Quyết định số A ngày …, Quyết định số B": of both, where only the joining word parts them.
    """
    several = _OF_SEVERAL.search(lead) is not None
    if several and alike:
        return True
    if len(between.split()) > _FEW_WORDS or ";" in between or _NEXT_ENTRY.search(between):
        return False
    return several or bool(_PLACED.search(lead) and _PART.search(lead) and not _MAIN_TEXT.search(lead))


def without_term(lead: str) -> str:
    """ "thời hạn áp dụng của Nghị quyết …": the term is the whole document's."""
    return _TERM.sub("", lead)


def ends_an_ending(low: str, c: Citation, end: int) -> bool:
    """The document ended itself repealed, suspended or corrected others: they do not revive (rows 36, 56, 57)."""
    reach = min(end, c.end + 220)
    stop = _NEXT_DOCUMENT.search(low, c.end, reach)
    return _ENDING.search(low, c.end, stop.start() if stop else reach) is not None
