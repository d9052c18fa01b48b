"""A name sounds alike in two scripts; common words and short ones sound like nothing."""

from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.fold import fold_codes
from warraq.linking.grams import words_of
from warraq.linking.sounds import sounds
from warraq.linking.spelling import spelling_of


def sound(name: str) -> int:
    codes, _ = fold_codes(name)
    return int(sounds(codes, np.array([0]), np.array([len(codes)]))[0])


@pytest.mark.parametrize(
    "spellings",
    [
        ("Tanegashima", "تانيغاشيما"),
        ("Chandrayaan", "چاندرایان", "تشاندرايان"),
        ("Perseverance", "برسيفيرنس"),
        ("Argentina", "Arjantin", "الأرجنتين", "والأرجنتين", "للأرجنتين"),
        ("Zelensky", "زيلينسكي"),
        ("Erdoğan", "Erdogan", "أردوغان"),
        ("telescope", "التلسكوب"),
    ],
)
def test_one_name_in_two_scripts(spellings: tuple[str, ...]) -> None:
    assert {sound(s) for s in spellings} != {0}
    assert len({sound(s) for s in spellings}) == 1


def test_different_names_sound_different() -> None:
    names = ["Tanegashima", "Chandrayaan", "Perseverance", "Argentina", "Zelensky", "Mauritania", "Scaloni"]
    assert all(sound(a) != sound(b) for a, b in combinations(names, 2))


@pytest.mark.parametrize("short", ["Messi", "ميسي", "البلد", "the", "", "١٩٨٦"])
def test_three_consonants_say_nothing(short: str) -> None:
    assert sound(short) == 0


def test_a_latin_word_is_a_name_when_it_begins_with_a_capital() -> None:
    spelt = spelling_of(pa.chunked_array([["Telescope telescope التلسكوب 1986", "٢٠٢٢ x"]]))
    assert (spelt.sound > 0).tolist() == [True, False, True, False, False, False]
    assert spelt.digit.tolist() == [False, False, False, True, True, False]


@given(st.lists(st.text(max_size=30), max_size=4))
def test_every_word_has_its_spelling(texts: list[str]) -> None:
    column = pa.chunked_array([pa.array(texts, pa.string())])
    spelt = spelling_of(column)
    assert len(spelt.digit) == len(spelt.sound) == len(words_of(column))
