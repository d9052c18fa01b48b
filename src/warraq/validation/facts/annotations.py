"""Facts of the tables that point into one document: `evidence`, `mentions`, `quotes`, `times`."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.validation.facts.columns import Facts, Tables, clean_lists, none_of, one, sorted_lists


def of_evidence(evidence: pa.Table, tables: Tables, rows: pa.Array) -> Facts:
    """Facts of `evidence`, whose documents stand at `rows` of `documents`."""
    documents = tables["documents"]
    return {
        "document.raw_chars": one(documents, "raw_chars").take(rows),
        "has_start": pc.is_valid(one(evidence, "start")),
        "has_end": pc.is_valid(one(evidence, "end")),
    }


def of_mentions(mentions: pa.Table, tables: Tables, rows: pa.Array) -> Facts:
    """Facts of `mentions`, whose documents stand at `rows` of `documents`."""
    documents = tables["documents"]
    in_title = pc.equal(one(mentions, "target"), "title")
    title, text = (pc.fill_null(one(documents, name), "") for name in ("title", "text"))
    chars = pc.if_else(in_title, pc.utf8_length(title).take(rows), pc.utf8_length(text).take(rows))
    titles, texts = title.to_pylist(), text.to_pylist()
    targets = [
        None if row is None else (titles if titled else texts)[row]
        for row, titled in zip(rows.to_pylist(), in_title.to_pylist(), strict=True)
    ]
    return {"target.chars": chars, "target.surface": _surfaces(mentions, targets)}


def of_times(times: pa.Table, tables: Tables, rows: pa.Array) -> Facts:
    """Facts of `times`, whose documents stand at `rows` of `documents`."""
    documents = tables["documents"]
    texts = one(documents, "text").to_pylist()
    targets = [None if row is None else texts[row] for row in rows.to_pylist()]
    flags = one(times, "flags")
    other = pc.invert(pc.is_in(pc.list_flatten(flags), value_set=pa.array(schema.TIME_FLAGS)))
    known = none_of(len(flags), np.asarray(pc.list_parent_indices(flags).filter(other), np.int64))
    return {
        "document.text_chars": _text_chars(documents, rows),
        "text.surface": _surfaces(times, targets),
        "flags.known": pc.and_(known, pc.and_(clean_lists(flags), sorted_lists(flags))),
    }


def _surfaces(table: pa.Table, targets: list[str | None]) -> pa.Array:
    """Whether each surface stands in its target at `start`; null where the offsets are not inside it."""
    held: list[bool | None] = []
    spans = (one(table, name).to_pylist() for name in ("start", "end", "surface"))
    for target, start, end, surface in zip(targets, *spans, strict=True):
        inside = target is not None and 0 <= start < end <= len(target)
        held.append(target[start:end] == surface if inside and target is not None else None)
    return pa.array(held, pa.bool_())


def of_quotes(quotes: pa.Table, tables: Tables, rows: pa.Array) -> Facts:
    """Facts of `quotes`, whose documents stand at `rows` of `documents`, with `mentions` at hand."""

    def keys(table: pa.Table, number: str) -> pa.Array:
        return pc.binary_join_element_wise(
            one(table, "doc_id"), pc.cast(one(table, number), pa.string()), " "
        )

    named = keys(quotes, "speaker_mention")
    found = pc.is_in(named, value_set=keys(tables["mentions"], "seq"))
    return {
        "document.text_chars": _text_chars(tables["documents"], rows),
        "speaker_mention.found": pc.if_else(pc.is_valid(named), found, None),
    }


def _text_chars(documents: pa.Table, rows: pa.Array) -> pa.Array:
    return pc.utf8_length(one(documents, "text")).take(rows)
