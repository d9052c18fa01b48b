"""The seeds are what their README says: all lines labelled, all labels used, houses repeating themselves."""

import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from warraq import dataset
from warraq.fold import fold
from warraq.labels import KEEP, LABELS
from warraq.schema import FLAGS, TIME_FLAGS

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "gold.jsonl").read_text("utf-8").splitlines()
]
PAGES = pytest.mark.parametrize("page", GOLD, ids=lambda page: page["file"])
QUOTES: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "gold_quotes.jsonl").read_text("utf-8").splitlines()
]
MENTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "gold_mentions.jsonl").read_text("utf-8").splitlines()
]
TIMES: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "gold_times.jsonl").read_text("utf-8").splitlines()
]
MANIFEST = list(csv.DictReader((SEEDS / "manifest.csv").read_text("utf-8").splitlines()))
LINKS = json.loads((SEEDS / "gold_links.json").read_text("utf-8"))

AT_LEAST = {"ar": 49, "fr": 4, "en": 4, "fa": 3, "ur": 3, "tr": 3, "de": 2, "es": 2}  # pages by language
HOUSE_LINES = 3  # lines that stand on every Arabic page of an outlet
OUTLET_PAGES = 3  # Arabic pages of an Arabic outlet: fewer cannot show what repeats
MARK = re.compile('["“”„«»‘’—]')  # opens or closes a quotation; a raya opens one in Spanish
PASSAGE = 3  # shared 5-grams that make a passage, as gold_links.json says


