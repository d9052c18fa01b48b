"""Links against gold: the file `gold_links.json` beside a gold, where there is one.

All pages of the gold are linked as one collection, as cleaned. Three things are counted, pair by pair:
`stories`, pages of one story; `copies`, near duplicates; `reuse`, a line of one page and a line of another
that share a passage, told by where the passage begins. A pair counts half for either page.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warraq import linking, pipeline
from warraq.errors import UsageError
from warraq.evaluation.gold import Page, line_starts
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import Row, by_document, in_raw, kept_segments, summed, told

FILE: Final = "gold_links.json"
KINDS: Final = ("stories", "copies", "reuse")
COUNTS: Final = ("tp", "fp", "fn")
"""Pairs found and right, found and wrong, missed. Each is a sum `link.<kind>.<count>` of a page."""

Place = tuple[str, int]  # a page, and a line of it; line 0 where the whole page is meant
Pair = frozenset[Place]
Pairs = dict[str, set[Pair]]


@dataclass(frozen=True)
class Linked:
    """What linking says of the pages, and their kept segments by document."""

    links: linking.Links
    kept: Mapping[str, Sequence[Row]]


def link(tables: Sequence[pipeline.Tables]) -> Linked:
    """Link all pages as one collection; `tables` is what the pipeline made of them."""
    whole, _ = pipeline.set_aside_bodyless(
        {name: pa.concat_tables([t[name] for t in tables]) for name in ("segments", *linking.READ_COLUMNS)}
    )
    links = linking.link_documents(**{name: whole[name].sort_by("doc_id") for name in linking.READ_COLUMNS})
    return Linked(links, by_document(kept_segments(whole)))


def read_gold(gold: Path) -> Mapping[str, Any] | None:
    """What the file says; None where there is none. Raises UsageError when it is not of that shape."""
    path = gold.parent / FILE
    if not path.is_file():
        return None
    try:
        content: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        _wanted(content, ())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: no gold of links: {type(error).__name__} {error}") from None
    return content


def add(
    scores: Sequence[PageScore],
    pages: Sequence[Page],
    gold: Mapping[str, Any],
    linked: Linked,
) -> None:
    """Add the sums of links to the scores of all pages."""
    wanted, found = _wanted(gold, [page.name for page in pages]), _found(pages, linked)
    sums = {page.name: score.sums for score, page in zip(scores, pages, strict=True)}
    for kind in KINDS:
        want, got = wanted[kind], found[kind]
        for count, pairs in zip(COUNTS, (want & got, got - want, want - got), strict=True):
            for of_page in sums.values():
                of_page[f"link.{kind}.{count}"] += 0
            for name, _ in (place for pair in pairs for place in pair):
                sums[name][f"link.{kind}.{count}"] += 0.5


def _wanted(gold: Mapping[str, Any], names: Iterable[str]) -> Pairs:
    """The pairs of the gold; a page may be named by the beginning of its name, up to `_`."""
    full = {name.partition("_")[0]: name for name in names} | {name: name for name in names}
    pages = {
        "stories": (pair for group in gold["same_story"] for pair in combinations(group, 2)),
        "copies": gold["near_duplicates"],
    }
    whole = {
        kind: {frozenset((full.get(name, name), 0) for name in pair) for pair in pairs}
        for kind, pairs in pages.items()
    }
    lines = {
        frozenset((full.get(name, name), line) for name, line in (row["a"], row["b"]))
        for row in gold["reuse"]
    }
    return {**whole, "reuse": lines}


def _found(pages: Sequence[Page], linked: Linked) -> Pairs:
    """The pairs that linking finds."""
    links = linked.links
    page_of = {page.raw["doc_id"][0].as_py(): page for page in pages}
    names = [page_of[doc_id].name for doc_id in links.documents["doc_id"].to_pylist()]

    def place(row: Mapping[str, Any], side: str) -> Place:
        page, span = page_of[row[f"doc_{side}"]], {"start": row[f"start_{side}"], "end": row[f"end_{side}"]}
        start, _ = in_raw(linked.kept[row[f"doc_{side}"]], span)
        return page.name, bisect_right(line_starts(page.text), start) - 1

    return {
        "stories": set(_together(names, links.documents["story_id"].to_pylist())),
        "copies": set(_together(names, links.documents["cluster_id"].to_pylist())),
        "reuse": {frozenset((place(row, "a"), place(row, "b"))) for row in links.reuse.to_pylist()},
    }


def _together(names: Sequence[str], groups: Sequence[str | None]) -> Iterator[Pair]:
    members = defaultdict(list)
    for name, group in zip(names, groups, strict=True):
        if group is not None:
            members[group].append((name, 0))
    for places in members.values():
        yield from map(frozenset, combinations(places, 2))


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By kind: sizes, precision, recall, F1; empty where the gold has none."""
    sums = summed(scores, "link.")
    return {kind: _row(sums, kind) for kind in KINDS if f"{kind}.tp" in sums}


def _row(sums: Mapping[str, float], kind: str) -> dict[str, float]:
    tp, fp, fn = (sums[f"{kind}.{count}"] for count in COUNTS)
    return {name: round(value, 4) for name, value in told(tp, fp, fn).items()}
