"""Above the article: standfirst, the outlet, menus, the place, the page's clock."""

import re

import numpy as np
import pyarrow as pa

from warraq import packs
from warraq.cleaning import rules
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import DATES, Pages

MENU_RUN, MENU_WORDS, MENU_GAP = 4, 4, 2  # so many short lines in a row are a menu …
MENU_KNOWN = 0.2  # … when a rule knows this share of them
LABEL_WORDS = 2
HEADLINE_WORDS = 3
# Words parted by commas are keywords, and what follows a colon a figure of the story: neither is an entry.
LISTING = r"\p{L}, ?\p{L}.*, ?\p{L}|\p{L} ?: .*\d"
NUMBERED = r"^\d{1,2}[.)-] ?\p{L}"
CONTENTS_LINES = 3
TAGS_MOST = 8  # lines of tags under their label
PLACE_OUTLET = r"^\p{L}[\p{L}’]*(?: \p{L}+){0,2} ?[/:-] ?\p{L}[^\d/:.-]{2,30}$"
PLACE_AGENCY = r"^\p{L}[\p{L}’-]*(?: \p{L}+){0,2} ?\(\p{L}[^()\d]{1,28}\)[ :-]*$"
OUTLET_WORDS = 3  # in a dateline
PARTED_NAMES = r"^\p{L}[^\d:.,!?؟]*[-/|(][^\d:.,!?؟]*\p{L}[-/|) ]*$"
OUTLET_NAME = r"^\p{L}[\p{L}\d ]*[|/-][\p{L} ]*\p{L}$"
STANDFIRST_CHARS = 260
QUESTION_WORDS = 5  # a headline that asks, or stands twice, has at least so many words
SAID_WITHIN, SENTENCES_ABOVE = 3, 2  # it stands again so few lines below, so few sentences may stand above it
POINTS = 2  # so many lines with bullets sum a story up
HEADLINE_CHARS, HEADLINE_NEAR = 130, 5  # a headline that looks like a sentence, so many lines above the date
NOTICES = 1  # sentences (about cookies) that may stand above it
NAME_CHARS, NAME_LINE_WORDS = 6, 9  # an outlet's name, and the line that holds it, perhaps with a motto
NAMED_WITHIN = 3  # at the foot, it stands so few lines above one of those
ZONE = r"gmt|utc|بتوقيت"
NAMING_LINES = 8  # lines of a page that are asked for the outlet's name

# Furniture that says whose page it is: © NAME, NAME: address, follow NAME.
_NAMING = ("legal", "contact", "promo_cta")


def standfirsts(pages: Pages) -> None:
    """A sentence above the date or author, with some line over it for a headline, is the standfirst."""
    verdicts = pages.verdicts
    meta = verdicts.isin([*DATES, "byline", "counter", "reading_time", "dateline", "section"])
    over = pages.neighbour(meta, 1) | (
        pages.neighbour(pages.neighbour(meta, 1), 1) & ~pages.neighbour(pages.sentences, 1)
    )
    leading = pages.preface | (pages.sentences & (pages.index == pages.first_sentence[pages.lines.doc]))
    leading &= over & verdicts.open()
    leading &= ~pages.neighbour(verdicts.isin(["counter"]), -1)  # a number over a paragraph is its year
    headed = pages.last_where(verdicts.open() & pages.top, before=True) >= 0
    short = pages.lines.chars <= STANDFIRST_CHARS
    more = pages.index < pages.last_sentence[pages.lines.doc]
    standfirst = leading & headed & short & more
    verdicts.set(standfirst | _points_over_the_date(pages), "deck", "context.standfirst")
    pages.find_article()


