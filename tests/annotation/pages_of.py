"""Batches for the tests of annotation: pages written as (label, text) lines, cleaned by hand."""

import json
from collections.abc import Mapping, Sequence

import pyarrow as pa

from warraq import schema
from warraq.labels import KEEP, action_of
from warraq.pipeline import raw_table

Line = tuple[str, str]


def batch(
    *pages: Sequence[Line], source: str | None = None, known: Mapping[str, str] | None = None
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """(raw, segments, texts) of pages whose lines are labelled and parted by blank lines."""
    raw = raw_table(["\n\n".join(text for _, text in page) for page in pages])
    count = raw.num_rows
    for name, value in (("source", source), ("known", json.dumps(known) if known else None)):
        raw = raw.set_column(raw.schema.get_field_index(name), name, pa.array([value] * count, schema.TEXT))
    rows, texts = [], []
    for doc_id, page in zip(raw["doc_id"].to_pylist(), pages, strict=True):
        found, text = _segments(doc_id, page)
        rows += found
        texts.append(text)
    columns = zip(*rows, strict=True) if rows else [()] * len(schema.SEGMENTS.schema)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema.SEGMENTS.schema, strict=True)]
    segments = pa.table(arrays, schema=schema.SEGMENTS.schema)
    return raw, segments, pa.table({"doc_id": raw["doc_id"], "text": pa.array(texts, schema.TEXT)})


def _segments(doc_id: str, page: Sequence[Line]) -> tuple[list[tuple[object, ...]], str]:
    rows: list[tuple[object, ...]] = []
    start, text = 0, ""
    for label, line in page:
        if rows:
            rows.append((doc_id, len(rows), start, start + 2, "blank", "remove", "blank", 1.0, None, "\n\n"))
            start += 2
        kept = None
        if label in KEEP:
            text += "\n\n" * bool(text)
            kept = len(text)
            text += line
        end = start + len(line)
        rows.append((doc_id, len(rows), start, end, label, action_of(label), "test", 1.0, kept, line))
        start = end
    return rows, text
