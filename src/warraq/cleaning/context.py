"""The second look: what a line is follows from the lines around it."""

import numpy as np
import pyarrow.compute as pc

from warraq.cleaning import rules
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import Pages
from warraq.cleaning.verdicts import OPEN

MENU_RUN, MENU_WORDS, MENU_GAP = 4, 4, 2  # so many short lines in a row are a menu …
MENU_KNOWN = 0.2  # … when a rule knows this share of them
NAME_WORDS = (2, 5)  # a person's name
ITEM_WORDS = 4  # a headline in a list has at least so many
ITEM_CHARS, ITEMS_SHARE = 130, 0.34  # the longest item, and the share all have of the text above
FURNITURE_LINES, FURNITURE_REST = 5, 0.25  # so many lines known as furniture, and so few others: no article
HEADING_WORDS, HEADING_CHARS = (2, 11), 75  # a heading inside the article
COMMENTS_SHARE = 0.5  # a comment thread may have this share of the text above it; else it is no thread
STANDFIRST_CHARS = 260
RULE_LINE = r"^[\p{P}\sـ=~+|<>^`]+$"

_DATES = ("date_published", "date_updated", "date_render")
# Lines that may stand between the items of a list of stories without ending it.
_WITH_ITEMS = (
    "related_item",
    "teaser",
    "counter",
    "section",
    "caption",
    "share",
    "player",
    "reading_time",
    *_DATES,
)
# After these nothing of the article comes any more; after a share button or a call to subscribe it may.
_CLOSING = ("legal", "consent", "contact", "pager", "masthead")
# What may stand among comments or below a list of stories and is neither comment nor story.
_AT_THE_FOOT = (*_CLOSING, "page_tools", "promo_cta", "share", "user_meta", "comments", "nav", "wrapper")


def standfirsts(pages: Pages) -> bool:
    """A sentence above the date or author, with some line over it for a headline, is the standfirst.

    Says whether there was one: the article then starts lower.
    """
    verdicts = pages.verdicts
    meta = verdicts.isin([*_DATES, "byline", "counter", "reading_time", "dateline", "section"])
    over = pages.neighbour(meta, 1) | (
        pages.neighbour(pages.neighbour(meta, 1), 1) & ~pages.neighbour(pages.sentences, 1)
    )
    leading = pages.preface | (pages.sentences & (pages.index == pages.first_sentence[pages.lines.doc]))
    leading &= over & verdicts.open()
    headed = pages.last_where(verdicts.open() & pages.top, before=True) >= 0
    short = pages.lines.chars <= STANDFIRST_CHARS
    more = pages.index < pages.last_sentence[pages.lines.doc]
    standfirst = leading & headed & short & more
    verdicts.set(standfirst, "deck", "context.standfirst")
    pages.find_article()
    return bool(standfirst.any())


def ruled_lines(pages: Pages) -> None:
    """Lines of dashes, dots and the like close wire copy or part its pieces."""
    lines = pages.lines
    bare = pages.verdicts.open() & (pages.features.key < 0) & (lines.chars <= 400)
    rows = np.flatnonzero(bare)
    strings = lines.buffer.strings(lines.start[rows], lines.end[rows])
    ruled = np.asarray(pc.match_substring_regex(strings, RULE_LINE), np.bool_)
    pages.verdicts.set(rows[ruled], "continuation", "shape.ruled_line")


def before_titles(pages: Pages) -> None:
    """What can be told before the headline is known: names of staff, menus."""
    ruled_lines(pages)
    staff_names(pages)
    menus(pages)
    lists_above(pages)


def threads(pages: Pages) -> None:
    """What would hide the end of the article: threads of comments and lists of stories below it."""
    comment_threads(pages)
    pages.find_article()
    stories_at_the_end(pages)
    pages.find_article()


def after_titles(pages: Pages) -> None:
    """What follows from the headline's place and from headings."""
    clocks(pages)
    related_blocks(pages)
    summaries(pages)
    pages.find_article()
    tail(pages)
    repeated_captions(pages)
    subheadings(pages)


