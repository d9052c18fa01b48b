"""How fast cleaning is, beside datatrove's C4 quality filter: the same texts, one core, one run.

    uv run --group benchmark python benchmarks/cleaning_speed.py TEXTS... [--passes]

TEXTS are files of one text each, or .jsonl and .jsonl.gz with a text a line under `text` (or the name that
`--field` gives). Printed are megabytes of UTF-8 text per second of processor time, and the ratio. Cleaning
gets batches as large as ingestion makes them, after one small batch that fills the caches, and then all of
them once more: the first time patterns are compiled, and RE2 builds its automata, once in a process.
datatrove's filter, after one document, gets as many of the first texts as it does in `--seconds`, and its
speed is of those. Without datatrove, or without the tokenizer it loads, that is said. `--passes` adds where
the time of cleaning goes, a profile of its own.
"""

import argparse
import contextlib
import cProfile
import gzip
import io
import json
import os
import pstats
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import pyarrow as pa

from warraq import cleaning, packs, schema

BATCH_BYTES = 16_000_000  # as warraq.ingest makes them
ORDER = ("the first time", "the second time")
PASSES = (
    ("lines.py", "explode"),
    ("features.py", "compute"),
    ("rules.py", "_hits"),
    ("spans.py", "leading_artefacts"),
    ("spans.py", "metadata_lines"),
    ("label.py", "_around_the_article"),
    ("context.py", "threads"),
    ("context.py", "before_titles"),
    ("titles.py", "find"),
    ("context.py", "after_titles"),
    ("line_features.py", "__init__"),
    ("decoding.py", "sums"),
    ("spans.py", "in_text"),
    ("artefacts.py", "find"),
    ("private.py", "find"),
    ("segments.py", "assemble"),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--field", default="text")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long datatrove may take")
    parser.add_argument("--passes", action="store_true")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pa.set_cpu_count(1)
    texts = [text for path in options.texts for text in read(path, options.field)]
    tables = [raw_table(batch) for batch in batches(texts)]
    clean([raw_table(["A line.\nBy Some One"])])
    ours = [speed(lambda: clean(tables), texts) for _ in ORDER]
    print(f"{len(texts):,} texts, {size(texts):.1f} MB")
    for megabytes, time_of in zip(ours, ORDER, strict=True):
        print(f"warraq.cleaning.clean     {megabytes:8.2f} MB/s   ({time_of})")
    c4_line(texts, ours, options.seconds)
    if options.passes:
        print_passes(lambda: clean(tables))


def clean(tables: list[pa.Table]) -> None:
    """Clean all tables."""
    for table in tables:
        cleaning.clean(table, packs.codes())


def read(path: Path, field: str) -> Iterator[str]:
    """The texts of a file."""
    if ".jsonl" not in path.suffixes:
        yield path.read_bytes().decode("utf-8", "replace")
        return
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from (text for line in lines if (text := json.loads(line).get(field)))


def batches(texts: list[str]) -> Iterator[list[str]]:
    """The texts in batches of some BATCH_BYTES."""
    batch: list[str] = []
    room = BATCH_BYTES
    for text in texts:
        batch.append(text)
        room -= len(text.encode())
        if room <= 0:
            yield batch
            batch, room = [], BATCH_BYTES
    if batch:
        yield batch


def raw_table(texts: list[str]) -> pa.Table:
    """Texts as raw documents (schema.RAW); what cleaning does not read is left empty."""
    known = {"doc_id": [f"{number:020x}" for number in range(len(texts))], "text": texts}
    columns = [
        pa.array(known.get(name, [None] * len(texts)), schema.RAW.field(name).type)
        for name in schema.RAW.names
    ]
    return pa.table(columns, names=schema.RAW.names)


def size(texts: list[str]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def speed(work: Callable[[], object], texts: list[str]) -> float:
    """Megabytes a second of processor time."""
    started = time.process_time()
    work()
    return size(texts) / (time.process_time() - started)


def c4_line(texts: list[str], ours: list[float], seconds: float) -> None:
    """Measure datatrove's filter on the first texts, and print it."""
    try:
        from datatrove.data import Document
        from datatrove.pipeline.filters import C4QualityFilter
    except ImportError:
        print("datatrove C4QualityFilter: not installed; uv sync --group benchmark")
        return
    c4, how = C4QualityFilter(), "as it comes"
    try:
        c4.filter(Document(text="A line of words. " * 9, id="0"))
    except Exception as error:  # its tokenizer is another project's, or has to be downloaded
        print(
            f"datatrove C4QualityFilter as it comes does not run here: {str(error).strip().splitlines()[0]}"
        )
        c4, how = C4QualityFilter(min_num_sentences=-1), "sentences not counted, so no tokenizer"
    done: list[str] = []
    started = time.process_time()
    for text in islice(texts, len(texts)):
        c4.filter(Document(text=text, id="0"))
        done.append(text)
        if time.process_time() - started > seconds:
            break
    theirs = size(done) / (time.process_time() - started)
    print(f"datatrove C4QualityFilter {theirs:8.2f} MB/s   ({how}; the first {len(done):,} texts)")
    for megabytes, time_of in zip(ours, ORDER, strict=True):
        print(f"ratio                     {megabytes / theirs:8.1f}        ({time_of})")


def print_passes(work: Callable[[], object]) -> None:
    """Where the time goes, in shares of the whole (a profile of its own, which takes longer)."""
    profile = cProfile.Profile()
    with contextlib.redirect_stdout(io.StringIO()):
        profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = max(row[3] for row in stats.values())
    for file, function in PASSES:
        took = sum(
            row[3] for key, row in stats.items() if key[0].endswith(f"cleaning/{file}") and key[2] == function
        )
        print(f"  {100 * took / whole:5.1f} %  {file[:-3]}.{function}")


if __name__ == "__main__":
    main()
