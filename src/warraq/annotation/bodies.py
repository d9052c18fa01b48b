"""Organisations in letters with capitals: `University of Somewhere`, `Musée de la Mer`, `Somewhere Council`.

The word for the kind stands first, links and words with a capital after it, or last, after words with one.
"""

from dataclasses import dataclass
from functools import cache

from warraq import packs
from warraq.annotation.gazetteers import Entry, Found
from warraq.annotation.marks import SINGLE
from warraq.annotation.words import ENDS, QUOTES, Words, word_set

BODY_WORDS = 8  # words of a name, its links among them
SMALL = 1  # words with a capital before a kind without one are more
SHORTEST = 4  # letters of a body's first word that stands for it
NOUNS = 1  # words without a capital after the kind: `club d'astronomie de …`


@dataclass(frozen=True)
class Kinds:
    """The words of a pack for kinds of organisations, folded."""

    starts: frozenset[str]  # `university`, before its name
    ends: frozenset[str]  # `council`, after it
    links: frozenset[str]  # between the kind and the name
    any: frozenset[str]


@cache
def load(language: str) -> Kinds | None:
    """The kinds of a pack; None when it has none."""
    table = packs.read(language, "names").get("kinds", {})
    if not table:
        return None
    starts, ends, links = (word_set(table[name]) for name in ("starts", "ends", "links"))
    return Kinds(starts, ends, links, starts | ends)


def find(words: Words, kinds: Kinds, stop: frozenset[str]) -> list[Found]:
    """Every organisation of that shape, in order."""
    found: list[Found] = []
    free = 0
    for i in (i for i, form in enumerate(words.forms) if form in kinds.any):
        if i < free:
            continue
        span = _after(words, i, kinds) if words.forms[i] in kinds.starts else None
        if not span and words.forms[i] in kinds.ends:
            span = _before(words, i, stop, free)
        if span:
            last = span[1]
            while last < len(words) and words.forms[last] in kinds.ends and _capital(words, last):
                last += 1  # … Foods Inc
            span = (span[0], last)
            surface = " ".join(words.slice(*span).split())
            found.append(Found(*span, 0, Entry("organisation", surface, None, surface)))
            free = span[1]
    return found


def short_forms(words: Words, found: list[Found], common: frozenset[str]) -> list[Found]:
    """The first word of a body's name that stands alone, inside a sentence: `shares in Lanthorn`; none of
    `common` words (given names, words that begin a sentence)."""
    full: dict[str, Entry] = {}
    for body in found:
        first = words.forms[body.first]
        if body.last - body.first > 1 and len(first) >= SHORTEST and first not in common:
            full.setdefault(first, body.entry)
    inside = {i for body in found for i in range(body.first, body.last)}
    return [
        Found(i, i + 1, 0, full[form])
        for i, form in enumerate(words.forms)
        if form in full and i not in inside and _alone(words, i)
    ]


def _alone(words: Words, i: int) -> bool:
    """Whether a word with a capital stands by itself, and does not begin a sentence."""
    before = words.forms[i - 1] if i else "\n"
    amid = before not in ENDS and before not in QUOTES and not _capital(words, i - 1)
    return amid and _capital(words, i) and not _capital(words, i + 1)


def _capital(words: Words, i: int) -> bool:
    return 0 <= i < len(words) and words.text[words.starts[i]].isupper()


def _after(words: Words, i: int, kinds: Kinds) -> tuple[int, int] | None:
    """The kind, at least one link, and words with a capital: from the kind to the last of them."""
    last, nouns, links = i, 0, 0
    for j in range(i + 1, min(len(words), i + BODY_WORDS)):
        glued = words.forms[j] == "-" and words.glued(j)
        if _capital(words, j) and (links or last > i):
            last = j
        elif last > i and not glued:
            break
        elif words.forms[j] in kinds.links or glued:
            links += not glued
        elif links and last == i and nouns < NOUNS and words.forms[j].isalpha():
            nouns += 1
        else:
            break
    return (i, last + 1) if last > i else None


def _before(words: Words, i: int, stop: frozenset[str], free: int) -> tuple[int, int] | None:
    """Words with a capital and the kind after them; the first word of a sentence may be an article."""
    first = i
    while first > max(free, i - BODY_WORDS):
        own = words.forms[first - 1] == "s" and words.glued(first - 1) and first > 2  # St Brannoc’s Hospital
        if _capital(words, first - 1):
            first -= 1
        elif own and words.forms[first - 2] in SINGLE and _capital(words, first - 3):
            first -= 3
        else:
            break
    while first < i and words.forms[first] in stop:
        first += 1
    small = 0 if _capital(words, i) else SMALL  # Lisle Harbour council
    return (first, i + 1) if first < i - small else None
