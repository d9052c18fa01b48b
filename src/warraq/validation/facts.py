"""Facts the suites may assert on besides a table's own columns, computed with Arrow kernels.

A fact is a helper column: what another table says of the row (`document.raw_chars`), or what takes more
than a comparison to know (`text.content`). It is null where there is nothing to say, or where another rule
speaks already: an offset outside the text has no words to compare. Facts are never released.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import labels, schema
from warraq.validation import moments

Tables = Mapping[str, pa.Table]
Facts = dict[str, pa.Array]
Ints = np.ndarray[Any, np.dtype[np.int64]]

EVIDENCED: Final = (
    "title",
    "deck",
    "outlet",
    "bylines",
    "credits",
    "section",
    "tags",
    "dateline_place",
    "published_local",
    "updated_local",
)
"""Columns of `documents` whose values are harvested, and so must have a row in `evidence`."""

LISTS: Final = ("bylines", "credits", "tags", "flags")
LINKS: Final = ("duplicate_of", "cluster_id", "story_id")
COLLECTED_SLACK: Final = timedelta(days=1)
"""A page may be dated ahead of its collection by a zone, or by a collection time rounded to the day."""
ZONE_SLACK: Final = timedelta(hours=14)
"""No zone is further than this from UTC."""

_DOCUMENT_OF: Final = {
    "document.doc_id": "the document's doc_id, null when there is no such document",
}
FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "documents": {
        "raw_sha256.head": "the leading digits of raw_sha256 that make a doc_id",
        "text.chars": "length of the text, counted",
        "text.replacement_share": "share of the text that is U+FFFD",
        "segments.sha256": "SHA-256 of the segments joined; null when their content is not released",
        "segments.text_end": "where the last kept segment ends in the text",
        "collected_at.limit": "collected_at and a day",
        **{f"{name}.clean": f"{name} has no blank, untrimmed or repeated item" for name in LISTS},
        "flags.sorted": "flags are in order",
        "published.moment": "published_at, or else the first instant published_local may mean",
        "updated.moment": "updated_at, or else the first instant updated_local may mean",
        "published.agrees": "published_at is published_local in UTC, as far as its zone is printed",
        "updated.agrees": "updated_at is updated_local in UTC, as far as its zone is printed",
        **{f"{name}.found": f"{name} is a document" for name in LINKS},
        **{f"evidence.{name}": f"every value of {name} has its row in evidence" for name in EVIDENCED},
    },
    "segments": {
        **_DOCUMENT_OF,
        "document.raw_chars": "length of the document's raw text",
        "length": "end less start",
        "label.action": "the action that belongs to the label",
        "content.chars": "length of the content, counted",
        "content.blank": "the content is white space only",
        "is_blank": "the label is blank",
        "content.trimmed": "the content has no white space at its edges; null for blank segments",
        "is_kept": "the action is keep, or a mask is written for it",
        "text.has_start": "text_start is given",
        "text.content": "the content, or its mask, stands in the text at text_start",
        "text.gap": "what stands in the text between the kept segment before and this one",
    },
    "evidence": {
        **_DOCUMENT_OF,
        "document.raw_chars": "length of the document's raw text",
        "has_start": "start is given",
        "has_end": "end is given",
    },
    "mentions": {
        **_DOCUMENT_OF,
        "target.chars": "length of the title or the text the mention is in",
        "target.surface": "the surface stands in the target at start",
    },
    "quotes": {
        **_DOCUMENT_OF,
        "document.text_chars": "length of the document's text",
        "speaker_mention.found": "speaker_mention is a mention of the same document",
    },
    "times": {
        **_DOCUMENT_OF,
        "document.text_chars": "length of the document's text",
        "text.surface": "the surface stands in the text at start",
    },
    "reuse": {
        "document_a.doc_id": "doc_a when there is such a document",
        "document_a.chars": "length of its text",
        "document_b.doc_id": "doc_b when there is such a document",
        "document_b.chars": "length of its text",
    },
    "credit_wording": {
        "document.doc_id": "doc_id when there is such a document",
        "reference.doc_id": "reference when there is such a document",
        "reference.chars": "length of its text",
        "is_itself": "the reference is the document",
        "wording.agrees": "wording and kept are given, just when the basis is not one other outlet",
    },
    "site_lines": {
        "same_share": "share is documents over of",
        "is_text": "the label is one of those whose lines are kept",
    },
    "exclusions": {},
}
"""The facts of each table, described; the only columns besides the schema's that a suite may name."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("segments", "evidence"),
    "segments": ("documents",),
    "evidence": ("documents",),
    "mentions": ("documents",),
    "quotes": ("documents", "mentions"),
    "times": ("documents",),
    "reuse": (),
    "credit_wording": (),
    "site_lines": (),
    "exclusions": (),
}
"""The tables that must be at hand to check each table."""


