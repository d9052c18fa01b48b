"""Which lines above the article could be its headline, by their shape and place: asked of all pages at once,
before `titles` weighs them page by page."""

from typing import Any

import numpy as np
import pyarrow as pa

from warraq import packs
from warraq.cleaning import rules
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import DATES, PARAGRAPH_CHARS, Pages
from warraq.cleaning.stems import Stems

Scores = np.ndarray[Any, np.dtype[np.float64]]

# A headline: one line of 3 to 30 words, seldom over 200 characters; most have 4 to 20 words.
WORDS, CHARS = (2, 32), (8, 220)
LEAD_SENTENCES, LEAD_CHARS = 3, 200  # the headline's words come back in the first sentences, so many at least
# What speaks for and against a line, its words aside. Set on the dev pages by hand.
REPEATED, ALONE, WORDY, SCANT, IN_LIST, MARKED = 3.0, 1.5, 0.5, -1.5, -1.5, -1.5
OVER_WIDGET = -2.5  # the line right above rates, scores or prayer times is their heading
HEADS_META, UNDER_PATH = 1.0, 1.0  # right above author or date; right below a path or a section
HEADS_WORDS = 4  # shorter lines above a date are entries of a menu over the page's clock
LEADS_WORDS = 5  # the first line with so many words is more likely the headline than any below it
PAIR_WORDS = 6  # so short a line twice in a row is a picture's name, not a headline
FURNITURE = (
    "nav",
    "masthead",
    "share",
    "consent",
    "page_tools",
    "section",
    "widget",
    "related_heading",
    "promo_cta",
)
# What stands between the headline and the picture.
META = (*DATES, "byline", "share", "counter", "reading_time", "page_tools", "player")
ENTRY_WORDS = 4  # an entry of a menu
LIST_RUN = 4  # so many open lines in a row are a list
DECK_WORDS = 7  # a caption is shorter, a standfirst longer
SEPARATED = r"::|[»>›|/]"


