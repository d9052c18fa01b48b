"""The words of a batch of texts as one column of numbers: what repeats, what is a function word.

A word is a run of letters and digits; it is told by a 64-bit number made of its folded letters, so that two
spellings of a word are one. Two different words of one batch share a number with a chance below 1 in 10^6.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from warraq.annotation.characters import MARK, Characters, Ints
from warraq.fold import fold, fold_table

Keys = np.ndarray[Any, np.dtype[np.uint64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

# Any odd numbers do that have no pattern in their bits: these are the constants of SplitMix64.
_LETTER, _WORD, _TEXT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), 0x94D049BB133111EB
LONGEST = 64  # letters of a word that count; longer ones are addresses
_PLACES = np.cumprod(np.full(LONGEST, _LETTER, np.uint64))


@dataclass(frozen=True)
class WordColumn:
    """The words of all texts, in order: `text` each is of, its `key`, its `size` in letters and digits."""

    text: Ints
    key: Keys
    size: Ints
    lettered: Flags  # has a letter


def words_of(characters: Characters) -> WordColumn:
    """The words of the texts these characters are of."""
    first = np.flatnonzero(characters.opens)
    if not len(first):
        nothing = np.zeros(0, np.int64)
        return WordColumn(nothing, nothing.astype(np.uint64), nothing, nothing.astype(np.bool_))
    size = np.diff(np.append(first, len(characters.solid)))
    keys = _keys(fold_table()[characters.codes[characters.solid]], first, size)
    letters = np.add.reduceat(characters.classes[characters.solid] > MARK, first, dtype=np.int64)
    return WordColumn(characters.text_of(characters.solid[first]), keys, size, letters > 0)


def keys_of(words: Iterable[str]) -> Keys:
    """The keys of these words (letters and digits only), in the order of the numbers."""
    folded = sorted(w for w in (fold(word) for word in words) if w)
    if not folded:
        return np.zeros(0, np.uint64)
    size = np.array([len(w) for w in folded])
    codes = np.frombuffer("".join(folded).encode("utf-32-le"), np.uint32)
    return np.unique(_keys(codes, np.cumsum(size) - size, size))


def _keys(codes: "np.ndarray[Any, np.dtype[np.uint32]]", first: Ints, size: Ints) -> Keys:
    """The sum of a word's letters, each weighed by its place, well mixed."""
    place = np.arange(len(codes)) - np.repeat(first, size)
    weighed = (codes.astype(np.uint64) + np.uint64(1)) * _PLACES[np.minimum(place, LONGEST - 1)]
    keys: Keys = np.add.reduceat(weighed, first)
    keys ^= keys >> np.uint64(31)
    return keys * _WORD


# Repetition ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Repeats:
    """The n-grams that come more than once in their text: the word each begins with, grouped by n-gram."""

    n: int
    at: Ints  # in the order of groups, within one in the order of the text
    group: Ints

    @property
    def again(self) -> Ints:
        """The places where an n-gram comes that has come before."""
        places: Ints = self.at[np.diff(self.group, prepend=-1) == 0]
        return places


def repeats(words: WordColumn, n: int, inside: Repeats | None = None) -> Repeats:
    """The n-grams of words that repeat; `inside`: those of half the size or more, which they must begin
    and end with."""
    count = len(words.key) - n + 1
    at = np.arange(max(count, 0))
    if inside is not None:
        known = np.zeros(len(words.key) + 1, np.bool_)
        known[inside.at] = True
        at = np.flatnonzero(known[: max(count, 0)])
        at = at[known[at + n - inside.n]]
    at = at[words.text[at] == words.text[at + n - 1]]
    if not len(at):
        return Repeats(n, at, at)
    grams = words.text[at].astype(np.uint64) * np.uint64(_TEXT)
    for k in range(n):
        grams = (grams ^ words.key[at + k]) * _LETTER
        grams ^= grams >> np.uint64(29)
    some = _may_repeat(grams)
    at, grams = at[some], grams[some]
    order = np.argsort(grams, kind="stable")
    group = np.cumsum(np.diff(grams[order], prepend=grams[order][:1]) != 0)
    often = np.bincount(group, minlength=1)[group] > 1
    return Repeats(n, at[order][often], group[often])


def _may_repeat(grams: Keys) -> Flags:
    """False for n-grams that come once for certain: no other one falls into the same of many bins."""
    bins = (grams >> np.uint64(64 - _BITS)).astype(np.int64)
    found: Flags = np.bincount(bins, minlength=1 << _BITS)[bins] > 1
    return found


_BITS = 22  # four million bins of eight bytes, for the one or two million words of a batch


def repeated_chars(words: WordColumn, found: Repeats, texts: int) -> Ints:
    """Letters and digits of each text in n-grams that came before in it, none counted twice."""
    change = np.bincount(found.again, minlength=len(words.key) + 1)
    change -= np.bincount(found.again + found.n, minlength=len(words.key) + 1)[: len(change)]
    covered = np.cumsum(change[:-1]) > 0
    return np.bincount(words.text[covered], words.size[covered], texts).astype(np.int64)


def top_chars(words: WordColumn, found: Repeats, texts: int) -> Ints:
    """Letters and digits in each text of its most frequent n-gram, of equals the longest; else 0."""
    if not len(found.at):
        return np.zeros(texts, np.int64)
    opens = np.flatnonzero(np.diff(found.group, prepend=-1))
    often = np.diff(np.append(opens, len(found.group)))
    at = found.at[opens]
    ends = np.concatenate([[0], np.cumsum(words.size)])
    chars = ends[at + found.n] - ends[at]
    best = np.lexsort((chars, often, words.text[at]))
    last = np.append(np.diff(words.text[at][best]) != 0, True)
    top = np.zeros(texts, np.int64)
    top[words.text[at][best][last]] = (chars * often)[best][last]
    return top
