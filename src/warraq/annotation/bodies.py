"""Organisations in letters with capitals: `University of Somewhere`, `Musée de la Mer`, `Somewhere Council`.

The word for the kind stands first, links and words with a capital after it, or last, after words with one.
"""

from dataclasses import dataclass
from functools import cache

from warraq import packs
from warraq.annotation.gazetteers import Entry, Found
from warraq.annotation.words import Words, word_set

BODY_WORDS = 8  # words of a name, its links among them
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
            surface = " ".join(words.slice(*span).split())
            found.append(Found(*span, 0, Entry("organisation", surface, None, surface)))
            free = span[1]
    return found


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
    while first > max(free, i - BODY_WORDS) and _capital(words, first - 1):
        first -= 1
    while first < i and words.forms[first] in stop:
        first += 1
    return (first, i + 1) if first < i else None
