"""The command for real: exit codes, one clear line for a mistake, nothing but data on stdout."""

import json
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT, article, write_pages

WARRAQ = [sys.executable, "-m", "warraq.cli"]
START_SECONDS = 1.15
"""Of processor time. A quiet machine takes 0.92 to 0.97, a fifth of it to compile the rules that the page
could fit; two tests at once slow each other by a fifth."""


def warraq(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*WARRAQ, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        cwd=ROOT,
    )


def json_lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_clean_prints_the_text_and_nothing_else(tmp_path: Path) -> None:
    done = warraq("clean", "-", stdin=article(1))
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.strip().startswith("افتتح مجلس")


def test_clean_prints_one_object_per_input(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 7, "text": "x"}\n{"id": "b", "text": ""}\n', "utf-8")
    done = warraq("clean", path, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    first, second = json_lines(done.stdout)
    assert {
        "id",
        "path",
        "doc_id",
        "language",
        "title",
        "text",
        "outlet",
        "bylines",
        "credits",
        "section",
    } <= set(first)
    assert {"dateline_place", "published", "published_precision", "updated", "flags", "segments"} <= set(
        first
    )
    assert set(first["segments"][0]) == {"start", "end", "label", "action", "rule", "score"}  # type: ignore[index]
    assert (first["id"], second["id"], second["excluded"]) == (7, "b", "empty")


def test_explain_shows_every_line_with_its_reason() -> None:
    done = warraq("clean", "-", "--explain", stdin=article(1))
    assert done.returncode == 0
    for word in ("title", "body", "related_heading", "keep", "lift", "remove"):
        assert word in done.stdout


def test_explain_never_sends_control_characters_to_the_terminal() -> None:
    done = warraq(
        "clean", "-", "--explain", stdin=article(1) + "\nعنوان \x1b[31m [bold]أحمر[/bold] \x1b]0;x\x07 آخر.\n"
    )
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_explain_as_json_gives_each_segment_its_line_its_reason_and_its_text() -> None:
    done = warraq("clean", "-", "--explain", "--json", stdin=article(1))
    [page] = json_lines(done.stdout)
    segments: list[dict[str, object]] = page["segments"]  # type: ignore[assignment]
    assert "".join(str(s["text"]) for s in segments) == article(1)
    assert [s["line"] for s in segments if s["label"] != "blank"] == [1, 3, 5, 7]
    assert "text of the article" in str(next(s["reason"] for s in segments if s["label"] == "body"))
    assert json_lines(warraq("clean", "-", "--json", stdin=article(1)).stdout) == json_lines(
        warraq("clean", "-", "--format", "jsonl", stdin=article(1)).stdout
    )


@pytest.mark.parametrize("how", [[], ["--explain"], ["--json"]])
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path, how: list[str]) -> None:
    source = write_pages(tmp_path / "in", *(article(n) for n in range(200)))
    process = subprocess.Popen(
        [*WARRAQ, "clean", str(source), *how], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, 141)


def test_clean_starts_in_under_a_second() -> None:
    """And loads neither Prefect nor Great Expectations."""
    code = (
        "import sys; sys.argv = ['warraq', 'clean', '-'];\nfrom warraq.cli import main\ntry: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('prefect', 'great_expectations') if m in sys.modules], file=sys.stderr)"
    )
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=article(1),
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.stderr.strip() == "[]"
    assert min(times) < START_SECONDS, times


@pytest.mark.parametrize(
    ("form", "value", "precision"),
    [
        ("الثلاثاء 7 مايو 2024 - 10:26 بتوقيت طهران", "2024-05-07T10:26+03:30", "minute"),
        ("لا تاريخ هنا", None, None),
        ("أمس", "2024-05-06", "day"),
    ],
)
def test_dates_reads_a_form_a_line(form: str, value: str | None, precision: str | None) -> None:
    done = warraq("dates", "--base", "2024-05-07T12:00+03:00", stdin=form + "\n")
    assert done.returncode == 0, done.stderr
    [line] = json_lines(done.stdout)
    assert (line["text"], line["value"], line["precision"]) == (form, value, precision)
    assert isinstance(line["flags"], list)


def test_build_verify_and_diff(tmp_path: Path) -> None:
    source, output = write_pages(tmp_path / "in", article(1)), tmp_path / "out"
    first = warraq("build", source, "--output", output, "--json")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout.splitlines()[-1])["version"] == "1.0.0"
    write_pages(source, article(1), article(2))
    assert warraq("build", source, "--output", output).returncode == 0
    releases = output / "releases"
    assert warraq("verify", releases / "1.1.0").returncode == 0
    found = json.loads(warraq("diff", releases / "1.0.0", releases / "1.1.0", "--json").stdout)
    assert found
    data = releases / "1.1.0/data/documents.parquet"
    data.chmod(0o644)
    content = bytearray(data.read_bytes())
    content[len(content) // 2] ^= 1
    data.write_bytes(content)
    broken = warraq("verify", releases / "1.1.0")
    assert broken.returncode == 1
    assert "documents.parquet" in broken.stdout


def test_evaluate_fails_under_a_floor(tmp_path: Path) -> None:
    lines = [[0, "title"], [2, "body"], [4, "body"], [6, "related_heading"]]
    text = article(1)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps({"id": "a", "text": text, "lines": [{"i": i, "label": n} for i, n in lines]}), "utf-8"
    )
    floors = tmp_path / "floors.json"
    for action, code in ((0.9, 0), (1.1, 1)):
        floors.write_text(json.dumps({"gold.jsonl": {"action": action}}), "utf-8")
        assert warraq("evaluate", gold, "--floors", floors).returncode == code
    done = warraq("evaluate", gold, "--json")
    assert json.loads(done.stdout)["pages"] == 1


