"""The day of each document, for telling what can be on one event."""

from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa

UNDATED: Final = -1_000_000
"""The day of a document without one."""
DAYS: Final = 3
"""Days apart at which two dated documents can still be on one event."""
PROMPT: Final = 0.9
"""Share of the dated documents that must have been collected within DAYS of their publication, for the day of
collection to stand for a day that is not printed: the habit of who collects by the day, not of an archive."""
ENOUGH_DATED: Final = 20
"""Documents with both days from which that habit can be told."""


def story_days(documents: pa.Table) -> Any:
    """By row of a table with published_local and collected_at: a number of days, UNDATED where there is none.

    The day of publication; where none is known the day of collection, if this collection is made promptly.
    """
    printed = np.array([_day(local) for local in documents["published_local"].to_pylist()], np.int64)
    instants = documents["collected_at"].to_pylist()
    collected = np.array([i.toordinal() if i else UNDATED for i in instants], np.int64)
    both = (printed != UNDATED) & (collected != UNDATED)
    lag = (collected - printed)[both]
    prompt = len(lag) >= ENOUGH_DATED and np.mean(np.abs(lag) <= DAYS) >= PROMPT
    return np.where((printed == UNDATED) & bool(prompt), collected, printed)


def _day(local: str | None) -> int:
    return date.fromisoformat(local[:10]).toordinal() if local and len(local) >= 10 else UNDATED


def near(days: Any, one: Any, other: Any) -> Any:
    """Pairs of rows no more than DAYS apart, or of which one has no day."""
    undated = (days[one] == UNDATED) | (days[other] == UNDATED)
    return undated | (np.abs(days[one] - days[other]) <= DAYS)
