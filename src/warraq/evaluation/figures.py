"""Figures from sums, and how sure they are: 95 % intervals by drawing pages, or sites, again and again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from warraq.evaluation import evidence, links
from warraq.evaluation.gold import FACTS
from warraq.evaluation.mentions import TYPES
from warraq.evaluation.scoring import PageScore
from warraq.evaluation.times import KINDS

Array = np.ndarray[Any, np.dtype[np.float64]]

MIN_LINES = 5
"""Labels with fewer gold lines stay out of the macro average: their score is noise."""
REPLICATES = 1000
"""Samples drawn for an interval: its ends move by about 1 % of its width when the seed changes."""
SEED = 20240301
"""Fixed, so that the same pages give the same interval."""
MIN_SITES = 20
"""Pages of one site resemble each other, so sites are drawn, and not pages, where there are this many; from
fewer the spread of the samples is itself too unsure."""
COVERAGE = (2.5, 97.5)
_BLOCK = 100  # samples drawn at once: memory is _BLOCK × pages numbers


@dataclass(frozen=True)
class Figure:
    """A figure with the ends of its 95 % interval; None where a single page cannot tell."""

    value: float
    low: float | None
    high: float | None

    def to_list(self) -> list[float | None]:
        """[value, low, high], to four places."""
        return [None if v is None else round(v, 4) for v in (self.value, self.low, self.high)]


@dataclass(frozen=True)
class Measured:
    """The figures of a group of pages, and what its intervals were drawn from (`pages` or `sites`)."""

    pages: int
    sites: int
    drawn: str
    figures: Mapping[str, Figure]

    def to_dict(self) -> dict[str, Any]:
        """For a program to read."""
        figures = {name: figure.to_list() for name, figure in self.figures.items()}
        return {"pages": self.pages, "sites": self.sites, "drawn": self.drawn, "figures": figures}


class Sums:
    """Sums of pages as columns: one row of totals, or a row per sample."""

    def __init__(self, names: Mapping[str, int], rows: Array) -> None:
        self.names, self.rows = names, rows

    def __getitem__(self, name: str) -> Array:
        """A column; zero where no page has it."""
        if name in self.names:
            column: Array = self.rows[:, self.names[name]]
            return column
        return np.zeros(len(self.rows))

    def f1(self, name: str) -> Array:
        """F1 of one thing that was counted; not a number where there was nothing to count."""
        double = 2 * self[f"{name}.tp"]
        return _ratio(double, double + self[f"{name}.fp"] + self[f"{name}.fn"])


def _ratio(part: Array, whole: Array, empty: float = np.nan) -> Array:
    quotient: Array = np.divide(part, whole, out=np.full(len(part), empty), where=whole > 0)
    return quotient


def figures_of(sums: Sums, common: Sequence[str]) -> dict[str, Array]:
    """Every figure these sums have; `common` are the labels of the macro average."""
    found = _of_cleaning(sums, common)
    for fact in FACTS:
        if f"fact.{fact}.pages" in sums.names:  # nothing to find, and nothing found, is right
            found |= _shares(fact, sums, [f"fact.{fact}"], f1=True)
    found |= _of_spans(sums)
    for kind in links.KINDS:
        if f"link.{kind}.tp" in sums.names:
            found |= _shares(kind, sums, [f"link.{kind}"])
    return found


def _of_cleaning(sums: Sums, common: Sequence[str]) -> dict[str, Array]:
    """What is kept, actions and labels."""
    tp, fp, fn = (sums[f"kept.{part}"] for part in ("tp", "fp", "fn"))
    found: dict[str, Array] = {}
    if "characters" in sums.names:
        found["action"] = _ratio(sums["right"], sums["characters"], 0.0)
        found["body_kept"] = _ratio(tp, tp + fn, 0.0)
    found["precision"] = _ratio(tp, tp + fp, 0.0)
    found["recall"] = _ratio(tp, tp + fn, 0.0)
    found["f1"] = _ratio(2 * tp, 2 * tp + fp + fn, 0.0)
    if "page_f1.pages" in sums.names:
        found["page_f1"] = _ratio(sums["page_f1.sum"], sums["page_f1.pages"], 0.0)
    if "shingle.pages" in sums.names:
        precision = _ratio(sums["shingle.precision"], sums["shingle.pages"], 0.0)
        recall = _ratio(sums["shingle.recall"], sums["shingle.pages"], 0.0)
        found["shingle_f1"] = _ratio(2 * precision * recall, precision + recall, 0.0)
    if common:
        found["label_f1"] = _mean(np.stack([sums.f1(f"lines.{label}") for label in common]))
    return found


def _of_spans(sums: Sums) -> dict[str, Array]:
    """Mentions, quotations, time expressions, and what evidence cites."""
    found: dict[str, Array] = {}
    if "mention.person.tp" in sums.names:
        found |= _shares("mentions", sums, [f"mention.{kind}" for kind in TYPES])
    for figure, family in (("quotes", "direct"), ("indirect", "indirect")):
        if f"quote.{family}.tp" in sums.names:
            found[f"{figure}_f1"] = np.nan_to_num(sums.f1(f"quote.{family}"), nan=1.0)
            for said in ("speakers", "mentions", "cues"):
                right = sums[f"quote.{family}.{said}"]
                found[f"{figure}_{said}"] = _ratio(right, sums[f"quote.{family}.tp"], 1.0)
    if "time.date.tp" in sums.names:
        names = [f"time.{kind}" for kind in KINDS]
        found |= _shares("times", sums, names)
        found["times_values"] = _ratio(_sum(sums, names, "values"), _sum(sums, names, "tp"), 1.0)
    if any(name.startswith("evidence.") for name in sums.names):
        names = [f"evidence.{field}" for field in (*evidence.PLACES, evidence.LANGUAGE)]
        rows, cited, places, values = (_sum(sums, names, part) for part in evidence.COUNTS[:4])
        found["evidence_places"] = _ratio(places, cited, 1.0)
        found["evidence_values"] = _ratio(values, rows, 1.0)
    return found


def _sum(sums: Sums, names: Sequence[str], part: str) -> Array:
    """One count of what is counted under these names together."""
    column: Array = np.sum([sums[f"{name}.{part}"] for name in names], axis=0)
    return column


def _shares(figure: str, sums: Sums, names: Sequence[str], *, f1: bool = False) -> dict[str, Array]:
    """Precision and recall, and F1 where asked, of what is counted under these names together."""
    tp, fp, fn = (_sum(sums, names, part) for part in ("tp", "fp", "fn"))
    found = {f"{figure}_f1": _ratio(2 * tp, 2 * tp + fp + fn, 1.0)} if f1 else {}
    return found | {
        f"{figure}_precision": _ratio(tp, tp + fp, 1.0),
        f"{figure}_recall": _ratio(tp, tp + fn, 1.0),
    }


def _mean(columns: Array) -> Array:
    """Mean over the labels that occur in a sample."""
    there = (~np.isnan(columns)).sum(axis=0).astype(np.float64)
    return _ratio(np.nansum(columns, axis=0), there, 0.0)


def common_labels(sums: Sums) -> list[str]:
    """Labels with MIN_LINES gold lines or more."""
    names = sorted({name.split(".")[1] for name in sums.names if name.startswith("lines.")})
    return [n for n in names if (sums[f"lines.{n}.tp"] + sums[f"lines.{n}.fn"])[0] >= MIN_LINES]


def total(scores: Sequence[PageScore]) -> Sums:
    """The sums of some pages, one row."""
    found: dict[str, float] = {}
    for page in scores:
        for name, value in page.sums.items():
            found[name] = found.get(name, 0.0) + value
    return Sums({name: place for place, name in enumerate(found)}, np.array([list(found.values())]))


def measure(scores: Sequence[PageScore]) -> Measured:
    """The figures of some pages with their intervals."""
    names, rows = columns(scores, _of_figures)
    sums = Sums(names, rows.sum(axis=0, keepdims=True))
    common = common_labels(sums)
    values = figures_of(sums, common)
    drawn, samples = draw(scores, rows)
    sampled = figures_of(Sums(names, samples), common) if len(rows) > 1 else {}
    figures = {}
    for name, value in values.items():
        ends = np.percentile(sampled[name], COVERAGE).tolist() if name in sampled else (None, None)
        figures[name] = Figure(float(value[0]), *ends)
    return Measured(len(rows), len({s.about.site for s in scores}), drawn, figures)


def draw(scores: Sequence[PageScore], rows: Array) -> tuple[str, Array]:
    """What is drawn (`pages`, or `sites` with all their pages), and the sums of REPLICATES samples."""
    _, site = np.unique([s.about.site for s in scores], return_inverse=True)
    drawn = "sites" if site.max(initial=-1) + 1 >= MIN_SITES else "pages"
    if drawn == "sites":
        by_site = np.zeros((site.max() + 1, rows.shape[1]))
        np.add.at(by_site, site, rows)
        rows = by_site
    random = np.random.default_rng(SEED)
    even = np.full(len(rows), 1 / max(1, len(rows)))
    blocks = [random.multinomial(len(rows), even, _BLOCK) @ rows for _ in range(REPLICATES // _BLOCK)]
    return drawn, np.concatenate(blocks)


def columns(scores: Sequence[PageScore], wanted: Callable[[str], bool]) -> tuple[dict[str, int], Array]:
    """The sums that are wanted as a matrix, a row per page, and the place of each in it."""
    names = {n: place for place, n in enumerate(sorted({n for s in scores for n in s.sums if wanted(n)}))}
    rows = np.zeros((len(scores), len(names)))
    for row, page in zip(rows, scores, strict=True):
        for name in page.sums.keys() & names.keys():
            row[names[name]] = page.sums[name]
    return names, rows


def _of_figures(name: str) -> bool:
    """Do figures need this sum? Those of actions, labels by character, scores and wording they do not."""
    return not name.startswith(("actions.", "characters.", "bin.", "evidence_bin.", "wording."))
