"""Persons: titles before names, full names, and the short forms that come back to them.

Arabic has no capital letters, so a name must be earned: it starts with a given name, or stands after a title
and is spoken of again by itself. A short form (`الكاظمي`) is a person because a full form of the document ends
with it; a surname that is a nationality too (`السوداني`) only where it is no adjective.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from warraq import packs
from warraq.annotation import speech
from warraq.annotation.words import ENDS, Words, after_and, bare, word_set
from warraq.fold import fold

TITLE_WORDS = 12  # words of an office before the name: `نائب رئيس هيئة … في محافظة …`
NAME_WORDS = 14  # words of a name with its ابن and آل
UNKNOWN_WORDS = 2  # words of a name that are in no list, after the first
LETTERS = 3  # a lone surname has as many at least


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
    given: frozenset[str]
    words_too: frozenset[str]
    stop: frozenset[str]
    stop_as_printed: frozenset[str]
    initials: frozenset[str]
    adjectives: frozenset[str]
    named_after: frozenset[str]
    nationality: frozenset[str]
    verbs: frozenset[str]


@dataclass(frozen=True)
class Person:
    """A person named at words [first, last), `left_out` letters of the first being particles."""

    first: int
    last: int
    left_out: int
    name: str


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


class Reading:
    """One text, read for persons: its words, what it counts, and where its titles end."""

    def __init__(self, words: Words, lexicon: Lexicon, taken: set[int], places: set[int]) -> None:
        """`taken` words are in no name of a person; `places` may be, after a given name."""
        self.words, self.lexicon = words, lexicon
        self.taken, self.places = taken, places
        self.titles = titles(words, lexicon)
        self.said = {
            words.forms[i + 1]
            for i in range(len(words) - 1)
            if any(rest in lexicon.verbs for _, rest in after_and(words.forms[i], lexicon.language))
        }
        self.counts = Counter(words.forms)
        self.openers = {form for form in self.counts if self._may_open(form)}

    # What a word can be ---------------------------------------------------------------------------

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words) else "\n"

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
        return form in lexicon.stop or form in lexicon.verbs or any(c.isdigit() for c in form)

    def _may_open(self, form: str) -> bool:
        given = self.lexicon.given
        for _, rest in bare(form, self.lexicon.language):
            if rest in given or rest.startswith("عبد") or rest == "ابو":
                return True
        return False

    def opens(self, i: int, form: str) -> bool:
        """Whether a given name may open a name here; `form` is the word without its particles."""
        if form in self.lexicon.given:
            return not self.lexicon.cased or self.surface(i)[0].isupper()
        if self.lexicon.language != "ar":
            return False
        compound = form.startswith("عبدال") and len(form) > 6
        if form == "عبد":
            return self.form(i + 1).startswith("ال")
        return compound or (form == "ابو" and self.is_word(i + 1) and not self.stops(i + 1))

    def unknown(self, i: int) -> bool:
        """Whether a word in no list may be a part of a name, by its shape."""
        if self.stops(i) or i in self.places or self.form(i) in self.lexicon.offices:
            return False
        if self.lexicon.cased:
            return self.surface(i)[0].isupper()
        form, surface = self.form(i), self.surface(i)
        lexicon = self.lexicon
        if (
            form in lexicon.nationality
            or form in lexicon.honorifics
            or form in lexicon.particles
            or len(form) < 2
        ):
            return False
        if form[0] == "و" and len(form) > 5:  # "and"
            return False
        if form[0] in "يت" and form.endswith(("ني", "نا", "كم", "ك", "ون")):  # a verb and its object
            return False
        if surface.endswith(("ة", "ا\u064b", "\u064bا", "ه", "ها", "هم")) or form.startswith(
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
        if self.stops(i) or form in lexicon.offices or form.startswith(("لل", "بال", "وال", "فال", "كال")):
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
            person = self._given(i) or (self._titled(i) if i in self.titles else None)
            if person and not self._of_a_place(i):
                found.append(person)
                free = person.last
        return found

    def _of_a_place(self, i: int) -> bool:
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
            ):
                continue
            last, known = self._rest(i, form)
            if last > i + 1 and (titled or form not in lexicon.words_too or known):
                return self._person(i, last, left_out)
            if titled and form not in lexicon.words_too and self.ends(last):
                return self._person(i, last, left_out)
        return None

    def _rest(self, i: int, form: str) -> tuple[int, bool]:
        """Where the name that opens at word `i` ends, and whether a word after the first is known as a name."""
        lexicon = self.lexicon
        j, unknown, known = i + 1, 0, False
        if form in lexicon.particles:  # عبد الرحمن, أبو بكر: two words are one
            j += 1
        while j < len(self.words) and j - i < NAME_WORDS:
            form = self.form(j)
            step = self._joined(j)
            if step:
                j += step
                known = True
            elif self._initial(j):
                j += 3
            elif form in lexicon.given and not self.stops(j) and self._given_again(j, j - i):
                j += 1
                known = True
            elif not lexicon.cased and form.startswith("ال"):
                if self._surname(j, j - i, not unknown):
                    return j + 1, known or form.endswith("ي")
                break
            elif unknown < UNKNOWN_WORDS and self.unknown(j) and self._believable(j, j - i):
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
            whole = before > 1 and self.ends(j + 1) and self.form(j + 1) not in self.lexicon.given
            return whole and form in self.lexicon.surname_after
        if self.stops(j) or form in self.lexicon.offices or len(form) < 5:
            return False
        if form in self.lexicon.nationality and not before:
            return False
        if form in self.lexicon.nationality or form in self.lexicon.adjectives:
            return form not in self.lexicon.adjectives and (before > 1 or self.again(j)) and self.ends(j + 1)
        common = self.counts.get(form[2:], 0) > 0 and before > 0  # the same word without the article
        return form.endswith("ي") or (sure and not common and not self.surface(j).endswith(("ة", "ات")))

    def _believable(self, j: int, before: int) -> bool:
        """Whether an unknown word goes with the name before it: the name ends there, or it comes back alone."""
        if self.lexicon.cased:
            return True
        following = self.form(j + 1)
        closed = self.ends(j + 1)
        if before == 1:
            surname = following.startswith("ال") and self._surname(j + 1, 2, False)
            return closed or self.again(j) or surname or following in self.lexicon.given
        named = self.again(j) or self.form(j).endswith("ي") or following in self.lexicon.offices
        return closed and named

    def _titled(self, i: int) -> Person | None:
        """A name of unknown words right after a title, when the text speaks of it again."""
        lexicon = self.lexicon
        last = i
        while last < i + 3 and self.unknown(last) and not self.form(last).startswith("ال"):
            last += 1
            if lexicon.cased and self._joined(last):
                last += self._joined(last)
        head = self.form(self.titles[i])
        if lexicon.cased:
            return self._person(i, last, 0) if last > i and i - 1 == self.titles[i] else None
        if last - i >= 2 and self.ends(last):
            framed = self.form(i - 1) == "," and self.form(last) == ","
            if framed or self.form(last - 1) in self.said:
                return self._person(i, last, 0)
        if last - i == 1 and self.ends(last) and len(self.form(i)) > LETTERS and self.form(i) in self.said:
            return self._person(i, last, 0)
        if last == i and head in lexicon.surname_after and self.form(i).startswith("ال"):
            alone = self._surname(i, 0, True) and self.again(i) and i - 1 == self.titles[i]
            if alone and self.form(i).endswith("ي") and self.ends(i + 1):
                return self._person(i, i + 1, 0)
        return None

    def _person(self, first: int, last: int, left_out: int) -> Person:
        start = self.words.inside(first, left_out)
        name = " ".join(self.words.text[start : self.words.ends[last - 1]].replace("ـ", "").split())
        return Person(first, last, left_out, name)

    def short_forms(self, surnames: Mapping[str, str], full: Iterable[Person]) -> list[Person]:
        """Every surname of `surnames` (folded → full name) that stands alone."""
        inside = {i for p in full for i in range(p.first, p.last)} | self.taken
        language = self.lexicon.language
        short = {
            f for f in self.counts if len(f) >= LETTERS and any(r in surnames for _, r in bare(f, language))
        }
        found = []
        for i, form in enumerate(self.words.forms):
            if form not in short or i in inside:
                continue
            for left_out, rest in bare(form, language):
                if rest in surnames and self._alone(i, left_out, rest):
                    found.append(Person(i, i + 1, left_out, surnames[rest]))
                    break
        return found

    def _alone(self, i: int, left_out: int, form: str) -> bool:
        """Whether a surname that may be another word is a person here."""
        lexicon, before = self.lexicon, self.form(i - 1)
        if lexicon.cased:
            return self.surface(i)[0].isupper()
        if i in self.titles or any(rest in lexicon.verbs for _, rest in after_and(before, "ar")):
            return True
        if form in lexicon.words_too or form in lexicon.given or form in lexicon.stop:
            return False
        if form in lexicon.nationality:
            adjective = before.startswith(("ال", "وال", "لل", "بال")) or before in lexicon.offices
            return not left_out and not adjective and before not in lexicon.complements
        return True


def titles(words: Words, lexicon: Lexicon) -> dict[int, int]:
    """Where a name may stand after a title: that word → the first word of the title. Linear: windows are bounded."""
    ends: dict[int, int] = {}
    honorifics, offices = _heads(words, lexicon)
    for i, form in enumerate(words.forms):
        if form in honorifics:
            ends[_after_stop(words, i + 1)] = ends.pop(i, i)
        if form in offices:
            for last in _office_ends(words, i, lexicon):
                ends.setdefault(last, i)
                if words.forms[last : last + 1] == [","]:
                    ends.setdefault(last + 1, i)
    return ends


def _heads(words: Words, lexicon: Lexicon) -> tuple[set[str], set[str]]:
    """Of the words of this text, the honorifics and the offices, particles before them or not."""
    honorifics: set[str] = set()
    offices: set[str] = set()
    for form in set(words.forms):
        for _, rest in bare(form, lexicon.language):
            if rest in lexicon.honorifics:
                honorifics.add(form)
            if rest in lexicon.offices:
                offices.add(form)
    return honorifics, offices


def _after_stop(words: Words, i: int) -> int:
    """After the stop of `د.`."""
    return i + 1 if words.forms[i : i + 1] == ["."] and words.glued(i) else i


def _office_ends(words: Words, i: int, lexicon: Lexicon) -> list[int]:
    """Where the words of an office may end: words with the article, other offices, nationalities, a place.

    The last place is where no more of them follow; a word that may be a surname (`الرئيس …ي`) ends it before, too.
    """
    j, ends = i + 1, []
    while j < min(len(words), i + TITLE_WORDS):
        form = words.forms[j]
        following = words.forms[j + 1] if j + 1 < len(words) else "\n"
        if form in ENDS or form in lexicon.given:
            break
        official = form in lexicon.complements or form in lexicon.offices or form in lexicon.nationality
        if official or form.startswith(("ال", "لل", "وال")):
            if _may_be_surname(form, lexicon):
                ends.append(j)
            j += 1
        elif form in ("في", "من", "of", "for", "-") and following.startswith(("ال", "the", "general")):
            j += 2
        else:
            break
    return [j, *ends]


def _may_be_surname(form: str, lexicon: Lexicon) -> bool:
    known = form in lexicon.stop or form in lexicon.adjectives or form in lexicon.nationality
    return form.startswith("ال") and form.endswith("ي") and not known


def _parts(name: str) -> tuple[str, ...]:
    """A name as folded words, عبد joined to the word it binds."""
    return tuple(fold(name).replace("عبد ال", "عبدال").replace("- ", "-").split())


def fullest(found: Iterable[str]) -> dict[str, str]:
    """Every name → the fullest in the document that is the same person's.

    The same first and last word with more between, or more after it, when only one name of the document has that.
    """
    parts = {name: _parts(name) for name in dict.fromkeys(found)}
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    printed: dict[tuple[str, ...], str] = {}
    for name, words in parts.items():
        printed.setdefault(words, name)
        for key in {(words[0], "…", words[-1]), *(words[:n] for n in range(1, len(words) + 1))}:
            longer.setdefault(key, set()).add(words)
    result = {}
    for name, words in parts.items():
        candidates = {w for w in longer[words] if w == words or _goes_on(w[len(words)])}
        if len(candidates) == 1 and len(words) > 1:
            candidates = {w for w in longer[words[0], "…", words[-1]] if _within(words, w)}
        best = max(candidates, key=lambda w: (len(w), w))
        alone = all(_within(w, best) for w in candidates)
        result[name] = printed[best if alone else words]
    return result


def _goes_on(word: str) -> bool:
    """Whether a word after a shorter name belongs to the person: ابن, آل, a surname in ي."""
    return word in _BOUND or (word.startswith("ال") and word.endswith("ي"))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one name stand in the other in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def surnames(full: Iterable[str]) -> dict[str, str]:
    """Folded surname → the full name that ends with it; none where two persons share it.

    A person only ever named by a surname with the article stands for himself.
    """
    found: dict[str, set[str]] = {}
    parted = {name: _parts(name) for name in full}
    alone = {
        parts[0]: name for name, parts in parted.items() if len(parts) == 1 and parts[0].startswith("ال")
    }
    for name, parts in parted.items():
        if len(parts) > 1 and parts[-2] not in _BOUND and parts[-1] not in _NEVER_ALONE:
            found.setdefault(parts[-1].rpartition("-")[2], set()).add(name)
    unique = {surname: next(iter(of)) for surname, of in found.items() if len(of) == 1}
    return {s: name for s, name in alone.items() if s not in found} | unique


_BOUND = word_set("آل ال بن ابن بنت أبو")
_NEVER_ALONE = word_set("الدين الله الإسلام الثاني الأول الثالث")
