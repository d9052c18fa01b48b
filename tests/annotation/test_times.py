"""Time expressions of running text, against the day of publication."""

import pyarrow as pa
import pytest

from warraq.annotation import times
from warraq.schema import TIMES

TUESDAY = "2021-07-27"


def annotate(*documents):
    """Rows of `times` for (text, published_local) documents."""
    table = pa.table(
        {
            "doc_id": [f"{n:020}" for n in range(len(documents))],
            "text": pa.array([d[0] for d in documents], pa.string()),
            "published_local": pa.array([d[1] for d in documents], pa.string()),
        }
    )
    found = times.annotate(table)
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
