"""Stories: told by the words other days do not know, whatever the genre; no chains."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warraq import release, schema
from warraq.linking import READ_COLUMNS, link_documents, stories
from warraq.linking.days import DAYS, UNDATED
from warraq.linking.grams import words_of
from warraq.linking.stories import Link, alike, grouped, threshold
from warraq.linking.terms import LEAST_WORDS, told

ROOT = Path(__file__).parents[2]
FIRST = date(2024, 1, 1).toordinal()


def other_days(count: int = 300) -> list[tuple[str, int | None]]:
    """Pages of other days, weeks apart from the rest, that share the words of a genre."""
    return [
        (f"احتفل اهل القرية بزواج الشاب {names(n, 9)} في قاعة الافراح بحضور الاقارب", FIRST + 30 + 7 * n)
        for n in range(count)
    ]


def names(number: int, count: int) -> str:
    return " ".join(f"اسم{number}{'ابجدهوزحطيكلمنسعفص'[i]}" for i in range(count))


def found(pages: Sequence[tuple[str, int | None]]) -> set[tuple[int, int]]:
    """The pairs alike among the first pages, before those of other days."""
    texts, days = zip(*pages, *other_days(), strict=True)
    table = pa.table(
        {"doc_id": [f"{n:020x}" for n in range(len(texts))], "text": texts}
        | {"title": pa.nulls(len(texts), pa.string())}
    )
    terms = told(words_of(table["text"]), table, schema.MENTIONS.empty(), schema.TIMES.empty())
    when = np.array([UNDATED if day is None else day for day in days])
    return {(a, b) for _, a, b in alike(terms, when, []) if b < len(pages)}


def test_one_event_in_other_words() -> None:
    one = f"وصلت السفينة {names(900, 10)} بعد رحلة طويلة عبر البحر ورست قبل الفجر"
    other = f"شاهد السكان صباحا {names(900, 10)} تدخل المرفأ وقد تأخرت اسبوعا كاملا عن موعدها"
    assert found([(one, FIRST), (other, FIRST + 1)]) == {(0, 1)}
    assert found([(one, FIRST), (other, None)]) == {(0, 1)}
    assert found([(one, FIRST), (other, FIRST + DAYS + 1)]) == set()


def test_a_genre_is_no_event() -> None:
    genre = "احتفل اهل القرية بزواج الشاب {} في قاعة الافراح بحضور الاقارب"
    assert found([(genre.format(names(n, 9)), FIRST) for n in (900, 901)]) == set()


def test_a_headline_alone_tells_no_event() -> None:
    assert found([(names(900, LEAST_WORDS - 1), FIRST)] * 2) == set()
    assert found([(names(900, 9) + " " + names(901, 9), FIRST)] * 2) == {(0, 1)}


def test_the_threshold_is_where_chance_ends() -> None:
    near, far = np.array([0.3] * 200 + [0.6] * 200), np.array([0.1, 0.2] + [0.4] * 4)
    assert threshold(near, far, 5_000, 5_000) == pytest.approx(0.41)
    assert threshold(near, far, 5, 5_000) == pytest.approx(stories.LEAST)
    assert threshold(near[:50], far[:0], 5_000, 5_000) == stories.UNLEARNT, "none seen is not none at all"
    assert threshold(near, far, 50, stories.ENOUGH_FAR - 1) == stories.UNLEARNT
    assert threshold(near, np.ones(5_000), 5_000, 5_000) == stories.UNLEARNT


def test_copies_are_one_story_and_chains_are_not() -> None:
    chain = [Link(0.9 - n / 100, n, n + 1) for n in range(5)]
    for order in list(permutations(chain))[:20]:
        assert grouped(6, [], order) == [0, 0, 0, 3, 3, 3]
    assert grouped(6, [(a, b) for _, a, b in chain], []) == [0] * 6
    whole = [Link(0.5, a, b) for a, b in combinations(range(4), 2)]
    assert grouped(5, [], whole) == [0, 0, 0, 0, 4]


def test_a_group_of_one_language_is_made_before_others_join_it() -> None:
    one_language, across = [Link(0.2, 0, 1)], [Link(0.9, 0, 2), Link(0.8, 0, 3), Link(0.7, 2, 3)]
    assert grouped(4, [], one_language, across) == [0, 0, 0, 0]
    assert grouped(4, [], [*one_language, *across]) == [0, 1, 0, 0]


def test_the_stories_of_the_seeds() -> None:
    """Pairs of pages of one story, several outlets in their own words; two in five across languages."""
    folder = release.latest(ROOT / "output")
    assert folder is not None
    tables = {name: pq.read_table(folder / "data" / f"{name}.parquet") for name in READ_COLUMNS}
    story = link_documents(**tables).documents["story_id"].to_pylist()
    documents = tables["documents"]
    row = {f"raw/{path.removeprefix('raw/')}": n for n, path in enumerate(documents["path"].to_pylist())}
    gold = json.loads((ROOT / "seeds" / "gold_links.json").read_text("utf-8"))["same_story"]
    wanted = {
        tuple(sorted((row[a], row[b])))
        for pages in gold
        for a, b in combinations(pages, 2)
        if a in row and b in row
    }
    pairs = {(a, b) for a, b in combinations(range(len(story)), 2) if story[a] and story[a] == story[b]}
    right = len(pairs & wanted)
    assert right / len(pairs) >= 0.95
    assert right / len(wanted) >= 0.85
