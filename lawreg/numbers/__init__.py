"""Document numbers (số, ký hiệu): find, normalise, compare, say what they tell."""

from __future__ import annotations

from lawreg.numbers.finding import NumberMatch, find
from lawreg.numbers.letters import letters
from lawreg.numbers.pages import GAP, bridge
from lawreg.numbers.spelling import NumberInfo, describe, fold, normalise

__all__ = ["GAP", "NumberInfo", "NumberMatch", "bridge", "describe", "find", "fold", "letters", "normalise"]
