"""The sieve spares RE2 most lines, and never loses one that a rule fits."""

import re
import re._parser as sre_parse
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import write_sieve
from warraq import packs
from warraq.cleaning import (
    boxes,
    context,
    features,
    foot,
    head,
    inside,
    keywords,
    lines,
    rules,
    sieve,
    threads,
)
from warraq.fold import fold
from warraq.packs import needs, signs
from warraq.packs.macros import Macros
from warraq.packs.needs import ANYTHING

CODES = packs.codes()
BOOK = packs.rules(CODES)
# Classes that Python's `re` does not know, each narrower than what RE2 takes it for.
_CLASSES = {
    r"\p{L}": "a-z\u0621-\u063f",
    r"\p{Arabic}": "\u0621-\u063f",
    r"\p{P}": "!,:;?«»",
    r"\p{S}": "+=©",
}
MACROS = Macros({"menu": "home|about us|top \\d+", "name": r"\p{L}+", "agency": "ap|reuters"})


def candidates(texts: list[str]) -> dict[str, set[int]]:
    """For each rule the texts (of one line each) that the sieve lets through."""
    table = lines.explode(pa.array(texts))
    columns = features.compute(table)
    all_rules = rules.sieve_of(CODES)
    found = all_rules.candidates(columns.texts.signs, columns.texts.chars)
    return {
        rule.id: set(table.doc[np.isin(columns.texts.of_line, rows)].tolist())
        for rule, rows in zip(BOOK.rules, found, strict=True)
    }


def assert_nothing_lost(texts: list[str]) -> None:
    through = candidates(texts)
    folded = pa.array([fold(text)[: packs.MATCHED_CHARS] for text in texts])
    size = np.array([len(text) for text in texts])
    for rule in BOOK.rules:
        fits = np.asarray(pc.match_substring_regex(folded, packs.anchored(rule))) & (size <= rule.max_chars)
        lost = set(np.flatnonzero(fits).tolist()) - through[rule.id]
        assert not lost, (rule.id, [texts[i] for i in lost])


def test_every_example_passes() -> None:
    assert_nothing_lost(
        [text.strip() for rule in BOOK.rules for text in (*rule.example, *rule.counterexample)]
    )


def written(pattern: str) -> sre_parse.SubPattern:
    """The pattern as Python's `re` parses it."""
    for ours, theirs in _CLASSES.items():
        inside = re.compile(r"(\[(?:[^\[\]\\]|\\.)*)" + re.escape(ours))
        while inside.search(pattern):
            pattern = inside.sub(lambda m, theirs=theirs: m[1] + theirs, pattern)
        pattern = pattern.replace(ours, f"[{theirs}]")
    return sre_parse.parse(pattern)


def fitting(items: Any, pick: Random) -> str:
    """Some text that the parsed pattern fits."""
    text = ""
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            text += chr(value)
        elif name == "NOT_LITERAL":
            text += "x" if value != ord("x") else "y"
        elif name == "ANY":
            text += pick.choice("aZا 5.-…é中😀")
        elif name == "IN":
            text += member(value, pick)
        elif name == "BRANCH":
            text += fitting(pick.choice(value[1]), pick)
        elif name == "SUBPATTERN":
            text += fitting(value[3], pick)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, part = value
            text += "".join(fitting(part, pick) for _ in range(pick.randint(least, min(most, least + 2))))
        else:
            assert name == "AT", name
    return text


def member(members: Any, pick: Random) -> str:
    """A character of a class."""
    kind, value = pick.choice(members)
    if str(members[0][0]) == "NEGATE" or str(kind) == "CATEGORY":
        return next(c for c in pick.sample(_SOME, len(_SOME)) if in_class(members, c))
    code = value if str(kind) == "LITERAL" else pick.randint(*value)
    return chr(value[0] if 0xD800 <= code < 0xE000 else code)  # no half of a surrogate pair


def in_class(members: Any, char: str) -> bool:
    """Is the character of this class?"""
    tests = {
        "CATEGORY_DIGIT": "0123456789".__contains__,
        "CATEGORY_NOT_DIGIT": lambda c: c not in "0123456789",
        "CATEGORY_SPACE": str.isspace,
        "CATEGORY_WORD": lambda c: c.isascii() and c.isalnum(),
    }
    inside = any(
        (str(kind) == "LITERAL" and ord(char) == value)
        or (str(kind) == "RANGE" and value[0] <= ord(char) <= value[1])
        or (str(kind) == "CATEGORY" and str(value) in tests and tests[str(value)](char))
        or (str(kind) == "CATEGORY" and str(value) == "CATEGORY_NOT_SPACE" and not char.isspace())
        for kind, value in members
    )
    return inside != (str(members[0][0]) == "NEGATE")


_SOME = [*"aqzfé5 09-:/|.,()ابت\t中"]


def test_what_fits_a_pattern_passes() -> None:
    """Three lines made from the pattern of every rule, in marks and capitals."""
    pick, texts = Random(0), []
    for rule in BOOK.rules:
        parsed = written(rule.pattern)
        for _ in range(3):
            text = pick.choice(["", "• ", "«"]) + fitting(parsed, pick) + pick.choice(["", " :", "…»"])
            texts += [line for line in (text.strip(), text.strip().upper()) if line and "\n" not in line]
    assert_nothing_lost(texts)


@settings(deadline=None)
@given(st.lists(st.text(min_size=1).filter(lambda t: t.split() == [t]), min_size=1, max_size=8))
def test_any_text_passes(texts: list[str]) -> None:
    assert_nothing_lost(texts)


