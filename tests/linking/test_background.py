"""What is known before a collection is read: which words are common, and how alike unrelated pages are."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import packs
from warraq.fold import fold
from warraq.linking import background
from warraq.linking.grams import words_of

WITH_TABLE = [code for code in packs.codes() if packs.read(code, "rarity")]


def share_of(word: str, language: str) -> float:
    return float(background.shares(words_of(pa.array([word])).word, language)[0])


@pytest.mark.parametrize(
    ("language", "rarer_and_rarer"),
    [("ar", ["في", "الرئيس", "القاهرة", "تانيغاشيما"]), ("en", ["The", "world", "workforce", "Tanegashima"])],
)
def test_words_are_known_by_how_many_texts_have_them(language: str, rarer_and_rarer: list[str]) -> None:
    found = [share_of(word, language) for word in rarer_and_rarer]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
    assert (found[0] <= 1, found[-1]) == (True, 0)


@pytest.mark.parametrize(("language", "known"), [("ar", True), ("en", True), ("ja", False), ("und", False)])
def test_not_every_language_has_a_table(language: str, known: bool) -> None:
    assert background.has_table(language) == known


@pytest.mark.parametrize("code", WITH_TABLE)
def test_a_table_has_each_folded_word_once_in_classes_twice_the_one_below(code: str) -> None:
    counted = packs.read(code, "rarity")["of_a_thousand"]
    words = " ".join(counted.values()).split()
    assert len(words) == len(set(words)) == len(words_of(pa.array([" ".join(words)])))
    assert all(fold(word) == word for word in words)
    assert set(map(int, counted)) == {1 << n for n in range(len(counted))} or min(map(int, counted)) > 1
    assert list(map(int, counted)) == sorted(map(int, counted), reverse=True)


@given(st.floats(0.001, 1), st.floats(0.001, 1))
def test_the_more_alike_the_less_by_chance(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = background.chance(np.array([low, high]))
    assert 0 < found[1] <= found[0] <= 1
