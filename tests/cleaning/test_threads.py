"""Threads and notices below a long article, on pages made of one paragraph over and over."""

import pytest

from tests.cleaning.labelled import segments_of_texts

PARAGRAPH = (
    "The council met on Tuesday evening to hear what the engineers had found under the old bridge, and the "
    "room was so full that people stood along the walls. Repairs will take two summers, the mayor said. "
)
ARTICLE = "\n".join(f"In the year {year} it was much the same. {PARAGRAPH * 2}" for year in range(1990, 2000))
SHORT_ARTICLE = ARTICLE.split("\n")[0]
WORDS = "I crossed that bridge every day on my way to school, and nobody ever looked after it, not once."
STAMPED = "\n".join(f"December {day}, 2015, 10:4{day} pm\n{WORDS} Number {day}." for day in range(1, 7))
MARKED = "\n".join(f"{WORDS} {PARAGRAPH} Number {day}.\nReport this comment" for day in range(1, 13))
UNTIMED = "\n".join(f"December {day}, 2015\n{PARAGRAPH} Number {day}." for day in range(1, 7))
NOTICE = (
    "This website uses cookies to improve your experience.\n"
    "We use cookies to personalise content and ads.\n"
    f"What they are for. {PARAGRAPH}\n{PARAGRAPH} Vendors."
)

PAGES = {
    "dates with a time": f"{ARTICLE}\n{STAMPED}",
    "marks of comments": f"{ARTICLE}\n{MARKED}",
    "a notice": f"{ARTICLE}\n{NOTICE}",
    "no article above": f"{SHORT_ARTICLE}\n{STAMPED}",
    "too few": f"{ARTICLE}\n" + "\n".join(STAMPED.split("\n")[:6]),
    "a chronicle": f"{ARTICLE}\n{UNTIMED}",
    "a notice above": f"{NOTICE}\n{ARTICLE}",
}
THREAD, PANEL = "context.thread_below", "context.notice_below"


def _rules(name: str) -> dict[str, list[str]]:
    """What these two rules took of a page."""
    rows = segments_of_texts(PAGES)[name]
    return {rule: [text for text, _, of in rows if of == rule] for rule in (THREAD, PANEL)}


def test_a_dated_thread_is_comments_from_its_first_date() -> None:
    taken = _rules("dates with a time")[THREAD]
    assert sum(text.startswith(WORDS) for text in taken) == 6
    assert not any(text.startswith("In the year") for text in taken)


def test_marks_of_a_thread_stand_for_dates() -> None:
    # What stands above the first mark is for the model to judge.
    assert sum(text.startswith(WORDS) for text in _rules("marks of comments")[THREAD]) == 11


def test_a_notice_takes_its_panel() -> None:
    assert [text[:9] for text in _rules("a notice")[PANEL]] == ["What they", "The counc"]


@pytest.mark.parametrize("name", ["no article above", "too few", "a chronicle", "a notice above"])
def test_else_nothing_is_taken(name: str) -> None:
    assert _rules(name) == {THREAD: [], PANEL: []}
