"""From registry rows to a networkx graph.

Nodes are documents (stubs too), edges run from the document that acts or cites to the one it means. Attributes are
texts, whole numbers and truth values only, and absent where unknown: GraphML and GEXF take no None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from lawreg.model import DocumentRecord
from lawreg.registry.codec import tuple_of

if TYPE_CHECKING:
    import networkx as nx

    from lawreg.registry.store import Store

KINDS = ("effect", "citation")


def build(
    store: Store, *, around: str | None = None, radius: int = 1, kinds: Collection[str] = KINDS
) -> nx.MultiDiGraph:
    """The graph of a registry, or of one document's neighbourhood.

    Args:
        around: id of the document to start from; None: everything.
        radius: steps from it, along edges in either direction.
        kinds: which edges: "effect", "citation".

    Raises:
        lawreg.errors.NotFound: no document has that id.
    """
    import networkx as nx

    with store.reading():
        centre = store.document(around).id if around is not None else None
        effects, citations = _edges(store, centre, radius, kinds)
        nodes = {n for e in (*effects, *citations) for n in e[:2]}
        listed = store.documents(stubs=True) if centre is None else store.records(nodes | {centre}).values()
        records = {d.id: d for d in listed}
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.add_nodes_from((id_, node(records[id_])) for id_ in sorted(records))
    for actor, target, ref, op, whole, provisions, date, confidence in effects:
        attributes = {"kind": "effect", "op": op, "whole": bool(whole), "confidence": confidence, "date": date,
                      "provisions": "; ".join(tuple_of(provisions))}  # fmt: skip
        graph.add_edge(actor, target, key=f"{actor}#{ref}", **_known(attributes))
    for source, target, mentions, basis in citations:
        graph.add_edge(source, target, key="citation", kind="citation", mentions=int(mentions), basis=bool(basis))
    return graph


def _edges(
    store: Store, centre: str | None, radius: int, kinds: Collection[str]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Edges of the neighbourhood: those met within ``radius`` steps, and those among the documents reached last."""
    if centre is None:
        return _of_kinds(store, None, kinds)
    reached, front = {centre}, {centre}
    for _ in range(max(0, radius)):
        met = {n for part in _of_kinds(store, front, kinds) for e in part for n in e[:2]}
        front = met - reached
        reached |= met
    effects, citations = _of_kinds(store, reached, kinds)
    return [e for e in effects if {e[0], e[1]} <= reached], [c for c in citations if {c[0], c[1]} <= reached]


def _of_kinds(
    store: Store, ids: Iterable[str] | None, kinds: Collection[str]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    return (
        store.effect_edges(ids) if "effect" in kinds else [],
        store.citation_edges(ids) if "citation" in kinds else [],
    )


def node(d: DocumentRecord) -> dict[str, Any]:
    """Attributes of a document's node."""
    return _known(
        {
            "label": d.number or d.title or d.id,
            "number": d.number,
            "doc_type": d.doc_type,
            "issuer": "; ".join(d.issuers),
            "issued": d.issued.isoformat() if d.issued else None,
            "effective": d.effective.isoformat() if d.effective else None,
            "title": d.title,
            "field": d.field,
            "normative": d.normative,
            "stub": d.stub,
        }
    )


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in attributes.items() if v is not None and v != ""}
