"""Size and quality of the clean text: the signals web corpora are filtered by, as columns, never filters.

Ratios after Gopher (Rae et al. 2021) and C4 (Raffel et al. 2020), with the sentence marks of every script.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.annotation.characters import DIGIT, SYMBOL, Characters

ENDS = r"[.!?؟۔。．！？।॥։።…⸮]"
ENDING_LINE = rf"{ENDS}[\s\"'”“»«’)\]}}]*$"
LONGEST_ENDING = 6  # characters looked at from the end of a line: a mark and the quotes and brackets after it


def columns(texts: pa.Array, raw_chars: pa.Array, characters: Characters) -> dict[str, pa.Array]:
    """The size and quality columns of `documents`, by name, for texts with these raw lengths."""
    chars, words = characters.chars, characters.words
    letters = characters.letters() + characters.count(DIGIT)
    lines, rows = _lines(texts)
    count = len(chars)
    paragraphs = np.bincount(rows, minlength=count)
    ending = pc.match_substring_regex(_tails(lines), ENDING_LINE).to_numpy(zero_copy_only=False)
    ended = np.bincount(rows[ending.astype(bool)], minlength=count) if len(rows) else paragraphs
    return {
        "chars": pa.array(chars, pa.int32()),
        "words": pa.array(words, pa.int32()),
        "paragraphs": pa.array(paragraphs, pa.int32()),
        "kept_ratio": _ratio(chars, raw_chars.to_numpy(zero_copy_only=False), 0.0),
        "mean_word_length": _ratio(letters, words, None),
        "stop_lines_ratio": _ratio(ended, paragraphs, None),
        "repeated_lines_ratio": _ratio(paragraphs - _different(lines, rows, count), paragraphs, None),
        "symbol_ratio": _ratio(characters.count(SYMBOL), chars, None),
    }


def _lines(texts: pa.Array) -> "tuple[pa.Array, np.ndarray[Any, np.dtype[np.int64]]]":
    """The lines of all texts that are not blank, and the text each is of."""
    split = pc.split_pattern(texts, "\n")
    lines, rows = pc.list_flatten(split), pc.list_parent_indices(split)
    full = pc.not_equal(lines, "")
    return pc.filter(lines, full), pc.filter(rows, full).to_numpy(zero_copy_only=False).astype(np.int64)


def _tails(lines: pa.Array) -> pa.Array:
    """The last characters of each line."""
    return pc.utf8_slice_codeunits(lines, -LONGEST_ENDING) if len(lines) else lines


def _different(lines: pa.Array, rows: "np.ndarray[Any, Any]", count: int) -> "np.ndarray[Any, Any]":
    """How many different lines each text has."""
    if not len(lines):
        return np.zeros(count, dtype=np.int64)
    names = pc.dictionary_encode(lines).indices.to_numpy(zero_copy_only=False).astype(np.int64)
    pairs = np.unique(rows * (int(names.max()) + 1) + names)
    return np.bincount(pairs // (int(names.max()) + 1), minlength=count)


def _ratio(part: "np.ndarray[Any, Any]", whole: "np.ndarray[Any, Any]", empty: float | None) -> pa.Array:
    """part / whole, `empty` where the whole is nothing."""
    none = whole == 0
    values = np.where(none, empty or 0.0, part / np.where(none, 1, whole))
    return pa.array(values, pa.float32(), mask=none if empty is None else None)
