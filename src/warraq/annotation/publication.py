"""When a page was published and last changed: the date chosen among those it offers, and why.

The order of trust is `date_candidates.TRUST`. The page's clock and the dates of other stories are never
asked. A date after the page was collected is turned away (`date_future`); a numeric date that can be read
two ways is settled by what else the page says, else by what the site's other pages show
(`date_order_learnt`), else flagged (`date_ambiguous`); a weekday in the first
paragraph that is not the date's is flagged (`weekday_conflict`), as are two dates more than a day apart
(`date_conflict`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pyarrow as pa

from warraq import schema
from warraq.annotation.date_candidates import TRUST, Candidate, Page, candidates, pages, weekday_of_opening
from warraq.annotation.date_order import ORDERS
from warraq.annotation.dates import DateValue
from warraq.annotation.findings import Finding, evidence_rows
from warraq.dataset import Dataset

SLACK: Final = timedelta(days=1)  # zones and late evenings: two dates so near agree
_RANK: Final = {rule: n for n, rule in enumerate(TRUST)}
_WITNESSES: Final = ("date.labelled", "date.line", "date.dateline", "date.url", "known.published")
_COLUMNS: Final = (
    "published_at",
    "published_local",
    "published_precision",
    "updated_at",
    "updated_local",
    "updated_precision",
)


@dataclass(frozen=True)
class Decision:
    """What is chosen for one page, the flags it earns, and what came with the document beside it."""

    published: Candidate | None
    updated: Candidate | None
    flags: tuple[str, ...]
    known: Candidate | None


def annotate(
    raw: pa.Table, segments: pa.Table, dataset: Dataset, orders: Sequence[str | None] | None = None
) -> tuple[pa.Table, pa.Table]:
    """(doc_id, published_*, updated_*, flags) in the order of `raw`, and the evidence for the two dates.

    `published_at` and `updated_at` are null unless the time is known and its zone is printed or the source's.
    """
    columns: dict[str, list[object]] = {name: [] for name in (*_COLUMNS, "flags")}
    findings: list[Finding] = []
    for row, page in enumerate(pages(raw, segments, dataset, orders)):
        decision = decide(page)
        for field, chosen in (("published", decision.published), ("updated", decision.updated)):
            found = chosen.date if chosen else None
            columns[f"{field}_at"].append(found.instant(page.source.timezone) if found else None)
            columns[f"{field}_local"].append(found.value if found else None)
            columns[f"{field}_precision"].append(found.precision if found else None)
        columns["flags"].append(list(decision.flags))
        findings += _findings(row, decision)
    fields = [schema.DOCUMENTS.schema.field(name) for name in ("doc_id", *columns)]
    columns = {"doc_id": raw["doc_id"].to_pylist(), **columns}
    table = pa.table([pa.array(columns[f.name], f.type) for f in fields], schema=pa.schema(fields))
    return table, evidence_rows(findings, raw["doc_id"].to_pylist())


def _findings(row: int, decision: Decision) -> list[Finding]:
    chosen = [c for c in (decision.published, decision.updated) if c]
    if decision.known and decision.known not in chosen:
        chosen.append(decision.known)
    return [
        Finding(row, f"{c.field}_local", c.date.value, c.start, c.end, c.rule, TRUST[c.rule]) for c in chosen
    ]


def decide(page: Page) -> Decision:
    """The dates of one page."""
    offered = candidates(page)
    if not offered:
        return Decision(None, None, (), None)
    past = [p for c in offered if (p := _not_future(c, page.collected_at))]
    weekday = weekday_of_opening(page)
    settled = [_by_habit(_settle(c, past, weekday), page.habit) for c in past]
    published = _choose([c for c in settled if c.field == "published"])
    updated = _choose([c for c in settled if c.field == "updated"])
    flags = {f for c in (published, updated) if c for f in c.date.flags}
    if len(past) < len(offered):
        flags.add("date_future")
    if published and _contradicted(published, weekday):
        flags.add("weekday_conflict")
    if published and _disputed(published, settled):
        flags.add("date_conflict")
    known = next((c for c in settled if c.rule == "known.published"), None)
    return Decision(published, updated, tuple(sorted(flags)), known)


def _choose(offered: Sequence[Candidate]) -> Candidate | None:
    """The most trusted, nearest to the headline; a vague one gives way to a finer one that says the same."""
    ordered = sorted(offered, key=lambda c: (_RANK[c.rule], c.near))
    if not ordered:
        return None
    best = ordered[0]
    finer = [
        c for c in ordered[1:] if c.date.value.startswith(best.date.value + ("T" if best.date.day else "-"))
    ]
    return next((c for c in finer if c.start is not None or not best.date.day), best)


# Several readings -----------------------------------------------------------------------------------


def _not_future(candidate: Candidate, collected_at: datetime | None) -> Candidate | None:
    """The candidate with only the readings that lie before the page was collected; None when none does."""
    if collected_at is None:
        return candidate
    limit = (collected_at.astimezone(UTC) + SLACK).date().isoformat()
    values = [v for v in (candidate.date.value, *candidate.date.alternatives) if v[:10] <= limit[: len(v)]]
    return _read_as(candidate, values) if values else None


def _settle(candidate: Candidate, others: Sequence[Candidate], weekday: int | None) -> Candidate:
    """An ambiguous date read as the page's other dates, or the weekday of its first paragraph, say."""
    if not candidate.date.alternatives:
        return candidate
    values = [candidate.date.value, *candidate.date.alternatives]
    sure = [d for c in others if not c.date.alternatives and (d := c.date.day)]
    near = [v for v in values if any(abs(_day(v) - d) <= SLACK for d in sure)]
    if len(near) != 1 and weekday is not None:
        near = [v for v in values if _day(v).weekday() == weekday]
    return _read_as(candidate, near) if len(near) == 1 else candidate


def _by_habit(candidate: Candidate, habit: str | None) -> Candidate:
    """What the page leaves ambiguous, read in the order of the site's other pages, and flagged as such."""
    found = candidate.date
    if habit is None or not found.alternatives:
        return candidate
    readings = dict(zip(ORDERS, (found.value, *found.alternatives), strict=False))
    told = _read_as(candidate, [readings[habit]])
    flags = tuple(sorted({*told.date.flags, "date_order_learnt"}))
    return replace(told, date=replace(told.date, flags=flags))


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])


def _read_as(candidate: Candidate, values: Sequence[str]) -> Candidate:
    """The candidate with only these readings; the flag goes when one is left of several."""
    found: DateValue = candidate.date
    flags = found.flags if len(values) > 1 else tuple(f for f in found.flags if f != "date_ambiguous")
    return replace(
        candidate, date=replace(found, value=values[0], alternatives=tuple(values[1:]), flags=flags)
    )


def _contradicted(chosen: Candidate, weekday: int | None) -> bool:
    """Whether the first paragraph's "today, Monday" is another day than the date chosen."""
    day = chosen.date.day
    return day is not None and weekday is not None and day.weekday() != weekday


def _disputed(chosen: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a trustworthy date of the page lies more than a day from the one chosen."""
    day = chosen.date.day
    if day is None:
        return False
    days = [d for c in others if c.field == "published" and c.rule in _WITNESSES and (d := c.date.day)]
    return any(abs(d - day) > SLACK for d in days)
