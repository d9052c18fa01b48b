"""Time expressions against gold: the file `gold_times.jsonl` beside a gold, where there is one.

An expression is found when its start and end are those of the gold, and right when its value is, too; it is
near when an expression stands over some of the same characters. Days and times (`date`) are counted apart
from lengths of time (`duration`: values that begin with `P`). Expressions are scored as released, in the text
that cleaning left, against the day of publication that was read: what is wrong there is wrong here.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from warraq import pipeline
from warraq.evaluation.gold import Page, line_starts
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import (
    GoldSpans,
    beside,
    by_document,
    in_raw,
    kept_segments,
    overlaps,
    ratio,
    summed,
    told,
)

FILE: Final = "gold_times.jsonl"
KINDS: Final = ("date", "duration")
COUNTS: Final = ("tp", "fp", "fn", "values", "near.tp", "near.fp", "near.fn")
"""Exact spans; among those found the right values; spans that overlap (`near`). Each is a sum
`time.<kind>.<count>` of a page."""
_READ: Final = ("line", "start", "end", "value")


class Time(NamedTuple):
    """A time expression in the raw text; `value` is null where nothing tells the day it is told from."""

    start: int
    end: int
    value: str | None

    @property
    def kind(self) -> str:
        """`duration` for a length of time, else `date`."""
        return "duration" if (self.value or "").startswith("P") else "date"


def read_gold(gold: Path) -> GoldSpans:
    """Time expressions of each page; {} where there is no gold of them."""
    return beside(gold, FILE, "times", _READ)


def add(scores: Sequence[PageScore], pages: Sequence[Page], gold: GoldSpans, tables: pipeline.Tables) -> None:
    """Add the sums of time expressions to the scores of these pages; `tables` is what the pipeline made."""
    kept, times = by_document(kept_segments(tables)), by_document(tables["times"])
    for score, page in zip(scores, pages, strict=True):
        if page.name not in gold:
            continue
        starts, doc_id = line_starts(page.text), page.raw["doc_id"][0].as_py()
        wanted = [
            Time(starts[t["line"]] + t["start"], starts[t["line"]] + t["end"], t["value"])
            for t in gold[page.name]
        ]
        segments = kept.get(doc_id, [])
        found = [Time(*in_raw(segments, t), t["value"]) for t in times.get(doc_id, ())]
        score.sums.update(compare(wanted, found))


def compare(wanted: Sequence[Time], found: Sequence[Time]) -> dict[str, float]:
    """The sums of one page."""
    sums: dict[str, float] = {}
    for kind in KINDS:
        want = {t[:2]: t.value for t in wanted if t.kind == kind}
        got = {t[:2]: t.value for t in found if t.kind == kind}
        right = want.keys() & got.keys()
        reached = sum(overlaps(span, got) for span in want)
        near = sum(overlaps(span, want) for span in got)
        values = (
            *(len(right), len(got) - len(right), len(want) - len(right)),
            sum(want[span] == got[span] for span in right),
            *(near, len(got) - near, len(want) - reached),
        )
        sums |= {f"time.{kind}.{count}": value for count, value in zip(COUNTS, values, strict=True)}
    return sums


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By kind, and over both (`all`): sizes, precision, recall, F1, right values, the same for overlaps."""
    sums = summed(scores, "time.", over="all")
    return {kind: _row(sums, kind) for kind in (*KINDS, "all") if f"{kind}.tp" in sums}


def _row(sums: Mapping[str, float], kind: str) -> dict[str, float]:
    tp, fp, fn, values, near, near_fp, near_fn = (sums[f"{kind}.{count}"] for count in COUNTS)
    row = {
        **told(tp, fp, fn),
        "near_precision": ratio(near, near + near_fp),
        "near_recall": ratio(tp + fn - near_fn, tp + fn),
        "values": ratio(values, tp),
    }
    return {name: round(value, 4) for name, value in row.items()}
