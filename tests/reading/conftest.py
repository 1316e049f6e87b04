"""Builders of small files for the reading tests: made in memory, nothing stored."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Placed = tuple[float, float, float, str]  # x, y, size, text
W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _pdf(
    pages: Sequence[Sequence[Placed]],
    rules: Sequence[Sequence[tuple[float, float, float, float]]] = (),
    attached: str = "",
    image_page: bool = False,
) -> bytes:
    """A PDF with a ToUnicode font: every character is half its size wide, no font file is needed."""
    letters = sorted({ch for page in pages for *_, text in page for ch in text} | {" "})
    code = {ch: i + 1 for i, ch in enumerate(letters)}
    maps = "\n".join(f"<{n:04x}> <{ch.encode('utf-16-be').hex()}>" for ch, n in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{maps}\nendbfchar\nendcmap end end"
    )
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode() if isinstance(body, str) else body)
        return len(objects)

    def stream(text: str) -> str:
        return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"

    to_unicode = add(stream(cmap))
    descriptor = add(
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800"
        " /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    descendant = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        f" /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 500 >>"
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [{descendant} 0 R]"
        f" /ToUnicode {to_unicode} 0 R >>"
    )
    pages_at = len(objects) + 2 * len(pages) + 1
    kids = []
    for number, page in enumerate(pages):
        parts = []
        for x, y, size, text in page:
            shown = "".join(f"{code[ch]:04x}" for ch in text)
            parts.append(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{shown}> Tj ET")
        for x0, y0, x1, y1 in rules[number] if number < len(rules) else ():
            parts.append(f"{x0} {y0} m {x1} {y1} l S")
        content = add(stream("\n".join(parts)))
        kids.append(
            add(
                f"<< /Type /Page /Parent {pages_at} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
                f" /Resources << /Font << /F {font} 0 R >> >> >>"
            )
        )
    assert add(f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>") == pages_at
    names = ""
    if attached:
        file = add(stream("x"))
        spec = add(f"<< /Type /Filespec /F ({attached}) /UF ({attached}) /EF << /F {file} 0 R >> >>")
        names = f" /Names << /EmbeddedFiles << /Names [({attached}) {spec} 0 R] >> >>"
    root = add(f"<< /Type /Catalog /Pages {pages_at} 0 R{names} >>")
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010} 00000 n \n".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return _pdf


def _docx(body: str, **parts: str) -> bytes:
    """A DOCX from the XML of its body; other parts by file stem ("numbering", "footnotes", "styles")."""
    out = io.BytesIO()
    root = f'xmlns:w="{W_NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    root += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", f"<w:document {root}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            z.writestr(f"word/{name}.xml", f"<w:{name} {root}>{xml}</w:{name}>")
    return out.getvalue()


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return _docx


def _ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, each padded past the size that would put it into the small-sector stream."""
    sectors: list[bytes] = []
    fat: list[int] = []
    starts: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for name, data in streams.items():
        data = data.ljust(4096, b"\0")
        sizes[name] = len(data)
        starts[name] = len(sectors)
        count = -(-len(data) // 512)
        for i in range(count):
            sectors.append(data[512 * i : 512 * i + 512].ljust(512, b"\0"))
            fat.append(len(sectors) if i + 1 < count else 0xFFFFFFFE)
    directory_at = len(sectors)

    def entry(name: str, kind: int, start: int, size: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )

    names = list(streams)
    entries = [entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for i, name in enumerate(names):
        right = i + 2 if i + 1 < len(names) else 0xFFFFFFFF
        entries.append(entry(name, 2, starts[name], sizes[name], right))
    raw = b"".join(entries).ljust(512 * -(-len(entries) // 4), b"\0")
    for i in range(0, len(raw), 512):
        sectors.append(raw[i : i + 512])
        fat.append(len(sectors) if i + 512 < len(raw) else 0xFFFFFFFE)
    fat_at = len(sectors)
    fat.append(0xFFFFFFFD)
    assert len(fat) <= 128
    sectors.append(struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", fat_at, *[0xFFFFFFFF] * 108)
    return header + b"".join(sectors)


@pytest.fixture(scope="session")
def make_ole() -> Callable[[dict[str, bytes]], bytes]:
    return _ole


def _doc(text: str, *, wide: bool = True, encrypted: bool = False, header: str = "") -> bytes:
    """A Word 97 file with nothing but a piece table (and a first-page header); paragraphs end with "\\r"."""
    body = len(text)
    text += header
    raw = text.encode("utf-16-le") if wide else text.encode("latin-1")
    main = bytearray(2048)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<3i", main, 0x4C, body, 0, len(header))
    place = 2048 if wide else (2048 * 2) | 0x40000000
    plc = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    heads = b""
    if header:  # twelve stories: six of separators, six of the first section, of which the fifth is this one
        heads = struct.pack("<14I", *[0] * 11, *[len(header)] * 3)
        struct.pack_into("<II", main, 0xF2, len(clx), len(heads))
        clx += heads
    return _ole({"WordDocument": bytes(main) + raw, "1Table": clx})


@pytest.fixture(scope="session")
def make_doc() -> Callable[..., bytes]:
    return _doc


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents, where they are at hand."""
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here: the check on real documents is left out")
    return folder
