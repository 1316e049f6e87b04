"""The graph of effects and citations: a view made from the registry when it is looked at, and its exports.

>>> g = build(store, around="ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05", radius=2)   # doctest: +SKIP
>>> dumps(g, "dot")                                                                          # doctest: +SKIP
"""

from __future__ import annotations

from lawreg.graph.build import build
from lawreg.graph.export import FORMATS, dumps, export

__all__ = ["FORMATS", "build", "dumps", "export"]
