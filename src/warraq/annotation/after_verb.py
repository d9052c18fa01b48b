"""The speaker as a verb-first language puts him after his verb: office, name, apposition, in that order.

A name that `mentions` knows comes first. Else the words up to what ends them are the speaker, and where an
office opens them the name begins after its last word (`رئيسة المجلس | فلانة الفلانية`).
"""

from functools import cached_property

from warraq.annotation.marks import MARKS
from warraq.annotation.people import SILENT, UNNAMED, Mention, Names, People, Speaker
from warraq.annotation.words import ARTICLE, ENDS, after_and, bare
from warraq.fold import fold

NAME_WITHIN = 14  # words from the verb to the name, its office between
PHRASE_WORDS = 12  # words of a speaker who is no known name: `مصدر أمني رفيع المستوى`
SKIPPED_WORDS = 6  # words of no account between verb and speaker
NEAR = 3  # words from the speaker's first to his name, where the first is no office we know: `شيخنا فلان`
POSSESSIVE_LETTERS = 5  # a noun with a pronoun has as many at least
MARKED_WORDS = 4  # words in marks that are part of an office: `رئيس كتلة «…» فلان`
HONOUR = 20  # words from `معالي` to the name, offices between
APPOSED = 8  # words of an office after a name
OBLIQUE, NOMINATIVE = ("أبا ", "أبي "), "أبو "  # `سألت أبا فلان`: the name is أبو فلان


