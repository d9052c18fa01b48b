"""Time expressions against gold: counted by hand, and read from the file beside a gold."""

import json
from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import TRUE, written
from warraq import evaluation
from warraq.evaluation.times import TIMES, Time, compare

INFERRED = frozenset({"year_inferred"})
WANTED = [Time(0, 5, "2024-05-03", INFERRED), Time(10, 15, None), Time(20, 25, "P3D")]


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (
            WANTED,
            {"date.flags.tp": 1, "date.tp": 2, "date.values": 2, "duration.tp": 1, "duration.values": 1},
        ),
        ([], {"date.fn": 2, "date.near.fn": 2, "duration.fn": 1}),
        # the right words, another day
        ([Time(0, 5, "2024-05-04")], {"date.tp": 1, "date.values": 0}),
        # no flag, and another
        ([Time(0, 5, "2024-05-03")], {"date.flags.tp": 0, "date.flags.fn": 1}),
        ([Time(10, 15, None, INFERRED)], {"date.flags.fp": 1, "date.flags.fn": 0}),
        # a span too short is near
        ([Time(1, 5, "2024-05-03")], {"date.fp": 1, "date.fn": 2, "date.near.tp": 1, "date.near.fn": 1}),
        # a length of time is no date
        ([Time(20, 25, "2024")], {"duration.fn": 1, "duration.near.fn": 1, "date.fp": 1, "date.near.fp": 1}),
    ],
)
def test_one_page_by_hand(found: list[Time], counts: dict[str, int]) -> None:
    sums = compare(WANTED, found)
    assert {name: sums[f"time.{name}"] for name in counts} == counts


PAGE = article(2).replace("ليلى النجار", "ليلى بعد عام 2019")
SAID = "عام 2019"


def gold_of(folder: Path, *times: tuple[int, int, int, str | None]) -> Path:
    """Gold of one page, kept as `page.txt`, with these expressions in its file beside it."""
    (folder / "page.txt").write_text(PAGE, "utf-8")
    rows = [dict(zip(("line", "start", "end", "value"), time, strict=True)) | {"flags": []} for time in times]
    (folder / TIMES.file).write_text(json.dumps({"file": "page.txt", "times": rows}), "utf-8")
    return written(folder, {"file": "page.txt", "lines": [list(line) for line in TRUE]})


def test_times_are_scored_where_they_stand_in_the_raw_text(tmp_path: Path) -> None:
    line = PAGE.split("\n")[4]
    start = line.index(SAID)
    report = evaluation.evaluate(gold_of(tmp_path, (4, start, start + len(SAID), "2019")))
    assert report.times["date"]["recall"] == report.times["date"]["values"] == 1.0
    assert report.summary()["times_recall"] == report.summary()["times_values"] == 1.0
