"""What expressions without a date of their own come to, and the spans of calendar units around a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from warraq.annotation.calendars import GREGORIAN_YEARS, Calendar, jalali_month, to_gregorian


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
    calendar: Calendar = "gregorian"  # of the words


def precision_of(unit: str) -> str:
    """The precision of a week, a month or a year as a value."""
    return of_calendar(unit)[1] if unit != "week" else "day"


def of_calendar(unit: str) -> tuple[Calendar, str]:
    """The calendar whose months and years a unit counts, and the unit: `jalali_year` in Persian."""
    return ("jalali", unit.removeprefix("jalali_")) if unit.startswith("jalali_") else ("gregorian", unit)


def period_value(unit: str, steps: int, base: datetime | None) -> str | None:
    """The week (ISO 8601, Monday first), month or year so many steps from the base; None if out of range.

    A Jalali month or year lies in two of ours: its value is the interval of its days.
    """
    if base is None:
        return None
    if unit.startswith("jalali_"):
        year, month = jalali_month(base.date())
        months = year * 12 + month - 1 + steps * (12 if unit == "jalali_year" else 1)
        return span_of(months // 12, None if unit == "jalali_year" else months % 12 + 1, "jalali")
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


def span_of(year: int, month: int | None, calendar: Calendar) -> str | None:
    """From the first to the last day of a year, or of a month, of another calendar; None if out of range."""
    first = to_gregorian(year, month or 1, 1, calendar)
    following = (year + (month or 12) // 12, (month or 12) % 12 + 1)
    after = to_gregorian(*following, 1, calendar)
    if first is None or after is None:
        return None
    return f"{first.isoformat()}/{(after - timedelta(days=1)).isoformat()}"


def stamp(moment: datetime) -> str:
    """ISO 8601 to the minute, with its offset where it has one."""
    return moment.isoformat(timespec="minutes")
