"""Names of persons: the staff in the masthead, the author above the article and below it."""

import re
from collections import Counter, defaultdict
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.cleaning import rules, spans
from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.page import Pages

LABEL_NAME = 3  # so many words right below the headline may be a name
NAME_WORDS = (2, 5)  # a person's name
MOST_AUTHORS = 50  # of one page, whose names are looked for below the article
# What is said of the author below the article: from a clause to a paragraph. On labelled web pages no line of
# text opens with the name of the byline there, be it this long or longer.
NOTE_FROM, NOTE_CHARS = 60, 900
NAME_ALONE = r"^\p{L}[\p{L}. ]+$"
WORDS_ALONE = r"^\p{L}[^\d(]+$"  # no mark before the name (a pen) that a span knows
_WORD = re.compile(r"[^\W_]{2,}")


def staff_names(pages: Pages) -> None:
    """The line after an editor's title holds the name; after a colon a blank line may part them."""
    verdicts, features = pages.verdicts, pages.features
    name = _like_a_name(pages)
    staff = verdicts.ruled(".masthead.staff")
    after = pages.neighbour(staff, -1) & (features.gap == 1)
    after |= pages.neighbour(staff & features.introduces, -1) & (features.gap == 2)
    name &= (verdicts.open() | verdicts.ruled(".byline.titled")) & pages.top & after
    verdicts.set(name, "masthead", "context.staff_name")


def author_names(pages: Pages) -> None:
    """The line after a label that stands alone (`By`) holds the author's name."""
    verdicts, name = pages.verdicts, _like_a_name(pages)
    after = pages.neighbour(verdicts.ruled(".byline.label_alone"), -1)
    verdicts.set(verdicts.open() & pages.top & after & name, "byline", "context.author_name")


def authors_by_date(pages: Pages) -> None:
    """What looks like a caption by its place alone, two to four words right above the date, is the author; or
    the place, where the article opens with it, and the author stands above."""
    verdicts, features = pages.verdicts, pages.features
    name = _like_a_name(pages)
    date = verdicts.isin(["date_published", "date_updated"]) & (features.gap == 1)
    name &= verdicts.ruled("top.caption") & ((features.repeats == 1) | _signs(pages, name))
    author = pages.matching(name, WORDS_ALONE) & pages.neighbour(date, 1)
    for row in np.flatnonzero(author & pages.neighbour(name, -1) & (features.gap == 1)).tolist():
        first = int(pages.first_sentence[pages.lines.doc[row]])
        place, opening = features.folded.take(pa.array([row, first])).to_pylist()
        if opening.startswith(place):
            verdicts.set(row, "dateline", "context.dateline_alone")
            author[[row - 1, row]] = True, False
    verdicts.set(author, "byline", "context.author_by_date")
    # What may label an author, and stands right above the headline, is a part of the paper (كتب: books).
    over = verdicts.ruled(".byline.label_alone") & pages.neighbour(verdicts.isin(["title"]), 1)
    verdicts.set(over, "section", "top.short_line")


def authors_below_titles(pages: Pages) -> None:
    """What looks like a caption by its place alone, up to three words right below the headline that the page
    never says again, with no other caption below: who wrote it, a person, a desk or the outlet. Below the
    date or the buttons such words stand under a picture."""
    verdicts, features = pages.verdicts, pages.features
    placed = verdicts.ruled("top.caption")
    name = placed & (features.words <= LABEL_NAME) & (features.repeats == 1) & ~features.ends_sentence
    name &= pages.neighbour(verdicts.isin(["title"]), -1) & ~pages.neighbour(verdicts.isin(["caption"]), 1)
    rows = np.flatnonzero(pages.matching(name, NAME_ALONE))
    rows = np.setdiff1d(rows, spans.in_slots(pages, rows))
    for row, words in zip(rows.tolist(), features.folded.take(pa.array(rows)).to_pylist(), strict=True):
        page = slice(*pages.doc_bounds[pages.lines.doc[row] :][:2])
        if sum(words in line for line in features.folded[page].to_pylist()) == 1:
            verdicts.set(row, "byline", "context.author_below_title")


