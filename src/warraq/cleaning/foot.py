"""What stands below the article, or parts it: comments, lists of other stories, summaries, the foot."""

import re
from collections import Counter

import numpy as np
import pyarrow as pa

from warraq.cleaning import rules
from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.page import DATES, ITEM_CHARS, Pages
from warraq.cleaning.verdicts import OPEN

TIMED_HEADING = 6  # words over such headlines
TIMED = r"^\d{1,2}:\d{2} ?[-|]? ?\p{L}"
DATELINED = r"^\p{L}+(?: \p{L}+){0,2} ?(?:[-/]|\() ?\p{L}+"  # PLACE - AGENCY, PLACE (AGENCY)
SECOND_SHARE = 2.0  # a second story may have so many times the text of the first
HEADLINE_WORDS, HEADLINES_PARTED = (
    (6, 20),
    0.9,
)  # headlines without a heading; paragraphs parted, very nearly all
VERSE = r"\.\.|…|[*=]"  # what parts the halves of a verse
HEADLINES_BELOW = 3  # so many headlines tied to the end of the text; fewer may be who signed, or a list
LISTED = r"^[^\p{L}]*\d|[;؛,]$|:.*\d$"  # how an entry of a list begins or ends
LABELLED = r"^\p{L}+(?: \p{L}+)? ?: ?\S"  # one or two words and a colon open the line
ENTRY_WORDS = 2  # so few words are an entry of a menu, not another story
ITEM_WORDS = 4  # a headline in a list has at least so many
SIGN_WORDS = (2, 3)  # an outlet's name below its story
ITEMS_SHARE = 0.34  # the share all items have of the text above
COMMENTS_SHARE = 0.5  # a comment thread may have this share of the text above it; else it is no thread …
THREAD_DATES, DATED_SHARE = 2, 1.0  # … or this one, where its comments are dated …
THREAD_FOOT = 4  # so many lines at the very end may stand below the address or the pager under a thread
COUNTING = r"^\(?\d{1,4}\)? \p{L}+$|^\p{L}+(?: \p{L}+)? ?[(:]? ?\d{1,4} ?\)?$"
COUNTED, COUNTED_SHARE = 0.5, 5.0  # … or this one, where its heading counts them and so many dates follow
TIED_CHARS, TIED_SHARE = 260, 0.5  # items under their heading without a blank line: the longest, and all
PARTED = 0.6  # share of an article's paragraphs that a blank line parts from what stands above them

# Lines that may stand between the items of a list of stories without ending it.
_WITH_ITEMS = (
    "related_item",
    "teaser",
    "counter",
    "section",
    "caption",
    "share",
    "player",
    "reading_time",
    *DATES,
)
# After these there may be more of the story.
_OF_THE_STORY = ("body", "subheading", "title", "caption", "image_credit", "related_heading", *DATES)
# After these nothing of the article comes any more; after a share button or a call to subscribe it may.
_CLOSING = ("legal", "consent", "contact", "pager", "masthead")
# What may stand among comments or below a list of stories and is neither comment nor story.
_AT_THE_FOOT = (*_CLOSING, "page_tools", "promo_cta", "share", "user_meta", "comments", "nav", "wrapper")


