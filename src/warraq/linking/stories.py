"""Stories: documents on one event within days, in the same words, in their own, or in two languages.

Two documents are alike as far as they share terms (linking.terms) that other days do not know: the cosine of
vectors of terms, each weighing the cube of its idf in the documents of other days, so that the turns of a
genre (congratulations, weddings, prices) count for little. How alike is alike enough is learnt from the
collection: documents far apart in time are not on one event, and how alike they are is chance. Documents in
one language are compared by their words, those in two by what languages share. Weights are whole numbers:
the groups are the same on every machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from warraq.linking import background
from warraq.linking.days import DAYS, UNDATED, near
from warraq.linking.terms import PERSONS, Terms

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
"""Cosine asked for where it cannot be learnt. Of pairs in 4,000 random samples of 20 articles of three days,
184 were so alike, and 180 of these in one story of the whole corpus."""
ENOUGH_FAR = 300
"""Pairs of documents far apart that are enough to learn from."""
LEAST_ANCHORS, LEAST_KINDS = 3, 2
"""Terms that two documents in different languages must share, and kinds of them (numbers, names, places,
days): three countries are a region, three numbers the hours of a day."""
LINKED = 0.5
"""Share of the pairs between two groups that must be alike to make them one story: no chains."""

_POWER, _UNITS = 3, 64
_STEPS = np.arange(round(LEAST * 100), 101) / 100
_PAIRS_AT_ONCE = 2_000_000  # some 100 MB
_FAR_LOOKED_AT, _NEAR_FOR_FAR = 100_000, 4  # pairs far apart looked at: so many, or one for 4 near ones


class Link(NamedTuple):
    """Two rows, a < b, that are on one event, and how alike they are."""

    likeness: float
    a: int
    b: int


def within(
    terms: Terms, days: Any, language: Any, names: Sequence[str], copies: Sequence[tuple[int, int]]
) -> list[Link]:
    """Pairs of rows alike in their words, language by language: a word is rare among texts of its own.

    `terms` as in terms.told, `days` as in days.story_days; `language` is a number by row, that of a name.
    """
    links = []
    for code, name in enumerate(names):
        rows = np.flatnonzero(language == code)
        here = set(rows.tolist())
        inside = [tuple(np.searchsorted(rows, pair).tolist()) for pair in copies if here.issuperset(pair)]
        place = np.cumsum(language == code) - 1
        own = terms.take(language[terms.doc] == code)
        known = background.shares(own.value, name) if background.has_table(name) else None
        for likeness, a, b in alike(replace(own, doc=place[own.doc]), days[rows], inside, shares=known):
            links.append(Link(likeness, int(rows[a]), int(rows[b])))
    return links


def alike(
    terms: Terms,
    days: Any,
    copies: Sequence[tuple[int, int]],
    language: Any | None = None,
    shares: Any | None = None,
) -> list[Link]:
    """Pairs of rows that are alike enough, and not known to be more than DAYS apart.

    `copies` are pairs of near duplicates, which say nothing of chance: a text may be printed again weeks
    later. With `language`, a number by row, only pairs in two languages count. `shares` are those of the
    terms in what is known beforehand (linking.background), if anything is.
    """
    close, far = _count_pairs(days, language)
    stride = max(1, far // max(_FAR_LOOKED_AT, close // _NEAR_FOR_FAR))
    pairs, cosine = _cosines(terms, _weights(terms, days, shares), days, language, stride)
    if language is not None:
        cosine = np.where(_witnessed(terms, pairs, cosine >= LEAST), cosine, 0)
    one, other = pairs >> 32, pairs & 0xFFFFFFFF
    together = near(days, one, other)
    dated = (days[one] != UNDATED) & (days[other] != UNDATED)
    between = np.where(together & dated, np.abs(days[one] - days[other]), 0)
    likeness = cosine * (1 - DAY_COST * between)
    own = ~np.isin(pairs, np.array([(a << 32) | b for a, b in copies], dtype=np.int64))
    all_near, chance = together & own, (close, likeness[~together & own], far // stride)
    enough = np.full(len(pairs), threshold(likeness[all_near], *chance))
    if shares is not None:
        named = np.isin(pairs, _pairs_of(terms.take(terms.kind == PERSONS)))
        enough[named] = np.minimum(enough[named], threshold_known(likeness[all_near & named], *chance))
    rows = np.flatnonzero(together & (likeness >= enough))
    return [Link(*row) for row in zip(*(c[rows].tolist() for c in (likeness, one, other)), strict=True)]


def threshold(near: Any, near_pairs: int, far: Any, far_pairs: int) -> float:
    """The least cosine at which no more than WRONG of the near pairs are expected to be chance.

    `near` and `far` are the cosines of pairs that share a word, `near_pairs` and `far_pairs` all there are.
    """
    if far_pairs < ENOUGH_FAR:
        return UNLEARNT
    by_chance = len(far) - np.searchsorted(np.sort(far), _STEPS)
    return _least(near, (by_chance + 1) * near_pairs / far_pairs)  # none seen of few is not none at all


def threshold_known(near: Any, near_pairs: int, far: Any, far_pairs: int) -> float:
    """The same of pairs that name a person in common, with what is known of chance (linking.background)."""
    by_chance = (
        len(far) - np.searchsorted(np.sort(far), _STEPS) + background.PAIRS * background.chance(_STEPS)
    )
    return _least(near, by_chance * near_pairs / (far_pairs + background.PAIRS))


def _least(near: Any, by_chance: Any) -> float:
    """The least step at which so many pairs, by step, are no more than WRONG of those found."""
    found = len(near) - np.searchsorted(np.sort(near), _STEPS)
    good = _STEPS[by_chance <= WRONG * found]
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


def _weights(terms: Terms, when: Any, shares: Any | None) -> Any:
    """How much each term says of an event: the cube of its idf in the documents of other days.

    In all other documents, where fewer than half are known to be of other days. `shares` are those of
    background.TEXTS documents more.
    """
    doc, term = terms.doc, terms.term
    undated = when == UNDATED
    in_order = np.sort(when[~undated])
    around = np.searchsorted(in_order, when + DAYS, "right") - np.searchsorted(in_order, when - DAYS)
    around += undated.sum()
    alone = undated | (2 * around > len(when))
    calendar = when - when.min(initial=0) + DAYS
    span = calendar.max(initial=0) + 2 * DAYS + 1
    places = np.sort(term * span + calendar[doc])
    after = np.searchsorted(places, term * span + calendar[doc] + DAYS, "right")
    near = after - np.searchsorted(places, term * span + calendar[doc] - DAYS)
    near += np.bincount(term[undated[doc]], minlength=term.max(initial=-1) + 1)[term]
    elsewhere = np.bincount(term)[term] - np.where(alone[doc], 1, near)
    others = (len(when) - np.where(alone, 1, around))[doc]
    if shares is not None:
        # Of all other documents one is that which is compared: that both have the term is what is asked.
        elsewhere = np.maximum(elsewhere - alone[doc], 0) + background.TEXTS * shares
        others = others + background.TEXTS
    rarity = np.log((others + 1) / (elsewhere + 1))
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


def _pairs_of(terms: Terms) -> Any:
    """Pairs (a << 32 | b) that share one of the terms of RARE documents at most."""
    places = _pairs(terms.doc, terms.term, 2, RARE)
    return np.concatenate([[0], *((terms.doc[one] << 32) | terms.doc[other] for one, other in places)])


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
