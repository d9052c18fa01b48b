"""Evidence against gold: does what is cited stand where the gold has that field, and is the value the gold's?

Asked of pages with a label for every line, and of rows that were read in the page; of what came with it there
is nothing to read. A place is right when all that is cited has labels that such a field is printed under
(PLACES), and is the value from edge to edge where the gold writes it as printed (PRINTED). A value is right
when it is one of the gold's. A score is worth what of the rows with it is right in both; the language is told
from the whole page, and has no place.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from warraq import labels
from warraq.evaluation.gold import Page
from warraq.evaluation.scoring import SCORE_BINS, PageScore, comparable
from warraq.evaluation.spans import Row, by_document, ratio, summed, told
from warraq.pipeline import Tables

PLACES: Final[dict[str, frozenset[str]]] = {
    "title": frozenset({"title"}),
    "deck": frozenset({"deck"}),
    "outlet": frozenset(
        {
            *("masthead", "legal", "contact", "promo_cta", "continuation"),
            *("dateline", "byline", "agency_credit", "body"),
        }
    ),
    "bylines": frozenset({"byline", "continuation"}),
    "credits": frozenset({"agency_credit", "dateline", "continuation", "body", "subheading", "deck"}),
    "section": frozenset({"section", "breadcrumb"}),
    "tags": frozenset({"tags"}),
    "dateline_place": frozenset({"dateline", "agency_credit", "blank"}),  # blank: no label of ours, a place
    "published_local": frozenset({"date_published", "dateline", "artefact"}),
    "updated_local": frozenset({"date_updated"}),
}
"""Field → the labels it is printed under; an artefact may be a date that the extractor put there."""
PRINTED: Final = ("title", "section", "bylines", "dateline_place")
"""Fields that the gold writes as they are printed: their place is judged to the letter."""
LANGUAGE: Final = "language"
FACTS: Final = {"published_local": "published", "updated_local": "updated"}
"""Fields by the name of the fact that gold pages have of them, where it is another."""
BY_LINES: Final = ("deck", "tags")
"""Fields that are no fact of gold pages: the lines with that label."""
COUNTS: Final = ("rows", "cited", "places", "values", "tp", "fp", "fn")
"""Rows; those with a place, and the right ones of them; right values; and of the pages those with evidence
and a value in the gold, with evidence alone, with a value alone. Each is a sum `evidence.<field>.<count>`."""
BIN: Final = ("rows", "right", "score")
"""The same for bins of score: `evidence_bin.<number>.<sum>`."""


def add(scores: Sequence[PageScore], pages: Sequence[Page], tables: Tables) -> None:
    """Add the sums of evidence to the scores of these pages; `tables` is what the pipeline made of them."""
    rows = by_document(row for row in tables["evidence"].to_pylist() if row["start"] is not None)
    for score, page in zip(scores, pages, strict=True):
        if page.labels is not None:
            score.sums.update(compare(page, rows.get(page.raw["doc_id"][0].as_py(), ())))


def compare(page: Page, rows: Iterable[Row]) -> dict[str, float]:
    """The sums of one page: its rows of evidence that were read in it."""
    wanted = {field: found for field in (*PLACES, LANGUAGE) if (found := _wanted(page, field)) is not None}
    sums = {f"evidence.{field}.{count}": 0.0 for field in wanted for count in COUNTS}
    cited = set()
    for row in rows:
        field = row["field"]
        if field not in wanted:
            continue
        cited.add(field)
        place = _stands_right(page, row, wanted[field])
        value = _is_value(row["value"], field, wanted[field])
        added = (1, field in PLACES, field in PLACES and place, value)
        for count, more in zip(COUNTS[:4], added, strict=True):
            sums[f"evidence.{field}.{count}"] += more
        number = min(int(row["score"] * SCORE_BINS), SCORE_BINS - 1)
        for name, more in zip(BIN, (1, place and value, row["score"]), strict=True):
            sums[f"evidence_bin.{number}.{name}"] = sums.get(f"evidence_bin.{number}.{name}", 0.0) + more
    for field, values in wanted.items():
        which = ("tp" if values else "fp") if field in cited else "fn" if values else None
        if which:
            sums[f"evidence.{field}.{which}"] += 1
    return sums


def _wanted(page: Page, field: str) -> list[str] | None:
    """The values the gold has of a field, comparable; None where it does not say."""
    fact = FACTS.get(field, field)
    if field in BY_LINES:
        lines = page.text.split("\n")
        printed = [lines[number] for number, label in page.lines.items() if label == field]
        return [value for line in printed for value in comparable(field, line)]
    return comparable(fact, page.facts[fact]) if fact in page.facts else None


def _is_value(value: str, field: str, wanted: Sequence[str]) -> bool:
    found = comparable(FACTS.get(field, field), value)
    if field in BY_LINES:  # a value may be part of a line, or several in one
        return all(any(each in line for line in wanted) for each in found)
    return bool(found) and all(each in wanted for each in found)


def _stands_right(page: Page, row: Row, wanted: Sequence[str]) -> bool:
    """Whether all that a row cites has a label of its field (white space has none), and is a value to the
    letter where that can be told."""
    field, cited = row["field"], slice(row["start"], row["end"])
    if field not in PLACES:
        return True
    codes = set() if page.labels is None else {*page.labels[cited].tolist()} - {-1}
    exact = field not in PRINTED or _is_value(page.text[cited], field, wanted)
    return exact and bool(codes) and {labels.LABELS[code] for code in codes} <= PLACES[field]


def table(scores: Iterable[PageScore]) -> dict[str, dict[str, float]]:
    """By field, and over all (`all`): rows, right places and values; precision and recall of pages that have
    evidence for the field; over all, how far a score is from the share that is right."""
    scores = list(scores)
    sums = summed(scores, "evidence.", over="all")
    fields = [field for field in (*PLACES, LANGUAGE) if f"{field}.rows" in sums]
    found = {field: _row(sums, field) for field in (*fields, "all") if fields}
    if found:
        found["all"]["score_error"] = round(_score_error(summed(scores, "evidence_bin.")), 4)
    return found


def _row(sums: Mapping[str, float], field: str) -> dict[str, float]:
    rows, cited, places, values, tp, fp, fn = (sums[f"{field}.{count}"] for count in COUNTS)
    row = {"rows": rows, "cited": cited, "places": ratio(places, cited), "values": ratio(values, rows)}
    return {name: round(value, 4) for name, value in {**row, **told(tp, fp, fn)}.items()}


def _score_error(sums: Mapping[str, float]) -> float:
    """The mean distance of a bin's score from its share right, as of segments (`calibration`)."""
    apart = sum(
        abs(sums[f"{n}.score"] - sums[f"{n}.right"]) for n in range(SCORE_BINS) if f"{n}.rows" in sums
    )
    return ratio(apart, sum(sums[f"{n}.rows"] for n in range(SCORE_BINS) if f"{n}.rows" in sums))