def comment_threads(pages: Pages) -> None:
    """Below the heading of the comments everything is comments, unless it outweighs what stands above."""
    verdicts, lines = pages.verdicts, pages.lines
    # A field that must be filled in, right below a call to subscribe, belongs to that box.
    field = verdicts.ruled(".required_field") & pages.neighbour(verdicts.isin(["promo_cta"]), -1)
    verdicts.set(field, "promo_cta", "context.box")
    heading = verdicts.isin(["comments"]) & ~pages.top
    if not heading.any():
        return
    opened = pages.last_where(heading)
    weight = np.where(verdicts.open(), lines.chars, 0)
    count = len(pages.doc_bounds) - 1
    below = np.bincount(lines.doc[opened >= 0], weight[opened >= 0], count)
    above = np.bincount(lines.doc[opened < 0], weight[opened < 0], count)
    dated = np.bincount(
        lines.doc[(opened >= 0) & rules.fitting(pages.features, pages.codes, "date_published")]
    )
    dated = np.pad(dated, (0, count - len(dated)))
    button = rules.fits(pages.features, pages.codes, ".comments.social") & (opened >= 0)
    dated = dated + np.bincount(lines.doc[button], minlength=count)
    share = np.where(dated >= THREAD_DATES, DATED_SHARE, COMMENTS_SHARE)
    share[_counted(pages, heading, dated)] = COUNTED_SHARE
    thread = (opened >= 0) & (below <= share * above)[lines.doc]
    nearest = pages.last_where(verdicts.isin(["comments", "related_heading"]))
    in_comments = thread & (nearest >= 0) & verdicts.isin(["comments"])[nearest]
    said = in_comments & verdicts.isin(["body", "subheading"])  # a greeting, a question that opens one
    verdicts.label[said] = OPEN
    _at_the_foot(pages, in_comments)
    nearest = pages.last_where(verdicts.isin(["comments", "contact", "pager"]))
    at_end = pages.doc_bounds[1:][lines.doc] - pages.index <= THREAD_FOOT
    under = at_end & (nearest >= 0) & ~verdicts.isin(["comments"])[nearest]
    under &= pages.features.words >= ITEM_WORDS
    verdicts.set(in_comments & verdicts.open() & ~under, "comments", "context.comment_thread")
    verdicts.set(in_comments & verdicts.open(), "related_item", "context.after_article")
    verdicts.set(in_comments & verdicts.ruled("common.user_meta.reply"), "comments", "context.comment_thread")
    # A field of the form may bear the name of a button: e-mail.
    comment = verdicts.isin(["comments"])
    field = verdicts.isin(["share"]) & (pages.features.words <= 2) & pages.neighbour(comment, -1)
    verdicts.set(field & pages.neighbour(comment, 1), "comments", "context.comment_thread")


def _counted(pages: Pages, heading: Flags, dated: Ints) -> list[int]:
    """The documents where the heading of the comments says how many there are, and so many dates follow.

    Where several lines say so (a shop's reviews of this and that), none is the heading.
    """
    counting = pages.matching(heading, COUNTING)
    alone = np.bincount(pages.lines.doc[counting], minlength=len(dated))[pages.lines.doc] == 1
    rows = np.flatnonzero(counting & alone)
    counting_lines = pages.features.folded.take(pa.array(rows)).to_pylist()
    counts = [int(_NUMBER.findall(line)[0]) for line in counting_lines]
    return [
        doc
        for doc, count in zip(pages.lines.doc[rows].tolist(), counts, strict=True)
        if dated[doc] >= THREAD_DATES and COUNTED * count <= dated[doc] <= 2 * count
    ]


def _at_the_foot(pages: Pages, below: Flags) -> None:
    """Ask the rules of the page's end of these lines beforehand; only furniture of its foot is taken."""
    verdicts = pages.verdicts
    was_open = verdicts.open() & below
    rules.apply(pages.features, verdicts, pages.codes, ("end", "edges"), below)
    kept = verdicts.isin(_AT_THE_FOOT) | verdicts.ruled(".date.published")
    verdicts.label[was_open & ~kept] = OPEN


