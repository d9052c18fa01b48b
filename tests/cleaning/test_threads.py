"""Threads below a long article, on pages made of one paragraph over and over."""

import pytest

from tests.cleaning.labelled import segments_of_texts

PARAGRAPH = (
    "The council met on Tuesday evening to hear what the engineers had found under the old bridge, and the "
    "room was so full that people stood along the walls. Repairs will take two summers, the mayor said. "
)
ARTICLE = "\n".join(f"In the year {year} it was much the same. {PARAGRAPH * 2}" for year in range(1990, 2000))
SHORT_ARTICLE = ARTICLE.split("\n")[0]
THING = f"A lamp for bridges.\n{PARAGRAPH}\n{PARAGRAPH}"
WORDS = "I crossed that bridge every day on my way to school, and nobody ever looked after it, not once."
STAMPED = "\n".join(f"December {day}, 2015, 10:4{day} pm\n{WORDS} Number {day}." for day in range(1, 7))
MARKED = "\n".join(f"{WORDS} {PARAGRAPH} Number {day}.\nReport this comment" for day in range(1, 13))
UNTIMED = "\n".join(f"December {day}, 2015\n{PARAGRAPH} Number {day}." for day in range(1, 7))
HEADLINE = "The bridge, the river and the town that could not agree about either of them"
GREETED = "\n".join(f"Hello {name}, {PARAGRAPH}" for name in ("Ann", "Ben", "Cem", "Dina"))
OPINIONS = "\n".join(
    f"I had not expected the {what} to last. {PARAGRAPH}" for what in ("paint", "bolts", "lamps")
)
NOTICE = (
    "This website uses cookies to improve your experience.\n"
    "We use cookies to personalise content and ads.\n"
    f"What they are for. {PARAGRAPH}\n{PARAGRAPH} Vendors."
)

PAGES = {
    "dates with a time": f"{ARTICLE}\n{STAMPED}",
    "marks of comments": f"{ARTICLE}\n{MARKED}",
    "voices": f"{ARTICLE}\n{GREETED}",
    "a heading": f"{ARTICLE}\nCustomer Reviews\n4.8 out of 5\n{OPINIONS}",
    "a counted heading": f"{ARTICLE}\n59 Comments on {HEADLINE}\n{OPINIONS}",
    "a heading in Arabic": f"{ARTICLE}\nآراء العملاء\n{OPINIONS}",
    "a heading in German": f"{ARTICLE}\nKundenbewertungen\n{OPINIONS}",
    "a heading in Japanese": f"{ARTICLE}\n「朝のパン」への3件のフィードバック\n{OPINIONS}",
    "a heading in quotation marks": f"{SHORT_ARTICLE}\n2 thoughts on “{HEADLINE}”\nAnn says:\n{WORDS}\nReply",
    "a rated heading": f"{THING}\nCustomer Reviews\n4.8 out of 5\n{OPINIONS}",
    "a count": f"{ARTICLE}\n109 Comments\n" + "\n".join([OPINIONS] + [PARAGRAPH] * 30),
    "the last of two": f"{ARTICLE}\nCustomer Reviews\n4.8\n{PARAGRAPH}\nCustomer Reviews\n{OPINIONS}",
    "no article above": f"{SHORT_ARTICLE}\n{STAMPED}",
    "too few": f"{ARTICLE}\n" + "\n".join(STAMPED.split("\n")[:6]),
    "a chronicle": f"{ARTICLE}\n{UNTIMED}",
    "two voices": f"{ARTICLE}\n" + "\n".join(GREETED.split("\n")[:2]),
    "letters": f"{GREETED}\n{ARTICLE}\n{GREETED}",
    "a heading above": f"{SHORT_ARTICLE}\nCustomer Reviews\n{OPINIONS}",
    "the name of a filter": f"{ARTICLE}\nCustomer Reviews\nBrands\nCondition\nWater\n{PARAGRAPH}",
    "two counts": f"{ARTICLE}\n1 Comment\n{OPINIONS}\n2 Comments\n{ARTICLE}\n{ARTICLE}",
    "plain comments": f"{SHORT_ARTICLE}\nComments\nJane\n{STAMPED}",
    "plain comments in Arabic": f"{SHORT_ARTICLE}\nالتعليقات\nسعاد\n{STAMPED}",
    "replies": f"{SHORT_ARTICLE}\n5 Replies\n{STAMPED}",
    "comments far above": f"{SHORT_ARTICLE}\nComments\n{SHORT_ARTICLE}\nA\nB\nC\nD\n{STAMPED}",
    "comments without a time": f"{SHORT_ARTICLE}\nComments\n{UNTIMED}",
    "a bare word": f"{ARTICLE}\nReviews\n{OPINIONS}",
}
THREAD = "context.thread_below"


def _taken(name: str) -> list[str]:
    """The lines this rule took of a page."""
    return [text for text, _, rule in segments_of_texts(PAGES)[name] if rule == THREAD]


def test_a_dated_thread_is_comments_from_its_first_date() -> None:
    taken = _taken("dates with a time")
    assert sum(text.startswith(WORDS) for text in taken) == 6
    assert not any(text.startswith("In the year") for text in taken)


def test_marks_of_a_thread_stand_for_dates() -> None:
    # What stands above the first mark is for the model to judge.
    assert sum(text.startswith(WORDS) for text in _taken("marks of comments")) == 11


def test_a_thread_of_greetings_begins_with_the_first() -> None:
    assert [text[:9] for text in _taken("voices")] == ["Hello Ann", "Hello Ben", "Hello Cem", "Hello Din"]


HEADED = [
    "a heading",
    "a counted heading",
    "a heading in Arabic",
    "a heading in German",
    "a heading in Japanese",
]


def test_the_one_count_of_comments_opens_a_thread_longer_than_the_article() -> None:
    assert len(_taken("a count")) == 33


@pytest.mark.parametrize("name", [*HEADED, "a rated heading", "the last of two"])
def test_a_heading_opens_a_thread(name: str) -> None:
    taken = _taken(name)
    assert sum(text.startswith("I had not expected") for text in taken) == 3
    assert not any(text.startswith(("In the year", PARAGRAPH)) for text in taken)


def test_the_headline_in_quotation_marks_opens_a_thread_below_any_article() -> None:
    segments = segments_of_texts(PAGES)["a heading in quotation marks"]
    assert [(label, rule) for text, label, rule in segments if text.startswith((WORDS, "Reply"))] == [
        ("comments", "context.comment_thread")
    ] * 2


@pytest.mark.parametrize("name", ["plain comments", "plain comments in Arabic"])
def test_plain_comments_open_a_thread_longer_than_the_article_where_stamps_follow(name: str) -> None:
    taken = _taken(name)
    assert sum(text.startswith(WORDS) for text in taken) == 6
    assert not any(text.startswith("In the year") for text in taken)


NO_THREAD = ["no article above", "too few", "a chronicle", "two voices", "letters"]
NO_THREAD += ["two counts", "a heading above", "the name of a filter", "a bare word"]
NO_THREAD += ["replies", "comments far above", "comments without a time"]


@pytest.mark.parametrize("name", NO_THREAD)
def test_else_nothing_is_taken(name: str) -> None:
    assert _taken(name) == []
