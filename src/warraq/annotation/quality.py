"""Size and quality of the clean text: the signals web corpora are filtered by, as columns, never filters.

After MassiveText (Gopher; Rae et al. 2021, appendix A.1.1 and table A1), C4 (Raffel et al. 2020, section 2.2)
and what was made of them since, with the sentence marks, dots and bullets of every script: Arabic has no
cased letters, its question mark is `؟`, the full stop of Urdu `۔`, and its newspapers write an ellipsis with
two dots. docs/quality-signals.md says what each is for, and where published thresholds stand.

A word is a run of letters and digits, marks inside it; a line is a kept line of the text, and so a paragraph.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.annotation.characters import DIGIT, MARK, SYMBOL, Characters
from warraq.annotation.word_column import (
    Repeats,
    WordColumn,
    keys_of,
    repeated_chars,
    repeats,
    top_chars,
    words_of,
)

Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"

ENDS = ".!?؟۔…।॥։።⸮"
WIDE_ENDS = "。．！？｡"  # of scripts without spaces: a letter may follow
QUOTES = r"[\s\"'”“»«’)\]}\x{200e}\x{200f}]*"
ENDING_LINE = rf"[{ENDS}{WIDE_ENDS}]{QUOTES}$"
ELLIPSIS_LINE = rf"(?:\.\.|…){QUOTES}$"
LONGEST_ENDING = 6  # characters looked at from the end of a line: a mark and the quotes and brackets after it
# A dash opens the item of a list as often as a dot does; tatweel between spaces is a dash too.
BULLET_LINE = r"^[•‣⁃◦▪▫■□●○∙·*٭►▸▶➤❖✓✔\-–—ـ]"
FEWEST_WORDS = 50
"""Words a text must have for its n-grams to say something (Gopher leaves out shorter texts altogether)."""
SPACELESS = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that put no space between words: there a run of letters is a clause, and counting them misleads."""


def columns(
    texts: pa.Array,
    raw_chars: pa.Array,
    characters: Characters,
    languages: Sequence[str],
    scripts: Sequence[str],
) -> dict[str, pa.Array]:
    """The size and quality columns of `documents`, by name, for texts with these raw lengths."""
    chars, words = characters.chars, characters.words
    paragraphs, by_line = _of_lines(texts)
    spaced = ~np.isin(np.array(scripts, np.str_), sorted(SPACELESS))
    return {
        "chars": pa.array(chars, pa.int32()),
        "words": pa.array(words, pa.int32()),
        "paragraphs": pa.array(paragraphs, pa.int32()),
        "kept_ratio": _ratio(chars, raw_chars.to_numpy(zero_copy_only=False), 0.0),
        "symbol_ratio": _ratio(characters.count(SYMBOL), chars, None),
        **by_line,
        **_of_marks(characters, np.where(spaced, words, 0)),
        **_of_words(characters, languages, spaced),
    }


# Lines --------------------------------------------------------------------------------------------


def _of_lines(texts: pa.Array) -> tuple[Ints, dict[str, pa.Array]]:
    """How many lines each text has, and the columns that are shares of them."""
    lines, rows = _lines(texts)
    paragraphs = np.bincount(rows, minlength=len(texts))
    size = np.asarray(pc.utf8_length(lines), np.int64)
    again = _seen_before(lines, rows)
    tails = pc.utf8_slice_codeunits(lines, -LONGEST_ENDING) if len(lines) else lines
    heads = pc.utf8_slice_codeunits(lines, 0, 1) if len(lines) else lines

    def share(chosen: Any) -> pa.Array:
        found = np.asarray(chosen, np.bool_)
        return _ratio(np.bincount(rows[found], minlength=len(texts)), paragraphs, None)

    repeated = np.bincount(rows[again], size[again], len(texts))
    return paragraphs, {
        "stop_lines_ratio": share(pc.match_substring_regex(tails, ENDING_LINE)),
        "ellipsis_lines_ratio": share(pc.match_substring_regex(tails, ELLIPSIS_LINE)),
        "bullet_lines_ratio": share(pc.match_substring_regex(heads, BULLET_LINE)),
        "repeated_lines_ratio": share(again),
        "repeated_chars_ratio": _ratio(repeated, np.bincount(rows, size, len(texts)), None),
    }


def _lines(texts: pa.Array) -> tuple[pa.Array, Ints]:
    """The lines of all texts that are not blank, and the text each is of."""
    split = pc.split_pattern(texts, "\n")
    lines, rows = pc.list_flatten(split), pc.list_parent_indices(split)
    full = pc.not_equal(lines, "")
    return pc.filter(lines, full), pc.filter(rows, full).to_numpy(zero_copy_only=False).astype(np.int64)


