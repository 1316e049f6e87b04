"""Derives documents and links from what was read: a function of files and decisions alone.

Only groups marked in ``dirty`` are looked at, in one transaction with everything that follows from them, so readers
see the registry before or after, never between; and since each group is derived from all its rows at once, the order
in which files came leaves no trace.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from lawreg.model import Confidence, Decision, Finding
from lawreg.registry import codec, identity, keys, scans
from lawreg.registry.decisions import Entry, fingerprint
from lawreg.registry.derive import documents_of
from lawreg.registry.dialect import chunks
from lawreg.registry.links import Links
from lawreg.registry.places import Speaker
from lawreg.registry.progress import Count
from lawreg.registry.rulings import ACTS, FILE, Rulings, added_effect
from lawreg.registry.schema import citations, dirty, documents, effects, files, history, meta, remarks

DECISIONS, GENERATION = "decisions", "generation"
CHANGED = "!"  # marked when files changed, whether or not a document did


def mark(c: Connection, groups: Iterable[str]) -> None:
    """Note that these groups must be derived again."""
    wanted = sorted({g for g in groups if g})
    known: set[str] = set()
    for part in chunks(wanted):
        known.update(c.execute(select(dirty.c.key).where(dirty.c.key.in_(part))).scalars())
    new = [{"key": g} for g in wanted if g not in known]
    if new:
        c.execute(insert(dirty), new)


def publish(c: Connection, rulings: Rulings, tell: Count | None = None) -> None:
    """Derive everything marked, apply officers' decisions, and give the registry its new generation.

    ``tell`` is told how many of the groups have been gone through; each is gone through twice.
    """
    _mark_decided(c, rulings)
    groups = set(c.execute(select(dirty.c.key)).scalars())
    touched, moved = documents_of(c, sorted(groups), rulings, tell)
    before = len(groups)
    groups |= touched | mention_keys(c, moved)
    links = Links(c, rulings)
    links.resolve(groups, (lambda done: tell(before + done, before + len(groups))) if tell else None)
    _add_effects(c, rulings, links)
    _rule_effects(c, rulings)
    _lost_decisions(c, rulings)
    scans.remark(c)
    c.execute(delete(dirty))
    set_meta(c, DECISIONS, fingerprint(rulings.entries))
    set_meta(c, GENERATION, generation(c, rulings))


def mention_keys(c: Connection, names: Iterable[str]) -> set[str]:
    """Groups that the mentions of these files belong to."""
    found: set[str] = set()
    for part in chunks(sorted(names)):
        for key, file in ((effects.c.key, effects.c.file), (citations.c.key, citations.c.file)):
            found.update(c.execute(select(key).where(file.in_(part)).distinct()).scalars())
    return found - {""}


def get_meta(c: Connection, key: str) -> str | None:
    return c.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_meta(c: Connection, key: str, value: str) -> None:
    c.execute(delete(meta).where(meta.c.key == key))
    c.execute(insert(meta).values(key=key, value=value))


def generation(c: Connection, rulings: Rulings) -> str:
    """Equal for equal inputs: names and hashes of the files, what became of them, and the decisions."""
    h = hashlib.sha256(fingerprint(rulings.entries).encode())
    for r in c.execute(select(files.c.name, files.c.sha256, files.c.state).order_by(files.c.name)):
        h.update("\x1f".join(r).encode("utf-8", "replace") + b"\n")
    for h_row in c.execute(select(history.c.file, history.c.sha256).order_by(history.c.file, history.c.sha256)):
        h.update("\x1f".join(h_row).encode("utf-8", "replace") + b"\n")
    return h.hexdigest()[:16]


# ------------------------------------------------------------------------------------------------ decisions


def _mark_decided(c: Connection, rulings: Rulings) -> None:
    """Where decisions changed since the last time: correct the identity of files, and mark what they speak of."""
    if not rulings.entries and get_meta(c, DECISIONS) is None:
        return
    _fix_files(c, rulings)
    if get_meta(c, DECISIONS) == fingerprint(rulings.entries):
        return
    groups: set[str] = set(rulings.groups())
    for part in chunks(sorted(rulings.refs)):
        groups.update(c.execute(select(documents.c.group_key).where(documents.c.id.in_(part))).scalars())
        groups.update(g for g in c.execute(select(files.c.group_key).where(files.c.raw_id.in_(part))).scalars() if g)
    groups.update(c.execute(select(documents.c.group_key).where(documents.c.verified.is_not(None))).scalars())
    groups.update(c.execute(select(effects.c.key).where(effects.c.file == FILE)).scalars())
    for id_ in rulings.targets:
        actor, _, ref = id_.rpartition("#")
        groups.update(c.execute(select(effects.c.key).where(effects.c.actor == actor, effects.c.ref == ref)).scalars())
    verified = select(effects.c.key).where(effects.c.confidence == str(Confidence.VERIFIED))
    groups.update(c.execute(verified).scalars())  # confirmed before, perhaps no longer
    sources: set[str] = set()
    for part in chunks(sorted(groups)):  # their date and place may be corrected: what they cite is looked for again
        sources.update(c.execute(select(files.c.name).where(files.c.group_key.in_(part))).scalars())
    mark(c, groups | mention_keys(c, sources))


def _fix_files(c: Connection, rulings: Rulings) -> None:
    """Bring number, type, issuer and date that officers corrected to the files concerned."""
    rows = {r.name: r for r in c.execute(select(files).where(files.c.fixed.is_not(None)))}
    for part in chunks(sorted(rulings.refs)):
        named = select(files).where(files.c.raw_id.in_(part), files.c.state == "ok")
        rows.update({r.name: r for r in c.execute(named)})
    for name, r in sorted(rows.items()):
        header = json.loads(r.header)
        fixed: dict[str, Any] = {}
        at = r.raw_id
        seen: set[str] = set()
        while at not in seen:  # a corrected document may be corrected again under its new id
            seen.add(at)
            more = rulings.fixes(at)
            if not more:
                break
            fixed.update(more)
            at = identity.identify(header, r.sha256, fixed).id
        stored = codec.dumps(fixed) if fixed else None
        if stored == r.fixed:
            continue
        now = identity.identify(header, r.sha256, fixed or None)
        c.execute(
            update(files)
            .where(files.c.name == name)
            .values(fixed=stored, own_id=now.id, group_key=now.group, name_key=now.name_key)
        )
        mark(c, {r.group_key, now.group, r.name_key or "", now.name_key or ""} | mention_keys(c, [name]))


def document_of(c: Connection, e: Entry) -> Any | None:
    """The document a decision speaks of: by its id, by an earlier id of one of its files, or by description."""
    ref = e.decision.document
    row: Any
    row = c.execute(select(documents).where(documents.c.id == ref)).first()
    if row is None:
        named = c.execute(
            select(files.c.document).where(files.c.raw_id == ref, files.c.document.is_not(None)).limit(1)
        ).scalar()
        if named is not None:
            row = c.execute(select(documents).where(documents.c.id == named)).first()
    if row is None and e.of.get("number"):
        group = keys.group_key(str(e.of["number"]))
        one = Rulings([e])
        fits = [
            r
            for r in c.execute(select(documents).where(documents.c.group_key == group).order_by(documents.c.id))
            if one.of_document((), group, codec.tuple_of(r.issuer_ids), r.issued)
        ]
        row = fits[0] if len(fits) == 1 else None
    return row


def _lost_decisions(c: Connection, rulings: Rulings) -> None:
    """A decision whose document is not in the registry is told, not dropped silently."""
    c.execute(delete(remarks).where(remarks.c.part == "decisions"))
    for e in rulings.entries:
        d = e.decision
        if document_of(c, e) is None:
            said = Finding("decision_without_document", {"id": d.id, "document": d.document, "who": d.who})
            c.execute(insert(remarks).values(document=d.document, part="decisions", ref=d.id, key=None,
                                             finding=codec.dumps(codec.finding_data(said))))  # fmt: skip


def _add_effects(c: Connection, rulings: Rulings, links: Links) -> None:
    """Effects that officers added stand in the table beside those read, as verified."""
    added = [e for e in rulings.entries if e.decision.kind == "add_effect"]
    had = set(c.execute(select(effects.c.key).where(effects.c.file == FILE)).scalars())
    if not added and not had:
        return
    c.execute(delete(effects).where(effects.c.file == FILE))
    groups = had - {""}
    for n, e in enumerate(added):
        row = document_of(c, e)
        if row is None:
            continue
        p = e.decision.payload
        by = "by" in p
        other = p.get("by") or p.get("target")
        ref = f"{ACTS if by else 'd'}{n:04d}-{e.decision.id}"
        values = {"file": FILE, "ref": ref, **codec.effect_row(added_effect(e.decision)), "refused": None,
                  "candidates": None, "actor": None, "target": None, "key": ""}  # fmt: skip
        side, own = ("actor", "target") if by else ("target", "actor")
        values[own] = row.id
        if other is None:
            values[side] = row.id
        else:
            known = c.execute(select(documents.c.id, documents.c.number).where(documents.c.id == str(other))).first()
            if known is not None:
                values[side] = known.id
            else:
                values["key"] = keys.group_key(str(other))
                issuer, issued = ("by_issuer", "by_issued") if by else ("target_issuer", "target_date")
                links.added[ref] = (Speaker(row.id, row.place, None), str(other), p.get(issuer), p.get(issued))
                groups.add(values["key"])
        values["target_number"] = row.number if by else other if values["key"] else None
        values["target_issuer"] = None if by else p.get("target_issuer")
        c.execute(insert(effects).values(values))
    links.resolve(groups)


def _rule_effects(c: Connection, rulings: Rulings) -> None:
    """Effects refused are kept but no longer given out; effects confirmed are shown as verified."""
    read = effects.c.file != FILE
    c.execute(update(effects).where(effects.c.refused.is_not(None)).values(refused=None))
    c.execute(
        update(effects)
        .where(read, effects.c.confidence == str(Confidence.VERIFIED))
        .values(confidence=effects.c.read_confidence)
    )
    for e in rulings.entries:
        d = e.decision
        if d.kind not in ("refuse_effect", "confirm") or "effect" not in d.payload:
            continue
        for file, ref in _effects_meant(c, e):
            here = update(effects).where(effects.c.file == file, effects.c.ref == ref)
            if d.kind == "refuse_effect":
                c.execute(here.values(refused=d.id))
            else:
                c.execute(here.values(confidence=str(Confidence.VERIFIED)))


def _effects_meant(c: Connection, e: Entry) -> list[tuple[str, str]]:
    """The effect a decision names by id; by what it said then, where the text has since been read otherwise."""
    p = e.decision.payload
    actor, _, ref = str(p["effect"]).rpartition("#")
    named = document_of(c, Entry(_of_actor(e, actor), p.get("of_actor") or {}))
    if named is None:
        return []
    rows = c.execute(select(effects).where(effects.c.actor == named.id).order_by(effects.c.file, effects.c.ref)).all()
    same = [r for r in rows if p.get("quote") and (r.op, r.quote) == (p.get("op"), p["quote"])]
    if len(same) > 1:
        same = [r for r in same if r.ref == ref] or [r for r in same if r.target_number == p.get("target_number")]
    if not same and not p.get("quote"):
        same = [r for r in rows if r.ref == ref]
    return [(r.file, r.ref) for r in same[:1]]


def _of_actor(e: Entry, actor: str) -> Decision:
    return replace(e.decision, document=actor or e.decision.document)
