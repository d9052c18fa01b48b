"""E-mail addresses and telephone numbers of persons, cut out of whatever line they stand in.

What they are is told by warraq.contacts; here is where to look: near an @, and where seven digits or more
stand close together. Both are rare, so only those places are read as text.
"""

from collections.abc import Iterator

import numpy as np

from warraq import contacts
from warraq.cleaning.lines import Buffer, Bytes, Flags, Ints, Lines
from warraq.cleaning.spans import Row
from warraq.cleaning.verdicts import CODE, Verdicts

BEFORE = 2 * max(contacts.LONGEST_LOCAL, contacts.REACH)  # bytes of what may come before, two to a letter
AFTER = contacts.LONGEST_DOMAIN + 2
GAP = 8  # bytes from one digit of a number to the next: a bracket, a dash and direction marks between them
_PARTS_NUMBERS = np.arange(256) < 128  # bytes of no mark that contacts.find lets stand between two digits
_PARTS_NUMBERS[[*b"0123456789 ().-/"]] = False
RULES = {"email": "private.email", "phone": "private.phone"}


def find(lines: Lines, verdicts: Verdicts) -> list[Row]:
    """The rows of all addresses and numbers of persons, in order."""
    buffer = lines.buffer
    found = (place for stretch in _windows(buffer) for place in _in(buffer, *stretch))
    return [(first, stop, CODE[kind], verdicts.code_of(RULES[kind])) for first, stop, kind in found]


def _windows(buffer: Buffer) -> Iterator[tuple[int, int, int, int]]:
    """The places to look at, in order: where each starts and ends, and from where to where its line is read
    around it. Places so near that they would be read twice are one."""
    start, end = _stretches(buffer)
    begins_line = np.concatenate([[0], buffer.line_feeds + 1])
    line = buffer.feeds_before(start)
    document = np.searchsorted(buffer.bounds, start, "right") - 1
    opens = np.maximum(np.maximum(buffer.bounds[document], begins_line[line]), start - BEFORE)
    ends_line = np.append(buffer.line_feeds, len(buffer.data))[line]
    closes = np.minimum(np.minimum(buffer.bounds[document + 1], ends_line), end + AFTER)
    read = np.maximum.accumulate(closes)
    first = np.flatnonzero(np.append(True, opens[1:] >= read[:-1])[: len(opens)])
    if not len(first):
        return iter(())
    end, closes = np.maximum.reduceat(end, first), np.maximum.reduceat(closes, first)
    opens, closes = buffer.align(opens[first]), buffer.align(closes)
    return zip(start[first].tolist(), end.tolist(), opens.tolist(), closes.tolist(), strict=True)


def _stretches(buffer: Buffer) -> tuple[Ints, Ints]:
    """In order, every @, and from the first to the last of many digits close together, if so
    many of them could be of one number."""
    data = buffer.data
    at = np.flatnonzero(data == ord("@"))
    digits = _digits(data)
    line = np.searchsorted(buffer.line_feeds, digits) + np.searchsorted(buffer.bounds, digits, "right")
    opens = (np.diff(digits, prepend=-2 * GAP) > GAP) | (np.diff(line, prepend=-1) != 0)
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(digits)) - 1
    number = np.flatnonzero(opens | _parted(data, digits))
    long = number[np.diff(number, append=len(digits)) >= contacts.FEWEST_DIGITS]
    enough = np.searchsorted(long, last, "right") > np.searchsorted(long, first)
    start = np.concatenate([at, digits[first[enough]]])
    end = np.concatenate([at + 1, digits[last[enough]] + 1])
    order = np.argsort(start)
    return start[order], end[order]


def _parted(data: Bytes, digits: Ints) -> Flags:
    """Before which digits something stands that no telephone number has inside: a letter, a colon."""
    parted = np.zeros(len(digits), np.bool_)
    inside = np.flatnonzero(np.diff(digits, prepend=digits[:1]) > 1)
    for step in range(1, GAP):
        at = np.maximum(digits[inside] - step, digits[inside - 1])
        parted[inside] |= _PARTS_NUMBERS[data[at]]
    return parted


def _digits(data: Bytes) -> Ints:
    """The last byte of every digit: ASCII, Arabic-Indic (U+0660 on: D9 A0), Persian (U+06F0 on: DB B0)."""
    found = data - np.uint8(ord("0")) < 10
    lead, last = data[:-1], data[1:]
    found[1:] |= (lead == 0xD9) & (last - np.uint8(0xA0) < 10)
    found[1:] |= (lead == 0xDB) & (last - np.uint8(0xB0) < 10)
    places: Ints = np.flatnonzero(found)
    return places


def _in(buffer: Buffer, start: int, end: int, opens: int, closes: int) -> Iterator[tuple[int, int, str]]:
    """What is found in the stretch from start to end, as byte offsets into the batch. Looked at is the text
    around it, from `opens` to `closes`."""
    text = buffer.arrow[opens:closes].to_pybytes().decode()
    at = 0  # a character of the text, whose byte is `opens`
    for first, stop, kind in contacts.find(text):
        begins = opens + len(text[at:first].encode())
        ends = begins + len(text[first:stop].encode())
        at, opens = stop, ends
        if begins < end and start < ends:
            yield begins, ends, kind
