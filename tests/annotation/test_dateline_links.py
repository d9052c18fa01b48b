"""The place of a dateline and its link."""

import pytest

from warraq.annotation import gazetteers
from warraq.annotation.dateline_links import link


@pytest.mark.parametrize(
    ("language", "place", "text", "linked"),
    [
        ("ar", "القاهرة", "", "geonames:360630"),
        ("ar", "عمّان", "قال وزير في الحكومة الأردنية", "geonames:250441"),
        ("ar", "الرباط", "", "geonames:2538475"),
        ("ar", "لبنان", "", "iso3166:LB"),
        ("en", "Cairo", "", "geonames:360630"),
        ("ar", "طرابلس", "قال مسؤول في ليبيا إن الميناء فتح", "geonames:2210247"),
        ("ar", "عمان", "قال وزير في السلطنة", "iso3166:OM"),
        ("ar", "طرابلس", "قال مسؤول إن الميناء فتح", None),
        ("ar", "وادي الخزامى", "", None),
        ("ar", "القاهرة الجديدة السعيدة", "", None),
        ("ar", "-", "", None),
    ],
)
def test_a_place_is_linked_where_it_is_one(language: str, place: str, text: str, linked: str | None) -> None:
    gazetteer = gazetteers.load(language)
    assert gazetteer is not None
    assert link(place, text, gazetteer) == linked
