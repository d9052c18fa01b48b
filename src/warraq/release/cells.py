"""Cells as text, a column at a time: the one spelling that hashes, differences and CSV share.

| type | text |
|---|---|
| string | itself |
| integer | decimal digits |
| float32 | the shortest digits that give the same float32 back, never an exponent: `0.95`, `1`, `0.0000001` |
| instant | `YYYY-MM-DDTHH:MM:SSZ` |
| list of strings | a JSON array: `["a","b"]` |

JSON is written without spaces and without escaping what need not be: only `\\"`, `\\\\`, `\\b`, `\\f`,
`\\n`, `\\r`, `\\t`, and `\\u00xx` in lower case for the other control characters below U+0020.
"""

import json
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

WIDE: Final = pa.large_string()
_TIME_FORMAT: Final = "%Y-%m-%dT%H:%M:%SZ"
_COMMON_ESCAPES: Final = ("\\", '"', "\n", "\r", "\t")  # the backslash first: the others bring new ones
_RARE_CONTROLS: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
_NEEDS_QUOTES: Final = r'[",\r\n]|^$|^\s|\s$'  # RFC 4180, the empty string, and edges that readers strip


def as_text(column: pa.Array) -> pa.Array:
    """Every value of a column as text (large_string), null for null."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return column.cast(WIDE)
    if pa.types.is_integer(kind):
        return column.cast(WIDE)
    if pa.types.is_float32(kind):
        return _floats(column)
    if pa.types.is_timestamp(kind):
        return pc.strftime(column.cast(pa.timestamp("s")), _TIME_FORMAT).cast(WIDE)
    return _lists(column)


def as_json(column: pa.Array) -> pa.Array:
    """Every value of a column as JSON (large_string), `null` for null."""
    text = as_text(column)
    kind = column.type
    if not (pa.types.is_integer(kind) or pa.types.is_float32(kind) or pa.types.is_list(kind)):
        text = _json_strings(text)
    return text.fill_null("null")


def as_csv(column: pa.Array) -> pa.Array:
    """Every value of a column as a CSV field (RFC 4180): nothing for null, `""` for the empty string."""
    text = as_text(column)
    quoted = _join('"', pc.replace_substring(text, '"', '""'), '"')
    return pc.if_else(pc.match_substring_regex(text, _NEEDS_QUOTES), quoted, text).fill_null("")


def json_rows(table: pa.Table) -> pa.Array:
    """Every row as a line of JSON, keys in the order of the columns, `\\n` at its end (large_string)."""
    pieces: list[str | pa.Array] = []
    for name, column in zip(table.schema.names, table.combine_chunks().columns, strict=True):
        pieces += [f"{',' if pieces else '{'}{json.dumps(name)}:", as_json(_array(column))]
    return _join(*pieces, "}\n")


def csv_rows(table: pa.Table) -> pa.Array:
    """Every row as a line of CSV with `\\r\\n` at its end (large_string)."""
    pieces: list[str | pa.Array] = []
    for column in table.combine_chunks().columns:
        pieces += [","] if pieces else []
        pieces.append(as_csv(_array(column)))
    return _join(*pieces, "\r\n")


def joined_bytes(rows: pa.Array) -> memoryview:
    """The UTF-8 of all rows (large_string, no nulls), one after the other, without copying them."""
    if not len(rows):
        return memoryview(b"")
    offsets = np.frombuffer(rows.buffers()[1], np.int64)[rows.offset : rows.offset + len(rows) + 1]
    return memoryview(rows.buffers()[2])[offsets[0] : offsets[-1]]


def _array(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _join(*pieces: "str | pa.Array") -> pa.Array:
    wide = [pa.scalar(p, WIDE) if isinstance(p, str) else p for p in pieces]
    return pc.binary_join_element_wise(*wide, pa.scalar("", WIDE))


def _floats(column: pa.Array) -> pa.Array:
    """Each distinct number is spelt once: scores repeat."""
    coded = column.dictionary_encode()
    spelt = [np.format_float_positional(v, unique=True, trim="-") for v in coded.dictionary.to_numpy()]
    return pa.array(spelt, WIDE).take(coded.indices)


def _lists(column: pa.Array) -> pa.Array:
    lengths = pc.list_value_length(column).fill_null(0).to_numpy(zero_copy_only=False)
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]), pa.int64())
    items = _json_strings(column.flatten().cast(WIDE))
    text = _join(
        "[", pc.binary_join(pa.LargeListArray.from_arrays(offsets, items), pa.scalar(",", WIDE)), "]"
    )
    return pc.if_else(pc.is_valid(column), text, pa.scalar(None, WIDE))


def _json_strings(text: pa.Array) -> pa.Array:
    controls = pc.any(pc.match_substring_regex(text, _RARE_CONTROLS)).as_py()
    rare = [chr(c) for c in range(0x20) if chr(c) not in _COMMON_ESCAPES] if controls else []
    for char in (*_COMMON_ESCAPES, *rare):
        text = pc.replace_substring(text, char, json.dumps(char)[1:-1])
    return _join('"', text, '"')
