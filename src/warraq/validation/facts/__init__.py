"""Facts the suites may assert on besides a table's own columns, computed with Arrow kernels.

A fact is a helper column: what another table says of the row (`document.raw_chars`), or what takes more
than a comparison to know (`text.content`). It is null where there is nothing to say, or where another rule
speaks already: an offset outside the text has no words to compare. Facts are never released.
"""

from collections.abc import Callable, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from warraq.validation.facts.annotations import of_evidence, of_mentions, of_quotes, of_times
from warraq.validation.facts.columns import Facts, Tables, one
from warraq.validation.facts.documents import EVIDENCED, LINKS, LISTS, of_documents
from warraq.validation.facts.links import of_credit_wording, of_reuse, of_site_lines
from warraq.validation.facts.segments import of_segments

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
        "flags.known": "flags are those of times, in order and each once",
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


_POINTING: Final[Mapping[str, Callable[[pa.Table, Tables, pa.Array], Facts]]] = {
    "segments": of_segments,
    "evidence": of_evidence,
    "mentions": of_mentions,
    "quotes": of_quotes,
    "times": of_times,
}
_OF_MANY: Final[Mapping[str, Callable[[pa.Table, pa.Table], Facts]]] = {
    "reuse": of_reuse,
    "credit_wording": of_credit_wording,
    "site_lines": of_site_lines,
}


def facts_of(name: str, tables: Tables, index: pa.Table) -> Facts:
    """The facts of one table, by name; every table has the schema's columns, in one chunk.

    `index` has `doc_id` and `chars` of every document that links and reuse may point at.
    """
    if name == "documents":
        return of_documents(tables, index)
    if name in _OF_MANY:
        return _OF_MANY[name](tables[name], index)
    if name not in _POINTING:
        return {}
    doc_ids = one(tables["documents"], "doc_id")
    rows = pc.index_in(one(tables[name], "doc_id"), value_set=doc_ids)
    return {"document.doc_id": doc_ids.take(rows)} | _POINTING[name](tables[name], tables, rows)
