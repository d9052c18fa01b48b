"""Calls to the reader that name the outlet: to follow it, to install it, to write to it."""

from collections.abc import Iterator

from warraq.annotation import agencies
from warraq.annotation.credit_words import CreditWords, key_of_folded
from warraq.annotation.findings import WEAK, Finding
from warraq.annotation.outlet_names import place_of, plain
from warraq.annotation.page import Page, Span
from warraq.annotation.places import is_place
from warraq.fold import fold_aligned

LONGEST_CALL = 160  # characters; what is longer is prose
EDGES = " \t«»“”\"'()[]،,.:؛!-–—|"


def find(page: Page, words: CreditWords) -> Iterator[Finding]:
    """The names in calls to follow the outlet (`call.outlet`) and to write to it (`contact.outlet`)."""
    for label, rule in (("promo_cta", "call.outlet"), ("contact", "contact.outlet")):
        for span in page.of(label):
            if len(span.content) <= LONGEST_CALL and (named := _named(span, words)):
                yield Finding(page.row, "outlet", *named, rule, WEAK)


def _named(span: Span, words: CreditWords) -> tuple[str, int, int] | None:
    """(name, start, end) of the outlet in a call."""
    folded, at = fold_aligned(span.content)
    match = words.call.match(folded)
    if not match:
        return None
    first, last = match.span("name")
    name = key_of_folded(folded[first:last])
    if not _is_name(name, words, of_news=bool(match["news"]), kind=bool(match["kind"])):
        return None
    start, end = int(at[first]), int(at[last - 1]) + 1
    printed = plain(span.content[start:end].strip(EDGES), words)
    if printed[:1].islower():  # `follow me`, `like this article`
        return None
    first, last = place_of(printed, span.content[start:end])
    return printed, span.start + start + first, span.start + start + last


def _is_name(name: str, words: CreditWords, *, of_news: bool, kind: bool) -> bool:
    """Whether the words of a call name an outlet: not only what every call says, nor a place or a section."""
    parts = name.split()
    if not parts or not words.generic.isdisjoint(parts) or (parts[0] in words.outlet and len(parts) == 1):
        return False
    known = agencies.find(name, words)
    if known:
        return known.kind != "network"
    if kind or not words.outlet.isdisjoint(parts):
        return True
    return not of_news and name not in words.sections and not is_place(name, words)
