"""A refused secret paper leaves nothing in the workspace: not its file, not the archive it came in, not a line of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from lawreg import messages
from lawreg.model import Inspection
from lawreg.reading import ReadOptions
from lawreg.registry.ingest import ingest
from lawreg.registry.store import Store
from lawreg.registry.work import default_inspect
from lawreg.workspace import Workspace

KEPT = "kho chứa vật liệu nổ số bảy ở bản Nà Lốc"  # stands in the secret paper alone
OPTIONS = ReadOptions(ocr=False, word_reader="builtin")


def paper(n: int, mark: str = "") -> bytes:
    subject = KEPT if mark else "mức thu phí trông giữ xe"
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA PHÚ\n-------\n{mark}\nSố: {n}/2015/QĐ-UBND\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
        f"Hòa Phú, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề {subject}\n"
        f"Điều 1. Quy định về {subject}.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\n"
    ).encode()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:  # as they are, so that a copy would show their words
        for name, data in files.items():
            z.writestr(name, data)
    return out.getvalue()


def mail(files: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Gửi văn bản", "vanthu@example.org"
    message.set_content("Kính gửi Sở Tư pháp.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name, cte="8bit")
    return message.as_bytes()


def records(secret: bool) -> bytes:
    rows = [{"number": "1/2015/QĐ-UBND", "title": "Về phí", "text": "Điều 1. Mức thu là 2.000 đồng."}]
    if secret:
        rows.append({"number": "9/2015/QĐ-UBND", "title": "Về việc khác", "text": paper(9, "TUYỆT MẬT").decode()})
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode()


SENT: dict[str, Callable[[], bytes]] = {
    "gui.zip": lambda: packed({"mot.txt": paper(1), "hai.txt": paper(9, "MẬT")}),
    "long.zip": lambda: packed({"mot.txt": paper(1), "trong.zip": packed({"a/b.zip": packed({"x.txt": paper(9, "TỐI MẬT")})})}),
    "thu.eml": lambda: mail({"mot.txt": paper(1), "kem.zip": packed({"hai.txt": paper(9, "TUYỆT MẬT")})}),
    "xuat.jsonl": lambda: records(True),
}  # fmt: skip


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "so")


def traces(ws: Workspace, *words: str) -> list[str]:
    """Files of the workspace that hold any of the words in a spelling a disk may keep them in."""
    found = []
    for place in sorted(p for p in ws.root.rglob("*") if p.is_file() and ws.pipelines not in p.parents):
        data = place.read_bytes()
        for word in words:
            forms = (word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode())
            if any(form in data for form in forms):
                found.append(f"{place.relative_to(ws.root)}: {word}")
    return found


@pytest.mark.parametrize("jobs", [0, 2])
@pytest.mark.parametrize("name", SENT)
def test_what_holds_a_secret_paper_is_refused_whole(ws: Workspace, tmp_path: Path, name: str, jobs: int) -> None:
    sent = tmp_path / "den" / name
    sent.parent.mkdir()
    sent.write_bytes(SENT[name]())
    (sent.parent / "le.txt").write_bytes(paper(3))
    report = ingest(ws, [sent.parent], jobs=jobs, options=OPTIONS)
    assert [(s.file, s.finding.code) for s in report.set_aside] == [(f"corpus/den/{name}", "secret_inside")]
    said = report.set_aside[0].message
    assert name in said and "mật" in said
    assert report.new == 1
    assert traces(ws, KEPT, "9/2015/QĐ-UBND", "xuat.jsonl", "hai.txt", "gui.zip", "long.zip", "thu.eml") == []
    with Store.open(ws) as s:
        assert [d.number for d in s.documents(stubs=True)] == ["3/2015/QĐ-UBND"]
    again = ingest(ws, [sent.parent], jobs=jobs, options=OPTIONS)  # asked again, it is refused again
    assert [s.finding.code for s in again.set_aside] == ["secret_inside"]
    assert (again.new, again.removed) == (0, 0)


def test_with_the_secret_taken_out_the_rest_comes_in(ws: Workspace, tmp_path: Path) -> None:
    sent = tmp_path / "gui.zip"
    sent.write_bytes(SENT["gui.zip"]())
    ingest(ws, [sent], jobs=0, options=OPTIONS)
    sent.write_bytes(packed({"mot.txt": paper(1)}))
    report = ingest(ws, [sent], jobs=0, options=OPTIONS)
    assert (report.new, report.set_aside) == (1, [])
    assert ingest(ws, jobs=0, options=OPTIONS).unchanged == 1


def test_a_new_version_with_a_secret_leaves_the_old_one(ws: Workspace, tmp_path: Path) -> None:
    sent = tmp_path / "gui.zip"
    sent.write_bytes(packed({"mot.txt": paper(1), "bon.txt": paper(4)}))
    assert ingest(ws, [sent], jobs=0, options=OPTIONS).new == 2
    with Store.open(ws) as s:
        before = s.content_hash()
    sent.write_bytes(SENT["gui.zip"]())
    report = ingest(ws, [sent], jobs=0, options=OPTIONS)
    assert [s.finding.code for s in report.set_aside] == ["secret_inside"]
    assert report.removed == 0
    with Store.open(ws) as s:
        assert s.content_hash() == before
    assert traces(ws, KEPT) == []
    sent.write_bytes(packed({"mot.txt": paper(1)}))  # and a clean one takes its place, what it lacks goes
    report = ingest(ws, [sent], jobs=0, options=OPTIONS)
    assert (report.unchanged, report.removed) == (1, 1)


def test_a_large_archive_from_elsewhere_comes_in_whole(ws: Workspace, tmp_path: Path) -> None:
    sent = tmp_path / "nhieu.zip"
    sent.write_bytes(packed({f"{n}.txt": paper(n) for n in range(1, 8)} | {"rong.txt": b""}))
    report = ingest(ws, [sent], jobs=2, options=OPTIONS)
    assert report.new == 7
    assert {s.file: s.finding.code for s in report.set_aside} == {"corpus/nhieu.zip#rong.txt": "empty_file"}
    with Store.open(ws) as s:
        brought = s.content_hash()
    other = Workspace.init(tmp_path / "khac")  # as if it had stood in corpus/ from the beginning
    (other.corpus / "nhieu.zip").write_bytes(sent.read_bytes())
    ingest(other, jobs=0, options=OPTIONS)
    with Store.open(other) as s:
        assert s.content_hash() == brought


def test_an_archive_that_changes_while_it_is_read_stays_out(ws: Workspace, tmp_path: Path) -> None:
    sent = tmp_path / "gui.zip"
    sent.write_bytes(packed({"mot.txt": paper(1)}))
    (tmp_path / "a.txt").write_bytes(paper(3))

    def replaced(path: Path, options: Any, *, name: str) -> Inspection:
        sent.write_bytes(packed({"mot.txt": paper(2)}))
        return default_inspect(path, options, name=name)

    report = ingest(ws, [tmp_path / "a.txt", sent], jobs=0, options=OPTIONS, inspect=replaced)
    assert "changed_while_read" in {s.finding.code for s in report.set_aside}
    assert not (ws.corpus / "gui.zip").exists()
    assert len(messages.render(report.set_aside[0].finding)) > 20


def test_pages_of_a_secret_scan_leave_the_cache(ws: Workspace, tmp_path: Path) -> None:
    """OCR keeps pages by the hash of their image; those of a refused paper are taken out again."""
    from lawreg.reading import ocr

    def reading(path: Path, options: Any, *, name: str) -> Inspection:
        place = options.cache_dir / "ab" / f"{path.stem}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        ocr._met.append(place)
        return default_inspect(path, options, name=name)

    (tmp_path / "mat.txt").write_bytes(paper(9, "MẬT"))
    (tmp_path / "thuong.txt").write_bytes(paper(1))
    report = ingest(ws, [tmp_path / "mat.txt", tmp_path / "thuong.txt"], jobs=0, inspect=reading)
    assert [s.finding.code for s in report.set_aside] == ["secret_mark"]
    assert [p.name for p in (ws.indexes / "ocr").rglob("*.json")] == ["thuong.json"]
    assert traces(ws, KEPT) == []
