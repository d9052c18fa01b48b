"""Organisations by the shape of their names: a word for the kind, and what completes it.

`جامعة الأرخبيل المفتوحة`, `جمعية هواة الفلك`, `مستشفى الملك … التخصصي`, `الهيئة العامة ل…`. An Arabic name
of this shape is a noun without the article, at most two more, one with it (or a place, or a person with a
title), and then adjectives and a field (`للعلوم`, `لألعاب القوى`). What completes it may make it common, too
(`مجلس الإدارة`): those words are listed.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from warraq import packs
from warraq.annotation.gazetteers import Entry, Found
from warraq.annotation.lexicon import Lexicon
from warraq.annotation.words import Words, bare, with_particles, word_set

NOUNS = 2  # nouns without the article between the kind and the word with it
ADJECTIVES = 3  # words with the article after the first
NAME_WORDS = 8  # words of a person a hospital is named after


@dataclass(frozen=True)
class Shapes:
    """The words of a pack that organisations are made of, folded."""

    heads: frozenset[str]
    forms: frozenset[str]  # heads as they stand in a text, with the article and particles or not
    generic: frozenset[str]  # words with the article that make no name (`مجلس الإدارة`)
    breaks: frozenset[str]  # words with the article that begin something else
    joining: frozenset[str]  # heads with two fields: `هيئة الغذاء والدواء`
    more: frozenset[str]  # adjectives of names that do not end in ي or ية
    fields: frozenset[str]  # `للعلوم`
    purposes: frozenset[str]  # `لحماية …`
    boards: frozenset[str]  # nouns after a kind that make it a part of a body: `مجلس إدارة …`
    proper: frozenset[str]  # heads that nothing makes common: `نادي الشباب`
    not_after: frozenset[str]  # `على هيئة …`
    solemn: frozenset[str]  # heads that an adjective alone completes: `المتحف المصري`
    of_state: frozenset[str]  # heads that the adjective of a country alone completes: `البنك المصري`
    named: frozenset[str]  # heads that any name completes: `شركة …`


@cache
def load(language: str) -> Shapes | None:
    """The shapes of a pack; None when it has none."""
    table: Mapping[str, Any] = packs.read(language, "names").get("shapes", {})
    if not table:
        return None
    lists = {name: word_set(words) for name, words in table.items()}
    heads = lists["heads"]
    forms = with_particles([*heads, *("ال" + head for head in heads)], language)
    return Shapes(**lists, forms=forms)


def find(
    words: Words, shapes: Shapes, lexicon: Lexicon, places: Mapping[int, int], known: Container[int]
) -> list[Found]:
    """Every organisation of that shape, in order.

    `places` are the known ones, first word → after the last; `known` the first words of known organisations,
    which need no word for their kind.
    """
    found: list[Found] = []
    free = 0
    for i, form in enumerate(words.forms):
        if i < free or form not in shapes.forms or i + 1 in known:
            continue
        if i and words.forms[i - 1] in shapes.not_after:
            continue
        name = Name(words, shapes, lexicon, places)
        for left_out, head in bare(form, lexicon.language):
            last = name.ends(i, head)
            if last:
                surface = " ".join(words.text[words.inside(i, left_out) : words.ends[last - 1]].split())
                found.append(Found(i, last, left_out, Entry("organisation", surface, None, surface)))
                free = last
                break
    return found


@dataclass(frozen=True)
class Name:
    """One text in which names of organisations are followed from their first word."""

    words: Words
    shapes: Shapes
    lexicon: Lexicon
    places: Mapping[int, int]

    def form(self, i: int) -> str:
        return self.words.forms[i] if i < len(self.words) else "\n"

    def ends(self, i: int, head: str) -> int:
        """After the last word of the organisation whose kind stands at word `i`; 0 when there is none."""
        if head in self.shapes.heads:
            last = self._completed(i + 1, head)
            return self._field(last) if last else 0
        if head.startswith("ال") and head[2:] in self.shapes.heads:
            return self._definite(i, head[2:])
        return 0

    def _completed(self, i: int, head: str) -> int:
        """After what completes a kind without the article."""
        if self.form(i) in self.shapes.boards:  # مجلس إدارة …
            return 0
        if i in self.places and self.form(i) not in self.shapes.generic:  # قناة السويس
            return self._adjectives(self.places[i])
        person = self._person(i)
        if person > i:
            return self._adjectives(person)
        j = i
        while j < i + NOUNS and self._noun(j):
            j += 1
            if j in self.places:
                return self._adjectives(self.places[j])
        form = self.form(j)
        if j > i and form in self.shapes.fields:  # وكالة … للأنباء
            return j
        if not form.startswith("ال") or len(form) < 5 or self._breaks(form):
            return i + 1 if head in self.shapes.named and self._strange(i) else 0
        common = form in self.shapes.generic or form[2:] in self.shapes.heads
        if j == i and common and head not in self.shapes.proper:
            return 0
        joined = self._joined(j) if head in self.shapes.joining else j + 1
        return self._adjectives(joined)

    def _joined(self, j: int) -> int:
        """After the field at word `j`, and a second one: `الغذاء والدواء`."""
        second, common = self.form(j + 1), self.lexicon.common
        fields = second.startswith("وال") and second[3:] in common and self.form(j)[2:] in common
        known = second[3:] in self.shapes.heads or second[1:] in self.shapes.generic
        return j + 1 + (fields and not known and not self._breaks(second[1:]))

    def _strange(self, i: int) -> bool:
        """Whether a word is in no list: the name of a company."""
        form, lexicon = self.form(i), self.lexicon
        if not form[:1].isalpha() or len(form) < 4 or form in lexicon.stop or form in lexicon.nationality:
            return False
        if form.startswith(("ال", "لل", "وال", "بال")) or self.words.text[self.words.ends[i] - 1] in "ةاه":
            return False
        return not any(rest in lexicon.common or rest in lexicon.stop for _, rest in bare(form, "ar"))

    def _noun(self, j: int) -> bool:
        """Whether a noun without the article may stand here: no verb, no particle before it."""
        form, lexicon = self.form(j), self.lexicon
        if not form.isalpha() or form in lexicon.stop or form in lexicon.verbs or form in lexicon.offices:
            return False
        if form.startswith(("ال", "لل", "وال", "بال", "كال")) or len(form) < 3:
            return False
        if form[0] in "وفبل" and any(
            rest in lexicon.common or rest in lexicon.given or rest.startswith("ال")
            for _, rest in bare(form, lexicon.language)[1:]
        ):
            return False
        return not form.startswith(("ي", "ت")) or form in self.shapes.purposes or form in lexicon.complements

    def _breaks(self, form: str) -> bool:
        known = form in self.shapes.breaks or form in self.lexicon.offices or form in self.lexicon.honorifics
        return known or (form in self.lexicon.given and form not in self.lexicon.words_too)

    def _adjectives(self, j: int) -> int:
        """After the adjectives that stand here."""
        last = j
        while last < j + ADJECTIVES and self._adjective(self.form(last)):
            last += 1
        return last

    def _adjective(self, form: str) -> bool:
        if not form.startswith("ال") or len(form) < 5 or self._breaks(form):
            return False
        return form.endswith(("ي", "يه")) or form in self.shapes.more

    def _field(self, j: int) -> int:
        """After the field the organisation works in, where it stands: `للعلوم والتقنية`, `لألعاب القوى`."""
        form = self.form(j)
        if form in self.shapes.fields:
            last = self._adjectives(j + 1)
        elif form[:1] == "ل" and form[1:] in self.shapes.purposes and self.form(j + 1).startswith("ال"):
            last = self._adjectives(j + 2)
        else:
            return j
        return self._more_fields(last)

    def _more_fields(self, last: int) -> int:
        """After more fields that و joins to one: `للعلوم والتقنية`."""
        while self.form(last).startswith("وال") and not self._breaks(self.form(last)[1:]):
            last = self._adjectives(last + 1)
        return last

    def _definite(self, i: int, head: str) -> int:
        """`الهيئة العامة ل…`, `المتحف المصري`: a kind with the article, adjectives, and what it is for."""
        last = self._adjectives(i + 1)
        if last == i + 1:
            return 0
        field = self._field(last)
        if field > last:
            return field
        if last in self.places and self.form(last).startswith("ل"):
            return self.places[last]
        adjectives = [self.form(k) for k in range(i + 1, last)]
        national = any(a in self.lexicon.nationality for a in adjectives)
        if national and self._rare_field(last):
            return self._field_of_any(last)
        solemn = head in self.shapes.solemn and any(a.endswith(("ي", "يه")) for a in adjectives)
        return last if solemn or (national and head in self.shapes.of_state) else 0

    def _rare_field(self, j: int) -> bool:
        """`الاتحاد الفنلندي للبلياردو`: a noun after ل and the article that is in no list."""
        form = self.form(j)
        return form.startswith("لل") and len(form) > 4 and not self._breaks(f"ال{form[2:]}")

    def _field_of_any(self, j: int) -> int:
        """After the field at word `j`, whatever it is, and others: `للإنارة والكهرباء`."""
        return self._more_fields(self._adjectives(j + 1))

    def _person(self, i: int) -> int:
        """After the person it is named after: a title and names, or two names."""
        lexicon, j = self.lexicon, i
        titled = False
        while self.form(j) in lexicon.honorifics and j < i + 3:
            j, titled = j + 1, True
        first = j
        while j < first + NAME_WORDS:
            form = self.form(j)
            abd = form == "عبد" and self.form(j + 1).startswith("ال")
            if abd or (form in lexicon.particles and self.form(j + 1).isalpha() and j > first):
                j += 2
            elif form in lexicon.given and (titled or j > first or form not in lexicon.words_too):
                j += 1
            else:
                break
        if j > first and self.form(j) in lexicon.ordinals:
            j += 1
        return j if j > first and (titled or j - first >= 2) else i
