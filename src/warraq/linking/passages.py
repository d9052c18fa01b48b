"""Text reuse: passages two documents share, with offsets on both sides.

All 5-grams of the corpus are sorted by hash; those in two documents or more, but not in so many that they
are a formula, give pairs of places. Pairs in step make a block; a block grows over the words around it that
are the same, formulae too; blocks an edit apart make a passage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from warraq import schema
from warraq.linking.grams import Grams, N, Words

MIN_GRAMS = 3
"""Shared 5-grams that make a passage: seven words in a row."""
MAX_GAP = 12
"""Words an edit may put between two parts of one passage, on either side."""
FORMULA = 50
"""Documents beyond which a 5-gram is a formula (titles, set phrases), not copied text."""
REPEATS = 8
"""Times a 5-gram is looked at in one document; what stands there more often is a list or a refrain."""
SKIPPED = 3
"""A part is joined to one of the next three: chance repeats stand between two parts of one passage."""


@dataclass(frozen=True)
class _Blocks:
    """Stretches two documents share, as numbers of words, both ends included; in order of left place."""

    left: Any
    left_end: Any
    right: Any
    right_end: Any
    grams: Any

    def take(self, rows: Any) -> "_Blocks":
        return _Blocks(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def shared_passages(words: Words, grams: Grams, doc_ids: list[str]) -> pa.Table:
    """Passages between documents, sorted by key; `doc_ids`, by row of the words, are sorted.

    Gives the columns of schema.REUSE that stand in the texts themselves.
    """
    found = _joined(words, _grown(words, _blocks(words, *_places(words, grams))))
    found = found.take(found.grams >= MIN_GRAMS)
    names = np.array(doc_ids, dtype=object)
    columns = {
        "doc_a": pa.array(names[words.doc[found.left]], schema.TEXT),
        "start_a": words.start[found.left],
        "end_a": words.end[found.left_end],
        "doc_b": pa.array(names[words.doc[found.right]], schema.TEXT),
        "start_b": words.start[found.right],
        "end_b": words.end[found.right_end],
        "overlap": found.grams.astype(np.int32),
    }
    # Two chance blocks can begin at one pair of places: the longest stands for them.
    order = [
        *((name, "ascending") for name in schema.REUSE.key),
        ("end_a", "descending"),
        ("end_b", "descending"),
    ]
    table = pa.table(columns).sort_by(order)
    return table.filter(pa.array(_new_keys(table)))


def _new_keys(table: pa.Table) -> Any:
    """Rows whose key is not that of the row before."""
    columns = [table[n].combine_chunks().to_numpy(zero_copy_only=False) for n in schema.REUSE.key]
    return np.logical_or.reduce([_changes(column) for column in columns])


def _blocks(words: Words, left: Any, right: Any) -> _Blocks:
    """Pairs of 5-grams in the same two lines, equally far apart: some words may differ in between."""
    step = right - left
    order = np.lexsort((left, step, words.line[right], words.line[left]))
    left, right, step = left[order], right[order], step[order]
    far = np.diff(left, prepend=left[:1]) > MAX_GAP
    starts = np.flatnonzero(_changes(words.line[left]) | _changes(words.line[right]) | _changes(step) | far)
    sizes = np.diff(np.append(starts, len(left)))
    last = starts + sizes - 1
    return _Blocks(left[starts], left[last] + N - 1, right[starts], right[last] + N - 1, sizes)


def _grown(words: Words, blocks: _Blocks) -> _Blocks:
    """The blocks with the same words before and after them; within their lines."""
    left, right = _walk(words, blocks.left, blocks.right, -1)
    left_end, right_end = _walk(words, blocks.left_end, blocks.right_end, 1)
    return _Blocks(left, left_end, right, right_end, blocks.grams)


def _walk(words: Words, left: Any, right: Any, step: int) -> tuple[Any, Any]:
    left, right = left.copy(), right.copy()
    going = np.arange(len(left))
    while len(going):
        one, other = left[going] + step, right[going] + step
        inside = (one >= 0) & (other < len(words))  # left comes before right
        going, one, other = going[inside], one[inside], other[inside]
        same = words.word[one] == words.word[other]
        same &= words.line[one] == words.line[left[going]]
        same &= words.line[other] == words.line[right[going]]
        going = going[same]
        left[going], right[going] = one[same], other[same]
    return left, right


def _joined(words: Words, blocks: _Blocks) -> _Blocks:
    """Blocks of the same two lines that follow each other within MAX_GAP words on both sides, as one."""
    blocks = blocks.take(
        np.lexsort((blocks.right, blocks.left, words.line[blocks.right], words.line[blocks.left]))
    )
    root = _chains(words, blocks)
    order = np.argsort(root, kind="stable")
    starts = np.flatnonzero(_changes(root[order]))
    blocks = blocks.take(order)
    return _Blocks(
        np.minimum.reduceat(blocks.left, starts),
        np.maximum.reduceat(blocks.left_end, starts),
        np.minimum.reduceat(blocks.right, starts),
        np.maximum.reduceat(blocks.right_end, starts),
        np.add.reduceat(blocks.grams, starts),
    )


def _chains(words: Words, blocks: _Blocks) -> Any:
    """For each block the first block of its passage."""
    count = len(blocks.left)
    before = np.arange(count)
    taken = np.zeros(count, dtype=bool)  # already has a next one
    for skip in range(1, SKIPPED + 1):
        one, other = np.arange(count - skip) if count > skip else np.arange(0), np.arange(skip, count)
        follows = ~taken[one] & (before[other] == other)
        for lines, start, end in (
            (words.line[blocks.left], blocks.left, blocks.left_end),
            (words.line[blocks.right], blocks.right, blocks.right_end),
        ):
            follows &= lines[one] == lines[other]
            follows &= (start[other] > start[one]) & (end[other] > end[one])
            follows &= start[other] - end[one] <= MAX_GAP
        before[other[follows]] = one[follows]
        taken[one[follows]] = True
    while not np.array_equal(before, before[before]):
        before = before[before]
    return before


def _places(words: Words, grams: Grams) -> tuple[Any, Any]:
    """Pairs of words where one 5-gram begins, in pairs of documents that share MIN_GRAMS or more."""
    empty = np.array([], dtype=np.int64)
    left, right = [empty], [empty]
    for one, other in _pairs(words, grams):
        left.append(one)
        right.append(other)
    one, other = np.concatenate(left), np.concatenate(right)
    pair = (words.doc[one].astype(np.int64) << 32) | words.doc[other]
    _, which, counts = np.unique(pair, return_inverse=True, return_counts=True)
    enough = counts[which] >= MIN_GRAMS
    return one[enough], other[enough]


def _pairs(words: Words, grams: Grams) -> Iterator[tuple[Any, Any]]:
    """Pairs of words where the same 5-gram begins, for 5-grams of 2 to FORMULA documents.

    The n-th place in one document goes with the n-th in the other, the last standing for those missing.
    """
    doc = words.doc[grams.first]
    order = np.lexsort((doc, grams.gram))  # stable: places of one document stay in order
    gram, doc, place = grams.gram[order], doc[order], grams.first[order]
    entry = np.flatnonzero(_changes(gram) | _changes(doc))  # a 5-gram in a document, where it stands first
    times = np.minimum(np.diff(np.append(entry, len(gram))), REPEATS)
    first = np.flatnonzero(_changes(gram[entry]))
    documents = np.diff(np.append(first, len(entry)))
    for size in np.unique(documents).tolist():
        if 2 <= size <= FORMULA:
            rows = first[documents == size][:, None] + np.arange(size)
            i, j = np.triu_indices(size, 1)
            one, other = rows[:, i].ravel(), rows[:, j].ravel()
            together = np.maximum(times[one], times[other])
            one, other = np.repeat(one, together), np.repeat(other, together)
            nth = np.arange(len(one)) - np.repeat(np.cumsum(together) - together, together)
            yield (
                place[entry[one] + np.minimum(nth, times[one] - 1)],
                place[entry[other] + np.minimum(nth, times[other] - 1)],
            )


def _changes(values: Any) -> Any:
    """Where a value differs from the one before it; the first one does."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]
