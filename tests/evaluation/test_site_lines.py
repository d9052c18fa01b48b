"""Labels of site profiles against the labels of the lines they stand for."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import written
from warraq import ingest
from warraq.evaluation.site_lines import is_right, measure

HOUSE = "جميع الحقوق محفوظة لصحيفة النورس"
MANIFEST = "path,source\n"


@pytest.mark.parametrize(("label", "right"), [("legal", 1.0), ("nav", 0.0)])
def test_a_line_of_the_house_by_hand(tmp_path: Path, label: str, right: float) -> None:
    pages, manifest = [], MANIFEST
    for number in range(5):
        name = f"{number}.txt"
        (tmp_path / name).write_text(f"{article(number)}{HOUSE}\n", "utf-8")
        manifest += f"{name},nawras\n"
        lines = [[0, "title"], [2, "body"], [4, "body"], [6, "related_heading"], [7, label]]
        pages.append({"file": name, "lines": lines})
    (tmp_path / "manifest.csv").write_text(manifest, "utf-8")
    gold = written(tmp_path, *pages)
    found = measure(gold, ingest.find_dataset(tmp_path))
    assert found["of"] == 2  # the heading of related stories, and the line of the house
    assert found["right"] == (1 + right) / 2


def test_pages_that_name_no_source_teach_nothing(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": f"{article(n)}{HOUSE}\n", "lines": [{"i": 0, "label": "title"}]}
        for n in range(5)
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert measure(gold, ingest.find_dataset(tmp_path)) == {}


def test_of_labels_that_are_as_frequent_each_is_right() -> None:
    found = Counter({"nav": 2, "section": 2, "title": 1})
    assert is_right("nav", found)
    assert is_right("section", found)
    assert not is_right("title", found)
    assert not is_right("nav", Counter())
