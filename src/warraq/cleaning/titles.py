"""Which line is the headline, which lines repeat it, and what the other lines above the article are."""

import re
from collections.abc import Sequence

import numpy as np

from warraq import packs
from warraq.cleaning.lines import Ints, distinct
from warraq.cleaning.page import Pages
from warraq.cleaning.verdicts import OPEN

# A headline: one line of 3 to 30 words, seldom over 200 characters; most have 4 to 20 words.
WORDS, CHARS = (2, 32), (8, 220)
LEAD_SENTENCES = 3  # the headline's words come back in the first sentences
STEM = 4  # letters two words must share to count as one
# What speaks for and against a line, and how much a headline needs. Set on the dev pages by hand.
REPEATED, IN_PATH, ENDS_PATH, FULL_OVERLAP, NO_OVERLAP = 3.0, 3.0, 5.0, 2.0, -1.5
ALONE, FIRST, LEADS, WORDY, SCANT, IN_LIST, MARKED = 1.5, 0.5, 1.0, 0.5, -1.5, -1.5, -1.5
LEADS_WORDS = 5  # the first line with so many words is more likely the headline than any below it
PAIR_WORDS = 6  # so short a line twice in a row is a picture's name, not a headline
NEEDED = 1.0
GOOD_OVERLAP = 0.4  # share of its words found in the first sentences at which a line is surely about them
MAX_ROWS = 200  # open lines above the article that are weighed; a longer list is no head of a page
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
ENTRY_WORDS = 4  # an entry of a menu
LIST_RUN = 4  # so many open lines in a row are a list
SAME = 0.7  # share of words two lines have in common when one repeats the other
DECK_WORDS = 7  # a caption is shorter, a standfirst longer
MAX_DECKS, MAX_BELOW = 3, 8  # more such lines, or more lines at all, are the article's own
OUTWEIGHS = 4.0  # times the text of all sentences


def find(pages: Pages) -> None:
    """Decide the open lines above the article, page by page, and the repeats of the headline anywhere."""
    open_top = np.flatnonzero(pages.verdicts.open() & pages.top)
    is_open = pages.verdicts.open() & pages.top
    run, _ = pages.runs(is_open, 1, is_open)
    words = packs.function_words(pages.codes)
    for doc in distinct(pages.lines.doc[open_top]).tolist():
        _Top(pages, doc, run, words).decide()


