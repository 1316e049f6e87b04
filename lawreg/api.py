"""lawreg for programs: the same verbs as the command line, as keyword functions on a :class:`Registry`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawreg import messages, tables
from lawreg.errors import NotFound, UsageError
from lawreg.workspace import Workspace

if TYPE_CHECKING:
    import networkx as nx

    from lawreg.cards import Card
    from lawreg.model import Decision, DocumentRecord, Finding
    from lawreg.registry.ingest import IngestReport
    from lawreg.registry.progress import Progress
    from lawreg.registry.store import Store
    from lawreg.review import Review
    from lawreg.review.worklist import Item
    from lawreg.search import SearchResult
    from lawreg.search.recent import Recent
    from lawreg.validity import Validity, Verdict
    from lawreg.validity.explain import Sheet
    from lawreg.validity.impact import Impact


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
            self.refresh_index(progress=progress)
        return report

    def retry_set_aside(self, *, progress: Progress | None = None) -> IngestReport:
        """Read the files that were set aside once more."""
        from lawreg.registry import ingest

        report = ingest.ingest(self.workspace, retry=True, progress=progress)
        self._forget()
        self.refresh_index(progress=progress)
        return report

    def rebuild(self, *, jobs: int | None = None, ocr: bool = True, progress: Progress | None = None) -> IngestReport:
        """Make indexes/ again from corpus/ and pipelines/."""
        from lawreg.registry import ingest

        self._forget()
        report = ingest.rebuild(self.workspace, jobs=jobs, options=_options(ocr, None), progress=progress)
        self._forget()
        self.refresh_index(progress=progress)
        return report

    def refresh_index(self, engine: str | None = None, *, progress: Progress | None = None) -> None:
        """Bring the search index to the registry's generation; nothing is done when it is there already."""
        from lawreg.indexing import refresh

        refresh(self.workspace, self.store, lambda: self.validity, engine, progress)

    # ----------------------------------------------------------------------------------------------- questions

    def find(self, number: str, issuer: str | None = None, issued: date | None = None) -> DocumentRecord:
        """The one document that fits; ":3" is the third hit of the last `lawreg search`.

        Raises:
            lawreg.errors.NotFound: none fits, or several do (code "ambiguous_number", param "candidates").
        """
        found = self._fitting(number, issuer, issued)
        if len(found) > 1:
            raise NotFound("ambiguous_number", number=number, candidates=[d.id for d in found], n=len(found))
        return found[0]

    def _line(self, number: str) -> Recent | None:
        """The hit of the last search that ":3" names."""
        if not number.lstrip().startswith((":", "#")):
            return None
        from lawreg.search import recent

        return recent.line(self.workspace.search_dir, number)

    def _fitting(self, number: str, issuer: str | None, issued: date | None) -> list[DocumentRecord]:
        if line := self._line(number):
            return [self.store.document(line.doc_id)]
        found = self.store.find(number, issuer=issuer, issued=issued)
        held = [d for d in found if not d.stub]
        if not found:
            raise NotFound("no_such_document", number=number)
        return held or found

    def status(
        self, number: str, issuer: str | None = None, issued: date | None = None, at: date | None = None
    ) -> Verdict:
        """Status of a document at a date (today by default); with ``candidates`` when the number leaves several.

        Raises:
            lawreg.errors.NotFound: no document has this number.
        """
        found = self._fitting(number, issuer, issued)
        day = at or date.today()
        if len(found) > 1:
            from lawreg.cards import ambiguous

            return ambiguous(number, found, day)
        return self.validity.status(found[0].id, day)

    def explain(
        self, number: str, issuer: str | None = None, issued: date | None = None, at: date | None = None
    ) -> Sheet:
        """The verdict sheet: quotes, date arithmetic, the law applied, what would change the answer."""
        from lawreg.validity.explain import explain

        return explain(self.validity, self.find(number, issuer, issued).id, at or date.today())

    def card(
        self,
        number: str,
        issuer: str | None = None,
        issued: date | None = None,
        at: date | None = None,
        article: str | None = None,
        full: bool = False,
    ) -> Card:
        """A document's card; ``article`` ("5", "Điều 5 khoản 2") or ``full`` adds text."""
        from lawreg.cards import card

        if article is None and not full and (line := self._line(number)):
            article = line.path
        return card(self.store, self.validity, self.find(number, issuer, issued), at or date.today(), article, full)

    def links(
        self, number: str, issuer: str | None = None, issued: date | None = None, incoming: bool = False
    ) -> list[dict[str, Any]]:
        """The citations of a document (``incoming``: to it), each with its clause."""
        from lawreg.cards import links

        return links(self.store, self.find(number, issuer, issued), incoming)

    def review(
        self, year: int, issuer: str | None = None, as_of: date | None = None, first_year: int | None = None
    ) -> Review:
        """Tally and lists of a year (issuer: a body or a place; as_of: 31 December by default).

        ``first_year`` makes it the review of a systematisation period (kỳ hệ thống hóa) that ends with ``year``.
        """
        from lawreg.review import from_store

        return from_store(self.store, self.validity, year, issuer=issuer, as_of=as_of, first_year=first_year)

    def forms(
        self,
        review: Review,
        folder: Path,
        announced: date | None = None,
        variant: str = "strict",
        template: Path | None = None,
    ) -> list[Path]:
        """Write a review's official lists as DOCX and XLSX, and the drafts that go with them.

        Args:
            announced: date of the announcing decision, which decides the wording; the review's date by default.
            variant: "strict" columns of the forms or "compact" ones as ministries print them.
            template: the office's own DOCX template, filled once per list.
        """
        from lawreg.review import forms

        proposals = self.worklist(at=review.as_of, issuer=review.scope.asked)
        return forms.write(
            review, folder, announced=announced or review.as_of, kind=review.kind, variant=variant, proposals=proposals,
            template=template,
        )  # fmt: skip

    def check_forms(self, review: Review, announced: date | None = None) -> tuple[Finding, ...]:
        """What to look at before the lists of a review are signed."""
        from lawreg.review import forms

        return forms.check(review, announced=announced or review.as_of, kind=review.kind)

    def evidence(
        self,
        number: str,
        out: Path,
        issuer: str | None = None,
        issued: date | None = None,
        at: date | None = None,
    ) -> Path:
        """Pack the proof of a verdict as a ZIP: the sheet, the quoted texts, the source files, their hashes."""
        from lawreg.review.evidence import write_zip

        sheet = self.explain(number, issuer, issued, at)
        return write_zip(sheet, out, text_of=self.store.text, path_of=lambda file: self.workspace.root / file)

    def compare_manifest(self, review: Review, manifest: Path) -> list[str]:
        """What moved since a manifest was written, as sentences; empty when nothing did."""
        from lawreg.review.manifest import compare

        try:
            before = json.loads(manifest.read_text(encoding="utf-8"))
        except ValueError as e:
            raise UsageError("bad_manifest", file=str(manifest)) from e
        return [messages.render(f) for f in compare(review.to_dict()["manifest"], before)]

    def worklist(
        self, at: date | None = None, issuer: str | None = None, expiring_before: date | None = None
    ) -> list[Item]:
        """Documents due for review, strongest trigger first."""
        from lawreg.review.worklist import worklist

        return worklist(
            self.validity,
            self.store.citations(),
            at=at or date.today(),
            issuer=issuer,
            expiring_before=expiring_before,
            texts=self.store.text,
        )

    def diff(self, first: date, second: date, issuer: str | None = None) -> list[dict[str, Any]]:
        """The documents whose status differs between two dates, with the clause."""
        from lawreg.review.diff import diff

        return diff(self.validity, first, second, issuer)

    def impact(
        self,
        number: str,
        issuer: str | None = None,
        issued: date | None = None,
        since: date | None = None,
        depth: int = 3,
    ) -> Impact:
        """What follows if a document were repealed on ``since`` (today by default)."""
        from lawreg.validity.impact import impact

        record = self.find(number, issuer, issued)
        return impact(self.validity, record.id, self.store.citations(), since=since or date.today(), depth=depth)

    def search(self, query: str, limit: int = 10, **filters: Any) -> SearchResult:
        """Articles that answer ``query``, best first; filters: status, doc_type, issuer, year, at, sort, engine."""
        from lawreg.search import search

        if filters.get("engine"):  # an engine asked for by name has its own index, made when it is first wanted
            self.refresh_index(filters["engine"])
        return search(self.workspace.search_dir, query, limit=limit, **filters)

    def search_many(self, queries: Path, limit: int = 10, **filters: Any) -> Iterator[dict[str, Any]]:
        """Answers to a file of {"id", "query"} lines, in its order."""
        from lawreg.search.queries import run

        if filters.get("engine"):
            self.refresh_index(filters["engine"])
        return run(self.workspace.search_dir, queries, limit=limit, **filters)

    def set_aside(self) -> list[dict[str, str]]:
        """Files that were set aside: file, code, message."""
        return [f.to_dict() for f in self.store.set_aside()]

    # ---------------------------------------------------------------------------------------------- decisions

    def decide(
        self,
        number: str,
        kind: str,
        payload: dict[str, Any],
        *,
        who: str,
        why: str = "",
        issuer: str | None = None,
        issued: date | None = None,
    ) -> Decision:
        """Record an officer's decision (kinds and payloads: :mod:`lawreg.registry.decisions`)."""
        from lawreg.registry import decisions

        record = self.find(number, issuer, issued)
        of = {"number": record.number, "issuer_ids": list(record.issuer_ids),
              "issued": record.issued.isoformat() if record.issued else None}  # fmt: skip
        if kind == "add_effect" and "by" in payload:
            payload = {**payload, "by": self.find(str(payload["by"])).id}
        made = decisions.record(self.workspace, kind, record.id, payload, who=who, why=why, of=of)
        self._forget()
        self.refresh_index()
        return made

    def decisions(self) -> list[Decision]:
        """Decisions in force, in the order they were made."""
        from lawreg.registry import decisions

        return decisions.load(self.workspace)

    def import_decisions(self, file: Path, *, who: str, why: str = "") -> dict[str, Any]:
        """Record what a department's list says (:mod:`lawreg.department_lists`): {"recorded", "set_aside": […]}."""
        from lawreg import department_lists

        report = department_lists.record_all(self.workspace, self.store, file, who=who, why=why)
        self._forget()
        self.refresh_index()
        return report

    def undo_decision(self, decision_id: str, *, who: str, why: str = "") -> Decision:
        """Take a decision back by appending its reversal."""
        from lawreg.registry import decisions

        made = decisions.undo(self.workspace, decision_id, who=who, why=why)
        self._forget()
        self.refresh_index()
        return made

    def graph(self, around: str | None = None, radius: int = 1) -> nx.MultiDiGraph:
        """The graph of effects and citations, whole or around one document id."""
        from lawreg import graph

        return graph.build(self.store, around=around, radius=radius)

    def conflicts(self) -> tuple[Finding, ...]:
        """Contradictions: competence, order of dates, documents against decisions."""
        return self.validity.conflicts()

    def verify(self, at: date | None = None) -> tuple[int, tuple[Finding, ...]]:
        """Check the whole registry (:mod:`lawreg.checks`): how many verdicts were looked at, and what is wrong."""
        from lawreg import checks

        return checks.run(self, at or date.today())


def _options(ocr: bool, limit: int | None) -> Any:
    from lawreg.reading import ReadOptions

    return ReadOptions(ocr=ocr) if limit is None else ReadOptions(ocr=ocr, ocr_page_limit=limit)
