"""Who is spoken of in a text, and under which names: full names, surnames alone, offices, `the minister`.

What `mentions` found comes first. A speaker it missed is met where he speaks (`قالت رئيسة المجلس فلانة
الفلانية`), and is known from then on by his surname and his office as well.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from warraq.annotation import lexicon
from warraq.annotation.marks import MARKS, Quoted
from warraq.annotation.sentences import Sentences
from warraq.annotation.speech import Cue, Speech
from warraq.annotation.titles import titles
from warraq.annotation.words import Words, after_and, bare
from warraq.fold import fold

NAME_PARTS = 6  # words of a name that count
REMEMBERED = 300  # quotations, or mentions of bodies, looked back through; of 5,309 texts none needs more


@lru_cache(maxsize=20_000)  # names come back, within a text and from day to day
def parts_of(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(name).split()[:NAME_PARTS])


@dataclass(frozen=True)
class Mention:
    """A row of `mentions` in the text: its words [first, last) and what it names."""

    seq: int | None
    type: str
    name: str
    first: int
    last: int
    prefixed: bool


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the mention that says so; both empty when the text does not say.

    `silent`: what is attributed so is no quotation (a proverb, what an agency reports).
    """

    name: str | None = None
    mention: int | None = None
    title: str = ""
    silent: bool = False


UNKNOWN = Speaker()
UNNAMED = Speaker(title="unnamed")
"""Someone whom the text does not name: `a spokesman`."""
SILENT = Speaker(silent=True)
DOCUMENT = Speaker(title="document")
"""A report, a study: what it finds is a fact, and nobody's word; what stands in marks is quoted from it."""


Names = dict[str, dict[str, Speaker]]
"""What a name is known by → names → who has them."""