def authors_by_name(pages: Pages) -> None:
    """What looks like a caption or a section by its place alone, and opens with a given name, is the author
    where an e-mail address stands below, a byline ends with the name, or the page never says it again: of
    whom it tells, it says the name. So it is below words under a picture, which stand twice."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    placed = verdicts.ruled("top.caption")
    captions = placed & (features.repeats == 2)
    captioned = pages.neighbour(captions, -1) & pages.neighbour(pages.neighbour(captions, -1), -1)
    bylines = pages.top & verdicts.isin(["byline"])
    signed = np.isin(doc, doc[bylines])
    placed = placed | verdicts.ruled("top.short_line") | (verdicts.ruled("top.heading") & features.first)
    name = _like_a_name(pages) & pages.top & placed
    rows = np.flatnonzero(pages.matching(name & (features.repeats == 1), WORDS_ALONE))
    below = np.minimum(rows + 1, len(doc) - 1)
    texts, unders = (features.folded.take(pa.array(which)).to_pylist() for which in (rows, below))
    given = packs.known("given", pages.codes)
    known: dict[int, tuple[Counter[str], set[str]]] = {}
    for row, text, under in zip(rows.tolist(), texts, unders, strict=True):
        words = _WORD.findall(text)
        if not words or words[0] not in given:
            continue
        if doc[row] not in known:
            known[doc[row]] = _said_and_signed(pages, slice(*pages.doc_bounds[doc[row] :][:2]), bylines)
        said, names = known[doc[row]]
        sure = captioned[row] or "@" in under or " ".join(words) in names
        if sure or (said[words[-1]] == 1 and not signed[row]):
            verdicts.set(row, "byline", "context.author_by_date")


def _said_and_signed(pages: Pages, page: slice, bylines: Flags) -> tuple[Counter[str], set[str]]:
    """How often the page says each word, and the names its bylines end with."""
    lines = pages.features.folded[page].to_pylist()
    signed = [_WORD.findall(lines[at]) for at in np.flatnonzero(bylines[page])]
    names = {
        " ".join(words[-count:]) for words in signed for count in range(NAME_WORDS[0], NAME_WORDS[1] + 1)
    }
    return Counter(word for line in lines for word in _WORD.findall(line)), names


def _like_a_name(pages: Pages) -> Flags:
    """The lines of a name's length that are no sentence."""
    words = pages.features.words
    result: Flags = (words >= NAME_WORDS[0]) & (words <= NAME_WORDS[1]) & ~pages.features.ends_sentence
    return result


def _signs(pages: Pages, name: Flags) -> Flags:
    """Of these lines those that stand once more, and that below the text: no words under a picture."""
    keys = pages.features.key
    pair = pages.lines.doc * (int(keys.max(initial=0)) + 2) + keys
    result: Flags = name & (pages.features.repeats == 2) & np.isin(pair, pair[pages.end & (keys >= 0)])
    return result


