"""What several rooms' tests need: where things are, and pages to build from."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def five() -> Path:
    """The five raw documents the project was asked for; only who works beside them can run those tests."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED} must be there under CI")
        pytest.skip("the five raw documents are not beside this checkout")
    return SHARED


def article(number: int) -> str:
    """A small raw page, plainly fictional, its body different for every number."""
    return (
        f"افتتاح مكتبة رقم {number} في مدينة الواحة\n\n"
        f"افتتح مجلس مدينة الواحة صباح الأحد المكتبة رقم {number}، وتضم {number + 20} ألف كتاب وقاعة للأطفال."
        "\n\n"
        f"وقالت مديرة المكتبة سلمى الحداد إن القاعة رقم {number} تستقبل زوارها من الثامنة صباحا كل يوم.\n\n"
        "اقرأ أيضا\n"
    )


def write_pages(folder: Path, *texts: str) -> Path:
    """A source folder with these texts as 0.txt, 1.txt, …"""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder
