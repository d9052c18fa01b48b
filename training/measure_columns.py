"""Measures every column that is read in the text, for `warraq/release/measured.toml`.

    python -m training.measure_columns OWN.jsonl OTHER.jsonl > src/warraq/release/measured.toml

OWN are the gold pages of seeds/, OTHER gold pages of other outlets. The figures are those of
`warraq evaluate`, of `evaluation.encodings` and `evaluation.site_lines`. `of` counts the gold values, or what
`right` is a share of: characters for actions, the spans found for what is said of a span. `mean_f1` is the
mean over labels; `mean_error` how far a score is from the share that is right, or a share from the one
counted by brute force. What a gold does not hold is left out.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from warraq import evaluation, ingest, schema
from warraq.evaluation import encodings, site_lines
from warraq.evaluation.gold import Gold

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


@dataclass(frozen=True)
class Measured:
    """How many pages a gold has, and the figures of each column it can measure."""

    pages: int
    columns: Figures


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    golds = zip(ABOUT, sys.argv[1:], strict=True)
    print(table({name: measure(Path(gold)) for name, gold in golds}), end="")


def table(measured: Mapping[str, Measured]) -> str:
    """The content of `measured.toml`."""
    lines = ["# Made by training/measure_columns.py."]
    for name, found in measured.items():
        about = ABOUT[name].format(pages=found.pages)
        lines += ["", f"[{name}]", f"about = {json.dumps(about, ensure_ascii=False)}"]
        for column, figures in found.columns.items():
            lines += ["", f'[{name}.columns."{column}"]']
            lines += [f"{figure} = {round(value, 4)}" for figure, value in figures.items()]
    return "\n".join(lines) + "\n"


def measure(gold: Path) -> Measured:
    """The figures of each column this gold can measure, in the order of the schema."""
    told = evaluation.evaluate(gold).to_dict()
    found = _documents(told) | _segments(told) | _evidence(told) | _spans(told) | _links(told) | _apart(gold)
    order = [f"{t.name}.{c.name}" for t in schema.TABLES.values() for c in t.columns]
    return Measured(told["pages"], {name: found[name] for name in order if name in found})


def _apart(gold: Path) -> Figures:
    """What is no figure of a report: the encoding, and the labels of site profiles."""
    dataset = ingest.find_dataset(gold.parent)
    texts = [page.text for batch in Gold(gold, dataset).batches() for page in batch]
    labels = site_lines.measure(gold, dataset)
    return {"documents.encoding": encodings.measure(texts)} | ({"site_lines.label": labels} if labels else {})


def _documents(told: Told) -> Figures:
    found = {"documents.text": {n: told["summary"][n] for n in ("precision", "recall")}}
    for column in schema.DOCUMENTS.columns:
        fact = told["facts"].get(FACTS.get(column.name, column.name))
        if fact and fact["gold"]:
            found[f"documents.{column.name}"] = _of(fact)
    by_lines = {name: told["labels"][name]["lines"] for name in BY_LINES if name in told["labels"]}
    return found | {f"documents.{name}": _of(lines) for name, lines in by_lines.items()}


def _segments(told: Told) -> Figures:
    lines = sum(int(of_label["lines"]["gold"]) for of_label in told["labels"].values())
    return {
        "segments.label": {"mean_f1": told["summary"]["label_f1"], "of": lines},
        "segments.action": {"right": told["summary"]["action"]},
        "segments.score": {"mean_error": told["calibration"]["error"][0]},
    }


def _evidence(told: Told) -> Figures:
    """Pages that have evidence of a field; right places, values and scores of what was read in the page."""
    row = told["evidence"]["all"]
    places = {"right": row["places"], "of": int(row["cited"])}
    return {
        "evidence.field": _of(row),
        "evidence.value": {"right": row["values"], "of": int(row["rows"])},
        "evidence.start": places,
        "evidence.end": places,
        "evidence.score": {"mean_error": row["score_error"], "of": int(row["rows"])},
    }


def _spans(told: Told) -> Figures:
    """Mentions, quotations, time expressions: a span is right when its edges and its type or family are."""
    found: Figures = {}
    if mentions := told["mentions"]:
        found |= {f"mentions.{c}": _of(mentions["all"]) for c in ("start", "end", "type")}
        found |= {f"mentions.{c}": {"right": mentions["all"][f"{c}s"]} for c in ("name", "link")}
    if quotes := told["quotations"]:
        found |= {f"quotes.{c}": _of(quotes["all"]) for c in ("start", "end")}
        said = {"speaker": "speakers", "speaker_mention": "mentions", "cue": "cues", "kind": "kinds"}
        found |= {f"quotes.{column}": {"right": quotes["all"][n]} for column, n in said.items()}
    if times := told["times"]:
        found |= {f"times.{c}": _of(times["all"]) for c in ("start", "end")}
        found["times.value"] = {"right": times["all"]["values"]}
        found["times.flags"] = _of({n: times["all"][f"flags_{n}"] for n in ("precision", "recall", "gold")})
    return found


def _links(told: Told) -> Figures:
    """Pairs of pages that share an id, pairs of lines that share a passage; what is said of their wording."""
    pairs = told["links"]
    columns = {
        "stories": ("documents.story_id",),
        "copies": ("documents.cluster_id", "documents.duplicate_of"),
    }
    columns["reuse"] = tuple(f"reuse.{end}" for end in ("start_a", "end_a", "start_b", "end_b"))
    measured = [kind for kind in columns if kind in pairs and pairs[kind]["gold"]]
    found = {column: _of(pairs[kind]) for kind in measured for column in columns[kind]}
    if wording := told["wording"]:
        pages = int(wording["pages"])
        for name in ("shared", "borrowed"):
            found[f"documents.{name}_ratio"] = {"mean_error": wording[f"{name}_error"], "of": pages}
        found["reuse.earlier"] = {"right": wording["directions"], "of": int(wording["passages"])}
        credit = {name: wording[f"credits_{name}"] for name in ("precision", "recall", "gold")}
        found["credit_wording.credit"] = _of(credit)
    return found


def _of(row: Mapping[str, float]) -> dict[str, float]:
    return {"precision": row["precision"], "recall": row["recall"], "of": int(row["gold"])}


if __name__ == "__main__":
    main()
