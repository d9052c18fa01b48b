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
from hypothesis import given
from hypothesis import strategies as st

from warraq import ingest, pipeline, release, schema
from warraq.linking import READ_COLUMNS, link_documents, stories
from warraq.linking.days import DAYS, UNDATED
from warraq.linking.grams import words_of
from warraq.linking.stories import Link, alike, grouped, threshold, threshold_known, within
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
    assert threshold(near, 5_000, far, 5_000) == pytest.approx(0.41)
    assert threshold(near, 5, far, 5_000) == pytest.approx(stories.LEAST)
    assert threshold(near[:50], 5_000, far[:0], 5_000) == stories.UNLEARNT, "none seen is not none at all"
    assert threshold(near, 50, far, stories.ENOUGH_FAR - 1) == stories.UNLEARNT
    assert threshold(near, 5_000, np.ones(5_000), 5_000) == stories.UNLEARNT


@pytest.mark.parametrize(
    ("near", "pairs", "least", "most"),
    [
        ([0.2, 0.2], 10, 0.09, 0.2),  # two of ten pairs are no chance
        ([0.2], 10, 0.13, 0.2),
        ([0.2], 190, stories.UNLEARNT, stories.UNLEARNT),  # one of so many may be
        ([0.3] * 8, 190, 0.2, 0.3),
    ],
)
def test_what_is_known_of_chance_stands_in_for_far_pairs(
    near: list[float], pairs: int, least: float, most: float
) -> None:
    assert least <= threshold_known(np.array(near), pairs, np.array([]), 0) <= most
    assert threshold(np.array(near), pairs, np.array([]), 0) == stories.UNLEARNT


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 10_000))
def test_the_more_far_pairs_are_alike_the_more_is_asked(far: list[float], pairs: int) -> None:
    near = np.array([0.1, 0.2, 0.4])
    none = threshold_known(near, pairs, np.array([]), len(far))
    assert threshold_known(near, pairs, np.array(far), len(far)) >= min(none, stories.UNLEARNT)


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


COMMON = "التي الذي بعد خلال هذا هذه العام اليوم رئيس عام عدد محمد منذ منطقه وقال وزير مجلس مدير"


def interleaved(*texts: str) -> str:
    """The words of the texts by turns: nothing is told in the same wording."""
    return " ".join(word for words in zip(*(text.split() for text in texts), strict=True) for word in words)


def small(language: str, person: str | None = "هند الراعي") -> list[int]:
    """The groups of five undated pages: three tell of one event, and all may name this person."""
    event = names(900, 18)
    texts = [
        *(interleaved(names(n, 18), event, COMMON, names(n + 10, 18)) for n in range(3)),
        *(interleaved(names(n, 18), COMMON, names(n + 10, 18)) for n in (3, 4)),
    ]
    rows = [
        {"doc_id": f"{n:020x}", "text": text, "chars": len(text), "language": language, "credits": []}
        for n, text in enumerate(texts)
    ]
    of_each = [{"doc_id": f"{n:020x}", "type": "person", "name": person} for n in range(5) if person]
    documents, mentions = (
        pa.Table.from_pylist(some, pa.schema([f.with_nullable(True) for f in spec.schema]))
        for some, spec in ((rows, schema.DOCUMENTS), (of_each, schema.MENTIONS))
    )
    ids = link_documents(documents, mentions).documents["story_id"].to_pylist()
    return [n if group is None else int(group, 16) for n, group in enumerate(ids)]


def test_five_pages_are_enough_where_it_is_known_what_is_rare() -> None:
    assert small("ar") == [0, 0, 0, 3, 4]


def test_who_names_nobody_in_common_may_be_of_one_genre_only() -> None:
    assert small("ar", person=None) == [0, 1, 2, 3, 4]


def test_where_nothing_is_known_five_pages_teach_nothing() -> None:
    assert small("ku") == [0, 1, 2, 3, 4]


def test_the_common_words_of_news_join_no_pages() -> None:
    texts = [interleaved(names(n, 18), COMMON) for n in range(4)]
    table = pa.table(
        {"doc_id": [f"{n:020x}" for n in range(4)], "text": texts, "title": pa.nulls(4, pa.string())}
    )
    terms = told(words_of(table["text"]), table, schema.MENTIONS.empty(), schema.TIMES.empty())
    when, one_language = np.full(4, UNDATED), np.zeros(4, np.int64)
    assert within(terms, when, one_language, ["ar"], []) == []


def test_the_story_of_the_five_documents(five: Path) -> None:
    """Three of them tell of one visit, in their own words; two tell of other days of the same countries."""
    dataset = ingest.find_dataset(five)
    raw = pa.concat_tables(b.documents for b in ingest.read(sorted(five.glob("*.txt")), dataset))
    tables, _ = pipeline.set_aside_bodyless(pipeline.process(raw.sort_by("doc_id"), dataset))
    found = link_documents(**{name: tables[name] for name in READ_COLUMNS}).documents["story_id"].to_pylist()
    names_of = [path[:3] for path in tables["documents"]["path"].to_pylist()]
    stories_of = {name: story for name, story in zip(names_of, found, strict=True) if story}
    gold = json.loads((five / "gold_links.json").read_text("utf-8"))["same_story"]
    assert sorted(stories_of) == sorted(gold[0])
    assert len(set(stories_of.values())) == 1


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
