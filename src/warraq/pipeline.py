"""One batch, end to end: raw documents in, the tables of a release out.

A single text is a batch of one; a shard of a corpus is a batch of thousands. Nothing here knows of files.
"""

import hashlib
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from warraq import annotation, cleaning, schema
from warraq.annotation import date_order
from warraq.dataset import Dataset

Tables = dict[str, pa.Table]


def process(raw: pa.Table, dataset: Dataset, profiles: pa.Table | None = None) -> Tables:
    """Clean and annotate a table of raw documents (schema.RAW), rows in its order.

    `profiles` (schema.SITE_LINES): what is known to stand on many pages of their sites.

    Gives documents, segments, evidence, mentions, quotes and times; columns that take the whole corpus
    (duplicates, stories, reuse) are still empty, and documents without body are still there.
    """
    orders = date_order.habits(profiles, cleaning.site_of(raw))
    tables = _described(raw, dataset, profiles, orders)
    return {**tables, **annotation.spans(tables["documents"], dataset, orders)}


def describe(raw: pa.Table, dataset: Dataset, profiles: pa.Table | None = None) -> Tables:
    """The part of `process` that single pages are shown with: documents, segments and evidence."""
    return _described(raw, dataset, profiles, date_order.habits(profiles, cleaning.site_of(raw)))


def _described(
    raw: pa.Table, dataset: Dataset, profiles: pa.Table | None, orders: Sequence[str | None]
) -> Tables:
    segments = cleaning.clean(raw, dataset.pack_codes(), profiles)
    texts = cleaning.render(segments)
    return {**annotation.describe(raw, segments, texts, dataset, orders), "segments": segments}


def set_aside_bodyless(tables: Mapping[str, pa.Table]) -> tuple[Tables, pa.Table]:
    """Split off documents that are furniture from end to end: (the rest, exclusions `no_body`)."""
    documents = tables["documents"]
    bodyless = documents.filter(pc.equal(documents["text"], ""))
    return without(tables, bodyless["doc_id"]), exclusions(bodyless, "no_body", None)


def without(tables: Mapping[str, pa.Table], doc_ids: pa.Array | pa.ChunkedArray) -> Tables:
    """The tables without every row of these documents."""
    if not len(doc_ids):
        return dict(tables)
    gone = pa.array(doc_ids.to_pylist(), schema.TEXT)
    return {n: t.filter(pc.invert(pc.is_in(t["doc_id"], value_set=gone))) for n, t in tables.items()}


def exclusions(documents: pa.Table, reason: str, details: Sequence[str] | None) -> pa.Table:
    """Rows of `exclusions` for documents that are turned away for this reason."""
    count = documents.num_rows
    columns = [
        documents["path"].combine_chunks(),
        pa.array([reason] * count, schema.TEXT),
        pa.array(details if details is not None else [None] * count, schema.TEXT),
        documents["raw_sha256"].combine_chunks(),
    ]
    return pa.table(columns, schema=schema.EXCLUSIONS.schema)


def raw_table(texts: Sequence[str], names: Sequence[str] | None = None) -> pa.Table:
    """Raw documents (schema.RAW) from texts already in memory; `names` stand in for paths."""
    data = [text.encode("utf-8", "replace") for text in texts]
    digests = [hashlib.sha256(d).hexdigest() for d in data]
    count = len(texts)
    columns = {
        "position": range(count),
        "doc_id": [d[: schema.DOC_ID_LENGTH] for d in digests],
        "path": names or [f"text-{i}" for i in range(count)],
        "text": [d.decode() for d in data],
        "raw_sha256": digests,
        "raw_bytes": [len(d) for d in data],
        "encoding": ["utf-8"] * count,
        "flags": [[]] * count,
    }
    return pa.table(
        [pa.array(columns.get(f.name, [None] * count), f.type) for f in schema.RAW], schema=schema.RAW
    )
