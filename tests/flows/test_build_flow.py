"""The flow for real: on its own with no server, and as a scheduled deployment on a server and a worker."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import article, write_pages

ROOT = Path(__file__).parents[2]
PREFECT = [sys.executable, "-m", "prefect"]
SERVER_START_SECONDS = 120
pytestmark = pytest.mark.xdist_group("prefect")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user who has never run Prefect."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    return {**kept, "PREFECT_HOME": str(home), "DO_NOT_TRACK": "1", "NO_COLOR": "1", **more}


def run(arguments: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, env=env, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


def test_it_runs_with_no_server(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "pages", article(1), article(2))
    env = environment(tmp_path / "home")
    command = [sys.executable, "-m", "flows.build", str(source), "--output", str(tmp_path / "out")]
    done = run(command, env)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/releases/1.0.0/data/documents.parquet").is_file()


def test_a_mistake_is_one_clear_line(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "flows.build",
        str(tmp_path / "nowhere"),
        "--output",
        str(tmp_path / "out"),
    ]
    done = run(command, environment(tmp_path / "home"))
    assert done.returncode == 2
    complaints = [line for line in done.stderr.splitlines() if line.startswith("warraq: ")]
    assert len(complaints) == 1
    assert "nowhere" in complaints[0]
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A real Prefect server on a free port; gives the environment that talks to it."""
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    api = f"http://127.0.0.1:{port}/api"
    env = environment(home, PREFECT_API_URL=api, PREFECT_SERVER_ANALYTICS_ENABLED="false")
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*PREFECT, "server", "start", "--port", port], env=env, stdout=log, stderr=log
        )
        try:
            wait_until_healthy(api, process, home / "server.log")
            yield env
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_healthy(api: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def ask(env: dict[str, str], path: str, question: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        f"{env['PREFECT_API_URL']}/{path}",
        json.dumps(question).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def test_the_deployment_is_scheduled_and_a_worker_runs_it(server: dict[str, str], tmp_path: Path) -> None:
    source = write_pages(tmp_path / "pages", article(1), article(2))
    output = tmp_path / "out"
    for command in (
        ["work-pool", "create", "local-pool", "--type", "process"],
        ["--no-prompt", "deploy", "--all"],
        [
            "deployment", "run", "warraq-build/nightly",
            "--param", f"source={source}", "--param", f"output={output}", "--param", "workers=1",
        ],
        ["worker", "start", "--pool", "local-pool", "--run-once"],
    ):  # fmt: skip
        done = run([*PREFECT, *command], server)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    runs = ask(server, "flow_runs/filter", {})
    by_hand = [r for r in runs if not r["auto_scheduled"]]
    assert [r["state_type"] for r in by_hand] == ["COMPLETED"], by_hand
    assert (output / "releases/1.0.0/release.json").is_file()
    assert {a["key"] for a in ask(server, "artifacts/filter", {})} >= {
        "tables",
        "labels",
        "release",
        "shards",
    }
    nights = [r["expected_start_time"] for r in runs if r["auto_scheduled"]]
    assert nights, "the cron schedule made no runs"
    assert all(night.split("T")[1].startswith("03:00:00") for night in nights)
