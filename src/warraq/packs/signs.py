"""What a text holds, as bits and numbers: what its characters are, which stand side by side, how it opens.

The sieve before the rules compares what a line holds with what a pattern needs (`warraq.packs.needs`).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from warraq.packs.macros import LETTERS

OPENING_LETTERS = 8  # compared as one 64-bit number, eight bits a letter

# The bits. Letters share some; a character may have several. A digit has the first.
_DIGIT, _LATIN, _ARABIC, _ARABIC_SCRIPT, _GAP, _OTHER, _CJK = 0, 1, 27, 52, 53, 55, 61
_OWN_BIT = {
    **dict.fromkeys("@#", 54),
    **dict.fromkeys(".…", 56),
    **dict.fromkeys("/", 57),
    **dict.fromkeys("|•<>«»‹›", 58),
    **dict.fromkeys(":", 59),
    **dict.fromkeys("()[]", 60),
    **dict.fromkeys("-", 62),
    **dict.fromkeys("©", 63),
}
SCARCE = [
    _CJK,
    _GAP,
    *sorted(set(_OWN_BIT.values())),
    _DIGIT,
]  # bits that tell lines apart better than letters
GAP_MARK = 1 << _GAP  # two white spaces in a row
# Above them, a bit for each two characters that follow one another, all pairs falling on so many: a line of
# text has all letters of a word far sooner than all its pairs.
PAIR_BITS = 128
FIRST_PAIR = 64
_PAIR_FACTORS = np.uint16(0x9E37), np.uint16(0x85EB)  # odd, their bits well mixed
# Above these, a bit for what the macro {date} fits: lines with a digit are searched for dates once, before
# any pattern with a date is asked. One line in forty has one; what else they have in common says little.
DATE = "date"
DATE_BIT = FIRST_PAIR + PAIR_BITS
MARK_WORDS = DATE_BIT // 64 + 1  # all bits, as so many numbers of 64
_ARABIC_BLOCKS = ((0x600, 0x700), (0x750, 0x780), (0x870, 0x900), (0xFB50, 0xFE00), (0xFE70, 0xFF00))
_WIDE = slice(0x2E80, 0xD7B0)  # of Chinese, Japanese, Korean: few patterns have them, and few pages
ASTRAL_LETTER = 255  # the number of every letter beyond the first 0x10000 code points
ARABIC_MARK = 1 << _ARABIC_SCRIPT
DIGIT_MARK = 1 << _DIGIT

Bits = np.ndarray[Any, np.dtype[np.uint64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


@cache
def word_table() -> Flags:
    """For each code point: is it a letter or digit? All others are left out of openings."""
    table = np.zeros(0x110000, np.bool_)
    table[ord("0") : ord("9") + 1] = True
    for first, last in re.findall("(.)-(.)", LETTERS):
        table[ord(first) : ord(last) + 1] = True
    table[[ord(char) for char in re.sub(".-.", "", LETTERS)]] = True
    return table


@cache
def letter_table() -> Bytes:
    """For each code point below 0x10000: a number for its letter; 0 for what is no letter or digit.

    All digits have one number; letters of the less usual scripts share some.
    """
    code = np.arange(0x10000)
    table = np.where((code >= 0x600) & (code < 0x700), 28 + code % 100, 128 + code % 128)
    table[ord("a") : ord("z") + 1] = np.arange(2, 28)
    table[ord("0") : ord("9") + 1] = 1
    table[~word_table()[: len(code)]] = 0
    return table.astype(np.uint8)


def numbers_of(openings: Sequence[str]) -> Bits:
    """Openings as numbers: those that begin alike follow one another."""
    padded = "".join(opening.ljust(OPENING_LETTERS, "\0") for opening in openings)
    letters = letter_table()[np.frombuffer(padded.encode("utf-16-le"), np.uint16)]
    return letters.view(">u8").astype(np.uint64)


@cache
def mark_table() -> Bits:
    """For each code point below 0x10000: its bits. Spaces and surrogates have none."""
    code = np.arange(0x10000, dtype=np.uint64)
    word = word_table()[: len(code)]
    one = np.uint64(1)
    table = np.where(word, one << (_LATIN + code % np.uint64(26)), one << np.uint64(_OTHER))
    for first, end in _ARABIC_BLOCKS:
        part = slice(first, end)
        letters = one << (_ARABIC + code[part] % np.uint64(25))
        table[part] = np.where(word[part], letters, table[part]) | np.uint64(ARABIC_MARK)
    table[_WIDE] |= one << np.uint64(_CJK)
    table[ord("0") : ord("9") + 1] = 1 << _DIGIT
    for char, bit in _OWN_BIT.items():
        table[ord(char)] |= one << np.uint64(bit)
    table[[*range(9, 14), *range(28, 33)]] = 0
    table[0xD800:0xE000] = 0
    return table


def pairs_of(units: "np.ndarray[Any, np.dtype[np.uint16]]") -> Bytes:
    """For each two characters (units of UTF-16) that follow one another the number of their bit, from 0."""
    mixed = units[:-1] * _PAIR_FACTORS[0] + units[1:] * _PAIR_FACTORS[1]
    result: Bytes = (mixed >> np.uint16(9)).astype(np.uint8)
    return result
