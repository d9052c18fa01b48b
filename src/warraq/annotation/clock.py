"""Clock times and the zones printed with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from warraq.annotation.date_words import Lexeme

Row = Sequence[Lexeme]

MAX_OFFSET: Final = timedelta(hours=14)
# A night's hour: from 6 on the evening before midnight, up to 5 the small hours; 12 is midnight.
FIRST_EVENING_HOUR: Final = 6
_DECIMAL: Final = (".", ",", "ر")  # as in 9.30, 08,15 and 15ر05: a time only where a word says so
_JOINS: Final = (":", *_DECIMAL)
_LETTERS_OF_HALF: Final = frozenset({"م", "ص", "ش"})


@dataclass(frozen=True)
class Clock:
    """A time of day in lexemes [first, last); `zone` is an IANA name or an offset such as `+03:00`."""

    first: int
    last: int
    time: time
    precision: str  # "minute" or "second"
    zone: str | None

    def text(self, day: date | None) -> str:
        """ISO 8601: `10:26`, `17:32:53+00:00`; a city's zone has the offset it had on the day."""
        shown = self.time.strftime("%H:%M:%S" if self.precision == "second" else "%H:%M")
        return shown + (offset_text(self.zone, day, self.time) if self.zone else "")


class _Hour(NamedTuple):
    """An hour as printed, and how sure it is one: `exact` by its colons, `spoken` by an ordinal."""

    hour: int
    minute: int | None
    second: int | None
    last: int
    exact: bool = False
    spoken: bool = False


def read(row: Row, i: int) -> Clock | None:
    """The clock time that begins at lexeme `i`: `10:26 م`, `9.30 مساء`, `14.05 Uhr`, `07:03PM`, `9 pm`,
    `GMT19:25:41`, `18h30`, `العاشرة والنصف من صباح`, `شام 7 بجے`."""
    means = row[i].means
    if "zone" in means and row[i + 1].kind == "number":
        inner = read(row, i + 1)
        return (
            Clock(i, inner.last, inner.time, inner.precision, inner.zone or means["zone"]) if inner else None
        )
    first = i + 1 if "half" in means and row[i + 1].kind == "number" else i
    said_before = means["half"] if first > i else None
    introduced = "clock_hour" in means and first == i
    first += introduced
    first += introduced and (row[first].text == ":" or "clock_hour" in row[first].means)
    found = _digits(row, first) or _spoken(row, first)
    if found is None:
        return None
    half, last = _half(row, found.last)
    oclock = "clock_oclock" in row[last].means  # 7 Uhr
    said = oclock or "clock_after" in row[last].means  # 14.05 hrs
    last += said
    if said_before and not (half is None and said):
        return None
    half = half or said_before
    if not _is_clock(row, first, found, half, introduced=introduced, said=said, oclock=oclock):
        return None
    named, after = _zone(row, last)
    if not found.exact and not (half or named or introduced or said):
        return None  # 9.30 alone is a price
    hour24 = _hour(found.hour, half)
    if hour24 is None:
        return None
    at = time(hour24, found.minute or 0, found.second or 0)
    return Clock(i, after, at, "minute" if found.second is None else "second", named)


def _is_clock(
    row: Row, first: int, found: _Hour, half: str | None, *, introduced: bool, said: bool, oclock: bool
) -> bool:
    """Whether an hour without minutes, or in words, is told to be one; `5 م` is five metres."""
    if found.spoken:
        return half is not None
    if found.minute is not None or oclock:
        return True
    if introduced:
        return True
    return half is not None and row[first + 1].text not in _LETTERS_OF_HALF


