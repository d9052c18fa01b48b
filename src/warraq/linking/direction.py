"""Who had the words first, as far as the dates tell."""

from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from warraq import schema


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


def borrowed_chars(reuse: pa.Table, doc_ids: list[str]) -> list[int]:
    """Characters of each document in passages it shares with others, those known to be later left out."""
    row_of = {doc_id: row for row, doc_id in enumerate(doc_ids)}
    spans = []
    columns = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "earlier")
    for a, start_a, end_a, b, start_b, end_b, earlier in zip(
        *(reuse[c].to_pylist() for c in columns), strict=True
    ):
        if earlier != a:
            spans.append((row_of[a], start_a, end_a))
        if earlier != b:
            spans.append((row_of[b], start_b, end_b))
    covered = [0] * len(doc_ids)
    here, reached = -1, 0
    for row, start, end in sorted(spans):
        if row != here:
            here, reached = row, 0
        covered[row] += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
