"""Other stories in lines as long as the article's own: headlines in a row on one line, the beginnings of
stories each under its age, a story cut off under the dateline of the first."""

import re
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.cleaning import rules
from warraq.cleaning.folding import fold_strings
from warraq.cleaning.foot import ITEM_WORDS
from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.page import DATES, ITEM_CHARS, Pages

# Headlines in a row over a text have no comma and no stop in all that rules see of them.
ROW_CHARS, ROW_WORDS = 250, 40
MARKED = r"[,.،۔]"  # what the text below has
# Longer rows need no other line to tell. Of both kinds, marks, words that bind a clause to the one before,
# and words joined by “and” are at most one in so many characters. Of the paragraphs of 31,030 newspaper
# articles four are so; songs and lists of guests are not.
LONG_ROW_CHARS = 380
MARK_IN, BOUND_IN, BOUND_OVER_TEXT, JOINED_IN = 400, 200, 100, 45
ARABIC = r"\p{Arabic}{3}"
MARKS = r"[,;](?:\D|$)|[^.\d][.](?:[^.\d]|$)"
# A word in Latin letters, alone between pieces of Arabic, again and again: the site's mark between headlines.
PARTED = r"(?:(?:^| )[a-z]{3,14} [^a-z]{12}[^a-z]*){3}"  # of what is looked at of a long line
PARTED_TIMES, PARTED_TOLD = 6, 0.2  # … it stands so often, and so few of the pieces have a comma or a stop
# Beginnings cut off at one width: so many, how long, how far the shortest is from the longest, and the
# share of their words that another says, too. Of 600 newspaper articles broken at 160, 240 or 320 characters
# one has so few; of 31,030 none has such paragraphs as it is. Where dots end each, they are cut a word on.
CUT_LINES, WIDTH, SPREAD, SAID_AGAIN = 4, (150, 330), 0.15, 0.05
DOTTED_SPREAD = 0.26
PARAGRAPH = 100  # a paragraph of so many characters that is not cut off is text: the page is no list
POINTS = 3  # so many lines with bullets under the heading of a list are its stories
AGES = 3  # so many ages, each over the beginning of a story, are a list of stories
LISTED = 2  # so many are a list of stories
HEADING_LINES = 3  # the heading of an archive is one of the first
BUTTON_CHARS = 50  # what is cut off above its “read more” has at least so many
CUT_CHARS = (60, 330)  # such a beginning; those seen were cut at 200 to 300 characters
FILMS = 2  # so many lines under the label of a player are other films
EXCERPT_CHARS = 800  # a blog cuts its stories after 55 words, if it is not told otherwise
# OUTLET - PLACE, the line above the text, which opens the last line of the page, too.
DATELINE = r"^\p{L}[\p{L}\d ]{1,28}(?: ?[-/|:] ?| ?\()[\p{L}\d][\p{L}\d )]{1,28}[-:]?$"


def find(pages: Pages) -> None:
    """Give these lines their label; where the article lies is asked again when there are any."""
    was_open = pages.verdicts.open()
    _archives(pages)
    _points_under_a_heading(pages)
    _parted_by_a_word(pages)
    _headlines_in_a_row(pages)
    _long_rows(pages)
    _cut_at_one_width(pages)
    _beginnings_by_age(pages)
    _cut_off_below(pages)
    cut = pages.verdicts.open() & pages.features.cut_off & (pages.lines.chars <= EXCERPT_CHARS)
    pages.verdicts.set(cut, "teaser", "context.cut_off")
    _above_buttons(pages)
    if (was_open & ~pages.verdicts.open()).any():
        pages.find_article()


def _points_under_a_heading(pages: Pages) -> None:
    """Lines with bullets and without a stop right under the heading of a list of stories, wherever it is."""
    features, verdicts = pages.features, pages.verdicts
    point = verdicts.open() & features.bullet & (pages.lines.chars <= ITEM_CHARS)
    point &= ~(features.ends_full & ~features.asks) & (features.words >= ITEM_WORDS)
    run, headed = pages.runs(point, 2, pages.neighbour(verdicts.isin(["related_heading"]), -1))
    verdicts.set(point & (run >= POINTS) & (headed > 0), "related_item", "context.points_listed")


