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


PLACES = [
    "الواحة",
    "السدر",
    "النخيل",
    "الصفا",
    "الريحان",
    "المرجان",
    "القصباء",
    "الزعفران",
    "اللؤلؤ",
    "البيادر",
]
THINGS = ["مكتبة", "حديقة", "مدرسة", "عيادة", "محطة", "مسرح", "ملعب", "سوق", "متحف", "جسر"]
PEOPLE = ["سلمى الحداد", "منى القاضي", "ليلى النجار", "رنا البنا", "هدى الصباغ", "نهى الخياط", "ريم العطار"]


def article(number: int) -> str:
    """A small raw page, plainly fictional; no two numbers share a passage."""
    place, thing, person = PLACES[number % 10], THINGS[number % 10], PEOPLE[number % 7]
    return (
        f"افتتاح {thing} جديدة رقم {number} في مدينة {place}\n\n"
        f"افتتح مجلس {place} صباح الأحد {thing} رقم {number}، وتضم {number + 20} قاعة للأطفال.\n\n"
        f"وقالت {person} من {thing} {place} إن القاعة رقم {number} تستقبل {number + 300} زائر كل يوم.\n\n"
        "اقرأ أيضا\n"
    )


def write_pages(folder: Path, *texts: str) -> Path:
    """A source folder with these texts as 0.txt, 1.txt, …"""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder
