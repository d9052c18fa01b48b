"""What annotators find: one value of one field of one document, with the span it was read from."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from warraq import schema

SURE = 1.0
KNOWN = 0.9  # what came with the document: a manifest is seldom wrong, but it is not the page itself
LIKELY = 0.8  # read in a place made for it, by the shape of the words alone
WEAK = 0.6


class Finding(NamedTuple):
    """A value weighed for `field`; start and end in the raw text are null for what came with the document."""

    row: int  # of the document in its batch
    field: str
    value: str
    start: int | None
    end: int | None
    rule: str
    score: float


def evidence_rows(findings: Iterable[Finding], doc_ids: Sequence[str]) -> pa.Table:
    """Findings as rows of schema.EVIDENCE without `seq`, in the order given."""
    rows = list(findings)
    columns: dict[str, list[Any]] = {
        "doc_id": [doc_ids[f.row] for f in rows],
        "field": [f.field for f in rows],
        "value": [f.value for f in rows],
        "start": [f.start for f in rows],
        "end": [f.end for f in rows],
        "rule": [f.rule for f in rows],
        "score": [f.score for f in rows],
    }
    fields = [schema.EVIDENCE.schema.field(name) for name in columns]
    return pa.table([pa.array(columns[f.name], f.type) for f in fields], schema=pa.schema(fields))


def unique(values: Iterable[str]) -> list[str]:
    """Each value once, in the order first met."""
    return list(dict.fromkeys(values))
