"""Sentences between the headline and the story: standfirsts that no author or date stands below."""

import re

import numpy as np
import pyarrow as pa

from warraq.cleaning import rules, spans
from warraq.cleaning.lines import Flags
from warraq.cleaning.page import Pages

STANDFIRST_CHARS = 400
# A standfirst says in short what the next two paragraphs say: of 150 labelled pages seven have .7 of theirs
# there or more; first paragraphs below a headline have .4 at most.
SUMMARY_WORDS, SUMMED_UP, SUMMARY_AGAIN = 8, 2, 0.6
FILED = r"^\p{L}+(?: \p{L}+){0,2} ?(?:\([^()]{2,24}\) ?)?- "  # PLACE or OUTLET, perhaps (AGENCY), and a dash
COPIED_CHARS = 60  # a shorter sentence may be said twice
SMALL_WORDS = 4  # a line among the page's own that is no text
BETWEEN = 2  # so many sentences may stand between a headline and the same headline once more
# What stands between standfirst and text: of 200 labelled news pages nine have such lines below the sentence
# under the headline, and text below them; that sentence is a standfirst on all.
_PARTING = ("caption", "image_credit", "share", "masthead", "section", "page_tools", "counter")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def standfirsts(pages: Pages) -> None:
    """The sentences below the headline that the story has not begun with, and words under its picture."""
    _between_headlines(pages)
    _captions_twice(pages)
    _said_again(pages)
    first, _ = _first_sentences(pages)
    filed = pages.matching(first, FILED)
    _summing_up(pages, first & ~filed & ~_opens_a_story(pages, first))
    first, second = _first_sentences(pages)
    opens = _opens_a_story(pages, first | second)
    over = np.flatnonzero(first)[opens[second] & ~(opens | filed)[first]]
    pages.verdicts.set(over, "deck", "context.above_dateline")
    pages.verdicts.set(_over_the_picture(pages, first & ~(opens | filed)), "deck", "context.over_the_picture")


def _first_sentences(pages: Pages) -> tuple[Flags, Flags]:
    """The first two open sentences of the pages that have as many, where the first stands below the headline,
    no text above it, and is no longer than a standfirst."""
    verdicts, doc = pages.verdicts, pages.lines.doc
    rows = np.flatnonzero(pages.sentences & verdicts.open())
    leading = np.diff(doc[rows], prepend=-1) != 0
    followed = np.append(np.diff(doc[rows]) == 0, False)[: len(rows)]
    at = np.flatnonzero(leading & followed)
    titled = pages.last_where(verdicts.isin(["title", "title_dup"])) >= 0
    parted = pages.last_where(verdicts.isin(["body", "subheading"])) >= 0
    fits = titled & ~parted & (pages.lines.chars <= STANDFIRST_CHARS)
    at = at[fits[rows[at]]]
    first, second = np.zeros(len(doc), np.bool_), np.zeros(len(doc), np.bool_)
    first[rows[at]], second[rows[at + 1]] = True, True
    return first, second


def _captions_twice(pages: Pages) -> None:
    """A sentence under the headline that stands there twice, one below the other, or once more with who made
    the picture: words under a picture."""
    verdicts, features, doc = pages.verdicts, pages.features, pages.lines.doc
    credited = verdicts.ruled(".caption.credited")
    below = pages.sentences & verdicts.open() & (pages.index <= pages.second_sentence[doc])
    below &= pages.last_where(verdicts.isin(["title", "title_dup"])) >= 0
    alike = below & (np.diff(features.key, prepend=-2) == 0) & pages.neighbour(below, -1)
    alike &= (features.repeats == 2) & (features.gap == 1)
    verdicts.set(alike | pages.neighbour(alike, 1), "caption", "context.repeated_caption")
    for side in (1, -1):
        rows = np.flatnonzero(below & verdicts.open() & pages.neighbour(credited, side))
        texts = (features.folded.take(pa.array(at)).to_pylist() for at in (rows, rows + side))
        for row, plain, whole in zip(rows.tolist(), *texts, strict=True):
            if whole.startswith(plain):
                verdicts.set(row, "caption", "context.repeated_caption")


