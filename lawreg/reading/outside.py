"""Outside programs that read Word files: LibreOffice, antiword, catdoc. None is needed; each is used if there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Severity, Text
from lawreg.reading import legacy_fonts
from lawreg.reading.base import ReadOptions

_PROGRAMS = {"libreoffice": ("soffice", "libreoffice"), "antiword": ("antiword",), "catdoc": ("catdoc",)}


@cache
def program(kind: str) -> str | None:
    """Path of an installed program; None when this machine has it not."""
    return next((p for n in _PROGRAMS[kind] if (p := shutil.which(n))), None)


def read(data: bytes, name: str, found: Format, options: ReadOptions, kinds: Sequence[str]) -> Text:
    """Read with the first program of ``kinds`` that is there and gives text.

    Raises:
        Unreadable: ``no_outside_reader`` when none is installed; else what the last one said.
    """
    tried = [k for k in kinds if k in _PROGRAMS and program(k)]
    if not tried:
        raise Unreadable("no_outside_reader", file=name)
    for kind in tried:
        text = _libreoffice(data, name, found, options) if kind == "libreoffice" else _printed(kind, data, options)
        if text is not None and text.content.strip():
            note = Finding("read_by", {"program": kind}, Severity.INFO)
            return replace(text, format=found, reader=f"{found.value}:{kind}", findings=(*text.findings, note))
    raise Unreadable("damaged_doc", file=name)


def _run(command: list[str], folder: str, seconds: float) -> bytes | None:
    """Run in its own process group so that a hang can be ended with all its children."""
    environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder,
        env=environment, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            out, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.communicate()
            return None
        return out if process.returncode == 0 else None


def _libreoffice(data: bytes, name: str, found: Format, options: ReadOptions) -> Text | None:
    made = convert_batch([(data, name)], found, options)
    if made[0] is None:
        return None
    from lawreg.reading.docx import READER

    return READER.read(made[0], name, options)


def convert_batch(files: Sequence[tuple[bytes, str]], found: Format, options: ReadOptions) -> list[bytes | None]:
    """DOCX made of each file by one start of LibreOffice; None for each it could not convert."""
    office = program("libreoffice")
    if office is None or not files:
        return [None] * len(files)
    suffix = {Format.DOC: ".doc", Format.RTF: ".rtf"}.get(found, ".bin")
    with tempfile.TemporaryDirectory(prefix="lawreg-office-") as folder:
        inputs = []
        for at, (data, _) in enumerate(files):
            path = Path(folder, f"in{at}{suffix}")
            path.write_bytes(data)
            inputs.append(str(path))
        out = Path(folder, "out")
        out.mkdir()
        command = [
            office, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
            "--nologo", "--nofirststartwizard", "--convert-to", "docx", "--outdir", str(out), *inputs,
        ]  # fmt: skip
        _run(command, folder, options.tool_seconds + 2 * len(files))
        return [p.read_bytes() if (p := out / f"in{at}.docx").is_file() else None for at in range(len(files))]


def _printed(kind: str, data: bytes, options: ReadOptions) -> Text | None:
    """antiword and catdoc print text; they wrap no lines when told a width of 0."""
    path = program(kind)
    assert path is not None
    with tempfile.TemporaryDirectory(prefix="lawreg-office-") as folder:
        source = Path(folder, "in.doc")
        source.write_bytes(data)
        flags = ["-w", "0", "-m", "UTF-8.txt"] if kind == "antiword" else ["-w", "-d", "utf-8"]
        out = _run([path, *flags, str(source)], folder, options.tool_seconds)
    if not out:
        return None
    lines: list[str] = []
    for line in out.decode("utf-8", "replace").replace("\f", "\n").split("\n"):
        bar = line.strip()
        if bar.startswith("|") and bar.endswith("|") and len(bar) > 1:  # antiword's tables
            cells = [" ".join(c.split()) for c in bar[1:-1].split("|")]
            lines.append("\t".join(cells) if len([c for c in cells if c]) > 1 else "".join(cells))
        elif bar:
            lines.append(" ".join(bar.split()))
    content, findings = legacy_fonts.repair("\n".join(lines))
    return Text(content, Format.DOC, findings=findings)
