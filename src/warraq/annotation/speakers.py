"""Who speaks where the verb comes first: the noun after it, or before it, or the one who spoke last.

Arabic: VERB + SPEAKER (office, name, apposition) + what is said. Where no speaker follows (`وأضاف:`), it is
the one who spoke before, of the gender of the verb, never the name that happens to stand nearest.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from warraq import packs
from warraq.annotation.marks import MARKS, Quoted
from warraq.annotation.people import SILENT, UNKNOWN, UNNAMED, Mention, People, Speaker
from warraq.annotation.sentences import Sentences
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.words import ARTICLE, ENDS, Words, after_and, bare, word_set
from warraq.fold import fold

NAME_WITHIN = 14  # words from the verb to the name, its office between
PHRASE_WORDS = 12  # words of a speaker who is no known name: `مصدر أمني رفيع المستوى`
SKIPPED_WORDS = 6  # words of no account between verb and speaker
NEAR = 3  # words from the speaker's first to his name, where the first is no office we know: `شيخنا فلان`
POSSESSIVE_LETTERS = 5  # a noun with a pronoun has as many at least
MARKED_WORDS = 4  # words in marks that are part of an office: `رئيس كتلة «…» فلان`
TOPIC_SENTENCES = 2  # sentences back to the one that brought in who speaks now


class VerbFirst(People):
    """The speakers of one text; `settle` is asked cue by cue, in order, and remembers who spoke last."""

    def __init__(
        self,
        words: Words,
        speech: Speech,
        mentions: list[Mention],
        sentences: Sentences,
        quoted: Sequence[Quoted],
    ) -> None:
        super().__init__(words, speech, mentions, sentences)
        self.marked = {q.opening: q.closing for q in quoted if q.closing - q.opening <= MARKED_WORDS + 1}
        self.in_office = {k for i, title in self.titles.items() for k in range(title, i)}
        self.by_title: dict[str, dict[str, Speaker]] = {}
        for person in self.persons:
            if (start := self.titles.get(person.first)) is not None:
                self._hold(start, person.first, Speaker(person.name, person.seq, self._title_of(person)))

    # Who said it ----------------------------------------------------------------------------------

    def settle(self, cue: Cue, limit: int, speaks: bool, start: int | None) -> Speaker:
        sentence = self.sentences.first[cue.first]
        self.enter(sentence)
        speaker = self.fullest(self._settle(cue, limit, sentence))
        again = speaker in (self.last, self.in_sentence)
        if again and speaker.mention in self.single and self._plural(cue):
            return UNKNOWN
        if speaker.name and (speaks or (speaker.mention is not None and cue.kind != "according")):
            self.remember(speaker, self._gender(cue) if cue.kind in ("verb", "weak") else "")
        return speaker

    def _plural(self, cue: Cue) -> bool:
        """Whether more than one says it: `وأضافوا`, `معتبرين`."""
        return self.form(cue.first).endswith(self.speech.plural_endings)

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
            if self.form(cue.last).startswith("ال") and (own := self._after(cue.last, limit)):
                return own if own.mention is not None or own.title else self.in_sentence
            if self.in_sentence.name:
                return self.in_sentence
            return self._subject_of_sentence(sentence, cue.first) or self._before_now(cue, sentence)
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
        past = self._had_said(cue, sentence, limit)
        after = past or self._after(cue.last, limit)
        return after or self._before(cue.first, sentence) or self._left_out(cue, sentence)

    def _according(self, first: int, limit: int) -> Speaker:
        """`وفقا لـ X`, `بحسب X`; a document speaks for nobody."""
        if self._nouns(first) & (self.speech.documents | self.speech.media) or self._is_agency(first):
            return SILENT
        named = self._mentioned(first, min(limit, first + PHRASE_WORDS // 2))
        return named or self._after(first, limit) or self._of(first, limit) or UNKNOWN

    def _nouns(self, i: int) -> set[str]:
        """What a word may be without its particles and its article."""
        return {rest.removeprefix("ال") for _, rest in bare(self.form(i), self.speech.language)}

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
        if self.form(i) in self.speech.media or self.form(i) in self.speech.sayings:
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
        if not cue.leading and not self.in_sentence.name:
            return UNKNOWN
        if self.in_sentence.name and self._agrees(self.in_sentence, cue):
            return self.in_sentence
        if cue.first == sentence or self._adverbial(sentence) or self.in_sentence.name:
            return self._before_now(cue, sentence)
        found = self._subject_of_sentence(sentence, cue.first)
        return found or self._topic(cue, sentence, here=True) or UNKNOWN

    def _before_now(self, cue: Cue, sentence: int) -> Speaker:
        """Who spoke last, of the verb's gender; else whom the text has just brought in."""
        if cue.kind != "participle" and self.last.name and not self._agrees(self.last, cue):
            brought_in = self._topic(cue, sentence, here=True)
            spoke = (s for s in reversed(self.spoken) if self.gender.get(s.name or "") == self._gender(cue))
            return brought_in or next(spoke, self.last)
        return self.last if self.last.name else self._topic(cue, sentence, here=True) or self.last

    def _agrees(self, speaker: Speaker, cue: Cue) -> bool:
        """Whether the verb may be said of this speaker."""
        known = self.gender.get(speaker.name or "")
        return not known or known == self._gender(cue) or cue.kind == "participle"

    def _topic(self, cue: Cue, sentence: int, *, here: bool) -> Speaker | None:
        """The person whom one of the last sentences opened with: `كان فلان يتابع. …، قال`."""
        last = cue.first
        for _ in range(TOPIC_SENTENCES + here):
            n = bisect_left(self.persons, sentence, key=lambda m: m.first)
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

    # Someone named --------------------------------------------------------------------------------

    def _mentioned(self, first: int, limit: int) -> Speaker | None:
        """The first person or organisation named in `جاء في بيان لـ…`."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            mention = self.starting.get(i)
            if mention and mention.type in ("person", "organisation"):
                return self._speaker(mention)
        return None

    def _of(self, first: int, limit: int) -> Speaker | None:
        """`وفقا لـ` written with the word after it: the phrase without its ل."""
        last = first + 1
        while last < min(limit, first + PHRASE_WORDS) and not self._ends_phrase(last):
            last += 1
        phrase = self.printed(first, last)
        if not phrase.startswith("ل") or first >= limit:
            return None
        name = "ال" + phrase[2:] if phrase.startswith("لل") else phrase[1:]
        held = self.by_head(fold(name)) if last == first + 1 and name.startswith("ال") else None
        return held or Speaker(name)

    def _source(self, first: int, limit: int) -> int | None:
        """Where the speaker of `نقل X عن Y` begins."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            if self.form(i) in self.speech.relay_from or self.form(i) in self.speech.relay_from_last:
                return i + 1
        return None

    def _after(self, first: int, limit: int) -> Speaker | None:
        """The speaker who stands after the verb; None when none does."""
        i = first
        skipped = self.speech.skipped
        while i < limit and i - first < SKIPPED_WORDS and (self.form(i) in skipped or self.form(i) == ","):
            i += 1
        if i >= limit:
            return None
        if self.form(i) in self.speech.indefinite:
            return UNNAMED
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
                    self._hold(i, j, self._speaker(person))
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
            return Speaker(self.printed(mention.first, other.last), mention.seq)
        return self._speaker(mention)

    def _speaker(self, mention: Mention) -> Speaker:
        return Speaker(mention.name, mention.seq, self._title_of(mention))

    # A speaker who is no mention ------------------------------------------------------------------

    def _phrase(self, i: int, limit: int) -> Speaker | None:
        """A speaker who is no known name, as printed: an office, a source, a statement."""
        first = self.form(i)
        if not first[:1].isalpha() or first in self.speech.adjuncts or first in self.speech.objects:
            return None
        if self._possessive(i) or self._particle(first):
            return None
        j, name = self._phrase_end(i, limit)
        if j == i + 1 and first.startswith(("ب", "ل")):  # بمعالجة
            return None
        known = self._only(self.by_title.get(self.words.key(i, j), {})) or self._again(i, j)
        if known:
            return known
        name = name or self._name_in(i, j)
        speaker = Speaker(self.printed(name, j), None, first if name > i else "")
        if name > i:
            self.meet(speaker)
            self._hold(i, name, speaker)
        elif j - i > 1 or not first.startswith("ال"):
            self.meet(speaker, "person" if first.startswith("ال") else "organisation")
        return speaker

    def _phrase_end(self, i: int, limit: int) -> tuple[int, int]:
        """Where a phrase ends, and where a name begins in it after words in marks (0 where none do)."""
        first, name, j = self.form(i), 0, i + 1
        while j < min(limit, i + PHRASE_WORDS):
            if j in self.marked and self.marked[j] + 1 < limit and not self._ends_phrase(self.marked[j] + 1):
                j = name = self.marked[j] + 1
            elif self._ends_phrase(j) or (j > i + 1 and self._apposed_office(j, first)):
                break
            else:
                j += 1
        return j, name

    def _apposed_office(self, j: int, first: str) -> bool:
        """Whether an office in a phrase is said of the one before: `فلان الفلاني رئيس …`."""
        office = self.form(j) in self.offices and self.form(j) not in self.honorifics
        return office and first not in self.offices

    def _name_in(self, i: int, j: int) -> int:
        """Where the name begins in a phrase of office and name: after its last word with the article that
        words without one follow (`رئيسة المجلس | لبنى القلوع`)."""
        official = (
            self.form(i) in self.offices or self.form(i) in self.honorifics or self.form(i).startswith("ال")
        )
        if not official:
            return i
        for m in range(j - 2, i - 1, -1):
            following = self.form(m + 1)
            if self.form(m).startswith("ال") and j - m > 2 and not self._official(following):
                return m + 1
        return i

    def _official(self, form: str) -> bool:
        """Whether a word goes on with an office: one with the article, with ل, `باسم`."""
        ordinary = self.offices | self.complements | self.speech.objects
        return form not in self.given and (form.startswith((*ARTICLE, "ل", "ب")) or form in ordinary)

    def _ends_phrase(self, j: int) -> bool:
        form, speech = self.form(j), self.speech
        if (
            not form[:1].isalpha()
            or form in speech.adjuncts
            or form in speech.skipped
            or form in speech.verbs
        ):
            return True
        return form in speech.objects or self._particle(form) or self._possessive(j)

    def _again(self, i: int, j: int) -> Speaker | None:
        """Who a short phrase stands for: a surname, `المصدر ذاته`, a statement, an office."""
        first = self.form(i)
        if j - i == 2 and self.form(i + 1) in self.speech.same:
            return self.by_head(first) or (self.last if self.last.name else None)
        if j - i == 1 and first in self.full:
            return self._only(self.full[first])
        if j - i == 1 and first.removeprefix("ال") in self.speech.texts:
            return self.last if self.last.name else None
        if j - i > 2 or not first.startswith("ال"):
            return None
        if self.last.name and self.last.title.removeprefix("ال") == first[2:]:
            return self.last
        return self.by_head(first) if j - i == 1 else None

    def _hold(self, start: int, person: int, speaker: Speaker) -> None:
        """Remember who holds an office, by every beginning of it: `مدير المحطة`."""
        head = min(
            (r for _, r in after_and(self.form(start), self.speech.language) if r in self.offices),
            key=len,
            default="",
        )
        forms = [
            head or self.form(start),
            *(f for f in self.words.forms[start + 1 : person] if f not in (",", ".")),
        ]
        for last in range(2, len(forms) + 1):
            self.by_title.setdefault(" ".join(forms[:last]), {}).setdefault(speaker.name or "", speaker)

    def _possessive(self, i: int) -> bool:
        """`بيانه`, `التزامها`: something of the speaker's, so he is not named."""
        form = self.form(i)
        if form.startswith(ARTICLE[0]) or len(form) < POSSESSIVE_LETTERS:
            return False
        return self.words.slice(i, i + 1).endswith(self.speech.possessive_endings)

    def _particle(self, form: str) -> bool:
        """Whether ب or ل is written with the word: `بحضور`, `للصحفيين`."""
        if not form.startswith(("ب", "ل")):
            return False
        ordinary = self.speech.objects | self.speech.adjuncts
        return form.startswith(ARTICLE) or any(
            rest in ordinary for _, rest in bare(form, self.speech.language)
        )

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
