"""One spelling for the many of Arabic script, for comparing and matching; never for what is released.

Digits become ASCII, hamza carriers ا, alef maqsura and Persian ye ي, Persian kaf ك, ta marbuta ه; Latin
letters are lowered (Turkish İ and ı both i); every space is a plain one, every dash `-`, the Arabic comma
`,`. Presentation forms, which PDF readers and old keyboards leave, become the letters they show: ﻻ is two.
Harakat, tatweel, ZWNJ and the invisible bidi marks are dropped. Quotation marks stay: they carry
meaning elsewhere.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Codes = np.ndarray[Any, np.dtype[Any]]

_DROPPED = 0xFFFFFFFF
_MAP = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیۍې", "ي"),
    **dict.fromkeys("ک", "ك"),
    **dict.fromkeys("ةۀہۂە", "ه"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "İ": "i",
    "ı": "i",
    "،": ",",
    "٫": ".",
    "٬": ",",
    "\u00a0": " ",
    "\u3000": " ",
    "\u202f": " ",
    **{chr(c): " " for c in range(0x2000, 0x200B)},
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
}
_PRESENTATION_FORMS = ((0xFB50, 0xFE00), (0xFE70, 0xFEFD))
_DROPPED_RANGES = (
    (0x00AD, 0x00AE),  # soft hyphen
    (0x0610, 0x061B),  # signs above Arabic letters
    (0x061C, 0x061D),  # Arabic letter mark
    (0x0640, 0x0641),  # tatweel
    (0x064B, 0x0660),  # harakat
    (0x0670, 0x0671),
    (0x06D6, 0x06DD),  # Quranic signs
    (0x200B, 0x2010),  # zero-width characters and direction marks
    (0x202A, 0x202F),
    (0x2060, 0x2065),
    (0x2066, 0x206A),
    (0xFEFF, 0xFF00),  # byte order mark
)


@cache
def fold_table() -> "np.ndarray[Any, np.dtype[np.uint32]]":
    """For each code point the one it becomes; over 0x10FFFF: it is dropped."""
    table = np.arange(0x110000, dtype=np.uint32)
    for code in range(0x250 * 4):  # Latin, Greek, Cyrillic: letters whose lower case is one letter
        lower = chr(code).lower()
        if len(lower) == 1:
            table[code] = ord(lower)
    for char, to in _MAP.items():
        table[ord(char)] = ord(to)
    for start, end in _DROPPED_RANGES:
        table[start:end] = _DROPPED
    for code, letters in _letters_of_forms():
        folded = [int(table[ord(letter)]) for letter in letters if table[ord(letter)] != _DROPPED]
        table[code] = (*folded, _DROPPED)[0]
    return table


def _letters_of_forms() -> Iterator[tuple[int, str]]:
    for start, end in _PRESENTATION_FORMS:
        for code in range(start, end):
            letters = unicodedata.normalize("NFKC", chr(code))
            if letters != chr(code) and " " not in letters:
                yield code, letters


@cache
def _spelt_out() -> dict[int, list[int]]:
    """Each code point that shows several letters: those letters, folded."""
    table = fold_table()
    several = ((code, [int(table[ord(c)]) for c in letters]) for code, letters in _letters_of_forms())
    kept = ((code, [c for c in letters if c != _DROPPED]) for code, letters in several)
    return {code: letters for code, letters in kept if len(letters) > 1}


@cache
def _letter_counts() -> "np.ndarray[Any, np.dtype[np.uint8]]":
    counts = np.ones(0x110000, np.uint8)
    counts[list(_spelt_out())] = [len(letters) for letters in _spelt_out().values()]
    return counts


def spelt_out(codes: Codes, folded: Codes) -> tuple[Codes, Codes] | None:
    """The folded codes with all letters of each ligature, and how many each code became; None without any.

    `codes` are code points, or units of UTF-16, `folded` what the table makes of them.
    """
    counts = _letter_counts().take(codes)
    if not (counts > 1).any():
        return None
    starts, out = np.cumsum(counts) - counts, np.repeat(folded, counts)
    for code in np.unique(codes[counts > 1]).tolist():
        at = starts[codes == code]
        for place, letter in enumerate(_spelt_out()[code]):
            out[at + place] = letter
    return out, counts


def _codes(text: str) -> "np.ndarray[Any, np.dtype[np.uint32]]":
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def fold(text: str) -> str:
    """The text in one spelling; shorter where marks were dropped, longer where ligatures are spelt out."""
    if text.isascii():
        return text.lower()
    return str(fold_codes(text)[0].tobytes(), "utf-32-le", "surrogatepass")


def fold_aligned(text: str) -> "tuple[str, np.ndarray[Any, np.dtype[np.int64]]]":
    """The folded text, and for each of its characters (and its end) the offset it had in `text`.

    A match [i, j) in the folded text stands at [offsets[i], offsets[j]) in the text, marks included.
    """
    codes, offsets = fold_codes(text)
    return codes.tobytes().decode("utf-32-le", "surrogatepass"), np.append(offsets, len(text))


def fold_codes(
    text: str,
) -> "tuple[np.ndarray[Any, np.dtype[np.uint32]], np.ndarray[Any, np.dtype[np.int64]]]":
    """The folded text as code points, and the offset in `text` of each."""
    codes = _codes(text)
    folded, offsets = fold_table()[codes], np.arange(len(codes))
    if spelt := spelt_out(codes, folded):
        folded, offsets = spelt[0], np.repeat(offsets, spelt[1])
    kept = np.flatnonzero(folded != _DROPPED)
    return folded[kept], offsets[kept]


def fold_array(texts: pa.Array) -> pa.Array:
    """`fold` over a whole string column at once, null for null; some 25 MB of text a second."""
    filled = texts.fill_null("")
    lengths = pc.utf8_length(filled).to_numpy(zero_copy_only=False)
    raw = _codes("".join(filled.to_pylist()))
    codes = fold_table()[raw]
    counts = (codes != _DROPPED).astype(np.int64)
    if spelt := spelt_out(raw, codes):
        codes, counts = spelt[0], spelt[1] * counts
    codes = codes[codes != _DROPPED]
    ends = np.concatenate(([0], np.cumsum(counts)))[np.concatenate(([0], np.cumsum(lengths)))]
    sizes = np.concatenate(([0], np.cumsum(1 + (codes > 0x7F) + (codes > 0x7FF) + (codes > 0xFFFF))))
    data = codes.tobytes().decode("utf-32-le").encode()
    offsets = pa.py_buffer(sizes[ends].astype(np.int32))
    folded = pa.StringArray.from_buffers(len(texts), offsets, pa.py_buffer(data))
    return pc.if_else(pc.is_valid(texts), folded, None)
