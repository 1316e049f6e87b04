"""lawreg: registry and review pipeline for Vietnamese legal documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawreg.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from lawreg.api import Registry

__all__ = ["__version__", "open"]


def open(workspace: str | Path | None = None) -> Registry:
    """The registry of a workspace folder (None: the one around the current folder); see :mod:`lawreg.api`."""
    from lawreg import api

    return api.open(workspace)
