"""Boxes above the article: scores of matches, the day's programme, rates, headlines in a row."""

import numpy as np

from warraq.cleaning import rules
from warraq.cleaning.head import LABEL_WORDS, MENU_GAP, MENU_WORDS
from warraq.cleaning.page import Pages

WORDS_AND_FIGURES = r"^\D{2,30} \d[\d.,]*(?: \d[\d.,]*){0,3}$"
SCORE_CHARS = 70
SCORE = r"^\p{L}[^\d.:]{1,30} (?:\d{1,2} ?[-:] ?\d{1,2}|- ?[:xv] ?-) \p{L}[^\d.:]{1,30}$"
TIMES_OF_DAY, TIMES_APART = 4, 9  # a timetable has so many, and so few lines for each: two teams, the cup …
STATE_WORDS = 2  # what stands below a score: it is over, the second half, the hour it begins
TICKER_CHARS = 240  # the longest headline has 220


def tickers(pages: Pages) -> None:
    """A line far longer than a headline, without a stop at its end, right below the names of outlet and staff
    and apart from what follows: the headlines of the day, one after the other."""
    verdicts, features = pages.verdicts, pages.features
    line = verdicts.open() & (pages.lines.chars >= TICKER_CHARS) & (features.gap == 1)
    line &= pages.neighbour(verdicts.isin(["masthead"]), -1) & ~(features.ends_full & ~features.asks)
    line &= pages.neighbour(features.gap > 1, 1)
    verdicts.set(line, "ticker", "context.ticker_below_masthead")
    if line.any():
        pages.find_article()


def first_menu(pages: Pages) -> None:
    """The first line of the page, where it is names parted by dashes, however long: a menu."""
    first = pages.verdicts.open() & pages.features.first
    menu = rules.fits_among(pages.features, pages.codes, ".nav.dashed", first)
    pages.verdicts.set(menu, "nav", "context.first_menu")
    if menu.any():
        pages.find_article()


def widget_lines(pages: Pages) -> None:
    """Two scores of matches or more, one below the other, perhaps each over its state, before any other line
    that could be a headline; the label of a ticker; a line between two lines of rates, weather or scores,
    without a blank line; the place under a temperature; and words and figures tied to such a line, below the
    article."""
    score = pages.matching(pages.verdicts.open() & pages.top & (pages.lines.chars <= SCORE_CHARS), SCORE)
    clock = rules.fits(pages.features, pages.codes, "common.date.clock_alone")
    state = (
        (pages.verdicts.open() | clock) & (pages.features.words <= STATE_WORDS) & (pages.features.gap == 1)
    )
    state &= pages.neighbour(score, -1)
    _, scores = pages.runs(score | state, 1, score)
    last = np.full(len(pages.doc_bounds) - 1, -1)
    other = pages.verdicts.open() & pages.top & ~score & ~state
    np.maximum.at(last, pages.lines.doc[other], pages.index[other])
    pages.verdicts.set((scores > 1) & (pages.index < last[pages.lines.doc]), "widget", "context.scores")
    _score_boxes(pages)
    ticker = pages.verdicts.isin(["ticker"]) & (pages.features.gap == 1)
    label = pages.verdicts.open() | pages.verdicts.isin(["caption"])
    label &= pages.top & (pages.features.words <= LABEL_WORDS) & pages.neighbour(ticker, 1)
    pages.verdicts.set(label, "ticker", "context.ticker_label")
    tied = pages.features.gap == 1
    place = pages.top & tied & (pages.features.words <= LABEL_WORDS)
    place &= pages.neighbour(pages.verdicts.ruled(".widget.temperature"), -1)
    place &= pages.verdicts.open() | pages.verdicts.isin(["section"])
    pages.verdicts.set(place, "widget", "context.weather_place")
    widget = pages.verdicts.isin(["widget"])
    between = pages.verdicts.open() & (pages.top | pages.end) & tied & pages.neighbour(widget, -1)
    between &= pages.neighbour(widget & tied, 1)
    pages.verdicts.set(between, "widget", "context.widget_between")
    figures = pages.matching(pages.verdicts.open() & pages.end & tied & ~pages.sentences, WORDS_AND_FIGURES)
    below = pages.last_where(~figures)
    rate = figures & (below >= 0) & pages.verdicts.isin(["widget"])[below]
    pages.verdicts.set(rate, "widget", "context.widget_between")


def timetables(pages: Pages) -> None:
    """Several times of day above the article, each alone on its line, with few short lines between: the day's
    programme or matches, with what is tied to them or says once more what stands there."""
    verdicts, features = pages.verdicts, pages.features
    clock = verdicts.ruled(".date.clock_alone") & pages.top
    short = verdicts.open() | verdicts.isin(["section", "counter", "continuation", "player"])
    short &= pages.top & (features.words <= MENU_WORDS) & ~features.ends_sentence
    run, clocks = pages.runs(clock | short, MENU_GAP, clock)
    listed = (clocks >= TIMES_OF_DAY) & (run <= TIMES_APART * clocks)
    tied, again = features.gap == 1, features.repeats > 1
    at = np.flatnonzero(clock & listed)
    if not len(at):
        return
    of_page = np.diff(pages.lines.doc[at], prepend=-1) == 0
    parted = np.flatnonzero((np.diff(at, prepend=0) > TIMES_APART) | ~of_page)
    reached = -1  # no line is walked over twice
    for first, last in zip(at[parted].tolist(), at[np.append(parted[1:], len(at)) - 1].tolist(), strict=True):
        first, last = max(first, reached + 1), max(last, reached)
        while first > reached + 1 and listed[first] and not features.first[first]:
            if not (tied[first] or again[first - 1]):
                break
            first -= 1
        first += not listed[first : first + 1].all()
        while listed[last + 1 : last + 2].any() and not features.first[last + 1]:
            if not (tied[last + 1] or again[last + 1]):
                break
            last += 1
        verdicts.set(np.arange(first, last + 1), "widget", "context.timetable")
        reached = last


def _score_boxes(pages: Pages) -> None:
    """A number, a dash and a number, a line each, above the article, and the team above and below; or the two
    numbers without the dash, and the state of the match."""
    verdicts = pages.verdicts
    number = verdicts.isin(["counter"]) & pages.top
    short = verdicts.open() & pages.top & (pages.features.words <= MENU_WORDS)
    goals = number & (pages.lines.chars <= 2)
    pair = goals & pages.neighbour(goals, 1) & pages.neighbour(short, -1)
    pair &= pages.neighbour(pages.neighbour(short, 1), 1) & ~pages.neighbour(number, -1)
    verdicts.set((np.flatnonzero(pair)[:, None] + np.arange(-1, 3)).ravel(), "widget", "context.scores")
    below = verdicts.ruled("context.scores") & pages.top
    state = verdicts.open() & (pages.features.words <= STATE_WORDS) & (pages.features.gap == 1)
    verdicts.set(state & pages.neighbour(pair, -3) & pages.neighbour(below, -1), "widget", "context.scores")
    dash = (
        verdicts.ruled(".continuation.rule_line") & pages.neighbour(number, -1) & pages.neighbour(number, 1)
    )
    if not dash.any():
        return
    team = verdicts.open() & (pages.features.words <= MENU_WORDS)
    box = dash & pages.neighbour(pages.neighbour(team, -1), -1) & pages.neighbour(pages.neighbour(team, 1), 1)
    rows = np.flatnonzero(box)
    verdicts.set((rows[:, None] + np.arange(-2, 3)).ravel(), "widget", "context.scores")
