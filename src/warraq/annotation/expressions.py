"""Time expressions in a row of lexemes: days, clocks, zones and weekdays put together and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from warraq.annotation import clock, date_grammar, relative
from warraq.annotation.date_grammar import Core, Fields, as_day, skip
from warraq.annotation.date_words import Lexeme

Row = Sequence[Lexeme]

CALENDAR_SLACK: Final = 2  # days the Hijri and the Gregorian half of one date may lie apart (moon sighting)
_BEFORE_DAY: Final = frozenset(",-()/|:•")
_BEFORE_CLOCK: Final = frozenset(",-()/|:•@;؛.")


@dataclass(frozen=True)
class Expression:
    """Lexemes [first, last), and what they say. `value` is None for a relative one without a base."""

    first: int
    last: int
    value: str | None
    precision: str
    flags: frozenset[str] = frozenset()
    calendar: str = "gregorian"
    relative: bool = False
    weekday: int | None = None
    alternatives: tuple[str, ...] = ()
    order: str | None = None  # of day and month, where figures or the weekday beside them show it

    @property
    def day(self) -> date | None:
        """The calendar day, where the value names one."""
        named = self.value and self.precision in ("day", "minute", "second") and self.value[4:5] == "-"
        return (
            date.fromisoformat((self.value or "")[:10]) if named and "W" not in (self.value or "") else None
        )


def read(
    row: Row,
    base: datetime | None = None,
    *,
    strict: bool,
    order: str | None = None,
    told: Expression | None = None,
) -> list[Expression]:
    """Every time expression of the row, from left to right, none overlapping.

    `order`: how day and month stand in figures that can be read two ways and have no weekday beside them. A
    time of day alone in running text is of the day last spoken of: in this row, else `told`, else the base.
    """
    found: list[Expression] = []
    i = 0
    while row[i].text:
        year_ended = bool(found) and found[-1].last == i and found[-1].precision == "year"
        if not (row[i].kind == "number" or "opens" in row[i].means or year_ended):
            i += 1
            continue
        time = clock.read(row, i)
        expression = (
            _date(row, i, strict=strict, order=order)
            or (time and _clock_and_day(row, i, time, base, strict=strict, order=order))
            or _clock_between(row, i, strict=strict)
            or _relative(row, i, base, strict=strict, after_year=year_ended)
            or (time and _clock_alone(row, i, time, base, told, strict=strict))
        )
        if expression:
            found.append(expression)
            told = expression if expression.day else told
        i = expression.last if expression else i + 1
    return found


# Dates ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Placed:
    """A calendar date with the weekday before or after it."""

    core: Core
    last: int
    weekday: int | None


def _date(row: Row, i: int, *, strict: bool, order: str | None) -> Expression | None:
    """A date at `i`, its weekday first if it has one, its other half and its clock after it."""
    placed = _placed(row, i, strict=strict)
    if placed is None:
        return None
    time = _clock_after(row, placed.last, strict=strict)
    last = time.last if time else placed.last
    other = _other_half(row, last, placed.core, strict=strict)
    if other and time is None:
        time = _clock_after(row, other.last, strict=strict)
    last = max(last, other.last if other else 0, time.last if time else 0)
    return _expression(i, last, placed, other, time, order)


def _clock_and_day(
    row: Row, i: int, time: clock.Clock, base: datetime | None, *, strict: bool, order: str | None
) -> Expression | None:
    """A clock at `i` with its day after it: `05:47 م الجمعة 28 أكتوبر 2022`, `الثامنة مساء أمس`."""
    j = skip(row, time.last, _BEFORE_DAY, ("of", "clock_at", "day"))
    placed = _placed(row, j, strict=strict)
    if placed and not _clock_after(row, placed.last, strict=strict):
        other = _other_half(row, placed.last, placed.core, strict=strict)
        return _expression(i, other.last if other else placed.last, placed, other, time, order)
    k = skip(row, time.last, frozenset(",("), ("of", "clock_at"), limit=2)
    day = relative.read(row, k, base, strict=strict) if strict and "opens" in row[k].means else None
    if day and day.precision == "set":
        return Expression(i, day.last, f"{day.value}T{time.text(None)}", "set")
    if day is None or day.precision != "day" or day.absolute or (base and day.day is None):
        return None
    return Expression(i, day.last, _at(day.day, time), time.precision, relative=True, weekday=day.weekday)


def _clock_between(row: Row, i: int, *, strict: bool) -> Expression | None:
    """`Mon Jun 17 10:05:33 UTC 2024`, as computers print it: a clock between the day and the year."""
    if strict or "month" not in row[i].means or row[i + 1].kind != "number":
        return None
    time = clock.read(row, i + 2)
    if time is None or row[time.last].kind != "number":
        return None
    day = date_grammar.read((row[i], row[i + 1], *row[time.last :]), 0, strict=False)
    if day is None or as_day(day.readings[0]) is None:
        return None
    weekday = row[i - 1].means.get("weekday") if i else None
    placed = _Placed(day, day.last, weekday)
    return _expression(i, time.last + day.last - 2, placed, None, time, None)


def _placed(row: Row, i: int, *, strict: bool) -> _Placed | None:
    j, weekday = _weekday_before(row, i)
    core = date_grammar.read(row, j, strict=strict)
    if core is None:
        return None
    last = core.last
    if weekday is None:
        k = skip(row, last, frozenset("(") if strict else _BEFORE_DAY, ("day",), limit=2)
        if strict and row[last].text == "," and "indefinite" in row[last + 1].means:
            k = last + 2  # 05/06/2024, a Wednesday
        if "weekday" in row[k].means and (k > last or not strict):
            weekday, last = row[k].means["weekday"], k + 1
            last += row[last].text == ")" and row[k - 1].text == "("
    return _Placed(core, last, weekday)


def _weekday_before(row: Row, i: int) -> tuple[int, int | None]:
    """(where the date begins, weekday) of `[اليوم] [يوم] الثلاثاء، [الموافق] …` at `i`."""
    j = i
    if "offset" in row[j].means:
        j = skip(row, j + 1, frozenset(",("), limit=2)
    j = skip(row, j, frozenset(), ("day",), limit=1)
    weekday = row[j].means.get("weekday")
    if weekday is None:
        return (j, None) if j > i and "offset" in row[i].means else (i, None)
    return skip(row, j + 1, _BEFORE_DAY | frozenset("."), ("corresponding", "of"), limit=4), weekday


def _clock_after(row: Row, j: int, *, strict: bool) -> clock.Clock | None:
    """The clock that follows a date, separators, `الساعة` and ISO's T passed over."""
    if row[j].text == "t" and row[j].end == row[j + 1].start:
        return clock.read(row, j + 1)
    k = skip(row, j, frozenset(",-(@") if strict else _BEFORE_CLOCK, ("clock_at",), limit=2 if strict else 4)
    if not strict and "weekday" in row[k].means:
        k = skip(row, k + 1, _BEFORE_CLOCK, ("clock_at",))
    found = clock.read(row, k)
    if found and row[found.last].text == ")" and row[k - 1].text == "(":
        return clock.Clock(found.first, found.last + 1, found.time, found.precision, found.zone)
    return found


