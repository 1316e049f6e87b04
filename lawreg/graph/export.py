"""Writes a graph as GraphML, GEXF, DOT or JSON; the same graph gives the same bytes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawreg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "gexf", "dot", "json")
_STAMP = re.compile(r' lastmodifieddate="[^"]*"')  # GEXF: the day of writing; two exports must not differ by it
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 cannot hold


def dumps(graph: nx.MultiDiGraph, format: str) -> str:
    """The graph in one of FORMATS.

    Raises:
        UsageError: another format.
    """
    if format == "graphml":
        return _graphml(_ordered(graph))
    if format == "gexf":
        return _gexf(_ordered(graph))
    if format == "dot":
        return _dot(graph)
    if format == "json":
        return _json(graph)
    raise UsageError("unknown_graph_format", format=format, formats=", ".join(FORMATS))


def export(graph: nx.MultiDiGraph, format: str, out: Path | str) -> None:
    """Write the graph to a file, whole or not at all."""
    target = Path(out)
    content = dumps(graph, format)
    temporary = target.with_name(f".{target.name}.part")
    try:
        temporary.write_text(content, encoding="utf-8", newline="\n")
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _nodes(graph: nx.MultiDiGraph) -> list[tuple[str, dict[str, Any]]]:
    return [(n, {k: _plain(v) for k, v in sorted(a.items())}) for n, a in sorted(graph.nodes(data=True))]


def _edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str, dict[str, Any]]]:
    listed = sorted(graph.edges(keys=True, data=True), key=lambda e: (e[0], e[1], str(e[2])))
    return [(u, v, str(k), {n: _plain(x) for n, x in sorted(a.items())}) for u, v, k, a in listed]


def _plain(value: Any) -> Any:
    return _CONTROL.sub(" ", value) if isinstance(value, str) else value


def _ordered(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph with nodes, edges and attributes in order, and edges numbered as the XML formats want them."""
    import networkx as nx

    out: nx.MultiDiGraph = nx.MultiDiGraph()
    out.add_nodes_from(_nodes(graph))
    for n, (u, v, key, attributes) in enumerate(_edges(graph)):
        out.add_edge(u, v, key=n, **attributes, ref=key)
    return out


def _graphml(graph: nx.MultiDiGraph) -> str:
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8")
    return out.getvalue().decode("utf-8").replace("encoding='utf-8'", 'encoding="UTF-8"') + "\n"


def _gexf(graph: nx.MultiDiGraph) -> str:
    import networkx as nx

    kept = nx.MultiDiGraph()
    kept.add_nodes_from(graph.nodes(data=True))
    for u, v, key, attributes in graph.edges(keys=True, data=True):
        own = dict(attributes)
        own["relation"] = own.pop("kind")  # "kind" and "id" have a meaning of their own in GEXF
        kept.add_edge(u, v, key=key, id=str(key), **own)
    out = io.BytesIO()
    nx.write_gexf(kept, out)
    return _STAMP.sub("", out.getvalue().decode("utf-8")) + "\n"


def _dot(graph: nx.MultiDiGraph) -> str:
    lines = ["digraph lawreg {", "  node [shape=box];"]
    for id_, a in _nodes(graph):
        style = {"style": "dashed"} if a.get("stub") else {}
        lines.append(f"  {_quoted(id_)}{_attributes({**a, 'label': _label(a), **style})};")
    for u, v, _, a in _edges(graph):
        label = a.get("op") or ("căn cứ" if a.get("basis") else "dẫn chiếu")
        style = {"style": "dotted"} if a.get("kind") == "citation" else {}
        lines.append(f"  {_quoted(u)} -> {_quoted(v)}{_attributes({**a, 'label': label, **style})};")
    return "\n".join([*lines, "}", ""])


def _label(a: dict[str, Any]) -> str:
    return "\n".join(str(a[k]) for k in ("doc_type", "label", "issued") if a.get(k))


def _attributes(a: dict[str, Any]) -> str:
    shown = {**a, "label": a["label"]}
    return " [" + ", ".join(f"{k}={_quoted(v)}" for k, v in shown.items()) + "]"


def _quoted(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n") + '"'


def _json(graph: nx.MultiDiGraph) -> str:
    """Node-link data, readable again with networkx.node_link_graph(data, edges="links")."""
    data = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{"id": n, **a} for n, a in _nodes(graph)],
        "links": [{"source": u, "target": v, "key": k, **a} for u, v, k, a in _edges(graph)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
