"""Writes each act of the plan as a :class:`Sheet`: subject, recitals, articles, effect clauses, signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from lawreg.samples import offices, wording
from lawreg.samples.acts import Act
from lawreg.samples.bodies import Article, Words, tariff, written
from lawreg.samples.plan import Plan, pick
from lawreg.samples.sheet import Block, Sheet, blocks, printed_date, short_date
from lawreg.samples.subjects import data, give_subjects

_OLD_DEPARTMENTS = {  # before the reorganisation of 2008
    "SCT": ("Sở Công nghiệp", "SCN"),
    "STTTT": ("Sở Bưu chính, Viễn thông", "SBCVT"),
    "SVHTTDL": ("Sở Văn hóa - Thông tin", "SVHTT"),
}
_COMMITTEES = ("Ban Kinh tế - Ngân sách", "Ban Pháp chế", "Ban Văn hóa - Xã hội", "Ban Dân tộc")


class Drafter:
    """Knows the whole plan; :meth:`sheet` gives the text of one act, the same at every call."""

    def __init__(self, plan: Plan, province: offices.Province = offices.DAK_LAM) -> None:
        self.plan = plan
        self.province = province
        self.fields: list[dict[str, Any]] = data("fields.toml")["field"]
        self.laws = data("laws.toml")
        self.titles = give_subjects(plan, self.fields, province.name)
        self.parents = {a.details.key for a in plan.acts if a.role == "detail" and a.details is not None}
        self.added = {t.key for a in plan.acts for m in a.moves if m.kind == "supplement" for t in m.targets}
        self.councils = [a for a in plan.acts if a.kind == "NQ"]

    def rnd(self, act: Act, what: str) -> Random:
        return Random(f"{self.plan.seed} {act.key} {what}")

    def department(self, act: Act) -> tuple[str, str]:
        field = self.fields[act.field_at]
        if act.year < 2008 and field["code"] in _OLD_DEPARTMENTS:
            return _OLD_DEPARTMENTS[field["code"]]
        return field["dept"], field["code"]

    def words(self, act: Act, what: str = "body") -> Words:
        return Words(self.rnd(act, what), self.fields[act.field_at], self.department(act)[0], self.province.name)

    def sheet(self, act: Act) -> Sheet:
        """The act as it lies on paper."""
        rnd = self.rnd(act, "paper")
        cite = wording.Citer(self.rnd(act, "cite"), self.province.name, self.titles)
        build = {"NQ": self._resolution, "QĐ": self._decision, "CT": self._directive}[act.kind]
        sheet = build(act, rnd, cite)
        if act.year < 2011 and rnd.random() < 0.35:
            sheet = _old_tones(sheet)
        if rnd.random() < 0.03:
            sheet = replace(sheet, number_line=sheet.number_line.replace("/", " /", 1))
        return sheet

    def _base(self, act: Act, **more: Any) -> Sheet:
        name = self.province.name.upper()
        body = "HỘI ĐỒNG NHÂN DÂN" if act.kind == "NQ" else "ỦY BAN NHÂN DÂN"
        return Sheet(
            issuer=(body, f"TỈNH {name}"),
            number_line=f"Số: {act.number}",
            date_line=f"{offices.place(self.province, act.issued)}, {printed_date(act.issued)}",
            type_name={"NQ": "NGHỊ QUYẾT", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ"}[act.kind],
            title=(self.titles[act.key],),
            properties={"Số ký hiệu": act.number, "Ngày ban hành": f"{act.issued:%d/%m/%Y}", "Loại": act.type_name},
            **more,
        )

    def _recitals(self, act: Act, rnd: Random) -> list[str]:
        found = [offices.organisation_law(act.issued)]
        if rnd.random() < 0.85:
            found.append(offices.drafting_law(act.issued))
        for key in self.fields[act.field_at]["laws"]:
            for text, first, last in self.laws[key]:
                if first <= act.issued <= last and text not in (line[7:-1] for line in found):
                    found.append(f"Căn cứ {text};")
        if act.kind == "QĐ" and rnd.random() < 0.2 and act.role != "detail":
            older = [n for n in self.councils if n.field_at == act.field_at and n.status(act.issued)[0] == "in_force"]
            if older:
                council = pick(rnd, older)
                title = wording.lowered(self.titles[council.key])
                day = printed_date(council.issued)
                found.append(f"Căn cứ Nghị quyết số {council.number} {day} của Hội đồng nhân dân tỉnh {title};")
        return found

    def _effect(self, act: Act, rnd: Random, cite: wording.Citer) -> list[str]:
        """The paragraphs on entry into force and on what the act ends."""
        start = wording.entry(rnd, act)
        original = _own_end_first(self.plan, act)
        if original is not None:
            start += wording.own_end(rnd, replace_end(act, original))
        sentences = ""
        for move in act.moves:
            if move.kind == "replace":
                sentences = wording.replacing(rnd, act, start, cite.many(move.targets))
            elif move.kind == "except":
                target = move.targets[0]
                sentences = f"{start}. " + wording.excepting(act, target, _attached_name(target), cite.cite(target, 0))
        if not sentences:
            sentences = f"{start}." if start else ""
            if sentences and act.role == "plain" and rnd.random() < 0.15:
                sentences += " " + pick(rnd, wording.BLANKET).format(act.type_name)
        return sentences.split("\n") if sentences else []

    def _operative(self, act: Act, cite: wording.Citer) -> list[list[str]]:
        """The articles of an act that only acts on others, one list of paragraphs each."""
        found: list[list[str]] = []
        words = self.words(act, "new")
        for move in act.moves:
            base = move.targets[0]
            new = {
                "clause": words.one("clause"),
                "extra": words.one("extra"),
                "dept": self.department(base)[0],
            }
            if move.kind == "list":
                count = len(move.targets)
                what = f"{count:02d} văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành"
                found.append([f"Bãi bỏ toàn bộ {what} (có Danh mục kèm theo)."])
            elif move.kind == "repeal":
                found.append(["Bãi bỏ toàn bộ các văn bản sau đây:", *cite.items(move.targets)])
            elif move.kind == "suspend":
                assert move.since and move.until
                span = f"từ {printed_date(move.since)} đến hết {printed_date(days_before(move.until))}"
                head = f"Tạm ngưng hiệu lực thi hành {span} đối với các văn bản sau đây:"
                found.append([head, *cite.items(move.targets)])
            elif move.kind == "extend":
                assert move.until
                last = printed_date(days_before(move.until))
                found.append([f"Kéo dài thời gian thực hiện {cite.cite(base, 0)} đến hết {last}."])
            elif move.kind in ("amend", "drop", "words", "annex", "supplement", "point"):
                cited = cite.cite(base, 1 if base.attached else 0)
                found.append(wording.amending(self.rnd(act, "amend"), move, _attached_name(base), cited, new))
        return found

    def _decision(self, act: Act, rnd: Random, cite: wording.Citer) -> Sheet:
        dept, code = self.department(act)
        recitals = self._recitals(act, rnd)
        if act.details is not None and act.role == "detail":
            about = wording.lowered(self.titles[act.details.key])
            day = printed_date(act.details.issued)
            recitals.append(
                f"Căn cứ Điều 4 Nghị quyết số {act.details.number} {day} của Hội đồng nhân dân tỉnh {about};"
            )
        leader = {"Sở": "Giám đốc", "Công": "Giám đốc", "Bộ": "Chỉ huy trưởng", "Ban": "Trưởng ban", "Thanh": "Chánh"}
        who = leader[dept.split()[0]]
        asked = short_date(date.fromordinal(act.issued.toordinal() - 6 - int(rnd.random() * 20)))
        recitals.append(
            f"Theo đề nghị của {who} {dept} tại Tờ trình số {5 + int(rnd.random() * 200)}/TTr-{code} ngày {asked}"
            + pick(rnd, (".", ",", "."))
        )
        operative = self._operative(act, cite)
        effect = self._effect(act, rnd, cite)
        carry = (
            f"Chánh Văn phòng Ủy ban nhân dân tỉnh; {who} {dept}; thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân "
            "dân các huyện, thị xã, thành phố và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết "
            "định này./."
        )
        words = self.words(act)
        lines: list[str] = []
        after: list[str] = []
        if operative:
            for n, paragraphs in enumerate(operative, 1):
                lines += [f"Điều {n}. {paragraphs[0]}", *paragraphs[1:]]
            at = len(operative) + 1
        elif act.attached:
            name = act.topic.removeprefix("Ban hành ").replace("{P}", self.province.name)
            lines.append(f"Điều 1. Ban hành kèm theo Quyết định này {name}.")
            after = self._attached(act, words, name)
            at = 2
        elif self._short(act):
            lines += words.brief(f"{act.topic.replace('{P}', self.province.name)} như sau:")
            at = sum(line.startswith("Điều ") for line in lines) + 1
        else:
            found = words.articles(6 + int(words.rnd.random() * 3))
            lines += written(found)
            at = len(found) + 1
        if effect:
            head_line = "Hiệu lực thi hành" if len(effect) > 1 or rnd.random() < 0.3 else ""
            lines += [f"Điều {at}. {head_line}", *effect] if head_line else [f"Điều {at}. {effect[0]}"]
            at += 1
        if rnd.random() < 0.25 and not operative:
            lines.append(f"Điều {at}. " + pick(rnd, wording.HARMLESS).format("Quyết định", dept=dept))
            at += 1
        lines.append(f"Điều {at}. {carry}")
        after += self._annexes(act, words)
        deputy = rnd.random() < 0.35
        chair = offices.holder(self.province.committee_chairs, act.issued)
        return self._base(
            act,
            authority=f"ỦY BAN NHÂN DÂN TỈNH {self.province.name.upper()}",
            recitals=tuple(recitals),
            enacting="QUYẾT ĐỊNH:",
            body=blocks("\n".join(lines)),
            recipients=offices.committee_recipients(f"Như Điều {at}"),
            sign=("TM. ỦY BAN NHÂN DÂN", *(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if deputy else ("CHỦ TỊCH",))),
            signer=pick(rnd, self.province.vice_chairs) if deputy else chair,
            after=blocks("\n".join(after)),
        )

    def _short(self, act: Act) -> bool:
        """Short forms are for acts that no other act points into."""
        touched = act.partly or act.annexed or act.role == "detail" or act.key in self.parents or act.key in self.added
        return not touched and self.rnd(act, "form").random() < 0.5

    def _promulgated(self, act: Act) -> str:
        return (
            f"_ (Ban hành kèm theo Quyết định số {act.number} {printed_date(act.issued)} của Ủy ban nhân dân tỉnh "
            f"{self.province.name})"
        )

    def _attached(self, act: Act, words: Words, name: str) -> list[str]:
        kind, _, about = name.partition(" về ") if " về " in name[:12] else (" ".join(name.split()[:2]), "", "")
        head = about or " ".join(name.split()[2:])
        title = f"## Về {head}" if about else f"## {head[0].upper()}{head[1:]}"
        out = ["===", f"## {kind.upper()}", title, self._promulgated(act)]
        found = words.articles(7 + int(words.rnd.random() * 5))
        if words.rnd.random() < 0.6:
            parts = (
                ("I", "QUY ĐỊNH CHUNG", found[:3]),
                ("II", "QUY ĐỊNH CỤ THỂ", found[3:-1]),
                ("III", "TỔ CHỨC THỰC HIỆN", found[-1:]),
            )
            at = 1
            for numeral, heading, articles in parts:
                out += [f"## Chương {numeral}", f"## {heading}", *written(articles, at)]
                at += len(articles)
        else:
            out += written(found)
        return out

    def _annexes(self, act: Act, words: Words) -> list[str]:
        out: list[str] = []
        for move in act.moves:
            if move.kind == "list":
                out += ["===", "## DANH MỤC", "## Văn bản quy phạm pháp luật bị bãi bỏ toàn bộ", self._promulgated(act)]
                out.append("| STT | Tên loại văn bản | Số, ký hiệu | Ngày ban hành | Trích yếu nội dung |")
                faults = wording.Citer(self.rnd(act, "list"), self.province.name, self.titles)
                for n, t in enumerate(sorted(move.targets, key=lambda a: (a.kind == "CT", a.issued)), 1):
                    number = faults.number(t)
                    out.append(f"| {n} | {t.type_name} | {number} | {short_date(t.issued)} | {self.titles[t.key]} |")
                out.append(f"Tổng số: {len(move.targets):02d} văn bản.")
            elif move.kind == "annex":
                out += ["===", "## PHỤ LỤC", self._promulgated(act), *tariff(words.rnd, self.fields[act.field_at])]
        rated = self.fields[act.field_at].get("tariff") and words.rnd.random() < 0.5 and not act.moves
        if act.annexed or rated:
            out += ["===", "## PHỤ LỤC", f"## Bảng mức áp dụng trong lĩnh vực {self.fields[act.field_at]['name']}"]
            out += [self._promulgated(act), *tariff(words.rnd, self.fields[act.field_at])]
        return out

    def _resolution(self, act: Act, rnd: Random, cite: wording.Citer) -> Sheet:
        recitals = self._recitals(act, rnd)
        asked = date.fromordinal(act.issued.toordinal() - 10 - int(rnd.random() * 15))
        committee = pick(rnd, _COMMITTEES)
        recitals.append(
            f"Xét Tờ trình số {20 + int(rnd.random() * 90)}/TTr-UBND {printed_date(asked)} của Ủy ban nhân dân tỉnh; "
            f"Báo cáo thẩm tra số {10 + int(rnd.random() * 80)}/BC-HĐND ngày {short_date(asked)} của {committee} và ý "
            "kiến của các đại biểu Hội đồng nhân dân tỉnh."
        )
        khoa, session = offices.term(act.issued)
        lines: list[str] = []
        operative = self._operative(act, cite)
        words = self.words(act)
        if operative:
            for n, paragraphs in enumerate(operative, 1):
                lines += [f"Điều {n}. {paragraphs[0]}", *paragraphs[1:]]
            at = len(operative) + 1
        elif self._short(act):
            about = act.topic.replace("{P}", self.province.name)
            about = about.removeprefix("Quy định ").removeprefix("Về việc ").removeprefix("Về ")
            verb = pick(rnd, ("Thông qua nội dung về", "Tán thành nội dung Tờ trình của Ủy ban nhân dân tỉnh về"))
            lines += words.brief(f"{verb} {wording.lowered(about)} với các quy định chủ yếu sau đây:")
            at = sum(line.startswith("Điều ") for line in lines) + 1
        else:
            found = words.articles(5 + int(words.rnd.random() * 3))
            if act.key in self.parents:
                fourth = found[3]
                task = "Giao Ủy ban nhân dân tỉnh quy định chi tiết Điều này."
                found[3] = Article(fourth.heading, (*fourth.clauses, task))
            lines += written(found)
            at = len(found) + 1
        lines.append(f"Điều {at}. Tổ chức thực hiện")
        lines.append(
            "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này; Thường trực Hội đồng nhân dân, các Ban và đại "
            "biểu Hội đồng nhân dân tỉnh giám sát việc thực hiện."
        )
        effect = self._effect(act, rnd, cite)
        lines += [f"Điều {at + 1}. {effect[0]}"] if len(effect) == 1 else [f"Điều {at + 1}. Hiệu lực", *effect]
        lines.append(
            f"Nghị quyết này đã được Hội đồng nhân dân tỉnh {self.province.name} khóa {khoa}, kỳ họp thứ {session} "
            f"thông qua {printed_date(act.issued)}./."
        )
        return self._base(
            act,
            authority=f"HỘI ĐỒNG NHÂN DÂN TỈNH {self.province.name.upper()}\nKHÓA {khoa}, KỲ HỌP THỨ {session}",
            recitals=tuple(recitals),
            enacting="QUYẾT NGHỊ:",
            body=blocks("\n".join(lines)),
            recipients=offices.council_recipients(self.province),
            sign=("CHỦ TỊCH",),
            signer=offices.holder(self.province.council_chairs, act.issued),
        )

    def _directive(self, act: Act, rnd: Random, cite: wording.Citer) -> Sheet:
        dept, _ = self.department(act)
        words = self.words(act)
        operative = self._operative(act, cite)
        lines: list[str] = []
        if operative:
            lines += [paragraph for paragraphs in operative for paragraph in paragraphs]
        else:
            field = self.fields[act.field_at]
            lines.append(words.fill(pick(rnd, _OPENINGS)))
            lines.append(pick(rnd, ("Ủy ban nhân dân tỉnh yêu cầu:", "Ủy ban nhân dân tỉnh chỉ thị:")))
            tasks = [
                f"{dept} có trách nhiệm: {wording.lowered(words.some(field['rules'], 1)[0])}",
                *words.some(list(_TASKS), 2 + int(rnd.random() * 3)),
                "Chủ tịch Ủy ban nhân dân các huyện, thị xã, thành phố chịu trách nhiệm trước Ủy ban nhân dân tỉnh về "
                "kết quả thực hiện trên địa bàn.",
            ]
            lines += [f"{n}. {task}" for n, task in enumerate(tasks, 1)]
        effect = self._effect(act, rnd, cite)
        closing = f"Giao {dept} theo dõi, đôn đốc và báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện Chỉ thị này./."
        lines += [*effect, closing] if rnd.random() < 0.7 else [closing.replace("./.", "."), *effect]
        chair = offices.holder(self.province.committee_chairs, act.issued)
        return self._base(
            act,
            body=blocks("\n".join(lines)),
            recipients=offices.committee_recipients("Như trên"),
            sign=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            signer=chair,
        )


_OPENINGS = (
    "Thời gian qua, công tác {subject} trên địa bàn tỉnh đã có chuyển biến nhưng vẫn còn nhiều hạn chế, nhất là ở vùng "
    "sâu, vùng đồng bào dân tộc thiểu số.",
    "Qua kiểm tra tại một số địa phương, việc chấp hành quy định về {subject} chưa nghiêm, trách nhiệm của người đứng "
    "đầu chưa rõ.",
    "Để nâng cao hiệu lực, hiệu quả quản lý nhà nước về {subject}, khắc phục những thiếu sót đã được chỉ ra trong các "
    "đợt kiểm tra,",
)
_TASKS = (
    "Các sở, ban, ngành xây dựng kế hoạch cụ thể, phân công cán bộ theo dõi và báo cáo định kỳ hằng quý.",
    "Sở Tài chính cân đối, bố trí kinh phí để thực hiện các nhiệm vụ nêu trên.",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể vận động nhân dân cùng thực hiện.",
    "Báo, đài của tỉnh tăng thời lượng tuyên truyền, nêu gương người tốt, việc tốt.",
    "Rà soát các văn bản đã ban hành, kịp thời đề nghị sửa đổi, bổ sung hoặc bãi bỏ nội dung không còn phù hợp.",
)


def days_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def replace_end(act: Act, end: date) -> Act:
    """A stand-in of ``act`` with the end date its own text prints (an extension comes from another act)."""
    return Act(act.key, act.kind, act.year, own_end=end, style=act.style)


def _attached_name(act: Act) -> str:
    """"Quy định" or "Quy chế": what the act promulgates."""
    return " ".join(act.topic.split()[2:4])


def _own_end_first(plan: Plan, act: Act) -> date | None:
    return plan.printed_ends.get(act.key)


def _old_tones(sheet: Sheet) -> Sheet:
    """The spelling of older typists: "Uỷ ban", "hoá", "hoà"."""
    table = (("Ủy", "Uỷ"), ("hóa", "hoá"), ("Hóa", "Hoá"), ("hòa", "hoà"), ("ỦY", "UỶ"), ("khóa", "khoá"))

    def spell(text: str) -> str:
        for new, old in table:
            text = text.replace(new, old)
        return text

    def each(items: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(replace(b, text=spell(b.text), rows=tuple(tuple(map(spell, r)) for r in b.rows)) for b in items)

    return replace(
        sheet,
        issuer=tuple(map(spell, sheet.issuer)),
        title=tuple(map(spell, sheet.title)),
        authority=spell(sheet.authority),
        recitals=tuple(map(spell, sheet.recitals)),
        sign=tuple(map(spell, sheet.sign)),
        recipients=tuple(map(spell, sheet.recipients)),
        body=each(sheet.body),
        after=each(sheet.after),
    )
