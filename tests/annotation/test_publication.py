"""Which of a page's dates is its own."""

import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import warraq
from warraq import cleaning, packs, schema
from warraq.annotation import publication
from warraq.dataset import Dataset, Source

COLLECTED = datetime(2024, 6, 20, 12, tzinfo=UTC)
TITLE = ("title", "افتتاح المتحف الكبير")
BODY = ("body", "افتتح المتحف أبوابه للزوار بعد سنوات من العمل.")


def decide(*lines, source=None, habit=None, **known):
    """The date row and evidence of one page, given as (label, content) lines parted by one line break."""
    text, segments, start = "", [], 0
    for seq, (label, content) in enumerate(lines):
        segments.append(
            {
                "doc_id": "a",
                "seq": seq,
                "start": start,
                "end": start + len(content),
                "label": label,
                "action": "keep",
            }
            | {"rule": "test", "score": 1.0, "text_start": None, "content": content}
        )
        text += content + "\n"
        start = len(text)
    document = {
        "position": 0,
        "doc_id": "a",
        "path": "a.txt",
        "text": text,
        "raw_sha256": "",
        "raw_bytes": len(text),
    }
    document |= {
        "encoding": "utf-8",
        "flags": [],
        "source": "s",
        "url": None,
        "collected_at": None,
        "known": None,
    } | known
    raw = pa.Table.from_pylist([document], schema.RAW)
    table = pa.Table.from_pylist(segments, schema.SEGMENTS.schema)
    dates, evidence = publication.annotate(raw, table, Dataset(sources={"s": source or Source()}), [habit])
    assert evidence.column_names == [c for c in schema.EVIDENCE.schema.names if c != "seq"]
    for row in evidence.to_pylist():
        assert (row["start"] is None) == (row["end"] is None)
        if row["start"] is not None:
            assert 0 <= row["start"] < row["end"] <= len(text)
    return dates.to_pylist()[0], evidence.to_pylist()


@pytest.mark.parametrize(
    ("lines", "value", "rule"),
    [
        ([TITLE, ("date_published", "نشر في: 3 مايو 2024"), BODY], "2024-05-03", "date.labelled"),
        (
            [("date_render", "الأحد 16 يونيو 2024"), TITLE, ("date_published", "3 مايو 2024"), BODY],
            "2024-05-03",
            "date.line",
        ),
        ([("date_render", "الأحد 16 يونيو 2024"), TITLE, BODY], None, None),
        ([TITLE, ("dateline", "بكين 3 مايو 2024 (شينخوا) - "), BODY], "2024-05-03", "date.dateline"),
        ([TITLE, ("dateline", "الدوحة في 3 مايو /قنا/ "), BODY], None, None),
        ([("artefact", " date 2024-05-04 "), TITLE, BODY], "2024-05-04", "date.injected"),
        ([("artefact", " date 2024-05 "), TITLE, BODY], "2024-05", "date.injected"),
        ([TITLE, ("body", "قال اليوم الجمعة (3 أيار 2024) إن العمل انتهى.")], "2024-05-03", "date.body"),
        ([TITLE, ("body", "انتهى العمل في 3 أيار 2020 بعد سنوات.")], None, None),
        (
            [TITLE, BODY, ("related_item", "خبر آخر 9 مايو 2024"), ("teaser", "القاهرة 9 مايو 2024 …")],
            None,
            None,
        ),
        (
            [TITLE, ("date_published", "• 30/6/2017"), ("date_published", "• 00:00"), BODY],
            "2017-06-30",
            "date.line",
        ),
        (
            [TITLE, ("date_published", "• 30/6/2017"), ("date_published", "• 14:35"), BODY],
            "2017-06-30T14:35",
            "date.line",
        ),
        ([TITLE, BODY, ("date_published", "تاریخ اشاعت: 9 مئی 2012")], "2012-05-09", "date.labelled"),
    ],
)
def test_order_of_trust(lines, value, rule):
    found, evidence = decide(*lines)
    assert found["published_local"] == value
    assert [e["rule"] for e in evidence] == ([rule] if rule else [])
    assert [e["value"] for e in evidence] == ([value] if value else [])


def test_published_and_updated_on_one_line():
    line = "نشر في 3 مايو 2024 10:00 ص - آخر تحديث 4 مايو 2024 11:00 ص"
    found, evidence = decide(TITLE, ("date_published", line), BODY)
    assert (found["published_local"], found["updated_local"]) == ("2024-05-03T10:00", "2024-05-04T11:00")
    assert [e["field"] for e in evidence] == ["published_local", "updated_local"]


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("02/07/2024 06:00 Actualizado a las 11:20", "2024-07-02T11:20"),
        ("13 يوليو 2024 - آخر تحديث: 23:41 (توقيت مكة)", "2024-07-13T23:41+03:00"),
        ("13 يوليو 2024 10:00 - آخر تحديث: 09:41", None),  # before it was published: another day's
        ("آخر تحديث: 23:41", None),
    ],
)
def test_a_time_of_update_takes_the_day_beside_it(line, updated):
    assert decide(TITLE, ("date_published", line), BODY)[0]["updated_local"] == updated


def test_instant_only_with_time_and_zone():
    line = ("date_published", "3 مايو 2024 10:00 ص")
    assert decide(TITLE, line, BODY)[0]["published_at"] is None
    at = decide(TITLE, line, BODY, source=Source(timezone="Asia/Riyadh"))[0]["published_at"]
    assert at == datetime(2024, 5, 3, 7, tzinfo=UTC)
    printed = ("date_published", "3 مايو 2024 10:00 ص بتوقيت مكة المكرمة")
    assert decide(TITLE, printed, BODY, source=Source(timezone="Asia/Tokyo"))[0]["published_at"] == at


