"""Every sentence exists in both languages, and every code that the program can say has one."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "pipelines" / "messages").glob("*.toml"))
CODE = re.compile(r'(?:Finding|Unreadable|UsageError|WorkspaceError|NotFound|QuerySyntaxError)\(\s*"(\w+)"')


def sentences() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in FILES:
        found.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_both_languages_with_the_same_fields(file: Path) -> None:
    for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
        assert entry.get("vi") and entry.get("en"), code
        fields = [{name for _, name, _, _ in string.Formatter().parse(entry[k]) if name} for k in ("vi", "en")]
        assert fields[0] == fields[1], code


def test_no_code_is_written_twice() -> None:
    seen: dict[str, str] = {}
    for file in FILES:
        for code in tomllib.loads(file.read_text(encoding="utf-8")):
            assert code not in seen, f"{code} stands in {seen.get(code)} and {file.name}"
            seen[code] = file.name


def test_every_code_said_has_a_sentence() -> None:
    known = sentences()
    missing = {
        f"{file.relative_to(ROOT)}: {code}"
        for file in (ROOT / "lawreg").rglob("*.py")
        for code in CODE.findall(file.read_text(encoding="utf-8"))
        if code not in known
    }
    assert not missing, sorted(missing)


def test_catalogue_is_whole() -> None:
    po = ROOT / "lawreg" / "locale" / "vi" / "LC_MESSAGES" / "lawreg.po"
    with po.open("rb") as f:
        catalogue = read_po(f, locale="vi")
    assert [m.id for m in catalogue if m.id and not m.string] == []
    used = set()
    for file in (ROOT / "lawreg").rglob("*.py"):
        used |= set(re.findall(r'[^\w]_N?\("([^"\\]+)"\)', file.read_text(encoding="utf-8")))
    assert used <= {m.id for m in catalogue}
