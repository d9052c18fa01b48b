"""How many characters of each class the texts of a batch have: one NumPy pass over one column."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"

SPACE, SYMBOL, DIGIT, MARK = range(4)
"""Classes that are no letters; a letter's class is 4 + the place of its script in SCRIPTS."""

SCRIPTS = (
    "Arab", "Latn", "Cyrl", "Hebr", "Grek", "Hani", "Hira", "Kana", "Hang", "Deva", "Beng", "Thai", "Armn",
    "Geor", "Ethi", "Tfng", "Syrc", "Thaa", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh",
    "Laoo", "Tibt", "Mymr", "Khmr", "Zzzz",
)  # fmt: skip
_NAMES = {
    "ARABIC": "Arab", "LATIN": "Latn", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "GREEK": "Grek", "CJK": "Hani",
    "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "THAI": "Thai", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ETHIOPIC": "Ethi", "TIFINAGH": "Tfng",
    "SYRIAC": "Syrc", "THAANA": "Thaa", "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya",
    "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh",
    "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr", "KHMER": "Khmr", "FULLWIDTH": "Latn",
    "FEMININE": "Latn", "MASCULINE": "Latn",
}  # fmt: skip


TATWEEL = 0x0640  # stretches a word; between spaces it is a dash; Unicode counts it as a letter


@dataclass(frozen=True)
class Characters:
    """Per text: `chars` of all classes, `words` (runs of letters and digits, marks inside), `of[class]`.

    `codes` and `classes` are those of every character, the texts end to end, each with a line break after it;
    text i begins at `starts[i]`. `solid` are the places of letters and digits, `opens` says which of those
    are the first of a word.
    """

    chars: Ints
    words: Ints
    of: dict[int, Ints]
    codes: "np.ndarray[Any, np.dtype[np.uint32]]"
    classes: "np.ndarray[Any, np.dtype[np.uint8]]"
    starts: Ints
    solid: Ints
    opens: "np.ndarray[Any, np.dtype[np.bool_]]"

    def count(self, kind: int) -> Ints:
        """Characters of this class in each text."""
        return self.of.get(kind, np.zeros_like(self.chars))

    def text_of(self, places: Ints) -> Ints:
        """The text each of these places is in."""
        return np.searchsorted(self.starts, places, "right") - 1

    def letters(self) -> Ints:
        """Letters of any script in each text."""
        return np.asarray(sum((c for k, c in self.of.items() if k > MARK), np.zeros_like(self.chars)))


def count(texts: pa.Array | pa.ChunkedArray) -> Characters:
    """The characters of a string column, null counting as empty."""
    # A line break after each text keeps empty ones apart and ends their last word.
    parts = [t or "" for t in texts.to_pylist()]
    codes = np.frombuffer(
        "".join(f"{t}\n" for t in parts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    )
    starts = np.cumsum([0] + [len(t) + 1 for t in parts])[:-1] if parts else np.array([], dtype=np.int64)
    present = np.flatnonzero(np.bincount(codes)) if len(codes) else np.array([], dtype=np.int64)
    table = np.zeros(int(present[-1]) + 1 if len(present) else 1, dtype=np.uint8)
    table[present] = [_class_of(int(c)) for c in present]
    classes = table[codes]
    chars = np.array([len(t) for t in parts], dtype=np.int64)

    def per_text(mask: "np.ndarray[Any, np.dtype[np.bool_]]") -> Ints:
        if not len(starts):
            return np.array([], dtype=np.int64)
        return np.add.reduceat(mask.view(np.uint8), starts, dtype=np.int64)

    solid, opens = _words(classes)
    words = np.bincount(np.searchsorted(starts, solid[opens], "right") - 1, minlength=len(parts))
    kinds = [int(k) for k in np.flatnonzero(np.bincount(classes, minlength=1))]
    of = {k: per_text(classes == k) for k in kinds}
    if SPACE in of:
        of[SPACE] = of[SPACE] - 1
    return Characters(chars, words, of, codes, classes, starts, solid, opens)


def _words(
    classes: "np.ndarray[Any, np.dtype[np.uint8]]",
) -> "tuple[Ints, np.ndarray[Any, np.dtype[np.bool_]]]":
    """Where letters and digits stand, and which of them begin a word: marks do not part words."""
    breaks = np.cumsum(classes < DIGIT, dtype=np.int32)
    solid = np.flatnonzero((classes >= DIGIT) & (classes != MARK))
    return solid, np.diff(breaks[solid], prepend=np.int32(-1)) != 0


@cache
def _class_of(code: int) -> int:
    """The class of a code point; invisible marks and tatweel count as part of the word they stand in."""
    char = chr(code)
    category = unicodedata.category(char)
    if char.isspace() or category == "Cc":
        return SPACE
    if category[0] == "N":
        return DIGIT
    if category[0] == "M" or category == "Cf" or code == TATWEEL:
        return MARK
    if category[0] != "L":
        return SYMBOL
    script = _NAMES.get(unicodedata.name(char, "").split(" ")[0].split("-")[0], "Zzzz")
    return MARK + 1 + SCRIPTS.index(script)
