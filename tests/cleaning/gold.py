"""Gold labels of a folder of raw documents (`gold.jsonl`), and what `clean` says of the same lines."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cleaning.raw import raw_table
from warraq import packs
from warraq.cleaning import clean


def disagreements(folder: Path) -> Iterator[str]:
    """One line of text for each line or span whose label is not the gold one."""
    gold = [json.loads(row) for row in (folder / "gold.jsonl").read_text("utf-8").splitlines() if row.strip()]
    texts = [decoded((folder / entry["file"]).read_bytes()) for entry in gold]
    for entry, text, seen in zip(gold, texts, labels_of(texts), strict=True):
        want: list[str | None] = [None] * len(text)
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for number, label in entry["lines"]:
            want[starts[number] : starts[number + 1] - 1] = [label] * (
                starts[number + 1] - 1 - starts[number]
            )
        for number, start, end, label in entry["spans"]:
            want[starts[number] + start : starts[number] + end] = [label] * (end - start)
        for number, line in enumerate(text.split("\n")):
            wrong = Counter(
                (want[i], seen[i])
                for i in range(starts[number], starts[number] + len(line))
                if not text[i].isspace() and want[i] != seen[i][0]
            )
            for (label, (found, rule)), count in wrong.items():
                yield f"{entry['file']} line {number}: {count} characters of {label} are {found} by {rule}"


def decoded(data: bytes) -> str:
    """The raw text; a page that is not UTF-8 is Windows-1256."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1256")


def labels_of(texts: list[str]) -> list[list[tuple[str, str]]]:
    """Label and rule of each character of each text."""
    found: list[list[Any]] = [[None] * len(text) for text in texts]
    for row in clean(raw_table(texts), packs.codes()).to_pylist():
        length = row["end"] - row["start"]
        found[int(row["doc_id"], 16)][row["start"] : row["end"]] = [(row["label"], row["rule"])] * length
    return found
