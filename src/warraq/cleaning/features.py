"""What a line looks like: columns computed for all lines of a batch at once, no words known."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.folding import Folded, Signs, fold_strings
from warraq.cleaning.lines import Flags, Ints, Lines
from warraq.cleaning.matching import matching
from warraq.packs import MATCHED_CHARS, needs

# Ends of sentences in the scripts we meet (Latin, Arabic, Urdu, Indic, Ethiopic, Burmese, Khmer, CJK), and
# closing marks after them.
SENTENCE_END = r"[.!?؟۔।॥።။។。！？…][\"'”’»«)\]）」』 ]*$"
FULL_STOP = r"(?:[^.][.]|[!?؟۔।॥።။។。！？])[\"'”’»«)\]）」』 ]*$"
ASKS = r"[؟?!！？][\"'”’»)\] ]*$"
TRAILING = r"(?:…|\.\.)[\"'”’»)\]]*$"
CUT_OFF = r"[\p{L}\d,،] ?\[(?:…|[.]{3}|& ?hellip;)\]$"
INTRODUCES = r"[:؛;：]$"
# A full stop inside the line with text after it, glued or not: no headline (abbreviations have short words).
INNER_STOP = r"\p{L}{3}[.۔।][”»\")]? \p{L}|\p{Arabic}{3}[.]\p{Arabic}{2}|。\p{L}"
BULLET = r"^(?:[•*·▪◦‣●○■□►▶➤✓✔–—-]|\d{1,2}[.)-]|\(\d{1,2}\))\s?"
KEY_CHARS = 260  # longer lines are not compared with others
COMPARED_BYTES = 160  # longer ones are seldom said twice, word for word
TAIL_BYTES = 24  # enough for the last mark and whatever closes after it
HEAD_BYTES = 4 * MATCHED_CHARS

# A sentence, or a line too long to be anything else. A headline seldom has more characters than LONG.
LONG = 170
SENTENCE_CHARS, SENTENCE_WORDS = 28, 5
SPACED_SCRIPTS = r"\p{Latin}|\p{Arabic}|\p{Cyrillic}|\p{Greek}|\p{Hebrew}"
CJK_CHARS = 12  # scripts without spaces: a line of one "word" this long is judged by its end mark alone


@dataclass(frozen=True)
class Texts:
    """What the lines of a batch say, each text once, in the order of the lines that say it first.

    Of the short lines of whole web pages every second one says what another one said (menus, footers): what
    follows from the text alone is asked of the texts. Of articles it is one line in fifty, and finding them
    costs what they spare.
    """

    of_line: Ints  # the number of the text of each line
    folded: pa.Array  # its first MATCHED_CHARS code points, folded
    signs: Signs  # by what the rules are sieved (cleaning/sieve.py)
    key: Ints  # code of its folded letters and digits: equal for repeats; -1 when it has none
    chars: Ints  # code points
    tail: pa.Array  # its last TAIL_BYTES

    def matching(self, strings: pa.Array, pattern: str) -> Flags:
        """The lines whose text, or the end of it, fits a pattern."""
        result: Flags = np.asarray(pc.match_substring_regex(strings, pattern), np.bool_)[self.of_line]
        return result


@dataclass(frozen=True)
class Features:
    """Columns over `lines`."""

    lines: Lines
    texts: Texts
    gap: Ints  # line feeds between this line and the one before; 0 for the first of a document
    hits: dict[str, Ints] = field(default_factory=dict)  # the texts that each rule asked so far fits
    sieved: dict[str, Ints] = field(default_factory=dict)  # the texts that each rule could fit
    firmest: dict[tuple[str, ...], Ints] = field(default_factory=dict)  # by zones, the rule for each text

    @cached_property
    def key(self) -> Ints:
        """The key of each line's text."""
        return self.texts.key[self.texts.of_line]

    @cached_property
    def folded(self) -> pa.Array:
        """The first MATCHED_CHARS code points of each line, folded."""
        return self.texts.folded.take(pa.array(self.texts.of_line))

    def fits(self, pattern: str, where: Flags) -> Flags:
        """The lines of `where` whose folded text a pattern fits."""
        texts = self.texts
        fitting = np.zeros(len(texts.chars), np.bool_)
        fitting[texts.of_line[where]] = True
        rows = np.flatnonzero(fitting & texts.signs.holding(needs.always(pattern)))
        fitting[:] = False
        fitting[rows] = matching(texts.folded.take(pa.array(rows)), pattern)
        return where & fitting[texts.of_line]

    def _ends(self, pattern: str) -> Flags:
        return self.texts.matching(self.texts.tail, pattern)

    @cached_property
    def ends_sentence(self) -> Flags:
        return self._ends(SENTENCE_END)

    @cached_property
    def ends_full(self) -> Flags:
        """A full stop, question or exclamation mark; not the dots of a headline or a cut-off text."""
        return self._ends(FULL_STOP) & ~self.trails_off

    @cached_property
    def asks(self) -> Flags:
        """Ends with a question or exclamation mark."""
        return self._ends(ASKS)

    @cached_property
    def trails_off(self) -> Flags:
        return self._ends(TRAILING)

    @cached_property
    def cut_off(self) -> Flags:
        """Ends inside a sentence with dots in square brackets, as blogs cut their stories."""
        return self._ends(CUT_OFF)

    @cached_property
    def introduces(self) -> Flags:
        return self._ends(INTRODUCES)

    @cached_property
    def bullet(self) -> Flags:
        return self.texts.matching(self.texts.folded, BULLET)

    @cached_property
    def unspaced(self) -> Flags:
        """In a script that sets no spaces between words, by the look of it."""
        lines = self.lines
        long_words: Flags = (lines.words < SENTENCE_WORDS) & (lines.chars >= CJK_CHARS * lines.words)
        return long_words & ~self.fits(SPACED_SCRIPTS, long_words)

    @cached_property
    def words(self) -> Ints:
        """Words of the line; in a script without spaces two characters count as one."""
        return np.where(self.unspaced, self.lines.chars // 2, self.lines.words)

    @cached_property
    def sentence(self) -> Flags:
        """Running text by its shape: it ends like a sentence, or is longer than any headline."""
        lines = self.lines
        wordy = (lines.words >= SENTENCE_WORDS) & (lines.chars >= SENTENCE_CHARS)
        could = (wordy | self.unspaced) & (lines.chars < LONG)
        could &= self.ends_full | self.fits(INNER_STOP, could & ~self.ends_full)
        result: Flags = could | (lines.chars >= LONG)
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
    feeds = lines.buffer.feeds_before(lines.start)
    gap = np.diff(feeds, prepend=0)
    gap[np.diff(lines.doc, prepend=-1) != 0] = 0
    return Features(lines, _texts(lines), gap)


def _texts(lines: Lines) -> Texts:
    rows, of_line = _distinct(lines)
    buffer, start, end, chars = lines.buffer, lines.start[rows], lines.end[rows], lines.chars[rows]
    head_end = buffer.align(np.minimum(end, start + HEAD_BYTES))
    folded = fold_strings(buffer.strings(start, head_end), MATCHED_CHARS)
    tail_start = buffer.align(np.maximum(start, end - TAIL_BYTES))
    tail = buffer.strings(tail_start, end)
    return Texts(of_line, folded.text, folded.signs, _keys(chars, folded), chars, tail)


def _distinct(lines: Lines) -> tuple[Ints, Ints]:
    """The first line of each text, and the text of each line. Long lines have a text of their own."""
    short = np.flatnonzero(lines.end - lines.start <= COMPARED_BYTES)
    codes = lines.buffer.strings(lines.start[short], lines.end[short]).dictionary_encode().indices
    first = np.arange(len(lines))  # the first line that says what each line says
    code = np.asarray(codes, np.int64)
    opening = np.empty(int(code.max(initial=-1)) + 1, np.int64)
    opening[code[::-1]] = short[::-1]  # the last one written stays: the first line
    first[short] = opening[code]
    opens = first == np.arange(len(lines))
    return np.flatnonzero(opens), (np.cumsum(opens) - 1)[first]


def _keys(chars: Ints, folded: Folded) -> Ints:
    keys = np.arange(len(chars)) + len(chars)  # a long line has a key of its own
    short = np.flatnonzero(chars <= KEY_CHARS)
    codes = np.asarray(pa.array(folded.key[short]).dictionary_encode().indices, np.int64)
    keys[short] = np.where(folded.key[short] == 0, -1, codes)
    return keys