def _other_half(row: Row, j: int, core: Core, *, strict: bool) -> Core | None:
    """The same day in another calendar, printed after it: `… 1436 هـ الموافق 20 مارس 2015 م`."""
    k = skip(row, j, _BEFORE_DAY, ("corresponding", "of", "day"))
    if "weekday" in row[k].means:
        k = skip(row, k + 1, _BEFORE_DAY, ("corresponding",))
    other = date_grammar.read(row, k, strict=strict)
    if other is None or other.calendar == core.calendar or "gregorian" not in (other.calendar, core.calendar):
        return None
    told = any("corresponding" in row[n].means for n in range(j, k))
    near = any(_apart(a, b) <= CALENDAR_SLACK for a in core.readings for b in other.readings)
    return other if told or near else None


def _apart(a: Fields, b: Fields) -> int:
    day, other = as_day(a), as_day(b)
    return abs((day - other).days) if day and other else CALENDAR_SLACK + 1


def _expression(
    first: int, last: int, placed: _Placed, other: Core | None, time: clock.Clock | None, order: str | None
) -> Expression:
    """The date as its other half and the weekday beside it say, else in the order given."""
    core, flags = placed.core, set(placed.core.flags)
    readings = core.readings
    if other:
        core, readings, flags = _prefer_gregorian(core, other)
    if placed.weekday is not None and as_day(readings[0]):
        agreeing = tuple(r for r in readings if (day := as_day(r)) and day.weekday() == placed.weekday)
        readings = agreeing or readings
        flags |= set() if agreeing else {"weekday_conflict"}
    orders = dict(zip(core.readings, core.orders, strict=False))
    if len(readings) > 1:
        readings = tuple(r for r in readings if orders.get(r) == order) or readings
    if len(readings) == 1:
        flags.discard("date_ambiguous")
    values = tuple(_value(r, time) for r in readings)
    return Expression(
        first,
        last,
        values[0],
        _precision(readings[0], time),
        frozenset(flags),
        core.calendar,
        weekday=placed.weekday,
        alternatives=values[1:],
        order=orders.get(readings[0]) if len(readings) == 1 else None,
    )


