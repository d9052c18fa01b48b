"""Relative time expressions: yesterday, last month, Monday, 28 February last, the year's end.

Each reader gives a stretch of lexemes and its value against `base`, the day (and time) the text speaks from;
the value is None when there is no base. Values are TIMEX3: `2021-07-26`, `2021-W30`, `2021-06`, `2020`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from warraq.annotation import counts, years
from warraq.annotation.calendars import Calendar, jalali_month, to_gregorian
from warraq.annotation.date_grammar import SEPARATORS, day_at, is_clock, months_at, skip
from warraq.annotation.date_words import Lexeme
from warraq.annotation.resolved import Resolved, of_calendar, period_value, precision_of, stamp

Row = Sequence[Lexeme]

WEEKDAY_SLACK: Final = 3  # days around "today" in which its weekday is looked for
AHEAD_WORDS: Final = 10  # words before a weekday in which its sentence may say that it is to come
AHEAD_MONTHS: Final = 2  # of a month alone; more often than a later one the last of that name is meant
RECENT_MONTHS: Final = (
    3  # a month no longer past is not the next of its name, whatever the sentence announces
)
_YEAR_AND_MORE: Final = timedelta(days=400)
_DIRECTIONS: Final = {"before_last": -2, "last": -1, "this": 0, "next": 1}
_YEARS: Final = ("year", "jalali_year")
_SENTENCE_ENDS: Final = frozenset(".!?؟؛۔\n")


def read(
    row: Row, i: int, base: datetime | None, *, strict: bool, after_year: bool = False
) -> Resolved | None:
    """The expression without a date of its own that begins at lexeme `i`: a relative one, a year, a length.

    `after_year`: a year ended just before it.
    """
    for reader in _READERS:
        found = reader(row, i, base, strict)
        if found:
            return found
    return years.further(row, i) if after_year else None


# Days -----------------------------------------------------------------------------------------------


def _named_day(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
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
    return Resolved(i, last, day.isoformat() if day else None, "day", day, weekday)


def _names_something(row: Row, i: int) -> bool:
    """Whether `اليوم` is "the day" or part of an outlet's name here."""
    after = row[i + 1].means
    if row[i].means["offset"] or "unit" not in row[i].means:
        return False
    return (i > 0 and "no_day_after" in row[i - 1].means) or "no_day_before" in after or "ordinal" in after


def nearest_weekday(day: date, weekday: int) -> date:
    """The day of that weekday (0 = Monday) within three days of `day`."""
    return day + timedelta(days=(weekday - day.weekday() + WEEKDAY_SLACK) % 7 - WEEKDAY_SLACK)


