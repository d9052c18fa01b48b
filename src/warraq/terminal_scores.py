"""Scores in a terminal: figures with their intervals, groups of pages side by side, labels."""

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warraq.evaluation import Report
from warraq.evaluation.calibration import Calibration
from warraq.evaluation.comparison import OURS, Comparison
from warraq.evaluation.extractors import HTML
from warraq.evaluation.figures import REPLICATES, Figure, Measured
from warraq.evaluation.gold import FACTS
from warraq.terminal import safe

GOOD, FAIR = (
    0.95,
    0.85,
)  # green from here, yellow from here, red below: what extractors reach, and rules alone
FIGURE_CELLS = 5  # as 0.987
ROWS = 25  # groups shown; the rest is in --json
_OTHERS = {
    "action": ("body_kept", "f1", "label_f1"),
    "f1": ("precision", "recall", "page_f1", "shingle_f1"),
}
"""Leading figure → those beside it: what fits in 80 cells."""


def show(report: Report, by: Sequence[str], floors: Mapping[str, float], console: Console) -> None:
    """The report: all figures, then the groups asked for, then the labels."""
    console.print(Text(safe(_title(report)), style="bold"))
    groups = (_groups(d, report.by(d)) for d in by)
    facts = _facts(report.measured, report.to_dict()["facts"], floors)
    spans = (_mentions(report), _quotations(report), _times(report), _evidence(report))
    linked = (_links(report), _wording(report))
    tables = [_overview(report, floors), *groups, facts, _labels(report), *spans, *linked]
    for each in filter(None, tables):
        console.print(each)
        console.print()
    console.print(Text(_note(report.measured), style="dim"))


def calibration(found: Calibration, console: Console) -> None:
    """Bins of score: how many characters, and the share of them with the right action."""
    rows = table("score", "characters", "mean score", "right", "95 % interval", "apart")
    for each in found.bins:
        rows.add_row(
            f"{each.low:.2f}–{each.high:.2f}",
            f"{each.characters:,}",
            f"{each.score:.3f}",
            score(each.right.value),
            interval(each.right),
            f"{each.right.value - each.score:+.3f}",
        )
    console.print(rows)
    low, high = found.error.low, found.error.high
    ends = "" if low is None or high is None else f" ({low:.4f}–{high:.4f})"
    console.print(Text(f"Expected calibration error {found.error.value:.4f}{ends}"))


def comparison(found: Comparison, console: Console) -> None:
    """Tools side by side: what came back of the pages, and the seconds a megabyte of text took."""
    for which, title in (("html", "pages with HTML"), ("all", "all pages")):
        runs = [run for run in found.runs if run.pages == which]
        if not runs:
            continue
        console.print(Text(f"{title}: {len(runs[0].scores):,}", style="bold"))
        rows = table("tool", "sees", "f1", "95 % interval", "precision", "recall", "shingle_f1", "s/MB")
        for run in runs:
            f1, precision, recall, shingle_f1 = (
                run.measured.figures[name] for name in ("f1", "precision", "recall", "shingle_f1")
            )
            rows.add_row(
                Text(run.tool, style="bold" if run.tool == OURS else ""),
                "HTML" if run.tool in HTML else "text",
                score(f1.value),
                interval(f1),
                *(score(figure.value) for figure in (precision, recall, shingle_f1)),
                "–" if run.seconds_per_mb is None else f"{run.seconds_per_mb:.2f}",
            )
        console.print(rows)
        console.print()


def _title(report: Report) -> str:
    parts = [f"{len(report.scores):,} pages"]
    parts += [f"{report.skipped:,} rows without text or body"] * bool(report.skipped)
    parts += [f"{report.missing:,} pages without prediction"] * bool(report.missing)
    return f"{report.gold.rpartition('/')[2]}: {', '.join(parts)}"


def table(*names: str) -> Table:
    """A light table: the first column flush left, the others right."""
    rows = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for number, name in enumerate(names):
        rows.add_column(
            name, justify="right" if number else "left", min_width=max(len(name), FIGURE_CELLS), no_wrap=True
        )
    return rows


def _overview(report: Report, floors: Mapping[str, float]) -> Table:
    rows = table("figure", "score", "95 % interval", *["floor"] * bool(floors))
    facts = {f"{fact}_{share}" for fact in FACTS for share in ("precision", "recall", "f1")}
    for name, figure in report.measured.figures.items():
        if name in facts:
            continue
        floor = [f"{floors[name]:.4f}" if name in floors else ""] if floors else []
        rows.add_row(name, _pinned(name, figure.value, floors), interval(figure), *floor)
    return rows


def _facts(
    measured: Measured, counts: Mapping[str, Mapping[str, float]], floors: Mapping[str, float]
) -> Table | None:
    """A row per field of the metadata; `n` is the values the gold has. Red: under its floor."""
    if not counts:
        return None
    rows = table("field", "precision", "recall", "F1", "95 % interval", "n")
    for fact in (f for f in FACTS if f in counts):
        shares = {share: measured.figures[f"{fact}_{share}"] for share in ("precision", "recall", "f1")}
        cells = [_pinned(f"{fact}_{share}", figure.value, floors) for share, figure in shares.items()]
        rows.add_row(fact, *cells, interval(shares["f1"]), f"{counts[fact]['gold']:,}")
    return rows


