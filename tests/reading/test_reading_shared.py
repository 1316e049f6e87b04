"""Real documents, when they are at hand: what every reader must give on them."""

from __future__ import annotations

from pathlib import Path

import regex

from lawreg.reading import ReadOptions, read_path
from lawreg.reading.syllables import vietnamese_share


def test_word_97_files_read_as_vietnamese(shared: Path) -> None:
    seen = good = 0.0
    for folder in ("doc", "doc-tcvn3"):
        for path in sorted((shared / "raw" / folder).iterdir())[::3]:
            text = read_path(path, options=ReadOptions(word_reader="builtin"))
            words = len(text.content.split())
            seen += words
            good += words * vietnamese_share(text.content, limit=10**6)
            assert text.content.count("\ufffd") == 0
    assert good / seen >= 0.97


def test_saved_pages_hold_the_document_only(shared: Path) -> None:
    for path in sorted((shared / "raw" / "html").glob("*.html"))[::5]:
        text = read_path(path)
        assert text.reader == "html:vbpl"
        assert "Thuộc tính" not in text.content[:200] and "Đơn vị chủ quản" not in text.content[-200:]
        assert regex.search(r"^Điều 1\b|^I\.|^1\.", text.content, regex.M)
        assert text.claims.get("title")


def test_gazette_pages_lose_their_heads(shared: Path) -> None:
    for path in sorted((shared / "raw" / "pdf-gazette").glob("*.pdf"))[::8]:
        text = read_path(path, options=ReadOptions(ocr=False))
        assert not regex.search(r"^(?:\d+ )?CÔNG BÁO/Số", text.content, regex.M)
        assert text.pages == len(text.page_starts)
        assert vietnamese_share(text.content, limit=10**6) > 0.9


def test_docx_files(shared: Path) -> None:
    for path in sorted((shared / "raw" / "docx").glob("*.docx"))[::6]:
        text = read_path(path)
        assert text.content.strip()
        assert all("\t" in text.content[s.start : s.end] for s in text.tables)
