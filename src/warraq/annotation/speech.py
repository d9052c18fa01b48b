"""What a pack knows of speech, and where it stands in a text: the cues that attribute words to someone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Any

from warraq import packs
from warraq.annotation.words import ENDS, Words, after_and, keyed, with_and, word_set
from warraq.errors import UsageError
from warraq.fold import fold


@dataclass(frozen=True)
class Speech:
    """The words of attribution of a language, folded; what each is for stands in packs/ar/speech.toml."""

    language: str
    cased: bool  # written with capital letters
    subject: str  # where the speaker stands: `after` the verb, `before` it, or `either`
    content: str  # where the words stand that a verb reports with no marks: `after` or `before` it
    verbs: frozenset[str]
    weak: frozenset[str]
    relay: frozenset[str]
    relay_from: frozenset[str]
    relay_from_last: frozenset[str]
    participles: frozenset[str]
    plural_endings: tuple[str, ...]
    feminine_endings: tuple[str, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word → (words, kind), longest first
    conjunctions: frozenset[str]
    conjunctions_according: frozenset[str]
    no_conjunction_after: frozenset[str]
    until: frozenset[str]
    takes_until: tuple[str, ...]
    negations: frozenset[str]
    tags: frozenset[str]
    without_conjunction: frozenset[str]
    before_clause: frozenset[str]
    with_object: frozenset[str]
    clause_openers: frozenset[str]
    moments: frozenset[str]
    before_nouns: frozenset[str]
    clause_heads: frozenset[str]
    clause_endings: tuple[str, ...]
    what_was_said: frozenset[str]
    subjunctive: frozenset[str]
    raya: bool
    capital_nouns: bool  # capitals do not make a name: a noun has them too
    skipped: frozenset[str]
    auxiliaries: frozenset[str]
    openers: frozenset[str]
    same: frozenset[str]
    pronouns: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    honoured: frozenset[str]
    prayed_to: frozenset[str]
    impersonal: frozenset[str]
    clause_ends: frozenset[str]
    particles: frozenset[str]
    subject_marks: frozenset[str]
    offices: frozenset[str]
    office_endings: tuple[str, ...]
    possessive_endings: tuple[str, ...]
    abbreviations: frozenset[str]
    adjuncts: frozenset[str]
    objects: frozenset[str]
    copulas: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    sayings: frozenset[str]
    texts: frozenset[str]
    gatherings: frozenset[str]
    conveners: frozenset[str]
    named: frozenset[str]

    @property
    def verb_first(self) -> bool:
        """Whether the speaker follows the verb, as in Arabic."""
        return self.subject == "after"

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
    if language not in packs.codes():
        return None
    table = packs.read(language, "speech")
    return _speech(language, table) if table else None


_CONJUGATION = ("past", "past_endings", "present", "present_prefixes", "present_endings", "forms")
_PHRASES = ("said_in", "closing", "according", "compound")
_ENDINGS = (
    "plural_endings",
    "feminine_endings",
    "clause_endings",
    "takes_until",
    "office_endings",
    "possessive_endings",
)
_FLAGS = ("raya", "capital_nouns")
_OWN = ("language", "cased", "subject", "content", "verbs", "weak", "phrases", "participles", *_FLAGS)
"""Fields that are read in a way of their own; every other is a word list of the same name."""


def _speech(language: str, table: Mapping[str, Any]) -> Speech:
    given = {**table.get("verbs", {}), **table.get("speaker", {})}
    lists = [n for n in Speech.__dataclass_fields__ if n not in (*_OWN, *_ENDINGS)]
    known = {*lists, *_ENDINGS, *_CONJUGATION, *_PHRASES, "weak", "participles", "participle_endings"}
    for name in (*given, *(k for k in table if k not in ("subject", "content", "verbs", "speaker", *_FLAGS))):
        if name not in known:
            raise UsageError(
                f"packs/{language}/speech.toml: {name} means nothing; packs/ar/speech.toml has all"
            )
    weak = word_set(given.get("weak", ""))
    endings = given.get("participle_endings", [""])
    return Speech(
        language=language,
        cased=packs.read(language, "pack").get("script") == "Latn",
        subject=table.get("subject", "either"),
        content=table.get("content", "after"),
        raya=table.get("raya", False),
        capital_nouns=table.get("capital_nouns", False),
        verbs=word_set([*_conjugated(given), *given.get("forms", "").split()]) - weak,
        weak=weak,
        participles=word_set([p + e for p, e in product(given.get("participles", "").split(), endings)]),
        phrases=_phrases(given),
        **_lists(given, lists),
    )


def _lists(given: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Word lists, folded, and lists of endings."""
    words = {name: word_set(given.get(name, "")) for name in names}
    return words | {name: tuple(fold(e) for e in given.get(name, ())) for name in _ENDINGS}


def _phrases(given: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → the phrases that begin with it and their kinds, longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in _PHRASES:
        kind = "verb" if name == "compound" else name
        for sequence in map(keyed, given.get(name, ())):
            phrases.setdefault(sequence[0], []).append((sequence, kind))
    return {word: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for word, found in phrases.items()}


def _conjugated(given: Mapping[str, Any]) -> Iterable[str]:
    past, present = (given.get(name, "").split() for name in ("past", "present"))
    for stem, ending in product(past, given.get("past_endings", [""])):
        yield stem + ending
    prefixes, endings = given.get("present_prefixes", [""]), given.get("present_endings", [""])
    for prefix, stem, ending in product(prefixes, present, endings):
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
    for kind, forms in (
        ("participle", speech.participles),
        ("relay", speech.relay),
        ("weak", speech.weak),
        ("verb", speech.verbs),
    ):
        if form in forms:
            return Cue(i, i + 1, left_out, kind, leading)
    return None


_BREAKS = frozenset(",؛:(") | ENDS
