"""Second half of publishing: from mentions to the documents they mean, and stubs for those that are absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, or_, select

from lawreg import numbers
from lawreg.model import EffectiveKind, Finding, Severity
from lawreg.registry import codec, keys, laws
from lawreg.registry.bodies import cited
from lawreg.registry.dialect import CHUNK, chunks, fetch, insert_many, update_many
from lawreg.registry.places import Speaker, issuer_of_stub, places
from lawreg.registry.resolve import Known, Match, Mention, Stub, complete, match, stubs
from lawreg.registry.rulings import ACTS, FILE, Rulings, override
from lawreg.registry.schema import citations, documents, effects, files, remarks

_EFFECT = (
    effects.c.file, effects.c.ref, effects.c.key, effects.c.target_number, effects.c.target_name,
    effects.c.target_type, effects.c.target_issuer, effects.c.target_date, effects.c.target, effects.c.candidates,
    effects.c.actor,
)  # fmt: skip
_CITATION = (
    citations.c.file, citations.c.ref, citations.c.key, citations.c.number, citations.c.name, citations.c.doc_type,
    citations.c.issuer, citations.c.date, citations.c.target, citations.c.candidates,
)  # fmt: skip


Change = tuple[str, tuple[str, str, str | None, str | None]]  # what, (file, ref, target, candidates)


class Links:
    """Resolves all mentions of some groups in one transaction."""

    def __init__(self, c: Connection, rulings: Rulings) -> None:
        self._c = c
        self._rulings = rulings
        self._speakers: dict[str, Speaker] = {}
        self._remarks: dict[tuple[str, str], dict[str, Any]] = {}
        # effects officers added: the document the decision stands at; number, issuer and date of the other one
        self.added: dict[str, tuple[Speaker, str, str | None, str | None]] = {}
        self._ruled = rulings.targets

    def resolve(self, groups: Iterable[str], tell: Callable[[int], None] | None = None) -> None:
        """Give the mentions of ``groups`` their targets, and write the stubs they need."""
        for n, part in enumerate(chunks(sorted(set(groups)))):
            if tell:
                tell(n * CHUNK)
            self._resolve(part)

    def _resolve(self, part: Sequence[str]) -> None:
        known: dict[str, list[Known]] = {}
        d = documents.c
        for r in self._c.execute(
            select(d.id, d.group_key, d.name_key, d.place, d.doc_type, d.issued)
            .where(d.stub == 0, or_(d.group_key.in_(part), d.name_key.in_(part)))
            .order_by(d.id)
        ):
            doc = Known(r.id, r.place, r.doc_type, r.issued)
            for key in {r.group_key, r.name_key}:
                if key is not None:
                    known.setdefault(key, []).append(doc)
        rows: dict[str, list[tuple[str, Any]]] = {}
        for what, columns, table, actor in (
            ("e", _EFFECT, effects, effects.c.actor),
            ("c", _CITATION, citations, citations.c.source),
        ):
            active = or_(actor.is_not(None), table.c.file == FILE)
            found = fetch(self._c, select(*columns).where(table.c.key.in_(part), active))
            self._load_speakers({r[0] for r in found})
            for r in found:
                rows.setdefault(r[2], []).append((what, r))
        changes: list[Change] = []
        absent: dict[str, dict[str, Any]] = {}
        for key in part:
            listed = rows.get(key, [])
            listed.sort(key=lambda x: (x[1][0], x[0], x[1][1]))
            self._group(key, listed, known.get(key, []), changes, absent)
        self._write(part, changes, absent)

    def _load_speakers(self, names: set[str]) -> None:
        missing = sorted(n for n in names if n not in self._speakers)
        for part in chunks(missing):
            for r in self._c.execute(
                select(files.c.name, documents.c.id, documents.c.place, documents.c.issued)
                .join(documents, documents.c.id == files.c.document)
                .where(files.c.name.in_(part))
            ):
                self._speakers[r[0]] = Speaker(r[1], r[2], r[3])

    def _group(
        self,
        key: str,
        listed: list[tuple[str, Any]],
        known: list[Known],
        changes: list[Change],
        absent: dict[str, dict[str, Any]],
    ) -> None:
        open_: list[Mention] = []
        settled: dict[tuple[Any, ...], Match] = {}
        for m in complete([m for what, r in listed if (m := self._mention(what, r)) is not None]):
            same = (m.number, m.doc_type, m.date, m.places, m.by_issued, m.own)
            if known and same not in settled:
                settled[same] = match(m, known)
            matched = settled.get(same) or Match()
            if matched.target or matched.candidates:
                self._settle(m, matched, changes)
            else:
                open_.append(m)
        if not open_:
            return
        made, where = stubs(open_)
        taken = {d.id for d in known}
        ids = []
        for s in made:
            row = self._stub_row(key, s)
            if row["id"] not in taken:
                absent[row["id"]] = row
            ids.append(row["id"])
        for m, (indexes, sure) in zip(open_, where, strict=True):
            targets = sorted({ids[n] for n in indexes})
            self._settle(m, Match(targets[0]) if sure and len(targets) == 1 else Match(None, tuple(targets)), changes)

    def _mention(self, what: str, r: Any) -> Mention | None:
        file, ref, _, number, name, kind, issuer, said = r[:8]
        by: Speaker | None
        if file == FILE:
            if ref not in self.added:
                return None
            by, number, issuer, said = self.added[ref]
            name = kind = None
        else:
            by = self._speakers.get(file)
            if by is None:
                return None
        if number:
            name = None
        elif name:
            number = laws.number_of(name, said)
        where = places(number, issuer, said, by.place)
        own = len(where) > 1 and where[0] == by.place
        return Mention((what, r), number, name, kind, issuer, said, where, by.id, by.issued, own)

    def _settle(self, m: Mention, found: Match, changes: list[Change]) -> None:
        what, r = m.row
        target, candidates = found.target, codec.many(found.candidates)
        if what == "e" and r[0] == FILE and r[1].startswith(ACTS):
            if (r[10], r[9]) != (target, candidates):
                changes.append(("a", (r[0], r[1], target, candidates)))
            return
        if what == "e":
            ruled = self._ruled.get(f"{m.by}#{r[1]}")
            target, candidates = (ruled, None) if ruled else (target, candidates)
        if (r[8], r[9]) != (target, candidates):
            changes.append((what, (r[0], r[1], target, candidates)))
        if what == "c" and found.remark:
            params = {"number": m.number or m.name, "said": m.date, "document": found.target}
            said = Finding(found.remark, params, Severity.INFO)
            ref = f"{found.remark}|{found.target}|{m.date}"
            self._remarks[m.by, ref] = {"document": m.by, "part": "links", "ref": ref, "key": r[2],
                                        "finding": codec.dumps(codec.finding_data(said))}  # fmt: skip

    def _stub_row(self, key: str, s: Stub) -> dict[str, Any]:
        number = _most(m.number for m in s.mentions)
        name = _most(m.name for m in s.mentions)
        issuer_id, issuer = _issuer_of(s, number, keys.type_of_law(name))
        kind = s.doc_type or keys.type_of_law(name)
        id_ = keys.document_id(issuer_id, kind, number, s.date, key)
        if number is None:
            # names that differ by a mark only (a scan's "Luật tô chúc") are two groups: the hash keeps their ids apart
            id_ = f"{keys.short(keys.slug(key[2:]))}_{s.date or 'khong-ngay'}_{keys.digest(key)}"
        issued = s.date if s.date and len(s.date) == 10 else None
        row: dict[str, Any] = {c.name: None for c in documents.c}
        row.update(
            id=id_,
            group_key=key,
            place=s.place,
            number=number,
            number_key=numbers.fold(number) if number else None,
            doc_type=kind,
            issuers=codec.dumps([issuer] if issuer else []),
            issuer_ids=codec.dumps([issuer_id] if issuer_id else []),
            issued=issued,
            title=name,
            effective_kind=str(EffectiveKind.NOT_STATED),
            effective_computed=0,
            stub=1,
        )
        override(row, self._rulings.of_document([id_], key, [issuer_id] if issuer_id else [], issued))
        return row

    def _write(
        self, part: Sequence[str], changes: list[Change], absent: dict[str, dict[str, Any]]
    ) -> None:
        c = self._c
        for what, table, column in (("e", effects, "target"), ("c", citations, "target"), ("a", effects, "actor")):
            values = [{"file": f, "ref": r, column: t, "candidates": x} for w, (f, r, t, x) in changes if w == what]
            update_many(c, table, ("file", "ref"), (column, "candidates"), values)
        before = {
            r.id: r._asdict()
            for r in c.execute(select(documents).where(documents.c.group_key.in_(part), documents.c.stub == 1))
        }
        gone = [id_ for id_ in before if before[id_] != absent.get(id_)]
        for ids in chunks(sorted(gone)):
            c.execute(delete(documents).where(documents.c.id.in_(ids)))
        c.execute(delete(remarks).where(remarks.c.part == "links", remarks.c.key.in_(part)))
        if self._remarks:
            insert_many(c, remarks, [row for _, row in sorted(self._remarks.items())])
            self._remarks = {}
        new = [row for id_, row in sorted(absent.items()) if before.get(id_) != row]
        insert_many(c, documents, new)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _issuer_of(s: Stub, number: str | None, law_type: str | None) -> tuple[str | None, str | None]:
    """The issuer most mentions name, where it sits in the stub's place; else the one the number's letters name."""
    named: Counter[tuple[str, str]] = Counter()
    for m in s.mentions:
        if m.issuer:
            at = codec.day(s.date) if s.date and len(s.date) == 10 else None
            body = cited(m.issuer, at)
            if body is not None and body.locality is not None and body.locality == s.place:
                named[body.id, body.name] += 1
    if named:
        return min(named, key=lambda k: (-named[k], k))
    by_code = issuer_of_stub(number, s.place, s.date, law_type)
    if by_code[0] is not None or not s.place:
        return by_code
    return f"{keys.slug(numbers.describe(number or '').issuer_code or 'khong-ro')}-{s.place}", None