_ASKED = [
    boxes.SCORE,
    boxes.WORDS_AND_FIGURES,
    head.LISTING,
    head.NUMBERED,
    head.PLACE_AGENCY,
    context.FIGURES,
]
_ASKED += [context.CREDITED, context.GOES_ON, context.QUOTED, context.HEAD_ROW, foot.TIMED, foot.DATELINED]
_ASKED += [foot.COUNTING, foot.LISTED, keywords.PARTED_WORDS, inside.FIGURE_ROW, inside.CELLS, inside.POINT]
_ASKED += [inside.YEAR, inside.FIGURE_CELL, context.MINUTE, head.PLACE_OUTLET]
_ASKED += [inside.NUMBERED_PICTURE, features.INNER_STOP, threads.TIME_OF_DAY]


@pytest.mark.parametrize("pattern", _ASKED)
def test_the_passes_lose_nothing_either(pattern: str) -> None:
    """A pattern that a pass asks of lines fits those that it fits without looking at their signs first."""
    pick, parsed = Random(0), written(pattern)
    texts = [pick.choice(["", "• "]) + fitting(parsed, pick) + pick.choice(["", " x"]) for _ in range(50)]
    texts = [text.strip() for text in (*texts, *(text.upper() for text in texts)) if text.split()]
    columns = features.compute(lines.explode(pa.array(texts)))
    where = np.ones(len(texts), np.bool_)
    where[::7] = False
    fits = np.asarray(pc.match_substring_regex(columns.folded, pattern), np.bool_)
    assert fits.any()
    assert np.array_equal(columns.fits(pattern, where), fits & where)


def test_few_lines_are_left_to_ask() -> None:
    texts = [
        f"The committee heard {word} on the second day." for word in ("them", "nobody", "witnesses")
    ] * 20
    assert sum(map(len, candidates(texts).values())) < 5 * len(texts)


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        ("share|copy (?:the )?link", {("share", True), ("copyt", False), ("copyl", False)}),
        (r"\d{1,2} ?min", {("0min", True), ("00min", True)}),
        (r"(?:by|von) .{2,40}", {("by", False), ("von", False)}),
        ("{menu}(?: ?/ ?{menu})?", {("home", True), ("homeh", False), ("about", False), ("top0", False)}),
        ("tags?:", {("tag", True), ("tags", True)}),
        ("[ab]c+", {("ac", False), ("bc", False)}),
        ("(?P<title>x)y", {("xy", True)}),
        ("(?i:x)", {("", False)}),
    ],
)
def test_how_lines_begin(pattern: str, openings: set[tuple[str, bool]]) -> None:
    cases, at_end = needs.of(pattern, MACROS, start=True, end=False)
    assert not at_end
    assert openings <= {(opening, whole) for opening, whole, _ in cases}
    assert pattern == "(?i:x)" or ("", False) not in {(opening, whole) for opening, whole, _ in cases}


@pytest.mark.parametrize(
    ("pattern", "edges"),
    [("^a$", (True, True)), ("^a", (True, False)), ("(?:^a|b)$", (False, True)), (r"^a|b\$", (False, False))],
)
def test_where_a_pattern_stands(pattern: str, edges: tuple[bool, bool]) -> None:
    assert needs.anchors(pattern) == edges


@pytest.mark.parametrize("written", list(write_sieve.sieves()), ids=lambda known: known.name)
def test_what_the_packs_need_is_written_down(written: sieve.Sieve) -> None:
    # If not: python -m training.write_sieve
    known = sieve._written().get(written.name)
    assert known is not None
    for field, column in vars(written.cases()).items():
        np.testing.assert_array_equal(getattr(known, field), column, field)


def test_few_lines_are_not_sieved_until_many_have_come() -> None:
    asked = sieve.Asked("share", start=True, end=True, max_chars=9)
    small = sieve.Sieve([asked], MACROS)
    columns = features.compute(lines.explode(pa.array(["share\nshares\nnothing of the sort"])))
    small.patience = 2 * len(columns.texts.chars)
    answers = [small.candidates(columns.texts.signs, columns.texts.chars)[0].tolist() for _ in range(4)]
    assert answers == [[0, 1], [0, 1], [0], [0]]


def test_the_side_that_says_more_is_chosen() -> None:
    by_start, by_end = needs.of(r"news .*|.* \({agency}\)", MACROS, start=True, end=True)
    assert {opening for opening, _, _ in by_start} == {"news"}
    assert {opening for opening, _, _ in by_end} == {"pa", "sretu"}


def test_characters_a_line_cannot_do_without() -> None:
    (case,), _ = needs.of(r".*\[…\]", MACROS, start=True, end=False)
    opening, whole, marks = case
    assert (opening, whole) == ("", False)
    assert marks & (1 << 64) - 1 == int(signs.mark_table()[ord("[")] | signs.mark_table()[ord("…")])
    assert needs.of(r".*\S.*", MACROS, start=True, end=True)[0] == ANYTHING


def test_every_letter_re2_calls_arabic_has_the_mark_of_it() -> None:
    chars = [chr(c) for c in range(0x10000) if not 0xD800 <= c < 0xE000]
    arabic = np.asarray(pc.match_substring_regex(pa.array(chars), r"\p{Arabic}"))
    marked = np.array([int(signs.mark_table()[ord(c)]) & signs.ARABIC_MARK > 0 for c in chars])
    assert not (arabic & ~marked).any()
