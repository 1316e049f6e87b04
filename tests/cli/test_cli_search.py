"""lawreg search as an officer uses it: what is printed, written to files, opened from a line, and said when wrong."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
NUMBER = "12/2010/QĐ-UBND"  # two bodies of the sample corpus share it


def hits(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert "Traceback" not in done.stderr, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["hits"]
    return found


@pytest.mark.parametrize(
    "spelling", [NUMBER, "12/2010/QD-UBND", "12-2010-QĐ-UBND", "quyết định số 12/2010/qđ-ubnd", "quyết định 12 năm 2010"]
)
def test_a_number_in_any_spelling_puts_the_documents_first(lawreg: Run, spelling: str) -> None:
    found = hits(lawreg("search", spelling, "--json", "-n", "2"))
    assert [(h["number"], h["path"]) for h in found] == [(NUMBER, None), (NUMBER, None)]
    assert len({h["issuer"] for h in found}) == 2


def test_hits_stand_under_their_document_and_keep_their_place_in_the_order(lawreg: Run) -> None:
    as_json = hits(lawreg("search", "mức thu phí vệ sinh", "--json"))
    printed = lawreg("search", "mức thu phí vệ sinh").stdout
    heads = [line for line in printed.splitlines() if line.startswith(("Quyết định ", "Nghị quyết ", "Luật "))]
    assert len(heads) == len(set(heads)) == len({h["doc_id"] for h in as_json})
    numbered = {int(w[0].rstrip(".")) for line in printed.splitlines() if (w := line.split()) and w[0].endswith(".")
                and w[0][:-1].isdigit() and line.startswith(" ") and not line.startswith("     ")}  # fmt: skip
    assert numbered == set(range(1, len(as_json) + 1))


def test_a_line_of_the_last_search_is_opened(lawreg: Run) -> None:
    found = hits(lawreg("search", "mức thu phí vệ sinh", "--json"))
    third = next(n for n, h in enumerate(found, 1) if h["article"] and n > 1)
    for sign in (":", "#"):
        shown = json.loads(lawreg("show", f"{sign}{third}", "--json").stdout)
        hit = found[third - 1]
        assert (shown["document"]["number"], shown["document"]["issued"]) == (hit["number"], hit["issued"])
        assert [t["path"] for t in shown["texts"]] == [hit["path"]]
    missing = lawreg("show", ":99")
    assert missing.returncode == 2 and "99" in missing.stderr and "lawreg search" in missing.stderr


def test_facets_are_printed_in_vietnamese(lawreg: Run) -> None:
    printed = lawreg("search", '"phí vệ sinh"', "--facets").stdout
    for said in ("Loại văn bản", "Cơ quan ban hành", "Năm", "Hiệu lực", "còn hiệu lực"):
        assert said in printed
    assert "doc_type" not in printed and "in_force" not in printed


def test_full_prints_the_whole_article(lawreg: Run) -> None:
    found = hits(lawreg("search", "mức thu phí vệ sinh", "--json", "--full", "-n", "1"))
    printed = " ".join(lawreg("search", "mức thu phí vệ sinh", "--full", "-n", "1").stdout.split())
    last = str(found[0]["text"]).split()[-5:]
    assert " ".join(last) in printed


def test_csv_and_xlsx_hold_the_hits(lawreg: Run, tmp_path: Path) -> None:
    table, book = tmp_path / "kết quả.csv", tmp_path / "kết quả.xlsx"
    found = hits(lawreg("search", "phí", "--json", "--csv", str(table), "--xlsx", str(book)))
    assert table.read_bytes().startswith("\ufeff".encode())
    with table.open(encoding="utf-8-sig", newline="") as f:
        rows = list(csv.reader(f))
    assert len(rows) == len(found) + 1 and "Trích yếu" in rows[0]
    assert [r[2] for r in rows[1:]] == [h["number"] or "" for h in found]
    from openpyxl import load_workbook

    sheet = load_workbook(book).active
    assert [[c if c is not None else "" for c in r] for r in sheet.iter_rows(min_row=2, max_col=3, values_only=True)] == [
        [int(r[0]), r[1], r[2]] for r in rows[1:]
    ]
    printed = lawreg("search", "phí", "--csv", "-").stdout
    assert printed.splitlines()[0] == ",".join(f'"{c}"' if "," in c else c for c in rows[0])
    wrong = lawreg("search", "phí", "--xlsx", str(tmp_path / "khong-co" / "x.xlsx"))
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("words", "paged"), [((), True), (("--no-pager",), False)])
def test_a_long_answer_is_paged_on_a_terminal(workspace: Path, words: tuple[str, ...], paged: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {**os.environ, "LAWREG_LANG": "vi", "PAGER": "sed s/^/PAGED/", "TERM": "xterm", "LINES": "10", "COLUMNS": "90"}
    program = [sys.executable, "-m", "lawreg", "-w", str(workspace), "search", "quyết định", "-n", "30", *words]
    running = subprocess.Popen(program, stdout=theirs, stderr=theirs, stdin=theirs, env=env)
    os.close(theirs)
    seen = b""
    try:
        while block := os.read(ours, 65536):
            seen += block
    except OSError:  # the other end was closed
        pass
    os.close(ours)
    assert running.wait(60) == 0
    assert (b"PAGED" in seen) is paged


def test_a_fault_of_typing_is_asked_about(lawreg: Run) -> None:
    assert "Ý ông/bà là: phí vệ sinh?" in lawreg("search", "phí vệ sính").stdout


@pytest.mark.parametrize(
    ("query", "caret", "mended"),
    [('phí "vệ sinh', 4, 'phí "vệ sinh"'), ("loại:nghị quyêts phí", 5, 'loại:"Nghị quyết" phí'), ("phí AND", 4, "phí")],
)
def test_wrong_syntax_is_shown_with_its_place_and_mended(lawreg: Run, query: str, caret: int, mended: str) -> None:
    done = lawreg("search", query)
    lines = done.stderr.splitlines()
    at = next(n for n, line in enumerate(lines) if line == f"  {query}")
    assert done.returncode == 2 and done.stdout == ""
    assert lines[at + 1] == "  " + " " * caret + "^"
    assert lines[-1] == f"Thử: {mended}"


def test_exit_codes(lawreg: Run) -> None:
    assert lawreg("search", "phí").returncode == 0
    assert lawreg("search", "khôngcótừnàyđâu").returncode == 1
    assert lawreg("search").returncode == 2
    assert lawreg("search", "phí", "--year", "năm nay").returncode == 2


def test_a_damaged_index_is_said_to_be_so_and_rebuilt(workspace: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "van-ban"
    shutil.copytree(workspace, copy)
    before = hits(run("-w", str(copy), "search", "phí", "--json"))
    for file in (copy / "indexes" / "search" / "tantivy").glob("*.store"):
        os.truncate(file, file.stat().st_size // 2)
    done = run("-w", str(copy), "search", "phí")
    assert done.returncode == 2 and "lawreg rebuild" in done.stderr and "hỏng" in done.stderr
    assert "hỏng" in (checked := run("-w", str(copy), "verify")).stdout + checked.stderr and checked.returncode != 0
    assert run("-w", str(copy), "rebuild", "--jobs", "2").returncode in (0, 1)
    assert hits(run("-w", str(copy), "search", "phí", "--json")) == before


def test_an_index_behind_the_registry_is_seen(workspace: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "van-ban"
    shutil.copytree(workspace, copy)
    stamp = copy / "indexes" / "search" / "tantivy" / "stamp.json"
    said = json.loads(stamp.read_text(encoding="utf-8"))
    stamp.write_text(json.dumps(said | {"generation": "0"}), encoding="utf-8")
    checked = run("-w", str(copy), "verify", "--json")
    assert checked.returncode != 0 and "index_behind" in checked.stdout


def test_fields_of_the_query_and_options_say_the_same(lawreg: Run) -> None:
    def found(*words: str) -> list[tuple[object, object]]:
        return [(h["doc_id"], h["path"]) for h in hits(lawreg("search", *words, "--json", "-n", "20"))]

    assert found("phí năm:2009..2011") == found("phí", "--year", "2009..2011") != []
    assert {str(h["issued"])[:4] for h in hits(lawreg("search", "phí năm:2009..2011", "--json"))} <= {
        "2009", "2010", "2011"
    }  # fmt: skip
    assert found('phí loại:"nghị quyết"') == found("phí", "--type", "Nghị quyết") != []
    assert found('phí cơ quan:"Hội đồng nhân dân"') == found("phí", "--issuer", "Hội đồng nhân dân") != []
    assert found('"phí vệ sinh" hiệu lực:"hết hiệu lực"') == found('"phí vệ sinh"', "--status", "expired")
    past, now = found("phí hiệu lực:còn ngày:01/01/2011"), found("phí hiệu lực:còn")
    assert past and now and past != now
    assert {h["article"] for h in hits(lawreg("search", "phí điều:2", "--json"))} == {"2"}
    assert {h["number"] for h in hits(lawreg("search", f"số:{NUMBER}", "--json"))} == {NUMBER}


def test_the_whole_language_of_words_phrases_and_operators(lawreg: Run) -> None:
    def places(query: str) -> set[tuple[object, object]]:
        return {(h["doc_id"], h["path"]) for h in hits(lawreg("search", query, "--json", "-n", "300"))}

    both, one, other = places("phí AND mức"), places("phí AND phí"), places("mức AND mức")
    assert both == one & other and both and one != other
    assert places("phí NOT mức") == one - other
    assert places("phí OR mức") == one | other
    assert places("phí AND (mức OR chợ)") == both | places("phí AND chợ")
    assert set() < places('"phí vệ sinh"') <= places("phí AND vệ AND sinh")


def test_accents_left_out_or_mixed_find_the_same_article_first(lawreg: Run) -> None:
    first = hits(lawreg("search", "mức thu phí vệ sinh", "--json", "-n", "1"))[0]
    for typed in ("muc thu phi ve sinh", "mức thu phi vệ sinh", "MỨC THU PHÍ VỆ SINH", "mư\u0301c thu phí vệ sinh"):
        got = hits(lawreg("search", typed, "--json", "-n", "1"))[0]
        assert (got["doc_id"], got["path"]) == (first["doc_id"], first["path"]), typed


def test_sorting_by_date_and_by_rank_in_the_hierarchy(lawreg: Run) -> None:
    by_date = [str(h["issued"]) for h in hits(lawreg("search", '"phí"', "--sort", "date", "--json", "-n", "30"))]
    assert by_date == sorted(by_date, reverse=True) and len(set(by_date)) > 1
    by_rank = [h["doc_type"] for h in hits(lawreg("search", '"phí"', "--sort", "rank", "--json", "-n", "100"))]
    assert {"Nghị quyết", "Quyết định"} <= set(by_rank)
    assert by_rank.index("Quyết định") > max(n for n, t in enumerate(by_rank) if t == "Nghị quyết")


def test_a_pipe_gets_each_passage_on_one_line_without_colours(lawreg: Run) -> None:
    printed = lawreg("search", "mức thu phí vệ sinh", "-n", "3").stdout
    passages = [" ".join(str(h["snippet"]).split()).replace("**", "")
                for h in hits(lawreg("search", "mức thu phí vệ sinh", "-n", "3", "--json"))]  # fmt: skip
    lines = {" ".join(line.split()) for line in printed.splitlines()}
    assert "\x1b" not in printed
    assert all(p in lines for p in passages)


def test_citations_are_listed_with_their_clause_in_both_directions(lawreg: Run) -> None:
    seen = 0
    for hit in hits(lawreg("search", '"Căn cứ"', "--json", "-n", "4")):
        cited = json.loads(lawreg("cites", str(hit["number"]), "--issued", str(hit["issued"]), "--json").stdout)
        for c in cited[:2]:
            assert c["document"] and c["clause"]
            seen += 1
    assert seen
    back = json.loads(lawreg("cited-by", "21/2013/NQ-HĐND", "--json").stdout)
    assert all(c["clause"] and "21/2013" in " ".join(c["clause"].split()) for c in back)


def test_a_locale_without_vietnamese_prints_the_same(lawreg: Run) -> None:
    usual = lawreg("search", "phi ve sinh").stdout
    assert lawreg("search", "phi ve sinh", LANG="en", LC_ALL="").stdout == usual
    assert lawreg("search", "phí vệ sinh", LANG="C", LC_ALL="C", PYTHONIOENCODING="").returncode == 0
