"""Real dated histories replayed: with the acting documents' effects given, statuses agree at every dated event."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "histories" / "histories-dev.jsonl"
PARTIAL = {
    "Được sửa đổi": "amend",
    "Được bổ sung": "supplement",
    "Bị bãi bỏ 1 phần": "repeal",
    "Bị thay thế 1 phần": "replace",
    "Bị hết hiệu lực 1 phần": "expire",
    "Bị sửa đổi 1 phần": "amend",
}
WHOLE = {"Bị thay thế": "replace", "Bị bãi bỏ": "repeal", "Bị hết hiệu lực": "expire"}


def histories():
    if not FILE.exists():
        return [
            pytest.param(
                None, id="absent", marks=pytest.mark.skip(reason=f"no histories at {FILE.name} beside the repo")
            )
        ]
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(r, id=r["number"]) for r in rows]


@pytest.mark.parametrize("history", histories())
def test_history(world, history):
    issuer = "Cơ quan ban hành"  # one body for all: competence is not what is tested here
    dated = {e["event"]: e["date"] for e in history["events"] if e["date"]}
    ends = [e for e in history["events"] if e["event"] in ("hết hiệu lực", *WHOLE) and e["date"]]
    own_end = next((e["date"] for e in ends if e["event"] == "hết hiệu lực"), None)
    killed = {e["date"] for e in ends if e["event"] in WHOLE}
    doc = world.doc(
        history["number"],
        dated["ban hành"],
        dated.get("có hiệu lực"),
        issuer=f"Ủy ban nhân dân tỉnh {issuer}",
        expires=own_end if own_end not in killed else None,
        id_="doc",
    )
    for n, event in enumerate(history["events"]):
        op = PARTIAL.get(event["event"]) or WHOLE.get(event["event"])
        if op is None or not event["by"]:
            continue
        issued = (date.fromisoformat(event["date"]) - timedelta(days=10)).isoformat() if event["date"] else None
        actor = world.doc(
            event["by"], issued, event["date"], issuer=f"Ủy ban nhân dân tỉnh {issuer}", normative=True, id_=f"a{n}"
        )
        world.act(op, actor, doc, *(("Điều 1",) if event["event"] in PARTIAL else ()))
    first_end = min((e["date"] for e in ends), default=None)
    contradictory = [e for e in history["events"] if e["date"] and first_end and e["date"] > first_end]
    partly = False
    for event in history["events"]:
        if not event["date"]:
            continue
        status = world.on(doc, event["date"])
        partly = partly or PARTIAL.get(event["event"]) in ("amend", "repeal", "replace", "expire")
        if first_end and event["date"] >= first_end:
            assert status == "expired"
        elif event["event"] == "ban hành":
            assert status in ("not_yet", "in_force")
        else:
            assert status == ("partly_expired" if partly else "in_force")
    if contradictory:
        assert world.conflicts() & {"acted_after_end", "ended_again"}
    if any(not e["date"] and e["event"] in WHOLE for e in history["events"]):
        assert world.on(doc, "2020-01-01") == "unknown"
