"""The words of many texts as numbers: hashes of 5-grams, and where each stands. No loop per word.

A word is a run of letters and digits after folding. A 5-gram never crosses a line, so a passage stays
inside one paragraph on both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from warraq.fold import fold_codes

Array = "np.ndarray[Any, Any]"

N = 5
"""Words in a gram: shorter ones are common phrases, longer ones miss edited copies."""
CHUNK_CHARS = 4_000_000
"""Characters hashed at a time: about 250 MB at the peak."""
_POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15 | 1, dtype=np.uint64))  # an odd base, modulo 2^64
_PLACES = _POWERS[1 : N + 1] ^ np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True)
class Grams:
    """5-grams of a column of texts, in the order of the texts."""

    gram: Any  # uint64: hash of five folded words
    doc: Any  # int32: row of the text
    line: Any  # int32: number of the line in its text
    word: Any  # int32: number of the first word in its text
    start: Any  # int32: offset of the first word in the text
    end: Any  # int32: offset after the fifth word

    def __len__(self) -> int:
        return len(self.gram)

    def take(self, rows: Any) -> "Grams":
        """Only these rows, in this order."""
        return Grams(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def grams_of(texts: pa.ChunkedArray | pa.Array) -> Grams:
    """The 5-grams of every text of a column; `doc` counts its rows."""
    parts = [_hash_words(first, rows) for first, rows in _chunks(texts.to_pylist())]
    if not parts:
        parts = [_hash_words(0, [""])]
    return Grams(*(np.concatenate([getattr(p, f) for p in parts]) for f in Grams.__dataclass_fields__))


def _chunks(texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    first, size = 0, 0
    for row, text in enumerate(texts):
        size += len(text)
        if size >= CHUNK_CHARS:
            yield first, texts[first : row + 1]
            first, size = row + 1, 0
    if first < len(texts):
        yield first, texts[first:]


def _hash_words(first_row: int, texts: list[str]) -> Grams:
    codes, offsets = fold_codes("\n".join(texts))
    in_word = _word_table()[codes]
    begins = np.flatnonzero(in_word & ~np.concatenate(([False], in_word[:-1])))
    ends = np.flatnonzero(in_word & ~np.concatenate((in_word[1:], [False]))) + 1
    letters = codes[in_word].astype(np.uint64)
    lengths = ends - begins
    first_letter = np.cumsum(lengths) - lengths
    place = np.minimum(np.arange(len(letters)) - np.repeat(first_letter, lengths), len(_POWERS) - 1)
    words = _mix(np.add.reduceat(letters * _POWERS[place], first_letter)) if len(begins) else letters
    line = np.cumsum(codes == 10)[begins]
    return _five_by_five(first_row, texts, words, line, offsets[begins], offsets[ends - 1] + 1)


def _five_by_five(first_row: int, texts: list[str], words: Any, line: Any, start: Any, end: Any) -> Grams:
    text_start = np.cumsum([0] + [len(t) + 1 for t in texts])
    doc = np.searchsorted(text_start, start, side="right") - 1
    count = max(0, len(words) - N + 1)
    gram = _mix(sum(words[i : i + count] * _PLACES[i] for i in range(N)))
    whole = np.flatnonzero(line[:count] == line[N - 1 :][:count])
    doc_of = doc[whole]
    first_word = np.searchsorted(doc, np.arange(len(texts)))
    lines_before = np.cumsum([0] + [t.count("\n") + 1 for t in texts])
    return Grams(
        gram=gram[whole],
        doc=(doc_of + first_row).astype(np.int32),
        line=(line[whole] - lines_before[doc_of]).astype(np.int32),
        word=(whole - first_word[doc_of]).astype(np.int32),
        start=(start[whole] - text_start[doc_of]).astype(np.int32),
        end=(end[whole + N - 1] - text_start[doc_of]).astype(np.int32),
    )


def _mix(values: Any) -> Any:
    """Spread every bit over all 64 (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _word_table() -> Any:
    return np.array([chr(code).isalnum() for code in range(0x110000)])
