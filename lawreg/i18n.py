"""Language of the output: Vietnamese unless --lang en or LAWREG_LANG says otherwise (gettext catalogues)."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).with_name("locale")
_chosen: str | None = None


def language() -> str:
    """ "vi" or "en"."""
    raw = _chosen or os.environ.get("LAWREG_LANG") or "vi"
    return "en" if raw.lower().startswith("en") else "vi"


def choose(lang: str | None) -> None:
    """Set the language of this process; None goes back to LAWREG_LANG."""
    global _chosen
    _chosen = lang


@cache
def _translation(lang: str) -> gettext.NullTranslations:
    return gettext.translation("lawreg", _LOCALES, languages=[lang], fallback=True)


def _(message: str) -> str:
    """The message in the current language; message ids are the English sentences."""
    return _translation(language()).gettext(message)


def bind_click() -> None:
    """Let click's own words ("Usage", "Options") come from the same catalogue."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("lawreg", str(_LOCALES))
    gettext.textdomain("lawreg")
