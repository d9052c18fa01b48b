"""A small valid set of tables, written by hand: two pages, an Arabic one and an English one."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from warraq import labels, schema

Tables = dict[str, pa.Table]
Parts = Sequence[tuple[str, str]]

ARABIC: Parts = (
    ("title", "افتتاح متحف جديد على ضفة النيل"),
    ("blank", "\n"),
    ("byline", "كتبت: هناء الزاهد"),
    ("blank", "\n"),
    ("date_published", "27 يوليو 2021 10:26"),
    ("blank", "\n"),
    ("dateline", "القاهرة - وكالة السلام:"),
    ("blank", " "),
    ("body", "افتُتح متحف جديد أمس في القاهرة."),
    ("blank", "\n"),
    ("share", "شارك"),
    ("blank", "\n"),
    ("body", "وقال المدير سامي نور «الأبواب مفتوحة للجميع» يوم الافتتاح."),
    ("blank", "\n\n"),
)
ENGLISH: Parts = (
    ("body", "The bridge was opened to the public on Monday."),
    ("blank", "\n"),
    ("subheading", "A long wait"),
    ("blank", "\n"),
    ("body", "It had been closed for two years."),
)


def valid_tables(case: int = 0, english: Parts = ENGLISH) -> Tables:
    """Every table of a release of two documents, on which all rules hold; other documents for each `case`."""
    arabic = _page([*ARABIC, ("counter", str(case))], f"case-{case}/ar.txt")
    other = _page([*english, ("blank", "\n"), ("counter", str(case))], f"case-{case}/en.txt")
    local = "2021-07-27T10:26+03:00"
    metadata = {
        "source": "nile",
        "url": "https://news.example/a/1",
        "collected_at": datetime(2021, 7, 28, tzinfo=UTC),
        "title": ARABIC[0][1],
        "outlet": "صدى النهر",
        "bylines": ["هناء الزاهد"],
        "credits": ["وكالة السلام"],
        "tags": ["متاحف"],
        "deck": "ثلاث قاعات وحديقة",
        "section": "ثقافة",
        "dateline_place": "القاهرة",
        "dateline_link": "geonames:360630",
        "published_at": datetime(2021, 7, 27, 7, 26, tzinfo=UTC),
        "published_local": local,
        "published_precision": "minute",
        "updated_at": datetime(2021, 7, 27, 9, 0, tzinfo=UTC),
        "updated_local": "2021-07-27T09:00",
        "updated_precision": "minute",
        "flags": ["no_section", "weekday_conflict"],
        "license": "CC0-1.0",
        "known": "{}",
    }
    documents = [_document(arabic, "ar", **metadata), _document(other, "en")]
    documents.sort(key=lambda d: d["doc_id"])
    later, first = documents[1], documents[0]
    later |= {"duplicate_of": first["doc_id"], "cluster_id": first["doc_id"], "story_id": first["doc_id"]}
    first |= {"cluster_id": first["doc_id"], "story_id": first["doc_id"]}
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": documents,
        "segments": [
            s for page in sorted((arabic, other), key=lambda p: p["doc_id"]) for s in page["segments"]
        ],
        "evidence": _evidence(arabic, other),
        "mentions": _mentions(arabic),
        "quotes": _quotes(arabic),
        "times": [_time(arabic["doc_id"], arabic["text"])],
        "reuse": [_reuse(first, later)],
        "credit_wording": [_wording(first, later)],
        "site_lines": [_site_line(f"case-{case}.example")],
        "exclusions": [
            {"path": f"case-{case}/empty.txt", "reason": "empty", "detail": None, "raw_sha256": "0" * 64},
            {"path": f"case-{case}/odd.txt", "reason": "undecodable", "detail": "at 0", "raw_sha256": None},
        ],
    }
    return {name: pa.Table.from_pylist(rows[name], schema.TABLES[name].schema) for name in schema.TABLES}


def _time(doc_id: str, text: str) -> dict[str, object]:
    told = {"value": "2021-07-26", "anchor": "2021-07-27", "flags": []}
    return _span(doc_id, 0, text, "أمس", **told)


def changed(table: pa.Table, column: str, row: int, value: object) -> pa.Table:
    """The table with one cell changed."""
    values = table[column].to_pylist()
    values[row] = value
    at = table.schema.get_field_index(column)
    field = table.schema.field(column)
    return table.set_column(at, field.with_nullable(True), pa.array(values, field.type))


def appended(table: pa.Table, changes: Mapping[str, Any]) -> pa.Table:
    """The table with its last row once more at the end, numbered on, with these cells changed."""
    row = table.slice(len(table) - 1).to_pylist()[0]
    row |= {"seq": row["seq"] + 1} if "seq" in row else {}
    return pa.concat_tables([table, pa.Table.from_pylist([row | changes], table.schema)])


def _page(parts: Parts, path: str) -> dict[str, Any]:
    """Raw text, clean text and segments of a page given as labelled stretches."""
    raw = "".join(content for _, content in parts)
    digest = hashlib.sha256(raw.encode()).hexdigest()
    segments, text, at = [], "", 0
    for seq, (label, content) in enumerate(parts):
        action, start = labels.action_of(label), None
        if action == "keep":
            text += "\n" if text else ""
            start, text = len(text), text + content
        segments.append(
            {"doc_id": digest[:20], "seq": seq, "start": at, "end": at + len(content), "label": label}
            | {
                "action": action,
                "rule": f"test.{label}",
                "score": 0.9,
                "text_start": start,
                "content": content,
            }
        )
        at += len(content)
    return {
        "doc_id": digest[:20],
        "path": path,
        "raw": raw,
        "digest": digest,
        "text": text,
        "segments": segments,
    }


def _document(page: dict[str, Any], language: str, **metadata: Any) -> dict[str, Any]:
    row: dict[str, Any] = {f.name: [] if pa.types.is_list(f.type) else None for f in schema.DOCUMENTS.schema}
    raw, text = page["raw"], page["text"]
    return row | {
        "doc_id": page["doc_id"],
        "path": page["path"],
        "raw_sha256": page["digest"],
        "raw_bytes": len(raw.encode()),
        "raw_chars": len(raw),
        "raw_text_sha256": page["digest"],
        "encoding": "utf-8",
        "language": language,
        "script": "Arab" if language == "ar" else "Latn",
        "direction": "rtl" if language == "ar" else "ltr",
        "text": text,
        "chars": len(text),
        "words": len(text.split()),
        "paragraphs": text.count("\n") + 1,
        "kept_ratio": len(text) / len(raw),
        "sentences": 2,
        "mean_word_length": 5.0,
        "alphabetic_words_ratio": 1.0,
        "function_words": 4,
        "function_words_ratio": 0.2,
        "hash_ratio": 0.0,
        "ellipsis_ratio": 0.0,
        "symbol_ratio": 0.02,
        "stop_lines_ratio": 0.5,
        "ellipsis_lines_ratio": 0.0,
        "bullet_lines_ratio": 0.0,
        "repeated_lines_ratio": 0.0,
        "repeated_chars_ratio": 0.0,
        "top_2gram_ratio": 0.1,
        "top_4gram_ratio": 0.0,
        "repeated_5grams_ratio": 0.0,
        "repeated_10grams_ratio": 0.0,
        "shared_ratio": 0.2,
        "borrowed_ratio": 0.1,
        "rights": "open",
        "first_version": "",
        "title": "A bridge opens again",
        "published_local": "2020",
        "published_precision": "year",
        **metadata,
    }


def _evidence(page: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    values = [
        ("title", ARABIC[0][1]),
        ("outlet", "صدى النهر"),
        ("bylines", "هناء الزاهد"),
        ("credits", "وكالة السلام"),
        ("section", "ثقافة"),
        ("dateline_place", "القاهرة"),
        ("published_local", "2021-07-27T10:26+03:00"),
        ("updated_local", "2021-07-27T09:00"),
        ("deck", "ثلاث قاعات وحديقة"),
        ("tags", "متاحف"),
    ]
    rows = []
    for seq, (field, value) in enumerate(values):
        at = page["raw"].find(value)
        span = {"start": at, "end": at + len(value)} if at >= 0 else {"start": None, "end": None}
        row = {"doc_id": page["doc_id"], "seq": seq, "field": field, "value": value, **span}
        rows.append(row | {"rule": f"known.{field}" if at < 0 else "test.span", "score": 0.8})
    english = {"doc_id": other["doc_id"], "start": None, "end": None, "score": 1.0}
    known = [("title", "A bridge opens again"), ("published_local", "2020")]
    rows += [
        {**english, "seq": n, "field": field, "value": value, "rule": f"known.{field}"}
        for n, (field, value) in enumerate(known)
    ]
    return rows


def _mentions(page: dict[str, Any]) -> list[dict[str, Any]]:
    doc_id, text = page["doc_id"], page["text"]
    return [
        _span(doc_id, 0, ARABIC[0][1], "النيل", target="title", type="city", name="النيل", link=None),
        _span(doc_id, 1, text, "القاهرة", target="text", type="city", name="القاهرة", link="geonames:360630"),
        _span(doc_id, 2, text, "سامي نور", target="text", type="person", name="سامي نور", link=None),
    ]


def _quotes(page: dict[str, Any]) -> list[dict[str, Any]]:
    row = _span(page["doc_id"], 0, page["text"], "الأبواب مفتوحة للجميع")
    del row["surface"]
    return [row | {"speaker": "سامي نور", "speaker_mention": 2, "cue": "قال", "kind": "direct"}]


def _span(doc_id: str, seq: int, target_text: str, surface: str, **rest: Any) -> dict[str, Any]:
    at = target_text.index(surface)
    return {"doc_id": doc_id, "seq": seq, "start": at, "end": at + len(surface), "surface": surface, **rest}


def _site_line(site: str) -> dict[str, Any]:
    counts = {"documents": 3, "of": 7, "share": 3 / 7, "edge": 1.0}
    line = {"site": site, "place": "line", "key": "شاركالخبر", "line": "شارك الخبر", **counts}
    return line | {"label": "share", "rule": "profile.known"}


def _wording(document: dict[str, Any], reference: dict[str, Any]) -> dict[str, Any]:
    found = {"basis": "outlets", "reference": reference["doc_id"], "outlets": 2, "wording": 20}
    return {"doc_id": document["doc_id"], "credit": "رويترز", **found, "kept": 0.5, "own": 0.25}


def _reuse(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    spans = {"start_a": 0, "end_a": 20, "start_b": 5, "end_b": 25}
    return {"doc_a": a["doc_id"], "doc_b": b["doc_id"], **spans, "overlap": 3}
