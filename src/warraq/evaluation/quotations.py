"""Quotations against gold: the file `gold_quotes.jsonl` beside a gold, where there is one.

Quotations are of two families: `direct`, words in marks (kinds direct and mixed), and `indirect`. One is
right when a quotation of its family has its span, from the first letter to the last: marks, white space and
stops at the edges are left aside. Its speaker is right when the name is the same, folded; where the gold
knows none, when no mention is named. Its mention is right when the words there are of the speaker's name, or
name the speaker in full; where the gold knows no speaker, when there is none. Its cue is right when it has
the word that the gold has. Quotations are scored as released, in the text that cleaning left: `lost` are
those whose words were not kept whole, `stray` those found in lines that are no body.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from warraq.evaluation.gold import Page
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.spans import Kind, OnPage, Row, ratio, summed, told
from warraq.fold import fold
from warraq.pipeline import Tables

FAMILY: Final = {"direct": "direct", "mixed": "direct", "indirect": "indirect"}
FAMILIES: Final = ("direct", "indirect")
SAID: Final = ("speakers", "mentions", "cues", "kinds")
"""What is said of a quotation: right ones among those found."""
COUNTS: Final = ("tp", "fp", "fn", *SAID, "lost", "stray", "over.tp", "over.fp", "over.fn")
"""Exact spans; among those found what is right of SAID; lost among fn, stray among fp; characters that
overlap (`over`). Each is a sum `quote.<family>.<count>` of a page."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Quotation:
    """A quotation in the raw text; `mention` is the words and the name of the mention of its speaker."""

    start: int
    end: int
    kind: str
    speaker: str | None
    cue: str | None
    mention: tuple[str, str] | None = None


def _count(spans: OnPage) -> dict[str, float]:
    wanted, found = ([_quotation(q) for q in quotes] for quotes in (spans.wanted, spans.found))
    return compare(spans.page, wanted, found, spans.kept)


def _quotation(row: Row) -> Quotation:
    return Quotation(row["start"], row["end"], row["kind"], row["speaker"], row["cue"], row.get("mention"))


def _with_mentions(tables: Tables) -> list[Row]:
    """The quotations of the release, each with the words and the name of the mention of its speaker."""
    of = {(m["doc_id"], m["seq"]): (m["surface"], m["name"]) for m in tables["mentions"].to_pylist()}
    return [
        {**q, "mention": of.get((q["doc_id"], q["speaker_mention"]))} for q in tables["quotes"].to_pylist()
    ]


QUOTES: Final = Kind("quotes", ("kind", "speaker", "cue"), _count, _with_mentions)


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
            *(sum(is_right(want[span], got[span]) for span in right) for is_right in _RIGHT),
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
        return got.mention is None
    return got.speaker is not None and fold(want.speaker) == fold(got.speaker)


def _same_mention(want: Quotation, got: Quotation) -> bool:
    if want.speaker is None or got.mention is None:
        return want.speaker is None and got.mention is None
    surface, name = got.mention
    return fold(name) == fold(want.speaker) or _words(surface) <= _words(want.speaker)


def _same_cue(want: Quotation, got: Quotation) -> bool:
    if want.cue is None or got.cue is None:
        return want.cue == got.cue
    return bool(_words(want.cue) & _words(got.cue))


def _same_kind(want: Quotation, got: Quotation) -> bool:
    return want.kind == got.kind


_RIGHT: Final = (_same_speaker, _same_mention, _same_cue, _same_kind)
"""In the order of SAID."""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By family, and over both (`all`): sizes, precision, recall, F1, what is right of SAID, F1 of
    characters, lost and stray."""
    sums = summed(scores, "quote.", over="all")
    return {family: _row(sums, family) for family in (*FAMILIES, "all") if f"{family}.tp" in sums}


def _row(sums: Mapping[str, float], family: str) -> dict[str, float]:
    count = {name: sums[f"{family}.{name}"] for name in COUNTS}
    tp, fp, fn = (count[name] for name in ("tp", "fp", "fn"))
    over = 2 * count["over.tp"]
    row = {
        **told(tp, fp, fn),
        "overlap_f1": ratio(over, over + count["over.fp"] + count["over.fn"]),
        **{name: ratio(count[name], tp) for name in SAID},
        "lost": count["lost"],
        "stray": count["stray"],
    }
    return {name: round(value, 4) for name, value in row.items()}
