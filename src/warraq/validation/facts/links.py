"""Facts of the tables that speak of many documents: `reuse`, `credit_wording`, `site_lines`."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from warraq import labels
from warraq.validation.facts.columns import Facts, one

ROUNDING: Final = 1e-6
"""Of a share stored in 32 bits."""


def of_reuse(reuse: pa.Table, index: pa.Table) -> Facts:
    """Facts of `reuse`; `index` has every document it may point at."""
    facts: Facts = {}
    for side in ("a", "b"):
        rows = pc.index_in(one(reuse, f"doc_{side}"), value_set=one(index, "doc_id"))
        facts[f"document_{side}.doc_id"] = one(index, "doc_id").take(rows)
        facts[f"document_{side}.chars"] = one(index, "chars").take(rows)
    return facts


def of_credit_wording(wording: pa.Table, index: pa.Table) -> Facts:
    """Facts of `credit_wording`; `index` has every document it may point at."""
    known = one(index, "doc_id")
    document, reference = (pc.index_in(one(wording, c), value_set=known) for c in ("doc_id", "reference"))
    whole = pc.invert(pc.equal(one(wording, "basis"), "outlet"))
    given = [pc.equal(pc.is_valid(one(wording, name)), whole) for name in ("wording", "kept")]
    return {
        "document.doc_id": known.take(document),
        "reference.doc_id": known.take(reference),
        "reference.chars": one(index, "chars").take(reference),
        "is_itself": pc.equal(one(wording, "doc_id"), one(wording, "reference")),
        "wording.agrees": pc.and_(*given),
    }


def of_site_lines(lines: pa.Table, _: pa.Table) -> Facts:
    """Facts of `site_lines`, which points at no document."""
    share = pc.divide(one(lines, "documents").cast(pa.float64()), one(lines, "of").cast(pa.float64()))
    off = pc.abs(pc.subtract(share, one(lines, "share").cast(pa.float64())))
    return {
        "same_share": pc.less(off, ROUNDING),
        "is_text": pc.is_in(one(lines, "label"), value_set=pa.array([*labels.KEEP, "blank"])),
    }
