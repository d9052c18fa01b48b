"""Single pages: what `warraq.clean` and `warraq clean` give, without a build."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warraq import ingest, packs, pipeline
from warraq.cleaning.reasons import reason
from warraq.dataset import Dataset

Page = dict[str, Any]

_SHOWN = (
    "path",
    "doc_id",
    "language",
    "title",
    "text",
    "outlet",
    "bylines",
    "credits",
    "section",
    "dateline_place",
)
_SEGMENT = ("start", "end", "label", "action", "rule", "score")


def clean(
    text: str, *, dataset: Dataset | None = None, source: str | None = None, profiles: pa.Table | None = None
) -> Page:
    """One raw page as text → its clean text, metadata and segments.

    The dictionary has `doc_id, language, title, text, outlet, bylines, credits, section, dateline_place,
    published, published_precision, updated, flags` and `segments`, each with `start, end` (code points of
    `text` as given), `label, action, rule, score`; `excluded` names the reason when a build would turn the
    page away. `profiles` (`warraq.load_profiles`) says what stands on many pages of the site `source`.
    """
    raw = with_source(pipeline.raw_table([text]), source)
    return next(clean_table(raw, dataset or Dataset(), profiles))


def clean_files(
    sources: Sequence[Path | str],
    dataset: Dataset,
    *,
    stdin: Any = None,
    source: str | None = None,
    profiles: pa.Table | None = None,
) -> Iterator[tuple[Page, str]]:
    """Every input of `sources`, in input order, as (page, raw text); streams, whatever the size.

    An input a build would exclude is there too, with `excluded` (and `detail`) and, where it could be
    read, all that was found in it. `source` is the source of pages that name none; `profiles`
    (schema.SITE_LINES) says what stands on many pages of a site. Raises UsageError for a source that is
    missing or refused.
    """
    seen: set[str] = set()
    for batch in ingest.read(sources, dataset, stdin=stdin):
        raw = with_source(batch.documents, source)
        read = zip(
            batch.documents["position"].to_pylist(),
            clean_table(raw, dataset, profiles),
            batch.documents["text"].to_pylist(),
            strict=True,
        )
        turned_away = ((row["position"], _turned_away(row), "") for row in batch.exclusions.to_pylist())
        for _, page, text in sorted([*read, *turned_away], key=lambda item: item[0]):
            if page.get("doc_id") in seen:
                page.setdefault("excluded", "duplicate_input")
            elif page.get("doc_id"):
                seen.add(page["doc_id"])
            yield page, text


def with_source(raw: pa.Table, source: str | None) -> pa.Table:
    """The raw documents (schema.RAW), this source filled in where they have none."""
    if source is None:
        return raw
    at = raw.schema.get_field_index("source")
    return raw.set_column(at, raw.schema.field(at), pc.fill_null(raw["source"], source))


def clean_table(raw: pa.Table, dataset: Dataset, profiles: pa.Table | None = None) -> Iterator[Page]:
    """A batch of raw documents (schema.RAW) as pages, in its order."""
    if raw.num_rows:
        yield from shown(raw, pipeline.describe(raw, dataset, profiles))


def shown(raw: pa.Table, tables: pipeline.Tables) -> Iterator[Page]:
    """The pages of a batch; `tables` is what the pipeline made of it."""
    segments = tables["segments"].select(["doc_id", *_SEGMENT]).to_pylist()
    at = 0
    for document, row in zip(tables["documents"].to_pylist(), raw.to_pylist(), strict=True):
        page: Page = {"id": _known_id(row)} if _known_id(row) is not None else {}
        page |= {name: document[name] for name in _SHOWN}
        page |= {
            "published": document["published_local"],
            "published_precision": document["published_precision"],
            "updated": document["updated_local"],
            "flags": document["flags"],
            "segments": [],
        }
        end = 0  # segments tile the raw text, so a document's own end where its length is reached
        while at < len(segments) and end < document["raw_chars"]:
            segment = segments[at]
            end, at = segment["end"], at + 1
            segment["score"] = round(segment["score"], 4)
            del segment["doc_id"]
            page["segments"].append(segment)
        if not document["text"]:
            page["excluded"] = "empty" if not row["text"].strip() else "no_body"
        yield page


def explained(page: Page, raw: str) -> Page:
    """A page whose segments also have `line` (from 1), `reason` (why their rule decides so) and `text`."""
    segments, line, at = [], 1, 0
    for segment in page["segments"]:
        line, at = line + raw.count("\n", at, segment["start"]), segment["start"]
        why = reason(segment["rule"], packs.codes())
        text = raw[segment["start"] : segment["end"]]
        segments.append({"line": line, **segment, "reason": why, "text": text})
    return page | {"segments": segments}


def _turned_away(row: dict[str, Any]) -> Page:
    page: Page = {"id": _known_id(row)} if _known_id(row) is not None else {}
    return page | {"path": row["path"], "excluded": row["reason"], "detail": row["detail"], "segments": []}


def _known_id(row: dict[str, Any]) -> Any:
    return json.loads(row["known"]).get("id") if row["known"] else None
