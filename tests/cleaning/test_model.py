"""The line model: small, quick to load, the same wherever and in whatever company a page is cleaned."""

import json
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cleaning.raw import raw_table
from warraq import packs
from warraq.cleaning import clean, decoding, lines, model
from warraq.cleaning.around import Column
from warraq.cleaning.label import by_rules
from warraq.cleaning.line_features import LineFeatures
from warraq.cleaning.line_words import FINE, LineWords, opening

ROOT = Path(__file__).parents[2]
CODES = packs.codes()
MENU = "\n".join(["Home", "Politics", "Weather", "Sport", "Log in", "Shop", "Jobs", "Culture", "Travel"])
PARAGRAPHS = [
    "The harbour council met on Tuesday to decide what becomes of the old fish market, shut since the storm.",
    "Members heard from traders, who said that the roof had been repaired twice and nobody had paid for it.",
    "“We were promised an answer in spring,” said one of them, and added that the stalls stand empty now.",
    "The council will vote again next month, when the survey of the building, begun in June, is to be ready.",
    "Until then the market stays closed, and the boats sell their catch from the quay, as they always did.",
]
PAGE = "\n".join([MENU, "Fish market stays closed", "", "\n\n".join(PARAGRAPHS), "", MENU])
ARABIC = "الرئيسية\nأخبار\n\nقال الوزير إن العمل يبدأ غدا، وأضاف أن الطريق مفتوح."
PAGES = [PAGE, " date 2024-05-06 Home\nNews", "\n\n".join(PARAGRAPHS), MENU, "", ARABIC, "新华社北京电。" * 9]


def labelled(texts: list[str]) -> list[dict[str, object]]:
    return [row for row in clean(raw_table(texts), CODES).to_pylist() if row["label"] != "blank"]


def test_text_stays_and_menus_go() -> None:
    rows = labelled([PAGE])
    assert [row["content"] for row in rows if row["action"] == "keep"] == PARAGRAPHS
    body = [row for row in rows if row["label"] == "body"]
    assert {row["rule"] for row in body} == {"model.body"}
    assert all(0.5 < row["score"] <= 1 for row in body)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("page", "stays"),
    [("\n".join([*PARAGRAPHS[:2], PARAGRAPHS[2].strip(".")]), False), ("สภาท่าเรือประชุม\n" * 9, True)],
)
def test_in_a_script_seldom_seen_the_model_must_be_surer_to_remove(page: str, stays: bool) -> None:
    pages, _ = by_rules(lines.explode(raw_table([page + "\n" + page])["text"].combine_chunks()), CODES)
    sums = np.full(len(pages.lines), decoding.KEEP_FROM_BACKED + 1)
    sums[: len(sums) // 2] = 0  # enough is left of the page: nothing is doubtful
    says = decoding.kept(pages, sums)[len(sums) // 2 :]
    assert decoding.asked(pages).all()
    assert says.all() if stays else not says.any()


def test_a_short_last_paragraph_backs_itself() -> None:
    texts = ["\n".join([*PARAGRAPHS, last]) for last in ("An inquiry was opened.", "An inquiry was opened")]
    pages, _ = by_rules(lines.explode(raw_table(texts)["text"].combine_chunks()), CODES)
    sums = np.full(len(pages.lines), decoding.KEEP_FROM_BACKED + 1)
    last = np.cumsum([len(PARAGRAPHS) + 1] * 2) - 1
    sums[: len(PARAGRAPHS)], sums[last[0] + 1 : last[1]] = 0, 0
    assert decoding.kept(pages, sums)[last].tolist() == [True, False]


def test_sums_are_the_same_in_a_batch_and_alone() -> None:
    together = _sums(PAGES * 3)
    alone = np.concatenate([_sums([text]) for text in PAGES * 3])
    assert together.tolist() == alone.tolist()


def test_sums_do_not_depend_on_the_size_of_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _sums(PAGES)
    monkeypatch.setattr(model, "BLOCK", 3)
    assert _sums(PAGES).tolist() == whole.tolist()


def test_it_is_small_and_loads_quickly() -> None:
    assert model.PATH.stat().st_size < 500_000
    model.load.cache_clear()
    begin = time.process_time()
    model.load()
    assert time.process_time() - begin < 0.1


def test_it_is_the_model_that_was_scored_and_scored_well() -> None:
    """On sites that none of the pages it was learnt from belong to."""
    scores = json.loads((ROOT / "training/scores.json").read_text("utf-8"))
    floors = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))["training/scores.json"]
    assert model.load().run == scores["run"]
    below = {name: floor for name, floor in floors.items() if scores["cross_validated"][name]["f1"] < floor}
    assert below == {}


