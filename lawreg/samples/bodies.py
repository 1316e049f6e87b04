"""The substance of the acts of the model province: articles, clauses and points of every subject field."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from lawreg.samples.plan import pick

_SCOPE = (
    "Văn bản này quy định về {subject} trên địa bàn tỉnh {P}.",
    "Quy định này điều chỉnh các hoạt động thuộc lĩnh vực {subject} do cơ quan nhà nước của tỉnh quản lý.",
    "Phạm vi áp dụng là toàn bộ địa bàn tỉnh {P}, trừ khu vực do quân đội quản lý.",
)
_WHO = (
    "Cơ quan quản lý nhà nước về {subject} các cấp.",
    "Tổ chức, hộ gia đình, cá nhân có hoạt động liên quan đến {subject}.",
    "Ủy ban nhân dân các huyện, thị xã, thành phố; Ủy ban nhân dân các xã, phường, thị trấn.",
    "Đơn vị sự nghiệp công lập thuộc {dept}.",
)
_PRINCIPLES = (
    "Công khai, minh bạch, đúng đối tượng.",
    "Mỗi nội dung chỉ do một cơ quan chủ trì và chịu trách nhiệm.",
    "Bảo đảm phù hợp với khả năng cân đối của ngân sách địa phương.",
    "Tôn trọng phong tục, tập quán tốt đẹp của các dân tộc.",
    "Không đặt thêm thủ tục, giấy tờ đối với người dân và doanh nghiệp.",
)
_DOSSIER = (
    "Đơn đề nghị theo mẫu do {dept} phát hành;",
    "Bản sao giấy tờ tùy thân của người đề nghị;",
    "Xác nhận của Ủy ban nhân dân cấp xã nơi cư trú;",
    "Thuyết minh phương án thực hiện;",
    "Bảng kê khối lượng và dự toán kinh phí;",
    "Biên bản họp thôn, buôn, tổ dân phố.",
)
_STEPS = (
    "Trong thời hạn {n} ngày làm việc kể từ ngày nhận đủ hồ sơ, cơ quan tiếp nhận phải trả lời bằng văn bản.",
    "Hồ sơ chưa hợp lệ thì hướng dẫn bổ sung một lần bằng phiếu hướng dẫn.",
    "Kết quả được trả tại nơi tiếp nhận hồ sơ hoặc qua đường bưu điện.",
    "Cơ quan thẩm định lấy ý kiến các sở có liên quan trước khi trình.",
    "Việc kiểm tra thực địa phải lập thành biên bản có chữ ký của các bên.",
)
_DUTIES = (
    "{dept} chủ trì, phối hợp với các cơ quan liên quan tổ chức thực hiện và kiểm tra việc thực hiện.",
    "Sở Tài chính bố trí kinh phí trong dự toán ngân sách hằng năm.",
    "Ủy ban nhân dân cấp huyện chỉ đạo Ủy ban nhân dân cấp xã phổ biến đến từng thôn, buôn.",
    "Kho bạc nhà nước tỉnh kiểm soát chi theo đúng chế độ.",
    "Đài Phát thanh - Truyền hình tỉnh, Báo {P} tuyên truyền rộng rãi nội dung văn bản này.",
    "Định kỳ trước ngày {n} tháng 12 hằng năm, các đơn vị báo cáo kết quả về {dept}.",
)
_MONEY = (
    "Nguồn kinh phí gồm ngân sách tỉnh, ngân sách huyện và các nguồn huy động hợp pháp khác.",
    "Mức chi cụ thể không vượt quá {m}.000 đồng cho một lần hỗ trợ.",
    "Ngân sách tỉnh bảo đảm {n} phần trăm, phần còn lại do ngân sách cấp huyện chi trả.",
    "Kinh phí được quyết toán cùng kỳ với quyết toán năm của đơn vị.",
)
_HEADS = ("Hồ sơ", "Trình tự thực hiện", "Kinh phí thực hiện", "Kiểm tra, giám sát", "Khen thưởng, xử lý vi phạm")
_REWARD = (
    "Tổ chức, cá nhân có thành tích được khen thưởng theo quy định của pháp luật về thi đua, khen thưởng.",
    "Người vi phạm thì tùy theo tính chất, mức độ mà bị xử lý kỷ luật hoặc xử phạt vi phạm hành chính.",
    "Giấy phép cấp không đúng thẩm quyền thì hết hiệu lực và bị thu hồi.",
)


@dataclass(frozen=True, slots=True)
class Article:
    """Heading and clauses; a clause may hold points, each on its own line."""

    heading: str
    clauses: tuple[str, ...]


class Words:
    """Fills the sentences of one act: its field, its department, its province."""

    def __init__(self, rnd: Random, field: dict[str, Any], dept: str, province: str) -> None:
        self.rnd = rnd
        self.field = field
        self.dept = dept
        self.province = province

    def fill(self, sentence: str) -> str:
        values = {
            "subject": self.field["name"],
            "dept": self.dept,
            "P": self.province,
            "n": str(5 + int(self.rnd.random() * 16)),
            "m": str(50 * (1 + int(self.rnd.random() * 18))),
        }
        for key, value in values.items():
            sentence = sentence.replace("{" + key + "}", value)
        return sentence

    def some(self, bank: tuple[str, ...] | list[str], count: int) -> tuple[str, ...]:
        """``count`` different sentences of a bank, in a random order."""
        pool = list(bank)
        found = []
        for _ in range(min(count, len(pool))):
            found.append(self.fill(pool.pop(int(self.rnd.random() * len(pool)))))
        return tuple(found)

    def articles(self, count: int) -> list[Article]:
        """``count`` articles (at least five); the fourth and fifth are laid out so that others can amend them.

        Điều 4 khoản 1 has points a, b, c; Điều 4 khoản 2 names the department; Điều 5 has three clauses.
        """
        rules = list(self.some(self.field["rules"], len(self.field["rules"])))
        deep = self.rnd.random() < 0.5
        found = [
            Article("Phạm vi điều chỉnh", self.some(_SCOPE, 1)),
            Article("Đối tượng áp dụng", self.some(_WHO, 2 + deep)),
            Article("Nguyên tắc thực hiện", self.some(_PRINCIPLES, 2 + deep)),
        ]
        points = "\n".join(
            f"{letter}) {text.rstrip('.;')}{';' if letter != 'c' else '.'}"
            for letter, text in zip("abc", self.some(_DOSSIER, 3), strict=True)
        )
        lead = self.fill("{dept} tiếp nhận và thẩm định trong thời hạn {n} ngày làm việc.")
        fourth = pick(self.rnd, ("Hồ sơ và nơi tiếp nhận", "Hồ sơ đề nghị", "Tiếp nhận và thẩm định hồ sơ"))
        found.append(Article(fourth, (f"Hồ sơ gồm:\n{points}", lead, *rules[:1])))
        fifth = pick(self.rnd, ("Nội dung quản lý {subject}", "Quy định cụ thể", "Yêu cầu đối với {subject}"))
        found.append(Article(self.fill(fifth), tuple(self.padded(rules[1:4], 3))))
        heads = list(_HEADS)
        while len(found) < count - 1 and heads:
            head = heads.pop(int(self.rnd.random() * len(heads)))
            bank = {"Kinh phí thực hiện": _MONEY, "Khen thưởng, xử lý vi phạm": _REWARD}.get(head, _STEPS)
            found.append(Article(head, self.some(bank, 2 + (self.rnd.random() < 0.4))))
        found.append(Article("Trách nhiệm của các cơ quan", self.some(_DUTIES, 3 + deep)))
        return found

    def brief(self, opening: str) -> list[str]:
        """The short form: the substance in one article, money and duties in the next ones."""
        rules = self.some(self.field["rules"], 3 + (self.rnd.random() < 0.5))
        out = [f"Điều 1. {opening}"]
        if self.field.get("tariff") and self.rnd.random() < 0.5:
            out += [f"{n}. {rule}" for n, rule in enumerate(rules[:2], 1)]
            out += ["3. Mức cụ thể theo bảng sau:", *tariff(self.rnd, self.field)]
        else:
            out += [f"{n}. {rule}" for n, rule in enumerate(rules, 1)]
        at = 2
        if self.rnd.random() < 0.6:
            out.append(f"Điều {at}. " + self.fill(pick(self.rnd, _MONEY)))
            at += 1
        if self.rnd.random() < 0.6:
            out.append(f"Điều {at}. " + self.fill(pick(self.rnd, _DUTIES)))
        return out

    def padded(self, rules: list[str], count: int) -> list[str]:
        """``rules`` filled up to ``count`` with general sentences."""
        return rules + list(self.some(_STEPS, count - len(rules)))

    def one(self, which: str) -> str:
        """A single new sentence: a clause for an amendment."""
        bank = {"clause": _STEPS + _MONEY, "extra": _DUTIES}[which]
        return self.fill(pick(self.rnd, bank))


def written(articles: list[Article], first: int = 1, headings: bool = True) -> list[str]:
    """Articles as markup lines, numbered from ``first``."""
    out: list[str] = []
    for n, article in enumerate(articles, first):
        one = len(article.clauses) == 1
        head = f"Điều {n}. {article.heading}" if headings else f"Điều {n}. {article.clauses[0]}"
        out.append(head)
        clauses = article.clauses if headings else article.clauses[1:]
        for k, clause in enumerate(clauses, 1 if headings else 2):
            out.append(clause if one else f"{k}. {clause}")
    return out


def tariff(rnd: Random, field: dict[str, Any]) -> list[str]:
    """A table of rates as markup; figures differ from act to act."""
    rows = field.get("tariff") or [
        ["Mức hỗ trợ loại I", "đồng", "1.500.000"],
        ["Mức hỗ trợ loại II", "đồng", "1.000.000"],
        ["Mức hỗ trợ loại III", "đồng", "600.000"],
    ]
    out = ["| STT | Nội dung | Đơn vị tính | Mức |"]
    for n, (name, measure, value) in enumerate(rows, 1):
        figure = value if "," in value else f"{int(value.replace('.', '')) * (8 + int(rnd.random() * 7)) // 10:,}"
        out.append(f"| {n} | {name} | {measure} | {figure.replace(',', '.') if ',' not in value else value} |")
    return out
