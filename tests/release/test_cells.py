"""Cells as text: what JSON and CSV readers make of it."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import schema
from warraq.release.cells import as_text, csv_rows, joined_bytes, json_rows

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
AWKWARD = st.sampled_from(
    ["", "\r", "\n", '"', ",", " a ", "NA", "\x00", "\\", "\u2028", "أ،ب", "😀", "=1+1"]
)
TEXTS = st.one_of(ANY_TEXT, AWKWARD)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "s": st.none() | TEXTS,
            "i": st.none() | st.integers(-(2**31), 2**31 - 1),
            "f": st.none() | st.floats(width=32, allow_nan=False, allow_infinity=False),
            "t": st.none() | st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
            "l": st.lists(TEXTS, max_size=3),
        }
    ),
    max_size=6,
)
SCHEMA = pa.schema(
    [("s", schema.TEXT), ("i", schema.INT), ("f", schema.RATIO), ("t", schema.INSTANT), ("l", schema.STRINGS)]
)


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    whole = [{**r, "t": r["t"] and r["t"].replace(microsecond=0, tzinfo=UTC)} for r in rows]
    return pa.Table.from_pylist(whole, schema=SCHEMA)


def expected(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "t": row["t"] and row["t"].strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")}


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (schema.RATIO, 0.95, "0.95"),
        (schema.RATIO, 1.0, "1"),
        (schema.RATIO, 1e-7, "0.0000001"),
        (schema.INT, -3, "-3"),
        (schema.INSTANT, datetime(2024, 4, 16, 6, 56, tzinfo=UTC), "2024-04-16T06:56:00Z"),
        (schema.STRINGS, ['a"b', "\n\x01"], r'["a\"b","\n\u0001"]'),
        (schema.STRINGS, [], "[]"),
        (schema.TEXT, None, None),
    ],
)
def test_spelling(kind: pa.DataType, value: Any, text: str | None) -> None:
    assert as_text(pa.array([value], kind)).to_pylist() == [text]


@given(ROWS)
def test_json_rows_are_what_json_writes(rows: list[dict[str, Any]]) -> None:
    table = table_of(rows)
    lines = bytes(joined_bytes(json_rows(table))).decode().splitlines(keepends=True) if rows else []
    lines = json_rows(table).to_pylist()
    for line, row in zip(lines, table.to_pylist(), strict=True):
        found = json.loads(line)
        number = found.pop("f")
        assert number is None or np.float32(number) == np.float32(row["f"])
        wanted = {k: v for k, v in expected(row).items() if k != "f"}
        assert found == wanted
        strings = {k: wanted[k] for k in ("s", "l")}
        assert json.dumps(strings["s"], ensure_ascii=False) in line
        assert line.endswith(f'"l":{json.dumps(strings["l"], ensure_ascii=False, separators=(",", ":"))}}}\n')


@given(ROWS)
def test_csv_reads_back(rows: list[dict[str, Any]]) -> None:
    table = table_of(rows)
    data = b"s,i,f,t,l\r\n" + bytes(joined_bytes(csv_rows(table)))
    texts = [as_text(table[name].combine_chunks()).to_pylist() for name in SCHEMA.names]
    wanted = [list(row) for row in zip(*texts, strict=True)]
    with io.StringIO(data.decode(), newline="") as file:
        found = list(csv.reader(file, strict=True))[1:]
    assert found == [[value or "" for value in row] for row in wanted]
    read = pcsv.read_csv(
        pa.BufferReader(data),
        parse_options=pcsv.ParseOptions(newlines_in_values=True),
        convert_options=pcsv.ConvertOptions(
            column_types=dict.fromkeys(SCHEMA.names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    assert [list(row.values()) for row in read.to_pylist()] == wanted


def test_rows_of_a_slice_are_those_of_the_slice() -> None:
    table = table_of([{"s": str(i), "i": i, "f": i / 7, "t": None, "l": ["x"] * i} for i in range(9)])
    whole = bytes(joined_bytes(json_rows(table))).split(b"\n")
    assert bytes(joined_bytes(json_rows(table.slice(3, 4)))).split(b"\n")[:-1] == whole[3:7]
    assert bytes(joined_bytes(json_rows(table).slice(3, 4))).split(b"\n")[:-1] == whole[3:7]