def _archives(pages: Pages) -> None:
    """What stands below the heading of an archive, one of the first lines, on a page that shows several
    stories: headlines printed twice, beginnings cut off, or dates, each of them more than once."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    heading = verdicts.open() | verdicts.isin(["tags", "section"])
    heading &= pages.index < pages.doc_bounds[:-1][lines.doc] + HEADING_LINES
    heading &= rules.fits(features, pages.codes, ".title.archive")
    if not heading.any():
        return
    plain = verdicts.open() & (features.words > ITEM_WORDS) & ~features.ends_full
    twice = plain & (np.diff(features.key, prepend=-2) == 0) & pages.neighbour(plain, -1)
    cut = verdicts.open() & features.trails_off & (lines.chars >= BUTTON_CHARS)
    dated = rules.fits(features, pages.codes, "common.date.alone")
    dated |= rules.fits(features, pages.codes, ".date.coded")
    count = len(pages.doc_bounds) - 1
    told, alone = _told_by_their_first(pages, pages.last_where(heading) >= 0)
    several = [
        np.bincount(lines.doc[which], minlength=count) >= LISTED for which in (twice, cut, dated, alone)
    ]
    heading &= np.logical_or.reduce(several)[lines.doc]
    below = (verdicts.open() | dated) & (pages.last_where(heading) >= 0) & ~heading
    verdicts.set(heading, "title", "context.archive")
    verdicts.set(below & ~features.trails_off & ~told, "related_item", "context.archive")
    verdicts.set(below & (features.trails_off | told), "teaser", "context.archive")


def _told_by_their_first(pages: Pages, below: Flags) -> tuple[Flags, Flags]:
    """Of the lines below such a heading, parted by blank lines, the first paragraphs of stories, each under
    its headline, and these; none on a page with another paragraph."""
    features, lines = pages.features, pages.lines
    below = below & pages.verdicts.open() & (features.gap >= 2)
    long = below & (lines.chars >= PARAGRAPH)
    head = below & (lines.chars <= ITEM_CHARS) & ~(features.ends_full & ~features.asks)
    head &= (features.words >= ITEM_WORDS) & pages.neighbour(long, 1)
    first = long & ~head & pages.neighbour(head, -1)
    head &= pages.neighbour(first, 1)
    others = np.bincount(lines.doc[long & ~first & ~head], minlength=len(pages.doc_bounds) - 1)
    none = (others == 0)[lines.doc]
    return first & none, head & none


def _parted_by_a_word(pages: Pages) -> None:
    """A long line at the head of the page, in which one word in Latin letters stands between headlines."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    row = verdicts.open() & (lines.chars >= ROW_CHARS) & (features.words >= ROW_WORDS)
    row &= pages.index <= pages.first_sentence[lines.doc]
    if not row.any():
        return
    rows = np.flatnonzero(pages.matching(row, PARTED))
    for at, text in zip(rows.tolist(), _folded_whole(pages, rows).to_pylist(), strict=True):
        ((word, times),) = Counter(_LATIN_WORD.findall(text)).most_common(1)
        pieces = text.split(f" {word} ")
        told = sum(_TOLD.search(piece) is not None for piece in pieces)
        if times >= PARTED_TIMES and told <= PARTED_TOLD * len(pieces):
            verdicts.set(at, "ticker", "context.parted_by_a_word")


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LATIN_WORD = re.compile("[a-z]{3,14}")
_TOLD = re.compile(r"[,;]|\. ")