def facts_of(name: str, tables: Tables, index: pa.Table) -> Facts:
    """The facts of one table, by name; every table has the schema's columns, in one chunk.

    `index` has `doc_id` and `chars` of every document that links and reuse may point at.
    """
    if name == "reuse":
        return _of_reuse(tables["reuse"], index)
    if name == "credit_wording":
        return _of_credit_wording(tables[name], index)
    if name == "documents":
        return _of_documents(tables, index)
    kinds: dict[str, Callable[[pa.Table, pa.Table, pa.Array], Facts]] = {
        "segments": _of_segments,
        "evidence": _of_evidence,
        "mentions": _of_mentions,
        "times": _of_times,
    }
    if name == "site_lines":
        return _of_site_lines(tables[name])
    if name == "exclusions":
        return {}
    table, documents = tables[name], tables["documents"]
    rows = pc.index_in(_one(table, "doc_id"), value_set=_one(documents, "doc_id"))
    known = {"document.doc_id": _one(documents, "doc_id").take(rows)}
    if name == "quotes":
        return known | _of_quotes(table, documents, rows, tables["mentions"])
    return known | kinds[name](table, documents, rows)


# documents -----------------------------------------------------------------------------------------


def _of_documents(tables: Tables, index: pa.Table) -> Facts:
    documents = tables["documents"]
    chars = pc.utf8_length(_one(documents, "text"))
    damaged = pc.count_substring(_one(documents, "text"), "\ufffd")
    facts: Facts = {
        "raw_sha256.head": pc.utf8_slice_codeunits(_one(documents, "raw_sha256"), 0, schema.DOC_ID_LENGTH),
        "text.chars": chars,
        "text.replacement_share": pc.divide(pc.cast(damaged, pa.float64()), pc.max_element_wise(chars, 1)),
        "collected_at.limit": pc.add(
            _one(documents, "collected_at"), pa.scalar(COLLECTED_SLACK, pa.duration("s"))
        ),
    }
    for name in LISTS:
        facts[f"{name}.clean"] = _clean_lists(_one(documents, name))
    facts["flags.sorted"] = _sorted_lists(_one(documents, "flags"))
    for name in ("published", "updated"):
        facts |= _moments(name, _one(documents, f"{name}_local"), _one(documents, f"{name}_at"))
    for name in LINKS:
        links = _one(documents, name)
        found = pc.is_in(links, value_set=_one(index, "doc_id"))
        facts[f"{name}.found"] = pc.if_else(pc.is_valid(links), found, None)
    return facts | _joined_segments(documents, tables["segments"]) | _evidenced(documents, tables["evidence"])


def _clean_lists(lists: pa.ListArray) -> pa.Array:
    """Whether each list has no blank, untrimmed or repeated item."""
    items, rows = pc.list_flatten(lists), np.asarray(pc.list_parent_indices(lists), np.int64)
    amiss = np.asarray(
        pc.or_(pc.equal(items, ""), pc.not_equal(items, pc.utf8_trim_whitespace(items))), np.bool_
    )
    codes = np.asarray(pc.dictionary_encode(items).indices, np.int64)
    order = np.lexsort((codes, rows))
    repeated = (np.diff(codes[order]) == 0) & (np.diff(rows[order]) == 0)
    return _none_of(len(lists), np.concatenate([rows[amiss], rows[order][1:][repeated]]))


