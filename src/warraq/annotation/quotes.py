"""Quotations: words in quotation marks that someone says (direct), and what someone is said to say (indirect).

`direct` is exactly what stands between the marks (or after a colon with no marks); `indirect` the clause after
`أن`, a bare conjunction left out; `mixed` such a clause with quoted words in it. Marks around a name, a title or
a word held at arm's length are no quotation: they have few words and no verb of speech before them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.annotation import marks, speech
from warraq.annotation.marks import MARKS, Quoted
from warraq.annotation.speakers import UNKNOWN, Mention, Speaker, Speakers
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.words import ENDS, Words, bare, split

REACH = 45  # words from a cue to what it attributes: an office, a name, the occasion
WEAK_REACH = 16  # the same for a verb that is a common word too
COLON_REACH = 14  # words from a cue to the colon before words with no marks
NEAR_WORDS = 2  # words between the marks for a quotation after a colon
FAR_WORDS = 4  # for any other
CLAUSE_WORDS = 3  # words of an indirect quotation


@dataclass(frozen=True)
class Quote:
    """One quotation, in words [first, last)."""

    first: int
    last: int
    kind: str
    cue: Cue | None
    speaker: Speaker


def annotate(documents: pa.Table, mentions: pa.Table) -> pa.Table:
    """The `quotes` of documents (doc_id, text, language), rows in their order, then by start.

    `mentions` are those of the same documents (schema.MENTIONS). Languages whose pack knows no speech have none.
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


def _mentions_by_document(mentions: pa.Table) -> dict[str, list[tuple[int, str, str, int, int]]]:
    in_text = mentions.filter(pc.equal(mentions["target"], "text"))
    by_document: dict[str, list[tuple[int, str, str, int, int]]] = {}
    columns = [in_text[c].to_pylist() for c in ("doc_id", "seq", "type", "name", "start", "end")]
    for doc_id, *row in zip(*columns, strict=True):
        by_document.setdefault(doc_id, []).append(tuple(row))
    return by_document


def _row(words: Words, quote: Quote) -> tuple[object, ...]:
    cue = quote.cue
    printed = (
        " ".join(words.text[words.inside(cue.first, cue.left_out) : words.ends[cue.last - 1]].split())
        if cue
        else None
    )
    speaker = quote.speaker
    return (
        words.starts[quote.first],
        words.ends[quote.last - 1],
        speaker.name,
        speaker.mention,
        printed,
        quote.kind,
    )


def read(words: Words, known: Speech, named: Sequence[tuple[int, str, str, int, int]]) -> list[Quote]:
    """The quotations of one text, in order; linear in its length."""
    return list(_Reader(words, known, named).quotes())


