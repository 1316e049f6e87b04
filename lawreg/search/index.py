"""Building and refreshing the search index: one unit a Điều, one card a document.

The index lies in ``search_dir/<engine>/`` with ``stamp.json`` beside it, which says by which analysis, tables and
generation of the registry it was made; what differs is built again, never migrated.

Units are made in this process while the engine's own thread writes them. Worker processes were measured and lose on
two cores: a unit is seven times its text, and handing it over costs more than is won (569 saved pages: 7.3 s in one
process, 8.7 s with a worker, and 1.5 to 4 s of processor time more); on more cores the engine's thread, 5 s, would set
the pace. A second such thread would share the units out by chance, and ties would be ordered otherwise in every index.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from lawreg import tables
from lawreg.errors import WorkspaceError
from lawreg.search import analysis, features, numbering, timeline, vocabulary
from lawreg.search.engine import ENGINES, Row, SearchEngine, chosen, engine_for

FORMAT = 3
_META = "stamp.json"
_TITLE, _HEADING = 3, 5  # how often title and heading are counted beside the text: tuned, see benchmarks/search.py
_LONGEST = 2_000_000  # characters of one unit that are indexed; a longer annex is cut, its beginning is found


class IndexDocument(NamedTuple):
    """What the index holds of a document, so that search needs no registry.

    ``status_events`` is the timeline as (first day, status); ``articles`` is (label, path, heading, text), label None
    for an annex or a text without articles.
    """

    doc_id: str
    number: str | None
    number_key: str | None
    doc_type: str | None
    issuer: str | tuple[str, ...] | None
    issued: date | None
    year: int | None
    title: str | None
    field: str | None
    normative: bool | None
    status_events: tuple[tuple[date, str], ...]
    cited_count: int
    articles: tuple[tuple[str | None, str | None, str | None, str], ...]


class Meta(NamedTuple):
    """What an index says of itself."""

    format: int
    analysis: int
    tables: str
    engine: str
    generation: str
    units: int
    files: dict[str, int]  # sizes, by which a cut file is known


def update(
    search_dir: Path,
    entries: Iterable[IndexDocument],
    *,
    engine: str | None = None,
    generation: str,
    removed_ids: Iterable[str] = (),
) -> Meta:
    """Add or replace ``entries``, drop ``removed_ids`` and stamp the index with ``generation``.

    An empty or missing folder gives a new index. A killed run leaves the old stamp, so the drift shows.

    Raises:
        WorkspaceError: the index was made by other rules, is damaged, or is being written by another program.
    """
    name = chosen(engine)
    folder = Path(search_dir) / name
    fresh = not (folder / _META).is_file()
    if fresh:
        _remove(folder)
    else:
        _same_rules(_read(folder), folder)
    made = engine_for(name)
    made.open(folder, create=fresh)
    try:
        records = features.Writer(folder)
    except OSError as e:
        made.close()
        raise WorkspaceError("search_index_write", cause=str(e)) from e
    try:
        made.delete(removed_ids)
        made.add(_rows(made, records, entries, fresh))
        records.close()  # before the commit: no unit is seen whose record is not on disk
        made.commit()
        vocabulary.write(folder, made)
        meta = Meta(FORMAT, analysis.VERSION, _tables(), name, generation, made.count_all(), _sizes(folder))
        _write(folder, meta)
        return meta
    finally:
        records.close()
        made.close()


def _rows(made: SearchEngine, records: features.Writer, entries: Iterable[IndexDocument], fresh: bool) -> Iterator[Row]:
    seen: set[str] = set()
    for entry in entries:
        if not fresh or entry.doc_id in seen:
            made.delete([entry.doc_id])
        seen.add(entry.doc_id)
        yield from rows(entry, records)


def rows(entry: IndexDocument, records: features.Writer) -> Iterator[Row]:
    """The units of one document: its card and its articles."""
    events = [(d, str(s)) for d, s in entry.status_events]
    year = entry.year or (entry.issued.year if entry.issued else 0)
    rank = numbering.rank(entry.doc_type)
    issuers = [entry.issuer] if isinstance(entry.issuer, str) else list(entry.issuer or ())
    title = analysis.syllables(entry.title or "")
    issuer_words = analysis.fold(" | ".join(" ".join(analysis.syllables(i)) for i in issuers))
    shown = {
        "id": entry.doc_id,
        "number": entry.number,
        "doc_type": entry.doc_type,
        "issuer": issuers[0] if len(issuers) == 1 else issuers or None,
        "issued": entry.issued.isoformat() if entry.issued else None,
        "title": entry.title,
        "events": [(d.isoformat(), s) for d, s in events],
    }
    common = {
        "doc_id": entry.doc_id,
        "issuer": issuer_words,
        "subject": analysis.fold(" ".join(analysis.syllables(entry.field or ""))),
        "doc_type": (numbering.type_key(entry.doc_type),) if entry.doc_type else (),
        "issuer_name": tuple(issuers),
        "status": tuple(timeline.terms(events)),
        "normative": () if entry.normative is None else ("1" if entry.normative else "0",),
        "year": year,
        "issued": entry.issued.toordinal() if entry.issued else 0,
        "rank": rank,
        "own": tuple(numbering.own_keys(entry.number, entry.doc_type, year)),
    }
    own_key = analysis.number_key(entry.number) if entry.number else ""
    record = records.document(title, year, own_key)
    said = analysis.tokens(analysis.clean(entry.title or ""))  # once, not for each article
    named = " ".join([*analysis.syllables(entry.doc_type or ""), *title])
    yield Row(
        **common,  # type: ignore[arg-type]
        name=named,
        name_folded=analysis.fold(named),
        name_length=len(named.split()),
        kind=("card",),
        slot=records.unit(record, 0, [], rank),
        data=_json({**shown, "card": 1}),
    )
    for place, (label, path, heading, text) in enumerate(entry.articles, 1):
        text = analysis.clean(text[:_LONGEST])
        head, words = analysis.tokens(analysis.clean(heading or "")), analysis.tokens(text)
        yield Row(
            **common,  # type: ignore[arg-type]
            body=" | ".join(_weighed(said.words, head.words, words.words)),
            pairs=" ".join(_weighed(said.pairs, head.pairs, words.pairs)),
            folded_pairs=" ".join(_weighed(said.folded_pairs, head.folded_pairs, words.folded_pairs)),
            slot=records.unit(record, place, head.words.split(), rank),
            numbers=tuple(sorted(set(analysis.numbers(f"{heading or ''}\n{text}")))),
            article=(label.lower(),) if label else (),
            place=place,
            data=_json({**shown, "article": label, "path": path, "heading": heading}),
            text=text,
        )


def _weighed(title: str, heading: str, text: str) -> list[str]:
    """Title, heading and text, each as often as it counts."""
    return [p for p in (*[title] * _TITLE, *[heading] * _HEADING, text) if p]


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tables() -> str:
    """What of the tables enters the index: another spelling or abbreviation asks for another index."""
    said = [tables.load("tables/abbreviations.toml"), tables.load("tables/search.toml").get("spelling")]
    written = json.dumps(said, sort_keys=True).encode()
    return f"{len(written)}-{crc32(written):08x}"


def _read(folder: Path) -> Meta:
    try:
        return Meta(**json.loads((folder / _META).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as e:
        raise WorkspaceError("search_index_damaged", folder=str(folder), cause=str(e)) from e


_CHANGING = {_META, "meta.json", vocabulary.FILE}  # written anew; the other files only come and go, or grow


def _sizes(folder: Path) -> dict[str, int]:
    lasting = (f for f in folder.iterdir() if f.is_file() and f.name not in _CHANGING and not f.name.startswith("."))
    return {f.name: f.stat().st_size for f in lasting if f.suffix not in (".lock", ".new", "") and "LOCK" not in f.name}


def _whole(meta: Meta, folder: Path) -> None:
    """No file of the index was cut. One that is gone may have been merged away a moment ago; the engine knows."""
    for name, size in meta.files.items():
        try:
            now = (folder / name).stat().st_size
        except OSError:
            continue
        if now < size:
            raise WorkspaceError("search_index_damaged", folder=str(folder), cause=f"{name}: {now} < {size} bytes")


def _write(folder: Path, meta: Meta) -> None:
    waiting = folder / (_META + ".new")
    waiting.write_text(json.dumps(meta._asdict(), ensure_ascii=False), encoding="utf-8")
    os.replace(waiting, folder / _META)


def _same_rules(meta: Meta, folder: Path) -> None:
    if (meta.format, meta.analysis, meta.tables) != (FORMAT, analysis.VERSION, _tables()):
        raise WorkspaceError("search_index_outdated", folder=str(folder))


def read_meta(search_dir: Path, engine: str | None = None) -> Meta | None:
    """The stamp of the index that :func:`opened` would open; None where there is none.

    Raises:
        WorkspaceError: the stamp cannot be read or a file of the index was cut.
    """
    folder = _folder(Path(search_dir), engine)
    if folder is None:
        return None
    meta = _read(folder)
    _whole(meta, folder)
    return meta


def _folder(search_dir: Path, engine: str | None) -> Path | None:
    first = chosen(engine)
    names = [first] if engine else [first, *(e for e in ENGINES if e != first)]
    return next((search_dir / n for n in names if (search_dir / n / _META).is_file()), None)


def opened(search_dir: Path, engine: str | None = None) -> tuple[SearchEngine, Path]:
    """The index of ``search_dir``, ready to answer.

    Raises:
        WorkspaceError: there is none, it is damaged, or it was made by other rules; the sentence says what to do.
    """
    folder = _folder(Path(search_dir), engine)
    if folder is None:
        raise WorkspaceError("search_index_missing", folder=str(search_dir), engine=engine or chosen(None))
    meta = _read(folder)
    _same_rules(meta, folder)
    _whole(meta, folder)
    made = engine_for(folder.name)
    made.open(folder)
    return made, folder


def changed(search_dir: Path, engine: str | None = None) -> int:
    """When the index last changed, to know an opened one from a newer; 0 where there is none."""
    folder = _folder(search_dir, engine)
    return (folder / _META).stat().st_mtime_ns if folder else 0


def clear(search_dir: Path) -> None:
    """Remove the index of every engine."""
    for name in ENGINES:
        _remove(Path(search_dir) / name)


def _remove(folder: Path) -> None:
    import shutil  # searching does without

    shutil.rmtree(folder, ignore_errors=True)