def author_box(pages: Pages) -> None:
    """The author's name alone below the article, as it stood above, and the line tied to it about him."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    name = (features.words >= NAME_WORDS[0]) & (features.words <= NAME_WORDS[1]) & ~features.ends_full
    top = pages.top & (verdicts.isin(["byline"]) | (verdicts.ruled("top.caption") & (features.repeats == 2)))
    begins = name & ~pages.top & (verdicts.open() | verdicts.isin(["byline"]))
    about = verdicts.open() & (features.gap == 1) & ~pages.neighbour(verdicts.open(), 1)
    begins &= pages.neighbour(about, 1)
    rows = np.flatnonzero(begins & np.isin(lines.doc, lines.doc[top]))
    above = _said_by_page(pages, np.flatnonzero(top & np.isin(lines.doc, lines.doc[rows])))
    for row, said in zip(rows.tolist(), features.folded.take(pa.array(rows)).to_pylist(), strict=True):
        authors = above[int(lines.doc[row])]
        same = [author for author in islice(authors, MOST_AUTHORS) if author.endswith(said)]
        if same:
            named = [line for author in same for line in authors[author]]
            verdicts.set(np.array([*named, row, row + 1]), "byline", "context.author_box")
            authors.update((author, []) for author in same)  # whose lines are decided now


def _said_by_page(pages: Pages, rows: Ints) -> dict[int, dict[str, list[int]]]:
    """What these lines say, by page, and which of them say it."""
    said: dict[int, dict[str, list[int]]] = {}
    texts = pages.features.folded.take(pa.array(rows)).to_pylist()
    for row, doc, text in zip(rows.tolist(), pages.lines.doc[rows].tolist(), texts, strict=True):
        said.setdefault(doc, {}).setdefault(text, []).append(row)
    return said


def signed_by(pages: Pages) -> None:
    """“About NAME” alone between the text and the heading of other stories or comments: who posted it."""
    heading = pages.verdicts.isin(["related_heading", "comments"]) & (pages.features.gap >= 2)
    signed = pages.verdicts.open() & ~pages.top & (pages.features.gap >= 2) & pages.neighbour(heading, 1)
    signed &= rules.fits(pages.features, pages.codes, ".foot.signed_by")
    pages.verdicts.set(signed, "byline", "context.signed_by")


def signed_at_the_end(pages: Pages) -> None:
    """A known given name, which is no word of every text (علي), opens the last line of a page without an
    author, apart from the text, which never says that name: who wrote it."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    name = _like_a_name(pages) & verdicts.open() & pages.end & (features.gap >= 2)
    name &= np.append(doc[1:] != doc[:-1], True)[: len(doc)]
    bylines = verdicts.isin(["byline"])
    rows = np.flatnonzero(pages.matching(name & ~np.isin(doc, doc[bylines]), WORDS_ALONE))
    given = packs.known("given", pages.codes) - packs.function_words(pages.codes)
    for row, text in zip(rows.tolist(), features.folded.take(pa.array(rows)).to_pylist(), strict=True):
        words = _WORD.findall(text)
        if words and words[0] in given:
            said, _ = _said_and_signed(pages, slice(*pages.doc_bounds[doc[row] :][:2]), bylines)
            if said[words[-1]] == 1:
                verdicts.set(row, "byline", "context.author_at_the_end")


def author_note(pages: Pages) -> None:
    """A sentence below most of the text that opens with the author's name: who else would it be said of."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    chars = np.where(pages.sentences, lines.chars, 0)
    before = np.cumsum(chars) - chars
    begin, end = pages.doc_bounds[:-1][lines.doc], pages.doc_bounds[1:][lines.doc] - 1
    over, below = before - before[begin], before[end] + chars[end] - before
    at_end = (pages.sentences | (lines.chars >= NOTE_FROM)) & verdicts.open() & (lines.chars <= NOTE_CHARS)
    at_end &= over >= below
    bylines = np.flatnonzero(verdicts.isin(["byline"]) & pages.top)
    authors = defaultdict(set)
    for row, author in zip(
        bylines.tolist(), features.folded.take(pa.array(bylines)).to_pylist(), strict=True
    ):
        authors[lines.doc[row]].add(" ".join(_WORD.findall(author.rpartition(":")[2])[-NAME_WORDS[0] :]))
    rows = np.flatnonzero(at_end & np.isin(lines.doc, lines.doc[bylines]))
    opening = pc.utf8_slice_codeunits(features.folded.take(pa.array(rows)), 0, NOTE_FROM).to_pylist()
    for row, said in zip(rows.tolist(), opening, strict=True):
        name = " ".join(_WORD.findall(said)[: NAME_WORDS[0]])
        if " " in name and name in authors[lines.doc[row]]:
            verdicts.set(row, "byline", "context.author_box")
