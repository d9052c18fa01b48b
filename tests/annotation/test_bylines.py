"""Bylines: persons, handles and initials; places, agencies and outlets beside them are not authors."""

import pytest

from warraq.annotation.credit_words import load
from warraq.annotation.slots import read_slot
from warraq.dataset import Dataset

WORDS = load(Dataset().pack_codes())

BYLINES = [
    ("كتب : محمد الحداد", ["محمد الحداد"]),
    ("بقلم/ نادية سالم", ["نادية سالم"]),
    ("عن نادية سالم", ["نادية سالم"]),  # who posted it, in a blog
    ("بقلم الأديبة نادية سالم", ["نادية سالم"]),
    ("* نورا عبدالله", ["نورا عبدالله"]),
    ("د. محمد الحداد", ["د. محمد الحداد"]),
    ('أحمد سالم | مراسل "الواحة" - بغداد:', ["أحمد سالم"]),
    ("محمد سالم من بيروت:", ["محمد سالم"]),
    ("سمر أحمد ومحمد حسن", ["سمر أحمد", "محمد حسن"]),
    ("الطائف: فواز الحداد، خالد الزيتوني", ["فواز الحداد", "خالد الزيتوني"]),
    ("القاهرة - مكتب الواحة - طارق الحداد:", ["طارق الحداد"]),
    ("السليل - خلود الحداد / تصوير - مسفر الحداد:", ["خلود الحداد"]),
    ("سالم آل مريح، محمد طالبي (أبها)", ["سالم آل مريح", "محمد طالبي"]),
    ("محمد رُضا", ["محمد رُضا"]),
    ("جون الحداد من لندن", ["جون الحداد"]),  # June in Persian
    ("Khalid Haddad", ["Khalid Haddad"]),
    ("By John Smith and Jane Doe", ["John Smith", "Jane Doe"]),
    ("Par Nour Haddad", ["Nour Haddad"]),
    ("(@handle_of)", ["@handle_of"]),
    ("راصد_الفجر", ["راصد_الفجر"]),
    ("محمد.ك", ["محمد.ك"]),
    ("ف.ع", ["ف.ع"]),
    ("ه ش", ["ه ش"]),
    # nobody
    ("Par", []),
    ("208", []),
    ("arabstoday", []),
    ("الرياض - واس", []),
    ("وكالات", []),
    ("متابعات", []),
    ("كتب: بوابة الواحة الإلكترونية", []),
    ("https://example.org/a_b", []),
]


@pytest.mark.parametrize(("text", "persons"), BYLINES)
def test_who_wrote_it(text: str, persons: list[str]) -> None:
    parts = [p for p in read_slot(text, 7, "byline", WORDS, None) if p.kind == "person"]
    assert [p.value for p in parts] == persons
    assert [text[p.start - 7 : p.end - 7] for p in parts] == persons


@pytest.mark.parametrize(
    ("text", "outlet", "parts"),
    [
        ("لندن: «صدى العرب أونلاين»", "صدى العرب", "place لندن; outlet صدى العرب أونلاين"),
        ("سالم الحداد- صدى- الرياض:", "صدى", "person سالم الحداد; outlet صدى; place الرياض"),
        ("صدى - يو بي اي:", "صدى", "outlet صدى; agency يونايتد برس"),
        ("سالم الحداد - السدرة", "صدى", "person سالم الحداد"),  # a village no table knows: null, not guessed
    ],
)
def test_what_stands_beside_the_author(text: str, outlet: str, parts: str) -> None:
    found = read_slot(text, 0, "byline", WORDS, outlet)
    assert "; ".join(f"{p.kind} {p.value}" for p in found) == parts
