"""The problems of packs: what `warraq packs check` says."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warraq import labels, packs
from warraq.errors import UsageError
from warraq.fold import fold
from warraq.packs import FOLDER, Rule, Rulebook, Span

FEWEST_FUNCTION_WORDS = 40  # a page of the language holds some of so many, whatever it speaks of


def problems() -> list[str]:
    """The problems of all packs, one line each: broken files, a language that does not say what it is, and
    rules that fail their own examples."""
    try:
        book = packs.rules(packs.codes())
        patterns(book)
        return [
            *wrong_facts({code: packs.read(code, "pack") for code in packs.codes()}),
            *failed_examples(book),
        ]
    except UsageError as error:
        return [str(error)]


def wrong_facts(facts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is missing in these `pack.toml`s, by code, or is not what it should be."""
    for code, pack in facts.items():
        where = f"{FOLDER / code / 'pack.toml'}"
        yield from (f"{where}: {key} is missing" for key in ("name", "script") if not pack.get(key))
        if pack.get("direction") not in ("ltr", "rtl"):
            yield f"{where}: direction: must be ltr or rtl"
        words = pack.get("function_words", ())
        if len(words) < FEWEST_FUNCTION_WORDS or len(set(words)) < len(words):
            yield f"{where}: function_words: must be {FEWEST_FUNCTION_WORDS} or more, each once"


def patterns(book: Rulebook) -> None:
    """Raise UsageError for the first pattern that is no RE2, or has a group that is no label."""
    for item in packs.items(book):
        at = f"{FOLDER / item.id.split('.')[0] / 'rules.toml'}: rule {item.id!r}: pattern"
        try:
            pc.match_substring_regex(pa.array([""]), item.pattern)
        except pa.ArrowInvalid as error:
            raise UsageError(f"{at}: {str(error).removeprefix('Invalid regular expression: ')}") from None
        for name in packs.group_names(item.pattern) if isinstance(item, Span) else ():
            if not name.startswith("_") and packs.group_label(name) not in labels.LABELS:
                raise UsageError(f"{at}: group {name!r} is no label; allowed: {', '.join(labels.LABELS)}")


def failed_examples(book: Rulebook) -> Iterator[str]:
    """The rules that miss an example, or hit a counterexample, one line each."""
    for item in packs.items(book):
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
    if isinstance(item, Rule) and len(text) > item.max_chars:
        return False
    pattern = packs.anchored(item) if isinstance(item, Rule) else item.pattern
    return bool(pc.match_substring_regex(pa.array([fold(text)]), pattern)[0].as_py())


def _tiles(span: Span, text: str) -> bool:
    """Do the groups cover the example from its start (or to its end) without a hole?"""
    groups = pc.extract_regex(pa.array([fold(text)]), span.pattern)[0].as_py()
    joined = "".join(groups.values()) if groups else ""
    return bool(groups) and (
        fold(text).startswith(joined) if span.side == "head" else fold(text).endswith(joined)
    )
