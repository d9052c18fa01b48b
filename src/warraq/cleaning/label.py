"""The passes that give every line its label, in order."""

import numpy as np

from warraq.cleaning import (
    artefacts,
    context,
    decoding,
    features,
    head,
    private,
    rules,
    spans,
    threads,
    titles,
)
from warraq.cleaning.line_features import LineFeatures
from warraq.cleaning.lines import Ints, Lines
from warraq.cleaning.page import Pages
from warraq.cleaning.profiles import SiteLines
from warraq.cleaning.verdicts import OPEN, Spans, Verdicts

NEAR_TOP = 3  # metadata may stand so many lines below a standfirst that looks like the first sentence
PREFACE_KNOWN, PREFACE_SHARE = 3, 0.5  # known furniture that pushes the first sentence out of the article …
# … unless it is nothing but these: what a story of the weather, of prices or of bygone years is made of.
_FIGURES = ("widget", "counter", "date_published")


def label(
    lines: Lines, codes: tuple[str, ...], site_lines: SiteLines | None = None
) -> tuple[Lines, Verdicts, Spans]:
    """Decide every line and find the spans inside lines. Lines lose what an extractor wrote before them."""
    pages, found = by_rules(lines, codes, site_lines)
    view = LineFeatures(pages.features, pages.verdicts)
    threads.below_articles(pages, view)
    return finish(pages, found, decoding.sums(pages, view))


def finish(pages: Pages, found: list[spans.Row], sums: Ints) -> tuple[Lines, Verdicts, Spans]:
    """Decide what the rules left open by what the model says of it, and find the spans inside lines."""
    decoding.decide(pages, sums)
    found += spans.in_text(pages)
    found += artefacts.find(pages.lines, pages.verdicts)
    return pages.lines, pages.verdicts, Spans.of(found).around(private.find(pages.lines, pages.verdicts))


def by_rules(
    lines: Lines, codes: tuple[str, ...], site_lines: SiteLines | None = None
) -> tuple[Pages, list[spans.Row]]:
    """What rules and context alone say of every line, and the spans met on the way."""
    verdicts = Verdicts(len(lines))
    lines, found = spans.leading_artefacts(lines, verdicts, codes)
    if site_lines:
        lines, glued = site_lines.cut_heads(lines, verdicts)
        found += glued + site_lines.find_tails(lines, verdicts)
    columns = features.compute(lines)
    everywhere = np.ones(len(lines), np.bool_)
    rules.apply(columns, verdicts, codes, ("anywhere",), everywhere)
    pages = Pages(columns, verdicts, codes)
    if site_lines:
        site_lines.decide_firm(pages)
    head.headlines_like_sentences(pages)
    head.headlines_said_twice(pages)
    context.threads(pages)
    _around_the_article(pages)
    found += spans.metadata_lines(pages)
    context.tickers(pages)
    context.standfirsts(pages)
    _around_the_article(pages)  # a standfirst or a notice may have moved the top: the rest is asked again
    context.standfirsts(pages)
    context.before_titles(pages)
    if site_lines:
        site_lines.decide_top(pages)
    titles.find(pages)
    context.after_titles(pages)
    context.pages_without_article(pages)
    if site_lines:
        site_lines.decide_rest(pages)
    return pages, found


def _around_the_article(pages: Pages) -> None:
    """The rules that hold above and below the article only.

    They are also asked of the lines between the first and the second sentence: where most of those are
    furniture, the first sentence (a notice, a standfirst) stands above the article; else they stay in it.
    """
    doc, verdicts = pages.lines.doc, pages.verdicts
    between = (pages.index > pages.first_sentence[doc]) & (pages.index < pages.second_sentence[doc])
    between &= (pages.second_sentence < pages.doc_bounds[1:])[doc] & ~pages.sentences
    below_first = pages.index - pages.first_sentence[doc]
    near = between | ((below_first > 0) & (below_first <= NEAR_TOP) & ~pages.sentences)
    was_decided = ~verdicts.open()
    rules.apply(pages.features, verdicts, pages.codes, ("top", "edges"), pages.top | (near & ~pages.end))
    rules.apply(pages.features, verdicts, pages.codes, ("end", "edges"), pages.end)
    count = len(pages.doc_bounds) - 1
    furniture = ~verdicts.open() & ~verdicts.isin(["body", "subheading"])
    known = np.bincount(doc[between & furniture], minlength=count)
    of_page = between & furniture & ~verdicts.isin(_FIGURES)
    lines = np.bincount(doc[between], minlength=count)
    moved = (known >= PREFACE_KNOWN) & (known >= PREFACE_SHARE * lines)
    moved &= np.bincount(doc[of_page], minlength=count) > 0
    pages.preface |= pages.sentences & (pages.index == pages.first_sentence[doc]) & moved[doc]
    # A line of text between keeps what follows in the article: the date in a decree is not the page's.
    nearest_text = pages.last_where(verdicts.open(), before=True)
    cut_off = near & ~pages.end & ~was_decided & ~moved[doc]
    cut_off &= (
        (nearest_text > pages.first_sentence[doc]) | (below_first > NEAR_TOP) | verdicts.isin(["widget"])
    )
    verdicts.label[cut_off] = OPEN
    pages.find_article()
