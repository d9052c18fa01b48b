"""Mixed pages: text and order of lines stay, labels stay with their lines, folds are not mixed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from training.mixing import COUNTS_FOR, FEWEST_STORIES, mixed
from training.pages import FURNITURE, TEXT, UNCLEAR, Page

LABELS = st.lists(st.sampled_from([TEXT, FURNITURE, UNCLEAR]), min_size=1, max_size=30)
WORDS = "said the keeper of the lighthouse to all who came up the stairs that day"


def page(name: str, wanted: list[int], kind: str = "news", regime: str = "full") -> Page:
    lines = [f"{name} {number} {WORDS} {label}" for number, label in enumerate(wanted)]
    return Page(name, "\n".join(lines), wanted, name, kind, "en", regime)


def lines(one: Page) -> list[str]:
    return one.text.split("\n")


def own(one: Page, label: int) -> list[str]:
    """The lines of a mixed page that are its own and have this label."""
    both = zip(lines(one), one.wanted, strict=True)
    return [line for line, of_line in both if of_line == label and line.startswith(f"{one.name} ")]


@given(st.lists(LABELS, min_size=1, max_size=8))
def test_text_stays_text_in_its_order_and_nothing_else_becomes_text(labels: list[list[int]]) -> None:
    pages = [page(f"p{number}", wanted) for number, wanted in enumerate(labels)]
    for one in mixed(pages, lambda _: 0, seed=1):
        (source,) = (each for each in pages if each.name == one.name)
        text = [line for line, label in zip(lines(source), source.wanted, strict=True) if label == TEXT]
        assert own(one, TEXT) == text
        assert one.wanted.count(TEXT) == len(own(one, TEXT))
        assert all(line.endswith(f" {FURNITURE}") for line in own(one, FURNITURE))
        assert one.counts_for == COUNTS_FOR


@given(st.lists(LABELS, min_size=2, max_size=12))
def test_pages_of_two_folds_are_never_mixed(labels: list[list[int]]) -> None:
    pages = [page(f"p{number}", wanted) for number, wanted in enumerate(labels)]
    fold = {each.site: number % 2 for number, each in enumerate(pages)}
    for one in mixed(pages, lambda each: fold[each.site], seed=1):
        assert {fold[line.split()[0]] for line in lines(one) if line[:1] == "p"} == {fold[one.site]}


def test_every_page_lends_and_loses_furniture() -> None:
    wanted = [FURNITURE] * 20 + [TEXT] * 3 + [FURNITURE] * 20
    out = mixed([page("a", wanted), page("b", wanted)], lambda _: 0, seed=1)
    assert Counter(one.name for one in out) == {"a": 2, "b": 2}
    framed, thinned = out[0], out[1]
    assert lines(framed)[-1] == lines(page("b", wanted))[-1]
    assert set(lines(thinned)) < set(lines(page("a", wanted)))
    assert thinned.wanted.count(TEXT) == 3


def test_stories_of_other_sites_stand_on_every_page_as_furniture() -> None:
    names = "abcdefghijkl"
    pages = [page(name, [FURNITURE, TEXT, TEXT], regime="light" if name == "a" else "full") for name in names]
    out = mixed(pages, lambda _: 0, seed=1)
    with_stories = [one for one in out if _others(one)]
    assert {one.name for one in with_stories} >= set(names)
    for one in with_stories:
        told = {line.split()[0] for line in _others(one)}
        assert told <= set(names) - {one.name, "a"}  # whole pages alone tell stories
    assert {one.counts_for for one in out if one.name == "a"} == {COUNTS_FOR / 2}


def _others(one: Page) -> list[str]:
    both = zip(lines(one), one.wanted, strict=True)
    return [line for line, label in both if label == FURNITURE and line.endswith(f" {TEXT}")]


def test_too_few_stories_are_none() -> None:
    pages = [page(f"p{number}", [TEXT], kind="seeds") for number in range(FEWEST_STORIES)]
    assert mixed(pages, lambda _: 0, seed=1) == []


def test_a_seed_gives_its_pages_and_no_text_gives_none() -> None:
    pages = [page(f"p{number}", [FURNITURE, TEXT, TEXT, FURNITURE]) for number in range(8)]
    assert mixed(pages, lambda _: 0, seed=1) == mixed(pages, lambda _: 0, seed=1)
    assert mixed(pages, lambda _: 0, seed=1) != mixed(pages, lambda _: 0, seed=2)
    assert mixed([page("c", [FURNITURE])], lambda _: 0, seed=1) == []