def tied_items(pages: Pages) -> None:
    """Whole sentences as items: right under the heading of a list, without a blank line, on a page that parts
    its paragraphs by blank lines. The block ends at a blank line or at furniture, and is far lighter than
    the article."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    heading = verdicts.isin(["related_heading"])
    if not heading.any():
        return
    count = len(pages.doc_bounds) - 1
    plain = verdicts.open() & (lines.chars <= TIED_CHARS) & (features.words > ENTRY_WORDS)
    chained = (plain | verdicts.isin(_WITH_ITEMS)) & (features.gap == 1)
    nearest = pages.last_where(~chained)
    tied = plain & chained & (nearest >= 0) & heading[nearest]
    text = pages.sentences & ~tied
    parted = np.bincount(lines.doc[text & (features.gap != 1)], minlength=count)
    paragraphs = np.bincount(lines.doc[text], minlength=count)
    weight = np.bincount(lines.doc[text], lines.chars[text], count)
    tied_weight = np.bincount(lines.doc[tied], lines.chars[tied], count)
    fits = (parted >= PARTED * paragraphs) & (tied_weight <= TIED_SHARE * weight)
    runs_on = np.zeros(len(lines) + 1, np.bool_)  # headings whose block runs on into text
    after = verdicts.open() & (features.gap == 1) & ~chained & pages.neighbour(tied, -1)
    runs_on[pages.last_where(heading)[after]] = True
    tied &= fits[lines.doc] & ~runs_on[nearest]
    _at_the_foot(pages, tied)
    tied &= verdicts.open()
    verdicts.set(tied & ~features.trails_off, "related_item", "context.related_block")
    verdicts.set(tied & features.trails_off, "teaser", "context.related_block")


def items_in_the_foot(pages: Pages) -> None:
    """Whole sentences with no blank line around them, between furniture and furniture, below an article whose
    paragraphs blank lines part, and the last text of the page: other stories."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    count = len(pages.doc_bounds) - 1
    furniture = ~verdicts.open() & ~verdicts.isin(_OF_THE_STORY)
    tied = verdicts.open() & (features.gap == 1) & (features.words > ENTRY_WORDS)
    tied &= lines.chars <= TIED_CHARS
    nearest = pages.last_where(~tied)
    tied &= (nearest >= 0) & furniture[nearest] & ~pages.top
    last = np.zeros(len(lines), np.bool_)
    last[pages.last_sentence[lines.doc[tied]]] = True
    last &= tied & pages.neighbour(furniture & (features.gap == 1), 1)
    text = pages.sentences & ~tied
    parted = np.bincount(lines.doc[text & (features.gap != 1)], minlength=count)
    paragraphs = np.bincount(lines.doc[text], minlength=count)
    sure = np.zeros(len(lines), np.bool_)
    sure[nearest[last & ((parted >= HEADLINES_PARTED * paragraphs) & (parted > 2))[lines.doc]]] = True
    verdicts.set(tied & sure[nearest], "related_item", "context.items_alone")


def items_without_heading(pages: Pages) -> None:
    """Headlines in a block of their own between paragraphs that blank lines part: two lines or more without
    one, of a headline's length, without end mark or bullet, and no colon that leads up to them."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    count = len(pages.doc_bounds) - 1
    short = lines.chars <= ITEM_CHARS
    text = pages.sentences & ~(features.asks & short) & (pages.index > pages.first_sentence[lines.doc])
    parted = np.bincount(lines.doc[text & (features.gap != 1)], minlength=count)
    strict = (parted >= HEADLINES_PARTED * np.bincount(lines.doc[text], minlength=count)) & (parted > 2)
    line = verdicts.open() & (~features.ends_full | features.asks) & ~features.introduces & ~features.bullet
    line &= (features.words >= HEADLINE_WORDS[0]) & (features.words <= HEADLINE_WORDS[1])
    line &= strict[lines.doc] & ~pages.top & ~pages.end & short
    line &= ~pages.matching(line, LISTED)
    block, _ = pages.runs(line, 1, line)
    whole, _ = pages.runs(verdicts.open(), 1, verdicts.open())
    opens = line & ~(pages.neighbour(line, -1) & (features.gap == 1))
    after_text = opens & pages.neighbour(pages.sentences & ~features.introduces, -1) & (features.gap >= 2)
    start = pages.last_where(opens)
    items = line & (block >= 2) & (whole == block) & after_text[start]
    verdicts.set(items, "related_item", "context.items_alone")


def timed_items(pages: Pages) -> None:
    """Headlines below the article, each after its time of day; a short line above them is their heading."""
    verdicts, features = pages.verdicts, pages.features
    timed = pages.matching(verdicts.open() & pages.end & ~features.ends_full, TIMED)
    run, _ = pages.runs(timed, 1, timed)
    items = timed & (run >= 2)
    # … but for the hours of a programme, one of which is a sentence, or was taken for one.
    told = pages.neighbour(pages.matching(pages.sentences, TIMED), -1)
    items &= ~told[pages.last_where(items & ~pages.neighbour(items, -1))]
    verdicts.set(items, "related_item", "context.items_alone")
    over = verdicts.open() & pages.end & pages.neighbour(items, 1) & (features.words <= TIMED_HEADING)
    verdicts.set(over & ~features.ends_full, "related_heading", "context.items_alone")


def headlines_below(pages: Pages) -> None:
    """Headlines right below the last paragraph, three and more, down to the page's own furniture or its end:
    without an end mark, where every sentence above has one, and lighter than those."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    line = verdicts.open() & pages.end & ~features.ends_full & ~features.introduces & ~features.bullet
    line &= (features.words >= HEADLINE_WORDS[0]) & (features.words <= HEADLINE_WORDS[1])
    line &= (lines.chars <= ITEM_CHARS) & ~features.trails_off & ~pages.goes_on
    line &= ~pages.matching(line, VERSE)
    if not line.any():
        return
    count = len(pages.doc_bounds) - 1
    text = pages.sentences & ~line
    unstopped = np.bincount(lines.doc[text & ~features.ends_full], minlength=count)
    run, _ = pages.runs(line, 1, line)
    below = line & (run >= HEADLINES_BELOW) & (unstopped == 0)[lines.doc]
    below &= pages.sentences[np.maximum(pages.last_where(~line), 0)]
    last = np.append(lines.doc[1:] != lines.doc[:-1], True)[: len(lines)]
    last |= pages.neighbour(~verdicts.open() & ~verdicts.isin(_OF_THE_STORY), 1)
    down = np.bincount(lines.doc[below & last], minlength=count) > 0
    weight = np.bincount(lines.doc[below], lines.chars[below], count)
    light = weight <= np.bincount(lines.doc[text], lines.chars[text], count)
    verdicts.set(below & (down & light)[lines.doc], "related_item", "context.headlines_below")


