"""Addresses and numbers of persons: what is found, and what looks like one and is not.

Numbers are of ranges kept for fiction, or not given out: +1 … 555-01…, 000…, 0500 000 …, +44 7700 900….
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq import contacts
from warraq.labels import MASKS

FOUND = [
    ("راسلوني: sami.nour77@mail.example للنشر", ["sami.nour77@mail.example"]),
    ("أديبsami_nour@mail.exampleللتواصل", ["sami_nour@mail.example"]),
    ("write to a.b@c.example.org, or b@d.example.", ["a.b@c.example.org", "b@d.example"]),
    ("sami@ mail.example", ["sami@ mail.example"]),
    ("على جوال 0500000123.", ["0500000123"]),
    ("جوال:0500000123،0500000124", ["0500000123", "0500000124"]),
    ("جوال: 0500000123 - 0500000124", ["0500000123", "0500000124"]),
    ("جوال 0500000123/0500000124", ["0500000123", "0500000124"]),
    ("العزاء (٠٥٠٠٠٠٠١٢٣)", ["٠٥٠٠٠٠٠١٢٣"]),
    ("تلفن ۰۹۱۲۰۰۰۰۰۰۰", ["۰۹۱۲۰۰۰۰۰۰۰"]),
    ("للتواصل +966 50 000 0123", ["+966 50 000 0123"]),
    ("للتواصل 00966500000123", ["00966500000123"]),
    ("للتواصل 966500000123+ الآن", ["966500000123+"]),
    ("واتساب 966500000123", ["966500000123"]),
    ("a.b@c.example0500000123", ["a.b@c.example", "0500000123"]),
    ("0500000123+966 50 000 0123", ["0500000123", "+966 50 000 0123"]),
    ("رقمي \u200e+201000000123\u200f", ["+201000000123"]),
    ("فاكس: 6000123", ["6000123"]),
    ("رقم القسم جوال 4000123", ["4000123"]),
    ("Call me on (202) 555-0147.", ["(202) 555-0147"]),
    ("mobile +44 7700 900123", ["+44 7700 900123"]),
    ("Tél. 06 00 00 01 23", ["06 00 00 01 23"]),
]
PASSED_OVER = [
    "info@paper.example, news.desk@paper.example, PRESS@x.example",
    "almaha@almaha.example",
    "حساب @sami_nour و majed@ على سناب",
    "يوم 27/8/1436هـ الموافق 14-06-2015",
    "بتاريخ 1436/10/15 و 2015-07-21",
    "موسم 2014-2015 وعام 1436/1437هـ",
    "بلغت 1.870.000 ريال و97.151.502.13 ريالا",
    "بقيمة 17453500 ريال، و05123456 مليون",
    "المؤشر عند 17730.48 نقطة و0.123456789",
    "رقم الهوية 1020726152 والقضية رقم 0500000123",
    "حساب رقم 0123456789",
    "الرقم الموحد 920000123 والمجاني 8001230000",
    "اتصل على 937 أو 19123",
    "https://t.example/status/0500000123?id=0500000124",
    "الساعة 04.00 (01.00 تغ)",
    "06.05.2024 10:00 و09/08/2015 0600",
    "هاتف: 000-5550-199",
    "1 2 3 4 5 6 7 8 9 0 1 2 3",
    "3601116914 3601116923 3601116924",
    "(171-172-173) 1952-1981",
    "ISBN 0500000123",
    "0500000123% و+5 درجات",
    "Version 2.12.194, flight 0500000",
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_what_a_person_can_be_reached_by(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in contacts.find(text)] == found


@pytest.mark.parametrize("text", PASSED_OVER)
def test_what_is_none_or_an_office_is_left(text: str) -> None:
    assert [text[start:end] for start, end, _ in contacts.find(text)] == []


def test_masks() -> None:
    assert contacts.masked("كتب a@b.example، 0500000123.") == "كتب [mail]، [phone]."
    assert contacts.masked("[phone] 4000123") == "[phone] 4000123"


PIECES = st.sampled_from(
    [
        *("a@b.co", "@", ".com", "0500000123", "+", "00966", "٠٥", "12", "2015", "/", "-", ".", "(", ")"),
        *(" ", ", ", ",", "\n", "جوال", "ريال", "رقم", "tel ", "info", "[phone]", "\u200f", "\ufffd"),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_what_is_found_lies_apart_in_order_and_once_gone_nothing_is_left(text: str) -> None:
    found = contacts.find(text)
    ends = [0, *(end for _, end, _ in found)]
    assert all(a <= start < end for a, (start, end, _) in zip(ends, found, strict=False))
    assert all(len(MASKS[label]) <= end - start for start, end, label in found)
    left = text
    for start, end, _ in found:
        left = left[:start] + contacts.GONE * (end - start) + left[end:]
    assert contacts.find(left) == []
    assert contacts.find(contacts.masked(text)) == [] or "[" in text


def test_it_takes_linear_time_for_hostile_text() -> None:
    for text in ("@" * 200_000, "a" * 200_000 + "@", "1 " * 100_000, "05" * 100_000, "a@b." * 50_000):
        contacts.find(text)