class _Reader:
    """One text: its sentences, its marks and its cues."""

    def __init__(self, words: Words, known: Speech, named: Sequence[tuple[int, str, str, int, int]]) -> None:
        self.words, self.known = words, known
        self.quoted = marks.quoted(words)
        self.opening = {q.opening: q for q in self.quoted}
        self.closing = {q.closing: q for q in self.quoted}
        self.inside = self._inside()
        self.sentences = self._sentences(named)
        self.cues = [c for c in speech.cues(words, known) if self._counts(c)]
        self.speakers = Speakers(words, known, [self._mention(*m) for m in named], self.sentences)

    def _counts(self, cue: Cue) -> bool:
        """Whether a cue is read at all: not inside a quotation, and no common word in the middle of a clause."""
        return not self.inside[cue.first] and (cue.kind != "weak" or cue.leading)

    def _mention(self, seq: int, kind: str, name: str, start: int, end: int) -> Mention:
        first = max(0, bisect_right(self.words.starts, start) - 1)
        last = max(first + 1, self.words.at(end))
        return Mention(seq, kind, name, first, last, self.words.starts[first] < start)

    def _inside(self) -> bytearray:
        inside = bytearray(len(self.words) + 1)
        for q in self.quoted:
            inside[q.opening + 1 : q.closing] = b"\x01" * (q.closing - q.opening - 1)
        return inside

    def _sentences(self, named: Sequence[tuple[int, str, str, int, int]]) -> list[int]:
        """For every word, the first word of its sentence; marks of quotations do not part sentences."""
        in_name = {
            i
            for _, kind, _, s, e in named
            if kind == "person"
            for i in range(self.words.at(s), self.words.at(e))
        }
        starts, first = [], 0
        for i in range(len(self.words)):
            starts.append(first)
            if self._ends_sentence(i) and i not in in_name:
                first = i + 1
        return starts

    def _ends_sentence(self, i: int) -> bool:
        form = self.words.forms[i]
        if form not in ENDS:
            return False
        if form == "\n":
            return True
        if self.inside[
            i
        ]:  # the stop inside the marks ends the sentence outside when the quotation ends with it
            return False
        if form != ".":
            return True
        forms, following = self.words.forms, i + 1 < len(self.words)
        if following and forms[i + 1] == "." or i and forms[i - 1] == ".":
            return False
        short = i > 0 and (len(forms[i - 1]) == 1 or forms[i - 1] in ("mr", "dr", "mrs", "ms", "gen", "sen"))
        number = following and forms[i - 1 : i] and forms[i - 1].isdigit() and forms[i + 1].isdigit()
        return not (short or number)

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words) else "\n"

    def sentence_end(self, i: int) -> int:
        """The word that ends the sentence of word `i`, itself left out."""
        return self._ends_at[i]

    # Reading --------------------------------------------------------------------------------------

    def quotes(self) -> Iterator[Quote]:
        self._ends_at = self._sentence_ends()
        contents = [self._content(n) for n in range(len(self.cues))]
        chain = [c.first for c, content in zip(self.cues, contents, strict=True) if self._chains(c, content)]
        found: list[Quote] = []
        claimed: set[int] = set()
        told = 0  # where the last clause ends: a verb inside it with no one named is part of what is told
        for cue, content in zip(self.cues, contents, strict=True):
            limit = content[2] if content else min(cue.last + REACH, self._ends_at[cue.first])
            behind = None if content and content[0] != "clause" else self._behind(cue, claimed)
            speaker = self.speakers.settle(cue, limit, bool(content or behind))
            if content and content[0] == "marks":
                found += self._direct(self.opening[content[1]], cue, speaker, claimed)
            elif behind:
                found += self._direct(behind, cue, speaker, claimed)
            elif content and self._told_by_someone(cue, speaker, told):
                found += self._clause(content[1], content[0], cue, speaker, chain)
                told = found[-1].last if found else 0
        found += self._continued(found, claimed)
        yield from sorted(found, key=lambda q: (q.first, -q.last))

    def _told_by_someone(self, cue: Cue, speaker: Speaker, told: int) -> bool:
        """Whether a clause is someone's words: not `يتوقع أن`, nor a verb within what another tells."""
        if speaker.name is None:
            return cue.kind in ("said_in", "relay")
        return cue.leading or cue.first >= told or speaker.mention is not None

    def _sentence_ends(self) -> list[int]:
        ends, end = [0] * len(self.words), len(self.words)
        for i in range(len(self.words) - 1, -1, -1):
            if i + 1 < len(self.words) and self.sentences[i + 1] == i + 1:
                end = i if self.form(i) in ENDS else i + 1
            ends[i] = end
        return ends

    def _content(self, n: int) -> tuple[str, int, int] | None:
        """What a cue attributes: (`marks` | `clause` | `colon`, its first word, the word that announces it)."""
        cue = self.cues[n]
        if cue.kind == "closing":
            return None
        reach = WEAK_REACH if cue.kind == "weak" else REACH
        stop = min(self._ends_at[cue.first], cue.last + reach)
        following = self._next_cue(n)
        according = cue.kind == "according" or self._by_according(cue)
        i = cue.last
        while i <= min(stop, len(self.words) - 1):
            form = self.form(i)
            if i >= following:
                return None
            if i in self.opening:
                if self._is_speech(self.opening[i]):
                    return "marks", i, i
                i = self.opening[i].closing
            elif self.form(i - 1) == "(":  # `(إن بي سي)`
                pass
            elif form in self.known.conjunctions or form in self.known.with_pronoun:
                if form in self.known.conjunctions_according and not according:
                    return None
                opening = self.opening.get(i + 1)
                if opening and self._words_in(opening) >= FAR_WORDS:
                    return "marks", i + 1, i
                return "clause", i if form in self.known.with_pronoun else i + 1, i
            elif form in self.known.conjunctions_according and according:
                return "clause", i + 1, i
            elif form == ":" and cue.kind != "according":
                if i + 1 in self.opening:
                    return "marks", i + 1, i
                return ("colon", i + 1, i) if i - cue.last < COLON_REACH else None
            elif form in ENDS or form == "؛":
                return None
            i += 1
        return None

    def _next_cue(self, n: int) -> int:
        """The word of the cue after this one, which has what follows it for its own."""
        return self.cues[n + 1].first if n + 1 < len(self.cues) else len(self.words) + 1

    def _by_according(self, cue: Cue) -> bool:
        """Whether the cue stands in `وفقا لما قاله`."""
        return any(
            self.form(k) in ("لما", "ما", "حسبما") for k in range(cue.first - 1, max(cue.first - 2, -1), -1)
        )

    def _words_in(self, q: Quoted) -> int:
        return sum(self.form(i)[:1].isalnum() for i in range(q.opening + 1, min(q.closing, q.opening + 40)))

    def _is_speech(self, q: Quoted) -> bool:
        """Whether what stands in the marks is said, and no name, title or scare quote."""
        before, count = self.form(q.opening - 1), self._words_in(q)
        if self._named(q) or self.words.glued(q.opening) and before in marks.ATTACHED:
            return False
        return count >= (NEAR_WORDS if before == ":" else FAR_WORDS)

    def _named(self, q: Quoted) -> bool:
        """Whether a word before the marks says that a name stands in them: `صحيفة “…”`."""
        before = bare(self.form(q.opening - 1), self.known.language)
        return any(rest in self.known.named for _, rest in before)

    def _chains(self, cue: Cue, content: tuple[str, int, int] | None) -> bool:
        """Whether a cue ends the clause before it: `…، مضيفا أن`, `…، وأضاف أن`."""
        if cue.kind == "participle":
            return content is not None or self.form(cue.first - 1) in (",", "و")
        return cue.kind == "closing" or (content is not None and cue.leading and cue.kind != "according")

    def _behind(self, cue: Cue, claimed: set[int]) -> Quoted | None:
        """A quotation that ends right before the cue: `“…”، قال X`."""
        i = cue.first - 1
        if self.form(i) == ",":
            i -= 1
        q = self.closing.get(i)
        if not q and not self.known.subject_after:  # "…," X said
            q = self._before_name(cue)
        if q is None or q.opening in claimed or self._words_in(q) < FAR_WORDS or self._named(q):
            return None
        if cue.kind == "participle" or (cue.left_out and cue.kind != "closing"):
            return None
        return q

    def _before_name(self, cue: Cue) -> Quoted | None:
        for i in range(cue.first - 1, max(cue.first - 8, -1), -1):
            if i in self.closing:
                ends_quote = self.form(i - 1) in (",", "?", "!", ".")
                return self.closing[i] if ends_quote else None
            if self.form(i) in ENDS:
                return None
        return None

    # Making rows ----------------------------------------------------------------------------------

    def _direct(self, q: Quoted, cue: Cue | None, speaker: Speaker, claimed: set[int]) -> Iterator[Quote]:
        claimed.add(q.opening)
        first, last = q.opening + 1, min(q.closing, len(self.words))
        while last > first and self.form(last - 1) == "\n":
            last -= 1
        if last > first:
            yield Quote(first, last, "direct", cue, speaker)

    def _clause(self, first: int, how: str, cue: Cue, speaker: Speaker, chain: list[int]) -> Iterator[Quote]:
        last = self._ends_at[first] if first < len(self.words) else first
        n = bisect_right(chain, first)
        if n < len(chain) and chain[n] < last:
            last = chain[n]
        while (
            last > first
            and (
                not self.form(last - 1)[:1].isalnum()
                and last - 1 not in self.closing
                or self.form(last - 1) in ("كما", "و", "وقد")
            )
            and self.form(last - 1) not in (")", "]", "%")
        ):
            last -= 1
        count = sum(self.form(i)[:1].isalnum() for i in range(first, min(last, first + 2 * CLAUSE_WORDS + 4)))
        if count < CLAUSE_WORDS:
            return
        mixed = any(first <= q.opening < last for q in self._quoted_from(first))
        kind = "mixed" if mixed else "indirect" if how == "clause" else "direct"
        yield Quote(first, last, kind, cue, speaker)

    def _quoted_from(self, first: int) -> Iterator[Quoted]:
        n = bisect_right(self.quoted, first, key=lambda q: q.opening - 1)
        yield from self.quoted[n : n + 1]

    def _continued(self, found: list[Quote], claimed: set[int]) -> list[Quote]:
        """Quotations that go on with no cue: in the next sentence, or as the whole of the next paragraph."""
        ended = {q.last: q for q in found if q.kind == "direct"}
        more: list[Quote] = []
        for q in self.quoted:
            if q.opening in claimed or self._words_in(q) < FAR_WORDS:
                continue
            i = q.opening - 1
            while i >= 0 and not self.form(i)[:1].isalnum() and q.opening - i < 6:
                i -= 1
            whole = self.form(q.opening - 1) in ENDS and self.form(q.closing + 1) in ENDS | {","}
            before = ended.get(i + 1) or next(
                (ended[k] for k in range(i + 1, q.opening + 1) if k in ended), None
            )
            if before and whole and before.speaker is not UNKNOWN:
                new = list(self._direct(q, None, before.speaker, claimed))
                more += new
                ended.update({n.last: n for n in new})
        return more
