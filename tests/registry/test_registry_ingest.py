"""Files into the registry: idempotence, updates, copies, records, and everything that is set aside."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lawreg import messages
from lawreg.errors import UsageError
from lawreg.model import Finding
from lawreg.registry.progress import Stage

ONE = {"number": "12/2015/QĐ-UBND", "issued": "2015-03-05"}
TWO = {"number": "13/2015/QĐ-UBND", "issued": "2015-04-05"}


def _summary(report: Any) -> tuple[int, int, int, int, list[str]]:
    d = report.to_dict()
    return d["new"], d["unchanged"], d["updated"], d["removed"], [x["code"] for x in d["set_aside"]]


def test_ingesting_again_changes_nothing(put: Any, load: Any, store: Any) -> None:
    put("a.json", **ONE)
    put("tang/b.json", **TWO)
    assert _summary(load()) == (2, 0, 0, 0, [])
    with store() as s:
        before = s.content_hash(), s.generation()
    assert _summary(load()) == (0, 2, 0, 0, [])
    with store() as s:
        assert (s.content_hash(), s.generation()) == before
        assert [d.file for d in s.documents()] == ["corpus/a.json", "corpus/tang/b.json"]


def test_an_update_keeps_the_old_text_for_good(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    put("a.json", **ONE, text="Điều 1. Lời cũ của văn bản.")
    load()
    with store() as s:
        first = s.generation()
    put("a.json", **ONE, text="Điều 1. Lời mới của văn bản.")
    assert _summary(load()) == (0, 0, 1, 0, [])
    with store() as s:
        id_ = s.documents()[0].id
        assert s.generation() != first
        assert s.text(id_) == "Điều 1. Lời mới của văn bản."
        assert [h.text for h in s.history(id_)] == ["Điều 1. Lời cũ của văn bản."]
        before = s.content_hash()
    shutil.rmtree(ws.indexes)
    again()
    with store() as s:
        assert [h.text for h in s.history(id_)] == ["Điều 1. Lời cũ của văn bản."]
        assert s.content_hash() == before


def test_a_file_gone_from_corpus_leaves_the_registry_but_not_the_history(put: Any, load: Any, store: Any) -> None:
    path = put("a.json", **ONE, text="Điều 1. Còn nhớ.")
    put("b.json", **TWO, effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND"}])
    load()
    path.unlink()
    assert _summary(load()) == (0, 1, 0, 1, [])
    with store() as s:
        assert [d.number for d in s.documents()] == ["13/2015/QĐ-UBND"]
        assert s.document(s.effects()[0].target).stub
        assert [h.text for h in s.history("ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05")] == ["Điều 1. Còn nhớ."]


def test_naming_one_file_leaves_the_others_alone(put: Any, load: Any, store: Any) -> None:
    put("a.json", **ONE)
    path = put("b.json", **TWO)
    load()
    assert _summary(load(path)) == (0, 1, 0, 0, [])
    with store() as s:
        assert s.counts()["documents"] == 2


def test_files_from_elsewhere_are_copied(ws: Any, tmp_path: Path, load: Any, again: Any, store: Any) -> None:
    sent = tmp_path / "so-tai-chinh"
    (sent / "2015").mkdir(parents=True)
    (sent / "2015" / "a.json").write_text(json.dumps(ONE), encoding="utf-8")
    assert _summary(load(sent)) == (1, 0, 0, 0, [])
    assert (ws.corpus / "so-tai-chinh" / "2015" / "a.json").is_file()
    assert _summary(load(sent)) == (0, 1, 0, 0, [])
    with store() as s:
        before = s.content_hash()
    shutil.rmtree(sent)
    again()
    with store() as s:
        assert s.content_hash() == before


def test_a_copy_never_overwrites_another_file(ws: Any, tmp_path: Path, put: Any, load: Any) -> None:
    put("a.json", **ONE)
    other = tmp_path / "khac" / "a.json"
    other.parent.mkdir()
    other.write_text(json.dumps(TWO), encoding="utf-8")
    assert _summary(load(other)) == (1, 0, 0, 0, [])
    assert json.loads((ws.corpus / "a.json").read_text(encoding="utf-8")) == ONE
    assert json.loads((ws.corpus / "a (2).json").read_text(encoding="utf-8")) == TWO


def test_a_newer_version_from_the_same_place_is_an_update(ws: Any, tmp_path: Path, load: Any, store: Any) -> None:
    sent = tmp_path / "khac" / "a.json"
    sent.parent.mkdir()
    sent.write_text(json.dumps({**ONE, "text": "Điều 1. Bản đầu."}), encoding="utf-8")
    load(sent)
    sent.write_text(json.dumps({**ONE, "text": "Điều 1. Bản sau."}), encoding="utf-8")
    assert _summary(load(sent)) == (0, 0, 1, 0, [])
    with store() as s:
        id_ = s.documents()[0].id
        assert s.text(id_) == "Điều 1. Bản sau."
        assert [h.text for h in s.history(id_)] == ["Điều 1. Bản đầu."]
    kept = [json.loads(f.read_text(encoding="utf-8"))["text"] for f in ws.history_dir.glob("*.json")]
    assert kept == ["Điều 1. Bản đầu."]


def test_secret_papers_are_refused_and_not_copied(ws: Any, tmp_path: Path, load: Any, store: Any) -> None:
    sent = tmp_path / "mat.json"
    sent.write_text(json.dumps({**ONE, "findings": ["secret_document"]}), encoding="utf-8")
    assert _summary(load(sent)) == (0, 0, 0, 0, ["secret_document"])
    assert not (ws.corpus / "mat.json").exists()
    with store() as s:
        assert s.counts()["documents"] == 0


def test_what_is_no_document_is_set_aside_with_its_reason(put: Any, load: Any, store: Any) -> None:
    put("tin.json", is_document=False, findings=["news_page"])
    report = load()
    assert _summary(report) == (0, 0, 0, 0, ["not_a_document"])
    assert _summary(load()) == (0, 0, 0, 0, ["not_a_document"])  # it is not in, and said so each time
    with store() as s:
        (aside,) = s.set_aside()
        assert aside.file == "corpus/tin.json"
        assert [f.code for f in aside.why] == ["news_page"]


def test_files_set_aside_are_read_again_on_demand(ws: Any, put: Any, load: Any) -> None:
    (ws.corpus / "hong.json").write_text("{", encoding="utf-8")
    put("a.json", **ONE)
    assert _summary(load()) == (1, 0, 0, 0, ["damaged_file"])
    assert _summary(load(retry=True)) == (0, 1, 0, 0, ["damaged_file"])
    put("hong.json", **TWO)
    assert _summary(load()) == (1, 1, 0, 0, [])


def test_one_document_in_several_files(put: Any, load: Any, store: Any) -> None:
    put("a-scan.json", **ONE, format="scan", text="bản quét")
    put("b.json", **ONE, format="doc", text="bản Word")
    put("c/b.json", **ONE, format="doc", text="bản Word")
    load()
    with store() as s:
        (document,) = s.documents()
        assert document.file == "corpus/b.json"
        assert s.text(document.id) == "bản Word"
        assert s.files_of(document.id) == ["corpus/b.json", "corpus/a-scan.json", "corpus/c/b.json"]
        assert sorted(f.code for _, f in s.findings(document.id)) == ["same_file_twice", "several_files"]
        assert s.counts()["effects"] == 0


def test_a_scan_whose_date_was_not_read_joins_its_document(put: Any, load: Any, store: Any) -> None:
    put("scan.json", number="12/2015/QĐ-UBND", format="scan")
    load()
    with store() as s:
        alone = s.documents()[0].id
    put("a.json", **ONE)
    load()
    with store() as s:
        assert [d.id for d in s.documents()] == ["ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05"]
        assert s.document(alone).issued == date(2015, 3, 5)  # the earlier id still leads to it


def test_one_number_on_two_days_is_two_documents_and_a_finding(put: Any, load: Any, store: Any) -> None:
    put("a.json", **ONE)
    put("b.json", number="12/2015/QĐ-UBND", issued="2015-08-05")
    load()
    with store() as s:
        assert s.counts()["documents"] == 2
        assert [f.code for _, f in s.findings()] == ["number_used_twice"] * 2


def test_hidden_temporary_and_own_files_are_passed_over(ws: Any, put: Any, load: Any) -> None:
    for name in (".an.json", "~$khoa.docx", "dang-tai.part", "decisions.jsonl", ".thu-muc/a.json"):
        put(name, **ONE)
    assert load().read == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs file names that Windows refuses")
def test_odd_names_are_stored_safely_and_found_again(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    composed = "Quyết định.json"
    put(composed, **ONE)
    put(unicodedata.normalize("NFD", composed), **TWO)
    put("xuống\ndòng.json", number="14/2015/QĐ-UBND", issued="2015-05-05")
    with open(os.fsencode(ws.corpus) + b"/\xff\xfe.json", "w", encoding="utf-8") as f:
        json.dump({"number": "15/2015/QĐ-UBND", "issued": "2015-06-05"}, f)
    assert _summary(load()) == (4, 0, 0, 0, [])
    assert _summary(load()) == (0, 4, 0, 0, [])
    with store() as s:
        names = [d.file or "" for d in s.documents()]
        assert all(n.isprintable() and unicodedata.is_normalized("NFC", n) for n in names)
        assert len(set(names)) == 4
        numbers = {json.loads(s.path_of(d.file or "").read_text(encoding="utf-8"))["number"] for d in s.documents()}
        assert numbers == {f"{n}/2015/QĐ-UBND" for n in (12, 13, 14, 15)}
        before = s.content_hash()
    again()
    with store() as s:
        assert s.content_hash() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_loops_of_links_and_broken_links_are_set_aside(ws: Any, put: Any, load: Any) -> None:
    put("that/a.json", **ONE)
    (ws.corpus / "that" / "vong").symlink_to(ws.corpus)
    (ws.corpus / "cut.json").symlink_to(ws.corpus / "khong-co.json")
    (ws.corpus / "tu-minh.json").symlink_to(ws.corpus / "tu-minh.json")
    os.mkfifo(ws.corpus / "ong")
    report = load()
    assert sorted(x["code"] for x in report.to_dict()["set_aside"]) == [
        "broken_link", "link_loop", "link_loop", "not_a_file",
    ]  # fmt: skip
    assert report.new == 1
    assert _summary(load())[1] == 1


def test_a_file_that_vanishes_or_changes_while_read(ws: Any, put: Any, load: Any) -> None:
    gone, restless = put("gone.json", **ONE), put("restless.json", **TWO)
    described = load.__globals__["inspect_json"]

    def inspect(path: Path, options: Any, *, name: str) -> Any:
        if path == gone:
            path.unlink()
        if path == restless:
            path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
        return described(path, options, name=name)

    assert sorted(_summary(load(inspect=inspect))[4]) == ["changed_while_read", "file_vanished"]


def test_a_fault_of_ours_sets_one_file_aside(put: Any, load: Any, store: Any) -> None:
    put("a.json", **ONE)
    put("b.json", **TWO)
    described = load.__globals__["inspect_json"]

    def inspect(path: Path, options: Any, *, name: str) -> Any:
        if name.endswith("b.json"):
            raise ZeroDivisionError("chia cho không")
        return described(path, options, name=name)

    assert _summary(load(inspect=inspect)) == (1, 0, 0, 0, ["reader_failed"])
    with store() as s:
        assert "ZeroDivisionError" in s.set_aside()[0].message


def test_dry_run_writes_nothing(ws: Any, tmp_path: Path, put: Any, load: Any, store: Any) -> None:
    put("a.json", **ONE)
    sent = tmp_path / "b.json"
    sent.write_text(json.dumps(TWO), encoding="utf-8")
    assert _summary(load(sent, dry_run=True)) == (1, 0, 0, 0, [])
    assert not (ws.corpus / "b.json").exists()
    with store() as s:
        assert s.counts()["files"] == 0


def test_since_passes_older_files_over_without_losing_them(put: Any, load: Any) -> None:
    old = put("a.json", **ONE)
    load()
    os.utime(old, (0, 0))
    put("b.json", **TWO)
    assert _summary(load(since=date(2000, 1, 1))) == (1, 0, 0, 0, [])
    assert _summary(load()) == (0, 2, 0, 0, [])


def test_progress_tells_every_file(put: Any, load: Any) -> None:
    for n in range(3):
        put(f"{n}.json", number=f"{n}/2015/QĐ-UBND", issued="2015-03-05")
    told: list[tuple[Stage, int, int, str]] = []
    load(progress=lambda *x: told.append(x))
    stages = [stage for stage, *_ in told]
    assert list(dict.fromkeys(stages)) == [Stage.LOOK, Stage.READ, Stage.LINK]
    reading = [x for x in told if x[0] is Stage.READ]
    assert [x[1:3] for x in (reading[0], reading[-1])] == [(0, 3), (2, 3)]
    assert {"corpus/0.json", "corpus/1.json", "corpus/2.json"} <= {name for *_, name in reading}
    linking = [x[1] / x[2] for x in told if x[0] is Stage.LINK]
    assert linking == sorted(linking)
    assert all(0 <= share <= 1 for share in linking)


def test_a_missing_path_is_an_error_of_use(load: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as wrong:
        load(tmp_path / "khong-co")
    assert "khong-co" in messages.render(wrong.value.finding)


def test_changed_tables_are_told(ws: Any, put: Any, load: Any) -> None:
    put("a.json", **ONE)
    load()
    (ws.pipelines / "tables" / "them.toml").write_text("a = 1\n", encoding="utf-8")
    assert [f.code for f in load().findings] == ["pipelines_changed"]


# --------------------------------------------------------------------------------------------------- records


def _record(n: int, **more: Any) -> dict[str, Any]:
    return {"number": f"{n}/2016/QĐ-UBND", "doc_type": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh Đắk Lắk",
            "issued": "2016-02-03", "title": f"Về việc thử bản ghi thứ {n} của hệ thống cũ",
            "text": f"Điều 1. Nội dung thứ {n}.\nĐiều 2. Quyết định này có hiệu lực từ ngày 15 tháng 02 năm 2016.",
            **more}  # fmt: skip


def _lines(path: Path, *records: Any) -> None:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records),
                    encoding="utf-8")  # fmt: skip


def test_records_of_another_system_are_read_a_document_a_line(ws: Any, load: Any, store: Any) -> None:
    path = ws.corpus / "cu.jsonl"
    _lines(path, _record(1), _record(2, effective="2016-03-01"), "{hỏng", {"khac": 1})
    assert _summary(load()) == (2, 0, 0, 0, ["bad_record", "bad_record"])
    assert _summary(load()) == (0, 2, 0, 0, ["bad_record", "bad_record"])
    with store() as s:
        first, second = s.documents()
        assert (first.number, first.file, first.issued) == ("1/2016/QĐ-UBND", "corpus/cu.jsonl#1", date(2016, 2, 3))
        assert first.normative is True
        assert s.path_of(first.file or "") == path
        assert [p.path for p in s.provisions(first.id)][:2] == ["Điều 1", "Điều 2"]
        assert second.effective is not None


def test_a_changed_line_is_an_update_of_that_record_only(ws: Any, load: Any, store: Any) -> None:
    path = ws.corpus / "cu.jsonl"
    _lines(path, _record(1), _record(2), _record(3))
    load()
    _lines(path, _record(1), _record(2, text="Điều 1. Đã sửa."))
    assert _summary(load()) == (0, 1, 1, 1, [])
    with store() as s:
        assert [d.number for d in s.documents()] == ["1/2016/QĐ-UBND", "2/2016/QĐ-UBND"]
        assert len(s.history(s.documents()[1].id)) == 1


def test_every_code_has_its_sentences() -> None:
    for code in ("took_too_long", "reader_crashed", "link_loop", "bad_record", "several_files", "locked", "disk_full"):
        vi, en = (messages.render(Finding(code, {"file": "a.doc"}), lang) for lang in ("vi", "en"))
        assert vi != en
        assert not vi.startswith(code)
