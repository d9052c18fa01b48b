"""Suites are read strictly: what the library would let pass is one clear line."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warraq import schema
from warraq.errors import UsageError
from warraq.validation import load_suites

Suite = dict[str, Any]


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A copy of the project's suites."""
    return Path(shutil.copytree(root / "expectations", tmp_path / "expectations"))


def first(suite: Suite) -> Suite:
    entry: Suite = suite["expectations"][1]  # documents.key_unique: {"column": "doc_id"}
    return entry


def put(*path: str) -> Callable[[Any], Callable[[Suite], None]]:
    """Set a value inside the second expectation."""

    def to(value: Any) -> Callable[[Suite], None]:
        def edit(suite: Suite) -> None:
            at = first(suite)
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = value

        return edit

    return to


def drop(*path: str) -> Callable[[Suite], None]:
    def edit(suite: Suite) -> None:
        at = first(suite)
        for key in path[:-1]:
            at = at[key]
        del at[path[-1]]

    return edit


BROKEN: list[tuple[Callable[[Suite], None], str]] = [
    (lambda s: s.update(expectations=[]), "an empty suite"),
    (lambda s: s.update(name="docs"), "'docs' must be 'documents'"),
    (lambda s: s.update(rules=[]), "unknown key 'rules'; allowed: name, expectations"),
    (lambda s: s.pop("name"), "name is missing"),
    (lambda s: s["expectations"].append("x"), r"expectations\[\d+\]: must be an object"),
    (put("type")("expect_column_values_to_be_fine"), "no expectation 'expect_column_values_to_be_fine'"),
    (put("severity")("fatal"), "'fatal'; allowed: critical, warning, info"),
    (drop("severity"), "severity is missing"),
    (put("notes")("x"), "unknown key 'notes'"),
    (drop("meta", "rule_id"), "rule_id is missing"),
    (drop("meta", "description"), "description is missing"),
    (put("meta", "rule_id")(" "), "rule_id: must be text"),
    (put("meta", "rule_id")("segments.key"), "must begin with 'documents.'"),
    (put("meta", "rule_id")("documents.text_control"), "the rule_id is taken already"),
    (put("meta", "on_failure")("explode"), "'explode'; allowed for critical: stop, quarantine"),
    (put("meta", "on_failure")("warn"), "allowed for critical: stop, quarantine"),
    (put("severity")("warning"), "allowed for warning: warn"),
    (put("kwargs")([]), "kwargs: must be an object"),
    (put("kwargs", "column")("docid"), "no column 'docid' in documents; allowed: doc_id, path"),
    (put("kwargs", "columns")("doc_id"), "columns: extra fields not permitted"),
    (put("kwargs")({}), "column: field required"),
    (put("kwargs", "mostly")(0.9), "a critical rule holds for every row"),
    (lambda s: s["expectations"].append(first(s) | {"meta": first(s)["meta"] | {"rule_id": "documents.too"}}),
     "says the same as documents.key_unique"),
    (lambda s: first(s).update(type="expect_column_values_to_match_regex",
                               kwargs={"column": "path", "regex": "(?<=a)b"}),
     "must be one RE2 can read"),
    (lambda s: first(s).update(type="expect_column_values_to_be_in_set",
                               kwargs={"column": "path", "value_set": {"$PARAMETER": "lables"}}),
     "is no list we have; allowed: actions, document_columns, labels"),
    (lambda s: s["expectations"][0]["meta"].update(on_failure="quarantine"), "quarantine needs rows"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_broken_suite_is_refused(folder: Path, edit: Callable[[Suite], None], message: str) -> None:
    path = folder / "documents.json"
    suite = json.loads(path.read_text("utf-8"))
    edit(suite)
    path.write_text(json.dumps(suite), "utf-8")
    with pytest.raises(UsageError, match=message) as caught:
        load_suites(folder)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_quarantine_needs_a_document(folder: Path) -> None:
    path = folder / "exclusions.json"
    path.write_text(path.read_text("utf-8").replace('"stop"', '"quarantine"'), "utf-8")
    with pytest.raises(UsageError, match="quarantine needs rows that belong to one document"):
        load_suites(folder)


def test_a_missing_suite_is_named(folder: Path) -> None:
    (folder / "times.json").unlink()
    with pytest.raises(UsageError, match=re.escape("times.json: the suite of the table 'times' is missing")):
        load_suites(folder)


def test_a_suite_of_no_table_is_refused(folder: Path) -> None:
    (folder / "document.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError, match="no table 'document'; allowed: documents, segments"):
        load_suites(folder)


@pytest.mark.parametrize(
    ("content", "message"), [(b"{", "Expecting property name"), (b"\xff", "utf-8"), (b"[]", "object")]
)
def test_a_suite_that_is_no_json_is_refused(folder: Path, content: bytes, message: str) -> None:
    (folder / "quotes.json").write_bytes(content)
    with pytest.raises(UsageError, match=message):
        load_suites(folder)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder of suites"):
        load_suites(tmp_path / "none")


def test_the_project_has_a_suite_for_every_table() -> None:
    suites = load_suites()
    assert list(suites.rules) == list(schema.TABLES)
    assert all(rules[0].rule_id == f"{table}.schema" for table, rules in suites.rules.items())


def test_importing_the_package_leaves_the_library_alone() -> None:
    code = "import sys, warraq.validation; print({'great_expectations', 'pandas', 'jinja2'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
