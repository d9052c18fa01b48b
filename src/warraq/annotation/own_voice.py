"""Where running text speaks of the paper itself: `قال المدير لـ«X» إن`, `في بيان تلقت X نسخة منه`.

Whoever is told, or is sent a statement, prints the story; on the page of another house it is whom that house
copied. The words stand in the packs (`[own]` of credits.toml); a pack without them has no such sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from warraq.annotation import agencies
from warraq.annotation.credit_words import CreditWords, either, key, key_of_folded, load, unfolded
from warraq.annotation.findings import WEAK, Finding
from warraq.annotation.outlet_names import place_of, plain
from warraq.annotation.page import BODY
from warraq.annotation.places import is_place
from warraq.fold import fold_aligned

TOLD, RECEIVED = "told.outlet", "received.outlet"
REACH = 60  # folded characters between the verb and whom it tells
LONGEST_NAME = 3  # words
OPEN, CLOSE = '["«“”″]', '["»”“″]'


class Voice(NamedTuple):
    """The patterns of some packs, over folded text; every one has a group `name`."""

    hint: str  # RE2: a paragraph without it is not looked at
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


def of_sentences(raw: pa.Table, segments: pa.Table, codes: Sequence[str]) -> list[Finding]:
    """Outlets that running text names as the one it was written for, in the order of the batch."""
    voice, words = _voice(tuple(codes)), load(tuple(codes))
    body = segments.filter(pc.is_in(segments["label"], value_set=pa.array(BODY)))
    body = body.filter(pc.match_substring_regex(body["content"], voice.hint))
    contents = body["content"].to_pylist()
    rows = pc.index_in(body["doc_id"], value_set=raw["doc_id"].combine_chunks()).to_pylist()
    starts = body["start"].to_pylist()
    joined, at = fold_aligned("\n".join(contents))
    lines = [0, *accumulate(len(c) + 1 for c in contents)]
    found = []
    for rule, start, end in _names(joined, voice, words):
        first, last = int(at[start]), int(at[end - 1]) + 1
        line = bisect_right(lines, first) - 1
        offset = starts[line] - lines[line]
        printed = contents[line][first - lines[line] : last - lines[line]]
        name = plain(printed.strip(" :،."), words)
        start, end = (first + at_ for at_ in place_of(name, printed))
        found.append(Finding(rows[line], "outlet", name, start + offset, end + offset, rule, WEAK))
    return found


def agreed(found: Sequence[Finding]) -> list[Finding]:
    """The findings of one document, where they name one outlet alone."""
    return list(found) if len({key(f.value) for f in found}) == 1 else []


def _names(text: str, voice: Voice, words: CreditWords) -> Iterator[tuple[str, int, int]]:
    """(rule, start, end) of every name in a folded text that may be an outlet's."""
    hits = [(m.start("name"), m.end("name"), rule) for rule, p in voice.patterns for m in p.finditer(text)]
    for start, end, rule in sorted(hits):
        quoted = re.match(OPEN, text[start - 1 : start]) is not None
        if _may_be_outlet(key_of_folded(text[start:end]), words, quoted=quoted, told=rule == TOLD):
            yield rule, start, end


def _may_be_outlet(name: str, words: CreditWords, *, quoted: bool, told: bool) -> bool:
    """An outlet of the table, a name with a word or a number as outlets have them, or, told, any in marks."""
    if known := agencies.find(name, words):
        return known.kind == "outlet"
    parts = name.split()
    if not 1 <= len(parts) <= LONGEST_NAME + 1 or (not quoted and is_place(name, words)):
        return False  # in marks no place is meant, though many papers bear the name of one
    shaped = not words.outlet.isdisjoint(parts) or (len(parts) > 1 and parts[-1].isdigit())
    return shaped or (quoted and len(parts) <= LONGEST_NAME)


@cache
def _voice(codes: tuple[str, ...]) -> Voice:
    words = load(codes)
    parts = ("told", "talk", "manner", "received", "sent", "copy")
    told, talk, manner, received, sent, copy = (either(words.phrases("own", part)) for part in parts)
    kind = rf"(?:(?:{either(words.phrases('words', 'kinds'))})\s+)?"
    marked = rf"{OPEN}(?P<name>[^\"«»“”″\n]{{2,30}}){CLOSE}"
    bare = rf"(?P<name>\w+(?:\s\w+){{0,{LONGEST_NAME}}}?)"
    that = r"\s*(?:,\s*)?(?:ب?ان(?:ه|ها|هم|ني|نا)?(?!\w)|:)"
    patterns = (
        (TOLD, rf"(?<!\w)[وف]?(?:{told})(?!\w)[^.:\n]{{0,{REACH}}}?\sل\s?{kind}{marked}{that}"),
        (TOLD, rf"(?<!\w)[وفب]?(?:{talk})(?:\s(?:{manner}))*\s(?:ل\s?|مع\s|الي\s){kind}{marked}"),
        (RECEIVED, rf"(?<!\w)[وف]?(?:{received})\s{kind}{marked}\s(?:{copy})(?!\w)"),
        (RECEIVED, rf"(?<!\w)[وف]?(?:{sent})\s{kind}{marked}"),
        (RECEIVED, rf"(?<!\w)[وف]?(?:{received})\s{kind}{bare}\s(?:{copy})(?!\w)"),
    )
    return Voice(_hint(words), tuple((rule, re.compile(pattern)) for rule, pattern in patterns))


def _hint(words: CreditWords) -> str:
    """RE2 pattern, for text not folded, of what such sentences hold: `لـ«X» إن`, `تصريح خاص لـ«X`, `نسخة`."""
    if not words.phrases("own", "told"):
        return r"[^\s\S]"  # nothing to look for
    talk = "|".join(unfolded(p) for p in words.phrases("own", "talk"))
    word = r"[^\s\"«»“”″]+"
    heard = rf"ل[ـ]*\s?(?:{word}\s)?{OPEN}[^\"«»“”″\n]{{2,30}}{CLOSE}\s*(?:[،,]\s*)?(?:ب?[إأا]ن|:)"
    talked = rf"(?:{talk})(?:\s{word}){{0,3}}\s(?:ل[ـ]*|مع|[إا]ل[ىي])\s?(?:{word}\s)?{OPEN}"
    return "|".join([heard, talked, *(unfolded(p) for p in words.phrases("own", "signs"))])