def _sorted_lists(lists: pa.ListArray) -> pa.Array:
    """Whether the items of each list are in order."""
    items, rows = pc.list_flatten(lists), np.asarray(pc.list_parent_indices(lists), np.int64)
    falls = np.asarray(pc.less(items[1:], items[:-1]), np.bool_) & (np.diff(rows) == 0)
    return _none_of(len(lists), rows[1:][falls])


def _none_of(count: int, rows: Ints) -> pa.Array:
    holds = np.ones(count, np.bool_)
    holds[rows] = False
    return pa.array(holds)


def _moments(name: str, local: pa.Array, at: pa.Array) -> Facts:
    """The moment a document is dated, and whether its two columns agree on it."""
    printed = [None if value is None else moments.instant(value) for value in local.to_pylist()]
    agrees: list[bool | None] = []
    for value, moment, stored in zip(local.to_pylist(), printed, at.to_pylist(), strict=True):
        if moment is None or stored is None:
            agrees.append(None)
        else:
            slack = timedelta(0) if moments.has_zone(value) else ZONE_SLACK
            agrees.append(abs(stored - moment) <= slack)
    first = pa.array(printed, schema.INSTANT)
    return {f"{name}.moment": pc.coalesce(at, first), f"{name}.agrees": pa.array(agrees, pa.bool_())}


def _joined_segments(documents: pa.Table, segments: pa.Table) -> Facts:
    """What each document's segments join to: the digest of the raw text, and the length of the text.

    The contents of one document lie side by side in the column's buffer, so its raw text is a slice of it;
    where they do not (segments out of order, or apart), the digest says so.
    """
    bounds = _runs(_one(segments, "doc_id"))
    first, last = bounds[:-1], bounds[1:]
    content = _one(segments, "content").cast(pa.large_string())
    data = memoryview(content.buffers()[2] or b"")
    at = np.frombuffer(content.buffers()[1], np.int64)[content.offset :]
    missing = np.append(0, np.cumsum(np.asarray(content.is_null(), np.int64)))
    digests = [
        None if missing[i] < missing[j] else hashlib.sha256(data[at[i] : at[j]]).hexdigest()
        for i, j in zip(first.tolist(), last.tolist(), strict=True)
    ]
    span = pc.subtract(_one(segments, "end"), _one(segments, "start"))
    length = np.asarray(pc.coalesce(pc.utf8_length(_written(segments)), span), np.int64)
    stop = np.asarray(
        pc.fill_null(pc.add(_one(segments, "text_start"), pa.array(length, schema.INT)), 0), np.int64
    )
    ends = np.maximum.reduceat(stop, first) if len(first) else first
    rows = pc.index_in(_one(documents, "doc_id"), value_set=_one(segments, "doc_id").take(pa.array(first)))
    none = pc.is_null(rows)
    return {
        "segments.sha256": pc.if_else(none, "no segments", pa.array(digests, pa.string()).take(rows)),
        "segments.text_end": pc.if_else(none, 0, pa.array(ends, pa.int64()).take(rows)),
    }


def _runs(ids: pa.Array) -> Ints:
    """Where each run of one id starts, and the end of the last."""
    changes = np.flatnonzero(np.asarray(pc.not_equal(ids[1:], ids[:-1]), np.bool_)) + 1
    return np.concatenate([[0], changes, [len(ids)]]).astype(np.int64) if len(ids) else np.zeros(1, np.int64)


def _evidenced(documents: pa.Table, evidence: pa.Table) -> Facts:
    """Whether every harvested value has a row in `evidence`; null where there is no value."""
    ids = _one(documents, "doc_id")
    facts: Facts = {}
    for name in EVIDENCED:
        column = _one(documents, name)
        if name == "deck":  # one row per line
            column = pc.split_pattern(column, "\n")
        values, of = _values(column)
        rows = evidence.filter(pc.equal(evidence["field"], name))
        seen = _pairs(_one(rows, "doc_id"), _one(rows, "value"))
        missing = pc.invert(pc.is_in(_pairs(ids.take(of), values), value_set=seen))
        holds = _none_of(len(column), np.asarray(of.filter(missing), np.int64))
        some = np.zeros(len(column), np.bool_)
        some[np.asarray(of, np.int64)] = True
        facts[f"evidence.{name}"] = pa.array(np.asarray(holds), mask=~some)
    return facts


