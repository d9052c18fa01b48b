"""Words and the particles written as one with them."""

from hypothesis import given
from hypothesis import strategies as st

from warraq.annotation.words import after_and, bare, with_and, with_particles

WORDS = st.text(alphabet="اولفبكمر", min_size=1, max_size=6)


@given(st.sets(WORDS, max_size=6), WORDS, st.sampled_from(["ar", "en"]))
def test_forms_with_particles_are_those_that_lead_back_to_the_word(
    words: set[str], form: str, language: str
) -> None:
    stripped = {rest for _, rest in bare(form, language)}
    assert (form in with_particles(words, language)) == bool(stripped & words)
    without_and = {rest for _, rest in after_and(form, language)}
    assert (form in with_and(words, language)) == bool(without_and & words)
