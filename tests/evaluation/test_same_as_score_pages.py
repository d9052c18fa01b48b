"""Our figures are those of a scorer written apart from this code, run on what `warraq clean` prints."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from warraq import evaluation

EVERY = 60
"""Of the web pages, one in so many is scored: the tool takes a minute for all of them."""


def run(*command: str | Path) -> str:
    whole = [sys.executable, *map(str, command)]
    return subprocess.run(whole, capture_output=True, text=True, cwd=ROOT, check=True).stdout


def some_web_pages(shared: Path, folder: Path) -> Path:
    with gzip.open(shared / "dev/web_pages.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for number, row in enumerate(file) if number % EVERY == 0]
    path = folder / "web_pages.jsonl.gz"
    path.write_bytes(gzip.compress("".join(rows).encode()))
    return path


@pytest.mark.parametrize("regime", ["full", "light", "news"])
def test_the_figures_are_the_same(five: Path, tmp_path: Path, regime: str) -> None:
    shared = five.parent
    tool = shared / "tools/score_pages.py"
    gold = shared / "dev/news_pages.jsonl" if regime == "news" else some_web_pages(shared, tmp_path)
    chosen = [] if regime == "news" else ["--regime", regime]
    pages, predictions = tmp_path / "pages.jsonl", tmp_path / "predictions.jsonl"
    run(tool, gold, *chosen, "--write", pages)
    predictions.write_text(run("-m", "warraq.cli", "clean", pages, "--format", "jsonl"), "utf-8")
    theirs = json.loads(run(tool, gold, predictions, *chosen, "--json"))
    for given in (None, predictions):
        report = evaluation.evaluate(gold, regime=regime if chosen else "full", predictions=given)
        ours = {name: figure.value for name, figure in report.measured.figures.items()}
        known = {name: value for name, value in theirs.items() if name not in ("pages", "missing", "labels")}
        assert {"f1", "recall", "shingle_f1" if chosen else "label_f1"} <= set(known)
        assert {name: ours[name] for name in known} == pytest.approx(known, abs=1e-12)
        assert (len(report.scores), report.missing) == (theirs["pages"], 0)
