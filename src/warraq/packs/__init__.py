"""Packs: what Warraq knows about a language, as data only.

A pack is a folder named by its BCP 47 code (`ar`, `en`, …; `common` holds for every language) with TOML
files, one per room that reads it: `pack.toml` (name, script, function words), `rules.toml` (cleaning),
`dates.toml`, `credits.toml`, `speech.toml`, `names.toml`, `places.toml`, `lexicon.toml` (names and words by
the thousand), `rarity.toml` (in how many texts a word stands). Adding a language or a rule touches no Python.

`rules.toml` holds `[macros]`, `[[rule]]`, `[[span]]` and `retired` (ids never to be used again); the fields
are those of `Rule` and `Span`. Patterns are RE2, matched against folded text (warraq.fold), so one spelling
stands for its variants. `{name}` in a pattern is a macro: what all loaded packs say of that name, joined by
`|`; `{month}`, `{hijri_month}`, `{weekday}`, `{day_half}`, `{published}`, `{updated}`, `{agency}` and
`{agency_short}` come from `dates.toml` and `agencies.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from warraq import labels
from warraq.errors import UsageError
from warraq.fold import fold, fold_codes

FOLDER = Path(__file__).parent
ANCHORS = ("full", "start", "end", "any")
ZONES = ("anywhere", "top", "end", "edges", "framed")
SIDES = ("head", "tail")
WHERE = ("first", "opening", "closing", "body", "meta", "slot", "author", "title")
DEFAULT_MAX_CHARS = 60  # unanchored phrases on lines of any length destroyed 69 good lines for 99 bad ones
MATCHED_CHARS = 320  # rules see this much of a line
LONGEST_CHARS = 20_000  # of longer lines no rule speaks; tickers have some thousand characters
FEWEST_FUNCTION_WORDS = 40  # a page of the language holds some of so many, whatever it speaks of


@dataclass(frozen=True)
class Rule:
    """A phrase that tells what a whole line is.

    `anchor`: the pattern is the whole line (marks around it aside), its start, its end, or stands anywhere in
    it. `max_chars`: longest line it may judge. `zone`: where on the page it holds: above the first sentence
    of the article (`top`), below the last (`end`), either (`edges`), or anywhere; `framed`: nowhere alone, a
    pass asks for it by the end of its id and looks at what stands around it, as with the heading of a poll.
    """

    id: str
    label: str
    pattern: str
    reason: str
    example: tuple[str, ...]
    counterexample: tuple[str, ...]
    anchor: str = "full"
    max_chars: int = DEFAULT_MAX_CHARS
    zone: str = "anywhere"


@dataclass(frozen=True)
class Span:
    """A stretch of a line with a label of its own.

    The groups of `pattern` are named by labels and lie end to end from the start of the line (`side` head) or
    to its end (tail); a group whose name starts with `_` keeps the line's label, `label_2` is one more.
    `where`: the first line of the page, the first or last body lines, any body line, or a short line outside
    the body (`meta`), which then gets the label `line`; a line between headline and article that is a
    caption or a standfirst by its place alone (`slot`), the author, above the date (`author`), or the
    headline (`title`). `given`, `place`: the group that must open with a given name, or be a place, that the
    packs know; or one of its parts between dashes.
    """

    id: str
    pattern: str
    reason: str
    example: tuple[str, ...]
    counterexample: tuple[str, ...]
    where: str
    side: str = "head"
    line: str | None = None
    given: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Rulebook:
    """The rules of some packs, macros filled in, in the order in which they are asked."""

    rules: tuple[Rule, ...]
    spans: tuple[Span, ...]
    macros: "Macros"


@cache
def codes() -> tuple[str, ...]:
    """The languages that have a pack, `common` left out, sorted."""
    return tuple(sorted(p.parent.name for p in FOLDER.glob("*/pack.toml") if p.parent.name != "common"))


@cache
def read(code: str, part: str) -> dict[str, Any]:
    """One TOML file of a pack as a dictionary; empty when the pack has no such part.

    Raises UsageError when there is no pack of that name or the file is not TOML.
    """
    if code != "common" and code not in codes():
        raise UsageError(f"no pack {code!r}: there are {', '.join(codes())}")
    return _read_toml(FOLDER / code / f"{part}.toml")


def _read_toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None


@cache
def function_words(codes: tuple[str, ...]) -> frozenset[str]:
    """The function words of these packs, folded."""
    return frozenset(fold(w) for code in codes for w in read(code, "pack").get("function_words", ()))


@cache
def known(kind: str, codes: tuple[str, ...]) -> frozenset[str]:
    """Given names (`given`) or names of places (`place`) in these packs, folded."""
    if kind == "given":
        return frozenset(
            w for c in codes for w in fold(read(c, "names").get("person", {}).get("given", "")).split()
        )
    towns = (FOLDER / "common" / "places.txt").read_text("utf-8").splitlines()
    cities = (fold(w) for c in codes for w in read(c, "places").get("place", {}).get("cities", ()))
    return frozenset((*towns, *cities))


@cache
def rules(codes: tuple[str, ...]) -> Rulebook:
    """The rules of these packs and of `common`. Raises UsageError naming the file and the rule."""
    return rulebook({code: read(code, "rules") for code in ("common", *codes)})


def rulebook(parts: Mapping[str, Mapping[str, Any]]) -> Rulebook:
    """The rules in these `rules.toml`s (by pack, as read), checked, their macros filled in."""
    where = {code: str(FOLDER / code / "rules.toml") for code in parts}
    macros = _macros(parts, where)
    found: dict[str, str] = {}  # id → where it stands
    asked: list[Rule] = []
    spans: list[Span] = []
    for code, part in parts.items():
        _check_tables(part, where[code])
        new_rules = [_item(Rule, row, where[code], macros) for row in part.get("rule", ())]
        new_spans = [_item(Span, row, where[code], macros) for row in part.get("span", ())]
        for rule_id in [*(rule.id for rule in new_rules), *(span.id for span in new_spans)]:
            _check_id(rule_id, code, part, found, where[code])
        asked += new_rules
        spans += new_spans
    return Rulebook(tuple(asked), tuple(spans), macros)


@cache
def macro(name: str, codes: tuple[str, ...]) -> str:
    """A macro of these packs and of `common`, filled in: a pattern over folded text, in brackets."""
    parts = {code: read(code, "rules") for code in ("common", *codes)}
    where = {code: str(FOLDER / code / "rules.toml") for code in parts}
    return f"(?:{_macros(parts, where).fill(f'{{{name}}}', name)})"


def items(book: Rulebook) -> Iterator[Rule | Span]:
    """All its rules, then all its spans."""
    yield from book.rules
    yield from book.spans


def check() -> list[str]:
    """The problems of all packs, one line each: broken files, a language that does not say what it is, and
    rules that fail their own examples."""
    try:
        book = rules(codes())
        check_patterns(book)
        return [*_wrong_facts({code: read(code, "pack") for code in codes()}), *failed_examples(book)]
    except UsageError as error:
        return [str(error)]


def _wrong_facts(packs: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is missing in these `pack.toml`s, by code, or is not what it should be."""
    for code, pack in packs.items():
        where = f"{FOLDER / code / 'pack.toml'}"
        yield from (f"{where}: {key} is missing" for key in ("name", "script") if not pack.get(key))
        if pack.get("direction") not in ("ltr", "rtl"):
            yield f"{where}: direction: must be ltr or rtl"
        words = pack.get("function_words", ())
        if len(words) < FEWEST_FUNCTION_WORDS or len(set(words)) < len(words):
            yield f"{where}: function_words: must be {FEWEST_FUNCTION_WORDS} or more, each once"


