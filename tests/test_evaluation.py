"""Scores: counted by hand on a page small enough to see, and floors that hold."""

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, article
from warraq import evaluation
from warraq.errors import UsageError


def gold(folder: Path, lines: list[tuple[int, str]], **facts: object) -> Path:
    page = {
        "id": "a",
        "text": article(1),
        "lines": [{"i": i, "label": name} for i, name in lines],
        "gold": facts,
    }
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(page, ensure_ascii=False), "utf-8")
    return path


TRUE = [(0, "title"), (2, "body"), (4, "body"), (6, "related_heading")]


def test_a_page_that_is_right_scores_one(tmp_path: Path) -> None:
    scores = evaluation.evaluate(gold(tmp_path, TRUE, title="افتتاح حديقه جديدة رقم 1 في مدينة السدر"))
    assert scores.wrong_lines == []
    assert scores.summary() | {"label_f1": 0} == {
        "action": 1.0,
        "body_kept": 1.0,
        "kept_f1": 1.0,
        "label_f1": 0,
        "title_f1": 1.0,
    }


def test_what_is_wrong_is_counted_and_named(tmp_path: Path) -> None:
    scores = evaluation.evaluate(gold(tmp_path, [(0, "body"), *TRUE[1:]], outlet="صحيفة"))
    assert scores.wrong_lines == [("a", 0, "body", "title")]
    figures = scores.summary()
    assert figures["body_kept"] < 1
    assert figures["outlet_f1"] == 0
    short = evaluation.below_floors(scores, {"action": 1.0, "kept_f1": 0.1})
    assert len(short) == 1
    assert short[0].startswith("action is 0.")


def test_a_fact_inferred_from_elsewhere_is_not_asked_for(tmp_path: Path) -> None:
    path = gold(tmp_path, TRUE, outlet="صحيفة", outlet_basis="inferred from host or normalised")
    assert "outlet_f1" not in evaluation.evaluate(path).summary()


@pytest.mark.parametrize(
    "text", ["{", '{"id": "a"}', '{"id": "a", "text": "x", "lines": [[0, "headline"]]}', ""]
)
def test_what_is_no_gold_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "gold.jsonl").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl"):
        evaluation.evaluate(tmp_path / "gold.jsonl")


@pytest.mark.parametrize("name", json.loads((ROOT / "tests/floors.json").read_text("utf-8")))
def test_floors_hold(name: str, five: Path) -> None:
    path = ROOT / name if name.startswith("seeds/") else five.parent / name.removeprefix("shared/")
    floors = evaluation.read_floors(ROOT / "tests/floors.json", path)
    assert evaluation.below_floors(evaluation.evaluate(path), floors) == []
