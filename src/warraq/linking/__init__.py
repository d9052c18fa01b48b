"""Across documents: near duplicates, shared passages, stories.

link(shards)  reads the documents of every shard, and gives the columns that take the whole corpus
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import schema
from warraq.linking.clusters import components
from warraq.linking.direction import Published, borrowed_chars, published, with_earlier
from warraq.linking.duplicates import near_duplicates
from warraq.linking.grams import grams_of, words_of
from warraq.linking.passages import shared_passages
from warraq.linking.stories import DAYS, Link, alike, grouped

STORY_SHARE = 0.4
"""Share of the longer text two documents must have in common to be on one event, whatever their first
paragraphs: of pairs that share less, one in ten is of a genre only (docs/linking.md)."""

READ_COLUMNS = ("doc_id", "title", "text", "chars", "published_local", "published_at")
LINK_COLUMNS = ("duplicate_of", "cluster_id", "story_id", "borrowed_ratio")


@dataclass(frozen=True)
class Links:
    """What the whole corpus says of each document."""

    documents: pa.Table  # doc_id and LINK_COLUMNS
    reuse: pa.Table  # schema.REUSE


def link(shards: Sequence[Path]) -> Links:
    """Link the documents of these Parquet files (schema.DOCUMENTS), which follow each other in key order."""
    documents = pa.concat_tables([pq.read_table(path, columns=list(READ_COLUMNS)) for path in shards])
    return link_documents(documents)


def link_documents(documents: pa.Table) -> Links:
    """Link documents given as one table with READ_COLUMNS, sorted by doc_id."""
    doc_ids = documents["doc_id"].to_pylist()
    dates = published(documents)
    words = words_of(documents["text"])
    grams = grams_of(words)
    copies = near_duplicates(words, grams, len(doc_ids))
    reuse = with_earlier(shared_passages(words, grams, doc_ids), doc_ids, dates)
    clusters = components(len(doc_ids), copies)
    days = [_day(d.local) for d in dates]
    links = [*alike(words, documents["title"], days, copies), *_sharing(reuse, documents, days)]
    stories = grouped(len(doc_ids), copies, links)
    borrowed = np.array(borrowed_chars(reuse, doc_ids)) / np.maximum(documents["chars"].to_numpy(), 1)
    found = {
        "doc_id": documents["doc_id"],
        "duplicate_of": _first_of_each(clusters, doc_ids, dates),
        "cluster_id": _group_ids(clusters, doc_ids),
        "story_id": _group_ids(stories, doc_ids),
        "borrowed_ratio": pa.array(borrowed, schema.RATIO),
    }
    return Links(pa.table(found), reuse)


def _group_ids(groups: list[int], doc_ids: list[str]) -> pa.Array:
    """The doc_id of the smallest member for rows that are not alone."""
    sizes = Counter(groups)
    return pa.array([doc_ids[g] if sizes[g] > 1 else None for g in groups], schema.TEXT)


def _first_of_each(groups: list[int], doc_ids: list[str], dates: list[Published]) -> pa.Array:
    """For every later member of a cluster its first: the earliest by date, then by doc_id; undated last."""

    def age(row: int) -> tuple[str, float, int]:
        local, instant = dates[row]
        return (local or "9999")[:10], instant.timestamp() if instant else float("inf"), row

    first: dict[int, int] = {}
    for row, group in enumerate(groups):
        first[group] = min(first.get(group, row), row, key=age)
    return pa.array(
        [None if first[g] == row else doc_ids[first[g]] for row, g in enumerate(groups)], schema.TEXT
    )


def _day(local: str | None) -> int | None:
    return date.fromisoformat(local[:10]).toordinal() if local and len(local) >= 10 else None


def _sharing(reuse: pa.Table, documents: pa.Table, days: Sequence[int | None]) -> list[Link]:
    """Pairs that share enough wording, and are not known to be days apart."""
    row_of = {doc_id: row for row, doc_id in enumerate(documents["doc_id"].to_pylist())}
    chars = documents["chars"].to_pylist()
    lengths = pc.subtract(reuse["end_a"], reuse["start_a"])
    shared = reuse.select(["doc_a", "doc_b"]).append_column("length", lengths)
    totals = shared.group_by(["doc_a", "doc_b"], use_threads=False).aggregate([("length", "sum")])
    links = []
    for a, b, length in zip(*(totals[c].to_pylist() for c in ("doc_a", "doc_b", "length_sum")), strict=True):
        one, other = row_of[a], row_of[b]
        first, second = days[one], days[other]
        near = first is None or second is None or abs(first - second) <= DAYS
        share = length / max(chars[one], chars[other])
        if near and share >= STORY_SHARE:
            links.append(Link(share, one, other))
    return links
