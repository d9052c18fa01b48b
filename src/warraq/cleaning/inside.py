"""What stands inside the article and is told by its frame: polls, boxes to subscribe, galleries, tables, the
hours of a story told by the hour."""

import re

import numpy as np
import pyarrow as pa

from warraq.cleaning import rules
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import Pages

LIVE_ENTRIES, LIVE_NEAR = 2, 2  # so many hours, each with text so many lines below it
LIVE_HEADING_CHARS = 90
# Without stops so many hours, each over so many words: headlines of other stories stand so, too.
ENTRIES_UNSTOPPED, ENTRY_WORDS = 4, 4
YEAR, DATE_CHARS = r"(?:^|\D)(?:1[2-9]|20)\d\d(?:\D|$)", 40
YEARS_TOLD, YEARS_SPANNED = 3, 2  # so many dates, the last so many years after the first
PARTS, PARTS_FULL = 3, 0.5  # so many numbers, and the share of them with a whole sentence right below
SIGNED_WORDS = 4  # who signs a statement
NUMBERED_PICTURE = r"^\d{1,2} ?/ ?\d{1,2}$"
PICTURES = 3  # so many numbers out of the same total are a gallery
POLL_LINES, POLL_CHARS = 9, 100  # from the heading or the question of a poll to its button; its longest line
BOX_LINES, BOX_WORDS = 2, 10  # lines between two calls to subscribe, and the words of each
CAPTION_CHARS, CAPTION_WORDS = 200, 30
CELLS = r"\S\t+ *\S"  # a row of a table whose cells tabs part
FIGURE_ROW = r"^(?:\d{1,2}[.)]? )?\D{1,40}(?:\s+[-+]?\d[\d.,:%-]*){3,}$"  # a name and three figures or more
POINT, LEADS_WORDS = (
    r"^[^\p{L}\d]+\p{L}",
    4,
)  # a mark and words; the words of the line that leads up to points
FIGURE_CELL = r"^[-+]?\d[\d.,:/%-]{0,11}(?: ?\p{L}{1,5})?$"
CELL_WORDS, CELLS_SHARE = 5, 0.3
CELLS_A_DATE = (
    2.5  # lines of a table for each of its dates: other stories have one line, or their day and one
)
ROWS, FIGURES_SHARE = 3, 0.5  # the fewest rows of a table, and how many of them hold a figure


def live_entries(pages: Pages) -> None:
    """A story told by the hour: a time alone above each of several paragraphs, with or without a heading."""
    verdicts, features = pages.verdicts, pages.features
    time = rules.fits(features, pages.codes, "common.date.clock_alone") & verdicts.open()
    if not time.any():
        return
    text = np.logical_or.reduce([pages.neighbour(pages.sentences, step) for step in range(1, LIVE_NEAR + 1)])
    unstopped = _entries_without_stops(pages, time)
    entry = (time & text) | unstopped
    count = np.bincount(pages.lines.doc[entry], minlength=len(pages.doc_bounds) - 1)
    live = time & (count >= LIVE_ENTRIES)[pages.lines.doc]
    live &= entry | (pages.last_where(entry) >= 0)  # above the first entry it is the page's
    told = pages.neighbour(unstopped, -1) & ~pages.neighbour(pages.sentences, 1)
    verdicts.set(live | (told & verdicts.open()), "body", "context.live_entry")
    heading = verdicts.open() & pages.neighbour(live, -1) & (pages.lines.chars <= LIVE_HEADING_CHARS)
    heading &= (~features.ends_full | features.asks) & ~features.introduces & (features.words > 1)
    heading &= ~pages.neighbour(time, 1)
    verdicts.set(heading, "subheading", "context.live_heading")