def _cut_at_one_width(pages: Pages) -> None:
    """All paragraphs of a page but its last without an end mark, each as long as the others to a word: the
    beginnings of stories."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    long = verdicts.open() & (lines.chars >= PARAGRAPH)
    last = np.append(lines.doc[1:] != lines.doc[:-1], True)[: len(lines)]
    whole = long & (features.ends_full | features.introduces | pages.goes_on) & ~last
    cut = long & ~whole & (lines.chars >= WIDTH[0]) & (lines.chars <= WIDTH[1])
    rest = verdicts.open() & last & ~features.ends_full & (features.words >= ITEM_WORDS)
    count = len(pages.doc_bounds) - 1
    some = np.bincount(lines.doc[cut & ~last], minlength=count) >= CUT_LINES
    some &= np.bincount(lines.doc[long & ~cut & ~last], minlength=count) == 0
    for doc in np.flatnonzero(some).tolist():
        page = np.arange(pages.doc_bounds[doc], pages.doc_bounds[doc + 1])
        items = page[cut[page] & ~last[page]]
        shortest, longest = int(lines.chars[items].min()), int(lines.chars[items].max())
        dotted = bool(features.trails_off[items].all())
        alike = longest - shortest <= (DOTTED_SPREAD if dotted else SPREAD) * longest
        if alike and _of_many_stories(pages, items):
            verdicts.set(page[(long | rest)[page]], "teaser", "context.cut_at_one_width")


def _of_many_stories(pages: Pages, items: Ints) -> bool:
    """Does hardly any of these lines of one width say a word of another? A text that was broken at a width
    says its words again."""
    said = [set(_LONG_WORD.findall(line)) for line in pages.features.folded.take(pa.array(items)).to_pylist()]
    times = Counter(word for words in said for word in words)
    again = sum(times[word] > 1 for words in said for word in words)
    return again <= SAID_AGAIN * sum(map(len, said))


def _headlines_in_a_row(pages: Pages) -> None:
    """The first line of the page that is too long for a headline, where it has no comma, no stop and no word
    that tells a story, and stands over sentences that have commas or stops: alone it is the article. So it is
    as the first line of all, with a paragraph right below."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    row = verdicts.open() & (lines.chars >= ROW_CHARS) & (features.words >= ROW_WORDS)
    row &= pages.index == pages.first_sentence[lines.doc]
    row &= ~(features.ends_full & ~features.asks) & ~features.introduces  # the last headline may ask
    row &= ~features.first | ~pages.neighbour(pages.sentences, 1)  # a first line over a paragraph is one
    if not row.any():
        return
    row = rules.fits_among(features, pages.codes, ".ticker.unbroken", row)
    row &= ~rules.fits_among(features, pages.codes, ".body.tells", row)
    documents = np.isin(lines.doc, lines.doc[row])
    marked = pages.matching(verdicts.open() & features.sentence & documents & ~row, MARKED)
    row &= np.isin(pages.index, _loose(pages, row, BOUND_OVER_TEXT))
    last = np.full(len(pages.doc_bounds) - 1, -1)
    last[lines.doc[marked]] = pages.index[marked]  # the last one written stays
    verdicts.set(row & (pages.index < last[lines.doc]), "ticker", "context.headlines_in_a_row")


def _long_rows(pages: Pages) -> None:
    """The first sentence of the page, far too long for a headline and loose to its end: headlines in a row,
    whatever stands below, and though nothing does."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    row = verdicts.open() & (lines.chars >= LONG_ROW_CHARS) & (features.words >= ROW_WORDS)
    row &= pages.index == pages.first_sentence[lines.doc]
    row &= ~(features.ends_full & ~features.asks) & ~features.introduces & ~features.bullet
    row = pages.matching(row, ARABIC)  # of other scripts no pack says which words tell a story
    if row.any():
        row &= ~rules.fits_among(features, pages.codes, ".body.tells", row)
        verdicts.set(_loose(pages, row, BOUND_IN), "ticker", "context.headlines_in_a_row")


def _loose(pages: Pages, row: Flags, bound_in: int) -> Ints:
    """Of these few lines those in which little is bound together as the clauses of a story are. All of the
    line is read, of which rules see the beginning."""
    rows = np.flatnonzero(row)
    text, chars = _folded_whole(pages, rows), np.minimum(pages.lines.chars[rows], packs.LONGEST_CHARS)
    loose: Flags = np.asarray(pc.count_substring_regex(text, MARKS)) <= chars // MARK_IN
    loose &= rules.counts(text, pages.codes, ".body.tells") == 0
    loose &= rules.counts(text, pages.codes, ".body.binds") <= chars // bound_in
    loose &= rules.counts(text, pages.codes, ".body.joins") <= chars // JOINED_IN
    return rows[loose]


def _folded_whole(pages: Pages, rows: Ints) -> pa.Array:
    """All of these few lines, folded; rules see their beginning only."""
    lines = pages.lines
    return fold_strings(lines.buffer.strings(lines.start[rows], lines.end[rows]), packs.LONGEST_CHARS).text


def _beginnings_by_age(pages: Pages) -> None:
    """Ages (two hours ago), each over a line without an end mark as long as the beginning of a story."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    age = rules.fits(features, pages.codes, ".date.ago")
    if not age.any():
        return
    age &= verdicts.open() & ~(pages.last_where(verdicts.isin(["comments"])) >= 0)
    cut = verdicts.open() & ~age & ~features.ends_full & ~features.introduces
    cut &= (lines.chars >= CUT_CHARS[0]) & (lines.chars <= CUT_CHARS[1])
    item = age & pages.neighbour(cut, 1)
    count = len(pages.doc_bounds) - 1
    items, ages = (np.bincount(lines.doc[which], minlength=count) for which in (item, age))
    listed = item & ((items >= AGES) & (items == ages))[lines.doc]
    verdicts.set(listed, "related_item", "context.beginning_by_age")
    verdicts.set(pages.neighbour(listed, -1), "teaser", "context.beginning_by_age")


