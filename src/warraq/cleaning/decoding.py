"""Where the rules left a line in the article, the model is asked.

What it takes out gets the label of its place. A named rule that took a line out stands: it has its evidence.
"""

from itertools import pairwise

import numpy as np

from warraq.cleaning import model
from warraq.cleaning.line_features import LineFeatures
from warraq.cleaning.lines import Flags, Ints, Lines
from warraq.cleaning.page import Pages

ITEM_WORDS = 4  # a headline in a list has at least so many
# First bytes of the letters of Arabic script, and of its forms …
ARABIC_BYTES = ((0xD8, 0xDB), (0xEF, 0xEF))
# … and of those of the scripts of India and its neighbours, of Thailand, Laos, Burma, Cambodia, Tibet,
# Ethiopia and Georgia: the model has learnt from hardly a page in any of them.
SELDOM_SEEN_BYTES = ((0xE0, 0xE1),)
# From such a sum on, in thousandths of a logit, a line is text. On held-out pages -200 keeps .0017 less of
# the text, and F1 of all sets together is the same; at 0 F1 of news is best, by .003, for .006 of the text.
KEEP_FROM = -300
# Where a rule speaks for the line, or the rules know the page's furniture well (they were written for the
# press in Arabic script), or the model hardly knows the script, it must be surer than that to remove a line.
# On the 11 held-out pages in scripts seldom seen, .975 of the text stays, not .827; F1 is .959, not .892.
KEEP_FROM_BACKED = -1500
# Where the model would leave less than this share of what the rules left, it may have mistaken the page: a
# list of tips, terms of a contract, a shop. Lines stay from the lower sum on. On held-out pages that are no
# articles that saves 2 % of the text, and F1 rises by .012. At -1500 .0003 more of all text is saved, and
# F1 is .0003 lower, of news and Chinese .001.
DOUBTFUL_SHARE, KEEP_FROM_DOUBTFUL = 0.2, -1000
# Where even then less than this share would be left, all stays.
LEAST_SHARE = 0.1
_PLACED = (
    "top.lead_in",
    "top.short_sentence",
)  # text between headline and first sentence, for want of better
# Below such a line, what is no text of the article is more of the same.
_HEADINGS = ("comments", "legal", "consent", "contact", "promo_cta", "user_meta", "tags", "related_heading")


def asked(pages: Pages) -> Flags:
    """The lines no rule decided, and those that were kept only for where they stand: _PLACED, subheadings."""
    verdicts = pages.verdicts
    return verdicts.open() | verdicts.isin(["subheading"]) | verdicts.decided_by(_PLACED)


def sums(pages: Pages, view: LineFeatures) -> Ints:
    """What the model says of each line that is asked, in thousandths of a logit; 0 for the others.

    `view` is what it sees of them all.
    """
    trees = model.load()
    columns = view.columns() | view.word_columns(view.words.scores(trees.words))
    out = np.zeros(len(pages.lines), np.int64)
    rows = np.flatnonzero(asked(pages))
    out[rows] = trees.sums(columns, rows)
    return out


def decide(pages: Pages, sums: Ints) -> None:
    """Keep or take out the lines that are asked, by these sums."""
    verdicts, chance = pages.verdicts, model.load().chances(sums)
    keeps = kept(pages, sums)
    removed = asked(pages) & ~keeps
    verdicts.set((verdicts.open() | verdicts.isin(["body"])) & keeps, "body", "model.body", chance)
    verdicts.set(removed, "nav", "model.furniture", 1 - chance)
    pages.find_article()
    _name(pages, removed)


def kept(pages: Pages, sums: Ints) -> Flags:
    """Which of the lines asked are text, by what the model says of them and what speaks for them."""
    lines, open_ = pages.lines, asked(pages)
    backed = pages.verdicts.isin(["subheading"])
    backed |= _in_script(lines, ARABIC_BYTES) | _in_script(lines, SELDOM_SEEN_BYTES)
    backed |= _last_sentences(pages)
    says: Flags = open_ & (sums >= np.where(backed, KEEP_FROM_BACKED, KEEP_FROM))
    # No headline opens with “and” or “but”: of ten such lines below a first paragraph that the model would
    # have taken out, on labelled Arabic pages, all ten were text.
    says |= open_ & pages.goes_on & ~pages.top
    says |= open_ & (sums >= KEEP_FROM_DOUBTFUL) & _nearly_emptied(lines, open_, says, DOUBTFUL_SHARE)
    says |= open_ & _nearly_emptied(lines, open_, says, LEAST_SHARE)
    return says


def _last_sentences(pages: Pages) -> Flags:
    """The last line of a page, where it ends with a stop and stands as near to the text above it as that
    to what stands above it: a short last paragraph."""
    features, doc = pages.features, pages.lines.doc
    last = np.append(doc[1:] != doc[:-1], True)[: len(doc)] & features.ends_full & ~features.bullet
    above = np.append(features.gap[:1], features.gap[:-1])
    result: Flags = last & pages.neighbour(pages.sentences, -1) & (features.gap <= above)
    return result


def _nearly_emptied(lines: Lines, before: Flags, after: Flags, share: float) -> Flags:
    """Is the line on a page where `after` has less than this share of the characters of `before`?"""
    count = len(lines.buffer.bounds) - 1
    was, now = (np.bincount(lines.doc[rows], lines.chars[rows], count) for rows in (before, after))
    result: Flags = (now < share * was)[lines.doc]
    return result


def _in_script(lines: Lines, first_bytes: tuple[tuple[int, int], ...]) -> Flags:
    """Does the line stand on a page at least half of whose characters are letters that begin so?"""
    data, bounds = lines.buffer.data, lines.buffer.bounds
    letter = np.zeros(len(data), np.bool_)
    for low, high in first_bytes:
        letter |= (data >= low) & (data <= high)
    count = [np.count_nonzero(letter[begin:end]) for begin, end in pairwise(bounds.tolist())]
    chars = np.bincount(lines.doc, lines.chars, len(count))
    result: Flags = (2 * np.array(count) >= chars)[lines.doc]
    return result


def _name(pages: Pages, removed: Flags) -> None:
    """The labels of removed lines, by their shape and what they follow."""
    verdicts, lines, features = pages.verdicts, pages.lines, pages.features
    chance = verdicts.chance.copy()
    wordy = removed & ((lines.words >= ITEM_WORDS) | pages.features.sentence)
    nearest = pages.last_where(verdicts.isin(_HEADINGS) & ~removed)
    named = np.zeros(len(lines), np.bool_)
    for label in _HEADINGS[:-1]:
        below = removed & (nearest >= 0) & verdicts.isin([label])[nearest] & ~pages.top
        verdicts.set(below, label, "model.furniture", chance)
        named |= below
    verdicts.set(wordy & ~named & features.trails_off, "teaser", "model.furniture", chance)
    verdicts.set(wordy & ~named & ~features.trails_off, "related_item", "model.furniture", chance)
