"""The tables of known names: every link there is, nothing that shadows another."""

import pytest

from warraq.annotation import gazetteers
from warraq.annotation.gazetteers import Entry
from warraq.fold import fold


def entries(language: str) -> list[Entry]:
    gazetteer = gazetteers.load(language)
    assert gazetteer is not None
    return [entry for same in gazetteer.names.values() for _, entry in same]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_listed_city_has_its_place(language: str) -> None:
    standing = [e for e in entries(language) if e.type == "city" and not e.needs]
    ambiguous = set(gazetteers.load(language).ambiguous)  # type: ignore[union-attr]
    assert [e.alias for e in standing if e.link is None and fold(e.alias) not in ambiguous] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_country_has_one_code_and_no_name_two_countries(language: str) -> None:
    codes: dict[str, set[str | None]] = {}
    for entry in entries(language):
        if entry.type == "country":
            codes.setdefault(entry.alias, set()).add(entry.link)
    assert len({code for of in codes.values() for code in of}) > 150
    assert {name: of for name, of in codes.items() if len(of) > 1} == {}


def test_the_same_place_by_two_spellings_is_one() -> None:
    links = {e.alias: e.link for e in entries("ar") if e.type == "city" and not e.needs}
    assert links["أربيل"] == links["اربيل"] and links["كابل"] == links["كابول"]
    assert links["واشنطن"] == "geonames:4140963"  # the capital, not the town in Utah


def test_a_language_with_no_names_has_no_gazetteer() -> None:
    assert gazetteers.load("zh") is None
    assert gazetteers.load("und") is None
