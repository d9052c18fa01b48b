"""The names of places that come with the library."""

from warraq.annotation import places
from warraq.annotation.credit_words import load


def test_the_file_holds_what_geonames_has() -> None:
    assert places._cities() == places.from_geonames(), "run warraq.annotation.places.write()"


def test_places() -> None:
    words = load(("ar", "en", "fr", "tr"))
    known = {
        name
        for name in ("bordeaux", "الموصل", "لبنان", "diyarbakir", "zzz", "")
        if places.is_place(name, words)
    }
    assert known == {"bordeaux", "الموصل", "لبنان", "diyarbakir"}
