"""lawreg for programs: the same verbs as the command line, as keyword functions on a :class:`Registry`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawreg import tables
from lawreg.errors import NotFound
from lawreg.workspace import Workspace

if TYPE_CHECKING:
    import networkx as nx

    from lawreg.model import DocumentRecord
    from lawreg.registry.ingest import IngestReport
    from lawreg.registry.store import Store
    from lawreg.review import Review
    from lawreg.search import SearchResult
    from lawreg.validity import Validity, Verdict

Progress = Callable[[int, int, str], None]


def open(workspace: str | Path | None = None) -> Registry:
    """The registry of a workspace.

    Args:
        workspace: its folder; None looks for one around the current folder.

    Raises:
        lawreg.errors.WorkspaceError: there is none, or its registry is of another version.
    """
    ws = Workspace(Path(workspace)) if workspace is not None else Workspace.find(None)
    tables.use(ws.pipelines if ws.pipelines.is_dir() else None)
    return Registry(ws)


class Registry:
    """One workspace's documents, their statuses and their search index; everything heavy is opened on first use."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def store(self) -> Store:
        from lawreg.registry.store import Store

        return Store.open(self.workspace)

    @cached_property
    def validity(self) -> Validity:
        from lawreg.validity.load import from_store

        return from_store(self.store)

    def _forget(self) -> None:
        for name in ("store", "validity"):
            opened = self.__dict__.pop(name, None)
            if name == "store" and opened is not None:
                opened.close()

    # ---------------------------------------------------------------------------------------------- reading in

    def ingest(
        self,
        *paths: str | Path,
        jobs: int | None = None,
        ocr: bool = True,
        ocr_limit: int | None = None,
        since: date | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Read files or folders (default: the workspace's corpus/) and refresh the search index."""
        from lawreg.registry import ingest

        report = ingest.ingest(
            self.workspace,
            [Path(p) for p in paths] or None,
            jobs=jobs,
            since=since,
            dry_run=dry_run,
            options=_options(ocr, ocr_limit),
            progress=progress,
        )
        if not dry_run:
            self._forget()
            self.refresh_index()
        return report

    def rebuild(self, *, jobs: int | None = None, ocr: bool = True, progress: Progress | None = None) -> IngestReport:
        """Make indexes/ again from corpus/ and pipelines/."""
        from lawreg.registry import ingest

        self._forget()
        report = ingest.rebuild(self.workspace, jobs=jobs, options=_options(ocr, None), progress=progress)
        self._forget()
        self.refresh_index()
        return report

    def refresh_index(self) -> None:
        """Bring the search index to the registry's generation; nothing is done when it is there already."""
        from lawreg.indexing import refresh

        refresh(self.workspace, self.store, lambda: self.validity)

    # ----------------------------------------------------------------------------------------------- questions

    def find(self, number: str, issuer: str | None = None, issued: date | None = None) -> DocumentRecord:
        """The one document that fits.

        Raises:
            lawreg.errors.NotFound: none fits, or several do (code "ambiguous", param "candidates").
        """
        found = self.store.find(number, issuer=issuer, issued=issued)
        if not found:
            raise NotFound("no_such_document", number=number)
        if len(found) > 1:
            raise NotFound("ambiguous_number", number=number, candidates=[d.id for d in found], n=len(found))
        return found[0]

    def status(
        self, number: str, issuer: str | None = None, issued: date | None = None, at: date | None = None
    ) -> Verdict:
        """Status of a document at a date (today by default); with ``candidates`` when the number leaves several."""
        raise NotImplementedError

    def review(self, year: int, issuer: str | None = None, as_of: date | None = None) -> Review:
        """Tally and lists of a year (issuer: a body or a place; as_of: 31 December by default)."""
        raise NotImplementedError

    def search(self, query: str, limit: int = 10, **filters: Any) -> SearchResult:
        """Articles that answer ``query``, best first; filters: status, doc_type, issuer, year, at, sort, engine."""
        raise NotImplementedError

    def graph(self, around: str | None = None, radius: int = 1) -> nx.MultiDiGraph:
        """The graph of effects and citations, whole or around one document id."""
        from lawreg import graph

        return graph.build(self.store, around=around, radius=radius)


def _options(ocr: bool, limit: int | None) -> Any:
    from lawreg.reading import ReadOptions

    return ReadOptions(ocr=ocr) if limit is None else ReadOptions(ocr=ocr, ocr_page_limit=limit)
