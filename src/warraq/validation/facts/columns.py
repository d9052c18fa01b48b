"""What facts are computed with: columns as one array, and answers put back at their rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

Tables = Mapping[str, pa.Table]
Facts = dict[str, pa.Array]
Ints = np.ndarray[Any, np.dtype[np.int64]]


def one(table: pa.Table, name: str) -> pa.Array:
    """A column as one array."""
    column = table[name].combine_chunks()
    return pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column


def none_of(count: int, rows: Ints) -> pa.Array:
    """Whether each of `count` rows is none of these."""
    holds = np.ones(count, np.bool_)
    holds[rows] = False
    return pa.array(holds)


def scattered(count: int, rows: Ints, values: list[Any], kind: pa.DataType) -> pa.Array:
    """The values at these rows of a column of `count`, null elsewhere."""
    where = np.full(count, -1, np.int64)
    where[rows] = np.arange(len(rows))
    return pa.array(values, kind).take(pa.array(where, mask=where < 0))
