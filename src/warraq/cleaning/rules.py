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
from warraq.cleaning.lines import Flags
from warraq.cleaning.verdicts import Verdicts

# An alternation of more than this outgrows RE2's automaton and becomes slow.
ALTERNATION_CHARS = 12_000
_STRENGTH = {"full": 0, "start": 1, "end": 1, "any": 2}


def apply(features: Features, verdicts: Verdicts, codes: tuple[str, ...], zones: tuple[str, ...], where: Flags) -> None:
    """Decide the open lines of `where` by the rules that hold in these zones, the firmest first."""
    undecided = verdicts.open() & where
    for group in _groups(codes, zones):
        longest = max(rule.max_chars for rule in group)
        rows = np.flatnonzero(undecided & (features.lines.chars <= longest))
        hit = rows[_match(features.folded.take(pa.array(rows)), "|".join(f"(?:{packs.anchored(r)})" for r in group), codes)]
        for rule in group:
            if not len(hit):
                break
            some = hit[(features.lines.chars[hit] <= rule.max_chars) & undecided[hit]]
            some = some[_match(features.folded.take(pa.array(some)), packs.anchored(rule), codes)]
            verdicts.set(some, rule.label, rule.id)
            undecided[some] = False


@cache
def _groups(codes: tuple[str, ...], zones: tuple[str, ...]) -> tuple[tuple[packs.Rule, ...], ...]:
    """The rules of these zones, firmest anchor first, in groups one alternation can hold."""
    rules = [rule for rule in packs.rules(codes).rules if rule.zone in zones]
    return tuple(_packed(sorted(rules, key=lambda rule: _STRENGTH[rule.anchor])))


def _packed(rules: list[packs.Rule]) -> Iterator[tuple[packs.Rule, ...]]:
    group: list[packs.Rule] = []
    size = 0
    for rule in rules:
        if group and size + len(rule.pattern) > ALTERNATION_CHARS:
            yield tuple(group)
            group, size = [], 0
        group.append(rule)
        size += len(rule.pattern)
    if group:
        yield tuple(group)


def _match(strings: pa.Array, pattern: str, codes: tuple[str, ...]) -> Flags:
    if not len(strings):
        return np.zeros(0, np.bool_)
    try:
        return np.asarray(pc.match_substring_regex(strings, pattern), np.bool_)
    except pa.ArrowInvalid:
        packs.check_patterns(codes)  # says which pattern of which file it is
        raise
