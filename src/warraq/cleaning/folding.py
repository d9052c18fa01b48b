"""`fold` over a whole column of lines at once, with what the rules are sieved by (`warraq.packs.needs`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.matching import matching
from warraq.fold import fold_table, spelt_out
from warraq.packs import signs

Units = np.ndarray[
    Any, np.dtype[np.uint16]
]  # of UTF-16: the form in which Python and NumPy swap text fastest
Offsets = np.ndarray[Any, np.dtype[np.int32]]

CHUNK_BYTES = 1 << 17  # folded at once: what a processor's cache holds; memory does not grow either
UNCUT = 1 << 40
_TATWEEL = 0x640  # dropped by folding, and so free to stand for all that is dropped


@dataclass(frozen=True)
class Signs:
    """Columns over some strings: by what the rules are sieved."""

    opening: signs.Bits  # the first letters and digits as a number (signs.numbers_of)
    closing: signs.Bits  # the last of them, backwards
    marks: signs.Bits  # the bits of all characters, of all pairs of them, and of dates, as MARK_WORDS rows

    def note_dates(self, strings: pa.Array, pattern: str) -> None:
        """Set the bit of dates where the pattern of a date fits the strings; none does without a digit."""
        rows = np.flatnonzero(self.marks[0] & np.uint64(signs.DIGIT_MARK))
        found = matching(strings.take(pa.array(rows)), pattern)
        self.marks[-1] = 0
        self.marks[-1, rows[found]] = 1

    def holding(self, needed: int) -> Flags:
        """Which strings have all these bits."""
        result = np.ones(len(self.opening), np.bool_)
        for word, bits in enumerate(self.marks):
            if part := np.uint64(needed >> 64 * word & ((1 << 64) - 1)):
                result &= (bits & part) == part
        return result

    def take(self, rows: Ints) -> "Signs":
        """The columns of these rows."""
        return Signs(self.opening[rows], self.closing[rows], self.marks[:, rows])

    def put(self, rows: Ints, signs: "Signs") -> None:
        """Set these rows to what they are in `signs`."""
        self.opening[rows], self.closing[rows] = signs.opening, signs.closing
        self.marks[:, rows] = signs.marks


@dataclass(frozen=True)
class Folded:
    """Columns over some strings."""

    text: pa.Array  # folded
    key: signs.Bits  # of its letters and digits alone: equal for equal ones; 0 when there are none
    signs: Signs


def fold_strings(strings: pa.Array, max_chars: int) -> Folded:
    """Strings without line feeds, folded, each cut to so many code points.

    Tatweel that stands between spaces is a dash there, not a stretched letter.
    """
    parts = [(part.text(), part.key(), part.signs()) for part in _parts(strings, max_chars)]
    return Folded(
        pa.concat_arrays([text for text, _, _ in parts]),
        np.concatenate([key for _, key, _ in parts]),
        _joined([signs for _, _, signs in parts]),
    )


def texts_and_signs(strings: pa.Array) -> tuple[pa.Array, Signs]:
    """Strings without line feeds, folded, and their signs."""
    parts = [(part.text(), part.signs()) for part in _parts(strings, UNCUT)]
    return pa.concat_arrays([text for text, _ in parts]), _joined([signs for _, signs in parts])


def _joined(parts: Sequence[Signs]) -> Signs:
    return Signs(
        np.concatenate([part.opening for part in parts]),
        np.concatenate([part.closing for part in parts]),
        np.concatenate([part.marks for part in parts], axis=1),
    )


def _parts(strings: pa.Array, max_chars: int) -> Iterator["_Part"]:
    chunk = np.frombuffer(strings.buffers()[1], np.int32)[: len(strings)] // CHUNK_BYTES
    firsts = np.flatnonzero(np.diff(chunk, prepend=-1)) if len(strings) else np.zeros(1, np.int64)
    sizes = np.diff(firsts, append=len(strings))
    for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True):
        yield _Part(strings.slice(first, size), max_chars)


class _Part:
    """Some strings end to end, folded, as units of UTF-16."""

    def __init__(self, strings: pa.Array, max_chars: int) -> None:
        self.units, bounds = _folded_units(strings)
        self.begin, self.end = bounds[:-1], np.minimum(bounds[1:], bounds[:-1] + max_chars)
        self.astral = astral = _surrogates(self.units)
        letter = signs.letter_table().take(self.units, mode="wrap")
        if len(astral):
            word = signs.word_table()[_code_points(self.units, astral)]
            letter[astral], letter[astral + 1] = word * signs.ASTRAL_LETTER, 0
            last = bounds[:-1] - np.searchsorted(astral, bounds[:-1]) + max_chars
            self.end = np.minimum(bounds[1:], _units_before(astral, last))
        is_letter = letter > 0
        self.letters_at = np.flatnonzero(is_letter)
        self.letter = letter[self.letters_at]
        before = np.zeros(len(letter) + 1, np.int32)
        np.cumsum(is_letter, dtype=np.int32, out=before[1:])
        self.first, self.stop = before[self.begin].astype(np.int64), before[self.end].astype(np.int64)

    def text(self) -> pa.Array:
        return _column(self.units, self.astral, self.begin, self.end)

    def key(self) -> signs.Bits:
        return _keys(self.units[self.letters_at], self.first, self.stop)

    def signs(self) -> Signs:
        return Signs(
            _numbers_of(self.letter, self.first, self.stop, backwards=False),
            _numbers_of(self.letter, self.first, self.stop, backwards=True),
            _marks(self.units, self.astral, self.begin, self.end),
        )


def _folded_units(strings: pa.Array) -> tuple[Units, Ints]:
    """The folded strings end to end, and where each begins (and the last ends)."""
    if not len(strings):
        return np.zeros(0, np.uint16), np.zeros(1, np.int64)
    data = _data(strings)
    units = np.frombuffer(str(data, "utf-8").encode("utf-16-le"), np.uint16)
    bounds = np.concatenate([[0], np.cumsum(np.asarray(pc.utf8_length(strings), np.int64))])
    bounds = _units_before(_surrogates(units), bounds)
    if b" \xd9\x80" in data:
        units = _with_dashes(units, bounds)
    folded = _table().take(units, mode="wrap")
    if b"\xef" in data and (spelt := spelt_out(units, folded)):
        folded, bounds = spelt[0], np.concatenate([[0], np.cumsum(spelt[1], dtype=np.int64)])[bounds]
    units = folded
    dropped = np.flatnonzero(units == _TATWEEL)
    if len(dropped):
        bounds = bounds - np.searchsorted(dropped, bounds)
        units = np.delete(units, dropped)
    return units, bounds


def _with_dashes(units: Units, bounds: Ints) -> Units:
    """The units with a dash for each run of tatweel between two spaces of one string.

    A space parts one pair of words only: of two runs with one space between them the first is the dash.
    """
    at = np.flatnonzero(units == _TATWEEL)
    before, after = at[np.diff(at, prepend=-2) > 1] - 1, at[np.diff(at, append=len(units) + 1) > 1] + 1
    inner = (before >= 0) & (after < len(units))
    inner &= (units[before] == ord(" ")) & (units[np.minimum(after, len(units) - 1)] == ord(" "))
    inner &= np.searchsorted(bounds, before, "right") == np.searchsorted(bounds, after, "right")
    units, free = units.copy(), 0
    for space, next_space in zip(before[inner].tolist(), after[inner].tolist(), strict=True):
        if space >= free:
            units[space + 1], free = ord("-"), next_space + 1
    return units


@cache
def _table() -> Units:
    table = fold_table()[:0x10000]
    return np.where(table > 0xFFFF, _TATWEEL, table).astype(np.uint16)


def _data(strings: pa.Array) -> bytes:
    offsets = np.frombuffer(strings.buffers()[1], np.int32)[
        strings.offset : strings.offset + len(strings) + 1
    ]
    whole = strings.buffers()[2]
    return whole[int(offsets[0]) : int(offsets[-1])].to_pybytes() if whole else b""


def _surrogates(units: Units) -> Ints:
    """Where pairs of surrogates begin."""
    return np.flatnonzero((units & 0xFC00) == 0xD800)


def _code_points(units: Units, astral: Ints) -> Ints:
    high, low = units[astral].astype(np.int64), units[astral + 1].astype(np.int64)
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)


def _units_before(astral: Ints, chars: Ints) -> Ints:
    """How many units so many code points take up from the start."""
    return chars + np.searchsorted(astral - np.arange(len(astral)), chars) if len(astral) else chars


def _column(units: Units, astral: Ints, begin: Ints, end: Ints) -> pa.Array:
    """The stretches of the text as a string column."""
    sizes = 1 + (units > 0x7F).view(np.uint8) + (units > 0x7FF).view(np.uint8)
    sizes[astral] = sizes[astral + 1] = 2
    at = np.zeros(len(units) + 1, np.int32)
    np.cumsum(sizes, dtype=np.int32, out=at[1:])
    data = pa.py_buffer(units.tobytes().decode("utf-16-le").encode())
    tiles = np.empty(2 * len(begin), np.int32)
    tiles[::2], tiles[1::2] = at[begin], at[end]
    if np.array_equal(tiles[2::2], tiles[1:-1:2]):  # nothing cut
        offsets = np.append(tiles[::2], tiles[-1:])
        return pa.StringArray.from_buffers(len(begin), pa.py_buffer(offsets), data)
    column = pa.StringArray.from_buffers(len(tiles) - 1, pa.py_buffer(tiles), data)
    return column.take(pa.array(np.arange(len(begin)) * 2))


def _keys(letters: Units, begin: Ints, end: Ints) -> signs.Bits:
    """A polynomial of the letters of each stretch, modulo 2 to the 64th: a letter's number times a power of
    an odd base; the powers before the stretch are divided out."""
    powers, inverse = _powers(len(letters).bit_length())
    terms = np.zeros(len(letters) + 1, np.uint64)
    _numbers().take(letters, mode="wrap", out=terms[:-1])
    terms *= powers[: len(terms)]
    return _together(np.add, terms, begin, end) * inverse[begin]


def _marks(units: Units, astral: Ints, begin: Ints, end: Ints) -> signs.Bits:
    """The bits of each stretch; all those of single characters where one has no bits of its own, and that of
    a date, which nobody has looked for yet."""
    marks = np.zeros(len(units) + 1, np.uint64)
    signs.mark_table().take(units, mode="wrap", out=marks[:-1])
    marks[astral] = ~np.uint64(0)
    white = units <= ord(" ")
    marks[np.flatnonzero(white[1:] & white[:-1])] |= np.uint64(signs.GAP_MARK)
    single = _together(np.bitwise_or, marks, begin, end)
    numbers, before_last = signs.pairs_of(units), np.maximum(begin, end - 1)
    paired = [single]
    for bits in _pair_tables():
        bits.take(numbers, mode="wrap", out=marks[:-2])
        marks[-2:] = 0
        paired.append(_together(np.bitwise_or, marks, begin, before_last))
    return np.stack([*paired, np.full(len(begin), ~np.uint64(0))])


@cache
def _pair_tables() -> signs.Bits:
    """For each number of a pair its bit, in one of the rows."""
    bits = np.zeros((signs.PAIR_BITS // 64, signs.PAIR_BITS), np.uint64)
    for number in range(signs.PAIR_BITS):
        bits[number // 64, number] = 1 << (number % 64)
    return bits


_BASE = 0x9E3779B97F4A7C15  # odd, its bits well mixed: 2 to the 64th divided by the golden ratio


@cache
def _powers(bits: int) -> tuple[signs.Bits, signs.Bits]:
    """The first powers of the base, 2 to the `bits` of them, and their inverses."""
    powers = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        series = np.full((1 << bits) + 1, base, np.uint64)
        series[0] = 1
        powers.append(np.multiply.accumulate(series))
    return powers[0], powers[1]


@cache
def _numbers() -> signs.Bits:
    """A number for each unit, its bits well mixed (the last steps of SplitMix64)."""
    code = (np.arange(0x10000, dtype=np.uint64) + np.uint64(1)) * np.uint64(_BASE)
    code = (code ^ (code >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    code = (code ^ (code >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return code ^ (code >> np.uint64(31))


def _numbers_of(letters: signs.Bytes, begin: Ints, end: Ints, *, backwards: bool) -> signs.Bits:
    """The first letters of each stretch as one number, or the last ones backwards."""
    steps = np.arange(signs.OPENING_LETTERS)
    at = (end[:, None] - 1) - steps if backwards else begin[:, None] + steps
    found = np.append(letters, np.zeros(len(steps), np.uint8))[at]
    found[steps >= (end - begin)[:, None]] = 0
    result: signs.Bits = found.view(">u8").ravel().astype(np.uint64)
    return result


def _together(how: np.ufunc, values: signs.Bits, begin: Ints, end: Ints) -> signs.Bits:
    """The values of each stretch taken together; 0 for an empty one. One value stands after all stretches."""
    if not len(begin):
        return np.zeros(0, np.uint64)
    edges = np.empty(2 * len(begin), np.int64)
    edges[::2], edges[1::2] = begin, end
    return np.where(begin < end, how.reduceat(values, edges)[::2], np.uint64(0))
