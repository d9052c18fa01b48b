"""One text, read for what is said in it: its sentences, its marks, its cues, and what each cue attributes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from warraq.annotation import marks, speech
from warraq.annotation.marks import Quoted
from warraq.annotation.people import DOCUMENT, UNKNOWN, Mention, Speaker
from warraq.annotation.sentences import Sentences
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.subjects import speakers_of
from warraq.annotation.words import ENDS, Words, after_and, bare

REACH = 45  # words from a cue to what it attributes: an office, a name, the occasion
WEAK_REACH = 16  # the same for a verb that is a common word too
COLON_REACH = 14  # words from a cue to the colon before words with no marks
BEHIND_REACH = 8  # words from the end of a quotation back to its verb, the speaker between
NEAR_WORDS = 2  # words between the marks for a quotation after a colon, or of a predicate
FAR_WORDS = 4  # for any other
CLAUSE_WORDS = 3  # words of an indirect quotation
SOURCE_WORDS = 10  # words of the source in `according to …,`
SUBJECT_WORDS = 2  # words of a clause before the marks that hold all of its predicate
COUNTED = 40  # words counted; whether there are more makes no difference
GAP = 6  # stops and line breaks between two quotations that go on from one another
ADVERB_WORDS = 3  # words between a clause and the verb after it: `… da sözlerine ekledi`


@dataclass(frozen=True)
class Content:
    """What a cue attributes: from word `first` on, announced by word `limit` (`أن`, a colon, a mark).

    `how` is `marks` (in quotation marks), `clause` or `colon` (after one, with no marks).
    """

    how: str
    first: int
    limit: int
    kind: str = "direct"  # of words in marks


@dataclass(frozen=True)
class Quote:
    """One quotation, in words [first, last)."""

    first: int
    last: int
    kind: str
    cue: Cue | None
    speaker: Speaker


class Reader:
    """The quotations of one text."""

    def __init__(self, words: Words, known: Speech, mentions: list[Mention]) -> None:
        self.words, self.known = words, known
        self.quoted = marks.quoted(words, known.raya)
        self.opening = {q.opening: q for q in self.quoted}
        self.closing = {q.closing: q for q in self.quoted}
        persons = [range(m.first, m.last) for m in mentions if m.type == "person"]
        self.sentences = Sentences(words, self.quoted, persons, known.abbreviations)
        self.cues = [c for c in speech.cues(words, known) if self._counts(c)]
        self.speakers = speakers_of(words, known, mentions, self.sentences, self.quoted)
        self.claimed: set[int] = set()

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words.forms) else "\n"

    def is_word(self, i: int) -> bool:
        return self.form(i)[:1].isalnum()

    def count(self, first: int, last: int) -> int:
        """The words of a stretch, as far as they matter."""
        return sum(form[:1].isalnum() for form in self.words.forms[first : min(last, first + COUNTED)])

    def _counts(self, cue: Cue) -> bool:
        """Whether a cue is read: not inside a quotation, not denied, and no common word amid a clause."""
        before, form = self.form(cue.first - 1), self.form(cue.first)
        if before in self.known.negations or (form in self.known.tags and before != ","):
            return False
        following = self.form(cue.last).removeprefix("ال")
        if cue.kind == "weak" and following in self.known.gatherings:  # عقب الجلسة
            return False
        if before == "قد" and self._present(form[cue.left_out :]):  # قد توضح
            return False
        return not self.sentences.inside[cue.first] and (cue.kind != "weak" or cue.leading)

    def _present(self, form: str) -> bool:
        """Whether a verb of Arabic is in the present."""
        return form.startswith("ي") or (form.startswith("ت") and "ي" + form[1:] in self.known.cue_words)

    # Reading --------------------------------------------------------------------------------------

    def quotes(self) -> Iterator[Quote]:
        """The quotations, cue by cue."""
        contents = [self._content(n) for n in range(len(self.cues))]
        pairs = list(zip(self.cues, contents, strict=True))
        chain = [cue.first for cue, content in pairs if self._chains(cue, content)]
        directs: list[Quote] = []
        told_in: dict[int, Quote] = {}  # the last clause of each sentence
        told = 0  # where the last clause ends: a verb inside it with no one named is part of what is told
        for cue, content in pairs:
            limit = content.limit if content else min(cue.last + REACH, self.sentences.end[cue.first])
            behind = self._behind(cue) if self._may_follow(content) else None
            before = None if behind else self._clause_before(cue)
            start = behind.opening if behind else before[0] if before else None
            speaker = self.speakers.settle(cue, limit, bool(content) or start is not None, start)
            if speaker.silent:
                continue
            if behind:
                directs += self._direct(behind, "direct", cue, speaker)
                if after := self._resumed(cue, content):
                    directs += self._direct(after, "direct", cue, speaker)
            if content and content.how == "marks":
                directs += self._direct(self.opening[content.first], content.kind, cue, speaker)
            elif content and not behind and not before and self._told_by_someone(cue, speaker, told):
                for quote in self._clause(content, cue, speaker, chain):
                    told = max(told, quote.last)
                    told_in[self.sentences.first[cue.first]] = quote
                    yield quote
            if before and speaker is not UNKNOWN:
                told_in[self.sentences.first[cue.first]] = Quote(*before, "indirect", cue, speaker)
                yield Quote(*before, "indirect", cue, speaker)
        yield from directs
        yield from self._continued(directs, told_in)
        if self.known.subjunctive:
            yield from self._still_told(told_in)

    def _may_follow(self, content: Content | None) -> bool:
        """Whether words in marks may stand before a cue as well: `“…”, said X, “…”`."""
        if content is None or content.how == "clause":
            return True
        return (
            content.how == "marks" and content.first == content.limit and self.form(content.first - 1) == ","
        )

    def _told_by_someone(self, cue: Cue, speaker: Speaker, told: int) -> bool:
        """Whether a clause is someone's words: not `يتوقع أن`, nor a verb within what another tells."""
        if speaker.name is None:
            return cue.kind in ("said_in", "relay") or speaker not in (UNKNOWN, DOCUMENT)
        return cue.leading or cue.first >= told or speaker.mention is not None

    # What a cue attributes ------------------------------------------------------------------------

    def _content(self, n: int) -> Content | None:
        """What stands after a cue; None when nothing does, or the next cue has it for its own."""
        cue, known = self.cues[n], self.known
        if cue.kind == "closing":
            return None
        reach = WEAK_REACH if cue.kind == "weak" else REACH
        stop = min(self.sentences.end[cue.first], cue.last + reach, len(self.words) - 1)
        if n + 1 < len(self.cues):
            stop = min(stop, self.cues[n + 1].first - 1)
        according = cue.kind == "according" or self.form(cue.first - 1) in known.what_was_said
        opens = known.conjunctions_according if according else known.conjunctions
        i = cue.last
        while i <= stop:
            form = self.form(i)
            if i in self.opening:
                if self._is_speech(self.opening[i]):
                    return Content("marks", i, i, self._kind(i))
                i = self.opening[i].closing
            elif form == ":" and cue.kind != "according":
                return self._after_colon(cue, i)
            elif form == "؛" or (form in ENDS and self.form(i - 1) not in known.abbreviations):
                break
            elif form in opens and self._opens_clause(cue, i):
                return self._after_conjunction(i)
            i += 1
        return self._without_conjunction(cue, stop)

    def _opens_clause(self, cue: Cue, i: int) -> bool:
        """Whether a conjunction opens what is said: not `بعد أن`, nor `إلى أن` ("until") after most verbs."""
        before = self.form(i - 1)
        if before in self.known.prayed_to and i not in self.speakers.ending:  # دعا فلان الله أن
            return False
        if before in self.known.until and i - 1 >= cue.last:
            return self.form(cue.first).rstrip("ا").endswith(self.known.takes_until) or any(
                stem in self.form(cue.first) for stem in self.known.takes_until
            )
        parts = after_and(before, self.known.language)  # ويجب أن
        return before != "(" and all(rest not in self.known.no_conjunction_after for _, rest in parts)

    def _without_conjunction(self, cue: Cue, stop: int) -> Content | None:
        """`X said the river was low`, `According to X, the river was low`, `The river, she said, was low`."""
        known, first = self.known, cue.last
        if cue.kind == "according":
            comma = self._comma(first, stop)
            if comma and self.form(comma + 1) in known.auxiliaries:  # "selon X, qui …, …"
                comma = self._comma(comma + 1, stop)
            if comma is None or self.sentences.first[cue.first] != cue.first or comma + 1 in self.opening:
                return None
            return Content("clause", comma + 1, comma)
        if known.verb_first or cue.kind == "participle":
            return None
        if self.form(cue.first - 1) == ",":
            comma = self._comma(first, min(stop, first + BEHIND_REACH))
            if comma and comma + 1 not in self.opening:
                return Content("clause", comma + 1, comma)
        if self.form(cue.first) in known.without_conjunction and self.form(cue.first - 1) not in ENDS:
            opens = self.is_word(first) and self.form(first) not in known.adjuncts
            return Content("clause", first, first) if opens and first <= stop else None
        return None

    def _comma(self, first: int, stop: int) -> int | None:
        """The next comma, near and with no other stop before it."""
        for i in range(first, min(stop, first + SOURCE_WORDS)):
            if self.form(i) in (",", "؛", ":"):
                return i if self.form(i) == "," else None
        return None

    def _kind(self, opening: int) -> str:
        """`mixed` where a conjunction opens the words in marks: `قالت «إن …»`."""
        return "mixed" if self.form(opening + 1) in self.known.conjunctions else "direct"

    def _after_colon(self, cue: Cue, i: int) -> Content | None:
        if i + 1 in self.opening:
            q = self.opening[i + 1]
            return Content("marks", i + 1, i) if self._words_in(q) >= NEAR_WORDS else None
        first = i + 2 if self.form(i + 1) in self.known.conjunctions else i + 1
        return Content("colon", first, i) if i - cue.last < COLON_REACH else None

    def _after_conjunction(self, i: int) -> Content:
        opening = self.opening.get(i + 1)
        if opening and self._words_in(opening) >= FAR_WORDS and not self._goes_on(opening):
            return Content("marks", i + 1, i, "mixed")
        elided = self.form(i + 1) in marks.SINGLE and not opening  # qu’il
        return Content("clause", i + 1 + elided, i)

    def _goes_on(self, q: Quoted) -> bool:
        """Whether the clause that opens in marks goes on after them."""
        return self.is_word(q.closing + 1) and self.form(q.closing + 1) not in self.known.clause_heads

    def _words_in(self, q: Quoted) -> int:
        return self.count(q.opening + 1, q.closing)

    def _is_speech(self, q: Quoted) -> bool:
        """Whether what stands in the marks is said, and no name, title or scare quote."""
        before, count = self.form(q.opening - 1), self._words_in(q)
        if self._named(q) or (self.words.glued(q.opening) and before in marks.ATTACHED):
            return False
        if self.form(q.closing + 1) == ":" and q.closing + 2 in self.opening:
            return False
        named = self.speakers.starting.get(q.opening + 1)
        if named and named.last == q.closing:  # قال «فلان الفلاني» إن
            return False
        return count >= (NEAR_WORDS if before == ":" else FAR_WORDS)

    def _named(self, q: Quoted) -> bool:
        """Whether a word before the marks says that a name stands in them: `صحيفة “…”`."""
        before = bare(self.form(q.opening - 1), self.known.language)
        return any(rest in self.known.named for _, rest in before)

    def _chains(self, cue: Cue, content: Content | None) -> bool:
        """Whether a cue ends the clause before it: `…، مضيفا أن`, `…، وأضاف أن`."""
        if cue.kind == "participle":
            apart = self.form(cue.first - 1) in (",", "و") or bool(cue.left_out)
            again = self.form(cue.first) in self.known.skipped  # مجددا
            # مؤكدا قدرته
            return content is not None or apart or (self.form(cue.first).endswith("ا") and not again)
        return cue.kind == "closing" or (content is not None and cue.leading and cue.kind != "according")

    # What stands before a cue ---------------------------------------------------------------------

    def _behind(self, cue: Cue) -> Quoted | None:
        """A quotation that ends right before the cue: `“…”، قال X`."""
        if cue.kind == "participle" or (cue.left_out and cue.kind != "closing"):
            return None
        i, comma = cue.first - 1, False
        if self.form(i) == ",":
            i, comma = i - 1, True
        q = self.closing.get(i)
        if not q and not self.known.verb_first:
            q, comma = self._before_name(cue), True
        if q is None or q.opening in self.claimed or self._named(q):
            return None
        comma |= (
            self.form(q.closing - 1) in (",", ".", "?", "!", "؟")
            or self.words.text[self.words.starts[q.opening]] in "—–"
        )
        least = FAR_WORDS if not comma else NEAR_WORDS if self.known.verb_first else 1
        if self.known.content == "before":
            least = NEAR_WORDS
        return q if self._words_in(q) >= least else None

    def _resumed(self, cue: Cue, content: Content | None) -> Quoted | None:
        """The rest of a quotation that its cue interrupts, however short: `“…”, said X, “…”`."""
        if content and content.how == "marks":
            return None
        for i in range(cue.last, min(self.sentences.end[cue.first], cue.last + REACH)):
            if i in self.opening:
                return self.opening[i] if self.form(i - 1) == "," else None
        return None

    def _before_name(self, cue: Cue) -> Quoted | None:
        """`“…,” X said`, `«…», a lancé X`, `“…” diye ekledi`: words between the marks and the verb."""
        for i in range(cue.first - 1, max(cue.first - BEHIND_REACH, -1), -1):
            if i in self.closing:
                marked = self.form(i - 1) in (",", "?", "!", "؟") or self.form(i + 1) == ","
                return self.closing[i] if marked or self.known.content == "before" else None
            if self.form(i) in ENDS or self.form(i) == ":":
                return None
        return None

    def _clause_before(self, cue: Cue) -> tuple[int, int] | None:
        """A clause that ends before its verb: `…, kündigte sie an`, `… olduğunu belirtti`."""
        first = self.sentences.first[cue.first]
        told = self.form(cue.first - 1) == "," and self.words.forms[first : cue.first]
        if told and self.known.subjunctive.intersection(told):
            return first, cue.first - 1
        if self.known.clause_endings:
            for last in range(cue.first - 1, max(first, cue.first - 1 - ADVERB_WORDS), -1):
                if self.form(last).endswith(self.known.clause_endings):
                    start = self.speakers.after_subject(first, last)
                    return (start, last + 1) if self.count(start, last + 1) >= CLAUSE_WORDS else None
        return None

    # Making rows ----------------------------------------------------------------------------------

    def _direct(self, q: Quoted, kind: str, cue: Cue | None, speaker: Speaker) -> Iterator[Quote]:
        if q.opening in self.claimed:
            return
        self.claimed.add(q.opening)
        first, last = q.opening + 1, min(q.closing, len(self.words))
        if kind == "mixed" and self.form(first) in self.known.conjunctions and self.known.cased:
            first += 1
        while last > first and self.form(last - 1) == "\n":
            last -= 1
        if last > first:
            yield Quote(first, last, kind, cue, speaker)

    def _clause(self, content: Content, cue: Cue, speaker: Speaker, chain: list[int]) -> Iterator[Quote]:
        """A clause up to the end of its sentence, or to the next cue that opens one of its own."""
        first = content.first
        last = self.sentences.end[first] if first < len(self.words) else first
        n = bisect_right(chain, first)
        if n < len(chain):
            last = min(last, chain[n])
        last = next((i for i in range(first, last) if self._tells_where(i)), last)
        while last > first and self._trails(last - 1):
            last -= 1
        predicate = self._predicate(first, last)
        if predicate:
            self.claimed.add(predicate.opening)
            yield Quote(predicate.opening + 1, predicate.closing, "mixed", cue, speaker)
            first = self._next_clause(predicate.closing + 1, last)
        if self.count(first, last) >= CLAUSE_WORDS:
            yield Quote(first, last, "indirect", cue, speaker)

    def _tells_where(self, i: int) -> bool:
        """Whether the text goes on, after what is said, with when and where: `، جاء ذلك في …`."""
        return self.words.key(i, i + 2) in self.known.clause_ends

    def _predicate(self, first: int, last: int) -> Quoted | None:
        """The marks that hold all of a clause's predicate: `أن القهوة «…»`, `they were “…”`."""
        n = bisect_left(self.quoted, first, key=lambda q: q.opening)
        if n == len(self.quoted) or self.quoted[n].opening >= last:
            return None
        q = self.quoted[n]
        subject = self.count(first, q.opening)
        ends = q.closing + 1 >= last or (self.form(q.closing + 1) == "," and not self.is_word(q.closing))
        if self._words_in(q) < NEAR_WORDS or not ends or q.opening in self.claimed or self._named(q):
            return None
        if self.known.cased:
            before = self.form(q.opening - 1)
            pronoun = subject == 1 and before in self.known.pronouns
            return q if not subject or pronoun or before in self.known.copulas else None
        return q if subject <= SUBJECT_WORDS else None

    def _next_clause(self, i: int, last: int) -> int:
        """Where a clause goes on after its first part stood in marks: `، وأن …`; `last` when it does not."""
        while i < last and not self.is_word(i):
            i += 1
        parts = {rest for _, rest in after_and(self.form(i), self.known.language)}
        return i + 1 if parts & self.known.conjunctions else last

    def _trails(self, i: int) -> bool:
        """Whether a word at the end of a clause leads to the next: a comma, `و`, `كما`."""
        if self.is_word(i):
            return self.form(i) in self.known.clause_heads
        return i not in self.closing and self.form(i) not in _CLOSERS

    # Words in marks with no cue -------------------------------------------------------------------

    def _continued(self, directs: list[Quote], told_in: dict[int, Quote]) -> Iterator[Quote]:
        """Quotations with no cue: the whole of the next sentence or paragraph, an answer, a pull quote."""
        alone = [q for q in self.quoted if self._stands_alone(q)]
        if not alone:
            return
        first = self.sentences.first
        last_in = dict(told_in)
        last_in |= {first[q.first - 1]: q for q in directs}  # by the sentence of its first mark
        last_in |= {first[q.cue.first]: q for q in directs if q.cue}
        said = {
            self.words.key(i, i + FAR_WORDS): q
            for q in directs
            for i in range(q.first, q.last - FAR_WORDS + 1)
        }
        for q in alone:
            again = said.get(self.words.key(q.opening + 1, q.opening + 1 + FAR_WORDS))
            before = again or last_in.get(self._sentence_before(q.opening))
            speaker = before.speaker if before else self._answer(q)
            if speaker is not UNKNOWN:
                for quote in self._direct(q, "direct", None, speaker):
                    last_in[first[q.opening]] = quote
                    yield quote

    def _stands_alone(self, q: Quoted) -> bool:
        """Whether words in marks are a sentence that no cue has claimed."""
        whole = self.form(q.opening - 1) in ENDS and self.form(q.closing + 1) in ENDS | {","}
        return whole and q.opening not in self.claimed and self._words_in(q) >= FAR_WORDS

    def _still_told(self, told_in: dict[int, Quote]) -> Iterator[Quote]:
        """Sentences in the mood of reported speech that follow one with a cue: `Die Fähre falle aus.`"""
        with_cue = {self.sentences.first[c.first] for c in self.cues}
        for start in sorted(set(self.sentences.first)):
            before = told_in.get(self.sentences.first[start - 1]) if start else None
            if before is None or start in with_cue:
                continue
            end = self.sentences.end[start]
            if self.known.subjunctive.intersection(self.words.forms[start:end]):
                quote = Quote(start, end, "indirect", before.cue, before.speaker)
                told_in[start] = quote
                yield quote

    def _answer(self, q: Quoted) -> Speaker:
        """Who answers the question that stands alone in the paragraph before; the one person named so far."""
        i = q.opening - 1
        while self.form(i) == "\n" and i > 0:
            i -= 1
        asked = self.form(i) in ("؟", "?") and self.form(q.closing + 1) in ENDS
        return self.speakers.only_before(q.opening) if asked else UNKNOWN

    def _sentence_before(self, i: int) -> int:
        """The first word of the sentence before the one of word `i`, empty lines and stray stops skipped."""
        start = self.sentences.first[i]
        for _ in range(GAP):
            if start == 0:
                return -1
            start = self.sentences.first[start - 1]
            if self.is_word(start) or start in self.opening:
                return start
        return -1


_CLOSERS = frozenset(")]}%")