class _Top:
    """The lines above the article of one page."""

    def __init__(self, pages: Pages, doc: int, run: Ints, function_words: frozenset[str]) -> None:
        self.pages = pages
        self.begin, self.stop = int(pages.doc_bounds[doc]), int(pages.doc_bounds[doc + 1])
        self.article = int(pages.first_sentence[doc])
        above = slice(self.begin, self.article)
        is_open = pages.verdicts.open(above)
        is_open &= ~pages.preface[above]
        self.rows = [self.begin + int(i) for i in np.flatnonzero(is_open)]
        self.run = run
        self.function_words = function_words
        self.text = pages.features.folded.slice(self.begin, self.article - self.begin).to_pylist()
        sentences = self.article + np.flatnonzero(pages.sentences[self.article : self.stop])[:LEAD_SENTENCES]
        self.lead = [pages.features.folded[int(i)].as_py() for i in sentences]
        self.lead_stems = self._stems(" ".join(self.lead))
        self.paths = self._find_paths()
        holders = pages.verdicts.isin(["breadcrumb", "wrapper"], above)
        held_by = [*(self.begin + np.flatnonzero(holders)).tolist(), *self.paths]
        self.path_texts = [_bare(self._line(row)) for row in held_by]
        # A row of short lines is a menu where other furniture stands around it; else it may be a poem.
        self.furnished = bool(pages.verdicts.isin(FURNITURE, above).any())
        wordy = [
            row for row in self.rows if pages.features.words[row] >= LEADS_WORDS and row not in self.paths
        ]
        self.leading = wordy[0] if wordy else -1

    def decide(self) -> None:
        scored = [(self._score(row), -row) for row in self.rows[-MAX_ROWS:] if self._possible(row)]
        best, row = max(scored, default=(0.0, 0))
        title = -row if best >= NEEDED else None
        if title is not None:
            rule = "title.repeated" if best >= REPEATED else "title.lead_words"
            self.pages.verdicts.set(np.array([title]), "title", rule)
            self._repeats(title)
        if self._outweighs():
            return
        above = [r for r in self.rows if title is None or r < title]
        below = [r for r in self.rows if title is not None and r > title]
        self._names(above, title)
        self._above([row for row in above if self.pages.verdicts.label[row] == OPEN], title is None)
        self._below(below)

    def _outweighs(self) -> bool:
        """Is there far more above the first sentence than in all? Then the page is made of short lines."""
        pages = self.pages
        sentences = pages.sentences[self.begin : self.stop]
        weight = int(pages.lines.chars[self.begin : self.stop][sentences].sum())
        return int(pages.lines.chars[self.rows].sum()) > OUTWEIGHS * weight

    def _line(self, row: int) -> str:
        return str(self.text[row - self.begin])

    def _possible(self, row: int) -> bool:
        lines, features = self.pages.lines, self.pages.features
        return (
            WORDS[0] <= features.words[row] <= WORDS[1]
            and CHARS[0] <= lines.chars[row] <= CHARS[1]
            and features.key[row] >= 0
            and not (features.words[row] <= PAIR_WORDS and self._paired(row))
            and row not in self.paths
            and not re.search(r"[,;:؛۔。]$", self._line(row))
        )

    def _paired(self, row: int) -> bool:
        """Does the same line stand right above or below?"""
        key, gap = self.pages.features.key, self.pages.features.gap
        above = row > self.begin and key[row - 1] == key[row] and gap[row] == 1
        below = row + 1 < self.stop and key[row + 1] == key[row] and gap[row + 1] == 1
        return bool(above or below)

    def _score(self, row: int) -> float:
        features = self.pages.features
        line = self._line(row)
        overlap = self._overlap(line)
        score = FULL_OVERLAP * min(1.0, overlap / GOOD_OVERLAP) if overlap else NO_OVERLAP
        if features.words[row] >= 3:
            score += REPEATED if features.repeats[row] > 1 else 0.0
            score += self._in_path(line)
        after = row + 1 >= self.stop or features.gap[row + 1] > 1
        score += ALONE if after and (features.gap[row] != 1) else 0.0
        score += FIRST if row == self.rows[0] else 0.0
        score += LEADS if row == self.leading else 0.0
        score += WORDY if features.words[row] >= 4 else SCANT if features.words[row] < 3 else 0.0
        score += IN_LIST if self.run[row] >= LIST_RUN and features.repeats[row] < 2 else 0.0
        score += (
            MARKED if features.bullet[row] or features.trails_off[row] or re.search(r"[^.]\.$", line) else 0.0
        )
        return score

    def _in_path(self, line: str) -> float:
        """How sure a breadcrumb or a wrapper above the article makes it: it holds the line, or ends in it."""
        bare = _bare(line)
        if any(text.endswith(bare) for text in self.path_texts):
            return ENDS_PATH
        return IN_PATH if any(bare in text for text in self.path_texts) else 0.0

    def _find_paths(self) -> set[int]:
        """Open lines with separators that end in another open line: paths from the home page to the story."""
        bare = {row: _bare(self._line(row)) for row in self.rows[-MAX_ROWS:]}
        ends = [text for text in bare.values() if len(text) >= CHARS[0]]
        marked = [row for row in bare if re.search(r"::|[»>›|/]", self._line(row))]
        return {r for r in marked if any(bare[r].endswith(end) and len(end) < len(bare[r]) for end in ends)}

    def _names(self, rows: Sequence[int], title: int | None) -> None:
        """The path to the headline, over it."""
        verdicts = self.pages.verdicts
        for row in rows:
            if row in self.paths and title is not None:
                verdicts.set(np.array([row]), "breadcrumb", "title.path")

    def _stems(self, line: str) -> set[str]:
        words = re.findall(r"\w+", line)
        return {_stem(w)[:STEM] for w in words if len(w) > 2 and w not in self.function_words}

    def _overlap(self, line: str) -> float:
        stems = self._stems(line)
        return len(stems & self.lead_stems) / len(stems) if stems else 0.0

    def _repeats(self, title: int) -> None:
        """The headline once more: its very words anywhere, nearly its words above the article."""
        pages = self.pages
        rows = np.arange(self.begin, self.stop)
        same = pages.features.key[self.begin : self.stop] == pages.features.key[title]
        same &= pages.verdicts.open(slice(self.begin, self.stop))
        pages.verdicts.set(rows[same], "title_dup", "title.repeat")
        wanted = self._stems(self._line(title))
        for row in self.rows:
            stems = self._stems(self._line(row)) if pages.verdicts.label[row] == OPEN else set()
            if len(stems) > 2 and len(stems & wanted) >= SAME * max(len(stems), len(wanted)):
                pages.verdicts.set(np.array([row]), "title_dup", "title.near_repeat")

    def _above(self, rows: Sequence[int], no_title: bool) -> None:
        """Lines over the headline, or over an article without one."""
        features, verdicts = self.pages.features, self.pages.verdicts
        for row in rows:
            if features.introduces[row]:
                label, rule = ("deck", "top.kicker") if not no_title else ("body", "top.lead_in")
            elif features.words[row] > ENTRY_WORDS:
                label = "teaser" if features.trails_off[row] else "related_item"
                rule = "top.other_story"
            elif features.ends_full[row] or not self._letters(row):
                label, rule = "body", "top.short_sentence"
            elif self.run[row] >= LIST_RUN:
                label, rule = ("nav", "top.list") if self.furnished else ("body", "top.lead_in")
            elif no_title and row == self.article - 1:
                label, rule = "subheading", "top.heading"
            else:
                label, rule = "section", "top.short_line"
            verdicts.set(np.array([row]), label, rule)

    def _below(self, rows: Sequence[int]) -> None:
        """Lines between the headline and the first sentence."""
        features, verdicts = self.pages.features, self.pages.verdicts
        rows = [row for row in rows if verdicts.label[row] == OPEN]
        long = [row for row in rows if features.words[row] >= DECK_WORDS and not features.bullet[row]]
        for row in rows:
            label, rule = "caption", "top.caption"
            crowded = len(long) > MAX_DECKS or len(rows) > MAX_BELOW
            if (
                crowded
                and self.furnished
                and self.run[row] >= LIST_RUN
                and features.words[row] <= ENTRY_WORDS
            ):
                label, rule = "nav", "top.list"
            elif crowded or (features.introduces[row] and row == self.article - 1):
                label, rule = "body", "top.lead_in"
            elif _CREDITED.search(self._line(row)):
                label, rule = "caption", "top.caption"
            elif _DATELINED.search(self._line(row)) and features.words[row] >= DECK_WORDS:
                label, rule = "body", "top.lead_in"
            elif features.repeats[row] == 1 and (features.words[row] >= DECK_WORDS or features.bullet[row]):
                label, rule = "deck", "top.deck"
            elif features.introduces[row] or features.trails_off[row]:
                label, rule = "deck", "top.kicker"
            verdicts.set(np.array([row]), label, rule)

    def _letters(self, row: int) -> bool:
        return bool(self.pages.features.key[row] >= 0)


_CREDITED = re.compile(r"[^(\[]\s[(\[][^()\[\]\d]{2,40}[)\]]$")  # a picture's credit ends its caption
_DATELINED = re.compile(r"^\w+(?: \w+){0,2} ?(?:\([^()]{2,30}\)|/[^/]{2,30}/) ?[-:] ?\w")  # PLACE (AGENCY) -


def _bare(line: str) -> str:
    return re.sub(r"\W+", "", line)


def _stem(word: str) -> str:
    """The word without the conjunction, preposition and article glued to it in Arabic."""
    return re.sub(r"^(?:[وفبلك]?ال|لل|[وفبل](?=\w{4}))", "", word)
