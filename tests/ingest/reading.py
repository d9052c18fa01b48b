"""What the tests of reading share: everything a source gives, as rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from warraq import schema
from warraq.dataset import Dataset
from warraq.ingest import read


def rows(
    sources: Path | Sequence[Path | str], dataset: Dataset | None = None, stdin: BinaryIO | None = None
) -> list[dict[str, Any]]:
    """Documents and exclusions by position; positions are checked to be 0, 1, 2 …"""
    given = [sources] if isinstance(sources, Path) else sources
    found: list[dict[str, Any]] = []
    for batch in read(given, dataset or Dataset(), stdin=stdin):
        assert batch.documents.schema == schema.RAW
        assert batch.exclusions.schema == schema.EXCLUDED_INPUTS
        for table in (batch.documents, batch.exclusions):
            assert not any(column.null_count for column in _required(table))
            found += table.to_pylist()
    found.sort(key=lambda row: row["position"])
    assert [row["position"] for row in found] == list(range(len(found)))
    return found


def _required(table: pa.Table) -> list[pa.ChunkedArray]:
    return [table[field.name] for field in table.schema if not field.nullable]


def outcome(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Path, and text or reason, of each row."""
    return [(row["path"], row["reason"] if "reason" in row else row["text"]) for row in found]
