"""Sums over the lines of a page and the lines around each line, for all pages of a batch at once."""

from functools import cache
from typing import Any

import numpy as np

from warraq.cleaning.lines import Flags, Ints

Column = np.ndarray[Any, np.dtype[np.uint8]]
Counts = np.ndarray[Any, np.dtype[Any]]  # whole numbers or flags

MAX = 255  # columns are bytes: the same on every machine, and quick to compare


@cache
def _log_table() -> Column:
    """x -> sixteen steps a doubling, in whole numbers."""
    table = np.zeros(65536, np.uint8)
    for e in range(16):
        x = np.arange(1 << e, 1 << (e + 1))
        table[x] = np.minimum(MAX, 16 * e + ((x << 4) >> e) - 16 + 1)
    return table


def log(values: Ints) -> Column:
    """Sixteen steps a doubling."""
    return _log_table().take(values, mode="clip")


def share(part: Ints, whole: Ints) -> Column:
    """Part of whole, in 255ths."""
    return np.minimum(MAX, (MAX * part.astype(np.int64)) // np.maximum(whole, 1)).astype(np.uint8)


def small(values: Counts) -> Column:
    """The number itself, up to 255."""
    return np.clip(values, 0, MAX).astype(np.uint8)


class Around:
    """What stands around each line; `doc` is the page each line belongs to, in order."""

    def __init__(self, doc: Ints, documents: int) -> None:
        self.doc, self.documents = doc, documents
        self.bounds = np.searchsorted(doc, np.arange(documents + 1))
        self.begin, self.stop = self.bounds[:-1][doc], self.bounds[1:][doc]
        self.index = np.arange(len(doc))
        self._windows: dict[tuple[int, int], tuple[Ints, Ints]] = {}  # by above, below

    def total(self, values: Counts) -> Ints:
        """Sum over the page of each line."""
        sums = running_sums(values)
        return sums[self.stop] - sums[self.begin]

    def before(self, values: Counts) -> Ints:
        """Sum over the lines above on its page."""
        sums = running_sums(values)
        return sums[self.index] - sums[self.begin]

    def window(self, values: Counts, above: int, below: int) -> Ints:
        """Sum over the line itself, `above` lines before and `below` after it; -1 leaves the line out."""
        sums = running_sums(values)
        first, last = self._edges(above, below)
        return sums[last] - sums[first]

    def width(self, above: int, below: int) -> Ints:
        """How many lines such a window has."""
        first, last = self._edges(above, below)
        return last - first

    def _edges(self, above: int, below: int) -> tuple[Ints, Ints]:
        if (above, below) not in self._windows:
            first = np.maximum(self.index - above, self.begin)
            last = np.maximum(np.minimum(self.index + below + 1, self.stop), first)
            self._windows[above, below] = first, last
        return self._windows[above, below]

    def shifted(self, column: Column, step: int) -> Column:
        """The column of the line `step` rows on; 0 beyond the page."""
        at = self.index + step
        inside = (at >= self.begin) & (at < self.stop)
        return np.where(inside, column[np.where(inside, at, 0)], 0).astype(np.uint8)

    def last(self, mask: Flags) -> Ints:
        """Row of the nearest marked line above; -1 if none."""
        marked = np.maximum.accumulate(np.where(mask, self.index, -1)) if len(mask) else self.index
        marked = np.concatenate([[-1], marked[:-1]])
        return np.where(marked >= self.begin, marked, -1)

    def next(self, mask: Flags) -> Ints:
        """Row of the nearest marked line below; -1 if none."""
        n = len(mask)
        marked = np.minimum.accumulate(np.where(mask, self.index, n)[::-1])[::-1] if n else self.index
        marked = np.concatenate([marked[1:], [n]])
        return np.where(marked < self.stop, marked, -1)

    def maximum(self, values: Counts) -> Ints:
        """The greatest value on the page of each line."""
        best = np.zeros(self.documents, np.int64)
        some = self.bounds[:-1] < self.bounds[1:]
        if some.any():
            best[some] = np.maximum.reduceat(values, self.bounds[:-1][some])
        return best[self.doc]


def running_sums(values: Counts) -> Ints:
    """0, then the sum of the values so far: the sum of a stretch is a difference of two of them."""
    sums = np.empty(len(values) + 1, np.int64)
    sums[0] = 0
    np.cumsum(values, out=sums[1:])
    return sums
