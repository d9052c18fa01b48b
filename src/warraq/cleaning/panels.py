"""Panels in full sentences, and what closes a page: notices, terms, the author's box, other stories.

They read like the article; what gives them away is the line that opens them, and where it stands.
"""

import numpy as np

from warraq.cleaning import rules
from warraq.cleaning.line_features import LineFeatures
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import Pages

# So many lines of a notice, below so much running text that is so much of the page's, open the whole panel.
# With half of the text above, the same; with two fifths, articles about cookies would lose theirs.
NOTICES, ABOVE_NOTICES, NOTICES_SHARE = 2, 2_000, 0.6
# One line that closes a page is enough, where so much running text, and so much of the page's, stands above.
# Below such lines of the labelled web pages 34,000 characters would stay that are no text, and 1,300 that are
# (one blog, one box on an author). At a share of 0.6 ten times as much text would go.
ABOVE_CLOSING, CLOSING_SHARE = 1_500, 0.7
# Below the heading of other stories no more than so many lines of running text follow each other: text may go
# on below a list. So 39,000 characters of stories are found and no text is lost; with three 900 are lost.
STORY_RUN = 2
# So does the only line of tags on the page, below so much running text, and be it a tenth: threads are long.
# From 3,000 to 5,000 nearly the same is found. (Keywords stand over a paper, too, and are no evidence.)
ABOVE_TAGS = 4_000
YEAR = r"(?:19|20)\d\d"  # the page's own copyright line bears one, the one of a picture seldom
# Options of a field on one line: so many characters, nearly all words with a capital, hardly a mark. From 200
# characters on there are tables among such lines.
OPTIONS_CHARS, OPTIONS_CAPS, OPTIONS_MARKS = 300, 0.8, 0.01


def find(pages: Pages, view: LineFeatures) -> None:
    """What no rule decided is part of a notice, of terms, of the author's box or of a list of other stories
    from its first line on; or it stands below the story's tags, or is a line of options."""
    verdicts = pages.verdicts
    own_rights = pages.matching(verdicts.isin(["legal"]) & ~pages.top, YEAR)
    terms = own_rights | rules.fits(pages.features, pages.codes, ".foot.terms")
    author = rules.fits(pages.features, pages.codes, ".foot.author")
    author |= rules.fits(pages.features, pages.codes, ".foot.about") & (view.caps >= view.word_count)
    stories = rules.fits(pages.features, pages.codes, ".foot.stories")
    tags = rules.fits(pages.features, pages.codes, ".foot.tags")
    found = (
        (_notices(view, verdicts.isin(["consent"])), "consent", "context.notice_below"),
        (_closed(view, terms), "legal", "context.terms_below"),
        (_closed(view, author), "masthead", "context.author_below"),
        (_stories(view, stories), "related_item", "context.stories_below"),
        (_below_tags(view, tags), "related_item", "context.tags_below"),
        (_options(view), "nav", "context.options"),
    )
    for lines, label, rule in found:
        left = verdicts.open() | verdicts.isin(["subheading"])
        verdicts.set(lines & left, label, rule)


def _notices(view: LineFeatures, notice: Flags) -> Flags:
    """The lines below the first of several lines of a notice, if those stand below most of the text."""
    around, run = view.around, view.run_weight
    over = around.before(run)
    low: Flags = notice & (over >= ABOVE_NOTICES) & (over >= NOTICES_SHARE * around.total(run))
    result: Flags = (around.total(low) >= NOTICES) & (around.before(low) > 0)
    return result


def _closed(view: LineFeatures, closing: Flags) -> Flags:
    """The lines from the first of these on that stands below nearly all of the text."""
    around, over = view.around, view.around.before(view.run_weight)
    low = closing & (over >= ABOVE_CLOSING) & (over >= CLOSING_SHARE * around.total(view.run_weight))
    result: Flags = low | (around.before(low) > 0)
    return result


def _stories(view: LineFeatures, heading: Flags) -> Flags:
    """The lines from such a closing heading on, on pages where no stretch of text follows it."""
    around, run = view.around, view.run
    below = _closed(view, heading)
    since = np.maximum(around.last(~run | ~below), around.begin - 1)
    stretch = np.where(run & below, around.index - since, 0)
    result: Flags = below & (around.maximum(stretch) <= STORY_RUN)
    return result


def _below_tags(view: LineFeatures, tags: Flags) -> Flags:
    """The lines below the one line of tags on their page, where no running text follows it at once."""
    around, over = view.around, view.around.before(view.run_weight)
    closing = tags & (around.total(tags) == 1) & (over >= ABOVE_TAGS) & (around.window(view.run, -1, 1) == 0)
    result: Flags = around.before(closing) > 0
    return result


def _options(view: LineFeatures) -> Flags:
    """The lines of a great many words with a capital each, and hardly a mark."""
    few = OPTIONS_MARKS * view.weight
    result: Flags = (view.weight >= OPTIONS_CHARS) & (view.caps >= OPTIONS_CAPS * view.word_count)
    result &= (view.marks["stop"] <= few) & (view.marks["comma"] <= few)
    return result & ~view.features.ends_full
