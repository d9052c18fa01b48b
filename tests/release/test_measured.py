"""What a release says of how good its columns are: made by the script, of columns that are read."""

from pathlib import Path

import pytest

from training.measure_columns import ABOUT, Measured, measure, table
from warraq import schema
from warraq.release import measured

SEEDS = Path("seeds/gold.jsonl")
AGAIN = "make the file again: python -m training.measure_columns seeds/gold.jsonl OTHERS"
DRIFT = 0.01
"""A change of the rules may move a figure so far before the file must be made again."""
FEW = 0.1
"""And so much of a count: some count what was found, and not what the gold has."""


def test_only_columns_that_are_read_are_measured() -> None:
    read = {f"{t.name}.{c.name}" for t in schema.TABLES.values() for c in t.columns if c.basis == "read"}
    assert [c.name for c in measured.collections()] == list(ABOUT)
    for collection in measured.collections():
        assert collection.columns.keys() <= read
        for found in collection.columns.values():
            assert all(0 <= value <= 1 for name, value in found.items() if name != measured.COUNT)


@pytest.fixture(scope="module")
def now() -> Measured:
    """What the script measures on our own pages."""
    return measure(SEEDS)


def test_the_file_is_what_the_script_measures_now(now: Measured) -> None:
    own = measured.collections()[0]
    assert own.columns.keys() == now.columns.keys()
    for column, found in now.columns.items():
        for name, value in found.items():
            allowed = FEW * value if name == measured.COUNT else DRIFT
            assert abs(own.columns[column][name] - value) <= allowed, f"{column} {name}: {value}; {AGAIN}"


def test_every_column_that_is_read_is_measured(now: Measured) -> None:
    read = {f"{t.name}.{c.name}" for t in schema.TABLES.values() for c in t.columns if c.basis == "read"}
    assert read == now.columns.keys()


def test_the_script_writes_what_is_read(now: Measured) -> None:
    written = table({"own": now})
    assert '[own.columns."documents.title"]\nprecision = ' in written
    assert f'about = "{ABOUT["own"].format(pages=now.pages)}"' in written


def test_a_column_in_words() -> None:
    columns = {c.name: c for c in schema.DOCUMENTS.columns}
    assert measured.in_words("documents", columns["chars"]) == "computed"
    assert measured.in_words("documents", columns["url"]) == "given"
    assert measured.in_words("documents", columns["title"]).startswith("own: precision ")
    assert f"({measured.figures('documents', 'title')['own']['of']})" in measured.in_words(
        "documents", columns["title"]
    )
