"""Single pages: `warraq.clean` and the order of `warraq clean`."""

import io
import json
from pathlib import Path

import pytest

import warraq
from tests.conftest import article, write_pages
from warraq.dataset import Dataset
from warraq.pages import clean_files


def test_a_text_is_cleaned_without_a_build() -> None:
    raw = article(1)
    page = warraq.clean(raw)
    assert page["title"] == "افتتاح حديقة جديدة رقم 1 في مدينة السدر"
    assert "اقرأ" not in page["text"]
    assert "منى القاضي" in page["text"]
    assert "".join(raw[s["start"] : s["end"]] for s in page["segments"]) == raw
    assert page["language"] == "ar"


@pytest.mark.parametrize("text", ["", " \n\t", "جميع الحقوق محفوظة"])
def test_a_page_a_build_would_turn_away_says_so(text: str) -> None:
    assert warraq.clean(text)["excluded"] in ("empty", "no_body")


def test_every_input_is_there_in_order(tmp_path: Path) -> None:
    texts = [article(1), "", article(2), article(1)]
    path = tmp_path / "pages.jsonl"
    lines = [json.dumps({"id": f"p{i}", "text": text}, ensure_ascii=False) for i, text in enumerate(texts)]
    path.write_text("\n".join([*lines[:3], "{broken", lines[3]]), "utf-8")
    pages = [page for page, _ in clean_files([path], Dataset())]
    assert [(p.get("id"), p.get("excluded")) for p in pages] == [
        ("p0", None),
        ("p1", "empty"),
        ("p2", None),
        (None, "malformed_record"),
        ("p3", "duplicate_input"),
    ]


def test_standard_input_is_one_page() -> None:
    stdin = io.BytesIO(article(3).encode())
    [(page, raw)] = list(clean_files(["-"], Dataset(), stdin=stdin))
    assert (page["path"], raw) == ("stdin", article(3))


def test_public_names_are_few_and_there() -> None:
    assert len(warraq.__all__) < 10
    for name in warraq.__all__:
        assert getattr(warraq, name).__doc__
    with pytest.raises(AttributeError):
        warraq.nothing  # noqa: B018


def test_a_folder_is_read_as_its_files(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", article(1), article(2))
    assert [page["path"] for page, _ in clean_files([folder], Dataset())] == ["0.txt", "1.txt"]
