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
    for entry in gold:
        text = (folder / entry["file"]).read_bytes().decode("utf-8")
        seen = labels_of(text)
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


def labels_of(text: str) -> list[tuple[str, str]]:
    """Label and rule of each character."""
    found: list[Any] = [None] * len(text)
    for row in clean(raw_table([text]), packs.codes()).to_pylist():
        found[row["start"] : row["end"]] = [(row["label"], row["rule"])] * (row["end"] - row["start"])
    return found
