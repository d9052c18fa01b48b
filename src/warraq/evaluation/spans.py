"""What mentions, quotations and times are scored with: gold beside a gold, and offsets in the raw text."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from warraq.errors import UsageError
from warraq.evaluation.gold import Page, line_starts
from warraq.evaluation.scoring import PageScore
from warraq.pipeline import Tables

Row = Mapping[str, Any]
GoldSpans = dict[str, list[dict[str, Any]]]
"""The gold of each page, by its file."""


@dataclass(frozen=True)
class OnPage:
    """The spans of one page, of the gold and of the release; `start` and `end` of all are in the raw text."""

    page: Page
    wanted: Sequence[Row]
    found: Sequence[Row]
    kept: Sequence[Row]  # the segments that stand in the clean text


@dataclass(frozen=True)
class Kind:
    """A kind of span that is scored: the table of the release of this name, against `gold_<name>.jsonl`.

    `fields` are read of each span of that gold; `count` gives the sums of one page; `rows` reads the table,
    where more is needed than stands in it.
    """

    name: str
    fields: Sequence[str]
    count: Callable[[OnPage], Mapping[str, float]]
    rows: Callable[[Tables], Iterable[Row]] | None = None

    @property
    def file(self) -> str:
        """The name of the file beside a gold."""
        return f"gold_{self.name}.jsonl"

    def read_gold(self, gold: Path) -> GoldSpans:
        """The spans of each page; {} where there is no gold of them. Raises UsageError when it is none."""
        path = gold.parent / self.file
        if not path.is_file():
            return {}
        try:
            pages = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            return {
                page["file"]: [{f: row[f] for f in ("line", "start", "end", *self.fields)} for row in spans]
                for page, spans in ((page, page[self.name]) for page in pages)
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: no gold {self.name}: {type(error).__name__} {error}") from None

    def add(
        self, scores: Sequence[PageScore], pages: Sequence[Page], gold: GoldSpans, tables: Tables
    ) -> None:
        """Add the sums of these spans to the scores of these pages; `tables` is what the pipeline made."""
        kept = by_document(kept_segments(tables))
        rows = by_document(self.rows(tables) if self.rows else tables[self.name].to_pylist())
        for score, page in zip(scores, pages, strict=True):
            if page.name in gold:
                starts, doc_id = line_starts(page.text), page.raw["doc_id"][0].as_py()
                wanted = [_moved(row, starts[row["line"]]) for row in gold[page.name]]
                segments = kept.get(doc_id, [])
                found = [_found(segments, row) for row in rows.get(doc_id, ()) if _in_text(row)]
                score.sums.update(self.count(OnPage(page, wanted, found, segments)))


def _moved(row: Row, by: int) -> Row:
    return {**row, "start": row["start"] + by, "end": row["end"] + by}


def _found(kept: Sequence[Row], row: Row) -> Row:
    """A row of the release where it stands in the raw text."""
    start, end = in_raw(kept, row)
    return {**row, "start": start, "end": end}


def _in_text(row: Row) -> bool:
    """Whether its offsets are in the clean text, and not in the title."""
    return bool(row.get("target", "text") == "text")


def kept_segments(tables: Tables) -> list[Row]:
    """The segments that stand in the clean text: doc_id, start, end, text_start."""
    segments = tables["segments"].select(["doc_id", "start", "end", "text_start"])
    rows: list[Row] = segments.filter(pc.is_valid(segments["text_start"])).to_pylist()
    return rows


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each document."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["doc_id"], []).append(row)
    return found


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