class Candidates:
    """The open lines above the articles of all pages, before any of them is decided."""

    def __init__(self, pages: Pages) -> None:
        verdicts, features, lines = pages.verdicts, pages.features, pages.lines
        self.pages = pages
        self.open_top = verdicts.open() & pages.top
        self.rows = np.flatnonzero(self.open_top & ~pages.preface)
        self.run, _ = pages.runs(self.open_top, 1, self.open_top)
        self.holders = verdicts.isin(["breadcrumb", "wrapper"])
        self.wrapped = verdicts.ruled(".wrapper.title")
        self.leads = _leads(pages)
        self.text = self._texts()
        self.separated = set(np.flatnonzero(pages.matching(self.open_top, SEPARATED)).tolist())
        self.furniture = verdicts.isin(FURNITURE)
        # Below the author comes the story, headline or not; a date may be the page's.
        byline, furniture = pages.last_where(verdicts.isin(["byline"])), pages.last_where(self.furniture)
        asked = pages.last_where(verdicts.ruled(".body.question")) >= 0  # in an interview; answers follow
        self.of_story = (byline >= 0) & (byline > furniture) | asked
        self.meta_above = pages.last_where(verdicts.isin(META))
        self.over_widget = pages.neighbour(verdicts.isin(["widget"]) & (features.gap == 1), 1)
        self.on_a_day = rules.fits_among(features, pages.codes, ".body.on_a_day", self.open_top)
        self.stems = Stems(packs.function_words(pages.codes))
        headline = (features.words >= WORDS[0]) & (features.words <= WORDS[1])
        headline &= (lines.chars >= CHARS[0]) & (lines.chars <= CHARS[1]) & (features.key >= 0)
        headline &= ~((features.words <= ENTRY_WORDS) & self._ends(headline, r"\)$"))  # PLACE (AGENCY)
        headline &= ~((features.words <= PAIR_WORDS) & self._paired())
        headline &= ~((features.words <= ENTRY_WORDS) & self._entry_again())
        self.possible = headline & ~self._ends(headline, r"[,;:؛۔。]$")
        self.possible &= ~asked & ~(pages.goes_on & (lines.chars >= PARAGRAPH_CHARS))
        self.score = self._by_shape()

    def _texts(self) -> dict[int, str]:
        """What the lines say that are read one by one, folded."""
        read = self.leads | ((self.holders | self.wrapped) & self.pages.top)
        read[self.rows] = True
        rows = np.flatnonzero(read)
        texts = self.pages.features.folded.take(pa.array(rows)).to_pylist()
        return dict(zip(rows.tolist(), texts, strict=True))

    def _entry_again(self) -> Flags:
        """Does an entry of the menu above say the same?"""
        pages = self.pages
        keys = pages.features.key
        pair = pages.lines.doc * (int(keys.max(initial=0)) + 2) + keys
        result: Flags = (keys >= 0) & np.isin(pair, pair[pages.verdicts.isin(["nav"]) & pages.top])
        return result

    def _paired(self) -> Flags:
        """Does the same line stand right above or below?"""
        key, doc, gap = self.pages.features.key, self.pages.lines.doc, self.pages.features.gap
        as_above = (np.diff(key, prepend=-2) == 0) & (np.diff(doc, prepend=-1) == 0) & (gap == 1)
        # Over the author or the date it is the headline, printed twice; under a longer line a picture's name.
        meta = self.pages.verdicts.isin(["byline", *DATES])
        longer = self.open_top & (self.pages.features.words > PAIR_WORDS)
        as_above &= ~self.pages.neighbour(meta, 1) | self.pages.neighbour(longer, -2)
        result: Flags = as_above | np.append(as_above[1:], False)[: len(key)]
        return result

    def _by_shape(self) -> Scores:
        """What speaks for and against each line as a headline, its words and its place aside."""
        features, doc = self.pages.features, self.pages.lines.doc
        words, repeated = features.words, features.repeats > 1
        last = np.append(np.diff(doc) != 0, True)[: len(doc)]
        alone = (last | (np.append(features.gap[1:], 0)[: len(doc)] > 1)) & (features.gap != 1)
        marked = features.bullet | features.trails_off | self._ends(self.possible, r"[^.]\.$")
        score: Scores = REPEATED * ((words >= 3) & repeated) + ALONE * alone + MARKED * marked
        score += np.where(words >= 4, WORDY, np.where(words < 3, SCANT, 0.0))
        score += IN_LIST * ((self.run >= LIST_RUN) & ~repeated) + OVER_WIDGET * self.over_widget
        path = self.pages.verdicts.isin(["breadcrumb", "section"])
        score += HEADS_META * (self._heads_meta() & ~repeated)
        score += UNDER_PATH * (self.pages.neighbour(path, -1) & (words >= LEADS_WORDS) & ~marked & ~repeated)
        return score

    def _heads_meta(self) -> Flags:
        """The lines right above author, date or reading time, or above a standfirst that stands there."""
        pages, words = self.pages, self.pages.features.words
        meta = pages.verdicts.isin(["byline", "date_published", "date_updated", "reading_time", "dateline"])
        wordy = self.open_top & (words >= HEADS_WORDS)
        direct = wordy & pages.neighbour(meta, 1)
        standfirst = (direct & (words >= DECK_WORDS)) | pages.verdicts.ruled("context.standfirst")
        over_standfirst = wordy & pages.neighbour(standfirst, 1)
        result: Flags = over_standfirst | (direct & ~pages.neighbour(over_standfirst, -1))
        return result

    def _ends(self, where: Flags, pattern: str) -> Flags:
        """Do these lines end so?"""
        return self.pages.features.fits(pattern, where & self.open_top)


def _leads(pages: Pages) -> Flags:
    """The first sentences of every page."""
    rows = np.flatnonzero(pages.sentences)
    doc = pages.lines.doc[rows]
    leads = np.zeros(len(pages.sentences), np.bool_)
    first = np.searchsorted(doc, doc)
    said = np.append(0, np.cumsum(pages.lines.chars[rows]))
    leads[rows[(np.arange(len(rows)) - first < LEAD_SENTENCES) | (said[:-1] - said[first] < LEAD_CHARS)]] = (
        True
    )
    return leads
