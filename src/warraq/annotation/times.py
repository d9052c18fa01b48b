"""The `times` table: every time expression of the clean text, its value against the date of publication.

TIMEX3 in spirit: the stretch, its ISO 8601 value, and for a relative one the anchor it was resolved against.
`03/04/2024` can be read two ways. The weekday printed beside it settles it, else the habit of its site, else
the other dates in figures of the same text, where all of them stand one way; else it is flagged.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

import pyarrow as pa

from warraq import packs
from warraq.annotation import dates
from warraq.annotation.date_order import Order
from warraq.annotation.date_words import languages
from warraq.annotation.expressions import Expression
from warraq.fold import fold_aligned, fold_array
from warraq.schema import TIMES

Row = tuple[int, int, str, str | None, str | None, list[str]]
"""start, end, surface, value, anchor and flags of an expression."""
AMBIGUOUS = "date_ambiguous"


class Text(NamedTuple):
    """One document: as it is, folded and marked (dates.mark), and what its dates are told from."""

    text: str
    folded: str
    marked: str
    published: str | None
    language: str | None
    order: Order | None


def annotate(documents: pa.Table, orders: Sequence[Order | None] | None = None) -> pa.Table:
    """Time expressions of `text` in schema TIMES; documents have doc_id, text, language and published_local.

    `orders`: what is known of the numeric dates of each document's source. Relative expressions have value
    and anchor null when the day of publication is not known. A text in a language without words of time is
    read by those of all.
    """
    spoken = [code if code in languages() else None for code in documents["language"].to_pylist()]
    texts = documents["text"].combine_chunks()
    folded = fold_array(texts)
    known = orders or [None] * len(spoken)
    found: list[list[Row]] = [[] for _ in spoken]
    for language in set(spoken):
        at = [row for row, code in enumerate(spoken) if code == language]
        of_language = folded.take(pa.array(at, pa.int64()))
        marked = dates.mark(of_language, language)
        columns = (texts.take(pa.array(at, pa.int64())), of_language, marked)
        for row, text, plain, hits in zip(at, *(c.to_pylist() for c in columns), strict=True):
            if plain != hits:
                published = documents["published_local"][row].as_py()
                found[row] = list(_of_text(Text(text, plain, hits, published, language, known[row])))
    ids = zip(documents["doc_id"].to_pylist(), found, strict=True)
    rows = [(doc_id, seq, *row) for doc_id, of_document in ids for seq, row in enumerate(of_document)]
    parts = zip(*rows, strict=True) if rows else [()] * len(TIMES.schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(parts, TIMES.schema, strict=True)], TIMES.schema)


def _of_text(text: Text) -> Iterator[Row]:
    """The rows of one document, without its id and their number.

    An ambiguous date nothing settles is read day first, and has no value in a language whose countries do not
    agree on the order.
    """
    base = anchor(text.published)
    no_order = bool(packs.read(text.language, "dates").get("order_differs")) if text.language else False
    _, offsets = fold_aligned(text.text)
    for expression, flags, first, last in _settled(text, base):
        start, end = int(offsets[first]), int(offsets[last])
        told_from = text.published if expression.relative and base is not None else None
        value = None if no_order and AMBIGUOUS in flags else expression.value
        yield start, end, text.text[start:end], value, told_from, sorted(flags)


def _settled(text: Text, base: datetime | None) -> Iterator[tuple[Expression, set[str], int, int]]:
    """Expressions with their flags and places in the folded text, ambiguous dates in the order known of."""
    found = list(dates.scan_marked(text.folded, text.marked, base, text.language))
    known = text.order or _shown([expression for expression, _, _ in found])
    if known is None or not any(AMBIGUOUS in expression.flags for expression, _, _ in found):
        yield from ((expression, set(expression.flags), first, last) for expression, first, last in found)
        return
    again = dates.scan_marked(text.folded, text.marked, base, text.language, known.order)
    for (unsure, _, _), (expression, first, last) in zip(found, again, strict=True):
        settled = AMBIGUOUS in unsure.flags - expression.flags
        learnt = {"date_order_learnt"} if settled and known.learnt else set()
        yield expression, {*expression.flags, *learnt}, first, last


def _shown(found: Sequence[Expression]) -> Order | None:
    """The order of the text's dates in figures, where those that can be read one way agree."""
    shown = {expression.order for expression in found if expression.order}
    return Order(shown.pop(), learnt=True) if len(shown) == 1 else None


def anchor(published: str | None) -> datetime | None:
    """The moment relative expressions are told from: the local publication, where its day is known."""
    if published is None or len(published) < len("2021-07-27"):
        return None
    if "T" in published:
        return datetime.fromisoformat(published)
    return datetime.combine(date.fromisoformat(published), time())
