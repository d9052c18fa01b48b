"""Which lines a pattern could fit at all, told from their first and last letters and their characters.

What a pattern needs (`warraq.packs.needs`) is a list of cases. Lines sorted by their first letters hold the
lines of a case as one stretch, found by bisection; of these the ones stay that have the characters it needs.
RE2 is asked of what is left, a line in a hundred, and decides: the sieve only may not lose a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from warraq.cleaning.folding import Signs
from warraq.cleaning.lines import Ints, distinct
from warraq.packs import needs

SLICE = 1 << 16  # lines sieved at once, so that memory does not grow with the batch


@dataclass(frozen=True)
class Asked:
    """A pattern: its cases, and where it stands in a line."""

    by_start: needs.Cases
    by_end: needs.Cases
    whole: bool  # it covers a line from its first letter to its last
    max_chars: int


class Sieve:
    """The cases of some patterns, as arrays."""

    def __init__(self, patterns: Sequence[Asked]) -> None:
        self.size = len(patterns)
        rows = [(n, case, False) for n, asked in enumerate(patterns) for case in asked.by_start]
        rows += [(n, case, True) for n, asked in enumerate(patterns) for case in asked.by_end]
        self.pattern = np.array([number for number, _, _ in rows], np.int64)
        self.marks = np.array([marks for _, (_, _, marks), _ in rows], np.uint64)
        self.low = needs.numbers_of([opening for _, (opening, _, _), _ in rows])
        length = np.array([len(opening) for _, (opening, _, _), _ in rows], np.int64)
        whole = np.array([whole and patterns[n].whole for n, (_, whole, _), _ in rows], np.bool_)
        open_bits = np.where(whole, 0, 8 * (needs.OPENING_LETTERS - length)).astype(np.uint64)
        wide = (length == 0) & ~whole
        self.high = self.low | (
            (np.uint64(1) << np.where(wide, 0, open_bits).astype(np.uint64)) - np.uint64(1)
        )
        self.max_chars = np.array([asked.max_chars for asked in patterns], np.int64)
        from_end = np.array([end for _, _, end in rows], np.bool_)
        self.groups = [(np.flatnonzero(~wide & (from_end == end)), end) for end in (False, True)]
        self.wide = np.flatnonzero(wide).tolist()

    def candidates(self, signs: Signs, chars: Ints) -> list[Ints]:
        """For each pattern the lines it could fit, in order. `chars` are the lengths of the lines."""
        parts = [np.zeros(0, np.int64)]
        for at in range(0, len(chars), SLICE):
            part = slice(at, at + SLICE)
            parts.append(self._slice(signs, chars, part) + at)
        pairs = np.concatenate(parts)
        number, line = pairs >> 40, pairs & ((1 << 40) - 1)
        number, line = number[order := np.argsort(number, kind="stable")], line[order]
        return np.split(line, np.searchsorted(number, np.arange(1, self.size)))

    def _slice(self, signs: Signs, chars: Ints, part: slice) -> Ints:
        """Pairs of pattern and line as numbers, each once, in order: pattern * 2**40 + line."""
        marks, chars = signs.marks[part], chars[part]
        found = []
        for case in self.wide:
            number = self.pattern[case]
            fits = ((marks & self.marks[case]) == self.marks[case]) & (chars <= self.max_chars[number])
            found.append((number << 40) + np.flatnonzero(fits))
        for cases, from_end in self.groups:
            letters = (signs.closing if from_end else signs.opening)[part]
            order = np.argsort(letters)
            letters = letters[order]
            first = np.searchsorted(letters, self.low[cases])
            count = np.searchsorted(letters, self.high[cases], "right") - first
            pair = np.repeat(cases, count)
            within = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count - first, count)
            line, number = order[within], self.pattern[pair]
            fits = ((marks[line] & self.marks[pair]) == self.marks[pair]) & (
                chars[line] <= self.max_chars[number]
            )
            found.append((number[fits] << 40) + line[fits])
        return distinct(np.concatenate(found))
