"""Outlet, section, credits: where they are read, what is told from what, and that any page is survived."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotation.pages_of import Line, batch
from warraq import annotation, schema
from warraq.annotation import agencies
from warraq.dataset import Dataset, Source
from warraq.labels import LABELS

BODY = ("body", "افتتح مجلس المدينة المكتبة صباح اليوم وتضم ألف كتاب.")


def annotated(*lines: Line, url: str | None = None, outlet: str | None = None) -> tuple[Any, list[Any]]:
    """The document of one page, and its evidence."""
    raw, segments, texts = batch(lines, source="s")
    raw = raw.set_column(raw.schema.get_field_index("url"), "url", pa.array([url], schema.TEXT))
    tables = annotation.annotate(raw, segments, texts, Dataset(sources={"s": Source(outlet=outlet)}))
    return tables["documents"].to_pylist()[0], tables["evidence"].to_pylist()


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("تابعوا المرفأ على تويتر", "المرفأ"),
        ("انضموا إلى قناة المرفأ على تلغرام", "المرفأ"),
        ("تابعوا أحدث الأخبار عبر تطبيق google news", None),
        ("تابعوا آخر أخبار السعودية على تويتر", None),
        ("تابعونا على فيسبوك", None),
        ("تابع رياضة على يوتيوب", None),
        ("للتواصل مع الكاتب ارسل رسالة SMS", None),
        ("Follow us on Twitter", None),
        ("Download the app", None),
    ],
)
def test_calls_to_the_reader(line: str, outlet: str | None) -> None:
    assert annotated(BODY, ("promo_cta", line))[0]["outlet"] == outlet


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("وقال المدير لـ«المرفأ» إن القاعة كبيرة.", "المرفأ"),
        ("وقال المدير في تصريح خاص لـ «المرفأ»، إن القاعة كبيرة.", "المرفأ"),
        ("وذكر المجلس في بيان تسلمه المرفأ 24 أن القاعة كبيرة.", "المرفأ 24"),
        ("وأكد الوزير دعمه الكامل لـ«حركة القراءة» في المدينة.", None),
        ("وقال المدير لـ«رويترز» إن القاعة كبيرة.", None),
        ("وذكر المجلس في بيان تسلمته الوزارة أن القاعة كبيرة.", None),
        ("وقال لـ«المرفأ» إن القاعة كبيرة، ثم قال لـ«النورس» إنها صغيرة.", None),
    ],
)
def test_the_paper_speaks_of_itself(sentence: str, outlet: str | None) -> None:
    assert annotated(BODY, ("body", sentence))[0]["outlet"] == outlet


def test_what_was_told_to_another_paper_is_credited_to_it() -> None:
    told = ("body", "وقال المدير لـ«المرفأ» إن القاعة كبيرة.")
    document, _ = annotated(("legal", "© صحيفة النورس"), BODY, told)
    assert (document["outlet"], document["credits"]) == ("النورس", ["المرفأ"])


def test_two_outlets_that_a_page_names_as_surely_are_flagged() -> None:
    lines = ("title", "افتتاح مكتبة - صحيفة النورس"), BODY, ("legal", "© صحيفة المرفأ")
    assert annotated(*lines)[0]["flags"] == ["outlet_conflict"]


@pytest.mark.parametrize(
    ("url", "section"),
    [
        ("https://news.example/politics/2020/1.html", "politics"),
        ("https://news.example/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/12", "رياضة"),
        ("https://news.example/news/12", None),
        ("https://sports.example/12/world-cup-final", None),
        ("https://[bad", None),
    ],
)
def test_the_section_of_the_address_where_the_page_has_none(url: str, section: str | None) -> None:
    document, evidence = annotated(BODY, url=url)
    assert document["section"] == section
    assert [e["start"] for e in evidence if e["field"] == "section"] == [None] * (section is not None)
    assert annotated(("section", "ثقافة"), BODY, url=url)[0]["section"] == "ثقافة"


def test_the_reporter_names_the_house_and_the_place() -> None:
    line = ("agency_credit", "به گزارش خبرنگار ایلنا از تبریز،")
    document, _ = annotated(line, ("body", "تالار شهر پس از سال ها باز شد و مردم آمدند."))
    found = document["outlet"], document["credits"], document["dateline_place"]
    assert found == ("ایلنا", ["إيلنا"], "تبریز")


PIECES = st.sampled_from(
    [
        *("رويترز", "أ ف ب", "المرفأ نيوز", "صحيفة", "«عكاظ»", "بيروت", "سامر الخطيب", "كتب:", "تصوير"),
        *("©", "جميع الحقوق محفوظة", "المصدر:", "قال", "لـ", "إن", "نقلت وكالة", "خاص", "از", "نسخة"),
        *("به گزارش خبرنگار", "تابعوا", "على", " - ", "/", "(", ")", "::", "،", ".", "\n", "ـ", "م.خ"),
        *("2020", "By", "avec", "AFP", "\u200c"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), min_size=1, max_size=12).map(" ".join)
PAGES = st.lists(st.tuples(st.sampled_from(LABELS), TEXTS), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(PAGES, st.sampled_from([None, "المرفأ", "Le Phare"]))
def test_any_page_is_read_and_every_value_stands_where_its_evidence_says(
    page: list[Line], outlet: str | None
) -> None:
    text = "\n\n".join(line for _, line in page)
    canonical = {a.name for a in (*agencies.table(), *agencies.outlets())} | {outlet}
    document, evidence = annotated(*page, outlet=outlet)
    for row in evidence:
        if row["field"] in ("outlet", "section", "bylines", "credits", "dateline_place") and row["end"]:
            assert 0 <= row["start"] < row["end"] <= len(text)
            printed = " ".join(text[row["start"] : row["end"]].split())
            assert row["value"] in canonical or " ".join(row["value"].split()) in printed
    for field in ("bylines", "credits"):
        assert set(document[field]) <= {e["value"] for e in evidence if e["field"] == field}
