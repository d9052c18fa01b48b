"""The lines of a batch, as columns: where each one stands in the one buffer that holds all the texts.

Everything inside `cleaning` counts in bytes of that buffer (UTF-8); `segments.py` turns bytes into code
points at the very end. Lines are split at line feeds only. Blank lines have no row.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]

LINE_FEED = 10
_TATWEEL = "ـ".encode()
# White space as str.isspace has it, in one byte (tab to carriage return, file to unit separator, space) …
_SPACE_BYTES = [*range(9, 14), *range(28, 33)]  # two runs of five
# … and in more: the bytes in UTF-8.
_WIDE_SPACES = [c.encode() for c in "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"]
_WIDE_SPACES += [chr(c).encode() for c in range(0x2000, 0x200B)]


@dataclass(frozen=True)
class Buffer:
    """The texts of a batch end to end: `bounds[i]:bounds[i + 1]` are the bytes of document i."""

    data: Bytes
    arrow: pa.Buffer  # the same bytes
    bounds: Ints
    line_feeds: Ints  # positions
    words: Ints  # starts of the runs without white space
    word_ends: Ints

    @cached_property
    def tatweels(self) -> Ints:
        """Where a tatweel stands."""
        # Half the bytes of Arabic are like the first: the places of all would take four times the memory.
        return np.flatnonzero((self.data[:-1] == _TATWEEL[0]) & (self.data[1:] == _TATWEEL[1]))

    def feeds_before(self, positions: Ints) -> Ints:
        """How many line feeds stand before each position."""
        return np.searchsorted(self.line_feeds, positions)

    def has_space(self, starts: Ints, ends: Ints) -> Flags:
        """Is there white space in each stretch?"""
        run = np.searchsorted(self.words, starts, "right") - 1
        inside = (run >= 0) & (self.word_ends[np.maximum(run, 0)] >= ends) if len(self.words) else run >= 0
        return ~inside & (ends > starts)

    def strip(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Each stretch without the white space at its edges; start == end when nothing is left."""
        if not len(self.words):
            return starts, starts
        run = np.searchsorted(self.word_ends, starts, "right")
        new_starts = np.where(
            run < len(self.words), np.maximum(starts, self.words[np.minimum(run, len(self.words) - 1)]), ends
        )
        run = np.searchsorted(self.words, ends, "left") - 1
        new_ends = np.where(run >= 0, np.minimum(ends, self.word_ends[np.maximum(run, 0)]), starts)
        empty = new_starts >= new_ends
        return np.where(empty, starts, new_starts), np.where(empty, starts, new_ends)

    def align(self, positions: Ints) -> Ints:
        """Each position moved back to the first byte of its character."""
        positions = positions.copy()
        for _ in range(3):
            inside = (positions < len(self.data)) & (positions > 0)
            inside &= (self.data[np.minimum(positions, len(self.data) - 1)] & 0xC0) == 0x80
            positions -= inside
        return positions

    def strings(self, starts: Ints, ends: Ints) -> pa.Array:
        """The stretches as a string column. They must be in order and not overlap."""
        return (
            self.tiles(starts, ends).take(pa.array(np.arange(len(starts)) * 2))
            if len(starts)
            else _NO_STRINGS
        )

    def chars(self, starts: Ints, ends: Ints) -> Ints:
        """Length of each stretch in code points. They must be in order and not overlap."""
        if not len(starts):
            return np.zeros(0, np.int64)
        return np.asarray(pc.utf8_length(self.tiles(starts, ends)))[::2].astype(np.int64)

    def tiles(self, starts: Ints, ends: Ints) -> pa.Array:
        """Stretch, gap, stretch, gap, …, stretch: one string column over the same bytes, nothing copied."""
        offsets = np.empty(2 * len(starts), np.int32)
        offsets[::2], offsets[1::2] = starts, ends
        return pa.StringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), self.arrow)


def distinct(numbers: Ints) -> Ints:
    """The numbers, each once, in order. (np.unique hashes first, and takes ten times as long.)"""
    numbers = np.sort(numbers)
    return numbers[np.diff(numbers, prepend=numbers[:1] - 1) > 0]


_NO_STRINGS = pa.array([], pa.string())


@dataclass(frozen=True)
class Lines:
    """One row per line that is not blank; edge white space is left out."""

    buffer: Buffer
    doc: Ints  # index of its document in the batch
    number: Ints  # of the line in its document, from 0, blank ones counted
    start: Ints
    end: Ints
    words: Ints  # runs without white space
    chars: Ints  # code points

    def __len__(self) -> int:
        return len(self.doc)

    def starting_at(self, start: Ints) -> "Lines":
        """The same lines with other starts: what stood before is no part of them any more."""
        changed = np.flatnonzero(start != self.start)
        chars = self.chars.copy()
        chars[changed] = self.buffer.chars(start[changed], self.end[changed])
        return replace(self, start=start, chars=chars)


def explode(texts: pa.Array) -> Lines:
    """Cut a string column into its lines."""
    buffer = _buffer(texts)
    first = np.searchsorted(buffer.words, np.concatenate([buffer.bounds[:-1], buffer.line_feeds]))
    first = distinct(first[first < len(buffer.words)])
    after = np.append(first, len(buffer.words))[1:]
    start = buffer.words[first]
    end = buffer.word_ends[after - 1]
    doc = np.searchsorted(buffer.bounds, start, "right") - 1
    number = buffer.feeds_before(start) - buffer.feeds_before(buffer.bounds)[doc]
    return Lines(buffer, doc, number, start, end, after - first, buffer.chars(start, end))


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """A column of a table as one array."""
    array = column.combine_chunks()
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _buffer(texts: pa.Array) -> Buffer:
    offsets = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]
    whole = texts.buffers()[2] or pa.py_buffer(b"")
    arrow = whole.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
    data = np.frombuffer(arrow, np.uint8)
    bounds = offsets.astype(np.int64) - int(offsets[0])
    solid = ~_is_space(data)
    edges = np.empty(len(data) + 1, np.bool_)
    edges[:-1] = solid
    edges[-1] = False
    edges[1:-1] &= ~solid[:-1]
    inner = bounds[:-1][
        bounds[:-1] < len(data)
    ]  # a document starts a word even when the last one ended in one
    edges[inner] = solid[inner]
    words = np.flatnonzero(edges)
    edges[0] = False
    edges[1:] = solid
    edges[1:-1] &= ~solid[1:]
    inner = bounds[1:][bounds[1:] > 0]
    edges[inner] = solid[inner - 1]
    return Buffer(data, arrow, bounds, np.flatnonzero(data == LINE_FEED), words, np.flatnonzero(edges))


def _is_space(data: Bytes) -> Flags:
    spaces: Flags = data - np.uint8(_SPACE_BYTES[0]) < 5  # wraps around below the first
    spaces |= data - np.uint8(_SPACE_BYTES[5]) < 5
    for lead in sorted({space[0] for space in _WIDE_SPACES}):
        at = np.flatnonzero(data == lead)
        for space in (s for s in _WIDE_SPACES if s[0] == lead):
            hits = at[at + len(space) <= len(data)]
            for k in range(1, len(space)):
                hits = hits[data[hits + k] == space[k]]
            for k in range(len(space)):
                spaces[hits + k] = True
    return spaces
