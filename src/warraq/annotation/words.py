"""The words of a text: where each stands, and its folded form to compare by.

Names, verbs and quotation marks are all looked for over this one list, so every search is linear in the
number of words, and offsets never have to be carried back from a folded text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import cast

from warraq.fold import fold

# Harakat, tatweel (a letter to Python), ZWNJ and bidi marks belong to the word they stand in: folding drops
# them. Anything else that is neither letter, digit nor space is a word of its own; so is a line break.
WORD = re.compile(
    r"[\w\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+|[^\w\s]|\n"
)
MEMORY = 200_000  # folded forms remembered: the vocabulary of some 100 MB of news

ENDS = frozenset(".!?؟۔…\n")
"""Marks that end a sentence."""

QUOTES = frozenset('"“”„«»‟″')
"""Marks that open or close quotations and names."""

PREFIXES: dict[str, tuple[str, ...]] = {
    "ar": ("و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل", "فك"),
}
"""Particles written as one with the next word; `لل` is ل and the article."""
ARTICLE = ("ال", "لل", "وال", "بال", "فال", "كال")
"""How a folded word with the article of Arabic may begin, particles before it or not."""
_FIRST_LETTERS = {language: frozenset(p[0] for p in prefixes) for language, prefixes in PREFIXES.items()}


@dataclass(frozen=True)
class Words:
    """A text as words: `forms` folded, standing at `[starts[i], ends[i])` of `text`."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    def at(self, offset: int) -> int:
        """The first word that starts at this offset or after it."""
        return bisect_left(self.starts, offset)

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` to before word `last`, as printed."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def key(self, first: int, last: int) -> str:
        """The folded forms of these words, one space between."""
        return " ".join(self.forms[first:last])

    def glued(self, i: int) -> bool:
        """Whether word `i` stands right after the one before it, no space between."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def inside(self, i: int, prefix: int) -> int:
        """The offset in the text of the letter that follows `prefix` folded letters of word `i`.

        A ligature (ﻷ) that holds letters of both is the letter that follows.
        """
        offset = self.starts[i]
        while prefix and (letters := len(fold(self.text[offset]))) <= prefix:
            prefix -= letters
            offset += 1
        return offset


_folded: dict[str, str] = {}


def split(text: str) -> Words:
    """The words of a text, linear in its length."""
    surfaces = WORD.findall(text)
    forms = list(map(_folded.get, surfaces))
    if None in forms:
        unknown = sorted({s for s in surfaces if s not in _folded})
        if len(_folded) + len(unknown) > MEMORY:
            for old in list(islice(_folded, len(_folded))):
                del _folded[old]
            unknown = sorted(set(surfaces))
        # no word holds a space
        _folded.update(zip(unknown, fold(" ".join(unknown)).split(" "), strict=True))
        forms = [_folded[s] for s in surfaces]
    starts, ends, at = [], [], 0
    for surface in surfaces:  # only white space stands between them: quicker than to keep every match
        at = text.find(surface, at)
        starts.append(at)
        at += len(surface)
        ends.append(at)
    return Words(text, cast(list[str], forms), starts, ends)


def word_set(value: str | list[str]) -> frozenset[str]:
    """A word list of a pack, folded: a string of words parted by white space, or a list."""
    return frozenset(fold(w) for w in (value.split() if isinstance(value, str) else value))


@cache
def keyed(phrase: str) -> tuple[str, ...]:
    """A phrase of a pack as folded words."""
    return tuple(split(phrase).forms)


def after_and(form: str, language: str) -> tuple[tuple[int, str], ...]:
    """A folded word, and the same without the و or ف ("and") of Arabic: (letters left out, the rest)."""
    if language == "ar" and form[:1] in ("و", "ف") and len(form) > 2:
        return ((0, form), (1, form[1:]))
    return ((0, form),)


def with_and(words: Iterable[str], language: str) -> frozenset[str]:
    """Every form of which `after_and` gives one of these words."""
    known = frozenset(words)
    particles = ("و", "ف") if language == "ar" else ()
    return known | {particle + word for particle in particles for word in known if len(word) > 1}


@lru_cache(maxsize=50_000)  # the commonest words are most of the words
def bare(form: str, language: str) -> tuple[tuple[int, str], ...]:
    """What a folded word may be without its particles: (letters left out, the rest), itself first.

    `وللعراق` gives `وللعراق`, `للعراق`, `لعراق` and `العراق`: where ل has swallowed the article, the name
    begins after it.
    """
    if form[:1] not in _FIRST_LETTERS.get(language, ()):
        return ((0, form),)
    found = [(0, form)]
    for prefix in PREFIXES.get(language, ()):
        if form.startswith(prefix) and len(form) > len(prefix) + 1:
            rest = form[len(prefix) :]
            found.append((len(prefix), rest))
            if prefix.endswith("ل") and rest.startswith("ل"):
                found.append((len(prefix), "ا" + rest))
    return tuple(found)


def with_particles(words: Iterable[str], language: str) -> frozenset[str]:
    """Every form of which `bare` gives one of these words."""
    known = frozenset(words)
    forms = set(known)
    for prefix in PREFIXES.get(language, ()):
        forms |= {prefix + word for word in known if len(word) > 1}
        if prefix.endswith("ل"):
            forms |= {prefix + word[1:] for word in known if word.startswith("ال") and len(word) > 2}
    return frozenset(forms)
