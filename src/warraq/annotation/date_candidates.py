"""The dates a page offers as its own: where each stands, by which rule, and how far it can be trusted."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from warraq.annotation import dates, expressions
from warraq.annotation.date_words import lex
from warraq.annotation.dates import DateValue
from warraq.annotation.expressions import Expression
from warraq.annotation.findings import KNOWN
from warraq.dataset import Dataset, Source
from warraq.fold import fold_aligned

# Rules, most trusted first, with their score: how often a date read so is the article's.
TRUST: Final = {
    "date.labelled": 0.97,
    "date.line": 0.9,
    "date.dateline": 0.8,
    "date.url": 0.75,
    "date.relative": 0.7,  # `two hours ago`, told from the time of collection
    "date.injected": 0.6,  # what the extractor found in the markup; a day late on some sites
    "date.body": 0.5,  # `today, Tuesday 6 August 2023` in the first paragraph
    "known.published": KNOWN,  # only where the text says nothing
}
LABELS: Final = ("title", "byline", "date_published", "date_updated", "dateline", "artefact", "body")
WHOLE: Final = ("day", "minute", "second")  # precisions that name a day
OPENING: Final = 400  # code points of the first body paragraph that are read for its day
ADJACENT: Final = (
    12  # code points between a date line and the time line that belongs to it: a break and a bullet
)
SAME_LINE: Final = 40  # … and between a date and `updated at` with a time alone: the label and its words
MIDNIGHT: Final = re.compile(r"T00:00(?::00)?$")  # what content systems print when they know no time
_INJECTED: Final = re.compile(r"^\s*date\s+([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\s*$")


class Span(NamedTuple):
    """A segment: its label, its place in the raw text and what stands there."""

    label: str
    start: int
    end: int
    content: str


@dataclass(frozen=True)
class Candidate:
    """A date weighed for `field`, `published` or `updated`; `near` its distance to headline or byline."""

    field: str
    date: DateValue
    start: int | None
    end: int | None
    rule: str
    near: int = 0


class Said(NamedTuple):
    """A time expression of the first paragraph; `offset` is 0 if it opens with "today", -1 "yesterday"."""

    expression: Expression
    offset: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """What bears on the date of one document."""

    spans: Sequence[Span]
    url: str | None
    collected_at: datetime | None
    known: str | None  # JSON object
    source: Source
    habit: str | None = None  # order of the site's numeric dates, learnt from its other pages

    @property
    def opening(self) -> Span | None:
        """The first stretch of body."""
        return next((s for s in self.spans if s.label == "body"), None)

    @cached_property
    def said(self) -> list[Said]:
        """The time expressions of the first paragraph's beginning."""
        if self.opening is None:
            return []
        folded, offsets = fold_aligned(self.opening.content[:OPENING])
        row = lex(folded)
        found = expressions.read(row, strict=True, order=self.source.date_order)
        at = [(int(offsets[row[e.first].start]), int(offsets[row[e.last - 1].end])) for e in found]
        return [Said(e, row[e.first].means.get("offset"), *place) for e, place in zip(found, at, strict=True)]


def pages(
    raw: pa.Table, segments: pa.Table, dataset: Dataset, orders: Sequence[str | None] | None = None
) -> Iterator[Page]:
    """One page per row of `raw`, in its order; `orders` the habit of the site of each."""
    of: dict[str, list[Span]] = {}
    chosen = segments.filter(pc.is_in(segments["label"], value_set=pa.array(LABELS)))
    chosen = chosen.set_column(
        chosen.schema.get_field_index("content"),
        "content",
        pc.utf8_slice_codeunits(chosen["content"], 0, dates.MAX_FORM),
    )
    names = ("doc_id", "label", "start", "end", "content")
    for doc_id, *span in zip(*(chosen[n].to_pylist() for n in names), strict=True):
        of.setdefault(doc_id, []).append(Span(*span))
    names = ("doc_id", "url", "collected_at", "known", "source")
    habits = orders or [None] * raw.num_rows
    rows = zip(*(raw[n].to_pylist() for n in names), habits, strict=True)
    for doc_id, url, collected_at, known, source, habit in rows:
        yield Page(of.get(doc_id, ()), url, collected_at, known, dataset.source(source), habit)


def candidates(page: Page) -> list[Candidate]:
    """Every date the page offers as its own, in that order; never its clock or another story's."""
    found: list[Candidate] = []
    for span in page.spans:
        if span.label in ("date_published", "date_updated"):
            for candidate in _in_line(span, page):
                _add(found, candidate)
        elif span.label in ("dateline", "byline"):
            found += _in_dateline(span, page.source)
        elif span.label == "artefact":
            found += _injected(span)
    return [*found, *_in_url(page.url), *_in_opening(page), *_known(page)]


# Date lines -----------------------------------------------------------------------------------------


