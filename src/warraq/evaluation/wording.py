"""What linking says of the wording of each page, against the texts that gold leaves of them.

`shared_ratio` and `borrowed_ratio` are compared with a count by brute force: of the characters of a gold text
that lie in runs of seven words or more that another gold text has, too, or another one published earlier by
the dates of the gold. A row of `reuse` is right when its `earlier` is what those dates say. A row of
`credit_wording` is right when the gold has that credit; one is missed when the gold has a credit that another
page of it bears, too, or is the agency's own, and a third of the shorter text is common to both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from warraq import linking
from warraq.dataset import Dataset
from warraq.evaluation import brute_force
from warraq.evaluation.gold import Page
from warraq.evaluation.scoring import PageScore, comparable
from warraq.evaluation.spans import ratio, summed, told
from warraq.linking.direction import Published, is_before
from warraq.linking.grams import N
from warraq.linking.intervals import Interval, length
from warraq.linking.passages import MIN_GRAMS
from warraq.linking.publishers import is_of
from warraq.linking.wording import LEAST_SHARED

RUN: Final = N + MIN_GRAMS - 1
"""Words in the shortest passage."""
COUNTS: Final = ("pages", "shared", "borrowed", "passages", "directions", "tp", "fp", "fn")
"""Pages, and how far their two shares are off; passages, and those with the right direction, half of one for
either page; credits found and right, found and wrong, missed. Each is a sum `wording.<count>` of a page."""

Common = Mapping[int, Mapping[int, Sequence[Interval]]]
"""Page → other page → what of the first stands in the other, too."""


def add(scores: Sequence[PageScore], pages: Sequence[Page], links: linking.Links, dataset: Dataset) -> None:
    """Add the sums of wording to the scores of all pages; `links` is what linking says of them."""
    for score in scores:
        score.sums.update({f"wording.{count}": 0 for count in COUNTS})
    row_of = {page.raw["doc_id"][0].as_py(): row for row, page in enumerate(pages)}
    dates = [_published(page, dataset) for page in pages]
    texts = [gold_text(page) for page in pages]
    common = _common(texts)
    _shares(scores, row_of, links, texts, common, dates)
    _directions(scores, row_of, links, dates)
    _credits(scores, pages, row_of, links, texts, common)


def gold_text(page: Page) -> str:
    """The text that the gold leaves of a page: its body, a line a paragraph."""
    kept = "".join(c if body != 0 else " " for c, body in zip(page.text, page.body.tolist(), strict=True))
    return "\n\n".join(line.strip() for line in kept.split("\n") if line.strip())


def _common(texts: Sequence[str]) -> Common:
    found: dict[int, dict[int, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for run in brute_force.common_runs([brute_force.words_of(text) for text in texts], RUN):
        found[run.a][run.b].append((run.start_a, run.end_a))
        found[run.b][run.a].append((run.start_b, run.end_b))
    return found


def _published(page: Page, dataset: Dataset) -> Published:
    """When the gold says the page was published: an instant where it has a time, and its source a zone."""
    local = page.facts.get("published")
    if local is None or "T" not in local:
        return Published(local, None)
    at = datetime.fromisoformat(local)
    source = dataset.sources.get(page.raw["source"][0].as_py() or "")
    if at.tzinfo is None and source and source.timezone:
        at = at.replace(tzinfo=ZoneInfo(source.timezone))
    return Published(local, at if at.tzinfo else None)


def _shares(
    scores: Sequence[PageScore],
    row_of: Mapping[str, int],
    links: linking.Links,
    texts: Sequence[str],
    common: Common,
    dates: Sequence[Published],
) -> None:
    for document in links.documents.to_pylist():
        row = row_of[document["doc_id"]]
        others = common.get(row, {})
        earlier = [other for other in others if is_before(dates[other], dates[row])]
        for name, of in (("shared", others), ("borrowed", earlier)):
            stretches = (stretch for other in of for stretch in others[other])
            wanted = ratio(length(stretches), len(texts[row])) if texts[row] else 0.0
            scores[row].sums[f"wording.{name}"] += abs(document[f"{name}_ratio"] - wanted)
        scores[row].sums["wording.pages"] += 1


def _directions(
    scores: Sequence[PageScore], row_of: Mapping[str, int], links: linking.Links, dates: Sequence[Published]
) -> None:
    for passage in links.reuse.to_pylist():
        a, b = (row_of[passage[side]] for side in ("doc_a", "doc_b"))
        first = "doc_a" if is_before(dates[a], dates[b]) else "doc_b" if is_before(dates[b], dates[a]) else ""
        right = passage["earlier"] == (passage[first] if first else None)
        for row in (a, b):
            scores[row].sums["wording.passages"] += 0.5
            scores[row].sums["wording.directions"] += 0.5 * right


def _credits(
    scores: Sequence[PageScore],
    pages: Sequence[Page],
    row_of: Mapping[str, int],
    links: linking.Links,
    texts: Sequence[str],
    common: Common,
) -> None:
    found: dict[int, set[str]] = defaultdict(set)
    for line in links.credit_wording.to_pylist():
        found[row_of[line["doc_id"]]].update(comparable("credits", line["credit"]))
    for row, score in enumerate(scores):
        credits = pages[row].facts.get("credits") or []
        known = set(comparable("credits", credits))
        wanted = {
            name
            for credit in credits
            if _has_witness(row, credit, pages, texts, common)
            for name in comparable("credits", credit)
        }
        score.sums["wording.tp"] += len(found[row] & known)
        score.sums["wording.fp"] += len(found[row] - known)
        score.sums["wording.fn"] += len(wanted - found[row])


def _has_witness(row: int, credit: str, pages: Sequence[Page], texts: Sequence[str], common: Common) -> bool:
    """Whether another outlet's page of the same dispatch has this credit, or is the agency's own."""
    if is_of(pages[row].facts.get("outlet"), credit):
        return False
    for other, stretches in common.get(row, {}).items():
        facts = pages[other].facts
        named = {*comparable("credits", credit)} <= {*comparable("credits", facts.get("credits"))}
        shared = length(stretches) >= LEAST_SHARED * min(len(texts[row]), len(texts[other]))
        apart = pages[other].about.source != pages[row].about.source
        if shared and apart and (named or is_of(facts.get("outlet"), credit)):
            return True
    return False


def table(scores: Iterable[PageScore]) -> dict[str, float]:
    """Pages and passages; mean errors of the two shares, right directions, precision and recall of
    credits; empty where the gold has no links."""
    sums = summed(scores, "wording.")
    if not sums.get("pages"):
        return {}
    row = {
        "pages": sums["pages"],
        "shared_error": sums["shared"] / sums["pages"],
        "borrowed_error": sums["borrowed"] / sums["pages"],
        "passages": sums["passages"],
        "directions": ratio(sums["directions"], sums["passages"]),
        **{f"credits_{n}": v for n, v in told(*(sums[c] for c in ("tp", "fp", "fn"))).items()},
    }
    return {name: round(value, 4) for name, value in row.items()}
