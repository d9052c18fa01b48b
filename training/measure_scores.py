"""Measures how often each class of rules is right, for `warraq/cleaning/scores.toml`.

    python -m training.measure_scores FOLDER > src/warraq/cleaning/scores.toml

Counted over lines: on labelled news pages (`news_pages.jsonl`, and our own `seeds/`, cleaned with profiles of
their sites) a rule is right when the line got the right action; on web pages (`web_pages.jsonl.gz`, both
regimes, labelled body or not) when it kept body or took away what is none; there titles, standfirsts and
captions are left out, as their labels disagree.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from warraq import labels, packs, schema
from warraq.cleaning import clean
from warraq.cleaning.scores import class_of
from warraq.dataset import Dataset
from warraq.pipeline import raw_table
from warraq.profiles import learn

SEEDS = Path(__file__).parents[1] / "seeds"
UNSURE = ("title", "deck", "caption", "title_dup")
BATCH = 100

Line = tuple[int, int, str]  # start, end, wanted action


def main() -> None:
    """Print the table."""
    shared = Path(sys.argv[1])
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    profiles = learn([SEEDS], Dataset())
    for pages, unsure in ((news_pages(shared), ()), (own_pages(), ()), (web_pages(shared), UNSURE)):
        for rule_class, good in judged(pages, unsure, profiles):
            seen[rule_class] += 1
            right[rule_class] += good
    print("# Made by training/measure_scores.py; what is counted is said there.")
    print("# class = [lines decided, of those right]")
    for rule_class, count in sorted(seen.items()):
        print(f'"{rule_class}" = [{count}, {right[rule_class]}]')


def judged(
    pages: Iterable[tuple[str, str, list[Line]]], unsure: tuple[str, ...], profiles: pa.Table
) -> Iterator[tuple[str, bool]]:
    """For each labelled line, the class of the rule that decided most of it, and whether it was right."""
    todo = list(pages)
    for i in range(0, len(todo), BATCH):
        part = todo[i : i + BATCH]
        found: dict[str, list[dict[str, object]]] = {}
        raw = _documents([text for _, text, _ in part], [source for source, _, _ in part])
        for row in clean(raw, packs.codes(), profiles).to_pylist():
            found.setdefault(row["doc_id"], []).append(row)
        for doc_id, (_, _, lines) in zip(raw["doc_id"].to_pylist(), part, strict=True):
            rows = [dict(row) for row in found.get(doc_id, []) if row["label"] != "blank"]
            at = 0
            for start, end, action in lines:
                while at < len(rows) and int(str(rows[at]["end"])) <= start:
                    at += 1
                inside = [r for r in rows[at : at + 8] if int(str(r["start"])) < end]
                if inside and action:
                    row = max(inside, key=lambda r: len(str(r["content"])))
                    if row["label"] not in unsure:
                        same = (
                            (row["action"] == "keep") == (action == "keep")
                            if unsure
                            else row["action"] == action
                        )
                        yield class_of(str(row["rule"])), same


def _documents(texts: list[str], sources: list[str]) -> pa.Table:
    """Raw documents of these sources, numbered: the same text may come twice."""
    raw = raw_table(texts)
    numbers = pa.array([f"{n:0{schema.DOC_ID_LENGTH}}" for n in range(len(texts))], schema.TEXT)
    for name, column in (
        ("doc_id", numbers),
        ("source", pa.array([s or None for s in sources], schema.TEXT)),
    ):
        at = raw.schema.get_field_index(name)
        raw = raw.set_column(at, raw.schema.field(at), column)
    return raw


def news_pages(shared: Path) -> Iterator[tuple[str, str, list[Line]]]:
    """Text and lines of the labelled news pages."""
    for row in (shared / "news_pages.jsonl").read_text("utf-8").splitlines():
        page = json.loads(row)
        yield "", page["text"], _lines(page["text"], {line["i"]: line["label"] for line in page["lines"]})


def own_pages() -> Iterator[tuple[str, str, list[Line]]]:
    """Text and lines of our own seeds, those in UTF-8."""
    for row in (SEEDS / "gold.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(row)
        data = (SEEDS / entry["file"]).read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        yield entry["file"].split("/")[1], text, _lines(text, dict(entry["lines"]))


def web_pages(shared: Path) -> Iterator[tuple[str, str, list[Line]]]:
    """Text and lines of the web pages, both regimes."""
    with gzip.open(shared / "web_pages.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in file:
            page = json.loads(row)
            for regime in ("full", "light"):
                if page.get(regime):
                    wanted = {1: "body", 0: "nav"}
                    yield (
                        "",
                        page[regime],
                        _lines(
                            page[regime],
                            {i: wanted.get(y, "") for i, y in enumerate(page["labels_" + regime])},
                        ),
                    )


def _lines(text: str, wanted: dict[int, str]) -> list[Line]:
    lines, start = [], 0
    for number, line in enumerate(text.split("\n")):
        label = wanted.get(number, "")
        if line.strip() and label and label != "blank":
            lines.append((start, start + len(line), str(labels.action_of(label))))
        start += len(line) + 1
    return lines


if __name__ == "__main__":
    main()