def second_stories(pages: Pages) -> None:
    """Below the line that credits the source a page may go on with another story, place and agency first; or,
    under a headline of its own, with the place that opens the first."""
    verdicts, lines = pages.verdicts, pages.lines
    credit = verdicts.isin(["agency_credit"]) & ~pages.top
    datelined = pages.sentences & pages.neighbour(credit, -1) & (pages.features.gap >= 2)
    datelined = pages.matching(datelined, DATELINED)
    datelined |= _dateline_again(pages)
    if not datelined.any():
        return
    from_there = pages.last_where(datelined) >= 0
    text = np.where(verdicts.open(), lines.chars, 0)
    count = len(pages.doc_bounds) - 1
    below = np.bincount(lines.doc[from_there], text[from_there], count)
    above = np.bincount(lines.doc[~from_there], text[~from_there], count)
    sure = from_there & verdicts.open() & (below <= SECOND_SHARE * above)[lines.doc]
    _at_the_foot(pages, sure)
    verdicts.set(sure & verdicts.open(), "related_item", "context.second_story")


def _dateline_again(pages: Pages) -> Flags:
    """The headlines over a sentence that opens with the place and the mark that open the first sentence."""
    verdicts, features = pages.verdicts, pages.features
    headline = verdicts.open() & ~pages.sentences & ~pages.top & ~features.ends_full & (features.gap >= 2)
    headline &= (features.words >= ITEM_WORDS) & ~features.introduces & ~features.bullet
    below = pages.neighbour(headline, -1) & (features.gap == 1) & pages.sentences
    result = np.zeros(len(below), np.bool_)
    rows = np.flatnonzero(below)
    firsts = pages.first_sentence[pages.lines.doc[rows]]
    texts = (features.folded.take(pa.array(at)).to_pylist() for at in (rows, firsts))
    for row, line, first in zip(rows.tolist(), *texts, strict=True):
        place = _OPENING.match(first)
        result[row - 1] = place is not None and line.startswith(place[0])
    return result


