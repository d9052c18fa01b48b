"""A score against how often it is right, counted by hand; and the picture of it."""

import runpy
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.evaluation.test_evaluate import predicted, told_apart, written
from warraq import evaluation
from warraq.evaluation.calibration import calibrate
from warraq.evaluation.gold import About
from warraq.evaluation.scoring import PageScore, _calibration

TEXT = "aaaa\nbbbb\ncccc\ndd"


def test_bins_are_counted_by_hand(tmp_path: Path) -> None:
    """Score 0.8: 8 characters, 4 right; score 1: 2 characters, right; the ambiguous line stays out."""
    page = {"id": "a", "full": TEXT, "labels_full": [1, 0, -1, 0]}
    segments = [(0, 10, "body", "keep", 0.8), (10, 15, "body", "keep", 0.8), (15, 17, "nav", "remove", 1.0)]
    predictions = predicted(tmp_path, ("a", segments))
    found = evaluation.evaluate(written(tmp_path, page), predictions=predictions).calibration
    assert [(b.low, b.characters, round(b.score, 6), b.right.value) for b in found.bins] == [
        (0.8, 8, 0.8, 0.5),
        (0.95, 2, 1.0, 1.0),
    ]
    assert found.error.value == pytest.approx(0.3 * 0.8)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200))
def test_bins_hold_every_character_once_and_the_error_is_a_share(decided: list[tuple[float, bool]]) -> None:
    page = PageScore("a", About("ar", "article", "x", "x"), defaultdict(float, pages=1))
    _calibration(np.array([s for s, _ in decided]), np.array([r for _, r in decided]), page.sums)
    found = calibrate([page])
    assert sum(b.characters for b in found.bins) == len(decided)
    assert round(sum(b.characters * b.right.value for b in found.bins)) == sum(r for _, r in decided)
    assert all(b.low - 1e-9 <= b.score <= b.high + 1e-9 for b in found.bins)
    assert 0 <= found.error.value <= 1


def test_the_picture_is_drawn_from_the_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = written(tmp_path, *(told_apart([0, 0, 1, 0, 1, 0, 0, 0], n, id=f"<{n}>") for n in range(3)))
    drawing = runpy.run_path(str(ROOT / "docs/make_reliability.py"))
    picture = drawing["picture"]([drawing["series"](f"{gold}:full")])
    root = ET.fromstring(picture)
    points = root.findall(".//{*}g[@class='s0']/{*}circle")
    assert len(points) == len(evaluation.evaluate(gold).calibration.bins) + 1  # and the legend's
    assert "prefers-color-scheme: dark" in picture
    monkeypatch.setattr(sys, "argv", ["make_reliability.py"])
    with pytest.raises(SystemExit, match="GOLD:full=predictions"):
        drawing["main"]()