# Loading ------------------------------------------------------------------------------------------


def _check_tables(part: Mapping[str, Any], where: str) -> None:
    allowed = ("macros", "rule", "span", "retired")
    for key in part:
        if key not in allowed:
            raise UsageError(f"{where}: unknown key {key!r}; allowed: {', '.join(allowed)}")


def _check_id(rule_id: str, code: str, part: Mapping[str, Any], found: dict[str, str], where: str) -> None:
    at = f"{where}: rule {rule_id!r}"
    if not re.fullmatch(rf"{code}(\.[a-z0-9_]+){{2,3}}", rule_id):
        raise UsageError(f"{at}: an id must read {code}.<kind>.<name>, in lower-case letters, digits and '_'")
    if rule_id in found:
        raise UsageError(f"{at}: the id is used twice")
    if rule_id in part.get("retired", ()):
        raise UsageError(f"{at}: the id is retired and may not be used again; give the rule a new one")
    found[rule_id] = where


Kind = TypeVar("Kind", Rule, Span)


def _item(kind: type[Kind], row: Mapping[str, Any], where: str, macros: "Macros") -> Kind:
    """One rule or span, checked, its macros filled in."""
    at = f"{where}: rule {row.get('id', '?')!r}"
    allowed = [f.name for f in fields(kind)]
    for key in row:
        if key not in allowed:
            raise UsageError(f"{at}: unknown key {key!r}; allowed: {', '.join(allowed)}")
    values = dict(row)
    for key in ("example", "counterexample"):
        value = values.get(key, [])
        values[key] = (value,) if isinstance(value, str) else tuple(value)
    for field in fields(kind):
        if field.default is MISSING and not values.get(field.name):
            raise UsageError(f"{at}: {field.name} is missing")
        value = values.get(field.name, field.default)
        if field.name in ("example", "counterexample"):
            good = all(isinstance(v, str) for v in value)
        else:
            good = (
                type(value) is int if field.name == "max_chars" else value is None or isinstance(value, str)
            )
        if not good:
            raise UsageError(
                f"{at}: {field.name}: {value!r} must be {'a number' if field.name == 'max_chars' else 'text'}"
            )
    values["pattern"] = macros.fill(values["pattern"], at)
    item = kind(**values)
    _check_choices(item, at)
    return item


