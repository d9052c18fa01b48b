"""Other stories below the article, or instead of it, each with its opening words or its date: they read like
the article's own paragraphs, and what gives them away is that the same pair comes again, down to the end of
the page."""

import numpy as np

from warraq.cleaning import rules
from warraq.cleaning.foot import ITEM_WORDS
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import FIRST_WORDS, ITEM_CHARS, Pages
from warraq.cleaning.teasers import ARABIC

OPENING_FROM, OPENING_CHARS = 50, 320  # the opening words of a story, cut off
OPENINGS = 2  # so many headlines over such words, one below the other
DATED, DATED_CHARS = 3, 260  # so many headlines over a date of their own, and the longest of those
DATED_SHARE = 3.0  # … and all of them, of the text above
LISTED, LISTED_SHARE = 2, 2.0  # so many headlines over a paragraph may be so much heavier than the text
HEADING_WORDS = 6  # over such a list
STORIES = 3  # so many headlines, each over its date and its story, are a list of stories …
ARTICLE = 2  # … but the first is the article, if it is so many times as long as the longest of the others


def below_articles(pages: Pages) -> None:
    """Pairs of a headline and the cut beginning of its story, or of a headline and its date."""
    _with_openings(pages)
    _with_dates(pages)
    _told_below_dates(pages)
    _below_tags(pages)


def _with_openings(pages: Pages) -> None:
    """HEADLINE, then the first words of its story with dots at their end, and the next: the last lines of the
    page that could be text, on a page whose other paragraphs do not trail off."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    open_ = verdicts.open()
    cut = open_ & features.trails_off & (lines.chars >= OPENING_FROM) & (lines.chars <= OPENING_CHARS)
    cut &= ~features.bullet
    head = open_ & ~features.ends_full & ~features.trails_off & ~features.introduces & ~features.bullet
    head &= (features.words >= ITEM_WORDS) & (lines.chars <= ITEM_CHARS) & pages.neighbour(cut, 1)
    head &= (features.gap >= 2) | ~pages.neighbour(open_, -1)
    cut &= pages.neighbour(head, -1)
    items = _last_text(pages, cut | head)
    _, pairs = pages.runs(items, _ANY_GAP, cut & items)
    others = open_ & features.trails_off & (lines.chars >= OPENING_FROM) & ~items
    trailing = np.bincount(lines.doc[others], minlength=len(pages.doc_bounds) - 1)
    sure = items & (pairs >= OPENINGS) & (trailing == 0)[lines.doc]
    verdicts.set(sure & head, "related_item", "context.opening_words")
    verdicts.set(sure & cut, "teaser", "context.opening_words")


def _with_dates(pages: Pages) -> None:
    """HEADLINE or first words, then its date on a line of its own, and the next: the last lines of the page
    that could be text, and no more than stands above. A story told by its days has the date first."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    date = rules.fits(features, pages.codes, "common.date.alone") & (pages.index > _first(pages))
    date &= verdicts.open() | verdicts.isin(["date_published"])
    if not date.any():
        return
    text = verdicts.open() & ~date & (features.words >= ITEM_WORDS) & (lines.chars <= DATED_CHARS)
    text &= pages.neighbour(date, 1) & ~features.bullet
    date &= pages.neighbour(text, -1) & (features.gap == 1)
    text &= pages.neighbour(date, 1)
    items = _last_text(pages, text | date)
    _, dates = pages.runs(items, _ANY_GAP, date & items)
    count = len(pages.doc_bounds) - 1
    listed = items & (dates >= DATED)
    weight = np.bincount(lines.doc[listed], lines.chars[listed], count)
    above = pages.sentences & ~listed
    light = weight <= DATED_SHARE * np.bincount(lines.doc[above], lines.chars[above], count)
    listed &= light[lines.doc]
    over = verdicts.open() & ~listed & pages.neighbour(listed, 1) & (features.words <= HEADING_WORDS)
    verdicts.set(over & ~features.ends_full, "related_heading", "context.dated_items")
    verdicts.set(listed & ~features.trails_off, "related_item", "context.dated_items")
    verdicts.set(listed & features.trails_off, "teaser", "context.dated_items")


