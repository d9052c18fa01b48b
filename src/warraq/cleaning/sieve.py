"""Which lines a pattern could fit at all, told from their first and last letters and their characters.

What a pattern needs (`warraq.packs.needs`) is a list of cases. Lines sorted by their first letters hold the
lines of a case as one stretch, found by bisection; of these the ones stay that have the characters it needs.
RE2 is asked of what is left, a line in a hundred, and decides: the sieve only may not lose a line.

Reading the cases of the packs takes most of a second, longer than cleaning a page. So they are written down,
in `sieve.npz`, by training/write_sieve.py; a test says when that has to be done again. For other patterns (a
pack of one's own) they are read when it pays.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from warraq.cleaning.folding import Signs
from warraq.cleaning.lines import Bytes, Flags, Ints, distinct
from warraq.packs import needs, signs
from warraq.packs.macros import Macros
from warraq.packs.signs import Bits

PATH = Path(__file__).with_name("sieve.npz")
# Reading what all patterns need takes as long as asking them of PATIENCE lines without. Where it is not
# written down, it is put off until so many lines have come, or FEW_LINES at once.
FEW_LINES, PATIENCE = 1_000, 1_500
_WORD = (1 << 64) - 1
SLICE = 1 << 16  # lines sieved at once, so that memory does not grow with the batch


@dataclass(frozen=True)
class Asked:
    """A pattern as the packs write it, and where it stands in a line: at its start, its end, or both."""

    pattern: str
    start: bool
    end: bool
    max_chars: int  # the longest line it may judge


@dataclass(frozen=True)
class Cases:
    """The cases of some patterns, a row each; of the bits, MARK_WORDS rows."""

    pattern: "np.ndarray[Any, np.dtype[np.int16]]"  # the number of the pattern
    opening: Bits  # its letters as a number
    length: Bytes  # how many letters
    whole: Flags  # are they all the letters of the line?
    from_end: Flags  # are they its last ones, read backwards?
    marks: Bits


class Sieve:
    """Some patterns, and once they are known their cases."""

    def __init__(self, patterns: Sequence[Asked], macros: Macros) -> None:
        self.patterns, self.macros = patterns, macros
        self.max_chars = np.array([asked.max_chars for asked in patterns], np.int64)
        self.patience = PATIENCE  # lines that may still be asked about before the cases are read
        self.is_read = False
        if cases := _written().get(self.name):
            self.patience = 0
            self._take(cases)

    @property
    def name(self) -> str:
        """A digest of all that the cases follow from."""
        asked = [(asked.pattern, asked.start, asked.end) for asked in self.patterns]
        said = repr((asked, sorted(self.macros.pieces.items())))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def candidates(self, signs: Signs, chars: Ints) -> list[Ints]:
        """For each pattern the lines it could fit, in order. `chars` are the lengths of the lines."""
        if self.patience > 0 and len(chars) < FEW_LINES:
            self.patience -= len(chars)
            rows = {most: np.flatnonzero(chars <= most) for most in set(self.max_chars.tolist())}
            return [rows[asked.max_chars] for asked in self.patterns]
        if not self.is_read:
            self._take(self.cases())
        parts = [np.zeros(0, np.int64)]
        for at in range(0, len(chars), SLICE):
            part = slice(at, at + SLICE)
            parts.append(self._slice(signs, chars, part) + at)
        pairs = np.concatenate(parts)
        number, line = pairs >> 40, pairs & ((1 << 40) - 1)
        number, line = number[order := np.argsort(number, kind="stable")], line[order]
        return np.split(line, np.searchsorted(number, np.arange(1, len(self.patterns))))

    def cases(self) -> Cases:
        """The cases, read from the patterns."""
        rows: list[tuple[int, needs.Case, bool]] = []
        for number, asked in enumerate(self.patterns):
            start, end = needs.of(asked.pattern, self.macros, start=asked.start, end=asked.end)
            rows += [(number, case, False) for case in sorted(start)]
            rows += [(number, case, True) for case in sorted(end)]
        marks = [[m >> 64 * word & _WORD for _, (_, _, m), _ in rows] for word in range(signs.MARK_WORDS)]
        return Cases(
            np.array([number for number, _, _ in rows], np.int16),
            signs.numbers_of([opening for _, (opening, _, _), _ in rows]),
            np.array([len(opening) for _, (opening, _, _), _ in rows], np.uint8),
            np.array([whole for _, (_, whole, _), _ in rows], np.bool_),
            np.array([end for _, _, end in rows], np.bool_),
            np.array(marks, np.uint64),
        )

    def _take(self, cases: Cases) -> None:
        """Sieve by these cases from now on."""
        self.is_read = True
        self.pattern, self.marks, self.low = cases.pattern.astype(np.int64), cases.marks, cases.opening
        spanning = np.array([asked.start and asked.end for asked in self.patterns], np.bool_)
        whole = cases.whole & spanning[self.pattern]
        wide = (cases.length == 0) & ~whole
        open_bits = np.where(whole | wide, 0, 8 * (signs.OPENING_LETTERS - cases.length.astype(np.int64)))
        self.high = self.low | ((np.uint64(1) << open_bits.astype(np.uint64)) - np.uint64(1))
        self.groups = [(np.flatnonzero(~wide & (cases.from_end == end)), end) for end in (False, True)]
        self.wide = np.flatnonzero(wide).tolist()

    def _slice(self, signs: Signs, chars: Ints, part: slice) -> Ints:
        """Pairs of pattern and line as numbers, each once, in order: pattern * 2**40 + line."""
        marks, chars = signs.marks[:, part], chars[part]
        found = []
        for case in self.wide:
            number, (needed, *others) = self.pattern[case], self.marks[:, case]
            line = np.flatnonzero(((marks[0] & needed) == needed) & (chars <= self.max_chars[number]))
            for bits, needed in zip(marks[1:], others, strict=True):
                if needed:
                    line = line[(bits[line] & needed) == needed]
            found.append((number << 40) + line)
        for cases, from_end in self.groups:
            letters = (signs.closing if from_end else signs.opening)[part]
            order = np.argsort(letters)
            letters = letters[order]
            first = np.searchsorted(letters, self.low[cases])
            count = np.searchsorted(letters, self.high[cases], "right") - first
            pair = np.repeat(cases, count)
            within = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count - first, count)
            line = order[within]
            for bits, needed in zip(marks, self.marks, strict=True):
                fits = (bits[line] & needed[pair]) == needed[pair]
                line, pair = line[fits], pair[fits]
            number = self.pattern[pair]
            fits = chars[line] <= self.max_chars[number]
            found.append((number[fits] << 40) + line[fits])
        return distinct(np.concatenate(found))


def write(sieves: Iterable[Sieve], path: Path = PATH) -> None:
    """Write down the cases of these sieves, under their names."""
    parts = {
        f"{sieve.name} {field}": column for sieve in sieves for field, column in vars(sieve.cases()).items()
    }
    np.savez_compressed(path, **parts)


@cache
def _written() -> dict[str, Cases]:
    """The cases that are written down, by the names of their sieves."""
    parts: dict[str, dict[str, Any]] = {}
    with np.load(PATH) as file:
        for key in file.files:
            name, field = key.split(" ")
            parts.setdefault(name, {})[field] = file[key]
    return {name: Cases(**fields) for name, fields in parts.items()}
