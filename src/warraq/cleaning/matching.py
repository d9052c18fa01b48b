"""Patterns asked of columns of text, by RE2, in time linear in the text.

Arrow compiles a pattern anew in every call, 1 to 15 ms, which for few texts is far more than the asking. So
few texts are asked one by one, by a pattern compiled once in a process. The engine is the same, and so is the
answer.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2

from warraq.cleaning.lines import Flags

ONE_BY_ONE = 2_000  # up to so many texts; on 20 MB of web pages with 1,000 or 5,000 it took a tenth longer


def matching(texts: pa.Array, pattern: str) -> Flags:
    """Which of the texts (strings, none null) a pattern fits.

    Raises pa.ArrowInvalid or re2.error where it is no pattern of RE2.
    """
    if len(texts) > ONE_BY_ONE:
        return np.asarray(pc.match_substring_regex(texts, pattern), np.bool_)
    if not len(texts):
        return np.zeros(0, np.bool_)
    search = _compiled(pattern).search
    return np.array([search(text) is not None for text in _bytes(texts)], np.bool_)


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


_OPTIONS = re2.Options()
_OPTIONS.log_errors = False  # it says where its memory is full, too; it goes on without


@cache
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern, _OPTIONS)
