"""What a long run shows while it works, on stderr: never silent for more than a second, and always where it is."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lawreg.i18n import _
from lawreg.registry.progress import Progress, Stage

if TYPE_CHECKING:
    from rich.console import Console

_EVERY = 0.9  # seconds between two lines where no bar can move
_FIRST = 0.4  # and before the first, the start of the program counted in
_LONG = 2.0  # a file at work for longer than this is shown with its seconds


def stage_name(stage: Stage) -> str:
    return {
        Stage.WAIT: _("Waiting for another run"),
        Stage.LOOK: _("Looking at files"),
        Stage.READ: _("Reading"),
        Stage.LINK: _("Linking documents"),
        Stage.STATUS: _("Working out statuses"),
        Stage.INDEX: _("Indexing for search"),
        Stage.SAVE: _("Writing the index to disk"),
    }[stage]


class _Lines:
    """A line every second from a thread of its own, so that it comes while the registry is being written, too."""

    def __init__(self) -> None:
        self._at: tuple[Stage, int, int, str] = (Stage.LOOK, 0, 0, "")
        self._since = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Lines:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def show(self, stage: Stage, done: int, total: int, what: str) -> None:
        if (stage, done, what) != (self._at[0], self._at[1], self._at[3]):
            self._since = time.monotonic()
        self._at = stage, done, total, what

    def _run(self) -> None:
        wait = _FIRST
        while not self._over.wait(wait):
            click.echo(self._line(), err=True)
            wait = _EVERY

    def _line(self) -> str:
        stage, done, total, what = self._at
        count = f"{done}/{total}" if total else str(done) if done else ""
        waited = time.monotonic() - self._since
        seconds = f"({waited:.0f} s)" if waited > _LONG else ""
        return "  ".join(part for part in (stage_name(stage), count, what, seconds) if part)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar with rate and time left on a terminal; a line every second elsewhere."""
    if quiet:
        yield None
        return
    from rich.console import Console

    screen = Console(stderr=True)
    if not screen.is_terminal:
        with _Lines() as lines:
            yield lines.show
        return
    with _bar(screen) as show:
        yield show


@contextmanager
def _bar(screen: Console) -> Iterator[Progress]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    with Bar(
        SpinnerColumn(),  # turns by itself: never silent, even while one long file is read
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", markup=False),
        console=screen,
        refresh_per_second=8,
        transient=True,
    ) as bar:
        task = bar.add_task(stage_name(Stage.LOOK), total=None, rate="", file="")
        at = Stage.LOOK

        def show(stage: Stage, done: int, total: int, what: str) -> None:
            nonlocal at
            if stage is not at:
                at = stage
                bar.reset(task, total=total or None, description=stage_name(stage), rate="", file="")
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=done,
                total=total or None,
                file=what if stage is Stage.WAIT else Path(what).name[-40:],
                rate=_("{n}/s").format(n=f"{speed:.1f}") if speed else "",
            )

        yield show


class Stopped(KeyboardInterrupt):
    """The system asked the program to end (SIGTERM: a service stopped, the machine shut down)."""


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM ends a run as Ctrl-C does: what was read is kept, workers go, the lock falls."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: Any) -> None:
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def exit_code(stop: KeyboardInterrupt) -> int:
    """128 and the number of the signal, as shells say it."""
    return 128 + (signal.SIGTERM if isinstance(stop, Stopped) else signal.SIGINT)
