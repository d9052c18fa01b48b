"""One text, read for what is said in it: who says what a cue attributes, and what stands in marks alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from warraq.annotation.contents import BEHIND_REACH, FAR_WORDS, NEAR_WORDS, REACH, Content, Contents
from warraq.annotation.marks import Quoted
from warraq.annotation.people import DOCUMENT, UNKNOWN, Mention, Speaker
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.words import ENDS, Words, after_and

CLAUSE_WORDS = 3  # words of an indirect quotation
SUBJECT_WORDS = 2  # words of a clause before the marks that hold all of its predicate
GAP = 6  # stops and line breaks between two quotations that go on from one another
ADVERB_WORDS = 3  # words between a clause and the verb after it: `… da sözlerine ekledi`


@dataclass(frozen=True)
class Quote:
    """One quotation, in words [first, last)."""

    first: int
    last: int
    kind: str
    cue: Cue | None
    speaker: Speaker


class Reader(Contents):
    """The quotations of one text."""

    def __init__(self, words: Words, known: Speech, mentions: list[Mention]) -> None:
        super().__init__(words, known, mentions)
        self.claimed: set[int] = set()

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
        if self.known.clause_ends:
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
            if self._words_in(q) < FAR_WORDS and not (before and self._one_paragraph(before, q)):
                continue
            speaker = before.speaker if before else self._answer(q)
            if speaker is not UNKNOWN:
                for quote in self._direct(q, "direct", None, speaker):
                    last_in[first[q.opening]] = quote
                    yield quote

    def _one_paragraph(self, before: Quote, q: Quoted) -> bool:
        """Whether words in marks follow the speaker's others in one paragraph: `“…,” he said. “I had it.”`"""
        return before.kind == "direct" and "\n" not in self.words.forms[before.last : q.opening]

    def _stands_alone(self, q: Quoted) -> bool:
        """Whether words in marks are a sentence that no cue has claimed."""
        whole = self.form(q.opening - 1) in ENDS and self.form(q.closing + 1) in ENDS | {","}
        whole |= self.form(q.opening - 1) in ENDS and self.form(q.closing - 1) in ENDS
        least = NEAR_WORDS if self.form(q.closing - 1) in ENDS else FAR_WORDS
        return whole and q.opening not in self.claimed and self._words_in(q) >= least

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
