"""The marks of secrecy printed in the head of a paper (Luật Bảo vệ bí mật nhà nước: tuyệt mật, tối mật, mật)."""

from __future__ import annotations

from collections.abc import Iterable

import regex

_MARK = regex.compile(r"^(?:MẬT|TỐI MẬT|TUYỆT MẬT|Mật|Tối mật|Tuyệt mật|ĐỘ MẬT\s*:?\s*(?:TỐI |TUYỆT )?MẬT)$")


def is_mark(line: str) -> bool:
    """Whether a line of the head is such a mark and nothing else."""
    return _MARK.match(line) is not None


def bears_mark(lines: Iterable[str]) -> bool:
    """Whether one of the lines of a page is such a mark."""
    return any(is_mark(line.strip()) for line in lines)
