"""Stories: documents on one event within days, in the same words, in their own, or in two languages.

Two documents are alike as far as they share terms (linking.terms) that other days do not know: the cosine of
vectors of terms, each weighing the cube of its idf in the documents of other days, so that the turns of a
genre (congratulations, weddings, prices) count for little. How alike is alike enough is learnt from the
collection: documents far apart in time are not on one event, and how alike they are is chance. Documents in
one language are compared by their words, those in two by what languages share. Weights are whole numbers:
the groups are the same on every machine.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from warraq.linking.days import DAYS, UNDATED, near
from warraq.linking.terms import Terms

RARE = 40
"""Documents up to which a term brings them together: who shares no such term is not on one event."""
COMMON = 150
"""Documents beyond which a term is not counted as shared: it costs most and says least."""
DAY_COST = 0.1
"""Share of its likeness that a pair loses for each day between the two: of pairs of articles judged by eye,
eight in ten of one day were on one event, six in ten a day apart, half two days apart."""
FAR = 10
"""Days apart from which two documents are taken to be on different events."""
WRONG = 0.01
"""Share of the pairs found that may be chance, as the pairs far apart say. They know nothing of a topic that
fills a week: by eye some five times as many are wrong (docs/linking.md)."""
LEAST = 0.05
"""Cosine below which nothing is alike."""
UNLEARNT = 0.5
"""Cosine asked for where too few documents are far apart to learn it from."""
ENOUGH_FAR = 300
"""Pairs of documents far apart that are enough to learn from."""
LEAST_ANCHORS, LEAST_KINDS = 3, 2
"""Terms that two documents in different languages must share, and kinds of them (numbers, names, places,
days): three countries are a region, three numbers the hours of a day."""
LINKED = 0.5
"""Share of the pairs between two groups that must be alike to make them one story: no chains."""

_POWER, _UNITS = 3, 64
_PAIRS_AT_ONCE = 2_000_000  # some 100 MB
_FAR_LOOKED_AT, _NEAR_FOR_FAR = 100_000, 4  # pairs far apart looked at: so many, or one for 4 near ones


class Link(NamedTuple):
    """Two rows, a < b, that are on one event, and how alike they are."""

    likeness: float
    a: int
    b: int


def within(terms: Terms, days: Any, language: Any, copies: Sequence[tuple[int, int]]) -> list[Link]:
    """Pairs of rows alike in their words, language by language: a word is rare among texts of its own.

    `terms` as in terms.told, `days` as in days.story_days; `language` is a number by row.
    """
    links = []
    for code in np.unique(language).tolist():
        rows = np.flatnonzero(language == code)
        known = set(rows.tolist())
        inside = [tuple(np.searchsorted(rows, pair).tolist()) for pair in copies if known.issuperset(pair)]
        place = np.cumsum(language == code) - 1
        own = terms.take(language[terms.doc] == code)
        for likeness, a, b in alike(Terms(place[own.doc], own.term, own.kind), days[rows], inside):
            links.append(Link(likeness, int(rows[a]), int(rows[b])))
    return links


def alike(
    terms: Terms, days: Any, copies: Sequence[tuple[int, int]], language: Any | None = None
) -> list[Link]:
    """Pairs of rows that are alike enough, and not known to be more than DAYS apart.

    `copies` are pairs of near duplicates, which say nothing of chance: a text may be printed again weeks
    later. With `language`, a number by row, only pairs in two languages count.
    """
    close, far = _count_pairs(days, language)
    stride = max(1, far // max(_FAR_LOOKED_AT, close // _NEAR_FOR_FAR))
    pairs, cosine = _cosines(terms, _weights(terms, days), days, language, stride)
    if language is not None:
        cosine = np.where(_witnessed(terms, pairs, cosine >= LEAST), cosine, 0)
    one, other = pairs >> 32, pairs & 0xFFFFFFFF
    together = near(days, one, other)
    dated = (days[one] != UNDATED) & (days[other] != UNDATED)
    between = np.where(together & dated, np.abs(days[one] - days[other]), 0)
    likeness = cosine * (1 - DAY_COST * between)
    own = ~np.isin(pairs, np.array([(a << 32) | b for a, b in copies], dtype=np.int64))
    enough = threshold(likeness[together & own], likeness[~together & own], close, far // stride)
    rows = np.flatnonzero(together & (likeness >= enough))
    return [Link(*row) for row in zip(*(c[rows].tolist() for c in (likeness, one, other)), strict=True)]


def threshold(near: Any, far: Any, near_pairs: int, far_pairs: int) -> float:
    """The least cosine at which no more than WRONG of the near pairs are expected to be chance.

    `near` and `far` are the cosines of pairs that share a word, `near_pairs` and `far_pairs` all there are.
    """
    if far_pairs < ENOUGH_FAR:
        return UNLEARNT
    steps = np.arange(round(LEAST * 100), 101) / 100
    found = len(near) - np.searchsorted(np.sort(near), steps)
    by_chance = len(far) - np.searchsorted(np.sort(far), steps)
    chance = (by_chance + 1) * near_pairs / far_pairs  # one more than seen: none of few is not none at all
    good = steps[chance <= WRONG * found]
    return float(good[0]) if len(good) else UNLEARNT


def grouped(
    count: int, copies: Sequence[tuple[int, int]], links: Sequence[Link], across: Sequence[Link] = ()
) -> list[int]:
    """For each of `count` rows the smallest row of its story: copies always, others as LINKED says.

    Links `across` languages come last: what languages share is little, so that its lack says little, and a
    group of one language is better made before.
    """
    group = list(range(count))
    members = {row: [row] for row in range(count)}
    between: list[dict[int, int]] = [{} for _ in range(count)]  # pairs alike, by the other group
    for _, a, b in (*links, *across):
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
    for _, a, b in (*sorted(links, key=_most_alike), *sorted(across, key=_most_alike)):
        one, other = group[a], group[b]
        if one != other and between[one][other] >= LINKED * len(members[one]) * len(members[other]):
            join(one, other)
    return group


def _most_alike(link: Link) -> tuple[float, int, int]:
    return -link.likeness, link.a, link.b


def _count_pairs(days: Any, language: Any | None) -> tuple[int, int]:
    """How many pairs of rows are near, and how many FAR days apart; only those in two languages, if given."""
    dated = np.sort(days[days != UNDATED])
    places = np.arange(len(dated))
    close = int((places - np.searchsorted(dated, dated - DAYS)).sum())
    undated = len(days) - len(dated)
    close += undated * len(dated) + undated * (undated - 1) // 2
    far = int(np.searchsorted(dated, dated - FAR, "right").sum())
    for code in [] if language is None else np.unique(language):
        of_one = _count_pairs(days[language == code], None)
        close, far = close - of_one[0], far - of_one[1]
    return close, far


def _weights(terms: Terms, when: Any) -> Any:
    """How much each term says of an event: the cube of its idf in the documents of other days.

    In all other documents, where fewer than half are of other days, or the document has no date.
    """
    doc, term = terms.doc, terms.term
    dated = np.sort(when)
    around = np.searchsorted(dated, when + DAYS, "right") - np.searchsorted(dated, when - DAYS)
    alone = (when == UNDATED) | (2 * around > len(when))
    calendar = when - when.min(initial=0) + DAYS
    span = calendar.max(initial=0) + 2 * DAYS + 1
    places = np.sort(term * span + calendar[doc])
    after = np.searchsorted(places, term * span + calendar[doc] + DAYS, "right")
    near = after - np.searchsorted(places, term * span + calendar[doc] - DAYS)
    elsewhere = np.bincount(term)[term] - np.where(alone[doc], 1, near)
    others = len(when) - np.where(alone, 1, around)
    rarity = np.log((others[doc] + 1) / (elsewhere + 1))
    return np.rint(np.maximum(rarity, 0) ** _POWER * _UNITS)


def _cosines(terms: Terms, weight: Any, when: Any, language: Any | None, stride: int) -> tuple[Any, Any]:
    """Pairs (a << 32 | b) that share a term, and their cosine: the near, and one in `stride` of the far.

    With `language` only those in two.
    """
    doc, term = terms.doc, terms.term
    norm = np.sqrt(np.bincount(doc, weight**2, minlength=len(when)))
    keys, sums = [np.array([], np.int64)], [np.array([], np.float64)]
    for one, other in _pairs(doc, term, 2, RARE):
        a, b = doc[one], doc[other]
        far = (np.abs(when[a] - when[b]) >= FAR) & ((a * 31 + b) % stride == 0)
        wanted = near(when, a, b) | far
        if language is not None:
            wanted &= language[a] != language[b]
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


def _witnessed(terms: Terms, pairs: Any, asked: Any) -> Any:
    """Those of the pairs asked for that share LEAST_ANCHORS terms of LEAST_KINDS kinds."""
    order = np.argsort(terms.doc, kind="stable")
    term, kind, doc = terms.term[order], terms.kind[order], terms.doc[order]
    enough = np.zeros(len(pairs), bool)
    for row in np.flatnonzero(asked).tolist():
        a, b = (slice(*np.searchsorted(doc, [d, d + 1])) for d in (pairs[row] >> 32, pairs[row] & 0xFFFFFFFF))
        _, at, _ = np.intersect1d(term[a], term[b], assume_unique=True, return_indices=True)
        enough[row] = len(at) >= LEAST_ANCHORS and len(np.unique(kind[a][at])) >= LEAST_KINDS
    return enough


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