def test_future_is_turned_away():
    found, _ = decide(TITLE, ("date_published", "3 مايو 2025"), BODY, collected_at=COLLECTED)
    assert (found["published_local"], found["flags"]) == (None, ["date_future"])


@pytest.mark.parametrize(
    ("extra", "known", "value", "flags"),
    [
        ([], {}, "2024-06-05", ["date_ambiguous"]),
        ([("artefact", " date 2024-05-06 ")], {}, "2024-05-06", []),
        ([], {"url": "https://example.org/2024/05/06/x"}, "2024-05-06", []),
        ([("body", "قال اليوم الاثنين إنه سعيد.")], {}, "2024-05-06", []),
        ([], {"collected_at": datetime(2024, 5, 20, tzinfo=UTC)}, "2024-05-06", []),
        ([], {"source": Source(date_order="MDY")}, "2024-05-06", []),
    ],
)
def test_ambiguous_date_is_settled_by_what_the_page_says(extra, known, value, flags):
    source = known.pop("source", None)
    found, _ = decide(TITLE, ("date_published", "5/6/2024"), *extra, source=source, **known)
    assert (found["published_local"], found["flags"]) == (value, flags)


@pytest.mark.parametrize(
    ("habit", "extra", "value", "flags"),
    [
        ("DMY", [], "2024-06-05", ["date_order_learnt"]),
        ("MDY", [], "2024-05-06", ["date_order_learnt"]),
        ("DMY", [("artefact", " date 2024-05-06 ")], "2024-05-06", []),  # what the page says goes before
        ("DMY", [("body", "قال اليوم الاثنين إنه سعيد.")], "2024-05-06", []),
    ],
)
def test_what_the_page_leaves_open_is_read_as_the_site_prints_it(habit, extra, value, flags):
    found, _ = decide(TITLE, ("date_published", "5/6/2024"), *extra, habit=habit)
    assert (found["published_local"], found["flags"]) == (value, flags)


def test_weekday_of_the_first_paragraph_contradicts_the_date():
    line = ("dateline", "( وكالة - 27 يوليو 2021ء) ")
    found, _ = decide(TITLE, line, ("body", "أكد الرئيس، اليوم الاثنين، أن"))
    assert (found["published_local"], found["flags"]) == ("2021-07-27", ["weekday_conflict"])
    assert decide(TITLE, line, ("body", "أكد الرئيس، اليوم الثلاثاء، أن"))[0]["flags"] == []
    assert decide(TITLE, line, ("body", "أكد الرئيس، الاثنين، أن"))[0]["flags"] == []


def test_known_date_only_where_the_text_says_nothing_else_beside_it():
    found, evidence = decide(TITLE, BODY, known='{"published": "2024-05-03"}')
    assert (found["published_local"], evidence[0]["rule"]) == ("2024-05-03", "known.published")
    line = ("date_published", "1 مايو 2024")
    found, evidence = decide(TITLE, line, BODY, known='{"published": "2024-05-09"}')
    assert (found["published_local"], found["flags"]) == ("2024-05-01", ["date_conflict"])
    assert [e["rule"] for e in evidence] == ["date.line", "known.published"]


def test_relative_date_line_needs_the_time_of_collection():
    line = ("date_published", "منذ يومين")
    assert decide(TITLE, line, BODY)[0]["published_local"] is None
    found, evidence = decide(TITLE, line, BODY, collected_at=COLLECTED)
    assert (found["published_local"], evidence[0]["rule"]) == ("2024-06-18", "date.relative")


def test_no_pages():
    dates, evidence = publication.annotate(schema.RAW.empty_table(), schema.SEGMENTS.empty(), Dataset())
    assert (dates.num_rows, evidence.num_rows) == (0, 0)


def test_the_five_documents(five):
    gold = [json.loads(line) for line in (five / "gold.jsonl").read_text("utf-8").splitlines()]
    texts = [(five / g["file"]).read_text("utf-8") for g in gold]
    raw = pa.Table.from_pylist(
        [
            {
                "position": i,
                "doc_id": g["file"],
                "path": g["file"],
                "text": t,
                "raw_sha256": "",
                "raw_bytes": 0,
            }
            | {"encoding": "utf-8", "flags": []}
            for i, (g, t) in enumerate(zip(gold, texts, strict=True))
        ],
        schema.RAW,
    )
    dates, evidence = publication.annotate(raw, cleaning.clean(raw, packs.codes()), Dataset())
    assert dates["published_local"].to_pylist() == [g["published"] for g in gold]
    assert dates["flags"].to_pylist() == [g.get("flags", []) for g in gold]
    assert pc.all(pc.less(evidence["start"], evidence["end"])).as_py()


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("سه شنبه ۱۵ حوت ۱۴۰۲ - ۱۴:۳۰", "2024-03-05T14:30"),
        ("تاریخ انتشار: ۵ اسد ۱۴۰۲", "2023-07-27"),
        ("سه شنبه ۱۵ اسفند ۱۴۰۲", "2024-03-05"),
    ],
)
def test_a_date_line_in_solar_months_is_the_date_of_the_page(line, published):
    body = (
        "وزارت معارف می‌گوید ده مکتب تازه در ولایت بامیان گشوده شده است و هزاران شاگرد در آنها درس می‌خوانند."
    )
    found = warraq.clean(f"ده مکتب تازه در بامیان گشوده شد\n{line}\n{body}\n")
    assert (found["published"], found["flags"]) == (published, ["jalali"])
