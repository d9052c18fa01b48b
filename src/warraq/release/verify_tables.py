"""Checks of one table as a whole: schema, keys and their order, logical hash, rows, CSV against Parquet."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from warraq import schema
from warraq.release.cells import as_text, joined_bytes, json_rows
from warraq.release.diff import as_stored
from warraq.release.hashing import data_columns
from warraq.release.problems import DAMAGE, Problem
from warraq.release.rows import csv_path, out_of_order, parquet_path, read_table, row_groups
from warraq.release.tables import parquet_schema

CSV_BLOCK: Final = 64_000_000
"""Bytes read at a time: a row must fit, and the longest text allowed by default takes 16 MB quoted."""


def check_schema(release: Path, spec: schema.Table, about: dict[str, str]) -> list[Problem]:
    """Names, order, types, nullability, descriptions and units are those of schema.py."""
    path = parquet_path(release, spec.name)
    try:
        found = pq.read_schema(path)
    except DAMAGE as error:
        return [Problem("parquet", _name(release, path), f"cannot be read: {error}")]
    expected = as_stored(parquet_schema(spec, about))
    if found.names != expected.names:
        return [Problem("schema", _name(release, path), f"columns are {found.names}, not {expected.names}")]
    problems = [
        Problem("schema", f"{_name(release, path)} {here.name}", f"is {_said(here)}, not {_said(there)}")
        for here, there in zip(found, expected, strict=True)
        if not here.equals(there, check_metadata=True)
    ]
    if (found.metadata or {}) != (expected.metadata or {}):
        detail = f"says {_decoded(found.metadata)} of itself, not {_decoded(expected.metadata)}"
        problems.append(Problem("schema", _name(release, path), detail))
    return problems


def check_rows(release: Path, spec: schema.Table, stated: Any) -> Iterator[Problem]:
    """Keys ascend and come once; rows, logical hash and CSV are what `release.json` and the Parquet say."""
    digest, rows, last, ordered = hashlib.sha256(), 0, spec.empty(), True
    csv = _CsvRows(release, spec)
    for group in row_groups(read_table(release, spec.name), spec.schema):
        keys = pa.concat_tables([last, group]).select(spec.key)
        if ordered and (row := out_of_order(keys, spec.key)) is not None:
            ordered = False
            where = "/".join(str(keys[column][row].as_py()) for column in spec.key)
            yield Problem("key", f"{spec.name} {where}", "the key comes twice, or out of order")
        yield from csv.compare(group)
        digest.update(joined_bytes(json_rows(group.select(data_columns(spec)))))
        rows, last = rows + group.num_rows, group.slice(group.num_rows - 1)
    yield from csv.compare_end()
    stated = stated if isinstance(stated, dict) else {}
    if stated.get("rows") != rows:
        yield Problem("rows", spec.name, f"has {rows} rows; release.json says {stated.get('rows')}")
    if stated.get("logical_sha256") != digest.hexdigest():
        detail = f"is {digest.hexdigest()}; release.json says {stated.get('logical_sha256')}"
        yield Problem("logical_sha256", spec.name, detail)


class _CsvRows:
    """The rows of a CSV file, read beside those of the Parquet file and compared as text."""

    def __init__(self, release: Path, spec: schema.Table) -> None:
        self.where = _name(release, csv_path(release, spec.name))
        self.spec = spec
        self.row = 0
        self.failed = False
        self.pending: pa.Table | None = None
        self.batches = self._read(csv_path(release, spec.name))

    def _read(self, path: Path) -> Iterator[pa.Table]:
        names = [c.name for c in self.spec.columns]
        reader = pcsv.open_csv(
            pa.input_stream(path, compression="gzip"),
            pcsv.ReadOptions(block_size=CSV_BLOCK, use_threads=False),
            pcsv.ParseOptions(newlines_in_values=True),
            pcsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
        if reader.schema.names != names:
            raise pa.ArrowInvalid(f"columns are {reader.schema.names}, not {names}")
        for batch in reader:
            yield pa.Table.from_batches([batch])

    def compare(self, rows: pa.Table) -> Iterator[Problem]:
        """Take as many rows from the CSV and compare them; after a first problem nothing more is said."""
        if self.failed:
            return
        try:
            taken = self._take(rows.num_rows)
        except DAMAGE as error:
            yield self._fail(f"cannot be read: {error}")
            return
        if taken.num_rows < rows.num_rows:
            yield self._fail(f"ends after {self.row + taken.num_rows} rows; the Parquet file has more")
            return
        for name in rows.schema.names:
            ours, theirs = as_text(rows[name].combine_chunks()), taken[name].combine_chunks()
            if not ours.equals(theirs):
                same = pc.fill_null(pc.equal(ours, theirs), False)
                same = pc.or_(same, pc.and_(pc.is_null(ours), pc.is_null(theirs)))
                at = pc.index(same, False).as_py()
                yield self._fail(f"row {self.row + at}, {name}: differs from the Parquet file")
                return
        self.row += rows.num_rows

    def compare_end(self) -> Iterator[Problem]:
        """Nothing may be left in the CSV."""
        if self.failed:
            return
        try:
            if self._take(1).num_rows:
                yield self._fail(f"has more rows than the Parquet file, which ends after {self.row}")
        except DAMAGE as error:
            yield self._fail(f"cannot be read: {error}")

    def _fail(self, detail: str) -> Problem:
        self.failed = True
        return Problem("csv", self.where, detail)

    def _take(self, count: int) -> pa.Table:
        parts = [self.pending] if self.pending is not None else []
        while sum(p.num_rows for p in parts) < count and (batch := next(self.batches, None)) is not None:
            parts.append(batch)
        if not parts:
            return pa.table({c.name: pa.array([], pa.large_string()) for c in self.spec.columns})
        rows = pa.concat_tables(parts)
        self.pending = rows.slice(count)
        return rows.slice(0, count)


def _name(release: Path, path: Path) -> str:
    return path.relative_to(release).as_posix()


def _said(column: pa.Field) -> str:
    null = "" if column.nullable else " not null"
    return f"{column.type}{null} {_decoded(column.metadata)}"


def _decoded(metadata: dict[bytes, bytes] | None) -> dict[str, str]:
    return {k.decode("utf-8", "replace"): v.decode("utf-8", "replace") for k, v in (metadata or {}).items()}
