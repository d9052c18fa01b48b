"""Patterns asked of columns of text, by RE2, in time linear in the text.

Few texts are asked one by one. Many are put end to end, a line each, and RE2 looks for the lines that fit: so
most texts cost it a few nanoseconds a byte and Python nothing. A pattern is compiled once in a process, 1 to
15 ms, which for few texts is far more than the asking.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2

from warraq.cleaning.lines import Flags, Ints

MANY = 1_000  # so many texts are put end to end; with 300 the first batches take longer, with 3,000 all
# Arrow compiles a pattern anew in every call. So short a one takes it less time than Python takes to hear of
# the texts that fit; most do where a digit is looked for.
SHORT = 60
CHUNK_BYTES = 1 << 17  # put end to end at once: what a processor's cache holds
# RE2 builds its automaton as it meets texts, and forgets it when its memory is full. With the 8 MB it has by
# default the patterns with names of agencies forget again and again, and take three times as long.
MEMORY = 64 << 20


def matching(texts: pa.Array, pattern: str) -> Flags:
    """Which of the texts (strings without line feeds, none null) a pattern fits.

    Raises re2.error where it is no pattern of RE2.
    """
    if len(texts) >= MANY:
        return _matching_many(texts, pattern)
    search = _compiled(pattern).search
    return np.array([search(text) is not None for text in _bytes(texts)], np.bool_)


def _matching_many(texts: pa.Array, pattern: str) -> Flags:
    if len(pattern) <= SHORT:
        return np.asarray(pc.match_substring_regex(texts, pattern), np.bool_)
    search = _compiled(f"(?m)(?:{pattern}).*", lines=True).finditer  # each line that fits is found once
    found = np.zeros(len(texts), np.bool_)
    lines = pc.binary_join_element_wise(texts, "", "\n")  # each text with a line feed behind it
    feeds = np.cumsum(np.asarray(pc.binary_length(lines), np.int64)) - 1
    data = lines.buffers()[2]
    for begin, stop in _chunks(feeds):
        hits = [match.end() for match in search(data[begin:stop].to_pybytes())]
        found[np.searchsorted(feeds, begin + np.array(hits, np.int64))] = True
    return found


def _chunks(feeds: Ints) -> Iterator[tuple[int, int]]:
    """Stretches of text between some of the line feeds, CHUNK_BYTES long or, of one text, longer."""
    last = np.append(np.diff(feeds // CHUNK_BYTES) != 0, True)
    stops = feeds[last].tolist()
    return zip([0, *(stop + 1 for stop in stops[:-1])], stops, strict=True)


def captured(texts: pa.Array, pattern: str) -> Iterator[dict[str, str]]:
    """For each of the texts, all of which the pattern fits, what its groups hold, by name, in their order."""
    compiled = _compiled(pattern)
    names = sorted(compiled.groupindex, key=compiled.groupindex.get)
    for text in _bytes(texts):
        match = compiled.search(text)
        yield {name: (match[name] or b"").decode() for name in names}


def _bytes(texts: pa.Array) -> list[bytes]:
    result: list[bytes] = texts.cast(pa.binary()).to_pylist()
    return result


@cache
def _compiled(pattern: str, *, lines: bool = False) -> Any:
    """The pattern, for texts; or for `lines`, of which it fits no two together."""
    options = re2.Options()
    options.log_errors = False  # it says where its memory is full, too; it goes on without
    if lines:
        options.never_nl = options.never_capture = True
        options.max_mem = MEMORY
    return re2.compile(pattern, options)