def _in_line(span: Span, page: Page) -> Iterator[Candidate]:
    """The dates of one segment, cut at the labels in it: `نشر في … آخر تحديث …`."""
    near = _distance(span, page.spans)
    for label, piece, offset in _pieces(span.content):
        date = dates.parse(
            piece, base=page.collected_at, order=page.source.date_order, timezone=page.source.timezone
        )
        if date is None or date.precision == "year":
            continue
        field = label or span.label.removeprefix("date_")
        rule = "date.relative" if date.relative else "date.labelled" if label else "date.line"
        start = span.start + offset + date.start
        yield Candidate(field, date, start, start + date.end - date.start, rule, near)


def _pieces(content: str) -> Iterator[tuple[str | None, str, int]]:
    """(label, text after it, where that stands) for each label of the line, and what precedes the first."""
    folded, offsets = fold_aligned(content)
    label, begin = None, 0
    for lexeme in lex(folded):
        if "label" in lexeme.means:
            at = int(offsets[lexeme.start])
            yield label, content[begin:at], begin
            label, begin = lexeme.means["label"], int(offsets[lexeme.end])
    yield label, content[begin:], begin


def _distance(span: Span, spans: Sequence[Span]) -> int:
    """Code points between the segment and the nearest headline or byline; far where there is none."""
    heads = [s for s in spans if s.label in ("title", "byline")]
    return min((max(s.start - span.end, span.start - s.end, 0) for s in heads), default=span.start)


def _add(found: list[Candidate], new: Candidate) -> None:
    """Append a candidate, or join a time on a line of its own to the date just before it."""
    if new.date.value[0] != "T":
        found.append(new)
        return
    last = found[-1] if found else None
    if last is None or last.start is None or last.end is None or new.start is None or new.end is None:
        return  # a time without a day says nothing
    if new.field == "updated" != last.field and last.date.day and new.start - last.end <= SAME_LINE:
        value = f"{last.date.day.isoformat()}{new.date.value}"
        if not new.date.alternatives and value[:16] >= last.date.value[:16]:
            found.append(replace(new, date=replace(new.date, value=value)))
        return
    if (
        last.date.precision != "day"
        or not 0 <= new.start - last.end <= ADJACENT
        or MIDNIGHT.search(new.date.value)
    ):
        return
    joined = replace(last.date, value=last.date.value + new.date.value, precision=new.date.precision)
    joined = replace(joined, alternatives=tuple(a + new.date.value for a in last.date.alternatives))
    found[-1] = replace(last, date=joined, end=new.end)


# Elsewhere ------------------------------------------------------------------------------------------


def _in_dateline(span: Span, source: Source) -> Iterator[Candidate]:
    """A whole day in a dateline or byline: `بكين 16 نوفمبر 2017 (شينخوا)`."""
    date = dates.parse(span.content, order=source.date_order)
    if date and date.day:
        yield Candidate("published", date, span.start + date.start, span.start + date.end, "date.dateline")


def _injected(span: Span) -> Iterator[Candidate]:
    match = _INJECTED.match(span.content)
    date = dates.parse(match[1]) or _month(match[1]) if match else None
    if match and date:
        yield Candidate(
            "published", date, span.start + match.start(1), span.start + match.end(1), "date.injected"
        )


def _month(text: str) -> DateValue | None:
    """`2023-09`."""
    return DateValue(text, "month", (), 0, len(text)) if len(text) == 7 and 1 <= int(text[5:]) <= 12 else None


def _in_url(url: str | None) -> Iterator[Candidate]:
    date = dates.in_url(url) if url else None
    if date and ("date_ambiguous" not in date.flags or date.alternatives):
        yield Candidate("published", date, None, None, "date.url")


def _in_opening(page: Page) -> Iterator[Candidate]:
    """`اليوم الثلاثاء (6 آب 2023)` in the first paragraph; a date not said to be today's is an event's."""
    for e, offset, start, end in page.said:
        if page.opening and offset == 0 and e.value and not e.relative and e.precision in WHOLE:
            date = DateValue(e.value, e.precision, tuple(sorted(e.flags)), start, end, e.calendar)
            first = page.opening.start
            yield Candidate("published", date, first + start, first + end, "date.body")
            return


def weekday_of_opening(page: Page) -> int | None:
    """The weekday the first paragraph holds today to be, 0 = Monday: `اليوم الاثنين`, `أمس الأحد`."""
    told = ((s.expression.weekday, s.offset) for s in page.said)
    return next(((day - offset) % 7 for day, offset in told if day is not None and offset is not None), None)


def _known(page: Page) -> Iterator[Candidate]:
    """The date that came with the document."""
    text = json.loads(page.known).get("published") if page.known else None
    if isinstance(text, str):
        date = dates.parse(text, order=page.source.date_order) or _month(text.strip())
        if date and date.value[0] != "T":
            yield Candidate("published", date, None, None, "known.published")
