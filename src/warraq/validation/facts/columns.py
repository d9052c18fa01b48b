"""What facts are computed with: columns as one array, and answers put back at their rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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


def clean_lists(lists: pa.ListArray) -> pa.Array:
    """Whether each list has no blank, untrimmed or repeated item."""
    items, rows = pc.list_flatten(lists), np.asarray(pc.list_parent_indices(lists), np.int64)
    amiss = np.asarray(
        pc.or_(pc.equal(items, ""), pc.not_equal(items, pc.utf8_trim_whitespace(items))), np.bool_
    )
    codes = np.asarray(pc.dictionary_encode(items).indices, np.int64)
    order = np.lexsort((codes, rows))
    repeated = (np.diff(codes[order]) == 0) & (np.diff(rows[order]) == 0)
    return none_of(len(lists), np.concatenate([rows[amiss], rows[order][1:][repeated]]))


def sorted_lists(lists: pa.ListArray) -> pa.Array:
    """Whether the items of each list are in order."""
    items, rows = pc.list_flatten(lists), np.asarray(pc.list_parent_indices(lists), np.int64)
    falls = np.asarray(pc.less(items[1:], items[:-1]), np.bool_) & (np.diff(rows) == 0)
    return none_of(len(lists), rows[1:][falls])


def scattered(count: int, rows: Ints, values: list[Any], kind: pa.DataType) -> pa.Array:
    """The values at these rows of a column of `count`, null elsewhere."""
    where = np.full(count, -1, np.int64)
    where[rows] = np.arange(len(rows))
    return pa.array(values, kind).take(pa.array(where, mask=where < 0))
