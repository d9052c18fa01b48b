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

from warraq import labels
from warraq.errors import UsageError
from warraq.fold import fold
from warraq.packs.macros import LETTERS, NAMED, Macros

FOLDER = Path(__file__).parent
ANCHORS = ("full", "start", "end", "any")
ZONES = ("anywhere", "top", "end", "edges", "framed")
SIDES = ("head", "tail")
WHERE = ("first", "opening", "closing", "body", "meta", "slot", "author", "title")
DEFAULT_MAX_CHARS = 60  # unanchored phrases on lines of any length destroyed 69 good lines for 99 bad ones
MATCHED_CHARS = 320  # rules see this much of a line
LONGEST_CHARS = 20_000  # of longer lines no rule speaks; tickers have some thousand characters


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
    macros: Macros


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
    """Given names (`given`) or names of places (`place`) in these packs, folded. A given name may be a word,
    too: where one is asked for, the place on the page speaks for a name."""
    if kind == "given":
        return frozenset(word for code in codes for word in _given_names(code))
    towns = (FOLDER / "common" / "places.txt").read_text("utf-8").splitlines()
    cities = (fold(w) for c in codes for w in read(c, "places").get("place", {}).get("cities", ()))
    return frozenset((*towns, *cities))


def _given_names(code: str) -> set[str]:
    names = read(code, "names").get("person", {}), read(code, "lexicon")
    return {word for part in names for word in fold(part.get("given", "")).split()}


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


def _item(kind: type[Kind], row: Mapping[str, Any], where: str, macros: Macros) -> Kind:
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


def group_names(pattern: str) -> list[str]:
    """The names of the groups of a span's pattern, in order."""
    return re.findall(r"\(\?P<(\w+)>", pattern)


def group_label(name: str) -> str:
    """The label a group stands for: `dateline_2` is a second `dateline`."""
    return re.sub(r"_\d$", "", name)


# Macros -------------------------------------------------------------------------------------------


def _macros(parts: Mapping[str, Mapping[str, Any]], where: Mapping[str, str]) -> Macros:
    """The macros of all the packs together: alternatives of one name are joined."""
    pieces: dict[str, list[str]] = {}
    for code, part in parts.items():
        for name, pattern in part.get("macros", {}).items():
            if not isinstance(pattern, str) or not NAMED.fullmatch(f"{{{name}}}"):
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
