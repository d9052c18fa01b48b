"""Which line is the headline, which lines repeat it, and what the other lines above the article are."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from warraq import packs
from warraq.cleaning.lines import Flags, distinct
from warraq.cleaning.page import DATES, PARAGRAPH_CHARS, Pages
from warraq.cleaning.stems import SAME, Stems, bare, has_most
from warraq.cleaning.verdicts import CODE, OPEN

Scores = np.ndarray[Any, np.dtype[np.float64]]

# A headline: one line of 3 to 30 words, seldom over 200 characters; most have 4 to 20 words.
WORDS, CHARS = (2, 32), (8, 220)
LEAD_SENTENCES, LEAD_CHARS = 3, 200  # the headline's words come back in the first sentences, so many at least
# What speaks for and against a line, and how much a headline needs. Set on the dev pages by hand.
REPEATED, IN_PATH, ENDS_PATH, FULL_OVERLAP, NO_OVERLAP = 3.0, 3.0, 5.0, 2.0, -1.5
ALONE, FIRST, LEADS, WORDY, SCANT, IN_LIST, MARKED = 1.5, 0.5, 1.0, 0.5, -1.5, -1.5, -1.5
OVER_WIDGET = -2.5  # the line right above rates, scores or prayer times is their heading
HEADS_META, UNDER_PATH = 1.0, 1.0  # right above author or date; right below a path or a section
HEADS_WORDS = 4  # shorter lines above a date are entries of a menu over the page's clock
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
# What stands between the headline and the picture.
META = (*DATES, "byline", "share", "counter", "reading_time", "page_tools", "player")
ENTRY_WORDS = 4  # an entry of a menu
LIST_RUN = 4  # so many open lines in a row are a list
DECK_WORDS = 7  # a caption is shorter, a standfirst longer …
CAPTION_WORDS = 12  # … but below the author, the date and the buttons even so long a line is a caption
NEAR_CHARS = 11  # three words of three letters: shorter lines do not repeat a headline but for a word
KICKER_WORDS = (3, 8)
LEAD_INS = 2  # so many lines
MAX_DECKS, MAX_BELOW = 3, 8  # more such lines, or more lines at all, are the article's own …
MOST_DECKS, DECK_CHARS = 7, 130  # … but where stops end its sentences and none of these short lines
DECKS_RUN = 3  # so many lines in a row are no words under a picture
OUTWEIGHS = 4.0  # times the text of all sentences


def find(pages: Pages) -> None:
    """Decide the open lines above the article, page by page, and the repeats of the headline anywhere."""
    shared = _Shared(pages)
    for doc in distinct(pages.lines.doc[shared.open_top]).tolist():
        _Top(shared, doc).decide()
    _below_the_text(shared)


def _below_the_text(shared: "_Shared") -> None:
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


class _Shared:
    """What is known of the lines of all pages before any of them is decided."""

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


class _Top:
    """The lines above the article of one page."""

    def __init__(self, shared: _Shared, doc: int) -> None:
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
        self._title = self.begin
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
        blank line parts them?"""
        pages = self.pages
        if pages.features.gap[self.article] == 1:
            return False  # lines of one paragraph, broken at a width
        ended = pages.features.ends_sentence | pages.features.introduces | pages.goes_on
        short = bool((pages.lines.chars[rows] <= DECK_CHARS).all())
        return short and not ended[rows].any() and self._stopped()

    def _under_title(self, row: int) -> bool:
        """Some words right between the headline and the author or the date, no blank line above?"""
        features, words = self.pages.features, self.words[row]
        if row - 1 != self._title or features.gap[row] != 1 or not LEADS_WORDS <= words < DECK_WORDS:
            return False
        below = slice(row + 1, row + 2)
        return features.repeats[row] == 1 and bool(self.pages.verdicts.isin(["byline", *DATES], below).any())

    def _opens(self, row: int) -> bool:
        """Does the story begin with this line? A few words with a full stop, a greeting with a comma, the
        number of a part; or it stands below a line that is text. No caption is like that."""
        if self.pages.verdicts.isin(["body", "subheading"], slice(row - 1, row)).any():
            return True
        text, few = self.text[row], self.words[row] <= ENTRY_WORDS
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
        below = self.shared.meta_above[row] > max(self.begin, self._title) and self.run[row] < DECKS_RUN
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
SEPARATED = r"::|[»>›|/]"
