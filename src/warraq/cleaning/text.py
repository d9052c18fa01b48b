"""The clean text as a pure function of the segments."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.lines import Flags, Ints
from warraq.labels import MASKS

ONE_SPACE, LINE, PARAGRAPH = " ", "\n", "\n\n"


def render(segments: pa.Table) -> pa.Table:
    """(doc_id, text) of every document in `segments` (schema.SEGMENTS, with content), in its order.

    Kept segments are joined, and where a masked one (labels.MASKS) stands among them, its mask. Between two
    of them stands: nothing or a space when they share a line (a space if there was any white space between
    them), a line break when just one stood between, else a blank line.
    """
    segments = segments.combine_chunks()
    starts = np.flatnonzero(segments["seq"].to_numpy() == 0)
    written, separators, contents = _layout(segments)
    pieces = pc.binary_join_element_wise(separators, contents, "")
    offsets = pa.array(np.searchsorted(written, np.append(starts, len(segments))).astype(np.int32))
    texts = pc.binary_join(pa.ListArray.from_arrays(offsets, pieces), "")
    return pa.table({"doc_id": segments["doc_id"].take(pa.array(starts)), "text": texts})


def text_starts(segments: pa.Table) -> pa.Array:
    """Where each segment, or its mask, stands in the clean text of its document, in code points, or null."""
    written, separators, contents = _layout(segments)
    before = np.asarray(pc.utf8_length(separators), np.int64)
    length = np.asarray(pc.utf8_length(contents), np.int64)
    starts = np.cumsum(before + length) - length
    first = np.flatnonzero(segments["seq"].to_numpy() == 0)
    document = np.searchsorted(first, written, "right") - 1
    opening = np.searchsorted(written, first)  # the first written segment of each document
    base = np.append(starts, 0)[np.minimum(opening, len(starts))]
    values = np.zeros(len(segments), np.int32)
    values[written] = starts - base[document]
    missing = np.ones(len(segments), np.bool_)
    missing[written] = False
    return pa.array(values, pa.int32(), mask=missing)


def _layout(segments: pa.Table) -> tuple[Ints, pa.Array, pa.Array]:
    """The rows that are written, what stands before each of them, and what is written of it."""
    content = segments["content"].combine_chunks()
    feeds = np.cumsum(np.asarray(pc.fill_null(pc.count_substring(content, "\n"), 0), np.int64))
    number = np.cumsum(segments["seq"].to_numpy() == 0)
    keep = np.array(pc.equal(segments["action"], "keep"), np.bool_)
    label = segments["label"].combine_chunks()
    hidden = np.asarray(pc.is_in(label, value_set=_MASKED), np.bool_)
    if hidden.any():
        keep |= _masks_written(keep, hidden, np.asarray(pc.equal(label, "blank"), np.bool_), feeds + number)
    written = np.flatnonzero(keep)
    contents = content.take(pa.array(written))
    masks = written[hidden[written]]
    if len(masks):
        shown = _MASK_TEXTS.take(pc.index_in(label.take(pa.array(masks)), value_set=_MASKED))
        contents = pc.replace_with_mask(contents, pa.array(hidden[written]), shown)
    gaps = (written[:-1], written[1:] - 1)
    breaks = feeds[gaps[1]] - feeds[gaps[0]]
    blank = _white_between(content, np.where(breaks == 0, gaps[0], gaps[1]), gaps[1])
    code = np.zeros(len(written), np.int64)
    code[1:] = np.where(breaks > 1, 3, np.where(breaks == 1, 2, blank > 0))
    code[1:][np.diff(number[written]) != 0] = 0
    return written, pa.array(["", ONE_SPACE, LINE, PARAGRAPH]).take(pa.array(code)), contents


_MASKED, _MASK_TEXTS = pa.array(list(MASKS), pa.string()), pa.array(list(MASKS.values()), pa.string())


def _masks_written(keep: Flags, hidden: Flags, blank: Flags, line: Ints) -> Flags:
    """The masked segments that stand in kept text: the nearest segment before or after them on their line
    that is neither masked nor white space is kept."""
    solid = np.flatnonzero(~hidden & ~blank)
    at = np.flatnonzero(hidden)
    next_one = np.searchsorted(solid, at)
    written = np.zeros(len(keep), np.bool_)
    for side, there in ((next_one - 1, next_one > 0), (next_one, next_one < len(solid))):
        neighbour = solid[np.clip(side, 0, max(len(solid) - 1, 0))] if len(solid) else at
        written[at] |= there & keep[neighbour] & (line[neighbour] == line[at])
    return written


def _white_between(content: pa.Array, after: Ints, last: Ints) -> Ints:
    """Is there white space in any of the segments after one and up to the last? They do not overlap."""
    size = last - after
    rows = np.repeat(last - np.cumsum(size), size) + np.arange(1, int(size.sum()) + 1)
    white = np.asarray(
        pc.fill_null(pc.match_substring_regex(content.take(pa.array(rows)), _WHITE), False), np.int64
    )
    before = np.concatenate([[0], np.cumsum(white)])
    stop = np.cumsum(size)
    found: Ints = before[stop] - before[stop - size]
    return found


_WHITE = r"[\s\x1c-\x1f\x{85}\p{Z}]"
