"""Checks of shared passages: they lie inside both texts and begin and end with the same words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.fold import fold
from warraq.release.problems import Problem, rows_wrong
from warraq.release.rows import read_table

EDGE: Final = 5
"""Words at either end of a passage that are the same in both documents: a passage begins and ends with a
shared 5-gram."""
_WORD: Final = re.compile(r"[^\W_]+")


def check_reuse(release: Path) -> Iterator[Problem]:
    """Two documents, the smaller id first, one the earlier; offsets in the texts; same words at the edges."""
    groups = [g.cast(schema.REUSE.schema) for g in read_table(release, "reuse")]
    reuse = pa.concat_tables([schema.REUSE.empty(), *groups]).combine_chunks()
    key = schema.REUSE.key
    ordered = pc.less(reuse["doc_a"], reuse["doc_b"]).to_numpy()
    yield from rows_wrong("reuse", "reuse", reuse, key, ~ordered, "doc_a is not smaller than doc_b")
    earlier = reuse["earlier"]
    known = pc.or_(pc.equal(earlier, reuse["doc_a"]), pc.equal(earlier, reuse["doc_b"])).fill_null(True)
    yield from rows_wrong("reuse", "reuse", reuse, key, ~known.to_numpy(), "earlier is neither document")
    left, right = _edges(release, reuse, "a"), _edges(release, reuse, "b")
    for side, edges in (("a", left), ("b", right)):
        missing = np.array([e is None for e in edges], bool)
        yield from rows_wrong("foreign_key", "reuse", reuse, key, missing, f"doc_{side} is no document")
        outside = np.array([e == () for e in edges], bool)
        yield from rows_wrong("offsets", "reuse", reuse, key, outside, f"span {side} is not inside the text")
    differ = np.array([bool(a and b and a != b) for a, b in zip(left, right, strict=True)], bool)
    detail = "the passage does not begin and end with the same words in both documents"
    yield from rows_wrong("offsets", "reuse", reuse, key, differ, detail)


def _edges(release: Path, reuse: pa.Table, side: str) -> list[tuple[str, ...] | None]:
    """First and last words of every passage on one side; () when it is not in the text, None without one."""
    edges: list[tuple[str, ...] | None] = [None] * reuse.num_rows
    ids = reuse[f"doc_{side}"].combine_chunks()
    starts, ends = reuse[f"start_{side}"].to_pylist(), reuse[f"end_{side}"].to_pylist()
    for group in read_table(release, "documents", ["doc_id", "text"]):
        places: Any = pc.index_in(ids, value_set=group["doc_id"].combine_chunks())
        for row in np.flatnonzero(pc.is_valid(places).to_numpy(zero_copy_only=False)).tolist():
            text = group["text"][places[row].as_py()].as_py()
            inside = 0 <= starts[row] < ends[row] <= len(text)
            edges[row] = _edge_words(text[starts[row] : ends[row]]) if inside else ()
    return edges


def _edge_words(passage: str) -> tuple[str, ...]:
    words = _WORD.findall(fold(passage))
    return (*words[:EDGE], *words[-EDGE:])