def _opens_a_story(pages: Pages, asked: Flags) -> Flags:
    """Which of these lines open with a dateline, or, where no standfirst stands under the headline, with the
    words that a language's reports begin with."""
    opens = rules.fits_among(pages.features, pages.codes, ".body.begins_story", asked)
    headed = pages.last_where(pages.verdicts.isin(["title", "title_dup"]))
    opens &= pages.last_where(pages.verdicts.isin(["deck"])) <= headed
    opens[spans.datelined(pages, np.flatnonzero(asked & ~opens))] = True
    return opens


def _between_headlines(pages: Pages) -> None:
    """Between the headline and the same once more, right over more text than that: a sentence or two."""
    verdicts, doc, index = pages.verdicts, pages.lines.doc, pages.index
    heads = verdicts.isin(["title", "title_dup"]) & (pages.features.repeats == 2)
    heads &= ~pages.top & pages.neighbour(pages.sentences, 1)
    for row in np.flatnonzero(heads).tolist():
        begin, stop = int(pages.doc_bounds[doc[row]]), int(pages.doc_bounds[doc[row] + 1])
        same = (index[begin:row][pages.features.key[begin:row] == pages.features.key[row]]).tolist()
        between = np.arange(same[-1] + 1 if same else begin, row)
        if not same or not 0 < len(between) <= BETWEEN:
            continue
        text = (pages.sentences & verdicts.open())[begin:stop]
        below = pages.lines.chars[begin:stop][text & (index[begin:stop] > row)].sum()
        if text[between - begin].all() and below > pages.lines.chars[between].sum():
            verdicts.set(between, "deck", "context.between_headlines")


def _said_again(pages: Pages) -> None:
    """The first sentence of a page in the very words of the second: they are kept there."""
    verdicts, doc, chars = pages.verdicts, pages.lines.doc, pages.lines.chars
    rows = np.flatnonzero(pages.sentences & verdicts.open() & (chars >= COPIED_CHARS))
    first, second = rows[:-1], rows[1:]
    alike = (doc[first] == doc[second]) & (chars[first] == chars[second])
    alike &= (pages.first_sentence[doc[first]] == first) & (pages.second_sentence[doc[first]] == second)
    first, second = first[alike], second[alike]
    texts = (pages.features.folded.take(pa.array(at)).to_pylist() for at in (first, second))
    for row, said, again in zip(first.tolist(), *texts, strict=True):
        if said == again:
            verdicts.set(row, "deck", "context.said_again")


def _over_the_picture(pages: Pages, first: Flags) -> Flags:
    """Of these sentences those between the headline and what parts no story from its first paragraph: the
    words under a picture, buttons, the name of the outlet, and then only more of the page's own."""
    verdicts, open_ = pages.verdicts, pages.verdicts.open()
    first = first & pages.neighbour(verdicts.isin(["title", "title_dup"]), -1) & open_
    first &= pages.neighbour(verdicts.isin(_PARTING), 1)
    small = open_ & ~pages.sentences & (pages.features.words <= SMALL_WORDS) & ~pages.features.ends_full
    between = np.append(0, np.cumsum(~verdicts.isin(_PARTING) & ~small))
    rows = np.flatnonzero(first)
    if not len(rows):
        return first
    text = np.flatnonzero(pages.sentences & open_)
    after = text[np.searchsorted(text, rows, "right")]
    first[rows] = between[after] == between[rows + 1]
    return first


def _summing_up(pages: Pages, first: Flags) -> None:
    """The sentence right below the headline whose words come again in the two below it."""
    verdicts, lines = pages.verdicts, pages.lines
    first = first & pages.neighbour(verdicts.isin(["title", "title_dup"]), -1)
    sentence = pages.sentences & verdicts.open()
    for row in np.flatnonzero(first).tolist():
        stop = int(pages.doc_bounds[lines.doc[row] + 1])
        below = row + 1 + np.flatnonzero(sentence[row + 1 : stop])[:SUMMED_UP]
        said, *told = pages.features.folded.take(pa.array([row, *below])).to_pylist()
        words = set(_LONG_WORD.findall(said))
        again = words.intersection(_LONG_WORD.findall(" ".join(told)))
        if len(words) >= SUMMARY_WORDS and len(again) >= SUMMARY_AGAIN * len(words):
            verdicts.set(np.array([row]), "deck", "context.summing_up")
