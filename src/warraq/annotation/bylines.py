"""Who wrote it: persons, handles and sign-off initials, as printed."""

from collections.abc import Iterator

from warraq.annotation.findings import KNOWN, LIKELY, SURE, Finding
from warraq.annotation.page import Page
from warraq.annotation.slots import Part


def find(page: Page, parts: list[Part]) -> Iterator[Finding]:
    """Authors named in the slots of a page; those of the known byline count when the page names none."""
    persons = [p for p in parts if p.kind == "person"]
    for part in persons:
        score = KNOWN if part.start is None else SURE if part.sure or part.rule == "byline.person" else LIKELY
        yield Finding(page.row, "bylines", part.value, part.start, part.end, part.rule, score)


def released(found: list[Finding]) -> list[Finding]:
    """The findings whose values are released: those of the page, else those that came with it."""
    return [f for f in found if f.start is not None] or found
