"""Relative time expressions: yesterday, last month, Monday, 28 February last, three days ago, the year's end.

Each reader gives a stretch of lexemes and its value against `base`, the day (and time) the text speaks from;
the value is None when there is no base. Values are TIMEX3: `2021-07-26`, `2021-W30`, `2021-06`, `2020`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from warraq.annotation.calendars import GREGORIAN_YEARS, Calendar, to_gregorian
from warraq.annotation.date_grammar import SEPARATORS, day_at, is_clock, months_at, skip
from warraq.annotation.date_words import Lexeme

Row = Sequence[Lexeme]

MAX_COUNT: Final = 200  # `منذ 5000 يوم` is no date anyone means
WEEKDAY_SLACK: Final = 3  # days around "today" in which its weekday is looked for
FAR_UNITS: Final = ("day", "week", "month", "year")  # running text counts back in these; stamps in any
_YEAR_AND_MORE: Final = timedelta(days=400)
_DIRECTIONS: Final = {"before_last": -2, "last": -1, "this": 0, "next": 1}
_STEP: Final = {"second": 1, "minute": 60, "hour": 3600}


@dataclass(frozen=True)
class Relative:
    """Lexemes [first, last); `value` is ISO 8601 or None without a base; `day` where it is one single day."""

    first: int
    last: int
    value: str | None
    precision: str
    day: date | None = None
    weekday: int | None = None  # as printed
    absolute: bool = False  # a year: needs no base
    inferred: bool = False  # a day and a month whose year nothing tells


def read(
    row: Row, i: int, base: datetime | None, *, strict: bool, after_year: bool = False
) -> Relative | None:
    """The relative expression that begins at lexeme `i`. `after_year`: a year ended just before it."""
    for reader in _READERS:
        found = reader(row, i, base, strict)
        if found:
            return found
    return _further_year(row, i) if after_year else None


# Days -----------------------------------------------------------------------------------------------


def _named_day(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`اليوم`, `أمس الاثنين`, `yesterday`. A weekday beside it decides, if one is near."""
    offset = row[i].means.get("offset")
    if offset is None or (strict and _names_something(row, i)):
        return None
    last, weekday = i + 1, None
    k = skip(row, last, frozenset(",("), ("day",), limit=2)
    if "weekday" in row[k].means:
        weekday, last = row[k].means["weekday"], k + 1
        last += row[last].text == ")" and row[k - 1].text == "("
    day = base.date() + timedelta(days=offset) if base else None
    if day and weekday is not None:
        day = nearest_weekday(day, weekday)
    return Relative(i, last, day.isoformat() if day else None, "day", day, weekday)


def _names_something(row: Row, i: int) -> bool:
    """Whether `اليوم` is "the day" or part of an outlet's name here."""
    after = row[i + 1].means
    if row[i].means["offset"] or "unit" not in row[i].means:
        return False
    return (i > 0 and "no_day_after" in row[i - 1].means) or "no_day_before" in after or "ordinal" in after


def nearest_weekday(day: date, weekday: int) -> date:
    """The day of that weekday (0 = Monday) within three days of `day`."""
    return day + timedelta(days=(weekday - day.weekday() + WEEKDAY_SLACK) % 7 - WEEKDAY_SLACK)


