"""The second look: what a line is follows from the lines around it."""

import numpy as np
import pyarrow.compute as pc

from warraq.cleaning import foot, head
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import Pages

FURNITURE_LINES, FURNITURE_REST = 5, 0.25  # so many lines known as furniture, and so few others: no article
HEADING_WORDS, HEADING_CHARS = (2, 11), 75  # a heading inside the article
RULE_LINE = r"^[\p{P}\sـ=~+|<>^`]+$"

standfirsts = head.standfirsts


def threads(pages: Pages) -> None:
    """What would hide the end of the article: threads of comments and lists of stories below it."""
    foot.comment_threads(pages)
    pages.find_article()
    foot.tied_items(pages)
    pages.find_article()
    foot.stories_at_the_end(pages)
    pages.find_article()


def before_titles(pages: Pages) -> None:
    """What can be told before the headline is known: names of staff, menus."""
    ruled_lines(pages)
    head.staff_names(pages)
    head.author_names(pages)
    head.outlet_names(pages)
    head.menus(pages)
    head.lists_above(pages)


def after_titles(pages: Pages) -> None:
    """What follows from the headline's place and from headings."""
    head.clocks(pages)
    foot.related_blocks(pages)
    foot.summaries(pages)
    pages.find_article()
    foot.tail(pages)
    repeated_captions(pages)
    subheadings(pages)


def ruled_lines(pages: Pages) -> None:
    """Lines of dashes, dots and the like close wire copy or part its pieces."""
    lines = pages.lines
    bare = pages.verdicts.open() & (pages.features.key < 0) & (lines.chars <= 400)
    rows = np.flatnonzero(bare)
    strings = lines.buffer.strings(lines.start[rows], lines.end[rows])
    ruled = np.asarray(pc.match_substring_regex(strings, RULE_LINE), np.bool_)
    pages.verdicts.set(rows[ruled], "continuation", "shape.ruled_line")


def repeated_captions(pages: Pages) -> None:
    """The same short line twice in a row, inside the article, stands under a picture."""
    verdicts, features = pages.verdicts, pages.features
    short = (
        verdicts.open()
        & ~pages.sentences
        & (features.words <= 14)
        & (features.key >= 0)
        & (features.words >= 2)
    )
    same = (
        short
        & (np.diff(features.key, prepend=-2) == 0)
        & pages.neighbour(short, -1)
        & (features.repeats == 2)
    )
    verdicts.set(same | (pages.neighbour(same, 1) & short), "caption", "context.repeated_caption")


def subheadings(pages: Pages) -> None:
    """A short line without an end mark, alone between sentences."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    words = (features.words >= HEADING_WORDS[0]) & (features.words <= HEADING_WORDS[1])
    shape = (
        words & (lines.chars <= HEADING_CHARS) & ~features.ends_full & ~features.introduces & ~features.bullet
    )
    text: Flags = pages.sentences | (verdicts.open() & features.ends_full)
    alone = verdicts.open() & ~pages.top & ~pages.end & ~text & shape
    verdicts.set(
        alone & pages.neighbour(text, 1) & pages.neighbour(text, -1), "subheading", "context.subheading"
    )


def pages_without_article(pages: Pages) -> None:
    """What is left of a page that is furniture but for a short line or two is furniture as well."""
    verdicts, doc = pages.verdicts, pages.lines.doc
    count = len(pages.doc_bounds) - 1
    left = verdicts.open() | verdicts.isin(["body", "subheading"])
    text = np.bincount(doc[left & (pages.features.sentence | pages.features.ends_full)], minlength=count)
    lines, lines_left = np.bincount(doc, minlength=count), np.bincount(doc[left], minlength=count)
    furnished = (lines - lines_left >= FURNITURE_LINES) & (lines_left <= FURNITURE_REST * lines) & (text == 0)
    verdicts.set(left & furnished[doc], "nav", "context.no_article")
