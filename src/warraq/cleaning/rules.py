"""The rules of the packs, one after the other, each asked of all lines it could fit (`sieve.py`) at once.

One alternation of all patterns would be a single pass, but RE2 runs it some thirty times slower than the
patterns one by one: alone, each has an anchor or a literal that rules most lines out at once.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2

from warraq import packs
from warraq.cleaning.features import Features
from warraq.cleaning.lines import Flags, Ints, distinct
from warraq.cleaning.matching import matching
from warraq.cleaning.sieve import FEW_LINES, Asked, Sieve
from warraq.cleaning.verdicts import Verdicts
from warraq.packs import checks, signs

_STRENGTH = {"full": 0, "start": 1, "end": 1, "any": 2}  # the firmer anchor is asked first


def apply(
    features: Features, verdicts: Verdicts, codes: tuple[str, ...], zones: tuple[str, ...], where: Flags
) -> None:
    """Decide the open lines of `where` by the rules that hold in these zones, the firmest first."""
    rows = np.flatnonzero(verdicts.open() & where)
    if not len(rows):
        return
    firmest = _firmest(features, codes, zones)[features.texts.of_line[rows]]
    rows, firmest = rows[firmest >= 0], firmest[firmest >= 0]
    rules = _asked(codes, zones)
    for number in distinct(firmest).tolist():
        verdicts.set(rows[firmest == number], rules[number].label, rules[number].id)


def _firmest(features: Features, codes: tuple[str, ...], zones: tuple[str, ...]) -> Ints:
    """For each text the first rule of these zones that fits it, by its number in `_asked`; -1: none."""
    if zones not in features.firmest:
        firmest = np.full(len(features.texts.chars), -1, np.int64)
        for number, rule in reversed(list(enumerate(_asked(codes, zones)))):
            firmest[_hits(features, rule, codes)] = number
        features.firmest[zones] = firmest
    return features.firmest[zones]


def fitting(features: Features, codes: tuple[str, ...], label: str) -> Flags:
    """The lines that a rule with this label fits, wherever on the page they stand."""
    return _lines_of(features, codes, [rule for rule in packs.rules(codes).rules if rule.label == label])


def fits(features: Features, codes: tuple[str, ...], ending: str) -> Flags:
    """The lines that a rule whose id ends so fits, wherever on the page they stand."""
    asked = [rule for rule in packs.rules(codes).rules if rule.id.endswith(ending)]
    return _lines_of(features, codes, asked)


def fits_among(features: Features, codes: tuple[str, ...], ending: str, few: Flags) -> Flags:
    """Of these few lines those that a rule whose id ends so fits. No other line is asked: what fits nearly
    every line of an article, or looks at all of it, takes time."""
    result: Flags = np.zeros(len(few), np.bool_)
    rows = np.flatnonzero(few)
    texts = features.texts.of_line[rows]
    lines, chars = features.texts.folded.take(pa.array(texts)), features.texts.chars[texts]
    for rule in packs.rules(codes).rules:
        if rule.id.endswith(ending) and len(rows):
            fitting = _match(lines, packs.anchored(rule), codes) & (chars <= rule.max_chars)
            result[rows[fitting]] = True
    return result


def counts(folded: pa.Array, codes: tuple[str, ...], ending: str) -> Ints:
    """How often the rules whose id ends so are found in each of these few folded texts."""
    result = np.zeros(len(folded), np.int64)
    for rule in packs.rules(codes).rules:
        if rule.id.endswith(ending):
            result += np.asarray(pc.count_substring_regex(folded, packs.anchored(rule)), np.int64)
    return result


def _lines_of(features: Features, codes: tuple[str, ...], rules: Sequence[packs.Rule]) -> Flags:
    fitting = np.zeros(len(features.texts.chars), np.bool_)
    for rule in rules:
        fitting[_hits(features, rule, codes)] = True
    result: Flags = fitting[features.texts.of_line]
    return result


def _hits(features: Features, rule: packs.Rule, codes: tuple[str, ...]) -> Ints:
    """The texts that a rule fits, wherever they stand.

    Asked once: the passes come back, and on a single page compiling the pattern is what takes time.
    """
    texts = features.texts
    if not features.sieved:
        rules = packs.rules(codes).rules
        if len(texts.chars) >= FEW_LINES:
            texts.signs.note_dates(texts.folded, packs.macro(signs.DATE, codes))
        found = sieve_of(codes).candidates(texts.signs, texts.chars)
        features.sieved.update({rule.id: rows for rule, rows in zip(rules, found, strict=True)})
    if rule.id not in features.hits:
        alike = _alike(codes)[packs.anchored(rule)]
        rows = features.sieved[alike[0].id]
        if len(rows):
            asked = texts.folded.take(pa.array(rows)) if len(rows) < len(texts.chars) else texts.folded
            rows = rows[_match(asked, packs.anchored(rule), codes)]
        for other in alike:
            features.hits[other.id] = rows[texts.chars[rows] <= other.max_chars]
    return features.hits[rule.id]


@cache
def sieve_of(codes: tuple[str, ...]) -> Sieve:
    """The sieve before the rules of these packs, by their order in `packs.rules`."""
    book = packs.rules(codes)
    asked = [
        Asked(
            book.macros.unfilled[rule.pattern],
            start=rule.anchor in ("full", "start"),
            end=rule.anchor in ("full", "end"),
            max_chars=rule.max_chars,
        )
        for rule in book.rules
    ]
    return Sieve(asked, book.macros)


@cache
def _alike(codes: tuple[str, ...]) -> dict[str, list[packs.Rule]]:
    """The rules by their anchored pattern, the one of the longest lines first.

    What several packs say of their menus is compiled once.
    """
    alike: dict[str, list[packs.Rule]] = {}
    for rule in sorted(packs.rules(codes).rules, key=lambda rule: -rule.max_chars):
        alike.setdefault(packs.anchored(rule), []).append(rule)
    return alike


@cache
def _asked(codes: tuple[str, ...], zones: tuple[str, ...]) -> tuple[packs.Rule, ...]:
    """The rules of these zones in the order of asking: by anchor, then as the packs have them."""
    rules = (rule for rule in packs.rules(codes).rules if rule.zone in zones)
    return tuple(sorted(rules, key=lambda rule: _STRENGTH[rule.anchor]))


def _match(strings: pa.Array, pattern: str, codes: tuple[str, ...]) -> Flags:
    try:
        return matching(strings, pattern)
    except re2.error:
        checks.patterns(packs.rules(codes))  # says which pattern of which file it is
        raise
