"""Facts of `documents`: its lists and dates, its evidence, and what its segments join to."""

from datetime import timedelta
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.validation import moments
from warraq.validation.facts.columns import Facts, Tables, clean_lists, none_of, one, sorted_lists
from warraq.validation.facts.segments import joined_segments

EVIDENCED: Final = (
    "title",
    "deck",
    "outlet",
    "bylines",
    "credits",
    "section",
    "tags",
    "dateline_place",
    "published_local",
    "updated_local",
)
"""Columns of `documents` whose values are harvested, and so must have a row in `evidence`."""

LISTS: Final = ("bylines", "credits", "tags", "flags")
LINKS: Final = ("duplicate_of", "cluster_id", "story_id")
COLLECTED_SLACK: Final = timedelta(days=1)
"""A page may be dated ahead of its collection by a zone, or by a collection time rounded to the day."""
ZONE_SLACK: Final = timedelta(hours=14)
"""No zone is further than this from UTC."""


def of_documents(tables: Tables, index: pa.Table) -> Facts:
    """Facts of `documents`, with `segments` and `evidence` at hand."""
    documents = tables["documents"]
    chars = pc.utf8_length(one(documents, "text"))
    damaged = pc.count_substring(one(documents, "text"), "\ufffd")
    facts: Facts = {
        "raw_sha256.head": pc.utf8_slice_codeunits(one(documents, "raw_sha256"), 0, schema.DOC_ID_LENGTH),
        "text.chars": chars,
        "text.replacement_share": pc.divide(pc.cast(damaged, pa.float64()), pc.max_element_wise(chars, 1)),
        "collected_at.limit": pc.add(
            one(documents, "collected_at"), pa.scalar(COLLECTED_SLACK, pa.duration("s"))
        ),
    }
    for name in LISTS:
        facts[f"{name}.clean"] = clean_lists(one(documents, name))
    facts["flags.sorted"] = sorted_lists(one(documents, "flags"))
    for name in ("published", "updated"):
        facts |= _moments(name, one(documents, f"{name}_local"), one(documents, f"{name}_at"))
    for name in LINKS:
        links = one(documents, name)
        found = pc.is_in(links, value_set=one(index, "doc_id"))
        facts[f"{name}.found"] = pc.if_else(pc.is_valid(links), found, None)
    return facts | joined_segments(documents, tables["segments"]) | _evidenced(documents, tables["evidence"])


def _moments(name: str, local: pa.Array, at: pa.Array) -> Facts:
    """The moment a document is dated, and whether its two columns agree on it."""
    printed = [None if value is None else moments.instant(value) for value in local.to_pylist()]
    agrees: list[bool | None] = []
    for value, moment, stored in zip(local.to_pylist(), printed, at.to_pylist(), strict=True):
        if moment is None or stored is None:
            agrees.append(None)
        else:
            slack = timedelta(0) if moments.has_zone(value) else ZONE_SLACK
            agrees.append(abs(stored - moment) <= slack)
    first = pa.array(printed, schema.INSTANT)
    return {f"{name}.moment": pc.coalesce(at, first), f"{name}.agrees": pa.array(agrees, pa.bool_())}


def _evidenced(documents: pa.Table, evidence: pa.Table) -> Facts:
    """Whether every harvested value has a row in `evidence`; null where there is no value."""
    ids = one(documents, "doc_id")
    facts: Facts = {}
    for name in EVIDENCED:
        column = one(documents, name)
        if name == "deck":  # one row per line
            column = pc.split_pattern(column, "\n")
        values, of = _values(column)
        rows = evidence.filter(pc.equal(evidence["field"], name))
        seen = _pairs(one(rows, "doc_id"), one(rows, "value"))
        missing = pc.invert(pc.is_in(_pairs(ids.take(of), values), value_set=seen))
        holds = none_of(len(column), np.asarray(of.filter(missing), np.int64))
        some = np.zeros(len(column), np.bool_)
        some[np.asarray(of, np.int64)] = True
        facts[f"evidence.{name}"] = pa.array(np.asarray(holds), mask=~some)
    return facts


def _values(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The values of a column, one by one where it holds lists, and the rows they are in."""
    if pa.types.is_list(column.type):
        return pc.list_flatten(column), pc.list_parent_indices(column)
    return column.drop_null(), pa.array(np.flatnonzero(np.asarray(column.is_valid())))


def _pairs(doc_ids: pa.Array, values: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(doc_ids, values, " ")