def _points_over_the_date(pages: Pages) -> Flags:
    """Lines with bullets, the first sentences of the page, with a headline over them and the day of
    publication below: what the story says, in points."""
    features, doc = pages.features, pages.lines.doc
    point = pages.verdicts.open() & features.bullet & (pages.lines.chars <= STANDFIRST_CHARS)
    point &= pages.index <= pages.last_sentence[doc]
    nothing: Flags = np.zeros(len(point), np.bool_)
    if not (point & (pages.index == pages.first_sentence[doc])).any():
        return nothing
    dated = rules.fitting(features, pages.codes, "date_published") & ~point
    run, first = pages.runs(point, 1, point & (pages.index == pages.first_sentence[doc]))
    _, over = pages.runs(point, 1, pages.neighbour(dated, 1))
    above = pages.neighbour(pages.verdicts.open() & pages.top & ~features.bullet, -1)
    _, headed = pages.runs(point, 1, point & above)
    more = pages.last_sentence[doc] > pages.index
    result: Flags = point & (run >= POINTS) & (first > 0) & (over > 0) & (headed > 0) & more
    return result


def headlines_like_sentences(pages: Pages) -> None:
    """A line that asks, or has a stop inside and none at its end, over the author or the date, with no text
    above but a notice, none between but a standfirst, and some below: a headline, or the path to it. So is
    one with a stop, right over them, where no line above could be the headline. The same line twice, one
    below the other, with no text above and some below, needs neither author nor date; nor does a
    question over the name of an agency."""
    features, doc = pages.features, pages.lines.doc
    shape = pages.sentences & (features.asks | ~features.ends_full) & ~features.bullet
    shape &= pages.lines.chars <= HEADLINE_CHARS
    first = pages.sentences & (pages.index == pages.first_sentence[doc])
    stopped = first & features.ends_full & ~features.asks & (pages.lines.chars <= HEADLINE_CHARS)
    if not (shape | stopped).any():
        return
    dated = np.zeros(len(shape), np.bool_)
    for label in ("date_published", "date_updated", "byline"):
        dated |= rules.fitting(features, pages.codes, label)
    dated &= ~pages.sentences
    dated |= _signs_a_question(pages, first & features.asks)
    again = features.key == np.append(features.key[1:], -1)
    shape |= _stopped_headlines(pages, stopped & (pages.neighbour(dated, 1) | again))
    rows = np.flatnonzero(shape)
    below = np.append(np.flatnonzero(dated), len(doc) - 1)
    date = below[np.searchsorted(below, rows)]
    begin, stop = pages.doc_bounds[doc[rows]], pages.doc_bounds[doc[rows] + 1]
    sentences = np.append(0, np.cumsum(pages.sentences & ~shape))
    near = dated[date] & (date < stop) & (date - rows <= HEADLINE_NEAR)
    near &= sentences[rows] - sentences[begin] <= NOTICES
    near &= (sentences[date] - sentences[rows] <= 1) & (sentences[stop] > sentences[date])
    below_it = np.minimum(rows + 1, len(doc) - 1)
    twice = (features.key[rows] == features.key[below_it]) & (doc[rows] == doc[below_it]) & (rows < below_it)
    twice &= (sentences[rows] == sentences[begin]) & (sentences[stop] > sentences[rows])
    pages.headlines[rows[near | twice]] = True
    pages.headlines[below_it[twice]] = True
    pages.find_article()


def headlines_said_twice(pages: Pages) -> None:
    """A headline that stands twice, a date or a line or two between, with more sentences below than above,
    and those, one or two, under the heading of a list: they are of another story."""
    features, doc = pages.features, pages.lines.doc
    line = pages.verdicts.open() & ~pages.sentences & ~features.introduces & ~features.bullet
    line &= (
        (features.words >= QUESTION_WORDS) & (pages.lines.chars <= HEADLINE_CHARS) & (features.repeats == 2)
    )
    rows = np.flatnonzero(line & (pages.index > pages.first_sentence[doc]))
    again = rows[1:]
    near = (features.key[again] == features.key[rows[:-1]]) & (doc[again] == doc[rows[:-1]])
    near &= again - rows[:-1] <= SAID_WITHIN
    if not near.any():
        return
    sentences = np.append(0, np.cumsum(pages.sentences))
    listed = pages.last_where(pages.verdicts.isin(["related_heading"])) >= 0
    for row in rows[:-1][near & listed[pages.first_sentence[doc[again]]]].tolist():
        begin, stop = int(pages.doc_bounds[doc[row]]), int(pages.doc_bounds[doc[row] + 1])
        above, below = sentences[row] - sentences[begin], sentences[stop] - sentences[row]
        if above <= SENTENCES_ABOVE < below:
            pages.preface[begin:row] |= pages.sentences[begin:row]
            pages.headlines[row] = True
    pages.find_article()


