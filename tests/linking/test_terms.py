"""What documents are compared by: no dates, persons by name, and across languages what languages share."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from warraq import schema
from warraq.linking.days import UNDATED
from warraq.linking.grams import words_of
from warraq.linking.stories import alike
from warraq.linking.terms import LEAST_WORDS, Terms, anchors, terms_of, told

ID = "{:020x}".format


def table(texts: list[str]) -> pa.Table:
    ids = pa.array([ID(n) for n in range(len(texts))], pa.string())
    return pa.table({"doc_id": ids, "text": texts, "title": pa.nulls(len(texts), pa.string())})


def rows(spec: schema.Table, *some: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(some), pa.schema([f.with_nullable(True) for f in spec.schema]))


def of(terms: Terms, doc: int) -> set[int]:
    return set(terms.term[terms.doc == doc].tolist())


FILL = " ".join(f"كلمة{n}" for n in range(LEAST_WORDS))


def test_the_words_of_a_date_are_no_terms() -> None:
    texts = [f"{FILL} 9 شباط", f"{FILL} 9 شباط"]
    documents = table(texts)
    date = {"doc_id": ID(0), "start": len(FILL) + 1, "end": len(texts[0])}
    for value, masked in (("2021-02-09", 2), (None, 2), ("P9D", 0)):
        times = rows(schema.TIMES, {**date, "value": value})
        found = told(words_of(documents["text"]), documents, rows(schema.MENTIONS), times)
        assert len(of(found, 1)) - len(of(found, 0)) == masked


def test_a_person_is_one_term_by_the_fullest_name_in_the_document() -> None:
    documents = table([FILL, FILL])
    mentions = rows(
        schema.MENTIONS,
        {"doc_id": ID(0), "type": "person", "name": "هند الراعى"},
        {"doc_id": ID(1), "type": "person", "name": "هند الراعي"},
        {"doc_id": ID(1), "type": "city", "name": "السنديان"},
    )
    found = told(words_of(documents["text"]), documents, mentions, rows(schema.TIMES))
    assert of(found, 0) == of(found, 1)
    assert found.kind.max() == 1


def test_one_value_of_two_kinds_is_two_terms() -> None:
    found = terms_of((np.array([0, 1]), np.array([7, 7])), (np.array([1, 1]), pa.array(["a", "a"])))
    assert list(zip(found.doc.tolist(), found.term.tolist(), found.kind.tolist(), strict=True)) == [
        *((0, 0, 0), (1, 0, 0), (1, 1, 1)),
    ]


def test_a_term_keeps_the_value_it_was_given_but_for_texts() -> None:
    found = terms_of((np.array([0, 1, 1]), np.array([9, 7, 9])), (np.array([1]), pa.array(["a"])))
    assert list(zip(found.doc.tolist(), found.value.tolist(), strict=True)) == [
        (1, 7),
        (0, 9),
        (1, 9),
        (1, 0),
    ]


def test_what_two_languages_share() -> None:
    documents = table(
        ["إطلاق تلسكوب من كورو سنة 1986 ثم 27", "The Telescope left in 1986, 27 times", "كورو 27"]
    )
    days, language = np.array([UNDATED, UNDATED, 738_000]), np.array([0, 1, 0])
    mentions = rows(
        schema.MENTIONS,
        *({"doc_id": ID(n), "type": "country", "name": "x", "link": "iso3166:GF"} for n in (0, 1)),
    )
    times = rows(
        schema.TIMES,
        {"doc_id": ID(2), "start": 5, "end": 7, "value": "2021-02-09T10:00"},
    )
    found = anchors(words_of(documents["text"]), documents, mentions, times, days, language)
    assert of(found, 0) == of(found, 1)
    assert np.bincount(found.kind[found.doc == 0]).tolist() == [2, 1, 1]
    assert of(found, 2) == set(), "the only number is a date; no other language has that day"


@pytest.mark.parametrize(("kinds", "linked"), [([0, 0, 0], 0), ([0, 1], 0), ([0, 0, 1], 1)])
def test_a_region_or_some_numbers_are_no_story_across_languages(kinds: list[int], linked: int) -> None:
    """Two documents of one day share terms of these kinds; others, weeks apart, have a term of their own."""
    others = np.arange(400)
    shared = np.arange(len(kinds))
    doc = np.concatenate([np.tile([0, 1], len(kinds)), 2 + others])
    term = np.concatenate([np.repeat(shared, 2), len(kinds) + others])
    kind = np.concatenate([np.repeat(kinds, 2), 0 * others])
    days = np.concatenate([[0, 0], 30 + 20 * others])
    language = np.concatenate([[0, 1], others % 2])
    terms = Terms(doc, term, kind, np.zeros(len(doc), np.uint64))
    assert len(alike(terms, days, [], language)) == linked