def _values(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The values of a column, one by one where it holds lists, and the rows they are in."""
    if pa.types.is_list(column.type):
        return pc.list_flatten(column), pc.list_parent_indices(column)
    return column.drop_null(), pa.array(np.flatnonzero(np.asarray(column.is_valid())))


def _pairs(doc_ids: pa.Array, values: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(doc_ids, values, " ")


# the tables of one document's rows -------------------------------------------------------------------


def _of_segments(segments: pa.Table, documents: pa.Table, rows: pa.Array) -> Facts:
    content, label = _one(segments, "content"), _one(segments, "label")
    trimmed = pc.utf8_trim_whitespace(content)
    action = pc.index_in(label, value_set=pa.array(labels.LABELS))
    masked, has_start = (
        pc.is_in(label, value_set=pa.array(list(labels.MASKS))),
        pc.is_valid(_one(segments, "text_start")),
    )
    return {
        "document.raw_chars": _one(documents, "raw_chars").take(rows),
        "length": pc.subtract(_one(segments, "end"), _one(segments, "start")),
        "label.action": pa.array([labels.action_of(name) for name in labels.LABELS]).take(action),
        "content.chars": pc.utf8_length(content),
        "content.blank": pc.equal(trimmed, ""),
        "is_blank": pc.equal(label, "blank"),
        "content.trimmed": pc.if_else(pc.equal(label, "blank"), None, pc.equal(trimmed, content)),
        "is_kept": pc.or_(pc.equal(_one(segments, "action"), "keep"), pc.and_(masked, has_start)),
        "text.has_start": has_start,
        **_standing(segments, documents, rows),
    }


def _written(segments: pa.Table) -> pa.Array:
    """What the text holds of each segment that is written: its content, or its mask."""
    names, masks = pa.array(list(labels.MASKS)), pa.array(list(labels.MASKS.values()))
    return pc.coalesce(
        masks.take(pc.index_in(_one(segments, "label"), value_set=names)), _one(segments, "content")
    )


def _standing(segments: pa.Table, documents: pa.Table, rows: pa.Array) -> Facts:
    """Whether the kept segments stand in the text where they say, and what stands between them.

    A loop: slicing a str and comparing takes 0.3 µs a segment, less than any gather over code points.
    """
    start, content = _one(segments, "text_start"), _written(segments)
    placed = pc.and_(pc.and_(pc.is_valid(start), pc.is_valid(content)), pc.is_valid(rows))
    at = np.flatnonzero(np.asarray(placed, np.bool_))
    picked = pa.array(at)
    texts = _one(documents, "text").to_pylist()
    same: list[bool] = []
    gaps: list[str] = []
    before, reached = -1, 0
    columns = (rows, start, content)
    for row, begin, words in zip(*(c.take(picked).to_pylist() for c in columns), strict=True):
        text = texts[row]
        if row != before:
            before, reached = row, 0
        end = begin + len(words)
        same.append(begin >= 0 and text[begin:end] == words)
        gaps.append(text[reached:begin] if 0 <= reached <= begin else "overlap")
        reached = end
    return {
        "text.content": _scattered(len(segments), at, same, pa.bool_()),
        "text.gap": _scattered(len(segments), at, gaps, pa.string()),
    }


def _scattered(count: int, rows: Ints, values: list[Any], kind: pa.DataType) -> pa.Array:
    """The values at these rows of a column of `count`, null elsewhere."""
    where = np.full(count, -1, np.int64)
    where[rows] = np.arange(len(rows))
    return pa.array(values, kind).take(pa.array(where, mask=where < 0))


def _of_evidence(evidence: pa.Table, documents: pa.Table, rows: pa.Array) -> Facts:
    return {
        "document.raw_chars": _one(documents, "raw_chars").take(rows),
        "has_start": pc.is_valid(_one(evidence, "start")),
        "has_end": pc.is_valid(_one(evidence, "end")),
    }


def _of_mentions(mentions: pa.Table, documents: pa.Table, rows: pa.Array) -> Facts:
    in_title = pc.equal(_one(mentions, "target"), "title")
    title, text = (pc.fill_null(_one(documents, name), "") for name in ("title", "text"))
    chars = pc.if_else(in_title, pc.utf8_length(title).take(rows), pc.utf8_length(text).take(rows))
    titles, texts = title.to_pylist(), text.to_pylist()
    targets = [
        None if row is None else (titles if titled else texts)[row]
        for row, titled in zip(rows.to_pylist(), in_title.to_pylist(), strict=True)
    ]
    return {"target.chars": chars, "target.surface": _surfaces(mentions, targets)}


def _of_times(times: pa.Table, documents: pa.Table, rows: pa.Array) -> Facts:
    texts = _one(documents, "text").to_pylist()
    targets = [None if row is None else texts[row] for row in rows.to_pylist()]
    return {"document.text_chars": _text_chars(documents, rows), "text.surface": _surfaces(times, targets)}


def _surfaces(table: pa.Table, targets: list[str | None]) -> pa.Array:
    """Whether each surface stands in its target at `start`; null where the offsets are not inside it."""
    held: list[bool | None] = []
    spans = (_one(table, name).to_pylist() for name in ("start", "end", "surface"))
    for target, start, end, surface in zip(targets, *spans, strict=True):
        inside = target is not None and 0 <= start < end <= len(target)
        held.append(target[start:end] == surface if inside and target is not None else None)
    return pa.array(held, pa.bool_())


def _of_quotes(quotes: pa.Table, documents: pa.Table, rows: pa.Array, mentions: pa.Table) -> Facts:
    def keys(table: pa.Table, number: str) -> pa.Array:
        return pc.binary_join_element_wise(
            _one(table, "doc_id"), pc.cast(_one(table, number), pa.string()), " "
        )

    named = keys(quotes, "speaker_mention")
    found = pc.is_in(named, value_set=keys(mentions, "seq"))
    return {
        "document.text_chars": _text_chars(documents, rows),
        "speaker_mention.found": pc.if_else(pc.is_valid(named), found, None),
    }


def _text_chars(documents: pa.Table, rows: pa.Array) -> pa.Array:
    return pc.utf8_length(_one(documents, "text")).take(rows)


def _of_reuse(reuse: pa.Table, index: pa.Table) -> Facts:
    facts: Facts = {}
    for side in ("a", "b"):
        rows = pc.index_in(_one(reuse, f"doc_{side}"), value_set=_one(index, "doc_id"))
        facts[f"document_{side}.doc_id"] = _one(index, "doc_id").take(rows)
        facts[f"document_{side}.chars"] = _one(index, "chars").take(rows)
    return facts


def _of_credit_wording(wording: pa.Table, index: pa.Table) -> Facts:
    known = _one(index, "doc_id")
    document, reference = (pc.index_in(_one(wording, c), value_set=known) for c in ("doc_id", "reference"))
    whole = pc.invert(pc.equal(_one(wording, "basis"), "outlet"))
    given = [pc.equal(pc.is_valid(_one(wording, name)), whole) for name in ("wording", "kept")]
    return {
        "document.doc_id": known.take(document),
        "reference.doc_id": known.take(reference),
        "reference.chars": _one(index, "chars").take(reference),
        "is_itself": pc.equal(_one(wording, "doc_id"), _one(wording, "reference")),
        "wording.agrees": pc.and_(*given),
    }


ROUNDING: Final = 1e-6  # of a share stored in 32 bits


def _of_site_lines(lines: pa.Table) -> Facts:
    share = pc.divide(_one(lines, "documents").cast(pa.float64()), _one(lines, "of").cast(pa.float64()))
    off = pc.abs(pc.subtract(share, _one(lines, "share").cast(pa.float64())))
    return {
        "same_share": pc.less(off, ROUNDING),
        "is_text": pc.is_in(_one(lines, "label"), value_set=pa.array([*labels.KEEP, "blank"])),
    }


def _one(table: pa.Table, name: str) -> pa.Array:
    """A column as one array."""
    column = table[name].combine_chunks()
    return pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column
