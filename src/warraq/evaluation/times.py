"""Time expressions against gold: the file `gold_times.jsonl` beside a gold, where there is one.

An expression is found when its start and end are those of the gold, and right when its value is, too; it is
near when an expression stands over some of the same characters. Days and times (`date`) are counted apart
from lengths of time (`duration`: values that begin with `P`). Expressions are scored as released, in the text
that cleaning left, against the day of publication that was read: what is wrong there is wrong here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import Kind, OnPage, overlaps, ratio, summed, told

KINDS: Final = ("date", "duration")
COUNTS: Final = (
    *("tp", "fp", "fn", "values", "near.tp", "near.fp", "near.fn"),
    *("flags.tp", "flags.fp", "flags.fn"),
)
"""Exact spans; among those found the right values; spans that overlap (`near`); flags of exact spans. Each is
a sum `time.<kind>.<count>` of a page."""


class Time(NamedTuple):
    """A time expression in the raw text; `value` is null where nothing tells the day it is told from."""

    start: int
    end: int
    value: str | None
    flags: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """`duration` for a length of time, else `date`."""
        return "duration" if (self.value or "").startswith("P") else "date"


def compare(wanted: Sequence[Time], found: Sequence[Time]) -> dict[str, float]:
    """The sums of one page."""
    sums: dict[str, float] = {}
    for kind in KINDS:
        want = {t[:2]: t for t in wanted if t.kind == kind}
        got = {t[:2]: t for t in found if t.kind == kind}
        right = want.keys() & got.keys()
        reached = sum(overlaps(span, got) for span in want)
        near = sum(overlaps(span, want) for span in got)
        values = (
            *(len(right), len(got) - len(right), len(want) - len(right)),
            sum(want[span].value == got[span].value for span in right),
            *(near, len(got) - near, len(want) - reached),
            sum(len(want[span].flags & got[span].flags) for span in right),
            sum(len(got[span].flags - want[span].flags) for span in right),
            sum(len(want[span].flags - got[span].flags) for span in right),
        )
        sums |= {f"time.{kind}.{count}": value for count, value in zip(COUNTS, values, strict=True)}
    return sums


def _count(spans: OnPage) -> dict[str, float]:
    wanted, found = (
        [Time(t["start"], t["end"], t["value"], frozenset(t["flags"])) for t in times]
        for times in (spans.wanted, spans.found)
    )
    return compare(wanted, found)


TIMES: Final = Kind("times", ("value", "flags"), _count)


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By kind, and over both (`all`): sizes, precision, recall, F1, right values, the same for overlaps."""
    sums = summed(scores, "time.", over="all")
    return {kind: _row(sums, kind) for kind in (*KINDS, "all") if f"{kind}.tp" in sums}


def _row(sums: Mapping[str, float], kind: str) -> dict[str, float]:
    tp, fp, fn, values, near, near_fp, near_fn, *flags = (sums[f"{kind}.{count}"] for count in COUNTS)
    row = {
        **told(tp, fp, fn),
        "near_precision": ratio(near, near + near_fp),
        "near_recall": ratio(tp + fn - near_fn, tp + fn),
        "values": ratio(values, tp),
        **{f"flags_{name}": value for name, value in told(*flags).items()},
    }
    return {name: round(value, 4) for name, value in row.items()}