def _told_below_dates(pages: Pages) -> None:
    """HEADLINE, its date on a line of its own, its paragraphs, and the next, down to the end of the page:
    what follows a story that is far longer; or all of them. In Arabic script only: on the labelled web pages
    that list stories, the stories are the text."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    date = rules.fits(features, pages.codes, ".date.alone")
    date &= verdicts.open() | verdicts.isin(["date_published"])
    head = verdicts.open() & ~features.ends_full & ~features.introduces & ~features.bullet
    head &= (features.words >= ITEM_WORDS) & (lines.chars <= ITEM_CHARS) & (features.repeats == 1)
    told = pages.sentences | (verdicts.open() & (features.words >= FIRST_WORDS))
    head &= pages.neighbour(date & (features.gap <= 2) & pages.neighbour(told, 1), 1)
    count = len(pages.doc_bounds) - 1
    head = pages.matching(head, ARABIC)
    heads = np.bincount(lines.doc[head], minlength=count)
    if not (heads >= STORIES).any():
        return
    # The stories are counted through all pages: what stands below a headline, on its page, is of its story.
    story, of_page = np.cumsum(head), pages.last_where(head) >= 0
    told &= of_page
    weight = np.bincount(story[told], lines.chars[told], int(story[-1]) + 1)
    first = np.searchsorted(lines.doc[head], np.arange(count)) + 1  # the first story of each page
    listed = np.zeros(len(lines), np.bool_)
    for doc in np.flatnonzero(heads >= STORIES).tolist():
        weights = weight[first[doc] : first[doc] + heads[doc]]
        article = weights[0] >= ARTICLE * weights[1:].max()
        page = slice(pages.doc_bounds[doc], pages.doc_bounds[doc + 1])
        listed[page] = of_page[page] & (story[page] >= first[doc] + article)
    listed &= verdicts.open() | date
    verdicts.set(listed & ~features.trails_off, "related_item", "context.told_below_dates")
    verdicts.set(listed & features.trails_off, "teaser", "context.told_below_dates")


def _below_tags(pages: Pages) -> None:
    """HEADLINE and a paragraph, and the next, parted by blank lines, below the tags that close a story or the
    heading of a list; they are the last lines of the page that could be text, and lighter than what stands
    above."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    count = len(pages.doc_bounds) - 1
    tags = verdicts.open() & rules.fits(features, pages.codes, ".foot.tags") | verdicts.isin(["tags"])
    headings = verdicts.isin(["related_heading"])
    closed = np.zeros(len(lines), np.bool_)
    for closing in (tags & ~pages.top, headings & ~pages.top):
        only = np.bincount(lines.doc[closing], minlength=count) == 1
        closed |= pages.last_where(closing & only[lines.doc]) >= 0
    if not closed.any():
        return
    below = closed & verdicts.open() & (features.gap >= 2) & ~features.bullet
    head = below & ~features.ends_full & ~features.introduces & (lines.chars <= ITEM_CHARS)
    head &= (features.words >= ITEM_WORDS) & ~pages.goes_on
    text = below & pages.sentences & pages.neighbour(head, -1)
    head &= pages.neighbour(text, 1)
    items = head | text
    other = closed & verdicts.open() & ~items & ~tags & (features.words >= ITEM_WORDS)
    others = np.bincount(lines.doc[other], minlength=count)
    weight = np.bincount(lines.doc[items], lines.chars[items], count)
    above = pages.sentences & ~closed
    share = np.where(np.bincount(lines.doc[head], minlength=count) >= LISTED, LISTED_SHARE, 1.0)
    light = weight <= share * np.bincount(lines.doc[above], lines.chars[above], count)
    sure = items & (light & (others == 0))[lines.doc]
    verdicts.set(sure & ~features.trails_off, "related_item", "context.tags_below")
    verdicts.set(sure & features.trails_off, "teaser", "context.tags_below")


def _first(pages: Pages) -> np.ndarray:
    """The first sentence of the page each line stands on."""
    return pages.first_sentence[pages.lines.doc]


def _last_text(pages: Pages, items: Flags) -> Flags:
    """Of these lines, those below the first sentence with no other line below that could be text."""
    other = np.full(len(pages.doc_bounds) - 1, -1)
    rows = np.flatnonzero((pages.sentences | pages.verdicts.isin(["body", "subheading"])) & ~items)
    other[pages.lines.doc[rows]] = rows  # the last one written stays
    result: Flags = items & (pages.index > np.maximum(other, pages.first_sentence)[pages.lines.doc])
    return result


_ANY_GAP = 1_000_000  # line feeds
