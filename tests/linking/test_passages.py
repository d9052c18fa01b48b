"""Passages against brute force, and what may not break or make one."""

from collections import defaultdict

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq.evaluation import brute_force
from warraq.linking import passages
from warraq.linking.grams import N, grams_of, words_of

RUN = N + passages.MIN_GRAMS - 1


def reuse(*texts: str) -> list[dict[str, int]]:
    """Passages of these texts, documents numbered from 0."""
    found = words_of(pa.array(texts, pa.string()))
    doc_ids = [f"{i:020x}" for i in range(len(texts))]
    rows = passages.shared_passages(found, grams_of(found), doc_ids).to_pylist()
    return [{**row, "doc_a": int(row["doc_a"], 16), "doc_b": int(row["doc_b"], 16)} for row in rows]


def words(first: int, count: int) -> str:
    return " ".join(f"كلمة{i}" for i in range(first, first + count))


pieces = st.lists(st.tuples(st.integers(0, 5), st.sampled_from([" ", "\n", " جديد "])), max_size=6)
once = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([" ", "\n", " جديد "])), max_size=6, unique_by=lambda p: p[0]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(once, min_size=2, max_size=4))
def test_every_word_of_a_common_run_is_in_a_passage(parts: list[list[tuple[int, str]]]) -> None:
    """Sentences of 8 words, put together in any order, with and without line ends and a word between."""
    texts = ["".join(words(100 * n, 8) + after for n, after in part) for part in parts]
    rows = reuse(*texts)
    covered: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    for row in rows:
        for side in "ab":
            covered[row["doc_a"], row["doc_b"], side].update(range(row[f"start_{side}"], row[f"end_{side}"]))
    for run in brute_force.common_runs([brute_force.words_of(t) for t in texts], RUN):
        a, b, spans = (run.a, run.b, {"a": (run.start_a, run.end_a), "b": (run.start_b, run.end_b)})
        if b < a:
            a, b, spans = b, a, {"a": spans["b"], "b": spans["a"]}
        for side, (start, end) in spans.items():
            assert covered[a, b, side].issuperset(range(start, end))


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, min_size=2, max_size=4))
def test_both_sides_of_a_passage_share_its_words(parts: list[list[tuple[int, str]]]) -> None:
    texts = ["".join(words(100 * n, 8) + after for n, after in part) for part in parts]
    rows = reuse(*texts)
    assert len({(r["doc_a"], r["start_a"], r["doc_b"], r["start_b"]) for r in rows}) == len(rows)
    for row in rows:
        assert row["doc_a"] < row["doc_b"]
        sides = [texts[row[f"doc_{s}"]][row[f"start_{s}"] : row[f"end_{s}"]] for s in "ab"]
        sets = [{g for _, g in brute_force.grams(brute_force.words_of(side), N)} for side in sides]
        assert len(sets[0] & sets[1]) >= 1
        assert "\n" not in sides[0] + sides[1]


def test_a_formula_inside_a_passage_neither_breaks_nor_shortens_it() -> None:
    title = words(500, 20)
    crowd = [f"{title} {words(1000 + 10 * i, 10)}" for i in range(passages.FORMULA)]
    copy = f"{words(0, 9)} {title} {words(20, 9)}"
    (row,) = [r for r in reuse(*crowd, copy, copy + " ختام") if r["doc_a"] == passages.FORMULA]
    assert (row["start_a"], row["end_a"], row["start_b"], row["end_b"]) == (0, len(copy), 0, len(copy))


def test_words_that_come_back_do_not_break_a_passage() -> None:
    name = words(500, 8)
    one = f"{name}\n{words(0, 9)} {name} {words(20, 9)}"
    other = f"{words(0, 9)} {name} {words(20, 9)}\n{name}"
    whole = (len(name) + 1, len(one), 0, len(one) - len(name) - 1)
    assert whole in [(r["start_a"], r["end_a"], r["start_b"], r["end_b"]) for r in reuse(one, other)]


def test_a_passage_goes_on_after_a_word_changed_dropped_or_added() -> None:
    one = words(0, 30)
    for edited in (
        one.replace("كلمة10 ", "غيرها "),
        one.replace("كلمة10 ", ""),
        one.replace("كلمة10 ", "كلمة10 وزيادة عليها "),
    ):
        (row,) = reuse(one, edited)
        assert (row["end_a"], row["end_b"]) == (len(one), len(edited))


def test_what_lies_far_apart_is_two_passages() -> None:
    one = f"{words(0, 10)} {words(600, passages.MAX_GAP + 1)} {words(10, 10)}"
    assert len(reuse(one, words(0, 20))) == 2
    assert len(reuse(one.replace("كلمة600 ", "").replace("كلمة601 ", ""), words(0, 20))) == 1
