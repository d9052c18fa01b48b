"""Persons in the words of a text by their full names.

Arabic has no capital letters, so a name must be earned: it starts with a given name, or stands after a title
and is made of words no list knows. Letters with capitals need less: two words with one, and beside them what
only a person has.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile

from warraq.annotation.lexicon import Lexicon
from warraq.annotation.titles import titles
from warraq.annotation.words import ARTICLE, ENDS, QUOTES, Words, after_and, bare

NAME_WORDS = 14  # words of a name with its ابن and آل
UNKNOWN_WORDS = 2  # words of a name that are in no list, after the first
CLOSED = frozenset(",:()\n.")  # marks that end a name for sure
APPOSED = 7  # words between an office and the comma before the name
LETTERS = 3  # a lone surname has more


@dataclass(frozen=True)
class Person:
    """A person named at words [first, last), `left_out` letters of the first being particles."""

    first: int
    last: int
    left_out: int
    name: str


class Reading:
    """One text, read for persons: its words, what it counts, and where its titles end."""

    def __init__(self, words: Words, lexicon: Lexicon, taken: set[int], places: set[int]) -> None:
        """`taken` words are in no name of a person; `places` may be, after a given name."""
        self.words, self.lexicon = words, lexicon
        self.taken, self.places = taken, places
        self.titles = titles(words, lexicon)
        self.said = {after for form, after in pairwise(words.forms) if form in lexicon.verb_forms}
        self.counts = Counter(words.forms)
        self.regal = bool(lexicon.regal_forms.intersection(self.counts))
        self.openers = set(self.counts) if lexicon.cased else self._openers()

    # What a word can be ---------------------------------------------------------------------------

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words.forms) else "\n"

    def surface(self, i: int) -> str:
        return self.words.text[self.words.starts[i] : self.words.ends[i]]

    def letters(self, i: int) -> str:
        """The word as printed, its harakat left out."""
        return "".join(c for c in self.surface(i) if c.isalpha())

    def is_word(self, i: int) -> bool:
        return self.form(i)[:1].isalpha()

    def stops(self, i: int) -> bool:
        """Whether word `i` cannot be a part of a name."""
        form, lexicon = self.form(i), self.lexicon
        if not self.is_word(i) or i in self.taken or self.letters(i) in lexicon.stop_as_printed:
            return True
        if lexicon.cased and not self.surface(i)[0].isupper():
            return form not in lexicon.particles
        if form in lexicon.given:
            return False
        if form in lexicon.stop or form in lexicon.verbs or any(c.isdigit() for c in form):
            return True
        return form in lexicon.common

    def common(self, form: str) -> bool:
        """Whether a word, its particles or its article left out, is one that is seldom beside a name."""
        common = self.lexicon.common
        if form in common or (form.startswith("ال") and form[2:] in common):
            return True
        if form.endswith("ا") and form[:-1] in common and len(form) > LETTERS:  # هدفا
            return True
        return form[0] in "وفبكل" and any(
            rest in common or (rest.startswith("ال") and rest[2:] in common)
            for _, rest in bare(form, self.lexicon.language)
        )

    def _openers(self) -> set[str]:
        """The words of the text a name may open with."""
        if self.regal:
            return set(self.counts)
        language = self.lexicon.language
        slaves = [f for f in self.counts if "عبد" in f]
        found = {f for f in slaves if any(rest.startswith("عبد") for _, rest in bare(f, language))}
        return found | self.lexicon.opening_forms.intersection(self.counts)

    def opens(self, i: int, form: str) -> bool:
        """Whether a given name may open a name here; `form` is the word without its particles."""
        if form in self.lexicon.given:
            return not self.lexicon.cased or self.surface(i)[0].isupper()
        if self.lexicon.language != "ar":
            return False
        compound = form.startswith("عبدال") and len(form) > 6
        if form == "عبد":
            return self.form(i + 1).startswith("ال")
        return compound or (form in ("ابو", "ابا") and self.is_word(i + 1) and not self.stops(i + 1))

    def unknown(self, i: int) -> bool:
        """Whether a word in no list may be a part of a name, by its shape."""
        if self.stops(i) or i in self.places or self.form(i) in self.lexicon.offices:
            return False
        if self.lexicon.cased:
            return self.surface(i)[0].isupper() and self.form(i) not in self.lexicon.honorifics
        form, surface = self.form(i), self.surface(i)
        lexicon = self.lexicon
        if (
            self.common(form)
            or form in lexicon.nationality
            or form in lexicon.honorifics
            or form in lexicon.particles
            or len(form) < 2
        ):
            return False
        if form[0] == "و" and len(form) > 5:  # "and"
            return False
        if form[0] in "يت" and form.endswith(("ني", "نا", "كم", "ك", "ون")):  # a verb and its object
            return False
        if surface.endswith("ة"):  # a noun, unless it is in no list and the name ends with it
            return bool(lexicon.common) and not form.endswith("يه") and self.ends(i + 1)
        if surface.endswith(("ا\u064b", "\u064bا", "ه", "ها", "هم")) or form.startswith(
            ("لل", "بال", "وال", "فال", "كال", "است")
        ):
            return False
        return not (form[0] in "وفبكل" and self._known_word(form[1:]))

    def _known_word(self, rest: str) -> bool:
        lexicon = self.lexicon
        return (
            rest in lexicon.stop
            or rest in lexicon.given
            or rest in lexicon.verbs
            or self.counts.get(rest, 0) > 0
        )

    def ends(self, i: int) -> bool:
        """Whether a name may well end before word `i`: a mark, a word that is in no name, one with ب or ل."""
        form, lexicon = self.form(i), self.lexicon
        if self.stops(i) or form in lexicon.offices or form.startswith(ARTICLE[1:]) or self.common(form):
            return True
        rest = form[1:]
        known = (
            rest in lexicon.stop or rest in lexicon.offices or rest in lexicon.given or rest in lexicon.verbs
        )
        return form[0] in "وفبكل" and known

    def again(self, i: int) -> bool:
        """Whether the word comes back in the text."""
        return self.counts[self.form(i)] > 1

    # Names ----------------------------------------------------------------------------------------

    def full_names(self) -> list[Person]:
        """Every full name of the text, in order, none over another."""
        found: list[Person] = []
        free = 0
        for i in range(len(self.words)):
            if (
                i < free
                or i in self.taken
                or (i not in self.titles and self.words.forms[i] not in self.openers)
            ):
                continue
            person = self._numbered(i) or self._given(i) or (self._titled(i) if i in self.titles else None)
            if not person and self.lexicon.cased:
                person = self._speaking(i)
            if person:
                free = person.last
                if self.of_a_place(i) or self.before_a_thing(person):
                    self.taken.update(range(person.first, person.last))
                else:
                    found.append(person)
        things = {p.name for p in found if self._is_thing(p)}
        return [p for p in found if p.name not in things or not self._in_marks(p)]

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

    def _given(self, i: int) -> Person | None:
        """A name that opens with a given name: with more after it, or right after a title."""
        lexicon, titled = self.lexicon, i in self.titles
        for left_out, form in bare(self.words.forms[i], lexicon.language)[: 1 if titled else None]:
            if (
                not self.opens(i, form)
                or (left_out and form in lexicon.words_too)
                or self.surface(i) in lexicon.stop_as_printed
                or (not titled and (self._is_adjective(i, form) or self._is_verb(i, form)))
            ):
                continue
            last, known = self._rest(i, form)
            spoken = self._speaks(i, last)
            if last > i + 1 and (titled or form not in lexicon.words_too or known or spoken):
                return self._person(i, last, left_out)
            named = titled and self.form(self.titles[i]) not in lexicon.nationality
            if named and form not in lexicon.words_too and self.ends(last):
                return self._person(i, last, left_out)
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

    def _rest(self, i: int, form: str) -> tuple[int, bool]:
        """Where the name that opens at word `i` ends; whether a word after the first is known as a name."""
        lexicon = self.lexicon
        unknown, known = 0, False
        alone = i + (form in lexicon.particles)  # عبد الرحمن, أبو بكر: two words are one
        j = alone + 1
        while j < len(self.words) and j - i < NAME_WORDS:
            form = self.form(j)
            step = self._joined(j)
            if step:
                j += step
                known = True
            elif self._initial(j):
                j += 3
            elif form in lexicon.given and not self.stops(j) and self._given_again(j, j - alone):
                j += 1
                known = True
            elif not lexicon.cased and form.startswith("ال"):
                if self._surname(j, j - alone, not unknown):
                    closed = self.form(j + 1) in CLOSED
                    return j + 1 + self._second_surname(j + 1), known or form.endswith("ي") or closed
                break
            elif (unknown < UNKNOWN_WORDS and self.unknown(j) and self._believable(j, j - alone)) or (
                j - alone == 1 and i in self.titles and self._between(j)
            ):
                unknown += 1
                j += 1
            else:
                break
        while (
            j > i + 1 and self.form(j - 1) in lexicon.particles and self.form(j - 2) not in lexicon.particles
        ):
            j -= 1
        return j, known

    def _given_again(self, j: int, before: int) -> bool:
        """Whether a given name goes on with a name; late in it, one that is a word too must end it."""
        form, lexicon = self.form(j), self.lexicon
        if form in lexicon.offices:
            return False
        following = self.form(j + 1)
        more = following in lexicon.given or following in lexicon.particles or following.startswith("ال")
        return before == 1 or form not in lexicon.words_too or more or self.ends(j + 1)

    def _joined(self, j: int) -> int:
        """The words a particle binds to the name, itself counted: `بن سلمان`, `آل سعود`, `-Sudani`."""
        if self.form(j) == "-" and self.words.glued(j) and self.words.glued(j + 1):
            return 2 if not self.stops(j + 1) else 0
        if self.form(j) == "عبد" and self.form(j + 1).startswith("ال"):
            return 2
        if self.form(j) not in self.lexicon.particles or not self.is_word(j) or j in self.taken:
            return 0
        if self.form(j + 1) == "-" and self.form(j) in self.lexicon.particles:
            return 3 if not self.stops(j + 2) else 0
        if self.form(j) in ("بن", "ابن", "بنت") and self.form(j + 1) in ("عبد", "ابي", "ابو"):
            return 3
        return (
            2
            if self.is_word(j + 1) and (self.form(j + 1) in self.lexicon.given or not self.stops(j + 1))
            else 0
        )

    def _initial(self, j: int) -> bool:
        return self.form(j) in self.lexicon.initials and self.form(j + 1) == "." and not self.stops(j + 2)

    def _surname(self, j: int, before: int, sure: bool) -> bool:
        """Whether a word with the article closes the name; a nationality only where nothing follows it.

        `sure` when all words of the name before it are known as names.
        """
        form = self.form(j)
        if form in self.lexicon.honorifics and j not in self.taken:
            whole = self.ends(j + 1) and self.form(j + 1) not in self.lexicon.given
            return whole and form in self.lexicon.surnames
        if self.stops(j) or form in self.lexicon.offices or len(form) < 5:
            return False
        if form in self.lexicon.nationality and not before:
            return False
        if form in self.lexicon.nationality or form in self.lexicon.adjectives:
            return form not in self.lexicon.adjectives and (before > 1 or self.again(j)) and self.ends(j + 1)
        if form[2:] in self.lexicon.common:
            return form in self.lexicon.surnames and sure and self.ends(j + 1)
        common = self.counts.get(form[2:], 0) > 0 and before > 0  # the same word without the article
        return form.endswith("ي") or (sure and not common and not self.surface(j).endswith(("ية", "ات")))

    def _between(self, j: int) -> bool:
        """`اللواء خالد … الحربي`: any word between a given name after a title and a surname."""
        after = self.form(j + 1)
        surname = after.startswith("ال") and after.endswith("ي") and self._surname(j + 1, 2, True)
        return surname and self.form(j) in self.lexicon.common and self.ends(j + 2)

    def _second_surname(self, j: int) -> bool:
        """`الزهراء الدكالي`: one more in ي that is no adjective, where the name ends."""
        form, lexicon = self.form(j), self.lexicon
        if not form.startswith("ال") or len(form) < 5 or self.stops(j) or not self.ends(j + 1):
            return False
        known = form in lexicon.nationality or form in lexicon.adjectives or form in lexicon.offices
        plural = self.surface(j).endswith(("ة", "ات", "ين", "ون"))
        return not known and not plural and not self.common(form)

    def _believable(self, j: int, before: int) -> bool:
        """Whether an unknown word goes with the name before it: the name ends there, or it comes back."""
        if self.lexicon.cased:
            return True
        following = self.form(j + 1)
        closed = self.ends(j + 1)
        if before == 1:
            surname = following.startswith("ال") and self._surname(j + 1, 2, False)
            pair = self.form(j + 2) in CLOSED and self.unknown(j + 1)
            return closed or self.again(j) or surname or pair or following in self.lexicon.given
        named = self.again(j) or self.form(j).endswith("ي") or following in self.lexicon.offices
        return closed and (named or bool(self.lexicon.common))

    def _titled(self, i: int) -> Person | None:
        """A name of unknown words right after a title, when the text speaks of it again."""
        lexicon = self.lexicon
        last = i
        while last < i + 3 and self.unknown(last) and not self.form(last).startswith("ال"):
            last += 1
            if (lexicon.cased or self.form(last) == "-") and self._joined(last):
                last += self._joined(last)
        head = self.form(self.titles[i])
        if lexicon.cased:
            return self._person(i, last, 0) if last > i and i - 1 == self.titles[i] else None
        if last == i + 1 and i - 1 == self.titles[i] and i not in self.places and self._reigns(head):
            return self._person(i, last + (self.form(last) in lexicon.ordinals), 0)
        if last > i:
            last += self.form(last).startswith("ال") and self._surname(last, 1, True)
            if last - i >= 2 and self.ends(last):
                return self._person(i, last, 0)
        if last - i == 1 and self.ends(last) and len(self.form(i)) > LETTERS and self.form(i) in self.said:
            return self._person(i, last, 0)
        if last == i and head in lexicon.surname_after and self.form(i).startswith("ال"):
            alone = self._surname(i, 0, True) and self.again(i) and i - 1 == self.titles[i]
            if alone and self.form(i).endswith("ي") and self.ends(i + 1):
                return self._person(i, i + 1, 0)
        return None

    def _reigns(self, title: str) -> bool:
        """Whether a title is of a king or a pope, whom one name is enough for."""
        return any(rest in self.lexicon.monarchs for _, rest in bare(title, self.lexicon.language))

    def _numbered(self, i: int) -> Person | None:
        """`رمسيس التاسع`: a name and its number, where the text speaks of kings or popes."""
        lexicon = self.lexicon
        if not self.regal or self.form(i + 1) not in lexicon.ordinals or i in self.places:
            return None
        for left_out, form in after_and(self.form(i), lexicon.language):
            if form in lexicon.given or (form not in lexicon.common and self.unknown(i)):
                return self._person(i, i + 2, left_out)
        return None

    def _speaking(self, i: int) -> Person | None:
        """Two words or more with a capital, and beside them what only a person has: `said Maud Somebody`."""
        if self.lexicon.capital_nouns or not self.unknown(i):
            return None
        last = i + 1
        while last < i + NAME_WORDS and (self.unknown(last) or self._joined(last)):
            last += 1 if self.unknown(last) else self._joined(last)
        return self._person(i, last, 0) if last - i >= 2 and self._is_someone(i, last) else None

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

    def _person(self, first: int, last: int, left_out: int) -> Person:
        start = self.words.inside(first, left_out)
        name = " ".join(self.words.text[start : self.words.ends[last - 1]].replace("ـ", "").split())
        return Person(first, last, left_out, name)
