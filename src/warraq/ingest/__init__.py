"""Ingest: bytes of any kind in, raw documents and exclusions out; nothing is dropped without a row.

for batch in read([Path("pages")], find_dataset("pages")):
    batch.documents, batch.exclusions
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from warraq import dataset as datasets
from warraq.dataset import Dataset
from warraq.ingest.documents import Excluded, Raw, documents_of
from warraq.ingest.encodings import Decoded, Undecodable, declared_name, decode
from warraq.ingest.known import columns_of
from warraq.ingest.sources import Skipped, entries, folder_of, size_on_disk
from warraq.schema import DOC_ID_LENGTH, EXCLUDED_INPUTS, RAW

__all__ = [
    "Batch",
    "Decoded",
    "Undecodable",
    "configured",
    "decode",
    "drop_duplicates",
    "find_dataset",
    "read",
    "size_on_disk",
]

BATCH_BYTES: Final = 16_000_000  # of raw text in a batch: enough for Arrow to run at speed, little in memory
BATCH_ROWS: Final = 50_000  # rows in a batch at most, for inputs that are tiny or excluded


@dataclass(frozen=True)
class Batch:
    """Raw documents (`schema.RAW`) and inputs turned away (`schema.EXCLUDED_INPUTS`), numbered together."""

    documents: pa.Table
    exclusions: pa.Table


def read(
    sources: Sequence[Path | str], dataset: Dataset, *, stdin: BinaryIO | None = None
) -> Iterator[Batch]:
    """The inputs of files, folders, globs, archives and `-` (one text on stdin), in order, in batches.

    Positions count documents and exclusions together, from 0. The same bytes twice are given twice: see
    `drop_duplicates`. Raises UsageError for a source that is missing, holds nothing readable, lacks the
    text column, or is an archive that is damaged or could do harm.
    """
    declared = dataset.input.encoding
    if declared:
        name = declared_name(declared, f"{datasets.FILE_NAME}: input.encoding")
        dataset = replace(dataset, input=replace(dataset.input, encoding=name))
    return _batches(_inputs(sources, dataset, stdin or sys.stdin.buffer), dataset)


def find_dataset(source: Path | str) -> Dataset:
    """The dataset a source belongs to: `dataset.toml` in its folder, or the defaults without one."""
    folder = folder_of(source)
    if folder is None or not (folder / datasets.FILE_NAME).is_file():
        return Dataset()
    return datasets.load(folder / datasets.FILE_NAME)


def configured(source: Path | str, config: Path | None, text_column: str | None) -> Dataset:
    """The dataset of a run: read from `config`, or found beside the source; `text_column` goes on top."""
    found = datasets.load(config) if config else find_dataset(source)
    return replace(found, input=replace(found.input, text_column=text_column)) if text_column else found


def drop_duplicates(documents: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Of documents with the same bytes the first by position stays; the others become exclusions.

    Takes a table of `schema.RAW`; gives one of it and one of `schema.EXCLUDED_INPUTS`, both in order.
    """
    ordered = documents.sort_by("position")
    first: dict[str, str] = {}
    stays: list[bool] = []
    turned_away: list[dict[str, Any]] = []
    for row in ordered.select(["position", "doc_id", "path", "raw_sha256", "known"]).to_pylist():
        doc_id = row.pop("doc_id")
        stays.append(doc_id not in first)
        earlier = first.setdefault(doc_id, row["path"])
        if not stays[-1]:
            turned_away.append({**row, "reason": "duplicate_input", "detail": f"the same bytes as {earlier}"})
    return ordered.filter(pa.array(stays, pa.bool_())), pa.Table.from_pylist(turned_away, EXCLUDED_INPUTS)


def _inputs(sources: Sequence[Path | str], dataset: Dataset, stdin: BinaryIO) -> Iterator[Raw | Excluded]:
    for entry in entries(sources, dataset, stdin):
        if isinstance(entry, Skipped):
            yield Excluded(entry.path, "unsupported_format", entry.why, None, {})
        else:
            yield from documents_of(entry, dataset)


def _batches(inputs: Iterator[Raw | Excluded], dataset: Dataset) -> Iterator[Batch]:
    documents: list[dict[str, Any]] = []
    exclusions: list[dict[str, Any]] = []
    size = 0
    for position, item in enumerate(inputs):
        if isinstance(item, Raw):
            documents.append({"position": position, **_document(item, dataset)})
            size += item.size
        else:
            exclusions.append({"position": position, **_exclusion(item, dataset)})
        if size >= BATCH_BYTES or len(documents) + len(exclusions) >= BATCH_ROWS:
            batch = _batch(documents, exclusions)
            documents, exclusions, size = [], [], 0  # let go of before the caller works on the batch
            yield batch
    if documents or exclusions:
        yield _batch(documents, exclusions)


def _batch(documents: list[dict[str, Any]], exclusions: list[dict[str, Any]]) -> Batch:
    return Batch(pa.Table.from_pylist(documents, RAW), pa.Table.from_pylist(exclusions, EXCLUDED_INPUTS))


def _document(raw: Raw, dataset: Dataset) -> dict[str, Any]:
    """A row of `schema.RAW`, but for its position."""
    columns = columns_of(raw.fields, raw.path, dataset)
    return {
        "doc_id": raw.sha256[:DOC_ID_LENGTH],
        "path": raw.path,
        "text": raw.text,
        "raw_sha256": raw.sha256,
        "raw_bytes": raw.size,
        "encoding": raw.encoding,
        "flags": sorted({*raw.flags, *columns.flags}),
        "source": columns.source,
        "url": columns.url,
        "collected_at": columns.collected_at,
        "license": columns.license,
        "known": columns.known,
    }


def _exclusion(excluded: Excluded, dataset: Dataset) -> dict[str, Any]:
    """A row of `schema.EXCLUDED_INPUTS`, but for its position."""
    return {
        "path": excluded.path,
        "reason": excluded.reason,
        "detail": excluded.detail,
        "raw_sha256": excluded.sha256,
        "known": columns_of(excluded.fields, excluded.path, dataset).known,
    }
