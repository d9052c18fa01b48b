"""The passes that give every line its label, in order."""

import numpy as np

from warraq.cleaning import artefacts, context, features, rules, spans, titles
from warraq.cleaning.lines import Lines
from warraq.cleaning.page import Pages
from warraq.cleaning.verdicts import OPEN, Spans, Verdicts

NEAR_TOP = 3  # metadata may stand so many lines below a standfirst that looks like the first sentence


def label(lines: Lines, codes: tuple[str, ...]) -> tuple[Lines, Verdicts, Spans]:
    """Decide every line and find the spans inside lines. Lines lose what an extractor wrote before them."""
    verdicts = Verdicts(len(lines))
    lines, found = spans.leading_artefacts(lines, verdicts, codes)
    columns = features.compute(lines)
    everywhere = np.ones(len(lines), np.bool_)
    rules.apply(columns, verdicts, codes, ("anywhere",), everywhere)
    pages = Pages(columns, verdicts, codes)
    _around_the_article(pages)
    found += spans.metadata_lines(pages)
    if context.standfirsts(pages):
        _around_the_article(pages)
    context.before_titles(pages)
    titles.find(pages)
    context.after_titles(pages)
    verdicts.set(verdicts.open(), "body", "default.body")
    found += spans.in_text(pages)
    found += artefacts.find(lines, verdicts)
    return lines, verdicts, Spans.of(found)


def _around_the_article(pages: Pages) -> None:
    """The rules that hold above and below the article only."""
    below_first = pages.index - pages.first_sentence[pages.lines.doc]
    near = (below_first > 0) & (below_first <= NEAR_TOP)
    top, end = (pages.top | near) & ~pages.sentences, pages.end
    was_decided = ~pages.verdicts.open()
    rules.apply(pages.features, pages.verdicts, pages.codes, ("top", "edges"), top)
    rules.apply(pages.features, pages.verdicts, pages.codes, ("end", "edges"), end)
    # A line of text between keeps what follows it in the article: the date in a decree is no date of the page.
    nearest_text = pages.last_where(pages.verdicts.open(), before=True)
    cut_off = near & ~pages.end & (nearest_text > pages.first_sentence[pages.lines.doc]) & ~was_decided
    pages.verdicts.label[cut_off] = OPEN
    pages.find_article()
