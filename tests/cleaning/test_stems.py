"""Words cut to what they share with other forms of theirs."""

import pytest

from warraq.cleaning.stems import Stems, bare, has_most


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("افتتاح المتحف", "افتتاحه بالمتحف"),
        ("للزوار مجانا", "والزوار مجانية"),
        ("ministers meet", "ministerial meetings"),
    ],
)
def test_forms_of_a_word_share_its_stem(line: str, other: str) -> None:
    stems = Stems(frozenset())
    assert stems.of(line) == stems.of(other)


def test_function_words_and_short_words_tell_nothing() -> None:
    assert Stems(frozenset({"الذي"})).of("الذي في ab") == set()


@pytest.mark.parametrize(("line", "most"), [("a museum opens its doors", True), ("a museum", False)])
def test_a_line_with_most_of_the_stems_could_repeat_the_headline(line: str, most: bool) -> None:
    assert has_most(line, {"muse", "open", "door"}) is most


def test_bare_is_letters_and_digits() -> None:
    assert bare("«المتحف» - 2024!") == "المتحف2024"
