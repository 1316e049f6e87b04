"""Officers' decisions through the command line: recorded, shown as verified, imported, contradicted, taken back."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

_SPEC = importlib.util.spec_from_file_location("lawreg_trap_documents", Path(__file__).with_name("test_cli_traps.py"))
assert _SPEC is not None and _SPEC.loader is not None
_traps: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_traps)
plain, ending, OF = _traps.plain, _traps.ending, _traps.OF_COMMITTEE
DOCUMENTS = {
    "a": plain("01/2010/QĐ-UBND", "2010-02-01", "Quy định mức thu phí bến xe trên địa bàn tỉnh"),
    "b": plain("02/2010/QĐ-UBND", "2010-03-01", "Quy định mức thu phí đò ngang trên địa bàn tỉnh"),
    "c": plain("03/2010/QĐ-UBND", "2010-04-05", "Quy định mức thu phí trông giữ xe trên địa bàn tỉnh"),
    "d": ending("05/2015/QĐ-UBND", "2015-02-05", "Bãi bỏ Quyết định số 03/2010/QĐ-UBND",
                f"Bãi bỏ Quyết định số 03/2010/QĐ-UBND ngày 05 tháng 4 năm 2010 {OF}."),
}  # fmt: skip


@pytest.fixture
def office(run: Any, made: Path, tmp_path: Path) -> Any:
    """Runs a command in a fresh copy of the workspace, as the officer Lê Thị C."""
    import shutil

    home = tmp_path / "so"
    shutil.copytree(made, home)

    def ask(*words: str, code: int | None = 0) -> Any:
        done = run("-w", str(home), *words, "--json", LAWREG_OFFICER="Lê Thị C")
        assert "Traceback" not in done.stderr, done.stderr
        assert code is None or done.returncode == code, done.stderr + done.stdout
        return json.loads(done.stdout) if done.stdout.strip() else None

    ask.home = home  # type: ignore[attr-defined]
    return ask


@pytest.fixture(scope="module")
def made(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("y-kien") / "so"
    assert run("init", str(home)).returncode == 0
    for name, text in DOCUMENTS.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("-w", str(home), "ingest", "--jobs", "1").returncode == 0
    return home


def test_confirmed_added_refused_and_undone(office: Any) -> None:
    office("decide", "01/2010/QĐ-UBND", "--confirm", "--why", "đã đối chiếu bản gốc")
    assert office("status", "01/2010/QĐ-UBND", "--at", "2015-12-31")["confidence"] == "verified"
    added = office("decide", "02/2010/QĐ-UBND", "--add", "repeal", "--by", "05/2015/QĐ-UBND", "--date", "2015-02-15")
    d = office("status", "02/2010/QĐ-UBND", "--at", "2015-12-31")
    assert (d["status"], d["since"]) == ("expired", "2015-02-15")
    (effect,) = office("show", "03/2010/QĐ-UBND")["acted_on_by"]
    office("decide", "03/2010/QĐ-UBND", "--refuse", effect["id"], "--why", "nhầm số")
    assert office("status", "03/2010/QĐ-UBND", "--at", "2015-12-31")["status"] == "in_force"
    rows = office("decisions")
    assert [(r["kind"], r["who"]) for r in rows] == [
        ("confirm", "Lê Thị C"), ("add_effect", "Lê Thị C"), ("refuse_effect", "Lê Thị C")]  # fmt: skip
    office("decisions", "--undo", added[0]["id"])
    assert office("status", "02/2010/QĐ-UBND", "--at", "2015-12-31")["status"] == "in_force"
    lines = (office.home / "corpus" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines][-1] == "undo" and len(lines) == 4


def test_metadata_corrected_by_an_officer_moves_the_answer(office: Any) -> None:
    office("decide", "01/2010/QĐ-UBND", "--set", "effective=2010-06-01", "--set", "expires=2014-01-01",
           "--why", "bản in có sửa")  # fmt: skip
    assert office("status", "01/2010/QĐ-UBND", "--at", "2010-05-01")["status"] == "not_yet"
    d = office("status", "01/2010/QĐ-UBND", "--at", "2015-12-31")
    assert (d["status"], d["since"]) == ("expired", "2014-01-01")
    assert "bản in có sửa" in json.dumps(d["evidence"], ensure_ascii=False)


def test_list_of_a_department_with_headers_of_its_own(office: Any, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SỞ TÀI CHÍNH"])
    sheet.append(["Danh mục văn bản do Sở theo dõi"])
    sheet.append(["TT", "Số, kí hiệu văn bản", "Ngày ban hành", "Lĩnh vực quản lí", "Tình trạng hiệu lực",
                  "Ngày hết hiệu lực", "Lý do"])  # fmt: skip
    sheet.append([1, "Quyết định số 02/2010/QĐ-UBND", "01/3/2010", "Giao thông", "Hết hiệu lực toàn bộ", "01/7/2014",
                  "Không còn đối tượng"])  # fmt: skip
    sheet.append([2, "77/2011/QĐ-UBND", "01/3/2011", "Giá", "Còn hiệu lực", None, None])
    file = tmp_path / "so-tai-chinh.xlsx"
    book.save(file)
    report = office("decide", "--import", str(file), code=1)
    assert report["recorded"] >= 1 and [r["row"] for r in report["set_aside"]] == [5]
    d = office("status", "02/2010/QĐ-UBND", "--at", "2015-12-31")
    assert (d["status"], d["confidence"]) == ("expired", "verified")
    assert office("show", "02/2010/QĐ-UBND")["document"]["field"] == "Giao thông"


def test_list_as_csv(office: Any, tmp_path: Path) -> None:
    file = tmp_path / "so-giao-thong.csv"
    file.write_text("STT;Số ký hiệu;Ngày ban hành;Kết quả rà soát\n1;01/2010/QĐ-UBND;01/02/2010;Còn hiệu lực\n",
                    encoding="utf-8-sig")  # fmt: skip
    assert office("decide", "--import", str(file))["set_aside"] == []
    assert office("status", "01/2010/QĐ-UBND", "--at", "2015-12-31")["confidence"] == "verified"


def test_new_document_against_a_decision_is_a_conflict_not_an_overruling(office: Any, tmp_path: Path) -> None:
    listed = tmp_path / "ds.csv"
    listed.write_text("Số ký hiệu,Tình trạng\n02/2010/QĐ-UBND,Còn hiệu lực\n", encoding="utf-8")
    office("decide", "--import", str(listed))
    later = ending("09/2016/QĐ-UBND", "2016-02-05", "Bãi bỏ Quyết định số 02/2010/QĐ-UBND",
                   f"Bãi bỏ Quyết định số 02/2010/QĐ-UBND ngày 01 tháng 3 năm 2010 {OF}.")  # fmt: skip
    (office.home / "corpus" / "e.txt").write_text(later, encoding="utf-8")
    office("ingest", "--jobs", "1")
    assert office("status", "02/2010/QĐ-UBND", "--at", "2016-12-31")["status"] == "in_force"
    found = office("conflicts", code=1)
    assert ("decision_contradicted", "Quyết định số 02/2010/QĐ-UBND") in {(f["code"], f.get("document")) for f in found}


def test_a_decision_needs_a_name(run: Any, made: Path) -> None:
    done = run("-w", str(made), "decide", "01/2010/QĐ-UBND", "--confirm", LAWREG_OFFICER="")
    assert done.returncode == 2 and "--who" in done.stderr


def test_two_writers_at_once_lose_no_line_and_mix_none(office: Any) -> None:
    """Two officers, two processes at a time, many decisions each: every line whole, every decision there once."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    program = (
        "import sys\nfrom lawreg.cli import main\n"
        "for n in range(int(sys.argv[3])):\n"
        "    why = f'{sys.argv[2]} {n} ' + 'đã đối chiếu bản gốc ' * 40\n"
        "    try:\n"
        "        main(['-w', sys.argv[1], 'decide', sys.argv[4], '--confirm', '--who', sys.argv[2], '--why', why])\n"
        "    except SystemExit as ended:\n"
        "        assert ended.code == 0, ended.code\n"
    )
    many = 12
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(office.home), who, str(many), number], env=env,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for who, number in (("Lê Thị C", "01/2010/QĐ-UBND"), ("Y Blang Niê", "02/2010/QĐ-UBND"))
    ]  # fmt: skip
    for writer in writers:
        _, said = writer.communicate(timeout=300)
        assert writer.returncode == 0, said.decode("utf-8", "replace")
    lines = (office.home / "corpus" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    made = [json.loads(line) for line in lines]
    assert len(made) == 2 * many == len({d["id"] for d in made})
    for who in ("Lê Thị C", "Y Blang Niê"):
        mine = [d["why"].split(" đã đối chiếu")[0] for d in made if d["who"] == who]
        assert mine == [f"{who} {n}" for n in range(many)]  # none lost, none twice, in the order they were made
    assert len(office("decisions")) == 2 * many