def decode(data: bytes) -> str:
    """The text of a raw page; two pages are in windows-1256, and say so nowhere."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1256")


def lines_of(page: dict[str, Any]) -> list[str]:
    return decode((SEEDS / page["file"]).read_bytes()).split("\n")


def source_of(file: str) -> str:
    return file.split("/")[1]


def test_gold_and_manifest_name_the_raw_files_and_no_others() -> None:
    raw = sorted(path.relative_to(SEEDS).as_posix() for path in (SEEDS / "raw").rglob("*") if path.is_file())
    assert [page["file"] for page in GOLD] == raw
    assert [row["path"] for row in MANIFEST] == raw


@PAGES
def test_raw_bytes_are_the_labelled_ones(page: dict[str, Any]) -> None:
    assert hashlib.sha256((SEEDS / page["file"]).read_bytes()).hexdigest() == page["sha256"]


@PAGES
def test_every_line_that_is_not_blank_has_one_label_of_the_closed_set(page: dict[str, Any]) -> None:
    assert [number for number, _ in page["lines"]] == [
        n for n, line in enumerate(lines_of(page)) if line.strip()
    ]
    assert {label for _, label in page["lines"]} <= set(LABELS) - {"blank"}


@PAGES
def test_spans_lie_in_their_line_in_order_without_white_space_at_their_edges(page: dict[str, Any]) -> None:
    lines, end_of = lines_of(page), defaultdict[int, int](int)
    for number, start, end, label in page["spans"]:
        span = lines[number][start:end]
        assert label in LABELS
        assert end_of[number] <= start < end <= len(lines[number])
        assert span == span.strip() or label == "artefact"
        end_of[number] = end


@PAGES
def test_facts_stand_in_the_text(page: dict[str, Any]) -> None:
    text = fold(" ".join(lines_of(page)))
    authors = page["byline"] if isinstance(page["byline"], list) else [page["byline"]]
    facts = [page["title"], page["outlet"], page["dateline_place"], *authors, *page["credits"]]
    for fact in facts:
        assert fact is None or fold(fact) in text


@PAGES
def test_a_place_of_no_dateline_has_no_link_and_flags_are_those_of_the_dictionary(
    page: dict[str, Any],
) -> None:
    assert page["dateline_link"] is None or page["dateline_place"]
    assert page["flags"] == sorted({*page["flags"]})
    assert {*page["flags"]} <= {*FLAGS, "hijri", "jalali"}


@PAGES
def test_a_title_or_a_date_is_given_exactly_when_a_line_or_a_span_is_labelled_so(
    page: dict[str, Any],
) -> None:
    labels = {label for _, label in page["lines"]} | {span[3] for span in page["spans"]}
    assert (page["title"] is not None) == ("title" in labels)
    assert (page["published"] is not None) == bool(labels & {"date_published", "artefact"} - _stray(page))
    assert (page["updated"] is not None) == ("date_updated" in labels)


def _stray(page: dict[str, Any]) -> set[str]:
    """An artefact without a digit is markup, and dates nothing."""
    lines = lines_of(page)
    spans = [lines[number][start:end] for number, start, end, label in page["spans"] if label == "artefact"]
    return set() if any(re.search(r"\d", span) for span in spans) else {"artefact"}


@PAGES
def test_quotations_stand_in_the_body_and_their_speaker_on_the_page(page: dict[str, Any]) -> None:
    labels, text = dict(page["lines"]), fold(" ".join(lines_of(page)))
    for number, speaker in page["quotes"] + page["indirect"]:
        assert labels[number] in KEEP
        assert all(name in text or name.replace("ابو", "ابا") in text for name in fold(speaker).split())
    for number, _ in page["quotes"]:
        assert MARK.search(lines_of(page)[number])


@PAGES
def test_no_line_is_a_quotation_and_reported_speech_of_the_same_speaker(page: dict[str, Any]) -> None:
    assert not {tuple(pair) for pair in page["quotes"]} & {tuple(pair) for pair in page["indirect"]}


@PAGES
def test_addresses_lead_nowhere(page: dict[str, Any]) -> None:
    text = "\n".join(lines_of(page))
    assert all(host.endswith(".example") for host in re.findall(r"[\w.]+@([\w.-]+)", text))
    assert all("555" in number for number in re.findall(r"\b000-[\d-]+", text))


@PAGES
def test_the_outlet_is_the_one_dataset_toml_describes(page: dict[str, Any]) -> None:
    described = dataset.load(SEEDS / "dataset.toml").sources[source_of(page["file"])]
    assert page["outlet"] in (None, described.outlet)


def test_gold_quotes_has_every_page_of_gold() -> None:
    assert [page["file"] for page in QUOTES] == [page["file"] for page in GOLD]


@pytest.mark.parametrize(("page", "found"), zip(GOLD, QUOTES, strict=True), ids=lambda page: page["file"])
def test_quotations_stand_where_they_are_said_to(page: dict[str, Any], found: dict[str, Any]) -> None:
    lines, labels, end_of = lines_of(page), dict(page["lines"]), defaultdict[int, int](int)
    for quote in found["quotes"]:
        number, start, end = quote["line"], quote["start"], quote["end"]
        assert labels[number] in KEEP
        assert end_of[number] <= start < end
        assert lines[number][start:end] == quote["text"] == quote["text"].strip()
        assert quote["kind"] in {"direct", "indirect", "mixed"}
        assert quote["kind"] == "indirect" or MARK.search(lines[number][:start] + quote["text"])
        assert quote["cue"] is None or quote["cue"] in "\n".join(lines[max(0, number - 6) : number + 1])
        end_of[number] = end


@pytest.mark.parametrize(("page", "found"), zip(GOLD, QUOTES, strict=True), ids=lambda page: page["file"])
def test_the_two_golds_name_the_same_speakers(page: dict[str, Any], found: dict[str, Any]) -> None:
    named = [quote for quote in found["quotes"] if quote["speaker"]]
    marked = {(q["line"], q["speaker"]) for q in named if q["kind"] != "indirect"}
    reported = {(q["line"], q["speaker"]) for q in named if q["kind"] == "indirect"}
    assert marked == {tuple(pair) for pair in page["quotes"]}
    assert reported - marked == {tuple(pair) for pair in page["indirect"]}
    text = fold(" ".join(lines_of(page))).replace("ابا", "ابو")
    assert all(fold(quote["speaker"]) in text for quote in named)


@pytest.mark.parametrize(("page", "found"), zip(GOLD, MENTIONS, strict=True), ids=lambda page: page["file"])
def test_mentions_stand_where_they_are_said_to(page: dict[str, Any], found: dict[str, Any]) -> None:
    lines, labels, end_of = lines_of(page), dict(page["lines"]), defaultdict[int, int](int)
    assert found["file"] == page["file"]
    for mention in found["mentions"]:
        number, start, end = mention["line"], mention["start"], mention["end"]
        assert labels[number] in KEEP
        assert end_of[number] <= start < end
        assert lines[number][start:end] == mention["text"] == mention["text"].strip()
        assert all(end <= a or b <= start for n, a, b, _ in page["spans"] if n == number)
        assert mention["type"] in {"person", "organisation", "country", "city"}
        assert mention["link"] is None or mention["type"] in {"country", "city"}
        assert mention["type"] != "country" or re.fullmatch("[A-Z]{2}|None", str(mention["link"]))
        assert (mention["name"] is None) == (mention["type"] in {"country", "city"})
        assert fold(mention["name"] or "").replace("ابو", "ابا") in _on(page)
        end_of[number] = end


@pytest.mark.parametrize(("page", "found"), zip(GOLD, TIMES, strict=True), ids=lambda page: page["file"])
def test_times_stand_where_they_are_said_to(page: dict[str, Any], found: dict[str, Any]) -> None:
    lines, labels, end_of = lines_of(page), dict(page["lines"]), defaultdict[int, int](int)
    assert found["file"] == page["file"]
    for time in found["times"]:
        assert {*time["flags"]} <= {*TIME_FLAGS}
        number, start, end = time["line"], time["start"], time["end"]
        assert labels[number] in KEEP
        assert end_of[number] <= start < end
        assert lines[number][start:end] == time["text"] == time["text"].strip()
        assert all(end <= a or b <= start for n, a, b, _ in page["spans"] if n == number)
        shapes = r"[0-9]{4}(-W?[0-9]{2}){0,2}(T[0-9:+]+)?|XXXX-WXX-[1-7]|P[0-9DHMSTWY]+|None"
        assert re.fullmatch(shapes, str(time["value"]))
        end_of[number] = end


@pytest.mark.parametrize(
    ("quotes", "mentions"), zip(QUOTES, MENTIONS, strict=True), ids=lambda page: page["file"]
)
def test_each_speaker_is_mentioned(quotes: dict[str, Any], mentions: dict[str, Any]) -> None:
    named = {fold(mention["text"]).replace("ابا", "ابو") for mention in mentions["mentions"]}
    assert {fold(quote["speaker"]) for quote in quotes["quotes"] if quote["speaker"]} <= named


def _on(page: dict[str, Any]) -> str:
    """The words of a page, folded, with أبو and أبا as one."""
    return fold(" ".join(lines_of(page))).replace("ابو", "ابا")


def test_every_label_occurs() -> None:
    used = {label for page in GOLD for _, label in page["lines"]} | {
        s[3] for page in GOLD for s in page["spans"]
    }
    assert used == set(LABELS) - {"blank"}


def test_pages_by_language() -> None:
    count = Counter(page["language"] for page in GOLD)
    assert all(count[language] >= least for language, least in AT_LEAST.items())
    assert set(count) == set(AT_LEAST)


def test_each_arabic_outlet_repeats_its_house_lines_on_all_its_pages() -> None:
    pages: dict[str, list[set[str]]] = defaultdict(list)
    for page in GOLD:
        if page["language"] == "ar":
            pages[source_of(page["file"])].append({line.strip() for line in lines_of(page)} - {""})
    for source, found in pages.items():
        assert len(found) >= OUTLET_PAGES, source
        assert len(set.intersection(*found)) >= HOUSE_LINES, source


def test_the_hard_encodings_are_there() -> None:
    bytes_of = {page["file"]: (SEEDS / page["file"]).read_bytes() for page in GOLD}
    assert sum(data.startswith(b"\xef\xbb\xbf") for data in bytes_of.values()) == 1
    assert sum(b"\r\n" in data for data in bytes_of.values()) == 1
    assert sum(not _is_utf8(data) for data in bytes_of.values()) == 2


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_dataset_toml_loads_and_describes_every_source() -> None:
    described = dataset.load(SEEDS / "dataset.toml")
    assert (described.name, described.license) == ("warraq-seeds", "CC0-1.0")
    assert set(described.sources) == {source_of(page["file"]) for page in GOLD}
    assert {source.rights for source in described.sources.values()} == {"open"}


def test_manifest_dates_are_instants_and_some_cells_are_empty() -> None:
    published = {page["file"]: page["published"] for page in GOLD}
    for row in MANIFEST:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|", row["collected_at"]), row["path"]
        if row["collected_at"] and published[row["path"]]:
            assert row["collected_at"][:10] >= published[row["path"]][:10]
    assert all(
        any(not row[column] for row in MANIFEST) for column in ("url", "collected_at", "source", "license")
    )


def test_gold_links_are_what_the_bodies_share() -> None:
    grams = {page["file"]: _five_grams(page) for page in GOLD}
    found = [
        {"a": [a, i], "b": [b, j], "shared_5grams": len(left & right)}
        for a, b in combinations(sorted(grams), 2)
        for i, left in grams[a]
        for j, right in grams[b]
        if len(left & right) >= PASSAGE
    ]
    assert LINKS["reuse"] == found
    assert all(file in grams for group in LINKS["near_duplicates"] + LINKS["same_story"] for file in group)


def _five_grams(page: dict[str, Any]) -> list[tuple[int, set[tuple[str, ...]]]]:
    """Each body line with its 5-grams of folded words, the in-line spans left out."""
    lines = lines_of(page)
    for number, start, end, _ in page["spans"]:
        lines[number] = lines[number][:start] + " " * (end - start) + lines[number][end:]
    found = []
    for number, label in page["lines"]:
        if label == "body":
            words = re.findall(r"\w+", fold(lines[number]))
            found.append((number, {tuple(words[i : i + 5]) for i in range(len(words) - 4)}))
    return found