def _prefer_gregorian(core: Core, other: Core) -> tuple[Core, tuple[Fields, ...], set[str]]:
    """The Gregorian half, read as the other half says where it could be read in two ways."""
    gregorian, second = (core, other) if core.calendar == "gregorian" else (other, core)
    flags = set(gregorian.flags)
    agreeing = tuple(r for r in gregorian.readings if _apart(r, second.readings[0]) <= CALENDAR_SLACK)
    if not agreeing:
        flags.add("calendar_conflict")
    return gregorian, agreeing or gregorian.readings, flags


def _value(fields: Fields, time: clock.Clock | None) -> str:
    year, month, _ = fields
    day = as_day(fields)
    if day is None:
        return f"{year}-{month:02}" if month else f"{year}"
    return f"{day.isoformat()}T{time.text(day)}" if time else day.isoformat()


def _precision(fields: Fields, time: clock.Clock | None) -> str:
    if as_day(fields) is None:
        return "month" if fields[1] else "year"
    return time.precision if time else "day"


# Relative days and clocks alone ---------------------------------------------------------------------


def _relative(
    row: Row, i: int, base: datetime | None, *, strict: bool, after_year: bool
) -> Expression | None:
    found = relative.read(row, i, base, strict=strict, after_year=after_year)
    if found is None:
        return None
    value, precision, last = found.value, found.precision, found.last
    timed = precision == "set" or (precision == "day" and (found.day or base is None))
    time = _clock_after(row, last, strict=strict) if timed else None
    if time and precision == "set":
        value, last = f"{value}T{time.text(None)}", time.last
    elif time:
        value, precision, last = _at(found.day, time), time.precision, time.last
    flags: set[str] = {"year_inferred"} if found.value and found.inferred else set()
    if found.value and found.calendar != "gregorian":
        flags.add(found.calendar)
    if found.value and found.weekday is not None and found.day and not _agrees(row[i], base, found.day):
        flags.add("weekday_conflict")
    return Expression(
        found.first,
        last,
        value,
        precision,
        frozenset(flags),
        found.calendar,
        not found.absolute,
        found.weekday,
    )


def _agrees(lexeme: Lexeme, base: datetime | None, day: date) -> bool:
    """Whether `أمس` and the weekday beside it name the same day."""
    offset = lexeme.means.get("offset")
    return offset is None or base is None or (day - base.date()).days == offset


def _at(day: date | None, time: clock.Clock) -> str | None:
    return f"{day.isoformat()}T{time.text(day)}" if day else None


def _clock_alone(
    row: Row, i: int, time: clock.Clock, base: datetime | None, told: Expression | None, *, strict: bool
) -> Expression | None:
    """A time of day without a day. In running text it is of the day spoken of, as sure as that one is, and
    must be marked."""
    today = base.date() if base else None
    if not strict:
        return Expression(i, time.last, f"T{time.text(today)}", time.precision)
    marks = {"clock_hour", "half", "clock_oclock", "clock_after"}
    marked = time.zone or any(marks & row[k].means.keys() for k in range(time.first, time.last))
    if not marked and not _fills_line(row, time):
        return None
    if not marked or told is None:
        return Expression(i, time.last, _at(today, time), time.precision, relative=True)
    unsure = told.flags & {"date_ambiguous"}
    return Expression(i, time.last, _at(told.day, time), time.precision, unsure, relative=True)


def _fills_line(row: Row, time: clock.Clock) -> bool:
    """Whether a clock is all of its line, as in the log of a day's events."""
    begins = row[time.first].start == 0 or (time.first and row[time.first - 1].kind == "break")
    return bool(begins) and row[time.last].kind == "break"
