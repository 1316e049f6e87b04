"""The official lists and what goes with them, from document files to DOCX and XLSX, through the command line."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

_SPEC = importlib.util.spec_from_file_location("lawreg_trap_documents", Path(__file__).with_name("test_cli_traps.py"))
assert _SPEC is not None and _SPEC.loader is not None
_traps: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_traps)
plain, ending, act, IN_10_DAYS, OF = (
    _traps.plain, _traps.ending, _traps.act, _traps.IN_10_DAYS, _traps.OF_COMMITTEE)  # fmt: skip
FIELDS = "Đất đai; Giao thông; Xây dựng; Y tế; Giáo dục; Thuế; Môi trường; Văn hóa"

DOCUMENTS = {
    "a": plain("01/2010/QĐ-UBND", "2010-02-01", "Quy định mức thu phí bến xe trên địa bàn tỉnh"),
    "b": plain("02/2010/QĐ-UBND", "2010-03-01", "Quy định mức thu phí đò ngang trên địa bàn tỉnh"),
    "c": plain("03/2010/QĐ-UBND", "2010-04-05", "Quy định mức thu phí trông giữ xe trên địa bàn tỉnh"),
    "d": ending("04/2013/QĐ-UBND", "2013-02-19", "Sửa đổi Điều 1 Quyết định số 02/2010/QĐ-UBND",
                f"Sửa đổi Điều 1 Quyết định số 02/2010/QĐ-UBND ngày 01 tháng 3 năm 2010 {OF} như sau:\n“Điều 1. Mức thu "
                "là 40.000 đồng một lần.”", "Quyết định này có hiệu lực kể từ ngày 01 tháng 3 năm 2013."),
    "e": act("05/2015/QĐ-UBND", "2015-02-05", "Bãi bỏ một số quy định về phí",
             f"Bãi bỏ Điều 2 Quyết định số 02/2010/QĐ-UBND ngày 01 tháng 3 năm 2010 {OF}.",
             f"Bãi bỏ Quyết định số 03/2010/QĐ-UBND ngày 05 tháng 4 năm 2010 {OF}.", IN_10_DAYS),
    "f": plain("06/2015/QĐ-UBND", "2015-12-28", "Quy định về cấp nước nông thôn trên địa bàn tỉnh"),
    "g": plain("07/2012/QĐ-UBND", "2012-05-07", "Quy định về quản lý rừng trồng trên địa bàn tỉnh"),
    "h": ending("08/2013/QĐ-UBND", "2013-06-07", "Bãi bỏ Điều 1 Quyết định số 07/2012/QĐ-UBND",
                f"Bãi bỏ Điều 1 Quyết định số 07/2012/QĐ-UBND ngày 07 tháng 5 năm 2012 {OF}."),
    "i": plain("55/2025/QĐ-UBND", "2025-04-10", "Quy định về hỏa táng trên địa bàn tỉnh"),
    "k": plain("055/2025/QĐ-UBND", "2025-12-30", "Quy định về kiểm tra, rà soát văn bản trên địa bàn tỉnh"),
    "l": act("52/2025/QĐ-CTUBND", "2025-11-28", "Quy định tiêu chí lựa chọn đơn vị tư vấn trên địa bàn tỉnh",
             "Tiêu chí gồm năng lực và kinh nghiệm.", "Quyết định này có hiệu lực kể từ ngày 10 tháng 12 năm 2025.",
             organ="CT"),
    "m": act("44/2024/QĐ-CTUBND", "2024-11-20", "Quy định tiêu chí lựa chọn nhà thầu thuyền trên địa bàn tỉnh",
             "Tiêu chí gồm năng lực và kinh nghiệm.", "Quyết định này có hiệu lực kể từ ngày 10 tháng 12 năm 2024.",
             organ="CT"),
}  # fmt: skip
HEADER_05 = ["TT", "Tên loại văn bản", "Số, ký hiệu; ngày, tháng, năm ban hành văn bản",
             "Tên gọi của văn bản/Trích yếu nội dung của văn bản", "Thời điểm có hiệu lực", "Ghi chú"]  # fmt: skip


@pytest.fixture(scope="module")
def office(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bieu") / "so"
    assert run("init", str(home)).returncode == 0
    for name, text in DOCUMENTS.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("-w", str(home), "ingest", "--jobs", "1").returncode == 0
    done = run("-w", str(home), "decide", "01/2010/QĐ-UBND", "--set", f"field={FIELDS}", "--who", "Lê Thị C")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="module")
def forms(office: Path, run: Any) -> Any:
    """(folder, process) of ``lawreg review --forms`` with some options; each asked once."""
    known: dict[tuple[str, ...], Any] = {}

    def make(*options: str) -> Any:
        if options not in known:
            folder = office.parent / f"bm{len(known)}"
            done = run("-w", str(office), "review", "--forms", str(folder), *options)
            assert "Traceback" not in done.stderr, done.stderr
            known[options] = folder, done
        return known[options]

    return make


def of_2015(forms: Any, announced: str = "2016-02-04") -> Path:
    return forms("--year", "2015", "--announced", announced)[0]


def paper(folder: Path, form: str) -> Any:
    return Document(str(next(folder.glob(f"{form}-*.docx"))))


def rows(folder: Path, form: str) -> list[list[str]]:
    return [[c.text for c in r.cells] for r in paper(folder, form).tables[0].rows]


@pytest.mark.parametrize(
    ("announced", "words", "fourth"),
    [
        ("2016-02-04", "HẾT HIỆU LỰC TOÀN BỘ", "CẦN SỬA ĐỔI, BỔ SUNG"),
        ("2024-01-31", "HẾT HIỆU LỰC, NGƯNG HIỆU LỰC TOÀN BỘ", "CẦN ĐÌNH CHỈ THI HÀNH, NGƯNG HIỆU LỰC, SỬA ĐỔI"),
        ("2026-01-31", "HẾT HIỆU LỰC, TẠM NGƯNG HIỆU LỰC TOÀN BỘ", "CẦN TẠM NGƯNG HIỆU LỰC, SỬA ĐỔI"),
    ],
)
def test_title_follows_the_date_of_the_announcing_decision(forms: Any, announced: str, words: str, fourth: str) -> None:
    folder = of_2015(forms, announced)
    assert paper(folder, "03").paragraphs[0].text.startswith(f"DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT {words} ")
    assert fourth in paper(folder, "06").paragraphs[0].text


def test_list_05_letter_for_letter_with_future_documents(forms: Any) -> None:
    found = rows(of_2015(forms), "05")
    assert found[0] == HEADER_05
    future = next(r for r in found if "06/2015" in r[2])
    assert future[5] == "- Chưa có hiệu lực" and future[4] == "07/01/2016"
    assert any(r[0] == "TỔNG SỐ: 7 VĂN BẢN" for r in found)


def test_tally_and_stock(office: Path, run: Any) -> None:
    done = run("-w", str(office), "review", "--year", "2015")
    assert (
        "Đầu kỳ còn hiệu lực 6 + ban hành trong kỳ 2 - hết hiệu lực toàn bộ trong kỳ 1 = cuối kỳ còn 7" in done.stdout
    )
    d = json.loads(run("-w", str(office), "review", "--year", "2015", "--json").stdout)
    assert (d["reviewed"], d["in_force"], d["expired"], d["unknown"]) == (8, 7, 1, 0)
    assert (d["partly_expired"], d["not_yet"]) == (2, 1)


def test_stt_runs_on_and_eight_fields_count_once(forms: Any) -> None:
    folder = of_2015(forms)
    found = rows(folder, "05")
    stt = [int(r[0]) for r in found if r[0].isdigit()]
    assert stt == list(range(1, len(stt) + 1)) and len(stt) == 14  # seven documents, one of them in eight fields
    assert "Văn bản này được thống kê ở 8 lĩnh vực" in "\n".join(p.text for p in paper(folder, "05").paragraphs)
    book = openpyxl.load_workbook(next(folder.glob("danh-muc-*.xlsx")))
    assert any("TỔNG SỐ: 7 VĂN BẢN" in str(c.value) for ws in book for r in ws for c in r)


def test_dates_as_lists_print_them(forms: Any) -> None:
    found = rows(of_2015(forms), "03")
    assert next(r for r in found if "03/2010" in r[2])[5] == "15/02/2015"
    assert next(r for r in found if "03/2010" in r[2])[2] == "Số 03/2010/QĐ-UBND ngày 05/4/2010"


def test_row_after_the_announcement_is_refused_and_earlier_years_stand_in_b(forms: Any) -> None:
    folder, done = forms("--year", "2015", "--announced", "2015-02-10")
    assert "Cần kiểm tra trước khi ký: Quyết định số 03/2010/QĐ-UBND chỉ hết hiệu lực từ 15/02/2015" in done.stderr
    assert not any("03/2010" in c for r in rows(folder, "03") for c in r)
    partly = rows(of_2015(forms), "04")
    texts = [r[0] if len(set(r)) == 1 else r[2] for r in partly]
    late = next(i for i, t in enumerate(texts) if t.startswith("B. ") and "TRƯỚC NGÀY 01/01/2015" in t)
    assert late < next(i for i, t in enumerate(texts) if "07/2012" in t)
    assert late > next(i for i, t in enumerate(texts) if "02/2010" in t)


def test_zero_padded_number_of_the_new_province(office: Path, run: Any) -> None:
    both = json.loads(run("-w", str(office), "status", "55/2025/QĐ-UBND", "--at", "2026-06-30", "--json").stdout)
    assert {(c["number"], c["issued"]) for c in both["candidates"]} == {
        ("55/2025/QĐ-UBND", "2025-04-10"), ("055/2025/QĐ-UBND", "2025-12-30")}  # fmt: skip


def test_normative_decision_of_the_chairman_only_from_july_2025(office: Path, run: Any) -> None:
    d = json.loads(run("-w", str(office), "show", "52/2025/QĐ-CTUBND", "--json").stdout)
    assert d["document"]["issuer"] == "Chủ tịch Ủy ban nhân dân tỉnh Đắk Lắk"
    assert d["document"]["normative"] is True
    before = json.loads(run("-w", str(office), "show", "44/2024/QĐ-CTUBND", "--json").stdout)
    assert before["document"]["issuer"] == "Chủ tịch Ủy ban nhân dân tỉnh Đắk Lắk"
    assert before["document"]["normative"] is False
    of = ("--issuer", "tỉnh Đắk Lắk", "--json")
    in_force = json.loads(run("-w", str(office), "review", "--year", "2025", *of).stdout)["lists"]["in_force"]
    numbers = {r["number"] for r in in_force}
    assert "52/2025/QĐ-CTUBND" in numbers and "44/2024/QĐ-CTUBND" not in numbers


def test_published_tallies_add_up_one_way_only() -> None:
    """284 = 198 + 86 with 16 of the 198, and 510 = 457 + 53 with 29 of the 457; never 198 + 86 + 16."""
    from lawreg.review.tally import TallyError, verify_figures

    for total, alive, dead, partly in ((284, 198, 86, 16), (510, 457, 53, 29)):
        verify_figures("*", {"reviewed": total, "in_force": alive, "expired": dead, "partly_expired": partly})
        with pytest.raises(TallyError):
            verify_figures(
                "*", {"reviewed": total + partly, "in_force": alive, "expired": dead, "partly_expired": partly}
            )


def test_two_acts_make_one_number_with_two_sub_rows(forms: Any) -> None:
    mine = [r for r in rows(of_2015(forms), "04") if "02/2010" in r[2]]
    assert len(mine) == 2 and {r[0] for r in mine} == {"1"}
    assert [(r[3], r[5]) for r in mine] == [("Điều 1", "01/3/2013"), ("Điều 2", "15/02/2015")]
    assert any("một phần: 2 văn bản" in r[0] for r in rows(of_2015(forms), "04"))


def test_compact_variant_and_a_period(forms: Any) -> None:
    compact, _ = forms("--year", "2015", "--announced", "2024-01-31", "--variant", "compact")
    assert rows(compact, "03")[0] == ["STT", "Văn bản hết hiệu lực", "Lý do hết hiệu lực", "Ngày hết hiệu lực"]
    period, done = forms("--period", "2014-2018", "--announced", "2019-02-28")
    assert "TRONG KỲ HỆ THỐNG HÓA 2014 - 2018" in paper(period, "05").paragraphs[0].text
    assert "2014 - 2018" in done.stdout


def test_years_are_asked_for_one_way(office: Path, run: Any) -> None:
    for wrong in ([], ["--year", "2015", "--period", "2014-2018"], ["--period", "2018-2014"]):
        done = run("-w", str(office), "review", *wrong)
        assert done.returncode == 2 and "Lỗi" in done.stderr


def test_own_template(forms: Any, office: Path) -> None:
    template = office.parent / "mau.docx"
    made = Document()
    made.add_paragraph("MẪU CỦA SỞ: {{ title }}")
    made.add_paragraph("{% for r in rows %}{% if r.kind == 'row' %}{{ r.number }}; {% endif %}{% endfor %}")
    made.save(str(template))
    folder, _ = forms("--year", "2015", "--announced", "2016-02-04", "--template", str(template))
    texts = [p.text for p in paper(folder, "03").paragraphs]
    assert texts[0].startswith("MẪU CỦA SỞ: Danh mục") and "Số 03/2010/QĐ-UBND ngày 05/4/2010" in texts[1]


def test_drafts_hold_the_figures(forms: Any) -> None:
    folder = of_2015(forms)
    report = "\n".join(p.text for p in paper(folder, "du-thao-bao-cao").paragraphs)
    assert "rà soát 8 văn bản quy phạm pháp luật" in report and "1 văn bản hết hiệu lực toàn bộ" in report
    decision = "\n".join(p.text for p in paper(folder, "du-thao-quyet-dinh").paragraphs)
    assert "(1 văn bản)" in decision and "Nghị định số 16/2013/NĐ-CP" in decision


def test_worklist_sheet_and_slips(office: Path, run: Any) -> None:
    sheet, slips = office.parent / "viec.xlsx", office.parent / "phieu"
    done = run("-w", str(office), "worklist", "--at", "2015-12-31", "--xlsx", str(sheet), "--slips", str(slips))
    assert done.returncode == 1, done.stderr
    cells = [str(c.value) for r in openpyxl.load_workbook(sheet).active for c in r]
    assert any("02/2010/QĐ-UBND" in c for c in cells)
    slip = next(p for p in slips.glob("*.docx") if "2-2010" in p.name)
    said = "\n".join(p.text for p in Document(str(slip)).paragraphs)
    assert "PHIẾU RÀ SOÁT" in said and "02/2010/QĐ-UBND" in said


def test_evidence_as_a_zip(office: Path, run: Any) -> None:
    out = office.parent / "chung-cu.zip"
    done = run("-w", str(office), "evidence", "03/2010/QĐ-UBND", "--at", "2015-12-31", "--zip", str(out), "--json")
    assert json.loads(done.stdout)["zip"] == str(out)
    with zipfile.ZipFile(out) as packed:
        sums = dict(line.split("  ")[::-1] for line in packed.read("SHA256SUMS").decode().splitlines())
        assert all(sha256(packed.read(name)).hexdigest() == digest for name, digest in sums.items())
        assert "Bãi bỏ Quyết định số 03/2010/QĐ-UBND" in packed.read("phieu.txt").decode()
        assert {"sources/corpus/c.txt", "sources/corpus/e.txt"} <= set(sums)


def test_manifest_says_which_figure_and_document_moved(run: Any, tmp_path: Path) -> None:
    home = tmp_path / "so"
    run("init", str(home))
    for name in "abce":
        (home / "corpus" / f"{name}.txt").write_text(DOCUMENTS[name], encoding="utf-8")
    run("-w", str(home), "ingest", "--jobs", "1")
    manifest = tmp_path / "ban-ke.json"
    ask = ("-w", str(home), "review", "--year", "2015")
    assert run(*ask, "--manifest", str(manifest)).returncode == 0
    assert run(*ask, "--verify", str(manifest)).returncode == 0
    changed = DOCUMENTS["e"].replace(f"Bãi bỏ Quyết định số 03/2010/QĐ-UBND ngày 05 tháng 4 năm 2010 {OF}.",
                                     "Giao Sở Tài chính theo dõi.")  # fmt: skip
    (home / "corpus" / "e.txt").write_text(changed, encoding="utf-8")
    run("-w", str(home), "ingest", "--jobs", "1")
    done = run(*ask, "--verify", str(manifest))
    assert done.returncode == 1
    assert "Số liệu expired: trước 1, nay 0." in done.stderr
    assert "3-2010-qd-ubnd" in done.stderr and "corpus/e.txt" in done.stderr


LIST_HEAD = "STT\tSố, ký hiệu\tNgày ban hành\tTrích yếu\tNội dung hết hiệu lực\tLý do hết hiệu lực\tNgày hết hiệu lực\n"


def announcing(number: str, issued: str, year: int, whole: str, partly: str) -> str:
    """A chairman's decision with its two annexed lists, as an office keeps it."""
    return act(
        number, issued, f"Về việc công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực toàn bộ hoặc một phần năm {year}",
        f"Công bố kèm theo Quyết định này Danh mục văn bản quy phạm pháp luật hết hiệu lực năm {year}.",
        "Quyết định này có hiệu lực kể từ ngày ký.", organ="CT",
        after=f"DANH MỤC\nVăn bản quy phạm pháp luật hết hiệu lực toàn bộ năm {year}\n{LIST_HEAD}{whole}"
              f"\nDANH MỤC\nVăn bản quy phạm pháp luật hết hiệu lực một phần năm {year}\n{LIST_HEAD}{partly}",
    )  # fmt: skip


