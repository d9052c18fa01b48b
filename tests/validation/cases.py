"""What each rule must catch: the valid tables with a cell or two changed, and the rules that then fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from tests.validation.tables import ENGLISH, Parts, Tables, appended, changed, valid_tables

ALWAYS = {"documents.near_duplicates"}  # one of the two documents is a copy; the rule holds all the same


@dataclass(frozen=True)
class Cell:
    """One cell: the row of `table` at `row`, a number or `ar`, `en`, `ar.3`, `first`, `later`.

    `value` may be a function of the old value, or `@first`, `@later`, `@low`, `@high` for doc_ids.
    """

    table: str
    row: int | str
    column: str
    value: Any


@dataclass(frozen=True)
class Row:
    """The last row of `table` once more, with these cells changed."""

    table: str
    cells: dict[str, Any]


@dataclass(frozen=True)
class Case:
    """Edits of the valid tables, and the rules that then fail, and no other."""

    rules: str  # the names, parted by spaces
    edits: Sequence[Cell | Row] = ()
    english: Parts = ENGLISH


def built(case: Case, number: int) -> tuple[Tables, set[str]]:
    """The tables of a case and the keys its rows may be told by."""
    tables = valid_tables(number, case.english)
    documents = {d["language"]: d["doc_id"] for d in tables["documents"].to_pylist()}
    first, later = sorted(documents.values())
    names = {"@first": first, "@later": later, "@low": f"0{number:019d}", "@high": f"f{number:019d}"}
    paths = {p for t in ("documents", "exclusions") for p in tables[t]["path"].to_pylist()}
    keys = {*names.values(), *paths, *tables["site_lines"]["site"].to_pylist()}
    for edit in case.edits:
        table = tables[edit.table]
        if isinstance(edit, Row):
            tables[edit.table] = appended(table, {k: names.get(str(v), v) for k, v in edit.cells.items()})
            continue
        row = _row(table, edit.row, documents | {"first": first, "later": later})
        value = names.get(str(edit.value), edit.value)
        if callable(value):
            value = value(table[edit.column][row].as_py())
        tables[edit.table] = changed(table, edit.column, row, value)
        keys |= {value} if edit.column in ("path", "doc_id") else set()
    return tables, keys


def _row(table: pa.Table, row: int | str, documents: dict[str, str]) -> int:
    if isinstance(row, int):
        return row
    name, _, number = row.partition(".")
    at: int = table["doc_id"].to_pylist().index(documents[name])
    return at + int(number or 0)


def instant(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def document(column: str, value: Any, row: str = "en") -> Cell:
    return Cell("documents", row, column, value)


def evidenced(column: str, value: str, row: str = "en") -> list[Cell]:
    """A harvested value changed, and its evidence with it."""
    at = {"ar": ARABIC_EVIDENCE, "en": ("title", "published_local")}[row].index(column)
    return [document(column, value, row), Cell("evidence", f"{row}.{at}", "value", value)]


ARABIC_EVIDENCE = (
    *("title", "outlet", "bylines", "credits", "section", "dateline_place"),
    *("published_local", "updated_local", "deck", "tags"),
)
"""The rows of evidence of the Arabic page, in their order."""


def body(text: str) -> Parts:
    """The English page with another first paragraph."""
    return [("body", text), *ENGLISH[1:]]


def twice(value: list[str]) -> list[str]:
    return value + value


IDENTITY = [
    Case("doc_id", [document("raw_sha256", "1" * 64)]),
    Case("raw_sha256", [document("raw_sha256", lambda v: v[:63])]),
    Case("path_unique", [document("path", "same.txt"), document("path", "same.txt", "ar")]),
    Case("path", [document("path", " ")]),
    Case("raw_bytes", [document("raw_bytes", 0)]),
    Case("raw_chars segments.tiling segments.end_in_text", [document("raw_chars", 0)]),
    Case("encoding", [document("encoding", "UTF 8")]),
    Case("url", [document("url", "javascript:alert(1)", "ar")]),
    Case("rights", [document("rights", "mine")]),
    Case("license", [document("license", " ", "ar")]),
    Case("known", [document("known", "[]", "ar")]),
    Case("key_unique path_unique", [Row("documents", {})]),
]
TEXT = [
    Case("segments_join", [document("raw_text_sha256", "1" * 64)]),
    Case("text_ends", [document("text", lambda v: v + " So."), document("chars", lambda v: v + 4)]),
    Case("text_edges text_ends", [document("text", lambda v: v + " "), document("chars", lambda v: v + 1)]),
    Case("text_not_empty text_edges segments.content_in_text", [document("text", lambda v: " " * len(v))]),
    Case("text_control", english=body("The bell\x07 rang.")),
    Case("text_control", english=body("The bell\x85 rang.")),
    Case("text_markup", english=body('The <a href="/x">bridge</a> was opened.')),
    Case("text_markup", english=body("The bridge<BR/>was opened.")),
    Case("text_markup", english=body("The bridge <!-- photo --> was opened.")),
    Case("", english=body("If a < b and c > d, then <this> is no tag.")),
    Case("", english=body("One\ttab, and a\u200cjoiner.")),
    Case("text_entities", english=body("Ships &amp; bridges.")),
    Case("text_damaged", english=body("The \ufffd\ufffd\ufffd bridge.")),
    Case("chars", [document("chars", lambda v: v + 1)]),
    Case("words", [document("words", 0), document("function_words", 0)]),
    Case("paragraphs", [document("paragraphs", 0)]),
    Case("kept_ratio", [document("kept_ratio", 1.5)]),
    Case("kept_ratio_low", [document("kept_ratio", 0.01)]),
    Case("mean_word_length", [document("mean_word_length", 99.0)]),
    Case("stop_lines_ratio", [document("stop_lines_ratio", -0.5)]),
    Case("repeated_lines_ratio", [document("repeated_lines_ratio", 1.5)]),
    Case("symbol_ratio", [document("symbol_ratio", 1.5)]),
    *(
        Case(name, [document(name, 1.5)])
        for name in (
            *("alphabetic_words_ratio", "function_words_ratio", "ellipsis_lines_ratio", "bullet_lines_ratio"),
            *("repeated_chars_ratio", "top_2gram_ratio", "top_4gram_ratio", "repeated_5grams_ratio"),
        )
    ),
    Case("repeated_10grams_ratio repeated_ngrams", [document("repeated_10grams_ratio", 1.5)]),
    *(
        Case(name, [document(name, -1)])
        for name in ("hash_ratio", "ellipsis_ratio", "sentences", "function_words")
    ),
    Case("function_words_of_words", [document("function_words", 10_000)]),
    Case("repeated_ngrams", [document("repeated_10grams_ratio", 0.5)]),
    Case("shared_ratio", [document("shared_ratio", 1.5)]),
    Case("borrowed_ratio", [document("shared_ratio", 1.0), document("borrowed_ratio", -0.1)]),
    Case("borrowed_is_shared", [document("borrowed_ratio", 0.5)]),
    Case("language", [document("language", "english")]),
    Case("language", [document("language", "en_GB")]),
    Case("", [document("language", "en-Latn-GB")]),
    Case("language_known", [document("language", "und")]),
    Case("script", [document("script", "latin")]),
    Case("direction", [document("direction", "up")]),
]
METADATA = [
    Case("title_trimmed", evidenced("title", "A bridge ")),
    Case("title_trimmed", evidenced("title", "A\nbridge")),
    Case("title_control", evidenced("title", "A\x07bridge")),
    Case("", evidenced("title", "A\tbridge")),
    Case("title_markup", evidenced("title", "A <b>bridge</b>")),
    Case("title_length", evidenced("title", "x" * 301)),
    Case("title_share", [document("title", None)]),
    Case("deck_trimmed", evidenced("deck", " ثلاث قاعات", "ar")),
    Case("outlet_trimmed", evidenced("outlet", "صدى\nالنهر", "ar")),
    Case("section_trimmed", evidenced("section", " ثقافة", "ar")),
    Case("dateline_link", [document("dateline_link", "https://example.org", "ar")]),
    Case("dateline_place_trimmed", evidenced("dateline_place", "القاهرة ", "ar")),
    Case("bylines", [document("bylines", twice, "ar")]),
    Case("credits", [document("credits", twice, "ar")]),
    Case("tags", [document("tags", twice, "ar")]),
    Case("flags", [document("flags", [" a", "b"])]),
    Case("flags_sorted", [document("flags", ["b", "a"])]),
    Case("bylines_evidence bylines", [document("bylines", [""])]),
    *(
        Case(f"{name}_evidence", [Cell("evidence", f"ar.{row}", "value", "x")])
        for row, name in enumerate(ARABIC_EVIDENCE)
    ),
    Case("deck_evidence", [document("deck", lambda v: v + "\nسطر آخر", "ar")]),
    Case("title_evidence", [Cell("evidence", "en.0", "field", "deck")]),
]
DATES = [
    Case("published_share", [document("published_local", None), document("published_precision", None)]),
    Case("published_local published_share", [document("published_local", None)]),
    Case("published_local", [document("published_precision", None)]),
    Case("published_local", [document("published_precision", "day")]),
    Case(
        "published_local",
        [*evidenced("published_local", "2021-02-29"), document("published_precision", "day")],
    ),
    Case("", [*evidenced("published_local", "2020-02-29"), document("published_precision", "day")]),
    Case("published_after_1990", evidenced("published_local", "1889")),
    Case("updated_local", [document("updated_precision", "second", "ar")]),
    Case(
        "updated_after_1990 updated_after_published",
        [*evidenced("updated_local", "1989-07-27T09:00", "ar"), document("updated_at", None, "ar")],
    ),
    Case(
        "published_before_collected updated_before_collected",
        [document("collected_at", instant(2021, 7, 25), "ar")],
    ),
    Case("", [document("collected_at", instant(2021, 7, 26, 12), "ar")]),
    Case("published_before_collected", [document("collected_at", instant(2018, 1, 1))]),
    Case(
        "updated_before_collected",
        [
            document("updated_at", instant(2021, 8, 1), "ar"),
            *evidenced("updated_local", "2021-08-01T09:00", "ar"),
        ],
    ),
    Case("published_agrees", [document("published_at", instant(2021, 7, 27, 8, 26), "ar")]),
    Case("updated_agrees", [document("updated_at", instant(2021, 7, 28), "ar")]),
    Case(
        "updated_after_published",
        [
            document("updated_at", instant(2021, 7, 27, 7), "ar"),
            *evidenced("updated_local", "2021-07-27T07:00", "ar"),
        ],
    ),
]
LINKS = [
    Case("duplicate_of", [document("duplicate_of", "@low", "later")]),
    Case("cluster_id", [document("cluster_id", "@low", "later")]),
    Case("story_id", [document("story_id", "@low", "later")]),
    Case("duplicate_later", [document("duplicate_of", "@later", "first")]),
    Case("cluster_first", [document("cluster_id", "@later", "first")]),
    Case("story_first", [document("story_id", "@later", "first")]),
]


def segment(number: int, column: str, value: Any) -> Cell:
    """A cell of the English page: 0 body, 1 blank, 2 subheading, 3 blank, 4 body, 5 blank, 6 counter."""
    return Cell("segments", f"en.{number}", column, value)


SEGMENTS = [
    Case("key_unique seq", [segment(1, "seq", 0)]),
    Case("document", [Row("segments", {"doc_id": "@high", "seq": 0, "start": 0, "end": 1, "content": "7"})]),
    Case("seq", [segment(6, "seq", 9)]),
    Case("start tiling content_length", [segment(0, "start", -1)]),
    Case("end_after_start tiling content_length", [segment(1, "end", lambda v: v - 1)]),
    Case("end_in_text tiling content_length", [segment(6, "end", lambda v: v + 1)]),
    Case("tiling", [segment(1, "start", lambda v: v + 3), segment(1, "end", lambda v: v + 3)]),
    Case("content_length documents.segments_join", [segment(6, "content", "Share")]),
    Case("documents.segments_join", [segment(6, "content", lambda v: "x" * len(v))]),
    Case("label", [segment(6, "label", "advertisement")]),
    Case("action label_action", [segment(6, "action", "drop")]),
    Case("label_action", [segment(6, "action", "remove")]),
    Case("rule", [segment(6, "rule", "")]),
    Case("score", [segment(6, "score", 1.5)]),
    Case("kept_in_text documents.text_ends", [segment(4, "text_start", None)]),
    Case("kept_in_text content_in_text text_gaps", [segment(6, "text_start", 0)]),
    Case("content_in_text text_gaps documents.text_ends", [segment(4, "text_start", lambda v: v + 1)]),
    Case("text_gaps", [document("text", lambda v: v.replace("\n", "x", 1))]),
    Case("blank label_action", [segment(6, "label", "blank")]),
    Case("blank trimmed", [segment(5, "label", "nav")]),
    Case("trimmed", english=[*ENGLISH, ("blank", "\n"), ("share", "Share ")]),
]
EVIDENCE = [
    Case("key_unique seq", [Row("evidence", {"seq": 1})]),
    Case("document", [Row("evidence", {"doc_id": "@high", "seq": 0})]),
    Case("seq", [Row("evidence", {"seq": 7})]),
    Case("field", [Row("evidence", {"field": "colour"})]),
    Case("value", [Row("evidence", {"value": " "})]),
    Case("span", [Row("evidence", {"end": 5})]),
    Case("start", [Row("evidence", {"start": -1, "end": 5})]),
    Case("end_after_start", [Row("evidence", {"start": 5, "end": 5})]),
    Case("end_in_text", [Row("evidence", {"start": 5, "end": 5000})]),
    Case("rule", [Row("evidence", {"rule": ""})]),
    Case("score", [Row("evidence", {"score": 2.0})]),
]


def spans(table: str) -> list[Case]:
    """What every table of spans must catch."""
    last = {"mentions": 2, "quotes": 0, "times": 0}[table]
    return [
        Case("key_unique seq", [Row(table, {"seq": last})]),
        Case("document", [Row(table, {"doc_id": "@high", "seq": 0, "speaker_mention": None})]),
        Case("seq", [Row(table, {"seq": 9})]),
        Case("start", [Row(table, {"start": -1})]),
        Case("end_after_start", [Row(table, {"start": 9, "end": 9})]),
        Case("end_in_text", [Row(table, {"end": 5000})]),
    ]


MENTIONS = [
    *spans("mentions"),
    Case("target", [Row("mentions", {"target": "body"})]),
    Case("surface", [Row("mentions", {"surface": "سامي نوح"})]),
    Case("surface", [Cell("mentions", 0, "start", 0), Cell("mentions", 0, "end", 5)]),
    Case("type", [Row("mentions", {"type": "thing"})]),
    Case("name", [Row("mentions", {"name": " "})]),
    Case("link", [Row("mentions", {"link": "https://example.org"})]),
]
QUOTES = [
    *spans("quotes"),
    Case("kind", [Row("quotes", {"kind": "loud"})]),
    Case("speaker", [Row("quotes", {"speaker": " "})]),
    Case("speaker_mention", [Row("quotes", {"speaker_mention": 99})]),
    Case("cue", [Row("quotes", {"cue": ""})]),
]
TIMES = [
    *spans("times"),
    Case("surface", [Row("times", {"surface": "غدا"})]),
    Case("value", [Row("times", {"value": "next week"})]),
    *(
        Case("", [Row("times", {"value": value})])
        for value in (
            "2021",
            "2021-W30",
            "2021-07-26T10:30+03:00",
            "P3D",
            "PT2H",
            "2021-SU",
            "XXXX-WXX-1",
            "199X",
        )
    ),
    Case("anchor", [Row("times", {"anchor": "soon"})]),
    Case("flags", [Row("times", {"flags": ["no_section"]})]),
    Case("flags", [Row("times", {"flags": ["weekday_conflict", "date_ambiguous"]})]),
    Case("", [Row("times", {"flags": ["date_ambiguous", "weekday_conflict"]})]),
]


def reuse(column: str, value: Any) -> Cell:
    return Cell("reuse", 0, column, value)


REUSE = [
    Case("key_unique", [Row("reuse", {})]),
    Case("document_a", [reuse("doc_a", "@low")]),
    Case("document_b", [reuse("doc_b", "@high")]),
    Case("order", [reuse("doc_a", "@later"), reuse("doc_b", "@first")]),
    Case("order", [reuse("doc_b", "@first")]),
    *(Case(f"start_{side}", [reuse(f"start_{side}", -1)]) for side in "ab"),
    *(Case(f"end_{side}_after_start", [reuse(f"end_{side}", 0)]) for side in "ab"),
    *(Case(f"end_{side}_in_text", [reuse(f"end_{side}", 5000)]) for side in "ab"),
    Case("overlap", [reuse("overlap", 0)]),
]


def wording(*cells: tuple[str, Any]) -> list[Cell]:
    return [Cell("credit_wording", 0, column, value) for column, value in cells]


CREDIT_WORDING = [
    Case("key_unique", [Row("credit_wording", {})]),
    Case("document", wording(("doc_id", "@low"))),
    Case("reference", wording(("reference", "@low"))),
    Case("other", wording(("reference", "@first"))),
    Case("basis wording_known", wording(("basis", "hearsay"), ("kept", None))),
    Case("outlets", wording(("outlets", -1))),
    Case("wording", wording(("wording", 0))),
    Case("wording_in_reference", wording(("wording", 5000))),
    Case("wording_known", wording(("wording", None))),
    Case("wording_known", wording(("basis", "outlet"))),
    Case("", wording(("basis", "outlet"), ("wording", None), ("kept", None))),
    Case("kept", wording(("kept", 1.5))),
    Case("own", wording(("own", -0.5))),
]


def site_line(*cells: tuple[str, Any]) -> list[Cell]:
    return [Cell("site_lines", 0, column, value) for column, value in cells]


SITE_LINES = [
    Case("key_unique", [Row("site_lines", {})]),
    Case("place", site_line(("place", "middle"))),
    Case("line", site_line(("line", " "))),
    Case("documents", site_line(("documents", 2), ("of", 4), ("share", 0.5))),
    Case("of", site_line(("of", 2), ("share", 1.5))),
    Case("share", site_line(("share", 0.9))),
    Case("edge", site_line(("edge", 0.4))),
    Case("label", site_line(("label", "decoration"))),
    Case("furniture", site_line(("label", "body"))),
    Case("rule", site_line(("rule", "ar.share.line"))),
]
EXCLUSIONS = [
    Case("key_unique", [Cell("exclusions", n, "path", "same") for n in (0, 1)]),
    Case("path", [Cell("exclusions", 0, "path", "\t")]),
    Case("reason", [Cell("exclusions", 0, "reason", "bored")]),
    Case("raw_sha256", [Cell("exclusions", 0, "raw_sha256", "0" * 63 + "G")]),
]


def _full(table: str, cases: Sequence[Case]) -> list[tuple[Case, set[str]]]:
    """Each case with its rules by their whole ids."""
    return [
        (case, {name if "." in name else f"{table}.{name}" for name in case.rules.split()}) for case in cases
    ]


CASES: list[tuple[Case, set[str]]] = [
    (Case(""), set()),
    *_full("documents", [*IDENTITY, *TEXT, *METADATA, *DATES, *LINKS]),
    *_full("segments", SEGMENTS),
    *_full("evidence", EVIDENCE),
    *_full("mentions", MENTIONS),
    *_full("quotes", QUOTES),
    *_full("times", TIMES),
    *_full("reuse", REUSE),
    *_full("credit_wording", CREDIT_WORDING),
    *_full("site_lines", SITE_LINES),
    *_full("exclusions", EXCLUSIONS),
]
