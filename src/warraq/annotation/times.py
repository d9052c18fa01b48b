"""The `times` table: every time expression of the clean text, its value against the date of publication.

TIMEX3 in spirit: the stretch, its ISO 8601 value, and for a relative one the anchor it was resolved against.
"""

from datetime import date, datetime, time

import pyarrow as pa

from warraq.annotation import dates
from warraq.fold import fold_aligned, fold_array
from warraq.schema import TIMES


def annotate(documents: pa.Table) -> pa.Table:
    """Time expressions of `text` in schema TIMES; documents have doc_id, text and published_local.

    Relative expressions have value and anchor null when the day of publication is not known.
    """
    texts = documents["text"].combine_chunks()
    folded = fold_array(texts)
    columns: dict[str, list[object]] = {name: [] for name in TIMES.schema.names}
    for doc_id, text, plain, marked, published in zip(
        documents["doc_id"].to_pylist(),
        texts.to_pylist(),
        folded.to_pylist(),
        dates.mark(folded).to_pylist(),
        documents["published_local"].to_pylist(),
        strict=True,
    ):
        if plain != marked:
            _append(columns, doc_id, text, plain, marked, published)
    return pa.table(columns, TIMES.schema)


def _append(
    columns: dict[str, list[object]], doc_id: str, text: str, folded: str, marked: str, published: str | None
) -> None:
    """The rows of one document."""
    base = anchor(published)
    _, offsets = fold_aligned(text)
    for seq, (expression, first, last) in enumerate(dates.scan_marked(folded, marked, base)):
        start, end = int(offsets[first]), int(offsets[last])
        row = (
            doc_id, seq, start, end, text[start:end], expression.value,
            published if expression.relative and base is not None else None,
        )  # fmt: skip
        for name, value in zip(TIMES.schema.names, row, strict=True):
            columns[name].append(value)


def anchor(published: str | None) -> datetime | None:
    """The moment relative expressions are told from: the local publication, where its day is known."""
    if published is None or len(published) < len("2021-07-27"):
        return None
    if "T" in published:
        return datetime.fromisoformat(published)
    return datetime.combine(date.fromisoformat(published), time())
