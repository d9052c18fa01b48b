"""Calendar dates in a row of lexemes: how a day, a month and a year stand together, in any calendar.

Each reader looks a bounded number of lexemes ahead, so reading a text is linear in its length. `strict` is
for running text, where only what can be nothing but a date counts; without it a short form or a labelled
line is read, where two-digit years and looser spacing occur.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from warraq.annotation.calendars import HISTORY, Calendar, calendar_of, day_of, in_range, to_gregorian
from warraq.annotation.date_words import Lexeme

Row = Sequence[Lexeme]
Fields = tuple[int, int | None, int | None]  # year, month, day

SEPARATORS: Final = frozenset(",/-.|_()،؛;:«»\"'")
NUMERIC_SEPARATORS: Final = frozenset("/-.\\")
CENTURY_TURN: Final = 70  # two-digit years: 00-69 are 2000-2069, 70-99 are 1970-1999
# Where year, month and day stand. Of two that fit, the day before the month is what most of the Arabic press
# prints; always flagged when that decides.
ORDERS: Final = {"DMY": (2, 1, 0), "MDY": (2, 0, 1), "YMD": (0, 1, 2), "YDM": (0, 2, 1)}


@dataclass(frozen=True)
class Core:
    """A date as it stands: lexemes [first, last), its readings in order of likelihood, all Gregorian.

    `orders`: how day and month stand in figures with the year last, one for each reading.
    """

    first: int
    last: int
    readings: tuple[Fields, ...]
    calendar: Calendar
    flags: frozenset[str] = frozenset()
    orders: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The likeliest day; None when the form names only a month or a year."""
        return as_day(self.readings[0])


def as_day(fields: Fields) -> date | None:
    year, month, day = fields
    return date(year, month, day) if month and day else None


def read(row: Row, i: int, *, strict: bool) -> Core | None:
    """The calendar date that begins at lexeme `i`, the longest form first."""
    lexeme = row[i]
    if lexeme.kind == "number" or "ordinal" in lexeme.means:
        return (
            _day_month_year(row, i, strict=strict)
            or _numeric(row, i, strict=strict)
            or _signed(row, i)
            or _year_month_day(row, i, strict=strict)
            or (None if strict else _year_day_month(row, i))
        )
    if "month" in lexeme.means:
        return _month_day_year(row, i, strict=strict) or _month_year(row, i, strict=strict)
    return None


# Named months ---------------------------------------------------------------------------------------


def _day_month_year(row: Row, i: int, *, strict: bool) -> Core | None:
    """`16 إبريل 2024`, `الحادي عشر من شهر حزيران عام 2020`, `8-اردیبهشت-1402`, `3rd, October 2024`."""
    day = day_at(row[i])
    if day is None or _continues_a_number(row, i):
        return None
    j = _skip_suffix(row, i + 1)
    j = skip(row, j, SEPARATORS, ("of",))
    named = months_at(row, j)
    if named is None:
        return None
    month, calendar, j = named
    year = _year(row, j, strict=strict)
    if year is None:
        return None
    return _named(i, year, month, day, calendar, history=strict and _is_told(row, year))


def _month_day_year(row: Row, i: int, *, strict: bool) -> Core | None:
    """`مارس 21، 2012`, `October 3rd, 2024`."""
    named = months_at(row, i)
    if named is None:
        return None
    month, calendar, j = named
    j = skip(row, j, frozenset(".,"))
    day = day_at(row[j]) if row[j].kind == "number" else None
    if day is None:
        return None
    j = skip(row, _skip_suffix(row, j + 1), frozenset(",-"))
    year = _year(row, j, strict=True)
    if year is None:
        return None
    return _named(i, year, month, day, calendar, history=strict and _is_told(row, year))


