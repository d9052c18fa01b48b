"""The invariants of documents, checked a range of documents at a time, so that memory stays bounded.

Each function takes the rows of one range (`Range`) and yields what is wrong.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from warraq import contacts, labels, schema
from warraq.annotation import characters, quality
from warraq.fold import fold
from warraq.release.problems import Problem, guarded, rows_wrong
from warraq.release.rows import parquet_path, read_table

PER_DOCUMENT: Final = ("segments", "evidence", "mentions", "quotes", "times")
AS_PRINTED: Final = ("title", "deck", "bylines", "section", "tags", "dateline_place")
"""Fields whose values are the words of the page, not a canonical name or a date in ISO 8601."""
KNOWN_RULE: Final = r"^known\.|\.url$"
"""Rules that read what came with the document, its address included, and so point at no span."""
OF_PACKS: Final = ("function_words", "function_words_ratio")
"""Measures that follow from the text and a list of words, which another version of Warraq may know better."""
RATIO_SLACK: Final = 1e-5
"""How far a ratio kept as float32 may be from the same one computed again."""


@dataclass(frozen=True)
class Range:
    """Some documents, in key order, and all rows of the other tables that belong to them."""

    documents: pa.Table
    rows: dict[str, pa.Table]

    @cached_property
    def ids(self) -> list[str]:
        ids: list[str] = self.documents["doc_id"].to_pylist()
        return ids

    @cached_property
    def at(self) -> dict[str, int]:
        """Row of each document."""
        return {doc_id: row for row, doc_id in enumerate(self.ids)}

    @cached_property
    def texts(self) -> list[str]:
        texts: list[str] = self.documents["text"].to_pylist()
        return texts

    @cached_property
    def titles(self) -> list[str | None]:
        titles: list[str | None] = self.documents["title"].to_pylist()
        return titles

    @cached_property
    def raws(self) -> list[str]:
        """The raw texts, joined from the segments."""
        segments = self.rows["segments"]
        starts = np.append(np.flatnonzero(_runs(segments)[0]), segments.num_rows)
        contents = _contents(segments).cast(pa.large_string())
        lists = pa.LargeListArray.from_arrays(pa.array(starts, pa.int64()), contents)
        raws = [""] * len(self.ids)
        joined = pc.binary_join(lists, pa.scalar("", pa.large_string())).to_pylist()
        for first, raw in zip(starts[:-1].tolist(), joined, strict=True):
            raws[self.at[segments["doc_id"][first].as_py()]] = raw
        return raws

    def of_documents(self, name: str, column: str) -> Any:
        """A numeric column of `documents`, for every row of the table `name`."""
        places = pc.index_in(self.rows[name]["doc_id"], value_set=self.documents["doc_id"].combine_chunks())
        return self.documents[column].take(places).to_numpy()

    def wrong(self, check: str, name: str, mask: Any, detail: str) -> Iterator[Problem]:
        """A problem for the rows of a table where the mask holds."""
        table = self.documents if name == "documents" else self.rows[name]
        return rows_wrong(check, name, table, schema.TABLES[name].key, mask, detail)


WITHHELD: Final = "\ufffd"
"""Stands for each character of a raw text that the release does not hold."""


def _hidden(segments: pa.Table) -> Any:
    return pc.is_in(segments["label"], value_set=pa.array(list(labels.MASKS))).to_numpy()


def _contents(segments: pa.Table) -> pa.Array:
    """The contents, what is withheld as so many characters."""
    content = segments["content"].combine_chunks()
    gone = np.flatnonzero(content.is_null().to_numpy(zero_copy_only=False))
    if not len(gone):
        return content
    length = pc.subtract(segments["end"], segments["start"]).take(pa.array(gone)).to_pylist()
    fill = pa.array([WITHHELD * max(n, 0) for n in length], pa.string())
    return pc.replace_with_mask(content, content.is_null(), fill)


def check_documents(release: Path) -> Iterator[Problem]:
    """Everything that must hold within a document, over the whole release."""
    for part in _ranges(release):
        yield from _foreign(part)
        known = _without_foreign(part)
        for check in CHECKS:
            yield from guarded(check.__name__.strip("_"), check(known))


def _ranges(release: Path) -> Iterator[Range]:
    """The documents, a row group at a time, with their rows; every row of a table falls into one range."""
    others = {name: ds.dataset(parquet_path(release, name)) for name in PER_DOCUMENT}
    groups = (group for group in read_table(release, "documents") if group.num_rows)
    documents, low = next(groups, schema.DOCUMENTS.empty()), None
    while documents is not None:
        following = next(groups, None)
        high = pc.max(documents["doc_id"]).as_py() if following is not None else None
        yield Range(documents, {n: _between(d, low, high) for n, d in others.items()})
        documents, low = following, high


def _between(rows: Any, low: str | None, high: str | None) -> pa.Table:
    """Rows whose doc_id is above `low` and not above `high`, in the order of the file."""
    column, wanted = pc.field("doc_id"), pc.scalar(True)
    if low is not None:
        wanted = wanted & (column > low)
    if high is not None:
        wanted = wanted & (column <= high)
    return rows.to_table(filter=wanted).combine_chunks()


def _known(part: Range, name: str) -> Any:
    return pc.is_in(part.rows[name]["doc_id"], value_set=part.documents["doc_id"].combine_chunks()).to_numpy()


def _foreign(part: Range) -> Iterator[Problem]:
    for name in PER_DOCUMENT:
        yield from part.wrong("foreign_key", name, ~_known(part, name), "no such document")


def _without_foreign(part: Range) -> Range:
    return Range(part.documents, {n: t.filter(pa.array(_known(part, n))) for n, t in part.rows.items()})


def _sequence(part: Range) -> Iterator[Problem]:
    """Rows of a document are numbered from 0 without a gap."""
    for name in PER_DOCUMENT:
        _, place = _runs(part.rows[name])
        wrong = part.rows[name]["seq"].to_numpy() != place
        yield from part.wrong("sequence", name, wrong, "seq does not count from 0 without a gap")


def _runs(table: pa.Table) -> tuple[Any, Any]:
    """For rows sorted by document: whether each opens a document, and its place within it."""
    count = table.num_rows
    ids = table["doc_id"].combine_chunks()
    opens = np.ones(count, bool)
    if count > 1:
        opens[1:] = pc.not_equal(ids.slice(1), ids.slice(0, count - 1)).to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(opens)
    place = np.arange(count) - np.repeat(starts, np.diff(np.append(starts, count)))
    return opens, place


def _tiling(part: Range) -> Iterator[Problem]:
    """Segments run from 0 to raw_chars without gap or overlap, and their content is as long as they are."""
    segments = part.rows["segments"]
    start, end = segments["start"].to_numpy(), segments["end"].to_numpy()
    opens, _ = _runs(segments)
    expected = np.where(opens, 0, np.append(0, end[:-1])[: len(end)])
    yield from part.wrong("tiling", "segments", start != expected, "does not start where the one before ends")
    yield from part.wrong("tiling", "segments", end <= start, "does not end after its start")
    closes = np.append(opens[1:], True)[: len(opens)]
    beyond = closes & (end != part.of_documents("segments", "raw_chars"))
    yield from part.wrong("tiling", "segments", beyond, "the last one does not end at raw_chars")
    length = pc.fill_null(pc.utf8_length(segments["content"]), -1).to_numpy()
    wrong = (length != end - start) & ~(_hidden(segments) & (length == -1))
    yield from part.wrong("tiling", "segments", wrong, "content is not as long as its span")
    bare = ~pc.is_in(part.documents["doc_id"], value_set=segments["doc_id"].combine_chunks()).to_numpy()
    yield from part.wrong("tiling", "documents", bare, "has no segments")


def _raw_text(part: Range) -> Iterator[Problem]:
    """The contents join to the raw text, whose hash the document has, unless some of them is withheld."""
    segments = part.rows["segments"]
    withheld = set(segments["doc_id"].filter(pc.is_null(segments["content"])).to_pylist())
    stated = part.documents["raw_text_sha256"].to_pylist()
    wrong = [
        doc_id not in withheld and hashlib.sha256(raw.encode()).hexdigest() != digest
        for doc_id, raw, digest in zip(part.ids, part.raws, stated, strict=True)
    ]
    yield from part.wrong("raw_text", "documents", wrong, "the segments do not join to raw_text_sha256")


def _labels(part: Range) -> Iterator[Problem]:
    """Labels are ours, and each has its one action."""
    segments = part.rows["segments"]
    pairs = zip(segments["label"].to_pylist(), segments["action"].to_pylist(), strict=True)
    wrong = [labels.ACTIONS.get(label) != action for label, action in pairs]
    yield from part.wrong("label", "segments", wrong, "no such label, or not its action")


def _text(part: Range) -> Iterator[Problem]:
    """The text is the pure function of the segments, and each kept one, or its mask, stands where it says."""
    from warraq import cleaning

    segments = part.rows["segments"]
    kept = pc.equal(segments["action"], "keep").to_numpy()
    placed = pc.is_valid(segments["text_start"]).to_numpy()
    wrong = (kept != placed) & ~(placed & _hidden(segments))
    yield from part.wrong("text_start", "segments", wrong, "is there just when the segment is kept or masked")
    masks = [labels.MASKS.get(label) for label in segments["label"].to_pylist()]
    contents = [mask or said for mask, said in zip(masks, segments["content"].to_pylist(), strict=True)]
    starts = segments["text_start"].to_pylist()
    wrong = [
        start is not None
        and _slice(part.texts[part.at[doc_id]], start, start + len(content or "")) != content
        for doc_id, start, content in zip(segments["doc_id"].to_pylist(), starts, contents, strict=True)
    ]
    yield from part.wrong("text_start", "segments", wrong, "the text does not hold the segment there")
    if any(wrong) or None in contents:
        return
    again, stated = (pc.fill_null(c, -1) for c in (cleaning.text_starts(segments), segments["text_start"]))
    moved = pc.not_equal(again, stated.combine_chunks()).to_numpy(zero_copy_only=False)
    yield from part.wrong("text_start", "segments", moved, "is not where the segments put it")
    rendered = cleaning.render(segments)
    found = dict(zip(rendered["doc_id"].to_pylist(), rendered["text"].to_pylist(), strict=True))
    differs = [found.get(doc_id) != text for doc_id, text in zip(part.ids, part.texts, strict=True)]
    yield from part.wrong("text", "documents", differs, "is not what its segments give")


def _private(part: Range) -> Iterator[Problem]:
    """No address or number of a person is left anywhere but in segments that say so; an open release has
    none at all."""
    segments, documents = part.rows["segments"], part.documents
    if pc.all(pc.equal(documents["rights"], "open")).as_py():
        shown = _hidden(segments) & pc.is_valid(segments["content"]).to_numpy()
        yield from part.wrong("private", "segments", shown, "shows what is masked, in an open release")
    blank = segments.set_column(
        segments.schema.get_field_index("content"),
        "content",
        pc.if_else(pa.array(_hidden(segments)), pa.scalar(None, pa.string()), segments["content"]),
    )
    raws = Range(documents, {"segments": blank}).raws
    left = [bool(contacts.find(raw)) for raw in raws]
    yield from part.wrong("private", "documents", left, "an address or number of a person is not masked")
    for name, columns in (("documents", ("text", "title", "deck", "known")), ("evidence", ("value",))):
        table = documents if name == "documents" else part.rows[name]
        for column in columns:
            left = ["@" in (value or "") and _addresses(value) for value in table[column].to_pylist()]
            yield from part.wrong("private", name, left, f"{column} holds the address of a person")


def _addresses(value: str) -> bool:
    return any(label == "email" for _, _, label in contacts.find(value))


def _measures(part: Range) -> Iterator[Problem]:
    """Ids, lengths and shares of a document follow from the rest of it."""
    documents = part.documents
    ids = pc.utf8_slice_codeunits(documents["raw_sha256"], 0, schema.DOC_ID_LENGTH)
    wrong = pc.not_equal(ids, documents["doc_id"]).to_numpy()
    yield from part.wrong("doc_id", "documents", wrong, "is not the beginning of raw_sha256")
    texts = pa.array(part.texts, pa.string())
    speech = (documents[name].to_pylist() for name in ("language", "script"))
    again = quality.columns(texts, documents["raw_chars"].combine_chunks(), characters.count(texts), *speech)
    for name in (n for n in again if n not in OF_PACKS):
        stated, found = (
            c.to_numpy(zero_copy_only=False) for c in (documents[name].combine_chunks(), again[name])
        )
        wrong = ~np.isclose(stated.astype(float), found.astype(float), 0, RATIO_SLACK, equal_nan=True)
        yield from part.wrong(name, "documents", wrong, "is not what the text gives")


def _evidence(part: Range) -> Iterator[Problem]:
    """Evidence points into the raw text, or says that the value came with the document."""
    rows = part.rows["evidence"]
    start, end = (pc.fill_null(rows[name], -1).to_numpy() for name in ("start", "end"))
    limit = part.of_documents("evidence", "raw_chars")
    inside = (start >= 0) & (start < end) & (end <= limit)
    known = pc.match_substring_regex(rows["rule"], KNOWN_RULE).to_numpy()
    nowhere = pc.is_null(rows["start"]).to_numpy() & pc.is_null(rows["end"]).to_numpy()
    yield from part.wrong("evidence", "evidence", ~(inside | nowhere), "the span is not inside the raw text")
    yield from part.wrong(
        "evidence", "evidence", nowhere & ~known, "has no span, and did not come with the document"
    )
    printed = pc.is_in(rows["field"], value_set=pa.array(AS_PRINTED)).to_numpy() & inside
    columns = [rows[c].to_pylist() for c in ("doc_id", "start", "end", "value")]
    wrong = [
        there and _words(part.raws[part.at[doc_id]][first:last]) != _words(value)
        for there, doc_id, first, last, value in zip(printed.tolist(), *columns, strict=True)
    ]
    yield from part.wrong("evidence", "evidence", wrong, "the raw text does not print the value there")
    whole = pc.equal(
        rows["field"], "language"
    ).to_numpy()  # read in the whole of the page, its edges included
    loose = [
        there and (text := part.raws[part.at[doc_id]][first:last]) != text.strip()
        for there, doc_id, first, last in zip((inside & ~whole).tolist(), *columns[:3], strict=True)
    ]
    yield from part.wrong("evidence", "evidence", loose, "the span begins or ends with white space")


def _words(text: str) -> list[str]:
    return fold(text).split()


def _surfaces(part: Range) -> Iterator[Problem]:
    """Mentions and times stand where they say."""
    for name in ("mentions", "times"):
        rows = part.rows[name]
        targets = rows["target"].to_pylist() if name == "mentions" else ["text"] * rows.num_rows
        columns = [rows[c].to_pylist() for c in ("doc_id", "start", "end", "surface")]
        wrong = [
            not surface or _slice(_target(part, doc_id, target), start, end) != surface
            for target, doc_id, start, end, surface in zip(targets, *columns, strict=True)
        ]
        yield from part.wrong("offsets", name, wrong, "the surface does not stand there")


def _target(part: Range, doc_id: str, target: str) -> str:
    row = part.at[doc_id]
    return {"text": part.texts[row], "title": part.titles[row] or ""}.get(target, "")


def _quotes(part: Range) -> Iterator[Problem]:
    """Quotes lie inside the text, and their speaker is a mention of the same document."""
    rows = part.rows["quotes"]
    start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
    inside = (start >= 0) & (start < end) & (end <= part.of_documents("quotes", "chars"))
    yield from part.wrong("offsets", "quotes", ~inside, "the span is not inside the text")
    spans = zip(rows["doc_id"].to_pylist(), start.tolist(), end.tolist(), inside.tolist(), strict=True)
    cut = [there and _cuts_word(part.texts[part.at[doc_id]], a, b) for doc_id, a, b, there in spans]
    yield from part.wrong("offsets", "quotes", cut, "does not begin and end with whole words")
    mentions = part.rows["mentions"]
    known = set(zip(mentions["doc_id"].to_pylist(), mentions["seq"].to_pylist(), strict=True))
    speakers = zip(rows["doc_id"].to_pylist(), rows["speaker_mention"].to_pylist(), strict=True)
    wrong = [speaker[1] is not None and speaker not in known for speaker in speakers]
    yield from part.wrong("foreign_key", "quotes", wrong, "speaker_mention is no mention of the document")


def _cuts_word(text: str, start: int, end: int) -> bool:
    return any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (start, end))


def _slice(text: str, start: int, end: int) -> str | None:
    return text[start:end] if 0 <= start <= end <= len(text) else None


CHECKS: Final[Sequence[Callable[[Range], Iterator[Problem]]]] = (
    _sequence,
    _tiling,
    _raw_text,
    _labels,
    _text,
    _private,
    _measures,
    _evidence,
    _surfaces,
    _quotes,
)
