"""Measures linking against brute force, for docs/linking.md.

    python -m training.measure_linking SAUDINEWSNET

Reads the articles of SaudiNewsNet (zip files of JSON, one a day) and prints, for 3,000 drawn at random and
for the first 3,000 of the collection, where copies are dense: near duplicates against all pairs; passages
against all runs of seven words; and passages planted with edits, found again.
"""

import hashlib
import json
import random
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from warraq.evaluation import brute_force
from warraq.evaluation.brute_force import Run, Word
from warraq.linking import duplicates, passages
from warraq.linking.grams import N, grams_of, words_of

SAMPLE = 3_000
SEED = 4
RUN = N + passages.MIN_GRAMS - 1
"""Words in the shortest passage."""
PLANTED_WORDS = 40
EDITS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)
"""Share of the words of a planted passage that are changed, dropped or added."""


def articles(folder: Path) -> pa.Table:
    """doc_id, source, url, title, text, chars, published_local (the day it was collected), by doc_id."""
    rows = {}
    for archive in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in sorted(files.namelist()):
                for article in json.loads(files.read(name).decode("utf-8-sig")):
                    row = _row(article)
                    rows.setdefault(row["doc_id"], row)
    return pa.Table.from_pylist(list(rows.values()))


def _row(article: dict[str, str]) -> dict[str, object]:
    text = "\n\n".join(line.strip() for line in article["content"].split("\n") if line.strip())
    key = f"{article['url']}\n{article['title']}\n{text}"
    return {
        "doc_id": hashlib.sha256(key.encode()).hexdigest()[:20],
        "source": article["source"],
        "url": article["url"],
        "title": article["title"],
        "text": text,
        "chars": len(text),
        "published_local": article["date_extracted"][:10],
    }


