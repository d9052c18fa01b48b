"""Counted units of time: `three days`, `يومين`, `ستة وثلاثين عاما`, `8 دقائق و6 ثوان`.

By itself a count is a length of time (TIMEX3 DURATION): `P3D`. With `منذ` or `ago` it is a moment before the
base: `منذ ثلاثة أيام`.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from warraq.annotation.calendars import GREGORIAN_YEARS
from warraq.annotation.date_words import Lexeme
from warraq.annotation.resolved import Resolved, of_calendar, period_value, precision_of, stamp

Row = Sequence[Lexeme]

MAX_AGO: Final = 200  # `منذ 5000 يوم` is no date anyone means
NUMBER_WORDS: Final = 4  # words of one number: `مئة وستة وثلاثين`
FAR_UNITS: Final = ("day", "week", "month", "year")  # running text counts back in these; stamps in any
UNITS: Final = {  # from the longest: (designator, whether it stands after the T, seconds)
    "year": ("Y", False, 0), "month": ("M", False, 0), "week": ("W", False, 604_800),
    "day": ("D", False, 86_400), "hour": ("H", True, 3_600), "minute": ("M", True, 60),
    "second": ("S", True, 1),
}  # fmt: skip
_RANK: Final = {unit: n for n, unit in enumerate(UNITS)}


class Count(NamedTuple):
    """So many of a unit, in lexemes [first, last); `number` as ISO 8601 writes it."""

    first: int
    last: int
    number: str
    unit: str

    @property
    def whole(self) -> int:
        """The number where it is a whole one, else 0."""
        return int(self.number) if self.number.isdigit() else 0


# Numbers and units ----------------------------------------------------------------------------------


def count_at(row: Row, i: int) -> Count | None:
    """`3 أيام`, `ثلاثة أيام`, `يومين`, `نصف ساعة`, `الأشهر السبعة`, `شهر واحد` at lexeme `i`."""
    means = row[i].means
    if "dual" in means:
        return Count(i, i + 1, "2", means["dual"])
    if "fraction" in means:
        number, unit = means["fraction"].split()
        return Count(i, i + 1, number, unit)
    if "unit" in means and "clock_hour" not in means and "cardinal" in row[i + 1].means:
        number, last = _words(row, i + 1)
        definite = row[i].text.startswith("ال") and row[i + 1].text.startswith("ال")
        return Count(i, last, f"{number}", means["unit"]) if definite or number == 1 else None
    found = _digits(row, i) or ((f"{(w := _words(row, i))[0]}", w[1]) if "cardinal" in means else None)
    if found is None:
        return None
    number_text, k = found
    k += row[k].text == "-" and row[k].start == row[k - 1].end and row[k].end == row[k + 1].start
    unit = row[k].means.get("unit")
    if "." in number_text and "clock_after" in row[k].means:
        return None  # 19.00 horas
    definite = row[k].text.startswith("ال")  # في المائة العام الماضي
    return Count(i, k + 1, number_text, unit) if unit and not definite else None


def _digits(row: Row, i: int) -> tuple[str, int] | None:
    """The number in digits that begins at `i`, and the lexeme after it: `27`, `2.5`, `1,500`."""
    if row[i].kind != "number" or (i and row[i - 1].text in ".,:/" and row[i - 1].end == row[i].start):
        return None
    digits, mark, more = row[i].text, row[i + 1], row[i + 2]
    glued = row[i].end == mark.start and mark.end == more.start and more.kind == "number"
    if glued and mark.text == "," and len(more.text) == 3:
        return digits + more.text, i + 3
    if glued and mark.text in ".,":
        return f"{int(digits)}.{more.text}", i + 3
    if len(digits) > 4 or (len(digits) == 4 and int(digits) in GREGORIAN_YEARS):
        return None
    return f"{int(digits)}", i + 1


def _words(row: Row, i: int) -> tuple[int, int]:
    """The number in words that begins at `i`, and the lexeme after it: `مئة وستة وثلاثين`, `twenty-six`."""
    total = last = row[i].means["cardinal"]
    k = i + 1
    for _ in range(NUMBER_WORDS - 1):
        j = k + ("number_joins" in row[k].means or row[k].text == "-")
        value = row[j].means.get("cardinal")
        if value is None or not _follows(last, value):
            break
        total, last, k = total + value, value, j + 1
    return total, k


def _follows(last: int, value: int) -> bool:
    """Whether a number word goes on with another: hundred and less, ten and unit, unit and ten."""
    if last >= 100:
        return value < 100
    tens = value >= 20 and value % 10 == 0
    return (last < 10 and tens and value < 100) or (last % 10 == 0 and value < 10)


# Lengths of time ------------------------------------------------------------------------------------


def duration(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """The length of time that begins at `i`: `P3D`, `PT8M6S`. A short form is never one."""
    if not strict:
        return None
    parts = [part] if (part := _of_text(row, i)) else []
    while parts and len(parts) < len(UNITS):
        j = parts[-1].last
        j += "number_joins" in row[j].means
        further = count_at(row, j)
        if (
            further is None
            or _RANK[further.unit] <= _RANK[parts[-1].unit]
            or "week" in (further.unit, parts[0].unit)
        ):
            break
        parts.append(further)
    if not parts:
        return None
    last = parts[-1].last
    after = row[last].means
    last += ("last" in after or "next" in after) and "only_leading" not in after
    return Resolved(i, last, _iso(parts), "duration", absolute=True)


def _of_text(row: Row, i: int) -> Count | None:
    """A count in running text; one of a unit without a number only after `نحو`, `for`."""
    # `a year` without `for` says how often.
    about = i > 0 and "about" in row[i - 1].means
    again = i > 1 and "unit" in row[i - 2].means  # عاما بعد عام
    if about and not again and "one" in row[i].means and _stands_alone(row, i + 1):
        return Count(i, i + 1, "1", row[i].means["unit"])
    found = count_at(row, i)
    if found is None or found.number in ("0", ""):
        return None
    if not about and ("indefinite" in row[i].means or _is_once(row[i], found)):
        return None
    return found if len(row[found.last - 1].text) > 1 else None  # 5 m are metres


def _is_once(first: Lexeme, count: Count) -> bool:
    """`one day`, `un jour`, `ایک دن`: a day of long ago."""
    return count.number == "1" and "cardinal" in first.means and count.unit in ("day", "second")


def _stands_alone(row: Row, j: int) -> bool:
    """Whether what follows `شهر` does not name it: `شهر رمضان`, `يوم الجمعة`, `عام 2015`."""
    after = row[j]
    return after.kind != "number" and not {"month", "weekday", "offset", "cardinal"} & after.means.keys()


def _iso(parts: Sequence[Count]) -> str:
    days = "".join(p.number + UNITS[p.unit][0] for p in parts if not UNITS[p.unit][1])
    times = "".join(p.number + UNITS[p.unit][0] for p in parts if UNITS[p.unit][1])
    return f"P{days}" + (f"T{times}" if times else "")


# Before the base ------------------------------------------------------------------------------------


def ago(row: Row, i: int, base: datetime | None, strict: bool) -> Resolved | None:
    """`منذ يومين`, `قبل ثلاثة أيام`, `منذ ساعة`, `three days ago`."""
    since = "since" in row[i].means
    counted = _since_one(row, i + 1) if since else None
    counted = counted or count_at(row, i + since)
    if counted is None or not 0 < counted.whole <= MAX_AGO:
        return None
    last = counted.last
    if not since:
        if "ago_after" not in row[last].means:
            return None
        last += 1
    if strict and (counted.unit not in FAR_UNITS or row[last].text in ("من", "علي")):
        return None
    period = row[counted.last - 1].means.get("period", "")
    unit = period if period.startswith("jalali_") else counted.unit
    value, precision, day = _before(base, counted.whole, unit)
    if strict and day and counted.unit == "week":
        value, day = period_value("week", -counted.whole, base), None
    calendar = of_calendar(unit)[0]
    return Resolved(i, last, value, precision, day, calendar=calendar) if value or base is None else None


def _since_one(row: Row, j: int) -> Count | None:
    """`ساعة` after `منذ`."""
    alone = "one" in row[j].means and _stands_alone(row, j + 1)
    return Count(j, j + 1, "1", row[j].means["unit"]) if alone else None


def _before(base: datetime | None, count: int, unit: str) -> tuple[str | None, str, date | None]:
    """(value, precision, day) of so many units before the base."""
    if precision_of(unit) in ("month", "year"):
        return period_value(unit, -count, base), precision_of(unit), None
    if base is None:
        return None, "day" if unit in FAR_UNITS else "minute", None
    moment = base - timedelta(seconds=count * UNITS[unit][2])
    if unit in FAR_UNITS:
        return moment.date().isoformat(), "day", moment.date()
    return stamp(moment), "minute", None
