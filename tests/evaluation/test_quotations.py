"""Quotations against gold: counted by hand, and read from the file beside a gold."""

import json
from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import TRUE, written
from warraq import evaluation
from warraq.evaluation.quotations import QUOTES

SAID = "لن يجف هذا النهر أبدا"
NAME = "سامر الوردي"
BODY = f"وقال الدكتور {NAME}: «{SAID}.» وأضاف أن الماء سيعود قريبا."
PAGE = article(2).split("\n")
PAGE[4] = BODY


def gold_of(folder: Path, *quotes: tuple[str, str, str | None, str | None]) -> Path:
    """Gold of one page, kept as `page.txt`, with these (words, kind, speaker, cue) in its file beside it."""
    (folder / "page.txt").write_text("\n".join(PAGE), "utf-8")
    rows = [
        {
            "line": 4,
            "start": BODY.index(words),
            "end": BODY.index(words) + len(words),
            "kind": kind,
            "speaker": speaker,
            "cue": cue,
        }
        for words, kind, speaker, cue in quotes
    ]
    (folder / QUOTES.file).write_text(json.dumps({"file": "page.txt", "quotes": rows}), "utf-8")
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
    report = evaluation.evaluate(gold_of(tmp_path, (words, kind, speaker, "قال")))
    assert {name: report.quotations["direct"][name] for name in counts} == counts
    assert report.quotations["indirect"]["found"] == 1
    assert report.summary()["quotes_f1"] == report.quotations["direct"]["f1"]


@pytest.mark.parametrize(
    ("speaker", "cue", "counts"),
    [
        (NAME, "قال", {"mentions": 1, "cues": 1}),
        (f"{NAME} المنصوري", "قال", {"mentions": 1}),  # a short form of the name is a mention of it
        ("ليلى النجار", "قال", {"mentions": 0}),
        (None, "قال", {"mentions": 0}),
        (NAME, "أضاف", {"cues": 0}),
        (NAME, "قال له", {"cues": 1}),
        (NAME, None, {"cues": 0}),
    ],
)
def test_what_is_said_of_a_quotation_by_hand(
    tmp_path: Path, speaker: str | None, cue: str | None, counts: dict[str, float]
) -> None:
    report = evaluation.evaluate(gold_of(tmp_path, (SAID, "direct", speaker, cue)))
    assert {name: report.quotations["direct"][name] for name in counts} == counts
    assert report.summary()["quotes_cues"] == report.quotations["direct"]["cues"]
