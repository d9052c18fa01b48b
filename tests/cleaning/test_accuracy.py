"""What a release says of the cleaning is what was measured, and nothing where nothing was."""

import tomllib
from pathlib import Path

import pytest

from tests.evaluation.test_evaluate import told_apart, written
from training.measure_accuracy import MIN_PAGES, table
from warraq import evaluation
from warraq.cleaning import accuracy

NUMBERS = [0, 0, 1, 0, 1, 0, 0, 0]


def test_the_table_is_what_evaluate_says_by_language(tmp_path: Path) -> None:
    pages = [told_apart(NUMBERS, n, lang="ar") for n in range(MIN_PAGES)]
    pages += [told_apart(NUMBERS, n, lang="fa") for n in range(MIN_PAGES - 1)]
    pages[0] |= {"light": "Some words here.\nMore of them.", "labels_light": [1, 1]}
    gold = written(tmp_path, *pages)
    found = tomllib.loads(table("rules “alone”", gold))
    assert found.keys() == {"method", "ar"}  # of fa there are too few
    assert found["method"] == "rules “alone”"
    figures = evaluation.evaluate(gold).by("language")["ar"].figures
    known = accuracy.Accuracy(**found["ar"])
    assert (known.pages, known.recall_light) == (MIN_PAGES, 1.0)
    assert known.f1_full == pytest.approx(figures["f1"].value, abs=0.0005)
    assert known.recall_full == pytest.approx(figures["recall"].value, abs=0.0005)


def test_the_shipped_table_reads() -> None:
    known = accuracy.of("ar")
    assert known is not None
    assert known.pages >= MIN_PAGES
    assert known.recall_full is not None
    assert 0.9 < known.recall_full <= 1
    told = accuracy.of_all(["ar", "tlh"])
    assert told["languages"] == {"ar": known.to_dict(), "tlh": accuracy.UNMEASURED}
    assert told["method"] == accuracy.method() != ""
    assert accuracy.of("method") is None  # a key of the file that is no language
