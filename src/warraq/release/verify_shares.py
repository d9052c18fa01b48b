"""Checks of what is counted out of shared passages: the shares of documents, and what outlets kept."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.linking.direction import shared_chars
from warraq.linking.intervals import Interval, length
from warraq.release.problems import Problem, rows_wrong
from warraq.release.rows import read_table

ROUNDING: Final = 1e-5
"""Of a share stored in 32 bits, and computed in 64."""
Stretches = dict[tuple[str, str], list[Interval]]
_NOBODY: Final[Mapping[str, Any]] = {"doc_id": "", "chars": 0, "credits": ()}


def check_shares(release: Path) -> Iterator[Problem]:
    """shared_ratio and borrowed_ratio are what the passages of `reuse` cover of each text."""
    columns = ["doc_id", "chars", "shared_ratio", "borrowed_ratio"]
    documents = pa.concat_tables(read_table(release, "documents", columns))
    known = documents["doc_id"].combine_chunks()
    reuse = _of(_reuse(release), known)
    chars = np.maximum(documents["chars"].to_numpy(), 1)
    counts = shared_chars(reuse, known.to_pylist())
    for name, count in zip(("shared_ratio", "borrowed_ratio"), counts, strict=True):
        wrong = np.abs(documents[name].to_numpy() - np.array(count) / chars) > ROUNDING
        detail = f"{name} is not what the passages of reuse cover"
        yield from rows_wrong("shares", "documents", documents, ("doc_id",), wrong, detail)


def check_credit_wording(release: Path) -> Iterator[Problem]:
    """Credits are those of the document; `own`, and `kept` of an agency's page, follow from `reuse`."""
    documents = pa.concat_tables(read_table(release, "documents", ["doc_id", "chars", "credits"]))
    wording = pa.concat_tables(
        [schema.CREDIT_WORDING.empty(), *read_table(release, "credit_wording")], promote_options="permissive"
    )
    about = {row["doc_id"]: row for row in documents.to_pylist()}
    shared = _shared(_reuse(release))
    faults: dict[str, list[bool]] = {"foreign_key": [], "credit": [], "own": [], "kept": []}
    for row in wording.to_pylist():
        here, there = about.get(row["doc_id"], _NOBODY), about.get(row["reference"], _NOBODY)
        both = here is not _NOBODY and there is not _NOBODY
        own = 1 - _share(shared, here, there)
        kept = _share(shared, there, here)
        agency = row["basis"] == "agency" and row["kept"] is not None
        faults["foreign_key"].append(not both)
        faults["credit"].append(both and row["credit"] not in here["credits"])
        faults["own"].append(both and abs(row["own"] - own) > ROUNDING)
        faults["kept"].append(both and agency and abs(row["kept"] - kept) > ROUNDING)
    for name, detail in (
        ("foreign_key", "doc_id or reference is no document"),
        ("credit", "the credit is not one of the document's"),
        ("own", "own is not what reuse leaves of the text"),
        ("kept", "kept is not what reuse covers of the agency's page"),
    ):
        check = "foreign_key" if name == "foreign_key" else "credit_wording"
        key = schema.CREDIT_WORDING.key
        yield from rows_wrong(check, "credit_wording", wording, key, faults[name], detail)


def _share(shared: Stretches, one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Share of the one's text that stands in the other."""
    covered = length(shared.get((one["doc_id"], other["doc_id"]), ()))
    return covered / max(1, int(one["chars"]))


def _reuse(release: Path) -> pa.Table:
    groups = [group.cast(schema.REUSE.schema) for group in read_table(release, "reuse")]
    return pa.concat_tables([schema.REUSE.empty(), *groups])


def _of(reuse: pa.Table, known: pa.Array) -> pa.Table:
    """The passages between known documents."""
    both = (pc.is_in(reuse[side], value_set=known) for side in ("doc_a", "doc_b"))
    return reuse.filter(pc.and_(*both))


def _shared(reuse: pa.Table) -> Stretches:
    """By document and other document: the stretches of the first that stand in the other."""
    found: Stretches = {}
    names = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b")
    for a, start_a, end_a, b, start_b, end_b in zip(*(reuse[n].to_pylist() for n in names), strict=True):
        found.setdefault((a, b), []).append((start_a, end_a))
        found.setdefault((b, a), []).append((start_b, end_b))
    return found
