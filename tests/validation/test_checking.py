"""One call of `check`: what it says of tables that are amiss, and how it travels."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pyarrow as pa
import pytest

from tests.validation.tables import Tables, appended, changed
from warraq import schema
from warraq.validation import Outcome, Suites, check, merge
from warraq.validation.checking import NOT_CHECKED, differences_from_schema
from warraq.validation.suites import Rule


def alone(suites: Suites, table: str, *rules: Rule) -> Suites:
    """The suites with other rules for one table."""
    return Suites({**suites.rules, table: rules})


def only(suites: Suites, *rule_ids: str) -> Suites:
    """The suites with just these rules, and those about the schemas."""
    return Suites(
        {
            t: tuple(r for r in rules if r.rule_id in (f"{t}.schema", *rule_ids))
            for t, rules in suites.rules.items()
        }
    )


def about_reasons(suites: Suites) -> Rule:
    return next(r for r in suites.rules["exclusions"] if r.rule_id == "exclusions.reason")


def amiss(tables: Tables, **cells: object) -> Tables:
    """Only the exclusions, the first row's cells changed."""
    table = tables["exclusions"]
    for column, value in cells.items():
        table = changed(table, column, 0, value)
    return {"exclusions": table}


def test_quarantine_names_the_documents(tables: Tables, suites: Suites) -> None:
    broken = changed(tables["mentions"], "surface", 0, "x")
    broken = changed(broken, "surface", 1, "x")
    outcome = check({**tables, "mentions": broken}, only(suites, "mentions.surface", "mentions.target"))
    doc_id = tables["mentions"]["doc_id"][0].as_py()
    assert outcome.quarantined == ((doc_id, "mentions.surface"),)
    assert merge([outcome]).stopped == ()
    result = next(r for r in outcome.results if r.rule_id == "mentions.surface")
    assert (result.rows, result.failed, result.examples) == (3, 2, (f"{doc_id} 0", f"{doc_id} 1"))
    assert result.line().startswith(f"mentions.surface: 2 of 3 fail (as {doc_id} 0): ")


def test_a_stop_stops_and_quarantines_nothing(tables: Tables, suites: Suites) -> None:
    outcome = check(amiss(tables, reason="bored"), suites)
    assert [r.rule_id for r in merge([outcome]).stopped] == ["exclusions.reason"]
    assert outcome.quarantined == ()


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_warnings_do_not_stop(tables: Tables, suites: Suites, severity: str) -> None:
    rule = replace(about_reasons(suites), severity=severity, on_failure="warn")
    report = merge([check(amiss(tables, reason="bored"), alone(suites, "exclusions", rule))])
    assert not report.results[0].success
    assert report.stopped == ()
    assert bool(report.warnings) == (severity == "warning")


@pytest.mark.parametrize("severity", ["critical", "warning"])
def test_a_check_that_dies_stops_whatever_its_severity(tables: Tables, suites: Suites, severity: str) -> None:
    dying = replace(
        about_reasons(suites),
        type="expect_column_values_to_be_between",
        kwargs={"column": "path", "min_value": 1},
        severity=severity,
        on_failure="stop" if severity == "critical" else "warn",
    )
    report = merge([check({"exclusions": tables["exclusions"]}, alone(suites, "exclusions", dying))])
    assert [r.rule_id for r in report.stopped] == ["exclusions.reason"]
    assert report.stopped[0].error


def test_empty_tables_pass(suites: Suites) -> None:
    report = merge([check({name: table.empty() for name, table in schema.TABLES.items()}, suites)])
    assert report.verdict == "passed"


def test_links_are_held_against_the_index(tables: Tables, suites: Suites) -> None:
    reuse = {"reuse": tables["reuse"]}
    documents = tables["documents"].select(["doc_id", "chars"])
    assert not merge([check(reuse, suites, index=documents)]).stopped
    stopped = merge([check(reuse, suites, index=documents.slice(1))]).stopped
    assert [r.rule_id for r in stopped] == ["reuse.document_a"]


