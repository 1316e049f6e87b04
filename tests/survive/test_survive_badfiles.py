"""A folder of bad files of every kind among good ones: each is set aside with its own code, the good ones are read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import sys
import unicodedata
import zipfile
from email.message import EmailMessage
from types import ModuleType
from typing import Any

import pytest

from lawreg import i18n, messages
from lawreg.reading import ReadOptions
from lawreg.registry.ingest import ingest
from lawreg.registry.shelf import SetAside
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

POSIX = sys.platform.startswith("linux")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MIB = 1 << 20
OPTIONS = ReadOptions(ocr=False, word_reader="builtin", max_unpacked=20 * MIB, max_chars=2_000_000)


def decision(number: str = "12/2015/QĐ-UBND", mark: str = "") -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA PHÚ\n-------\n{mark}Số: {number}\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
        "Hòa Phú, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề mức thu phí trông giữ xe trên địa bàn tỉnh\n"
        "Điều 1. Mức thu phí trông giữ xe đạp là 2.000 đồng một lượt.\n"
        "Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\n"
    )


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in files.items():
            z.writestr(name, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with the flag of a password set on every member."""
    raw = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.find(mark)
        while start >= 0:
            raw[start + at] |= 1
            start = raw.find(mark, start + 4)
    return bytes(raw)