def _year_month_day(row: Row, i: int, *, strict: bool) -> Core | None:
    """`2024 يوليو 27`, and right-to-left text out of a PDF: `6341هـ رمضان 23`."""
    year = _year(row, i, strict=True)
    if year is None or (strict and "era" not in row[i + 1].means):
        return None
    named = months_at(row, skip(row, year.last, SEPARATORS))
    if named is None:
        return None
    month, calendar, j = named
    j = skip(row, j, frozenset("-/,"))
    day = day_at(row[j])
    if day is None or row[j].kind != "number":
        return None
    year = _Year(year.number, j + 1, year.era, year.flags)
    return _named(i, year, month, day, calendar)


def _year_day_month(row: Row, i: int) -> Core | None:
    """`2019 الثلاثاء ,05 شباط / فبراير`, as one family of sites prints it."""
    year = _year(row, i, strict=True)
    if year is None:
        return None
    j = skip(row, year.last, SEPARATORS, ("weekday",), limit=4)
    day, named = day_at(row[j]), months_at(row, skip(row, j + 1, frozenset("-/")))
    if day is None or named is None or _year(row, named[2], strict=True):
        return None
    return _named(i, _Year(year.number, named[2], year.era, year.flags), named[0], day, named[1])


def _signed(row: Row, i: int) -> Core | None:
    """`2024年3月5日`, `2024년 3월`."""
    numbers = [row[i + n].text if row[i + n].kind == "number" else "" for n in (0, 2, 4)]
    signs = [f"{kind}_sign" in row[i + n].means for n, kind in ((1, "year"), (3, "month"), (5, "day"))]
    if not (all(signs[:2]) and [len(n) for n in numbers[:2]] in ([4, 1], [4, 2]) and len(numbers[2]) < 3):
        return None
    year, month, day = (int(n or 1) for n in numbers)
    found = to_gregorian(year, month, day, "gregorian")
    if found is None or (numbers[2] and not signs[2]):
        return None
    return Core(i, i + (6 if numbers[2] else 4), ((year, month, day if numbers[2] else None),), "gregorian")


def _month_year(row: Row, i: int, *, strict: bool) -> Core | None:
    """`تموز/يوليو 2015`: a month. Months of other calendars fall into two of ours, so they have no value."""
    before = row[i - 1] if i and row[i - 1].kind == "number" else None
    if before and len(before.text) <= 2:
        return None  # a day that month does not have
    named = months_at(row, i)
    if named is None:
        return None
    month, calendar, j = named
    year = _year(row, j, strict=True)
    if (
        year is None
        or calendar != "gregorian"
        or year.era in ("hijri", "jalali")
        or not (
            in_range(year.number, calendar) or (strict and year.number in HISTORY and _is_told(row, year))
        )
    ):
        return None
    return Core(i, year.last, ((year.number, month, None),), calendar)


def _is_told(row: Row, year: "_Year") -> bool:
    """Whether a word says that the number is a year (`عام 1854`, `1854م`), or nothing follows it to count."""
    number = year.last - 1 - (year.era is not None)
    return year.era is not None or "of_year" in row[number - 1].means or ends_phrase(row[year.last])


@dataclass(frozen=True)
class _Year:
    number: int
    last: int  # the lexeme after it and its era
    era: str | None
    flags: frozenset[str] = frozenset()


def _named(
    first: int, year: _Year, month: int, day: int, calendar: Calendar, *, history: bool = False
) -> Core | None:
    found = to_gregorian(year.number, month, day, calendar)
    if found is None and history and calendar == "gregorian" and year.number in HISTORY:
        found = day_of(year.number, month, day)
    if found is None:
        return None
    flags = year.flags | ({calendar} if calendar != "gregorian" else set())
    return Core(first, year.last, ((found.year, found.month, found.day),), calendar, flags)


def day_at(lexeme: Lexeme) -> int | None:
    """The day of a month the lexeme is, in digits or as an ordinal."""
    if lexeme.kind == "number":
        day = int(lexeme.text) if len(lexeme.text) <= 2 else 0
        return day if 1 <= day <= 31 else None
    ordinal: int | None = lexeme.means.get("ordinal")
    return ordinal


