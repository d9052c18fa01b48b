"""Who had the words first, as far as the dates tell."""

from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from warraq import schema
from warraq.linking.intervals import Interval, length


class Published(NamedTuple):
    """When a document was published: as printed, and as an instant where time and zone are known."""

    local: str | None  # ISO 8601 at the precision printed
    instant: datetime | None


def published(documents: pa.Table) -> list[Published]:
    """By row of a table with published_local and published_at."""
    columns = (documents["published_local"].to_pylist(), documents["published_at"].to_pylist())
    return [Published(*row) for row in zip(*columns, strict=True)]


def is_before(one: Published, other: Published) -> bool:
    """Is the one known to be the earlier? Instants are compared, else dates, as far as both are printed.

    Where a zone is missing the two calendars are taken for one; "May" is neither before nor after 3 May.
    """
    if one.instant and other.instant:
        return one.instant < other.instant
    if not (one.local and other.local):
        return False
    precision = min(len(one.local), len(other.local), len("2000-01-01"))
    return one.local[:precision] < other.local[:precision]


def with_earlier(reuse: pa.Table, doc_ids: list[str], dates: list[Published]) -> pa.Table:
    """The passages with the column `earlier` (schema.REUSE)."""
    row_of = {doc_id: row for row, doc_id in enumerate(doc_ids)}
    earlier: list[str | None] = []
    for a, b in zip(reuse["doc_a"].to_pylist(), reuse["doc_b"].to_pylist(), strict=True):
        one, other = dates[row_of[a]], dates[row_of[b]]
        earlier.append(a if is_before(one, other) else b if is_before(other, one) else None)
    return reuse.append_column("earlier", pa.array(earlier, schema.TEXT)).cast(schema.REUSE.schema)


def shared_chars(reuse: pa.Table, doc_ids: list[str]) -> tuple[list[int], list[int]]:
    """Characters of each document in passages of others, and in passages of others known to be earlier."""
    row_of = {doc_id: row for row, doc_id in enumerate(doc_ids)}
    shared: list[list[Interval]] = [[] for _ in doc_ids]
    borrowed: list[list[Interval]] = [[] for _ in doc_ids]
    columns = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "earlier")
    for a, start_a, end_a, b, start_b, end_b, earlier in zip(
        *(reuse[c].to_pylist() for c in columns), strict=True
    ):
        for doc_id, other, stretch in ((a, b, (start_a, end_a)), (b, a, (start_b, end_b))):
            shared[row_of[doc_id]].append(stretch)
            if earlier == other:
                borrowed[row_of[doc_id]].append(stretch)
    return [length(stretches) for stretches in shared], [length(stretches) for stretches in borrowed]
