"""The logical hash: the same whatever cut the rows or wrote the file; another when a cell is another."""

import hashlib
import json
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.release.conftest import small_rows, tables_of
from warraq import schema
from warraq.release.hashing import logical_sha256
from warraq.release.rows import GROUP_ROWS, out_of_order, row_groups


def test_it_is_the_sha256_of_json_lines() -> None:
    table = next(tables_of(small_rows())("exclusions"))
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in table.to_pylist()]
    wanted = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert logical_sha256([table], schema.EXCLUSIONS) == wanted


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_it_survives_other_writers(name: str, tmp_path: Path) -> None:
    spec = schema.TABLES[name]
    table = pa.concat_tables(tables_of(small_rows())(name))
    wanted = logical_sha256([table], spec)
    ours, polars, duck = (tmp_path / f"{n}.parquet" for n in ("ours", "polars", "duck"))
    pq.write_table(table, ours)
    pl.read_parquet(ours).write_parquet(polars)
    duckdb.sql(f"COPY (SELECT * FROM '{ours}') TO '{duck}' (FORMAT parquet)")
    for path in (ours, polars, duck):
        assert logical_sha256([pq.read_table(path)], spec) == wanted, path
    assert logical_sha256(tables_of(small_rows(), 1)(name), spec) == wanted


def test_first_version_is_history_not_data() -> None:
    rows = small_rows()
    before = logical_sha256(tables_of(rows)("documents"), schema.DOCUMENTS)
    rows["documents"][0]["first_version"] = "3.0.0"
    assert logical_sha256(tables_of(rows)("documents"), schema.DOCUMENTS) == before
    rows["documents"][0]["chars"] += 1
    assert logical_sha256(tables_of(rows)("documents"), schema.DOCUMENTS) != before


def test_row_groups_depend_on_the_rows_alone() -> None:
    count = GROUP_ROWS + 1234
    table = pa.table({"n": pa.array(range(count), schema.INT), "s": ["x" * (i % 700) for i in range(count)]})
    cuts = [[table], [table.slice(i, 777) for i in range(0, count, 777)], [table.slice(0, 5), table.slice(5)]]
    sizes = [[g.num_rows for g in row_groups(iter(cut), table.schema)] for cut in cuts]
    assert sizes[0] == sizes[1] == sizes[2]
    assert len(sizes[0]) > 1 and sum(sizes[0]) == count
    assert max(sizes[0]) <= GROUP_ROWS


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([], None),
        ([("a", 0)], None),
        ([("a", 0), ("a", 1), ("b", 0)], None),
        ([("a", 0), ("a", 0)], 1),
        ([("a", 0), ("b", 1), ("b", 0)], 2),
        ([("b", 0), ("a", 1)], 1),
        ([("ي", 0), ("😀", 0), ("😀", 1)], None),
    ],
)
def test_out_of_order(keys: list[tuple[str, int]], row: int | None) -> None:
    table = pa.table(
        {"k": pa.array([k for k, _ in keys], schema.TEXT), "n": pa.array([n for _, n in keys], schema.INT)}
    )
    assert out_of_order(table, ("k", "n")) == row
