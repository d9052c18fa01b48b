"""Scores: counted by hand on a page small enough to see, and floors that hold."""

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, article
from warraq import evaluation
from warraq.errors import UsageError
from warraq.evaluation.figures import MIN_SITES

TRUE = [(0, "title"), (2, "body"), (4, "body"), (6, "related_heading")]


def labelled(lines: list[tuple[int, str]], number: int = 1, **more: object) -> dict[str, object]:
    page = {"id": f"a{number}", "text": article(number), "lang": "ar"}
    return page | {"lines": [{"i": i, "label": name} for i, name in lines]} | more


def told_apart(numbers: list[int], number: int = 1, **more: object) -> dict[str, object]:
    """A page whose lines are body (1), furniture (0) or ambiguous (-1)."""
    about = {"id": f"a{number}", "lang": "ar", "page_type": "article"}
    return about | {"full": article(number), "labels_full": numbers} | more


def written(folder: Path, *pages: dict[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages), "utf-8")
    return path


def predicted(folder: Path, *pages: tuple[str, list[tuple[int, int, str, str, float]]]) -> Path:
    """Predictions: (id, [(start, end, label, action, score), …])."""
    names = ("start", "end", "label", "action", "score")
    rows = [{"id": i, "segments": [dict(zip(names, s, strict=True)) for s in found]} for i, found in pages]
    path = folder / "predictions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_page_that_is_right_scores_one(tmp_path: Path) -> None:
    title = {"title": "افتتاح حديقه جديدة رقم 1 في مدينة السدر"}
    report = evaluation.evaluate(written(tmp_path, labelled(TRUE, gold=title)))
    assert report.wrong_lines == []
    ones = ("action", "body_kept", "precision", "recall", "f1", "title_f1", "title_precision", "title_recall")
    cited = ("evidence_places", "evidence_values")
    assert report.summary() == dict.fromkeys((*ones, *cited), 1.0)


def test_what_is_wrong_is_counted_and_named(tmp_path: Path) -> None:
    report = evaluation.evaluate(
        written(tmp_path, labelled([(0, "body"), *TRUE[1:]], gold={"outlet": "صحيفة"}))
    )
    assert report.wrong_lines == [("a1", 0, "body", "title")]
    figures = report.summary()
    assert figures["body_kept"] < 1
    assert figures["outlet_f1"] == 0
    short = evaluation.below_floors(figures, {"action": 1.0, "f1": 0.1})
    assert len(short) == 1
    assert short[0].startswith("action is 0.")


def test_precision_and_recall_of_a_fact_by_hand(tmp_path: Path) -> None:
    """Two of three credits are found, in other spellings, and one more: 2 of 3 and 2 of 3."""
    page = labelled([*TRUE, (7, "agency_credit")], gold={"credits": ["RT", "AFP", "معا"], "outlet": None})
    page["text"] = article(1) + "\nالمصدر: روسيا اليوم + فرانس برس + رويترز\n"
    figures = evaluation.evaluate(written(tmp_path, page)).summary()
    shares = {name: figures[f"credits_{name}"] for name in ("precision", "recall", "f1")}
    assert shares == dict.fromkeys(shares, 0.6667)
    assert (figures["outlet_precision"], figures["outlet_recall"]) == (1.0, 1.0)  # nothing to find, or found


def test_a_fact_inferred_from_elsewhere_is_not_asked_for(tmp_path: Path) -> None:
    facts = {"outlet": "صحيفة", "outlet_basis": "inferred from host or normalised"}
    assert "outlet_f1" not in evaluation.evaluate(written(tmp_path, labelled(TRUE, gold=facts))).summary()


def test_gold_that_tells_only_body_is_counted_by_hand(tmp_path: Path) -> None:
    """ab is body kept, cd is body lost, ef is ambiguous, gh furniture kept, ij furniture that is a title."""
    page = {"id": 7, "full": "ab\ncd\nef\ngh\nij", "labels_full": [1, 1, -1, 0, 0], "gold": "ab cd"}
    segments = [(0, 2, "body", "keep", 0.9), (2, 6, "nav", "remove", 0.9), (6, 12, "body", "keep", 0.5)]
    predictions = predicted(tmp_path, ("7", [*segments, (12, 14, "title", "lift", 0.5)]))
    report = evaluation.evaluate(written(tmp_path, page), predictions=predictions)
    # kept: ab, ef, gh = one shingle of three words; wanted: one of two: no hit
    assert report.summary() == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "page_f1": 0.5, "shingle_f1": 0.0}
    assert [(p.name, p.wrong) for p in report.worst()] == [("7", 4)]