class People:
    """The people of one text; speakers are remembered in the order in which they speak."""

    def __init__(
        self,
        words: Words,
        speech: Speech,
        mentions: list[Mention],
        sentences: Sentences,
        quoted: Sequence[Quoted],
    ) -> None:
        self.words, self.speech, self.sentences, self.quoted = words, speech, sentences, quoted
        self.starting = {m.first: m for m in mentions}
        self.ending = {m.last: m for m in mentions}
        self.persons = [m for m in mentions if m.type == "person"]
        self.single = {m.seq for m in self.persons}
        known = lexicon.load(speech.language)
        self.titles = titles(words, known) if known else {}
        self.offices = (known.offices if known else frozenset()) | speech.offices
        self.honorifics = known.honorifics if known else frozenset()
        self.before_surname = (known.surname_after if known else frozenset()) - self.offices
        self.adjectives = known.adjectives if known else frozenset()
        self.office_links = known.office_links if known else frozenset()
        self.complements = known.complements if known else frozenset()
        self.nationality = known.nationality if known else frozenset()
        self.given = known.given if known else frozenset()
        self.last = self.in_sentence = UNKNOWN
        self.sentence_of_last = -1
        self.last_sentence = -1  # where someone last spoke
        self.spoken: deque[Speaker] = deque(maxlen=REMEMBERED)
        self.gender: dict[str, str] = {}  # name → f, m
        self._mentions = mentions
        self._named_bodies = sorted((m for m in mentions if m.type == "organisation"), key=lambda m: m.first)

    def form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words.forms) else "\n"

    def after_name(self, m: Mention) -> int:
        """The word after a name, its closing mark and a comma."""
        i = m.last + (self.form(m.last) in MARKS)
        return i + (self.form(i) == ",")

    def printed(self, first: int, last: int) -> str:
        return " ".join(self.words.slice(first, last).split())

    # Names ----------------------------------------------------------------------------------------

    @cached_property
    def _met(self) -> tuple[Names, Names]:
        """`full` and `heads`, as the mentions give them; made when they are first asked for."""
        full: Names = {}
        heads: Names = {}
        for m in self._mentions:
            if m.type in ("person", "organisation"):
                speaker = Speaker(m.name, m.seq, self._title_of(m))
                _meet(full, heads, speaker, m.type)
                for kind in self._kinds_before(m):
                    heads.setdefault(kind, {}).setdefault(m.name, speaker)
            after = self.form(self.after_name(m))
            apposed = not self.speech.cased or self.form(m.last) == ","  # not `the Rovers manager`
            if m.type == "person" and after in self.offices and apposed:
                heads.setdefault(after.removeprefix("ال"), {}).setdefault(
                    m.name, Speaker(m.name, m.seq, after)
                )
        return full, heads

    def _kinds_before(self, m: Mention) -> set[str]:
        """The word for its kind before the name of a body: `منظمة`, `حركة`; none before a person."""
        if m.type != "organisation":
            return set()
        before = m.first - 1 - (self.form(m.first - 1) in MARKS)
        return {rest for _, rest in bare(self.form(before), self.speech.language)} & self.speech.named

    @property
    def full(self) -> Names:
        """Word of a name → the full names with it."""
        return self._met[0]

    @property
    def heads(self) -> Names:
        """Office without its article, or first word of a body → who holds it, or the bodies."""
        return self._met[1]

    def meet(self, speaker: Speaker, kind: str = "person") -> None:
        """Remember a full name by each of its words and by its office; a body by its first word."""
        _meet(*self._met, speaker, kind)

    def fullest(self, speaker: Speaker) -> Speaker:
        """The same speaker under the one full name that holds the single name he has."""
        parts = parts_of(speaker.name or "")
        if len(parts) != 1:
            return speaker
        known = self._only(self.full.get(parts[0], {}))
        return Speaker(known.name, speaker.mention, known.title or speaker.title) if known else speaker

    def by_head(self, head: str) -> Speaker | None:
        """Who holds an office: the last speaker where several do, else the only one."""
        return self._only(self.heads.get(head.removeprefix("ال"), {}))

    def foremost(self, head: str, i: int) -> Speaker | None:
        """`الشركة`: the body of that kind that the text named first, before word `i`, and most often."""
        named = [m for m in self._bodies(i) if parts_of(m.name)[0].removeprefix("ال") == head]
        if not named:
            return None
        counts = Counter(m.name for m in named)
        first = counts.pop(named[0].name)
        alone = all(count < first for count in counts.values())
        return Speaker(named[0].name, named[0].seq) if alone else None

    def convener(self, i: int) -> Speaker:
        """Who speaks by a gathering (`الجلسة`): the one body named before word `i` that holds such; nobody we
        know where there are several."""
        held = {m.name: m for m in self._bodies(i) if parts_of(m.name)[0] in self.speech.conveners}
        names = list(held.values())
        return Speaker(names[0].name, names[0].seq) if len(names) == 1 else UNNAMED

    def by_field(self, word: str, i: int) -> Speaker | None:
        """`الداخلية`: the one body named before word `i` with this word in its name, after the first."""
        held = {m.name: m for m in self._bodies(i) if word in parts_of(m.name)[1:]}
        names = list(held.values())
        return Speaker(names[0].name, names[0].seq) if len(names) == 1 else None

    def _bodies(self, i: int) -> list[Mention]:
        """The bodies named before word `i`, the last REMEMBERED mentions of them."""
        before = bisect_left(self._named_bodies, i, key=lambda m: m.first)
        return self._named_bodies[max(0, before - REMEMBERED) : before]

    def _only(self, known: dict[str, Speaker]) -> Speaker | None:
        for speaker in reversed(self.spoken):
            if speaker.name in known:
                return known[speaker.name]
        longest = max(known, key=len, default="")
        same = all(set(parts_of(n)) <= set(parts_of(longest)) for n in known)
        return known[longest] if known and same else None

    def _title_of(self, m: Mention) -> str:
        """The folded head of the office before a name, empty when there is none."""
        title = self.titles.get(m.first)
        if title is None:
            return ""
        either = after_and(self.form(title), self.speech.language)
        heads = [rest for _, rest in either if rest in self.offices or rest in self.honorifics]
        return min(heads or [either[0][1]], key=len)

    # Who spoke ------------------------------------------------------------------------------------

    def enter(self, sentence: int) -> None:
        """A cue of this sentence is read."""
        if sentence != self.sentence_of_last:
            self.in_sentence = UNKNOWN
            self.sentence_of_last = sentence

    def remember(self, speaker: Speaker, gender: str) -> None:
        """Someone spoke."""
        self.last = self.in_sentence = speaker
        self.last_sentence = self.sentence_of_last
        self.spoken.append(speaker)
        if speaker.name and gender:
            self.gender.setdefault(speaker.name, gender)

    def only_before(self, i: int) -> Speaker:
        """The one person with a full name that is named before word `i`; UNKNOWN where there are several."""
        named = {m.name: m for m in self.persons if m.first < i and " " in m.name.strip()}
        if len(named) != 1:
            return UNKNOWN
        (m,) = named.values()
        return Speaker(m.name, m.seq, self._title_of(m))

    # For whoever settles a cue --------------------------------------------------------------------

    def settle(self, cue: Cue, limit: int, speaks: bool, start: int | None) -> Speaker:
        """The speaker of a cue; `limit` is the word its content begins at, `speaks` whether it has any.

        Who speaks is remembered; who does something else with such a verb (`أكد التزامه`) only when named.
        `start`: where the words begin that stand before the verb, if they do.
        """
        raise NotImplementedError

    def after_subject(self, first: int, last: int) -> int:
        """Where, in words [first, last), the subject of a sentence has ended."""
        return first


def _meet(full: Names, heads: Names, speaker: Speaker, kind: str) -> None:
    name = speaker.name or ""
    parts = parts_of(name)
    if kind == "organisation":
        heads.setdefault(parts[0].removeprefix("ال"), {}).setdefault(name, speaker)
        return
    if len(parts) > 1:
        for part in parts:
            full.setdefault(part, {}).setdefault(name, speaker)
    if speaker.title:
        heads.setdefault(speaker.title.removeprefix("ال"), {}).setdefault(name, speaker)