def _entries_without_stops(pages: Pages, time: Flags) -> Flags:
    """Times, each over a line without a stop, where these lines are more than the running text of the page:
    under an article they are headlines of other stories."""
    features, lines, doc = pages.features, pages.lines, pages.lines.doc
    count = len(pages.doc_bounds) - 1
    told = pages.verdicts.open() & pages.neighbour(time, -1) & (features.words >= ENTRY_WORDS) & ~time
    weight = np.bincount(doc[told], lines.chars[told], count)
    rest = pages.sentences & ~told
    sure = weight > np.bincount(doc[rest], lines.chars[rest], count)
    entry = time & pages.neighbour(told, 1)
    sure &= np.bincount(doc[entry], minlength=count) >= ENTRIES_UNSTOPPED
    result: Flags = entry & sure[doc] & (pages.index > pages.first_sentence[doc])
    return result


def dated_entries(pages: Pages) -> None:
    """A story told by its years: a date or a year alone above each of several lines, never an earlier one
    below a later one. Lists of other stories have the latest first, and seldom span years."""
    verdicts, features = pages.verdicts, pages.features
    alone = pages.matching(verdicts.open() & (pages.lines.chars <= DATE_CHARS), YEAR)
    alone &= rules.fits(features, pages.codes, ".date.alone") | rules.fits(
        features, pages.codes, ".counter.number"
    )
    told = verdicts.open() & ~alone & (features.words > 1)
    _dates_of_a_table(pages)
    rows = np.flatnonzero(alone & pages.neighbour(told, 1))
    texts = features.folded.take(pa.array(rows)).to_pylist()
    years = np.array([max(map(int, _YEAR.findall(text))) for text in texts])  # of two calendars, the later
    pages_of_rows = np.flatnonzero(np.diff(pages.lines.doc[rows]) != 0) + 1
    for of_page in np.split(np.arange(len(rows)), pages_of_rows):
        steps = np.diff(years[of_page])
        back = np.flatnonzero(steps < 0)  # the day of publication stands above them
        told_by = of_page[back[-1] + 1 if len(back) else 0 :]
        if len(told_by) >= YEARS_TOLD and years[told_by[-1]] - years[told_by[0]] >= YEARS_SPANNED:
            verdicts.set(rows[told_by], "body", "context.dated_entry")


def _dates_of_a_table(pages: Pages) -> None:
    """Dates alone, each tied to a line of a few words above and another below, no heading of a list over
    them: a table, a cell a line."""
    verdicts, features = pages.verdicts, pages.features
    cell = verdicts.open() & (features.words <= CELL_WORDS) & ~features.ends_full
    date = cell & rules.fits(features, pages.codes, ".date.alone")
    name = cell & ~date
    date &= (features.gap == 1) & pages.neighbour(name, -1) & pages.neighbour(name & (features.gap == 1), 1)
    date &= pages.index > pages.first_sentence[pages.lines.doc]
    run, dates = pages.runs(cell, 1, date)
    headed = pages.neighbour(verdicts.isin(["related_heading", "comments", "share"]), -1)
    _, under = pages.runs(cell, 1, headed)
    date &= (dates >= ROWS) & (run >= CELLS_A_DATE * dates) & (under == 0)
    beside = pages.neighbour(date, -1) | pages.neighbour(date, 1)
    verdicts.set(date | (name & beside), "body", "context.table")


def numbered_parts(pages: Pages) -> None:
    """The numbers 1, 2, 3 and so on, each alone above a part of the story in whole sentences."""
    verdicts, features = pages.verdicts, pages.features
    number = pages.matching(verdicts.open() & (pages.lines.chars <= 2), r"^\d{1,2}$")
    rows = np.flatnonzero(number & pages.neighbour(verdicts.open() & ~number, 1))
    counted = np.array(list(map(int, features.folded.take(pa.array(rows)).to_pylist())), np.int64)
    doc, documents = pages.lines.doc[rows], len(pages.doc_bounds) - 1
    rank = np.arange(len(rows)) - np.searchsorted(doc, doc)
    out_of_order = np.bincount(doc[counted != rank + 1], minlength=documents)
    full = (features.ends_full & verdicts.open())[rows + 1]
    parts = np.bincount(doc, minlength=documents)
    told = (parts >= PARTS) & (np.bincount(doc, full, documents) >= PARTS_FULL * parts) & (out_of_order == 0)
    verdicts.set(rows[told[doc]], "body", "context.numbered_part")


