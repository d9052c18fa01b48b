"""The words of every line as numbers; in scripts without spaces, each pair of characters.

A word is known by a hash of its letters, lower case, its digits all alike: what is learnt of words can be
counted and kept without keeping a word.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from warraq.cleaning.lines import Bytes, Flags, Ints, Lines

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Numbers = np.ndarray[Any, np.dtype[Any]]
Weights = np.ndarray[Any, np.dtype[np.int8]]

# Odd numbers with their bits well spread.
_MIX, _MIX_2 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX_3 = np.uint64(0xD6E8FEB86659FD93)
WIDE = (0xE3, 0xED)  # first bytes of Chinese, Japanese and Korean characters
PART_WORDS = 32_768  # words looked at together
_NONE = np.zeros(0, np.int64)
FINE = 16  # steps of a score to one step of a weight


class LineWords:
    """Words of `lines`, in the order of the lines: `line` and `number` (the hash) of each."""

    def __init__(self, lines: Lines) -> None:
        buffer = lines.buffer
        data, start = buffer.data, buffer.words
        self.first = np.searchsorted(start, lines.start)
        self.stop = np.searchsorted(start, lines.end)
        self.wide_at = np.flatnonzero((data >= WIDE[0]) & (data <= WIDE[1]))
        parts = [_words(lines, *self.of_lines(part)) for part in self.parts()]
        line = np.concatenate([_NONE, *(line for line, _ in parts)])
        number = np.concatenate([_NONE.astype(np.uint64), *(number for _, number in parts)])
        pair_line, pair = _pairs(lines, self.wide_at)
        if len(pair):
            at = np.searchsorted(line, pair_line, "right") + np.arange(len(pair))
            spaced = np.ones(len(line) + len(pair), np.bool_)
            spaced[at] = False
            line, number = _merged(spaced, line, pair_line), _merged(spaced, number, pair)
        self.line, self.number = line, number
        self.count = np.bincount(line, minlength=len(lines))

    def parts(self) -> Iterator[slice]:
        """Stretches of lines with some PART_WORDS words each.

        Columns over all words of a batch would be memory that the system has to clear each time.
        """
        part = self.first // PART_WORDS
        opens = np.flatnonzero(np.diff(part, prepend=-1) != 0)
        for begin, stop in itertools.pairwise([*opens.tolist(), len(part)]):
            yield slice(begin, stop)

    def of_lines(self, part: slice) -> tuple[Ints, Ints]:
        """The words of these lines, in order, and the line of each. What was cut off before the first line of
        a page stands in no line."""
        count = self.stop[part] - self.first[part]
        line = np.repeat(np.arange(part.start, part.stop), count)
        before = np.cumsum(count) - count - self.first[part]  # words of the part, less words of the batch
        return np.arange(len(line)) - np.repeat(before, count), line

    def scores(self, weights: Weights) -> Ints:
        """Sum of the weights of each line's words and of its opening word, by the root of their number.

        `weights` has a power of two of rows: the word's number ends in its row.
        """
        bits = np.uint64(64 - (len(weights).bit_length() - 1))
        own = weights[(self.number >> bits).astype(np.int64)]
        opens = np.flatnonzero(np.diff(self.line, prepend=-1) != 0)
        sums = np.zeros(len(self.count), np.int64)
        if len(own):
            sums[self.line[opens]] = np.add.reduceat(own.astype(np.int64), opens)
            sums[self.line[opens]] += weights[(opening(self.number[opens]) >> bits).astype(np.int64)]
        # In whole numbers: the root of a number below 2^52 is exact on every machine.
        root = np.sqrt((self.count + 1) * FINE * FINE).astype(np.int64)
        result: Ints = sums * FINE * FINE // np.maximum(root, 1)
        return result


def opening(numbers: Hashes) -> Hashes:
    """The numbers words have as the first of their line."""
    result: Hashes = np.multiply(numbers ^ _MIX_2, _MIX_3)
    return result


def _words(lines: Lines, words: Ints, line: Ints) -> tuple[Ints, Hashes]:
    """The line and the number of each of these words, without those that open with a wide character."""
    data, start, end = lines.buffer.data, lines.buffer.words[words], lines.buffer.word_ends[words]
    if not len(words):
        return _NONE, _NONE.astype(np.uint64)
    first = data[start]
    spaced = ~((first >= WIDE[0]) & (first <= WIDE[1]))
    line, start, end = line[spaced], start[spaced], end[spaced]
    from_, to = int(lines.buffer.words[words[0]]), int(lines.buffer.word_ends[words[-1]])
    plain = np.zeros(to - from_ + 16, np.uint8)
    plain[8:-8] = _PLAIN[data[from_:to]]
    last = data[end - 1]
    end = end - ((last < 65) & ((last - np.uint8(48)) >= 10) & (end - start > 1))  # a mark at its end
    length = end - start
    head = _eight(plain, start + (8 - from_), length, False)
    tail = _eight(plain, end - from_, length, True)
    both: Hashes = np.multiply(head, _MIX)
    both ^= np.multiply(tail, _MIX_2)
    both ^= length.astype(np.uint64)
    return line, _mixed(both)


def _pairs(lines: Lines, wide_at: Ints) -> tuple[Ints, Hashes]:
    """Neighbouring characters of three bytes each, in one line."""
    pair = wide_at[:-1][np.diff(wide_at) == 3]
    line = np.clip(np.searchsorted(lines.start, pair, "right") - 1, 0, None)
    if len(pair):
        whole = (pair >= lines.start[line]) & (pair + 6 <= lines.end[line])
        pair, line = pair[whole], line[whole]
    padded = np.concatenate([lines.buffer.data, np.zeros(8, np.uint8)])
    return line, _mixed(np.multiply(_eight(padded, pair, np.full(len(pair), 6), False), _MIX))


def _merged(first: Flags, values: Numbers, others: Numbers) -> Numbers:
    """The values where `first` says so, in order; the others elsewhere. (np.insert sorts anew each time.)"""
    result = np.empty(len(first), values.dtype)
    result[first], result[~first] = values, others
    return result


def _plain() -> Bytes:
    """Capital letters as small ones, every digit as 0."""
    table = np.arange(256, dtype=np.uint8)
    table[65:91] += 32
    table[48:58] = 48
    return table


_PLAIN = _plain()


def _mixed(hashes: Hashes) -> Hashes:
    result: Hashes = np.multiply(hashes ^ (hashes >> np.uint64(29)), _MIX)
    return result


def _eight(padded: Bytes, at: Ints, length: Ints, tail: bool) -> Hashes:
    """The first eight bytes of words (the last: `tail`) as one number, without those beyond the word."""
    view = np.ndarray((len(padded) - 7,), "<u8", buffer=padded, strides=(1,))
    shift = (64 - 8 * np.minimum(length, 8)).astype(np.uint64)
    result: Hashes = view[at] >> shift if tail else view[at] << shift
    return result
