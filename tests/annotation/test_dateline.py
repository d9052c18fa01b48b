"""Datelines: place, agency, outlet and author in every order that outlets write them in."""

import pytest

from tests.annotation.pages_of import batch
from warraq import annotation
from warraq.annotation.credit_words import key, load
from warraq.annotation.places import is_place
from warraq.annotation.slots import read_slot
from warraq.dataset import Dataset, Source

WORDS = load(Dataset().pack_codes())
BODY = ("body", "افتتح مجلس المدينة المكتبة صباح اليوم وتضم ألف كتاب وقاعة للأطفال.")

GRAMMAR = [
    ("بغداد-واع", "place بغداد; agency وكالة الأنباء العراقية"),
    ("الرباط - صدى اليوم", "place الرباط; outlet صدى اليوم"),
    ("صدى اليوم - بغداد", "outlet صدى اليوم; place بغداد"),
    ("الرباط / الأناضول", "place الرباط; agency الأناضول"),
    ("بغداد - (د ب أ):", "place بغداد; agency د ب أ"),
    ("بكين 16 نوفمبر 2017 (شينخوا)", "place بكين; agency شينخوا"),
    ("بنغازي 17 أكتوبر 2022 (وال) _", "place بنغازي; agency وكالة الأنباء الليبية"),
    ("بغداد 29 ديسمبر كانون الأول (رويترز) –", "place بغداد; agency رويترز"),
    ("الدوحة في 16 نوفمبر /قنا/", "place الدوحة; agency قنا"),
    ("جدة 29 جمادى الأولى 1436 هـ الموافق 20 مارس 2015 م واس", "place جدة; agency واس"),
    ("الناصرة 5-1-2026 وفا-", "place الناصرة; agency وفا"),
    ("كونا-", "agency كونا"),
    ("الواحة –", "outlet الواحة"),
    ("وكالة صدى –", "outlet وكالة صدى"),
    ("YNP ـ", "agency YNP"),
    ("( صدى نتورك ۔ / سبوتنيك - 27 يوليو 2021ء)", "outlet صدى نتورك; agency سبوتنيك"),
    ("أربيل (كوردستان24- ", "place أربيل; agency كوردستان 24"),
    ("حمدي سالم - القاهرة في الأربعاء 14 فبراير 2024 09:05 مساءً - ", "person حمدي سالم; place القاهرة"),
    ("بغداد - ياسين الحداد -", "place بغداد; person ياسين الحداد"),
    ("اسلام آباد (ٹی این ایس)", "place اسلام آباد; agency ٹی این ایس"),
    ("BAGHDAD (Reuters) -", "place BAGHDAD; agency رويترز"),
    ("لندن – «القدس العربي»:", "place لندن; outlet القدس العربي"),
    ("أفريقيا برس – المغرب.", "agency أفريقيا برس; place المغرب"),
    ("صدى_ خاص", "outlet صدى"),
    ("27 يوليو 2021", ""),
    ("Villa Alta, Coahuila.-", "place Villa Alta; place Coahuila"),
    ("Villa Alta, Ver., 26 de diciembre de 2022.-", "place Villa Alta; place Ver"),
]


@pytest.mark.parametrize(("text", "parts"), GRAMMAR)
def test_the_parts_of_a_dateline(text: str, parts: str) -> None:
    found = read_slot(text, 100, "dateline", WORDS, None)
    assert "; ".join(f"{p.kind} {p.value}" for p in found) == parts
    for part in found:
        printed = text[part.start - 100 : part.end - 100]
        assert printed == part.value or part.kind == "agency"


@pytest.mark.parametrize(
    ("text", "outlet", "parts"),
    [
        ("الرياض - واس", "الرياض", "place الرياض; agency واس"),  # the newspaper is named after its town
        ("بوسطن - الرياض", "الرياض", "place بوسطن; outlet الرياض"),
        ("تل القيقب - القيقب:", "القيقب", "place تل القيقب; outlet القيقب"),  # two words no list knows
        ("قرية القيقب، 1 أكتوبر 2024:", "الزيزفون", "place قرية القيقب"),
        ("Kıyıköy (KHA) -", None, "place Kıyıköy; agency KHA"),  # capitals are an agency
        ("الجزيرة - واس", "الجزيرة", "outlet الجزيرة; agency واس"),
        (
            "السدرة - صدى:",
            "صحيفة صدى العربية",
            "place السدرة; outlet صدى",
        ),  # a town too small for a gazetteer
        ("السدرة –", "صحيفة صدى العربية", "place السدرة"),
    ],
)
def test_an_outlet_that_is_known(text: str, outlet: str, parts: str) -> None:
    found = read_slot(text, 0, "dateline", WORDS, outlet)
    assert "; ".join(f"{p.kind} {p.value}" for p in found) == parts


@pytest.mark.parametrize(
    "name", ["الناصرة", "أربيل", "اربيل", "Baghdad", "المغرب", "الدارالبيضاء", "غزة", "Reykjavík"]
)
def test_places(name: str) -> None:
    assert is_place(key(name), WORDS)


@pytest.mark.parametrize("name", ["اليوم", "صدى الواحة", "ياسين الحداد", "المصدر"])
def test_no_places(name: str) -> None:
    assert not is_place(key(name), WORDS)


def test_the_place_in_the_script_of_the_text_is_released() -> None:
    page = [("dateline", "Rabat"), ("dateline", "الرباط / الأناضول"), BODY]
    (document,) = annotation.annotate(*batch(page), Dataset())["documents"].to_pylist()
    assert document["dateline_place"] == "الرباط"


def test_the_dateline_of_another_story_is_not_read() -> None:
    page = [BODY, ("related_heading", "شاهد أيضا"), ("teaser", "بيروت – (رويترز) قال …")]
    dataset = Dataset(sources={"s": Source(outlet="صدى")})
    (document,) = annotation.annotate(*batch(page, source="s"), dataset)["documents"].to_pylist()
    assert (document["dateline_place"], document["credits"]) == (None, [])
