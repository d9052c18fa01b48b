"""Profiles as users handle them: learnt from a source, kept, read again, used on a page."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import warraq
from tests.conftest import ROOT, article, write_pages
from warraq import schema, steps
from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.pages import clean_files
from warraq.profiles import learn, load

NUMBER = "ارسل رسالة الى 88123"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five pages of one folder, the same line below four of them."""
    folder = tmp_path_factory.mktemp("pages") / "nahar"
    return write_pages(folder, *(article(n) + NUMBER for n in range(4)), article(5))


@pytest.fixture(scope="module")
def profiles(source: Path) -> pa.Table:
    return learn([source.parent], Dataset())


def warraq_command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "warraq.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_a_source_is_learnt_as_a_build_learns_it(source: Path, profiles: pa.Table, tmp_path: Path) -> None:
    assert [r["site"] for r in profiles.to_pylist() if r["line"] == NUMBER] == ["nahar"]
    built = steps.build([source.parent], tmp_path, Dataset())
    assert built.path is not None
    assert load(built.path).equals(profiles)
    assert load(built.path / "data/site_lines.parquet").equals(profiles)


def test_the_same_page_in_two_sources_counts_once(source: Path, profiles: pa.Table) -> None:
    assert learn([source.parent, source.parent], Dataset()).equals(profiles)


def test_a_single_page_is_cleaned_as_one_of_its_site(profiles: pa.Table, tmp_path: Path) -> None:
    text = article(9) + NUMBER

    def label(page: dict[str, object]) -> object:
        return next(s["label"] for s in page["segments"] if text[s["start"] : s["end"]] == NUMBER)  # type: ignore[attr-defined]

    assert label(warraq.clean(text, source="nahar", profiles=profiles)) == "contact"
    unknown = label(warraq.clean(text, source="layl", profiles=profiles))
    assert label(warraq.clean(text)) == unknown != "contact"
    page = write_pages(tmp_path, text) / "0.txt"
    ((found, _),) = clean_files([page], Dataset(), source="nahar", profiles=profiles)
    assert label(found) == "contact"


def test_the_command_lists_keeps_and_uses_them(source: Path, tmp_path: Path) -> None:
    kept = tmp_path / "sites.parquet"
    done = warraq_command("profiles", source.parent, "--save", kept)
    assert done.returncode == 0, done.stderr
    assert NUMBER in done.stdout
    assert pq.read_schema(kept).names == schema.SITE_LINES.schema.names
    page = write_pages(tmp_path, article(9) + NUMBER) / "0.txt"
    with_them = warraq_command("clean", page, "--source", "nahar", "--profiles", kept, "--format", "jsonl")
    assert '"profile.' in with_them.stdout
    assert '"profile.' not in warraq_command("clean", page, "--format", "jsonl").stdout


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "no profiles: give a release"),
        (lambda path: path.mkdir(), "no profiles: give a release"),
        (lambda path: path.write_text("site,line"), "not a Parquet file"),
        (lambda path: pq.write_table(pa.table({"site": ["a"]}), path), "not a table of site profiles"),
    ],
)
def test_what_is_no_profile_is_one_clear_line(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "sites"
    make(path)  # type: ignore[operator]
    with pytest.raises(UsageError, match=message):
        load(path)
    done = warraq_command("clean", ROOT / "README.md", "--profiles", path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert str(path) in done.stderr
