"""What a line must hold for a pattern to fit it: read from the pattern, so that RE2 is asked of few lines.

A `Case` is one way to fit: the letters and digits the line opens with (marks and spaces left out, every
digit written 0), whether they are all of them, and the characters it cannot do without, as bits (`marks`).
A pattern fits only lines that fit one of its cases; most patterns say much (a menu is a list of words), some
say nothing. What is not understood here says nothing: then every line is asked.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np

from warraq.packs import signs
from warraq.packs.macros import Macros

# One way to fit a pattern: opening, whole, marks.
Case = tuple[str, bool, int]
Cases = frozenset[Case]
NOTHING: Cases = frozenset([("", True, 0)])
ANYTHING: Cases = frozenset([("", False, 0)])

OPENING = 5  # letters a pattern tells of how it opens: more would cost time and spare few lines
MAX_CASES = 2000  # more cases of one pattern are made fewer by shorter openings
MAX_MARKS = 40  # kept apart for one opening
MAX_SETS = 100  # what follows an unknown beginning is told apart when it is no more cases than these
MAX_MEMBERS = 40  # a class of more characters says nothing
MAX_REPEATS, MAX_REPEATED = (
    4,
    40,
)  # a piece repeated more often, or of more cases, is known by its first round


def of(pattern: str, macros: Macros, *, start: bool, end: bool) -> tuple[Cases, Cases]:
    """The cases of a pattern as the packs write it, macros not filled in: by how lines begin, and by how
    they end, openings read backwards. A line must fit one case of the one or of the other.

    `start`, `end`: the pattern stands at the start of a line, at its end, or both; else anywhere in it.
    """
    try:
        forward = _Reader(pattern, macros, from_end=False).branches() if start or not end else []
        backward = (
            _Reader(pattern, macros, from_end=True).branches() if end and not _all_told(forward) else []
        )
    except _Unknown:
        return ANYTHING, frozenset()
    if not start and not end:
        forward = [frozenset(("", False, marks) for _, _, marks in branch) for branch in forward]
    if not (forward and backward):
        return _fewer(_union(forward)), _fewer(_union(backward))
    by_end = [_vagueness(b) < _vagueness(f) for f, b in zip(forward, backward, strict=True)]
    return (
        _fewer(_union(cases for cases, chosen in zip(forward, by_end, strict=True) if not chosen)),
        _fewer(_union(cases for cases, chosen in zip(backward, by_end, strict=True) if chosen)),
    )


@cache
def always(pattern: str) -> int:
    """The bits every text has that a pattern without macros fits."""
    start, end = anchors(pattern)
    return _all_of(marks for cases in of(pattern, Macros({}), start=start, end=end) for _, _, marks in cases)


def anchors(pattern: str) -> tuple[bool, bool]:
    """Does a pattern stand at the start of a text, and at its end, by the `^` and `$` of its own branches?"""
    branches, depth = [""], 0
    for match in _TOKEN.finditer(pattern):
        depth += (match.lastgroup == "open") - (match.lastgroup == "close")
        if match.lastgroup == "bar" and depth == 0:
            branches.append("")
        else:
            branches[-1] += match[0]
    return (
        all(branch.startswith("^") for branch in branches),
        all(bool(re.search(r"(?<!\\)\$$", branch)) for branch in branches),
    )


def _all_told(branches: list[Cases]) -> bool:
    return bool(branches) and all(_vagueness(cases) == 0 for cases in branches)


def _vagueness(cases: Cases) -> int:
    """0 when all cases have letters to go by; else the more the fewer characters the vaguest one needs."""
    return max(
        (
            65 + signs.PAIR_BITS - marks.bit_count()
            for opening, whole, marks in cases
            if not opening and not whole
        ),
        default=0,
    )


def _union(branches: Iterable[Cases]) -> Cases:
    return frozenset(chain.from_iterable(branches))


class _Unknown(Exception):
    """Something in a pattern that is not understood here."""


_TOKEN = re.compile(
    r"(?P<text>(?:[^\\\[\](){}|?*+.^$]|\\[^a-zA-Z0-9])+)"
    r"|(?P<repeat>(?:[?*+]|\{\d+(?:,\d*)?\})\??)"
    r"|(?P<macro>\{[a-z_]+\})"
    r"|(?P<members>\[(?:[^\[\]\\]|\\p\{\w+\}|\\.)+\])"
    r"|(?P<open>\((?:\?:|\?P<\w+>)?(?!\?))"
    r"|(?P<close>\))|(?P<bar>\|)|(?P<any>\.)|(?P<edge>[\^$])|(?P<escape>\\p\{\w+\}|\\[a-zA-Z])"
    r"|(?P<unknown>.)",
    re.DOTALL,
)
_WHITE = frozenset([("", True, 0)])
_ROUNDS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_filled: dict[tuple[int, str, bool], tuple[Macros, Cases]] = {}  # by the macros they are of


class _Reader:
    """Reads one pattern, left to right."""

    def __init__(self, pattern: str, macros: Macros, from_end: bool) -> None:
        self.tokens = [(str(m.lastgroup), m[0]) for m in _TOKEN.finditer(pattern)]
        self.at = 0
        self.macros, self.from_end = macros, from_end

    def read(self) -> Cases:
        """The cases of the whole pattern."""
        return _fewer(_union(self.branches()))

    def branches(self) -> list[Cases]:
        """The cases of each branch of the pattern."""
        branches = self._branches()
        if self.at < len(self.tokens):
            raise _Unknown
        return branches

    def _peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _branches(self) -> list[Cases]:
        branches = [self._sequence()]
        while self._peek() == "bar":
            self.at += 1
            branches.append(self._sequence())
        return branches

    def _sequence(self) -> Cases:
        parts: list[Cases] = []
        while self._peek() not in ("bar", "close", ""):
            kind, text = self.tokens[self.at]
            self.at += 1
            if kind == "text" and self._peek() == "repeat":
                text = re.sub(r"\\(.)", r"\1", text)
                parts += [self._text(text[:-1]), self._repeated(self._text(text[-1]))]
            elif kind == "text":
                parts.append(self._text(re.sub(r"\\(.)", r"\1", text)))
            else:
                parts.append(self._repeated(self._atom(kind, text)))
        result = NOTHING
        for part in reversed(parts) if self.from_end else parts:
            result = _then(result, part)
        return result

    def _atom(self, kind: str, text: str) -> Cases:
        if kind == "open":
            branches = self._branches()
            if self._peek() != "close":
                raise _Unknown
            self.at += 1
            return branches[0] if len(branches) == 1 else _few(_union(branches))
        if kind == "macro":
            return self._macro(text[1:-1])
        if kind == "members":
            return _members(text[1:-1])
        if kind == "any" or text == r"\S" or text == r"\w":
            return ANYTHING
        if kind == "edge" or text == r"\b":
            return NOTHING
        if kind == "escape":
            return _members(text)
        raise _Unknown

    def _macro(self, name: str) -> Cases:
        key = (id(self.macros), name, self.from_end)
        if key not in _filled:
            if name not in self.macros.pieces:
                raise _Unknown
            pattern = self.macros.folded(self.macros.pieces[name])
            cases = _Reader(pattern, self.macros, self.from_end).read()
            if name == signs.DATE:
                cases = frozenset(
                    (opening, whole, marks | 1 << signs.DATE_BIT) for opening, whole, marks in cases
                )
            _filled[key] = self.macros, cases
        return _filled[key][1]

    def _text(self, text: str) -> Cases:
        letters, marks = _spelt(text)
        return frozenset([_cut(letters[::-1] if self.from_end else letters, True, marks)])

    def _repeated(self, cases: Cases) -> Cases:
        if self._peek() != "repeat":
            return cases
        text = self.tokens[self.at][1]
        self.at += 1
        least, most = _rounds(text)
        if least > 1 and cases == _WHITE:
            return frozenset([("", True, signs.GAP_MARK)])
        if (least, most) == (0, 1):
            return cases | NOTHING
        if most is None or most > MAX_REPEATS or len(cases) > MAX_REPEATED:
            more = frozenset((opening, whole and not opening, marks) for opening, whole, marks in cases)
            return more if least else more | NOTHING
        rounds, result = NOTHING, frozenset[Case]()
        for done in range(most + 1):
            if done >= least:
                result |= rounds
            rounds = _then(rounds, cases)
        return _few(result)


def _rounds(text: str) -> tuple[int, int | None]:
    """How often at least and at most (None: no end) a repetition repeats."""
    if text[0] != "{":
        return _ROUNDS[text[0]]
    least, comma, most = text.rstrip("?")[1:-1].partition(",")
    return int(least), int(most) if most else None if comma else int(least)


@cache
def _spelt(text: str) -> tuple[str, int]:
    """The letters of a literal text, digits as 0, and its bits."""
    letters, marks = "", 0
    for char in text:
        letter, mark = _spelt_char(char)
        letters += letter
        marks |= mark
    if len(text) > 1:
        for pair in signs.pairs_of(np.array([ord(char) for char in text], np.uint16)).tolist():
            marks |= 1 << (signs.FIRST_PAIR + pair)
    return letters, marks


@cache
def _spelt_char(char: str) -> tuple[str, int]:
    if ord(char) >= len(signs.mark_table()):
        raise _Unknown
    letter = "0" if char in "0123456789" else char if signs.word_table()[ord(char)] else ""
    return letter, int(signs.mark_table()[ord(char)])


def _members(text: str) -> Cases:
    """The cases of one character of a class, written without its brackets."""
    if text[0] == "^":
        return ANYTHING
    if text == r"\p{Arabic}":
        return frozenset([("", False, signs.ARABIC_MARK)])
    found = re.findall(r"\\p\{\w+\}|\\.|.", text, re.DOTALL)
    chars: list[str] = []
    at = 0
    while at < len(found):
        char = found[at]
        if char == r"\d":
            chars.append("0")
        elif char == r"\s":
            chars.append(" ")
        elif len(char) > 1 and char[1].isalnum():
            return ANYTHING
        elif at + 2 < len(found) and found[at + 1] == "-":
            last = found[at + 2][-1]
            if ord(last) - ord(char[-1]) > MAX_MEMBERS:
                return ANYTHING
            chars += map(chr, range(ord(char[-1]), ord(last) + 1))
            at += 2
        else:
            chars.append(char[-1])
        at += 1
    if len(chars) > MAX_MEMBERS:
        return ANYTHING
    return frozenset((letters, True, marks) for letters, marks in map(_spelt, chars))


def _then(first: Cases, second: Cases) -> Cases:
    """One after the other."""
    if first is NOTHING:
        return second
    if second is NOTHING:
        return first
    always = _all_of(marks for _, _, marks in second)
    whole = [case for case in first if case[1]]
    if len(whole) * len(second) > MAX_CASES:
        whole = [case for case in whole if not case[0]]
    closed = frozenset(whole)
    joined: list[Case] = []
    vague: list[int] = []
    for case in first:
        opening, _, marks = case
        if case in closed:
            continue
        if opening:
            joined.append((opening, False, marks | always))
        else:
            vague.append(marks)
    if vague:
        few = 1 < len(second) <= MAX_SETS
        sets = _least(marks for _, _, marks in second) if few else [always]
        joined += [("", False, marks | more) for marks in vague for more in sets]
    for opening, _, marks in whole:
        if len(opening) >= OPENING:
            joined.append((opening[:OPENING], False, marks | always))
        else:
            joined += [_cut(opening + more, end, marks | needed) for more, end, needed in second]
    return _few(frozenset(joined))


def _cut(opening: str, whole: bool, marks: int, size: int = OPENING) -> Case:
    """A case whose opening has at most so many letters."""
    return (opening, whole, marks) if len(opening) <= size else (opening[:size], False, marks)


def _few(cases: Cases) -> Cases:
    """The same, or fewer cases that say less."""
    size = OPENING
    while len(cases) > MAX_CASES:
        by_opening: dict[tuple[str, bool], int] = {}
        for opening, whole, marks in cases:
            key = opening, whole
            by_opening[key] = by_opening.get(key, -1) & marks
        cases = frozenset(_cut(opening, whole, marks, size) for (opening, whole), marks in by_opening.items())
        size -= 1
    return cases


def _fewer(cases: Cases) -> Cases:
    """The same without the cases that another one takes in, and with few sets of bits for one opening."""
    by_opening: dict[tuple[str, bool], set[int]] = {}
    for opening, whole, marks in cases:
        by_opening.setdefault((opening, whole), set()).add(marks)
    result: list[Case] = []
    wider: dict[str, list[int]] = {}
    for (opening, whole), bits in sorted(by_opening.items(), key=lambda item: (len(item[0][0]), item[0])):
        above = [m for size in range(len(opening) + 1) for m in wider.get(opening[:size], ())]
        least = _least(bits, above)
        result += [(opening, whole, marks) for marks in least]
        if not whole:
            wider[opening] = least
    return frozenset(result)


def _least(sets: Iterable[int], above: Sequence[int] = ()) -> list[int]:
    """The sets that hold no other of them, nor one of `above`; few."""
    sets = set(sets)
    least: list[int] = []
    for marks in sorted(sets, key=int.bit_count) if len(sets) > 1 else sets:
        for other in least:
            if other & marks == other:
                break
        else:
            if not any(other & marks == other for other in above):
                least.append(marks)
    return _grouped(least) if len(least) > MAX_MARKS else least


def _grouped(sets: list[int]) -> list[int]:
    """Few sets of bits, one of which is in each of the given: those with a scarce bit are taken together."""
    for bit in signs.SCARCE:
        together = [marks for marks in sets if marks >> bit & 1]
        if together:
            sets = [_all_of(together), *(marks for marks in sets if not marks >> bit & 1)]
        if len(sets) <= MAX_MARKS:
            return sets
    return [_all_of(sets)]


def _all_of(sets: Iterable[int]) -> int:
    """The bits that all sets have."""
    marks = -1
    for more in sets:
        marks &= more
    return max(marks, 0)
