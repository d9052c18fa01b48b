"""Time expressions of running text, against the day of publication."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from warraq.annotation import times
from warraq.annotation.date_order import Order
from warraq.schema import TIMES

TUESDAY = "2021-07-27"


WEDNESDAY = "2024-05-15"
OF_LANGUAGES = Path(__file__).with_name("times_of_languages.tsv")  # against WEDNESDAY


def annotate(*documents, orders=None):
    """Rows of `times` for (text, published_local, language) documents."""
    table = pa.table(
        {
            "doc_id": [f"{n:020}" for n in range(len(documents))],
            "text": pa.array([d[0] for d in documents], pa.string()),
            "language": pa.array([d[2] if len(d) > 2 else None for d in documents], pa.string()),
            "published_local": pa.array([d[1] for d in documents], pa.string()),
        }
    )
    found = times.annotate(table, orders)
    assert found.schema == TIMES.schema
    return found.to_pylist()


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("قال أمس الاثنين إن", "أمس الاثنين", "2021-07-26"),
        ("أعلن، اليوم الاثنين، أن", "اليوم الاثنين", "2021-07-26"),
        ("في مقابلة الأسبوع الماضي أن", "الأسبوع الماضي", "2021-W29"),
        ("ستنهي بحلول نهاية العام مهمتها", "نهاية العام", "2021"),
        ("في السابع من نيسان/ابريل الماضي، و", "السابع من نيسان/ابريل الماضي", "2021-04-07"),
        ("في 28 فبراير/ شباط الماضي وأوقعت", "28 فبراير/ شباط الماضي", "2021-02-28"),
        ("في تموز/يوليو المقبل من", "تموز/يوليو المقبل", "2022-07"),
        ("خلال الشهر الماضي.", "الشهر الماضي", "2021-06"),
        ("العام المقبل سوف", "العام المقبل", "2022"),
        ("يوم الأربعاء 14 يوليو استقبل", "يوم الأربعاء 14 يوليو", "2021-07-14"),
        ("مساء الخميس المقبل", "الخميس المقبل", "2021-07-29"),
        ("قبل ثلاثة أيام في", "قبل ثلاثة أيام", "2021-07-24"),
        ("منتصف الشهر الجاري", "منتصف الشهر الجاري", "2021-07"),
        ("الاثنين قبل الماضي", "الاثنين قبل الماضي", "2021-07-19"),
        ("he said on Monday that", "monday", "2021-07-26"),
        ("he left last week for", "last week", "2021-W29"),
        ("two days ago in", "two days ago", "2021-07-25"),
        ("the parade next Friday", "next friday", "2021-07-30"),
        ("من المقرر أن يصل الخميس إلى", "الخميس", "2021-07-29"),
        ("وصل الخميس إلى", "الخميس", "2021-07-22"),
        ("اجتمعوا هذا الاثنين في", "هذا الاثنين", "2021-07-26"),
        ("قبل نهاية كانون الثاني من", "نهاية كانون الثاني", "2021-01"),
        ("سيبقى مفتوحا حتى كانون الثاني", "كانون الثاني", "2022-01"),
        ("منذ أيلول وهو", "أيلول", "2020-09"),
        ("وصلوا البارحة الأولى إلى", "البارحة الأولى", "2021-07-25"),
        ("كان المال يكفي حتى نهاية مايو، لكن", "نهاية مايو", "2021-05"),
        ("سجل أكثر من المتوقع في يونيو مع", "يونيو", "2021-06"),
        ("ستقام البطولة في فبراير في", "فبراير", "2022-02"),
        ("ارتفع في مايو من 358 ألف برميل", "مايو", "2021-05"),
        ("في أيلول، قال", "أيلول", "2021-09"),
        ("في 21 سبتمبر من العام الماضي", "21 سبتمبر من العام الماضي", "2020-09-21"),
        ("في مارس من العام المقبل", "مارس من العام المقبل", "2022-03"),
        ("منذ ستة وثلاثين عاما، كان", "منذ ستة وثلاثين عاما", "1985"),
        ("وبدأ الساعة 8 مساء أمس في", "الساعة 8 مساء أمس", "2021-07-26T20:00"),
        ("عند العاشرة والنصف من صباح الخميس وصل", "العاشرة والنصف من صباح الخميس", "2021-07-22T10:30"),
        ("الرابعة إلا ربعا عصر اليوم", "الرابعة إلا ربعا عصر اليوم", "2021-07-27T15:45"),
        ("seit Dienstagabend gesperrt", "dienstagabend", "2021-07-27"),
        ("bleibe bis Freitag zu", "freitag", "2021-07-30"),
        ("gegen sechs Uhr kam", "sechs uhr", "2021-07-27T06:00"),
        ("ouvert mardi à 18h, puis", "mardi à 18h", "2021-07-27T18:00"),
        ("abierto hasta octubre.", "octubre", "2021-10"),
        ("منگل کی شام کو", "منگل", "2021-07-27"),
        ("در نشست روز دوشنبه گفت", "روز دوشنبه", "2021-07-26"),
        ("geçen yıl bu", "geçen yıl", "2020"),
    ],
)
def test_relative_expression_takes_the_day_of_publication(text, surface, value):
    (row,) = annotate((text, TUESDAY))
    assert (row["surface"].lower(), row["value"], row["anchor"]) == (surface, value, TUESDAY)
    assert text[row["start"] : row["end"]] == row["surface"]
    (row,) = annotate((text, None))
    assert (row["value"], row["anchor"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("منذ مطلع عام 2020 وحتى", "مطلع عام 2020", "2020"),
        ("بنهاية 2021، بعد", "نهاية 2021", "2021"),
        ("في 2019، وكان", "2019", "2019"),
        ("since 2011, when", "2011", "2011"),
        ("نحو 16 نيسان (أبريل) 2014 في", "16 نيسان (أبريل) 2014", "2014-04-16"),
        ("حتى أيلول 2017 ثم", "أيلول 2017", "2017-09"),
        ("توقعات شهر أيلول من عام 2017 ثم", "أيلول من عام 2017", "2017-09"),
        ("مونديال قطر 2022 أمام", "2022", "2022"),
        ("seit 1931 riecht", "1931", "1931"),
        ("ومنذ 2012 يحتفل", "2012", "2012"),
        ("في مثل هذا من عام 1973 قررت", "عام 1973", "1973"),
        ("سقطت سنة 1258.", "سنة 1258", "1258"),
        ("ولد عام 622م ثم", "عام 622م", "0622"),
        ("افتتحت عام 1869 بعد", "عام 1869", "1869"),
        ("وقع في 30 نوفمبر عام 1854 فرمان", "30 نوفمبر عام 1854", "1854-11-30"),
        ("خلال عام 1435هـ كان", "عام 1435هـ", "2013-11-04/2014-10-24"),
        ("حتى ذي الحجة 1436 وما", "ذي الحجة 1436", "2015-09-14/2015-10-13"),
        ("در سال ۱۳۹۵ بود", "سال ۱۳۹۵", "2016-03-20/2017-03-20"),
        ("استمر سبعة أشهر في", "سبعة أشهر", "P7M"),
        ("مدة 27 دقيقة لخفض", "27 دقيقة", "PT27M"),
        ("ستة وثلاثين عاما ثم", "ستة وثلاثين عاما", "P36Y"),
        ("كانت الأشهر السبعة كلها", "الأشهر السبعة", "P7M"),
        ("في 8 دقائق و6 ثوان على", "8 دقائق و6 ثوان", "PT8M6S"),
        ("بحبسه سنتين مع", "سنتين", "P2Y"),
        ("دامت نصف ساعة احترق", "نصف ساعة", "PT30M"),
        ("رحلة تستغرق نحو شهر.", "شهر", "P1M"),
        ("خلال الأشهر الستة المقبلة تبلغ", "الأشهر الستة المقبلة", "P6M"),
        ("ran it for twenty-six years from", "twenty-six years", "P26Y"),
        ("will take about a month, during", "a month", "P1M"),
        ("pendant dix-huit mois de", "dix-huit mois", "P18M"),
        ("höchstens sechs Wochen aus", "sechs Wochen", "P6W"),
        ("estuvieron cuarenta años boca", "cuarenta años", "P40Y"),
        ("on dört yıldır kahvenin", "on dört yıldır", "P14Y"),
        ("پس از ۹ سال پایان", "۹ سال", "P9Y"),
        ("تقریباً دو ہفتے تک", "دو ہفتے", "P2W"),
    ],
)
def test_absolute_expression_needs_no_anchor(text, surface, value):
    (row,) = annotate((text, None))
    assert (row["surface"].removeprefix("ب"), row["value"], row["anchor"]) == (
        surface.removeprefix("ب"),
        value,
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "قال الأمين العام الحالي للحزب",
        "بحسب روسيا اليوم عن",
        "في ذلك اليوم خرج",
        "صلاة الجمعة في",
        "بلغ 2020 دولارا",
        "مارس عمله في",
        "سيارة نيسان جديدة",
        "رجب طيب أردوغان",
        "30 أبريل 1793 وصل",
        "فاز 2-1 في",
        "منذ أشهر طويلة",
        "عند الساعة التاسعة",
        "هذا الأمر",
        "5 م من السور",
        "he may march on",
        "عاما بعد عام",
        "بلغت 6.9 في المائة العام",
        "واستقبل 1800 حاج",
        "في الدقيقة 23 من",
        "أيام الجمعة",
        "عام 1800 قبل الميلاد",
        "£19,000 a year and",
        "ایک دن انہوں نے",
        "1,950 و2,000 ريال",
    ],
)
def test_words_that_only_look_like_time(text):
    assert annotate((text, TUESDAY)) == []


def test_rows_are_numbered_by_document_and_one_after_the_other():
    rows = annotate(
        ("أمس ثم عام 2010 و2015", TUESDAY), ("", None), ("غدا", "2021"), ("لا شيء", TUESDAY), ("غدا", TUESDAY)
    )
    assert [(r["doc_id"][-1], r["seq"], r["value"]) for r in rows] == [
        ("0", 0, "2021-07-26"),
        ("0", 1, "2010"),
        ("0", 2, "2015"),
        ("2", 0, None),
        ("4", 0, "2021-07-28"),
    ]


def test_text_of_a_known_language_is_read_by_its_own_words():
    assert annotate(("كان فردا من", TUESDAY, "ar"), ("بين جون كيري", TUESDAY, "ar")) == []
    (row,) = annotate(("فردا خواهد", TUESDAY, "fa"))
    assert row["value"] == "2021-07-28"
    (row,) = annotate(("ĝi venos en 2030.", TUESDAY, "eo"))  # no pack: all words are tried
    assert row["value"] == "2030"


def test_a_clock_is_of_the_day_last_spoken_of_and_in_a_log_of_the_day_it_was_published():
    text = "أُطلق أمس السبت. وأقلع في الساعة 12:20 بتوقيت غرينتش"
    assert [r["value"] for r in annotate((text, "2021-12-26"))] == ["2021-12-25", "2021-12-25T12:20+00:00"]
    far = "أُطلق أمس السبت." + " كلام" * 80 + " وأقلع في الساعة 12:20 بتوقيت غرينتش"
    assert annotate((far, "2021-12-26"))[1]["value"] == "2021-12-26T12:20+00:00"
    log = "21:45\nعادت الحركة غدا\n11:00\nبدأت"
    assert [r["value"] for r in annotate((log, "2025-02-11"))] == [
        "2025-02-11T21:45",
        "2025-02-12",
        "2025-02-11T11:00",
    ]


def test_of_two_years_each_shows_the_other_to_be_one():
    assert [r["value"] for r in annotate(("بعد لقبي 1978 و1986.", TUESDAY))] == ["1978", "1986"]
    assert annotate(("بين 1978 و1986 طنا", TUESDAY)) == []


def _rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def shown(row):
    return f"{row['surface']} = {row['value']}" + (f" ({' '.join(row['flags'])})" if row["flags"] else "")


@pytest.mark.parametrize("row", _rows(OF_LANGUAGES), ids=lambda r: f"{r['language']} {r['text']}")
def test_every_language_says_when(row):
    found = annotate((row["text"], WEDNESDAY, row["language"]))
    assert " | ".join(map(shown, found)) == row["expressions"]


@pytest.mark.parametrize(
    ("text", "language", "order", "values", "flags"),
    [
        # nothing settles it
        ("on 03/04/2024 he", "en", None, [None], ["date_ambiguous"]),
        ("في 03/04/2024 وصل", "ar", None, ["2024-04-03"], ["date_ambiguous"]),
        ("on 3.4.2024 oni", "eo", None, ["2024-04-03"], ["date_ambiguous"]),
        # it can be read one way
        ("on 29/04/2024 he", "en", None, ["2024-04-29"], []),
        ("on 04/04/2024 he", "en", None, ["2024-04-04"], []),
        ("on 2024-04-03 he", "en", None, ["2024-04-03"], []),
        # the weekday printed beside it, whatever the site does
        ("on Thursday 03/04/2025 he", "en", Order("MDY", True), ["2025-04-03"], []),
        ("on 03/04/2025 (Tuesday) he", "en", Order("DMY", True), ["2025-03-04"], []),
        ("on Monday 03/04/2025 he", "en", None, [None], ["date_ambiguous", "weekday_conflict"]),
        # the site
        ("on 03/04/2024 he", "en", Order("MDY", True), ["2024-03-04"], ["date_order_learnt"]),
        ("في 03/04/2024 وصل", "ar", Order("DMY", True), ["2024-04-03"], ["date_order_learnt"]),
        ("on 03/04/2024 he", "en", Order("DMY", False), ["2024-04-03"], []),
        ("on 03/04/2024, not 29/05/2024", "en", Order("MDY", True), ["2024-03-04", "2024-05-29"], None),
        # the other dates of the text
        ("on 03/04/2024 and 05/29/2024", "en", None, ["2024-03-04", "2024-05-29"], ["date_order_learnt"]),
        ("on 29/05/2024 and 03/04/2024", "en", None, ["2024-05-29", "2024-04-03"], []),
        ("Thursday 03/04/2025, 05/06/2025", "en", None, ["2025-04-03", "2025-06-05"], []),
        ("29/05/2024, 05/29/2024, 03/04/2024", "en", None, ["2024-05-29", "2024-05-29", None], []),
        ("في 03/04/2024 ثم 2024/05/29", "ar", None, ["2024-04-03", "2024-05-29"], ["date_ambiguous"]),
        # a time is as sure as its day
        ("On 03/04/2024, and at 10:30 pm", "en", None, [None, None], ["date_ambiguous"]),
        ("On 03/04/2024, at 1:30 pm", "en", Order("MDY", True), ["2024-03-04T13:30"], None),
        ("On 03/04/2024 he. At 2 pm", "en", Order("MDY", True), ["2024-03-04", "2024-03-04T14:00"], None),
    ],
)  # fmt: skip
def test_an_ambiguous_date_is_settled_or_flagged(text, language, order, values, flags):
    rows = annotate((text, TUESDAY, language), orders=[order])
    assert [row["value"] for row in rows] == values
    assert flags is None or rows[0]["flags"] == flags
    assert all("date_ambiguous" in row["flags"] for row in rows if row["value"] is None)


def test_what_opens_a_line_is_read():
    assert [r["value"] for r in annotate(("مدخل\nاليوم بدأ\nعام 2010 انتهى", TUESDAY))] == [TUESDAY, "2010"]
