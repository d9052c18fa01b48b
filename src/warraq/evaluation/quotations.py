"""Quotations against gold: the file `gold_quotes.jsonl` beside a gold, where there is one.

Quotations are of two families: `direct`, words in marks (kinds direct and mixed), and `indirect`. One is
right when a quotation of its family has its span, from the first letter to the last: marks, white space and
stops at the edges are left aside. Its speaker is right when the name is the same, folded; where the gold
knows none, when no mention is named. Quotations are scored as released, in the text that cleaning left:
`lost` are those whose words were not kept whole, `stray` those found in lines that are no body.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from warraq import pipeline
from warraq.evaluation.gold import Page, line_starts
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import (
    GoldSpans,
    Row,
    beside,
    by_document,
    in_raw,
    kept_segments,
    ratio,
    summed,
    told,
)
from warraq.fold import fold

FILE: Final = "gold_quotes.jsonl"
FAMILY: Final = {"direct": "direct", "mixed": "direct", "indirect": "indirect"}
FAMILIES: Final = ("direct", "indirect")
COUNTS: Final = ("tp", "fp", "fn", "speakers", "kinds", "lost", "stray", "over.tp", "over.fp", "over.fn")
"""Exact spans; among those found the right speakers and kinds; lost among fn, stray among fp; characters that
overlap (`over`). Each is a sum `quote.<family>.<count>` of a page."""
_READ: Final = ("line", "start", "end", "kind", "speaker")

Span = tuple[int, int]


@dataclass(frozen=True)
class Quotation:
    """A quotation in the raw text; `named` when its speaker is a mention."""

    start: int
    end: int
    kind: str
    speaker: str | None
    named: bool = False


def read_gold(gold: Path) -> GoldSpans:
    """Quotations of each page; {} where there is no gold of them."""
    return beside(gold, FILE, "quotes", _READ)


def add(scores: Sequence[PageScore], pages: Sequence[Page], gold: GoldSpans, tables: pipeline.Tables) -> None:
    """Add the sums of quotations to the scores of these pages; `tables` is what the pipeline made of them."""
    kept, quotes = by_document(kept_segments(tables)), by_document(tables["quotes"])
    for score, page in zip(scores, pages, strict=True):
        if page.name not in gold:
            continue
        starts, doc_id = line_starts(page.text), page.raw["doc_id"][0].as_py()
        wanted = [
            Quotation(starts[q["line"]] + q["start"], starts[q["line"]] + q["end"], q["kind"], q["speaker"])
            for q in gold[page.name]
        ]
        segments = kept.get(doc_id, [])
        found = [_found(segments, q) for q in quotes.get(doc_id, ())]
        score.sums.update(compare(page, wanted, found, segments))


def _found(kept: Sequence[Row], quote: Row) -> Quotation:
    """A quotation of the clean text where it stands in the raw one."""
    start, end = in_raw(kept, quote)
    return Quotation(start, end, quote["kind"], quote["speaker"], quote["speaker_mention"] is not None)


def compare(
    page: Page, wanted: Iterable[Quotation], found: Iterable[Quotation], kept: Sequence[Mapping[str, Any]]
) -> dict[str, float]:
    """The sums of one page; `kept` are its kept segments."""
    sums: dict[str, float] = {}
    want_of, got_of = (_by_family(page.text, quotations) for quotations in (wanted, found))
    for family in FAMILIES:
        want, got = want_of[family], got_of[family]
        right = want.keys() & got.keys()
        over, both = _characters(want), _characters(got)
        values = (
            *(len(right), len(got) - len(right), len(want) - len(right)),
            sum(_same_speaker(want[span], got[span]) for span in right),
            sum(want[span].kind == got[span].kind for span in right),
            sum(not _holds(kept, span) for span in want.keys() - right),
            sum(not (page.body[slice(*span)] == 1).any() for span in got.keys() - right),
            *(len(over & both), len(both - over), len(over - both)),
        )
        sums |= {f"quote.{family}.{count}": value for count, value in zip(COUNTS, values, strict=True)}
    return sums


def _by_family(text: str, quotations: Iterable[Quotation]) -> dict[str, dict[Span, Quotation]]:
    found: dict[str, dict[Span, Quotation]] = {family: {} for family in FAMILIES}
    for quotation in quotations:
        letters = [i for i in range(quotation.start, quotation.end) if text[i].isalnum()]
        if letters:
            found[FAMILY[quotation.kind]][letters[0], letters[-1] + 1] = quotation
    return found


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(*span)}


def _holds(kept: Sequence[Mapping[str, Any]], span: Span) -> bool:
    """Whether all of a span of the raw text was kept."""
    inside = sum(max(0, min(span[1], s["end"]) - max(span[0], s["start"])) for s in kept)
    return bool(inside == span[1] - span[0])


def _same_speaker(want: Quotation, got: Quotation) -> bool:
    if want.speaker is None:
        return not got.named
    return got.speaker is not None and fold(want.speaker) == fold(got.speaker)


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By family: sizes, precision, recall, F1, right speakers and kinds, F1 of characters, lost and stray."""
    sums = summed(scores, "quote.")
    return {family: _row(sums, family) for family in FAMILIES if f"{family}.tp" in sums}


def _row(sums: Mapping[str, float], family: str) -> dict[str, float]:
    count = {name: sums[f"{family}.{name}"] for name in COUNTS}
    tp, fp, fn = (count[name] for name in ("tp", "fp", "fn"))
    over = 2 * count["over.tp"]
    row = {
        **told(tp, fp, fn),
        "overlap_f1": ratio(over, over + count["over.fp"] + count["over.fn"]),
        "speakers": ratio(count["speakers"], tp),
        "kinds": ratio(count["kinds"], tp),
        "lost": count["lost"],
        "stray": count["stray"],
    }
    return {name: round(value, 4) for name, value in row.items()}
