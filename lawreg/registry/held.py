"""Archives and lists from elsewhere, held back until all they hold was read: one secret paper keeps the whole out.

An archive is copied into corpus/ as it is, so a paper inside that must not be kept (domain.md 8.2 trap 25) would come
in with it, however deep it lies. What was read of the other parts waits outside the workspace, in a file without a name
that ends with the process.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from lawreg.model import Finding, Severity
from lawreg.registry.plan import Container, Plan
from lawreg.registry.rows import SECRET, Aside
from lawreg.registry.work import Job, Result

_IN_MEMORY = 64 << 20
_NAMED = 5  # secret parts named in the message


class Whole:
    """One archive or list with the results of its parts."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self._secret: list[str] = []
        self._spool: IO[bytes] | None = None
        self._count = 0

    def add(self, job: Job, result: Result) -> None:
        if isinstance(result, Aside) and result.finding.code in SECRET:
            self._secret.append(job.found.name)
        if self._secret:
            self.close()  # nothing of it will be kept
            return
        if self._spool is None:
            self._spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed by close()
        pickle.dump((job, result), self._spool, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def refusal(self) -> Finding | None:
        """Why it must not come in, if so."""
        if not self._secret:
            return None
        inside = [name.removeprefix(f"{self.container.found.name}#") for name in sorted(self._secret)]
        more = "; …" if len(inside) > _NAMED else ""
        return Finding("secret_inside", {"n": len(inside), "parts": "; ".join(inside[:_NAMED]) + more}, Severity.ERROR)

    def results(self) -> Iterator[tuple[Job, Result]]:
        if self._spool is not None:
            self._spool.seek(0)
            for _ in range(self._count):
                yield pickle.load(self._spool)

    def close(self) -> None:
        if self._spool is not None:
            self._spool.close()
        self._spool, self._count = None, 0


class Held:
    """All archives and lists from elsewhere of one run."""

    def __init__(self, plan: Plan) -> None:
        self._whole = {c.found.name: Whole(c) for c in plan.containers if c.found.origin is not None}
        self._left = Counter(j.container for j in plan.jobs if j.container in self._whole)

    def takes(self, job: Job) -> bool:
        return job.container in self._whole

    def add(self, job: Job, result: Result) -> Whole | None:
        """Hold the result of one part; gives the whole when this was the last."""
        assert job.container is not None
        whole = self._whole[job.container]
        whole.add(job, result)
        self._left[job.container] -= 1
        return whole if self._left[job.container] <= 0 else None

    def complete(self) -> list[Whole]:
        """Those of which nothing need be read."""
        return [w for name, w in self._whole.items() if not self._left[name]]

    def close(self) -> None:
        for whole in self._whole.values():
            whole.close()
