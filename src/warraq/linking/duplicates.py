"""Near duplicates: MinHash-LSH proposes pairs, the exact Jaccard of their 5-grams decides."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from warraq.linking.grams import Grams, Words

THRESHOLD = 0.65
"""Jaccard of the sets of 5-grams from which two texts are copies: four fifths of the wording of each stands
in the other, so that a copy with its paragraphs joined or one left out is still one."""
BANDS, ROWS = 32, 4
"""At 0.65 a pair is missed twice in 1,000 times, (1 - 0.65^4)^32. Candidates are checked: none is wrong."""
PERMUTATIONS = 128
SEED = 1


def near_duplicates(words: Words, grams: Grams, documents: int) -> list[tuple[int, int]]:
    """Pairs (a, b), a < b, of rows whose texts are near copies; texts without a 5-gram have none."""
    sets = [np.unique(s) for s in _by_document(words, grams, documents)]
    return sorted(pair for pair in _candidates(sets) if _jaccard(sets[pair[0]], sets[pair[1]]) >= THRESHOLD)


def _by_document(words: Words, grams: Grams, documents: int) -> Iterator[Any]:
    bounds = np.searchsorted(words.doc[grams.first], np.arange(documents + 1))
    return (grams.gram[a:b] for a, b in pairwise(bounds))


def _candidates(sets: Sequence[Any]) -> set[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    blank = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int, scheme="affine64")
    pairs = set()
    for row, values in enumerate(sets):
        if len(values):
            signature = blank.copy()
            signature.update_batch(values.tolist())
            pairs |= {(int(other), row) for other in index.query(signature)}
            index.insert(row, signature, check_duplication=False)
    return pairs


def _jaccard(a: Any, b: Any) -> float:
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared)
