"""How a name sounds in Arabic or Latin letters: its consonants, in eleven classes.

`Tanegashima` and `تانيغاشيما` are told alike by what transliterations keep: the order of their consonants,
where those count as one that the other script writes for several (ج غ گ for g and j; ق ك خ for k, c and q;
س ش ص ز for s, sh and z; ب پ for b and p). Vowels, semivowels and h are left out: they come and go.
"""

import unicodedata
from functools import cache
from typing import Any, Final

import numpy as np

LEAST_CONSONANTS: Final = 4
"""Consonants below which a skeleton tells no name: one of three is some word of any other page."""
MOST_CONSONANTS: Final = 16
"""Consonants that count; four bits each."""

_LATIN: Final = ("bp", "fv", "m", "n", "l", "r", "dð", "tþ", "szß", "gj", "kcqx")
_ARABIC: Final = ("بپ", "فڤ", "م", "نں", "ل", "رڑ", "دضذڈ", "تطثٹ", "سصزظشچژ", "جغگ", "كقخ")
_HISSED: Final = "çşšśžźčć"
_SOFT: Final = "eiyh"  # a c before them is hissed, as in `Macedonia`, `Chad`; in `Christ` it is not
_PARTICLES: Final = "وفبك"


@cache
def _classes() -> Any:
    """For each code point of folded text the class of its consonant, from 1; 0 for all else."""
    table = np.zeros(0x110000, np.uint64)
    for group, letters in enumerate(zip(_LATIN, _ARABIC, strict=True), 1):
        table[[ord(letter) for letter in "".join(letters)]] = group
    for code in range(0xC0, 0x250):  # Latin letters with marks
        plain = unicodedata.normalize("NFD", chr(code))[0]
        table[code] = max(table[code], table[ord(plain)])
    table[[ord(letter) for letter in _HISSED]] = table[ord("s")]
    return table


def sounds(codes: Any, begins: Any, ends: Any) -> Any:
    """A number for how each word of a folded text sounds; 0 where it has fewer than LEAST_CONSONANTS.

    `codes` are the code points of the text, words stand at [begins, ends).
    """
    table = _classes()
    classes, after = table[codes], np.append(codes[1:], [0])[: len(codes)]
    classes[(codes == ord("c")) & _any_of(after, _SOFT)] = table[ord("s")]
    classes[(codes == ord("p")) & (after == ord("h"))] = table[ord("f")]
    classes[(codes == ord("ت")) & (after == ord("ش"))] = 0  # تش is ch
    for place in _articles(codes, begins, ends):
        classes[place] = 0
    at = np.flatnonzero(classes)
    word = np.searchsorted(begins, at, side="right") - 1
    value = classes[at]
    first = np.append(True, (value[1:] != value[:-1]) | (word[1:] != word[:-1]))[: len(at)]  # nn is n
    value, word = value[first], word[first]
    place = np.arange(len(word)) - np.searchsorted(word, word)
    counted = place < MOST_CONSONANTS
    found = np.zeros(len(begins), np.uint64)
    np.bitwise_or.at(found, word[counted], value[counted] << (4 * place[counted]).astype(np.uint64))
    found[np.bincount(word, minlength=len(begins)) < LEAST_CONSONANTS] = 0
    return found


def _articles(codes: Any, begins: Any, ends: Any) -> tuple[Any, Any, Any]:
    """Where the letters of `ال`, `وال`, `بال`, `لل` … stand that are no consonants of the name after them."""
    letters = np.append(codes, np.zeros(3, codes.dtype))
    one, two, three = (letters[begins + i] for i in range(3))
    long = ends - begins > 3
    alone = begins[long & (one == ord("ا")) & (two == ord("ل"))]
    joined = begins[long & _any_of(one, _PARTICLES) & (two == ord("ا")) & (three == ord("ل"))]
    swallowed = begins[long & (one == ord("ل")) & (two == ord("ل"))]
    return np.concatenate([alone + 1, swallowed]), joined, np.concatenate([joined + 2, swallowed + 1])


def _any_of(codes: Any, letters: str) -> Any:
    return np.isin(codes, [ord(letter) for letter in letters])
