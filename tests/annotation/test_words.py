"""Words and the particles written as one with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.annotation.words import after_and, bare, split, with_and, with_particles

WORDS = st.text(alphabet="اولفبكمر", min_size=1, max_size=6)


@given(st.sets(WORDS, max_size=6), WORDS, st.sampled_from(["ar", "en"]))
def test_forms_with_particles_are_those_that_lead_back_to_the_word(
    words: set[str], form: str, language: str
) -> None:
    stripped = {rest for _, rest in bare(form, language)}
    assert (form in with_particles(words, language)) == bool(stripped & words)
    without_and = {rest for _, rest in after_and(form, language)}
    assert (form in with_and(words, language)) == bool(without_and & words)


@pytest.mark.parametrize(
    ("text", "prefix", "rest"),
    [
        ("وبغداد", 1, "بغداد"),
        ("وَبغداد", 1, "َبغداد"),
        ("ﻷحمد", 1, "ﻷحمد"),  # the ligature holds the particle and the first letter of the name
        ("وﻷحمد", 2, "ﻷحمد"),
        ("ﻭﺑﻐﺪﺍﺩ", 1, "ﺑﻐﺪﺍﺩ"),
    ],
)
def test_a_name_begins_behind_its_particles(text: str, prefix: int, rest: str) -> None:
    assert text[split(text).inside(0, prefix) :] == rest


@given(st.text(alphabet="اولبـَﻻﻷﷲﺏ", min_size=1, max_size=8), st.integers(0, 9))
def test_a_name_begins_inside_its_word(text: str, prefix: int) -> None:
    words = split(text)
    if words.forms and prefix < len(words.forms[0]):
        assert words.starts[0] <= words.inside(0, prefix) < words.ends[0]
