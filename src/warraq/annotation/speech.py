"""What a pack knows of speech, and where it stands in a text: the cues that attribute words to someone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Any

from warraq import packs
from warraq.annotation.words import ENDS, Words, after_and, keyed, with_and, word_set
from warraq.errors import UsageError


@dataclass(frozen=True)
class Speech:
    """The words of attribution of a language, folded."""

    language: str
    subject_after: bool
    verbs: frozenset[str]
    weak: frozenset[str]
    relay: frozenset[str]
    relay_from: frozenset[str]
    relay_from_last: frozenset[str]
    participles: frozenset[str]
    plural_endings: tuple[str, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word → (words, kind), longest first
    conjunctions: frozenset[str]
    with_pronoun: frozenset[str]
    conjunctions_according: frozenset[str]
    no_conjunction_after: frozenset[str]
    negations: frozenset[str]
    without_conjunction: frozenset[str]
    clause_heads: frozenset[str]
    what_was_said: frozenset[str]
    skipped: frozenset[str]
    auxiliaries: frozenset[str]
    openers: frozenset[str]
    same: frozenset[str]
    pronouns: frozenset[str]
    possessive_endings: tuple[str, ...]
    abbreviations: frozenset[str]
    adjuncts: frozenset[str]
    objects: frozenset[str]
    named: frozenset[str]

    @cached_property
    def cue_words(self) -> frozenset[str]:
        """The words that are or begin a cue."""
        return self.verbs | self.weak | self.relay | self.participles | frozenset(self.phrases)

    @cached_property
    def cue_forms(self) -> frozenset[str]:
        """The same as they stand in a text, particles before them or not."""
        return with_and(self.cue_words, self.language) | {f"وا{word}" for word in self.phrases}


@dataclass(frozen=True)
class Cue:
    """A verb or phrase that may attribute words: words [first, last), `left_out` letters being و or ف.

    `kind` is `verb`, `weak`, `relay`, `participle`, `said_in`, `according` or `closing`.
    """

    first: int
    last: int
    left_out: int
    kind: str
    leading: bool  # at the head of a sentence or clause: with و, after a comma, or first


@cache
def load(language: str) -> Speech | None:
    """The speech of a language; None when its pack has none."""
    table = packs.read(language, "speech") if language in packs.codes() else {}
    if not table:
        return None
    try:
        return _speech(language, table)
    except KeyError as key:
        raise UsageError(
            f"packs/{language}/speech.toml: no {key}; packs/ar/speech.toml has every key"
        ) from None


def _speech(language: str, table: Mapping[str, Any]) -> Speech:
    verbs, speaker = table["verbs"], table["speaker"]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in ("said_in", "closing", "according"):
        for phrase in verbs[kind]:
            sequence = keyed(phrase)
            phrases.setdefault(sequence[0], []).append((sequence, kind))
    weak = word_set(verbs["weak"])
    according = word_set(verbs["conjunctions_according"])
    according_pronoun = word_set(verbs["conjunctions_according_with_pronoun"])
    return Speech(
        language=language,
        subject_after=table["subject"] == "after",
        verbs=word_set([*_conjugated(verbs), *verbs["forms"].split()]) - weak,
        weak=weak,
        relay=word_set(verbs["relay"]),
        relay_from=word_set(verbs["relay_from"]),
        relay_from_last=word_set(verbs["relay_from_last"]),
        participles=word_set(verbs["participles"]),
        plural_endings=tuple(verbs["plural_endings"]),
        phrases={w: tuple(sorted(p, key=lambda pair: -len(pair[0]))) for w, p in phrases.items()},
        conjunctions=word_set(verbs["conjunctions"]),
        with_pronoun=word_set(verbs["conjunctions_with_pronoun"]) | according_pronoun,
        conjunctions_according=according | according_pronoun,
        no_conjunction_after=word_set(verbs["no_conjunction_after"]),
        negations=word_set(verbs["negations"]),
        without_conjunction=word_set(verbs["without_conjunction"]),
        clause_heads=word_set(verbs["clause_heads"]),
        what_was_said=word_set(verbs["what_was_said"]),
        skipped=word_set(speaker["skipped"]),
        auxiliaries=word_set(speaker["auxiliaries"]),
        openers=word_set(speaker["openers"]),
        same=word_set(speaker["same"]),
        pronouns=word_set(speaker["pronouns"]),
        possessive_endings=tuple(speaker["possessive_endings"]),
        abbreviations=word_set(speaker["abbreviations"]),
        adjuncts=word_set(speaker["adjuncts"]),
        objects=word_set(speaker["objects"]),
        named=word_set(speaker["named"]),
    )


def _conjugated(verbs: dict[str, str]) -> Iterable[str]:
    for stem, ending in product(verbs["past"].split(), verbs["past_endings"]):
        yield stem + ending
    for prefix, stem, ending in product(
        verbs["present_prefixes"], verbs["present"].split(), verbs["present_endings"]
    ):
        yield prefix + stem + ending


def cues(words: Words, speech: Speech) -> list[Cue]:
    """Every cue of the text, in order; linear in the number of words."""
    found: list[Cue] = []
    kinds = _kinds(words, speech)
    free = 0
    for i, form in enumerate(words.forms):
        if i < free or form not in kinds:
            continue
        for left_out, rest in kinds[form]:
            cue = _cue(words, i, left_out, rest, speech)
            if cue:
                found.append(cue)
                free = cue.last
                break
    return found


def _kinds(words: Words, speech: Speech) -> dict[str, list[tuple[int, str]]]:
    """Of the words of this text, those that may be or begin a cue."""
    found = {}
    for form in speech.cue_forms.intersection(words.forms):
        starts = [b for b in after_and(form, speech.language) if b[1] in speech.cue_words]
        if starts:
            found[form] = starts
        elif form.startswith("وا") and form[2:] in speech.phrases:  # two particles: `ووفقا`
            found[form] = [(2, form[2:])]
    return found


def _cue(words: Words, i: int, left_out: int, form: str, speech: Speech) -> Cue | None:
    before = words.forms[i - 1] if i else "\n"
    leading = bool(left_out) or before in _BREAKS or before in speech.clause_heads
    phrases = (
        () if left_out and words.forms[i].startswith("ف") else speech.phrases.get(form, ())
    )  # فحسب: "only"
    for sequence, kind in phrases:
        last = i + len(sequence)
        rest = tuple(words.forms[i + 1 : last])
        if rest == sequence[1:]:
            return Cue(i, last, left_out, kind, leading)
        attached = (
            sequence[-1] == "ل" and rest[-1:] and rest[-1].startswith("ل")
        )  # وفقا لـ, one with the next word
        if attached and rest[:-1] == sequence[1:-1]:
            return Cue(i, last - 1, left_out, kind, leading)
    if form in speech.participles:
        return Cue(i, i + 1, left_out, "participle", leading)
    if form in speech.relay:
        return Cue(i, i + 1, left_out, "relay", leading)
    if form in speech.weak:
        return Cue(i, i + 1, left_out, "weak", leading)
    if form in speech.verbs:
        return Cue(i, i + 1, left_out, "verb", leading)
    return None


_BREAKS = frozenset(",؛:(") | ENDS
