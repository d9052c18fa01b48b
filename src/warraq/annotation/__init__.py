"""Annotation: cleaned documents in; metadata with evidence, quotations, mentions and times out."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.annotation import (
    characters,
    credits,
    damage,
    language,
    metadata,
    own_voice,
    publication,
    quality,
)
from warraq.annotation.credit_words import load
from warraq.annotation.findings import KNOWN, SURE, Finding, evidence_rows
from warraq.annotation.metadata import Metadata
from warraq.annotation.page import Page, pages, without_contacts
from warraq.annotation.rights import license_of, rights_of
from warraq.dataset import Dataset

__all__ = ["annotate", "describe", "spans"]

Columns = dict[str, pa.Array]
DOCUMENTS = schema.DOCUMENTS.schema
EVIDENCE = schema.EVIDENCE.schema


def annotate(raw: pa.Table, segments: pa.Table, texts: pa.Table, dataset: Dataset) -> dict[str, pa.Table]:
    """The tables documents, evidence, mentions, quotes and times of a batch, rows in the order of `raw`.

    Arguments as for `describe`.
    """
    described = describe(raw, segments, texts, dataset)
    return {**described, **spans(described["documents"], dataset)}


def spans(
    documents: pa.Table, dataset: Dataset, orders: Sequence[str | None] | None = None
) -> dict[str, pa.Table]:
    """The tables mentions, quotes and times of documents (schema.DOCUMENTS), and these with their links.

    `orders` as for `describe`.
    """
    # A single page is shown without them: what reads names and speech is loaded here.
    from warraq.annotation import date_order, dateline_links, mentions, quotes, times

    mentioned = mentions.annotate(documents)
    return {
        "documents": dateline_links.linked(documents),
        "mentions": mentioned,
        "quotes": quotes.annotate(documents, mentioned),
        "times": times.annotate(documents, date_order.of_documents(documents, dataset, orders)),
    }


def describe(
    raw: pa.Table,
    segments: pa.Table,
    texts: pa.Table,
    dataset: Dataset,
    orders: Sequence[str | None] | None = None,
) -> dict[str, pa.Table]:
    """The tables documents and evidence of a batch, rows in the order of `raw`.

    raw is schema.RAW, segments schema.SEGMENTS with content, texts (doc_id, text) the rendered clean text;
    `orders` what is known of the numeric dates of each document's site (see `date_order.habits`).
    Columns that take the whole corpus (duplicates, stories, reuse, first version) are left empty.
    """
    raw = without_contacts(raw)
    text = _texts(raw, texts)
    counts = characters.count(text)
    batch = pages(raw, segments, dataset)
    spoken = language.columns(text, counts, [p.known.get("language") or p.source.language for p in batch])
    found = _metadata(raw, segments, batch, spoken["script"], dataset)
    dates, date_evidence = publication.annotate(raw, segments, dataset, orders)
    columns = {
        **_identity(raw),
        **spoken,
        **_found(found),
        "text": text,
        **{name: dates[name].combine_chunks() for name in dates.column_names},
        "flags": _flags(raw, found, dates["flags"], damage.flags(*_seen(raw, segments, text, spoken))),
        **quality.columns(
            text, _lengths(raw), counts, *(spoken[n].to_pylist() for n in ("language", "script"))
        ),
        **_rights(raw, batch, dataset),
        "dateline_link": pa.nulls(raw.num_rows, schema.TEXT),  # `spans` fills it
        **_left_to_linking(raw.num_rows),
    }
    documents = pa.table([columns[f.name].cast(f.type) for f in DOCUMENTS], schema=DOCUMENTS)
    findings = [f for one in found for f in one.findings] + _languages(raw, spoken)
    return {"documents": documents, "evidence": _evidence(raw, findings, date_evidence)}


def _texts(raw: pa.Table, texts: pa.Table) -> pa.Array:
    """The clean text of each document of `raw`, empty where there is none."""
    rows = pc.index_in(raw["doc_id"].combine_chunks(), value_set=texts["doc_id"].combine_chunks())
    return texts["text"].combine_chunks().take(rows).cast(schema.TEXT).fill_null("")


def _lengths(raw: pa.Table) -> pa.Array:
    return pc.utf8_length(raw["text"].combine_chunks())


def _metadata(
    raw: pa.Table, segments: pa.Table, batch: list[Page], scripts: pa.Array, dataset: Dataset
) -> list[Metadata]:
    """What the lifted segments of each page say, and the sentences of its body."""
    codes = dataset.pack_codes()
    sentences = _by_document(credits.of_sentences(raw, segments, codes))
    spoken = _by_document(own_voice.of_sentences(raw, segments, codes))
    words = load(tuple(codes))
    return [
        metadata.of_page(
            page, script, sentences.get(page.row, ()), own_voice.agreed(spoken.get(page.row, ())), words
        )
        for page, script in zip(batch, scripts.to_pylist(), strict=True)
    ]


def _by_document(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.row, []).append(finding)
    return found


def _identity(raw: pa.Table) -> Columns:
    """What a document is, whatever it says."""
    same = ("doc_id", "path", "source", "url", "collected_at", "raw_sha256", "raw_bytes", "encoding", "known")
    digests = [hashlib.sha256(t.encode("utf-8")).hexdigest() for t in raw["text"].to_pylist()]
    return {
        **{name: raw[name].combine_chunks() for name in same},
        "raw_chars": _lengths(raw),
        "raw_text_sha256": pa.array(digests, schema.TEXT),
    }


def _found(found: list[Metadata]) -> Columns:
    names = ("title", "deck", "outlet", "bylines", "credits", "section", "tags", "dateline_place")
    return {n: pa.array([getattr(m, n) for m in found], DOCUMENTS.field(n).type) for n in names}


def _seen(
    raw: pa.Table, segments: pa.Table, text: pa.Array, spoken: Columns
) -> tuple[pa.Array, pa.Array, list[str], list[bool]]:
    """What damage is looked for in: clean texts, raw texts, languages, and where a date was injected."""
    injected = segments["doc_id"].filter(pc.equal(segments["rule"], damage.INJECTED))
    there = pc.is_in(raw["doc_id"], value_set=injected.combine_chunks())
    return text, raw["text"].combine_chunks(), spoken["language"].to_pylist(), there.to_pylist()


def _flags(
    raw: pa.Table, found: list[Metadata], dates: pa.ChunkedArray, damages: list[list[str]]
) -> pa.Array:
    """Flags of reading, of metadata, of dates and of damage, sorted, each once."""
    groups = (raw["flags"].to_pylist(), [m.flags for m in found], dates.to_pylist(), damages)
    return pa.array([sorted(set().union(*g)) for g in zip(*groups, strict=True)], schema.STRINGS)


def _rights(raw: pa.Table, batch: list[Page], dataset: Dataset) -> Columns:
    own = raw["license"].to_pylist()
    licenses = [license_of(name, page.source, dataset) for name, page in zip(own, batch, strict=True)]
    rights = [rights_of(name, page.source) for name, page in zip(licenses, batch, strict=True)]
    return {"license": pa.array(licenses, schema.TEXT), "rights": pa.array(rights, schema.TEXT)}


def _left_to_linking(count: int) -> Columns:
    """Columns that only the whole corpus, or the release, can fill."""
    return {
        "duplicate_of": pa.nulls(count, schema.TEXT),
        "cluster_id": pa.nulls(count, schema.TEXT),
        "story_id": pa.nulls(count, schema.TEXT),
        "shared_ratio": pa.array([0.0] * count, schema.RATIO),
        "borrowed_ratio": pa.array([0.0] * count, schema.RATIO),
        "first_version": pa.array([""] * count, schema.TEXT),
    }


def _languages(raw: pa.Table, spoken: Columns) -> list[Finding]:
    """Evidence for the language: the whole document, or what came with it."""
    columns = (spoken["language"].to_pylist(), spoken["rule"].to_pylist(), _lengths(raw).to_pylist())
    return [
        Finding(row, "language", code, None, None, rule, KNOWN)
        if rule == "known.language"
        else Finding(row, "language", code, 0, length, rule, SURE if rule == "language.script" else KNOWN)
        for row, (code, rule, length) in enumerate(zip(*columns, strict=True))
        if code != language.UNDECIDED
    ]


def _evidence(raw: pa.Table, findings: list[Finding], dates: pa.Table) -> pa.Table:
    """All evidence in the order of documents, fields and places, numbered within each document."""
    doc_ids = raw["doc_id"].combine_chunks()
    rows = evidence_rows(findings, doc_ids.to_pylist())
    rows = pa.concat_tables([rows, dates.select(rows.column_names).cast(rows.schema)])
    of_document = pc.index_in(rows["doc_id"], value_set=doc_ids).combine_chunks()
    order = pa.table(
        {
            "document": of_document,
            "field": pc.index_in(rows["field"], value_set=pa.array(DOCUMENTS.names)),
            "start": rows["start"],
            "row": pa.array(range(rows.num_rows), pa.int64()),
        }
    )
    order = order.sort_by([(name, "ascending") for name in order.column_names])
    documents = order["document"].to_numpy()
    first = np.searchsorted(documents, documents)
    rows = rows.take(order["row"]).append_column("seq", pa.array(np.arange(len(first)) - first, schema.INT))
    return rows.select(EVIDENCE.names).cast(EVIDENCE).combine_chunks()
