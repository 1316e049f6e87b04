"""Safe access to the XML parts of an Office file: no entities, no network, bounded size."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from lawreg.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BOMB = 200  # of unpacked to packed size: text reaches 30, bombs have thousands
_STRICT = {  # ISO 29500 strict files use other names for the same things
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": REL[1:-1].encode(),
}


def local(node: _Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def read_xml(archive: zipfile.ZipFile, name: str, limit: int) -> _Element | None:
    """Parse a member; None when it is not there.

    Raises:
        Unreadable: it is no XML, has a document type (entities), or unpacks to more than ``limit`` bytes.
    """
    try:
        info = archive.getinfo(name)
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as e:
        raise Unreadable("damaged_docx", file=name) from e
    if len(data) > limit:
        bomb = len(data) > BOMB * max(1, info.compress_size)
        code = "decompression_bomb" if bomb else "too_large"
        raise Unreadable(code, file=name, megabytes=max(info.file_size, limit) >> 20, limit=limit >> 20)
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    return _parsed(data, name)


def _parsed(data: bytes, name: str) -> _Element:
    from lxml import etree

    prolog = data[: 1 << 16].replace(b"\x00", b"")  # UTF-16 has it between the letters
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:  # said before the parser gives up on what it declares
        raise Unreadable("unsafe_xml", file=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as e:
        code = "too_complex" if "depth" in str(e).lower() else "damaged_docx"
        raise Unreadable(code, file=name) from e
    if tree.getroottree().docinfo.doctype:
        raise Unreadable("unsafe_xml", file=name)
    return tree


_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"


def as_package(data: bytes, name: str) -> bytes:
    """A DOCX package made of Word's one-file XML (Word 2003 XML, Flat OPC).

    Raises:
        Unreadable: it is no XML or holds no document.
    """
    from lxml import etree

    tree = _parsed(data.replace(_WORD_2003, W[1:-1].encode()), name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        parts = 0
        for part in tree:
            if local(part) == "part" and len(part) and len(part[0]):  # Flat OPC: pkg:part / pkg:xmlData / root
                place = next((v for k, v in part.attrib.items() if k.endswith("}name")), "")
                archive.writestr(place.lstrip("/"), etree.tostring(part[0][0]))
                parts += 1
        if not parts:
            archive.writestr("word/document.xml", etree.tostring(tree))
            styles = tree.find(f"{W}styles")
            if styles is not None:
                archive.writestr("word/styles.xml", etree.tostring(styles))
    return out.getvalue()
