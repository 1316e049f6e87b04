"""The hits of the last search, so that `lawreg show :3` opens the third of them.

``recent.json`` lies beside the index and is written by the command line only; a program holds its hits itself. The sign
is ":" because shells take "#3" for a comment; "#3" in quotes is understood too.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import NamedTuple

from lawreg.errors import NotFound
from lawreg.search.results import Hit

_FILE = "recent.json"
_LINE = r"\s*[:#]\s*(\d{1,4})\s*"


class Recent(NamedTuple):
    """Where a line of the last search leads; ``path`` is None for a document itself."""

    doc_id: str
    path: str | None


def remember(search_dir: Path, hits: tuple[Hit, ...]) -> None:
    """Keep ``hits`` for the next command; a folder that cannot be written is no fault of the search."""
    said = json.dumps([Recent(h.doc_id, h.path)._asdict() for h in hits], ensure_ascii=False)
    waiting = Path(search_dir) / f"{_FILE}.{os.getpid()}"
    try:
        waiting.write_text(said, encoding="utf-8")
        os.replace(waiting, Path(search_dir) / _FILE)
    except OSError:
        return


def line(search_dir: Path, said: str) -> Recent | None:
    """The hit that ``said`` (":3") names; None where it is no such name.

    Raises:
        NotFound: the last search had no such line.
    """
    m = re.fullmatch(_LINE, said)
    if m is None:
        return None
    try:
        kept = json.loads((Path(search_dir) / _FILE).read_text(encoding="utf-8"))
        hits = [Recent(str(h["doc_id"]), h["path"]) for h in kept]
    except (OSError, ValueError, KeyError, TypeError):
        hits = []
    n = int(m[1])
    if not 1 <= n <= len(hits):
        raise NotFound("search_no_such_line", line=n, n=len(hits))
    return hits[n - 1]
