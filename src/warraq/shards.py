"""Raw documents cut into shards on disk, by content: a document's shard depends on its bytes alone."""

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.ingest import Batch

SHARD_BYTES = 16_000_000
"""Size on disk that asks for one more shard: a shard takes some 20 to 60 s and 1 GB to process."""
MAX_SHARDS = 256
"""A few hundred tasks a run is what Prefect carries well; also the number of files open at once."""


@dataclass(frozen=True)
class Shard:
    """The raw documents of one range of doc_id, in `path` (Arrow IPC)."""

    path: Path
    digest: str  # of what is in it: ids, paths, known metadata, flags

    def read(self) -> pa.Table:
        """Its documents (schema.RAW), sorted by doc_id, equal ones in the order of the input."""
        with pa.ipc.open_file(self.path) as file:
            return file.read_all().sort_by([("doc_id", "ascending"), ("position", "ascending")])


def cut(batches: Iterable[Batch], folder: Path, size: int) -> tuple[tuple[Shard, ...], pa.Table, int]:
    """Spread batches over shards in `folder`: (shards, inputs turned away, number of inputs).

    `size` is the size of the inputs on disk; the number of shards is a power of two derived from it.
    """
    bits = max(0, (min(size // SHARD_BYTES, MAX_SHARDS - 1)).bit_length())
    paths = [folder / f"{number:03d}.arrow" for number in range(1 << bits)]
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    turned_away, inputs = [schema.EXCLUDED_INPUTS.empty_table()], 0
    with ExitStack() as stack:
        writers = [stack.enter_context(pa.ipc.new_file(p, schema.RAW, options=options)) for p in paths]
        for batch in batches:
            inputs += batch.documents.num_rows + batch.exclusions.num_rows
            turned_away.append(batch.exclusions)
            numbers = _shard_numbers(batch.documents["doc_id"], bits)
            for number, writer in enumerate(writers):
                writer.write_table(batch.documents.filter(pc.equal(numbers, number)))
    return tuple(seal(p) for p in paths), pa.concat_tables(turned_away), inputs


def seal(path: Path) -> Shard:
    """Name a written shard by what is in it."""
    shard = Shard(path, "")
    table = shard.read()
    seen = hashlib.sha256()
    for column in table.drop_columns(["text", "position"]).combine_chunks().columns:
        seen.update(repr(column.to_pylist()).encode())
    return Shard(path, seen.hexdigest())


def _shard_numbers(doc_ids: pa.ChunkedArray, bits: int) -> pa.Array:
    numbers = [int(doc_id[:4], 16) >> (16 - bits) for doc_id in doc_ids.to_pylist()]
    return pa.array(numbers, pa.int32())