def test_tables_in_many_chunks_are_read_alike(tables: Tables, suites: Suites, outcome: Outcome) -> None:
    rows = {name: [table.slice(i, 1) for i in range(len(table))] for name, table in tables.items()}
    chunked = {name: pa.concat_tables(parts) for name, parts in rows.items()}
    assert check(chunked, suites) == outcome


def test_a_restricted_release_has_no_contents(tables: Tables, suites: Suites) -> None:
    content = pa.nulls(len(tables["segments"]), pa.string())
    at = tables["segments"].schema.get_field_index("content")
    without = tables["segments"].set_column(at, tables["segments"].schema.field(at), content)
    rules = (
        "documents.segments_join",
        "segments.content_length",
        "segments.content_in_text",
        "segments.blank",
    )
    assert merge([check({**tables, "segments": without}, only(suites, *rules))]).verdict == "passed"


def test_a_document_without_segments_is_turned_away(tables: Tables, suites: Suites) -> None:
    doc_id = tables["documents"]["doc_id"][0].as_py()
    rest = tables["segments"].filter(pa.compute.not_equal(tables["segments"]["doc_id"], doc_id))
    rules = ("documents.segments_join", "documents.text_ends")
    outcome = check({**tables, "segments": rest}, only(suites, *rules))
    assert outcome.quarantined == tuple((doc_id, rule) for rule in rules)


def test_tables_are_checked_with_those_they_refer_to(tables: Tables, suites: Suites) -> None:
    with pytest.raises(ValueError, match="quotes is checked together with documents, mentions"):
        check({"quotes": tables["quotes"]}, suites)


def test_an_outcome_travels(tables: Tables, suites: Suites) -> None:
    outcome = check({"exclusions": appended(tables["exclusions"], {"reason": "bored"})}, suites)
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert Outcome.from_dict(json.loads(json.dumps(outcome.to_dict()))) == outcome


EXCLUSIONS = schema.EXCLUSIONS.empty()
DIFFERENT = [
    (EXCLUSIONS.drop_columns(["detail"]), ["detail is missing"]),
    (EXCLUSIONS.append_column("why", pa.array([], pa.string())), ["why is not in the schema"]),
    (EXCLUSIONS.select([1, 0, 2, 3]), ["the columns are not in the order of the schema"]),
    (EXCLUSIONS.set_column(2, "detail", pa.array([], pa.int32())), ["detail is int32, not string"]),
    (EXCLUSIONS, []),
]  # fmt: skip


@pytest.mark.parametrize(("table", "differences"), DIFFERENT)
def test_differences_from_the_schema_are_told(table: pa.Table, differences: list[str]) -> None:
    assert differences_from_schema("exclusions", table) == differences


def test_nulls_and_nan_are_differences(tables: Tables) -> None:
    documents = changed(tables["documents"], "kept_ratio", 0, float("nan"))
    documents = changed(documents, "bylines", 0, ["a", None])
    documents = changed(documents, "language", 1, None)
    assert differences_from_schema("documents", documents) == [
        "language has 1 nulls",
        "bylines has null items",
        "kept_ratio has values that are no number",
    ]


@pytest.mark.parametrize("table", list(schema.TABLES))
def test_tables_of_another_shape_stop_and_nothing_else_is_claimed(
    tables: Tables, suites: Suites, table: str
) -> None:
    last = schema.TABLES[table].schema.names[-1]
    outcome = check({**tables, table: tables[table].drop_columns([last])}, suites)
    told = {r.rule_id: r for r in outcome.results}
    assert told[f"{table}.schema"].examples == (f"{last} is missing",)
    assert told[f"{table}.schema"].stops
    assert {r.error for r in outcome.results if not r.rule_id.endswith(".schema")} == {NOT_CHECKED}
    assert outcome.quarantined == ()


def test_threads_do_not_mix_their_tables(tables: Tables, suites: Suites) -> None:
    sound, broken = {"exclusions": tables["exclusions"]}, amiss(tables, reason="bored")
    with ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(lambda t: merge([check(t, suites)]).verdict, [sound, broken] * 8))
    assert verdicts == ["passed", "stopped"] * 8
