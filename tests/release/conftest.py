"""A small valid dataset by hand: four pages, one of them a copy of the agency text of another."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from warraq import dataset, schema
from warraq.annotation import characters, quality
from warraq.labels import action_of
from warraq.release import Diff, compare, write

AGENCY = "نزلت المركبة على سطح المريخ صباح اليوم بعد رحلة طالت سبعة أشهر"
PAGES: list[list[tuple[str, str]]] = [
    [
        ("title", "المركبة على المريخ"),
        ("blank", "\n\n"),
        ("dateline", "باريس –"),
        ("blank", " "),
        ("body", AGENCY + "."),
        ("blank", "\n\n"),
        ("body", "قالت سلمى: «هذا يوم كبير»."),
        ("blank", "\n"),
        ("share", "شارك"),
    ],
    [
        ("masthead", 'Daily "Echo", est. 1901'),
        ("blank", "\n"),
        ("title", "Touchdown"),
        ("blank", "\n"),
        ("body", "The rover landed on Mars today.\rIt sent a picture, then another."),
        ("blank", "\n"),
        ("byline", "By A. N. Other"),
    ],
    [("body", AGENCY), ("blank", "\n"), ("body", "انتهى الخبر 😀 عند هذا الحد.")],
    [("title", "Empty fields"), ("blank", "\n\n\n"), ("body", "NA"), ("blank", "\n\n"), ("body", "null")],
]
TITLES = ["المركبة على المريخ", "Touchdown", None, "Empty fields"]
EXCLUSIONS = [("empty.txt", "empty", None), ("x.pdf", "undecodable", '%PDF at 0, "binary"\r\nbytes')]
DATASET = dataset.Dataset(
    name="small",
    title="A small dataset",
    description="Four pages.",
    license="CC0-1.0",
    homepage="https://example.org/small",
    keywords=("mars", "news", "اختبار"),
    creators=(dataset.Creator("A. Copyist", "https://example.org"),),
)
VALIDATION = {"validation.json": b'{"success": true}\n', "validation.html": b"<!doctype html>\n"}
BUILD = {"inputs": len(PAGES) + len(EXCLUSIONS), "digest": "0" * 64}

Rows = dict[str, list[dict[str, Any]]]
Tables = Callable[[str], Iterator[pa.Table]]


def signals(text: str, raw_chars: int) -> dict[str, Any]:
    """The columns of size and quality of one text."""
    texts = pa.array([text], pa.string())
    found = quality.columns(texts, pa.array([raw_chars]), characters.count(texts), ["und"], ["Arab"])
    return {name: column[0].as_py() for name, column in found.items()}


def row(**cells: Any) -> dict[str, Any]:
    """A row, short to write."""
    return cells


def small_rows(rights: str = "open") -> Rows:
    """The rows of every table, in key order."""
    rows: Rows = {name: [] for name in schema.TABLES}
    for number, page in enumerate(PAGES):
        _add_page(rows, page, number, rights)
    rows["exclusions"] = [
        {"path": path, "reason": reason, "detail": detail, "raw_sha256": None}
        for path, reason, detail in EXCLUSIONS
    ]
    rows["site_lines"] = [
        row(site="wire", place="line", key="شارك", line="شارك", documents=3, of=4, share=0.75, edge=1.0)
        | row(label="share", rule="profile.known")
    ]
    a, b = sorted((_doc_id(PAGES[0]), _doc_id(PAGES[2])))
    rows["reuse"].append(
        row(doc_a=a, start_a=0, end_a=len(AGENCY), doc_b=b, start_b=0, end_b=len(AGENCY), overlap=8)
    )
    shared = len(AGENCY) / len(_document(rows, a)["text"])
    rows["credit_wording"] = [
        row(doc_id=a, credit="AFP", basis="outlet", reference=b, outlets=1, own=1 - shared)
        | row(wording=None, kept=None)
    ]
    for document in rows["documents"]:
        share = len(AGENCY) / document["chars"] if document["doc_id"] in (a, b) else 0
        document["shared_ratio"] = share
    for name, spec in schema.TABLES.items():
        rows[name].sort(key=lambda cells: tuple(cells[k] for k in spec.key))
    return rows


def _document(rows: Rows, doc_id: str) -> dict[str, Any]:
    return next(document for document in rows["documents"] if document["doc_id"] == doc_id)


def _doc_id(page: list[tuple[str, str]]) -> str:
    return hashlib.sha256("".join(t for _, t in page).encode()).hexdigest()[: schema.DOC_ID_LENGTH]


def _add_page(rows: Rows, page: list[tuple[str, str]], number: int, rights: str) -> None:
    raw = "".join(text for _, text in page)
    digest, doc_id = hashlib.sha256(raw.encode()).hexdigest(), _doc_id(page)
    bodies = [text for label, text in page if label == "body"]
    breaks = {0: "\n\n", 1: "\n", 2: "\n", 3: "\n\n"}[number]
    text, at, placed = breaks.join(bodies), 0, 0
    for seq, (label, content) in enumerate(page):
        kept = action_of(label) == "keep"
        text_start = text.index(content, placed) if kept else None
        placed = text_start + len(content) if kept else placed
        rows["segments"].append(
            row(doc_id=doc_id, seq=seq, start=at, end=at + len(content), label=label, action=action_of(label))
            | row(rule=f"test.{label}", score=0.9 if kept else 1.0, text_start=text_start, content=content)
        )
        at += len(content)
    title = TITLES[number]
    rows["documents"].append(
        row(
            doc_id=doc_id, path=f"{number}.txt", source="wire", raw_sha256=digest, raw_bytes=len(raw.encode())
        )
        | row(
            raw_chars=len(raw),
            raw_text_sha256=digest,
            encoding="utf-8",
            language=["ar", "en", "ar", "en"][number],
        )
        | row(
            script="Arab",
            direction="rtl",
            title=title,
            text=text,
            bylines=[],
            credits=["AFP"],
            tags=["a", 'b",c'],
        )
        | row(collected_at=datetime(2024, 4, 16, 10, 26, 5, tzinfo=UTC), published_local="2024-04-16")
        | row(published_precision="day", flags=["date_ambiguous"], borrowed_ratio=1e-7)
        | signals(text, len(raw))
        | row(rights=rights, license="CC0-1.0" if rights == "open" else None, first_version="")
        | row(known=json.dumps({"id": str(number), "note": ""}), url="" if number == 1 else None)
    )
    if title:
        start = raw.index(title)
        rows["evidence"].append(
            row(doc_id=doc_id, seq=0, field="title", value=title, start=start, end=start + len(title))
            | row(rule="title.first", score=0.8)
        )
    if number == 0:
        start = text.index("سلمى")
        rows["mentions"].append(
            row(
                doc_id=doc_id, seq=0, target="text", start=start, end=start + 4, surface="سلمى", type="person"
            )
            | row(name="سلمى")
        )
        start = text.index("هذا")
        rows["quotes"].append(
            row(doc_id=doc_id, seq=0, start=start, end=start + 12, speaker="سلمى", speaker_mention=0)
            | row(cue="قالت", kind="direct")
        )
        start = text.index("اليوم")
        rows["times"].append(row(doc_id=doc_id, seq=0, start=start, end=start + 5, surface="اليوم", flags=[]))


def tables_of(rows: Rows, chunk: int | None = None) -> Tables:
    """The rows as a build hands them over, in Arrow tables of `chunk` rows (all in one by default)."""

    def tables(name: str) -> Iterator[pa.Table]:
        spec = schema.TABLES[name]
        table = pa.Table.from_pylist(rows[name], schema=spec.schema)
        for at in range(0, table.num_rows, chunk or max(table.num_rows, 1)):
            yield table.slice(at, chunk)

    return tables


def write_release(folder: Path, rows: Rows, version: str = "1.0.0", **how: Any) -> Path:
    """A whole release in `folder`, as staging holds it."""
    folder.mkdir(parents=True)
    previous: Path | None = how.get("previous")
    tables = tables_of(rows, how.get("chunk"))
    diff: Diff = compare(previous, tables)
    data = how.get("dataset", DATASET)
    write(folder, version, tables, data, previous=previous, diff=diff, validation=VALIDATION, build=BUILD)
    return folder


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid release; copy it before you change it."""
    return write_release(tmp_path_factory.mktemp("good") / "1.0.0", small_rows())
