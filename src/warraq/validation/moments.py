"""ISO 8601 at the precision printed: what `published_local` and `updated_local` look like."""

import re
from datetime import UTC, datetime
from typing import Final

_MONTH: Final = r"\d{4}-\d\d"
_MINUTE: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d"
_ZONE: Final = r"(?:Z|[+-]\d\d:\d\d)?"

SHAPES: Final[dict[str, str]] = {
    "year": r"\d{4}",
    "month": _MONTH,
    "day": rf"{_MONTH}-\d\d",
    "minute": rf"{_MINUTE}{_ZONE}",
    "second": rf"{_MINUTE}:\d\d{_ZONE}",
}
"""How a moment is written at each precision; the zone is there only when the page prints it."""

_EARLIEST: Final = "0001-01-01"
_HAS_ZONE: Final = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)")


def is_moment(value: str, precision: str) -> bool:
    """Whether the value is ISO 8601 at this precision, and in the calendar."""
    shape = SHAPES.get(precision)
    return (
        shape is not None and re.fullmatch(shape, value, re.ASCII) is not None and instant(value) is not None
    )


def instant(value: str) -> datetime | None:
    """The first instant the value may mean; read as UTC when it has no zone, None when it is no moment."""
    try:
        moment = datetime.fromisoformat(value + _EARLIEST[len(value) :])
    except ValueError:
        return None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:  # a zone that leads out of the calendar
        return None


def has_zone(value: str) -> bool:
    """Whether the value says its zone."""
    return _HAS_ZONE.fullmatch(value[10:]) is not None