def related_blocks(pages: Pages) -> None:
    """After the heading of a list of stories come items, until a sentence or other furniture."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    # A button to read more with no story above it, but below it, is the heading of those.
    button = verdicts.ruled(".teaser.button") & pages.end
    button &= ~pages.neighbour(verdicts.open() | verdicts.isin(_WITH_ITEMS), -1)
    below = pages.neighbour(verdicts.open() & ~pages.sentences, 1)
    verdicts.set(button & below, "related_heading", "context.related_block")
    dash = verdicts.ruled(".continuation.rule_line") & (lines.chars == 1)  # the bullet of the item below
    item = (verdicts.isin(_WITH_ITEMS) | dash) & ~pages.top
    question = pages.features.asks | pages.neighbour(dash, -1)  # a headline may ask or exclaim
    plain = verdicts.open() & (~pages.sentences | (question & (lines.chars <= ITEM_CHARS)))
    # A line with a bullet is no item after items without one: a question of an interview, a point of a list.
    headed = pages.neighbour(features.bullet | dash | verdicts.isin(["related_heading"]), -1)
    plain &= ~(features.bullet & ~headed) & ~_label_again(pages, plain)
    # What leads up to points in the middle of the page is text again.
    plain &= ~(features.introduces & ~pages.end & pages.neighbour(features.bullet, 1))
    ends_block = ~item & ~plain
    nearest = pages.last_where(ends_block, before=True)
    heading = verdicts.isin(["related_heading"])
    inside = (nearest >= 0) & heading[nearest] & ~heading
    wordy = (features.words >= ITEM_WORDS) | pages.end
    verdicts.set(inside & plain & wordy & features.trails_off, "teaser", "context.related_block")
    verdicts.set(inside & plain & wordy & ~features.trails_off, "related_item", "context.related_block")
    # A date is the item's, unless it says that it is the day of publication, and the page has no other.
    dated = inside & pages.end & verdicts.isin(DATES)
    others = np.bincount(lines.doc[verdicts.isin(DATES) & ~dated], minlength=len(pages.doc_bounds))
    own = verdicts.ruled(".date.published") & (others == 0)[lines.doc]
    verdicts.set(dated & ~own, "related_item", "context.related_block")


def _label_again(pages: Pages, plain: Flags) -> Flags:
    """Of these lines, those that begin with a label (LABEL: …) which several lines above any list of other
    stories begin with: the text goes on below the list."""
    labelled = pages.matching(plain & ~pages.top, LABELLED)
    heading = pages.verdicts.isin(["related_heading"])
    listed = pages.last_where(heading) >= 0
    result = np.zeros(len(labelled), np.bool_)
    for doc in np.intersect1d(
        pages.lines.doc[labelled & listed], pages.lines.doc[labelled & ~listed]
    ).tolist():
        rows = int(pages.doc_bounds[doc]) + np.flatnonzero(
            labelled[pages.doc_bounds[doc] : pages.doc_bounds[doc + 1]]
        )
        labels = [line.partition(":")[0] for line in pages.features.folded.take(pa.array(rows)).to_pylist()]
        above = Counter(label for row, label in zip(rows, labels, strict=True) if not listed[row])
        result[rows] = [listed[row] and above[label] > 1 for row, label in zip(rows, labels, strict=True)]
    return result


def stories_at_the_end(pages: Pages) -> None:
    """Items that are whole sentences: below the last heading of a list, when the first item is one already,
    all are of an item's length, and furniture follows and far more text stands above; or none ends with a
    stop, as all the text above does."""
    verdicts, lines = pages.verdicts, pages.lines
    heading = verdicts.isin(["related_heading"])
    if not heading.any():
        return
    plain = verdicts.open()
    last = pages.last_where(heading)
    furniture = ~plain & ~heading & ~verdicts.isin(_WITH_ITEMS)
    furniture |= plain & (pages.features.words <= ENTRY_WORDS) & ~heading  # the menu below the list
    since = pages.last_where(furniture | heading)
    block = plain & (last >= 0) & (since == last)
    opener = block & pages.neighbour(heading, -1)
    as_sentence = np.zeros(len(lines) + 1, np.bool_)
    as_sentence[last[opener]] = pages.sentences[opener]
    fits = np.ones(len(lines) + 1, np.bool_)
    fits[last[block & (lines.chars > ITEM_CHARS)]] = False
    followed = np.zeros(len(lines) + 1, np.bool_)
    followed[last[furniture & (last >= 0)]] = True
    text_after = np.zeros(len(lines) + 1, np.bool_)
    text_after[last[pages.sentences & ~block & (last >= 0)]] = True
    count = len(pages.doc_bounds) - 1
    weight = np.bincount(lines.doc[block], lines.chars[block], count)
    above = np.bincount(
        lines.doc[pages.sentences & (last < 0)], lines.chars[pages.sentences & (last < 0)], count
    )
    unended = _unended(pages, block, last)
    light = (weight <= ITEMS_SHARE * above)[lines.doc] | (unended & (weight <= above)[lines.doc])
    sure = block & light & (as_sentence & fits & ~text_after)[last] & (followed[last] | unended)
    _at_the_foot(pages, sure)
    sure &= verdicts.open()
    verdicts.set(sure & ~pages.features.trails_off, "related_item", "context.related_block")
    verdicts.set(sure & pages.features.trails_off, "teaser", "context.related_block")


def _unended(pages: Pages, block: Flags, last: Ints) -> Flags:
    """The lines of these blocks, by the row above each, of which none ends with a stop, where every paragraph
    above them does."""
    features, doc = pages.features, pages.lines.doc
    stopped = np.zeros(len(doc) + 1, np.bool_)
    stopped[last[block & features.ends_full & ~features.asks]] = True
    text = pages.sentences & (last < 0)
    count = len(pages.doc_bounds) - 1
    open_ended = np.bincount(doc[text & ~features.ends_full], minlength=count)
    result: Flags = block & ~stopped[last] & (open_ended == 0)[doc]
    return result


def summaries(pages: Pages) -> None:
    """The bulleted lines under the heading of a machine's summary."""
    verdicts = pages.verdicts
    point = verdicts.open() & pages.features.bullet
    nearest = pages.last_where(~point)
    inside = point & (nearest >= 0) & verdicts.isin(["summary_box"])[nearest]
    verdicts.set(inside, "summary_box", "context.summary")


