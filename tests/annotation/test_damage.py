"""Flags for what extraction did to a text: examples, and what looks like it and is sound."""

import pyarrow as pa
import pytest

from warraq.annotation import damage

DAMAGED = [
    ("link_text_lost", "ورد لـ ، أن القاعة كبيرة"),
    ("link_text_lost", "البيان المؤرخ في ٢٧ ٢٠٢٤ الذي صدر"),
    ("entities_left", "القاعة&nbsp;كبيرة"),
    ("email_protected", "راسلونا [email protected] اليوم"),
    ("mojibake", "ط§ظ„ظ…ظƒطھط¨ط© ط§ظ„ظƒط¨ظٹط±ط©"),
    ("mojibake", "Ø§Ù„Ù…ÙƒØªØ¨Ø© Ø§Ù„"),
    ("mojibake", "the libraryâ€™s hall"),
    ("characters_lost", "القا\ufffdعة"),
    ("letters_reordered", "الشؤون االجتماعية"),
    ("digits_reversed", "عام 6341هـ"),
    ("sentences_joined", "قال «القاعة كبيرة».وتابع المدير"),
    ("markup_left", "القاعة <b>كبيرة</b>"),
]
SOUND = [
    "في 27 يوليو 2021، قال المدير: «القاعة كبيرة». وتابع.",
    "عام 1441هـ وعام 1341 هـ، والشركة د.ب.أ. قالت. السعر 2.5 دولار.",
    "AT&T, R&D; see https://example.org/a?b=1&c=2. x < y > z",
    "إلى الأمام، من هنا. Überraschung à Paris, naïve café.",
]


@pytest.mark.parametrize(("flag", "text"), DAMAGED)
def test_damage_is_flagged(flag: str, text: str) -> None:
    assert damage.flags(pa.array([text]))[0] == [flag]


def test_sound_text_is_not_flagged() -> None:
    assert damage.flags(pa.array(SOUND)) == [[]] * len(SOUND)


def test_every_flag_has_an_example() -> None:
    assert {flag for flag, _ in DAMAGED} == set(damage.DAMAGE)
