"""The sample documents of corpus/: written again byte for byte, marked as invented, and read as their authors meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lawreg.samples import corpus
from lawreg.samples.sheet import MARK, blocks, printed_date, short_date
from lawreg.samples.source import load

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = load()


def test_the_generator_writes_the_committed_files_again_byte_for_byte(tmp_path):
    for path in corpus.write(tmp_path):
        committed = CORPUS / path.relative_to(tmp_path)
        assert committed.read_bytes() == path.read_bytes(), committed


def test_every_format_is_there_and_the_folder_stays_small():
    suffixes = {s.file.rsplit(".", 1)[1] for s in SOURCES}
    assert suffixes == {"docx", "doc", "pdf", "html", "txt"}
    assert 55 <= len(SOURCES) <= 75
    assert sum(p.stat().st_size for p in CORPUS.rglob("*") if p.is_file()) < 4_000_000


def test_no_two_samples_share_a_file_or_an_identity():
    files = [s.file for s in SOURCES]
    assert len(set(files)) == len(files)
    keys = [(s.number, s.issuer, s.issued) for s in SOURCES if s.number]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.file)
def test_each_sample_says_that_it_is_one(source):
    assert source.sheet.mark == MARK
    assert source.situation
    content = (CORPUS / source.file).read_bytes()
    kind = source.file.rsplit(".", 1)[1]
    if kind in ("docx", "html"):
        assert MARK.encode() in content
    elif kind == "txt":
        encoding = "utf-16" if content.startswith(b"\xff\xfe") else "utf-8"
        assert content.decode(encoding).rstrip().endswith(MARK)
    elif kind == "doc":  # its footer, in the two-byte text of Word 97
        assert "MẪU".encode("utf-16-le") in content


@pytest.mark.parametrize("source", [s for s in SOURCES if s.file.endswith(".pdf")], ids=lambda s: s.file)
def test_pdf_samples_carry_their_mark_in_the_text_layer(source):
    from lawreg.reading import read_path

    assert MARK in read_path(CORPUS / source.file).content


def test_the_traps_of_the_domain_are_covered():
    named = {int(trap) for s in SOURCES for trap in s.trap.split(",") if trap.strip()}
    assert {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 24} <= named


def test_dates_are_printed_as_the_writing_rules_want():
    assert printed_date(date(2010, 3, 5)) == "ngày 05 tháng 3 năm 2010"
    assert printed_date(date(2010, 2, 15)) == "ngày 15 tháng 02 năm 2010"
    assert short_date(date(2012, 11, 1)) == "01/11/2012"


def test_the_markup_knows_its_kinds():
    found = blocks("Điều 1. Một\n1. khoản\n#. tự đánh số\n## GIỮA\n_ (nghiêng)\n| a | b |\n| c | d |\n===\ncuối")
    assert [b.kind.value for b in found] == ["article", "para", "item", "head", "note", "table", "break", "para"]
    assert found[5].rows == (("a", "b"), ("c", "d"))


def test_the_readme_says_plainly_that_nothing_here_is_real():
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert "Mọi văn bản trong thư mục này là văn bản mẫu" in readme
    assert all(f"`{s.file}`" in readme for s in SOURCES)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.type_is_known], ids=lambda s: s.file)
def test_the_program_reads_the_header_of_each_sample(source):
    from lawreg.inspection import inspect_file

    inspection = inspect_file(CORPUS / source.file)
    header = inspection.document.header
    assert header.number == source.number
    assert header.issued == source.issued
    assert header.doc_type == source.doc_type
    assert header.issuers and header.issuers[0] == source.issuer
    if source.normative != "none":
        assert header.normative is (source.normative == "true")
