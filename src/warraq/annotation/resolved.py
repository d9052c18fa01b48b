"""What expressions without a date of their own come to, and the spans of calendar units around a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from warraq.annotation.calendars import GREGORIAN_YEARS


@dataclass(frozen=True)
class Resolved:
    """Lexemes [first, last); `value` is ISO 8601, None without a base; `day` where it is one single day."""

    first: int
    last: int
    value: str | None
    precision: str
    day: date | None = None
    weekday: int | None = None  # as printed
    absolute: bool = False  # a year, a length of time: needs no base
    inferred: bool = False  # a day and a month whose year nothing tells


def precision_of(unit: str) -> str:
    """The precision of a week, a month or a year as a value."""
    return unit if unit in ("month", "year") else "day"


def period_value(unit: str, steps: int, base: datetime | None) -> str | None:
    """The week (ISO 8601, Monday first), month or year so many steps from the base; None if out of range."""
    if base is None:
        return None
    if unit == "week":
        try:
            year, week, _ = (base.date() + timedelta(weeks=steps)).isocalendar()
        except OverflowError:
            return None
        return f"{year}-W{week:02}"
    months = base.year * 12 + base.month - 1 + steps * (12 if unit == "year" else 1)
    if months // 12 not in GREGORIAN_YEARS:
        return None
    return f"{months // 12}" if unit == "year" else f"{months // 12}-{months % 12 + 1:02}"


def stamp(moment: datetime) -> str:
    """ISO 8601 to the minute, with its offset where it has one."""
    return moment.isoformat(timespec="minutes")
