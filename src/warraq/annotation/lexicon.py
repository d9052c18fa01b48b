"""What the packs know of names: titles, given names, and the words that are in no name."""

from dataclasses import dataclass
from functools import cache

from warraq import packs
from warraq.annotation import speech
from warraq.annotation.words import word_set


@dataclass(frozen=True)
class Lexicon:
    """What a language knows of names; every set folded but `stop_as_printed`."""

    language: str
    cased: bool
    honorifics: frozenset[str]
    surname_after: frozenset[str]
    offices: frozenset[str]
    complements: frozenset[str]
    particles: frozenset[str]
    binders: frozenset[str]
    never_alone: frozenset[str]
    office_links: frozenset[str]
    given: frozenset[str]
    words_too: frozenset[str]
    stop: frozenset[str]
    stop_as_printed: frozenset[str]
    initials: frozenset[str]
    adjectives: frozenset[str]
    named_after: frozenset[str]
    nationality: frozenset[str]
    verbs: frozenset[str]


@cache
def load(language: str) -> Lexicon | None:
    """The names a pack knows; None when it knows none."""
    table = packs.read(language, "names") if language in packs.codes() else {}
    if not table:
        return None
    person = table["person"]
    lists = {k: word_set(person[k]) for k in Lexicon.__dataclass_fields__ if k in person}
    lists["stop_as_printed"] = frozenset(person["stop_as_printed"].split())
    nationality = word_set(table["nationality"]["adjectives"])
    known = speech.load(language)
    said = known.verbs | known.weak if known else frozenset()
    cased = packs.read(language, "pack").get("script") == "Latn"
    return Lexicon(language=language, cased=cased, nationality=nationality, verbs=said, **lists)
