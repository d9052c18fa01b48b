"""Who speaks where the verb comes first: the noun after it, or before it, or the one who spoke last.

Arabic: VERB + SPEAKER (office, name, apposition) + what is said. Where no speaker follows (`وأضاف:`), it is
the one who spoke before, of the gender of the verb, never the name that happens to stand nearest.
"""

from bisect import bisect_left
from functools import cache

from warraq import packs
from warraq.annotation.after_verb import NAME_WITHIN, PHRASE_WORDS, SKIPPED_WORDS, AfterVerb
from warraq.annotation.marks import MARKS
from warraq.annotation.people import DOCUMENT, SILENT, UNKNOWN, Mention, Speaker
from warraq.annotation.speech import Cue
from warraq.annotation.words import ENDS, after_and, word_set
from warraq.fold import fold

SINGULAR = 3  # letters of a verb that may end like a plural: بين
TOPIC_SENTENCES = 2  # sentences back to the one that brought in who speaks now


class VerbFirst(AfterVerb):
    """The speakers of one text; `settle` is asked cue by cue, in order, and remembers who spoke last."""

    subject = UNKNOWN  # of the verb before, whether he spoke or not
    sentence_of_subject = -1

    # Who said it ----------------------------------------------------------------------------------

    def settle(self, cue: Cue, limit: int, speaks: bool, start: int | None) -> Speaker:
        sentence = self.sentences.first[cue.first]
        self.enter(sentence)
        if sentence != self.sentence_of_subject:
            self.subject, self.sentence_of_subject = UNKNOWN, sentence
        speaker = self.fullest(self._settle(cue, limit, sentence))
        if speaker is DOCUMENT:
            self.last = self.in_sentence = DOCUMENT
        if speaker.name and cue.kind in ("verb", "weak"):
            self.subject = speaker
        again = speaker in (self.last, self.in_sentence)
        if again and speaker.mention in self.single and self._plural(cue):
            return UNKNOWN
        if speaker.name and (speaks or (speaker.mention is not None and cue.kind != "according")):
            self.remember(speaker, self._gender(cue) if cue.kind in ("verb", "weak") else "")
        return speaker

    def _plural(self, cue: Cue) -> bool:
        """Whether more than one says it: `وأضافوا`, `معتبرين`."""
        form = self.form(cue.first)[cue.left_out :]
        return len(form) > SINGULAR and form.endswith(self.speech.plural_endings)

    def _gender(self, cue: Cue) -> str:
        """`f` or `m`, by the verb."""
        form = self.form(cue.first)[cue.left_out :]
        feminine = form.endswith(self.speech.feminine_endings) and form + "ت" not in self.speech.cue_words
        feminine |= form.startswith("ت") and "ي" + form[1:] in self.speech.cue_words
        return "f" if feminine else "m"

    def _settle(self, cue: Cue, limit: int, sentence: int) -> Speaker:
        if cue.kind == "closing":
            return self.in_sentence if self.in_sentence.name else self.last
        if cue.kind == "participle":
            if self.in_sentence is DOCUMENT:
                return DOCUMENT
            if self.form(cue.last).startswith("ال") and (own := self._after(cue.last, limit)):
                return own if own.mention is not None or own.title or own.silent else self.in_sentence
            if self.in_sentence.name or self.subject.name:
                return self.in_sentence if self.in_sentence.name else self.subject
            found = self._subject_of_sentence(sentence, cue.first)
            return found or self._before_now(cue, sentence, only=True)
        if cue.kind == "relay":
            source = self._source(cue.last, limit)
            if source and self.form(source - 1) in self.speech.relay_from_last:
                return self.last
            return (source and self._after(source, limit)) or UNKNOWN
        if cue.kind == "said_in":
            return self._said_in(cue.last, limit)
        if cue.kind == "according":
            return self._according(cue.last, limit)
        if self._told_by_media(cue.last):
            return SILENT
        if self.form(cue.last).removeprefix("ال") in self.speech.documents:  # ذكرت تقارير أن
            return DOCUMENT
        past = self._had_said(cue, sentence, limit)
        if not past and self.form(sentence) in self.speech.auxiliaries:  # وكان فلان قال
            past = self._before(cue.first, sentence)
        after = past or self._after(cue.last, limit)
        return after or self._before(cue.first, sentence) or self._left_out(cue, sentence)

    def _according(self, first: int, limit: int) -> Speaker:
        """`وفقا لـ X`, `بحسب X`; a document speaks for nobody."""
        if self._nouns(first) & (self.speech.documents | self.speech.media) or self._is_agency(first):
            return SILENT
        named = self._mentioned(first, min(limit, first + PHRASE_WORDS // 2))
        return named or self._after(first, limit) or self._of(first, limit) or UNKNOWN

    def _is_agency(self, i: int) -> bool:
        """Whether the name that starts here, in marks or not, is that of an agency."""
        mention = self.starting.get(i) or (self.form(i) in MARKS and self.starting.get(i + 1)) or None
        return mention is not None and fold(mention.name) in _agencies()

    def _said_in(self, first: int, limit: int) -> Speaker:
        """`جاء في بيان لـ X`."""
        i = first
        while i < limit and self.form(i).removeprefix("ال") in self.speech.texts:
            i += 1
        return self._mentioned(first, limit) or self._of(i, limit) or self._after(first, limit) or UNKNOWN

    def _told_by_media(self, i: int) -> bool:
        """Whether an agency or a paper is the subject: what it reports is a credit, and no quotation."""
        noun = self.form(i).removeprefix("ال")
        if noun in self.speech.media or self.form(i) in self.speech.sayings:
            return self._person_after_media(i) is None
        return self._is_agency(i)

    def _person_after_media(self, i: int) -> Mention | None:
        """`صحيفة X` speaks for itself unless it is the first word of an office we know a person in."""
        return (
            next((m for m in self.persons if self.titles.get(m.first) == i), None)
            if i in self.in_office
            else None
        )

    def _had_said(self, cue: Cue, sentence: int, limit: int) -> Speaker | None:
        """`كان X قد قال`: who stands between."""
        if self.form(cue.first - 1) != "قد":
            return None
        for i in range(cue.first - 2, max(sentence, cue.first - NAME_WITHIN) - 1, -1):
            if self.form(i) in self.speech.auxiliaries:
                return self._after(i + 1, cue.first - 1)
        return None

    # No one named ---------------------------------------------------------------------------------

    def _left_out(self, cue: Cue, sentence: int) -> Speaker:
        """The speaker of a verb that names none: who spoke before, or the subject of the verb before it."""
        if self.form(cue.first)[cue.left_out :] in self.speech.impersonal:
            return UNKNOWN
        if not cue.leading and not self.in_sentence.name:
            present = self.form(cue.first)[:1] in ("ي", "ت")
            return UNKNOWN if present else self._only_of_sentence(sentence, cue.first)
        if self.in_sentence.name and self._agrees(self.in_sentence, cue):
            return self.in_sentence
        if cue.first == sentence or self._adverbial(sentence) or self.in_sentence.name:
            return self._before_now(cue, sentence)
        found = self._subject_of_sentence(sentence, cue.first) or (
            self.subject if self.subject.name else None
        )
        return found or self._topic(cue, sentence, here=True) or UNKNOWN

    def _only_of_sentence(self, sentence: int, limit: int) -> Speaker:
        """The one person a sentence names before its verb: `استضاف البرنامج فلانة، بعد موسم قالت إنه …`."""
        first, last = (bisect_left(self.persons, i, key=lambda m: m.first) for i in (sentence, limit))
        return self._speaker(self.persons[first]) if last == first + 1 else UNKNOWN

    def _before_now(self, cue: Cue, sentence: int, *, only: bool = False) -> Speaker:
        """Who spoke last, of the verb's gender; else whom the text has just brought in; `only`: else the one
        person of the sentence.
        """
        if cue.kind != "participle" and self.last.name and not self._agrees(self.last, cue):
            brought_in = self._topic(cue, sentence, here=True)
            gender = self._gender(cue)
            spoke = (s for s in reversed(self.spoken) if self.gender.get(s.name or "") == gender)
            return brought_in or next(spoke, self.last)
        if self.last.name:
            return self.last
        found = self._topic(cue, sentence, here=True)
        return found or (self._only_of_sentence(sentence, cue.first) if only else self.last)

    def _agrees(self, speaker: Speaker, cue: Cue) -> bool:
        """Whether the verb may be said of this speaker."""
        known = self.gender.get(speaker.name or "")
        return not known or known == self._gender(cue) or cue.kind == "participle"

    def _topic(self, cue: Cue, sentence: int, *, here: bool) -> Speaker | None:
        """The person whom one of the last sentences opened with: `كان فلان يتابع. …، قال`."""
        last = cue.first
        for _ in range(TOPIC_SENTENCES + here):
            n = bisect_left(self.persons, sentence, key=lambda m: m.first)
            brought_in = self._had(sentence, last)
            if brought_in:
                return brought_in if self._agrees(brought_in, cue) else None
            person = self.persons[n] if n < len(self.persons) else None
            if person and person.first < last and self._opens(person, sentence):
                found = self.fullest(self._speaker(person))
                return found if self._agrees(found, cue) else None
            if sentence == 0:
                return None
            last, sentence = sentence, self.sentences.first[sentence - 1]
            while sentence and last - sentence < 2:  # an empty line
                last, sentence = sentence, self.sentences.first[sentence - 1]
        return None

    def _had(self, sentence: int, last: int) -> Speaker | None:
        """`كانت OFFICE فلانة قد …`, whoever she is."""
        end = min(last, sentence + NAME_WITHIN)
        if self.form(sentence) not in self.speech.auxiliaries or "قد" not in self.words.forms[sentence:end]:
            return None
        found = self._after(sentence + 1, self.words.forms.index("قد", sentence, end))
        return found if found and found.title else None

    def _opens(self, person: Mention, sentence: int) -> bool:
        """Whether a person is the first word, or the first after the verb, of a sentence or of what follows
        its adverbial (`في المقهى، كان فلان`)."""
        start = self.titles.get(person.first, person.first)
        opening = start - 1
        while opening > sentence and self.form(opening - 1) not in (",", "-"):
            opening -= 1
        return start <= sentence + 1 or start - opening <= 1

    def _adverbial(self, first: int) -> bool:
        """Whether a sentence opens with no verb of its own: `وعن … قال`, `كما قال`, `من جانبه قال`."""
        forms = {rest for _, rest in after_and(self.form(first), self.speech.language)}
        ordinary = self.speech.adjuncts | self.speech.skipped | self.speech.relay_from
        return bool(forms & ordinary) or not self.form(first)[:1].isalpha()

    def _subject_of_sentence(self, sentence: int, limit: int) -> Speaker | None:
        """Who is the subject of a sentence whose verb is no verb of speech."""
        found = self._named(sentence + 1, limit) or self._named(sentence, limit)
        return found if found and found.mention is not None else None

    def _source(self, first: int, limit: int) -> int | None:
        """Where the speaker of `نقل X عن Y` begins."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            if self.form(i) in self.speech.relay_from or self.form(i) in self.speech.relay_from_last:
                return i + 1
        return None

    # Before the verb ------------------------------------------------------------------------------

    def _before(self, i: int, sentence: int) -> Speaker | None:
        """The speaker who stands before the verb: `وكان X قال`."""
        between = self.speech.skipped | self.speech.auxiliaries
        j = i - 1
        while j >= sentence and i - j < SKIPPED_WORDS and (self.form(j) in between or self.form(j) == ","):
            j -= 1
        mention = self.ending.get(j + 1)
        if mention and mention.first >= sentence and not mention.prefixed:
            start = self.titles.get(mention.first, mention.first)
            if start == sentence or self._opens_clause(start):
                return self._speaker(mention)
        if self.form(j) in self.speech.same and self._opens_clause(j - 1):
            said = self.by_head(self.form(j - 1)) or self.last
            return said if said.name else Speaker(self.printed(j - 1, j + 1))
        return self._apposed(i, sentence) if self.form(i - 1) == "," else None

    def _opens_clause(self, start: int) -> bool:
        """Whether a noun before the verb is its subject, and no part of `بيان للولايات المتحدة يقول`."""
        before = self.form(start - 1)
        return before in ENDS or before in (",", ":") or before in self.speech.openers

    def _apposed(self, i: int, sentence: int) -> Speaker | None:
        """`X، the OFFICE، قال`: the first person of the sentence, a comma or nothing before him."""
        n = bisect_left(self.persons, sentence, key=lambda m: m.first)
        if n == len(self.persons) or self.persons[n].first >= i:
            return None
        person = self.persons[n]
        start = self.titles.get(person.first, person.first)
        alone = start == sentence or self.form(start - 1) == ","
        return self._speaker(person) if alone else None


@cache
def _agencies() -> frozenset[str]:
    """Folded names of agencies."""
    table = packs.read("common", "agencies").get("agency", ())
    return word_set([name for a in table for name in (a["name"], *a.get("names", ()))])