def main() -> None:
    """Print the figures."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    everything = articles(Path(sys.argv[1]))
    print(f"{everything.num_rows:,} different articles")
    drawn = sorted(random.Random(SEED).sample(range(everything.num_rows), SAMPLE))
    for name, sample in (
        (f"{SAMPLE:,} at random (seed {SEED})", everything.take(drawn)),
        (f"the first {SAMPLE:,}", everything.slice(0, SAMPLE)),
    ):
        print(f"\n{name}")
        sample = sample.sort_by("doc_id")
        texts = [brute_force.words_of(text) for text in sample["text"].to_pylist()]
        for line in (*_copies(sample, texts), *_passages(sample, texts)):
            print(f"  {line}", flush=True)
    print(f"\n{PLANTED_WORDS} words planted in another article of the sample")
    for share in EDITS:
        print(f"  {_planted(everything.take(drawn), share)}", flush=True)


def _copies(sample: pa.Table, texts: Sequence[Sequence[Word]]) -> Iterator[str]:
    began = time.perf_counter()
    words = words_of(sample["text"])
    found = set(duplicates.near_duplicates(words, grams_of(words), sample.num_rows))
    took = time.perf_counter() - began
    true = brute_force.copies(texts, N, duplicates.THRESHOLD)
    hits = len(found & true)
    yield (
        f"near duplicates: {len(true)} pairs, {len(found)} found,"
        f" recall {hits / max(1, len(true)):.4f}, precision {hits / max(1, len(found)):.4f} ({took:.1f} s)"
    )


def _passages(sample: pa.Table, texts: Sequence[Sequence[Word]]) -> Iterator[str]:
    began = time.perf_counter()
    doc_ids = sample["doc_id"].to_pylist()
    reuse = _reuse(sample["text"], doc_ids)
    took = time.perf_counter() - began
    rows: dict[tuple[str, str], list[dict[str, int]]] = defaultdict(list)
    for row in reuse:
        rows[row["doc_a"], row["doc_b"]].append(row)
    set_phrases = brute_force.formulae(texts, N, passages.FORMULA)
    runs = brute_force.common_runs(texts, RUN)
    for name, some in (("runs", runs), ("runs that are no formula", _own(runs, texts, set_phrases))):
        inside = [run for run in some if any(_holds(r, run) for r in rows[doc_ids[run.a], doc_ids[run.b]])]
        yield (
            f"passages: {len(some)} {name} of {RUN} words or more, {len(inside)} inside a row of reuse,"
            f" recall {len(inside) / max(1, len(some)):.4f}; by words"
            f" {sum(r.words for r in inside) / max(1, sum(r.words for r in some)):.4f}"
        )
    yield f"  {len(reuse)} rows ({took:.1f} s); pairs of documents: {len(rows)}"
    wrong = sum(not _shared(row, sample, doc_ids) for row in reuse)
    yield f"  rows whose two sides do not share {passages.MIN_GRAMS} 5-grams: {wrong}"


def _reuse(texts: pa.Array | pa.ChunkedArray, doc_ids: list[str]) -> list[dict[str, Any]]:
    words = words_of(texts)
    return list(passages.shared_passages(words, grams_of(words), doc_ids).to_pylist())


def _holds(row: dict[str, int], run: Run) -> bool:
    """Does the row of reuse cover the run on both sides?"""
    return (
        row["start_a"] <= run.start_a
        and run.end_a <= row["end_a"]
        and row["start_b"] <= run.start_b
        and run.end_b <= row["end_b"]
    )


def _own(runs: list[Run], texts: Sequence[Sequence[Word]], set_phrases: set[brute_force.Gram]) -> list[Run]:
    """Runs with enough 5-grams that are no formula."""

    def kept(run: Run) -> bool:
        words = [w for w in texts[run.a] if run.start_a <= w.start < run.end_a]
        return sum(g not in set_phrases for _, g in brute_force.grams(words, N)) >= passages.MIN_GRAMS

    return [run for run in runs if kept(run)]


def _shared(row: dict[str, int], sample: pa.Table, doc_ids: list[str]) -> bool:
    sides = []
    for side in ("a", "b"):
        text = sample["text"][doc_ids.index(row[f"doc_{side}"])].as_py()
        words = brute_force.words_of(text[row[f"start_{side}"] : row[f"end_{side}"]])
        sides.append({gram for _, gram in brute_force.grams(words, N)})
    return len(sides[0] & sides[1]) >= passages.MIN_GRAMS


def _planted(sample: pa.Table, share: float) -> str:
    """Passages of one article put, edited and spelt otherwise, into the middle of another."""
    generator = random.Random(SEED)
    texts = [text for text in sample["text"].to_pylist() if len(text.split()) > 3 * PLANTED_WORDS][:1_000]
    found = covered = 0
    table, marks = [], []
    for giver, taker in zip(texts[::2], texts[1::2], strict=False):
        lines = [line.split() for line in giver.split("\n")]
        line = max(lines, key=len)[:PLANTED_WORDS]
        edited = " ".join(_edit(line, share, generator))
        table += [giver, f"{taker[:200]}\n\n{edited}\n\n{taker[200:]}"]
        marks.append((len(taker[:200]) + 2, len(edited)))
    doc_ids = [f"{i:020x}" for i in range(len(table))]
    rows = defaultdict(list)
    for row in _reuse(pa.array(table), doc_ids):
        rows[row["doc_a"], row["doc_b"]].append(row)
    for number, (start, length) in enumerate(marks):
        here = [
            min(r["end_b"], start + length) - max(r["start_b"], start)
            for r in rows[doc_ids[2 * number], doc_ids[2 * number + 1]]
            if r["start_b"] < start + length and r["end_b"] > start
        ]
        found += bool(here)
        covered += sum(here) / length
    return (
        f"{share:.0%} of words edited: {found / len(marks):.3f} of {len(marks)} found,"
        f" {covered / len(marks):.3f} of their characters"
    )


def _edit(words: list[str], share: float, generator: random.Random) -> list[str]:
    """Some words changed, dropped or added; all of them spelt without hamza carriers, some with tatweel."""
    edited: list[str] = []
    for word in words:
        word = word.translate(str.maketrans("أإآىة", "ااايه"))
        if generator.random() < 0.2:
            word = word[:1] + "ـ" + word[1:]
        if generator.random() >= share:
            edited.append(word)
            continue
        kind = generator.choice("cda")
        if kind != "d":
            edited.append(f"بديل{generator.randrange(10_000)}")
        if kind == "a":
            edited.append(word)
    return edited


if __name__ == "__main__":
    main()
