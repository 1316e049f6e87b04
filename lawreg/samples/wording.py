"""How the acts of the model province say what they do: entry into force, replacement, repeal, amendment.

The wordings follow the kinds of clause met in real documents (replacement in the sentence of entry into force, lists
that share one type word, exceptions, quoted blocks, blanket clauses), each in words of our own.
"""

from __future__ import annotations

from random import Random

from lawreg.samples.acts import Act, Move, days
from lawreg.samples.plan import pick
from lawreg.samples.sheet import printed_date, short_date

# What typists do to a number: each is met in published texts.
_FAULTS = (
    lambda n: n.replace("QĐ", "QÐ"),
    lambda n: n.replace("CT-", "СT-").replace("HĐ", "HÐ"),
    lambda n: n.replace("/", " /", 1),
    lambda n: n.replace("-UBND", "- UBND").replace("-HĐND", "- HĐND"),
    lambda n: n.replace("-", "–"),
    lambda n: n.replace("QĐ-UBND", "QĐUBND"),
    lambda n: n.removeprefix("0"),
)


def lowered(title: str) -> str:
    """A title as it stands after a citation."""
    return title[0].lower() + title[1:]


class Citer:
    """Writes citations of acts of the province, now and then with a typing fault."""

    def __init__(self, rnd: Random, province: str, titles: dict[int, str]) -> None:
        self.rnd = rnd
        self.province = province
        self.titles = titles

    def number(self, act: Act) -> str:
        return pick(self.rnd, _FAULTS)(act.number) if self.rnd.random() < 0.08 else act.number

    def cite(self, act: Act, style: int | None = None) -> str:
        """A citation with the type word: style 0 is the fullest, 3 the shortest."""
        style = int(self.rnd.random() * 4) if style is None else style
        return f"{act.type_name} {self.tail(act, style)}"

    def tail(self, act: Act, style: int) -> str:
        """The citation without its type word, as in lists that share one."""
        body = act.issuer
        day = printed_date(act.issued) if style in (0, 3) else f"ngày {short_date(act.issued)}"
        who = ("", f" của {body} tỉnh", f" của {act.org} tỉnh", "")[style]
        if style == 0:
            who = f" của {body} tỉnh {self.province}"
        title = f" {lowered(self.titles[act.key])}" if style in (0, 1) else ""
        return f"số {self.number(act)} {day}{who}{title}"

    def items(self, acts: list[Act]) -> list[str]:
        """A numbered list of citations, one a paragraph."""
        return [f"{n}. {self.cite(act, 1)}{'.' if n == len(acts) else ';'}" for n, act in enumerate(acts, 1)]

    def many(self, acts: list[Act]) -> str:
        if len(acts) == 1:
            return self.cite(acts[0])
        if self.rnd.random() < 0.5:
            shared = f"các {acts[0].type_name} " + ", ".join(self.tail(a, 2) for a in acts[:-1])
            return f"{shared} và {self.tail(acts[-1], 2)}"
        return ", ".join(self.cite(a, 1) for a in acts[:-1]) + f" và {self.cite(acts[-1], 1)}"


def entry(rnd: Random, act: Act) -> str:
    """The sentence of entry into force without its full stop; empty where the act does not say."""
    what = act.type_name
    if act.style == "none" and act.kind == "CT":
        return ""
    if act.kind == "NQ":
        if act.role == "late":
            return f"Nghị quyết này có hiệu lực thi hành từ {printed_date(act.effective)}"
        passed = pick(rnd, ("được Hội đồng nhân dân tỉnh thông qua", "thông qua"))
        return f"Nghị quyết này có hiệu lực sau 10 ngày kể từ ngày {passed}"
    if act.style == "signing":
        return f"{what} này có hiệu lực {pick(rnd, ('', 'thi hành '))}kể từ ngày ký"
    if act.style == "date" or act.role == "late":
        return f"{what} này có hiệu lực thi hành {pick(rnd, ('kể từ', 'từ'))} {printed_date(act.effective)}"
    ten = pick(rnd, ("10 ngày kể từ ngày ký", "10 ngày, kể từ ngày ký", "10 (mười) ngày kể từ ngày ký ban hành"))
    return f"{what} này có hiệu lực sau {ten}"


def own_end(rnd: Random, act: Act) -> str:
    """What an act with an end date of its own adds to its entry into force."""
    assert act.own_end is not None
    last = printed_date(days(act.own_end, -1))
    if act.style == "date":
        return f" đến hết {last}"
    return pick(rnd, (f" và được thực hiện đến hết {last}", f" và áp dụng đến hết {last}"))


