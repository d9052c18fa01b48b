"""The outlet: as the page names itself, as configured, never out of its address."""

import pytest

from tests.annotation.pages_of import batch
from warraq import annotation
from warraq.annotation.credit_words import key, load
from warraq.annotation.outlet_names import is_own, is_variant
from warraq.dataset import Dataset, Source

WORDS = load(Dataset().pack_codes())
BODY = ("body", "افتتح مجلس المدينة المكتبة صباح اليوم وتضم ألف كتاب.")


def annotated(
    *lines: tuple[str, str], configured: str | None = None
) -> tuple[dict[str, object], list[dict[str, object]]]:
    dataset = Dataset(sources={"s": Source(outlet=configured)})
    tables = annotation.annotate(*batch(lines, source="s"), dataset)
    evidence = [e for e in tables["evidence"].to_pylist() if e["field"] == "outlet"]
    return tables["documents"].to_pylist()[0], evidence


@pytest.mark.parametrize(
    ("label", "line", "outlet"),
    [
        ("legal", "© جميع الحقوق محفوظة لإذاعة صدى أف أم الإلكترونية 2020", "إذاعة صدى أف أم"),
        ("legal", "صدى © جميع الحقوق محفوظة لصحيفة صدى الواحة", "صدى الواحة"),
        ("legal", "جميع الحقوق محفوظة لـصدى الواحة", "صدى الواحة"),
        ("legal", "Copyright © 2019 Oasis Numerique", "Oasis Numerique"),
        ("legal", "Copyright © The Oasis Courier. All rights reserved.", "The Oasis Courier"),
        ("legal", "جميع الحقوق محفوظة © يومية صدى - مؤسسة الواحة للنشر", "يومية صدى"),
        ("legal", "جميع الحقوق محفوظة", None),
        ("legal", "الآراء الواردة لا تعبر عن رأي أحد", None),
        ("masthead", "صدى الواحة الإخبارية", "صدى الواحة الإخبارية"),
        ("masthead", "صدى الواحة - خبر يصل قبل الريح", "صدى الواحة"),
        ("masthead", "صحيفة صدى – الأرشيفصحيفة صدى – الأرشيف", "صدى"),
        ("masthead", "رئيس التحرير: سالم الحداد", None),
        ("dateline", "صدى اليوم –", "صدى اليوم"),
        ("byline", "كتب: بوابة صدى", "بوابة صدى"),
        ("title", "افتتاح مكتبة في الواحة - بوابة صدى", "بوابة صدى"),
    ],
)
def test_where_a_page_names_its_outlet(label: str, line: str, outlet: str | None) -> None:
    document, evidence = annotated((label, line), BODY)
    assert document["outlet"] == outlet
    assert len(evidence) == (outlet is not None)


def test_the_fuller_name_of_a_masthead() -> None:
    staff = [("masthead", "رئيس التحرير"), ("masthead", "سالم الحداد")]
    document, _ = annotated(("masthead", "بوابة صدى"), *staff, ("masthead", "بوابة صدى الاخبارية"), BODY)
    assert document["outlet"] == "بوابة صدى الاخبارية"


def test_the_configured_spelling_is_released_with_the_span_of_the_text() -> None:
    document, evidence = annotated(
        ("legal", "© جميع الحقوق محفوظة لصدى"), BODY, configured="صحيفة صدى العربية"
    )
    assert document["outlet"] == "صحيفة صدى العربية"
    assert [(e["rule"], e["start"] is None) for e in evidence] == [
        ("legal.outlet", False),
        ("known.source", True),
    ]
    assert document["flags"] == []


def test_the_configured_outlet_where_the_text_says_nothing() -> None:
    document, evidence = annotated(BODY, configured="صدى")
    assert document["outlet"] == "صدى"
    assert [e["rule"] for e in evidence] == ["known.source"]


def test_a_page_of_another_house_is_flagged() -> None:
    document, _ = annotated(("legal", "© جميع الحقوق محفوظة لوكالة الواحة"), BODY, configured="صدى")
    assert document["outlet"] == "وكالة الواحة"
    assert document["flags"] == ["outlet_conflict"]


def test_whom_the_copy_is_credited_to_is_not_the_outlet() -> None:
    document, _ = annotated(("dateline", "دبي - أرخبيل"), BODY, ("agency_credit", "المصدر: أرخبيل"))
    assert (document["outlet"], document["credits"]) == (None, ["أرخبيل"])


def test_an_address_is_no_name() -> None:
    raw, segments, texts = batch([BODY])
    raw = raw.set_column(raw.schema.get_field_index("url"), "url", [["https://sada.example/1"]])
    assert annotation.annotate(raw, segments, texts, Dataset())["documents"]["outlet"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("name", "other", "variant", "own"),
    [
        ("صحيفة الشرق الأوسط أونلاين", "الشرق الأوسط", True, True),
        ("الشرق", "الشرق الأوسط", False, True),
        ("كوردستان24", "كوردستان 24", True, True),
        ("الشرق الأوسط", "الشرق اليوم", False, False),
        ("الأوسط", "الشرق الأوسط", False, False),
    ],
)
def test_spellings_of_one_outlet(name: str, other: str, variant: bool, own: bool) -> None:
    assert is_variant(key(name), key(other), WORDS) is variant
    assert is_own(key(name), key(other), WORDS) is own
