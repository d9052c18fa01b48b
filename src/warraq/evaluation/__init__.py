"""Scores against gold: how much of a page is kept that should be, how many characters got the right action,
how many lines the right label, how many facts were found; by language, page type and source, with 95 %
intervals.

    report = evaluate(Path("seeds/gold.jsonl"))
    report.measured.figures["action"].value, report.by("language")

The figures, each character of a line counting once, pooled over pages unless said otherwise:

- `precision`, `recall`, `f1`: of kept characters against body characters. Where the gold only tells body from
  furniture, ambiguous lines and lines predicted title, deck, caption or title_dup are left out;
- `page_f1`: mean over pages of the page's own f1;
- `shingle_f1`: shingles of four words of the kept text against the article as people wrote it out;
  precision and recall of each page, averaged over pages, then F1;
- `action`: share of characters with the right action; `body_kept`: share of body kept;
- `label_f1`: macro F1 of the labels of lines, over labels with at least 5 gold lines;
- `title_f1`, `title_precision`, `title_recall`, …: of the values of each fact; an agency is one in all
  its spellings;
- `mentions_precision`, `mentions_recall`: exact mentions of persons, organisations, countries and cities;
- `quotes_f1`, `indirect_f1`: exact spans of quotations in marks, and of reported speech; `quotes_speakers`,
  `quotes_mentions`, `quotes_cues`, …: share of those found that have the right speaker, mention of the
  speaker, cue;
- `times_precision`, `times_recall`: exact time expressions; `times_values`: share of those found that have
  the right value;
- `evidence_places`, `evidence_values`: share of the evidence read in the page that cites the right place, and
  that has the right value;
- `stories_precision`, `stories_recall`: pairs of pages of one story; `reuse_precision`, `reuse_recall`: pairs
  of lines that share a passage; `copies_precision`, `copies_recall`: pairs of near duplicates.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warraq import ingest, pipeline
from warraq.dataset import Dataset
from warraq.evaluation import evidence, links, mentions, quotations, times, wording
from warraq.evaluation.calibration import Calibration, calibrate
from warraq.evaluation.decisions import NOTHING, Decided, decide, from_tables, read_predictions
from warraq.evaluation.figures import Measured, Sums, measure, total
from warraq.evaluation.floors import below_floors, read_floors
from warraq.evaluation.gold import Gold, Page, Progress
from warraq.evaluation.scoring import PageScore, score

__all__ = ["DIMENSIONS", "REGIMES", "Report", "below_floors", "evaluate", "read_floors"]

DIMENSIONS: Final = ("language", "page_type", "source")
REGIMES: Final = ("full", "light")
WORST: Final = 20
"""Pages named as the ones with most characters wrong."""
_SPANS: Final = (mentions.MENTIONS, quotations.QUOTES, times.TIMES)
"""What has gold of its own beside a gold: spans in the text."""


@dataclass(frozen=True)
class Report:
    """What `warraq evaluate` reports."""

    gold: str  # path of the file, with `:full` or `:light` behind where it has regimes
    scores: list[PageScore]
    missing: int  # pages the predictions lack: nothing of them counts as kept
    skipped: int  # rows of the gold without text or body in the regime

    @cached_property
    def measured(self) -> Measured:
        """The figures of all pages."""
        return measure(self.scores)

    def by(self, dimension: str) -> dict[str, Measured]:
        """The figures by `language`, `page_type` or `source`: most pages first."""
        groups: dict[str, list[PageScore]] = {}
        for page in self.scores:
            groups.setdefault(getattr(page.about, dimension), []).append(page)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        return {name: measure(pages) for name, pages in ordered}

    @cached_property
    def calibration(self) -> Calibration:
        """What scores are worth, over all pages."""
        return calibrate(self.scores)

    def summary(self) -> dict[str, float]:
        """The figures floors are pinned to, each between 0 and 1."""
        return {name: round(figure.value, 4) for name, figure in self.measured.figures.items()}

    @cached_property
    def mentions(self) -> dict[str, dict[str, float]]:
        """Mentions by type: precision, recall, F1, overlaps, links; empty where the gold has none."""
        return mentions.table(self.scores)

    @cached_property
    def quotations(self) -> dict[str, dict[str, float]]:
        """Quotations by family: precision, recall, F1, speakers; empty where the gold has none."""
        return quotations.table(self.scores)

    @cached_property
    def times(self) -> dict[str, dict[str, float]]:
        """Time expressions by kind: sizes, precision, recall, F1, values; empty where the gold has none."""
        return times.table(self.scores)

    @cached_property
    def links(self) -> dict[str, dict[str, float]]:
        """Links between pages by kind: sizes, precision, recall, F1; empty where the gold has none."""
        return links.table(self.scores)

    @cached_property
    def wording(self) -> dict[str, float]:
        """What linking says of the wording of each page; empty where the gold has no links."""
        return wording.table(self.scores)

    @cached_property
    def evidence(self) -> dict[str, dict[str, float]]:
        """Evidence by field: rows, right places and values; empty where the gold has no labels."""
        return evidence.table(self.scores)

    @property
    def wrong_lines(self) -> list[tuple[str, int, str, str]]:
        """Page, line, gold label and found label of every labelled line that is wrong."""
        return [line for page in self.scores for line in page.wrong_lines]

    def worst(self) -> list[PageScore]:
        """The pages with most characters kept that are no body, or body lost."""
        wrong = [page for page in self.scores if page.wrong]
        return sorted(wrong, key=lambda page: (-page.wrong, page.name))[:WORST]

    def to_dict(self) -> dict[str, Any]:
        """Everything, for a program to read. Figures with intervals are [value, low, high]."""
        sums = total(self.scores)
        return {
            "gold": self.gold,
            "pages": len(self.scores),
            "missing": self.missing,
            "skipped": self.skipped,
            "summary": self.summary(),
            "intervals": self.measured.to_dict(),
            "by": {d: {name: m.to_dict() for name, m in self.by(d).items()} for d in DIMENSIONS},
            "calibration": self.calibration.to_dict(),
            "actions": _counts(sums, "actions"),
            "labels": _of_labels(sums),
            "facts": _counts(sums, "fact"),
            "mentions": self.mentions,
            "quotations": self.quotations,
            "times": self.times,
            "links": self.links,
            "wording": self.wording,
            "evidence": self.evidence,
            "wrong_lines": [list(w) for w in self.wrong_lines],
            "worst_pages": [_named(page) for page in self.worst()],
        }


def evaluate(
    gold: Path,
    dataset: Dataset | None = None,
    *,
    regime: str = "full",
    predictions: Path | None = None,
    profiles: pa.Table | None = None,
    progress: Progress | None = None,
) -> Report:
    """Clean (and, where the gold has facts, annotate) the pages of a gold file and score them.

    `regime` picks the text of pages that have two. `predictions`, what `warraq clean --format jsonl` printed
    for the same pages, stand in for cleaning. `profiles` (schema.SITE_LINES) says what repeats on their
    sites. Raises UsageError when it is no gold.
    """
    dataset = dataset or ingest.find_dataset(gold.parent)
    reading = Gold(gold, dataset, regime)
    known = read_predictions(predictions) if predictions else None
    asked_of = {kind: kind.read_gold(gold) for kind in _SPANS}
    linked = links.read_gold(gold)
    scores: list[PageScore] = []
    every: list[tuple[list[Page], pipeline.Tables]] = []
    missing = 0
    for batch in reading.batches(progress):
        if known is not None:
            scores += _scored(batch, [known.get(page.name, NOTHING) for page in batch])
            missing += sum(page.name not in known for page in batch)
        elif all(page.labels is None for page in batch):
            scores += _scored(batch, decide(batch, dataset, profiles))
        else:
            tables = pipeline.process(pa.concat_tables([page.raw for page in batch]), dataset, profiles)
            new = _scored(batch, from_tables(batch, tables))
            for kind, of_pages in asked_of.items():
                kind.add(new, batch, of_pages, tables)
            evidence.add(new, batch, tables)
            scores += new
            every.append((batch, tables))
    if linked is not None and every:
        pages = [page for batch, _ in every for page in batch]
        found = links.link([tables for _, tables in every])
        links.add(scores, pages, linked, found)
        wording.add(scores, pages, found.links, dataset)
    name = gold.resolve().as_posix() + (f":{regime}" if reading.has_regimes else "")
    return Report(name, scores, missing, reading.skipped)


def _scored(pages: Iterable[Page], found: Iterable[Decided]) -> list[PageScore]:
    return [score(page, decided) for page, decided in zip(pages, found, strict=True)]


def _counts(sums: Sums, what: str) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and gold size of everything counted under one name."""
    names = sorted({name.split(".")[1] for name in sums.names if name.startswith(f"{what}.")})
    found = {}
    for name in names:
        tp, fp, fn = (float(sums[f"{what}.{name}.{part}"][0]) for part in ("tp", "fp", "fn"))
        precision, recall = (tp / n if n else 1.0 for n in (tp + fp, tp + fn))
        f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0
        rounded = {k: round(v, 4) for k, v in (("precision", precision), ("recall", recall), ("f1", f1))}
        found[name] = {**rounded, "gold": int(tp + fn)}
    return found


def _of_labels(sums: Sums) -> dict[str, dict[str, dict[str, float]]]:
    lines, characters = _counts(sums, "lines"), _counts(sums, "characters")
    return {
        name: {"lines": lines[name], "characters": characters[name]} for name in lines if name in characters
    }


def _named(page: PageScore) -> dict[str, Any]:
    kept, lost = int(page.sums["kept.fp"]), int(page.sums["kept.fn"])
    about = {d: getattr(page.about, d) for d in DIMENSIONS}
    return {"page": page.name, **about, "kept_furniture": kept, "lost_body": lost}