def test_packs_are_listed_and_checked() -> None:
    assert {"ar", "en"} <= set(json.loads(warraq("packs", "list", "--json").stdout))
    done = warraq("packs", "check")
    assert done.returncode == 0, done.stdout


def test_interrupting_a_build_is_130(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", *(article(i) for i in range(50)))
    process = subprocess.Popen(
        [*WARRAQ, "build", str(source), "--output", str(tmp_path / "out")],
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    while not (tmp_path / "out/.lock").exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert not list((tmp_path / "out").glob("releases/*"))


def _archive_that_climbs(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "climb.zip", "w") as archive:
        archive.writestr("../../evil.txt", "x")
    return folder / "climb.zip"


def _no_column(folder: Path) -> Path:
    (folder / "a.csv").write_text("body,url\nx,y\n", "utf-8")
    return folder / "a.csv"


def _unknown_key(folder: Path) -> Path:
    write_pages(folder / "in", article(1))
    (folder / "in/dataset.toml").write_text("colour = 'red'\n", "utf-8")
    return folder / "in"


def _unknown_pack(folder: Path) -> Path:
    write_pages(folder / "in", article(1))
    (folder / "in/dataset.toml").write_text("packs = ['tlh']\n", "utf-8")
    return folder / "in"


def _archive_with_nothing_readable(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "binary.zip", "w") as archive:
        archive.writestr("x.bin", b"\x00")
    return folder / "binary.zip"


def _nothing_readable(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in/x.bin").write_bytes(b"\x00")
    return folder / "in"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_archive_that_climbs, "climb.zip"),
        (_no_column, "text"),
        (_unknown_key, "allowed: name"),
        (_unknown_pack, "allowed: ar"),
        (_nothing_readable, "in"),
        (lambda folder: folder / "nowhere", "nowhere"),
    ],
)
def test_a_mistake_is_one_clear_line_and_exit_2(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    source = make(tmp_path)
    for command in (["build", "--output", tmp_path / "out"], ["clean"]):
        done = warraq(*command, source)
        assert done.returncode == 2, (done.stdout, done.stderr)
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert said in done.stderr
        assert not (tmp_path / "out/releases").exists()


def test_an_archive_with_nothing_readable_makes_no_release(tmp_path: Path) -> None:
    done = warraq("build", _archive_with_nothing_readable(tmp_path), "--output", tmp_path / "out")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "binary.zip: holds nothing readable" in done.stderr
    assert not (tmp_path / "out/releases").exists()


@pytest.mark.parametrize(
    "arguments", [["clean", "--nonsense", "x"], ["nonsense"], ["dates", "--base", "soon"]]
)
def test_bad_use_is_exit_2(arguments: list[str]) -> None:
    assert warraq(*arguments).returncode == 2


@pytest.mark.parametrize("command", ["clean", "build", "verify", "evaluate"])
def test_what_the_system_refuses_is_one_line_and_exit_2(command: str) -> None:
    done = warraq(command, "x" * 300)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "too long" in done.stderr


def test_help_has_examples() -> None:
    for command in ("clean", "build", "dates", "evaluate", "verify", "diff"):
        assert "Example" in warraq(command, "--help").stdout


def test_the_five_documents_come_out_in_one_release(five: Path, tmp_path: Path) -> None:
    done = warraq("build", five, "--output", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    built = json.loads(done.stdout.splitlines()[-1])
    assert (built["inputs"], built["documents"]) == (5, 5)
    documents = pq.read_table(tmp_path / "out/releases/1.0.0/data/documents.parquet").to_pylist()
    found = {d["path"][:3]: d for d in documents}
    gold = {g["file"][:3]: g for g in json_lines((five / "gold.jsonl").read_text("utf-8"))}
    for name, page in gold.items():
        for ours, theirs in (("title", "title"), ("outlet", "outlet"), ("section", "section")):
            assert found[name][ours] == page[theirs], (name, ours)
        assert found[name]["published_local"] == page["published"]
        assert found[name]["credits"] == page["credits"]
        assert found[name]["bylines"] == ([page["byline"]] if page["byline"] else [])
        assert set(page.get("flags", [])) <= set(found[name]["flags"])
        assert found[name]["rights"] == "unstated"
    assert json.loads((tmp_path / "out/releases/1.0.0/release.json").read_text("utf-8"))["tier"] == "private"
