"""The `times` table: every time expression of the clean text, its value against the date of publication.

TIMEX3 in spirit: the stretch, its ISO 8601 value, and for a relative one the anchor it was resolved against.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

import pyarrow as pa

from warraq import packs
from warraq.annotation import dates
from warraq.annotation.date_words import languages
from warraq.fold import fold_aligned, fold_array
from warraq.schema import TIMES

Row = tuple[int, int, str, str | None, str | None]
"""start, end, surface, value and anchor of an expression."""


def annotate(documents: pa.Table) -> pa.Table:
    """Time expressions of `text` in schema TIMES; documents have doc_id, text, language and published_local.

    Relative expressions have value and anchor null when the day of publication is not known; `03/04/2024` has
    no value in a language whose countries do not agree on its order. A text in a language without words of
    time is read by those of all.
    """
    spoken = [code if code in languages() else None for code in documents["language"].to_pylist()]
    texts = documents["text"].combine_chunks()
    folded = fold_array(texts)
    found: list[list[Row]] = [[] for _ in spoken]
    for language in set(spoken):
        at = [row for row, code in enumerate(spoken) if code == language]
        of_language = folded.take(pa.array(at, pa.int64()))
        marked = dates.mark(of_language, language)
        columns = (texts.take(pa.array(at, pa.int64())), of_language, marked)
        for row, text, plain, hits in zip(at, *(c.to_pylist() for c in columns), strict=True):
            if plain != hits:
                published = documents["published_local"][row].as_py()
                found[row] = list(_of_text(text, plain, hits, published, language))
    ids = zip(documents["doc_id"].to_pylist(), found, strict=True)
    rows = [(doc_id, seq, *row) for doc_id, of_document in ids for seq, row in enumerate(of_document)]
    parts = zip(*rows, strict=True) if rows else [()] * len(TIMES.schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(parts, TIMES.schema, strict=True)], TIMES.schema)


def _of_text(
    text: str, folded: str, marked: str, published: str | None, language: str | None
) -> Iterator[Row]:
    """The rows of one document, without its id and their number."""
    base = anchor(published)
    unsure = bool(packs.read(language, "dates").get("order_differs")) if language else False
    _, offsets = fold_aligned(text)
    for expression, first, last in dates.scan_marked(folded, marked, base, language):
        start, end = int(offsets[first]), int(offsets[last])
        told_from = published if expression.relative and base is not None else None
        known = not (unsure and "date_ambiguous" in expression.flags)
        yield start, end, text[start:end], expression.value if known else None, told_from


def anchor(published: str | None) -> datetime | None:
    """The moment relative expressions are told from: the local publication, where its day is known."""
    if published is None or len(published) < len("2021-07-27"):
        return None
    if "T" in published:
        return datetime.fromisoformat(published)
    return datetime.combine(date.fromisoformat(published), time())
