"""Sports clubs, whose names are words and towns (`النصر`, `برشلونة`), where a document speaks of sport.

A name that is nothing else (`ريال مدريد`) is a club wherever it stands. One that is a word is one where the
text says so once (`نادي …`, `لاعب …`), and then in all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from warraq import packs
from warraq.annotation.gazetteers import Entry, Found
from warraq.annotation.words import Words, bare, keyed, with_particles, word_set

SPORT_WORDS = 3  # different words of sport in a document that speaks of it


@dataclass(frozen=True)
class Clubs:
    """The clubs of a pack, folded: first word → the names that begin with it, longest first."""

    language: str
    names: dict[str, list[tuple[str, ...]]]
    forms: frozenset[str]  # first words as they stand in a text
    words_too: frozenset[str]  # names that are words: a club only where the text says so
    heads: frozenset[str]  # words that say so, as they stand in a text
    rivals: frozenset[str]  # words that say so of a club the text has named before: `أمام …`
    sport: frozenset[str]
    federations: frozenset[str]  # of `words_too`, those that one of `adjectives` makes something else
    adjectives: frozenset[str]


@cache
def load(language: str) -> Clubs | None:
    """The clubs of a pack; None when it has none."""
    table = packs.read(language, "names").get("club", {})
    if not table:
        return None
    names: dict[str, list[tuple[str, ...]]] = {}
    words_too = word_set(table["words_too"])
    for name in (*map(keyed, table["names"]), *((word,) for word in sorted(words_too))):
        names.setdefault(name[0], []).append(name)
    for same in names.values():
        same.sort(key=len, reverse=True)
    return Clubs(
        language=language,
        names=names,
        forms=with_particles(names, language),
        words_too=words_too,
        heads=with_particles(word_set(table["heads"]), language),
        rivals=word_set(table["rivals"]),
        sport=word_set(table["sport"]),
        federations=word_set(table["federations"]),
        adjectives=word_set(table["adjectives"]),
    )


def find(words: Words, clubs: Clubs) -> list[Found]:
    """Every club, in order; linear in the number of words."""
    if len(clubs.sport.intersection(words.forms)) < SPORT_WORDS:
        return []
    present = clubs.forms.intersection(words.forms)
    found = [hit for i, form in enumerate(words.forms) if form in present for hit in _at(words, i, clubs)]
    sure = {
        f.entry.alias for f in found if f.entry.alias not in clubs.words_too or _said(words, f, clubs.heads)
    }
    met = sure | {f.entry.alias for f in found if sure and _said(words, f, clubs.rivals)}
    met |= {b.entry.alias for a, b in pairwise(found) if a.entry.alias in met and a.last == b.first}
    return [f for f in found if f.entry.alias in met]


def _at(words: Words, i: int, clubs: Clubs) -> Iterator[Found]:
    """The club named at word `i`, the longest."""
    for left_out, first in bare(words.forms[i], clubs.language):
        for name in clubs.names.get(first, ()):
            last = i + len(name)
            following = words.forms[last] if last < len(words) else "\n"
            other = first in clubs.federations and following in clubs.adjectives
            if tuple(words.forms[i + 1 : last]) == name[1:] and not other:
                surface = " ".join(words.text[words.inside(i, left_out) : words.ends[last - 1]].split())
                yield Found(i, last, left_out, Entry("organisation", surface, None, " ".join(name)))
                return


def _said(words: Words, club: Found, heads: frozenset[str]) -> bool:
    """Whether the word before the club is one of these."""
    return club.first > 0 and not club.left_out and words.forms[club.first - 1] in heads
