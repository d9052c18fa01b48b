"""Persons in the words of a text by their full names.

Arabic has no capital letters, so a name must be earned: it starts with a given name, or stands after a title
and is made of words no list knows. Letters with capitals need less: two words with one, and beside them what
only a person has.
"""

from itertools import takewhile

from warraq.annotation import unlisted
from warraq.annotation.name_words import LETTERS, NAME_WORDS, NameWords, Person
from warraq.annotation.words import ARTICLE, ENDS, QUOTES, after_and, bare

APPOSED = 7  # words between an office and the comma before the name


class Reading(NameWords):
    """One text, read for persons."""

    def full_names(self) -> list[Person]:
        """Every full name of the text, in order, none over another."""
        found: list[Person] = []
        free = 0
        introduced = unlisted.introduced(self)
        starts = {*self.titles, *self.sons, *self.saying, *introduced}
        for i, form in enumerate(self.words.forms):
            if i < free or i in self.taken:
                continue
            row = self._row_before(i, found) if found and i - found[-1].last < 2 else 0
            known = i in starts or form in self.openers
            if not known and not row:
                continue
            person = self.person(i, introduced[i], 0) if i in introduced else None
            person = person or self._numbered(i) or self._given(i, in_row=row > 0) or unlisted.find(self, i)
            if not person and row:
                person = unlisted.member(self, i, row)
            if not person and self.lexicon.cased:
                person = self._speaking(i)
            if person:
                free = person.last
                if self.of_a_place(i) or self.before_a_thing(person):
                    self.taken.update(range(person.first, person.last))
                else:
                    found.append(person)
        if self.lexicon.common:
            found = sorted([*found, *unlisted.relatives(self, found)], key=lambda p: p.first)
        things = {p.name for p in found if self._is_thing(p)}
        return [p for p in found if p.name not in things or not self._in_marks(p)]

    def _row_before(self, i: int, found: list[Person]) -> int:
        """How many persons stand in a row before word `i`, up to two: `X، Y، …`, `X و…`."""
        if not self.lexicon.common:
            return 0
        row = 0
        for person in found[:-3:-1]:
            beside = person.last == i - 1 and self.form(i - 1) == ","
            if not beside and not (person.last == i and self.form(i).startswith("و")):
                break
            row, i = row + 1, person.first
        return row

    def before_a_thing(self, person: Person) -> bool:
        """`the James Somebody Telescope`: the name goes on with a word that is in no name of a person."""
        after, lexicon = person.last, self.lexicon
        if not lexicon.cased or lexicon.capital_nouns or not self.is_word(after):
            return False
        known = self.form(after) in lexicon.things or self.form(after) in lexicon.stop
        return known and self.surface(after)[0].isupper()

    def _in_marks(self, person: Person) -> bool:
        return self.form(person.first - 1) in QUOTES and self.form(person.last) in QUOTES

    def _is_thing(self, person: Person) -> bool:
        """`السفينة «…»`, `التلسكوب الفضائي «…»`: what bears the name is no person."""
        before = (self.form(person.first - 2), self.form(person.first - 3))
        return self._in_marks(person) and any(
            rest in self.lexicon.things for form in before for _, rest in bare(form, self.lexicon.language)
        )

    def of_a_place(self, i: int) -> bool:
        """Whether it is something named after the person: `جامعة الملك فهد`."""
        before = self.form(self.titles.get(i, i) - 1)
        return any(rest in self.lexicon.named_after for _, rest in bare(before, self.lexicon.language))

    def _given(self, i: int, *, in_row: bool) -> Person | None:
        """A name that opens with a given name: with more after it, or right after a title.

        A word that may be another (`ياسر`) is a name `in_row`, where a person stands right before it.
        """
        lexicon, titled = self.lexicon, i in self.titles
        in_row = in_row and self.form(i).removeprefix("و") not in lexicon.offices
        for left_out, form in bare(self.words.forms[i], lexicon.language)[: 1 if titled else None]:
            if (
                not self.opens(i, form)
                or (left_out and form in lexicon.words_too and not in_row)
                or (form in lexicon.words_too and self.form(i - 1) == "قد")  # قد بدر
                or self.surface(i) in lexicon.stop_as_printed
                or (not titled and (self._is_adjective(i, form) or self._is_verb(i, form)))
            ):
                continue
            last, known = self.rest(i, form)
            spoken = self._speaks(i, last)
            if last > i + 1 and (titled or in_row or form not in lexicon.words_too or known or spoken):
                return self.person(i, last, left_out)
            named = titled and self.form(self.titles[i]) not in lexicon.nationality
            named = named and self.form(i - 1) not in QUOTES  # المستكشف «راشد»
            if named and form not in lexicon.words_too and self.ends(last):
                return self.person(i, last, left_out)
        return None

    def _speaks(self, first: int, last: int) -> bool:
        """A verb of speech beside the words, a comma and an office after them, or only a comma: they open
        a sentence.
        """
        lexicon, before = self.lexicon, self.form(first - 1)
        if self.form(last) == ",":
            return (
                before in ENDS or before in lexicon.verb_forms or self.form(last + 1) in lexicon.office_forms
            )
        said = self.form(first - 1) in lexicon.verb_forms and self.ends(last)
        return said or self.form(last) in lexicon.verb_forms

    def _is_adjective(self, i: int, form: str) -> bool:
        """`الخط العربي`: a given name with the article goes with the noun before it."""
        before = self.form(i - 1)
        noun = before.startswith(ARTICLE) and len(before) > LETTERS and before not in self.lexicon.stop
        return form.startswith("ال") and noun

    def _is_verb(self, i: int, form: str) -> bool:
        """`طالب`, a given name after it: the verb, and its subject."""
        verb = self.form(i) in self.lexicon.verb_forms and form in self.lexicon.words_too
        return verb and self.form(i + 1) in self.lexicon.given

    def _numbered(self, i: int) -> Person | None:
        """`رمسيس التاسع`: a name and its number, where the text speaks of kings or popes."""
        lexicon = self.lexicon
        if not self.regal or self.form(i + 1) not in lexicon.ordinals or i in self.places:
            return None
        for left_out, form in after_and(self.form(i), lexicon.language):
            if form in lexicon.given or (form not in lexicon.common and self.unknown(i)):
                return self.person(i, i + 2, left_out)
        return None

    def _speaking(self, i: int) -> Person | None:
        """Two words or more with a capital, and beside them what only a person has: `said Maud Somebody`."""
        if self.lexicon.capital_nouns or not self.unknown(i):
            return None
        last = i + 1
        while last < i + NAME_WORDS and (self.unknown(last) or self.joined(last)):
            last += 1 if self.unknown(last) else self.joined(last)
        return self.person(i, last, 0) if last - i >= 2 and self._is_someone(i, last) else None

    def _is_someone(self, first: int, last: int) -> bool:
        """A verb of speech beside the words, or a comma and an office, an age, a relative pronoun."""
        lexicon = self.lexicon
        if self.form(last) in lexicon.verbs or self.form(first - 1) in lexicon.verbs:
            return True
        if self.form(last) != ",":
            return False
        after = self.form(last + 1)
        if after in lexicon.relatives or (after.isdigit() and len(after) == 2):
            return True
        offices = lexicon.offices
        before = takewhile(lambda form: form not in ENDS, (self.form(first - n) for n in range(2, APPOSED)))
        apposed = self.form(first - 1) == "," and not offices.isdisjoint(before)
        return apposed or not offices.isdisjoint((after, self.form(last + 2)))
