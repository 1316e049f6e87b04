"""The graph built from a registry, and exports that can be read again."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from lawreg import graph
from lawreg.errors import NotFound, UsageError
from lawreg.model import (
    Citation,
    Confidence,
    Document,
    Effect,
    Effective,
    EffectiveKind,
    Format,
    Header,
    Inspection,
    Op,
    Text,
)
from lawreg.registry.ingest import ingest
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

CENTRE = "ubnd-dak-lak_quyet-dinh_2-2015-qd-ubnd_2015-01-02"


def _inspect(path: Path, options: Any, *, name: str) -> Inspection:
    """Decision n repeals decision n - 1 and cites a decree twice; its title holds what XML and DOT must escape."""
    from datetime import date

    n = int(path.stem)
    effects = (
        Effect(Op.REPEAL, f"{n - 1}/2015/QĐ-UBND", None, None, None, None, False, ("Điều 5", "Điều 6"), (), (), None,
               None, None, "bãi bỏ", 0, 6, "test", Confidence.ACCEPTED),
    )  # fmt: skip
    citations = tuple(
        Citation("43/2010/NĐ-CP", None, None, None, None, (), n == 1, "số", k, k + 2) for k in (0, 5)
    )  # fmt: skip
    header = Header(number=f"{n}/2015/QĐ-UBND", doc_type="Quyết định", issuers=("Ủy ban nhân dân tỉnh Đắk Lắk",),
                    issued=date(2015, 1, n), title='Về "giá" <đất> & \\nhà\x01',
                    effective=Effective(None, EffectiveKind.NOT_STATED))  # fmt: skip
    return Inspection(name, Text("bãi bỏ số", Format.TEXT), Document("bãi bỏ số", header, (), ()), citations, effects)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    ws = Workspace.init(tmp_path_factory.mktemp("kho"))
    for n in range(1, 6):
        (ws.corpus / f"{n}.txt").write_text(str(n), encoding="utf-8")
    ingest(ws, jobs=0, options=object(), inspect=_inspect)
    with Store.open(ws) as s:
        yield s


def test_the_whole_registry(store: Any) -> None:
    g = graph.build(store)
    assert g.number_of_nodes() == 7  # five, the decree, and decision 0 that was never seen
    kinds = [a["kind"] for _, _, a in g.edges(data=True)]
    assert (kinds.count("effect"), kinds.count("citation")) == (5, 5)
    assert all(v is not None for _, a in g.nodes(data=True) for v in a.values())
    assert g.nodes["chinh-phu_nghi-dinh_43-2010-nd-cp_khong-ngay"]["stub"] is True
    assert graph.build(store, kinds=("effect",)).number_of_edges() == 5


def test_a_neighbourhood_grows_with_its_radius(store: Any) -> None:
    effects = [graph.build(store, around=CENTRE, radius=r, kinds=("effect",)) for r in (0, 1, 2, 9)]
    assert [g.number_of_nodes() for g in effects] == [1, 3, 5, 6]
    both = graph.build(store, around=CENTRE)
    assert {"chinh-phu_nghi-dinh_43-2010-nd-cp_khong-ngay", CENTRE} <= set(both)
    with pytest.raises(NotFound):
        graph.build(store, around="khong-co")


def _same(a: nx.MultiDiGraph, b: nx.MultiDiGraph) -> None:
    assert set(a) == set(b)
    assert sorted((u, v) for u, v in a.edges()) == sorted((u, v) for u, v in b.edges())


def test_exports_can_be_read_again(store: Any, tmp_path: Path) -> None:
    g = graph.build(store)
    for form in graph.FORMATS:
        graph.export(g, form, tmp_path / f"g.{form}")
    _same(g, nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True))
    _same(g, nx.read_gexf(tmp_path / "g.gexf"))
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    again = nx.node_link_graph(data, edges="links")
    _same(g, again)
    assert again.nodes[CENTRE]["number"] == "2/2015/QĐ-UBND"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_dot_is_well_formed(store: Any) -> None:
    text = graph.dumps(graph.build(store, around=CENTRE), "dot")
    assert text.startswith("digraph lawreg {")
    assert text.rstrip().endswith("}")
    body = text.splitlines()[2:-1]
    assert all(line.startswith('  "') and line.endswith('"];') for line in body)
    assert r"\"giá\"" in text
    assert any(f'"{CENTRE}" -> ' in line and 'label="repeal"' in line for line in body)


def test_the_same_graph_gives_the_same_bytes(store: Any) -> None:
    for form in graph.FORMATS:
        assert graph.dumps(graph.build(store), form) == graph.dumps(graph.build(store), form)
    assert "lastmodifieddate" not in graph.dumps(graph.build(store), "gexf")
    ET.parse(io.StringIO(graph.dumps(graph.build(store), "gexf")))


def test_another_format_is_refused(store: Any) -> None:
    with pytest.raises(UsageError):
        graph.dumps(graph.build(store), "xlsx")
