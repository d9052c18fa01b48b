"""What a line looks like: columns computed for all lines of a batch at once, no words known."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.folding import Folded, Signs, fold_strings
from warraq.cleaning.lines import Flags, Ints, Lines
from warraq.packs import MATCHED_CHARS

# Ends of sentences in the scripts we meet (Latin, Arabic, Urdu, Indic, Ethiopic, Burmese, Khmer, CJK), and
# closing marks after them.
SENTENCE_END = r"[.!?؟۔।॥።။។。！？…][\"'”’»«)\]）」』 ]*$"
FULL_STOP = r"(?:[^.][.]|[!?؟۔।॥።။។。！？])[\"'”’»«)\]）」』 ]*$"
ASKS = r"[؟?!！？][\"'”’»)\]]*$"
TRAILING = r"(?:…|\.\.)[\"'”’»)\]]*$"
INTRODUCES = r"[:؛;：]$"
# A full stop inside the line with text after it, glued or not: no headline (abbreviations have short words).
INNER_STOP = r"\p{L}{3}[.۔।][”»\")]? \p{L}|\p{Arabic}{3}[.]\p{Arabic}{2}|。\p{L}"
BULLET = r"^(?:[•*·▪◦‣●○■□►▶➤✓✔–—-]|\d{1,2}[.)-]|\(\d{1,2}\))\s?"
KEY_CHARS = 260  # longer lines are not compared with others
TAIL_BYTES = 24  # enough for the last mark and whatever closes after it
HEAD_BYTES = 4 * MATCHED_CHARS

# A sentence, or a line too long to be anything else. A headline seldom has more characters than LONG.
LONG = 170
SENTENCE_CHARS, SENTENCE_WORDS = 28, 5
SPACED_SCRIPTS = r"\p{Latin}|\p{Arabic}|\p{Cyrillic}|\p{Greek}|\p{Hebrew}"
CJK_CHARS = 12  # scripts without spaces: a line of one "word" this long is judged by its end mark alone


@dataclass(frozen=True)
class Features:
    """Columns over `lines`."""

    lines: Lines
    folded: pa.Array  # the first MATCHED_CHARS code points, folded
    signs: Signs  # by what the rules are sieved (cleaning/sieve.py)
    key: Ints  # code of the line's folded letters and digits: equal for repeats; -1 when it has none
    gap: Ints  # line feeds between this line and the one before; 0 for the first of a document
    tail: pa.Array
    hits: dict[str, Ints] = field(default_factory=dict)  # the lines that each rule asked so far fits
    sieved: dict[str, Ints] = field(default_factory=dict)  # the lines that each rule could fit

    @cached_property
    def ends_sentence(self) -> Flags:
        return _matches(self.tail, SENTENCE_END)

    @cached_property
    def ends_full(self) -> Flags:
        """A full stop, question or exclamation mark; not the dots of a headline or a cut-off text."""
        return _matches(self.tail, FULL_STOP) & ~self.trails_off

    @cached_property
    def asks(self) -> Flags:
        """Ends with a question or exclamation mark."""
        return _matches(self.tail, ASKS)

    @cached_property
    def trails_off(self) -> Flags:
        return _matches(self.tail, TRAILING)

    @cached_property
    def introduces(self) -> Flags:
        return _matches(self.tail, INTRODUCES)

    @cached_property
    def bullet(self) -> Flags:
        return _matches(self.folded, BULLET)

    @cached_property
    def unspaced(self) -> Flags:
        """In a script that sets no spaces between words, by the look of it."""
        lines = self.lines
        long_words: Flags = (lines.words < SENTENCE_WORDS) & (lines.chars >= CJK_CHARS * lines.words)
        result: Flags = long_words & ~_matches(self.folded, SPACED_SCRIPTS)
        return result

    @cached_property
    def words(self) -> Ints:
        """Words of the line; in a script without spaces two characters count as one."""
        return np.where(self.unspaced, self.lines.chars // 2, self.lines.words)

    @cached_property
    def sentence(self) -> Flags:
        """Running text by its shape: it ends like a sentence, or is longer than any headline."""
        lines = self.lines
        wordy = (lines.words >= SENTENCE_WORDS) & (lines.chars >= SENTENCE_CHARS)
        unspaced = self.unspaced
        ends = self.ends_full | _matches(self.folded, INNER_STOP)
        result: Flags = (lines.chars >= LONG) | (ends & (wordy | unspaced))
        return result

    @cached_property
    def first(self) -> Flags:
        """First line of its document."""
        result: Flags = np.diff(self.lines.doc, prepend=-1) != 0
        return result

    @cached_property
    def repeats(self) -> Ints:
        """How often the line's key stands in its document."""
        pair = self.lines.doc * (int(self.key.max(initial=0)) + 2) + self.key + 1
        _, inverse, counts = np.unique(pair, return_inverse=True, return_counts=True)
        return np.where(self.key < 0, 1, counts[inverse]).astype(np.int64)


def compute(lines: Lines) -> Features:
    """The features of these lines."""
    buffer = lines.buffer
    head_end = buffer.align(np.minimum(lines.end, lines.start + HEAD_BYTES))
    folded = fold_strings(buffer.strings(lines.start, head_end), MATCHED_CHARS)
    tail_start = buffer.align(np.maximum(lines.start, lines.end - TAIL_BYTES))
    feeds = buffer.feeds_before(lines.start)
    gap = np.diff(feeds, prepend=0)
    gap[np.diff(lines.doc, prepend=-1) != 0] = 0
    tail = buffer.strings(tail_start, lines.end)
    return Features(lines, folded.text, folded.signs, _keys(lines, folded), gap, tail)


def _keys(lines: Lines, folded: Folded) -> Ints:
    keys = np.arange(len(lines)) + len(lines)  # a long line has a key of its own
    short = np.flatnonzero(lines.chars <= KEY_CHARS)
    codes = np.asarray(pa.array(folded.key[short]).dictionary_encode().indices, np.int64)
    keys[short] = np.where(folded.key[short] == 0, -1, codes)
    return keys


def _matches(strings: pa.Array, pattern: str) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return np.asarray(pc.match_substring_regex(strings, pattern), np.bool_)