def test_pages_a_prediction_lacks_lose_their_body(tmp_path: Path) -> None:
    gold = written(tmp_path, told_apart([0, 0, 1, 0, 1, 0, 0, 0]))
    report = evaluation.evaluate(gold, predictions=predicted(tmp_path, ("other", [])))
    assert (report.missing, report.summary()["recall"]) == (1, 0.0)


def test_the_regime_asked_for_is_scored_and_the_rest_is_counted(tmp_path: Path) -> None:
    light = {"id": "b", "light": "Two words.", "labels_light": [1]}
    path = written(tmp_path, told_apart([0, 0, 1, 0, 1, 0, 0, 0]), light)
    zipped = tmp_path / "gold.jsonl.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    for gold in (path, zipped):
        report = evaluation.evaluate(gold, regime="light")
        assert report.gold.endswith(f"{gold.name}:light")
        assert ([page.name for page in report.scores], report.skipped) == (["b"], 1)
        assert report.summary()["f1"] == 1.0


def test_groups_add_up_and_name_what_is_not_stated(tmp_path: Path) -> None:
    numbers = [0, 0, 1, 0, 1, 0, 0, 0]
    pages = [told_apart(numbers, 1), told_apart(numbers, 2, lang="fa", source="x"), labelled(TRUE, 3)]
    report = evaluation.evaluate(written(tmp_path, *pages))
    assert {name: m.pages for name, m in report.by("language").items()} == {"ar": 2, "fa": 1}
    assert {name: m.pages for name, m in report.by("page_type").items()} == {"article": 2, "unstated": 1}
    assert {name: m.pages for name, m in report.by("source").items()} == {"unstated": 2, "x": 1}


@pytest.mark.parametrize(("sites", "drawn"), [(1, "pages"), (MIN_SITES - 1, "pages"), (MIN_SITES, "sites")])
def test_intervals_hold_the_figure_and_are_the_same_each_time(tmp_path: Path, sites: int, drawn: str) -> None:
    pages = []
    for n in range(MIN_SITES):
        numbers = [0, 0, 1, 0, n % 3, 0, 0, 0] if n % 3 < 2 else [0, 0, 1, 0, -1, 0, 0, 0]
        pages.append(told_apart(numbers, n, domain=f"{n % sites}.example"))
    path = written(tmp_path, *pages)
    first, again = (evaluation.evaluate(path).measured for _ in range(2))
    assert first == again
    assert (first.drawn, first.pages, first.sites) == (drawn, MIN_SITES, sites)
    figure = first.figures["f1"]
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < figure.value < figure.high


def test_one_page_has_no_interval(tmp_path: Path) -> None:
    measured = evaluation.evaluate(written(tmp_path, labelled(TRUE))).measured
    assert measured.figures["action"].to_list() == [1.0, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"id": "a"}',
        "[]",
        '{"id": "a", "lines": []}',
        '{"id": "a", "text": "x", "lines": [[0, "headline"]]}',
        '{"id": "a", "full": "x", "labels_full": [1, 1]}',
        '{"file": "nowhere.txt", "lines": []}',
        "",
    ],
)
def test_what_is_no_gold_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.txt").write_text(article(1), "utf-8")
    (tmp_path / "gold.jsonl").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl"):
        evaluation.evaluate(tmp_path / "gold.jsonl")


@pytest.mark.parametrize("text", ["{", '{"id": 1}', '{"id": 1, "segments": [{}]}'])
def test_what_is_no_prediction_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "predictions.jsonl").write_text("\n" + text, "utf-8")
    with pytest.raises(UsageError, match=r"predictions\.jsonl:2: no prediction"):
        evaluation.evaluate(written(tmp_path, labelled(TRUE)), predictions=tmp_path / "predictions.jsonl")


def test_a_cut_archive_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(labelled(TRUE)).encode())[:-9])
    with pytest.raises(UsageError, match=r"gold\.jsonl\.gz: cannot be read"):
        evaluation.evaluate(path)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in json.loads((ROOT / "tests/floors.json").read_text("utf-8"))
        if ("gold" in name or "pages" in name) and not name.startswith("tests/")
    ],
)
def test_floors_hold(name: str, five: Path) -> None:
    file, _, regime = name.partition(":")
    path = ROOT / file if file.startswith("seeds/") else five.parent / file.removeprefix("shared/")
    report = evaluation.evaluate(path, regime=regime or "full")
    floors = evaluation.read_floors(ROOT / "tests/floors.json", report.gold)
    assert evaluation.below_floors(report.summary(), floors) == []
