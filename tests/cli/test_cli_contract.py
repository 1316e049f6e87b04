"""The output contract: the keys and shapes others read (design: one JSON object a command)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
STATUSES = {"in_force", "partly_expired", "expired", "not_yet", "suspended", "partly_suspended", "unknown"}
OPS = {"replace", "repeal", "expire", "amend", "supplement", "suspend", "extend", "correct", "revive", "keep_in_force"}


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    assert "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout)


def test_inspect_gives_one_object_a_line_in_the_order_of_the_files(run: Run, tmp_path: Path) -> None:
    files = sorted((ROOT / "corpus").rglob("*.docx"))[:2] + sorted((ROOT / "corpus").rglob("*.txt"))[:1]
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.4\n garbage")
    done = run("inspect", "--json", *map(str, files), str(broken))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [r["file"] for r in rows] == [*map(str, files), str(broken)]
    assert rows[-1]["error"]["code"] and "hong.pdf" in rows[-1]["error"]["message"]
    for file, r in zip(files, rows, strict=False):
        assert set(r) >= {
            "file",
            "sha256",
            "format",
            "pages",
            "document",
            "provisions",
            "citations",
            "effects",
            "warnings",
        }
        assert len(r["sha256"]) == 64
        assert set(r["document"]) == {
            "number", "doc_type", "issuer", "issued", "place", "title", "signer", "signer_title", "normative",
            "normative_reason", "effective", "expires",
        }  # fmt: skip
        assert set(r["document"]["effective"]) == {"date", "kind", "days", "rule"}
        content = r.get("text") or file.read_text(encoding="utf-8")
        for c in r["citations"]:
            assert content[c["start"] : c["end"]] == c["surface"]
        for e in r["effects"]:
            assert e["op"] in OPS and content[e["start"] : e["end"]] == e["quote"]
            assert {"target_number", "target_name", "whole", "provisions", "words", "exceptions", "date", "until",
                    "source_provision", "rule", "confidence"} <= set(e)  # fmt: skip
        for p in r["provisions"]:
            assert 0 <= p["start"] <= p["end"] <= len(content)


def test_text_is_what_offsets_count_in(run: Run) -> None:
    file = next((ROOT / "corpus").rglob("*.pdf"))
    inspected = answer(run("inspect", "--json", str(file)))
    assert run("text", str(file)).stdout.rstrip("\n") == inspected["text"].rstrip("\n")


def test_status(lawreg: Run) -> None:
    done = lawreg("status", "05/2008/QĐ-UBND", "--issuer", "tỉnh Đắk Sơn", "--at", "2015-12-31", "--json")
    d = answer(done)
    assert done.returncode == 0
    assert set(d) >= {"number", "issuer", "doc_type", "issued", "title", "at", "status", "since", "until", "confidence",
                      "reason", "evidence", "provisions", "candidates"}  # fmt: skip
    assert d["status"] == "partly_expired" and d["since"] == "2011-07-11"
    for e in d["evidence"]:
        assert set(e) >= {"op", "by", "date", "quote", "file", "start", "end", "rule"}
        assert e["quote"]
    assert {p["status"] for p in d["provisions"]} <= STATUSES


def test_a_document_replaced_from_january_is_in_force_on_31_december(lawreg: Run) -> None:
    before = answer(lawreg("status", "05/2008/QĐ-UBND", "--issuer", "tỉnh Đắk Sơn", "--at", "2015-12-31", "--json"))
    after = answer(lawreg("status", "05/2008/QĐ-UBND", "--issuer", "tỉnh Đắk Sơn", "--at", "10/01/2016", "--json"))
    assert (before["status"], before["until"]) == ("partly_expired", "2016-01-10")
    assert (after["status"], after["since"]) == ("expired", "2016-01-10")
    assert after["evidence"][-1]["by"]["number"] == "31/2015/QĐ-UBND"


def test_an_ambiguous_number_gives_candidates_and_exit_code_1(lawreg: Run) -> None:
    done = lawreg("status", "12/2010/QĐ-UBND", "--json")
    d = answer(done)
    assert done.returncode == 1
    assert d["status"] == "unknown"
    assert {c["issuer"] for c in d["candidates"]} == {
        "Ủy ban nhân dân tỉnh Đắk Sơn", "Ủy ban nhân dân tỉnh Hòa Phước"
    }  # fmt: skip
    one = answer(lawreg("status", "12/2010/QĐ-UBND", "--issued", "2010-04-15", "--at", "2015-12-31", "--json"))
    assert (one["issuer"], one["status"]) == ("Ủy ban nhân dân tỉnh Đắk Sơn", "expired")


@pytest.mark.parametrize("spelling", ["05/2008/QD-UBND", "5/2008/qđ-ubnd", "05/2008/QÐ-UBND"])
def test_a_number_is_found_in_any_spelling(lawreg: Run, spelling: str) -> None:
    assert answer(lawreg("status", spelling, "--issuer", "UBND TỈNH ĐẮK SƠN", "--json"))["number"] == "05/2008/QĐ-UBND"


def test_an_unknown_number_says_what_to_do(lawreg: Run) -> None:
    done = lawreg("status", "999/2015/QĐ-UBND")
    assert done.returncode == 2
    assert "999/2015/QĐ-UBND" in done.stderr and "lawreg ingest" in done.stderr


def test_review(lawreg: Run) -> None:
    done = lawreg("review", "--year", "2015", "--json")
    d = answer(done)
    assert set(d) >= {"year", "as_of", "scope", "reviewed", "by_type", "in_force", "partly_expired", "not_yet",
                      "suspended", "expired", "unknown", "issued_in_year", "lists", "completeness", "manifest"}  # fmt: skip
    assert d["reviewed"] == d["in_force"] + d["expired"] + d["unknown"]
    assert d["as_of"] == "2015-12-31"
    columns = ("reviewed", "in_force", "partly_expired", "not_yet", "suspended", "expired", "unknown")
    for column in columns:
        assert sum(row[column] for row in d["by_type"].values()) == d[column]
    for name in ("expired", "partly_expired", "not_yet", "suspended", "unknown", "in_force"):
        assert len(d["lists"][name]) == d[name]
    for row in d["lists"]["expired"]:
        assert row["quote"] and row["since"] and row["reason"]


def test_review_is_the_same_to_the_byte_after_a_rebuild(lawreg: Run, workspace: Path) -> None:
    first = lawreg("review", "--year", "2015", "--json").stdout
    shutil.rmtree(workspace / "indexes")
    assert lawreg("rebuild").returncode in (0, 1)
    assert lawreg("review", "--year", "2015", "--json").stdout == first


def test_ingest_again_changes_nothing(lawreg: Run, workspace: Path) -> None:
    d = answer(lawreg("ingest", "--json"))
    assert set(d) >= {"read", "new", "unchanged", "updated", "set_aside", "seconds"}
    assert (d["new"], d["updated"]) == (0, 0)
    assert d["unchanged"] + len(d["set_aside"]) == d["read"]
    assert {s["code"] for s in d["set_aside"]} >= {"draft", "not_a_document"}
    assert all(set(s) >= {"file", "code", "message"} for s in d["set_aside"])


def test_search(lawreg: Run) -> None:
    d = answer(lawreg("search", "phí tham quan", "--limit", "3", "--json"))
    assert set(d) >= {"query", "total", "hits"}
    assert 0 < len(d["hits"]) <= 3
    for h in d["hits"]:
        assert set(h) >= {"number", "issuer", "doc_type", "issued", "title", "article", "heading", "score", "snippet",
                          "status"}  # fmt: skip
        assert h["status"] in STATUSES
    unaccented = answer(lawreg("search", "phi tham quan", "--limit", "3", "--json"))
    assert unaccented["hits"][0]["number"] == d["hits"][0]["number"]


def test_search_puts_the_document_itself_first(lawreg: Run) -> None:
    d = answer(lawreg("search", "20/2015/QD-UBND", "--json"))
    assert d["hits"][0]["number"] == "20/2015/QĐ-UBND"


def test_search_answers_a_file_of_queries(lawreg: Run, tmp_path: Path) -> None:
    file = tmp_path / "hoi.jsonl"
    file.write_text('{"id": "a", "query": "nhà văn hóa"}\n{"id": "b", "query": "giết mổ gia súc"}\n', encoding="utf-8")
    done = lawreg("search", "--queries", str(file))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in rows] == ["a", "b"]
    assert all(r["hits"] for r in rows)


def test_search_with_another_engine(lawreg: Run) -> None:
    whoosh = answer(lawreg("search", "phí tham quan", "--engine", "whoosh", "--json"))
    tantivy = answer(lawreg("search", "phí tham quan", "--engine", "tantivy", "--json"))
    assert {h["number"] for h in whoosh["hits"]} == {h["number"] for h in tantivy["hits"]} != set()
    assert answer(lawreg("search", "phí tham quan", "--json"))["hits"]


def test_show_an_article(lawreg: Run) -> None:
    d = answer(lawreg("show", "20/2015/QĐ-UBND", "--article", "2", "--json"))
    assert set(d) >= {"document", "status", "timeline", "acted_on_by", "acts_on", "cites", "cited_by", "texts"}
    assert d["texts"][0]["text"].startswith("Điều 2.")
    assert {e["on"]["number"] for e in d["acts_on"]} >= {"15/2009/QĐ-UBND"}
    missing = lawreg("show", "20/2015/QĐ-UBND", "--article", "99")
    assert missing.returncode == 1 and "99" in missing.stderr


def test_cites_and_cited_by_quote_the_clause(lawreg: Run) -> None:
    rows = answer(lawreg("cites", "20/2015/QĐ-UBND", "--json"))
    assert any("15/2009/QĐ-UBND" in r["clause"] for r in rows)
    rows = answer(lawreg("cited-by", "15/2009/QĐ-UBND", "--json"))
    assert any("20/2015/QĐ-UBND" in r["document"] for r in rows)


@pytest.mark.parametrize("form", ["graphml", "gexf", "dot", "json"])
def test_graph_export(lawreg: Run, form: str) -> None:
    once, twice = lawreg("graph", "export", "--format", form), lawreg("graph", "export", "--format", form)
    assert once.returncode == 0, once.stderr
    assert "20/2015/QĐ-UBND" in once.stdout
    assert once.stdout == twice.stdout


def test_verify_finds_every_quote_at_its_place(lawreg: Run) -> None:
    done = lawreg("verify", "--at", "2015-12-31", "--json")
    d = answer(done)
    assert d["findings"] == [] and d["checked"] > 50
    assert done.returncode == 0


def test_decide_is_shown_as_verified_and_can_be_undone(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "so"
    run("init", str(home))
    run("-w", str(home), "ingest", str(ROOT / "corpus" / "2015"), "--jobs", "1")
    number = "20/2015/QĐ-UBND"
    made = answer(run("-w", str(home), "decide", number, "--set", "field=Tư pháp", "--who", "Nguyễn Văn A", "--why",
                      "phân loại", "--json"))  # fmt: skip
    shown = answer(run("-w", str(home), "show", number, "--json"))
    assert shown["document"]["field"] == "Tư pháp"
    nameless = run("-w", str(home), "decide", number, "--confirm")
    assert nameless.returncode == 2 and "--who" in nameless.stderr
    assert run("-w", str(home), "decisions", "--undo", made[0]["id"], "--who", "Nguyễn Văn A").returncode == 0
    assert answer(run("-w", str(home), "show", number, "--json"))["document"]["field"] is None
    assert answer(run("-w", str(home), "decisions", "--json")) == []


def test_colours_only_on_a_terminal(lawreg: Run) -> None:
    assert "\x1b[" not in lawreg("review", "--year", "2015").stdout


def test_english_by_option(run: Run, lawreg: Run, workspace: Path) -> None:
    done = run("-w", str(workspace), "--lang", "en", "review", "--year", "2015")
    assert "Reviewed" in done.stdout and "Đã rà soát" not in done.stdout


def test_in_python(workspace: Path) -> None:
    import lawreg as package

    registry = package.open(workspace)
    assert registry.review(2015).to_dict()["reviewed"] > 0
    assert registry.search("phí tham quan", limit=1).to_dict()["hits"]
