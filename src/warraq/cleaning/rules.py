"""The rules of the packs, asked of all lines at once.

One alternation of many patterns finds the few lines any of them matches (RE2, linear time); single patterns
are then tried on those only.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.cleaning.features import Features
from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.verdicts import Verdicts

# An alternation of more than this outgrows RE2's automaton and becomes slow.
ALTERNATION_CHARS = 12_000
_STRENGTH = {"full": 0, "start": 1, "end": 1, "any": 2}


def apply(
    features: Features, verdicts: Verdicts, codes: tuple[str, ...], zones: tuple[str, ...], where: Flags
) -> None:
    """Decide the open lines of `where` by the rules that hold in these zones, the firmest first."""
    undecided = verdicts.open() & where
    chars, folded = features.lines.chars, features.folded
    hits: list[tuple[int, int, packs.Rule, Ints]] = []
    for group in _groups(codes, zones):
        rows = np.flatnonzero(undecided & (chars <= group[-1][2].max_chars))
        union = "|".join(f"(?:{packs.anchored(rule)})" for _, _, rule in group)
        rows = rows[_match(folded.take(pa.array(rows)), union, codes)]
        hits += [(*asked, rows) for asked in group if len(rows)]
    for _, _, rule, rows in sorted(hits, key=lambda hit: hit[:2]):
        some = rows[(chars[rows] <= rule.max_chars) & undecided[rows]]
        some = some[_match(folded.take(pa.array(some)), packs.anchored(rule), codes)]
        verdicts.set(some, rule.label, rule.id)
        undecided[some] = False


Asked = tuple[int, int, packs.Rule]  # strength of the anchor and place in the packs: the order of asking


@cache
def _groups(codes: tuple[str, ...], zones: tuple[str, ...]) -> tuple[tuple[Asked, ...], ...]:
    """The rules of these zones in groups one alternation can hold, by the longest line they judge."""
    rules = enumerate(packs.rules(codes).rules)
    asked = [(_STRENGTH[rule.anchor], place, rule) for place, rule in rules if rule.zone in zones]
    return tuple(_packed(sorted(asked, key=lambda one: (one[2].max_chars, one[:2]))))


def _packed(asked: list[Asked]) -> Iterator[tuple[Asked, ...]]:
    group: list[Asked] = []
    size = 0
    for one in asked:
        if group and size + len(one[2].pattern) > ALTERNATION_CHARS:
            yield tuple(group)
            group, size = [], 0
        group.append(one)
        size += len(one[2].pattern)
    if group:
        yield tuple(group)


def _match(strings: pa.Array, pattern: str, codes: tuple[str, ...]) -> Flags:
    if not len(strings):
        return np.zeros(0, np.bool_)
    try:
        return np.asarray(pc.match_substring_regex(strings, pattern), np.bool_)
    except pa.ArrowInvalid:
        packs.check_patterns(packs.rules(codes))  # says which pattern of which file it is
        raise