def _continues_a_number(row: Row, i: int) -> bool:
    """Whether the number is the tail of a longer one: `1.5 مايو`, `2-1`."""
    return (
        i >= 2
        and row[i].kind == "number"
        and row[i - 1].text in (".", ":", ",")
        and row[i - 1].end == row[i].start
        and row[i - 2].kind == "number"
        and row[i - 2].end == row[i - 1].start
        and len(row[i - 2].text) < 4
    )


def months_at(row: Row, j: int) -> tuple[int, Calendar, int] | None:
    """The month at `j` and the same month's other names after it: (number, calendar, lexeme after)."""
    month = row[j].means.get("month")
    if month is None:
        return None
    end = j + 1
    for _ in range(3):
        k = skip(row, end, frozenset("/-(.,"), limit=2)
        if row[k].means.get("month") != month:
            break
        end = k + 1
    if row[end].text == ")" and any(row[k].text == "(" for k in range(j, end)):
        end += 1
    return month[1], month[0], end


def _year(row: Row, j: int, *, strict: bool) -> _Year | None:
    """The year at `j`, separators and `عام` before it passed over, with its era."""
    k = skip(row, j, SEPARATORS, ("of_year", "of"))
    lexeme = row[k]
    if lexeme.kind != "number" or is_clock(row, k):
        return None
    era, last = _era(row, k + 1)
    if len(lexeme.text) == 4:
        return _plausible(lexeme.text, era, last)
    joined = k > j and row[k - 1].text in ("/", "-", "'")
    if len(lexeme.text) == 2 and not strict and joined:
        return _Year(full_year(int(lexeme.text)), last, era)
    return None


def _plausible(digits: str, era: str | None, last: int) -> _Year | None:
    year = int(digits)
    kind: Calendar | None = "hijri" if era == "hijri" else "jalali" if era == "jalali" else None
    if kind is None:
        return _Year(year, last, era) if year >= HISTORY.start else None
    if not in_range(year, kind) and in_range(int(digits[::-1]), kind):
        return _Year(int(digits[::-1]), last, era, frozenset({"digits_reversed"}))
    return _Year(year, last, era)


def ends_phrase(after: Lexeme) -> bool:
    """Whether a phrase ends before this lexeme, so that a number before it counts nothing."""
    return after.kind == "break" or after.text in tuple(".,:;)!?؟؛»”\"'’…-۔") or "after_year" in after.means


def full_year(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < CENTURY_TURN else 1900)


def is_clock(row: Row, k: int) -> bool:
    """Whether the number at `k` is an hour, a colon and minutes glued to it."""
    return (
        len(row[k].text) <= 2
        and row[k + 1].text == ":"
        and _glued(row, k, k + 1)
        and _glued(row, k + 1, k + 2)
    )


def _era(row: Row, j: int) -> tuple[str | None, int]:
    """The era at `j` and the lexeme after it; `م` is an era only where no clock made it "p.m."."""
    k = j + 1 if row[j].text == "(" and "era" in row[j + 1].means else j
    era = row[k].means.get("era")
    return (era, k + 1) if era else (None, j)


def _skip_suffix(row: Row, j: int) -> int:
    """Past `th` in `3th`, `er` in `1er`, the point in `3. Oktober`."""
    return j + 1 if "day_suffix" in row[j].means and row[j].start == row[j - 1].end else j


def skip(row: Row, j: int, marks: frozenset[str], kinds: tuple[str, ...] = (), limit: int = 3) -> int:
    """The first lexeme from `j` on that is none of the marks and kinds, at most `limit` further."""
    for _ in range(limit):
        lexeme = row[j]
        if (lexeme.text in marks and lexeme.kind == "mark") or any(k in lexeme.means for k in kinds):
            j += 1
        else:
            break
    return j


# Numbers only ---------------------------------------------------------------------------------------


