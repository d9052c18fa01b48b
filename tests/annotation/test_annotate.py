"""The orchestrator: tables of the right schema, evidence that points at what it claims, batches or not."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotation.pages_of import batch
from warraq import annotation, schema
from warraq.annotation import agencies
from warraq.annotation.credit_words import key, load
from warraq.dataset import Dataset, Source
from warraq.fold import fold
from warraq.labels import LABELS
from warraq.pipeline import process, raw_table

WORDS = load(Dataset().pack_codes())
PAGE = [
    ("breadcrumb", "الرئيسية / أخبار البلدة / افتتاح مكتبة الواحة"),
    ("title", "افتتاح مكتبة الواحة"),
    ("byline", "كتب : سالم الحداد"),
    ("dateline", "الرباط - (رويترز):"),
    ("body", "افتتح المجلس المكتبة صباح اليوم. ونقلت وكالة الأنباء العراقية عن المدير أن القاعة كبيرة."),
    ("body", "وتضم المكتبة ألف كتاب."),
    ("agency_credit", "المصدر: سبوتنيك + تويتر"),
    ("legal", "© جميع الحقوق محفوظة لصحيفة صدى الواحة 2020"),
]


def test_a_page_gives_every_table_in_its_schema() -> None:
    tables = annotation.annotate(*batch(PAGE), Dataset())
    assert list(tables) == ["documents", "evidence", "mentions", "quotes", "times"]
    for name, table in tables.items():
        assert table.schema.equals(schema.TABLES[name].schema), name
        table.validate(full=True)
        for field in table.schema:
            assert field.nullable or not table[field.name].null_count, f"{name}.{field.name}"


def test_what_a_page_says() -> None:
    (document,) = annotation.annotate(*batch(PAGE), Dataset())["documents"].to_pylist()
    assert document["title"] == "افتتاح مكتبة الواحة"
    assert document["section"] == "أخبار البلدة"
    assert document["bylines"] == ["سالم الحداد"]
    assert document["dateline_place"] == "الرباط"
    assert document["credits"] == ["رويترز", "سبوتنيك", "تويتر", "وكالة الأنباء العراقية"]
    assert document["outlet"] == "صدى الواحة"
    assert (document["language"], document["script"], document["direction"]) == ("ar", "Arab", "rtl")
    assert document["paragraphs"] == 2
    assert document["rights"] == "unstated"


def test_what_the_text_does_not_say_is_null() -> None:
    (document,) = annotation.annotate(*batch([("body", PAGE[5][1])]), Dataset())["documents"].to_pylist()
    for column in ("title", "deck", "outlet", "section", "dateline_place", "published_local", "license"):
        assert document[column] is None, column
    assert document["bylines"] == document["credits"] == document["tags"] == document["flags"] == []


def test_known_metadata_stands_in_and_stands_beside() -> None:
    known = {
        "title": "عنوان آخر",
        "section": "ثقافة",
        "outlet": "صدى الواحة",
        "byline": "القاهرة: نادية سالم",
    }
    tables = annotation.annotate(*batch([("body", PAGE[4][1])], PAGE, known=known), Dataset())
    bare, full = tables["documents"].to_pylist()
    assert (bare["title"], bare["section"], bare["outlet"]) == ("عنوان آخر", "ثقافة", "صدى الواحة")
    assert (bare["bylines"], bare["dateline_place"]) == (["نادية سالم"], "القاهرة")
    assert (full["title"], full["bylines"]) == ("افتتاح مكتبة الواحة", ["سالم الحداد"])
    evidence = tables["evidence"].to_pylist()
    known_rows = [e for e in evidence if e["rule"].startswith("known.")]
    assert all(e["start"] is None and e["end"] is None for e in known_rows)
    assert {e["field"] for e in known_rows if e["doc_id"] == full["doc_id"]} >= {
        "title",
        "bylines",
        "section",
    }


def test_evidence_is_numbered_and_ordered_within_its_document() -> None:
    tables = annotation.annotate(*batch(PAGE, PAGE[1:]), Dataset())
    names = tables["documents"].column_names
    for doc_id in tables["documents"]["doc_id"].to_pylist():
        rows = tables["evidence"].filter(pc.equal(tables["evidence"]["doc_id"], doc_id)).to_pylist()
        assert [r["seq"] for r in rows] == list(range(len(rows)))
        places = [
            (names.index(r["field"]), r["start"] if r["start"] is not None else sys.maxsize) for r in rows
        ]
        assert places == sorted(places)


def stems(name: str) -> set[str]:
    """The words of a name, the article and what is written as one with it left off."""
    return {word.removeprefix("لل").removeprefix("ال") for word in key(name).split()}


def supports(evidence: dict[str, object], text: str) -> bool:
    """Whether the span of an evidence row says what its value claims."""
    span, value = text[evidence["start"] : evidence["end"]], str(evidence["value"])  # type: ignore[misc]
    if evidence["field"] == "credits":
        agency = agencies.find(key(span), WORDS)
        return agency.name == value if agency else key(span) == key(value)
    if evidence["field"] == "outlet":  # a shorter spelling of the configured name, or للX for الX
        return bool(stems(span) & stems(value))
    return evidence["field"] == "language" or fold(value) in fold(span)


def assert_supported(tables: dict[str, pa.Table], raw: pa.Table) -> None:
    texts = dict(zip(raw["doc_id"].to_pylist(), raw["text"].to_pylist(), strict=True))
    for row in tables["evidence"].to_pylist():
        if row["start"] is not None and "_local" not in row["field"]:
            assert 0 <= row["start"] < row["end"] <= len(texts[row["doc_id"]])
            assert supports(row, texts[row["doc_id"]]), row


LINE = st.one_of(
    st.sampled_from([line for _, line in PAGE]),
    st.text(st.sampled_from('ابتسمنوي الك@._-–ـ/():«»"|+©20٣ABab و\u200f'), min_size=1, max_size=40),
).filter(lambda s: bool(s.strip()))
PAGES = st.lists(
    st.lists(st.tuples(st.sampled_from(LABELS), LINE.map(str.strip)), min_size=1, max_size=8),
    min_size=1,
    max_size=4,
    unique_by=lambda page: "\n\n".join(line for _, line in page),
)


@settings(max_examples=60, deadline=None)
@given(PAGES, st.sampled_from([None, "صدى الواحة"]))
def test_evidence_supports_its_value_and_a_batch_is_its_pages(
    pages: list[list[tuple[str, str]]], outlet: str | None
) -> None:
    dataset = Dataset(sources={"s": Source(outlet=outlet)})
    raw, segments, texts = batch(*pages, source="s")
    together = annotation.annotate(raw, segments, texts, dataset)
    assert_supported(together, raw)
    singles = [annotation.annotate(*batch(page, source="s"), dataset) for page in pages]
    for name, table in together.items():
        one_by_one = pa.concat_tables([single[name] for single in singles])
        if name == "documents":  # `path` numbers the pages of a batch
            table, one_by_one = table.drop_columns("path"), one_by_one.drop_columns("path")
        assert table.to_pylist() == one_by_one.to_pylist(), name


def test_no_documents_give_empty_tables() -> None:
    tables = annotation.annotate(*batch(), Dataset())
    assert {name: table.num_rows for name, table in tables.items()} == dict.fromkeys(tables, 0)


FIVE = {
    "000": (None, [], ["وكالة الأنباء العراقية"], None),
    "001": ("أردو بوینت نتورك", ["@FahadShabbir"], ["سبوتنيك"], None),
    "002": ("الشرق اليوم", [], ["سبوتنيك", "وكالة الأنباء العراقية", "تويتر"], "أخبار العراق"),
    "003": (None, [], ["وكالة الأنباء العراقية"], None),
    "004": (None, [], [], None),
}


@pytest.mark.parametrize("number", FIVE)
def test_the_five_documents(five: Path, number: str) -> None:
    (path,) = five.glob(f"{number}_*.txt")
    raw = raw_table([path.read_text("utf-8")])
    tables = process(raw, Dataset())
    (document,) = tables["documents"].to_pylist()
    found = (document["outlet"], document["bylines"], document["credits"], document["section"])
    assert found == FIVE[number]
    assert document["language"] == "ar"
    assert_supported(tables, raw)
