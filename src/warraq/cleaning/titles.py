"""Which line is the headline, which lines repeat it, and what the other lines above the article are."""

import re
from collections.abc import Sequence

import numpy as np

from warraq.cleaning.headlines import (
    CHARS,
    DECK_WORDS,
    ENTRY_WORDS,
    LEADS_WORDS,
    LIST_RUN,
    REPEATED,
    WORDS,
    Candidates,
)
from warraq.cleaning.lines import Flags, distinct
from warraq.cleaning.page import DATES, Pages
from warraq.cleaning.stems import SAME, bare, has_most
from warraq.cleaning.verdicts import CODE, OPEN

# What speaks for and against a line, and how much a headline needs. Set on the dev pages by hand.
IN_PATH, ENDS_PATH, FULL_OVERLAP, NO_OVERLAP, FIRST, LEADS = 3.0, 5.0, 2.0, -1.5, 0.5, 1.0
NEEDED = 1.0
GOOD_OVERLAP = 0.4  # share of its words found in the first sentences at which a line is surely about them
MAX_ROWS = 200  # open lines above the article that are weighed; a longer list is no head of a page
CAPTION_WORDS = 12  # below the author, the date and the buttons even so long a line is a caption
NEAR_CHARS = 11  # three words of three letters: shorter lines do not repeat a headline but for a word
KICKER_WORDS = (3, 8)
LEAD_INS = 2  # so many lines
MAX_DECKS, MAX_BELOW = 3, 8  # more such lines, or more lines at all, are the article's own …
MOST_DECKS, DECK_CHARS = 7, 130  # … but where stops end its sentences and none of these short lines
PARAGRAPHS = 2  # so many, each in one line: the text was broken at no width
DECKS_RUN = 3  # so many lines in a row are no words under a picture
OUTWEIGHS = 4.0  # times the text of all sentences


def find(pages: Pages) -> None:
    """Decide the open lines above the article, page by page, and the repeats of the headline anywhere."""
    shared = Candidates(pages)
    for doc in distinct(pages.lines.doc[shared.open_top]).tolist():
        _Top(shared, doc).decide()
    _below_the_text(shared)


def _below_the_text(shared: Candidates) -> None:
    """On pages without a headline: the line after the last sentence, over author or date, with words of the
    first sentences."""
    pages = shared.pages
    verdicts, features = pages.verdicts, pages.features
    titled = np.zeros(len(pages.doc_bounds) - 1, np.bool_)
    titled[pages.lines.doc[verdicts.isin(["title"]) | shared.wrapped]] = True
    meta = verdicts.isin(["byline", *DATES]) & (features.gap == 1)
    line = verdicts.open() & pages.neighbour(pages.sentences, -1) & pages.end & ~features.ends_full
    line &= (features.words >= LEADS_WORDS) & (features.words <= WORDS[1]) & (features.gap > 1)
    line &= ~features.introduces & ~features.bullet & ~features.trails_off & ~titled[pages.lines.doc]
    for row in np.flatnonzero(line & pages.neighbour(meta, 1)).tolist():
        page = _Top(shared, int(pages.lines.doc[row]))
        stems = page.stems_in(features.folded[row].as_py())
        if len(stems & page.lead_stems) >= GOOD_OVERLAP * max(len(stems), 1):
            verdicts.set(row, "title", "title.lead_words")