def _check_choices(item: Rule | Span, at: str) -> None:
    choices: list[tuple[str, str | None, Sequence[str]]]
    if isinstance(item, Rule):
        choices = [
            ("label", item.label, labels.LABELS),
            ("anchor", item.anchor, ANCHORS),
            ("zone", item.zone, ZONES),
        ]
        if not 0 < item.max_chars <= LONGEST_CHARS or (
            item.anchor in ("full", "end") and item.max_chars > MATCHED_CHARS
        ):
            raise UsageError(
                f"{at}: max_chars: {item.max_chars} must be 1 to {MATCHED_CHARS}"
                f" (start, any: to {LONGEST_CHARS})"
            )
    else:
        choices = [("where", item.where, WHERE), ("side", item.side, SIDES)]
        if item.line is not None or item.where == "meta":
            choices.append(("line", item.line, labels.LABELS))
    for name, value, allowed in choices:
        if value not in allowed:
            raise UsageError(f"{at}: {name}: {value!r} is not allowed; allowed: {', '.join(allowed)}")


def check_patterns(book: Rulebook) -> None:
    """Raise UsageError for the first pattern that is no RE2, or has a group that is no label."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for item in items(book):
        at = f"{FOLDER / item.id.split('.')[0] / 'rules.toml'}: rule {item.id!r}: pattern"
        try:
            pc.match_substring_regex(pa.array([""]), item.pattern)
        except pa.ArrowInvalid as error:
            raise UsageError(f"{at}: {str(error).removeprefix('Invalid regular expression: ')}") from None
        for name in group_names(item.pattern) if isinstance(item, Span) else ():
            if not name.startswith("_") and group_label(name) not in labels.LABELS:
                raise UsageError(f"{at}: group {name!r} is no label; allowed: {', '.join(labels.LABELS)}")


def group_names(pattern: str) -> list[str]:
    """The names of the groups of a span's pattern, in order."""
    return re.findall(r"\(\?P<(\w+)>", pattern)


def group_label(name: str) -> str:
    """The label a group stands for: `dateline_2` is a second `dateline`."""
    return re.sub(r"_\d$", "", name)


# Macros -------------------------------------------------------------------------------------------

_MACRO = re.compile(r"\{([a-z_]+)\}")


class Macros:
    """Named pieces of patterns, filled in on use."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        self.pieces = pieces
        self.unfilled: dict[str, str] = {}  # what each filled pattern was, folded
        self._filled: dict[str, str] = {}

    @staticmethod
    def folded(pattern: str) -> str:
        """The pattern as it meets folded text, its macros as they are."""
        folded = pattern if pattern.isascii() else _fold_beyond_ascii(pattern)  # \P{L} is not \p{l}
        return folded.replace(r"[\p{L}", f"[{LETTERS}").replace(r"\p{L}", f"[{LETTERS}]")

    def fill(self, pattern: str, at: str, inside: tuple[str, ...] = ()) -> str:
        """The pattern with every `{name}` replaced, and its own letters folded."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self.pieces:
                raise UsageError(
                    f"{at}: pattern: no macro {{{name}}}; there are {', '.join(sorted(self.pieces))}"
                )
            if name in inside:
                raise UsageError(f"{at}: pattern: macro {{{name}}} uses itself")
            if name not in self._filled:
                self._filled[name] = f"(?:{self.fill(self.pieces[name], at, (*inside, name))})"
            return self._filled[name]

        folded = self.folded(pattern)
        filled = _MACRO.sub(value, folded)
        self.unfilled[filled] = folded
        return filled


def _fold_beyond_ascii(text: str) -> str:
    """The text folded but for its ASCII, which is put back where it stood."""
    if text.isascii():
        return text
    codes, at = fold_codes(text)
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")[at]
    return np.where(raw < 128, raw, codes).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _macros(parts: Mapping[str, Mapping[str, Any]], where: Mapping[str, str]) -> Macros:
    """The macros of all the packs together: alternatives of one name are joined."""
    pieces: dict[str, list[str]] = {}
    for code, part in parts.items():
        for name, pattern in part.get("macros", {}).items():
            if not isinstance(pattern, str) or not _MACRO.fullmatch(f"{{{name}}}"):
                raise UsageError(
                    f"{where[code]}: macros.{name}: must be a pattern under a name of letters and '_'"
                )
            pieces.setdefault(name, []).append(pattern)
        for name, words in _words_of(code):
            pieces.setdefault(name, []).extend(_alternatives(words))
    return Macros({name: "|".join(dict.fromkeys(alternatives)) for name, alternatives in pieces.items()})


