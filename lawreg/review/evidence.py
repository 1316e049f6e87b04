"""The proof of one verdict as a ZIP: the sheet, the quoted texts, the source files, their hashes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from lawreg.model import DocumentRecord
from lawreg.validity.explain import Sheet

_DAY = (1980, 1, 1, 0, 0, 0)


def write_zip(
    sheet: Sheet, out: Path, *, text_of: Callable[[str], str], path_of: Callable[[str], Path] | None = None
) -> Path:
    """Pack a verdict sheet with everything it quotes.

    Args:
        sheet: what :func:`lawreg.validity.explain.explain` gave.
        text_of: gives the stored text of a document id: the one that offsets count in.
        path_of: gives the source file of a document's ``file``; without it only texts are packed.
    """
    parts: dict[str, bytes] = {
        "phieu.txt": sheet.text().encode(),
        "phieu.json": json.dumps(sheet.to_dict(), ensure_ascii=False, indent=1).encode(),
    }
    cited: dict[str, DocumentRecord] = {sheet.verdict.document.id: sheet.verdict.document}
    cited |= {e.by.id: e.by for e in sheet.verdict.evidence if e.by is not None}
    for id_, d in sorted(cited.items()):
        if d.stub or d.file is None:
            continue
        parts[f"texts/{PurePosixPath(id_).name}.txt"] = text_of(id_).encode()
        if path_of is not None:
            try:
                parts[f"sources/{d.file}"] = path_of(d.file).read_bytes()
            except OSError:  # the file is gone; its text and hash still stand
                parts[f"sources/{d.file}.missing"] = (d.sha256 or "").encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(parts.items()))
    parts["SHA256SUMS"] = sums.encode()
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in sorted(parts.items()):
            packed.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return out
