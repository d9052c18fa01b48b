"""Quotations: words in marks that someone says (direct), and what someone is said to say (indirect).

`direct` is exactly what stands between the marks (or after a colon with no marks); `indirect` the clause
after `أن`, a bare conjunction left out; `mixed` such a clause with quoted words in it. Marks around a name, a
title or a word held at arm's length are no quotation: they have few words and no verb of speech before them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.annotation import marks, speech
from warraq.annotation.marks import Quoted
from warraq.annotation.speakers import UNKNOWN, Mention, Speaker, Speakers
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.words import ENDS, Words, bare, split

REACH = 45  # words from a cue to what it attributes: an office, a name, the occasion
WEAK_REACH = 16  # the same for a verb that is a common word too
COLON_REACH = 14  # words from a cue to the colon before words with no marks
NEAR_WORDS = 2  # words between the marks for a quotation after a colon
FAR_WORDS = 4  # for any other
CLAUSE_WORDS = 3  # words of an indirect quotation
COUNTED = 40  # words counted; whether there are more makes no difference
GAP = 6  # stops and line breaks between two quotations that go on from one another
NAME_WITHIN = 8  # words of a speaker between the marks and the verb


Named = tuple[int, str, str, int, int]
"""A mention in the text: seq, type, name, start, end."""


@dataclass(frozen=True)
class Content:
    """What a cue attributes: from word `first` on, announced by word `limit` (`أن`, a colon, a mark).

    `how` is `marks` (in quotation marks), `clause` or `colon` (after one, with no marks).
    """

    how: str
    first: int
    limit: int


@dataclass(frozen=True)
class Quote:
    """One quotation, in words [first, last)."""

    first: int
    last: int
    kind: str
    cue: Cue | None
    speaker: Speaker


def annotate(documents: pa.Table, mentions: pa.Table) -> pa.Table:
    """The `quotes` of documents (doc_id, text, language): in their order, by start.

    `mentions` are theirs (schema.MENTIONS). A language whose pack knows no speech has none.
    """
    named = _mentions_by_document(mentions)
    rows: list[tuple[object, ...]] = []
    columns = [documents[name].to_pylist() for name in ("doc_id", "text", "language")]
    for doc_id, text, language in zip(*columns, strict=True):
        known = speech.load(language.split("-")[0]) if text else None
        if known is None:
            continue
        words = split(text)
        found = read(words, known, named.get(doc_id, ()))
        rows += [(doc_id, seq, *_row(words, quote)) for seq, quote in enumerate(found)]
    arrays = zip(*rows, strict=True) if rows else ([] for _ in schema.QUOTES.columns)
    return pa.table(
        [pa.array(list(a), f.type) for a, f in zip(arrays, schema.QUOTES.schema, strict=True)],
        schema=schema.QUOTES.schema,
    )


def _mentions_by_document(mentions: pa.Table) -> dict[str, list[Named]]:
    in_text = mentions.filter(pc.equal(mentions["target"], "text"))
    by_document: dict[str, list[Named]] = {}
    columns = [in_text[c].to_pylist() for c in ("doc_id", "seq", "type", "name", "start", "end")]
    for doc_id, seq, kind, name, start, end in zip(*columns, strict=True):
        by_document.setdefault(doc_id, []).append((seq, kind, name, start, end))
    return by_document


def _row(words: Words, quote: Quote) -> tuple[object, ...]:
    cue, speaker = quote.cue, quote.speaker
    printed = None
    if cue:
        printed = " ".join(
            words.text[words.inside(cue.first, cue.left_out) : words.ends[cue.last - 1]].split()
        )
    start, end = words.starts[quote.first], words.ends[quote.last - 1]
    return start, end, speaker.name, speaker.mention, printed, quote.kind


def read(words: Words, known: Speech, named: Sequence[Named]) -> list[Quote]:
    """The quotations of one text, in order; linear in its length."""
    return sorted(_Reader(words, known, named).quotes(), key=lambda q: (q.first, -q.last))


class _Reader:
    """One text: its sentences, its marks and its cues."""

    def __init__(self, words: Words, known: Speech, named: Sequence[Named]) -> None:
        self.words, self.known = words, known
        self.quoted = marks.quoted(words)
        self.opening = {q.opening: q for q in self.quoted}
        self.closing = {q.closing: q for q in self.quoted}
        self.inside = self._inside()
        self.sentences = self._sentences(named)
        self.ends_at = self._sentence_ends()
        self.cues = [c for c in speech.cues(words, known) if self._counts(c)]
        self.speakers = Speakers(words, known, [self._mention(*m) for m in named], self.sentences)
        self.claimed: set[int] = set()

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words.forms) else "\n"

    def is_word(self, i: int) -> bool:
        return self.form(i)[:1].isalnum()

    def count(self, first: int, last: int) -> int:
        """The words of a stretch, as far as they matter."""
        return sum(self.is_word(i) for i in range(first, min(last, first + COUNTED)))

    def _counts(self, cue: Cue) -> bool:
        """Whether a cue is read: not inside a quotation, not denied, and no common word amid a clause."""
        if self.form(cue.first - 1) in self.known.negations:
            return False
        return not self.inside[cue.first] and (cue.kind != "weak" or cue.leading)

    def _mention(self, seq: int, kind: str, name: str, start: int, end: int) -> Mention:
        first = max(0, bisect_right(self.words.starts, start) - 1)
        last = max(first + 1, self.words.at(end))
        return Mention(seq, kind, name, first, last, self.words.starts[first] < start)

    # Sentences ------------------------------------------------------------------------------------

    def _inside(self) -> bytearray:
        inside = bytearray(len(self.words) + 1)
        for q in self.quoted:
            inside[q.opening + 1 : q.closing] = b"\x01" * (q.closing - q.opening - 1)
        return inside

    def _sentences(self, named: Sequence[Named]) -> list[int]:
        """For every word, the first word of its sentence; a stop within quotation marks parts none."""
        at = self.words.at
        in_name = {i for _, kind, _, s, e in named if kind == "person" for i in range(at(s), at(e))}
        starts, first = [], 0
        for i, form in enumerate(self.words.forms):
            starts.append(first)
            if (form in ENDS or i in self.closing) and i not in in_name and self._ends_sentence(i):
                first = i + 1
        return starts

    def _ends_sentence(self, i: int) -> bool:
        form = self.words.forms[i]
        if i in self.closing:
            return self.form(i - 1) == "." and self.form(i + 1) not in (",", ".")
        if form not in ENDS or form == "\n" or self.inside[i]:
            return form == "\n"
        return form != "." or not self._stop_within(i)

    def _stop_within(self, i: int) -> bool:
        """Whether a stop is one of several, ends a short form, or stands in a number."""
        before, after = self.form(i - 1), self.form(i + 1)
        if "." in (before, after) or len(before) == 1 or before in self.known.abbreviations:
            return True
        return before.isdigit() and after.isdigit()

    def _sentence_ends(self) -> list[int]:
        """For every word, the word its sentence ends before (its own stop left out)."""
        count = len(self.words)
        ends, end = [0] * count, count
        for i in range(count - 1, -1, -1):
            if i + 1 < count and self.sentences[i + 1] == i + 1:
                end = i if self.form(i) in ENDS else i + 1
            ends[i] = end
        return ends

    # Reading --------------------------------------------------------------------------------------

    def quotes(self) -> Iterator[Quote]:
        """The quotations, cue by cue."""
        contents = [self._content(n) for n in range(len(self.cues))]
        pairs = list(zip(self.cues, contents, strict=True))
        chain = [cue.first for cue, content in pairs if self._chains(cue, content)]
        directs: list[Quote] = []
        told = 0  # where the last clause ends: a verb inside it with no one named is part of what is told
        for cue, content in pairs:
            limit = content.limit if content else min(cue.last + REACH, self.ends_at[cue.first])
            behind = None if content and content.how != "clause" else self._behind(cue)
            speaker = self.speakers.settle(cue, limit, bool(content or behind))
            marked = behind or (self.opening[content.first] if content and content.how == "marks" else None)
            if marked:
                directs += self._direct(marked, cue, speaker)
            elif content and self._told_by_someone(cue, speaker, told):
                for quote in self._clause(content, cue, speaker, chain):
                    told = quote.last
                    yield quote
        yield from directs
        yield from self._continued(directs)

    def _told_by_someone(self, cue: Cue, speaker: Speaker, told: int) -> bool:
        """Whether a clause is someone's words: not `يتوقع أن`, nor a verb within what another tells."""
        if speaker.name is None:
            return cue.kind in ("said_in", "relay")
        return cue.leading or cue.first >= told or speaker.mention is not None

    def _content(self, n: int) -> Content | None:
        """What a cue attributes; None when nothing follows, or the next cue has it for its own."""
        cue, known = self.cues[n], self.known
        if cue.kind == "closing":
            return None
        reach = WEAK_REACH if cue.kind == "weak" else REACH
        stop = min(self.ends_at[cue.first], cue.last + reach, len(self.words) - 1)
        if n + 1 < len(self.cues):
            stop = min(stop, self.cues[n + 1].first - 1)
        according = cue.kind == "according" or self.form(cue.first - 1) in known.what_was_said
        i = cue.last
        while i <= stop:
            form = self.form(i)
            if i in self.opening:
                if self._is_speech(self.opening[i]):
                    return Content("marks", i, i)
                i = self.opening[i].closing
            elif form == ":" and cue.kind != "according":
                return self._after_colon(cue, i)
            elif form in ENDS or form == "؛":
                break
            elif self.form(i - 1) not in known.no_conjunction_after and self.form(i - 1) != "(":
                opens = form in known.conjunctions or form in known.with_pronoun
                if form in known.conjunctions_according if according else opens:
                    return self._after_conjunction(i)
            i += 1
        if self.form(cue.first) in known.without_conjunction and self.is_word(cue.first - 1):
            opens = self.is_word(cue.last) and self.form(cue.last) not in known.adjuncts
            return Content("clause", cue.last, cue.last) if opens else None
        return None

    def _after_colon(self, cue: Cue, i: int) -> Content | None:
        if i + 1 in self.opening:
            return Content("marks", i + 1, i)
        return Content("colon", i + 1, i) if i - cue.last < COLON_REACH else None

    def _after_conjunction(self, i: int) -> Content:
        """A conjunction with a pronoun is the first of the words; a bare one is left out."""
        opening = self.opening.get(i + 1)
        if opening and self._words_in(opening) >= FAR_WORDS:
            return Content("marks", i + 1, i)
        return Content("clause", i if self.form(i) in self.known.with_pronoun else i + 1, i)

    def _words_in(self, q: Quoted) -> int:
        return self.count(q.opening + 1, q.closing)

    def _is_speech(self, q: Quoted) -> bool:
        """Whether what stands in the marks is said, and no name, title or scare quote."""
        before, count = self.form(q.opening - 1), self._words_in(q)
        if self._named(q) or (self.words.glued(q.opening) and before in marks.ATTACHED):
            return False
        return count >= (NEAR_WORDS if before == ":" else FAR_WORDS)

    def _named(self, q: Quoted) -> bool:
        """Whether a word before the marks says that a name stands in them: `صحيفة “…”`."""
        before = bare(self.form(q.opening - 1), self.known.language)
        return any(rest in self.known.named for _, rest in before)

    def _chains(self, cue: Cue, content: Content | None) -> bool:
        """Whether a cue ends the clause before it: `…، مضيفا أن`, `…، وأضاف أن`."""
        if cue.kind == "participle":
            return content is not None or self.form(cue.first - 1) in (",", "و")
        return cue.kind == "closing" or (content is not None and cue.leading and cue.kind != "according")

    def _behind(self, cue: Cue) -> Quoted | None:
        """A quotation that ends right before the cue: `“…”، قال X`."""
        if cue.kind == "participle" or (cue.left_out and cue.kind != "closing"):
            return None
        i = cue.first - 1
        if self.form(i) == ",":
            i -= 1
        q = self.closing.get(i)
        if not q and not self.known.subject_after:
            q = self._before_name(cue)
        if q is None or q.opening in self.claimed or self._words_in(q) < FAR_WORDS or self._named(q):
            return None
        return q

    def _before_name(self, cue: Cue) -> Quoted | None:
        """`“…,” X said`: the name stands between."""
        for i in range(cue.first - 1, max(cue.first - NAME_WITHIN, -1), -1):
            if i in self.closing:
                return self.closing[i] if self.form(i - 1) in (",", "?", "!") else None
            if self.form(i) in ENDS:
                return None
        return None

    # Making rows ----------------------------------------------------------------------------------

    def _direct(self, q: Quoted, cue: Cue | None, speaker: Speaker) -> Iterator[Quote]:
        self.claimed.add(q.opening)
        first, last = q.opening + 1, min(q.closing, len(self.words))
        while last > first and self.form(last - 1) == "\n":
            last -= 1
        if last > first:
            yield Quote(first, last, "direct", cue, speaker)

    def _clause(self, content: Content, cue: Cue, speaker: Speaker, chain: list[int]) -> Iterator[Quote]:
        """A clause up to the end of its sentence, or to the next cue that opens one of its own."""
        first = content.first
        last = self.ends_at[first] if first < len(self.words) else first
        n = bisect_right(chain, first)
        if n < len(chain):
            last = min(last, chain[n])
        while last > first and self._trails(last - 1):
            last -= 1
        if self.count(first, last) < CLAUSE_WORDS:
            return
        n = bisect_right(self.quoted, first - 1, key=lambda q: q.opening)
        mixed = n < len(self.quoted) and self.quoted[n].opening < last
        kind = "mixed" if mixed else "indirect" if content.how == "clause" else "direct"
        yield Quote(first, last, kind, cue, speaker)

    def _trails(self, i: int) -> bool:
        """Whether a word at the end of a clause leads to the next: a comma, `و`, `كما`."""
        if self.is_word(i):
            return self.form(i) in self.known.clause_heads
        return i not in self.closing and self.form(i) not in _CLOSERS

    def _continued(self, directs: Iterable[Quote]) -> Iterator[Quote]:
        """Quotations that go on with no cue: the whole of the next sentence or paragraph."""
        last_in = {self.sentences[q.first - 1]: q for q in directs}  # by the sentence of its first mark
        last_in |= {self.sentences[q.cue.first]: q for q in directs if q.cue}
        for q in self.quoted:
            if q.opening in self.claimed or self._words_in(q) < FAR_WORDS:
                continue
            if self.form(q.opening - 1) not in ENDS or self.form(q.closing + 1) not in ENDS | {","}:
                continue
            before = last_in.get(self._sentence_before(q.opening))
            if before and before.speaker is not UNKNOWN:
                for quote in self._direct(q, None, before.speaker):
                    last_in[self.sentences[q.opening]] = quote
                    yield quote

    def _sentence_before(self, i: int) -> int:
        """The first word of the sentence before the one of word `i`, empty lines and stray stops skipped."""
        start = self.sentences[i]
        for _ in range(GAP):
            if start == 0:
                return -1
            start = self.sentences[start - 1]
            if self.is_word(start) or start in self.opening:
                return start
        return -1


_CLOSERS = frozenset(")]}%")
