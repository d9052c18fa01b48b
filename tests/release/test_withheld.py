"""What is masked in a text is in no file of an open release; a private one keeps it in `segments`."""

import gzip
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import article, write_pages
from warraq import dataset, labels, release
from warraq.steps import build

# Short enough to be told from anything else, in every spelling a file may hold it.
SECRETS = ("sami.nour77", "0500000123", "٠٥٠٠٠٠٠١٢٤", "mona.q@mail.example")
SIGN_OFF = "للمراسلة: mona.q@mail.example"


def pages() -> list[str]:
    """Pages of one site: contacts in body, title, byline and comment, and in a line of every page."""
    first = article(1).replace(
        "للأطفال.", "للأطفال، وللحجز جوال 0500000123 أو sami.nour77@mail.example اليوم."
    )
    second = article(2).replace("زائر كل يوم.", "زائر كل يوم، والعزاء على جوال ٠٥٠٠٠٠٠١٢٤ مساء.")
    third = "التواصل sami.nour77@mail.example\nكتب: سامي نور sami.nour77@mail.example\n\n" + article(3)
    fourth = article(4) + "التعليقات\nزائر: رقمي 0500000123\n"
    rest = [article(n) for n in range(5, 12)]
    return [f"{page}\n{SIGN_OFF}\n" for page in (first, second, third, fourth, *rest)]


def built(tmp_path: Path, licence: str | None) -> Path:
    source = write_pages(tmp_path / "in", *pages())
    (source / "manifest.csv").write_text(
        "path,title,author,license\n0.txt,اتصلوا 0500000123,sami.nour77@mail.example,\n", "utf-8"
    )
    path = build([source], tmp_path / "out", dataset.Dataset(license=licence)).path
    assert path is not None
    return path


def contents(path: Path) -> str:
    """A file as text: Parquet cell by cell, the rest as it is."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return repr(table.to_pydict()) + repr(table.schema.metadata)
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


@pytest.fixture(scope="module")
def open_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("open"), "CC0-1.0")


def test_no_file_of_an_open_release_holds_what_is_masked(open_release: Path) -> None:
    files = [path for path in open_release.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".parquet", ".gz", ".json", ".md", ".html"}
    leaks = [(path.name, secret) for path in files for secret in SECRETS if secret in contents(path)]
    assert leaks == []


def test_an_open_release_with_masks_is_sound_and_tiles_its_raw_texts(open_release: Path) -> None:
    assert release.verify(open_release) == []
    segments = pq.read_table(open_release / "data/segments.parquet").to_pylist()
    hidden = [row for row in segments if row["label"] in labels.MASKS]
    assert len(hidden) >= len(pages())
    assert all(row["content"] is None for row in hidden)
    assert all(row["content"] is not None for row in segments if row["label"] not in labels.MASKS)
    texts = pq.read_table(open_release / "data/documents.parquet")["text"].to_pylist()
    assert sum(text.count("[phone]") for text in texts) == 2
    assert sum(text.count("[mail]") for text in texts) == 1


def test_a_private_release_keeps_them_in_segments_alone(tmp_path: Path) -> None:
    path = built(tmp_path, None)
    assert release.verify(path) == []
    holding = {p.name for p in path.rglob("*") if p.is_file() and any(s in contents(p) for s in SECRETS)}
    assert holding == {"segments.parquet", "segments.csv.gz", "site_lines.parquet", "site_lines.csv.gz"}
