"""The words of dates: what every pack says a word means, and a text cut into words with their meanings.

A word means several things at once (`م` is "p.m." after a clock and "A.D." after a year): the grammar picks
by the place it stands in. Everything here works on folded text (warraq.fold).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from warraq import packs
from warraq.fold import fold

Means = Mapping[str, Any]

# Spaces between are passed over; the signs of 2024年3月5日 stand without spaces before the next word.
_TOKEN: Final = re.compile(r"[0-9]+|[年月日号년월일]|[^\W\d_]+|\n|\S")
PADDING: Final = 8  # breaks after the last lexeme, so that a reader may look that far ahead without asking
_NOTHING: Final[Means] = MappingProxyType({})
_CLITICS: Final = "وفبلك"  # and, so, in, to, as: written together with the word they precede
_LISTS: Final = (
    "corresponding",
    "of",
    "of_year",
    "day_suffix",
    "number_joins",
    "before_christ",
    "year_sign",
    "month_sign",
    "day_sign",
)  # each word means what its list is named
_RELATIVE_LISTS: Final = (
    "since",
    "ago_after",
    "just_now",
    "before_last",
    "last",
    "next",
    "this",
    "one",
    "demonstrative",
    "leading",
    "only_leading",
    "day",
    "part",
    "year_nouns",
    "year_cues",
    "year_since",
    "year_events",
    "month_noun",
    "month_cues",
    "about",
    "indefinite",
    "ahead",
    "until",
    "after_year",
    "no_year_after",
    "no_weekday_after",
    "no_day_after",
    "no_day_before",
    "weekday_after",
    "ahead_after",
    "that",
    "one_back",
    "each_week",
)
# An expression begins with a word of one of these kinds, or with a number; others only go on with one.
_OPENING: Final = frozenset(
    (
        "month",
        "weekday",
        "offset",
        "period",
        "demonstrative",
        "leading",
        "part",
        "since",
        "just_now",
        "day",
        "cardinal",
        "ordinal",
        "dual",
        "fraction",
        "unit",
        "year_nouns",
        "month_noun",
        "recurring",
        "period_steps",
        "clock_hour",
        "hour_word",
        "half",
        "zone",
    )
)
KNOWN_WORDS: Final = 1 << 16  # words whose phrases are remembered: some thousands make up most of any text


class Lexeme(NamedTuple):
    """A number, a word or phrase the packs know or not, a mark, or the end of a line, with its offsets."""

    kind: str  # "number", "word", "mark", "break"
    text: str
    start: int
    end: int
    means: Means


class Vocabulary(NamedTuple):
    """`phrases`: words of a phrase → its meanings; `longest`: first word → length of its longest phrase."""

    phrases: Mapping[tuple[str, ...], Means]
    longest: Mapping[str, int]


def tokens(folded: str) -> list[str]:
    """The words and marks of a folded phrase, spaces left out."""
    return [t for t in _TOKEN.findall(folded) if not t.isspace()]


def spellings(*keys: str, language: str | None = None) -> list[str]:
    """Every folded phrase whose meanings include one of the keys, longest first."""
    phrases = vocabulary(language).phrases
    wanted = [" ".join(p) for p, means in phrases.items() if not means.keys().isdisjoint(keys)]
    return sorted(wanted, key=lambda p: (-len(p), p))


@cache
def languages() -> frozenset[str]:
    """The languages whose running text is read by their own words."""
    return frozenset(code for code in packs.codes() if packs.read(code, "dates"))


@cache
def vocabulary(language: str | None = None) -> Vocabulary:
    """The words of every pack together: outlets mix languages, and months never contradict each other.

    Running text of a known language takes the words of that one: `فردا` is Persian for "tomorrow", and an
    individual in Arabic; `جون` June in Urdu, and John.
    """
    phrases: dict[tuple[str, ...], dict[str, Any]] = {}
    parts = [packs.read(code, "dates") for code in ("common", *((language,) if language else packs.codes()))]
    for part in parts if language else [*parts, packs.read("common", "other_dates")]:
        for phrase, kind, value in _entries(part):
            means = phrases.setdefault(tuple(tokens(fold(phrase))), {})
            means.setdefault(kind, value)
            if kind in _OPENING:
                means["opens"] = True
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Vocabulary({k: MappingProxyType(v) for k, v in phrases.items()}, longest)


def _entries(pack: Mapping[str, Any]) -> Iterable[tuple[str, str, Any]]:
    """Every (phrase, kind, value) of one pack."""
    for calendar, key in (("gregorian", "months"), ("hijri", "hijri_months"), ("jalali", "jalali_months")):
        yield from (
            (w, "month", (calendar, n)) for n, names in enumerate(pack.get(key, ()), 1) for w in names
        )
    for n, names in enumerate(pack.get("afghan_months", ()), 1):  # words of every day besides
        yield from ((w, "month", ("jalali", n)) for w in names)
        yield from ((w, "needs_year", True) for w in names)
    for n, names in enumerate(pack.get("recurring", ())):
        yield from ((w, "recurring", n) for w in names)
    for n, names in enumerate(pack.get("weekdays", ())):
        yield from ((w, "weekday", n) for w in names)
        yield from ((w, "full_weekday", n) for w in names[:1])  # the first is safe by itself in running text
        yield from ((w + part, "weekday", n) for w in names[:1] for part in pack.get("day_parts", ()))
        yield from ((w + part, "full_weekday", n) for w in names[:1] for part in pack.get("day_parts", ()))
    yield from ((w, "ordinal", n) for n, names in enumerate(pack.get("ordinals", ()), 1) for w in names)
    yield from ((w, "hour_word", n) for n, names in enumerate(pack.get("hours", ()), 1) for w in names)
    yield from ((w, "hour_part", int(n)) for n, words in pack.get("hour_parts", {}).items() for w in words)
    yield from _counts(pack)
    for era in ("gregorian", "hijri", "jalali"):
        yield from ((w, "era", era) for w in pack.get(era, ()))
    for kind in _LISTS:
        yield from ((w, kind, True) for w in pack.get(kind, ()))
    for kind, words in pack.get("clock", {}).items():
        yield from (
            (w, "half", kind) if kind in ("am", "pm", "night", "noon") else (w, f"clock_{kind}", True)
            for w in words
        )
    zones = pack.get("zones", {})
    yield from ((w, f"zone_{kind}", True) for kind in ("intro", "after") for w in zones.get(kind, ()))
    yield from ((w, "city", zone) for zone, words in zones.get("cities", {}).items() for w in words)
    yield from ((w, "zone", zone) for zone, words in zones.get("marks", {}).items() for w in words)
    yield from ((w, "label", label) for label, words in pack.get("labels", {}).items() for w in words)
    relative = pack.get("relative", {})
    yield from ((w, kind, True) for kind in _RELATIVE_LISTS for w in relative.get(kind, ()))
    yield from ((w, "leading", True) for w in relative.get("only_leading", ()))
    yield from ((w, "offset", int(n)) for n, words in relative.get("days", {}).items() for w in words)
    yield from ((w, "period", unit) for unit, words in pack.get("periods", {}).items() for w in words)
    yield from ((w, "period_steps", n) for n, words in relative.get("periods", {}).items() for w in words)


def _counts(pack: Mapping[str, Any]) -> Iterable[tuple[str, str, Any]]:
    """Number words and units; where a pack has an article that is written with its word, with it as well."""
    for kind, step in (("cardinals", 1), ("tens", 10), ("hundreds", 100)):
        first = 20 if kind == "tens" else step
        for n, names in enumerate(pack.get(kind, ())):
            yield from ((w, "cardinal", first + n * step) for w in _with_article(names, pack))
    for kind in ("unit", "dual"):
        for unit, words in pack.get(f"{kind}s", {}).items():
            yield from ((w, kind, unit) for w in _with_article(words, pack))
    yield from ((w, "fraction", count) for count, words in pack.get("fractions", {}).items() for w in words)


def _with_article(words: Iterable[str], pack: Mapping[str, Any]) -> Iterable[str]:
    article = pack.get("article", "")
    for word in words:
        yield word
        if article and not word.startswith(article):
            yield article + word


def lex(folded: str, start: int = 0, end: int | None = None, language: str | None = None) -> list[Lexeme]:
    """The lexemes of a stretch of folded text, longest phrase first, closed by breaks without text.

    Words mean what they do in `language`, or in any language there is a pack for.
    """
    end = len(folded) if end is None else end
    raw = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded, start, end)]
    lexemes: list[Lexeme] = []
    i = 0
    while i < len(raw):
        text, first, last = raw[i]
        if text[0] in "0123456789":
            lexemes.append(Lexeme("number", text, first, last, _year_means(text, language)))
        elif text == "\n":
            lexemes.append(Lexeme("break", text, first, last, _NOTHING))
        else:
            size, clitic, means = _longest_phrase(raw, i, language)
            kind = "word" if text[0].isalpha() else "mark"
            lexemes.append(Lexeme(kind, text[clitic:], first + clitic, raw[i + size - 1][2], means))
            i += size - 1
        i += 1
    return [*_unglue(lexemes), *[Lexeme("break", "", end, end, _NOTHING)] * PADDING]


def _year_means(digits: str, language: str | None) -> Means:
    """What a number means that is a year of another calendar, in a language that never marks which."""
    if language is None or len(digits) != 4 or digits[:2] not in ("13", "14"):
        return _NOTHING
    calendar = packs.read(language, "dates").get("unmarked_years")
    return MappingProxyType({"unmarked": calendar}) if calendar else _NOTHING


def _longest_phrase(raw: list[tuple[str, int, int]], i: int, language: str | None) -> tuple[int, int, Means]:
    """(tokens, letters of a clitic before it, meanings) of the longest known phrase at token `i`."""
    for clitic, bare, longest in _openings(raw[i][0], language):
        for size in range(min(longest, len(raw) - i), 0, -1):
            means = vocabulary(language).phrases.get((bare, *(t[0] for t in raw[i + 1 : i + size])))
            if means is not None:
                return size, clitic, means
    return 1, 0, _NOTHING


@lru_cache(KNOWN_WORDS)
def _openings(word: str, language: str | None) -> tuple[tuple[int, str, int], ...]:
    """(letters of a clitic, word without it, length of its longest phrase) where it opens a known phrase."""
    longest = vocabulary(language).longest
    return tuple((clitic, bare, longest[bare]) for clitic, bare in _without_clitics(word) if bare in longest)


def _without_clitics(word: str) -> Iterable[tuple[int, str]]:
    yield 0, word
    if word[0] in _CLITICS and len(word) > 3:
        yield 1, word[1:]
        if word.startswith("لل"):
            yield 1, "ا" + word[1:]
        if word[0] in "وف" and word[1] in "بلك":
            yield 2, word[2:]


def _unglue(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Numbers that lost the space between them, cut: a year before minutes, a clock or the next day.

    `20223 دقائق` is 2022 and 3 minutes, `202210:35` 2022 and 10:35, `20187 كانون الأول` 2018 and the 7th,
    `2212:06` the 22nd and 12:06.
    """
    out: list[Lexeme] = []
    for lexeme, after in zip(lexemes, [*lexemes[1:], *lexemes[-1:]], strict=True):
        at = _cut(lexeme, after) if lexeme.kind == "number" and len(lexeme.text) in (3, 4, 5, 6) else 0
        if at:
            middle = lexeme.start + at
            out.append(Lexeme("number", lexeme.text[:at], lexeme.start, middle, _NOTHING))
            lexeme = Lexeme("number", lexeme.text[at:], middle, lexeme.end, _NOTHING)
        out.append(lexeme)
    return out


def _cut(number: Lexeme, after: Lexeme) -> int:
    digits = number.text
    clock = after.text == ":" and number.end == after.start
    if len(digits) > 4:
        follows = clock or "month" in after.means or after.means.get("unit") == "minute"
        return 4 if digits[:2] in ("19", "20") and follows else 0
    return len(digits) - 2 if clock and digits[:2] not in ("19", "20") else 0
