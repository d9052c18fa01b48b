"""What outlets kept of an agency's wording: beside its own page, or each other; and when nothing tells."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.test_linking import documents, words
from warraq import schema
from warraq.linking import link_documents
from warraq.linking.intervals import common, length, union
from warraq.linking.publishers import is_of

Page = tuple[str, str | None, Sequence[str], str]  # source, outlet, credits, text


def wording(*pages: Page, published: list[str | None] | None = None) -> list[dict[str, Any]]:
    """Rows of the table, documents numbered from 0."""
    sources, outlets, credits, texts = zip(*pages, strict=True)
    table = documents(list(texts), published)
    for name, values, kind in (
        ("source", sources, pa.string()),
        ("outlet", outlets, pa.string()),
        ("credits", [list(c) for c in credits], pa.list_(pa.string())),
    ):
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(values, kind))
    found = link_documents(table).credit_wording
    assert found.schema.equals(schema.CREDIT_WORDING.schema)
    return [
        {**row, "doc_id": int(row["doc_id"], 16), "reference": int(row["reference"], 16)}
        for row in found.to_pylist()
    ]


def test_beside_the_agency_s_own_page() -> None:
    agency: Page = ("x", "وكالة الراصد للأنباء", [], words(0, 40))
    half: Page = ("y", "الأفق", ["الراصد"], f"{words(0, 20)} {words(200, 20)}")
    (row,) = wording(agency, half)
    assert (row["doc_id"], row["basis"], row["reference"], row["outlets"]) == (1, "agency", 0, 0)
    assert row["wording"] == len(words(0, 40))
    assert row["kept"] == pytest.approx(0.5, abs=0.05)
    assert row["own"] == pytest.approx(0.5, abs=0.1)


def test_beside_what_other_outlets_print_alike() -> None:
    """Two others print 30 words alike, and each adds its own; this one kept 20 of them."""
    one: Page = ("x", None, ["رويترز"], f"{words(0, 30)}\n{words(100, 30)}")
    other: Page = ("y", None, ["رويترز"], f"{words(0, 30)}\n{words(150, 20)}")
    short: Page = ("z", None, ["رويترز"], words(0, 20))
    row = next(r for r in wording(one, other, short) if r["doc_id"] == 2)
    assert (row["basis"], row["outlets"], row["wording"]) == ("outlets", 2, len(words(0, 30)))
    assert row["kept"] == pytest.approx(2 / 3, abs=0.05)
    assert row["own"] == 0


def test_one_other_outlet_does_not_tell_what_was_left_out() -> None:
    one: Page = ("x", None, ["رويترز"], words(0, 40))
    other: Page = ("y", None, ["رويترز"], words(0, 20))
    rows = wording(one, other)
    assert [(r["basis"], r["wording"], r["kept"]) for r in rows] == [("outlet", None, None)] * 2
    assert [round(r["own"], 1) for r in rows] == [0.5, 0]


def test_what_tells_nothing_has_no_row() -> None:
    text = words(0, 40)
    first: Page = ("x", None, ["رويترز"], text)
    assert wording(first, ("x", None, ["رويترز"], text)) == [], "the same paper twice"
    assert wording(first, ("y", None, ["فرانس برس"], text)) == [], "another agency"
    assert wording(first, ("y", None, ["رويترز"], f"{words(0, 7)} {words(200, 60)}")) == [], "a set phrase"
    weeks: list[str | None] = ["2024-05-01", "2024-06-01"]
    assert wording(first, ("y", None, ["رويترز"], text), published=weeks) == [], "weeks apart"


@pytest.mark.parametrize(
    ("outlet", "credit", "expected"),
    [
        ("وكالة رويترز", "رويترز", True),
        ("Reuters Arabic", "رويترز", True),
        ("وكالة الأرخبيل للأنباء", "أرخبيل", True),
        ("صحيفة الشرق", "رويترز", False),
        ("معا", "معا", True),
        ("معا نحو الغد", "معا", False),
        (None, "رويترز", False),
    ],
)
def test_an_outlet_that_is_the_agency(outlet: str | None, credit: str, expected: bool) -> None:
    assert is_of(outlet, credit) is expected


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])))


@given(spans, spans)
def test_intervals_are_sets_of_characters(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    left, right = ({i for span in some for i in range(*span)} for some in (one, other))
    assert {i for span in union(one) for i in range(*span)} == left
    assert {i for span in common(one, other) for i in range(*span)} == left & right
    assert length(one) == len(left)
    assert all(a[1] < b[0] for a, b in zip(union(one), union(one)[1:], strict=False))
