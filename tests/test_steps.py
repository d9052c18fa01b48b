"""The build: what comes out, what a second one costs, and what stops it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT, article, write_pages
from warraq import release, schema, steps
from warraq.dataset import Dataset, Limits
from warraq.errors import UsageError
from warraq.ingest import find_dataset
from warraq.steps import ValidationFailed, build


def build_pages(source: Path, output: Path, dataset: Dataset | None = None) -> steps.Built:
    return build([source], output, dataset or Dataset())


def rows(path: Path | None, table: str) -> list[dict[str, object]]:
    assert path is not None
    return pq.read_table(path / f"data/{table}.parquet").to_pylist()


def tree(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_every_input_is_a_document_or_an_exclusion(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", article(1), article(2), "", article(1), "جميع الحقوق محفوظة\n")
    (source / "9.txt").write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    built = build_pages(source, tmp_path / "out")
    assert (built.version, built.inputs, built.documents) == ("1.0.0", 6, 2)
    reasons = {r["path"]: r["reason"] for r in rows(built.path, "exclusions")}
    assert reasons == {
        "2.txt": "empty",
        "3.txt": "duplicate_input",
        "4.txt": "no_body",
        "9.txt": "undecodable",
    }
    assert built.path is not None
    assert release.verify(built.path) == []


def test_nothing_new_makes_no_release_and_reads_no_shard(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", article(1), "")
    first = build_pages(source, tmp_path / "out")
    again = build_pages(source, tmp_path / "out")
    assert (again.version, again.path) == (None, first.path)
    assert (again.documents, again.exclusions) == (1, {"empty": 1})
    assert "nothing new" in again.line()
    assert [p.name for p in (tmp_path / "out/releases").iterdir()] == ["1.0.0"]


def test_a_build_reads_ambiguous_dates_as_the_site_prints_the_others(tmp_path: Path) -> None:
    dates = ["05/29/2024", "06/17/2024", "12/30/2023", "03/04/2024"]
    pages = [article(n).replace("\n", f"\nنشر في: {date}\n", 1) for n, date in enumerate(dates)]
    pages[3] += (
        "\nوكان المجلس قد أقر المشروع في 05/06/2024 بعد نقاش طويل حضره الأعضاء جميعا وكثير من الأهالي.\n"
    )
    built = build_pages(write_pages(tmp_path / "in", *pages), tmp_path / "out")
    told = {r["path"]: (r["published_local"], r["flags"]) for r in rows(built.path, "documents")}
    assert told["3.txt"] == ("2024-03-04", ["date_order_learnt"])
    assert told["0.txt"] == ("2024-05-29", [])
    (time,) = [r for r in rows(built.path, "times") if r["surface"] == "05/06/2024"]
    assert (time["value"], time["flags"]) == ("2024-05-06", ["date_order_learnt"])
    (habit,) = [r for r in rows(built.path, "site_lines") if r["place"] == "date_order"]
    assert (habit["key"], habit["documents"], habit["of"]) == ("mdy", 3, 3)
    assert built.path is not None
    assert release.verify(built.path) == []


def test_the_version_follows_from_what_changed(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", article(1), article(2))
    assert build_pages(source, tmp_path / "out").version == "1.0.0"
    write_pages(tmp_path / "in", article(1), article(2), article(3))
    added = build_pages(source, tmp_path / "out")
    assert added.version == "1.1.0"
    assert {r["first_version"] for r in rows(added.path, "documents")} == {"1.0.0", "1.1.0"}
    assert build_pages(source, tmp_path / "out", Dataset(title="Another title")).version == "1.1.1"
    (source / "0.txt").unlink()
    assert build_pages(source, tmp_path / "out").version == "2.0.0"
    index = json.loads((tmp_path / "out/index.json").read_text("utf-8"))
    assert len(index["releases"]) == 4


def test_an_exclusion_for_another_reason_is_news(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", article(1), "")
    build_pages(source, tmp_path / "out")
    (source / "1.txt").write_bytes(b"%PDF-1.7 x")
    assert build_pages(source, tmp_path / "out").exclusions == {"undecodable": 1}


def test_one_more_file_costs_only_its_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warraq.shards.SHARD_BYTES", 700)
    source = write_pages(tmp_path / "in", *(article(i) for i in range(12)))
    first = build_pages(source, tmp_path / "out")
    write_pages(source, *(article(i) for i in range(13)))
    second = build_pages(source, tmp_path / "out")
    assert first.shards == second.shards >= 4
    assert second.cached_shards == second.shards - 1


def test_a_new_habit_of_a_site_costs_its_shards_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third page with the same address makes it furniture; the two pages that had it are cleaned anew."""
    monkeypatch.setattr("warraq.shards.SHARD_BYTES", 900)
    address = "\nkatib@nahar.example\n"
    source = write_pages(tmp_path / "in/nahar", *(article(i) + address for i in range(2)))
    write_pages(tmp_path / "in/layl", *(article(i) for i in range(20, 34)))
    first = build_pages(tmp_path / "in", tmp_path / "out")
    assert {r["site"] for r in rows(first.path, "site_lines")} == {"layl"}
    write_pages(source, *(article(i) + address for i in range(3)))
    second = build_pages(tmp_path / "in", tmp_path / "out")
    (line,) = [r for r in rows(second.path, "site_lines") if r["line"] == address.strip()]
    assert (line["site"], line["documents"], line["of"]) == ("nahar", 3, 3)
    assert first.shards == second.shards
    assert 0 < second.cached_shards < second.shards - 1
    assert second.path is not None
    assert release.verify(second.path) == []
    write_pages(source, *(article(i) + address for i in range(4)))
    third = build_pages(tmp_path / "in", tmp_path / "out")
    assert third.cached_shards == third.shards - 1  # only the counts changed


