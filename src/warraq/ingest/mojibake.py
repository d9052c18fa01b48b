"""UTF-8 that was once read in a single-byte encoding (`ط§ظ„`, `Ø§Ù„`), turned back into what it was.

Damaged text is a run of characters that, put back into bytes, are well-formed UTF-8. Right text has
such stretches by accident (`ب»`, a list `أ، ب، ج`), so nothing is touched unless the text has somewhere
a run no language writes: several sequences, most of them for letters that the reading would really have
met, continued by several different characters. Then every run of two and more, or alone on its line, is
repaired, and what lies between, damaged past repair or never damaged, is left as it is.
"""

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, NamedTuple

STRONG_SEQUENCES: Final = 4  # characters of a run that proves the damage
STRONG_SHARE: Final = 0.6  # of them, those with a lead byte to be expected
STRONG_CONTINUATIONS: Final = 3  # different continuation bytes that are no letters among them
WEAK_SEQUENCES: Final = 2  # characters of a run worth repairing once the damage is proven


@dataclass(frozen=True)
class _Reading:
    """A wrong reading: its encoding, lead bytes to be expected, and pairs one of which all damage shows."""

    encoding: str
    leads: frozenset[int]
    telltales: tuple[str, ...]  # ا, ل, ي misread; é, è, ü, ı, ’ for Latin script
    is_joined: bool  # whether letters beyond ASCII stand side by side, as those of Arabic words do


_ARABIC_LEADS: Final = frozenset(range(0xD8, 0xDC))  # U+0600 to U+06FF
_LATIN_LEADS: Final = frozenset({0xC3, 0xC4, 0xC5, 0xE2})  # accented letters; general punctuation
_READINGS: Final = (
    _Reading("windows-1256", _ARABIC_LEADS, ("ط§", "ظ„", "ظٹ"), True),
    _Reading(
        "windows-1252",
        _ARABIC_LEADS | _LATIN_LEADS,
        ("Ø§", "Ù„", "ÙŠ", "Ã©", "Ã¨", "Ã¼", "Ä±", "â€™"),
        False,
    ),
)


_GLUED: Final = re.compile(r"[A-Za-z][^\x00-\x7f]")  # in a run: a word such as `annoncأ©`


@cache
def _byte_of(encoding: str) -> dict[str, int]:
    """Character → the byte it was read from. Bytes the encoding leaves undefined pass as C1 controls."""
    return {bytes([b]).decode(encoding, "ignore") or chr(b): b for b in range(256)}


class _Patterns(NamedTuple):
    """Sequences of well-formed UTF-8, misread: a maximal run of them with ASCII between, one, and two."""

    run: re.Pattern[str]
    one: re.Pattern[str]
    neighbours: re.Pattern[str]


@cache
def _patterns(encoding: str) -> _Patterns:
    """No two branches share a first character and repeats give nothing back, so matching is linear."""
    of = {byte: re.escape(char) for char, byte in _byte_of(encoding).items()}

    def chars(first: int, last: int) -> str:
        return "[" + "".join(of[b] for b in range(first, last + 1)) + "]"

    tail = chars(0x80, 0xBF)
    one = f"(?:{chars(0xC2, 0xDF)}{tail}|{chars(0xE0, 0xEF)}{tail}{{2}}|{chars(0xF0, 0xF4)}{tail}{{3}})"
    run = f"{one}(?:{one}|[\\x00-\\x09\\x0b-\\x7f]++)*+"
    return _Patterns(re.compile(run), re.compile(one), re.compile(one + one))


def _is_proof(run: str, reading: _Reading) -> bool:
    """Whether no right text has this run."""
    sequences = _patterns(reading.encoding).one.findall(run)
    byte_of = _byte_of(reading.encoding)
    expected = sum(byte_of[s[0]] in reading.leads for s in sequences)
    continuations = {s[1] for s in sequences if not s[1].isalpha()}
    return (
        len(sequences) >= STRONG_SEQUENCES
        and (not reading.is_joined or _is_joined(run, reading))
        and expected >= STRONG_SHARE * len(sequences)
        and len(continuations) >= STRONG_CONTINUATIONS
    )


def _restored(reading: _Reading, match: re.Match[str]) -> str:
    """The run as it was before it was misread; itself when it is too short or no UTF-8 after all."""
    run = match[0]
    sequences = _patterns(reading.encoding).one.findall(run)
    is_word = not reading.is_joined or _is_joined(run, reading) or _GLUED.search(run)
    is_enough = (len(sequences) >= WEAK_SEQUENCES and is_word) or _is_whole_line(match)
    if not is_enough or all(s[1].isalpha() for s in sequences):
        return run
    byte_of = _byte_of(reading.encoding)
    try:
        return bytes(byte_of[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:  # surrogates and overlong forms
        return run


def _is_joined(run: str, reading: _Reading) -> bool:
    """Whether two sequences follow each other directly; those of a list `أ، ب، ج` never do."""
    return _patterns(reading.encoding).neighbours.search(run) is not None


def _is_whole_line(match: re.Match[str]) -> bool:
    """Whether there is nothing else on its line: a no-break space between paragraphs, misread, is alone."""
    text, start, end = match.string, match.start(), match.end()
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def repair(text: str) -> str:
    """The text with its misread runs restored; the same text when it shows no such damage."""
    for reading in _READINGS:
        if not any(pair in text for pair in reading.telltales):
            continue
        runs = _patterns(reading.encoding).run
        if any(_is_proof(match[0], reading) for match in runs.finditer(text)):
            text = runs.sub(partial(_restored, reading), text)
    return text
