"""Linking: copies, shared passages and stories, against brute force and by hand."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq.evaluation import brute_force
from warraq.linking import duplicates, link_documents, passages
from warraq.linking.clusters import components
from warraq.linking.grams import N, grams_of, words_of

WORDS = [f"كلمة{i}" for i in range(400)]


def documents(
    texts: list[str], published: list[str | None] | None = None, titles: list[str | None] | None = None
) -> pa.Table:
    dates = published or [None] * len(texts)
    instants = [datetime.fromisoformat(d) if d and len(d) > len("2000-01-01T00:00") else None for d in dates]
    return pa.table(
        {
            "doc_id": pa.array([f"{i:020x}" for i in range(len(texts))], pa.string()),
            "text": pa.array(texts, pa.string()),
            "chars": pa.array([len(t) for t in texts], pa.int32()),
            "title": pa.array(titles or [None] * len(texts), pa.string()),
            "published_local": pa.array(dates, pa.string()),
            "published_at": pa.array(instants, pa.timestamp("s", tz="UTC")),
            "collected_at": pa.nulls(len(texts), pa.timestamp("s", tz="UTC")),
            "language": pa.array(["ar"] * len(texts), pa.string()),
            **{name: pa.nulls(len(texts), pa.string()) for name in ("url", "source", "outlet")},
            "credits": pa.array([[]] * len(texts), pa.list_(pa.string())),
        }
    )


def words(first: int, count: int) -> str:
    return " ".join(WORDS[first : first + count])


def plain_grams(text: str) -> list[brute_force.Gram]:
    return [gram for _, gram in brute_force.grams(brute_force.words_of(text), N)]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["أ", "با", "ة", "\n", "1", "د،", "x-y"]), max_size=40), max_size=6))
def test_grams_are_those_of_a_plain_reading(parts: list[list[str]]) -> None:
    texts = [" ".join(p) for p in parts]
    found = words_of(pa.array(texts, pa.string()))
    grams = grams_of(found)
    for row, text in enumerate(texts):
        mine = [i for i, first in enumerate(grams.first.tolist()) if found.doc[first] == row]
        places = [(found.start[grams.first[i]], found.end[grams.first[i] + N - 1]) for i in mine]
        plain = plain_grams(text)
        assert [plain_grams(text[start:end])[0] for start, end in places] == plain
        names: dict[int, tuple[str, ...]] = {}
        for i, gram in zip(mine, plain, strict=True):
            assert names.setdefault(int(grams.gram[i]), gram) == gram


def test_a_passage_has_offsets_on_both_sides() -> None:
    one = f"{words(0, 20)}\n\n{words(100, 12)} {words(300, 9)}"
    other = f"{words(200, 15)} {words(100, 12)}"
    found = link_documents(documents([one, other])).reuse.to_pylist()
    assert [(one[r["start_a"] : r["end_a"]], other[r["start_b"] : r["end_b"]]) for r in found] == [
        (words(100, 12), words(100, 12))
    ]
    assert found[0]["overlap"] == 12 - N + 1


def test_a_small_edit_does_not_break_a_passage_and_spelling_does_not_matter() -> None:
    one = f"{words(0, 10)} إضافة {words(10, 10)} المدينة"
    other = f"{words(0, 10)} {words(10, 10)} المدينه"
    found = link_documents(documents([one, other])).reuse.to_pylist()
    assert len(found) == 1
    assert (found[0]["start_a"], found[0]["end_a"], found[0]["end_b"]) == (0, len(one), len(other))


def test_seven_words_are_a_passage_and_six_are_not() -> None:
    for count, passages_found in ((7, 1), (6, 0)):
        texts = [f"{words(0, count)} {words(50, 9)}", f"{words(90, 9)} {words(0, count)}"]
        assert link_documents(documents(texts)).reuse.num_rows == passages_found


def test_a_formula_is_not_reuse() -> None:
    formula = words(0, 9)
    texts = [f"{formula} {words(20 + 7 * i, 7)}" for i in range(passages.FORMULA + 1)]
    assert link_documents(documents(texts)).reuse.num_rows == 0
    assert link_documents(documents(texts[:3])).reuse.num_rows == 3


def test_copies_are_clustered_and_the_earliest_is_the_first() -> None:
    story = words(0, 200)
    copy = story.replace(WORDS[120], "غيرها")
    found = link_documents(
        documents([story, words(200, 100), copy], ["2024-05-02", None, "2024-05-01T10:00+03:00"])
    ).documents.to_pylist()
    ids = [row["doc_id"] for row in found]
    assert [row["cluster_id"] for row in found] == [ids[0], None, ids[0]]
    assert [row["duplicate_of"] for row in found] == [ids[2], None, None]
    assert [row["story_id"] for row in found] == [ids[0], None, ids[0]]
    assert found[0]["borrowed_ratio"] == pytest.approx(1.0, abs=0.05)
    assert [row["borrowed_ratio"] for row in found[1:]] == [0, 0]
    assert [row["shared_ratio"] > 0.9 for row in found] == [True, False, True]


def test_one_event_is_not_weeks_apart() -> None:
    shared = words(0, 60)
    texts = [f"{shared} {words(100, 30)}", f"{shared} {words(200, 30)}"]
    near = link_documents(documents(texts, ["2024-05-01", "2024-05-03"])).documents["story_id"].to_pylist()
    far = link_documents(documents(texts, ["2024-05-01", "2024-06-03"])).documents["story_id"].to_pylist()
    assert near == ["0" * 20] * 2
    assert far == [None, None]


def test_nothing_to_link() -> None:
    for texts in ([], [""], ["قصير"], ["", words(0, 4), ""]):
        links = link_documents(documents(texts))
        assert links.reuse.num_rows == 0
        assert links.documents["cluster_id"].null_count == len(texts)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=6), st.randoms())
def test_near_duplicates_are_those_of_brute_force(cuts: list[int], random: object) -> None:
    texts = [words(cut, 120) for cut in cuts]
    found = words_of(pa.array(texts, pa.string()))
    plain = [brute_force.words_of(text) for text in texts]
    expected = sorted(brute_force.copies(plain, N, duplicates.THRESHOLD))
    assert duplicates.near_duplicates(found, grams_of(found), len(texts)) == expected


@given(st.integers(1, 30), st.data())
def test_components_do_not_depend_on_the_order_of_pairs(count: int, data: st.DataObject) -> None:
    row = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(row, row)))
    groups = components(count, pairs)
    assert groups == components(count, reversed(pairs))
    assert all(groups[a] == groups[b] for a, b in pairs)
    assert all(group <= i for i, group in enumerate(groups))


def test_the_five_documents_share_what_the_gold_says(five: Path) -> None:
    """Over body lines, as the gold was made: every pair of lines, none of other documents, no copies."""
    gold = json.loads((five / "gold_links.json").read_text("utf-8"))
    pages = [json.loads(line) for line in (five / "gold.jsonl").read_text("utf-8").splitlines()]
    texts, starts = [], []
    for page in pages:
        lines = (five / page["file"]).read_text("utf-8").split("\n")
        kept = [(n, lines[n]) for n, label in page["lines"] if label in ("body", "subheading")]
        texts.append("\n\n".join(line for _, line in kept))
        offsets, at = [], 0
        for number, line in kept:
            offsets.append((at, number))
            at += len(line) + 2
        starts.append(offsets)
    links = link_documents(documents(texts))

    def line_of(doc: str, offset: int) -> tuple[str, int]:
        row = int(doc, 16)
        return pages[row]["file"][:3], max(n for at, n in starts[row] if at <= offset)

    found: Counter[tuple[tuple[str, int], tuple[str, int]]] = Counter()
    for row in links.reuse.to_pylist():
        pair = (line_of(row["doc_a"], row["start_a"]), line_of(row["doc_b"], row["start_b"]))
        found[pair] += row["overlap"]
    expected = {(tuple(g["a"]), tuple(g["b"])): g["shared_5grams"] for g in gold["reuse"]}
    assert {pair: found[pair] for pair in expected} == expected
    assert {(a[0], b[0]) for a, b in found}.isdisjoint(map(tuple, gold["no_reuse_between"]))
    assert len(found) - len(expected) <= 1, "a person's full title, seven words, stands in two documents"
    assert links.documents["cluster_id"].null_count == len(pages)