def staff_names(pages: Pages) -> None:
    """The line after an editor's title holds the name."""
    verdicts, features = pages.verdicts, pages.features
    name = (features.words >= NAME_WORDS[0]) & (features.words <= NAME_WORDS[1]) & ~features.ends_sentence
    after = pages.neighbour(verdicts.isin(["masthead"]), -1)
    verdicts.set(
        verdicts.open() & pages.top & after & name & (features.gap == 1),
        "masthead",
        "context.staff_name",
    )


def menus(pages: Pages) -> None:
    """A run of short lines around the article, at least one of them a known entry, is a menu."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    loose = verdicts.open() | verdicts.isin(
        ["section", "agency_credit", "related_heading", "widget", "player"]
    )
    short = (
        (features.words <= MENU_WORDS) & (lines.chars <= 40) & ~features.ends_sentence & ~features.introduces
    )
    member = (short & loose) | verdicts.isin(["nav", "share", "consent", "page_tools", "promo_cta"])
    # A section that stands apart from the menu, nearer the headline, is the story's own.
    apart = verdicts.isin(["section"]) & (features.gap > np.append(0, features.gap[:-1]))
    known = verdicts.isin(["nav", "share", "consent", "page_tools", "section"])
    for zone in (pages.top, pages.end):
        run, entries = pages.runs(member & zone, MENU_GAP, count=known)
        sure = (run >= MENU_RUN) & (entries >= MENU_KNOWN * run)
        verdicts.set(sure & loose & short & ~apart & (features.repeats < 3), "nav", "context.menu_run")


def lists_above(pages: Pages) -> None:
    """Under the heading of a list above the article: its items, if other lines follow them there."""
    verdicts = pages.verdicts
    plain = verdicts.open() & pages.top
    decided = pages.last_where(~plain)
    listed = plain & (decided >= 0) & verdicts.isin(["related_heading"])[decided]
    gap = np.append(pages.features.gap, 0)
    listed &= pages.features.gap == gap[decided + 1]
    run, _ = pages.runs(listed, MENU_GAP, listed)
    last_open = np.full(len(pages.doc_bounds) - 1, -1)
    np.maximum.at(last_open, pages.lines.doc[plain & ~listed], pages.index[plain & ~listed])
    above_others = pages.index < last_open[pages.lines.doc]
    verdicts.set(listed & (run >= 2) & above_others, "related_item", "context.list_above")


def clocks(pages: Pages) -> None:
    """Of the dates above the headline, which one is the page's clock."""
    verdicts = pages.verdicts
    date = verdicts.isin(["date_published"]) & pages.top
    title = verdicts.isin(["title"])
    titled = np.zeros(len(pages.doc_bounds) - 1, np.bool_)
    titled[pages.lines.doc[title]] = True
    above = date & titled[pages.lines.doc] & (pages.last_where(title) < 0)
    head = verdicts.isin(["masthead", "nav", "widget", "share"])
    beside_head = pages.neighbour(head, -1) | pages.neighbour(head, 1)
    below = date & (pages.last_where(title) >= 0)
    dated_below = np.bincount(pages.lines.doc[below], minlength=len(titled)) > 0
    first = pages.features.first & pages.neighbour(title, 1)
    clock = above & (beside_head | first | dated_below[pages.lines.doc])
    verdicts.set(clock, "date_render", "context.page_clock")


def comment_threads(pages: Pages) -> None:
    """Below the heading of the comments everything is comments, unless it outweighs what stands above."""
    verdicts, lines = pages.verdicts, pages.lines
    heading = verdicts.isin(["comments"]) & ~pages.top
    if not heading.any():
        return
    opened = pages.last_where(heading)
    weight = np.where(verdicts.open(), lines.chars, 0)
    count = len(pages.doc_bounds) - 1
    below = np.bincount(lines.doc[opened >= 0], weight[opened >= 0], count)
    above = np.bincount(lines.doc[opened < 0], weight[opened < 0], count)
    thread = (opened >= 0) & (below <= COMMENTS_SHARE * above)[lines.doc]
    nearest = pages.last_where(verdicts.isin(["comments", "related_heading"]))
    in_comments = thread & (nearest >= 0) & verdicts.isin(["comments"])[nearest]
    _at_the_foot(pages, in_comments)
    verdicts.set(in_comments & verdicts.open(), "comments", "context.comment_thread")