def _groups(dimension: str, groups: Mapping[str, Measured]) -> Table:
    first = next(iter(groups.values())).figures
    leading = next(name for name in _OTHERS if name in first)
    others = [name for name in _OTHERS[leading] if name in first]
    rows = table(dimension, "pages", leading, "95 % interval", *others)
    for name, measured in list(groups.items())[:ROWS]:
        figures = measured.figures
        values = [score(figures[o].value) if o in figures else Text("–", style="dim") for o in others]
        lead = figures[leading]
        rows.add_row(Text(safe(name)), f"{measured.pages:,}", score(lead.value), interval(lead), *values)
    if len(groups) > ROWS:
        rows.add_row(Text(f"and {len(groups) - ROWS} more: --json", style="dim"))
    return rows


def _labels(report: Report) -> Table | None:
    labels = report.to_dict()["labels"]
    if not labels:
        return None
    rows = table("label", "lines", "line F1", "precision", "recall", "character F1")
    for name, counts in labels.items():
        line = [score(counts["lines"][k]) for k in ("f1", "precision", "recall")]
        rows.add_row(name, f"{counts['lines']['gold']:,}", *line, score(counts["characters"]["f1"]))
    return rows


def _mentions(report: Report) -> Table | None:
    if not report.mentions:
        return None
    rows = table("mentions", "gold", "found", "precision", "recall", "F1", "links", "names")
    for kind, counts in report.mentions.items():
        sizes = (f"{counts[name]:,.0f}" for name in ("gold", "found"))
        shares = (score(counts[k]) for k in ("precision", "recall", "f1", "links", "names"))
        rows.add_row(kind, *sizes, *shares)
    return rows


def _quotations(report: Report) -> Table | None:
    if not report.quotations:
        return None
    rows = table(
        "quotations", "gold", "found", "precision", "recall", "speakers", "mentions", "cues", "kinds"
    )
    for family, row in report.quotations.items():
        sizes = (f"{row[name]:,.0f}" for name in ("gold", "found"))
        shares = (
            score(row[name]) for name in ("precision", "recall", "speakers", "mentions", "cues", "kinds")
        )
        rows.add_row(family, *sizes, *shares)
    return rows


def _pinned(name: str, value: float, floors: Mapping[str, float]) -> Text:
    """A figure in its colour; bold red under its floor."""
    return Text(f"{value:.3f}", style="bold red" if value < floors.get(name, 0.0) else _style(value))


def _times(report: Report) -> Table | None:
    if not report.times:
        return None
    rows = table(
        "times", "gold", "found", "precision", "recall", "F1", "near precision", "near recall", "values"
    )
    for kind, row in report.times.items():
        sizes = (f"{row[name]:,.0f}" for name in ("gold", "found"))
        names = ("precision", "recall", "f1", "near_precision", "near_recall", "values")
        rows.add_row(kind, *sizes, *(score(row[name]) for name in names))
    return rows


def _evidence(report: Report) -> Table | None:
    if not report.evidence:
        return None
    rows = table("evidence", "rows", "places", "values", "pages", "precision", "recall")
    for field, row in report.evidence.items():
        shares = (score(row[name]) for name in ("places", "values"))
        pages = (f"{row['gold']:,.0f}", score(row["precision"]), score(row["recall"]))
        rows.add_row(field, f"{row['rows']:,.0f}", *shares, *pages)
    return rows


def _wording(report: Report) -> Table | None:
    if not report.wording:
        return None
    found, rows = report.wording, table("wording", "n", "score")
    for name, of in (
        ("directions", "passages"),
        ("credits_precision", "credits_found"),
        ("credits_recall", "credits_gold"),
    ):
        rows.add_row(name.replace("_", " "), f"{found[of]:,.0f}", score(found[name]))
    for name in ("shared", "borrowed"):
        rows.add_row(f"{name} ratio, mean error", f"{found['pages']:,.0f}", f"{found[f'{name}_error']:.3f}")
    return rows


def _links(report: Report) -> Table | None:
    if not report.links:
        return None
    rows = table("pairs of pages", "gold", "found", "precision", "recall", "F1")
    for kind, row in report.links.items():
        sizes = (f"{row[name]:,.0f}" for name in ("gold", "found"))
        rows.add_row(kind, *sizes, *(score(row[name]) for name in ("precision", "recall", "f1")))
    return rows


def _style(value: float) -> str:
    return "green" if value >= GOOD else "yellow" if value >= FAIR else "red"


def score(value: float) -> Text:
    """A figure between 0 and 1 in its colour."""
    return Text(f"{value:.3f}", style=_style(value))


def interval(figure: Figure) -> Text:
    """The ends of an interval."""
    if figure.low is None or figure.high is None:
        return Text("one page", style="dim")
    return Text(f"{figure.low:.3f}–{figure.high:.3f}", style="dim")


def _note(measured: Measured) -> str:
    return (
        f"Intervals: {REPLICATES:,} samples of the {measured.drawn}; groups of few sites are drawn by page."
    )
