"""What each cue of a text attributes: words in marks after it, or a clause, with a conjunction or without."""

from dataclasses import dataclass

from warraq.annotation import marks, speech
from warraq.annotation.marks import Quoted
from warraq.annotation.people import Mention
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
SOURCE_WORDS = 10  # words of the source in `according to …,`
COUNTED = 40  # words counted; whether there are more makes no difference
OBJECT_WORDS = 8  # words from `told` to the clause, whoever is told between


@dataclass(frozen=True)
class Content:
    """What a cue attributes: from word `first` on, announced by word `limit` (`أن`, a colon, a mark).

    `how` is `marks` (in quotation marks), `clause` or `colon` (after one, with no marks).
    """

    how: str
    first: int
    limit: int
    kind: str = "direct"  # of words in marks


class Contents:
    """A text, its marks, its cues, and what stands after each cue."""

    def __init__(self, words: Words, known: Speech, mentions: list[Mention]) -> None:
        self.words, self.known = words, known
        self.quoted = marks.quoted(words, known.raya)
        self.opening = {q.opening: q for q in self.quoted}
        self.closing = {q.closing: q for q in self.quoted}
        persons = [range(m.first, m.last) for m in mentions if m.type == "person"]
        self.sentences = Sentences(words, self.quoted, persons, known.abbreviations)
        self.cues = [c for c in speech.cues(words, known) if self._counts(c)]
        self.speakers = speakers_of(words, known, mentions, self.sentences, self.quoted)

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
        if form in self.known.with_object and before in self.known.copulas:  # has been told
            return False
        if before in self.known.negations or (form in self.known.tags and before != ","):
            return False
        following = self.form(cue.last).removeprefix("ال")
        if cue.kind == "weak" and following in self.known.gatherings:  # عقب الجلسة
            return False
        if before == "قد" and self._present(form[cue.left_out :]):  # قد توضح
            return False
        noun = (
            cue.kind == "participle" and self.known.subject == "either" and before in self.known.before_nouns
        )
        return not self.sentences.inside[cue.first] and (cue.kind != "weak" or cue.leading) and not noun

    def _present(self, form: str) -> bool:
        """Whether a verb of Arabic is in the present."""
        return form.startswith("ي") or (form.startswith("ت") and "ي" + form[1:] in self.known.cue_words)

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
            elif form == ":" and cue.kind != "according" and not self._in_a_number(i):
                return self._after_colon(cue, i)
            elif form == "؛" or (form in ENDS and self.form(i - 1) not in known.abbreviations):
                break
            elif form in opens and self._opens_clause(cue, i):
                return self._after_conjunction(i)
            i += 1
        return self._without_conjunction(cue, stop)

    def _in_a_number(self, i: int) -> bool:
        """`4:10`"""
        return self.words.glued(i) and self.form(i - 1)[-1:].isdigit() and self.form(i + 1)[:1].isdigit()

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
        at = None if self.form(cue.first - 1) in ENDS else self._bare_clause(cue, stop)
        return None if at is None else Content("clause", at, at)

    def _bare_clause(self, cue: Cue, stop: int) -> int | None:
        """Where a clause opens with no conjunction: `said the river was low`, `said on Monday it was`,
        `told the council he had`, `believes it is`."""
        known, form, first = self.known, self.form(cue.first), cue.last
        if form in known.with_object:
            told = range(first + 1, min(stop, first + OBJECT_WORDS))
            end = next((i for i in told if not self.is_word(i)), stop)
            return next((i for i in told if i < end and self.form(i) in known.clause_openers), None)
        while self.form(first) in known.moments:
            first += 1
        if first > stop or not self.is_word(first):
            return None
        if (
            self.form(first) in known.clause_openers
            and form in known.before_clause | known.without_conjunction
        ):
            return first
        return first if form in known.without_conjunction and self.form(first) not in known.adjuncts else None

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