def _at_the_foot(pages: Pages, below: Flags) -> None:
    """Ask the rules of the page's end of these lines beforehand; only furniture of its foot is taken."""
    verdicts = pages.verdicts
    was_open = verdicts.open() & below
    rules.apply(pages.features, verdicts, pages.codes, ("end", "edges"), below)
    verdicts.label[was_open & ~verdicts.isin(_AT_THE_FOOT)] = OPEN


def related_blocks(pages: Pages) -> None:
    """After the heading of a list of stories come items, until a sentence or other furniture."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    item = verdicts.isin(_WITH_ITEMS) & ~pages.top
    question = pages.features.asks & (lines.chars <= ITEM_CHARS)  # a headline may ask or exclaim
    plain = verdicts.open() & (~pages.sentences | question)
    ends_block = ~item & ~plain
    nearest = pages.last_where(ends_block, before=True)
    heading = verdicts.isin(["related_heading"])
    inside = (nearest >= 0) & heading[nearest] & ~heading
    wordy = (features.words >= ITEM_WORDS) | pages.end
    verdicts.set(inside & plain & wordy & features.trails_off, "teaser", "context.related_block")
    verdicts.set(inside & plain & wordy & ~features.trails_off, "related_item", "context.related_block")
    verdicts.set(inside & pages.end & verdicts.isin(_DATES), "related_item", "context.related_block")


def stories_at_the_end(pages: Pages) -> None:
    """Items that are whole sentences: below the last heading of a list, when the first item is one already,
    all are of an item's length, furniture follows, and far more text stands above."""
    verdicts, lines = pages.verdicts, pages.lines
    heading = verdicts.isin(["related_heading"])
    if not heading.any():
        return
    plain = verdicts.open()
    last = pages.last_where(heading)
    furniture = ~plain & ~heading & ~verdicts.isin(_WITH_ITEMS)
    since = pages.last_where(furniture | heading)
    block = plain & (last >= 0) & (since == last)
    opener = block & pages.neighbour(heading, -1)
    as_sentence = np.zeros(len(lines) + 1, np.bool_)
    as_sentence[last[opener]] = pages.sentences[opener]
    fits = np.ones(len(lines) + 1, np.bool_)
    fits[last[block & (lines.chars > ITEM_CHARS)]] = False
    followed = np.zeros(len(lines) + 1, np.bool_)
    followed[last[furniture & (last >= 0)]] = True
    text_after = np.zeros(len(lines) + 1, np.bool_)
    text_after[last[pages.sentences & ~block & (last >= 0)]] = True
    count = len(pages.doc_bounds) - 1
    weight = np.bincount(lines.doc[block], lines.chars[block], count)
    above = np.bincount(
        lines.doc[pages.sentences & (last < 0)], lines.chars[pages.sentences & (last < 0)], count
    )
    light = (weight <= ITEMS_SHARE * above)[lines.doc]
    sure = block & light & (as_sentence & fits & followed & ~text_after)[last]
    _at_the_foot(pages, sure)
    sure &= verdicts.open()
    verdicts.set(sure & ~pages.features.trails_off, "related_item", "context.related_block")
    verdicts.set(sure & pages.features.trails_off, "teaser", "context.related_block")


def summaries(pages: Pages) -> None:
    """The bulleted lines under the heading of a machine's summary."""
    verdicts = pages.verdicts
    point = verdicts.open() & pages.features.bullet
    nearest = pages.last_where(~point)
    inside = point & (nearest >= 0) & verdicts.isin(["summary_box"])[nearest]
    verdicts.set(inside, "summary_box", "context.summary")


def tail(pages: Pages) -> None:
    """Short lines below the article take after the furniture they follow; right below the text they stay."""
    verdicts, features = pages.verdicts, pages.features
    loose = verdicts.open() & pages.end
    nearest = pages.last_where(~loose)
    for label in ("comments", "user_meta", "tags", "contact"):
        verdicts.set(loose & (nearest >= 0) & verdicts.isin([label])[nearest], label, "context.after_article")
    follows = loose & verdicts.open() & (nearest >= 0) & verdicts.isin(_CLOSING)[nearest]
    verdicts.set(follows & (features.words >= ITEM_WORDS), "related_item", "context.after_article")
    verdicts.set(follows & verdicts.open(), "nav", "context.after_article")


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
