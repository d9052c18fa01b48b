"""What the letters of words tell across languages: which are numbers, and how names sound."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pyarrow as pa

from warraq.linking.grams import chunks, folded_words
from warraq.linking.sounds import sounds

ARABIC = (0x0600, 0x0700)
"""The block most Arabic letters are in, of Persian and Urdu, too."""


@dataclass(frozen=True)
class Spelling:
    """Of each word, in the order of grams.words_of."""

    digit: Any  # bool: it begins with a digit
    sound: Any  # uint64: how it sounds (sounds.sounds); 0 for what can be no name


def spelling_of(texts: pa.ChunkedArray) -> Spelling:
    """Of the words of every text of a column. A name is in Arabic letters, or begins with a capital."""
    parts = [_spelling(rows) for _, rows in chunks(texts.to_pylist())] or [_spelling([""])]
    return Spelling(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Spelling)))


def _spelling(texts: list[str]) -> Spelling:
    text = "\n".join(texts)
    codes, offsets, begins, ends = folded_words(text)
    initial = codes[begins]
    printed = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)[offsets[begins]]
    name = ((initial >= ARABIC[0]) & (initial < ARABIC[1])) | (printed != initial)
    return Spelling(
        digit=(initial >= ord("0")) & (initial <= ord("9")),
        sound=np.where(name, sounds(codes, begins, ends), 0),
    )
