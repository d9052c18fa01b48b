"""A document as the annotators of metadata see it: its lifted segments by label, and what came with it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from warraq import contacts, schema
from warraq.dataset import Dataset, Source

READ = (
    "title",
    "title_dup",
    "deck",
    "section",
    "breadcrumb",
    "tags",
    "byline",
    "dateline",
    "agency_credit",
    "continuation",
    "masthead",
    "legal",
    "promo_cta",
    "contact",
)
"""Labels that metadata is read from; `continuation` for `(AGENCY)` under the story, `promo_cta` and `contact`
for the outlet they name."""
BODY = ("body", "subheading", "deck")
"""Labels of running text."""


class Span(NamedTuple):
    """A segment: its place in the raw text and what stands there."""

    start: int
    end: int
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """One document of a batch."""

    row: int
    source: Source
    url: str | None
    known: dict[str, str]
    spans: dict[str, list[Span]]
    ending: Span | None  # the last stretch of body

    def of(self, label: str) -> list[Span]:
        """The segments of this label, in order."""
        return self.spans.get(label, [])


def without_contacts(raw: pa.Table) -> pa.Table:
    """The raw documents (schema.RAW), addresses and numbers of persons masked in what came with them.

    The record's own `id` stays: a number there is a key.
    """
    known = [known and _masked(known) for known in raw["known"].to_pylist()]
    at = raw.schema.get_field_index("known")
    return raw.set_column(at, raw.schema.field(at), pa.array(known, schema.TEXT))


def _masked(known: str) -> str:
    values = json.loads(known)
    masked = {k: contacts.masked(v) if isinstance(v, str) and k != "id" else v for k, v in values.items()}
    return known if masked == values else json.dumps(masked, ensure_ascii=False)


def pages(raw: pa.Table, segments: pa.Table, dataset: Dataset) -> list[Page]:
    """One page per row of `raw`; `segments` may stand in any order of documents."""
    spans: list[dict[str, list[Span]]] = [{} for _ in range(raw.num_rows)]
    chosen = segments.filter(pc.is_in(segments["label"], value_set=pa.array(READ)))
    for row, label, start, end, content in _rows(chosen, raw):
        spans[row].setdefault(label, []).append(Span(start, end, content))
    endings = _endings(raw, segments)
    known = [_known(k) for k in raw["known"].to_pylist()]
    sources = [dataset.source(s) for s in raw["source"].to_pylist()]
    urls = raw["url"].to_pylist()
    return [Page(i, sources[i], urls[i], known[i], spans[i], endings.get(i)) for i in range(raw.num_rows)]


def _rows(segments: pa.Table, raw: pa.Table) -> Sequence[tuple[int, str, int, int, str]]:
    rows = pc.index_in(segments["doc_id"], value_set=raw["doc_id"].combine_chunks())
    columns = [rows, *(segments[name] for name in ("label", "start", "end", "content"))]
    return list(zip(*(c.to_pylist() for c in columns), strict=True))


def _endings(raw: pa.Table, segments: pa.Table) -> dict[int, Span]:
    """The last body segment of every document that has one, by its row."""
    body = segments.filter(pc.equal(segments["label"], "body"))
    return {row: Span(start, end, content) for row, _, start, end, content in _rows(_last_of_each(body), raw)}


def _last_of_each(segments: pa.Table) -> pa.Table:
    """The last row of each run of one document."""
    ids = segments["doc_id"].combine_chunks()
    if not len(ids):
        return segments
    ends = pc.not_equal(ids[:-1], ids[1:])
    return segments.filter(pa.concat_arrays([ends, pa.array([True])]))


def _known(text: str | None) -> dict[str, str]:
    """What came with a document; values that are no text are left out."""
    if not text:
        return {}
    return {k: v.strip() for k, v in json.loads(text).items() if isinstance(v, str) and v.strip()}
