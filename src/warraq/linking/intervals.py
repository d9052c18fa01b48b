"""Stretches of a text as half-open intervals: joined, measured, and what two lots of them have in common."""

from collections.abc import Iterable

Interval = tuple[int, int]


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The same characters in intervals that do not touch, in order."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def common(one: Iterable[Interval], other: Iterable[Interval]) -> list[Interval]:
    """The characters that lie in both."""
    left, right, found = union(one), union(other), []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            found.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return found


def length(intervals: Iterable[Interval]) -> int:
    """How many characters they hold, each counted once."""
    return sum(end - start for start, end in union(intervals))
