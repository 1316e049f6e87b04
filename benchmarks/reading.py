"""Speed and accuracy of the readers on real files, beside bare pypdfium2 in the same run.

    python benchmarks/reading.py [pdf] [html] [syllables] [scans] [--pages N] [--cache DIR]

pdf        pages a second over raw/pdf-gazette and raw/pdf, and pypdfium2 that only takes the text of each page
html       saved pages a second from bytes to the rows of the registry (read, parsed, citations and effects found)
syllables  share of possible Vietnamese syllables in raw/doc and raw/doc-tcvn3
scans      share of the words of the .doc found in order in the OCR of its scan (first N pages), and the fields of the
           header that agree

Processor time of this process, so that other work on the machine disturbs little, with wall time beside it.
"""

from __future__ import annotations

import argparse
import re
import resource
import tarfile
import time
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path

from lawreg.errors import Unreadable
from lawreg.inspection import inspect_text
from lawreg.reading import ReadOptions, read_bytes, read_path
from lawreg.reading.syllables import vietnamese_share
from lawreg.registry import rows

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
RAW = DATA / "raw"
_WORD = re.compile(r"\w+")


def clock(work: Callable[[], int]) -> tuple[int, float, float]:
    """What ``work`` counted, processor seconds and wall seconds."""
    wall, used = time.perf_counter(), time.process_time()
    count = work()
    return count, time.process_time() - used, time.perf_counter() - wall


def _bare(files: Iterable[bytes]) -> int:
    import pypdfium2

    pages = 0
    for data in files:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
            pages += 1
        document.close()
    return pages


def pdf() -> None:
    options = ReadOptions(ocr=False)
    files = []
    for path in [*sorted((RAW / "pdf-gazette").glob("*.pdf")), *sorted((RAW / "pdf").glob("*.pdf"))]:
        data = path.read_bytes()
        try:
            read_bytes(data, path.name, options=options)  # also warms the disk and the libraries
        except Unreadable as e:
            print(f"  set aside: {path.name} ({e.finding.code})")
            continue
        files.append((path.name, data))

    def ours() -> int:
        return sum(read_bytes(data, name, options=options).pages or 0 for name, data in files)

    pages, used, wall = clock(ours)
    _, bare, _ = clock(lambda: _bare(data for _, data in files))
    print(
        f"pdf: {len(files)} files, {pages} pages: {pages / used:.0f} a processor second ({pages / wall:.0f} wall); "
        f"bare pypdfium2 {pages / bare:.0f}; share {bare / used:.0%}"
    )


def html() -> None:
    with tarfile.open(DATA / "vbpl" / "pages.tar.xz") as archive:
        pages = [(m.name, f.read()) for m in archive if (f := archive.extractfile(m)) is not None][:300]

    def work() -> int:
        for name, data in pages:
            got = inspect_text(read_bytes(data, name), name)
            rows.of_inspection(got, got.text.sha256)
        return len(pages)

    for name, data in pages[:10]:
        inspect_text(read_bytes(data, name), name)
    read, used_read, _ = clock(lambda: sum(bool(read_bytes(data, name)) for name, data in pages))
    count, used, wall = clock(work)
    print(f"html: {count} pages: {count / used:.0f} a processor second from bytes to rows ({count / wall:.0f} wall); "
          f"reading alone {read / used_read:.0f}")  # fmt: skip


def syllables() -> None:
    for folder in ("doc", "doc-tcvn3"):
        texts, unread = [], []
        for path in sorted((RAW / folder).iterdir()):
            try:
                texts.append(read_path(path).content)
            except Unreadable as e:
                unread.append((path.name, e.finding.code))
        print(f"syllables: {folder}: {vietnamese_share(' '.join(texts)):.4f} of {len(texts)} files; unread {unread}")


def scans(pages: int, cache: Path | None) -> None:
    options = ReadOptions(ocr_page_limit=pages, cache_dir=cache)
    shares, right, told = [], dict.fromkeys(("doc_type", "issuers", "number", "issued"), 0), 0
    wrong: list[str] = []
    pairs = 0
    for path in sorted((RAW / "scan-pairs").glob("*.pdf")):
        typed = path.with_suffix(".doc")
        if not typed.exists():
            continue
        pairs += 1
        scan, doc = inspect_text(read_path(path, options=options)), inspect_text(read_path(typed))
        a, b = ([w.lower() for w in _WORD.findall(x.text.content)] for x in (scan, doc))
        b = b[: int(len(a) * 1.3)]  # only the first pages were read
        blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        end = max((m.b + m.size for m in blocks if m.size > 2), default=1)
        share = sum(m.size for m in blocks) / max(1, end)
        shares.append(share)
        doubt = {str(f.params.get("field")) for f in scan.document.findings if f.code == "doubtful_field"}
        for field in right:
            x, y = getattr(scan.document.header, field), getattr(doc.document.header, field)
            right[field] += x == y
            if x != y and x and field in ("number", "issued"):
                told += field in doubt
                wrong.append(f"{path.name} {field} {x} for {y}{'' if field in doubt else ' NOT TOLD'}")
        print(f"  {path.name} {share:.3f} {scan.document.header.number} {scan.document.header.doc_type}")
    print(f"scans: {pairs} pairs: words {sum(shares) / len(shares):.3f} (lowest {min(shares):.3f}); "
          + "; ".join(f"{k} {v}/{pairs}" for k, v in right.items())
          + f"; wrong and told {told} of {len(wrong)}")  # fmt: skip
    for line in wrong:
        print("   ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["pdf", "html", "syllables"])
    parser.add_argument("--pages", type=int, default=2, help="pages of each scan")
    parser.add_argument("--cache", type=Path, help="where pages read by OCR are kept")
    asked = parser.parse_args()
    if not RAW.is_dir():
        raise SystemExit("../shared/data is not here: nothing to measure")
    for what in asked.what:
        if what == "scans":
            scans(asked.pages, asked.cache)
        else:
            {"pdf": pdf, "html": html, "syllables": syllables}[what]()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
