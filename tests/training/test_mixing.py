"""Mixed pages: text and order of lines stay, labels stay with their lines, folds are not mixed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from training.mixing import COUNTS_FOR, mixed
from training.pages import FURNITURE, TEXT, UNCLEAR, Page

LABELS = st.lists(st.sampled_from([TEXT, FURNITURE, UNCLEAR]), min_size=1, max_size=30)


def page(name: str, wanted: list[int], kind: str = "news", regime: str = "full") -> Page:
    lines = [f"{name} {number} {label}" for number, label in enumerate(wanted)]
    return Page(name, "\n".join(lines), wanted, name, kind, "en", regime)


def lines(one: Page) -> list[str]:
    return one.text.split("\n")


@given(st.lists(LABELS, min_size=1, max_size=6))
def test_no_line_of_text_is_lost_and_labels_stay_with_their_lines(labels: list[list[int]]) -> None:
    pages = [page(f"p{number}", wanted) for number, wanted in enumerate(labels)]
    for one in mixed(pages, lambda _: 0, seed=1):
        (source,) = (own for own in pages if own.name == one.name)
        text = [line for line, label in zip(lines(source), source.wanted, strict=True) if label == TEXT]
        assert [
            line for line in lines(one) if line.startswith(f"{one.name} ") and line.endswith(" 1")
        ] == text
        assert all(line.endswith(f" {label}") for line, label in zip(lines(one), one.wanted, strict=True))
        assert one.counts_for == COUNTS_FOR


@given(st.lists(LABELS, min_size=2, max_size=8))
def test_pages_of_two_folds_are_never_mixed(labels: list[list[int]]) -> None:
    pages = [page(f"p{number}", wanted) for number, wanted in enumerate(labels)]
    fold = {own.site: number % 2 for number, own in enumerate(pages)}
    for one in mixed(pages, lambda own: fold[own.site], seed=1):
        assert {fold[line.split()[0]] for line in lines(one)} == {fold[one.site]}


def test_every_page_lends_and_loses_furniture() -> None:
    wanted = [FURNITURE] * 20 + [TEXT] * 3 + [FURNITURE] * 20
    out = mixed([page("a", wanted), page("b", wanted)], lambda _: 0, seed=1)
    assert Counter(one.name for one in out) == {"a": 2, "b": 2}
    framed, thinned = out[0], out[1]
    assert lines(framed)[-1] == "b 42 0"
    assert set(lines(thinned)) < set(lines(page("a", wanted)))
    assert thinned.wanted.count(TEXT) == 3


def test_only_full_web_pages_with_text_are_mixed() -> None:
    text = [TEXT, FURNITURE]
    left_out = [page("a", text, regime="light"), page("b", text, kind="seeds"), page("c", [FURNITURE])]
    assert mixed(left_out, lambda _: 0, seed=1) == []
    assert mixed(left_out, lambda _: 0, seed=1) == mixed(left_out, lambda _: 0, seed=1)