def _weekday(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """`يوم الاثنين`, `الخميس الماضي`, `هذا الثلاثاء`, `next Friday`.

    Untold it is the latest one before or on the base, or the next where its sentence speaks of what comes.
    """
    told = _told_before(row, i)
    k = skip(row, i + (told is not None), frozenset(), ("day",), limit=1)
    weekday = row[k].means.get("weekday")
    safe = k > i or "full_weekday" in row[k].means or "weekday_after" in row[k + 1].means
    if weekday is None or (strict and not safe):
        return None
    if strict and i > 0 and "no_weekday_after" in row[i - 1].means:
        return None
    last = k + 1
    if told is None and _leads_week(row, last):
        day = _of_week(base.date(), weekday, _DIRECTIONS[_direction(row, last) or "this"]) if base else None
        return Resolved(i, last + 2, day.isoformat() if day else None, "day", day, weekday)
    if told is None:
        told = _following(row, last)
        last += told is not None
    if told is None:
        dated = _day_of_month(row, skip(row, last, SEPARATORS, ("corresponding",)), base, strict, weekday)
        if dated:
            return replace(dated, first=i, weekday=weekday)
        coming = strict and (_is_to_come(row, i) or _says(row, _before(i), "until", "offset"))
        told = "coming" if coming else None
    day = _occurrence(base.date(), weekday, told) if base else None
    return Resolved(i, last, day.isoformat() if day else None, "day", day, weekday)


def _told_before(row: Row, i: int) -> str | None:
    """The direction of `next Friday`, `هذا الثلاثاء`."""
    if "leading" in row[i].means or "demonstrative" in row[i].means:
        return _direction(row, i) or "this"
    return None


def _is_to_come(row: Row, i: int) -> bool:
    """Whether the sentence says that it speaks of what comes: before `i` in `من المقرر أن …`, `will`, `bis`;
    after it, up to the end of the clause, where verbs stand last: `ہوگا`, `خواهد`."""
    after = range(i + 1, i + 1 + AHEAD_WORDS)
    return _says(row, _before(i), "ahead", "offset") or _says(row, after, "ahead_after", "that")


def _before(i: int) -> range:
    return range(i - 1, max(i - 1 - AHEAD_WORDS, -1), -1)


def _says(row: Row, places: range, kind: str, stop: str) -> bool:
    """Whether a word of the kind stands at one of the places, before a sentence ends or a word that stops."""
    for j in places:
        if j >= len(row) or row[j].text in _SENTENCE_ENDS or stop in row[j].means:
            return False
        if kind in row[j].means:
            return True
    return False


def _occurrence(base: date, weekday: int, told: str | None) -> date:
    back = (base.weekday() - weekday) % 7
    if told == "next":
        return base + timedelta(days=7 - back)
    if told == "coming":
        return base + timedelta(days=-back % 7)
    if told in ("last", "before_last"):
        return base - timedelta(days=(back or 7) + (7 if told == "before_last" else 0))
    return nearest_weekday(base, weekday) if told == "this" else base - timedelta(days=back)


def _leads_week(row: Row, j: int) -> bool:
    """Whether `last week` stands at `j`: `Monday last week`."""
    return "leading" in row[j].means and row[j + 1].means.get("period") == "week"


def _of_week(base: date, weekday: int, steps: int) -> date:
    return base + timedelta(days=weekday - base.weekday() + 7 * steps)


def _following(row: Row, j: int) -> str | None:
    """The direction of a word behind its noun; `this` in "each year this festival" stands before one."""
    return None if "only_leading" in row[j].means else _direction(row, j)


def _direction(row: Row, j: int) -> str | None:
    means = row[j].means
    return next((told for told in _DIRECTIONS if told in means), None)


def _recurring(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """A weekday of no one week, `XXXX-WXX-4` in TIMEX3: `كل خميس`, `Mondays`, `السبت والأحد من كل أسبوع`."""
    if not strict:
        return None
    weekday = row[i].means.get("recurring")
    if weekday is not None:
        return _every(i, i + 1, weekday)
    k = skip(row, i, frozenset(), ("day",), limit=1)
    weekday = row[k].means.get("weekday")
    if weekday is None:
        return None
    j = skip(row, k + 1, frozenset(","), ("weekday", "number_joins", "day"), limit=6)
    if "each_week" in row[j].means:
        return _every(i, j + 1 if j == k + 1 else k + 1, weekday)
    joined = i > 1 and "number_joins" in row[i - 1].means  # every Monday and Thursday
    before = row[i - 1 - joined] if i else row[i]
    beside = joined or before.end + 2 == row[i].start  # كل سبت وخميس
    return _every(i, k + 1, weekday) if beside and "recurring" in before.means else None


def _every(first: int, last: int, weekday: int) -> Resolved:
    return Resolved(first, last, f"XXXX-WXX-{weekday + 1}", "set", absolute=True)


# Months without a year ------------------------------------------------------------------------------


def _day_of_month(
    row: Row, i: int, base: datetime | None, strict: bool, weekday: int | None = None
) -> Resolved | None:
    """`السابع من نيسان/ابريل الماضي`, `28 فبراير`: the one before, after, or nearest to the base."""
    day = day_at(row[i])
    if day is None:
        return None
    j = i + 1 + ("day_suffix" in row[i + 1].means and row[i + 1].start == row[i].end)
    named = months_at(row, skip(row, j, SEPARATORS if not strict else frozenset("/"), ("of",)))
    if named is None or (row[i].kind == "word" and named[1] != "gregorian"):
        return None
    month, calendar, last = named
    steps, last = _of_told_year(row, last)
    told = _following(row, last) if steps is None else None
    last += told is not None
    if told is None and steps is None and i and "leading" in row[i - 1].means:
        told = _direction(row, i - 1)  # el próximo 29 de enero
    if _has_year(row, last, strict):
        return None
    if told is None and steps is None and "needs_year" in row[last - 1].means:
        return None
    if steps is not None and base:
        year = jalali_month(base.date())[0] if calendar == "jalali" else base.year
        found = to_gregorian(year + steps, month, day, calendar)
    else:
        found = _nearest(month, day, calendar, base.date(), told, weekday) if base else None
    if base and found is None:
        return None
    told = told or (None if steps is None else "this")
    value = found.isoformat() if found else None
    return Resolved(i, last, value, "day", found, inferred=told is None, calendar=calendar)


def _of_told_year(row: Row, j: int) -> tuple[int | None, int]:
    """`[من] العام الماضي`, `last year`, `del año pasado` after a month: (years from the base, lexeme after).

    (None, j) where it is not.
    """
    k = skip(row, j, frozenset(), ("of",), limit=1)
    if "leading" in row[k].means and row[k + 1].means.get("period") in _YEARS:
        return _DIRECTIONS[_direction(row, k) or "this"], k + 2
    is_year = row[k].means.get("period") in _YEARS or "of_year" in row[k].means
    told = _following(row, k + 1) if is_year else None
    return (_DIRECTIONS[told], k + 2) if told else (None, j)


def _nearest(
    month: int, day: int, calendar: Calendar, base: date, told: str | None, weekday: int | None
) -> date | None:
    """The day of that name before, after or nearest to the base, on the weekday printed if a year has it."""
    year = {"gregorian": base.year, "jalali": base.year - 621, "hijri": round((base.year - 622) * 33 / 32)}
    near = [to_gregorian(year[calendar] + step, month, day, calendar) for step in range(-2, 3)]
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
    """Whether a year follows that the calendar readers turned down: `15 يناير 14`, `3 مايو 2500`."""
    k = skip(row, j, SEPARATORS, ("of", "of_year"), limit=2)
    shortest = 4 if k > j and "of" in row[k - 1].means else 3 if strict else 2  # مايو من 358 ألف
    return row[k].kind == "number" and shortest <= len(row[k].text) <= 4 and not is_clock(row, k)


def _month(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """`تموز/يوليو المقبل`, `شهر مارس الماضي`, `last March`; a month alone after `منذ`, `until`, `نهاية`."""
    told = _told_before(row, i)
    k = skip(row, i + (told is not None), frozenset(), ("of",), limit=1)
    named = months_at(row, k) if told or k == i or "month_noun" in row[i].means else None
    if named is None or named[1] != "gregorian":
        return None
    month, _, last = named
    steps, last = _of_told_year(row, last)
    if told is None and steps is None:
        told = _following(row, last)
        last += told is not None
    if steps is not None:
        return Resolved(i, last, f"{base.year + steps}-{month:02}" if base else None, "month")
    if told is None and strict:
        told = _alone(row, i, k)
    if told is None or _has_year(row, last, strict):
        return None
    return Resolved(i, last, _month_value(month, told, base) if base else None, "month")


def _alone(row: Row, i: int, k: int) -> str | None:
    """How a month without year or direction is meant, where the words around it show it to be a month."""
    before = row[i - 1].means if i else {}
    if i and row[i - 1].kind == "number":
        return None  # a day that month does not have
    if "year_since" in before:
        return "since"
    if not (k > i or {"month_cues", "part", "month_noun"} & before.keys()):
        return None
    if _is_to_come(row, i):
        return "coming"
    return "until" if _says(row, _before(i), "until", "offset") else "near"


def _month_value(month: int, told: str, base: datetime) -> str:
    """The month of that name before or after the base's; one not told is past, or AHEAD_MONTHS ahead.

    `until July` is of the base's year: as often it is past as it is to come.
    """
    year = base.year
    if told == "coming":
        year += month < base.month - RECENT_MONTHS
    if told == "near":
        year += ((month - base.month) % 12 <= AHEAD_MONTHS and month < base.month) - (
            month > base.month + AHEAD_MONTHS
        )
    if told == "since" and month > base.month:
        year -= 1
    if told in ("last", "before_last") and month >= base.month:
        year -= 1
    if told == "next" and month <= base.month:
        year += 1
    return f"{year}-{month:02}"


# Weeks, months and years by their distance ----------------------------------------------------------


def _period(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """`الأسبوع الماضي`, `هذا العام`, `الشهر الجاري`, `last week`."""
    if "period_steps" in row[i].means:  # امسال, پارسال
        unit, steps = row[i].means["period_steps"].split()
        return _whole(i, i + 1, unit, int(steps), base)
    told = _told_before(row, i)
    k = i + (told is not None)
    unit = row[k].means.get("period")
    if unit is None or (k == i and i > 0 and "no_year_after" in row[i - 1].means):
        return None
    last = k + 1
    if told is None and "one_back" in row[k].means and "ago_after" in row[last].means:
        counted = i > 0 and (row[i - 1].kind == "number" or "cardinal" in row[i - 1].means)
        return None if counted else _whole(i, last + 1, unit, -1, base)  # هفته پیش
    if told is None:
        told = _following(row, last)
        if told is None or row[last].text.startswith("ال") != row[k].text.startswith("ال"):
            return None
        last += 1
    if unit == "year" and row[last].kind == "number" and years.gregorian(row, last):
        return Resolved(i, years.past_era(row, last + 1), row[last].text, "year", absolute=True)
    return _whole(i, last, unit, _DIRECTIONS[told], base)


def _whole(first: int, last: int, unit: str, steps: int, base: datetime | None) -> Resolved:
    value = period_value(unit, steps, base)
    return Resolved(first, last, value, precision_of(unit), calendar=of_calendar(unit)[0])


def _part(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """`نهاية العام`, `مطلع عام 2020`, `early 2021`, `نهاية يناير`: valued as the whole they are part of."""
    if "part" not in row[i].means:
        return None
    k = skip(row, i + 1, frozenset("-"), ("demonstrative", "of"), limit=2)
    inner = _period(row, k, base, strict) or _month(row, k, base, strict) or years.read(row, k, base, strict)
    if inner is None and row[k].kind == "number" and years.gregorian(row, k):
        inner = Resolved(k, years.past_era(row, k + 1), row[k].text, "year", absolute=True)
    unit = row[k].means.get("period")
    if inner is None and unit and row[k].text.startswith(("ال", "the")):
        inner = _whole(k, k + 1, unit, 0, base)
    if inner is None:
        return None
    return replace(inner, first=i)


def _just_now(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    if strict or "just_now" not in row[i].means:
        return None
    return Resolved(i, i + 1, stamp(base) if base else None, "minute")


_READERS: Final[tuple[Callable[[Row, int, datetime | None, bool], Resolved | None], ...]] = (
    _part, counts.ago, _just_now, _recurring, _named_day, _period, _weekday, _day_of_month, _month,
    years.read, counts.duration,
)  # fmt: skip
