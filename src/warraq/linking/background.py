"""What is known before a collection is read: how many texts have a word, how alike unrelated ones are.

A small collection cannot teach what is rare. So each begins as if TEXTS texts of its language had been read,
with the words that `rarity.toml` of the pack counts in them (written by training/write_rarity.py), and as if
PAIRS of texts that are not on one event had been compared. What the collection says is added to both, and
outweighs them as it grows: the mean of a Beta prior, the smoothing of Zhai and Lafferty (2004).
"""

from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow as pa

from warraq import packs
from warraq.linking.grams import words_of

TEXTS: Final = 1_000
"""Texts that a collection begins with. With 300 to 3,000, articles of topics that the table was not made from
are told from each other equally well (docs/linking.md); and `rarity.toml` counts in texts of a thousand."""
PAIRS: Final = 3_000
"""Pairs that a collection begins with: as many as a hundred documents of some weeks have of their own."""
CHANCE: Final = 0.0045
"""Of pairs of texts of three days that are not on one event, (CHANCE / likeness) ** 2 is the share so alike
or more: two to three times what 760,000 pairs of small random samples of newspaper articles say, since what
is collected by hand is mostly of one topic (docs/linking.md)."""
_MIDDLE: Final = 2**0.5  # a class holds words from its count to twice of it


def has_table(language: str) -> bool:
    """Whether it is known how many texts of the language have a word."""
    return len(_table(language)[0]) > 0


def shares(words: Any, language: str) -> Any:
    """The share of texts of a language that has a table that have each word (hashes, grams.words_of).

    0 for a word that is not listed.
    """
    listed, share = _table(language)
    at = np.minimum(np.searchsorted(listed, words), len(listed) - 1)
    return np.where(listed[at] == words, share[at], 0.0)


def chance(likeness: Any) -> Any:
    """The share of pairs not on one event that are so alike, or more."""
    return np.minimum((CHANCE / likeness) ** 2, 1)


@cache
def _table(language: str) -> tuple[Any, Any]:
    """Hashes of words, sorted, and the share of texts that have each."""
    counted = packs.read(language, "rarity").get("of_a_thousand", {}) if language in packs.codes() else {}
    if not counted:
        return np.array([], np.uint64), np.array([])
    words = words_of(pa.array(counted.values(), pa.string()))
    share = np.minimum(np.array([int(least) for least in counted]) * _MIDDLE / 1000, 1)
    order = np.argsort(words.word)
    return words.word[order], share[words.doc[order]]
