"""English news as agencies and papers write it: who says what, and who and what is named."""

import pytest

from tests.annotation.names_and_words import mentioned, quoted

SAID = "the river would not dry up"
NAME = "Maud Wexley"
WORDS = "We never wanted this."
TOLD = "We never wanted this,"

QUOTATIONS = [
    # a clause with no conjunction: after a pronoun, a day, someone told, a verb of belief
    (f"{NAME} said on Monday {SAID}.", [("indirect", SAID, NAME)]),
    (f"{NAME} said it was “fully open” to all.", [("indirect", "it was “fully open” to all", NAME)]),
    (f"{NAME} told the council the bridge was safe.", [("indirect", "the bridge was safe", NAME)]),
    (f"{NAME} spoke first. She believes {SAID}.", [("indirect", SAID, NAME)]),
    # an hour, and a noun that looks like a participle
    (
        f"{NAME} said the first warning came at 4:10 on the river.",
        [("indirect", "the first warning came at 4:10 on the river", NAME)],
    ),
    # whom no subject follows
    (f"“{TOLD}” {NAME} told the council.", [("direct", TOLD, NAME)]),
    # an apposition that ends with a body, and one that opens with no article
    (f"{NAME}, the director of the Harbour Trust, said: “{WORDS}”", [("direct", WORDS, NAME)]),
    (f"A spokesman, {NAME}, said {SAID}.", [("indirect", SAID, NAME)]),
    # the body by its kind; one that owns something
    (
        f"Torrin County Council met. The council said {SAID}.",
        [("indirect", SAID, "Torrin County Council")],
    ),
    (
        f"Prairie Foods Inc, which owned the mill, said {SAID}.",
        [("indirect", SAID, "Prairie Foods Inc")],
    ),
    # a second, short sentence in one paragraph
    (
        f"“{TOLD}” {NAME} said. “I wanted milk.”",
        [("direct", TOLD, NAME), ("direct", "I wanted milk.", NAME)],
    ),
    # who has been told something says nothing
    ("A school has been told to move its yard after the rain.", []),
]

NAMES = [
    # a title of no office before the name, a town of many people after `in`
    ("Striker Maud Wexley moved to a club in Rotterdam.", [("person", "Maud Wexley"), ("city", "Rotterdam")]),
    (
        "Prosecutor Dele Wexley spoke in Leeds Crown Court.",
        [("person", "Dele Wexley"), ("organisation", "Leeds Crown Court")],
    ),
    # a body, and its first word alone; one with a possessive
    (
        "Lanthorn Energy cut jobs. Shares in Lanthorn fell.",
        [("organisation", "Lanthorn Energy"), ("organisation", "Lanthorn")],
    ),
    ("She works at St Aldan’s Hospital.", [("organisation", "St Aldan’s Hospital")]),
    ("They went to the Netherlands by ship.", [("country", "Netherlands")]),
    ("He leads the Quayside group in spring.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_who_said_what(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert quoted(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    kinds = ("person", "organisation", "country", "city")
    found = {(kind, surface) for kind in kinds for surface, _ in mentioned(text, kind, language="en")}
    assert found == set(expected)
