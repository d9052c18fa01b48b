"""Text reuse: passages two documents share, with offsets on both sides.

All 5-grams of the corpus are sorted by hash; those in two documents or more, but not in so many that they
are a formula, give pairs of places; pairs that run on in step make a passage.
"""

from typing import Any

import numpy as np
import pyarrow as pa

from warraq import schema
from warraq.linking.grams import Grams

MIN_GRAMS = 3
"""Shared 5-grams that make a passage: seven words in a row."""
MAX_GAP = 12
"""Words an edit may put between two parts of one passage, on either side."""
FORMULA = 50
"""Documents beyond which a 5-gram is a formula (titles, set phrases), not copied text."""


def shared_passages(grams: Grams, doc_ids: list[str]) -> pa.Table:
    """Passages (schema.REUSE) between documents, sorted by key; `doc_ids`, by row of `grams`, are sorted."""
    left, right = _places(grams)
    order = np.lexsort(
        (grams.word[left], grams.line[right], grams.line[left], grams.doc[right], grams.doc[left])
    )
    left, right = left[order], right[order]
    starts = np.flatnonzero(_breaks(grams, left, right))
    sizes = np.diff(np.append(starts, len(left)))
    starts, sizes = starts[sizes >= MIN_GRAMS], sizes[sizes >= MIN_GRAMS]
    if not len(starts):
        return schema.REUSE.empty()
    names = np.array(doc_ids, dtype=object)
    columns = [
        names[grams.doc[left[starts]]],
        grams.start[left[starts]],  # within a passage both sides only go forward
        grams.end[left[starts + sizes - 1]],
        names[grams.doc[right[starts]]],
        grams.start[right[starts]],
        grams.end[right[starts + sizes - 1]],
        sizes.astype(np.int32),
    ]
    table = pa.table([pa.array(c) for c in columns], schema=schema.REUSE.schema)
    return table.sort_by([(name, "ascending") for name in schema.REUSE.key])


def _breaks(grams: Grams, left: Any, right: Any) -> Any:
    """Where a new passage begins: another pair of lines, too wide a gap, or out of step."""
    breaks = np.ones(len(left), dtype=bool)
    if len(left):
        same = np.ones(len(left) - 1, dtype=bool)
        for column in (grams.doc, grams.line):
            for side in (left, right):
                same &= column[side[1:]] == column[side[:-1]]
        step_left = grams.word[left[1:]] - grams.word[left[:-1]]
        step_right = grams.word[right[1:]] - grams.word[right[:-1]]
        breaks[1:] = ~(same & (step_left <= MAX_GAP) & (step_right > 0) & (step_right <= MAX_GAP))
    return breaks


def _places(grams: Grams) -> tuple[Any, Any]:
    """Pairs of rows that hold one 5-gram, of pairs of documents that share MIN_GRAMS or more."""
    empty = np.array([], dtype=np.int64)
    left, right = [empty], [empty]
    for rows in _groups(grams):
        i, j = np.triu_indices(rows.shape[1], 1)
        left.append(rows[:, i].ravel())
        right.append(rows[:, j].ravel())
    one, other = np.concatenate(left), np.concatenate(right)
    pair = (grams.doc[one].astype(np.int64) << 32) | grams.doc[other]
    _, which, counts = np.unique(pair, return_inverse=True, return_counts=True)
    enough = counts[which] >= MIN_GRAMS
    return one[enough], other[enough]


def _groups(grams: Grams) -> list[Any]:
    """Rows of `grams` whose 5-gram stands in 2 to FORMULA documents: one array for each size."""
    order = np.lexsort((grams.doc, grams.gram))
    gram, doc = grams.gram[order], grams.doc[order]
    first = np.ones(len(order), dtype=bool)  # a 5-gram counts once per document, where it stands first
    first[1:] = (gram[1:] != gram[:-1]) | (doc[1:] != doc[:-1])
    order, gram = order[first], gram[first]
    starts = np.flatnonzero(np.append(True, gram[1:] != gram[:-1])[: len(gram)])
    sizes = np.diff(np.append(starts, len(gram)))
    present = [size for size in np.unique(sizes).tolist() if 2 <= size <= FORMULA]
    return [order[starts[sizes == size][:, None] + np.arange(size)] for size in present]
