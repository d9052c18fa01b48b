"""Which of two documents had the words first."""

from datetime import datetime

import pyarrow as pa
import pytest

from warraq import schema
from warraq.linking.direction import Published, is_before, shared_chars, with_earlier

MORNING = Published("2024-05-02T09:00+03:00", datetime.fromisoformat("2024-05-02T09:00+03:00"))
NOON = Published("2024-05-02T07:30Z", datetime.fromisoformat("2024-05-02T07:30+00:00"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MORNING, NOON),  # half past ten in the first one's zone
        (Published("2024-05-01", None), MORNING),
        (Published("2024-05-01", None), Published("2024-05-02T08:00", None)),
        (Published("2023", None), Published("2024-05", None)),
    ],
)
def test_the_earlier_one(one: Published, other: Published) -> None:
    assert is_before(one, other)
    assert not is_before(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Published(None, None), MORNING),
        (MORNING, MORNING),
        (Published("2024-05-02", None), MORNING),
        (Published("2024-05", None), Published("2024-05-02", None)),
        (Published("2024-05-02T08:00", None), Published("2024-05-02T10:00", None)),  # zones not known
    ],
)
def test_dates_that_do_not_tell(one: Published, other: Published) -> None:
    assert not is_before(one, other)
    assert not is_before(other, one)


def passage(a: str, start_a: int, end_a: int, b: str, start_b: int, end_b: int) -> dict[str, object]:
    spans = {"start_a": start_a, "end_a": end_a, "start_b": start_b, "end_b": end_b}
    return {"doc_a": a, "doc_b": b, **spans, "overlap": 3}


def test_who_is_first_borrows_nothing_and_overlaps_count_once() -> None:
    columns = [f for f in schema.REUSE.schema if f.name != "earlier"]
    rows = [
        passage("a", 0, 50, "b", 10, 60),
        passage("a", 30, 80, "b", 40, 90),
        passage("b", 0, 20, "c", 5, 25),
    ]
    reuse = pa.Table.from_pylist(rows, pa.schema(columns))
    dates = [MORNING, NOON, Published(None, None)]
    found = with_earlier(reuse, ["a", "b", "c"], dates)
    assert found.schema.equals(schema.REUSE.schema)
    assert found["earlier"].to_pylist() == ["a", "a", None]
    assert shared_chars(found, ["a", "b", "c"]) == ([80, 90, 20], [0, 80, 0])
    assert shared_chars(found.slice(0, 0), ["a"]) == ([0], [0])