def _weekday(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`يوم الاثنين`, `الخميس الماضي`, `next Friday`: the latest one before or on the base, unless told."""
    told = _direction(row, i) if "leading" in row[i].means else None
    k = skip(row, i + (told is not None), frozenset(), ("day",), limit=1)
    weekday = row[k].means.get("weekday")
    if weekday is None or (strict and k == i and "full_weekday" not in row[k].means):
        return None
    if strict and k == i and i > 0 and "no_weekday_after" in row[i - 1].means:
        return None
    last = k + 1
    if told is None:
        told = _direction(row, last)
        last += told is not None
    if told is None:
        dated = _day_of_month(row, skip(row, last, SEPARATORS, ("corresponding",)), base, strict, weekday)
        if dated:
            return replace(dated, first=i, weekday=weekday)
    day = _occurrence(base.date(), weekday, told) if base else None
    return Relative(i, last, day.isoformat() if day else None, "day", day, weekday)


def _occurrence(base: date, weekday: int, told: str | None) -> date:
    back = (base.weekday() - weekday) % 7
    if told == "next":
        return base + timedelta(days=7 - back)
    if told in ("last", "before_last"):
        return base - timedelta(days=(back or 7) + (7 if told == "before_last" else 0))
    return nearest_weekday(base, weekday) if told == "this" else base - timedelta(days=back)


def _direction(row: Row, j: int) -> str | None:
    means = row[j].means
    return next((told for told in _DIRECTIONS if told in means), None)


# Months without a year ------------------------------------------------------------------------------


def _day_of_month(
    row: Row, i: int, base: datetime | None, strict: bool, weekday: int | None = None
) -> Relative | None:
    """`السابع من نيسان/ابريل الماضي`, `28 فبراير`: the one before, after, or nearest to the base."""
    day = day_at(row[i])
    if day is None:
        return None
    j = i + 1 + ("day_suffix" in row[i + 1].means and row[i + 1].start == row[i].end)
    named = months_at(row, skip(row, j, SEPARATORS if not strict else frozenset("/"), ("of",)))
    if named is None or (row[i].kind == "word" and named[1] != "gregorian"):
        return None
    month, calendar, last = named
    told = _direction(row, last)
    last += told is not None
    if _has_year(row, last, strict):
        return None
    found = _nearest(month, day, calendar, base.date(), told, weekday) if base else None
    if base and found is None:
        return None
    return Relative(i, last, found.isoformat() if found else None, "day", found, inferred=told is None)


def _nearest(
    month: int, day: int, calendar: Calendar, base: date, told: str | None, weekday: int | None
) -> date | None:
    """The day of that name before, after or nearest to the base, on the weekday printed if a year has it."""
    years = {"gregorian": base.year, "jalali": base.year - 621, "hijri": round((base.year - 622) * 33 / 32)}
    near = [to_gregorian(years[calendar] + step, month, day, calendar) for step in range(-2, 3)]
    days = [d for d in near if d is not None]
    if calendar == "gregorian":  # a Hijri weekday may be a day off
        days = [d for d in days if d.weekday() == weekday and abs(d - base) < _YEAR_AND_MORE] or days
    if told in ("last", "before_last"):
        days = [d for d in days if d < base]
    elif told == "next":
        days = [d for d in days if d > base]
    elif told == "this":
        days = [d for d in days if d.year == base.year]
    return min(days, key=lambda d: abs(d - base), default=None)


def _has_year(row: Row, j: int, strict: bool) -> bool:
    """Whether a year follows that the calendar readers turned down: `30 أبريل 1793`, `15 يناير 14`."""
    k = skip(row, j, SEPARATORS, ("of_year",), limit=2)
    return (
        row[k].kind == "number"
        and len(row[k].text) in ((3, 4) if strict else (2, 3, 4))
        and not is_clock(row, k)
    )


def _month(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`تموز/يوليو المقبل`, `شهر مارس الماضي`, `last March`."""
    told = _direction(row, i) if "leading" in row[i].means else None
    k = skip(row, i + (told is not None), frozenset(), ("of",), limit=1)
    named = months_at(row, k) if told or k == i or row[i].text.endswith("شهر") else None
    if named is None or named[1] != "gregorian":
        return None
    month, _, last = named
    if told is None:
        told = _direction(row, last)
        last += 1
    if told is None or _has_year(row, last, strict):
        return None
    return Relative(i, last, _month_value(month, told, base) if base else None, "month")


def _month_value(month: int, told: str, base: datetime) -> str:
    year = base.year
    if told in ("last", "before_last") and month >= base.month:
        year -= 1
    if told == "next" and month <= base.month:
        year += 1
    return f"{year}-{month:02}"


# Weeks, months and years by their distance ----------------------------------------------------------


def _period(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`الأسبوع الماضي`, `هذا العام`, `الشهر الجاري`, `last week`."""
    told, k = None, i
    if "demonstrative" in row[i].means or "leading" in row[i].means:
        told, k = _direction(row, i) or "this", i + 1
    unit = row[k].means.get("period")
    if unit is None or (k == i and i > 0 and "no_year_after" in row[i - 1].means):
        return None
    last = k + 1
    if told is None:
        told = _direction(row, last)
        if told is None or row[last].text.startswith("ال") != row[k].text.startswith("ال"):
            return None
        last += 1
    if unit == "year" and row[last].kind == "number" and _gregorian_year(row, last):
        return Relative(i, _past_era(row, last + 1), row[last].text, "year", absolute=True)
    return Relative(i, last, period_value(unit, _DIRECTIONS[told], base), _precision(unit))


def _precision(unit: str) -> str:
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


def _part(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`نهاية العام`, `مطلع عام 2020`, `early 2021`: valued as the whole they are part of."""
    if "part" not in row[i].means:
        return None
    k = skip(row, i + 1, frozenset("-"), ("demonstrative", "of"), limit=2)
    inner = _period(row, k, base, strict) or _month(row, k, base, strict) or _year(row, k, base, strict)
    if inner is None and row[k].kind == "number" and _gregorian_year(row, k):
        inner = Relative(k, _past_era(row, k + 1), row[k].text, "year", absolute=True)
    unit = row[k].means.get("period")
    if inner is None and unit and row[k].text.startswith(("ال", "the")):
        inner = Relative(k, k + 1, period_value(unit, 0, base), _precision(unit))
    return (
        None
        if inner is None
        else Relative(i, inner.last, inner.value, inner.precision, absolute=inner.absolute)
    )


def _ago(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`منذ يومين`, `قبل ثلاثة أيام`, `منذ ساعة`, `three days ago`."""
    since = "since" in row[i].means
    counted = _count(row, i + since)
    if counted is None:
        return None
    count, unit, last = counted
    if not since:
        if "ago_after" not in row[last].means:
            return None
        last += 1
    if strict and (unit not in FAR_UNITS or row[last].text in ("من", "على")):
        return None
    value, precision, day = _before(base, count, unit)
    if strict and day and unit == "week":
        value, day = period_value("week", -count, base), None
    return Relative(i, last, value, precision, day) if value or base is None else None


def _count(row: Row, j: int) -> tuple[int, str, int] | None:
    """(count, unit, lexeme after): `3 أيام`, `ثلاثة أيام`, `يومين`, `ساعة`."""
    if "dual" in row[j].means:
        return 2, row[j].means["dual"], j + 1
    count = (
        int(row[j].text)
        if row[j].kind == "number" and len(row[j].text) <= 3
        else row[j].means.get("cardinal")
    )
    if count and "unit" in row[j + 1].means and count <= MAX_COUNT:
        return count, row[j + 1].means["unit"], j + 2
    alone = "one" in row[j].means and j > 0 and "since" in row[j - 1].means and row[j + 1].kind != "number"
    return (1, row[j].means["unit"], j + 1) if alone else None


def _before(base: datetime | None, count: int, unit: str) -> tuple[str | None, str, date | None]:
    """(value, precision, day) of so many units before the base."""
    if unit in ("month", "year"):
        return period_value(unit, -count, base), unit, None
    if unit in ("day", "week"):
        day = base.date() - timedelta(days=count * (7 if unit == "week" else 1)) if base else None
        return day.isoformat() if day else None, "day", day
    if base is None:
        return None, "minute", None
    return stamp(base - timedelta(seconds=count * _STEP[unit])), "minute", None


def stamp(moment: datetime) -> str:
    """ISO 8601 to the minute, with its offset where it has one."""
    return moment.isoformat(timespec="minutes")


def _just_now(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    if strict or "just_now" not in row[i].means:
        return None
    return Relative(i, i + 1, stamp(base) if base else None, "minute")


# Years ----------------------------------------------------------------------------------------------


def _year(row: Row, i: int, base: datetime | None, strict: bool) -> Relative | None:
    """`عام 2020`; after a preposition (`في 2020`, `since 2011`) only where nothing is counted."""
    noun, cue = "year_nouns" in row[i].means, "year_cues" in row[i].means
    k = i + 1
    if not (noun or cue) or row[k].kind != "number" or not _gregorian_year(row, k):
        return None
    if not noun and not _ends_phrase(row[k + 1]):
        return None
    last = _past_era(row, k + 1)
    return Relative(i if noun else k, last, row[k].text, "year", absolute=True)


def _further_year(row: Row, i: int) -> Relative | None:
    """The second year of `عامي 2010 و2015`, `2010-2015`."""
    k = i + 1
    joins = row[i].text in ("و", "and", "-", "الي", "to", "حتي", "/")
    if not joins or row[k].kind != "number" or not _gregorian_year(row, k):
        return None
    return Relative(k, k + 1, row[k].text, "year", absolute=True)


def _past_era(row: Row, j: int) -> int:
    return j + (row[j].means.get("era") == "gregorian")


def _gregorian_year(row: Row, k: int) -> bool:
    """Four digits, no decimal, no unit glued to them."""
    digits, after = row[k].text, row[k + 1]
    if len(digits) != 4 or int(digits) not in GREGORIAN_YEARS or after.means.get("era") == "hijri":
        return False
    return after.text not in ("%", "٪") and not _decimal(row, k)


def _decimal(row: Row, k: int) -> bool:
    """Whether a mark and more digits hang on: `2010.5`, `2010/11`, `2025-26`."""
    if row[k + 1].text not in (".", ",", "/", ":", "-"):
        return False
    if row[k + 1].text == "-" and len(row[k + 2].text) == 4:
        return False
    return (
        row[k].end == row[k + 1].start and row[k + 1].end == row[k + 2].start and row[k + 2].kind == "number"
    )


def _ends_phrase(after: Lexeme) -> bool:
    return after.kind == "break" or after.text in tuple(".,:;)!?؟؛»”\"'…-") or "after_year" in after.means


_READERS: Final[tuple[Callable[[Row, int, datetime | None, bool], Relative | None], ...]] = (
    _part, _ago, _just_now, _named_day, _period, _weekday, _day_of_month, _month, _year,
)  # fmt: skip