def replacing(rnd: Random, act: Act, start: str, targets: str) -> str:
    """One sentence or two that say ``act`` replaces ``targets``."""
    what = act.type_name
    first = targets[0].upper() + targets[1:]
    if act.kind == "CT":  # a directive is numbered by its tasks, so its closing sentences are not
        return start + pick(rnd, (" và thay thế ", "; thay thế ", ". Bãi bỏ ")) + f"{targets}."
    return pick(
        rnd,
        (
            f"{start} và thay thế {targets}.",
            f"{start}; thay thế {targets}.",
            f"{start} và thay thế cho {targets}.",
            f"{start}.\n{what} này thay thế {targets}.",
            f"1. {start}.\n2. {what} này thay thế {targets}.",
            f"{start}. Kể từ ngày {what} này có hiệu lực, {targets} hết hiệu lực thi hành.",
            f"1. {start}.\n2. {first} hết hiệu lực kể từ ngày {what} này có hiệu lực thi hành.",
            f"{start}. Bãi bỏ {targets}.",
            f"{start}. {what} này thay thế {targets}; các quy định trước đây trái với {what} này đều bãi bỏ.",
            f"1. {start}.\n2. {first} chấm dứt hiệu lực kể từ ngày {what} này có hiệu lực.",
            f"{start}. Kể từ ngày {what} này có hiệu lực thi hành, chấm dứt hiệu lực thi hành {targets}.",
            f"1. {start}.\n2. {first} được thay thế bởi {what} này.",
            f"{start}. {first} hết hiệu lực thi hành từ {printed_date(act.effective)}.",
            f"1. {start}.\n2. Hủy bỏ {targets}.\n3. Những quy định khác trái với {what} này không còn giá trị.",
            f"{start}, thay thế {targets} và các văn bản hướng dẫn trước đây trái với {what} này.",
        ),
    )


def unit(base: Act, where: str, attached_name: str, target: str) -> str:
    """"khoản 2 Điều 4 của Quy định … ban hành kèm theo Quyết định số …": small to large, as the law wants."""
    parts = where.split(" ")
    words = " ".join([*parts[2:], *parts[:2]]) if len(parts) > 2 else where
    through = f"{attached_name} ban hành kèm theo " if base.attached else ""
    return f"{words} của {through}{target}"


def amending(rnd: Random, move: Move, attached_name: str, cited: str, new: dict[str, str]) -> list[str]:
    """The operative paragraphs of an act that changes part of another."""
    base = move.targets[0]
    at = unit(base, move.where, attached_name, cited)
    whole = f"{attached_name} ban hành kèm theo {cited}" if base.attached else cited
    if move.kind == "amend":
        block = f"“2. {new['clause']}”"
        return pick(
            rnd,
            (
                [f"Sửa đổi {at} như sau:", block],
                [f"Sửa đổi, bổ sung {at} như sau:", block],
                [
                    f"Sửa đổi, bổ sung một số điều của {whole} như sau:",
                    "1. Sửa đổi khoản 2 Điều 4 như sau:",
                    block,
                    "2. Bổ sung khoản 5 vào Điều 5 như sau:",
                    f"“5. {new['extra']}”",
                ],
                [f"{at[0].upper()}{at[1:]} được sửa đổi, bổ sung như sau:", block],
                [
                    f"Sửa đổi, bổ sung {whole} như sau:",
                    "1. Sửa đổi khoản 2 Điều 4:",
                    block,
                    "2. Điểm a khoản 1 Điều 4 được bãi bỏ.",
                ],
                [
                    f"Sửa đổi một số điều của {whole} như sau:",
                    "1. Khoản 2 Điều 4 được sửa đổi như sau:",
                    block,
                    "2. Bãi bỏ khoản 1 Điều 5.",
                ],
            ),
        )
    if move.kind == "drop":
        return [pick(rnd, (f"Bãi bỏ {at}.", f"Bãi bỏ nội dung tại {at}."))]
    if move.kind == "words":
        old = new["dept"]
        return [f"Thay thế cụm từ “{old}” bằng cụm từ “cơ quan chuyên môn cấp tỉnh” tại {at}."]
    if move.kind == "annex":
        return [f"Thay thế Phụ lục ban hành kèm theo {cited} bằng Phụ lục ban hành kèm theo Quyết định này."]
    if move.kind == "point":
        return [f"Sửa đổi khoản 2 của {cited} như sau:", f"“2. {new['clause']}”"]
    assert move.kind == "supplement"
    return [f"Bổ sung Điều 5a vào sau Điều 5 của {whole} như sau:", f"“Điều 5a. {new['extra']}”"]


def excepting(act: Act, base: Act, attached_name: str, cited: str) -> str:
    """The target ends, save one article."""
    through = f"{attached_name} ban hành kèm theo " if base.attached else ""
    return (
        f"{cited} hết hiệu lực kể từ ngày {act.type_name} này có hiệu lực, trừ quy định tại Điều 5 của {through}"
        f"{base.type_name} số {base.number}."
    )


BLANKET = (
    "Các quy định trước đây trái với {0} này đều bị bãi bỏ.",
    "Những quy định trước đây của Ủy ban nhân dân tỉnh trái với {0} này đều bãi bỏ.",
)
HARMLESS = (
    "Trong quá trình thực hiện nếu có vướng mắc, các cơ quan, đơn vị phản ánh về {dept} để tổng hợp, trình Ủy ban nhân "
    "dân tỉnh xem xét, sửa đổi, bổ sung cho phù hợp.",
    "Trường hợp các văn bản dẫn chiếu tại {0} này được sửa đổi, bổ sung hoặc thay thế thì áp dụng theo văn bản mới.",
    "{dept} có trách nhiệm rà soát, đề nghị bãi bỏ các quy định không còn phù hợp.",
)
