"""Who speaks: the noun after the verb, or before it, or the one who spoke last.

Arabic puts the verb first: VERB + SPEAKER (office, name, apposition) + what is said. Where no speaker follows
(`وأضاف:`, `وقال في بيان`) it is the one who spoke before, never the name that happens to stand nearest.
"""

from bisect import bisect_left
from dataclasses import dataclass

from warraq.annotation import lexicon
from warraq.annotation.marks import MARKS
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.titles import titles
from warraq.annotation.words import ARTICLE, ENDS, Words, after_and, bare

NAME_WITHIN = 14  # words from the verb to the name, its office between
PHRASE_WORDS = 7  # words of a speaker who is no known name: `مصدر أمني رفيع المستوى`
SKIPPED_WORDS = 6  # words of no account between verb and speaker
NEAR = 3  # words from the speaker's first to his name, where the first is no office we know: `شيخنا فلان`
POSSESSIVE_LETTERS = 5  # a noun with a pronoun has as many at least


@dataclass(frozen=True)
class Mention:
    """A row of `mentions` in the text: its words [first, last) and what it names."""

    seq: int
    type: str
    name: str
    first: int
    last: int
    prefixed: bool


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the mention that says so; both empty when the text does not say."""

    name: str | None = None
    mention: int | None = None
    title: str = ""


UNKNOWN = Speaker()


class Speakers:
    """The speakers of one text; `settle` is asked cue by cue, in order, and remembers who spoke last."""

    def __init__(self, words: Words, speech: Speech, mentions: list[Mention], sentences: list[int]) -> None:
        self.words, self.speech, self.sentences = words, speech, sentences
        self.starting = {m.first: m for m in mentions}
        self.ending = {m.last: m for m in mentions}
        self.single = {m.seq for m in mentions if m.type == "person"}
        self.persons = [m for m in mentions if m.type == "person"]
        known = lexicon.load(speech.language)
        self.titles = titles(words, known) if known else {}
        self.offices = known.offices if known else frozenset()
        self.in_office = {k for i, title in self.titles.items() for k in range(title, i)}
        self.office_of = {
            m.name: self._office(m.first) for m in reversed(self.persons) if m.first in self.titles
        }
        self.by_title = self._by_title()
        self.last = UNKNOWN
        self.sentence_of_last = -1
        self.in_sentence = UNKNOWN

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words.forms) else "\n"

    # Who said it ----------------------------------------------------------------------------------

    def settle(self, cue: Cue, limit: int, speaks: bool) -> Speaker:
        """The speaker of a cue; `limit` is the word its content begins at, `speaks` whether it has any.

        Who speaks is remembered; who does something else with such a verb (`أكد التزامه`) only when named.
        """
        sentence = self.sentences[cue.first]
        if sentence != self.sentence_of_last:
            self.in_sentence = UNKNOWN
            self.sentence_of_last = sentence
        speaker = self._settle(cue, limit, sentence)
        again = speaker in (self.last, self.in_sentence)
        if again and speaker.mention in self.single and self._plural(cue):
            return UNKNOWN
        if speaker.name and (speaks or (speaker.mention is not None and cue.kind != "according")):
            self.last = self.in_sentence = speaker
        return speaker

    def _plural(self, cue: Cue) -> bool:
        """Whether more than one says it: `وأضافوا`, `معتبرين`."""
        return bool(self.speech.plural_endings) and self.form(cue.first).endswith(self.speech.plural_endings)

    def _settle(self, cue: Cue, limit: int, sentence: int) -> Speaker:
        if cue.kind == "closing":
            return self.in_sentence if self.in_sentence.name else self.last
        if cue.kind == "participle":
            if self.in_sentence.name:
                return self.in_sentence
            return self._subject_of_sentence(sentence, cue.first) or self.last
        if cue.kind == "relay":
            source = self._source(cue.last, limit)
            if source and self.form(source - 1) in self.speech.relay_from_last:
                return self.last
            return (source and self._after(source, limit)) or UNKNOWN
        if cue.kind == "said_in":
            return self._mentioned(cue.last, limit) or self._after(cue.last, limit) or UNKNOWN
        if cue.kind == "according":
            named = self._mentioned(cue.last, min(limit, cue.last + PHRASE_WORDS // 2))
            return named or self._after(cue.last, limit) or self._of(cue.last, limit)
        after, before = self._after(cue.last, limit), self._before(cue.first, sentence)
        if not self.speech.subject_after:
            return before or after or (self.last if self._pronoun(cue.first) else UNKNOWN)
        if after:
            return after
        if before:
            return before
        return self._left_out(cue, sentence) if cue.leading else UNKNOWN

    def _left_out(self, cue: Cue, sentence: int) -> Speaker:
        """The speaker of a verb that names none: who spoke before, or the subject of the verb before it."""
        if self.in_sentence.name or cue.first == sentence or self._adverbial(sentence):
            return self.last
        return self._subject_of_sentence(sentence, cue.first) or UNKNOWN

    def _adverbial(self, first: int) -> bool:
        """Whether a sentence opens with no verb of its own: `وعن … قال`, `كما قال`, `من جانبه قال`."""
        forms = {rest for _, rest in after_and(self.form(first), self.speech.language)}
        ordinary = self.speech.adjuncts | self.speech.skipped | self.speech.relay_from
        return bool(forms & ordinary) or not self.form(first)[:1].isalpha()

    def _mentioned(self, first: int, limit: int) -> Speaker | None:
        """The first person or organisation named in `جاء في بيان لـ…`."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            mention = self.starting.get(i)
            if mention and mention.type in ("person", "organisation"):
                return self._speaker(mention)
        return None

    def _of(self, first: int, limit: int) -> Speaker:
        """`وفقا لـ` written with the word after it: the phrase without its ل."""
        last = first + 1
        while last < min(limit, first + PHRASE_WORDS) and not self._ends_phrase(last):
            last += 1
        phrase = " ".join(self.words.slice(first, last).split())
        if not phrase.startswith("ل") or first >= limit:
            return UNKNOWN
        return Speaker("ال" + phrase[2:] if phrase.startswith("لل") else phrase[1:])

    def _pronoun(self, i: int) -> bool:
        return self.form(i - 1) in self.speech.pronouns or self.form(i + 1) in self.speech.pronouns

    def _source(self, first: int, limit: int) -> int | None:
        """Where the speaker of `نقل X عن Y` begins."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            if self.form(i) in self.speech.relay_from or self.form(i) in self.speech.relay_from_last:
                return i + 1
        return None

    def _subject_of_sentence(self, sentence: int, limit: int) -> Speaker | None:
        """The mention that is the subject of a sentence whose verb is no verb of speech."""
        found = self._named(sentence + 1, limit) or self._named(sentence, limit)
        return found if found and found.mention is not None else None

    def _after(self, first: int, limit: int) -> Speaker | None:
        """The speaker who stands after the verb; None when none does."""
        i = first
        skipped = self.speech.skipped
        while i < limit and i - first < SKIPPED_WORDS and (self.form(i) in skipped or self.form(i) == ","):
            i += 1
        if i >= limit:
            return None
        return self._named(i, limit) or self._phrase(i, limit)

    def _named(self, i: int, limit: int) -> Speaker | None:
        """A mention that starts here, or a person whose office starts here."""
        mention = self.starting.get(i)
        if not mention and self.form(i) in MARKS:  # قالت «…»
            mention = self.starting.get(i + 1)
        if not mention and self.form(i + 1) in MARKS:  # صحيفة «…»
            mention = self.starting.get(i + 2)
        if mention and (not mention.prefixed or self.form(i).startswith("لل")):
            return self._coordinated(mention, limit)
        if self.form(i) in self.speech.adjuncts or self.form(i) in self.speech.objects or self._possessive(i):
            return None
        for j in range(i + 1, min(limit, i + NAME_WITHIN)):
            person = self.starting.get(j)
            if person and person.type == "person" and not person.prefixed:
                title = self.titles.get(j, -1)
                near = i <= title or self.form(i) in self.offices or j - i < NEAR
                if near and not self._parted(i, max(i, title)):
                    return self._speaker(person)
                return None
            if self.form(j) in ENDS or self.form(j) == ":" or self._leads_away(j):
                return None
        return None

    def _leads_away(self, j: int) -> bool:
        """Whether the speaker ends here: `مع …`, `بحضور …`; `في العراق` may be of his office."""
        return self.form(j) in self.speech.adjuncts and j + 1 not in self.in_office

    def _parted(self, first: int, last: int) -> bool:
        return any(self.form(k) in self.speech.adjuncts or self.form(k) == "," for k in range(first, last))

    def _coordinated(self, mention: Mention, limit: int) -> Speaker:
        """`العراق والولايات المتحدة`: both, as printed."""
        other = self.starting.get(mention.last)
        if other and other.prefixed and mention.last < limit and self.form(other.first).startswith("و"):
            return Speaker(" ".join(self.words.slice(mention.first, other.last).split()), mention.seq)
        return self._speaker(mention)

    def _phrase(self, i: int, limit: int) -> Speaker | None:
        """A speaker who is no known name, as printed: an office, a source, a statement."""
        first, surface = self.form(i), self.words.slice(i, i + 1)
        if not first[:1].isalpha() or first in self.speech.adjuncts or first in self.speech.objects:
            return None
        if self._possessive(i) or self._particle(first):
            return None
        j = i + 1
        while j < min(limit, i + PHRASE_WORDS) and not self._ends_phrase(j):
            if j > i + 1 and self.form(j) in self.offices and first not in self.offices:  # an apposition
                break
            j += 1
        if j == i + 1 and self.speech.subject_after and first.startswith(("ب", "ل")):  # بمعالجة
            return None
        known = self.by_title.get(self.words.key(i, j))
        if known or self._again(first, surface, j - i, i + 1):
            return known or self.last
        return Speaker(" ".join(self.words.slice(i, j).split())) if self.speech.subject_after else None

    def _ends_phrase(self, j: int) -> bool:
        form, speech = self.form(j), self.speech
        if (
            not form[:1].isalpha()
            or form in speech.adjuncts
            or form in speech.skipped
            or form in speech.verbs
        ):
            return True
        return self._particle(form) or self._possessive(j)

    def _again(self, first: str, surface: str, count: int, second: int) -> bool:
        """Whether a phrase is the last speaker again: by the head of his office, or the end of his name."""
        if count == 1 and self.last.name and self.last.name.split()[-1] == surface:
            return True
        if count == 2 and self.form(second) in self.speech.same:
            return True
        return count <= 2 and first.startswith("ال") and self.last.title.removeprefix("ال") == first[2:]

    def _possessive(self, i: int) -> bool:
        """`بيانه`, `التزامها`: something of the speaker's, so he is not named."""
        form = self.form(i)
        if form.startswith(ARTICLE[0]) or len(form) < POSSESSIVE_LETTERS:
            return False
        return self.words.slice(i, i + 1).endswith(self.speech.possessive_endings)

    def _particle(self, form: str) -> bool:
        """Whether ب or ل is written with the word: `بحضور`, `للصحفيين`."""
        if not self.speech.subject_after or not form.startswith(("ب", "ل")):
            return False
        ordinary = self.speech.objects | self.speech.adjuncts
        return form.startswith(ARTICLE) or any(
            rest in ordinary for _, rest in bare(form, self.speech.language)
        )

    def _before(self, i: int, sentence: int) -> Speaker | None:
        """The speaker who stands before the verb: `وكان X قال`, `X said`."""
        between = self.speech.skipped | self.speech.auxiliaries
        j = i - 1
        while j >= sentence and i - j < SKIPPED_WORDS and (self.form(j) in between or self.form(j) == ","):
            j -= 1
        mention = self.ending.get(j + 1)
        if mention and mention.first >= sentence and not (mention.prefixed and self.speech.subject_after):
            start = self.titles.get(mention.first, mention.first)
            if start == sentence or self._opens_clause(start):
                return self._speaker(mention)
        return self._apposed(i, sentence) if self.form(i - 1) == "," else None

    def _opens_clause(self, start: int) -> bool:
        """Whether a noun before the verb is its subject, and no part of `بيان للولايات المتحدة يقول`."""
        before = self.form(start - 1)
        if not self.speech.subject_after:
            return before not in self.speech.adjuncts and before not in self.speech.verbs
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

    def _speaker(self, mention: Mention) -> Speaker:
        return Speaker(mention.name, mention.seq, self.office_of.get(mention.name, ""))

    # Offices --------------------------------------------------------------------------------------

    def _office(self, person: int) -> str:
        """The folded head of the office before a name, empty when there is none."""
        title = self.titles.get(person)
        return "" if title is None else min((r for _, r in self._heads(title)), key=len)

    def _heads(self, i: int) -> list[tuple[int, str]]:
        """The word, and without the و before it when that leaves an office."""
        either = after_and(self.form(i), self.speech.language)
        return [e for e in either if e[1] in self.offices] or [either[0]]

    def _by_title(self) -> dict[str, Speaker]:
        """Every beginning of an office that a name follows → that person; none where two share it."""
        found: dict[str, set[str]] = {}
        where: dict[str, Speaker] = {}
        for person in self.persons:
            start = self.titles.get(person.first)
            if start is None:
                continue
            head = self._office(person.first)
            forms = [head, *(f for f in self.words.forms[start + 1 : person.first] if f not in (",", "."))]
            for last in range(2, len(forms) + 1):
                key = " ".join(forms[:last])
                found.setdefault(key, set()).add(person.name)
                where.setdefault(key, Speaker(person.name, person.seq, head))
        return {key: where[key] for key, of in found.items() if len(of) == 1}