def test_shards_and_their_number_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_pages(tmp_path / "in", *(article(i) for i in range(12)))
    whole = build_pages(source, tmp_path / "a")
    monkeypatch.setattr("warraq.shards.SHARD_BYTES", 700)
    cut = build_pages(source, tmp_path / "b")
    assert cut.shards > whole.shards
    assert whole.path is not None
    assert cut.path is not None
    expected = json.loads((whole.path / "release.json").read_text("utf-8"))["tables"]
    assert json.loads((cut.path / "release.json").read_text("utf-8"))["tables"] == expected


def test_the_same_bytes_from_any_number_of_workers_and_any_hash_seed(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", *(article(i) for i in range(6)))
    trees = []
    for number in ("1", "2"):
        out = tmp_path / f"out{number}"
        code = (
            "import sys, warraq.shards; warraq.shards.SHARD_BYTES = 1800; from warraq.cli import main;"
            f"sys.argv = ['warraq', 'build', {str(source)!r}, '--output', {str(out)!r}];"
            f"sys.argv += ['--workers', {number!r}]; main()"
        )
        env = {**os.environ, "PYTHONHASHSEED": number}
        subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, cwd=ROOT)
        trees.append(tree(out / "releases"))
    assert trees[0] == trees[1]
    assert len(trees[0]) > 2 * len(schema.TABLES)


def test_too_many_turned_away_fails_and_leaves_the_last_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_pages(tmp_path / "in", article(1), article(2))
    first = build_pages(source, tmp_path / "out")
    assert first.path is not None
    before = tree(first.path)
    write_pages(source, article(1), article(2), article(3))
    marked = "<script>alert(1)</script>"
    monkeypatch.setattr("warraq.cleaning.render", _with_markup(marked))
    with pytest.raises(ValidationFailed, match="no release was made"):
        build_pages(source, tmp_path / "out", Dataset(limits=Limits(quarantine=0.1)))
    assert tree(first.path) == before
    report = (tmp_path / "out/failed/validation.html").read_text("utf-8")
    assert marked not in report
    assert not list((tmp_path / "out/releases").glob("1.1*"))


def _with_markup(markup: str) -> object:
    """A rendering gone wrong: what the gate is there for."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from warraq import cleaning

    sound = cleaning.render

    def render(segments: pa.Table) -> pa.Table:
        texts = sound(segments)
        return texts.set_column(1, "text", pc.binary_join_element_wise(texts["text"], markup, " "))

    return render


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", article(1))
    (tmp_path / "out").mkdir()
    with release.lock(tmp_path / "out"), pytest.raises(UsageError, match="another build"):
        build_pages(source, tmp_path / "out")
    assert build_pages(source, tmp_path / "out").version == "1.0.0"


def test_only_exclusions_make_no_release(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", "", "  \n")
    with pytest.raises(ValidationFailed, match="every input was excluded: 2 empty"):
        build_pages(source, tmp_path / "out")
    assert not (tmp_path / "out/releases").exists() or not list((tmp_path / "out/releases").iterdir())


def test_what_a_crash_left_behind_does_no_harm(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", article(1))
    built = build_pages(source, tmp_path / "a")
    assert built.path is not None
    for leftover in ("raw", "release", "shards/00.partial"):
        folder = tmp_path / "b/.staging" / leftover
        folder.mkdir(parents=True)
        (folder / "junk").write_text("junk", "utf-8")
    again = build_pages(source, tmp_path / "b")
    assert again.path is not None
    assert tree(again.path) == tree(built.path)


def test_the_committed_release_is_what_the_seeds_give(tmp_path: Path) -> None:
    """The release of seeds/ under output/ is rebuilt, and is the same to the row."""
    committed = release.latest(ROOT / "output")
    assert committed is not None
    assert release.verify(committed) == []
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    built = build([tmp_path / "seeds"], tmp_path / "out", find_dataset(tmp_path / "seeds"))
    assert built.path is not None
    was = json.loads((committed / "release.json").read_text("utf-8"))
    now = json.loads((built.path / "release.json").read_text("utf-8"))
    told, found = ({n: t["logical_sha256"] for n, t in r["tables"].items()} for r in (was, now))
    assert found == told
