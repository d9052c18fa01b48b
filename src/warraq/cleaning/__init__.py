"""Cleaning: raw documents in, segments out. Every character gets a label, an action, a rule and a score."""

from collections.abc import Sequence

import pyarrow as pa

from warraq import schema
from warraq.cleaning import lines as _lines
from warraq.cleaning.label import label
from warraq.cleaning.segments import assemble
from warraq.cleaning.text import render

__all__ = ["clean", "render"]

MAX_BYTES = 256_000_000  # offsets are 32 bits wide; a bigger batch is halved


def clean(raw: pa.Table, codes: Sequence[str]) -> pa.Table:
    """The segments (schema.SEGMENTS) of every document of `raw` (schema.RAW), in its order.

    `codes` are the packs whose rules apply; those of `common` always do.
    """
    if raw.num_rows == 0:
        return schema.SEGMENTS.empty()
    if raw["text"].nbytes > MAX_BYTES and raw.num_rows > 1:
        half = raw.num_rows // 2
        return pa.concat_tables([clean(raw.slice(0, half), codes), clean(raw.slice(half), codes)])
    lines = _lines.explode(_one_array(raw["text"]))
    lines, verdicts, spans = label(lines, tuple(codes))
    return assemble(_one_array(raw["doc_id"]), lines, verdicts, spans)


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
