"""The rules of the packs, asked of all lines at once, one after the other.

One alternation of all patterns would be a single pass, but RE2 runs it some thirty times slower than the
patterns one by one: alone, each has an anchor or a literal that rules most lines out at once.
"""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.cleaning.features import Features
from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.verdicts import Verdicts

_STRENGTH = {"full": 0, "start": 1, "end": 1, "any": 2}  # the firmer anchor is asked first


def apply(
    features: Features, verdicts: Verdicts, codes: tuple[str, ...], zones: tuple[str, ...], where: Flags
) -> None:
    """Decide the open lines of `where` by the rules that hold in these zones, the firmest first."""
    undecided = verdicts.open() & where
    fitting: dict[int, tuple[Ints, pa.Array]] = {}  # by the longest line a rule may judge
    for rule in _asked(codes, zones):
        if rule.max_chars not in fitting:
            rows = np.flatnonzero(undecided & (features.lines.chars <= rule.max_chars))
            fitting[rule.max_chars] = rows, features.folded.take(pa.array(rows))
        rows, folded = fitting[rule.max_chars]
        if not len(rows):
            continue
        hit = rows[_match(folded, packs.anchored(rule), codes)]
        hit = hit[undecided[hit]]
        verdicts.set(hit, rule.label, rule.id)
        undecided[hit] = False


@cache
def _asked(codes: tuple[str, ...], zones: tuple[str, ...]) -> tuple[packs.Rule, ...]:
    """The rules of these zones in the order of asking: by anchor, then as the packs have them."""
    rules = (rule for rule in packs.rules(codes).rules if rule.zone in zones)
    return tuple(sorted(rules, key=lambda rule: _STRENGTH[rule.anchor]))


def _match(strings: pa.Array, pattern: str, codes: tuple[str, ...]) -> Flags:
    try:
        return np.asarray(pc.match_substring_regex(strings, pattern), np.bool_)
    except pa.ArrowInvalid:
        packs.check_patterns(packs.rules(codes))  # says which pattern of which file it is
        raise
