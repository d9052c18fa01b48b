"""What readers wrote below a long article, and reads like it: comments, reviews.

A comment reads like a paragraph of the article; what gives it away is the line above it. In a forum the same
lines part the very text of the page: there they begin near its top, and below an article they do not.
"""

import numpy as np

from warraq.cleaning import panels, rules
from warraq.cleaning.line_features import LineFeatures
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import Pages

# A stamp: a short line with a date and a time of day, of which others on the page have the pattern.
STAMP_WORDS, STAMP_CHARS, STAMP_NUMBERS, STAMP_ALIKE = 14, 110, 2, 3
TIME_OF_DAY = r"\d:\d\d"
# So many make a thread, below so much running text. From 2,000 to 3,000 the same threads of the labelled web
# pages are found, and no text is lost; from 1,200 on forums lose theirs.
STAMPS, ABOVE_STAMPS = 4, 2_000
# So do lines that a rule knows for what stands among comments (reply, report, a reader's rank). They stand
# below the first post of a forum, too: from 4,000 to 6,000 the same threads are found, at 3,000 text is lost.
# Not on a page that has what only a forum writes.
MARKS, ABOVE_MARKS = 3, 4_000
# So do lines in which a reader greets another, or that say who speaks. Columns of letters and interviews
# begin with one. From 1,500 to 6,000 the same four threads are found, and no text is lost; with two lines
# 6,000 characters of text would go.
VOICES, ABOVE_VOICES = 3, 4_000
# So do lines that stand beside the review of a customer, in a shop, where little text stands above. From none
# to 300 characters the same threads are found, and no text is lost; with two lines an article loses its own.
REVIEWS, ABOVE_REVIEWS = 3, 300
# A line that heads what readers wrote and says so ("Customer reviews", "9 thoughts on …") opens a thread
# below so much running text, where a figure or running text stands in the lines under it: the name of a
# filter stands among names. From 800 to 3,000 nearly the same is found; at 2,500 a page loses text, from
# 4,000 on threads stay.
ABOVE_HEADED, UNDER_HEADING = 3_000, 3
# In a shop, where little text stands above, a rating stands under it. From 200 to 300 the same is found.
ABOVE_RATED, UNDER_RATED = 300, 4
RATING = r"\b[1-5](?:[.,]\d\d?)? ?(?:/|out of|von|sur|de|uzerinden|من|از) ?5\b|[★⭐☆]{2}"
# "109 Comments", the only line of its page that counts them: higher up it is the link to them, or heads what
# a forum has for text. From 3,000 to 5,000 the same is found, and no text is lost.
COUNTED, ABOVE_COUNTED = r"^\P{L}*\d[\d.,]* \p{L}+\P{L}*$", 4_000
# So does a plain "Comments", below any article, where the first of the stamps follows within so many lines.
# From two lines to four the same threads are found and no text is lost; at eight forums lose theirs, and so
# they do where "Replies" counts for a heading.
ABOVE_COMMENTS, UNDER_COMMENTS = 200, 4
BETWEEN = 1_500  # characters of running text from one to the next, on the average: more are chapters


def below_articles(pages: Pages, view: LineFeatures) -> None:
    """What no rule decided is a comment from the first stamp, mark, voice or heading of a thread on; then the
    panels."""
    stamps = (view.pattern >= STAMP_ALIKE) & (view.numbers >= STAMP_NUMBERS) & (view.marks["colon"] > 0)
    stamps &= (view.word_count <= STAMP_WORDS) & (view.weight <= STAMP_CHARS)
    stamps = pages.matching(stamps, TIME_OF_DAY)
    thread = _from_the_first(view, stamps, STAMPS, ABOVE_STAMPS)
    forum = view.around.total(pages.verdicts.ruled(".user.thread")) > 0
    thread |= _from_the_first(view, view.comments & ~forum, MARKS, ABOVE_MARKS)
    reviews = rules.fits(pages.features, pages.codes, ".comments.review")
    thread |= _from_the_first(view, reviews, REVIEWS, ABOVE_REVIEWS)
    voices = rules.fits(pages.features, pages.codes, ".comments.voice")
    thread |= _from_the_first(view, voices, VOICES, ABOVE_VOICES) | _headed(pages, view, stamps)
    verdicts = pages.verdicts
    left = verdicts.open() | verdicts.isin(["subheading"])
    verdicts.set(thread & left, "comments", "context.thread_below")
    panels.find(pages, view)


def _headed(pages: Pages, view: LineFeatures, stamps: Flags) -> Flags:
    """The lines from the first heading of a thread on that has enough running text above it.

    Of a heading said several times (in the menu of a shop, in its table) the last one counts.
    """
    around, over = view.around, view.around.before(view.run_weight)
    heading = rules.fits(pages.features, pages.codes, ".comments.thread") & (over >= ABOVE_RATED)
    under = view.run | (view.marks["digit"] > 0)
    long = (over >= ABOVE_HEADED) & (around.window(under, -1, UNDER_HEADING) > 0)
    rating = pages.matching(around.window(heading, UNDER_RATED, -1) > 0, RATING)
    heading &= long | (around.window(rating, -1, UNDER_RATED) > 0)
    counted = pages.matching(rules.fits(pages.features, pages.codes, ".comments.form"), COUNTED)
    heading |= counted & (around.total(counted) == 1) & (over >= ABOVE_COUNTED)
    plain = rules.fits(pages.features, pages.codes, ".comments.heading") & (over >= ABOVE_COMMENTS)
    plain &= around.window(stamps, -1, UNDER_COMMENTS) > 0
    heading |= plain & (around.total(stamps) - around.before(stamps) >= STAMP_ALIKE)
    rows = np.flatnonzero(heading)[::-1]
    said = pages.lines.doc[rows] * (pages.features.key.max(initial=0) + 2) + pages.features.key[rows]
    heading[rows] = False
    heading[rows[np.unique(said, return_index=True)[1]]] = True
    result: Flags = heading | (around.before(heading) > 0)
    return result


def _from_the_first(view: LineFeatures, marked: Flags, count: int, above: int) -> Flags:
    """The lines from the first marked one of their page on, where so many are marked and so much running text
    stands above the first."""
    if not marked.any():
        return marked
    around, seen = view.around, view.around.before(marked)
    run, total = around.before(view.run_weight), around.total(marked)
    over = around.total(np.where(marked & (seen == 0), run, 0))
    until = around.total(np.where(marked & (seen == total - 1), run, 0))
    thread = (total >= count) & (over >= above) & (until - over <= BETWEEN * (total - 1))
    result: Flags = thread & (marked | (seen > 0))
    return result