def _signs_a_question(pages: Pages, asking: Flags) -> Flags:
    """An agency, OUTLET | NAME, or two or three words without an end mark, right below these questions, and
    right above a sentence."""
    features, verdicts = pages.features, pages.verdicts
    long = asking & (features.words >= QUESTION_WORDS)
    few: Flags = verdicts.open() & (features.words >= LABEL_WORDS) & (features.words <= HEADLINE_WORDS)
    few &= ~features.ends_full & ~features.introduces & ~features.bullet
    few |= verdicts.isin(["agency_credit"])
    below = pages.neighbour(long, -1) & pages.neighbour(pages.sentences, 1)
    few |= pages.matching(verdicts.open() & below & (features.words <= NAME_LINE_WORDS), OUTLET_NAME)
    return few & below


def _stopped_headlines(pages: Pages, stopped: Flags) -> Flags:
    """Of these first sentences those that no line stands over which has the words for a headline."""
    wordy = pages.verdicts.open() & pages.top & (pages.features.words >= HEADLINE_WORDS)
    result: Flags = stopped & (pages.last_where(wordy) < 0)
    return result


def outlet_names(pages: Pages) -> None:
    """A line at the head of the page, alone or before a motto (NAME - MOTTO), or alone at its foot, that the
    copyright line, the address or a call to subscribe names again, is the name of the outlet."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    first = features.first & verdicts.ruled(".credit.agency")  # an agency's own page begins with its name
    verdicts.set(first & rules.fitting(features, pages.codes, "masthead"), "masthead", "title.outlet")
    naming = verdicts.isin(_NAMING)
    foot = pages.end & (features.words >= LABEL_WORDS)
    foot &= np.logical_or.reduce([pages.neighbour(naming, step) for step in range(1, NAMED_WITHIN + 1)])
    short = verdicts.open() & (pages.top | foot) & (features.words <= NAME_LINE_WORDS) & ~features.ends_full
    documents = np.intersect1d(lines.doc[short], lines.doc[naming])
    rows = np.flatnonzero(np.isin(lines.doc, documents) & (short | naming))
    text = dict(zip(rows.tolist(), features.folded.take(pa.array(rows)).to_pylist(), strict=True))
    for doc in documents.tolist():
        begin, stop = int(pages.doc_bounds[doc]), int(pages.doc_bounds[doc + 1])
        at = (begin + np.flatnonzero(naming[begin:stop])).tolist()
        at = at if len(at) <= 2 * NAMING_LINES else [*at[:NAMING_LINES], *at[-NAMING_LINES:]]
        named = " | ".join(_words(text[row]) for row in at)
        named += " |" + _TO.sub(" ", named)
        known = set(named.split())
        headed = bool(verdicts.isin(["masthead"], slice(begin, stop)).any())
        for row in (begin + np.flatnonzero(short[begin:stop])).tolist():
            line = text[row]
            opening = _WORD.match(line)
            if opening and opening[0] not in known:
                continue  # nine lines of ten
            name, *motto = _BEFORE_MOTTO.split(line, maxsplit=1) if pages.top[row] else [line]
            # NAME - PLACE over the story is its dateline: the name with its motto stands once, and first.
            if len(name) >= NAME_CHARS and _words(name) in named and not (motto and headed):
                verdicts.set(row, "masthead", "title.outlet")
                headed = True


_WORD = re.compile(r"\w+")
_TO = re.compile(r" ل(?=\w{4})")  # rights reserved “to NAME”: one word in Arabic
_PARTING = re.compile(r"[-/|()]")
_SECOND = re.compile(r"[/:-]")
_BEFORE_MOTTO = re.compile(r" [-|] ")


def _words(line: str) -> str:
    """Its words, each between two spaces."""
    return " ".join(["", *_WORD.findall(line), ""])


def menus(pages: Pages) -> None:
    """A run of short lines around the article, at least one of them a known entry, is a menu."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    loose = verdicts.open() | verdicts.isin(["section", "agency_credit"])
    item = verdicts.open() & (features.gap == 1) & (features.words > MENU_WORDS)
    loose |= verdicts.isin(["related_heading"]) & ~pages.neighbour(item, 1)
    player = verdicts.isin(["player"])  # two of its labels in a row are a player's, not a menu's
    loose |= player & ~pages.neighbour(player, -1) & ~pages.neighbour(player, 1)
    loose |= verdicts.isin(["advert"]) & pages.end  # how to advertise
    terms = (
        verdicts.ruled(".consent.policy") | verdicts.ruled(".legal.terms") | verdicts.ruled(".legal.pages")
    )
    loose |= verdicts.ruled(".label_alone") | terms
    loose |= verdicts.isin(["promo_cta"]) & (features.words == 1)
    loose |= verdicts.ruled(".caption.kind") & (features.words == 1)  # breaking, archive: sections, too
    loose &= ~_tags_under_label(pages)
    short = (
        (features.words <= MENU_WORDS) & (lines.chars <= 40) & ~features.ends_sentence & ~features.introduces
    )
    short &= ~pages.matching(short & verdicts.open(), LISTING)
    short &= ~pages.tied_to_the_text()  # a menu below it begins with an entry that is known
    member = (short & loose) | verdicts.isin(["nav", "share", "consent", "page_tools", "promo_cta", "widget"])
    # A section that stands apart from the menu, nearer the headline, is the story's own …
    above = np.maximum(np.append(1, features.gap[:-1]), 1)  # the first line of a page has none above it
    apart = verdicts.isin(["section"]) & (features.gap > above)
    known = verdicts.isin(["nav", "share", "consent", "page_tools", "section"])
    of_story = verdicts.isin([*DATES, "byline", "reading_time"])
    said_above = (features.repeats <= 3) & _said_above(pages)
    # What no rule knows, right above the author or the date, may be the headline.
    heads_story = (
        verdicts.open() & pages.top & (features.words >= HEADLINE_WORDS) & pages.neighbour(of_story, 1)
    )
    # It is no entry where it stands twice, one right below the other.
    twice = heads_story & (np.append(-1, features.key[:-1]) == features.key) & (features.repeats == 2)
    twice &= ~features.first
    member &= ~(twice | pages.neighbour(twice, 1))
    section = verdicts.isin(["section"])
    listed = section | verdicts.isin(["nav"]) | (verdicts.open() & short)
    # The outlet's name comes back often; so does a menu that is printed three times, with all its entries.
    again_above = (np.append(0, features.repeats[:-1]) == features.repeats) & ~features.first
    again_below = np.append(again_above[1:], False)[: len(again_above)]
    printed_again = again_above | again_below
    lone = section & pages.top & ~pages.neighbour(listed, -1) & pages.neighbour(verdicts.open(), 1)
    again = short & said_above & pages.end  # the menu at the foot says that at the head once more
    for zone in (pages.top, pages.end):
        run, entries = pages.runs(member & zone, MENU_GAP, count=known | again)
        block, links = pages.runs(member & zone, 1, count=known & ~verdicts.isin(["section"]) | again)
        _, leads = pages.runs(member & zone, 1, count=pages.neighbour(of_story & (features.gap == 1), 1))
        # Lines tied to each other, none of them a link, are no part of the menu above them: fewer than a menu
        # has, or those that the author or the date of the story follows.
        own = (block > 1) & ((block < MENU_RUN) | ((leads > 0) & (block < run))) & (links == 0)
        sure = (run >= MENU_RUN) & (entries >= MENU_KNOWN * run) & ~own
        # … and so is the last line of the menu, when it says an entry once more or follows the languages.
        last = sure & pages.top & short & loose & ~pages.neighbour(run > 0, 1)
        last &= said_above | pages.neighbour(verdicts.ruled(".nav.languages"), -1)
        verdicts.set(last & verdicts.open(), "section", "context.entry_again")
        entry = sure & loose & short & ~apart & ~last
        entry &= (features.repeats < 3) | section | printed_again
        # Above the story's author, only what stands over a known entry is sure to be one.
        below = np.minimum.accumulate(np.where(known, pages.index, len(known))[::-1])[::-1]
        broken = np.minimum.accumulate(np.where(member & zone, len(known), pages.index)[::-1])[::-1]
        whole = (leads > 0) & (block == run) & (links == 0)
        entry &= ~heads_story & ~lone & (~whole | (below < broken))
        verdicts.set(entry, "nav", "context.menu_run")
    # A link to the terms, tied to an entry of a menu, is one.
    nav = verdicts.isin(["nav"])
    tied = pages.neighbour(nav, -1) & (features.gap == 1) | pages.neighbour(nav & (features.gap == 1), 1)
    verdicts.set(terms & tied & short & pages.end, "nav", "context.menu_run")


