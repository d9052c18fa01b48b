"""What linking should find, found the slow way: every pair of texts, words as strings, no numpy."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from warraq.fold import fold_aligned

Gram = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A folded word of a text, its line and its offsets."""

    word: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """The same words in a row in two texts, as long as can be; offsets in each."""

    a: int  # row of the text
    start_a: int
    end_a: int
    b: int
    start_b: int
    end_b: int
    words: int


def words_of(text: str) -> list[Word]:
    """Runs of letters and digits after folding."""
    folded, offsets = fold_aligned(text)
    line, at, found = 0, 0, []
    for match in re.finditer(r"[^\W_]+", folded):
        line, at = line + folded.count("\n", at, match.start()), match.start()
        start, end = int(offsets[match.start()]), int(offsets[match.end() - 1]) + 1
        found.append(Word(match.group(), line, start, end))
    return found


def grams(words: Sequence[Word], size: int) -> Iterator[tuple[int, Gram]]:
    """Every stretch of `size` words inside one line, with the number of its first word."""
    for i in range(len(words) - size + 1):
        if words[i].line == words[i + size - 1].line:
            yield i, tuple(w.word for w in words[i : i + size])


def copies(texts: Sequence[Sequence[Word]], size: int, threshold: float) -> set[tuple[int, int]]:
    """Pairs of texts whose sets of n-grams have this Jaccard or more: every pair is compared."""
    sets = [{gram for _, gram in grams(words, size)} for words in texts]
    rows = sorted((row for row, s in enumerate(sets) if s), key=lambda row: len(sets[row]))
    found = set()
    for n, a in enumerate(rows):
        for b in rows[n + 1 :]:
            if len(sets[a]) < threshold * len(sets[b]):
                break  # the larger ones cannot reach it
            shared = len(sets[a] & sets[b])
            if shared >= threshold * (len(sets[a]) + len(sets[b]) - shared):
                found.add((min(a, b), max(a, b)))
    return found


def common_runs(texts: Sequence[Sequence[Word]], size: int) -> list[Run]:
    """All maximal runs of `size` words or more that two texts share, each inside one line of either."""
    places: dict[Gram, list[tuple[int, int]]] = defaultdict(list)
    for row, words in enumerate(texts):
        for first, gram in grams(words, size):
            places[gram].append((row, first))
    found = []
    for where in places.values():
        for (a, i), (b, j) in combinations(where, 2):
            if a != b and not _follows(texts[a], i, texts[b], j):
                found.append(_run(texts, a, i, b, j, size))
    return found


def _same(one: Sequence[Word], i: int, other: Sequence[Word], j: int) -> bool:
    """Are words i and j the same, and in the same lines as those before them?"""
    return (one[i].word, one[i].line, other[j].line) == (other[j].word, one[i - 1].line, other[j - 1].line)


def _follows(one: Sequence[Word], i: int, other: Sequence[Word], j: int) -> bool:
    before = i > 0 and j > 0 and one[i - 1].word == other[j - 1].word
    return before and one[i - 1].line == one[i].line and other[j - 1].line == other[j].line


def _run(texts: Sequence[Sequence[Word]], a: int, i: int, b: int, j: int, size: int) -> Run:
    one, other, length = texts[a], texts[b], size
    while i + length < len(one) and j + length < len(other) and _same(one, i + length, other, j + length):
        length += 1
    return Run(a, one[i].start, one[i + length - 1].end, b, other[j].start, other[j + length - 1].end, length)


def formulae(texts: Sequence[Sequence[Word]], size: int, documents: int) -> set[Gram]:
    """n-grams that stand in more than so many texts."""
    counts: dict[Gram, int] = defaultdict(int)
    for words in texts:
        for gram in {gram for _, gram in grams(words, size)}:
            counts[gram] += 1
    return {gram for gram, count in counts.items() if count > documents}
