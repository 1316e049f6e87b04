"""What a long run tells of itself while it works: the stage it is in, how far that stage is, and what is at work."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """Stages of bringing files in, in their order."""

    WAIT = "wait"  # another run holds the workspace
    LOOK = "look"  # which files are new or changed
    READ = "read"  # files, in workers
    LINK = "link"  # documents put together, mentions led to the documents they mean
    STATUS = "status"  # timelines of all documents, which the search index holds
    INDEX = "index"  # documents given to the search engine
    SAVE = "save"  # the search engine writes to the disk


# stage, how many are done, of how many (0: not known), the file or document at work
Progress = Callable[[Stage, int, int, str], None]
Count = Callable[[int, int], None]  # the two numbers alone


def counter(progress: Progress | None, stage: Stage) -> Count | None:
    """Tells the numbers of one stage."""
    if progress is None:
        return None
    told = progress
    return lambda done, total: told(stage, done, total, "")
