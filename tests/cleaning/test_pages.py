"""Pages of many languages against their labels: how good cleaning is in each, not below its floor."""

import json
from pathlib import Path

import pytest

from warraq import evaluation

ROOT = Path(__file__).parents[2]
PAGES = "tests/cleaning/pages"
FLOORS = {
    name.removeprefix(f"{PAGES}/"): floors
    for name, floors in json.loads((ROOT / "tests/floors.json").read_text("utf-8")).items()
    if name.startswith(f"{PAGES}/")
}


@pytest.fixture(scope="module")
def report() -> evaluation.Report:
    return evaluation.evaluate(ROOT / PAGES / "gold.jsonl")


def test_every_page_is_labelled_and_scored(report: evaluation.Report) -> None:
    files = {path.name for path in (ROOT / PAGES).glob("*.txt")}
    assert {page.name for page in report.scores} == files
    assert set(report.by("language")) == set(FLOORS)


@pytest.mark.parametrize("language", FLOORS)
def test_a_language_stays_above_its_floors(report: evaluation.Report, language: str) -> None:
    figures = report.by("language")[language].figures
    found = {name: figure.value for name, figure in figures.items()}
    assert evaluation.below_floors(found, FLOORS[language]) == []