def _tags_under_label(pages: Pages) -> Flags:
    """Short lines right under the word for tags that stands alone: the tags, one a line."""
    verdicts, features = pages.verdicts, pages.features
    chain = verdicts.open() & pages.end & (features.gap == 1) & (features.words <= LABEL_WORDS + 1)
    label = verdicts.isin(["tags"]) & (features.words <= LABEL_WORDS)
    nearest = pages.last_where(~chain)
    result: Flags = chain & (nearest >= 0) & label[nearest] & (pages.index - nearest <= TAGS_MOST)
    return result


def contents(pages: Pages) -> None:
    """Above the article, tied to a link or to the heading of a list, a numbered list, or lines that the page
    says once more: a table of contents."""
    tied = pages.top & (pages.features.gap == 1) & (pages.features.words <= NAME_LINE_WORDS)
    listed = pages.matching(tied & pages.features.bullet, NUMBERED)
    listed |= tied & pages.verdicts.open() & (pages.features.repeats == 2) & (pages.features.words > 1)
    nearest = pages.last_where(~listed)
    linked = listed & (nearest >= 0) & pages.verdicts.isin(["nav", "related_heading"])[nearest]
    run, _ = pages.runs(listed, 1, listed)
    entry = linked & (run >= CONTENTS_LINES) & pages.verdicts.open()
    pages.verdicts.set(entry, "nav", "context.contents")


