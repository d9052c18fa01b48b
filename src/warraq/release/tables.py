"""One table written: Parquet for programs, CSV for everything else, hashed and counted in the same pass.

The bytes depend on the rows alone: row groups are cut by content, compression has no clock in it, and the
version is not written into the data files, so that a table that did not change keeps its SHA-256.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from warraq import schema
from warraq.release.cells import csv_rows, joined_bytes, json_rows
from warraq.release.hashing import data_columns
from warraq.release.rows import csv_path, out_of_order, parquet_path, row_groups
from warraq.release.statistics import Statistics

ZSTD_LEVEL: Final = 9
"""A fifth smaller than level 3 for a second more per 200,000 rows; 15 takes seven times as long."""
GZIP_LEVEL: Final = 6


@dataclass(frozen=True)
class Written:
    """What was written of one table."""

    rows: int
    logical_sha256: str


def write_table(
    release: Path, spec: schema.Table, tables: Iterable[pa.Table], about: Mapping[str, str], seen: Statistics
) -> Written:
    """Write `data/<table>.parquet` and `csv/<table>.csv.gz` from rows that come in key order.

    `about` goes into the metadata of the Parquet schema; `seen` counts what the card tells. Raises ValueError
    when rows are not in the order of their keys, or a key comes twice.
    """
    digest, rows = hashlib.sha256(), 0
    with (
        _parquet(parquet_path(release, spec.name), spec, about) as parquet,
        gzip.GzipFile(csv_path(release, spec.name), "wb", GZIP_LEVEL, mtime=0) as csv,
    ):
        csv.write(csv_header(spec).encode())
        for group in _in_order(row_groups(tables, spec.schema), spec):
            parquet.write_table(group)
            csv.write(joined_bytes(csv_rows(group)))
            digest.update(joined_bytes(json_rows(group.select(data_columns(spec)))))
            seen.add(spec.name, group)
            rows += group.num_rows
    return Written(rows, digest.hexdigest())


def csv_header(spec: schema.Table) -> str:
    """The first line of a table's CSV."""
    return ",".join(c.name for c in spec.columns) + "\r\n"


def parquet_schema(spec: schema.Table, about: Mapping[str, str]) -> pa.Schema:
    """The schema as it stands in the file: descriptions and units on the fields, `about` on the whole."""
    return spec.schema.with_metadata({**spec.schema.metadata, **about})


def _parquet(path: Path, spec: schema.Table, about: Mapping[str, str]) -> Any:
    stored = parquet_schema(spec, about)
    return pq.ParquetWriter(
        path,
        stored,
        compression="zstd",
        compression_level=ZSTD_LEVEL,
        write_page_index=True,
        write_page_checksum=True,
        sorting_columns=pq.SortingColumn.from_ordering(stored, [(name, "ascending") for name in spec.key]),
    )


def _in_order(groups: Iterable[pa.Table], spec: schema.Table) -> Iterator[pa.Table]:
    last = spec.empty()
    for group in groups:
        keys = pa.concat_tables([last, group])
        if (row := out_of_order(keys, spec.key)) is not None:
            key = [keys[name][row].as_py() for name in spec.key]
            raise ValueError(f"table {spec.name}: the row {key} is out of order, or its key comes twice")
        yield group
        last = group.slice(group.num_rows - 1)


def with_first_version(tables: Iterable[pa.Table], previous: Path | None, version: str) -> Iterator[pa.Table]:
    """The documents, each with the release it first appeared in: the previous release says, else this one."""
    known = ds.dataset(parquet_path(previous, "documents")) if previous else None
    at = schema.DOCUMENTS.schema.get_field_index("first_version")
    for table in tables:
        if not table.num_rows:
            continue
        first = pa.nulls(table.num_rows, schema.TEXT)
        if known is not None:
            span = pc.min_max(table["doc_id"]).as_py()
            column = pc.field("doc_id")
            rows = known.to_table(
                ["doc_id", "first_version"], filter=(column >= span["min"]) & (column <= span["max"])
            ).combine_chunks()
            first = rows["first_version"].take(
                pc.index_in(table["doc_id"], value_set=rows["doc_id"].combine_chunks())
            )
        yield table.set_column(at, schema.DOCUMENTS.schema.field(at), pc.fill_null(first, version))
