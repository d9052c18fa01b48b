"""The example tells one story over its outlets, from the seeds."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "one_story.py"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_the_story_most_outlets_tell_in_most_languages(seeds_release: Path) -> None:
    done = run(seeds_release, "--json")
    assert done.returncode == 0, done.stderr
    pages = json.loads(done.stdout)["pages"]
    assert len({page["outlet"] for page in pages}) >= 4
    assert len({page["language"] for page in pages}) >= 2
    days = [page["published"][:10] for page in pages]
    assert days == sorted(days)
    assert any(page["speakers"] for page in pages)
    assert all(0 <= page["borrowed_ratio"] <= page["shared_ratio"] <= 1 for page in pages)


def test_the_table_has_a_line_per_page(seeds_release: Path) -> None:
    pages = json.loads(run(seeds_release, "--json").stdout)["pages"]
    lines = run(seeds_release).stdout.split("\n")
    assert sum(line[:4].isdigit() for line in lines) == len(pages)


def test_no_such_story_and_no_release_are_said_in_one_line(seeds_release: Path, tmp_path: Path) -> None:
    assert run(seeds_release, "--story", "0").stdout == "No such story.\n"
    done = run(tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip().split("\n")[-1].endswith("it has no data/documents.parquet")