def datelines_alone(pages: Pages) -> None:
    """PLACE (AGENCY) or PLACE / OUTLET on a line of its own above the first sentence, when a line credits
    that agency, the masthead names it, or a word says that it is an outlet."""
    verdicts = pages.verdicts
    over = verdicts.open() & pages.top & pages.neighbour(pages.sentences, 1)
    house = over & rules.fits(pages.features, pages.codes, ".dateline.house")
    verdicts.set(house, "dateline", "context.dateline_alone")
    over &= ~house
    _names_with_a_place(pages, over)
    last = pages.matching(over, PLACE_AGENCY) | pages.matching(over, PLACE_OUTLET)
    for row in np.flatnonzero(last).tolist():
        begin, stop = (int(pages.doc_bounds[pages.lines.doc[row] + side]) for side in (0, 1))
        credits = begin + np.flatnonzero(verdicts.isin(["agency_credit", "masthead"], slice(begin, stop)))
        said = " | ".join(_words(line) for line in pages.features.folded.take(pa.array(credits)).to_pylist())
        text = pages.features.folded[row].as_py()
        if _words(text.partition("(")[2] or _SECOND.split(text, maxsplit=1)[-1]) in said:
            verdicts.set(row, "dateline", "context.dateline_alone")


def _names_with_a_place(pages: Pages, over: Flags) -> None:
    """Of these lines over the first sentence those that are a name and a known place, parted by a dash, a bar
    or a slash: the dateline. Where the name is a person's, spans tell the two apart."""
    verdicts, features = pages.verdicts, pages.features
    parted = pages.matching(over & (features.words <= NAME_LINE_WORDS) & ~features.ends_full, PARTED_NAMES)
    rows = np.flatnonzero(parted)
    places, given = packs.known("place", pages.codes), packs.known("given", pages.codes)
    for row, line in zip(rows.tolist(), features.folded.take(pa.array(rows)).to_pylist(), strict=True):
        parts = [part.strip() for part in _PARTING.split(line) if part.strip()]
        others = [part for part in parts if part not in places]
        person = any(part.split()[0] in given and " " in part for part in others)
        outlet = len(others) == 1 and others[0].count(" ") < OUTLET_WORDS
        if len(parts) > 1 and outlet and not person:
            verdicts.set(row, "dateline", "context.dateline_alone")


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
    listed &= pages.last_where(pages.headlines) < 0
    gap = np.append(pages.features.gap, 0)
    listed &= pages.features.gap == gap[decided + 1]
    # Over the author, or the buttons that make its letters bigger, stands the headline of the page.
    listed &= ~pages.neighbour(verdicts.isin(["byline", "page_tools"]), 1)
    run, _ = pages.runs(listed, MENU_GAP, listed)
    last_open = np.full(len(pages.doc_bounds) - 1, -1)
    np.maximum.at(last_open, pages.lines.doc[plain & ~listed], pages.index[plain & ~listed])
    above_others = pages.index < last_open[pages.lines.doc]
    verdicts.set(listed & (run >= 2) & above_others, "related_item", "context.list_above")
    # A heading with nothing under it, above the article, is a link to such a list.
    below = np.append(plain, False)[1:] | pages.neighbour(verdicts.isin(["related_item", "teaser"]), 1)
    verdicts.set(verdicts.isin(["related_heading"]) & pages.top & ~below, "nav", "context.link_to_list")


