"""Mentions against gold: the file `gold_mentions.jsonl` beside a gold, where there is one.

A mention is right when type, start and end are those of the gold. It overlaps when one of its type stands
over some of the same characters. A link or a name is asked for only where the gold has one, and a name is
compared folded. Mentions are scored as released, in the text that cleaning left: body that is lost loses its
mentions, furniture kept adds some.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from warraq.evaluation.place_names import as_in_gold
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import Kind, OnPage, overlaps, ratio, summed, told
from warraq.fold import fold

TYPES: Final = ("person", "organisation", "country", "city")
COUNTS: Final = (
    *("tp", "fp", "fn", "near.tp", "near.fp", "near.fn"),
    *("link.tp", "link.fn", "name.tp", "name.fn"),
)
"""Exact spans; spans that overlap (`near`); links and names of those the gold has them of, names of exact
spans alone. Each is a sum `mention.<type>.<count>` of a page."""


class Mention(NamedTuple):
    """A mention in the raw text; `link` as the gold writes it: an ISO 3166 code, or a GeoNames name."""

    start: int
    end: int
    type: str
    link: str | None
    name: str | None = None


def compare(wanted: Sequence[Mention], found: Sequence[Mention]) -> dict[str, float]:
    """The sums of one page."""
    sums: dict[str, float] = {}
    for kind in TYPES:
        want = {m[:2]: m for m in wanted if m.type == kind}
        got = {m[:2]: m for m in found if m.type == kind}
        right = want.keys() & got.keys()
        reached = sum(overlaps(span, got) for span in want)
        near = sum(overlaps(span, want) for span in got)
        asked = [span for span, mention in want.items() if mention.link]
        linked = sum(span in got and got[span].link == want[span].link for span in asked)
        called = [span for span in right if want[span].name]
        named = sum(fold(want[span].name or "") == fold(got[span].name or "") for span in called)
        values = (
            *(len(right), len(got) - len(right), len(want) - len(right)),
            *(near, len(got) - near, len(want) - reached),
            *(linked, len(asked) - linked, named, len(called) - named),
        )
        sums |= {f"mention.{kind}.{count}": value for count, value in zip(COUNTS, values, strict=True)}
    return sums


def _count(spans: OnPage) -> dict[str, float]:
    fields = ("start", "end", "type", "link", "name")
    wanted = [Mention(*(m[f] for f in fields)) for m in spans.wanted]
    found = [Mention(*(m[f] for f in fields)) for m in spans.found]
    return compare(wanted, [m._replace(link=as_in_gold(m.link)) for m in found])


MENTIONS: Final = Kind("mentions", ("type", "link", "name"), _count)


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By type, and over all types (`all`): precision, recall, F1, the same for overlaps, links; gold size."""
    sums = summed(scores, "mention.", over="all")
    return {kind: _row(sums, kind) for kind in (*TYPES, "all") if f"{kind}.tp" in sums}


def _row(sums: Mapping[str, float], kind: str) -> dict[str, float]:
    tp, fp, fn, near, near_fp, near_fn, link, no_link, name, no_name = (
        sums[f"{kind}.{count}"] for count in COUNTS
    )
    reached = tp + fn - near_fn
    row = {
        **told(tp, fp, fn),
        "near_precision": ratio(near, near + near_fp),
        "near_recall": ratio(reached, tp + fn),
        "links": ratio(link, link + no_link),
        "names": ratio(name, name + no_name),
    }
    return {name: round(value, 4) for name, value in row.items()}
