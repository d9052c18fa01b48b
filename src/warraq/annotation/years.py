"""Years of running text: `عام 2020`, `في 2019`, `1978 و1986`, `سنة 1258`, `عام 1436هـ`, `رمضان 1436`.

A number alone is no year. It is one after a word for year; after a preposition or an event that has years
(`مونديال قطر 2022`) where nothing is counted; and beside another year. Before 1900 only after a word for
year, at the end of its phrase or with its era. A Hijri or Jalali year lies in two of ours, a month in two
months: their value is an interval, `2014-10-25/2015-10-13`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from warraq.annotation.calendars import (
    FIRST_UNMARKED_HIJRI,
    GREGORIAN_YEARS,
    JALALI_YEARS,
    Calendar,
    in_range,
)
from warraq.annotation.date_grammar import ends_phrase, months_at
from warraq.annotation.date_words import Lexeme
from warraq.annotation.resolved import Resolved, span_of

Row = Sequence[Lexeme]

EARLY: Final = range(500, 1900)  # years of history: what is smaller is counted more often than dated
MODERN: Final = 1500  # from here on a year needs no era, nor the end of its phrase
# An unmarked year after `عام` is Hijri up to here (2028), ours above: 1453, 1492. From 1300 to 1410 it may be
# either, and has no value, save in Persian, where it is Jalali.
LAST_UNMARKED_HIJRI: Final = 1450
EVENT_WORDS: Final = 2  # between an event and its year: `كأس العالم للأندية 2022`
_JOINS: Final = ("و", "and", "-", "الي", "to", "حتي", "/", "et", "und", "y", "ve", "ou", "او")


def read(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """The year, or the Hijri or Jalali year or month, that begins at lexeme `i`."""
    if row[i].kind == "number":
        return _alone(row, i) if strict else None
    if strict and "month" in row[i].means:
        return _month_of_other_calendar(row, i)
    if "year_nouns" not in row[i].means or row[i + 1].kind != "number":
        return None
    if gregorian(row, i + 1):
        return Resolved(i, past_era(row, i + 2), row[i + 1].text, "year", absolute=True)
    return _old_or_other(row, i) if strict else None


def further(row: Row, i: int) -> Resolved | None:
    """The second year of `عامي 2010 و2015`, `2010-2015`, where a year ended just before `i`."""
    k = i + 1 if row[i].text in _JOINS else i
    joined = k > i or (row[i].start > 0 and row[i].kind == "number" and row[i - 1].end + 2 == row[i].start)
    if not joined or row[k].kind != "number" or not gregorian(row, k):
        return None
    return Resolved(k, past_era(row, k + 1), row[k].text, "year", absolute=True)


def gregorian(row: Row, k: int) -> bool:
    """Whether the number at `k` can be a year of ours: four digits, no decimal, no unit glued to them."""
    digits, after = row[k].text, row[k + 1]
    if len(digits) != 4 or int(digits) not in GREGORIAN_YEARS or after.means.get("era") == "hijri":
        return False
    return after.text not in ("%", "٪") and not _decimal(row, k)


def past_era(row: Row, j: int) -> int:
    """Past `م` after a year."""
    return j + (row[j].means.get("era") == "gregorian")


def _decimal(row: Row, k: int) -> bool:
    """Whether a mark and more digits hang on: `2010.5`, `2010/11`, `2025-26`."""
    if row[k + 1].text not in (".", ",", "/", ":", "-"):
        return False
    if row[k + 1].text == "-" and len(row[k + 2].text) == 4:
        return False
    return (
        row[k].end == row[k + 1].start and row[k + 1].end == row[k + 2].start and row[k + 2].kind == "number"
    )


def _alone(row: Row, k: int) -> Resolved | None:
    """A year by what stands before it: a preposition, `since`, an event; or beside a second year."""
    if not gregorian(row, k) or (k and row[k - 1].kind == "number"):
        return None
    before = row[k - 1].means if k else {}
    last = past_era(row, k + 1)
    told = (
        ("year_since" in before and "unit" not in row[last].means)
        or ("year_cues" in before and ends_phrase(row[last]))
        or (_is_of_event(row, k) and "unit" not in row[last].means)
        or _is_first_of_two(row, k, last)
    )
    return Resolved(k, last, row[k].text, "year", absolute=True) if told else None


def _is_of_event(row: Row, k: int) -> bool:
    """Whether a word for an event that has years stands just before, or a name's length before."""
    near = range(k - 1, max(k - 2 - EVENT_WORDS, -1), -1)
    for j in near:
        if "year_events" in row[j].means:
            return True
        if row[j].kind != "word" or "unit" in row[j].means or "year_cues" in row[j].means:
            return False
    return False


