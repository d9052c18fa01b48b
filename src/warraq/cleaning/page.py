"""The lines of a batch with all that is known of them so far: what the passes read and revise."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from warraq.cleaning import rules
from warraq.cleaning.around import running_sums
from warraq.cleaning.features import LONG, Features
from warraq.cleaning.lines import Flags, Ints, Lines
from warraq.cleaning.verdicts import Verdicts

ITEM_CHARS = 130  # the longest headline of another story
DATES = ("date_published", "date_updated", "date_render")
_IN_THE_STORY = ("body", "subheading", "caption", "image_credit")  # text may go on after these


@dataclass
class Pages:
    """Lines, features and verdicts; `top` and `end` are the lines around the sentences of each document."""

    features: Features
    verdicts: Verdicts
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        self._same_pages: dict[int, Flags] = {}
        self.preface: Flags = np.zeros(len(self.lines), np.bool_)  # sentences that stand above the article
        # Sentences by their shape that stand where a headline does: it may ask, or have a stop inside.
        self.headlines: Flags = np.zeros(len(self.lines), np.bool_)
        self.find_article()

    @property
    def lines(self) -> Lines:
        return self.features.lines

    @cached_property
    def index(self) -> Ints:
        return np.arange(len(self.lines))

    @cached_property
    def doc_bounds(self) -> Ints:
        """Rows of document i: `doc_bounds[i]:doc_bounds[i + 1]`."""
        return np.searchsorted(self.lines.doc, np.arange(len(self.lines.buffer.bounds)))

    @cached_property
    def goes_on(self) -> Flags:
        """Lines that go on with a story by their first word (and, but), and have no end mark."""
        features = self.features
        goes_on = rules.fits(features, self.codes, ".body.goes_on") & (features.words >= MIN_LEAD_WORDS)
        goes_on &= ~features.trails_off & ~features.sentence
        result: Flags = goes_on & ~rules.fits(features, self.codes, ".title.own_waw")
        return result

    def find_article(self) -> None:
        """Where the sentences nothing speaks against begin and end in each document."""
        text = self.verdicts.open() | self.verdicts.isin(["body"])
        sentence = self.features.sentence & text
        sentence &= ~self.headlines
        sentence &= ~self._headlines_at_the_end(sentence)
        self.slots = self._slots(sentence | self._without_stops(sentence, text), text)
        sentence |= self.slots
        longest = self._longest_where_none(sentence)
        # The headline may be the longest of all; it is none where other lines are text by their words.
        about = self._about & ~self.verdicts.isin(["body"])
        heads = longest & (self.neighbour(about, 1) | self.neighbour(about, 2))
        if heads.any():
            longest &= ~(heads & np.isin(self.lines.doc, self.lines.doc[self._without_stops(sentence, text)]))
        sentence |= longest
        sentence &= ~self.preface
        sentence |= self._without_stops(sentence, text)
        sentence |= (self._wrapped | self._broken) & text
        rows = np.flatnonzero(sentence)
        documents = self.lines.doc[rows]
        count = len(self.doc_bounds) - 1
        at = np.searchsorted(documents, np.arange(count))
        past = np.searchsorted(documents, np.arange(count), "right")
        first = np.append(rows, -1)[at]
        last = np.append(rows, -1)[past - 1]
        none = at == past
        # Without any sentence there is no article to stand above or below.
        self.sentences = sentence
        second = np.append(rows, -1)[np.minimum(at + 1, len(rows))]
        self.second_sentence = np.where(past - at > 1, second, self.doc_bounds[1:])
        self.first_sentence = np.where(none, self.doc_bounds[:-1], first)
        self.last_sentence = np.where(none, self.doc_bounds[1:] - 1, last)
        self.top: Flags = self.index < self.first_sentence[self.lines.doc]
        self.end: Flags = self.index > self.last_sentence[self.lines.doc]

    def _without_stops(self, sentence: Flags, text: Flags) -> Flags:
        """Of the lines of `text` those that are sentences though no stop ends them.

        They go on with a story by their words, below its first sentence; and on a page with more of these
        than of short sentences with a stop, above it, with the long lines right above the first of them.
        """
        goes_on = self.goes_on & text
        if not goes_on.any():
            return goes_on
        doc, count = self.lines.doc, len(self.doc_bounds) - 1
        stopped = sentence & self.features.ends_full & ~self.features.asks & (self.lines.chars < LONG)
        unstopped = np.bincount(doc[goes_on], minlength=count)
        stopless = (unstopped > 0) & (unstopped >= np.bincount(doc[stopped], minlength=count))
        paragraph = self.lines.chars >= PARAGRAPH_CHARS
        begun = self._seen(sentence | (goes_on & paragraph & stopless[doc]))
        goes_on &= begun > 0
        opens = (sentence | goes_on) & (begun == 1) & stopless[doc]
        opens &= self._seen(opens) == 1
        long = text & ~sentence & ~goes_on & stopless[doc] & paragraph
        long &= (self.features.repeats == 1) & ~self.features.introduces & ~self.features.trails_off
        long &= ~self._about
        bullet = self.features.bullet  # one below the other they are standfirsts
        long &= ~(bullet & (self.neighbour(bullet, -1) | self.neighbour(bullet, 1)))
        wordy = text & (self.features.words >= MIN_LEAD_WORDS) & ~self.features.bullet
        below = np.flatnonzero(long & self.neighbour(opens, 1))
        for row in below.tolist():
            begin = int(self.doc_bounds[doc[row]])
            other = np.flatnonzero(~long[begin : row + 1])
            first = begin + (int(other[-1]) + 1 if len(other) else 0)
            # The headline is among them where no author or date parts it from the text.
            if not self._about[begin:first].any() and not (first == row and wordy[begin:first].any()):
                first = first + 1 if first == begin else max(first + 1, row)
            elif not wordy[begin:first].any() and self._over_longer(first):
                first += 1
            goes_on[first : row + 1] = True
        goes_on[self._first_paragraphs(long, opens & ~self.neighbour(long, -1), wordy)] = True
        return goes_on

    def _over_longer(self, row: int) -> bool:
        """Could it be the headline over the first paragraph: no longer than one, far shorter than what stands
        below, which does not go on with it?"""
        chars = self.lines.chars
        longer = chars[row + 1] >= HEAD_SHARE * chars[row]
        return bool(chars[row] <= HEAD_CHARS and longer and not self.goes_on[row + 1])

    def _slots(self, sentence: Flags, text: Flags) -> Flags:
        """The first and the last line of a story told without a single sentence: several open lines below the
        author or the date under a headline, where no sentence stands above their end and they outweigh those
        below."""
        result = np.zeros(len(text), np.bool_)
        lines, doc = self.lines, self.lines.doc
        wordy = (text | self.verdicts.isin(["title"])) & (self.features.words >= SLOT_HEAD) & ~self._about
        headed = np.logical_or.reduce([self.neighbour(wordy, -step) for step in range(1, SLOT_NEAR + 1)])
        meta = self.verdicts.isin(_BESIDE_META) | self._about
        heads = self._about & headed & ~self.verdicts.isin(["body"])
        run, _ = self.runs(text & ~meta, SLOT_GAP, text)
        opens = (run >= SLOT_LINES) & ~(self.neighbour(run > 0, -1) & (self.features.gap <= SLOT_GAP))
        above = self.last_where(~meta, before=True)  # the line over the author, the date and the buttons
        under = opens & self.neighbour(meta, -1)
        rows = np.flatnonzero(under)
        rows = rows[self._seen(sentence)[rows + run[rows] - 1] == 0]
        if not len(rows):
            return result
        page, end = self.doc_bounds[:-1][doc[rows]], self.doc_bounds[1:][doc[rows]]
        begin, stop = np.maximum(above[rows] + 1, page), rows + run[rows]
        chars, of_sentences, of_text = (
            running_sums(np.where(which, lines.chars, 0)) for which in (True, sentence, text)
        )
        headings = running_sums(heads)
        below = of_sentences[end] - of_sentences[stop]
        least = np.maximum(below, SLOT_SHARE * (of_text[end] - of_text[page]))
        told = (chars[stop] - chars[rows] >= np.maximum(least, PARAGRAPH_CHARS)) & (
            headings[rows] > headings[begin]
        )
        result[np.concatenate([rows[told], stop[told] - 1])] = True
        return result

    def _first_paragraphs(self, long: Flags, opens: Flags, wordy: Flags) -> list[int]:
        """Paragraphs without a stop, too long for a headline or a caption, a list or a few short lines above
        the first line that goes on with the story (`opens`), and a line above that could be the headline."""
        found = []
        paragraph = long & (self.features.words >= FIRST_WORDS) & ~self.features.bullet
        parts = ~self.verdicts.open() | self._about
        for row in np.flatnonzero(opens).tolist():
            begin = int(self.doc_bounds[self.lines.doc[row]])
            near = max(begin, row - FIRST_NEAR)
            parted = np.flatnonzero(parts[near:row])
            near += int(parted[-1]) + 1 if len(parted) else 0
            firsts = near + np.flatnonzero(paragraph[near:row])
            if len(firsts) and wordy[begin : firsts[0]].any():
                found.append(int(firsts[0]))
        return found

    @cached_property
    def _wrapped(self) -> Flags:
        """Lines of paragraphs that were broken at one width, as in a PDF: one below the other, about as long
        as each other, and one at least ends in a word that no line of its own ends in."""
        features, chars = self.features, self.lines.chars
        tied = self.neighbour(features.gap == 1, 1)
        runs_on = rules.fits(features, self.codes, ".body.runs_on") & tied & (chars >= PARAGRAPH_CHARS)
        if not runs_on.any():
            return runs_on
        above = np.append(chars[:1], chars[:-1])
        alike = np.minimum(chars, above) >= WRAPPED_ALIKE * np.maximum(chars, above)
        chained = alike & (features.gap == 1) & (chars < LONG)
        chain = np.cumsum(~chained) - 1 + chained[0]
        result: Flags = (np.bincount(chain) >= WRAPPED_LINES)[chain] & (np.bincount(chain, runs_on) > 0)[
            chain
        ]
        return result

    @cached_property
    def _broken(self) -> Flags:
        """Lines of paragraphs that an extractor broke at their links: from one that ends in a word which no
        line of its own ends in, tied to the next, to the stop, on a page with more lines without a stop."""
        features = self.features
        tied = features.gap == 1
        runs_on = rules.fits(features, self.codes, ".body.runs_on") & self.neighbour(tied, 1)
        unstopped = ~features.ends_full & ~features.bullet & self.neighbour(tied, 1)
        count = np.bincount(self.lines.doc[unstopped], minlength=len(self.doc_bounds) - 1)
        runs_on &= (count >= BROKEN_LINES)[self.lines.doc]
        if not runs_on.any():
            return runs_on
        # A paragraph begins where the line is not tied to the one above, or that one ends in a stop.
        begins = ~tied | self.neighbour(features.ends_full, -1)
        # Nor does it go on past the author or the date: a headline may end in such a word, too.
        begins |= self._about | self.neighbour(self._about, -1)
        paragraph = np.cumsum(begins)
        after = self.last_where(runs_on)  # of the paragraph, what stands below such a line
        stopped = np.zeros(int(paragraph[-1]) + 1, np.bool_)
        stopped[paragraph[features.ends_full & ~features.asks]] = True  # the headlines below may ask
        result: Flags = (after >= 0) & (paragraph == paragraph[after]) & stopped[paragraph]
        return result

    def _seen(self, mask: Flags) -> Ints:
        """How many lines with `mask` the page of each line has down to it."""
        seen = np.append(0, np.cumsum(mask))
        result: Ints = seen[1:] - seen[self.doc_bounds[self.lines.doc]]
        return result

    @cached_property
    def _about(self) -> Flags:
        """Lines that could say who wrote the story, and when."""
        fitting = (rules.fitting(self.features, self.codes, label) for label in (*DATES, "byline"))
        result: Flags = np.logical_or.reduce(list(fitting))
        return result

    def _headlines_at_the_end(self, sentence: Flags) -> Flags:
        """Of these lines the short ones that ask, or have a stop inside and none at their end, below the last
        other one and below furniture: headlines of other stories. They do not make the article longer."""
        count = len(self.doc_bounds) - 1
        like = sentence & (self.features.asks | ~self.features.ends_full) & (self.lines.chars <= ITEM_CHARS)
        last = np.full(count, len(self.lines))
        rows = np.flatnonzero(sentence & ~like)
        last[self.lines.doc[rows]] = rows  # the last one written stays
        furniture = np.append(0, np.cumsum(~self.verdicts.open() & ~self.verdicts.isin(_IN_THE_STORY)))
        after = like & (self.index > last[self.lines.doc])
        after[after] &= furniture[self.index[after]] > furniture[last[self.lines.doc[after]]]
        return after

    def _longest_where_none(self, sentence: Flags) -> Flags:
        """In documents without a sentence, the longest open line that could be one."""
        count = len(self.doc_bounds) - 1
        has = np.bincount(self.lines.doc[sentence], minlength=count)[self.lines.doc] > 0
        could = self.verdicts.open() & ~has & (self.features.words >= MIN_LEAD_WORDS)
        longest = np.zeros(count, np.int64)
        np.maximum.at(longest, self.lines.doc[could], self.lines.chars[could])
        result: Flags = could & (self.lines.chars == longest[self.lines.doc])
        return result

    def tied_to_the_text(self) -> Flags:
        """The lines right below the last sentence, open or text, no blank line between: a list, who signed,
        more of a story told in short lines."""
        text = self.verdicts.open() | self.verdicts.isin(["body", "subheading"])
        tied = text & self.end & (self.features.gap == 1)
        result: Flags = tied & (self.last_where(~tied) == self.last_sentence[self.lines.doc])
        return result

    def last_where(self, mask: Flags, *, before: bool = False) -> Ints:
        """For each line, the nearest with `mask` at or above it (`before`: above it); -1 if none."""
        marked = np.where(mask, self.index, -1)
        if before:
            marked = np.concatenate([[-1], marked[:-1]])
        nearest = np.maximum.accumulate(marked) if len(marked) else marked
        return np.where(nearest >= self.doc_bounds[self.lines.doc], nearest, -1)

    def neighbour(self, values: Flags, step: int) -> Flags:
        """`values` of the line `step` rows on (-1: the one above); False beyond the page."""
        result = np.zeros(len(values), np.bool_)
        lower, upper = slice(abs(step), None), slice(None, max(len(values) - abs(step), 0))
        mine, other = (lower, upper) if step < 0 else (upper, lower)
        result[mine] = values[other] & self._same_page(abs(step))
        return result

    def _same_page(self, step: int) -> Flags:
        """Do the lines so many rows apart stand on one page?"""
        if step not in self._same_pages:
            self._same_pages[step] = self.lines.doc[step:] == self.lines.doc[: max(len(self.lines) - step, 0)]
        return self._same_pages[step]

    def matching(self, mask: Flags, pattern: str) -> Flags:
        """The lines of `mask` whose folded text the pattern fits."""
        return self.features.fits(pattern, mask)

    def by_page(self, rows: Ints) -> list[Ints]:
        """These lines, in their order, parted by the pages they stand on."""
        return np.split(rows, np.flatnonzero(np.diff(self.lines.doc[rows])) + 1) if len(rows) else []

    def runs(self, mask: Flags, max_gap: int, count: Flags) -> tuple[Ints, Ints]:
        """The run of `mask` lines, at most `max_gap` line feeds apart, each line stands in.

        Its length, and how many of its lines are in `count`; 0 outside.
        """
        if not len(mask):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        joined = mask & self.neighbour(mask, -1) & (self.features.gap <= max_gap)
        run = np.cumsum(mask & ~joined)
        size = int(run.max()) + 1
        length = np.bincount(run[mask], minlength=size)
        counted = np.bincount(run[mask & count], minlength=size)
        return np.where(mask, length[run], 0), np.where(mask, counted[run], 0)


MIN_LEAD_WORDS = 5
HEAD_CHARS, HEAD_SHARE = 100, 1.4  # a headline over a paragraph without a stop, and how much longer that is
# A story without a sentence: so many lines, so far apart; its headline has so many words, so near the date.
SLOT_LINES, SLOT_GAP, SLOT_HEAD, SLOT_NEAR = 3, 2, 4, 3
SLOT_SHARE = 0.4  # … and it is this share of all the page holds of open lines
# What stands beside the author and the date.
_BESIDE_META = ("byline", "share", "counter", "reading_time", "page_tools", "player", "section", *DATES)
FIRST_WORDS, FIRST_NEAR = (
    13,
    8,
)  # the first paragraph has so many words, and stands so near what goes on with it
WRAPPED_LINES, WRAPPED_ALIKE = (
    3,
    0.75,
)  # lines of a paragraph broken at a width, alike in length but for so much
BROKEN_LINES = 4  # lines without a stop, each tied to the next, on a page of broken paragraphs
PARAGRAPH_CHARS = 40  # a paragraph without a stop has at least so many