@pytest.fixture(scope="module")
def knowing(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same office, which also keeps its announcement of 2013: 08/2013 is in it, 90/2011 was forgotten."""
    home = tmp_path_factory.mktemp("da-cong-bo") / "so"
    assert run("init", str(home)).returncode == 0
    more = {
        "n": plain("90/2011/QĐ-UBND", "2011-05-07", "Quy định về bãi đỗ thuyền trên địa bàn tỉnh"),
        "o": plain("91/2011/QĐ-UBND", "2011-05-09", "Quy định về bến thuyền buồm trên địa bàn tỉnh"),
        "p": ending("92/2013/QĐ-UBND", "2013-07-08", "Bãi bỏ hai quyết định về thuyền",
                    f"Bãi bỏ Quyết định số 90/2011/QĐ-UBND ngày 07 tháng 5 năm 2011 {OF} và Quyết định số 91/2011/QĐ-UBND "
                    f"ngày 09 tháng 5 năm 2011 {OF}."),
        "q": announcing(
            "120/QĐ-UBND", "2014-01-28", 2013,
            "1\t91/2011/QĐ-UBND\t09/5/2011\tQuy định về bến thuyền buồm\t\tĐược bãi bỏ bởi Quyết định số "
            "92/2013/QĐ-UBND ngày 08/7/2013\t18/7/2013\nTổng số: 01 văn bản.",
            "1\t07/2012/QĐ-UBND\t07/5/2012\tQuy định về quản lý rừng trồng\tĐiều 1\tĐược bãi bỏ bởi Quyết định số "
            "08/2013/QĐ-UBND ngày 07/6/2013\t17/6/2013\nTổng số: 01 văn bản.",
        ),
    }  # fmt: skip
    for name, text in {**DOCUMENTS, **more}.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("-w", str(home), "ingest", "--jobs", "1").returncode == 0
    return home


def test_what_an_earlier_list_announced_is_not_announced_again(knowing: Path, run: Any) -> None:
    folder = knowing.parent / "bm"
    words = ("--issuer", "tỉnh Đắk Lắk", "--announced", "2016-02-04", "--forms", str(folder))
    done = run("-w", str(knowing), "review", "--year", "2015", *words)
    whole, partly = rows(folder, "03"), rows(folder, "04")
    assert not any("07/2012" in c for r in partly for c in r)  # announced in 2014
    assert "đã được công bố tại Quyết định số 120/QĐ-UBND" in done.stderr
    mine = [
        r for r in partly if "02/2010" in r[2]
    ]  # its part of 2013 was forgotten then: announced now, with the other
    assert [(r[3], r[5]) for r in mine] == [("Điều 1", "01/3/2013"), ("Điều 2", "15/02/2015")]
    assert not any("91/2011" in c for r in whole for c in r)
    texts = [r[0] if len(set(r)) == 1 else r[2] for r in whole]
    late = next(i for i, t in enumerate(texts) if t.startswith("B. ") and "TRƯỚC NGÀY 01/01/2015" in t)
    assert late < next(i for i, t in enumerate(texts) if "90/2011" in t)  # ended in 2013, in no list of 2013


def test_without_earlier_lists_whole_ends_of_the_past_are_taken_as_announced(forms: Any) -> None:
    assert not any(r[0].startswith("B. ") for r in rows(of_2015(forms), "03"))
