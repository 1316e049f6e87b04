"""Archives and mail messages: the files inside, taken out in memory within limits.

Nothing is written to disk, so that paths such as ../../x do no harm; they are cleaned for display only. One bad member
does not spoil the others: it comes out as the reason for which it must be set aside.
"""

from __future__ import annotations

import email
import email.policy
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from lawreg.errors import Unreadable
from lawreg.reading.base import MIB
from lawreg.reading.detect import is_message

MAX_FILES = 2000
MAX_TOTAL = 800 * MIB
MAX_MEMBER = 200 * MIB
MAX_RATIO = 200  # of unpacked to packed size of one member: bombs have thousands
MAX_DEPTH = 3  # archives in archives

_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside: ``chain`` leads to it through the archives around it, by number within each."""

    path: str
    chain: tuple[int, ...]
    data: bytes = b""
    trouble: Unreadable | None = None


def is_container(data: bytes, name: str) -> bool:
    """Whether these bytes hold files: a ZIP archive that is no office document, a mail message."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as z:
                names = z.namelist()
        except (*_DAMAGE, UnicodeDecodeError, IndexError):
            return False
        office = ("[Content_Types].xml", "mimetype", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
        return not any(n in names for n in office)
    if data[:8] == _OLE:
        return is_message(data)
    return name.lower().endswith(".eml")


def expand(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """The files inside a ZIP archive or a mail message, archives inside it unpacked too.

    Names are relative, with "/" between folders, "archive.zip/folder/file.doc".

    Raises:
        Unreadable: neither of both, damaged, locked by a password, or beyond the limits.
    """
    found = []
    for m in members(data, name):
        if m.trouble is not None:
            raise m.trouble
        found.append((f"{name}/{m.path}", m.data))
    return found


def members(data: bytes, name: str) -> Iterator[Member]:
    """The files inside one by one, those of archives inside it among them; a bad one carries its ``trouble``.

    Raises:
        Unreadable: the container as a whole cannot be opened, holds nothing, or goes beyond the limits.
    """
    used = [0, 0]
    yield from _members(data, name, "", (), used)
    if not used[0]:
        raise Unreadable("empty_archive", file=name)


def member(data: bytes, name: str, chain: tuple[int, ...]) -> bytes:
    """One file by its place, as :func:`members` named it.

    Raises:
        Unreadable: there is none (the container changed meanwhile), or it cannot be unpacked.
    """
    found = next((m for m in _opened(data, name, "") if m.chain == chain[:1]), None)
    if found is None:
        raise Unreadable("changed_while_read", file=name)
    if found.trouble is not None:
        raise found.trouble
    return found.data if len(chain) == 1 else member(found.data, found.path, chain[1:])


def _members(data: bytes, name: str, within: str, chain: tuple[int, ...], used: list[int]) -> Iterator[Member]:
    if len(chain) > MAX_DEPTH:
        raise Unreadable("archive_too_deep", file=name, limit=MAX_DEPTH)
    for m in _opened(data, name, within):
        used[0] += 1
        used[1] += len(m.data)
        if used[0] > MAX_FILES or used[1] > MAX_TOTAL:
            raise Unreadable("archive_too_large", file=name, files=MAX_FILES, megabytes=MAX_TOTAL >> 20)
        path, at = within + m.path, (*chain, *m.chain)
        if m.trouble is not None or not is_container(m.data, m.path):
            yield Member(path, at, m.data, m.trouble)
            continue
        before = used[0]
        try:
            yield from _members(m.data, name, f"{path}/", at, used)
        except Unreadable as e:
            if e.finding.code in ("archive_too_large", "archive_too_deep"):
                raise
            yield Member(path, at, trouble=e)
        else:
            if used[0] == before:
                yield Member(path, at, trouble=Unreadable("empty_archive", file=path))


def _opened(data: bytes, name: str, within: str) -> Iterator[Member]:
    if data[:2] == b"PK":
        return _zip(data, name)
    if data[:8] == _OLE:
        return _msg(data, name)
    return _mail(data, name)


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


def _zip(data: bytes, name: str) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_DAMAGE, UnicodeDecodeError, IndexError) as e:
        raise Unreadable("damaged_zip", file=name) from e
    with archive:
        listed = [(n, i) for n, i in enumerate(archive.infolist()) if not i.is_dir() and not _JUNK.search(i.filename)]
        if len(listed) > MAX_FILES or sum(i.file_size for _, i in listed) > MAX_TOTAL:
            raise Unreadable("archive_too_large", file=name, files=MAX_FILES, megabytes=MAX_TOTAL >> 20)
        if listed and all(i.flag_bits & 1 for _, i in listed):
            raise Unreadable("encrypted_archive", file=name)
        for n, info in listed:
            path = clean(_member_name(info))
            try:
                yield Member(path, (n,), _unpacked(archive, info, path))
            except Unreadable as e:
                yield Member(path, (n,), trouble=e)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> bytes:
    if info.flag_bits & 1:
        raise Unreadable("encrypted_archive", file=path)
    if (info.external_attr >> 16) & 0o170000 == 0o120000:  # what a link points to is not ours to read
        raise Unreadable("link_in_archive", file=path)
    if info.file_size > MAX_MEMBER:
        raise Unreadable("too_large", file=path, megabytes=info.file_size >> 20, limit=MAX_MEMBER >> 20)
    if info.file_size > MIB and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise Unreadable("decompression_bomb", file=path, megabytes=info.file_size >> 20)
    try:
        with archive.open(info) as opened:
            content = opened.read(info.file_size + 1)
    except RuntimeError as e:
        raise Unreadable("encrypted_archive", file=path) from e
    except _DAMAGE as e:
        raise Unreadable("damaged_zip", file=path) from e
    if len(content) > info.file_size:
        raise Unreadable("damaged_zip", file=path)
    return content


def _mail(data: bytes, name: str) -> Iterator[Member]:
    """Attachments of a mail message; its own text is no document."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not message.keys():
            raise Unreadable("unknown_format", file=name)
        yield from _attached(message, name)
    except Unreadable:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as e:  # the parser's own faults
        raise Unreadable("damaged_mail", file=name) from e


def _attached(message: Message, name: str) -> Iterator[Member]:
    for number, part in enumerate(message.walk(), 1):
        file = part.get_filename()
        if not file or part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield Member(clean(str(file)) or f"{number}", (number,), payload)


# Streams of a message saved by Outlook (MS-OXMSG 2.2.2): attachments in storages of their own, names as UTF-16 or in
# the machine's code page, long before short.
_ATTACHED = "__attach_version1.0_#"
_NAMES = (("__substg1.0_3707001F", "utf-16-le"), ("__substg1.0_3704001F", "utf-16-le"),
          ("__substg1.0_3707001E", "cp1258"), ("__substg1.0_3704001E", "cp1258"))  # fmt: skip
_DATA = "__substg1.0_37010102"


def _msg(data: bytes, name: str) -> Iterator[Member]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            # at any depth: what a forwarded message brought stands in storages within the storage of that message
            found = sorted(p for p in ole.listdir() if len(p) > 1 and p[-1] == _DATA and p[-2].startswith(_ATTACHED))
            for number, path in enumerate(found, 1):
                storage = path[:-1]
                file = ""
                for stream, codec in _NAMES:
                    if ole.exists([*storage, stream]):
                        file = ole.openstream([*storage, stream]).read().decode(codec, "replace").rstrip("\0")
                        break
                yield Member(clean(file or f"{number}"), (number,), ole.openstream(path).read())
    except (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError) as e:
        raise Unreadable("damaged_mail", file=name) from e
