"""What a release holds, counted while its tables are written: for the card and `release.json`."""

from collections import Counter
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema

COUNTED: Final = {
    "languages": ("documents", "language"),
    "scripts": ("documents", "script"),
    "sources": ("documents", "source"),
    "outlets": ("documents", "outlet"),
    "encodings": ("documents", "encoding"),
    "rights": ("documents", "rights"),
    "licenses": ("documents", "license"),
    "date_precisions": ("documents", "published_precision"),
    "flags": ("documents", "flags"),
    "evidence": ("evidence", "field"),
    "mentions": ("mentions", "type"),
    "quotes": ("quotes", "kind"),
    "exclusions": ("exclusions", "reason"),
}
"""What is counted: rows by the value of a column, in a list by each of its values."""
LABELS: Final = "labels"  # code points of raw text by label
SEGMENTS: Final = "segments"  # segments by label
SUMMED: Final = ("raw_bytes", "raw_chars", "chars", "words")
SIGNALS: Final = tuple(
    c.name
    for c in schema.DOCUMENTS.columns
    if c.name.endswith("_ratio") or c.name in ("chars", "words", "sentences", "mean_word_length")
)
"""Columns of `documents` whose spread is told."""
QUANTILES: Final = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
SAMPLE: Final = 5
"""Documents the card shows."""
_SAMPLE_COLUMNS: Final = ("doc_id", "title", "outlet", "published_local", "language")


class Statistics:
    """Counts over all tables of one release, fed table by table."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in (*COUNTED, LABELS, SEGMENTS)}
        self.totals: Counter[str] = Counter()
        self.published: list[str] = []  # the first and the last day
        self.sample: list[dict[str, Any]] = []
        self._signals: dict[str, list[Any]] = {name: [] for name in SIGNALS}  # four bytes a document each

    def add(self, table: str, rows: pa.Table) -> None:
        """Count some rows of a table."""
        for name, (owner, column) in COUNTED.items():
            if owner == table:
                self._count(name, rows[column])
        if table == "segments":
            self._add_segments(rows)
        if table == "documents":
            self._add_documents(rows)

    def _add_documents(self, rows: pa.Table) -> None:
        for column in SUMMED:
            self.totals[column] += pc.sum(rows[column]).as_py() or 0
        for name in SIGNALS:
            self._signals[name].append(rows[name].drop_null().to_numpy().astype(np.float32))
        self.totals["near_duplicates"] += rows.num_rows - rows["duplicate_of"].null_count
        if len(self.sample) < SAMPLE:
            self.sample += rows.select(_SAMPLE_COLUMNS).slice(0, SAMPLE - len(self.sample)).to_pylist()
        days = pc.utf8_slice_codeunits(pc.drop_null(rows["published_local"]), 0, 10)
        days = days.filter(pc.match_substring_regex(days, r"^\d{4}-\d{2}-\d{2}$"))
        if len(days):
            span = pc.min_max(days).as_py()
            ends = sorted([*self.published, span["min"], span["max"]])
            self.published = [ends[0], ends[-1]]

    def _add_segments(self, rows: pa.Table) -> None:
        chars = pc.subtract(rows["end"], rows["start"])
        by_label = pa.table({"label": rows["label"], "chars": chars}).group_by("label")
        for group in by_label.aggregate([("chars", "sum"), ("chars", "count")]).to_pylist():
            self.counts[LABELS][group["label"]] += group["chars_sum"]
            self.counts[SEGMENTS][group["label"]] += group["chars_count"]

    def _count(self, name: str, values: pa.ChunkedArray) -> None:
        if pa.types.is_list(values.type):
            values = pc.list_flatten(values)
        for pair in pc.value_counts(values).to_pylist():
            if pair["values"] is not None:
                self.counts[name][pair["values"]] += pair["counts"]

    def spread(self, name: str) -> list[float] | None:
        """The quantiles (QUANTILES) of a signal over the documents that have it; None when none has."""
        values = np.concatenate([np.zeros(0, np.float32), *self._signals[name]])
        if not len(values):
            return None
        return [round(float(q), 4) for q in np.quantile(values, QUANTILES, method="lower")]

    def ranked(self, name: str) -> list[tuple[str, int]]:
        """The values of a count, most frequent first, equal ones by name."""
        return sorted(self.counts[name].items(), key=lambda item: (-item[1], item[0]))

    def to_dict(self) -> dict[str, Any]:
        """Everything counted, in one order."""
        counts = {name: dict(self.ranked(name)) for name in self.counts}
        signals = {name: self.spread(name) for name in SIGNALS}
        return {**counts, "totals": dict(self.totals), "published": self.published, "signals": signals}
