"""The words of many texts as numbers, and their 5-grams. No loop per word.

A word is a run of letters and digits after folding. A 5-gram never crosses a line, so a passage stays
inside one paragraph on both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from warraq.fold import fold_codes

N = 5
"""Words in a gram: shorter ones are common phrases, longer ones miss edited copies."""
CHUNK_CHARS = 4_000_000
"""Characters hashed at a time: about 250 MB at the peak."""
_POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15 | 1, dtype=np.uint64))  # an odd base, modulo 2^64
_PLACES = _POWERS[1 : N + 1] ^ np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True)
class Words:
    """The words of a column of texts, in the order of the texts."""

    word: Any  # uint64: hash of the folded word
    doc: Any  # int32: row of the text
    line: Any  # int32: number of the line among all lines of the column
    start: Any  # int32: offset of the word in its text
    end: Any  # int32: offset after it

    def __len__(self) -> int:
        return len(self.word)


@dataclass(frozen=True)
class Grams:
    """The 5-grams of some words, in their order."""

    gram: Any  # uint64: hash of five folded words
    first: Any  # int64: number of the first of them among the words

    def __len__(self) -> int:
        return len(self.gram)


def words_of(texts: pa.ChunkedArray | pa.Array) -> Words:
    """The words of every text of a column; `doc` counts its rows."""
    parts, lines = [], 0
    for first, rows in chunks(texts.to_pylist()):
        parts.append(_hash_words(first, lines, rows))
        lines += sum(t.count("\n") + 1 for t in rows)
    if not parts:
        parts = [_hash_words(0, 0, [""])]
    return Words(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Words)))


def grams_of(words: Words) -> Grams:
    """Every five words in a row inside one line."""
    count = max(0, len(words) - N + 1)
    gram = _mix(sum(words.word[i : i + count] * _PLACES[i] for i in range(N)))
    whole = np.flatnonzero(words.line[:count] == words.line[N - 1 :][:count])
    return Grams(gram[whole], whole)


def chunks(texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The texts in order, some CHUNK_CHARS at a time, with the row of the first of them."""
    first, size = 0, 0
    for row, text in enumerate(texts):
        size += len(text)
        if size >= CHUNK_CHARS:
            yield first, texts[first : row + 1]
            first, size = row + 1, 0
    if first < len(texts):
        yield first, texts[first:]


def folded_words(text: str) -> tuple[Any, Any, Any, Any]:
    """The code points of the folded text, the offset of each in the text, and where words begin and end."""
    codes, offsets = fold_codes(text)
    in_word = _word_table()[codes]
    begins = np.flatnonzero(in_word & ~np.concatenate(([False], in_word[:-1])))
    ends = np.flatnonzero(in_word & ~np.concatenate((in_word[1:], [False]))) + 1
    return codes, offsets, begins, ends


def _hash_words(first_row: int, lines_before: int, texts: list[str]) -> Words:
    codes, offsets, begins, ends = folded_words("\n".join(texts))
    letters = codes[_word_table()[codes]].astype(np.uint64)
    lengths = ends - begins
    first_letter = np.cumsum(lengths) - lengths
    place = np.minimum(np.arange(len(letters)) - np.repeat(first_letter, lengths), len(_POWERS) - 1)
    hashes = np.add.reduceat(letters * _POWERS[place], first_letter) if len(begins) else letters
    text_start = np.cumsum([0] + [len(t) + 1 for t in texts])
    start = offsets[begins]
    doc = np.searchsorted(text_start, start, side="right") - 1
    return Words(
        word=_mix(hashes),
        doc=(doc + first_row).astype(np.int32),
        line=(np.cumsum(codes == 10)[begins] + lines_before).astype(np.int32),
        start=(start - text_start[doc]).astype(np.int32),
        end=(offsets[ends - 1] + 1 - text_start[doc]).astype(np.int32),
    )


def _mix(values: Any) -> Any:
    """Spread every bit over all 64 (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _word_table() -> Any:
    return np.array([chr(code).isalnum() for code in range(0x110000)])