def _is_first_of_two(row: Row, k: int, last: int) -> bool:
    """`1978 و1986.`, `2010 and 2015,`: two years, the second of which counts nothing."""
    j = last + 1
    return (
        row[last].text in _JOINS
        and row[last].kind == "word"
        and row[j].kind == "number"
        and gregorian(row, j)
        and ends_phrase(row[past_era(row, j + 1)])
    )


# Years before 1900, and of other calendars ------------------------------------------------------------


def _old_or_other(row: Row, i: int) -> Resolved | None:
    """`سنة 1258`, `عام 622م`, `عام 1436هـ`, `سال ۱۳۹۵`."""
    digits, k = row[i + 1].text, i + 2
    era = row[k].means.get("era")
    if len(digits) not in (3, 4) or _decimal(row, i + 1):
        return None
    year = int(digits)
    calendar = _calendar(year, era, persian=row[i].text == _PERSIAN_YEAR)
    if calendar is None:
        return None
    last = k + (era is not None)
    if calendar == "gregorian":
        said = year >= MODERN and not row[i].text.startswith(
            "ال"
        )  # العام 1800 is "this year 1,800 …" as well
        sure = year in EARLY and (era or said or ends_phrase(row[k]))
        known = sure and "before_christ" not in row[last].means
        return Resolved(i, last, f"{year:04}", "year", absolute=True) if known else None
    if not (era or ends_phrase(row[k]) or row[i].text == _PERSIAN_YEAR):
        return None
    return _of_other(i, last, span_of(year, None, calendar), "year", calendar)


_PERSIAN_YEAR: Final = "سال"


def _calendar(year: int, era: str | None, *, persian: bool) -> Calendar | None:
    if era is not None:
        named: dict[str, Calendar] = {"hijri": "hijri", "jalali": "jalali"}
        return named.get(era, "gregorian")
    if persian:
        return "jalali" if year in JALALI_YEARS else None
    if FIRST_UNMARKED_HIJRI <= year <= LAST_UNMARKED_HIJRI:
        return "hijri"
    return None if 1300 <= year < FIRST_UNMARKED_HIJRI else "gregorian"


def _month_of_other_calendar(row: Row, i: int) -> Resolved | None:
    """`رمضان 1436هـ`, `خرداد ۱۴۰۱`: from its first day to its last."""
    named = months_at(row, i)
    if named is None or named[1] == "gregorian":
        return None
    if i and row[i - 1].kind == "number" and len(row[i - 1].text) <= 2:
        return None  # a day that month does not have
    month, calendar, j = named
    told = "of_year" in row[j].means or (i and "month_noun" in row[i - 1].means)
    if "needs_year" in row[j - 1].means and not told:
        return None  # میزان ۱۴۰۰ واحد: so many units
    j += "of_year" in row[j].means
    if row[j].kind != "number" or len(row[j].text) != 4 or _decimal(row, j):
        return None
    year, era = int(row[j].text), row[j + 1].means.get("era")
    if not in_range(year, calendar) or era not in (None, calendar):
        return None
    return _of_other(i, j + 1 + (era is not None), span_of(year, month, calendar), "month", calendar)


def _of_other(
    first: int, last: int, value: str | None, precision: str, calendar: Calendar
) -> Resolved | None:
    return Resolved(first, last, value, precision, absolute=True, calendar=calendar) if value else None
