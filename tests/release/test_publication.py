"""Releases come in whole, one at a time, under versions computed from what changed."""

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.release.conftest import BUILD, DATASET, VALIDATION, Rows, small_rows, tables_of, write_release
from warraq.errors import UsageError
from warraq.release import build_digest, latest, lock, manifest, publish, release, verify
from warraq.release import index as index_module

ROOT = Path(__file__).parents[2]


def make(output: Path, rows: Rows, **how: Any) -> tuple[str | None, Path | None]:
    return release(
        output,
        tables_of(rows, how.get("chunk")),
        how.get("dataset", DATASET),
        validation=VALIDATION,
        build=BUILD | how.get("build", {}),
    )


def statuses(output: Path) -> dict[str, str]:
    content = json.loads((output / "index.json").read_text("utf-8"))
    return {entry["version"]: entry["status"] for entry in content["releases"]}


def one_more(rows: Rows) -> Rows:
    rows["exclusions"].append({"path": "z.txt", "reason": "empty", "detail": None, "raw_sha256": None})
    return rows


def test_versions_follow_from_what_changed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    rows = small_rows()
    assert make(output, rows) == ("1.0.0", output / "releases" / "1.0.0")
    assert make(output, rows, chunk=1) == (None, output / "releases" / "1.0.0")
    assert make(output, rows, build={"digest": "1" * 64})[0] is None  # other code, the same release
    assert make(output, rows, dataset=replace(DATASET, title="Renamed"))[0] == "1.0.1"
    more = {"dataset": replace(DATASET, title="Renamed"), "build": {"inputs": BUILD["inputs"] + 1}}
    assert make(output, one_more(rows), **more)[0] == "1.1.0"
    rows["segments"][0]["score"] = 0.125
    assert make(output, rows, **more)[0] == "2.0.0"
    assert statuses(output) == dict.fromkeys(("1.0.0", "1.0.1", "1.1.0"), "superseded") | {"2.0.0": "current"}
    assert latest(output) == output / "releases" / "2.0.0"
    assert all(verify(path) == [] for path in (output / "releases").iterdir())
    assert list((output / ".staging").iterdir()) == []


def test_the_index_pins_every_byte(tmp_path: Path) -> None:
    _, path = make(tmp_path, small_rows())
    assert path is not None
    entry = json.loads((tmp_path / "index.json").read_text("utf-8"))["releases"][0]
    assert entry["sha256"] == manifest.sha256_of(path / "SHA256SUMS")
    assert entry["tier"] == "open" and entry["rows"]["documents"] == 4 and entry["released_at"].endswith("Z")
    assert build_digest(path) == BUILD["digest"]


def test_a_published_version_never_changes(tmp_path: Path) -> None:
    _, path = make(tmp_path, small_rows())
    assert path is not None
    before = {name: manifest.sha256_of(path / name) for name in manifest.files(path)}
    staging = write_release(tmp_path / ".staging" / "again", one_more(small_rows()))
    with pytest.raises(UsageError, match="never changes"):
        publish(staging, tmp_path, "1.0.0")
    assert {name: manifest.sha256_of(path / name) for name in manifest.files(path)} == before


def test_an_index_behind_the_folders_is_healed(tmp_path: Path) -> None:
    rows = small_rows()
    make(tmp_path, rows)
    before = (tmp_path / "index.json").read_text("utf-8")
    make(tmp_path, one_more(rows), build={"inputs": BUILD["inputs"] + 1})
    (tmp_path / "index.json").write_text(before, "utf-8")  # as a crash after the rename leaves it
    assert latest(tmp_path) == tmp_path / "releases" / "1.1.0"
    assert make(tmp_path, rows, build={"inputs": BUILD["inputs"] + 1})[0] is None
    assert statuses(tmp_path) == {"1.0.0": "superseded", "1.1.0": "current"}


def test_withdrawn_versions_are_not_given_again(tmp_path: Path) -> None:
    rows = small_rows()
    make(tmp_path, rows)
    make(tmp_path, one_more(rows), build={"inputs": BUILD["inputs"] + 1})
    content = json.loads((tmp_path / "index.json").read_text("utf-8"))
    content["releases"][1]["status"] = "withdrawn"
    (tmp_path / "index.json").write_text(json.dumps(content), "utf-8")
    assert latest(tmp_path) == tmp_path / "releases" / "1.0.0"
    assert make(tmp_path, rows, build={"inputs": BUILD["inputs"] + 1})[0] == "1.2.0"
    assert statuses(tmp_path) == {"1.0.0": "superseded", "1.1.0": "withdrawn", "1.2.0": "current"}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"releases": [{"version": "x", "status": "current"}]}', '{"releases": 1}']
)
def test_a_broken_index_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"index\.json: not an index"):
        latest(tmp_path)


def test_nothing_released_yet(tmp_path: Path) -> None:
    assert latest(tmp_path / "nowhere") is None
    assert index_module.highest(tmp_path) is None


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


HOLD = """
import sys
from pathlib import Path
from warraq.release import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_build_is_told_who_is_at_work(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with python(HOLD, output) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with (
            pytest.raises(UsageError, match=rf"another build is at work there \(process {other.pid}\)"),
            lock(output),
        ):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
    with lock(output), pytest.raises(UsageError, match="another build"), lock(output):
        pass
    with lock(output):
        pass


DIE = """
import os, sys
from pathlib import Path
from tests.release.conftest import BUILD, DATASET, VALIDATION, small_rows, tables_of
from warraq.release import release

tables, asked = tables_of(small_rows()), []

def dying(name):
    asked.append(name)
    if asked.count("exclusions") == 2:  # the last table, being written
        os._exit(9)
    return tables(name)

release(Path(sys.argv[1]), dying, DATASET, validation=VALIDATION, build=BUILD)
"""


def test_a_crash_before_the_rename_leaves_no_release(tmp_path: Path) -> None:
    with python(DIE, tmp_path) as process:
        assert process.wait() == 9
    assert (tmp_path / ".staging" / "release" / "data" / "reuse.parquet").is_file()
    assert not (tmp_path / "releases").exists() and not (tmp_path / "index.json").exists()
    assert make(tmp_path, small_rows())[0] == "1.0.0"
    assert verify(tmp_path / "releases" / "1.0.0") == []


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write there"), lock(tmp_path / "file" / "output"):
        pass
