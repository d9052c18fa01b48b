"""Measures stories against the gold of seeds/, and reports on a whole corpus, for docs/linking.md.

    python -m training.measure_stories seeds
    python -m training.measure_stories SAUDINEWSNET

The first cleans the pages of seeds/ and compares their stories with `gold_links.json`, pair by pair; the
second links all articles of SaudiNewsNet and prints time, memory, counts, and 20 stories to read.
"""

import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from training.measure_linking import articles
from warraq import ingest, pipeline
from warraq.linking import Links, link_documents

SEED = 20
READ = 20
"""Stories printed to be read by eye."""


def main() -> None:
    """Print the figures."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    gold = folder / "gold_links.json"
    print(against_gold(folder, gold) if gold.is_file() else of_corpus(folder))


def against_gold(folder: Path, gold: Path) -> str:
    """Precision and recall over pairs of pages of one story."""
    dataset = ingest.find_dataset(folder)
    raw = pa.concat_tables(batch.documents for batch in ingest.read([folder], dataset))
    documents = pipeline.describe(raw, dataset)["documents"]
    linked = documents.filter(pc.not_equal(documents["text"], "")).sort_by("doc_id")
    story = link_documents(linked).documents["story_id"].to_pylist()
    paths = linked["path"].to_pylist()
    row = {path: n for n, path in enumerate(paths)}
    languages = linked["language"].to_pylist()
    groups = json.loads(gold.read_text("utf-8"))["same_story"]
    wanted = {
        (min(row[a], row[b]), max(row[a], row[b])) for pages in groups for a, b in combinations(pages, 2)
    }
    found = {(a, b) for a, b in combinations(range(len(story)), 2) if story[a] and story[a] == story[b]}
    same = {(a, b) for a, b in wanted if languages[a] == languages[b]}
    lines = [f"pairs of one story: {len(wanted)}, {len(same)} of them in one language"]
    lines.append(f"found {len(found)}, right {len(found & wanted)}, in one language {len(found & same)}")
    lines += [f"wrong: {paths[a]} {paths[b]}" for a, b in sorted(found - wanted)]
    lines += [f"missed: {paths[a]} {paths[b]}" for a, b in sorted(same - found)]
    return "\n".join(lines)


def of_corpus(folder: Path) -> str:
    """Time, memory and counts, and stories to read."""
    documents = articles(folder).sort_by("doc_id")
    documents = documents.append_column(
        "published_at", pa.nulls(documents.num_rows, pa.timestamp("s", "UTC"))
    )
    began = time.perf_counter()
    links = link_documents(documents)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    lines = [f"{documents.num_rows:,} articles in {took:.0f} s, {peak:.1f} GB at the peak"]
    lines.append(
        f"passages: {links.reuse.num_rows:,}, {links.reuse['earlier'].null_count:,} without direction"
    )
    for name in ("cluster_id", "story_id"):
        sizes = Counter(Counter(i for i in links.documents[name].to_pylist() if i).values())
        lines.append(
            f"{name}: {sum(sizes.values()):,} groups of {sum(n * k for n, k in sizes.items()):,} articles;"
            f" by size {dict(sorted(sizes.items()))}"
        )
    return "\n".join([*lines, *_to_read(documents, links)])


def _to_read(documents: pa.Table, links: Links) -> list[str]:
    members = defaultdict(list)
    for row, story in enumerate(links.documents["story_id"].to_pylist()):
        if story:
            members[story].append(row)
    lines = []
    for story in random.Random(SEED).sample(sorted(members), READ):
        lines.append("")
        for row in members[story]:
            day, source, title = (documents[c][row].as_py() for c in ("published_local", "source", "title"))
            lines.append(f"{day} {source:12} {title}")
    return lines


if __name__ == "__main__":
    main()
