"""A workspace: a folder with corpus/ (what came in), pipelines/ (how it is read) and indexes/ (everything derived)."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from lawreg import tables
from lawreg.errors import WorkspaceError

_FOLDERS = ("corpus", "pipelines", "indexes")
_WAIT = 10.0  # seconds a writer waits for another before it says who holds the workspace

_README = """# Kho văn bản

Thư mục này chứa văn bản đưa vào sổ: tệp Word, PDF, HTML, TXT, hoặc tệp `.jsonl` xuất từ hệ thống khác.
Có thể xếp thành thư mục con tùy ý. Chép tệp vào đây rồi chạy `lawreg ingest`.

- Chương trình không sửa tệp nào ở đây. Thay một tệp bằng bản mới thì nội dung cũ vẫn được giữ trong `.history/`.
- `decisions.jsonl` ghi ý kiến của cán bộ, mỗi dòng một ý kiến, chỉ ghi thêm; đừng sửa hay xóa bằng tay.
- Thư mục `indexes/` bên cạnh xóa lúc nào cũng được: `lawreg rebuild` dựng lại từ thư mục này.
- Không đưa văn bản có dấu Mật, Tối mật, Tuyệt mật vào đây.
"""


class Workspace:
    """Paths of one workspace."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).absolute()

    def __repr__(self) -> str:
        return f"Workspace({str(self.root)!r})"

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def pipelines(self) -> Path:
        return self.root / "pipelines"

    @property
    def indexes(self) -> Path:
        return self.root / "indexes"

    @property
    def registry_file(self) -> Path:
        return self.indexes / "registry.sqlite"

    @property
    def search_dir(self) -> Path:
        return self.indexes / "search"

    @property
    def decisions_file(self) -> Path:
        return self.corpus / "decisions.jsonl"

    @property
    def history_dir(self) -> Path:
        """Texts and files that newer versions took the place of; hidden, so it is never read as documents."""
        return self.corpus / ".history"

    def exists(self) -> bool:
        return all((self.root / name).is_dir() for name in _FOLDERS)

    def check(self) -> None:
        """Raises WorkspaceError unless corpus/ and pipelines/ stand here; indexes/ may be missing and is made."""
        if not self.corpus.is_dir():
            raise WorkspaceError("no_workspace", folder=str(self.root))
        try:
            self.indexes.mkdir(exist_ok=True)
        except OSError as e:
            raise WorkspaceError("cannot_write", folder=str(self.indexes), reason=e.strerror or str(e)) from e

    @classmethod
    def init(cls, root: Path | str) -> Workspace:
        """Make a workspace in ``root``; what stands there already is left as it is.

        Raises:
            WorkspaceError: the folder cannot be written.
        """
        ws = cls(root)
        try:
            for folder in (ws.corpus, ws.indexes):
                folder.mkdir(parents=True, exist_ok=True)
            tables.write(ws.pipelines)
            readme = ws.corpus / "README.md"
            if not readme.exists():
                readme.write_text(_README, encoding="utf-8")
        except OSError as e:
            raise WorkspaceError("cannot_write", folder=str(e.filename or root), reason=e.strerror or str(e)) from e
        return ws

    @classmethod
    def find(cls, start: Path | str | None = None) -> Workspace:
        """The workspace around ``start`` (the current folder by default), or the one LAWREG_WORKSPACE names.

        Raises:
            WorkspaceError: there is none.
        """
        named = os.environ.get("LAWREG_WORKSPACE")
        if start is None and named:
            ws = cls(named)
            if not ws.exists():
                raise WorkspaceError("no_workspace", folder=named)
            return ws
        here = Path(start) if start is not None else Path.cwd()
        here = here.absolute()
        for folder in (here, *here.parents):
            ws = cls(folder)
            if ws.exists():
                return ws
        raise WorkspaceError("no_workspace_around", folder=str(here))

    @contextmanager
    def lock(self, wait: float = _WAIT, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
        """Only one process writes at a time. The lock is the system's: it falls when its holder dies.

        Args:
            wait: seconds to wait for another writer.
            waiting: told who it is that is waited for.

        Raises:
            WorkspaceError: "locked", with what is known of the holder.
        """
        from filelock import Timeout

        note = self.root / ".lawreg.lock.json"
        try:
            taken = _take(self.root / ".lawreg.lock", wait, note, waiting)
        except Timeout:
            raise WorkspaceError("locked", folder=str(self.root), **_holder(note)) from None
        except OSError as e:  # no right, or a folder mounted read-only
            raise WorkspaceError("cannot_write", folder=str(self.root), reason=e.strerror or str(e)) from e
        with taken:
            _note_holder(note)
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    note.unlink(missing_ok=True)


def _take(path: Path, wait: float, note: Path, waiting: Callable[[str], None] | None) -> Any:
    """The lock, acquired.

    Raises:
        filelock.Timeout: another process kept it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    if waiting is None:
        return lock.acquire(timeout=wait)
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        holder = _holder(note)
        waiting(f"{holder['command']} ({holder['pid']})")
        return lock.acquire(timeout=wait)


def _note_holder(note: Path) -> None:
    import socket  # only writers need it

    with contextlib.suppress(OSError):
        command = " ".join([Path(sys.argv[0] or "python").name, *sys.argv[1:5]])
        data = {"pid": os.getpid(), "host": socket.gethostname(), "command": command,
                "since": datetime.now().isoformat(timespec="seconds")}  # fmt: skip
        note.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _holder(note: Path) -> dict[str, str]:
    try:
        data = json.loads(note.read_text(encoding="utf-8"))
        return {k: str(data.get(k, "?")) for k in ("pid", "host", "command", "since")}
    except (OSError, ValueError, AttributeError):
        return {"pid": "?", "host": "?", "command": "?", "since": "?"}
