"""Cleaning: raw documents in, segments out. Every character gets a label, an action, a rule and a score."""

from collections.abc import Sequence

import pyarrow as pa

from warraq import schema
from warraq.cleaning import lines as _lines
from warraq.cleaning.label import label
from warraq.cleaning.lines import one_array
from warraq.cleaning.profiles import SiteLines, site_of
from warraq.cleaning.segments import assemble
from warraq.cleaning.text import render, text_starts

__all__ = ["clean", "render", "site_of", "text_starts"]

# A bigger batch is halved: for longer columns the system clears memory anew, which takes longer.
MAX_BYTES = 10_000_000


def clean(raw: pa.Table, codes: Sequence[str], profiles: pa.Table | None = None) -> pa.Table:
    """The segments (schema.SEGMENTS) of every document of `raw` (schema.RAW), in its order.

    `codes` are the packs whose rules apply; those of `common` always do. `profiles` (schema.SITE_LINES) says
    what stands on many pages of their sites.
    """
    if raw.num_rows == 0:
        return schema.SEGMENTS.empty()
    if raw["text"].nbytes > MAX_BYTES and raw.num_rows > 1:
        half = raw.num_rows // 2
        parts = [clean(part, codes, profiles) for part in (raw.slice(0, half), raw.slice(half))]
        return pa.concat_tables(parts).combine_chunks()
    lines = _lines.explode(one_array(raw["text"]))
    site_lines = SiteLines(profiles, site_of(raw)) if profiles is not None else None
    lines, verdicts, spans = label(lines, tuple(codes), site_lines)
    return assemble(one_array(raw["doc_id"]), lines, verdicts, spans)