def _seen_before(lines: pa.Array, rows: Ints) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Whether a line stands earlier in its text too."""
    again = np.ones(len(rows), np.bool_)
    if len(rows):
        names = np.asarray(pc.dictionary_encode(lines).indices, np.int64)
        again[np.unique(rows * (int(names.max()) + 1) + names, return_index=True)[1]] = False
    return again


# Marks --------------------------------------------------------------------------------------------


def _of_marks(characters: Characters, words: Ints) -> dict[str, pa.Array]:
    """The columns that count marks; `words` of each text, 0 where they cannot be counted."""
    at = np.flatnonzero(characters.classes == SYMBOL)
    marks, after = characters.codes[at], characters.classes[np.minimum(at + 1, len(characters.classes) - 1)]
    follows = np.diff(at, append=-1) == 1  # one more mark stands right behind

    def behind(chosen: Any) -> Any:
        return np.append(chosen[1:], False) & follows if len(chosen) else chosen

    ends = np.isin(marks, _codes(ENDS))
    ends &= ~behind(ends) & (after != DIGIT) & (after <= MARK)
    dots = marks == ord(".")
    ellipsis = (dots & behind(dots) & ~_before(dots, at)) | (marks == ord("…"))
    text = characters.text_of(at)

    def count(chosen: Any) -> Ints:
        return np.bincount(text[chosen], minlength=len(words))

    return {
        "sentences": pa.array(count(ends | np.isin(marks, _codes(WIDE_ENDS))), pa.int32()),
        "hash_ratio": _ratio(count(marks == ord("#")), words, None),
        "ellipsis_ratio": _ratio(count(ellipsis), words, None),
    }


def _before(chosen: Any, at: Ints) -> Any:
    """Whether a chosen mark stands right before each."""
    return np.append(False, chosen[:-1]) & (np.diff(at, prepend=-2) == 1) if len(at) else chosen


def _codes(marks: str) -> Ints:
    return np.array([ord(mark) for mark in marks])


# Words --------------------------------------------------------------------------------------------


def _of_words(
    characters: Characters, languages: Sequence[str], spaced: "np.ndarray[Any, np.dtype[np.bool_]]"
) -> dict[str, pa.Array]:
    """The columns about words and their repetition, null where words cannot be told."""
    count, texts = np.where(spaced, characters.words, 0), len(spaced)
    words = words_of(characters)
    letters = characters.letters() + characters.count(DIGIT)
    enough = np.where(count >= FEWEST_WORDS, letters, 0)
    two, four, five, ten = _ladder(words)
    known, spoken = _function_words(words, languages)
    return {
        "mean_word_length": _ratio(letters, count, None),
        "alphabetic_words_ratio": _ratio(
            np.bincount(words.text[words.lettered], minlength=texts), count, None
        ),
        "function_words": pa.array(spoken, pa.int32(), mask=~known | ~spaced),
        "function_words_ratio": _ratio(spoken, np.where(known, count, 0), None),
        "top_2gram_ratio": _ratio(np.minimum(top_chars(words, two, texts), letters), enough, None),
        "top_4gram_ratio": _ratio(np.minimum(top_chars(words, four, texts), letters), enough, None),
        "repeated_5grams_ratio": _ratio(repeated_chars(words, five, texts), enough, None),
        "repeated_10grams_ratio": _ratio(repeated_chars(words, ten, texts), enough, None),
    }


def _ladder(words: WordColumn) -> list[Repeats]:
    """The repeated 2-, 4-, 5- and 10-grams: each is looked for only where the shorter ones repeat."""
    found: list[Repeats] = []
    for n in (2, 4, 5, 10):
        found.append(repeats(words, n, found[-1] if found else None))
    return found


def _function_words(
    words: WordColumn, languages: Sequence[str]
) -> "tuple[np.ndarray[Any, np.dtype[np.bool_]], Ints]":
    """Of each text, whether the function words of its language are known, and how many it has."""
    spoken = np.array([language.split("-")[0] for language in languages], np.str_)
    hits = np.zeros(len(words.key), np.bool_)
    for code in sorted(set(spoken.tolist()) & set(packs.codes())):
        of_language = (spoken == code)[words.text]
        hits[of_language] = np.isin(words.key[of_language], keys_of(packs.function_words((code,))))
    return np.isin(spoken, packs.codes()), np.bincount(words.text[hits], minlength=len(languages))


def _ratio(part: "np.ndarray[Any, Any]", whole: "np.ndarray[Any, Any]", empty: float | None) -> pa.Array:
    """part / whole, `empty` where the whole is nothing."""
    none = whole == 0
    values = np.where(none, empty or 0.0, part / np.where(none, 1, whole))
    return pa.array(values, pa.float32(), mask=none if empty is None else None)
