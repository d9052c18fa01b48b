"""What the words of a text can be in the name of a person, and where a name that opens somewhere ends."""

from collections import Counter
from dataclasses import dataclass

from warraq.annotation.lexicon import Lexicon
from warraq.annotation.titles import titles
from warraq.annotation.words import ARTICLE, Words, bare

NAME_WORDS = 14  # words of a name with its ابن and آل
UNKNOWN_WORDS = 2  # words of a name that are in no list, after the first
CLOSED = frozenset(",:()\n.")  # marks that end a name for sure
OFFICE_WORDS = 10  # words of the bodies and places an office is held in, before the name
SONS = frozenset({"بن", "بنت"})  # between a name and the father's: no other word
LETTERS = 3  # a lone surname has more


@dataclass(frozen=True)
class Person:
    """A person named at words [first, last), `left_out` letters of the first being particles."""

    first: int
    last: int
    left_out: int
    name: str


class NameWords:
    """One text, read for persons: its words, what it counts, and where its titles end."""

    def __init__(self, words: Words, lexicon: Lexicon, taken: set[int], places: set[int]) -> None:
        """`taken` words are in no name of a person; `places` may be, after a given name."""
        self.words, self.lexicon = words, lexicon
        self.taken, self.places = taken, places
        self.titles = self._past_bodies(titles(words, lexicon))
        self.saying = {i + 1 for i, form in enumerate(words.forms[:-1]) if form in lexicon.verb_forms}
        self.said = {words.forms[i] for i in self.saying}
        self.counts = Counter(words.forms)
        self.regal = bool(lexicon.regal_forms.intersection(self.counts))
        self.sons = self._sons()
        self.openers = set(self.counts) if lexicon.cased else self._openers()

    def _past_bodies(self, ends: dict[int, int]) -> dict[int, int]:
        """The same titles, and where a name may stand after the body or place an office is held in: `مدير
        جامعة … فلان`."""
        if not self.lexicon.common:
            return ends
        beside = self.taken | self.places
        for end, start in [pair for pair in ends.items() if pair[0] in beside]:
            j = end
            while j in beside and j < end + OFFICE_WORDS:
                j += 1
            while self.form(j) in self.lexicon.after_honorific:
                j += 1
            if not self.form(j).startswith("و") or self.form(j) in self.lexicon.given:  # … النادي وفلان
                ends.setdefault(j, start)
        return ends

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
        if form in lexicon.given or form in lexicon.renowned:
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

    def _sons(self) -> set[int]:
        """The words before `بن`: names, whatever list they are in."""
        if self.lexicon.cased or SONS.isdisjoint(self.counts):
            return set()
        return {i - 1 for i, form in enumerate(self.words.forms) if form in SONS}

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

    def unknown(self, i: int, *, foreign: bool = False) -> bool:
        """Whether a word in no list may be a part of a name, by its shape; `foreign` when a title says so."""
        if self.stops(i) or i in self.places or self.form(i) in self.lexicon.offices:
            return False
        if self.lexicon.cased:
            no_name = self.form(i) in self.lexicon.honorifics or self.form(i) in self.lexicon.things
            return self.surface(i)[0].isupper() and not no_name
        form, surface = self.form(i), self.surface(i)
        lexicon = self.lexicon
        if form in lexicon.renowned:
            return True
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
        if form[0] == "س" and form[1] in "يتن" and (self.common(form[1:]) or self._known_word(form[1:])):
            return False  # سيكون
        if form[0] in "يت" and form.endswith(("ني", "نا", "كم", "ك", "ون")):  # a verb and its object
            return False
        if surface.endswith("ة"):  # a noun, unless it is in no list and the name ends with it
            return bool(lexicon.common) and not form.endswith("يه") and self.ends(i + 1)
        if surface.endswith(("ا\u064b", "\u064bا")) or form.startswith(
            ("لل", "بال", "وال", "فال", "كال", "است")
        ):
            return False
        if surface.endswith(("ه", "ها", "هم")) and not (foreign and self._strange(form)):
            return False
        return not (form[0] in "وفبكل" and self._known_word(form[1:]))

    def _strange(self, form: str) -> bool:
        """Whether a word that ends like one with a pronoun (`بيته`) is none: what is left is in no list."""
        stem = form.removesuffix("ها").removesuffix("هم").removesuffix("ه")
        noun = stem[:-1] + "ه" if stem.endswith("ت") else stem
        listed = self.common(stem) or self.common(noun) or self._known_word(stem)
        return len(stem) > LETTERS and not listed and form[0] not in "وفبكليت"

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
        if self.surface(i).endswith(("ا\u064b", "\u064bا")):  # متمنيا
            return True
        rest = form[1:]
        known = (
            rest in lexicon.stop or rest in lexicon.offices or rest in lexicon.given or rest in lexicon.verbs
        )
        return form[0] in "وفبكل" and known

    def announces(self, i: int) -> bool:
        """Whether word `i`, after the one who speaks, opens what he says: `أن`, a colon, a quotation mark."""
        return self.form(i) in self.lexicon.announcers

    def again(self, i: int) -> bool:
        """Whether the word comes back in the text."""
        return self.counts[self.form(i)] > 1

    # Where a name ends ----------------------------------------------------------------------------

    def rest(self, i: int, form: str) -> tuple[int, bool]:
        """Where the name that opens at word `i` ends; whether a word after the first is known as a name."""
        lexicon = self.lexicon
        unknown, known = 0, False
        alone = i + (form in lexicon.particles)  # عبد الرحمن, أبو بكر: two words are one
        j = alone + 1
        while j < len(self.words) and j - i < NAME_WORDS:
            form = self.form(j)
            step = self.joined(j)
            if step:
                j += step
                known = True
            elif self._initial(j):
                j += 3
            elif form in lexicon.with_god and self.form(j + 1) == "الله":  # غرم الله
                return j + 2, True
            elif self._given_again(j, j - alone):
                j += 1
                known = True
            elif not lexicon.cased and form.startswith("ال"):
                own = form[2:] == self.form(i) and self.ends(j + 1)  # عادي بن حسين العادي
                if own or self.surname(j, j - alone, not unknown):
                    closed = self.form(j + 1) in CLOSED
                    return j + 1 + self._second_surname(j + 1), known or form.endswith("ي") or closed
                break
            elif (
                unknown < UNKNOWN_WORDS
                and self.unknown(j, foreign=self.announces(j + 1))
                and self._believable(j, j - alone, i in self.titles)
            ) or (j - alone == 1 and i in self.titles and self._between(j)):
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
        if form == "الدين":  # زين الدين زيدان
            return before == 1 and self.form(j + 1) in lexicon.given
        if form not in lexicon.given or self.stops(j) or form in lexicon.offices:
            return False
        following = self.form(j + 1)
        more = following in lexicon.given or following in lexicon.particles or following.startswith("ال")
        return before == 1 or form not in lexicon.words_too or more or self.ends(j + 1)

    def joined(self, j: int) -> int:
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
            return 3 if self.is_word(j + 2) else 2
        if self.form(j) in SONS and not self.lexicon.cased:
            return 2 if self.is_word(j + 1) and self.letters(j + 1) not in self.lexicon.stop_as_printed else 0
        family = self.lexicon.honorifics if self.form(j) == "ال" else self.lexicon.given  # آل الشيخ
        return 2 if self.is_word(j + 1) and (self.form(j + 1) in family or not self.stops(j + 1)) else 0

    def _initial(self, j: int) -> bool:
        return self.form(j) in self.lexicon.initials and self.form(j + 1) == "." and not self.stops(j + 2)

    def surname(self, j: int, before: int, sure: bool) -> bool:
        """Whether a word with the article closes the name; a nationality only where nothing follows it.

        `sure` when all words of the name before it are known as names.
        """
        form = self.form(j)
        if form in self.lexicon.honorifics and j not in self.taken:
            whole = self.ends(j + 1) and self.form(j + 1) not in self.lexicon.given
            return whole and form in self.lexicon.surnames
        if form in self.lexicon.offices:  # المرشد
            more = self.form(j + 1).startswith("ال")  # الأمين العام
            return sure and before > 1 and form in self.lexicon.surnames and self.ends(j + 1) and not more
        if self.stops(j) or len(form) < 5:
            return False
        if form in self.lexicon.nationality and (not before or form.endswith("يه")):
            return False
        if form in self.lexicon.nationality or form in self.lexicon.adjectives:
            return form not in self.lexicon.adjectives and (before > 1 or self.again(j)) and self.ends(j + 1)
        if form[2:] in self.lexicon.common:
            return form in self.lexicon.surnames and sure and self.ends(j + 1)
        # the same word without the article; but `عقيل العقيل`
        common = self.counts.get(form[2:], 0) > 0 and before > 0 and form[2:] not in self.lexicon.given
        return form.endswith("ي") or (sure and not common and not self.surface(j).endswith(("ية", "ات")))

    def _between(self, j: int) -> bool:
        """`اللواء خالد … الحربي`: any word between a given name after a title and a surname."""
        after = self.form(j + 1)
        surname = after.startswith("ال") and after.endswith("ي") and self.surname(j + 1, 2, True)
        return surname and self.form(j) in self.lexicon.common and self.ends(j + 2)

    def _second_surname(self, j: int) -> bool:
        """`الزهراء الدكالي`: one more in ي that is no adjective, where the name ends."""
        form, lexicon = self.form(j), self.lexicon
        if not form.startswith("ال") or len(form) < 5 or self.stops(j) or not self.ends(j + 1):
            return False
        known = form in lexicon.nationality or form in lexicon.adjectives or form in lexicon.offices
        plural = self.surface(j).endswith(("ة", "ات", "ين", "ون"))
        return not known and not plural and not self.common(form)

    def _believable(self, j: int, before: int, titled: bool) -> bool:
        """Whether an unknown word goes with the name before it: the name ends there, or it comes back."""
        if self.lexicon.cased:
            return True
        following = self.form(j + 1)
        closed = self.ends(j + 1)
        if before == 1:
            surname = following.startswith("ال") and self.surname(j + 1, 2, False)
            known = titled and bool(self.lexicon.common) and self.ends(j + 2)
            pair = (known or self.form(j + 2) in CLOSED) and self.unknown(j + 1)
            return closed or self.again(j) or surname or pair or following in self.lexicon.given
        named = self.again(j) or self.form(j).endswith("ي") or following in self.lexicon.offices
        return closed and (named or bool(self.lexicon.common))

    def person(self, first: int, last: int, left_out: int) -> Person:
        start = self.words.inside(first, left_out)
        name = " ".join(self.words.text[start : self.words.ends[last - 1]].replace("ـ", "").split())
        return Person(first, last, left_out, name)
