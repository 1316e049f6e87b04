"""Making and finding a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawreg import messages
from lawreg.errors import WorkspaceError
from lawreg.workspace import Workspace


def test_a_new_workspace_has_its_folders_and_tables(tmp_path: Path) -> None:
    ws = Workspace.init(tmp_path / "mới" / "kho")
    assert ws.exists()
    assert (ws.pipelines / "tables" / "issuers.toml").is_file()
    assert "lawreg ingest" in (ws.corpus / "README.md").read_text(encoding="utf-8")


def test_making_it_again_leaves_what_is_there(tmp_path: Path) -> None:
    ws = Workspace.init(tmp_path)
    (ws.corpus / "a.txt").write_text("văn bản", encoding="utf-8")
    (ws.pipelines / "tables" / "issuers.toml").write_text("# của tôi", encoding="utf-8")
    Workspace.init(tmp_path)
    assert (ws.corpus / "a.txt").read_text(encoding="utf-8") == "văn bản"
    assert (ws.pipelines / "tables" / "issuers.toml").read_text(encoding="utf-8") == "# của tôi"


def test_it_is_found_from_inside_and_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAWREG_WORKSPACE", raising=False)
    ws = Workspace.init(tmp_path / "kho")
    deep = ws.corpus / "2015" / "quy-1"
    deep.mkdir(parents=True)
    assert Workspace.find(deep).root == ws.root
    monkeypatch.chdir(deep)
    assert Workspace.find(None).root == ws.root
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWREG_WORKSPACE", str(ws.root))
    assert Workspace.find(None).root == ws.root


def test_where_there_is_none_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAWREG_WORKSPACE", raising=False)
    with pytest.raises(WorkspaceError) as wrong:
        Workspace.find(tmp_path)
    assert "lawreg init" in messages.render(wrong.value.finding)
    monkeypatch.setenv("LAWREG_WORKSPACE", str(tmp_path / "khong"))
    with pytest.raises(WorkspaceError):
        Workspace.find(None)


def test_the_lock_falls_when_its_block_ends(tmp_path: Path) -> None:
    ws = Workspace.init(tmp_path)
    with ws.lock(0.1):
        pass
    with ws.lock(0.1):
        assert ws.exists()
