"""Across documents: near duplicates, shared passages, stories.

link(shards)  reads the documents of every shard, and gives the columns that take the whole corpus
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import schema
from warraq.linking.clusters import components
from warraq.linking.duplicates import near_duplicates
from warraq.linking.grams import grams_of
from warraq.linking.passages import shared_passages

STORY_SHARE = 0.2
"""Share of the longer text two documents must have in common to be on one event: more than a quotation."""
STORY_DAYS = 3
"""Days apart at which two dated documents can still be on one event."""

LINK_COLUMNS = ("duplicate_of", "cluster_id", "story_id", "borrowed_ratio")


@dataclass(frozen=True)
class Links:
    """What the whole corpus says of each document."""

    documents: pa.Table  # doc_id and LINK_COLUMNS
    reuse: pa.Table  # schema.REUSE


def link(shards: Sequence[Path]) -> Links:
    """Link the documents of these Parquet files (schema.DOCUMENTS), which follow each other in key order."""
    columns = ["doc_id", "text", "chars", "published_local"]
    documents = pa.concat_tables([pq.read_table(path, columns=columns) for path in shards])
    return link_documents(documents)


def link_documents(documents: pa.Table) -> Links:
    """Link documents given as one table with doc_id (sorted), text, chars and published_local."""
    doc_ids = documents["doc_id"].to_pylist()
    days = [_day(value) for value in documents["published_local"].to_pylist()]
    grams = grams_of(documents["text"])
    copies = near_duplicates(grams, len(doc_ids))
    reuse = shared_passages(grams, doc_ids)
    chars = np.maximum(documents["chars"].to_numpy(), 1)
    clusters = components(len(doc_ids), copies)
    stories = components(len(doc_ids), [*copies, *_same_event(reuse, doc_ids, chars, days)])
    found = {
        "doc_id": documents["doc_id"],
        "duplicate_of": _first_of_each(clusters, doc_ids, days),
        "cluster_id": _group_ids(clusters, doc_ids),
        "story_id": _group_ids(stories, doc_ids),
        "borrowed_ratio": pa.array(_borrowed(reuse, doc_ids) / chars, schema.RATIO),
    }
    return Links(pa.table(found), reuse)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None


def _group_ids(groups: list[int], doc_ids: list[str]) -> pa.Array:
    """The doc_id of the smallest member for rows that are not alone."""
    sizes = Counter(groups)
    return pa.array([doc_ids[g] if sizes[g] > 1 else None for g in groups], schema.TEXT)


def _first_of_each(groups: list[int], doc_ids: list[str], days: list[date | None]) -> pa.Array:
    """For every later member of a cluster its first: the earliest by date, then by doc_id; undated last."""
    first: dict[int, int] = {}
    for row, group in enumerate(groups):
        if group not in first or (days[row] or date.max) < (days[first[group]] or date.max):
            first[group] = row
    return pa.array(
        [None if first[g] == row else doc_ids[first[g]] for row, g in enumerate(groups)], schema.TEXT
    )


def _same_event(
    reuse: pa.Table, doc_ids: list[str], chars: Any, days: list[date | None]
) -> list[tuple[int, int]]:
    """Pairs that share enough wording, and are not known to be days apart."""
    row_of = {doc_id: row for row, doc_id in enumerate(doc_ids)}
    lengths = pc.subtract(reuse["end_a"], reuse["start_a"])
    shared = reuse.select(["doc_a", "doc_b"]).append_column("length", lengths)
    totals = shared.group_by(["doc_a", "doc_b"], use_threads=False).aggregate([("length", "sum")])
    pairs = []
    for a, b, length in zip(*(totals[c].to_pylist() for c in ("doc_a", "doc_b", "length_sum")), strict=True):
        one, other = row_of[a], row_of[b]
        first, second = days[one], days[other]
        near = first is None or second is None or abs((first - second).days) <= STORY_DAYS
        if near and length >= STORY_SHARE * max(chars[one], chars[other]):
            pairs.append((one, other))
    return pairs


def _borrowed(reuse: pa.Table, doc_ids: list[str]) -> Any:
    """Characters of each document that stand in at least one passage."""
    row_of = {doc_id: row for row, doc_id in enumerate(doc_ids)}
    names = [*reuse["doc_a"].to_pylist(), *reuse["doc_b"].to_pylist()]
    doc = np.array([row_of[n] for n in names], dtype=np.int64)
    start = np.concatenate([reuse["start_a"].to_numpy(), reuse["start_b"].to_numpy()]).astype(np.int64)
    end = np.concatenate([reuse["end_a"].to_numpy(), reuse["end_b"].to_numpy()]).astype(np.int64)
    order = np.lexsort((end, start, doc))
    covered = np.zeros(len(doc_ids), dtype=np.int64)
    here, reached = -1, 0
    for d, s, e in zip(doc[order].tolist(), start[order].tolist(), end[order].tolist(), strict=True):
        if d != here:
            here, reached = d, 0
        covered[d] += max(0, e - max(s, reached))
        reached = max(reached, e)
    return covered
