"""The example answers from the committed release, and counts right."""

import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pyarrow as pa
import pyarrow.parquet as pq

from warraq import schema
from warraq.linking import link_documents

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "agency_copy.py"


def words(first: int, count: int) -> str:
    return " ".join(f"كلمة{i}" for i in range(first, first + count))


def a_release(folder: Path) -> Path:
    """An agency's page, a paper that keeps half of it and credits it, one that keeps all and adds as much."""
    pages = [
        ("وكالة الراصد", ["الراصد"], "2024-05-01", words(100, 40)),
        ("الأفق", ["الراصد"], "2024-05-01", words(100, 20)),
        ("النجم", [], "2024-05-02", f"{words(100, 40)} {words(200, 40)}"),
        ("المساء", ["الراصد"], "2024-05-09", words(100, 40)),
        ("الضحى", [], "2024-05-01", words(300, 40)),
    ]
    rows = [
        {
            "doc_id": f"{n:020x}",
            "path": f"{n}.txt",
            "title": f"عنوان {n}",
            "text": text,
            "chars": len(text),
            "outlet": outlet,
            "credits": credits,
            "published_local": day,
        }
        for n, (outlet, credits, day, text) in enumerate(pages)
    ]
    fields = [f.with_nullable(True) for f in schema.DOCUMENTS.schema]
    documents = pa.Table.from_pylist(rows, pa.schema(fields))
    (folder / "data").mkdir()
    pq.write_table(documents, folder / "data" / "documents.parquet")
    pq.write_table(link_documents(documents).reuse, folder / "data" / "reuse.parquet")
    return folder


def test_it_says_who_kept_how_much(tmp_path: Path) -> None:
    answer = run_path(str(SCRIPT))["answer"](a_release(tmp_path), "الراصد", "2024-05-01")
    lines = [" ".join(line.split()) for line in answer.split("\n")]
    assert lines[:3] == ["Text of الراصد on 2024-05-01", "", "عنوان 0"]
    assert "100% 50% 2024-05-02 no النجم" in lines
    assert "50% 0% 2024-05-01 yes الأفق" in lines
    assert "المساء" not in answer, "a week later is another story"
    assert "الضحى" not in answer


def run(*arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_it_runs_on_the_committed_release() -> None:
    done = run()
    assert done.returncode == 0, done.stderr
    assert "Text of أرخبيل on 2021-02-09" in done.stdout
    assert "هدهد الرافدين" in done.stdout


def test_a_folder_that_is_no_release_is_said_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip().split("\n")[-1].endswith("it has no data/reuse.parquet")
