"""The second look: what a line is follows from the lines around it."""

import numpy as np
import pyarrow as pa

from warraq.cleaning import authors, boxes, foot, head, inside, keywords, leads, pairs, rules, teasers
from warraq.cleaning.lines import Flags
from warraq.cleaning.matching import matching
from warraq.cleaning.page import Pages

PROSE_WORDS = 10  # text without a stop, where nothing else on the page is more like a sentence
FURNITURE_LINES, FURNITURE_REST = 5, 0.25  # so many lines known as furniture, and so few others: no article
HEADING_WORDS, HEADING_CHARS = (2, 11), 75  # a heading inside the article
BARE_WORDS = 5  # … and so many among paragraphs that have no end mark either
WORD_CHARS = 4  # a heading of one word has so many letters
FIGURES = r"\d"  # a line of a list of prices, scores or dates holds a figure
FIGURE_LINES, FIGURES_SHARE = 2, 0.6  # the fewest lines of such a list, and how many hold one
HEAD_ROW = r" - .* - |\t|\|"  # the first row of a table, which names its columns
CREDITED = r"[(\[][^()\[\]\d]{2,24} ?/ ?[^()\[\]\d]{2,30}[)\]]$"  # (AGENCY/NAME): words under a picture
QUOTES_KEPT = 40  # lines in quotation marks of one page that are looked for in its text
GOES_ON = (
    r"^(?:[وف]\p{Arabic}{2}|but |and |et |mais |y |pero |und |aber |ve |و |اما |لكن )"  # no heading does
)
MINUTE = r"^\d{1,3}(?:\+\d{1,2})?['’′]"  # of a match, at the head of what happened then
QUOTED = r"^[«\"“”„].*[»\"“”]$"
BROKEN = r"^[،,؛;)]"
RULE_LINE = r"^[\p{P}\sـ=~+|<>^`]+$"

standfirsts, tickers = head.standfirsts, boxes.tickers


def threads(pages: Pages) -> None:
    """What would hide the end of the article: threads of comments and lists of stories below it."""
    boxes.first_menu(pages)
    teasers.find(pages)
    inside.live_entries(pages)
    inside.dated_entries(pages)
    inside.numbered_parts(pages)
    inside.galleries(pages)
    inside.polls(pages)
    pages.find_article()
    foot.comment_threads(pages)
    pages.find_article()
    foot.second_stories(pages)
    foot.tied_items(pages)
    foot.items_in_the_foot(pages)
    pages.find_article()
    foot.stories_at_the_end(pages)
    pages.find_article()
    pairs.below_articles(pages)
    pages.find_article()
    inside.signed_dates(pages)


def before_titles(pages: Pages) -> None:
    """What can be told before the headline is known: names of staff, menus."""
    # First: they may ask again where the article lies, which no other page of the batch must notice.
    inside.captions_beside_credits(pages)
    teasers.headline_over_the_one_cut(pages)
    ruled_lines(pages)
    head.datelines_alone(pages)
    authors.staff_names(pages)
    authors.author_names(pages)
    head.outlet_names(pages)
    boxes.timetables(pages)
    boxes.widget_lines(pages)
    head.menus(pages)
    head.contents(pages)
    head.lists_above(pages)


def after_titles(pages: Pages) -> None:
    """What follows from the headline's place and from headings."""
    leads.standfirsts(pages)
    head.clocks(pages)
    authors.authors_by_date(pages)
    authors.authors_by_name(pages)
    authors.authors_below_titles(pages)
    head.entries(pages)
    head.section_headings(pages)
    authors.author_box(pages)
    authors.author_note(pages)
    authors.signed_by(pages)
    authors.signed_at_the_end(pages)
    pages.find_article()  # a box on the author may have hidden where the text ends: the end is asked again
    rules.apply(pages.features, pages.verdicts, pages.codes, ("end", "edges"), pages.end)
    inside.subscription_boxes(pages)
    inside.captions_over_credits(pages)
    inside.tables(pages)
    inside.lists_after_colons(pages)
    foot.codes_below_the_end(pages)
    foot.outlet_signs(pages)
    foot.items_without_heading(pages)
    foot.timed_items(pages)
    foot.headlines_below(pages)
    foot.related_blocks(pages)
    foot.summaries(pages)
    pages.find_article()
    keywords.tags(pages)
    foot.tail(pages)
    teasers.films(pages)
    repeated_captions(pages)
    subheadings(pages)