class AfterVerb(People):
    """The people of one text, and who of them stands at a place after a verb."""

    @cached_property
    def marked(self) -> dict[int, int]:
        """A few words in marks: the opening mark → the closing one."""
        return {q.opening: q.closing for q in self.quoted if q.closing - q.opening <= MARKED_WORDS + 1}

    @cached_property
    def in_office(self) -> set[int]:
        """The words of titles before names."""
        return {k for i, title in self.titles.items() for k in range(title, i)}

    def _mentioned(self, first: int, limit: int) -> Speaker | None:
        """The first person or organisation named in `جاء في بيان لـ…`."""
        for i in range(first, min(limit, first + NAME_WITHIN)):
            mention = self.starting.get(i)
            if mention and mention.type in ("person", "organisation"):
                return self._speaker(mention)
        return None

    def _of(self, first: int, limit: int) -> Speaker | None:
        """`وفقا لـ` written with the word after it: the phrase without its ل."""
        if first >= limit:
            return None
        last = first + 1
        while last < min(limit, first + PHRASE_WORDS) and not self._ends_phrase(last):
            last += 1
        phrase = self.printed(first, last)
        if not phrase.startswith("ل"):
            return None
        name = "ال" + phrase[2:] if phrase.startswith("لل") else phrase[1:]
        held = self.by_head(fold(name)) if last == first + 1 and name.startswith("ال") else None
        return held or Speaker(name)

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
        if self.form(i) in self.speech.prayed_to:  # دعا الله أن
            return SILENT
        if self.form(i) in self.speech.honoured:
            return self._honoured(i)
        while self.form(i) in self.honorifics and self.form(i + 1) in self.offices and i + 1 < limit:
            i += 1  # معالي | مدير …
        while self.form(i) in self.speech.abbreviations and self.form(i + 1) == "." and i + 2 < limit:
            i += 2  # أ.د.
        named = self._named(i, limit) or self._apposed_last(i, limit)
        return named or self._in_marks(i) or self._phrase(i, limit)

    def _apposed_last(self, first: int, limit: int) -> Speaker | None:
        """The name between a comma and what is said: `قال كبير العلماء الذين …، فلان، إن`."""
        person = self.ending.get(limit - (self.form(limit - 1) == ","))
        if not person or person.type != "person" or person.prefixed or person.first <= first:
            return None
        return self._speaker(person) if self.form(person.first - 1) == "," else None

    def _honoured(self, i: int) -> Speaker:
        """`سموه`, `معاليه`: who spoke last; else the first who bears that honour."""
        if self.last.name:
            return self.last
        noun = fold(self.form(i).removesuffix("ها").removesuffix("ه"))
        noun = noun[:-1] + "ه" if noun.endswith("ت") else noun  # فضيلته
        for m in self.persons:
            if m.first > i:
                break
            start = max(self.sentences.first[m.first], m.first - HONOUR)
            if not {noun, "ال" + noun}.isdisjoint(self.words.forms[start : m.first]):
                return self._speaker(m)
        return UNNAMED

    def _in_marks(self, i: int) -> Speaker | None:
        """`قالت «شركة» إن …`: a speaker whose name stands in marks, and is no mention."""
        closing = self.marked.get(i)
        if closing is None or self.form(closing + 1) not in self.speech.conjunctions:
            return None
        name = self.printed(i + 1, closing)
        return self._only(self.full.get(fold(name), {})) or Speaker(name) if name else None

    def _named(self, i: int, limit: int) -> Speaker | None:
        """A mention that starts here, or a person whose office starts here."""
        mention = self.starting.get(i)
        if not mention and self.form(i) in MARKS:  # قالت «…»
            mention = self.starting.get(i + 1)
        if not mention and self.form(i + 1) in MARKS:  # صحيفة «…»
            mention = self.starting.get(i + 2)
        if mention and (not mention.prefixed or self.form(i).startswith("لل")):
            return self._coordinated(mention, limit)
        if self.form(i) in self.speech.adjuncts or self.form(i) in self.speech.objects:
            return None
        if self._possessive(i):
            return self._kin(i)
        for j in range(i + 1, min(limit, i + NAME_WITHIN)):
            person = self.starting.get(j)
            if person and person.type == "person" and not person.prefixed:
                title = self.titles.get(j, -1)
                near = i <= title or self.form(i) in self.offices or j - i < NEAR
                if near and not self._parted(i, max(i, title)):
                    speaker = self._speaker(person)
                    self._hold(i, j, speaker, self.by_title)
                    if self.form(i) in self.offices or self.form(i) in self.honorifics:
                        self.meet(Speaker(speaker.name, speaker.mention, self.form(i)))
                    return speaker
                return None
            abbreviated = self.form(j) == "." and self.form(j - 1) in self.speech.abbreviations
            if (self.form(j) in ENDS and not abbreviated) or self.form(j) == ":" or self._leads_away(j):
                return None
        return None

    def _kin(self, i: int) -> Speaker | None:
        """`ابنته الدكتورة فلانة`, `صاحبتها فلانة`: someone by what she is to another."""
        for j in (i + 1, i + 2):
            person = self.starting.get(j)
            if person and person.type == "person" and not person.prefixed:
                return self._speaker(person) if self.titles.get(j, i + 1) == i + 1 else None
        return None

    def _leads_away(self, j: int) -> bool:
        """Whether the speaker ends here: `مع …`, `بحضور …`; `في العراق` may be of his office."""
        return self.form(j) in self.speech.adjuncts and j + 1 not in self.in_office and not self._links(j)

    def _links(self, j: int) -> bool:
        """Whether a word leads on to where an office is held: `وزيرة البساتين في حكومة …`."""
        place = self.starting.get(j + 1)  # السفير في عمان …
        held = self.form(j + 1) in self.complements or (
            place is not None and place.type in ("city", "country")
        )
        return self.form(j) in self.office_links and held

    def _parted(self, first: int, last: int) -> bool:
        return any(
            (self.form(k) in self.speech.adjuncts and not self._links(k)) or self.form(k) == ","
            for k in range(first, last)
        )

    def _coordinated(self, mention: Mention, limit: int) -> Speaker:
        """`العراق والولايات المتحدة`: both, as printed."""
        other = self.starting.get(mention.last)
        if other and other.prefixed and mention.last < limit and self.form(other.first).startswith("و"):
            return Speaker(self.printed(mention.first, other.last), mention.seq)
        return self._speaker(mention)

    def _speaker(self, mention: Mention) -> Speaker:
        name = mention.name
        for oblique in OBLIQUE:
            if name.startswith(oblique):
                name = NOMINATIVE + name.removeprefix(oblique)
        return Speaker(name, mention.seq, self._title_of(mention))

    def _phrase(self, i: int, limit: int) -> Speaker | None:
        """A speaker who is no known name, as printed: an office, a source, a statement."""
        first = self.form(i)
        if not first[:1].isalpha() or first in self.speech.adjuncts or first in self.speech.objects:
            return None
        if first in self.speech.participles or self._possessive(i) or self._particle(first):
            return None
        j, name = self._phrase_end(i, limit)
        if j == i + 1 and first.startswith(("ب", "ل")):  # بمعالجة
            return None
        known = self._only(self.by_title.get(self.words.key(i, j), {})) or self._again(i, j)
        if known:
            return known
        name = name or self._name_in(i, j)
        if name == i and j - i > 1 and first in self.before_surname and not self._adjectival(i + 1):
            name = i + 1  # الدكتور فلان
        speaker = Speaker(self.printed(name, j), None, first if name > i else "")
        if name > i:
            self.meet(speaker)
            self._hold(i, name, speaker, self.by_title)
        elif j - i > 1 or not first.startswith("ال"):
            self.meet(speaker, "person" if first.startswith("ال") else "organisation")
        return speaker

    def _adjectival(self, i: int) -> bool:
        return self.form(i) in self.nationality or self.form(i) in self.adjectives

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
        first = self.form(i)
        office = first in self.offices or first in self.honorifics or first.removesuffix("ه") in self.offices
        if not office and not first.startswith("ال"):
            return i
        for m in range(j - 2, i - 1, -1):
            following = self.form(m + 1)
            place = self.starting.get(m)
            ends = self.form(m).startswith(ARTICLE) or (place is not None and place.type == "city")
            if ends and j - m > 2 and not self._official(following):
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
            or form in speech.participles
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
        text = first.removeprefix("ال") in self.speech.texts
        if j - i == 1 and text:
            return self.last if self.last.name else None
        if j - i == 2 and text and self.form(i + 1).startswith("ال"):  # بيان المنظمة
            return self._again(i + 1, j)
        if j - i == 1 and first.startswith("ال") and first[2:] in self.speech.gatherings:
            return self.convener(i)
        if not first.startswith("ال"):
            return None
        other = j - i > 2 and not self.nationality.isdisjoint(self.words.forms[i:j])  # المدرب الروماني
        if self.last.name and self.last.title.removeprefix("ال") == first[2:] and not other:
            return self.last
        if j - i > 1:
            return None
        return self.by_head(first) or self.foremost(first[2:], i) or self.by_field(first, i)

    def _hold(self, start: int, person: int, speaker: Speaker, held: Names) -> None:
        """Remember who holds an office, by every beginning of it: `مدير المحطة`."""
        either = after_and(self.form(start), self.speech.language)
        head = min((rest for _, rest in either if rest in self.offices), key=len, default=self.form(start))
        forms = [head, *(f for f in self.words.forms[start + 1 : person] if f not in (",", "."))]
        for last in range(2, len(forms) + 1):
            held.setdefault(" ".join(forms[:last]), {}).setdefault(speaker.name or "", speaker)

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

    @cached_property
    def by_title(self) -> Names:
        """Every beginning of an office before a name → who holds it."""
        held: Names = {}
        for person in self.persons:
            if (start := self.titles.get(person.first)) is not None:
                speaker = Speaker(person.name, person.seq, self._title_of(person))
                self._hold(start, person.first, speaker, held)
            if office := self._office_after(person):
                self._hold(*office, Speaker(person.name, person.seq, self.form(office[0])), held)
        return held

    def _office_after(self, person: Mention) -> tuple[int, int] | None:
        """The words of the office that stands after a name: `فلان المتحدث باسم …`, `فلان، وزير …`."""
        first = self.after_name(person)
        if self.form(first) not in self.offices or first in self.starting:
            return None
        last = first + 1
        while last < first + APPOSED and not self._ends_phrase(last):
            last += 1
        return first, last

    def _nouns(self, i: int) -> set[str]:
        """What a word may be without its particles and its article."""
        return {rest.removeprefix("ال") for _, rest in bare(self.form(i), self.speech.language)}
