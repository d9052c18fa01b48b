"""The headline and the standfirst."""

import re
from collections.abc import Iterator

from warraq.annotation.credit_words import CreditWords, key
from warraq.annotation.findings import KNOWN, SURE, Finding
from warraq.annotation.outlet import SUFFIX, suffix_at
from warraq.annotation.page import Page

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
"""What a record's headline may hold and nobody means; `documents.known` has it as it came."""
BULLET = re.compile(r"[\s•●▪◦*·\-–—]+")


def find(page: Page, words: CreditWords) -> Iterator[Finding]:
    """The headline, the site's name left off its end; the known title after it, or alone."""
    spans = page.of("title")
    if spans:
        span = spans[0]
        cut = suffix_at(span.content, page, words)
        value = SUFFIX.split(span.content)[0] if cut else span.content
        value = value.strip()
        start = span.start + span.content.index(value)
        yield Finding(page.row, "title", value, start, start + len(value), "title", SURE)
    known = CONTROL.sub(" ", page.known.get("title") or "").strip()
    if known and not (spans and key(known) == key(spans[0].content)):
        yield Finding(page.row, "title", known, None, None, "known.title", KNOWN)


def decks(page: Page) -> Iterator[Finding]:
    """Every line of the standfirst, bullets left off."""
    for span in page.of("deck"):
        bullet = BULLET.match(span.content)
        start = bullet.end() if bullet else 0
        if value := span.content[start:]:
            yield Finding(page.row, "deck", value, span.start + start, span.end, "deck", SURE)
