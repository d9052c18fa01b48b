"""What a release holds, counted while its tables are written: for the card and `release.json`."""

from collections import Counter
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

COUNTED: Final = {
    "documents": (
        "language",
        "script",
        "source",
        "outlet",
        "encoding",
        "rights",
        "license",
        "published_precision",
    ),
    "segments": ("action",),
    "evidence": ("field",),
    "mentions": ("type",),
    "quotes": ("kind",),
    "exclusions": ("reason",),
}
"""Columns whose values are counted, by table."""
SUMMED: Final = {"documents": ("raw_bytes", "raw_chars", "chars", "words")}
SAMPLE: Final = 5
"""Documents the card shows."""
_SAMPLE_COLUMNS: Final = ("doc_id", "title", "outlet", "published_local", "language")


class Statistics:
    """Counts over all tables of one release, fed table by table."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {}
        self.sums: Counter[str] = Counter()
        self.published: list[str] = []  # the first and the last day
        self.sample: list[dict[str, Any]] = []

    def add(self, name: str, table: pa.Table) -> None:
        """Count some rows of a table."""
        for column in COUNTED.get(name, ()):
            self._count(f"{name}.{column}", table[column])
        for column in SUMMED.get(name, ()):
            self.sums[f"{name}.{column}"] += pc.sum(table[column]).as_py() or 0
        if name == "segments":
            self._count_labels(table)
        if name == "documents":
            self._add_documents(table)

    def _add_documents(self, table: pa.Table) -> None:
        self._count("documents.flags", pc.list_flatten(table["flags"]))
        self.sums["documents.near_duplicates"] += table.num_rows - table["duplicate_of"].null_count
        if len(self.sample) < SAMPLE:
            rows = table.select(_SAMPLE_COLUMNS).slice(0, SAMPLE - len(self.sample))
            self.sample += rows.to_pylist()
        days = pc.utf8_slice_codeunits(pc.drop_null(table["published_local"]), 0, 10)
        days = days.filter(pc.match_substring_regex(days, r"^\d{4}-\d{2}-\d{2}$"))
        if len(days):
            span = pc.min_max(days).as_py()
            ends = sorted([*self.published, span["min"], span["max"]])
            self.published = [ends[0], ends[-1]]

    def _count_labels(self, table: pa.Table) -> None:
        chars = pc.subtract(table["end"], table["start"])
        groups = (
            pa.table({"label": table["label"], "chars": chars})
            .group_by("label")
            .aggregate([("chars", "sum"), ("chars", "count")])
        )
        for row in groups.to_pylist():
            self._counter("segments.label")[row["label"]] += row["chars_count"]
            self._counter("segments.label_chars")[row["label"]] += row["chars_sum"]

    def _count(self, what: str, values: pa.ChunkedArray) -> None:
        for pair in pc.value_counts(values).to_pylist():
            if pair["values"] is not None:
                self._counter(what)[pair["values"]] += pair["counts"]

    def _counter(self, what: str) -> Counter[str]:
        return self.counts.setdefault(what, Counter())

    def ranked(self, what: str) -> list[tuple[str, int]]:
        """The values of a counted column, most frequent first, equal ones by name."""
        return sorted(self._counter(what).items(), key=lambda item: (-item[1], item[0]))

    def to_dict(self) -> dict[str, Any]:
        """Everything counted, in one order."""
        return {
            "counts": {what: dict(self.ranked(what)) for what in sorted(self.counts)},
            "sums": dict(sorted(self.sums.items())),
            "published": self.published,
        }
