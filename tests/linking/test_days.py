"""The day of a document: printed, or of its collection where that follows publication."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa

from warraq.linking.days import DAYS, ENOUGH_DATED, UNDATED, near, story_days

FIRST = date(2024, 5, 1)


def days(rows: list[tuple[str | None, int | None]]) -> list[int]:
    """story_days of rows (printed, days after FIRST it was collected), counted from FIRST."""
    collected = [
        None if after is None else datetime(2024, 5, 1, 12, tzinfo=UTC) + timedelta(after)
        for _, after in rows
    ]
    table = pa.table(
        {
            "published_local": pa.array([printed for printed, _ in rows], pa.string()),
            "collected_at": pa.array(collected, pa.timestamp("s", tz="UTC")),
        }
    )
    return [int(d) - FIRST.toordinal() if d != UNDATED else UNDATED for d in story_days(table)]


def test_the_printed_day_at_its_precision() -> None:
    assert days([("2024-05-03T10:00+03:00", None), ("2024-05", 4), (None, 4)]) == [2, UNDATED, UNDATED]


def test_the_day_of_collection_stands_in_where_it_is_prompt() -> None:
    prompt = [("2024-05-01", 1)] * ENOUGH_DATED
    assert days([*prompt, (None, 7), (None, None)])[-2:] == [7, UNDATED]
    assert days([*prompt[1:], (None, 7)])[-1] == UNDATED, "too few to tell"
    archive = [("2024-05-01", 400)] * ENOUGH_DATED
    assert days([*prompt, *archive, (None, 7)])[-1] == UNDATED


def test_near() -> None:
    when = np.array([0, DAYS, DAYS + 1, UNDATED])
    pairs = [(0, 1, True), (0, 2, False), (1, 2, True), (0, 3, True), (3, 3, True)]
    for one, other, expected in pairs:
        assert near(when, np.array([one]), np.array([other])).tolist() == [expected]
