"""What mentions, quotations and times are scored with: gold beside a gold, and offsets in the raw text."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warraq.errors import UsageError
from warraq.evaluation.scoring import PageScore
from warraq.pipeline import Tables

Row = Mapping[str, Any]
GoldSpans = dict[str, list[dict[str, Any]]]
"""The gold of each page, by its file."""


def beside(gold: Path, name: str, key: str, fields: Sequence[str]) -> GoldSpans:
    """These fields of the objects under `key` in the file `name` beside this gold; {} where there is none.

    Raises UsageError when the file is not of that shape.
    """
    path = gold.parent / name
    if not path.is_file():
        return {}
    try:
        pages = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return {
            page["file"]: [{field: row[field] for field in fields} for row in page[key]] for page in pages
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: no gold {key}: {type(error).__name__} {error}") from None


def kept_segments(tables: Tables) -> pa.Table:
    """The segments that stand in the clean text: doc_id, start, end, text_start."""
    segments = tables["segments"].select(["doc_id", "start", "end", "text_start"])
    return segments.filter(pc.is_valid(segments["text_start"]))


def by_document(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """The rows of each document."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        rows.setdefault(row["doc_id"], []).append(row)
    return rows


def in_raw(kept: Sequence[Row], span: Row) -> tuple[int, int]:
    """Where a span of the clean text (start, end) stands in the raw text; `kept` are its kept segments."""

    def place(at: int) -> int:
        last = max((s for s in kept if s["text_start"] <= at), key=lambda s: int(s["text_start"]))
        return int(min(last["start"] + at - last["text_start"], last["end"]))

    return place(span["start"]), place(span["end"] - 1) + 1


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether one of the others stands over some of the same characters."""
    return any(start < span[1] and span[0] < end for start, end in others)


def ratio(part: float, whole: float) -> float:
    """Part of whole; 1 of nothing."""
    return part / whole if whole else 1.0


def summed(scores: Iterable[PageScore], prefix: str, over: str | None = None) -> dict[str, float]:
    """The sums of all pages whose names begin so (`mention.`), the beginning left off.

    With `over` those of all kinds together, too, as a kind of that name.
    """
    sums: dict[str, float] = defaultdict(float)
    for score in scores:
        for name, value in score.sums.items():
            if name.startswith(prefix):
                rest = name.removeprefix(prefix)
                sums[rest] += value
                if over:
                    sums[f"{over}.{rest.split('.', 1)[1]}"] += value
    return sums


def told(tp: float, fp: float, fn: float) -> dict[str, float]:
    """Sizes, precision, recall and F1 of what was right, too much and missed."""
    return {
        "gold": tp + fn,
        "found": tp + fp,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f1": ratio(2 * tp, 2 * tp + fp + fn),
    }
