"""What was decided for gold pages: now, or as `warraq clean --format jsonl` printed it."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import cleaning, labels
from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.evaluation.gold import FACTS, LABEL_CODE, Codes, Page
from warraq.evaluation.place_names import as_in_gold
from warraq.pages import shown
from warraq.pipeline import Tables

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]

ACTIONS = ("keep", "lift", "remove")
ACTION_CODE = {name: code for code, name in enumerate(ACTIONS)}


@dataclass(frozen=True)
class Decided:
    """The decisions on one page, a row per segment; codes are places in labels.LABELS and ACTIONS."""

    start: Ints
    end: Ints
    label: Codes
    action: Codes
    score: Floats
    facts: Mapping[str, Any]

    def spread(self, column: np.ndarray[Any, Any], length: int) -> np.ndarray[Any, Any]:
        """A column with a value per code point of a text this long; -1 where there is no segment."""
        stop = np.minimum(self.end, length)
        start = np.minimum(self.start, stop)
        width = stop - start
        at = np.arange(width.sum()) + np.repeat(start - (np.cumsum(width) - width), width)
        out = np.full(length, -1, column.dtype)
        out[at] = np.repeat(column, width)
        return out


NOTHING = Decided(*(np.zeros(0, np.int64),) * 2, *(np.zeros(0, np.int16),) * 2, np.zeros(0), {})
"""For a page nobody decided on: nothing of it is kept."""


def of_segments(segments: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]) -> Decided:
    """Decisions from segments as dictionaries; a label that is not ours equals no label."""
    return Decided(
        np.array([s["start"] for s in segments], np.int64),
        np.array([s["end"] for s in segments], np.int64),
        np.array([LABEL_CODE.get(s["label"], -1) for s in segments], np.int16),
        np.array([ACTION_CODE.get(s["action"], -1) for s in segments], np.int16),
        np.array([s.get("score", np.nan) for s in segments], np.float64),
        facts,
    )


def from_tables(pages: Sequence[Page], tables: Tables) -> list[Decided]:
    """The decisions on these pages, and their facts, in what the pipeline made of them."""
    found = shown(pa.concat_tables([page.raw for page in pages]), tables)
    links = map(as_in_gold, tables["documents"]["dateline_link"].to_pylist())
    return [
        of_segments(page["segments"], {**page, "dateline_link": link})
        for page, link in zip(found, links, strict=True)
    ]


def decide(pages: Sequence[Page], dataset: Dataset, profiles: pa.Table | None = None) -> list[Decided]:
    """Clean these pages in one batch: labels and scores alone, without the annotation."""
    raw = pa.concat_tables([page.raw for page in pages])
    table = cleaning.clean(raw, dataset.pack_codes(), profiles)
    start, end = (table[name].to_numpy().astype(np.int64) for name in ("start", "end"))
    label = _codes(table["label"], labels.LABELS)
    action = _codes(table["action"], ACTIONS)
    score = table["score"].to_numpy().astype(np.float64)
    first = np.append(np.flatnonzero(table["seq"].to_numpy() == 0), len(table))
    found, document = [], 0
    for text in raw["text"].to_pylist():
        rows = slice(first[document], first[document + 1]) if text else slice(0, 0)
        found.append(Decided(start[rows], end[rows], label[rows], action[rows], score[rows], {}))
        document += bool(text)
    return found


def _codes(column: pa.ChunkedArray, names: Sequence[str]) -> Codes:
    codes: Codes = pc.index_in(column, value_set=pa.array(names)).to_numpy().astype(np.int16)
    return codes


def read_predictions(path: Path) -> dict[str, Decided]:
    """Decisions by the page's `id`, from what `warraq clean --format jsonl` printed (`.gz` or not).

    Raises UsageError naming the line that cannot be read.
    """
    found: dict[str, Decided] = {}
    number = 1
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            for line in file:
                if line.strip():
                    row = json.loads(line)
                    facts = {name: row[name] for name in FACTS if name in row}
                    found[str(row["id"])] = of_segments(row["segments"], facts)
                number += 1
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, EOFError) as error:
        raise UsageError(f"{path}:{number}: no prediction: {type(error).__name__} {error}") from None
    return found
