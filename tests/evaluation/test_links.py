"""Links against gold: read from the file beside a gold, counted pair by pair."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import TRUE, written
from warraq import evaluation
from warraq.errors import UsageError
from warraq.evaluation.links import FILE

PAGES = {"000_a.txt": article(2), "001_b.txt": article(2) + "شارك\n", "002_c.txt": article(3)}


def gold_of(folder: Path, **links: Any) -> Path:
    """Gold of three pages, two of them with one text, and these links beside it."""
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    none = {"same_story": [], "near_duplicates": [], "reuse": []}
    (folder / FILE).write_text(json.dumps(none | links), "utf-8")
    return written(folder, *({"file": name, "lines": [list(line) for line in TRUE]} for name in PAGES))


def test_what_is_found_what_is_wrong_and_what_is_missed(tmp_path: Path) -> None:
    passage = {"a": ["000", 2], "b": ["001_b.txt", 2], "shared_5grams": 8}
    wrong = {"a": ["000", 2], "b": ["002", 2], "shared_5grams": 3}
    gold = gold_of(tmp_path, same_story=[["000", "001", "002"]], reuse=[passage, wrong])
    report = evaluation.evaluate(gold)
    of = {
        kind: (row["gold"], row["found"], row["precision"], row["recall"])
        for kind, row in report.links.items()
    }
    assert of["stories"] == (3, 1, 1.0, 0.3333)
    assert of["copies"] == (0, 1, 0.0, 1.0)
    assert of["reuse"] == (2, 2, 0.5, 0.5)
    assert report.summary()["stories_recall"] == 0.3333
    assert report.to_dict()["links"] == report.links


def test_without_the_file_there_are_no_figures(tmp_path: Path) -> None:
    gold = gold_of(tmp_path)
    (tmp_path / FILE).unlink()
    report = evaluation.evaluate(gold)
    assert report.links == {}
    assert "stories_recall" not in report.summary()


def test_gold_that_is_none_is_one_clear_line(tmp_path: Path) -> None:
    gold = gold_of(tmp_path)
    (tmp_path / FILE).write_text('{"same_story": [["000"]]}', "utf-8")
    with pytest.raises(UsageError, match=f"{FILE}: no gold of links"):
        evaluation.evaluate(gold)
