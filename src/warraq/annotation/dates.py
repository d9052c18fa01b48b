"""Dates in news pages, in every form they are printed in.

`parse` reads a short form or a labelled line, `find` running text, `in_url` an address. What cannot be told
is flagged, never guessed in silence: `date_ambiguous` (day and month could be changed about),
`weekday_conflict` (the weekday printed is another day's), `digits_reversed`, `calendar_conflict` (the Hijri
half says another day), `year_inferred` (the year nearest to the base), `hijri` and `jalali` (converted).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from warraq.annotation import expressions
from warraq.annotation.calendars import calendar_of, to_gregorian
from warraq.annotation.date_words import lex, spellings
from warraq.annotation.expressions import Expression
from warraq.fold import fold_aligned

MAX_FORM: Final = 1_000  # code points; a form is a line, the rest of a longer one is not read
BEFORE: Final = 40  # code points of folded text before a word of time in which its expression may begin
AFTER: Final = 90  # … and after it, in which it may end: a triple month, a clock and a zone
_MARK: Final = "\ue000"  # private use: what the search puts before a hit; taken out of the text first


@dataclass(frozen=True)
class DateValue:
    """One date or time: `value` in ISO 8601 at the precision printed, where it stands in code points.

    `precision` is `year`, `month`, `day`, `minute` or `second`; `alternatives` are the other readings of an
    ambiguous one; `relative` says it was resolved against a base; `weekday` is the one printed (0 = Monday).
    """

    value: str
    precision: str
    flags: tuple[str, ...]
    start: int
    end: int
    calendar: str = "gregorian"
    relative: bool = False
    weekday: int | None = None
    alternatives: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The calendar day; None for a year, a month, a week or a time alone."""
        if self.precision in ("year", "month") or self.value[0] == "T" or "W" in self.value:
            return None
        return date.fromisoformat(self.value[:10])

    def instant(self, timezone: str | None = None) -> datetime | None:
        """The moment in UTC, where day and time are known and a zone is printed or given (IANA name)."""
        if self.day is None or "T" not in self.value:
            return None
        local = datetime.fromisoformat(self.value)
        if local.tzinfo is None:
            if timezone is None:
                return None
            local = local.replace(tzinfo=ZoneInfo(timezone))
        return local.astimezone(UTC)


def parse(
    form: str, *, base: datetime | None = None, order: str | None = None, timezone: str | None = None
) -> DateValue | None:
    """The first date of a short form or labelled line, or the first time when there is no date.

    Relative forms are resolved against `base` (told in `timezone` where both are known). `order` is the
    source's habit for numeric dates: `DMY`, `MDY` or `YMD`.
    """
    form = form[:MAX_FORM]
    if base is not None and base.tzinfo is not None and timezone is not None:
        base = base.astimezone(ZoneInfo(timezone))
    folded, offsets = fold_aligned(form)
    bare = _BARE.match(folded)
    if bare:
        return DateValue(bare[1], "month" if "-" in bare[1] else "year", (), 0, len(form))
    row = lex(folded)
    found = [e for e in expressions.read(row, base, strict=False, order=order) if e.value]
    chosen = min(found, key=_rank, default=None)
    address = in_url(form) if chosen is None or _rank(chosen) == _CLOCK else None
    if chosen is None or address:
        return address
    return _date_value(chosen, row[chosen.first].start, row[chosen.last - 1].end, offsets)


_CLOCK: Final = 3
_BARE: Final = re.compile(
    r"\s*((?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?)\s*$"
)  # a form that is nothing but a year


def _rank(expression: Expression) -> int:
    """Which of several expressions a form means: a day, then a relative one, a vague one, a time alone."""
    if expression.value and expression.value[0] == "T":
        return _CLOCK
    if expression.precision in ("year", "month"):
        return 2
    return 1 if expression.relative else 0


def find(text: str) -> list[DateValue]:
    """The absolute dates of running text: days and months with a year, years where a word says so."""
    folded, offsets = fold_aligned(text)
    return [
        _date_value(e, start, end, offsets) for e, start, end in scan(folded) if e.value and not e.relative
    ]


def scan(folded: str, base: datetime | None = None) -> Iterator[tuple[Expression, int, int]]:
    """Every time expression of folded running text, with its offsets; read only near words of time."""
    marked = mark(pa.array([folded], pa.string()))[0].as_py()
    yield from scan_marked(folded, marked, base)


def scan_marked(folded: str, marked: str, base: datetime | None) -> Iterator[tuple[Expression, int, int]]:
    """As `scan`, with the hits already marked (see `mark`)."""
    for start, end in _regions(folded, marked):
        row = lex(folded, start, end)
        for expression in expressions.read(row, base, strict=True):
            yield expression, row[expression.first].start, row[expression.last - 1].end


def mark(folded: pa.Array) -> pa.Array:
    """The texts with a mark before each word or number that may open a time expression (RE2, linear)."""
    clean = pc.replace_substring(folded, _MARK, " ")
    return pc.replace_substring_regex(clean, _hints(), _MARK + r"\0")


