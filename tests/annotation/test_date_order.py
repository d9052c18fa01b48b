"""The order of day and month that a site's pages show."""

from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import warraq
from tests.conftest import article
from warraq import pages, pipeline, profiles, schema, validation
from warraq.annotation import date_order
from warraq.dataset import Dataset


def raw(texts, urls=None):
    table = pages.with_source(pipeline.raw_table(texts), "akhbar")
    at = table.schema.get_field_index("url")
    return table.set_column(at, table.schema.field(at), pa.array(urls or [None] * len(texts), schema.TEXT))


def observe(*texts, urls=None):
    return date_order.observe(raw(texts, urls), pa.array(["akhbar"] * len(texts)))


def learnt(*texts, urls=None):
    """Key, documents and of of the habit; None where there is none."""
    rows = date_order.learn([observe(*texts, urls=urls)]).to_pylist()
    return (rows[0]["key"], rows[0]["documents"], rows[0]["of"]) if rows else None


MDY = ["نشر في 05/29/2024", "06/17/2024 10:05", "الاثنين 12.30.2023"]
DMY = ["نشر في ٢٩/٠٥/٢٠٢٤", "17-06-2024 | 10:05", "30.12.2023"]


@pytest.mark.parametrize(
    ("texts", "habit"),
    [
        (MDY, ("mdy", 3, 3)),
        (DMY, ("dmy", 3, 3)),
        (MDY[:2], None),  # too few pages
        ([*MDY, DMY[0]], None),  # contradicted
        ([*MDY, "29/05/2024\n05/29/2024"], None),  # a page that shows both
        ([MDY[0]] * 9, None),  # the same bytes are one page
        ([*MDY, "03/04/2024", "نص بلا تاريخ", "2024-05-29", "29/13/2024", "1/2/1445"], ("mdy", 3, 3)),
        ([f"{d}/6/2024" for d in range(13, 31)] + ["6/30/2024"], None),  # one in nineteen is too many
        ([f"{d}/{m}/2024" for m in (5, 6) for d in range(13, 31)] + ["6/30/2024"], ("dmy", 36, 37)),
        (["كلام " * 12 + text for text in MDY], None),  # a paragraph may quote another's form
        (["10.30.15", "1.29.2.2024", "+966 11 29/05/20245", "v05/29/2024/1"], None),
    ],
)
def test_pages_that_agree_make_a_habit(texts, habit):
    assert learnt(*texts) == habit


def test_the_address_tells_where_the_form_does_not():
    texts = ["03/04/2024", "03/05/2024 ", "04/05/2024"]
    urls = ["https://a.org/2024/04/03/x", "https://a.org/20240503/", "https://a.org/2024-05-04-x"]
    assert learnt(*texts, urls=urls) == ("dmy", 3, 3)
    assert learnt(*texts, urls=[f"https://a.org/2024/0{m}/0{d}/" for m, d in ((3, 4), (3, 5), (4, 5))]) == (
        "mdy",
        3,
        3,
    )
    assert learnt(*texts, urls=["https://a.org/2023/04/03/"] * 3) is None


def test_shards_and_their_order_do_not_matter():
    parts = [observe(text) for text in [*MDY, "06/30/2024"]]
    tables = [date_order.learn(order) for order in permutations(parts)]
    assert all(table.equals(tables[0]) for table in tables)
    assert date_order.learn([]).num_rows == 0


def test_the_row_of_a_habit_passes_the_gate_and_names_its_site():
    table = date_order.learn([observe(*MDY)])
    assert table.schema == schema.SITE_LINES.schema
    outcome = validation.check({"site_lines": table}, validation.load_suites(), index=_no_documents())
    assert outcome.results
    assert [r.rule_id for r in outcome.results if r.failed] == []
    assert date_order.habits(table, pa.array(["akhbar", "other"])) == ["MDY", None]
    assert date_order.habits(None, pa.array(["akhbar"])) == [None]


def _no_documents():
    return pa.table({"doc_id": pa.array([], schema.TEXT), "chars": pa.array([], schema.INT)})


@given(st.lists(st.text(alphabet="0129/.-\n ٠٥", max_size=40), max_size=6))
def test_any_text_is_observed(texts):
    date_order.learn([observe(*texts)])


def page(number, date):
    """An article with one line that says when it was published."""
    title, _, rest = article(number).partition("\n")
    return f"{title}\nنشر في: {date}\n{rest}"


def test_a_single_page_is_read_by_the_habit_of_its_site(tmp_path):
    for number, date in enumerate(("05/29/2024", "06/17/2024", "12/30/2023")):
        (tmp_path / f"{number}.txt").write_text(page(number, date), "utf-8")
    (tmp_path / "manifest.csv").write_text(
        "path,source\n" + "".join(f"{n}.txt,akhbar\n" for n in range(3)), "utf-8"
    )
    table = profiles.learn([tmp_path], Dataset())
    text = page(7, "03/04/2024")
    found = warraq.clean(text, source="akhbar", profiles=table)
    assert (found["published"], found["flags"]) == ("2024-03-04", ["date_order_learnt"])
    found = warraq.clean(text, source="other", profiles=table)
    assert (found["published"], found["flags"]) == ("2024-04-03", ["date_ambiguous"])
    found = warraq.clean(page(7, "الأربعاء 03/04/2024"), source="akhbar", profiles=table)
    assert (found["published"], found["flags"]) == ("2024-04-03", [])
