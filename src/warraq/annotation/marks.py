"""Quotation marks: which belongs to which, whatever their shape.

Pages write “…”, «…», "…", ”…“ and ”…” for one another, put spaces inside, open one way and close another,
and forget to close. So what stands beside a mark decides before its shape does: glued to the word after it,
it opens; glued to the word before it, it closes; between two spaces, the other of the two that is due.
Single marks (‘…’) are apostrophes between two letters, and close nothing but one another.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from warraq.annotation.words import Words

MARKS = frozenset('"“”„«»‟″‹›＂〝〞')
SINGLE = frozenset("‘’‚'")
_EITHER = re.compile("[" + "".join(sorted(MARKS | SINGLE)) + "]")
_OPENERS = frozenset('"“«')  # closes nothing where nothing is open: `وأضاف" …"`
_CLOSERS = frozenset("»”")
STRAY = 4  # words at least between a mark that closes nothing and the next
DEPTH = 4  # marks open inside one another; what is deeper is damage
PARAGRAPHS = 6  # a quotation runs over no more
RAYA_WITHIN = 4  # words before the raya that opens a line: an hour
ATTACHED = frozenset({"ل", "ب", "ك", "ال", "لل", "بال", "وال", "ول", "وب", "فال", "كال", "و"})
"""Particles before a mark, one with what it holds: `لـ”المقاومة”`."""
_GLUED = ATTACHED | frozenset("([-/:,؛ف")
_BINDS_LEFT = frozenset(".,:;!?؟؛،…)]}۔\n")


@dataclass(frozen=True)
class Quoted:
    """Words between two marks, `opening` and `closing`; one never closed ends where the paragraph does."""

    opening: int
    closing: int


def quoted(words: Words, raya: bool = False) -> list[Quoted]:
    """The outermost quoted stretches, in order; one that is never closed ends with its paragraph.

    With `raya` a dash that opens a line opens speech. Linear in the number of words, however many marks.
    """
    found: list[Quoted] = []
    waiting: int | None = None  # a mark that an earlier paragraph did not close
    age = 0
    at = (bisect_left(words.starts, m.start()) for m in _EITHER.finditer(words.text))
    every = [i for i in at if _marks(words, i)]
    if not every and not raya:
        return []
    for first, last in _paragraphs(words):
        marks = every[bisect_left(every, first) : bisect_left(every, last)]
        if waiting is not None:
            age += 1
            if marks and _closes(words, waiting, marks[0]) and age <= PARAGRAPHS:
                found.append(Quoted(waiting, marks.pop(0)))
                waiting = None
            elif marks or age > PARAGRAPHS:
                found.append(Quoted(waiting, _paragraph_end(words, waiting)))
                waiting = None
        pairs, unclosed = _pair(words, marks)
        found += pairs
        if raya:
            found += _dialogue(words, first, last)
        if unclosed is not None and waiting is None:
            waiting, age = unclosed, 0
    if waiting is not None:
        found.append(Quoted(waiting, _paragraph_end(words, waiting)))
    return _outermost(found)


def _paragraphs(words: Words) -> list[tuple[int, int]]:
    """The lines that hold words, as [first, last)."""
    breaks = [-1, *(i for i, form in enumerate(words.forms) if form == "\n"), len(words)]
    return [(a + 1, b) for a, b in pairwise(breaks) if b > a + 1]


def _paragraph_end(words: Words, i: int) -> int:
    while i < len(words) and words.forms[i] != "\n":
        i += 1
    return i


def _marks(words: Words, i: int) -> bool:
    """Whether a mark is one, and no apostrophe (`don’t`, `’90s`)."""
    if words.forms[i] in MARKS:
        return True
    before = words.glued(i) and words.forms[i - 1][:1].isalnum()
    after = i + 1 < len(words) and words.glued(i + 1) and words.forms[i + 1][:1].isalnum()
    return not (after and (before or words.forms[i + 1][0].isdigit()))


def _closes(words: Words, opening: int, i: int) -> bool:
    """Whether a mark closes the one that an earlier paragraph opened."""
    alike = (words.forms[opening] in SINGLE) == (words.forms[i] in SINGLE)
    return alike and _vote(words, i) == "close"


def _vote(words: Words, i: int) -> str:
    """What the neighbours of the mark make of it: `open`, `close` or `either`."""
    before = words.glued(i) and words.forms[i - 1] != "\n"
    after = i + 1 < len(words) and words.glued(i + 1) and words.forms[i + 1] not in _BINDS_LEFT
    if before and words.forms[i - 1] in _GLUED and (after or words.forms[i - 1] not in ",-/"):
        before = False
    if after and not before:
        return "open"
    if before and not after:
        return "close"
    return "either"


def _pair(words: Words, marks: list[int]) -> tuple[list[Quoted], int | None]:
    """Pairs of one paragraph, and the mark nothing closes; when a pair comes after that, it is a slip."""
    pairs: list[Quoted] = []
    opened: list[int] = []
    stray: int | None = None  # a mark that closes nothing: one that opens, on the wrong side of the space
    for i in marks:
        vote, single = _vote(words, i), words.forms[i] in SINGLE
        if vote == "either" and opened and opened[-1] == i - 1:  # ‘“…
            vote = "open"
        due = _due(words, opened, single)
        if due is not None and vote != "open":
            pairs.append(Quoted(opened[due], i))
            del opened[due:]
        elif (
            stray is not None
            and vote == "close"
            and words.forms[i] == words.forms[stray]
            and i > stray + STRAY
        ):
            pairs.append(Quoted(stray, i))
            stray = None
        elif vote == "close" and words.forms[i] in _CLOSERS:
            stray = i
        elif vote == "open" or (not single and (vote == "either" or words.forms[i] in _OPENERS)):
            if len(opened) == DEPTH:
                opened.pop(0)
            opened.append(i)
    opened = [i for i in opened if words.forms[i] != "'"]
    unclosed = opened[-1] if opened and all(p.opening < opened[-1] for p in pairs) else None
    return pairs, unclosed


def _due(words: Words, opened: list[int], single: bool) -> int | None:
    """Which of the open marks a mark may close: a single one only the last, a double one no single one."""
    if single:
        return len(opened) - 1 if opened and words.forms[opened[-1]] in SINGLE else None
    return next((n for n in range(len(opened) - 1, -1, -1) if words.forms[opened[n]] not in SINGLE), None)


def _dialogue(words: Words, first: int, last: int) -> list[Quoted]:
    """`—… —says X.`: speech from a dash near the start of its line to the next."""
    dashes = [i for i in range(first, last) if words.forms[i] == "-" and not words.glued(i)]
    dashes = [i for i in dashes if i + 1 < last and words.glued(i + 1)]
    if not dashes or dashes[0] > first + RAYA_WITHIN:
        return []
    dashes += [last] * (len(dashes) % 2)
    return [Quoted(a, b) for a, b in zip(dashes[::2], dashes[1::2], strict=True)]


def _outermost(found: list[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for pair in sorted(found, key=lambda q: (q.opening, -q.closing)):
        if not kept or pair.opening > kept[-1].closing:
            kept.append(pair)
    return kept
