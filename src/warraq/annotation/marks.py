"""Quotation marks: which belongs to which, whatever their shape.

Pages write “…”, «…», "…", ”…“ and ”…” for one another, put spaces inside, open one way and close another,
and forget to close. So what stands beside a mark decides before its shape does: glued to the word after it,
it opens; glued to the word before it, it closes; between two spaces, the other of the two that is due.
"""

from dataclasses import dataclass
from itertools import pairwise

from warraq.annotation.words import Words

MARKS = frozenset('"“”„«»‟″‹›＂〝〞')
DEPTH = 4  # marks open inside one another; what is deeper is damage
PARAGRAPHS = 6  # a quotation runs over no more
ATTACHED = frozenset({"ل", "ب", "ك", "ال", "لل", "بال", "وال", "ول", "وب", "فال", "كال", "و"})
"""Particles before a mark, one with what it holds: `لـ”المقاومة”`."""
_GLUED = ATTACHED | frozenset("([-/:,؛ف")
_BINDS_LEFT = frozenset(".,:;!?؟؛،…)]}۔")


@dataclass(frozen=True)
class Quoted:
    """Words between two marks, `opening` and `closing`; one never closed ends where the paragraph does."""

    opening: int
    closing: int


def quoted(words: Words) -> list[Quoted]:
    """The outermost quoted stretches, in order; one that is never closed ends with its paragraph.

    Linear in the number of words, however many marks there are.
    """
    found: list[Quoted] = []
    waiting: int | None = None  # a mark that an earlier paragraph did not close
    age = 0
    for first, last in _paragraphs(words):
        marks = [i for i in range(first, last) if words.forms[i] in MARKS]
        if waiting is not None:
            age += 1
            if marks and _vote(words, marks[0]) == "close" and age <= PARAGRAPHS:
                found.append(Quoted(waiting, marks.pop(0)))
                waiting = None
            elif marks or age > PARAGRAPHS:
                found.append(Quoted(waiting, _paragraph_end(words, waiting)))
                waiting = None
        pairs, unclosed = _pair(words, marks)
        found += pairs
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


def _vote(words: Words, i: int) -> str:
    """What the neighbours of the mark make of it: `open`, `close` or `either`."""
    before = words.glued(i)
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
    for i in marks:
        vote = _vote(words, i)
        if opened and vote != "open":
            pairs.append(Quoted(opened.pop(), i))
        elif vote != "close":
            if len(opened) == DEPTH:
                opened.pop(0)
            opened.append(i)
    unclosed = opened[-1] if opened and all(p.opening < opened[-1] for p in pairs) else None
    return pairs, unclosed


def _outermost(found: list[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for pair in sorted(found, key=lambda q: (q.opening, -q.closing)):
        if not kept or pair.opening > kept[-1].closing:
            kept.append(pair)
    return kept
