"""What lies in a release: the same bytes every time, readable everywhere, its rights marked everywhere."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml

from tests.release.conftest import DATASET, PAGES, small_rows, tables_of, write_release
from warraq import schema
from warraq.cleaning import accuracy
from warraq.release import manifest, measured, row_count, verify
from warraq.release.card import markdown
from warraq.release.diff import as_stored


def tree(release: Path) -> dict[str, str]:
    return {name: manifest.sha256_of(release / name) for name in manifest.files(release)}


def test_the_bytes_depend_on_the_rows_alone(good: Path, tmp_path: Path) -> None:
    for chunk in (1, 3):
        assert tree(write_release(tmp_path / str(chunk), small_rows(), chunk=chunk)) == tree(good)


def test_the_layout(good: Path) -> None:
    tables = [
        f"{folder}/{name}{end}"
        for name in schema.TABLES
        for folder, end in (("data", ".parquet"), ("csv", ".csv.gz"))
    ]
    others = ["CHANGELOG.md", "README.md", "SHA256SUMS", "datapackage.json", "release.json"]
    assert manifest.files(good) == sorted([*tables, *others, "validation.html", "validation.json"])


def test_parquet_describes_itself(good: Path) -> None:
    for spec in schema.TABLES.values():
        with pq.ParquetFile(good / "data" / f"{spec.name}.parquet") as file:
            stored, wanted = file.schema_arrow, as_stored(spec.schema)
            assert [f.metadata for f in stored] == [f.metadata for f in spec.schema]
            assert stored.equals(wanted)
            assert stored.metadata[b"tier"] == b"open" and stored.metadata[b"license"] == b"CC0-1.0"
            group = file.metadata.row_group(0)
            assert [s.column_index for s in group.sorting_columns] == [
                stored.names.index(k) for k in spec.key
            ]
            assert group.column(0).compression == "ZSTD"
            assert group.column(0).has_offset_index and group.column(0).has_column_index


def test_a_row_out_of_order_is_a_bug_that_shows(tmp_path: Path) -> None:
    rows = small_rows()
    rows["exclusions"].reverse()
    with pytest.raises(ValueError, match=r"table exclusions.*out of order"):
        write_release(tmp_path / "r", rows)


def test_readers_read_the_same(good: Path) -> None:
    wanted = [row["text"] for row in small_rows()["documents"]]
    parquet, csv = good / "data" / "documents.parquet", good / "csv" / "documents.csv.gz"
    assert pd.read_parquet(parquet)["text"].tolist() == wanted
    assert pd.read_csv(csv, keep_default_na=False, na_values=[""])["text"].tolist() == wanted
    assert pl.read_parquet(parquet)["text"].to_list() == wanted
    assert pl.read_csv(csv)["text"].to_list() == wanted
    for source in (f"'{parquet}'", f"read_csv('{csv}', nullstr='')"):
        assert [r[0] for r in duckdb.sql(f"SELECT text FROM {source} ORDER BY doc_id").fetchall()] == wanted


def test_csv_has_rfc_4180_line_ends_and_no_clock(good: Path) -> None:
    packed = (good / "csv" / "exclusions.csv.gz").read_bytes()
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed).decode() == (
        "path,reason,detail,raw_sha256\r\n"
        "empty.txt,empty,,\r\n"
        'x.pdf,undecodable,"%PDF at 0, ""binary""\r\nbytes",\r\n'
    )


def test_frictionless_finds_the_package_valid(good: Path) -> None:
    report = frictionless.validate(str(good / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    package = json.loads((good / "datapackage.json").read_text())
    assert [r["name"] for r in package["resources"]][:2] == ["documents", "segments"]
    fields = package["resources"][1]["schema"]["fields"]
    assert fields[2] == {
        "name": "start",
        "type": "integer",
        "description": "Start in the raw text.",
        "basis": "computed",
        "unit": "code points",
        "constraints": {"required": True},
    }
    assert package["resources"][1]["schema"]["foreignKeys"][0]["reference"]["resource"] == "documents"


def test_private_is_said_everywhere(tmp_path: Path) -> None:
    release = write_release(
        tmp_path / "1.0.0", small_rows("unstated"), dataset=replace(DATASET, license=None)
    )
    assert verify(release) == []
    notice = manifest.PRIVATE_NOTICE
    assert json.loads((release / "release.json").read_text())["tier"] == "private"
    package = json.loads((release / "datapackage.json").read_text())
    assert package["tier"] == "private" and package["notice"] == notice and "licenses" not in package
    assert (release / "README.md").read_text().count(notice) == 2
    assert "Private: not for publication." in (release / "CHANGELOG.md").read_text()
    for name in schema.TABLES:
        about = pq.read_schema(release / "data" / f"{name}.parquet").metadata
        assert about[b"tier"] == b"private" and about[b"notice"].decode() == notice


def test_one_document_without_rights_makes_the_release_private(tmp_path: Path) -> None:
    rows = small_rows()
    rows["documents"][2]["rights"] = "unstated"
    assert manifest.read(write_release(tmp_path / "1.0.0", rows))["tier"] == "private"


def test_history_is_carried_along(good: Path, tmp_path: Path) -> None:
    rows = small_rows()
    kept = [row for row in rows["documents"] if row["path"] != "3.txt"]
    old = {**{name: [] for name in rows}, "documents": kept}
    first = write_release(tmp_path / "1.0.0", old)
    second = write_release(tmp_path / "2.0.0", rows, "2.0.0", previous=first)
    third = write_release(tmp_path / "2.0.1", rows, "2.0.1", previous=second, chunk=1)
    documents = pq.read_table(
        third / "data" / "documents.parquet", columns=["path", "first_version"]
    ).to_pylist()
    assert {d["path"]: d["first_version"] for d in documents} == {
        **{f"{n}.txt": "1.0.0" for n in range(3)},
        "3.txt": "2.0.0",
    }
    log = (third / "CHANGELOG.md").read_text()
    assert re.findall(r"^## (.*)$", log, re.MULTILINE) == ["2.0.1", "2.0.0", "1.0.0"]
    assert "| `documents` | 1 | 0 | 0 |" in log
    assert manifest.read(third)["previous"] == "2.0.0"
    # The data files do not name the version: a table that did not change keeps its bytes.
    assert tree(second)["data/segments.parquet"] == tree(third)["data/segments.parquet"]


def test_writing_a_version_again_gives_its_bytes(good: Path, tmp_path: Path) -> None:
    again = write_release(tmp_path / "again", small_rows(), "1.0.0", previous=good, chunk=2)
    assert tree(again) == tree(good) and manifest.same_content(again, good)


def front_matter(card: str) -> dict[str, object]:
    found = yaml.safe_load(card.split("\n---\n", 1)[0])
    assert isinstance(found, dict)
    return found


def test_the_card_loads_on_the_hub(good: Path) -> None:
    head = front_matter((good / "README.md").read_text("utf-8"))
    assert head["license"] == "cc0-1.0" and head["language"] == ["ar", "en"] and head["version"] == "1.0.0"
    assert head["tags"] == ["news", "mars", "اختبار"]
    configs = head["configs"]
    assert isinstance(configs, list)
    assert [c["config_name"] for c in configs] == list(schema.TABLES)
    logical = manifest.read(good)["tables"]
    for config in configs:
        assert (good / config["data_files"][0]["path"]).is_file()
        assert logical[config["config_name"]]["logical_sha256"] in config["description"]


HOSTILE = "<img src=x onerror=alert(1)> | [a](javascript:b) `c` ![d](e) *f* \u202eg\n# h\n---\n www.i.com https://j.k"


def test_card_and_package_say_how_good_the_cleaning_is(tmp_path: Path) -> None:
    rows = small_rows()
    rows["documents"][1]["language"] = "tlh"
    release = write_release(tmp_path / "1.0.0", rows)
    known = accuracy.of("ar")
    assert known is not None
    card = (release / "README.md").read_text("utf-8")
    section = card.split("## How good the cleaning is", 1)[1].split("\n## ", 1)[0]
    assert f"| ar | 2 | {known.pages:,} | {known.f1_full:.3f} | {known.recall_full:.3f} |" in section
    assert "| tlh | 1 | unmeasured | – | – | – | – |" in section
    assert "de |" not in section  # no document is in German
    told = json.loads((release / "datapackage.json").read_text("utf-8"))["cleaning_accuracy"]
    assert told == accuracy.of_all(["ar", "en", "tlh"])
    assert told["languages"]["tlh"] == "unmeasured"


def test_the_dictionary_says_how_good_every_column_is(good: Path) -> None:
    package = json.loads((good / "datapackage.json").read_text("utf-8"))
    csv = package["resources"][: len(schema.TABLES)]
    fields = {f"{r['name']}.{f['name']}": f for r in csv for f in r["schema"]["fields"]}
    card = (good / "README.md").read_text("utf-8").split("## Data dictionary", 1)[1]
    assert all(collection.about in card for collection in measured.collections())
    for table in schema.TABLES.values():
        rows = card.split(f"### {table.name}\n", 1)[1].split("\n### ", 1)[0]
        for column in table.columns:
            [row] = [line for line in rows.splitlines() if line.startswith(f"| `{column.name}` |")]
            assert row.endswith(f"| {measured.in_words(table.name, column)} |")
            described = fields[f"{table.name}.{column.name}"]
            assert described["basis"] == column.basis
            assert described.get("measured", {}) == measured.figures(table.name, column.name)
    assert "own: precision " in card


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    rows = small_rows()
    for row in rows["documents"]:
        row |= {"title": HOSTILE, "outlet": HOSTILE, "source": HOSTILE, "flags": [HOSTILE]}
    data = replace(
        DATASET, title=HOSTILE, description=HOSTILE, license=HOSTILE, keywords=('"\n- x: [', HOSTILE)
    )
    card = (write_release(tmp_path / "1.0.0", rows, dataset=data) / "README.md").read_text("utf-8")
    head = front_matter(card)
    assert head["pretty_name"] == HOSTILE.replace("\u202e", " ").replace("\n", " ")
    assert head["license"] == "other"
    body = card.split("\n---\n", 1)[1]
    assert "<img" not in body and "\u202e" not in body and "\n# h" not in body
    assert not re.search(r"(?<!\\)\]\((?:javascript|e\))", body)
    tables = [line for line in body.splitlines() if "javascript" in line and line.startswith("| ")]
    assert tables
    for line in tables:
        assert len(re.findall(r"(?<!\\)\|", line)) in (3, 4, 6)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-04-16", "2024-04-16"),
        ("Four pages.", "Four pages."),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("www.x.org", r"www\.x\.org"),
        ("a|b", r"a\|b"),
        ("<b>", "&lt;b&gt;"),
        (None, ""),
    ],
)
def test_markdown(value: str | None, shown: str) -> None:
    assert markdown(value) == shown


def test_counts_add_up(good: Path) -> None:
    content = manifest.read(good)
    assert row_count(good, "documents") == len(PAGES)
    assert content["build"]["inputs"] == row_count(good, "documents") + row_count(good, "exclusions")
    statistics = content["statistics"]
    chars = sum(len(text) for page in PAGES for _, text in page)
    assert sum(statistics["labels"].values()) == chars
    assert statistics["totals"]["raw_chars"] == chars
    assert statistics["exclusions"] == {"empty": 1, "undecodable": 1}
    assert statistics["published"] == ["2024-04-16", "2024-04-16"]


def test_an_empty_table_is_a_table(tmp_path: Path) -> None:
    rows = small_rows()
    for name in ("exclusions", "reuse", "credit_wording", "quotes", "times"):
        rows[name] = []
    for document in rows["documents"]:
        document["shared_ratio"] = 0.0
    release = write_release(tmp_path / "1.0.0", rows)
    assert {p.check for p in verify(release)} == {"conservation"}  # the build said 6 inputs
    assert pq.read_table(release / "data" / "exclusions.parquet").num_rows == 0
    assert list(tables_of(rows)("reuse")) == []