def _regions(folded: str, marked: str) -> Iterator[tuple[int, int]]:
    """The stretches of text around the hits, joined where they meet, cut at line ends and between words."""
    begin = finish = -1
    position = 0
    pieces = marked.split(_MARK)
    for piece in pieces[:-1]:
        position += len(piece)
        low = max(position - BEFORE, 0)
        line = folded.rfind("\n", low, position) + 1
        low = line or (_next_space(folded, low, position) if low else 0)
        high = folded.find("\n", position, position + AFTER)
        high = min(position + AFTER, len(folded)) if high < 0 else high
        if low <= finish:
            finish = max(finish, high)
            continue
        if begin >= 0:
            yield begin, finish
        begin, finish = low, high
    if begin >= 0:
        yield begin, finish


def _next_space(folded: str, low: int, limit: int) -> int:
    at = folded.find(" ", low, limit)
    return at if at >= 0 else low


@cache
def _hints() -> str:
    """A pattern for what may open an expression: a superset, the grammar decides."""
    kinds = (
        "month",
        "full_weekday",
        "offset",
        "period",
        "last",
        "next",
        "dual",
        "zone_intro",
        "clock_hour",
        "ago_after",
    )
    words = [w for w in spellings(*kinds) if len(w) > 1 and not w.isnumeric()]
    opened = "|".join(re.escape(w) for w in words)
    ago = "|".join(re.escape(w) for w in spellings("since"))
    numbers = r"(?:19|20)[0-9]{2}|[0-9]{1,4}[/.\-\\][0-9]{1,2}[/.\-\\][0-9]{1,4}|[0-9]{1,2}:[0-9]{2}"
    return rf"(?:^|[^\p{{L}}])[وفبلك]{{0,2}}(?:{opened}|{ago})(?:$|[^\p{{L}}])|{numbers}"


def _date_value(expression: Expression, start: int, end: int, offsets: Any) -> DateValue:
    return DateValue(
        expression.value or "",
        expression.precision,
        tuple(sorted(expression.flags)),
        int(offsets[start]),
        int(offsets[end]),
        expression.calendar,
        expression.relative,
        expression.weekday,
        expression.alternatives,
    )


# Addresses ------------------------------------------------------------------------------------------

_URL_FORMS: Final = (  # (pattern, which group is year, month, day)
    (re.compile(r"(?<![0-9])([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?![0-9])"), (1, 2, 3)),
    (re.compile(r"(?<![0-9])([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])"), (3, 2, 1)),
    (re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])"), (1, 2, 3)),
    (re.compile(r"date=([0-3][0-9])([01][0-9])((?:19|20)[0-9]{2})(?![0-9])"), (3, 2, 1)),
)
_URL_SHORT: Final = re.compile(
    r"/([0-3][0-9])([01][0-9])([0-9]{2})/"
)  # /070421/; as often the number of a story
_URL_MONTH: Final = re.compile(r"/((?:19|20)[0-9]{2})/(0[1-9]|1[0-2])(?![0-9])")


def in_url(url: str) -> DateValue | None:
    """The date in an address: `/2024/06/24/`, `cdate=29012026`, `/16/03/2021/`, `/20240624/`, `/1444/04/22/`.

    Day before month is taken where the year comes last, and flagged where it could be the other way.
    """
    url = url[:MAX_FORM]
    if not re.search(r"[/=]|^\s*[0-9]{8}\s*$", url):
        return None
    for pattern, (y, m, d) in _URL_FORMS:
        for match in pattern.finditer(url):
            found = _url_day(
                int(match[y]), int(match[m]), int(match[d]), year_last=y == 3 and "=" not in match[0]
            )
            if found:
                value, flags, others = found
                return DateValue(value, "day", flags, match.start(), match.end(), alternatives=others)
    short = _URL_SHORT.search(url)
    day = to_gregorian(2000 + int(short[3]), int(short[2]), int(short[1]), "gregorian") if short else None
    if short and day:
        return DateValue(day.isoformat(), "day", ("date_ambiguous",), short.start(1), short.end(3))
    month = _URL_MONTH.search(url)
    return DateValue(f"{month[1]}-{month[2]}", "month", (), month.start(1), month.end()) if month else None


def _url_day(
    year: int, month: int, day: int, *, year_last: bool
) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """(value, flags, other readings) of a day in an address."""
    calendar = calendar_of(year)
    if calendar is None:
        return None
    found = to_gregorian(year, month, day, calendar)
    other = to_gregorian(year, day, month, calendar) if year_last else None
    value = found or other
    if value is None:
        return None
    flags = {calendar} - {"gregorian"}
    others = (other.isoformat(),) if found and other and found != other else ()
    return value.isoformat(), tuple(sorted(flags | ({"date_ambiguous"} if others else set()))), others


def describe(form: str, base: datetime | None = None) -> dict[str, Any]:
    """What `warraq dates` prints for one form."""
    found = parse(form, base=base)
    return {
        "text": form,
        "value": found.value if found else None,
        "precision": found.precision if found else None,
        "flags": list(found.flags) if found else [],
    }
