"""The rows of a table as a stream: cut to even pieces, read back from a release, checked for their order."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq.errors import UsageError

GROUP_ROWS: Final = 100_000
GROUP_BYTES: Final = 32_000_000
"""A row group ends at whichever comes first; some ten times as much memory is in use while it is written."""


def row_groups(tables: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """The same rows with exactly this schema, in pieces that depend on the rows alone.

    A piece is full at GROUP_ROWS rows, or with the row that brings its strings to GROUP_BYTES; however the
    incoming tables were cut, the pieces are the same. Raises when a column is missing or does not fit.
    """
    pending: list[pa.Table] = []
    rows = size = 0
    for table in tables:
        table = table.select(schema.names).cast(schema)
        ends = np.cumsum(_string_bytes(table))
        at = 0
        while at < table.num_rows:
            before = int(ends[at - 1]) if at else 0
            full = int(np.searchsorted(ends, GROUP_BYTES - size + before)) + 1
            to = min(at + GROUP_ROWS - rows, full, table.num_rows)
            pending.append(table.slice(at, to - at))
            rows, size, at = rows + to - at, size + int(ends[to - 1]) - before, to
            if rows == GROUP_ROWS or size >= GROUP_BYTES:
                yield pa.concat_tables(pending).combine_chunks()
                pending, rows, size = [], 0, 0
    if pending:
        yield pa.concat_tables(pending).combine_chunks()


def _string_bytes(table: pa.Table) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Size of each row's strings in UTF-8, lists left aside: they are short beside the texts."""
    size = np.zeros(table.num_rows, np.int64)
    for column in table.columns:
        if pa.types.is_string(column.type):
            size += pc.fill_null(pc.binary_length(column), 0).to_numpy()
    return size


def read_table(release: Path, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """The rows of one table of a release, a row group at a time. Raises UsageError when there is none."""
    path = parquet_path(release, name)
    if not path.is_file():
        raise UsageError(f"{path}: no such file; run `warraq verify {release}` to see what else is damaged")
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, columns)


def parquet_path(release: Path, name: str) -> Path:
    """Where a release keeps this table as Parquet."""
    return release / "data" / f"{name}.parquet"


def csv_path(release: Path, name: str) -> Path:
    """Where a release keeps this table as compressed CSV."""
    return release / "csv" / f"{name}.csv.gz"


def out_of_order(table: pa.Table, key: Sequence[str]) -> int | None:
    """The first row whose key is not greater than that of the row before it; None when all are."""
    before, after = table.slice(0, max(table.num_rows - 1, 0)), table.slice(1)
    greater = pa.chunked_array([np.zeros(before.num_rows, bool)])
    for name in reversed(key):
        equal = pc.equal(after[name], before[name])
        greater = pc.or_(pc.greater(after[name], before[name]), pc.and_(equal, greater))
    wrong = np.flatnonzero(~pc.fill_null(greater, False).to_numpy())
    return int(wrong[0]) + 1 if wrong.size else None
