"""Metadata of one document out of its lifted segments: who wrote and published it, where, under what head."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from warraq.annotation import bylines, credits, dateline, outlet, section, slots, title
from warraq.annotation.credit_words import CreditWords, key
from warraq.annotation.findings import Finding, unique
from warraq.annotation.outlet_names import is_own
from warraq.annotation.page import Page
from warraq.annotation.slots import Part


class Metadata(NamedTuple):
    """The values of one document that are released, and all that was weighed for them."""

    title: str | None
    deck: str | None
    outlet: str | None
    bylines: list[str]
    credits: list[str]
    section: str | None
    tags: list[str]
    dateline_place: str | None
    flags: list[str]
    findings: list[Finding]


def of_page(
    page: Page, script: str, sentences: Iterable[Finding], spoken: Sequence[Finding], words: CreditWords
) -> Metadata:
    """The metadata of a page; `script` is of its text, `sentences` the credits found in running text and
    `spoken` the outlets that it names as its own."""
    own = outlet.own_name(page) or _first(outlet.printed(page, words))
    parts = slots.read(page, words, own)
    titles = list(title.find(page, words))
    decks = list(title.decks(page))
    outlets = outlet.find(page, parts, spoken, words)
    authors = list(bylines.find(page, parts))
    sources = _sources(page, parts, [*sentences, *credits.told(spoken)], _first(outlets), words)
    sections = list(section.find(page, words, own))
    tags = list(section.tags(page, words))
    places = list(dateline.find(page, parts, script))
    return Metadata(
        title=_first(titles),
        deck="\n".join(f.value for f in decks) or None,
        outlet=_first(outlets),
        bylines=unique(f.value for f in bylines.released(authors)),
        credits=unique(f.value for f in sources),
        section=_first(sections),
        tags=unique(f.value for f in tags),
        dateline_place=_first(places),
        flags=outlet.flags(outlets, words),
        findings=[*titles, *decks, *outlets, *authors, *sources, *sections, *tags, *places],
    )


def _sources(
    page: Page, parts: list[Part], sentences: list[Finding], own: str | None, words: CreditWords
) -> list[Finding]:
    """Whom the text is credited to; its own outlet only where that alone is named."""
    copied = [*parts, *outlet.credited(page, parts, words)]
    found = _once([*credits.of_slots(page, copied, words), *sentences])
    ours = {f.value for f in found if own and is_own(key(f.value), key(own), words)}
    others = [f for f in found if f.value not in ours]
    return others or found or list(credits.own(page, parts, words))


def _first(findings: list[Finding]) -> str | None:
    return findings[0].value if findings else None


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """The first finding of each value."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.value, finding)
    return list(first.values())
