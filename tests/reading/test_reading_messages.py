from __future__ import annotations

import re
from pathlib import Path

import pytest

import lawreg.reading
from lawreg import messages
from lawreg.model import Finding
from lawreg.reading import readers

_SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(lawreg.reading.__file__).parent.glob("*.py"))
CODES = sorted(
    set(re.findall(r'(?:Unreadable|Finding)\(\s*"([a-z_]+)"', _SOURCE))
    | {"encrypted_pdf", "damaged_pdf", "damaged_docx", "damaged_zip", "ocr_missing", "ocr_language_missing"}
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence_in_both_languages(code: str) -> None:
    vi, en = (messages.render(Finding(code, {"file": "tep.pdf"}), lang) for lang in ("vi", "en"))
    assert vi != code and en != code and vi != en


def test_an_offices_own_reader_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from lawreg.model import Format, Text
    from lawreg.reading import ReadOptions, read_bytes

    class Wps:
        name = "wps"

        def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
            return name.endswith(".wps")

        def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
            return Text("từ bộ đọc riêng", Format.DOC, reader=self.name)

    class Point:
        def __init__(self, name: str, made: object) -> None:
            self.name, self.made = name, made

        def load(self) -> object:
            if isinstance(self.made, Exception):
                raise self.made
            return self.made

    points = [Point("wps", Wps), Point("hong", ImportError("thiếu gói"))]
    monkeypatch.setattr(readers, "entry_points", lambda group: points)
    readers.added_readers.cache_clear()
    try:
        text = read_bytes(b"\x00\x01\x02", "a.wps")
        assert (text.content, text.reader) == ("từ bộ đọc riêng", "wps")
        assert [f.params["reader"] for f in text.findings] == ["hong"]
        assert read_bytes("Điều 1".encode(), "a.txt").reader == "text"
    finally:
        readers.added_readers.cache_clear()
