"""Measures every column that is read in the text, for `warraq/release/measured.toml`.

    python -m training.measure_columns OWN.jsonl OTHER.jsonl > src/warraq/release/measured.toml

OWN are the gold pages of seeds/, OTHER gold pages of other outlets. The figures are those of
`warraq evaluate`; `of` counts the gold values. `right` is the share of right ones, of characters for actions,
of the spans found for what is said of a span; `mean_f1` is the mean over labels, `mean_error` how far a score
is from the share that is right. What a gold does not hold is left out.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from warraq import evaluation, schema
from warraq.evaluation import Report

ABOUT: Final = {
    "own": "{pages} pages written for Warraq, in several languages; its rules were made with them at hand",
    "others": "beginnings of {pages} raw pages of other outlets, mostly Arabic, read while rules were made",
}
FACTS: Final = {  # columns of `documents` by the fact that gold pages call otherwise
    "published_at": "published",
    "published_local": "published",
    "published_precision": "published",
    "updated_at": "updated",
    "updated_local": "updated",
    "updated_precision": "updated",
}
BY_LINES: Final = ("deck", "tags")  # columns that are no fact of gold pages: lines of that label
Figures = dict[str, dict[str, float]]
Told = Mapping[str, Any]
"""A report, as `Report.to_dict` tells it."""


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    golds = zip(ABOUT, sys.argv[1:], strict=True)
    print(table({name: evaluation.evaluate(Path(gold)) for name, gold in golds}), end="")


def table(reports: Mapping[str, Report]) -> str:
    """The content of `measured.toml`."""
    lines = ["# Made by training/measure_columns.py."]
    for name, report in reports.items():
        about = ABOUT[name].format(pages=len(report.scores))
        lines += ["", f"[{name}]", f"about = {json.dumps(about, ensure_ascii=False)}"]
        for column, figures in of_columns(report).items():
            lines += ["", f'[{name}.columns."{column}"]']
            lines += [f"{figure} = {round(value, 4)}" for figure, value in figures.items()]
    return "\n".join(lines) + "\n"


def of_columns(report: Report) -> Figures:
    """The figures of each column this gold can measure, in the order of the schema."""
    told = report.to_dict()
    found = _documents(told) | _segments(told, report) | _spans(told) | _links(told)
    order = [f"{t.name}.{c.name}" for t in schema.TABLES.values() for c in t.columns]
    return {name: found[name] for name in order if name in found}


def _documents(told: Told) -> Figures:
    found = {"documents.text": {n: told["summary"][n] for n in ("precision", "recall")}}
    for column in schema.DOCUMENTS.columns:
        fact = told["facts"].get(FACTS.get(column.name, column.name))
        if fact and fact["gold"]:
            found[f"documents.{column.name}"] = _of(fact)
    by_lines = {name: told["labels"][name]["lines"] for name in BY_LINES if name in told["labels"]}
    return found | {f"documents.{name}": _of(lines) for name, lines in by_lines.items()}


def _segments(told: Told, report: Report) -> Figures:
    lines = sum(int(of_label["lines"]["gold"]) for of_label in told["labels"].values())
    return {
        "segments.label": {"mean_f1": told["summary"]["label_f1"], "of": lines},
        "segments.action": {"right": told["summary"]["action"]},
        "segments.score": {"mean_error": report.calibration.error.value},
    }


def _spans(told: Told) -> Figures:
    """Mentions, quotations, time expressions: a span is right when its edges and its type or family are."""
    found: Figures = {}
    if mentions := told["mentions"]:
        found |= {f"mentions.{c}": _of(mentions["all"]) for c in ("start", "end", "type")}
        found["mentions.link"] = {"right": mentions["all"]["links"]}
    if quotes := told["quotations"]:
        for column in ("start", "end"):
            found[f"quotes.{column}"] = _of(quotes["direct"])
        for column, figure in (("speaker", "speakers"), ("kind", "kinds")):
            found[f"quotes.{column}"] = {"right": quotes["direct"][figure]}
    if times := told["times"]:
        found |= {f"times.{c}": _of(times["all"]) for c in ("start", "end")}
        found["times.value"] = {"right": times["all"]["values"]}
    return found


def _links(told: Told) -> Figures:
    """Pairs of pages that share an id, pairs of lines that share a passage."""
    pairs = told["links"]
    columns = {
        "stories": ("documents.story_id",),
        "copies": ("documents.cluster_id", "documents.duplicate_of"),
    }
    columns["reuse"] = tuple(f"reuse.{end}" for end in ("start_a", "end_a", "start_b", "end_b"))
    measured = [kind for kind in columns if kind in pairs and pairs[kind]["gold"]]
    return {column: _of(pairs[kind]) for kind in measured for column in columns[kind]}


def _of(row: Mapping[str, float]) -> dict[str, float]:
    return {"precision": row["precision"], "recall": row["recall"], "of": int(row["gold"])}


if __name__ == "__main__":
    main()
