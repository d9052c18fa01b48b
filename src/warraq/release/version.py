"""Version numbers, computed from what changed (semantic versioning of data, as Croissant 1.1 has it)."""

import re
from typing import Final

from warraq.release.diff import Diff

FIRST: Final = "1.0.0"
_PATTERN: Final = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def parse(version: str) -> tuple[int, int, int] | None:
    """A version as numbers, to sort by; None when it is none of ours."""
    match = _PATTERN.fullmatch(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def next_version(previous: str | None, diff: Diff, *, bytes_differ: bool) -> str | None:
    """The version that follows `previous`; None when there is nothing to release.

    Rows or columns removed or altered: major. Only added: minor. The same data in other bytes or with other
    metadata: patch.
    """
    if previous is None:
        return FIRST
    numbers = parse(previous)
    if numbers is None:
        raise ValueError(f"{previous!r} is not a version")
    major, minor, patch = numbers
    if diff.breaking:
        return f"{major + 1}.0.0"
    if not diff.empty:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if bytes_differ else None
