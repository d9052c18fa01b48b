"""Across documents: near duplicates, shared passages, stories, what outlets keep of the wording they credit.

link(shards)  reads the documents of every shard, and gives the columns that take the whole corpus
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import schema
from warraq.linking.clusters import components
from warraq.linking.days import near, story_days
from warraq.linking.direction import Published, published, shared_chars, with_earlier
from warraq.linking.duplicates import near_duplicates
from warraq.linking.grams import Words, grams_of, words_of
from warraq.linking.passages import shared_passages
from warraq.linking.stories import Link, alike, grouped, within
from warraq.linking.terms import anchors, told
from warraq.linking.wording import credit_wording

STORY_SHARE = 0.4
"""Share of the longer text two documents must have in common to be on one event, whatever their first
paragraphs: of pairs that share less, one in ten is of a genre only (docs/linking.md)."""

READ_COLUMNS = {
    "documents": (
        *("doc_id", "title", "text", "chars", "language"),
        *("published_local", "published_at", "collected_at"),
        *("url", "source", "outlet", "credits"),
    ),
    "mentions": ("doc_id", "type", "name", "link"),
    "times": ("doc_id", "start", "end", "value"),
}
NO_MENTIONS, NO_TIMES = schema.MENTIONS.empty(), schema.TIMES.empty()
UNKNOWN = "und"
"""The language that cannot be told (BCP 47)."""
LINK_COLUMNS = ("duplicate_of", "cluster_id", "story_id", "shared_ratio", "borrowed_ratio")


@dataclass(frozen=True)
class Links:
    """What the whole corpus says of each document."""

    documents: pa.Table  # doc_id and LINK_COLUMNS
    reuse: pa.Table  # schema.REUSE
    credit_wording: pa.Table  # schema.CREDIT_WORDING


def link(shards: Sequence[Path]) -> Links:
    """Link the documents of these folders, which follow each other in key order.

    Each holds READ_COLUMNS of its tables, as Parquet files of their names.
    """
    tables = {
        name: pa.concat_tables([pq.read_table(f / f"{name}.parquet", columns=list(c)) for f in shards])
        for name, c in READ_COLUMNS.items()
    }
    return link_documents(**tables)


def link_documents(
    documents: pa.Table,
    mentions: pa.Table = NO_MENTIONS,
    times: pa.Table = NO_TIMES,
) -> Links:
    """Link documents, sorted by doc_id; the tables have READ_COLUMNS."""
    doc_ids = documents["doc_id"].to_pylist()
    dates = published(documents)
    words = words_of(documents["text"])
    grams = grams_of(words)
    copies = near_duplicates(words, grams, len(doc_ids))
    reuse = with_earlier(shared_passages(words, grams, doc_ids), doc_ids, dates)
    clusters = components(len(doc_ids), copies)
    stories = _stories(words, documents, mentions, times, copies, reuse)
    chars = np.maximum(documents["chars"].to_numpy(), 1)
    shared, borrowed = (np.array(count) / chars for count in shared_chars(reuse, doc_ids))
    found = {
        "doc_id": documents["doc_id"],
        "duplicate_of": _first_of_each(clusters, doc_ids, dates),
        "cluster_id": _group_ids(clusters, doc_ids),
        "story_id": _group_ids(stories, doc_ids),
        "shared_ratio": pa.array(shared, schema.RATIO),
        "borrowed_ratio": pa.array(borrowed, schema.RATIO),
    }
    return Links(pa.table(found), reuse, credit_wording(documents, reuse))


def _stories(
    words: Words,
    documents: pa.Table,
    mentions: pa.Table,
    times: pa.Table,
    copies: list[tuple[int, int]],
    reuse: pa.Table,
) -> list[int]:
    """For each document the smallest row of its story."""
    days, (language, names) = story_days(documents), _languages(documents)
    links = within(told(words, documents, mentions, times), days, language, names, copies)
    links += _sharing(reuse, documents, days)
    across: list[Link] = []
    if language.any():
        across = alike(anchors(words, documents, mentions, times, days, language), days, copies, language)
    return grouped(documents.num_rows, copies, links, across)


def _languages(documents: pa.Table) -> tuple[Any, list[str]]:
    """By row the number of the language, and the languages by number: the commonest first.

    A text whose language is unknown counts as of the commonest.
    """
    counts = Counter(name for name in documents["language"].to_pylist() if name != UNKNOWN)
    names = [name for name, _ in sorted(counts.items(), key=_most_common)] or [UNKNOWN]
    code = {name: number for number, name in enumerate(names)}
    return np.array([code.get(name, 0) for name in documents["language"].to_pylist()], np.int64), names


def _most_common(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


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


def _sharing(reuse: pa.Table, documents: pa.Table, days: Any) -> list[Link]:
    """Pairs that share enough wording, and are not known to be days apart."""
    lengths = pc.subtract(reuse["end_a"], reuse["start_a"])
    shared = reuse.select(["doc_a", "doc_b"]).append_column("length", lengths)
    totals = shared.group_by(["doc_a", "doc_b"], use_threads=False).aggregate([("length", "sum")])
    ids = documents["doc_id"].combine_chunks()
    one, other = (pc.index_in(totals[side], value_set=ids).to_numpy() for side in ("doc_a", "doc_b"))
    chars = documents["chars"].to_numpy()
    share = totals["length_sum"].to_numpy() / np.maximum(chars[one], chars[other])
    rows = np.flatnonzero(near(days, one, other) & (share >= STORY_SHARE))
    return [Link(*row) for row in zip(*(c[rows].tolist() for c in (share, one, other)), strict=True)]
