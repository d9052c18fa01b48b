"""Above the article: standfirst, the outlet and its staff, menus, the page's clock, authors."""

import re

import numpy as np
import pyarrow as pa

from warraq.cleaning.lines import Flags
from warraq.cleaning.page import DATES, Pages

MENU_RUN, MENU_WORDS, MENU_GAP = 4, 4, 2  # so many short lines in a row are a menu …
MENU_KNOWN = 0.2  # … when a rule knows this share of them
NAME_WORDS = (2, 5)  # a person's name
STANDFIRST_CHARS = 260
NAME_CHARS, NAME_LINE_WORDS = 6, 9  # an outlet's name, and the line that holds it, perhaps with a motto
NAMING_LINES = 8  # lines of a page that are asked for the outlet's name

# Furniture that says whose page it is: © NAME, NAME: address, follow NAME.
_NAMING = ("legal", "contact", "promo_cta")


def standfirsts(pages: Pages) -> bool:
    """A sentence above the date or author, with some line over it for a headline, is the standfirst.

    Says whether there was one: the article then starts lower.
    """
    verdicts = pages.verdicts
    meta = verdicts.isin([*DATES, "byline", "counter", "reading_time", "dateline", "section"])
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


def staff_names(pages: Pages) -> None:
    """The line after an editor's title holds the name."""
    verdicts, features = pages.verdicts, pages.features
    name = (features.words >= NAME_WORDS[0]) & (features.words <= NAME_WORDS[1]) & ~features.ends_sentence
    after = pages.neighbour(verdicts.ruled(".masthead.staff"), -1)
    name &= verdicts.open() & pages.top & after & (features.gap == 1)
    verdicts.set(name, "masthead", "context.staff_name")


def author_names(pages: Pages) -> None:
    """The line after a label that stands alone (`By`) holds the author's name."""
    verdicts, features = pages.verdicts, pages.features
    name = (features.words >= NAME_WORDS[0]) & (features.words <= NAME_WORDS[1]) & ~features.ends_sentence
    after = pages.neighbour(verdicts.ruled(".byline.label_alone"), -1)
    verdicts.set(verdicts.open() & pages.top & after & name, "byline", "context.author_name")


def authors_by_date(pages: Pages) -> None:
    """What looks like a caption by its place alone, two to four words right above the date, is the author."""
    verdicts, features = pages.verdicts, pages.features
    name = (features.words >= NAME_WORDS[0]) & (features.words <= NAME_WORDS[1]) & ~features.ends_sentence
    date = verdicts.isin(["date_published", "date_updated"]) & (features.gap == 1)
    digits = features.fits(r"[\d(]")
    name &= verdicts.ruled("top.caption") & pages.neighbour(date, 1) & ~digits & (features.repeats == 1)
    verdicts.set(name, "byline", "context.author_by_date")
    # What may label an author, and stands right above the headline, is a part of the paper (كتب: books).
    over = verdicts.ruled(".byline.label_alone") & pages.neighbour(verdicts.isin(["title"]), 1)
    verdicts.set(over, "section", "top.short_line")


def widget_lines(pages: Pages) -> None:
    """A line between two lines of rates, weather or scores, without a blank line, is of them."""
    widget = pages.verdicts.isin(["widget"])
    tied = pages.features.gap == 1
    between = pages.verdicts.open() & pages.top & tied & pages.neighbour(widget, -1)
    between &= pages.neighbour(widget & tied, 1)
    pages.verdicts.set(between, "widget", "context.widget_between")


