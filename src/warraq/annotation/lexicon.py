"""What the packs know of names: titles, given names, and the words that are in no name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from warraq import packs
from warraq.annotation import speech
from warraq.annotation.words import QUOTES, with_and, with_particles, word_set
from warraq.errors import UsageError
from warraq.fold import fold


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
    monarchs: frozenset[str]
    with_god: frozenset[str]
    ordinals: frozenset[str]
    things: frozenset[str]
    relatives: frozenset[str]
    capital_nouns: bool
    two_surnames: bool
    renowned: Mapping[str, str]  # folded → as written: one name that is one person's all over the world
    nationality: frozenset[str]
    verbs: frozenset[str]
    common: frozenset[str]
    surnames: frozenset[str]
    says_that: frozenset[str]  # what opens reported words: `أن`, `that`

    @cached_property
    def honorific_forms(self) -> frozenset[str]:
        """Honorifics as they stand in a text, particles before them or not."""
        return with_particles(self.honorifics, self.language)

    @cached_property
    def announcers(self) -> frozenset[str]:
        """What opens the words of a speaker: `أن`, a colon, a quotation mark."""
        return self.says_that | QUOTES | {":"}

    @cached_property
    def office_forms(self) -> frozenset[str]:
        """Offices as they stand in a text."""
        return with_particles(self.offices, self.language)

    @cached_property
    def title_forms(self) -> frozenset[str]:
        """Every word a title may be: honorifics, offices, nationalities."""
        return self.honorific_forms | self.office_forms | self.nationality

    @cached_property
    def after_honorific(self) -> frozenset[str]:
        """Adjectives that may stand between an honorific and a name, of men and of women."""
        return self.nationality | self.adjectives | {f"{a}ه" for a in self.adjectives}

    @cached_property
    def no_first_name(self) -> frozenset[str]:
        """Words that no name begins with, though `بن` follow them."""
        return self.stop | self.verbs | self.offices | self.honorifics

    @cached_property
    def regal_forms(self) -> frozenset[str]:
        """Words of kings and popes as they stand in a text."""
        return with_particles(self.monarchs, self.language)

    @cached_property
    def opening_forms(self) -> frozenset[str]:
        """Given names and the like as they stand in a text."""
        return with_particles([*self.given, "ابو", "ابا"], self.language)

    @cached_property
    def renowned_forms(self) -> frozenset[str]:
        """Names of renowned people as they stand in a text."""
        return with_particles(self.renowned, self.language)

    @cached_property
    def verb_forms(self) -> frozenset[str]:
        """Verbs of speech as they stand in a text, "and" before them or not."""
        return with_and(self.verbs, self.language)


@cache
def load(language: str) -> Lexicon | None:
    """The names a pack knows; None when it knows none."""
    table = packs.read(language, "names") if language in packs.codes() else {}
    if not table:
        return None
    try:
        return _lexicon(language, table)
    except KeyError as key:
        raise UsageError(
            f"packs/{language}/names.toml: no {key}; packs/ar/names.toml has every key"
        ) from None


def _lexicon(language: str, table: Mapping[str, Any]) -> Lexicon:
    lists = {
        k: word_set(table["person"].get(k, "") if k in ARABIC else table["person"][k]) for k in PERSON_LISTS
    }
    many = {k: frozenset(v.split()) for k, v in packs.read(language, "lexicon").items()}
    if language == "ar":  # as Egypt writes it: دييجو
        lists["given"] |= {n.replace("غ", "ج") for n in lists["given"] if "غ" in n} - many["common"]
    lists["given"] |= many.get("given", frozenset()) - lists["stop"]
    lists["words_too"] |= many.get("words_too", frozenset())
    known = speech.load(language)
    return Lexicon(
        language=language,
        cased=packs.read(language, "pack").get("script") == "Latn",
        stop_as_printed=frozenset(table["person"]["stop_as_printed"].split()),
        nationality=_nationality(language, word_set(table["nationality"]["adjectives"])),
        verbs=(known.verbs | known.weak if known else frozenset()) | word_set(table["person"]["verbs"]),
        capital_nouns=table["person"]["capital_nouns"],
        two_surnames=table["person"]["two_surnames"],
        renowned={fold(name): name for name in table["person"].get("renowned", "").split()},
        common=many.get("common", frozenset()),
        surnames=many.get("surnames", frozenset()),
        says_that=known.conjunctions if known else frozenset(),
        **lists,
    )


def _nationality(language: str, adjectives: frozenset[str]) -> frozenset[str]:
    """Adjectives of countries, in Arabic those of a woman with them: `الفنلندية`."""
    women = {f"{a}ه" for a in adjectives if a.endswith("ي")} if language == "ar" else set()
    return adjectives | women


ARABIC = ("with_god",)
"""Lists that only a pack of a language with such names has."""
NOT_OF_PERSON = (
    *("language", "cased", "capital_nouns", "two_surnames", "renowned"),
    *("stop_as_printed", "nationality", "verbs", "common", "surnames", "says_that"),
)
PERSON_LISTS = tuple(name for name in Lexicon.__dataclass_fields__ if name not in NOT_OF_PERSON)
