"""What stands below a long article and reads like it: comments of readers, the panel of a cookie notice.

A comment reads like a paragraph of the article; what gives it away is the line above it. In a forum the same
lines part the very text of the page: there they begin near its top, and below an article they do not.
"""

import numpy as np

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
MARKS, ABOVE_MARKS = 3, 4_000
BETWEEN = 1_500  # characters of running text from one to the next, on the average: more are chapters
# So many lines of a notice, below so much running text that is so much of the page's, open the whole panel.
# With half of the text above, the same; with two fifths, articles about cookies would lose theirs.
NOTICES, ABOVE_NOTICES, NOTICES_SHARE = 2, 2_000, 0.6


def below_articles(pages: Pages, view: LineFeatures) -> None:
    """What no rule decided is a comment from the first stamp or mark of a thread on; or part of a notice from
    its first line on."""
    stamps = (view.pattern >= STAMP_ALIKE) & (view.numbers >= STAMP_NUMBERS) & (view.marks["colon"] > 0)
    stamps &= (view.word_count <= STAMP_WORDS) & (view.weight <= STAMP_CHARS)
    stamps = pages.matching(stamps, TIME_OF_DAY)
    thread = _from_the_first(view, stamps, STAMPS, ABOVE_STAMPS)
    thread |= _from_the_first(view, view.comments, MARKS, ABOVE_MARKS)
    verdicts = pages.verdicts
    left = verdicts.open() | verdicts.isin(["subheading"])
    verdicts.set(thread & left, "comments", "context.thread_below")
    verdicts.set(
        _panels(view, verdicts.isin(["consent"])) & left & ~thread, "consent", "context.notice_below"
    )


def _panels(view: LineFeatures, notice: Flags) -> Flags:
    """The lines below the first of several lines of a notice, if those stand below most of the text."""
    around, run = view.around, view.run_weight
    over = around.before(run)
    low: Flags = notice & (over >= ABOVE_NOTICES) & (over >= NOTICES_SHARE * around.total(run))
    result: Flags = (around.total(low) >= NOTICES) & (around.before(low) > 0)
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