def _cut_off_below(pages: Pages) -> None:
    """The last line of the page, without an end mark, that opens with the dateline which stands on a line of
    its own above the text."""
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    last = np.append(lines.doc[1:] != lines.doc[:-1], True)[: len(lines)]
    last &= verdicts.open() & ~features.ends_full & (lines.chars >= CUT_CHARS[0])
    last &= pages.index > pages.second_sentence[lines.doc]
    if not last.any():
        return
    over = verdicts.open() & pages.top & pages.neighbour(pages.sentences, 1)
    over = pages.matching(over & np.isin(lines.doc, lines.doc[last]), DATELINE)
    rows, datelines = np.flatnonzero(last), np.flatnonzero(over)
    line_of = dict(zip(lines.doc[datelines].tolist(), datelines.tolist(), strict=True))
    rows = rows[np.isin(lines.doc[rows], lines.doc[datelines])]
    said = features.folded.take(pa.array(rows)).to_pylist()
    for row, text in zip(rows.tolist(), said, strict=True):
        dateline = features.folded[line_of[int(lines.doc[row])]].as_py()
        if text.startswith(dateline.rstrip(":- ") + " "):
            verdicts.set(row, "teaser", "context.dateline_of_another")


def _above_buttons(pages: Pages) -> None:
    """A paragraph that trails off, right above its “read more”, on a page with other text than that; of two
    and more, the headline over each but the first, too, and the last paragraph of a page that has no other.

    On labelled web pages: 6,300 characters of other stories on 15 pages, none of an article.
    """
    features, lines, verdicts = pages.features, pages.lines, pages.verdicts
    cut = verdicts.open() & features.trails_off & (lines.chars >= BUTTON_CHARS)
    if not cut.any():
        return
    cut &= pages.neighbour(rules.fits(features, pages.codes, ".teaser.button"), 1)
    count = len(pages.doc_bounds) - 1
    cuts, others = (np.bincount(lines.doc[which], minlength=count) for which in (cut, pages.sentences & ~cut))
    cut &= ((cuts >= LISTED) | (others > 0))[lines.doc]
    last = np.append(lines.doc[1:] != lines.doc[:-1], True)[: len(lines)] & verdicts.open()
    last &= pages.sentences | (lines.chars >= PARAGRAPH)  # the page may end before it does
    others += np.bincount(lines.doc[last & ~pages.sentences], minlength=count)
    last &= ((cuts >= LISTED) & (others == 1))[lines.doc] & (pages.last_where(cut) >= 0)
    verdicts.set(last, "teaser", "context.above_read_more")
    head = verdicts.open() & ~features.ends_full & ~features.trails_off & (features.words >= ITEM_WORDS)
    head &= pages.neighbour(cut, 1) & (pages.last_where(cut) >= 0)
    verdicts.set(cut, "teaser", "context.above_read_more")
    verdicts.set(head, "related_item", "context.above_read_more")


def headline_over_the_one_cut(pages: Pages) -> None:
    """The line right over the one cut beginning of a story that is all the page has for text."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    cut = verdicts.isin(["teaser"]) & (pages.lines.chars >= BUTTON_CHARS)
    line = verdicts.open() & pages.neighbour(cut, 1) & ~features.ends_full & ~features.bullet
    line &= (features.words >= ITEM_WORDS) & (pages.lines.chars <= ITEM_CHARS)
    text = pages.sentences & ~line
    cuts, texts = (np.bincount(doc[which], minlength=len(pages.doc_bounds) - 1) for which in (cut, text))
    line &= ((cuts == 1) & (texts == 0))[doc]
    verdicts.set(line, "title", "title.over_cut")
    if line.any():
        pages.find_article()


def films(pages: Pages) -> None:
    """Below the article: lines without an end mark, each tied to the label of a player above it, and the
    dates beside them."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    film = verdicts.open() & pages.end & (features.gap == 1) & ~features.ends_full
    label = rules.fits(features, pages.codes, ".player.label") & ~verdicts.open()
    film &= pages.neighbour(label, -1)
    film &= (np.bincount(doc[film], minlength=len(pages.doc_bounds) - 1) >= FILMS)[doc]
    verdicts.set(film, "related_item", "context.played")
    _dates_of_others(pages)


def _dates_of_others(pages: Pages) -> None:
    """Below the article, tied to another story above: a date, on a page that has its own above."""
    verdicts, doc = pages.verdicts, pages.lines.doc
    date = verdicts.isin(DATES)
    own = np.bincount(doc[date & pages.top], minlength=len(pages.doc_bounds) - 1) > 0
    other = verdicts.isin(["related_item", "teaser"])
    date &= pages.end & own[doc] & pages.neighbour(other, -1) & (pages.features.gap == 1)
    verdicts.set(date & ~verdicts.ruled(".date.published"), "related_item", "context.date_of_another")
