"""Archives and mail messages: what is inside becomes files of the registry."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import Any

from lawreg.registry.ingest import ingest, rebuild

NUMBER = "{n}/2015/QĐ-UBND"


def decision(n: int) -> bytes:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK\n-------\nSố: {n}/2015/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n---------------\nĐắk Lắk, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\n"
        "Về mức thu phí trông giữ xe\nĐiều 1. Mức thu là 2.000 đồng.\nĐiều 2. Có hiệu lực từ ngày ký.\n"
    ).encode()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            z.writestr(name, data)
    return out.getvalue()


def _held(store: Any) -> dict[str, str]:
    with store() as s:
        return {d.number: d.file for d in s.documents()}


def test_files_inside_are_documents_and_the_archive_stays(ws: Any, store: Any, tmp_path: Any) -> None:
    inner = packed({"xa/3.txt": decision(3)})
    data = packed({"van-ban/1.txt": decision(1), "hỏng.pdf": b"%PDF-1.4 x", "kem.zip": inner})
    (tmp_path / "gui.zip").write_bytes(data)
    report = ingest(ws, [tmp_path / "gui.zip"], jobs=0)
    assert (report.read, report.new) == (3, 2)
    assert {s.file: s.finding.code for s in report.set_aside} == {"corpus/gui.zip#hỏng.pdf": "damaged_pdf"}
    assert (ws.corpus / "gui.zip").read_bytes() == data
    assert sorted(p.name for p in ws.corpus.iterdir() if p.is_file()) == ["README.md", "gui.zip"]
    assert _held(store) == {
        "1/2015/QĐ-UBND": "corpus/gui.zip#van-ban/1.txt",
        "3/2015/QĐ-UBND": "corpus/gui.zip#kem.zip/xa/3.txt",
    }
    with store() as s:
        assert s.path_of("corpus/gui.zip#van-ban/1.txt") == ws.corpus / "gui.zip"
        before = s.content_hash()
    assert ingest(ws, jobs=0).unchanged == 2
    rebuild(ws, jobs=2)
    with store() as s:
        assert s.content_hash() == before


def test_a_changed_archive_reads_only_what_changed(ws: Any, store: Any) -> None:
    place = ws.corpus / "gui.zip"
    place.write_bytes(packed({"1.txt": decision(1), "2.txt": decision(2), "3.txt": decision(3)}))
    ingest(ws, jobs=0)
    place.write_bytes(packed({"1.txt": decision(1), "2.txt": decision(20), "4.txt": decision(4)}))
    report = ingest(ws, jobs=0)
    assert (report.new, report.updated, report.unchanged, report.removed) == (1, 1, 1, 1)
    assert sorted(_held(store)) == ["1/2015/QĐ-UBND", "20/2015/QĐ-UBND", "4/2015/QĐ-UBND"]
    place.write_bytes(b"PK\x03\x04")
    report = ingest(ws, jobs=0)
    assert {s.file: s.finding.code for s in report.set_aside} == {"corpus/gui.zip": "damaged_zip"}
    assert _held(store) == {}
    place.unlink()
    assert ingest(ws, jobs=0).set_aside == []


def test_attachments_of_a_mail_and_names_given_twice(ws: Any, store: Any) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Gửi văn bản"
    mail.set_content("Kính gửi")
    for n in (1, 2):
        mail.add_attachment(decision(n), maintype="text", subtype="x", filename="quyết định.txt")
    (ws.corpus / "thu.eml").write_bytes(mail.as_bytes())
    assert ingest(ws, jobs=0).new == 2
    assert _held(store) == {
        "1/2015/QĐ-UBND": "corpus/thu.eml#quyết định.txt",
        "2/2015/QĐ-UBND": "corpus/thu.eml#quyết định.txt~2",
    }


def test_a_word_file_named_zip_is_read_as_what_it_is(ws: Any, store: Any) -> None:
    (ws.corpus / "a.zip").write_bytes(decision(7))
    assert ingest(ws, jobs=0).new == 1
    assert _held(store) == {"7/2015/QĐ-UBND": "corpus/a.zip"}
