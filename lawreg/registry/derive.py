"""First half of publishing: from files to documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from lawreg.registry import codec, identity
from lawreg.registry.dialect import CHUNK, chunks, insert_many, update_many
from lawreg.registry.identity import Identity, Source
from lawreg.registry.progress import Count
from lawreg.registry.rulings import Rulings, override
from lawreg.registry.schema import citations, documents, effects, files, remarks


def source_of(r: Any) -> Source:
    header = json.loads(r.header)
    fixed = json.loads(r.fixed) if r.fixed else None
    unsure = tuple(f for f in codec.tuple_of(r.doubtful) if f not in (fixed or {}))
    return Source(r.name, r.format, r.sha256, header, identity.identify(header, r.sha256, fixed), unsure)


def documents_of(
    c: Connection, groups: Sequence[str], rulings: Rulings, tell: Count | None = None
) -> tuple[set[str], set[str]]:
    """Derive the documents of these groups again.

    Returns:
        Further groups whose mentions must be looked at, and the files whose part in a document changed.
    """
    touched: set[str] = set()
    moved: set[str] = set()
    for n, part in enumerate(chunks(groups)):
        if tell:
            tell(n * CHUNK, 2 * len(groups))
        rows = c.execute(
            select(files).where(files.c.group_key.in_(part), files.c.state == "ok").order_by(files.c.name)
        ).all()
        by_group: dict[str, list[Source]] = {}
        for r in rows:
            by_group.setdefault(r.group_key, []).append(source_of(r))
        before = {
            r.id: r._asdict()
            for r in c.execute(select(documents).where(documents.c.group_key.in_(part), documents.c.stub == 0))
        }
        after: dict[str, dict[str, Any]] = {}
        parts: dict[str, tuple[str, int]] = {}  # file → (document, best)
        said: list[dict[str, Any]] = []
        for group in part:
            _derive_group(group, by_group.get(group, []), rulings, after, parts, said)
        _guard_ids(c, after, parts, said)
        touched |= _store_documents(c, before, after)
        moved |= _store_parts(c, rows, parts)
        gone = sorted(set(before) | set(after))
        for ids in chunks(gone):
            c.execute(delete(remarks).where(remarks.c.document.in_(ids), remarks.c.part == "files"))
        insert_many(c, remarks, said)
    return touched, moved


def _derive_group(
    group: str,
    sources: list[Source],
    rulings: Rulings,
    after: dict[str, dict[str, Any]],
    parts: dict[str, tuple[str, int]],
    said: list[dict[str, Any]],
) -> None:
    made = []
    for members in identity.cluster(sources):
        who = identity.of_document(members)
        row = _row(members[0], who, group)
        ids = {who.id, *(m.identity.id for m in members)}
        ids |= {identity.identify(m.header, m.sha256).id for m in members}
        override(row, rulings.of_document(ids, group, who.issuer_ids, who.issued))
        first = who.id not in after
        for n, m in enumerate(members):
            parts[m.file] = (who.id, int(first and n == 0))
        if not first:  # told apart by what an id does not show: one document after all
            continue
        after[who.id] = row
        made.append(who)
        for n, f in enumerate(identity.file_remarks(members)):
            said.append(_remark(who.id, "files", f"{n:02d}", f))
    for n, (who, f) in enumerate(_same_number(made)):
        said.append(_remark(who.id, "files", f"n{n:02d}", f))


def _same_number(made: Sequence[Identity]) -> list[tuple[Identity, Any]]:
    """A number with its year is given once by one body: two documents under it are a slip, or one was misread."""
    from lawreg.model import Finding
    from lawreg.registry.resolve import year_of

    found = []
    for who in made:
        others = [o.id for o in made if o is not who and o.place == who.place and o.number_key is not None]
        if others and year_of(who.number) is not None:
            params = {"number": who.number, "others": "; ".join(sorted(others))}
            found.append((who, Finding("number_used_twice", params)))
    return found


def _remark(document: str, part: str, ref: str, f: Any) -> dict[str, Any]:
    return {"document": document, "part": part, "ref": ref, "key": None, "finding": codec.dumps(codec.finding_data(f))}


def _row(best: Source, who: Identity, group: str) -> dict[str, Any]:
    h = best.header
    e, x = h["effective"], h["expires"]
    reason = h["normative_reason"]
    return {
        "id": who.id,
        "group_key": group,
        "name_key": who.name_key,
        "place": who.place,
        "number": who.number,
        "number_key": who.number_key,
        "doc_type": who.doc_type,
        "issuers": codec.dumps(list(who.issuers)),
        "issuer_ids": codec.dumps(list(who.issuer_ids)),
        "issued": who.issued,
        "title": h["title"],
        "signer": h["signer"],
        "normative": None if h["normative"] is None else int(h["normative"]),
        "normative_reason": codec.dumps(reason) if reason else None,
        "effective": e[0],
        "effective_kind": e[1],
        "effective_rule": e[3],
        "effective_start": e[4][0] if e[4] else None,
        "effective_end": e[4][1] if e[4] else None,
        "effective_computed": int(e[5]),
        "expires": x[0] if x else None,
        "expires_quote": x[1] if x else None,
        "expires_start": x[2][0] if x and x[2] else None,
        "expires_end": x[2][1] if x and x[2] else None,
        "field": None,
        "file": best.file,
        "sha256": best.sha256,
        "stub": 0,
        "doubtful": codec.many(best.doubtful),
        "verified": None,
    }


def _guard_ids(
    c: Connection,
    after: dict[str, dict[str, Any]],
    parts: dict[str, tuple[str, int]],
    said: list[dict[str, Any]],
) -> None:
    """A stub that stands under an id a real document now has makes room (its group is derived again with this one)."""
    for ids in chunks(sorted(after)):
        c.execute(delete(documents).where(documents.c.id.in_(ids), documents.c.stub == 1))


def _store_documents(
    c: Connection, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> set[str]:
    """Write the difference; gives the name groups of laws that came, went or changed."""
    gone = [id_ for id_ in before if id_ not in after]
    changed = [id_ for id_, row in after.items() if before.get(id_) != row]
    for ids in chunks(sorted({*gone, *(i for i in changed if i in before)})):
        c.execute(delete(documents).where(documents.c.id.in_(ids)))
    if changed:
        insert_many(c, documents, [after[i] for i in sorted(changed)])
    for ids in chunks(gone):
        c.execute(delete(remarks).where(remarks.c.document.in_(ids)))
    rows = [before[i] for i in {*gone, *changed} if i in before] + [after[i] for i in changed]
    return {r["name_key"] for r in rows if r["name_key"]}


def _store_parts(c: Connection, rows: Sequence[Any], parts: dict[str, tuple[str, int]]) -> set[str]:
    """Tell each file its document, and the effects and citations of the file shown their actor."""
    moved = [r.name for r in rows if (r.document, r.best) != parts[r.name]]
    if not moved:
        return set()
    update_many(c, files, ("name",), ("document", "best"),
                [{"name": f, "document": parts[f][0], "best": parts[f][1]} for f in moved])  # fmt: skip
    speak = [{"file": f, "key": "", "document": parts[f][0] if parts[f][1] else None} for f in moved]
    update_many(c, effects, ("file",), ("actor",), [{"file": s["file"], "actor": s["document"]} for s in speak])
    own = [{"file": s["file"], "key": "", "target": s["document"]} for s in speak]
    update_many(c, effects, ("file", "key"), ("target",), own)
    update_many(c, citations, ("file",), ("source",), [{"file": s["file"], "source": s["document"]} for s in speak])
    return set(moved)
