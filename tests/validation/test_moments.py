"""ISO 8601 at a precision, as the page prints it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq.validation.moments import SHAPES, has_zone, instant, is_moment

HELD = [
    ("2021", "year"),
    ("2021-07", "month"),
    ("2024-02-29", "day"),
    ("2021-07-27T10:26", "minute"),
    ("2021-07-27T10:26+03:30", "minute"),
    ("2021-07-27T10:26:05Z", "second"),
]
REFUSED = [
    ("2021", "month"),
    ("2021-13", "month"),
    ("2023-02-29", "day"),
    ("2021-7-27", "day"),
    ("27/07/2021", "day"),
    ("2021-07-27 10:26", "minute"),
    ("2021-07-27T24:26", "minute"),
    ("2021-07-27T10:26+3", "minute"),
    ("2021-07-27T10:26", "second"),
    ("0000", "year"),
    ("0001-01-01T00:00+14:00", "minute"),
    ("٢٠٢١", "year"),
    ("2021\n", "year"),
    ("2021", "decade"),
    ("", "year"),
]


@pytest.mark.parametrize(("value", "precision"), HELD)
def test_moments(value: str, precision: str) -> None:
    assert is_moment(value, precision)
    assert [p for p in SHAPES if is_moment(value, p)] == [precision]


@pytest.mark.parametrize(("value", "precision"), REFUSED)
def test_no_moments(value: str, precision: str) -> None:
    assert not is_moment(value, precision)


def test_instants() -> None:
    assert instant("2021") == datetime(2021, 1, 1, tzinfo=UTC)
    assert instant("2021-07-27T10:26+03:30") == datetime(2021, 7, 27, 6, 56, tzinfo=UTC)
    assert [has_zone(v) for v in ("2021-07-27", "2021-07-27T10:26", "2021-07-27T10:26Z")] == [
        False,
        False,
        True,
    ]


@given(st.text())
def test_any_text_is_a_moment_or_not(value: str) -> None:
    instant(value)
    assert not has_zone(value) or "T" in value


@given(st.datetimes(min_value=datetime(2, 1, 1), timezones=st.just(UTC)))
def test_what_is_printed_is_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert instant(moment.isoformat()) == moment
    assert is_moment(moment.isoformat(), "second")
