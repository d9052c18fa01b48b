"""Quotations against gold: counted by hand, and read from the file beside a gold."""

import json
from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import TRUE, written
from warraq import evaluation
from warraq.errors import UsageError
from warraq.evaluation.quotations import FILE

SAID = "لن يجف هذا النهر أبدا"
NAME = "سامر الوردي"
BODY = f"وقال الدكتور {NAME}: «{SAID}.» وأضاف أن الماء سيعود قريبا."
PAGE = article(2).split("\n")
PAGE[4] = BODY


def gold_of(folder: Path, *quotes: tuple[str, str, str | None]) -> Path:
    """Gold of one page, kept as `page.txt`, with these (words, kind, speaker) in its file beside it."""
    (folder / "page.txt").write_text("\n".join(PAGE), "utf-8")
    rows = [
        {"line": 4, "start": BODY.index(q), "end": BODY.index(q) + len(q), "kind": kind, "speaker": speaker}
        for q, kind, speaker in quotes
    ]
    (folder / FILE).write_text(json.dumps({"file": "page.txt", "quotes": rows}), "utf-8")
    return written(folder, {"file": "page.txt", "lines": [list(line) for line in TRUE]})


@pytest.mark.parametrize(
    ("kind", "words", "speaker", "counts"),
    [
        ("direct", SAID, NAME, {"f1": 1, "speakers": 1, "kinds": 1, "stray": 0}),
        ("direct", f"«{SAID}.»", NAME, {"f1": 1, "overlap_f1": 1}),  # marks and stops at the edges aside
        ("mixed", SAID, NAME, {"f1": 1, "kinds": 0}),
        ("direct", SAID, "ليلى النجار", {"f1": 1, "speakers": 0}),
        ("direct", SAID, None, {"f1": 1, "speakers": 0}),  # a name was found, and none is there
        ("direct", SAID[:-5], NAME, {"precision": 0, "recall": 0, "lost": 0}),
    ],
)
def test_one_quotation_by_hand(
    tmp_path: Path, kind: str, words: str, speaker: str | None, counts: dict[str, float]
) -> None:
    report = evaluation.evaluate(gold_of(tmp_path, (words, kind, speaker)))
    assert {name: report.quotations["direct"][name] for name in counts} == counts
    assert report.quotations["indirect"]["found"] == 1
    assert report.summary()["quotes_f1"] == report.quotations["direct"]["f1"]


def test_without_the_file_there_are_no_figures(tmp_path: Path) -> None:
    path = gold_of(tmp_path, (SAID, "direct", NAME))
    (tmp_path / FILE).unlink()
    report = evaluation.evaluate(path)
    assert report.quotations == {}
    assert "quotes_f1" not in report.summary()


def test_a_file_that_is_no_gold_is_one_clear_line(tmp_path: Path) -> None:
    path = gold_of(tmp_path, (SAID, "direct", NAME))
    (tmp_path / FILE).write_text('{"file": "page.txt"}', "utf-8")
    with pytest.raises(UsageError, match="no gold quotes: KeyError"):
        evaluation.evaluate(path)
