"""Mentions against gold: counted by hand, and read from the file beside a gold."""

import json
from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import TRUE, written
from warraq import evaluation
from warraq.evaluation.mentions import MENTIONS, Mention, compare

WANTED = [
    Mention(0, 5, "person", None, "سامر الوردي"),
    Mention(10, 15, "country", "EG"),
    Mention(20, 25, "city", "Cairo"),
    Mention(30, 35, "city", None),
]


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (
            WANTED,
            {
                "person.tp": 1,
                "person.name.tp": 1,
                "country.link.tp": 1,
                "city.tp": 2,
                "city.link.tp": 1,
                "city.fn": 0,
            },
        ),
        ([], {"person.fn": 1, "person.near.fn": 1, "country.link.fn": 1, "city.fn": 2}),
        # another type is neither right nor near
        ([Mention(0, 5, "city", None)], {"person.fn": 1, "city.fp": 1, "city.near.fp": 1, "city.near.fn": 2}),
        # a span too long is near
        ([Mention(0, 7, "person", None)], {"person.fp": 1, "person.fn": 1, "person.near.tp": 1}),
        # the right words, and the name of another, or a name spelled otherwise
        ([Mention(0, 5, "person", None, "الوردي")], {"person.tp": 1, "person.name.fn": 1}),
        ([Mention(0, 5, "person", None, "سامر الوردى")], {"person.name.tp": 1, "person.name.fn": 0}),
        # the right words, and another country
        ([Mention(10, 15, "country", "SD")], {"country.tp": 1, "country.link.tp": 0, "country.link.fn": 1}),
    ],
)
def test_one_page_by_hand(found: list[Mention], counts: dict[str, int]) -> None:
    sums = compare(WANTED, found)
    assert {name: sums[f"mention.{name}"] for name in counts} == counts


PAGE = article(2).replace("ليلى النجار", "الدكتور سامر الوردي")
NAME = "سامر الوردي"


def gold_of(folder: Path, *mentions: tuple[int, int, int, str, str | None, str | None]) -> Path:
    """Gold of one page, kept as `page.txt`, with these mentions in its file beside it."""
    (folder / "page.txt").write_text(PAGE, "utf-8")
    names = ("line", "start", "end", "type", "link", "name")
    rows = [dict(zip(names, mention, strict=True)) for mention in mentions]
    (folder / MENTIONS.file).write_text(json.dumps({"file": "page.txt", "mentions": rows}), "utf-8")
    return written(folder, {"file": "page.txt", "lines": [list(line) for line in TRUE]})


def test_mentions_are_scored_where_they_stand_in_the_raw_text(tmp_path: Path) -> None:
    start = PAGE.split("\n")[4].index(NAME)
    report = evaluation.evaluate(gold_of(tmp_path, (4, start, start + len(NAME), "person", None, NAME)))
    assert report.mentions["person"]["recall"] == report.mentions["person"]["names"] == 1.0
    assert report.summary()["mentions_recall"] == 1.0
