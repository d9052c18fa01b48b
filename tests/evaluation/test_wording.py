"""What linking says of wording, against a count by hand on two pages that share a paragraph."""

import json
from pathlib import Path

import pytest

from tests.evaluation.test_evaluate import written
from warraq import evaluation
from warraq.evaluation.links import FILE

SHARED = "وقال مدير المحطة إن القطار الجديد سيربط الساحل بالجبل في أقل من ساعة ونصف كل يوم"
OWN = {
    "a": "تنتظر قرى الوادي منذ سنوات طويلة هذا الخط الذي وعدت به كل لجنة سابقة",
    "b": "ينقل الباعة في السوق القديمة بضاعتهم على العربات حتى أطراف المدينة البعيدة",
}
DAYS = {"a": "2024-05-03", "b": "2024-05-04"}


def gold_of(folder: Path, *, credits: dict[str, list[str]], days: dict[str, str | None]) -> Path:
    """Gold of two pages of two houses, each with a paragraph of its own and one that both have."""
    pages = []
    for name, own in OWN.items():
        (folder / name).mkdir()
        day = DAYS[name].split("-")
        lines = [f"قطار الساحل في خبر {name}", f"نشر في: {int(day[2])} مايو 2024", SHARED, own]
        lines.append("المصدر: رويترز")
        (folder / name / "1.txt").write_text("\n\n".join(lines), "utf-8")
        labels = ("title", "date_published", "body", "body", "agency_credit")
        numbered = [[2 * i, label] for i, label in enumerate(labels)]
        page = {"file": f"{name}/1.txt", "lines": numbered, "source": name}
        pages.append(page | {"published": days[name], "credits": credits[name], "outlet": None})
    reuse = [{"a": ["a/1.txt", 4], "b": ["b/1.txt", 4], "shared_5grams": 10}]
    (folder / FILE).write_text(json.dumps({"same_story": [], "near_duplicates": [], "reuse": reuse}), "utf-8")
    return written(folder, *pages)


@pytest.mark.parametrize(
    ("credits", "days", "told"),
    [
        (
            {"a": ["رويترز"], "b": ["رويترز"]},
            DAYS,
            {"directions": 1.0, "credits_precision": 1.0, "credits_recall": 1.0, "credits_gold": 2},
        ),
        # the gold knows another agency, and no day of one page
        (
            {"a": ["فرانس برس"], "b": ["فرانس برس"]},
            DAYS | {"b": None},
            {"directions": 0.0, "credits_precision": 0.0, "credits_recall": 0.0},
        ),
    ],
)
def test_two_pages_by_hand(
    tmp_path: Path, credits: dict[str, list[str]], days: dict[str, str | None], told: dict[str, float]
) -> None:
    found = evaluation.evaluate(gold_of(tmp_path, credits=credits, days=days)).wording
    assert (found["pages"], found["passages"]) == (2, 1)
    assert {name: found[name] for name in told} == told


def test_the_shares_are_those_counted_by_hand(tmp_path: Path) -> None:
    none: dict[str, list[str]] = {"a": [], "b": []}
    found = evaluation.evaluate(gold_of(tmp_path, credits=none, days=DAYS)).wording
    assert found["shared_error"] < 0.001
    assert found["borrowed_error"] < 0.001


def test_a_share_that_is_wrong_shows(tmp_path: Path) -> None:
    """Where the gold has the days the other way round, what one is said to have borrowed is the other's."""
    turned = {"a": DAYS["b"], "b": DAYS["a"]}
    none: dict[str, list[str]] = {"a": [], "b": []}
    found = evaluation.evaluate(gold_of(tmp_path, credits=none, days=turned)).wording
    share = len(SHARED) / (len(SHARED) + 2 + sum(map(len, OWN.values())) / 2)
    assert found["borrowed_error"] == pytest.approx(share, abs=0.02)


def test_without_gold_of_links_there_are_no_figures(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, credits={"a": [], "b": []}, days=DAYS)
    (tmp_path / FILE).unlink()
    assert evaluation.evaluate(gold).wording == {}