def ruled_lines(pages: Pages) -> None:
    """Lines of dashes, dots and the like close wire copy or part its pieces."""
    lines = pages.lines
    bare = pages.verdicts.open() & (pages.features.key < 0) & (lines.chars <= 400)
    rows = np.flatnonzero(bare)
    strings = lines.buffer.strings(lines.start[rows], lines.end[rows])
    ruled = matching(strings, RULE_LINE)
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
    """A short line without an end mark, alone between sentences, or between blank lines above a block."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    words = (features.words >= HEADING_WORDS[0]) & (features.words <= HEADING_WORDS[1])
    short = words & (lines.chars <= HEADING_CHARS) & ~features.introduces
    shape = short & ~features.ends_full
    numbered = pages.matching(shape & features.bullet, head.NUMBERED)
    listed = pages.neighbour(features.bullet, 1) | pages.neighbour(features.bullet, -1)
    full: Flags = pages.sentences | (verdicts.open() & features.ends_full)
    numbered &= ((features.gap >= 2) | pages.neighbour(full, 1)) & ~listed
    shape &= ~features.bullet | numbered
    text = full
    alone = verdicts.open() & ~pages.top & ~pages.end & ~text & shape
    alone &= ~pages.matching(alone, MINUTE)
    over_advert = verdicts.isin(["advert"]) & pages.neighbour(text, -1)
    introduction = verdicts.open() & features.introduces & (features.words >= PROSE_WORDS)
    between = pages.neighbour(text | introduction, 1) & pages.neighbour(text | over_advert, -1)
    stopped: Flags = features.sentence | features.ends_full
    between &= pages.neighbour(stopped, 1) | pages.neighbour(stopped, -1) | (features.words <= BARE_WORDS)
    apart = features.gap >= 2
    one_word = (features.words == 1) & (lines.chars >= WORD_CHARS) & ~features.introduces & ~features.bullet
    one_word &= verdicts.open() & ~pages.top & ~text
    alone |= one_word & between & apart & pages.neighbour(apart, 1)
    above_block = apart & pages.neighbour(apart, 1) & pages.neighbour(verdicts.open(), 1)
    above_block &= pages.neighbour(verdicts.open(), -1)
    above_block &= pages.neighbour(text | pages.neighbour(features.gap == 1, 1), 1)
    heading = alone & (between | above_block | (numbered & pages.neighbour(verdicts.open(), 1)))
    heading |= (verdicts.open() & ~pages.top & ~text & shape | one_word) & _over_figures(pages)
    asking = short & verdicts.open() & features.asks & between & apart & pages.neighbour(apart, 1)
    heading |= _asking(pages, asking & ~features.bullet & ~pages.top & ~pages.end, heading)
    pull_quotes(pages, heading)
    credited = pages.matching(heading & verdicts.open(), CREDITED)
    verdicts.set(credited, "caption", "context.credited")
    # Where a comma opens the next line, a link was broken out of a sentence.
    heading &= ~pages.neighbour(pages.matching(pages.neighbour(heading, -1), BROKEN), 1)
    verdicts.set(heading & verdicts.open(), "subheading", "context.subheading")


def _asking(pages: Pages, asking: Flags, heading: Flags) -> Flags:
    """Of these questions, each alone between two paragraphs, the headings: those in quotation marks, and the
    only one on a page that has other headings and is no interview."""
    quoted = pages.matching(asking, QUOTED)
    count = len(pages.doc_bounds) - 1
    plain = asking & ~quoted & ~pages.matching(asking, GOES_ON)
    only = np.bincount(pages.lines.doc[pages.features.asks], minlength=count) == 1
    only &= np.bincount(pages.lines.doc[heading], minlength=count) > 0
    result: Flags = quoted | (plain & only[pages.lines.doc])
    return result


def _over_figures(pages: Pages) -> Flags:
    """The lines after a blank one over a block, tied to them, of a list or of figures; where no blank line
    stands, those over two entries of such a list."""
    features = pages.features
    open_ = pages.verdicts.open() | pages.verdicts.ruled("context.table")
    tied = open_ & (features.gap == 1)
    figures = features.bullet | pages.matching((tied | pages.neighbour(tied, 1)) & ~features.bullet, FIGURES)
    block, of_figures = pages.runs(tied, 1, figures)
    listed = tied & (block >= FIGURE_LINES) & (of_figures >= FIGURES_SHARE * block)
    over: Flags = (features.gap >= 2) & ~figures & pages.neighbour(listed, 1) & ~tied
    over &= pages.neighbour(open_, -1) & ~pages.end
    entry = tied & (figures | pages.verdicts.ruled("context.table")) & (~pages.sentences | features.bullet)
    kept = open_ | pages.verdicts.isin(["advert", "share", "subheading"])
    between = tied & ~figures & pages.neighbour(kept, -1)
    between &= ~pages.end | pages.neighbour(pages.sentences, -1)
    between &= pages.neighbour(entry, 1) & pages.neighbour(pages.neighbour(entry, 1), 1)
    over |= between & ~pages.matching(between, HEAD_ROW)
    return over


def pull_quotes(pages: Pages, where: Flags) -> None:
    """Of these lines, those in quotation marks whose words another line of the page has: body."""
    rows = np.flatnonzero(where)
    quoted = rows[matching(pages.features.folded.take(pa.array(rows)), QUOTED)]
    for of_page in pages.by_page(quoted):
        doc = pages.lines.doc[of_page[0]]
        begin, stop = pages.doc_bounds[doc], pages.doc_bounds[doc + 1]
        text = pages.features.folded.slice(begin, stop - begin).to_pylist()
        for row in of_page[:QUOTES_KEPT].tolist():
            words = text[row - begin].strip('«»"“”„ ')
            if sum(words in line for line in text) > 1:
                pages.verdicts.set(np.array([row]), "body", "context.pull_quote")


def pages_without_article(pages: Pages) -> None:
    """What is left of a page that is furniture but for a short line or two is furniture as well."""
    verdicts, doc = pages.verdicts, pages.lines.doc
    count = len(pages.doc_bounds) - 1
    left = verdicts.open() | verdicts.isin(["body", "subheading"])
    prose = pages.features.sentence | pages.features.ends_full | pages.goes_on | pages.slots
    prose |= pages.sentences & (pages.features.words >= PROSE_WORDS)
    text = np.bincount(doc[left & prose], minlength=count)
    lines, lines_left = np.bincount(doc, minlength=count), np.bincount(doc[left], minlength=count)
    furnished = (lines - lines_left >= FURNITURE_LINES) & (lines_left <= FURNITURE_REST * lines) & (text == 0)
    verdicts.set(left & furnished[doc], "nav", "context.no_article")
