"""The clean text as a pure function of the segments."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.lines import Ints

ONE_SPACE, LINE, PARAGRAPH = " ", "\n", "\n\n"


def render(segments: pa.Table) -> pa.Table:
    """(doc_id, text) of every document in `segments` (schema.SEGMENTS, with content), in its order.

    Kept segments are joined. Between two of them stands: nothing or a space when they share a line (a space
    if there was any white space between them), a line break when just one stood between, else a blank line.
    """
    segments = segments.combine_chunks()
    starts = np.flatnonzero(segments["seq"].to_numpy() == 0)
    kept, separators = _layout(segments)
    contents = segments["content"].combine_chunks().take(pa.array(kept))
    pieces = pc.binary_join_element_wise(separators, contents, "")
    offsets = pa.array(np.searchsorted(kept, np.append(starts, len(segments))).astype(np.int32))
    texts = pc.binary_join(pa.ListArray.from_arrays(offsets, pieces), "")
    return pa.table({"doc_id": segments["doc_id"].take(pa.array(starts)), "text": texts})


def text_starts(segments: pa.Table) -> pa.Array:
    """Where each segment stands in the clean text of its document, in code points; null unless kept."""
    kept, separators = _layout(segments)
    before = np.asarray(pc.utf8_length(separators), np.int64)
    length = np.asarray(pc.utf8_length(segments["content"].combine_chunks().take(pa.array(kept))), np.int64)
    starts = np.cumsum(before + length) - length
    first = np.flatnonzero(segments["seq"].to_numpy() == 0)
    document = np.searchsorted(first, kept, "right") - 1
    opening = np.searchsorted(kept, first)  # the first kept segment of each document
    base = np.append(starts, 0)[np.minimum(opening, len(starts))]
    values = np.zeros(len(segments), np.int32)
    values[kept] = starts - base[document]
    missing = np.ones(len(segments), np.bool_)
    missing[kept] = False
    return pa.array(values, pa.int32(), mask=missing)


def _layout(segments: pa.Table) -> tuple[Ints, pa.Array]:
    """The rows that are kept, and what is written before each of them."""
    kept = np.flatnonzero(np.asarray(pc.equal(segments["action"], "keep")))
    content = segments["content"].combine_chunks()
    feeds = np.cumsum(np.asarray(pc.count_substring(content, "\n"), np.int64))
    document = np.cumsum(segments["seq"].to_numpy() == 0)[kept]
    gaps = (kept[:-1], kept[1:] - 1)
    breaks = feeds[gaps[1]] - feeds[gaps[0]]
    blank = _white_between(content, np.where(breaks == 0, gaps[0], gaps[1]), gaps[1])
    code = np.zeros(len(kept), np.int64)
    code[1:] = np.where(breaks > 1, 3, np.where(breaks == 1, 2, blank > 0))
    code[1:][document[1:] != document[:-1]] = 0
    return kept, pa.array(["", ONE_SPACE, LINE, PARAGRAPH]).take(pa.array(code))


def _white_between(content: pa.Array, after: Ints, last: Ints) -> Ints:
    """Is there white space in any of the segments after one and up to the last? They do not overlap."""
    size = last - after
    rows = np.repeat(last - np.cumsum(size), size) + np.arange(1, int(size.sum()) + 1)
    white = np.asarray(pc.match_substring_regex(content.take(pa.array(rows)), _WHITE), np.int64)
    before = np.concatenate([[0], np.cumsum(white)])
    stop = np.cumsum(size)
    found: Ints = before[stop] - before[stop - size]
    return found


_WHITE = r"[\s\x1c-\x1f\x{85}\p{Z}]"