def signed_dates(pages: Pages) -> None:
    """Below the text: where and when it was signed, with words no day of publication has; or the date alone
    tied to the names of who signed, on a page whose head has its own."""
    features, open_ = pages.features, pages.verdicts.open()
    signed = rules.fits(features, pages.codes, ".body.issued") & pages.end
    date = rules.fits(features, pages.codes, ".date.alone") & pages.tied_to_the_text()
    name = open_ & ~pages.sentences & (features.words <= SIGNED_WORDS) & ~features.introduces
    below = pages.neighbour(name, -1) & ~pages.neighbour(open_ & (features.gap == 1), 1)
    alone = np.bincount(pages.lines.doc[date], minlength=len(pages.doc_bounds) - 1) == 1
    date &= alone[pages.lines.doc]  # several are those of other stories
    headed = pages.lines.doc[pages.top & rules.fitting(features, pages.codes, "date_published")]
    signed |= date & below & np.isin(pages.lines.doc, headed)
    pages.verdicts.set(signed & open_, "body", "context.signed_date")


def galleries(pages: Pages) -> None:
    """Numbers out of one total (3/6), each over a line or two: the line is the words under a picture."""
    verdicts = pages.verdicts
    number = pages.matching(verdicts.open() & (pages.lines.chars <= 7), NUMBERED_PICTURE)
    rows = np.flatnonzero(number)
    totals = np.zeros(len(number), np.int64)
    totals[rows] = [
        int(text.split("/")[1]) for text in pages.features.folded.take(pa.array(rows)).to_pylist()
    ]
    open_ = verdicts.open()
    for of_page in pages.by_page(rows):
        stop = int(pages.doc_bounds[pages.lines.doc[of_page[0]] + 1])
        most = np.bincount(totals[of_page]).argmax()
        of_page = of_page[totals[of_page] == most]
        if len(of_page) >= PICTURES:
            below = np.setdiff1d(of_page + 1, of_page)
            below = below[below < stop]
            below = below[open_[below]]
            verdicts.set(below, "caption", "context.gallery")
            verdicts.set(of_page, "pager", "context.gallery")


def polls(pages: Pages) -> None:
    """From the heading of a poll, or its question, to its last button."""
    verdicts, features, index = pages.verdicts, pages.features, pages.index
    button = rules.fits(features, pages.codes, ".poll.button")
    if not button.any():
        return
    heading = rules.fits(features, pages.codes, ".poll.heading")
    short = pages.lines.chars <= POLL_CHARS
    heading |= short & features.asks
    stops = np.append(np.flatnonzero(~button | features.first), len(button))
    for row in np.flatnonzero(button & ~pages.neighbour(button, -1)).tolist():
        begin = max(int(pages.doc_bounds[pages.lines.doc[row]]), row - POLL_LINES)
        tied = np.flatnonzero(~(short[begin:row] & verdicts.open(slice(begin, row))))
        begin = int(begin + tied[-1] + 1) if len(tied) else begin
        opened = np.flatnonzero(heading[begin:row])
        if len(opened):
            stop = stops[np.searchsorted(stops, row, "right")]
            verdicts.set(index[begin + opened[0] : stop], "widget", "context.poll")


def subscription_boxes(pages: Pages) -> None:
    """A line or two, no sentences, tied to a call to subscribe above and to another below."""
    verdicts, features = pages.verdicts, pages.features
    call = verdicts.isin(["promo_cta"])
    line = verdicts.open() & (features.gap == 1) & (features.words <= BOX_WORDS) & ~pages.sentences
    line &= ~features.ends_full & ~features.bullet
    run, _ = pages.runs(line, 1, line)
    nearest = pages.last_where(~line)
    line &= (run <= BOX_LINES) & (nearest >= 0) & call[nearest]
    closed = np.zeros(len(line) + 1, np.bool_)
    closed[nearest[line & pages.neighbour(call & (features.gap == 1), 1)]] = True
    verdicts.set(line & closed[nearest], "promo_cta", "context.box")


