"""Reports on the links of a whole release, for docs/linking.md.

    python -m training.measure_stories RELEASE

Links the documents of the release again and prints time, memory, sizes, how many of the pairs of papers that
share a long passage within days are in one story, and pairs of different papers to be read by eye. Stories
against gold are scored by `warraq evaluate`.
"""

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq.linking import READ_COLUMNS, Links, link_documents
from warraq.linking.days import near, story_days
from warraq.linking.publishers import publishers

SEED = 1
READ = 60
"""Pairs printed to be read, each of another story."""
LONG = 30
"""5-grams of a passage that two papers do not share by chance."""


def main() -> None:
    """Print the figures."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1]) / "data"
    tables = {
        name: pq.read_table(folder / f"{name}.parquet", columns=list(columns))
        for name, columns in READ_COLUMNS.items()
    }
    began = time.process_time()
    links = link_documents(**tables)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    documents = tables["documents"]
    print(f"{documents.num_rows:,} documents: {took:.0f} s of processor time, {peak:.1f} GB at the peak")
    for line in (*_counts(links), *_recall(documents, links), *_to_read(documents, links)):
        print(line)


def _counts(links: Links) -> Iterator[str]:
    reuse = links.reuse
    yield f"passages: {reuse.num_rows:,}, {reuse.num_rows - reuse['earlier'].null_count:,} with a direction"
    for name in ("cluster_id", "story_id"):
        sizes = Counter(Counter(i for i in links.documents[name].to_pylist() if i).values())
        yield (
            f"{name}: {sum(sizes.values()):,} groups of {sum(n * k for n, k in sizes.items()):,} documents;"
            f" by size {dict(sorted(sizes.items()))}"
        )
    for name in ("shared_ratio", "borrowed_ratio"):
        yield f"{name} over a half: {np.mean(links.documents[name].to_numpy() > 0.5):.1%} of documents"
    bases = Counter(links.credit_wording["basis"].to_pylist())
    yield f"credit_wording: {links.credit_wording.num_rows:,} rows, {dict(bases)}"


def _recall(documents: pa.Table, links: Links) -> Iterator[str]:
    """Pairs of papers that share a long passage within days: how many are in one story."""
    days, paper = story_days(documents), np.array(publishers(documents))
    long = links.reuse.filter(pc.greater_equal(links.reuse["overlap"], LONG))
    ids = documents["doc_id"].combine_chunks()
    one, other = (pc.index_in(long[side], value_set=ids).to_numpy() for side in ("doc_a", "doc_b"))
    kept = (paper[one] != paper[other]) & near(days, one, other)
    pairs = np.unique(np.stack([one[kept], other[kept]]), axis=1)
    story = np.array([s or "" for s in links.documents["story_id"].to_pylist()])
    same = (story[pairs[0]] == story[pairs[1]]) & (story[pairs[0]] != "")
    yield f"pairs of papers with a passage of {LONG} 5-grams: {len(same):,}, in one story {same.mean():.3f}"


def _to_read(documents: pa.Table, links: Links) -> Iterator[str]:
    members = defaultdict(list)
    for row, story in enumerate(links.documents["story_id"].to_pylist()):
        if story:
            members[story].append(row)
    paper = publishers(documents)
    told = [rows for rows in members.values() if len({paper[row] for row in rows}) > 1]
    yield f"stories of two papers or more: {len(told):,}"
    draw = random.Random(SEED)
    for rows in draw.sample(told, min(READ, len(told))):
        pairs = [(a, b) for a in rows for b in rows if a < b and paper[a] != paper[b]]
        yield f"\nof {len(rows)}"
        for row in draw.choice(pairs):
            title, text = (documents[name][row].as_py() or "" for name in ("title", "text"))
            yield f"{paper[row]:24} {title[:80]} | {text[:120]!r}"


if __name__ == "__main__":
    main()
