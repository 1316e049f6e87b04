"""Archives and mail messages: the files inside, taken out in memory within limits.

Nothing is written to disk, so that paths such as ../../x do no harm; they are cleaned for display only.
"""

from __future__ import annotations

import email
import email.policy
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lawreg.errors import Unreadable
from lawreg.reading.base import MIB

MAX_FILES = 2000
MAX_TOTAL = 800 * MIB
MAX_RATIO = 200  # of unpacked to packed size of one member: bombs have thousands
MAX_DEPTH = 3  # archives in archives

_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.I)


def expand(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """The files inside a ZIP archive or a mail message, archives inside it unpacked too.

    Names are relative, with "/" between folders, "archive.zip/folder/file.doc".

    Raises:
        Unreadable: neither of both, damaged, locked by a password, or beyond the limits.
    """
    found = list(_expand(data, name, name, 0, [0, 0]))
    if not found:
        raise Unreadable("empty_archive", file=name)
    return found


def _expand(data: bytes, label: str, name: str, depth: int, used: list[int]) -> Iterator[tuple[str, bytes]]:
    if depth > MAX_DEPTH:
        raise Unreadable("archive_too_deep", file=name, limit=MAX_DEPTH)
    inner = _zip(data, name) if data[:2] == b"PK" else _mail(data, name)
    for path, content in inner:
        used[0] += 1
        used[1] += len(content)
        if used[0] > MAX_FILES or used[1] > MAX_TOTAL:
            raise Unreadable("archive_too_large", file=name, files=MAX_FILES, megabytes=MAX_TOTAL >> 20)
        full = f"{label}/{path}"
        if _is_container(content, path):
            yield from _expand(content, full, name, depth + 1, used)
        else:
            yield full, content


def _is_container(data: bytes, path: str) -> bool:
    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as z:
                names = z.namelist()
        except (zipfile.BadZipFile, ValueError, OSError):
            return False
        return "[Content_Types].xml" not in names and "mimetype" not in names
    return path.lower().endswith(".eml")


def clean(path: str) -> str:
    """A member's name as a relative path: no drive, no "..", no control characters."""
    path = re.sub(r"[\x00-\x1f\x7f]", "_", path.replace("\\", "/"))
    path = re.sub(r"^[A-Za-z]:", "", path)
    parts = [p for p in posixpath.normpath("/" + path).split("/") if p not in ("", ".", "..")]
    return "/".join(parts) or "_"


def _member_name(info: zipfile.ZipInfo) -> str:
    """Windows archives without the UTF-8 flag hold names in the code page of the machine that made them."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "cp1258"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename


def _zip(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [i for i in archive.infolist() if not i.is_dir() and not _JUNK.search(i.filename)]
            if len(members) > MAX_FILES or sum(i.file_size for i in members) > MAX_TOTAL:
                raise Unreadable("archive_too_large", file=name, files=MAX_FILES, megabytes=MAX_TOTAL >> 20)
            for info in members:
                if info.flag_bits & 1:
                    raise Unreadable("encrypted_archive", file=name)
                if (info.external_attr >> 16) & 0o170000 == 0o120000:
                    continue  # a link: what it points to is not ours to read
                if info.file_size > MIB and info.file_size > MAX_RATIO * max(1, info.compress_size):
                    raise Unreadable("archive_too_large", file=name, files=MAX_FILES, megabytes=MAX_TOTAL >> 20)
                with archive.open(info) as member:
                    content = member.read(info.file_size + 1)
                if len(content) > info.file_size:
                    raise Unreadable("damaged_zip", file=name)
                yield clean(_member_name(info)), content
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError) as e:
        raise Unreadable("damaged_zip", file=name) from e
    except RuntimeError as e:
        raise Unreadable("encrypted_archive", file=name) from e


def _mail(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Attachments of a mail message; its own text is no document."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise Unreadable("unknown_format", file=name)
    for number, part in enumerate(message.walk(), 1):
        file = part.get_filename()
        if not file or part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield clean(str(file)) or f"{number}", payload