_NUMBER = re.compile("[0-9]+")
_OPENING = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2} ?[.:(/-]")


def tail(pages: Pages) -> None:
    """Short lines below the article take after the furniture they follow; right below the text they stay."""
    verdicts, features = pages.verdicts, pages.features
    loose = verdicts.open() & pages.end
    nearest = pages.last_where(~loose)
    for label in ("comments", "user_meta", "tags", "contact"):
        sure = verdicts.isin([label]) & ~verdicts.ruled("context.tags")
        verdicts.set(loose & (nearest >= 0) & sure[nearest], label, "context.after_article")
    follows = loose & verdicts.open() & (nearest >= 0) & verdicts.isin(_CLOSING)[nearest]
    verdicts.set(follows & (features.words >= ITEM_WORDS), "related_item", "context.after_article")
    verdicts.set(follows & verdicts.open(), "nav", "context.after_article")
    # Below “read also: HEADLINE” come more headlines.
    more = loose & verdicts.open() & (features.words >= ITEM_WORDS) & ~features.introduces & ~features.bullet
    more &= (nearest >= 0) & verdicts.ruled(".read_also_inline")[nearest] & ~pages.goes_on
    verdicts.set(more, "related_item", "context.after_article")


def codes_below_the_end(pages: Pages) -> None:
    """A number or a time of day right below the mark that the copy ends is the wire's."""
    verdicts, features = pages.verdicts, pages.features
    time = verdicts.open() & rules.fits(features, pages.codes, ".date.clock_alone")
    code = (verdicts.ruled(".counter.number") | time) & pages.end & (features.gap == 1)
    ended = pages.last_where(~code)
    code &= (ended >= 0) & verdicts.ruled(".continuation.mark")[ended]
    verdicts.set(code, "continuation", "context.wire_code")


def outlet_signs(pages: Pages) -> None:
    """The two or three words that open the article (OUTLET - …), alone right below its last sentence: the
    outlet signs what it wrote."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    named = verdicts.ruled("title.outlet")
    sign = (
        (verdicts.open() | named) & pages.end & pages.neighbour(pages.sentences, -1) & ~features.ends_sentence
    )
    sign &= (features.words >= SIGN_WORDS[0]) & (features.words <= SIGN_WORDS[1])
    rows = np.flatnonzero(sign)
    said, opening = (
        features.folded.take(pa.array(which)).to_pylist() for which in (rows, pages.first_sentence[doc[rows]])
    )
    for row, name, text in zip(rows.tolist(), said, opening, strict=True):
        if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum():
            verdicts.set(row, "agency_credit", "context.outlet_signs")
