"""The example answers from the seeds, and counts right."""

import json
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.linking.test_linking import documents, words
from warraq.linking import link_documents

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "agency_copy.py"


def a_release(folder: Path) -> Path:
    """An agency's page, a paper that keeps half of it and credits it, one that keeps all and does not."""
    pages = [
        ("وكالة الراصد", [], "2024-05-01", words(100, 40)),
        ("الأفق", ["الراصد"], "2024-05-01", words(100, 20)),
        ("النجم", [], "2024-05-02", f"{words(100, 40)} {words(200, 40)}"),
        ("المساء", ["الراصد"], "2024-05-09", words(100, 40)),
        ("الضحى", [], "2024-05-01", words(300, 40)),
    ]
    outlets, credits, days, texts = zip(*pages, strict=True)
    table = documents(list(texts), list(days), [f"عنوان {n}" for n in range(len(pages))])
    table = table.set_column(table.schema.get_field_index("outlet"), "outlet", pa.array(outlets))
    table = table.set_column(
        table.schema.get_field_index("credits"), "credits", pa.array(credits, pa.list_(pa.string()))
    )
    links = link_documents(table.append_column("path", table["doc_id"]))
    (folder / "data").mkdir()
    pq.write_table(table.append_column("path", table["doc_id"]), folder / "data" / "documents.parquet")
    pq.write_table(links.reuse, folder / "data" / "reuse.parquet")
    pq.write_table(links.credit_wording, folder / "data" / "credit_wording.parquet")
    return folder


def test_it_says_who_kept_how_much(tmp_path: Path) -> None:
    example = run_path(str(SCRIPT))
    found = example["answer"](a_release(tmp_path), "الراصد", "2024-05-01")
    assert [(r["paper"], r["basis"], round(r["kept"], 1), r["own"]) for r in found["carried"]] == [
        ("الأفق", "agency", 0.5, 0)
    ]
    assert [(r["paper"], r["texts"]) for r in found["silent"]] == [("النجم", 1)]
    lines = [" ".join(line.split()) for line in example["shown"](found).split("\n")]
    assert "50% 0% 2024-05-01 الأفق" in lines
    assert not any("المساء" in line or "الضحى" in line for line in lines), "a week later; another text"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_it_answers_from_the_seeds(seeds_release: Path) -> None:
    done = run(seeds_release)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Text of أرخبيل on 2021-02-09")
    assert "hudhud-al-rafidayn" in done.stdout
    found = json.loads(run(seeds_release, "--json").stdout)
    assert {row["basis"] for row in found["carried"]} == {"outlets"}
    assert all(0 <= row["kept"] <= 1 for row in found["carried"])


def test_what_is_not_there_is_said_in_one_line(seeds_release: Path, tmp_path: Path) -> None:
    assert run(seeds_release, "--agency", "nobody").stdout.startswith("No text credited to an agency")
    done = run(tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip().split("\n")[-1].endswith("it has no data/credit_wording.parquet")