def outlet_names(pages: Pages) -> None:
    """A line at the head of the page, alone or before a motto (NAME - MOTTO), that the copyright line, the
    address or a call to subscribe names again, is the name of the outlet."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    short = verdicts.open() & pages.top & (features.words <= NAME_LINE_WORDS) & ~features.ends_full
    naming = verdicts.isin(_NAMING)
    for doc in np.intersect1d(lines.doc[short], lines.doc[naming]).tolist():
        begin, stop = int(pages.doc_bounds[doc]), int(pages.doc_bounds[doc + 1])
        at = begin + np.flatnonzero(naming[begin:stop])
        at = np.unique(np.concatenate([at[:NAMING_LINES], at[-NAMING_LINES:]]))
        named = " | ".join(_words(line) for line in features.folded.take(pa.array(at)).to_pylist())
        headed = bool(verdicts.isin(["masthead"], slice(begin, stop)).any())
        rows = begin + np.flatnonzero(short[begin:stop])
        for row, line in zip(rows.tolist(), features.folded.take(pa.array(rows)).to_pylist(), strict=True):
            name, *motto = _BEFORE_MOTTO.split(line, maxsplit=1)
            # NAME - PLACE over the story is its dateline: the name with its motto stands once, and first.
            if len(name) >= NAME_CHARS and _words(name) in named and not (motto and headed):
                verdicts.set(np.array([row]), "masthead", "title.outlet")
                headed = True


_BEFORE_MOTTO = re.compile(r" [-|] ")


def _words(line: str) -> str:
    """Its words, each between two spaces."""
    return " ".join(["", *re.findall(r"\w+", line), ""])


def menus(pages: Pages) -> None:
    """A run of short lines around the article, at least one of them a known entry, is a menu."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    loose = verdicts.open() | verdicts.isin(["section", "agency_credit", "related_heading", "player"])
    for link in (".label_alone", ".consent.policy", ".legal.terms", ".legal.pages"):
        loose |= verdicts.ruled(link)
    loose |= verdicts.isin(["promo_cta"]) & (features.words == 1)
    short = (
        (features.words <= MENU_WORDS) & (lines.chars <= 40) & ~features.ends_sentence & ~features.introduces
    )
    member = (short & loose) | verdicts.isin(["nav", "share", "consent", "page_tools", "promo_cta", "widget"])
    # A section that stands apart from the menu, nearer the headline, is the story's own …
    apart = verdicts.isin(["section"]) & (features.gap > np.append(0, features.gap[:-1]))
    known = verdicts.isin(["nav", "share", "consent", "page_tools", "section"])
    said_above = (features.repeats <= 3) & _said_above(pages)
    again = short & said_above & pages.end  # the menu at the foot says that at the head once more
    for zone in (pages.top, pages.end):
        run, entries = pages.runs(member & zone, MENU_GAP, count=known | again)
        block, links = pages.runs(member & zone, 1, count=known & ~verdicts.isin(["section"]) | again)
        # Lines tied to each other, none of them a link, are no part of the menu above them.
        sure = (
            (run >= MENU_RUN)
            & (entries >= MENU_KNOWN * run)
            & ~((block > 1) & (block < MENU_RUN) & (links == 0))
        )
        # … and so is the last line of the menu, when it says an entry once more.
        last = sure & pages.top & short & loose & said_above & ~pages.neighbour(run > 0, 1)
        verdicts.set(last & verdicts.open(), "section", "context.entry_again")
        entry = sure & loose & short & ~apart & ~last
        entry &= (features.repeats < 3) | verdicts.isin(["section"])
        verdicts.set(entry, "nav", "context.menu_run")


def _said_above(pages: Pages) -> Flags:
    """The lines that another line of their page, above them, says already."""
    keys = pages.features.key
    pair = pages.lines.doc * (int(keys.max(initial=0)) + 2) + keys
    _, first, which = np.unique(pair, return_index=True, return_inverse=True)
    result: Flags = (keys >= 0) & (first[which] < pages.index)
    return result


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
    # A heading with nothing under it, above the article, is a link to such a list.
    below = np.append(plain, False)[1:] | pages.neighbour(verdicts.isin(["related_item", "teaser"]), 1)
    verdicts.set(verdicts.isin(["related_heading"]) & pages.top & ~below, "nav", "context.link_to_list")


def clocks(pages: Pages) -> None:
    """Of the dates above the headline, which one is the page's clock."""
    verdicts = pages.verdicts
    text = np.bincount(
        pages.lines.doc[pages.features.sentence & verdicts.open()], minlength=len(pages.doc_bounds)
    )
    date = verdicts.isin(["date_published"]) & (pages.top | (text == 0)[pages.lines.doc])
    date &= ~verdicts.ruled(".date.published")
    title = verdicts.isin(["title"])
    titled = np.zeros(len(pages.doc_bounds) - 1, np.bool_)
    titled[pages.lines.doc[title]] = True
    above = date & (pages.last_where(title) < 0)
    head = verdicts.isin(["masthead", "nav", "widget", "share", "ticker"])
    beside_head = pages.neighbour(head, -1) | pages.neighbour(head, 1)
    below = date & (pages.last_where(title) >= 0)
    dated_below = np.bincount(pages.lines.doc[below], minlength=len(titled)) > 0
    dated_below &= titled
    first = pages.features.first & pages.neighbour(title, 1)
    clock = above & (beside_head | first | dated_below[pages.lines.doc])
    verdicts.set(clock, "date_render", "context.page_clock")