def _spoken(row: Row, i: int) -> _Hour | None:
    """`العاشرة`, `الثامنة والنصف`, `الثالثة إلا ربعا`, `sechs` before `Uhr`."""
    if "hour_word" not in row[i].means:
        number = row[i].means.get("cardinal", 0)
        return _Hour(number, None, None, i + 1) if 0 < number < 13 and _says_hour(row[i + 1]) else None
    minutes = row[i].means["hour_word"] * 60 + row[i + 1].means.get("hour_part", 0)
    return _Hour(minutes // 60, minutes % 60, None, i + 1 + ("hour_part" in row[i + 1].means), spoken=True)


def _says_hour(lexeme: Lexeme) -> bool:
    return "clock_oclock" in lexeme.means


def _digits(row: Row, i: int) -> _Hour | None:
    """The hour in digits at `i`, with minutes and seconds where they are printed."""
    if row[i].kind != "number" or len(row[i].text) > 2 or _preceded_by_number(row, i):
        return None
    hour = int(row[i].text)
    if not (_joined(row, i) and len(row[i + 2].text) == 2 and int(row[i + 2].text) < 60):
        if hour > 23 or _joined(row, i):
            return None
        if "clock_colon" in row[i + 1].means and row[i].end == row[i + 1].start:
            return _Hour(hour, 0, None, i + 2, exact=True)  # 18h
        return _Hour(hour, None, None, i + 1)
    minute, exact, last = int(row[i + 2].text), row[i + 1].text not in _DECIMAL, i + 3
    if hour > 23:
        return None
    if row[i + 1].text in (":", ".") and _joined(row, i + 2) and row[i + 3].text == row[i + 1].text:
        second = row[i + 4].text
        if not exact or len(second) != 2 or int(second) > 59:
            return None  # 1.2.2024, 10:30:2015
        return _Hour(hour, minute, int(second), _past_fraction(row, i + 5), exact=True)
    return _Hour(hour, minute, None, last, exact=exact)


def _preceded_by_number(row: Row, i: int) -> bool:
    """Whether the hour hangs on a number before it, as the 5 in `2.5:30` or `1:05`."""
    return (
        i >= 2
        and row[i - 1].text in (".", ":")
        and row[i - 1].end == row[i].start
        and row[i - 2].kind == "number"
    )


def _joined(row: Row, i: int) -> bool:
    """Whether a colon, point or `h` joins the number at `i` to the next one without a space."""
    mark, number = row[i + 1], row[i + 2]
    gap = 1 if "clock_colon" in mark.means else 0  # 10 h 05
    if mark.text not in _JOINS and not gap:
        return False
    return number.kind == "number" and mark.start <= row[i].end + gap and number.start <= mark.end + gap


def _past_fraction(row: Row, j: int) -> int:
    """Past the fraction of a second in `10:26:31.123`."""
    return (
        j + 2 if row[j].text == "." and row[j].end == row[j + 1].start and row[j + 1].kind == "number" else j
    )


def _half(row: Row, j: int) -> tuple[str | None, int]:
    k = j + 1 if row[j].text == "," or ("of" in row[j].means and "half" in row[j + 1].means) else j
    half: str | None = row[k].means.get("half")
    return (half, k + 1) if half else (None, j)


def _hour(hour: int, half: str | None) -> int | None:
    """Hours 0 to 23. What the two halves add: `12:15 ص` is 00:15, `12:34 مساء` is 12:34; 13 and over stay."""
    if hour > 23:
        return None
    if hour > 12 or half is None:
        return hour
    if half == "am":
        return hour % 12
    if half == "noon":
        return hour if hour >= 10 else hour + 12
    if half == "night":
        return hour % 12 + (12 if FIRST_EVENING_HOUR <= hour < 12 else 0)
    return hour % 12 + 12


# Zones ----------------------------------------------------------------------------------------------


def _zone(row: Row, j: int) -> tuple[str | None, int]:
    """The zone at `j` and the lexeme after it: `بتوقيت القدس المحتلة`, `GMT+3`, `(EET)`, `+03:30`."""
    k = j + 1 if row[j].text in ("(", "-", ",", "[") and row[j + 1].means else j
    means = row[k].means
    if "zone_intro" in means:
        k += 1 + ("zone_intro" in row[k + 1].means)
        zone = row[k].means.get("city") or row[k].means.get("zone")
        return (zone, _close(row, k + 1)) if zone else (None, j)
    if "zone" in means:
        offset, after = _offset(row, k + 1)
        return offset or means["zone"], _close(row, after)
    if "city" in means and "zone_after" in row[k + 1].means:
        return means["city"], _close(row, k + 2)
    glued = row[j].start == row[j - 1].end
    offset, after = _offset(row, j) if row[j].text == "+" or (glued and _iso_offset(row, j)) else (None, j)
    return offset, after


def _iso_offset(row: Row, j: int) -> bool:
    """Whether `-03:00` here ends an ISO form; in `10:00-11:00` the dash means "to"."""
    start = next((k for k in range(j - 1, max(j - 8, -1), -1) if row[k].kind == "word"), None)
    return row[j].text == "-" and start is not None and row[start].text == "t"


def _offset(row: Row, j: int) -> tuple[str | None, int]:
    """`+3`, `+03:30`, `+0330` at `j`."""
    if row[j].text not in ("+", "-") or row[j].end != row[j + 1].start or row[j + 1].kind != "number":
        return None, j
    digits, last = row[j + 1].text, j + 2
    if len(digits) <= 2 and row[last].text == ":" and row[last + 1].kind == "number":
        digits, last = f"{digits:0>2}{row[last + 1].text}", last + 2
    if len(digits) <= 2:
        digits = f"{digits:0>2}00"
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if len(digits) != 4 or minutes > 59 or timedelta(hours=hours, minutes=minutes) > MAX_OFFSET:
        return None, j
    return f"{row[j].text}{hours:02}:{minutes:02}", last


def _close(row: Row, j: int) -> int:
    return j + 1 if row[j].text in (")", "]") else j


@cache
def zone_of(name: str) -> ZoneInfo | timezone:
    """The zone of an IANA name or an offset such as `+03:30`."""
    if name[0] in "+-":
        sign = 1 if name[0] == "+" else -1
        return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[4:6])))
    return ZoneInfo(name)


def offset_text(zone: str, day: date | None, at: time) -> str:
    """`+03:30`. Without a day, only where the zone keeps one offset the year round; else nothing."""
    tz = zone_of(zone)
    days = [day] if day else [date(2024, 1, 15), date(2024, 7, 15)]
    offsets = {datetime.combine(d, at, tz).utcoffset() or timedelta() for d in days}
    if len(offsets) > 1:
        return ""
    minutes = int(offsets.pop().total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