class _Top:
    """The lines above the article of one page."""

    def __init__(self, shared: Candidates, doc: int) -> None:
        self.shared, self.pages = shared, shared.pages
        pages, features = shared.pages, shared.pages.features
        self.begin, self.stop = int(pages.doc_bounds[doc]), int(pages.doc_bounds[doc + 1])
        self.article = int(pages.first_sentence[doc])
        self.above = slice(self.begin, self.article)
        first, stop = np.searchsorted(shared.rows, [self.begin, self.article]).tolist()
        self.rows: list[int] = shared.rows[first:stop].tolist()
        self.run, self.words = (
            shared.run,
            dict(zip(self.rows, features.words[self.rows].tolist(), strict=True)),
        )
        self.text = shared.text
        self.stems: dict[int, set[str]] = {}
        self._title, self._long = self.begin, 0
        self.lead_stems = self.stems_in(" ".join(self._said(shared.leads, slice(self.article, self.stop))))
        self.paths = self._find_paths()
        self.path_texts = [bare(text) for text in self._said(shared.holders, self.above)]
        # A wrapper's headline was cut out of it: another line that says it says it once more.
        self.wrapped = [bare(text) for text in self._said(shared.wrapped, self.above)]
        self.path_texts += [bare(self.text[row]) for row in self.paths]
        # A row of short lines is a menu where other furniture stands around it; else it may be a poem.
        self.furnished = bool(shared.furniture[self.above].any())
        wordy = (row for row in self.rows if self.words[row] >= LEADS_WORDS and row not in self.paths)
        self.leading = next(wordy, -1)

    def _said(self, where: Flags, part: slice) -> list[str]:
        """What the marked lines of this part of the page say."""
        return [self.text[part.start + at] for at in np.flatnonzero(where[part]).tolist()]

    def decide(self) -> None:
        """Give every open line its label."""
        weighed = self.rows[-MAX_ROWS:]
        could = dict(zip(weighed, self.shared.possible[weighed].tolist(), strict=True))
        shape = self.shared.score[weighed].tolist()
        best, row = 0.0, 0
        most = FULL_OVERLAP + FIRST + LEADS + (ENDS_PATH if self.path_texts else 0.0)
        for of_shape, at in sorted(zip(shape, (-at for at in weighed), strict=True), reverse=True):
            if of_shape + most < max(best, NEEDED):
                break  # nor can any other
            if could[-at] and -at not in self.paths:
                best, row = max((best, row), (self._score(-at, of_shape), at))
        title = -row if best >= NEEDED else None
        if title is not None:
            rule = "title.repeated" if best >= REPEATED else "title.lead_words"
            self._title = title
            self.pages.verdicts.set(title, "title", rule)
            if any(bare(self.text[title]) in text for text in self.wrapped):
                self.pages.verdicts.set(title, "title_dup", "title.repeat")
            self._repeats(title)
            # Nor does a poem stand over a headline with its author or its date below.
            meta = self.pages.verdicts.isin(["byline", *DATES], slice(title, self.article))
            self.furnished = self.furnished or bool(meta.any())
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

    def _score(self, row: int, of_shape: float) -> float:
        overlap = self._overlap(row)
        score = FULL_OVERLAP * min(1.0, overlap / GOOD_OVERLAP) if overlap else NO_OVERLAP
        if self.words[row] >= 3 and self.path_texts:
            score += self._in_path(self.text[row])
        score += FIRST if row == self.rows[0] else 0.0
        score += LEADS if row == self.leading else 0.0
        return score + of_shape

    def _in_path(self, line: str) -> float:
        """How sure a breadcrumb or a wrapper above the article makes it: it holds the line, or ends in it."""
        said = bare(line)
        if any(text.endswith(said) for text in self.path_texts):
            return ENDS_PATH
        return IN_PATH if any(said in text for text in self.path_texts) else 0.0

    def _find_paths(self) -> set[int]:
        """Open lines with separators that end in another open line: paths from the home page to the story."""
        weighed = self.rows[-MAX_ROWS:]
        marked = [row for row in weighed if row in self.shared.separated]
        if not marked:
            return set()
        said = {row: bare(self.text[row]) for row in weighed}
        ends = [text for text in said.values() if len(text) >= CHARS[0]]
        return {r for r in marked if any(said[r].endswith(end) and len(end) < len(said[r]) for end in ends)}

    def _names(self, rows: Sequence[int], title: int | None) -> None:
        """The path to the headline, over it."""
        verdicts = self.pages.verdicts
        for row in rows:
            if row in self.paths and title is not None:
                verdicts.set(row, "breadcrumb", "title.path")

    def stems_in(self, line: str) -> set[str]:
        return self.shared.stems.of(line)

    def _stems_of(self, row: int) -> set[str]:
        if row not in self.stems:
            self.stems[row] = self.stems_in(self.text[row])
        return self.stems[row]

    def _overlap(self, row: int) -> float:
        stems = self._stems_of(row)
        return len(stems & self.lead_stems) / len(stems) if stems else 0.0

    def _repeats(self, title: int) -> None:
        """The headline once more: its very words anywhere, nearly its words above the article."""
        pages = self.pages
        page = slice(self.begin, self.stop)
        same = (pages.features.key[page] == pages.features.key[title]) & pages.verdicts.open(page)
        pages.verdicts.set(self.begin + np.flatnonzero(same), "title_dup", "title.repeat")
        wanted = self._stems_of(title)
        long = pages.lines.chars[self.rows] >= NEAR_CHARS
        still_open = pages.verdicts.label[self.rows] == OPEN
        for row in np.array(self.rows)[long & still_open].tolist():
            if not has_most(self.text[row], wanted):
                continue
            stems = self._stems_of(row)
            if len(stems) > 2 and len(stems & wanted) >= SAME * max(len(stems), len(wanted)):
                pages.verdicts.set(row, "title_dup", "title.near_repeat")

    def _above(self, rows: Sequence[int], no_title: bool) -> None:
        """Lines over the headline, or over an article without one."""
        features, verdicts = self.pages.features, self.pages.verdicts
        # Where no stop ends a line of the article, the lines right above its first may be its own.
        close = range(self.article - LEAD_INS, self.article) if no_title and not self._stopped() else ()
        for row in rows:
            tied = row in close and bool((features.gap[row + 1 : self.article + 1] == 1).all())
            if (no_title and self.shared.of_story[row]) or (tied and self.words[row] > ENTRY_WORDS):
                label, rule = "body", "top.lead_in"
            elif features.introduces[row]:
                label, rule = ("deck", "top.kicker") if not no_title else ("body", "top.lead_in")
            elif features.trails_off[row] and verdicts.label[row + 1] == CODE["title"]:
                label, rule = "deck", "top.kicker"
            elif self.shared.over_widget[row] and self.run[row] < LIST_RUN:
                label, rule = "widget", "context.widget_heading"
            elif self._kicker(row):
                label, rule = "deck", "top.kicker"
            elif self.words[row] > ENTRY_WORDS:
                label = "teaser" if features.trails_off[row] else "related_item"
                rule = "top.other_story"
            elif features.ends_full[row] or not self._letters(row):
                label, rule = "body", "top.short_sentence"
            elif self.run[row] >= LIST_RUN:
                label, rule = ("nav", "top.list") if self.furnished else ("body", "top.lead_in")
            elif no_title and row == self.article - 1:
                label, rule = "subheading", "top.heading"
            elif row == self.begin and not no_title and (features.repeats[row] > 1 or self._foreign(row)):
                label, rule = "masthead", "top.name_again"
            else:
                label, rule = "section", "top.short_line"
            verdicts.set(row, label, rule)

    def _foreign(self, row: int) -> bool:
        """Is the line in Latin letters, and the headline in others?"""
        return self.text[row].isascii() and not _LATIN.search(self.text.get(self._title, "a"))

    def _stopped(self) -> bool:
        """Does a stop end a sentence of the article?"""
        page = slice(self.begin, self.stop)
        return bool((self.pages.sentences[page] & self.pages.features.ends_full[page]).any())

    def _below(self, rows: Sequence[int]) -> None:
        """Lines between the headline and the first sentence."""
        features, verdicts = self.pages.features, self.pages.verdicts
        rows = [row for row in rows if verdicts.label[row] == OPEN]
        long = [row for row in rows if self.words[row] >= DECK_WORDS and not features.bullet[row]]
        self._long = len(long)
        begun, broken = False, self._broken()
        crowded = len(long) > (MOST_DECKS if self._decks(rows) else MAX_DECKS) or len(rows) > MAX_BELOW
        for row in rows:
            label, rule = "caption", "top.caption"
            begun = begun or self._opens(row) or row >= broken
            entry = self.run[row] >= LIST_RUN and self.words[row] <= ENTRY_WORDS
            if crowded and self.furnished and entry and not features.ends_full[row]:
                label, rule = "nav", "top.list"
            elif (
                begun
                or crowded
                or self.pages.goes_on[row]
                or (features.introduces[row] and row == self.article - 1)
            ):
                label, rule = "body", "top.lead_in"
            elif _CREDITED.search(self.text[row]):
                label, rule = "caption", "top.caption"
            elif _DATELINED.search(self.text[row]) and self.words[row] >= DECK_WORDS:
                label, rule = "body", "top.lead_in"
            elif features.repeats[row] == 1 and (self.words[row] >= DECK_WORDS or features.bullet[row]):
                label, rule = ("caption", "top.caption") if self._under_meta(row) else ("deck", "top.deck")
            elif features.introduces[row] or features.trails_off[row] or self._under_title(row):
                label, rule = "deck", "top.kicker"
            verdicts.set(row, label, rule)

    def _broken(self) -> int:
        """Where a comma opens the first sentence, it began in the lines tied to it: the first of these."""
        row = self.article
        if _COMMA.match(self.text.get(row, "")):
            gap, open_ = self.pages.features.gap, self.pages.verdicts.open()
            while row > self.begin and gap[row] == 1 and open_[row - 1]:
                row -= 1
        return row

    def _decks(self, rows: Sequence[int]) -> bool:
        """Are these lines headlines under the headline: none has an end mark, the sentences below have, and a
        blank line parts them, or far longer paragraphs follow?"""
        pages = self.pages
        if pages.features.gap[self.article] == 1 and not self._in_paragraphs():
            return False  # lines of one paragraph, broken at a width
        ended = pages.features.ends_sentence | pages.features.introduces | pages.goes_on
        short = bool((pages.lines.chars[rows] <= DECK_CHARS).all())
        return short and not ended[rows].any() and self._stopped()

    def _in_paragraphs(self) -> bool:
        """Is each of the first lines of the article longer than a deck, and ends the first with a stop?"""
        lines = slice(self.article, min(self.article + PARAGRAPHS, self.stop))
        long = bool((self.pages.lines.chars[lines] > DECK_CHARS).all())
        return long and bool(self.pages.features.ends_full[self.article])

    def _under_title(self, row: int) -> bool:
        """Some words right between the headline and the author or the date, no blank line above?"""
        features, words = self.pages.features, self.words[row]
        if row - 1 != self._title or features.gap[row] != 1 or not LEADS_WORDS <= words < DECK_WORDS:
            return False
        below = slice(row + 1, row + 2)
        return features.repeats[row] == 1 and bool(self.pages.verdicts.isin(["byline", *DATES], below).any())

    def _opens(self, row: int) -> bool:
        """Does the story begin with this line? A few words with a full stop, a greeting with a comma, the
        number of a part, what happened on which day; or it stands below a line that is text. No caption is
        like that."""
        if self.pages.verdicts.isin(["body", "subheading"], slice(row - 1, row)).any():
            return True
        text, few = self.text[row], self.words[row] <= ENTRY_WORDS
        if self.shared.on_a_day[row] and self.words[row] >= DECK_WORDS:
            return True
        ended = few and bool(self.pages.features.ends_full[row]) and not _CREDITED.search(text)
        return ended or _BEGUN.search(text) is not None

    def _kicker(self, row: int) -> bool:
        """Some words between the section and the headline, no blank line around them?"""
        if not (KICKER_WORDS[0] <= self.words[row] <= KICKER_WORDS[1] and row + 1 == self._title):
            return False
        gap, label = self.pages.features.gap, self.pages.verdicts.label
        under = label[row - 1] in (CODE["section"], CODE["breadcrumb"])
        return bool(under and gap[row] == 1 and gap[row + 1] == 1)

    def _under_meta(self, row: int) -> bool:
        """A line without end mark or bullet, below author, date or buttons: words under a picture."""
        features = self.pages.features
        plain = not (features.ends_full[row] or features.trails_off[row] or features.bullet[row])
        below = self.shared.meta_above[row] > max(self.begin, self._title)
        below = below and self.run[row] < DECKS_RUN and self._long < DECKS_RUN
        return bool(plain and below and self.words[row] <= CAPTION_WORDS)

    def _letters(self, row: int) -> bool:
        return bool(self.pages.features.key[row] >= 0)


_CREDITED = re.compile(r"[^(\[]\s[(\[][^()\[\]\d]{2,40}[)\]]$")  # a picture's credit ends its caption
_DATELINED = re.compile(r"^\w+(?: \w+){0,2} ?(?:\([^()]{2,30}\)|/[^/]{2,30}/) ?[-:] ?\w")  # PLACE (AGENCY) -

# A comma ends the line, a numeral is all there is, or the minute of a match opens it: so begin a letter,
# the parts of a long story, a commentary.
_BEGUN = re.compile(r",$|^[ivx]{1,4}$|^\d{1,3}(?:\+\d{1,2})?['’′]|^[\"«“][^\"«»“”]+[\"»”]$")

_LATIN = re.compile(r"[a-zà-ɏ]")
_COMMA = re.compile(r"[،,؛;)]")
