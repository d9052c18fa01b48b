"""Keywords are words of the article, whole ones."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.cleaning.keywords import has_word

LETTERS = st.text("abوسف1 _-", max_size=12)


@pytest.mark.parametrize(
    ("text", "word", "has"),
    [
        ("the price of oil", "oil", True),
        ("oil", "oil", True),
        ("oils and boils", "oil", False),
        ("boil, then oil", "oil", True),
        ("oil_price", "oil", True),
        ("وسوريا", "سوريا", True),
        ("اوسوريا", "سوريا", False),
        ("نسوريا", "سوريا", False),
        ("", "oil", False),
    ],
)
def test_a_word_stands_there(text, word, has):
    assert has_word(text, word) is has


@given(LETTERS, st.text("abوسف1", min_size=2, max_size=3))
def test_as_if_cut_into_words(text, word):
    words = set(re.findall(r"[^\W_]{2,}", text))
    words |= {known[1:] for known in words if known[0] in "وفبلك"}
    assert has_word(text, word) is (word in words)