def linked(target: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        info = zipfile.ZipInfo("van-ban/lien-ket.doc")
        info.external_attr = 0o120777 << 16
        z.writestr(info, target)
    return out.getvalue()


def nested(levels: int) -> bytes:
    data = packed({"a.txt": b"x"})
    for _ in range(levels):
        data = packed({"b.zip": data})
    return data


def mail(*attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Gửi văn bản", "vanthu@example.org"
    message.set_content("Kính gửi Sở Tư pháp.")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def many_pages(count: int) -> bytes:
    """A PDF of ``count`` empty pages."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    kids = " ".join(f"{n + 3} 0 R" for n in range(count))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    bodies += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * count
    for n, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    out += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def locked_pdf() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    page = canvas.Canvas(out, encrypt="bi-mat")
    page.drawString(50, 700, "Quyet dinh")
    page.save()
    return out.getvalue()


def png() -> bytes:
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("L", (600, 800), 255).save(out, "PNG")
    return out.getvalue()


_LOOP = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj\n"
         b"trailer<</Root 1 0 R>>\n%%EOF")  # fmt: skip


def bad(b: ModuleType) -> dict[str, tuple[bytes, str]]:
    """File name → bytes and the code it must be set aside with."""
    para = "<w:p><w:r><w:t>Điều 1. Phạm vi.</w:t></w:r></w:p>"
    docx, pdf = b._docx(para), b._pdf([[(50, 700, 12, "Điều 1. Phạm vi")]])
    entity = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{}]><w:document xmlns:w="x"><w:body>&{};</w:body></w:document>'
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)).replace("&a0;", "&a;")
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x">&x;</w:document>'
    parts = {"[Content_Types].xml": b"<Types/>"}

    def word(xml: bytes | str) -> bytes:
        return packed({**parts, "word/document.xml": xml if isinstance(xml, bytes) else xml.encode()})

    noise = bytes((n * 89 + n // 7) % 256 for n in range(4000))
    broken_middle = bytearray(docx)
    at = broken_middle.find(b"word/document.xml") + 30
    broken_middle[at : at + 20] = b"\xff" * 20
    doc = b._doc("Quyết định số 5\rĐiều 1\r")
    return {
        # nothing in it
        "rong.pdf": (b"", "empty_file"),
        "rong.docx": (b"", "empty_file"),
        "trang.txt": (b" \n\t\r\n", "no_text"),
        "chi-co-dau-bom.txt": (b"\xef\xbb\xbf", "no_text"),
        "docx-khong-chu.docx": (b._docx("<w:p/>"), "no_text"),
        "rtf-khong-chu.rtf": (b"{\\rtf1\\ansi }", "no_text"),
        "html-khong-chu.html": (b"<html><head><title>x</title></head><body><script>x()</script></body></html>", "no_text"),
        "mht-khong-trang.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "no_text"),
        # not what lawreg reads
        "byte-khong.dat": (b"\0" * 3000, "unknown_format"),
        "nhieu.bin": (noise, "unknown_format"),
        "may-tinh.pdf": (b"MZ\x90\0" + noise, "program_file"),
        "may-tinh.doc": (b"\x7fELF\x02\x01\0" + noise, "program_file"),
        "goi.rar": (b"Rar!\x1a\x07\x00" + noise, "packed_file"),
        "goi.7z": (b"7z\xbc\xaf\x27\x1c" + noise, "packed_file"),
        "goi.doc.gz": (gzip.compress(doc), "packed_file"),
        "goi-ten-sai.html": (gzip.compress(decision().encode()), "packed_file"),
        "ve.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', "not_a_document"),
        "nua-chu.txt": (b"\xff\xfe" + b"\x00\xd8" * 400, "not_a_document"),
        "goi.doc.bz2": (bz2.compress(doc), "packed_file"),
        "goi.doc.xz": (lzma.compress(doc), "packed_file"),
        "bang.xls": (b._ole({"Workbook": noise}), "spreadsheet"),
        "bang.xlsx": (packed({**parts, "xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        "bang-ten-sai.docx": (packed({**parts, "xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        "trinh-chieu.pptx": (packed({**parts, "ppt/presentation.xml": b"<x/>"}), "slides"),
        "trinh-chieu.ppt": (b._ole({"PowerPoint Document": noise}), "slides"),
        "libre.odt": (packed({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}), "opendocument"),
        # Word
        "khoa.docx": (b._ole({"EncryptedPackage": noise, "EncryptionInfo": noise}), "encrypted_office"),
        "khoa.doc": (b._doc("Bí mật\r", encrypted=True), "encrypted_office"),
        "la.doc": (b._ole({"Khac": noise}), "damaged_doc"),
        "cut-dau.doc": (OLE, "damaged_doc"),
        "cut.doc": (doc[:900], "damaged_doc"),
        "nhieu.doc": (OLE + noise, "damaged_doc"),
        "co.doc": (b"\xdb\xa5\x2d\x00" + b"Quyet dinh" * 50, "word_too_old"),
        "cut.docx": (docx[:-40], "damaged_docx"),
        "cut-nua.docx": (docx[: len(docx) // 2], "damaged_docx"),
        "thieu-than.docx": (packed({**parts, "word/styles.xml": b"<x/>"}), "damaged_docx"),
        "xml-vo.docx": (word("<w:document><w:body>"), "damaged_docx"),
        "byte-vo.docx": (bytes(broken_middle), "damaged_docx"),
        "xml-la-van-ban.docx": (word(b"khong phai xml"), "damaged_docx"),
        "thuc-the.docx": (word(entity.format("", "a")), "unsafe_xml"),
        "cuoi-ty-lan.docx": (word(entity.format(laughs, "a8")), "unsafe_xml"),
        "doc-tep-ngoai.docx": (word(outside), "unsafe_xml"),
        "bung.docx": (word(b"<w:document>" + b" " * (30 * MIB) + b"</w:document>"), "decompression_bomb"),
        "long.docx": (b._docx("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000), "too_complex"),
        # PDF and pictures
        "cut-dau.pdf": (b"%PDF-1.7\n", "damaged_pdf"),
        "nhieu.pdf": (b"%PDF-1.4\n" + noise, "damaged_pdf"),
        "khong-trang.pdf": (many_pages(0), "damaged_pdf"),
        "vong.pdf": (pdf.replace(b"/Type /Catalog /Pages", b"/Type /Catalog /Pagex"), "damaged_pdf"),
        "vong-trang.pdf": (_LOOP, "damaged_pdf"),
        "khoa.pdf": (locked_pdf(), "encrypted_pdf"),
        "muoi-nghin-trang.pdf": (many_pages(10_000), "too_many_pages"),
        "quet.pdf": (many_pages(2), "no_text_layer"),
        "anh.png": (png(), "no_text_layer"),
        "anh-ten-sai.docx": (png(), "no_text_layer"),
        # text, RTF, HTML
        "long.rtf": (b"{\\rtf1 " + b"{\\b " * 200_000 + b"x" + b"}" * 200_000, "too_complex"),
        "long.html": (b"<html><body>" + b"<div>" * 5000 + decision().encode() + b"</div>" * 5000, "too_complex"),
        "dai.txt": (b"Quyet dinh nay. " * 150_000, "too_much_text"),
        "lien-ket.html": (b"<html><body>" + b"<a href='x'>Trang tin</a> " * 60 + b"</body></html>", "not_a_document"),
        "tin.txt": (("Sáng nay mưa lớn ở nhiều nơi trong tỉnh, người dân đi chợ vắng.\n" * 5).encode(), "not_a_document"),
        "mat.txt": (decision("3/2015/QĐ-UBND", "MẬT\n").encode(), "secret_mark"),
        "tuyet-mat.txt": (decision("4/2015/QĐ-UBND", "TUYỆT MẬT\n").encode(), "secret_mark"),
        "du-thao.txt": (("DỰ THẢO\n" + decision("  /2015/QĐ-UBND")).encode(), "draft"),
        # archives and mail
        "khong-co-gi.zip": (packed({}), "empty_archive"),
        "cut.zip": (packed({"a.txt": b"x" * 900})[:70], "damaged_zip"),
        "khoa.zip": (locked(packed({"a.doc": doc})), "encrypted_archive"),
        "sau.zip": (nested(6), "archive_too_deep"),
        "nhieu-tep.zip": (packed({f"{n}.txt": b"" for n in range(2100)}, zipfile.ZIP_STORED), "archive_too_large"),
        "khong-dinh-kem.eml": (mail(), "empty_archive"),
        "thu-long.eml": (b"Subject: a\nContent-Type: message/rfc822\n\n" * 3000 + b"Subject: x\n\nhi", "damaged_mail"),
        "khong-phai-thu.eml": (b"\n\nkhong co tieu de", "unknown_format"),
        "hong.msg": (OLE + "__properties_version1.0".encode("utf-16-le") * 60, "damaged_mail"),
    }  # fmt: skip


def inside() -> dict[str, tuple[bytes, dict[str, str]]]:
    """Archives whose parts are set aside one by one: bytes, and part → code."""
    bomb = packed({"so-khong.txt": b"\0" * (8 * MIB), "tot.txt": decision("21/2015/QĐ-UBND").encode()})
    return {
        "bom.zip": (bomb, {"so-khong.txt": "decompression_bomb"}),
        "lien-ket.zip": (linked("/etc/passwd"), {"van-ban/lien-ket.doc": "link_in_archive"}),
        "du-lieu.zip": (packed({"xuat.jsonl": b"{}\n"}), {"xuat.jsonl": "records_in_archive"}),
        "tron.zip": (
            packed({"../../../ngoai.txt": decision("22/2015/QĐ-UBND").encode(), "rong.doc": b"", "kem.zip": b"PK\x03\x04"}),
            {"rong.doc": "empty_file", "kem.zip": "damaged_zip"},
        ),
        "thu.eml": (
            mail(("qd.txt", decision("23/2015/QĐ-UBND").encode()), ("virus.exe", b"MZ\0\0" + b"\0" * 99)),
            {"virus.exe": "program_file"},
        ),
        "dong.jsonl": (
            b'{"number": \n[1, 2]\n{"x": 1}\n' + json.dumps({"number": "24/2015/Q\u0110-UBND", "title": "A"}).encode(),
            {"1": "bad_record", "2": "bad_record", "3": "bad_record"},
        ),
    }


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, builders: ModuleType) -> Any:
    """The folder read once: report, expected codes, workspace, and the files that stood beside it before."""
    place = tmp_path_factory.mktemp("xau")
    ws = Workspace.init(place / "so")
    expected: dict[str, str] = {}
    for name, (data, code) in bad(builders).items():
        (ws.corpus / name).write_bytes(data)
        expected[f"corpus/{name}"] = code
    for name, (data, parts) in inside().items():
        (ws.corpus / name).write_bytes(data)
        expected |= {f"corpus/{name}#{part}": code for part, code in parts.items()}
    for n, name in enumerate(("tot.txt", unicodedata.normalize("NFD", "Quyết định tốt.txt"), "dấu\ncách\t.txt")):
        (ws.corpus / name).write_text(decision(f"{n + 1}0/2015/QĐ-UBND"), encoding="utf-8")
    (ws.corpus / unicodedata.normalize("NFD", "rỗng.txt")).write_bytes(b"")
    expected["corpus/rỗng.txt"] = "empty_file"
    (ws.corpus / "xuống\ndòng.txt").write_bytes(b"")
    expected["corpus/xuống%0Adòng.txt"] = "empty_file"
    with (ws.corpus / "lon.pdf").open("wb") as f:
        f.truncate(201 * MIB)
    expected["corpus/lon.pdf"] = "too_large"
    if POSIX:
        (ws.corpus / "vong").symlink_to(ws.corpus)
        (ws.corpus / "tu-tro.doc").symlink_to(ws.corpus / "tu-tro.doc")
        (ws.corpus / "mat-goc.doc").symlink_to(place / "khong-co.doc")
        os.mkfifo(ws.corpus / "ong.txt")
        (ws.root / "corpus" / os.fsdecode(b"ti\xeang.txt")).write_bytes(b"")
        expected |= {"corpus/vong": "link_loop", "corpus/tu-tro.doc": "link_loop", "corpus/mat-goc.doc": "broken_link",
                     "corpus/ong.txt": "not_a_file", "corpus/ti%EAng.txt": "empty_file"}  # fmt: skip
        if os.geteuid() != 0:
            (ws.corpus / "cam.txt").write_bytes(b"x")
            (ws.corpus / "cam.txt").chmod(0)
            expected["corpus/cam.txt"] = "no_permission"
    before = {p for p in place.rglob("*") if "indexes" not in p.parts}
    report = ingest(ws, jobs=2, options=OPTIONS)
    return report, expected, ws, before


def test_every_kind_has_its_own_code(ingested: Any) -> None:
    report, expected, _, _ = ingested
    got = {s.file: s.finding.code for s in report.set_aside}
    assert got == expected
    assert len(expected) >= 60


def test_good_files_among_them_are_read(ingested: Any) -> None:
    _, _, ws, _ = ingested
    with Store.open(ws) as s:
        held = {d.number: d.file for d in s.documents()}
    assert held == {
        "10/2015/QĐ-UBND": "corpus/tot.txt",
        "20/2015/QĐ-UBND": "corpus/Quyết định tốt.txt",
        "30/2015/QĐ-UBND": "corpus/dấu%0Acách%09.txt",
        "21/2015/QĐ-UBND": "corpus/bom.zip#tot.txt",
        "22/2015/QĐ-UBND": "corpus/tron.zip#ngoai.txt",
        "23/2015/QĐ-UBND": "corpus/thu.eml#qd.txt",
        "24/2015/QĐ-UBND": "corpus/dong.jsonl#4",
    }


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_message_names_the_file(ingested: Any, lang: str, request: pytest.FixtureRequest) -> None:
    request.addfinalizer(lambda: i18n.choose(None))
    report, _, _, _ = ingested
    i18n.choose(lang)
    sentences: set[str] = set()
    for s in report.set_aside:
        assert s.finding.code in messages.known()
        said = SetAside(s.file, s.finding).message
        assert s.file in said, s.finding.code
        assert len(said) > len(s.file) + 20 and "Traceback" not in said and "…" not in said, said
        assert said not in sentences  # each file its own sentence
        sentences.add(said)


def test_nothing_is_written_elsewhere(ingested: Any) -> None:
    _, _, ws, before = ingested
    after = {p for p in ws.root.parent.rglob("*") if "indexes" not in p.parts}
    new = {p.relative_to(ws.root.parent).as_posix() for p in after - before}
    assert {n for n in new if not n.startswith("so/.lawreg.lock")} == set()


def test_a_second_run_reads_none_of_them_again(ingested: Any) -> None:
    _, expected, ws, _ = ingested
    again = ingest(ws, jobs=0, options=OPTIONS).to_dict()
    assert (again["new"], again["updated"], again["removed"]) == (0, 0, 0)
    assert {s["file"]: s["code"] for s in again["set_aside"]} == expected
