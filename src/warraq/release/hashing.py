"""`logical_sha256`: what a table says, whatever wrote its bytes.

It is the SHA-256 of the table as JSON Lines: one object a row, rows sorted by the table's key, names in the
order of the schema, every column present (`null` where empty), no spaces, `\\n` after every row, UTF-8; how
values are spelt stands in `cells`. `documents.first_version` is left out: it is history, not data. So the
hash survives a rewrite by another library, and two builds of the same data have the same one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import pyarrow as pa

from warraq import schema
from warraq.release.cells import joined_bytes, json_rows
from warraq.release.rows import row_groups

HISTORY: Final[dict[str, tuple[str, ...]]] = {"documents": ("first_version",)}
"""Columns that say when a row came, which depends on earlier releases."""


def data_columns(spec: schema.Table) -> list[str]:
    """The columns of a table that are data, in the order of the schema."""
    return [c.name for c in spec.columns if c.name not in HISTORY.get(spec.name, ())]


def logical_sha256(tables: Iterable[pa.Table], spec: schema.Table, ignore: Sequence[str] = ()) -> str:
    """The logical hash of rows that come in key order; `ignore` leaves out further columns."""
    digest = hashlib.sha256()
    names = [n for n in data_columns(spec) if n not in ignore]
    for group in row_groups(tables, pa.schema([spec.schema.field(n) for n in names])):
        digest.update(joined_bytes(json_rows(group)))
    return digest.hexdigest()
