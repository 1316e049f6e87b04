"""Gives each act of the plan its subject field and its title; a replacing act takes over the subject of the old one."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from random import Random
from typing import Any

from lawreg.samples import wording
from lawreg.samples.acts import Act
from lawreg.samples.plan import Plan, pick
from lawreg.samples.sheet import printed_date

_AREAS = ("tại các xã biên giới", "tại các xã đặc biệt khó khăn", "đối với huyện Ea Nhôl", "đối với thị xã Buôn Trang")
_OWN_SUBJECT = ("replacer",)  # a decision that replaces a directive has a subject of its own


def data(name: str) -> dict[str, Any]:
    """A table of lawreg/samples/data."""
    return tomllib.loads((files("lawreg.samples") / "data" / name).read_text(encoding="utf-8"))


def give_subjects(plan: Plan, fields: list[dict[str, Any]], province: str) -> dict[int, str]:
    """Set field and topic of every act; the titles by act key."""
    _spread(plan, fields)
    titles: dict[int, str] = {}
    for act in sorted(plan.acts, key=lambda a: (a.issued, a.key)):
        titles[act.key] = _title(act, titles, plan.seed).replace("{P}", province)
    return titles


def _spread(plan: Plan, fields: list[dict[str, Any]]) -> None:
    """Each act that begins a subject gets one of its own; a replacing act takes over the subject of the old."""
    rnd = Random(f"subjects {plan.seed}")
    for kind, key in (("QĐ", "qd"), ("NQ", "nq"), ("CT", "ct")):
        fresh = [(n, title) for n, field in enumerate(fields) for title in field[key]]
        more = [(n, f"{t} {area}") for area in _AREAS for n, t in fresh if _widens(t)]
        pool, spare = _shuffled(rnd, fresh), _shuffled(rnd, more)
        for act in sorted((a for a in plan.acts if a.kind == kind), key=lambda a: a.issued):
            if act.role not in ("plain", "early") and (act.details is not None or act.role not in _OWN_SUBJECT):
                continue
            source = pool or spare
            at = 0
            while act.year < 2008 and "chức năng, nhiệm vụ" in source[at][1]:
                at += 1
            act.field_at, act.topic = source.pop(at)
    for act in sorted(plan.acts, key=lambda a: a.issued):
        source_act = act.details or (act.moves[0].targets[0] if act.moves and act.role != "repealer" else None)
        if act.role in ("replacer", "late") and act.details is None:
            continue
        if source_act is not None and act.role not in ("plain", "early"):
            act.field_at, act.topic = source_act.field_at, source_act.topic
        if act.role == "repealer":
            act.field_at = next(n for n, field in enumerate(fields) if field["code"] == "STP")
    for act in plan.acts:
        new_rules = act.role in ("plain", "early", "replacer", "late") or any(m.kind == "except" for m in act.moves)
        if act.kind == "QĐ" and new_rules:
            act.attached = act.topic.startswith(("Ban hành Quy định", "Ban hành Quy chế"))


def _title(act: Act, titles: dict[int, str], seed: int) -> str:
    rnd = Random(f"{seed} {act.key} title")
    if act.role == "repealer":
        return "Bãi bỏ một số văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành"
    if act.role == "suspender":
        return "Về việc tạm ngưng hiệu lực một số quyết định của Ủy ban nhân dân tỉnh"
    if act.role == "detail":
        assert act.details is not None
        parent = f"Nghị quyết số {act.details.number} {printed_date(act.details.issued)}"
        about = wording.lowered(titles[act.details.key])
        return f"Quy định chi tiết Điều 4 {parent} của Hội đồng nhân dân tỉnh {about}"
    if act.moves and act.moves[0].kind not in ("replace", "except"):
        base = act.moves[0].targets[0]
        cited = f"{base.type_name} số {base.number} {printed_date(base.issued)} của {base.issuer} tỉnh"
        if act.moves[0].kind == "extend":
            return f"Về việc kéo dài thời gian thực hiện {cited}"
        if len(act.moves) > 1:
            return f"Sửa đổi, bổ sung, bãi bỏ một số quy định trong các văn bản do {base.issuer} tỉnh ban hành"
        verb = "Bổ sung" if act.moves[0].kind == "supplement" else pick(rnd, ("Sửa đổi, bổ sung", "Sửa đổi"))
        tail = f" {wording.lowered(titles[base.key])}" if rnd.random() < 0.6 else ""
        return f"{verb} một số nội dung của {cited}{tail}"
    return act.topic


def _widens(title: str) -> bool:
    return "Quy định mức" in title or "Quy chế" in title or "Quy định về" in title or title.startswith("Về ")


def _shuffled(rnd: Random, items: list[tuple[int, str]]) -> list[tuple[int, str]]:
    pool, out = list(items), []
    while pool:
        out.append(pool.pop(int(rnd.random() * len(pool))))
    return out
