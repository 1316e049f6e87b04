"""Speed and accuracy of the readers on real files, beside bare pypdfium2 in the same run.

    python benchmarks/reading.py [pdf] [html] [syllables] [scans] [--pages N] [--cache DIR]

pdf        pages a second over raw/pdf-gazette and raw/pdf, and pypdfium2 that only takes the text of each page
html       saved pages a second from bytes to the rows of the registry (read, parsed, citations and effects found)
syllables  share of possible Vietnamese syllables in raw/doc and raw/doc-tcvn3
scans      words of the .doc found in order in the OCR of its scan, word accuracy by edit distance, and the fields of
           the header that agree; pages read before come from the cache

Processor time of this process, so that other work on the machine disturbs little, with wall time beside it.
"""

from __future__ import annotations

import argparse
import re
import resource
import tarfile
import time
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path

from lawreg.errors import Unreadable
from lawreg.inspection import inspect_text
from lawreg.model import Inspection, ZoneKind
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

    # File by file in turn, the best of three each: the machine's speed may change in the middle of a run
    pages, used, wall, bare = 0, 0.0, 0.0, 0.0
    for name, data in files:
        ours, its = [], []
        for _ in range(3):
            ours.append(clock(lambda n=name, d=data: read_bytes(d, n, options=options).pages or 0))
            its.append(clock(lambda d=data: _bare([d])))
        pages += ours[0][0]
        used += min(x[1] for x in ours)
        wall += min(x[2] for x in ours)
        bare += min(x[1] for x in its)
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


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(unicodedata.normalize("NFC", text))]


def _distance(a: list[str], b: list[str]) -> int:
    """Words to change, put in or take out."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]


def accuracy(read: str, typed: Inspection) -> tuple[int, int, int]:
    """Words of the .doc found in order, words to mend, words of the .doc.

    Counted over what the .doc has from its title to its signature and in attached regulations: recipients, seals and
    empty forms of annexes stand in one of the two only. The scan's text is taken from the first to the last place where
    four words running agree. Case is passed over, accents are not. Between the runs that agree the edit distance is
    exact, so that the sum is never less than the true distance.
    """
    zones = (ZoneKind.PREAMBLE, ZoneKind.BODY, ZoneKind.ATTACHED)
    b = _words(" ".join(typed.text.content[z.start : z.end] for z in typed.document.zones if z.kind in zones))
    a = _words(read)
    runs = [m for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size >= 4]
    first, last = runs[0], runs[-1]
    a = a[max(0, first.a - first.b) : last.a + last.size + len(b) - last.b - last.size]
    hits = errors = 0
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            hits += i2 - i1
        else:
            errors += _distance(a[i1:i2], b[j1:j2])
    return hits, errors, len(b)


def scans(pages: int, cache: Path | None) -> None:
    options = ReadOptions(ocr_page_limit=pages, cache_dir=cache)
    right = dict.fromkeys(("doc_type", "issuers", "number", "issued"), 0)
    wrong: list[str] = []
    total, found = [0, 0, 0], []
    for path in sorted((RAW / "scan-pairs").glob("*.pdf")):
        typed = path.with_suffix(".doc")
        if not typed.exists():
            continue
        scan, doc = inspect_text(read_path(path, options=options)), inspect_text(read_path(typed))
        hits, errors, words = accuracy(scan.text.content, doc)
        found.append(1 - errors / words)
        total = [x + y for x, y in zip(total, (hits, errors, words), strict=True)]
        doubt = {str(f.params.get("field")) for f in scan.document.findings if f.code == "doubtful_field"}
        for field in right:
            x, y = getattr(scan.document.header, field), getattr(doc.document.header, field)
            right[field] += x == y
            if x != y:
                told = "not read" if not x else "needs_review" if field in doubt else "WRONG AND NOT TOLD"
                wrong.append(f"{path.name} {field}: {x} for {y}, {told}")
        print(f"  {path.name} {words} words: found {hits / words:.3f}, accuracy {1 - errors / words:.3f}", flush=True)
    n = len(found)
    print(f"scans: {n} pairs, {total[2]} words: found in order {total[0] / total[2]:.4f}; word accuracy (edit "
          f"distance) {1 - total[1] / total[2]:.4f}, mean of documents {sum(found) / n:.4f}, lowest {min(found):.4f}; "
          + "; ".join(f"{k} {v}/{n}" for k, v in right.items()))  # fmt: skip
    for line in wrong:
        print("   ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["pdf", "html", "syllables"])
    parser.add_argument("--pages", type=int, default=60, help="pages of each scan at most")
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