def section_headings(pages: Pages) -> None:
    """News, latest or breaking news, the first line of the page right over the headline: the section, no
    heading of a list."""
    verdicts = pages.verdicts
    first = pages.features.first & pages.neighbour(verdicts.isin(["title"]), 1)
    news = rules.fits_among(pages.features, pages.codes, ".section.of_news", first)
    verdicts.set(news, "section", "context.section_heading")


def entries(pages: Pages) -> None:
    """Of the lines that nothing but their place above the headline makes a section, the last is one; those
    above it are what is left of a menu."""
    doc, rows = pages.lines.doc, np.flatnonzero(pages.verdicts.ruled("top.short_line"))
    above_another = np.append(doc[rows][1:] == doc[rows][:-1], False)[: len(rows)]
    pages.verdicts.set(rows[above_another], "nav", "top.entry")


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
    head = verdicts.isin(["masthead", "nav", "widget", "share", "ticker", "date_render"])
    beside_head = pages.neighbour(head, -1) | pages.neighbour(head, 1)
    below = date & (pages.last_where(title) >= 0)
    dated_below = np.bincount(pages.lines.doc[below], minlength=len(titled)) > 0
    dated_below &= titled
    # Right above the headline, the first line of all is the date of an entry, as in blogs; but where others
    # follow, or it names the zone of its hour, it is the page's clock. So is it with another one lower down.
    opens_page = pages.features.first
    first = opens_page & pages.neighbour(title, 1)
    several = np.bincount(pages.lines.doc[date], minlength=len(titled)) > 1
    first &= several[pages.lines.doc] | pages.matching(date, ZONE)
    lower = date & ~opens_page & ~pages.neighbour(opens_page, -1)
    dated_again = np.bincount(pages.lines.doc[lower], minlength=len(titled)) > 0
    first |= opens_page & dated_again[pages.lines.doc]
    clock = above & (beside_head | first | dated_below[pages.lines.doc])
    verdicts.set(clock, "date_render", "context.page_clock")
    time = verdicts.ruled(".date.clock_alone") & pages.neighbour(verdicts.isin(["date_render"]), -1)
    verdicts.set(time & (pages.features.gap == 1), "date_render", "context.page_clock")
