"""Dates in news pages, in every form they are printed in.

`parse` reads a short form or a labelled line, `find` running text, `in_url` an address. What cannot be told
is flagged, never guessed in silence: `date_ambiguous` (day and month could be changed about),
`weekday_conflict` (the weekday printed is another day's), `digits_reversed`, `calendar_conflict` (the Hijri
half says another day), `year_inferred` (the year nearest to the base), `hijri` and `jalali` (converted).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
NEAR: Final = 300  # code points, some two sentences: so long a clock is still of the day last spoken of
NEVER: Final = r"[^\s\S]"  # where a language has no words of a kind
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
    if compact := _COMPACT.match(folded):
        moment = "{}-{}-{}T{}:{}:{}{}".format(*(part or "" for part in compact.groups()))
        whole = parse(moment)
        return None if whole is None else replace(whole, start=0, end=len(form))
    row = lex(folded)
    found = [e for e in expressions.read(row, base, strict=False, order=order) if e.value]
    chosen = min(found, key=_rank, default=None)
    address = in_url(form) if chosen is None or _rank(chosen) == _CLOCK else None
    if chosen is None or address:
        return address
    return _date_value(chosen, row[chosen.first].start, row[chosen.last - 1].end, offsets)


_CLOCK: Final = 3
_COMPACT: Final = re.compile(
    r"\s*((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})t([0-9]{2})([0-9]{2})([0-9]{2})(z|[+-][0-9]{4})?\s*$"
)  # ISO 8601 without its marks, as feeds and crawls write it
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
        _date_value(e, start, end, offsets)
        for e, start, end in scan(folded)
        if e.value and not e.relative and e.precision not in ("duration", "set")
    ]


def scan(folded: str, base: datetime | None = None) -> Iterator[tuple[Expression, int, int]]:
    """Every time expression of folded running text, with its offsets; read only near words of time."""
    marked = mark(pa.array([folded], pa.string()))[0].as_py()
    yield from scan_marked(folded, marked, base)


def scan_marked(
    folded: str,
    marked: str,
    base: datetime | None,
    language: str | None = None,
    order: str | None = None,
) -> Iterator[tuple[Expression, int, int]]:
    """As `scan`, with the hits already marked (see `mark`), by the words of one language if it is known.

    `order`: of day and month in figures that can be read two ways.
    """
    told: Expression | None = None
    told_at = 0
    for start, end in _regions(folded, marked):
        row = lex(folded, start - (folded[start - 1 : start] == "\n"), end, language)
        near = told if start - told_at < NEAR else None
        for expression in expressions.read(row, base, strict=True, order=order, told=near):
            at = row[expression.first].start
            if expression.day:
                told, told_at = expression, at
            yield expression, at, row[expression.last - 1].end


def mark(folded: pa.Array, language: str | None = None) -> pa.Array:
    """The texts with a mark before each word or number that may open a time expression (RE2, linear)."""
    marked = pc.replace_substring(folded, _MARK, " ")
    for pattern in _hints(language):
        marked = pc.replace_substring_regex(marked, pattern, _MARK + r"\0")
    return marked


def _regions(folded: str, marked: str) -> Iterator[tuple[int, int]]:
    """The stretches of text around the hits, joined where they meet, cut at line ends and between words."""
    begin = finish = -1
    position = 0
    pieces = marked.split(_MARK)
    for piece in pieces[:-1]:
        position += len(piece)
        hit = position + (folded[position] == "\n")  # what stands before the word is part of the hit
        low = max(hit - BEFORE, 0)
        line = folded.rfind("\n", low, hit) + 1
        low = line or (_next_space(folded, low, hit) if low else 0)
        high = folded.find("\n", hit, hit + AFTER)
        high = min(hit + AFTER, len(folded)) if high < 0 else high
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
def _hints(language: str | None) -> tuple[str, ...]:
    """Patterns for what may open an expression: a superset, the grammar decides.

    Several, one after the other: as one pattern RE2 has too many states, and takes fifty times as long.
    """

    def one_of(*kinds: str) -> str:
        found = (w for w in spellings(*kinds, language=language) if not w.isnumeric())
        words = [w for w in found if len(w) > 1 or kinds == ("cardinal",)]
        return f"(?:{'|'.join(re.escape(w) for w in words) or NEVER})"

    told, periods, units = one_of("last", "next", "this", "before_last"), one_of("period"), one_of("unit")
    before, numbers = one_of("demonstrative", "leading", "part"), one_of("cardinal")
    day = r"[0-9]{1,4} ?[/.\-\\] ?[0-9]{1,2} ?[/.\-\\] ?[0-9]{1,4}"
    oclock = one_of("clock_oclock")
    return (
        rf"(?:19|20)[0-9]{{2}}|1[34][0-9]{{2}}|{day}|[0-9]{{1,2}}:[0-9]{{2}}",
        _word(one_of("month", "full_weekday", "offset", "dual", "fraction", "clock_hour")),
        _word(rf"{one_of('recurring', 'period_steps')}|{one_of('weekday')} {one_of('weekday_after')}"),
        _word(rf"{one_of('one_back')} {one_of('ago_after')}"),
        _word(rf"(?:[0-9]|{numbers})[ -]?{units}|{units} {numbers}"),
        _word(rf"{periods} {told}|{before}(?: (?:شهر|of))? ?{periods}"),
        _word(rf"{one_of('about', 'since')} {one_of('one')}|{one_of('year_nouns')} [0-9]{{3,4}}\p{{L}}?"),
        _word(rf"{one_of('hour_word')}(?: [^ \n]+){{0,2}} {one_of('half')}|(?:[0-9]|{numbers}) {oclock}"),
    )


def _word(pattern: str) -> str:
    """The pattern between the bounds of words, what Arabic writes together with them let off."""
    return rf"(?:^|[^\p{{L}}])[وفبلك]{{0,2}}(?:{pattern})(?:$|[^\p{{L}}])"


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
    (re.compile(r"/((?:19|20)[0-9]{2})/([01][0-9])([0-3][0-9])(?![0-9])"), (1, 2, 3)),
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
