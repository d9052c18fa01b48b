"""E-mail addresses and telephone numbers of persons, cut out of whatever line they stand in.

What they are is told by warraq.contacts; here is where to look: near an @, and where seven digits or more
stand close together. Both are rare, so only those places are read as text.
"""

from collections.abc import Iterator

import numpy as np

from warraq import contacts
from warraq.cleaning.lines import Bytes, Ints, Lines
from warraq.cleaning.spans import Row
from warraq.cleaning.verdicts import CODE, Verdicts

BEFORE = 2 * max(contacts.LONGEST_LOCAL, contacts.REACH)  # bytes of what may come before, two to a letter
AFTER = contacts.LONGEST_DOMAIN + 2
GAP = 8  # bytes from one digit of a number to the next: a bracket, a dash and direction marks between them
RULES = {"email": "private.email", "phone": "private.phone"}


def find(lines: Lines, verdicts: Verdicts) -> list[Row]:
    """The rows of all addresses and numbers of persons."""
    found = {place for stretch in _stretches(lines) for place in _in(lines, *stretch)}
    return [(start, end, CODE[kind], verdicts.code_of(RULES[kind])) for start, end, kind in sorted(found)]


def _stretches(lines: Lines) -> Iterator[tuple[int, int]]:
    """The places to look at: every @, and from the first to the last of many digits close together."""
    data = lines.buffer.data
    for at in np.flatnonzero(data == ord("@")).tolist():
        yield at, at + 1
    digits = _digits(data)
    line = np.searchsorted(lines.buffer.line_feeds, digits) + np.searchsorted(
        lines.buffer.bounds, digits, "right"
    )
    first = np.flatnonzero((np.diff(digits, prepend=-2 * GAP) > GAP) | (np.diff(line, prepend=-1) != 0))
    last = np.append(first[1:], len(digits)) - 1
    enough = last - first + 1 >= contacts.FEWEST_DIGITS
    yield from zip(digits[first[enough]].tolist(), (digits[last[enough]] + 1).tolist(), strict=True)


def _digits(data: Bytes) -> Ints:
    """The last byte of every digit: ASCII, Arabic-Indic (U+0660 on: D9 A0), Persian (U+06F0 on: DB B0)."""
    found = data - np.uint8(ord("0")) < 10
    lead, last = data[:-1], data[1:]
    found[1:] |= (lead == 0xD9) & (last - np.uint8(0xA0) < 10)
    found[1:] |= (lead == 0xDB) & (last - np.uint8(0xB0) < 10)
    places: Ints = np.flatnonzero(found)
    return places


def _in(lines: Lines, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What is found in this stretch of its line, as byte offsets into the batch."""
    buffer = lines.buffer
    document = int(np.searchsorted(buffer.bounds, start, "right")) - 1
    feed = int(np.searchsorted(buffer.line_feeds, start))
    opens = max(
        int(buffer.bounds[document]), int(buffer.line_feeds[feed - 1]) + 1 if feed else 0, start - BEFORE
    )
    closes = min(int(buffer.bounds[document + 1]), end + AFTER)
    if feed < len(buffer.line_feeds):
        closes = min(closes, int(buffer.line_feeds[feed]))
    opens, closes = buffer.align(np.array([opens, closes])).tolist()
    text = buffer.arrow[opens:closes].to_pybytes().decode()
    for first, stop, kind in contacts.find(text):
        begins, ends = (opens + len(text[:at].encode()) for at in (first, stop))
        if begins < end and start < ends:
            yield begins, ends, kind
