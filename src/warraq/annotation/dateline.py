"""Where the story was filed: the place in the dateline, or beside the author's name."""

from collections.abc import Iterator

from warraq.annotation.findings import KNOWN, LIKELY, SURE, Finding
from warraq.annotation.page import Page
from warraq.annotation.slots import Part


def find(page: Page, parts: list[Part], script: str) -> Iterator[Finding]:
    """The places of a page's slots, the released one first.

    A dateline goes before a byline, the script of the text before another (`Rabat` over `الرباط`), the page
    before what came with it.
    """
    places = [p for p in parts if p.kind == "place"]
    for part in sorted(places, key=lambda p: (p.start is None, "byline" in p.rule, not _in(p.value, script))):
        score = KNOWN if part.start is None else SURE if part.rule.startswith("dateline") else LIKELY
        yield Finding(page.row, "dateline_place", part.value, part.start, part.end, part.rule, score)


def _in(value: str, script: str) -> bool:
    return value[:1].isascii() == (script == "Latn")
