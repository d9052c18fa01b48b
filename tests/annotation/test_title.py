"""Headline, standfirst, section and keywords."""

import json

import pytest

from tests.annotation.pages_of import batch
from warraq import annotation
from warraq.dataset import Dataset, Source

BODY = ("body", "افتتح مجلس المدينة المكتبة صباح اليوم وتضم ألف كتاب.")
TITLE = ("title", "افتتاح مكتبة في الواحة")


def document(*lines: tuple[str, str]) -> dict[str, object]:
    dataset = Dataset(sources={"s": Source(outlet="صدى")})
    found: dict[str, object] = annotation.annotate(*batch(lines, source="s"), dataset)[
        "documents"
    ].to_pylist()[0]
    return found


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("افتتاح مكتبة في الواحة", "افتتاح مكتبة في الواحة"),
        ("افتتاح مكتبة في الواحة - صدى", "افتتاح مكتبة في الواحة"),
        ("افتتاح مكتبة في الواحة | صحيفة صدى", "افتتاح مكتبة في الواحة"),
        ("افتتاح مكتبة - في الواحة – واحة نيوز", "افتتاح مكتبة - في الواحة"),
        ("افتتاح مكتبة في الواحة - فيديو", "افتتاح مكتبة في الواحة - فيديو"),
        ("افتتاح مكتبة في الواحة (صور)", "افتتاح مكتبة في الواحة (صور)"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(line: str, title: str) -> None:
    assert document(("title", line), BODY)["title"] == title


def test_control_characters_of_a_known_headline_are_spaces() -> None:
    pages = batch((BODY,), source="s", known={"title": "\x07مكتبة\x02\x03الواحة\n"})
    [row] = annotation.annotate(*pages, Dataset())["documents"].to_pylist()
    assert row["title"] == "مكتبة الواحة"
    assert json.loads(row["known"])["title"] == "\x07مكتبة\x02\x03الواحة\n"


def test_a_headline_inside_a_sentence_of_an_aggregator() -> None:
    page = [("wrapper", "انت الان تتابع خبر"), TITLE, ("wrapper", "والان مع التفاصيل"), BODY]
    assert document(*page)["title"] == TITLE[1]


def test_the_lines_of_a_standfirst() -> None:
    assert (
        document(TITLE, ("deck", "  • ألف كتاب"), ("deck", "• قاعة للأطفال"), BODY)["deck"]
        == "ألف كتاب\nقاعة للأطفال"
    )


@pytest.mark.parametrize(
    ("label", "line", "section"),
    [
        ("section", "سياسة", "سياسة"),
        ("section", "التصنيف: شؤون عربية", "شؤون عربية"),
        ("section", "سياسة 6-08-2023, 09:47 | --", "سياسة"),
        ("section", "دولي, اقتصاد", "دولي, اقتصاد"),
        ("section", "دوليسياسة", "سياسة"),
        ("breadcrumb", "الرئيسية / أخبار الواحة / افتتاح مكتبة في الواحة", "أخبار الواحة"),
        ("breadcrumb", "أنت الآن تتصفح:الرئيسية » الهدهد » افتتاح مكتبة في الواحة", "الهدهد"),
        ("breadcrumb", "الاستقبال >أخبار >دولية", "دولية"),
        ("breadcrumb", "الرئيسية / علوم / افتتاح «مكتبة» في الواحة", "علوم"),
        ("breadcrumb", "صدى :: استراحة صدى :: افتتاح مكتبة في ال...", "استراحة صدى"),
        ("breadcrumb", "Home > Sciences", "Sciences"),
        ("breadcrumb", "الرئيسية", None),
    ],
)
def test_sections(label: str, line: str, section: str | None) -> None:
    assert document((label, line), TITLE, BODY)["section"] == section


def test_a_section_line_goes_before_the_breadcrumb() -> None:
    assert (
        document(("breadcrumb", "الرئيسية / أخبار"), ("section", "ثقافة"), TITLE, BODY)["section"] == "ثقافة"
    )


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("الوسوم: مكتبة، الواحة، كتب", ["مكتبة", "الواحة", "كتب"]),
        ("#مكتبة #الواحة", ["مكتبة", "الواحة"]),
        ("كلمات مفتاحية مكتبة | الواحة | مكتبة", ["مكتبة", "الواحة"]),
        ("مكتبة الواحة ألف كتاب", ["مكتبة الواحة ألف كتاب"]),
    ],
)
def test_keywords(line: str, tags: list[str]) -> None:
    assert document(TITLE, BODY, ("tags", line))["tags"] == tags