def _words_of(code: str) -> Iterator[tuple[str, Iterable[str]]]:
    """The macros that other files of a pack supply."""
    dates = read(code, "dates")
    clock, marks = dates.get("clock", {}), dates.get("labels", {})
    yield "month", [w for key in ("months", "jalali_months") for names in dates.get(key, ()) for w in names]
    needing_day_and_year = [*dates.get("hijri_months", ()), *dates.get("afghan_months", ())]
    yield "hijri_month", [w for names in needing_day_and_year for w in names]
    yield "weekday", [w for names in dates.get("weekdays", ()) for w in names]
    yield "day_half", [*clock.get("am", ()), *clock.get("pm", ())]
    yield "published", marks.get("published", ())
    yield "updated", marks.get("updated", ())
    agencies = read(code, "agencies").get("agency", ())
    yield "agency", [w for agency in agencies for w in agency.get("names", ())]
    yield "agency_short", [w for agency in agencies for w in agency.get("short", ())]


def _alternatives(words: Iterable[str]) -> list[str]:
    """Words as one alternation, longest first, so that none hides behind its own beginning."""
    folded = {re.escape(fold(w)).replace(r"\ ", " ") for w in words if fold(w).strip()}
    return ["|".join(sorted(folded, key=lambda w: (-len(w), w)))] if folded else []


# Examples -----------------------------------------------------------------------------------------


def failed_examples(book: Rulebook) -> Iterator[str]:
    """The rules that miss an example, or hit a counterexample, one line each."""
    for item in items(book):
        for text in item.example:
            if not matches(item, text):
                yield f"rule {item.id!r}: does not match its example {text!r}"
        for text in item.counterexample:
            if matches(item, text):
                yield f"rule {item.id!r}: matches its counterexample {text!r}"
        if isinstance(item, Span) and not all(_tiles(item, text) for text in item.example):
            edge = "from the start" if item.side == "head" else "to the end"
            yield f"rule {item.id!r}: its groups do not lie end to end {edge} of its example"


def matches(item: Rule | Span, text: str) -> bool:
    """Does the rule match this line, wherever it stands?"""
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(item, Rule) and len(text) > item.max_chars:
        return False
    pattern = anchored(item) if isinstance(item, Rule) else item.pattern
    return bool(pc.match_substring_regex(pa.array([fold(text)]), pattern)[0].as_py())


def _tiles(span: Span, text: str) -> bool:
    """Do the groups cover the example from its start (or to its end) without a hole?"""
    import pyarrow as pa
    import pyarrow.compute as pc

    groups = pc.extract_regex(pa.array([fold(text)]), span.pattern)[0].as_py()
    joined = "".join(groups.values()) if groups else ""
    return bool(groups) and (
        fold(text).startswith(joined) if span.side == "head" else fold(text).endswith(joined)
    )


# Letters, marks and digits of every script as a few ranges: RE2 compiles these far faster than \p{L}, and no
# line of text can tell the difference. Left out are the marks between them (« » ؛ ؟ ۔ and U+2000 to U+2BFF).
_LETTER_RANGES = (
    "aa b5 ba c0-60b 610-61a 620-65f 66e-6d3 6d5-963 966-1fff 2c00-2dff 3005-3007 3021-feff ff10-ff19 "
    "ff21-ff5a ff66-ffdc 10000-1f0ff 20000-3ffff"
)
LETTERS = "a-z" + "".join(
    "-".join(chr(int(end, 16)) for end in part.split("-")) for part in _LETTER_RANGES.split()
)
_EDGE = rf"[^{LETTERS}0-9]*"  # bullets, quotes and the like around a phrase do not count
_WORD_END = rf"(?:[^{LETTERS}0-9]|$)"
_WORD_START = rf"(?:^|[^{LETTERS}0-9])"


def anchored(rule: Rule) -> str:
    """The pattern of a rule with its anchor written out."""
    if rule.anchor == "full":
        return f"^{_EDGE}(?:{rule.pattern}){_EDGE}$"
    if rule.anchor == "start":
        return f"^{_EDGE}(?:{rule.pattern}){_WORD_END}"
    if rule.anchor == "end":
        return f"{_WORD_START}(?:{rule.pattern}){_EDGE}$"
    return f"{_WORD_START}(?:{rule.pattern}){_WORD_END}"
