"""What changed, and the version that follows from it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.release.conftest import Rows, small_rows, tables_of, write_release
from warraq.errors import UsageError
from warraq.release import between, compare, next_version
from warraq.release.diff import Diff, TableDiff, _merge
from warraq.release.version import parse


def drop_exclusion(rows: Rows) -> None:
    rows["exclusions"].pop()


def add_exclusion(rows: Rows) -> None:
    rows["exclusions"].append({"path": "z.txt", "reason": "empty", "detail": None, "raw_sha256": None})


def edit_score(rows: Rows) -> None:
    rows["segments"][3]["score"] = 0.25


def nothing(rows: Rows) -> None:
    rows["documents"][0]["first_version"] = "9.9.9"


@pytest.mark.parametrize(
    ("edit", "counts", "version"),
    [
        (nothing, {}, None),
        (add_exclusion, {"exclusions": (1, 0, 0)}, "1.1.0"),
        (drop_exclusion, {"exclusions": (0, 1, 0)}, "2.0.0"),
        (edit_score, {"segments": (0, 0, 1)}, "2.0.0"),
    ],
)
def test_compare(
    good: Path, edit: Callable[[Rows], None], counts: dict[str, Any], version: str | None
) -> None:
    rows = small_rows()
    edit(rows)
    diff = compare(good, tables_of(rows, 2))
    assert {n: (t.added, t.removed, t.changed) for n, t in diff.tables.items() if not t.empty} == counts
    assert next_version("1.0.0", diff, bytes_differ=False) == version


def test_changed_columns_and_examples_are_named(good: Path, tmp_path: Path) -> None:
    rows = small_rows()
    edit_score(rows)
    other = write_release(tmp_path / "2.0.0", rows, "2.0.0", previous=good)
    diff = between(good, other)
    row = rows["segments"][3]
    assert diff.tables["segments"].columns == {"score": 1}
    assert diff.tables["segments"].examples == {"changed": [[row["doc_id"], row["seq"]]]}
    assert "changed in score (1)" in diff.summary() and f"{row['doc_id']}/{row['seq']}" in diff.summary()
    assert json.loads(diff.to_json())["tables"]["segments"]["changed"] == 1
    assert between(good, good).empty and between(good, good).summary() == "no difference"


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda t: t.drop_columns(["score"]), "columns_added"),
        (lambda t: t.append_column("extra", [["x"] * t.num_rows]), "columns_removed"),
        (lambda t: t.set_column(0, "doc_id", t["doc_id"]).cast(t.schema), None),
        (lambda t: t.set_column(7, "score", t["score"].cast("float64")), "columns_redefined"),
    ],
)
def test_columns_that_come_and_go(good: Path, tmp_path: Path, change: Any, kind: str | None) -> None:
    """The previous release had the table in another shape."""
    old = tmp_path / "old" / "data"
    old.mkdir(parents=True)
    for path in (good / "data").iterdir():
        table = pq.read_table(path)
        pq.write_table(change(table) if path.stem == "segments" else table, old / path.name)
    found = compare(old.parent, tables_of(small_rows())).tables["segments"]
    assert (found.added, found.removed, found.changed) == (0, 0, 0)
    kinds = [k for k in ("columns_added", "columns_removed", "columns_redefined") if getattr(found, k)]
    assert kinds == ([kind] if kind else [])
    assert found.breaking == (kind in ("columns_removed", "columns_redefined"))


BREAKING = Diff({"t": TableDiff(removed=1, added=1)})
ADDED = Diff({"t": TableDiff(added=1)})


@pytest.mark.parametrize(
    ("previous", "diff", "bytes_differ", "version"),
    [
        (None, Diff(), False, "1.0.0"),
        (None, ADDED, True, "1.0.0"),
        ("1.2.3", BREAKING, True, "2.0.0"),
        ("1.2.3", Diff({"t": TableDiff(columns_removed=["c"])}), True, "2.0.0"),
        ("1.2.3", Diff({"t": TableDiff(columns_redefined=["c"])}), True, "2.0.0"),
        ("1.2.3", Diff(tables_removed=["t"]), True, "2.0.0"),
        ("1.2.3", ADDED, True, "1.3.0"),
        ("1.2.3", Diff({"t": TableDiff(columns_added=["c"])}), True, "1.3.0"),
        ("1.2.3", Diff(tables_added=["t"]), True, "1.3.0"),
        ("1.2.9", Diff(), True, "1.2.10"),
        ("1.2.3", Diff(), False, None),
    ],
)
def test_next_version(previous: str | None, diff: Diff, bytes_differ: bool, version: str | None) -> None:
    assert next_version(previous, diff, bytes_differ=bytes_differ) == version


@pytest.mark.parametrize("text", ["1.0", "01.0.0", "1.0.0-rc", "", "v1.0.0", "1.0.0\n"])
def test_what_is_no_version(text: str) -> None:
    assert parse(text) is None


@given(
    st.dictionaries(st.integers(0, 9), st.integers(0, 1)),
    st.dictionaries(st.integers(0, 9), st.integers(0, 1)),
)
def test_merge_counts_as_sets_do(old: dict[int, int], new: dict[int, int]) -> None:
    def rows(values: dict[int, int]) -> Any:
        return iter([((k,), b'{"v":%d}' % v) for k, v in sorted(values.items())])

    diff = TableDiff()
    _merge(rows(old), rows(new), diff)
    assert diff.added == len(new.keys() - old.keys())
    assert diff.removed == len(old.keys() - new.keys())
    assert diff.changed == diff.columns.get("v", 0) == sum(old[k] != new[k] for k in old.keys() & new.keys())


def test_a_folder_that_is_no_release(tmp_path: Path, good: Path) -> None:
    with pytest.raises(UsageError, match="not a release directory"):
        between(good, tmp_path)
    (tmp_path / "data").mkdir()
    with pytest.raises(UsageError, match="not a release directory"):
        between(tmp_path, good)


def test_counts_of_site_lines_break_nothing() -> None:
    """They change with every page that is added; any other table that changes so is another major version."""
    assert not Diff(tables={"site_lines": TableDiff(changed=3, removed=1)}).breaking
    assert not Diff(tables={"site_lines": TableDiff(changed=3)}).empty
    assert Diff(tables={"reuse": TableDiff(changed=3)}).breaking