def tables(pages: Pages) -> None:
    """Rows of cells parted by tabs, or of a name and figures, right below text or open lines: body."""
    verdicts = pages.verdicts
    open_ = verdicts.open()
    row = pages.matching(open_ & (pages.lines.chars <= CAPTION_CHARS), FIGURE_ROW)
    row |= pages.matching(open_ & ~row & (pages.lines.chars <= CAPTION_CHARS), CELLS)
    run, of_figures = pages.runs(row, 1, pages.matching(row, r"\d"))
    table = (run >= ROWS) & (of_figures >= FIGURES_SHARE * run) & ~pages.top
    above = pages.last_where(~row)
    text = open_ | verdicts.isin(["body", "subheading"])
    table &= (above >= 0) & text[above]
    verdicts.set(table, "body", "context.table")
    verdicts.set(_one_cell_a_line(pages), "body", "context.table")
    source = verdicts.isin(["agency_credit"]) & (pages.features.gap == 1) & pages.neighbour(table, -1)
    verdicts.set(source, "body", "context.table")  # of the figures, not of the copy


def _one_cell_a_line(pages: Pages) -> Flags:
    """In the article, figures alone on their lines among names of a few words: a table, a cell a line."""
    features = pages.features
    inner = pages.verdicts.open() & ~pages.top & ~pages.end & ~pages.sentences & ~features.introduces
    cell = inner & (features.words <= CELL_WORDS) & ~features.ends_full
    figure = pages.matching(cell & (features.words <= 2), FIGURE_CELL)
    named = pages.neighbour(cell & ~figure, -1) | pages.neighbour(cell & ~figure, 1)
    run, figures = pages.runs(cell, 2, figure & named)
    result: Flags = cell & (figures >= ROWS) & (figures >= CELLS_SHARE * run)
    return result


def captions_over_credits(pages: Pages) -> None:
    """Words without an end mark, tied to the line below that says who made the picture."""
    verdicts, features = pages.verdicts, pages.features
    credit = verdicts.isin(["image_credit"]) & (features.gap == 1)
    words = verdicts.open() & ~pages.top & ~pages.sentences & ~features.ends_full & ~features.introduces
    words &= (features.words <= CAPTION_WORDS) & (features.words > 1) & pages.neighbour(credit, 1)
    verdicts.set(words, "caption", "context.over_credit")


def captions_beside_credits(pages: Pages) -> None:
    """The first sentence of a page, under some line for a headline and over more text, tied to the line that
    says who made the picture and parted by a blank line from the others: words under the picture."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    first = verdicts.open() & pages.sentences & (pages.index == pages.first_sentence[doc])
    first &= (pages.lines.chars <= CAPTION_CHARS) & (pages.index < pages.last_sentence[doc])
    first &= pages.last_where(verdicts.open() & (features.words > 2), before=True) >= 0
    credit, tied = verdicts.isin(["image_credit"]), features.gap == 1
    over = first & ~tied & pages.neighbour(credit & tied, 1)
    under = first & tied & pages.neighbour(credit & ~tied, -1) & ~pages.neighbour(tied, 1)
    verdicts.set(over | under, "caption", "context.beside_credit")
    if (over | under).any():
        pages.find_article()


def lists_after_colons(pages: Pages) -> None:
    """Points, one a line, tied to a sentence of the article that leads up to them with a colon."""
    features, open_ = pages.features, pages.verdicts.open()
    point = pages.matching(open_ & features.bullet & (features.gap == 1) & ~pages.top & ~pages.end, POINT)
    above = pages.last_where(~point)
    leads = (open_ | pages.verdicts.isin(["body"])) & features.introduces & (features.words >= LEADS_WORDS)
    run, _ = pages.runs(point, 1, point)
    pages.verdicts.set(point & (run > 1) & (above >= 0) & leads[above], "body", "context.listed")


_YEAR = re.compile(r"(?<!\d)(?:1[2-9]|20)\d\d(?!\d)", re.ASCII)  # as RE2 has it
