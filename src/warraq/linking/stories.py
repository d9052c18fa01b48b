"""Stories: documents on one event within days, in the same words or in their own.

Two documents are alike as far as the words of their headlines and first paragraphs are the same that other
days do not know: the cosine of vectors of words, each weighing the cube of its idf in the documents of other
days, so that the turns of a genre (congratulations, weddings, prices) count for little. How alike is alike
enough is learnt from the collection: documents far apart in time are not on one event, and how alike they
are is chance. Weights are whole numbers: the groups are the same on every machine.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from warraq.linking.grams import Words, words_of

LEAD_WORDS = 100
"""Words of the text that count, after the headline: who, what, where; what follows is background."""
LEAST_WORDS = 15
"""Different words below which a document is not compared: a headline with a picture tells no event."""
RARE = 40
"""Documents up to which a word brings them together: who shares no such word is not on one event."""
COMMON = 150
"""Documents beyond which a word is not counted as shared: it costs most and says least."""
DAYS = 3
"""Days apart at which two dated documents can still be on one event."""
FAR = 10
"""Days apart from which two documents are taken to be on different events."""
WRONG = 0.05
"""Share of the pairs found that may be chance, as the pairs of documents far apart say."""
LEAST = 0.12
"""Cosine below which nothing is alike: three rare words of a lead are shared by chance."""
UNLEARNT = 0.5
"""Cosine asked for where too few documents are far apart to learn it from."""
ENOUGH_FAR = 300
"""Pairs of documents far apart that are enough to learn from."""
LINKED = 0.5
"""Share of the pairs between two groups that must be alike to make them one story: no chains."""

_POWER, _UNITS = 3, 64
_PAIRS_AT_ONCE = 2_000_000  # some 100 MB
_FAR_LOOKED_AT, _NEAR_FOR_FAR = 100_000, 4  # pairs far apart looked at: so many, or one for 4 near ones
_UNDATED = -1_000_000


class Link(NamedTuple):
    """Two rows, a < b, that are on one event, and how alike they are."""

    likeness: float
    a: int
    b: int


def alike(
    words: Words, titles: pa.ChunkedArray, days: Sequence[int | None], copies: Sequence[tuple[int, int]]
) -> list[Link]:
    """Pairs of rows that are alike enough, and not known to be more than DAYS apart.

    `days` are numbers of days by row, None where there is no date; `copies` are pairs of near duplicates,
    which say nothing of chance: a text may be printed again weeks later.
    """
    when = np.array([_UNDATED if day is None else day for day in days], dtype=np.int64)
    doc, term = _terms(words, titles, len(days))
    weight = _weights(doc, term, when)
    near, far = _count_pairs(when)
    stride = max(1, far // max(_FAR_LOOKED_AT, near // _NEAR_FOR_FAR))
    pairs, cosine = _cosines(doc, term, weight, when, stride)
    one, other = pairs >> 32, pairs & 0xFFFFFFFF
    together = _near(when, one, other)
    own = ~np.isin(pairs, np.array([(a << 32) | b for a, b in copies], dtype=np.int64))
    enough = threshold(cosine[together & own], cosine[~together & own], near, far // stride)
    rows = np.flatnonzero(together & (cosine >= enough))
    return [Link(*row) for row in zip(*(c[rows].tolist() for c in (cosine, one, other)), strict=True)]


def threshold(near: Any, far: Any, near_pairs: int, far_pairs: int) -> float:
    """The least cosine at which no more than WRONG of the near pairs are expected to be chance.

    `near` and `far` are the cosines of pairs that share a word, `near_pairs` and `far_pairs` all there are.
    """
    if far_pairs < ENOUGH_FAR:
        return UNLEARNT
    steps = np.arange(round(LEAST * 100), 101) / 100
    found = len(near) - np.searchsorted(np.sort(near), steps)
    chance = (len(far) - np.searchsorted(np.sort(far), steps)) * near_pairs / far_pairs
    good = steps[chance <= WRONG * found]
    return float(good[0]) if len(good) else UNLEARNT


def grouped(count: int, copies: Sequence[tuple[int, int]], links: Sequence[Link]) -> list[int]:
    """For each of `count` rows the smallest row of its story: copies always, others as LINKED says."""
    group = list(range(count))
    members = {row: [row] for row in range(count)}
    between: list[dict[int, int]] = [{} for _ in range(count)]  # pairs alike, by the other group
    for _, a, b in links:
        between[a][b] = between[b][a] = 1

    def join(one: int, other: int) -> None:
        low, high = min(one, other), max(one, other)
        for row in members[high]:
            group[row] = low
        members[low] += members.pop(high)
        for third, pairs in between[high].items():
            del between[third][high]
            if third != low:
                between[low][third] = between[third][low] = between[low].get(third, 0) + pairs
        between[high] = {}

    for a, b in copies:
        if group[a] != group[b]:
            join(group[a], group[b])
    for _, a, b in sorted(links, key=lambda link: (-link.likeness, link.a, link.b)):
        one, other = group[a], group[b]
        if one != other and between[one][other] >= LINKED * len(members[one]) * len(members[other]):
            join(one, other)
    return group


def _near(when: Any, one: Any, other: Any) -> Any:
    """Pairs of rows no more than DAYS apart, or of which one has no date."""
    undated = (when[one] == _UNDATED) | (when[other] == _UNDATED)
    return undated | (np.abs(when[one] - when[other]) <= DAYS)


def _count_pairs(when: Any) -> tuple[int, int]:
    """How many pairs of rows are near, and how many FAR days apart or more."""
    dated = np.sort(when[when != _UNDATED])
    places = np.arange(len(dated))
    near = int((places - np.searchsorted(dated, dated - DAYS)).sum())
    undated = len(when) - len(dated)
    far = int(np.searchsorted(dated, dated - FAR, "right").sum())
    return near + undated * len(dated) + undated * (undated - 1) // 2, far


def _terms(words: Words, titles: pa.ChunkedArray, documents: int) -> tuple[Any, Any]:
    """Document and number of every word of its headline and lead, once a document; by term."""
    first = np.searchsorted(words.doc, np.arange(documents))
    lead = np.arange(len(words)) - first[words.doc] < LEAD_WORDS
    headlines = words_of(titles.fill_null(""))
    doc = np.concatenate([words.doc[lead], headlines.doc]).astype(np.int64)
    _, term = np.unique(np.concatenate([words.word[lead], headlines.word]), return_inverse=True)
    places = np.unique((term.astype(np.int64) << 32) | doc)
    doc, term = places & 0xFFFFFFFF, places >> 32
    told = np.bincount(doc, minlength=documents)[doc] >= LEAST_WORDS
    return doc[told], term[told]


def _weights(doc: Any, term: Any, when: Any) -> Any:
    """How much each word says of an event: the cube of its idf in the documents of other days.

    In all other documents, where fewer than half are of other days, or the document has no date.
    """
    dated = np.sort(when)
    around = np.searchsorted(dated, when + DAYS, "right") - np.searchsorted(dated, when - DAYS)
    alone = (when == _UNDATED) | (2 * around > len(when))
    calendar = when - when.min(initial=0) + DAYS
    span = calendar.max(initial=0) + 2 * DAYS + 1
    places = np.sort(term * span + calendar[doc])
    after = np.searchsorted(places, term * span + calendar[doc] + DAYS, "right")
    near = after - np.searchsorted(places, term * span + calendar[doc] - DAYS)
    elsewhere = np.bincount(term)[term] - np.where(alone[doc], 1, near)
    others = len(when) - np.where(alone, 1, around)
    rarity = np.log((others[doc] + 1) / (elsewhere + 1))
    return np.rint(np.maximum(rarity, 0) ** _POWER * _UNITS)


def _cosines(doc: Any, term: Any, weight: Any, when: Any, stride: int) -> tuple[Any, Any]:
    """Pairs (a << 32 | b) that share a word, and their cosine: the near, and one in `stride` of the far."""
    norm = np.sqrt(np.bincount(doc, weight**2, minlength=len(when)))
    keys, sums = [np.array([], np.int64)], [np.array([], np.float64)]
    for one, other in _pairs(doc, term, 2, RARE):
        a, b = doc[one], doc[other]
        far = (np.abs(when[a] - when[b]) >= FAR) & ((a * 31 + b) % stride == 0)
        wanted = _near(when, a, b) | far
        keys.append((a[wanted] << 32) | b[wanted])
        sums.append(weight[one[wanted]] * weight[other[wanted]])
    pairs, which = np.unique(np.concatenate(keys), return_inverse=True)
    shared = np.bincount(which, np.concatenate(sums), minlength=len(pairs))
    if len(pairs):
        for one, other in _pairs(doc, term, RARE + 1, COMMON):
            key = (doc[one] << 32) | doc[other]
            at = np.minimum(np.searchsorted(pairs, key), len(pairs) - 1)
            known = pairs[at] == key
            np.add.at(shared, at[known], weight[one[known]] * weight[other[known]])
    return pairs, shared / np.maximum(norm[pairs >> 32] * norm[pairs & 0xFFFFFFFF], 1)


def _pairs(doc: Any, term: Any, least: int, most: int) -> Iterator[tuple[Any, Any]]:
    """Pairs of places of one term, for terms of so many documents; a few million at a time."""
    first = np.flatnonzero(np.diff(term, prepend=-1))
    documents = np.diff(np.append(first, len(term)))
    for size in np.unique(documents[(documents >= least) & (documents <= most)]).tolist():
        i, j = np.triu_indices(size, 1)
        starts = first[documents == size]
        step = max(1, _PAIRS_AT_ONCE // len(i))
        for at in range(0, len(starts), step):
            rows = starts[at : at + step, None] + np.arange(size)
            yield rows[:, i].ravel(), rows[:, j].ravel()
