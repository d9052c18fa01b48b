"""Who speaks: the noun after the verb, or before it, or the one who spoke last.

Arabic puts the verb first: VERB + SPEAKER (office, name, apposition) + what is said. Where no speaker follows
(`وأضاف:`, `وقال في بيان`) it is the one who spoke before, never the name that happens to stand nearest.
"""

from dataclasses import dataclass

from warraq.annotation import names
from warraq.annotation.marks import MARKS
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.words import ENDS, Words, after_and, bare

NAME_WITHIN = 14  # words from the verb to the name, its office between
PHRASE_WORDS = 7  # words of a speaker who is no known name: `مصدر أمني رفيع المستوى`
SKIPPED_WORDS = 6  # words of no account between verb and speaker
_OPEN = frozenset('"“”„«»‟″:')


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
        lexicon = names.load(speech.language)
        self.titles = names.titles(words, lexicon) if lexicon else {}
        self.offices = lexicon.offices if lexicon else frozenset()
        self.by_title = self._by_title()
        self.last = UNKNOWN
        self.sentence_of_last = -1
        self.in_sentence = UNKNOWN

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words) else "\n"

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
        if speaker in (self.last, self.in_sentence) and self._plural(cue) and speaker.mention in self.single:
            return UNKNOWN
        if speaker.name and (speaks or speaker.mention is not None and cue.kind != "according"):
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
            return self._after(cue.last, limit) or UNKNOWN
        after, before = self._after(cue.last, limit), self._before(cue.first, sentence)
        if not self.speech.subject_after:
            return before or after or (self.last if self._pronoun(cue.first) else UNKNOWN)
        if after:
            return after
        if before:
            return before
        return self._left_out(cue, sentence) if cue.leading else UNKNOWN

    def _left_out(self, cue: Cue, sentence: int) -> Speaker:
        """The speaker of a verb that names none: who spoke before, unless the sentence began with another verb."""
        if self.in_sentence.name or cue.first == sentence or self._adverbial(sentence):
            return self.last
        return self._subject_of_sentence(sentence, cue.first) or UNKNOWN

    def _adverbial(self, first: int) -> bool:
        """Whether a sentence opens with no verb of its own: `وعن … قال`, `كما قال`, `من جانبه قال`."""
        forms = {rest for _, rest in after_and(self.form(first), self.speech.language)}
        return (
            bool(forms & (self.speech.adjuncts | self.speech.skipped | self.speech.relay_from))
            or not self.form(first)[:1].isalpha()
        )

    def _mentioned(self, first: int, limit: int) -> Speaker | None:
        """The first person or organisation named in `جاء في بيان لـ…`."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            mention = self.starting.get(i)
            if mention and mention.type in ("person", "organisation"):
                return Speaker(mention.name, mention.seq)
        return None

    def _pronoun(self, i: int) -> bool:
        return self.form(i - 1) in ("he", "she", "they") or self.form(i + 1) in ("he", "she", "they")

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
        while (
            i < limit
            and i - first < SKIPPED_WORDS
            and (self.form(i) in self.speech.skipped or self.form(i) == ",")
        ):
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
        for j in range(i + 1, min(limit, i + NAME_WITHIN)):
            person = self.starting.get(j)
            if person and person.type == "person" and not person.prefixed:
                title = self.titles.get(j)
                if title is not None and i <= title and not self._parted(i, title):
                    return Speaker(person.name, person.seq, self._title(title, j))
                return None
            if self.form(j) in ENDS or self.form(j) in _OPEN:
                return None
        return None

    def _parted(self, first: int, last: int) -> bool:
        return any(self.form(k) in self.speech.adjuncts or self.form(k) == "," for k in range(first, last))

    def _coordinated(self, mention: Mention, limit: int) -> Speaker:
        """`العراق والولايات المتحدة`: both, as printed."""
        other = self.starting.get(mention.last)
        if other and other.prefixed and mention.last < limit and self.form(other.first).startswith("و"):
            return Speaker(" ".join(self.words.slice(mention.first, other.last).split()), mention.seq)
        title = self.titles.get(mention.first)
        return Speaker(
            mention.name, mention.seq, self._title(title, mention.first) if title is not None else ""
        )

    def _phrase(self, i: int, limit: int) -> Speaker | None:
        """A speaker who is no known name, as printed: an office, a source, a statement."""
        speech = self.speech
        first, surface = self.form(i), self.words.slice(i, i + 1)
        if not first[:1].isalpha() or first in speech.adjuncts or first in speech.objects:
            return None
        if speech.subject_after and (
            self._possessive(first, surface) or first.startswith(("ب", "ل", "لل")) and self._particle(first)
        ):
            return None
        j = i
        while j < min(limit, i + PHRASE_WORDS) and self.form(j)[:1].isalpha():
            form = self.form(j)
            if j > i and (
                form in speech.adjuncts
                or form in speech.skipped
                or form in speech.verbs
                or self._particle(form)
            ):
                break
            if j > i + 1 and form in self.offices and first not in self.offices:  # an apposition
                break
            if j > i and self._possessive(form, self.words.slice(j, j + 1)):
                break
            j += 1
        key = self.words.key(i, j)
        known = self.by_title.get(key)
        if known:
            return known
        if self._again(first, surface, j - i):
            return self.last
        if not speech.subject_after:
            return None
        return Speaker(" ".join(self.words.slice(i, j).split()))

    def _again(self, first: str, surface: str, count: int) -> bool:
        """Whether a phrase is the last speaker again: by the head of his office, or the end of his name."""
        if count == 1 and self.last.name and self.last.name.split()[-1] == surface:
            return True
        return count <= 2 and first.startswith("ال") and self.last.title.removeprefix("ال") == first[2:]

    def _possessive(self, form: str, surface: str) -> bool:
        """`بيانه`, `التزامها`: something of the speaker's, so he is not named."""
        if form.startswith("ال") or len(form) < 5:
            return False
        return surface.endswith(("ه", "ها", "هم", "هما"))

    def _particle(self, form: str) -> bool:
        """Whether ب or ل is written with the word: `بحضور`, `للصحفيين`."""
        return (
            form.startswith(("لل", "بال"))
            or form.startswith(("ب", "ل"))
            and any(
                rest in self.speech.objects or rest in self.speech.adjuncts
                for _, rest in bare(form, self.speech.language)
            )
        )

    def _before(self, i: int, sentence: int) -> Speaker | None:
        """The speaker who stands before the verb: `وكان X قال`, `X said`."""
        j = i - 1
        while (
            j >= sentence
            and i - j < SKIPPED_WORDS
            and (
                self.form(j) in self.speech.skipped
                or self.form(j) in (",", "كان", "وكان", "وكانت", "الذي", "التي")
            )
        ):
            j -= 1
        mention = self.ending.get(j + 1)
        if mention and mention.first >= sentence and not (mention.prefixed and self.speech.subject_after):
            start = self.titles.get(mention.first, mention.first)
            led = self.form(start - 1)
            led_by_verb = led in self.speech.verbs
            if start == sentence or not (
                led in self.speech.adjuncts or led_by_verb or self._in_construct(start, sentence)
            ):
                return Speaker(mention.name, mention.seq)
        if self.form(i - 1) == "," or not self.speech.subject_after:
            return self._apposed(i, sentence)
        return None

    def _in_construct(self, start: int, sentence: int) -> bool:
        """Whether the word before belongs to the same noun phrase: `بيان مشترك للولايات المتحدة يقول`."""
        if not self.speech.subject_after:
            return False
        before = self.form(start - 1)
        opening = before in ENDS or before in (
            ",",
            "كان",
            "وكان",
            "وكانت",
            "ان",
            "بان",
            "فان",
            "اذ",
            "حيث",
            "كما",
            "ولكن",
            "لكن",
            ":",
        )
        return not opening and start > sentence

    def _apposed(self, i: int, sentence: int) -> Speaker | None:
        """`X، the OFFICE، قال`: the mention the sentence begins with."""
        mention = (
            self.starting.get(sentence)
            or next(
                (self.starting[k] for k, t in self.titles.items() if t == sentence and k in self.starting),
                None,
            )
            if self.form(i - 1) == ","
            else None
        )
        return (
            Speaker(mention.name, mention.seq)
            if mention and mention.type == "person" and mention.first < i
            else None
        )

    # Offices --------------------------------------------------------------------------------------

    def _title(self, first: int, name: int) -> str:
        """The folded head of the office before a name, without its particles."""
        del name
        return self.form(first).removeprefix("و")

    def _by_title(self) -> dict[str, Speaker]:
        """Every beginning of an office that a name follows → that person; none where two share it."""
        found: dict[str, set[str]] = {}
        where: dict[str, Speaker] = {}
        for person in self.persons:
            start = self.titles.get(person.first)
            if start is None:
                continue
            forms = [f for f in self.words.forms[start : person.first] if f not in (",", ".")]
            forms[0] = (
                min((rest for _, rest in after_and(forms[0], self.speech.language)), key=len)
                if forms[0].startswith("وا")
                else forms[0]
            )
            for last in range(2, len(forms) + 1):
                key = " ".join(forms[:last])
                found.setdefault(key, set()).add(person.name)
                where.setdefault(key, Speaker(person.name, person.seq, forms[0]))
        return {key: where[key] for key, of in found.items() if len(of) == 1}
