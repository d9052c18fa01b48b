"""Calendars: a day of the Hijri or the Jalali calendar as a day of the Gregorian one.

Hijri days follow the Umm al-Qura tables (hijridate); where months begin by sight, a page may be a day off,
which is why every value read from one carries the flag `hijri`.
"""

from datetime import date
from typing import Final, Literal

Calendar = Literal["gregorian", "hijri", "jalali"]

GREGORIAN_YEARS: Final = range(1900, 2100)  # outside it a number on a news page is no year of publication
HISTORY: Final = range(1000, 1900)  # years that running text speaks of, with a month's name before them
HIJRI_YEARS: Final = range(1343, 1501)  # what hijridate's tables hold
JALALI_YEARS: Final = range(1279, 1479)  # 1900 to 2099
# An unmarked 14th-century year: news of the web is Jalali up to 1410 (2031), Hijri from 1411 (1990).
FIRST_UNMARKED_HIJRI: Final = 1411


def calendar_of(year: int) -> Calendar | None:
    """The calendar a four-digit year printed without an era belongs to; None when it can be no year."""
    if year in GREGORIAN_YEARS:
        return "gregorian"
    if FIRST_UNMARKED_HIJRI <= year < HIJRI_YEARS.stop:
        return "hijri"
    if 1300 <= year < FIRST_UNMARKED_HIJRI:
        return "jalali"
    return None


def in_range(year: int, calendar: Calendar) -> bool:
    """Whether the year can be converted and is one a news page may speak of."""
    return year in {"gregorian": GREGORIAN_YEARS, "hijri": HIJRI_YEARS, "jalali": JALALI_YEARS}[calendar]


def to_gregorian(year: int, month: int, day: int, calendar: Calendar) -> date | None:
    """The Gregorian day, or None when there is no such day (31 April, month 13, a year out of range)."""
    if not in_range(year, calendar):
        return None
    if calendar == "gregorian":
        return day_of(year, month, day)
    try:
        if calendar == "hijri":
            from hijridate import Hijri

            converted = Hijri(year, month, day).to_gregorian()
            return date(converted.year, converted.month, converted.day)
        from persiantools.jdatetime import JalaliDate

        jalali: date = JalaliDate(year, month, day).to_gregorian()
        return jalali
    except (ValueError, OverflowError):
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def jalali_month(day: date) -> tuple[int, int]:
    """The Jalali year and month a Gregorian day lies in."""
    from persiantools.jdatetime import JalaliDate

    jalali = JalaliDate(day)
    return jalali.year, jalali.month
