"""Shards: cut by content, the same whatever the batches."""

from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from warraq import pipeline, schema
from warraq.ingest import Batch
from warraq.shards import MAX_SHARDS, SHARD_BYTES, cut


def batches(texts: list[str], size: int) -> list[Batch]:
    raw = pipeline.raw_table(texts)
    nothing = schema.EXCLUDED_INPUTS.empty_table()
    return [Batch(raw.slice(at, size), nothing) for at in range(0, len(texts), size)]


def test_shards_follow_each_other_in_key_order(tmp_path: Path) -> None:
    texts = [f"page {i}" for i in range(200)]
    shards, turned_away, inputs = cut(batches(texts, 30), tmp_path, 3 * SHARD_BYTES)
    assert (len(shards), turned_away.num_rows, inputs) == (4, 0, 200)
    ids = [sorted(shard.read()["doc_id"].to_pylist()) for shard in shards]
    in_order = [doc_id for shard in ids for doc_id in shard]
    assert in_order == sorted(in_order)
    assert all(ids)


def test_a_document_more_changes_only_its_shard(tmp_path: Path) -> None:
    texts = [f"page {i}" for i in range(100)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before, _, _ = cut(batches(texts, 30), tmp_path / "a", 3 * SHARD_BYTES)
    after, _, _ = cut(batches([*texts, "one more"], 11), tmp_path / "b", 3 * SHARD_BYTES)
    assert sum(a.digest != b.digest for a, b in zip(before, after, strict=True)) == 1


@given(st.integers(0, 10**13))
def test_the_number_of_shards_is_a_power_of_two_within_bounds(size: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        shards, _, _ = cut([], Path(folder), size)
    count = len(shards)
    assert 1 <= count <= MAX_SHARDS
    assert count & (count - 1) == 0
    assert count == MAX_SHARDS or count * SHARD_BYTES > size


def test_what_ingest_turned_away_is_carried_along(tmp_path: Path) -> None:
    row = {
        "position": 0,
        "path": "a.txt",
        "reason": "empty",
        "detail": None,
        "raw_sha256": None,
        "known": None,
    }
    excluded = pa.Table.from_pylist([row], schema.EXCLUDED_INPUTS)
    shards, turned_away, inputs = cut([Batch(schema.RAW.empty_table(), excluded)], tmp_path, 0)
    assert (len(shards), turned_away["path"].to_pylist(), inputs) == (1, ["a.txt"], 1)