def _numeric(row: Row, i: int, *, strict: bool) -> Core | None:
    """`16/7/2015`, `2026-03-12`, `19.01.2026`, `3 / 3 / 1414هـ`, `1396/12/05`."""
    numbers = _three_numbers(row, i, strict=strict)
    if numbers is None:
        return None
    era, last = _era(row, i + 5)
    fields = tuple(int(n) for n in numbers)
    at = 0 if len(numbers[0]) == 4 else 2
    if len(numbers[at]) == 2:
        if strict or era:
            return None
        fields = (*fields[:2], full_year(fields[2]))
    calendar = calendar_of(fields[at]) if era is None else _of_era(era)
    if calendar == "jalali" and era is None:
        calendar = row[i + 2 * at].means.get("unmarked", calendar)
    if calendar is None:
        return None
    found = _readings(fields, at, calendar)
    readings, orders = tuple(found), tuple(found.values())
    if not readings:
        return None
    if at == 0 or calendar != "gregorian":  # the world writes other calendars day first, or year first
        flags = {calendar} - {"gregorian"}
        return Core(i, last, readings[:1], calendar, frozenset(flags))
    ambiguous = frozenset({"date_ambiguous"} if len(readings) > 1 else ())
    return Core(i, last, readings, calendar, ambiguous, orders if fields[0] != fields[1] else ())


def _of_era(era: str) -> Calendar:
    return "hijri" if era == "hijri" else "jalali" if era == "jalali" else "gregorian"


def _three_numbers(row: Row, i: int, *, strict: bool) -> tuple[str, str, str] | None:
    """Three numbers with one separator, standing alone: no version, telephone number, score or price."""
    if [row[i + k].kind for k in range(5)] != [
        "number",
        "mark",
        "number",
        "mark",
        "number",
    ]:
        return None
    separator = row[i + 1].text
    a, b, c = row[i].text, row[i + 2].text, row[i + 4].text
    colons = separator == ":" and len(a) == 4 and not strict  # 2024:06:17.10:05, as Chinese agencies print it
    if not (separator in NUMERIC_SEPARATORS or colons) or row[i + 3].text != separator:
        return None
    lengths = (len(a), len(b), len(c))
    if lengths[1] > 2 or not (
        (lengths[0] == 4 and lengths[2] <= 2) or (lengths[0] <= 2 and lengths[2] in (2, 4))
    ):
        return None
    glued = all(row[i + k].end == row[i + k + 1].start for k in range(4))
    spaced_slash = separator == "/"
    if strict and not (glued or spaced_slash):
        return None
    if (strict or separator == ".") and (_touches_number(row, i - 1, -1) or _touches_number(row, i + 5, 1)):
        return None
    if separator == "-" and _touches_number(row, i + 5, 1) and not is_clock(row, i + 6):
        return None  # a telephone number
    if separator == "." and lengths[2] == 2 and i and row[i - 1].kind == "word" and _glued(row, i - 1, i):
        return None  # a version: v5.3.24
    return a, b, c


def _touches_number(row: Row, at: int, step: int) -> bool:
    """Whether another number hangs on at this side: `1.2.3.2024`, `+966-11-...`."""
    if at < 0:
        return False
    mark, beyond = row[at], at + step
    inside = row[at - step]
    touching = mark.start == inside.end if step > 0 else mark.end == inside.start
    if not touching or mark.kind != "mark" or mark.text not in "/-.\\+:_=":
        return False
    return mark.text in "+_=" or (beyond >= 0 and row[beyond].kind == "number" and _glued(row, at, beyond))


def _glued(row: Row, a: int, b: int) -> bool:
    first, second = (a, b) if a < b else (b, a)
    return row[first].end == row[second].start


def _readings(fields: tuple[int, ...], at: int, calendar: Calendar) -> dict[Fields, str]:
    """Every day the three fields can be, likeliest first, with the order that reads them so."""
    found: dict[Fields, str] = {}
    for order in ("YMD", "YDM") if at == 0 else ("DMY", "MDY"):
        y, m, d = ORDERS[order]
        day = to_gregorian(fields[y], fields[m], fields[d], calendar)
        if day is not None:
            found.setdefault((day.year, day.month, day.day), order)
    return found
