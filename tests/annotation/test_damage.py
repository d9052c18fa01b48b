"""Flags for what extraction did to a text: examples, and what looks like it and is sound."""

import pyarrow as pa
import pytest

from warraq import schema
from warraq.annotation import damage


def flags(text: str, raw: str = "", language: str = "ar", injected: bool = False) -> list[str]:
    return damage.flags(pa.array([text]), pa.array([raw]), [language], [injected])[0]


DAMAGED = [
    ("link_text_lost", "ورد لـ ، أن القاعة كبيرة"),
    ("link_text_lost", "البيان المؤرخ في ٢٧ ٢٠٢٤ الذي صدر"),
    ("entities_left", "القاعة&nbsp;كبيرة"),
    ("email_protected", "راسلونا [email protected] اليوم"),
    ("mojibake", "ط§ظ„ظ…ظƒطھط¨ط© ط§ظ„ظƒط¨ظٹط±ط©"),
    ("mojibake", "Ø§Ù„Ù…ÙƒØªØ¨Ø© Ø§Ù„"),
    ("mojibake", "the libraryâ€™s hall"),
    ("characters_lost", "القا\ufffdعة"),
    ("letters_reordered", "الشؤون االجتماعية واالقتصادية في االتحاد"),
    ("digits_reversed", "عام 6341هـ"),
    ("sentences_joined", "قال «القاعة كبيرة».وتابع المدير"),
    ("markup_left", "القاعة <b>كبيرة</b>"),
    ("markup_left", 'القاعة الكبرى" /> في المدينة'),
    ("lines_broken", "قال رئيس\nبلدية الواحة\n، إن القاعة كبيرة"),
    ("decimals_reversed", "بلغ السعر 05.1 دولار"),
    ("decimals_reversed", "ارتفع ٠٧.٥ في المئة"),
    ("letters_stretched", "اللــــواء الـــركـــن شـــايـــع بـــن"),
    ("article_split", "خلال ال 24 ساعة الماضية"),
    ("first_letter_lost", "القاعة كبيرة.\nكد وزير الثقافة ذلك"),
    ("items_doubled", "خبز\nحليب\nحليب\n\nتمر\n\nتمر\nملح"),
]
SOUND = [
    "في 27 يوليو 2021، قال المدير: «القاعة كبيرة». وتابع.",
    "عام 1441هـ وعام 1341 هـ، والشركة د.ب.أ. قالت. السعر 2.5 دولار.",
    "AT&T, R&D; see https://example.org/a?b=1&c=2. x < y > z",
    "إلى الأمام، من هنا. Überraschung à Paris, naïve café.",
    "السعر 0.51 دولار، و10.05 ريال، والساعة 05.10 مساء، و100.05 نقطة، ورقم 007.5",
    "نعـم، والله أكـبر. ال24 ساعة وال 24/7، كد واجتهد، شارك.",
    "حضر كل من ، المدير، واستمع االزائرون إلى الشرح.",
    "بيت\n.\n.\n.\nبيت آخر",
    "لازمة\nلازمة\nبيت آخر\nلازمة\nبيت ثالث",
]


@pytest.mark.parametrize(("flag", "text"), DAMAGED)
def test_damage_is_flagged(flag: str, text: str) -> None:
    assert flags(text) == [flag]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_flagged(text: str) -> None:
    assert flags(text, text) == []


@pytest.mark.parametrize(
    ("raw", "glued"),
    [
        ("دولية2017/01/22 12:06", True),
        ("سامي نور12/05/2021", True),
        ("الثلاثاء29 يوليو 2021", True),
        ("آخر تحديث: 29 ديسمبر، 20223 دقائق", True),
        ("ثقافة26 ديسمبر 2021", True),
        ("سامي نور26 كانون الثاني (يناير) 2023", True),
        ("سامي نورالثلاثاء 5 مارس 2024 - 23:40", True),
        ("سامي نور 9 أيلول 2023دقيقتان", True),
        ("دولية 2017/01/22 12:06", False),
        ("ثقافة 26 ديسمبر 2021", False),
        ("سامي نور - كانون الثاني (يناير) 2023", False),
        ("موعدنا للخميس 5 مارس والجمعة 6 مارس", False),
        ("الثلاثاء 29 يوليو", False),
        ("بعد 3 دقائق في عام 2022", False),
        (
            "وقد أعلن الوزير أمس في بيان طويل أن القاعة ستفتح يوم الخميس31 يوليو للزوار من كل البلاد القريبة",
            False,
        ),
    ],
)
def test_glued_metadata_is_told_by_the_raw_page(raw: str, glued: bool) -> None:
    assert flags("القاعة كبيرة.", f"عنوان\n{raw}\nالقاعة كبيرة.") == (["metadata_glued"] if glued else [])


def test_persian_without_joiners() -> None:
    bare = "او میکند و میشود و نمیتواند. آنها میروند."
    assert flags(bare, language="fa") == ["joiners_lost"]
    assert flags(bare.replace("میک", "می\u200cک"), language="fa") == []
    assert flags(f"سیمرغ\u200cنامه: {bare}", language="fa") == ["joiners_lost"]  # a name keeps its own
    assert flags("او میکند.", language="fa") == flags(bare, language="ar") == []


def test_an_injected_date() -> None:
    assert flags("القاعة كبيرة.", injected=True) == ["date_injected"]


def test_every_flag_of_damage_has_an_example_and_a_meaning() -> None:
    assert {flag for flag, _ in DAMAGED} == {*damage.DAMAGE, "items_doubled"}
    others = {"metadata_glued", "joiners_lost", "date_injected"}
    assert {*damage.DAMAGE, "items_doubled", *others} <= set(schema.FLAGS)