def test_trees_ask_their_questions_in_order(tmp_path: Path) -> None:
    """Two columns, two trees of two questions: the first question is the lowest bit of the leaf."""
    path = tmp_path / "small.npz"
    np.savez(
        path,
        columns=np.array(["a", "b"]),
        column=np.array([[0, 1], [1, 1]], np.int16),
        above=np.array([[10, 20], [30, 255]], np.uint8),
        leaf=np.array([[1, 2, 30, 400], [-5, 5, 0, 0]], np.int16),
        start=np.int32(1000),
        words=np.zeros(2, np.int8),
        chance=np.linspace(0, 1, model.STEPS),
        run="test",
    )
    a = np.array([10, 11, 10, 255, 0], np.uint8)
    b = np.array([20, 20, 21, 31, 255], np.uint8)
    wanted = [
        1000 + {0: 1, 1: 2, 2: 30, 3: 400}[(x > 10) + 2 * (y > 20)] + (5 if y > 30 else -5)
        for x, y in zip(a.tolist(), b.tolist(), strict=True)
    ]
    rows = np.array([4, 0, 1, 2, 3])
    sums = model.load(path).sums({"b": b, "unused": b, "a": a}, rows)
    assert sums.tolist() == [wanted[row] for row in rows]


def test_words_weigh_by_their_root_and_the_opening_word_twice() -> None:
    text = "Share share this\nthis is it\n"
    words = LineWords(lines.explode(pa.array([text])))
    assert words.count.tolist() == [3, 3]
    weights = np.zeros(1 << 16, np.int8)
    share = int(words.number[0] >> np.uint64(48))
    weights[share] = 10  # twice on the first line
    expected = 20 * FINE * FINE // int((4 * FINE * FINE) ** 0.5)
    assert words.number[0] == words.number[1]
    assert words.scores(weights).tolist() == [expected, 0]
    weights[int(opening(words.number[:1])[0] >> np.uint64(48))] = 5
    assert words.scores(weights)[0] == 25 * FINE * FINE // int((4 * FINE * FINE) ** 0.5)


@given(st.lists(st.text(alphabet="abAZ09 .,،؟\n漢字仮名é\t—", max_size=60), min_size=1, max_size=4))
def test_words_know_their_lines(texts: list[str]) -> None:
    columns = lines.explode(pa.array(texts))
    words = LineWords(columns)
    assert words.count.tolist() == np.bincount(words.line, minlength=len(columns)).tolist()
    assert (np.diff(words.line) >= 0).all()
    alone = [LineWords(lines.explode(pa.array([text]))).number.tolist() for text in texts]
    assert words.number.tolist() == [number for numbers in alone for number in numbers]


def test_every_column_is_computed() -> None:
    columns = _columns(PAGES)
    assert set(model.load().columns) <= set(columns)
    size = {len(column) for column in columns.values()}
    assert len(size) == 1
    assert all(column.dtype == np.uint8 for column in columns.values())


def test_marks_are_counted_in_every_script() -> None:
    view = _view(["a, b، c؟ «d» (e) 12:30 | x\nنص؛ آخر.\n一二，三。"])
    count = {kind: counts.tolist() for kind, counts in view.marks.items()}
    assert count["comma"] == [2, 1, 1]
    assert count["stop"] == [1, 1, 1]
    assert count["quote"] == [2, 0, 0]
    assert (count["bracket"][0], count["colon"][0], count["digit"][0]) == (1, 1, 4)
    assert count["bar"][0] == 2  # the closing guillemet parts entries of a path, too


def _view(texts: list[str]) -> LineFeatures:
    pages, _ = by_rules(lines.explode(raw_table(texts)["text"].combine_chunks()), CODES)
    return LineFeatures(pages.features, pages.verdicts)


def _columns(texts: list[str]) -> dict[str, Column]:
    view = _view(texts)
    return view.columns() | view.word_columns(view.words.scores(model.load().words))


def _sums(texts: list[str]) -> "np.ndarray":  # type: ignore[type-arg]
    columns = _columns(texts)
    return model.load().sums(columns, np.arange(len(columns["chars"])))
