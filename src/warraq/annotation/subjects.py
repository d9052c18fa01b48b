"""Who speaks where the subject stands before the verb, or on either side of it: English, French, Urdu, …

The subject is a name, a pronoun (who spoke before), or a noun with its article (`la directrice`: whoever the
text gave that office). Where a language has capitals and no names of its own in its pack, words with capitals
in a row are taken for names.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from warraq.annotation.capitals import capitalised
from warraq.annotation.marks import MARKS, Quoted
from warraq.annotation.people import UNKNOWN, UNNAMED, Mention, Names, People, Speaker, parts_of
from warraq.annotation.sentences import Sentences
from warraq.annotation.speakers import VerbFirst
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.words import ENDS, Words

AFTER_WORDS = 10  # words from a verb to the subject after it
SKIPPED_WORDS = 6  # words of no account between subject and verb
SUBJECT_WORDS = 12  # words of a subject
OFFICE_WORDS = 8  # words of an office before a name
OFFICE_LETTERS = 4  # an office has as many at least
NAME_WORDS = 4  # words of a name in a script without capitals
SENTENCES = 4  # sentences back to the one that opened with who speaks now


def speakers_of(
    words: Words, speech: Speech, mentions: list[Mention], sentences: Sentences, quoted: Sequence[Quoted]
) -> People:
    """The speakers of a text, by where its language puts them."""
    if speech.verb_first:
        return VerbFirst(words, speech, mentions, sentences, quoted)
    if not speech.cased:
        return SubjectFirst(words, speech, mentions, sentences, quoted)
    taken = {i for m in mentions for i in range(m.first, m.last)}
    runs = capitalised(words, speech, sentences)
    named = [*mentions, *(m for m in runs if taken.isdisjoint(range(m.first, m.last)))]
    return SubjectFirst(words, speech, named, sentences, quoted)


class SubjectFirst(People):
    """The speakers of one text; `settle` is asked cue by cue, in order, and remembers who spoke last."""

    @cached_property
    def _met(self) -> tuple[Names, Names]:
        """As for everyone, and by the nouns of an office before a name, or between commas after it."""
        met = super()._met
        for person in self.persons:
            if " " in person.name:
                self._introduce(person, met[1])
        return met

    def _introduce(self, person: Mention, heads: Names) -> None:
        """Remember a person by the nouns of the office before the name, or between commas after it."""
        speaker = Speaker(person.name, person.seq)
        for i in (*self._office_before(person.first), *self._apposition(person.last)):
            if len(self.form(i)) >= OFFICE_LETTERS:
                heads.setdefault(self.form(i), {}).setdefault(person.name, speaker)

    def _office_before(self, i: int) -> Iterator[int]:
        j = i - 2 if self.form(i - 1) == "," else i - 1
        for k in range(j, max(j - OFFICE_WORDS, self.sentences.first[i]) - 1, -1):
            if not self.form(k)[:1].isalpha() or self.form(k) in self.speech.pronouns:
                return
            yield k

    def _apposition(self, i: int) -> Iterator[int]:
        if self.form(i) != ",":
            return
        for k in range(i + 1, i + 1 + OFFICE_WORDS):
            if not self.form(k)[:1].isalpha() or self.form(k) in self.speech.auxiliaries:
                return
            yield k

    # Who said it ----------------------------------------------------------------------------------

    def settle(self, cue: Cue, limit: int, speaks: bool, start: int | None) -> Speaker:
        self.enter(self.sentences.first[cue.first])
        speaker = self.fullest(self._settle(cue, limit, start))
        if speaker.name and (speaks or cue.kind == "verb"):
            self.remember(speaker, "")
        return speaker

    def _settle(self, cue: Cue, limit: int, start: int | None) -> Speaker:
        sentence = self.sentences.first[cue.first]
        if cue.kind in ("participle", "closing"):
            return self._again(cue.first)
        if cue.kind == "according":
            return self._after(cue.last, limit) or UNNAMED
        if start is not None and self.speech.subject == "before":
            return self._before(start, sentence) or self._again(cue.first)
        told = self.form(cue.first) in self.speech.with_object
        either = start is not None and self.speech.subject == "either" and not told
        after = self._after(cue.last, self.sentences.end[cue.first]) if either else None
        return after or self._before(cue.first, sentence) or self._again(cue.first)

    def _again(self, i: int) -> Speaker:
        """Who a sentence after the last one that speaks opened with; else who spoke last."""
        if self.in_sentence.name:
            return self.in_sentence
        return self._topic(i) or (self.last if self.last.name else self._only_named(i))

    def _topic(self, i: int) -> Speaker | None:
        """Whom the nearest of the sentences before opened with, since the last speech."""
        sentence = self.sentences.first[i]
        for _ in range(0 if self.speech.capital_nouns else SENTENCES):
            while sentence and self.form(sentence - 1) == "\n":
                sentence -= 1
            if sentence == 0 or self.sentences.first[sentence - 1] <= self.last_sentence:
                return None
            last, sentence = sentence, self.sentences.first[sentence - 1]
            if mention := self._opening_name(sentence, last):
                return self._speaker(mention)
        return None

    def _opening_name(self, sentence: int, last: int) -> Mention | None:
        """The name a sentence opens with, an office before it or not."""
        for k in range(sentence, min(last, sentence + OFFICE_WORDS)):
            mention = self.starting.get(k)
            if mention and mention.type == "person":
                before = self.form(k - 1 - (self.form(k - 1) == "."))  # Sen. X
                office = before in self.offices or (
                    before == "," and self.form(sentence) in self.speech.articles
                )
                return mention if k == sentence or office else None
        return None

    def _only_named(self, i: int) -> Speaker:
        """The one person whom the text named so far."""
        names = {m.name: m for m in self.persons if m.first < i and " " in m.name}
        if len(names) != 1 or self.speech.capital_nouns:
            return UNKNOWN
        (m,) = names.values()
        return self._speaker(m)

    # After the verb -------------------------------------------------------------------------------

    def _after(self, first: int, limit: int) -> Speaker | None:
        """`said X`, `recuerda la directora del museo, X`, `ajoute-t-il`."""
        noun = None
        for i in range(first, min(limit, first + AFTER_WORDS)):
            form = self.form(i)
            if form in self.speech.pronouns:
                return self._again(i)
            mention = self.starting.get(i)
            if mention and not (noun is not None and self._complement(i)):
                return self._speaker(mention)
            if i == first and i + 1 not in self.starting and self.speech.cased and self._capital(i):
                return Speaker(self.printed(i, i + 1))
            if form in self.speech.articles or form in self.speech.indefinite:
                noun = i if noun is None else noun
            elif form == ",":
                apposed = self.starting.get(i + 1)
                if noun is not None and apposed:
                    return self._speaker(apposed)
                break
            elif (
                form in ENDS
                or form in MARKS
                or form == ":"
                or (form in self.speech.adjuncts and noun is None)
            ):
                break
        return self._described(noun, min(limit, first + AFTER_WORDS)) if noun is not None else None

    def _complement(self, i: int) -> bool:
        """Whether a name belongs to the noun before it: `el portavoz de X`."""
        return self.form(i - 1) in self.speech.adjuncts or self.form(i - 1) in self.speech.particles

    def _capital(self, i: int) -> bool:
        """Whether a word right after the verb is a name by its capital: `sagte Bönte`."""
        own = self.words.text[self.words.starts[i]].isupper() and len(self.form(i)) > 1
        return own and self.form(i) not in self.offices | self.speech.adjuncts | self.speech.articles

    def _speaker(self, mention: Mention) -> Speaker:
        return Speaker(mention.name, mention.seq)

    def _described(self, i: int, limit: int) -> Speaker:
        """Whom a noun with its article stands for: `la directrice`; nobody we know after `a`."""
        if self.form(i) in self.speech.indefinite:
            return UNNAMED
        j = i + 1
        while j < limit and self.form(j)[:1].isalpha():
            if holder := self._only(self.heads.get(self.form(j), {})) or self._body(j):
                return holder
            j += 1
        return self._again(i)

    # Before the verb ------------------------------------------------------------------------------

    def _before(self, i: int, sentence: int) -> Speaker | None:
        """`X said`, `X, the director, said`, `the director said`, `she said`."""
        speech = self.speech
        between = speech.skipped | speech.auxiliaries
        j = i - 1
        while (
            j >= sentence
            and i - j < SKIPPED_WORDS
            and (self.form(j) in between or self.form(j) in ("-", ","))
        ):
            j -= 1
        while j > sentence and self.form(j) in speech.subject_marks:
            j -= 1
        if j < sentence:
            return None
        if self.form(j) in speech.pronouns:
            return self._again(j)
        mention = self._ending(j)
        named = mention is not None and mention.type == "person" and self.form(mention.first - 1) == ","
        if self.form(i - 1) == "," and self.form(sentence) in speech.indefinite and not named:
            return UNNAMED  # but `A spokesman, X, said`
        if mention:
            return self._before_apposition(sentence, i, mention) or self._speaker(mention)
        start = self._phrase_start(j, sentence)
        parted = self.form(i - 1) == "," or self.form(j + 1) == ","
        if parted and (apposed := self._apposed(sentence, i)):
            return apposed
        if not speech.cased:
            return self._uncased(start, i)
        if speech.subject == "before" and any(self.form(k) in speech.indefinite for k in range(start, j)):
            return UNNAMED
        if self.form(start) in speech.articles or self.form(start) in speech.indefinite:
            return self._opened(start) or self._described(start, i)
        return self._apposed(sentence, i)

    def _before_apposition(self, sentence: int, i: int, last: Mention) -> Speaker | None:
        """`X, the director of LAST, said`: the person a sentence opens with, a comma after him and before the
        verb at word i."""
        if self.form(i - 1) != ",":
            return None
        first = next((m for k in range(sentence, last.first) if (m := self.starting.get(k))), None)
        person = first is not None and first.type == "person" and self.form(first.last) == ","
        return self._speaker(first) if first is not None and person else None

    def _ending(self, j: int) -> Mention | None:
        """The name that ends with word j, or before the ending an apostrophe parts from it (`Ağcı’ya`)."""
        found = self.ending.get(j + 1)
        if not found and self.words.glued(j) and self.form(j - 1) in ("’", "'"):
            found = self.ending.get(j - 1)
        return found

    def _phrase_start(self, j: int, sentence: int) -> int:
        """Where the noun phrase that ends with word j begins: after a comma, a mark or a conjunction."""
        start = j
        while start > sentence and j - start < SUBJECT_WORDS:
            before = self.form(start - 1)
            if (
                not before[:1].isalnum()
                or before in self.speech.openers
                or before in self.speech.conjunctions
            ):
                break
            start -= 1
        return start

    def _body(self, i: int) -> Speaker | None:
        """`The council said`: the one body named before whose kind stands last in its name."""
        last = not self.form(i + 1)[:1].isalpha() or self.form(i + 1) in self.speech.cue_words
        if not self.speech.cased or not last:
            return None
        held = {m.name: m for m in self._bodies(i) if " " in m.name and parts_of(m.name)[-1] == self.form(i)}
        names = list(held.values())
        return self._speaker(names[0]) if len(names) == 1 else None

    def _opened(self, start: int) -> Speaker | None:
        """`The mayor, X, …`"""
        end = start
        while self.form(end)[:1].isalpha():
            end += 1
        mention = self.starting.get(end + 1) if self.form(end) == "," else None
        return self._speaker(mention) if mention else None

    def _apposed(self, sentence: int, i: int) -> Speaker | None:
        """The first name of the sentence: `X, who had proposed it, said`, `La alcaldesa, X, abre y pide`."""
        for k in range(sentence, min(i, sentence + SUBJECT_WORDS)):
            if mention := self.starting.get(k):
                opens = mention.type == "person" or (k == sentence and self.speech.cased)
                return self._speaker(mention) if opens else None
            if self.form(k) in self.speech.adjuncts and not self.speech.cased:
                return None
        return None

    # Scripts without capitals ---------------------------------------------------------------------

    def _uncased(self, start: int, i: int) -> Speaker | None:
        """`X، رئيس …، گفت`: the words before the first comma of the sentence, offices left out."""
        sentence = self.sentences.first[i]
        first = sentence
        while first < i and (self.form(first) in MARKS or not self.form(first)[:1].isalpha()):
            first += 1
        last = first
        while last < i and self.form(last)[:1].isalpha() and not self._ends_subject(last):
            last += 1
        if self.form(first) in self.speech.indefinite:
            return UNNAMED
        if self.form(first) in self.speech.same:
            return self._again(i)
        if any(self.form(k) in self.speech.pronouns for k in range(first, last)):
            return self._again(i)
        name = first
        for k in range(first, last):
            if self.form(k) in self.offices or self.form(k) in self.speech.particles:
                name = k + 1
        if name >= last:
            return self._only(self.heads.get(self.form(last - 1), {})) or self._again(i)
        known = self._known(name, last)
        if known:
            return known
        if not 2 <= last - name <= NAME_WORDS:
            return None
        speaker = Speaker(self.printed(name, last))
        self.meet(speaker)
        for k in range(first, name):
            if self.form(k) in self.offices:
                self.heads.setdefault(self.form(k), {}).setdefault(speaker.name or "", speaker)
        return speaker

    def _ends_subject(self, k: int) -> bool:
        speech = self.speech
        form = self.form(k)
        return (
            form in speech.subject_marks
            or form in speech.adjuncts
            or form in speech.skipped
            or form in speech.verbs
        )

    def _known(self, first: int, last: int) -> Speaker | None:
        """The one full name that holds all of these words."""
        holds = [self.full.get(self.form(k), {}) for k in range(first, last)]
        names = set.intersection(*(set(h) for h in holds)) if holds else set()
        return holds[0][next(iter(names))] if len(names) == 1 else None

    def after_subject(self, first: int, last: int) -> int:
        """After the first name of the sentence, and the comma or the particle that follows it."""
        named = [m.last for k in range(first, last) if (m := self.starting.get(k)) and m.type == "person"]
        comma = next((k for k in range(first, last) if self.form(k) == ","), None)
        if named:
            i = named[0]
            while i < last and (self.form(i) == "," or self.form(i) in self.speech.skipped):
                i += 1
            return i
        return first if comma is None else comma + 1
