"""Evidence against gold, counted by hand."""

from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import labelled, written
from warraq import evaluation, ingest
from warraq.evaluation.evidence import compare
from warraq.evaluation.gold import Gold, Page

LINES = [(0, "title"), (2, "body"), (4, "body"), (6, "section")]
TITLE, SECTION = article(1).split("\n")[0], article(1).split("\n")[6]
AT = article(1).index(SECTION)


def page_of(folder: Path) -> Page:
    """A page with a title, a section and no outlet; of its authors the gold says nothing."""
    gold = {"title": TITLE, "section": SECTION, "outlet": None}
    path = written(folder, labelled(LINES, gold=gold))
    return next(iter(Gold(path, ingest.find_dataset(folder)).batches()))[0]


def row(field: str, value: str, start: int, end: int, score: float = 1.0) -> dict[str, object]:
    return {"field": field, "value": value, "start": start, "end": end, "score": score}


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (row("title", TITLE, 0, len(TITLE)), {"title.places": 1, "title.values": 1, "title.tp": 1}),
        (row("title", TITLE, 3, len(TITLE)), {"title.places": 0, "title.values": 1}),  # an edge is off
        (row("title", SECTION, AT, AT + len(SECTION)), {"title.places": 0, "title.values": 0, "title.tp": 1}),
        (row("section", SECTION, AT, AT + len(SECTION)), {"section.places": 1, "title.fn": 1}),
        (row("outlet", TITLE, 0, 5), {"outlet.places": 0, "outlet.values": 0, "outlet.fp": 1}),
    ],
)
def test_one_row_by_hand(tmp_path: Path, found: dict[str, object], counts: dict[str, int]) -> None:
    sums = compare(page_of(tmp_path), [found])
    assert {name: sums[f"evidence.{name}"] for name in counts} == counts


def test_what_the_gold_does_not_say_is_not_asked(tmp_path: Path) -> None:
    sums = compare(page_of(tmp_path), [row("bylines", "سامر", 0, 4)])
    assert not any(name.startswith("evidence.bylines") for name in sums)


def test_scores_are_worth_the_share_that_is_right(tmp_path: Path) -> None:
    found = [row("title", TITLE, 0, len(TITLE), 0.75), row("title", "غيره", 0, len(TITLE), 0.75)]
    sums = compare(page_of(tmp_path), found)
    of_bin = {name: sums[f"evidence_bin.15.{name}"] for name in ("rows", "right", "score")}
    assert of_bin == {"rows": 2, "right": 1, "score": 1.5}


def test_the_report_has_a_row_a_field(tmp_path: Path) -> None:
    gold = {"title": TITLE, "outlet": None}
    report = evaluation.evaluate(written(tmp_path, labelled([*LINES[:3], (6, "related_heading")], gold=gold)))
    assert report.evidence["title"] == report.evidence["title"] | {
        "places": 1.0,
        "values": 1.0,
        "recall": 1.0,
    }
    assert report.summary()["evidence_places"] == report.summary()["evidence_values"] == 1.0
    assert 0 <= report.evidence["all"]["score_error"] <= 1
