"""The part of the paper it stands in, and its keywords."""

import re
from collections.abc import Iterator

from warraq.annotation.credit_words import CreditWords, key
from warraq.annotation.findings import KNOWN, LIKELY, SURE, Finding
from warraq.annotation.page import Page, Span
from warraq.fold import fold_aligned

LONGEST_SECTION = 60  # characters
STEP = re.compile(r"::|[»›>←/\\|]|(?<=\s)[-–—](?=\s)|\n|\s{3,}|(?:(?<=\s)|^)\d+[.)](?=\s)")
TAG_MARKS = re.compile(r"\s*[،,;؛|/•·\n\t]+\s*|\s{2,}|\s*(?=#)")
AFTER_SECTION = re.compile(r"[\d|٠-٩۰-۹].*$", re.S)  # `دولية2017/01/22 12:06`, `سياسة 6-08-2023, 09:47 | --`
EDGES = " \t\n-–—|•●▪*:/»›>.#"


def find(page: Page, words: CreditWords) -> Iterator[Finding]:
    """The section, the released one first: a section line, else the breadcrumb's last step but the title."""
    for span in page.of("section"):
        yield from _of_line(page, span, words)
    for span in page.of("breadcrumb"):
        yield from _of_breadcrumb(page, span, words)
    if known := page.known.get("section"):
        yield Finding(page.row, "section", known, None, None, "known.section", KNOWN)


def _of_line(page: Page, span: Span, words: CreditWords) -> Iterator[Finding]:
    start = _after_label(span.content, words, "section")
    value = AFTER_SECTION.sub("", span.content[start:]).strip(EDGES)
    if value and len(value) <= LONGEST_SECTION:
        value = value[_glued_at(value, words) :]
        at = span.start + span.content.index(value, start)
        yield Finding(page.row, "section", value, at, at + len(value), "section", SURE)


def _of_breadcrumb(page: Page, span: Span, words: CreditWords) -> Iterator[Finding]:
    start = _after_label(span.content, words, "breadcrumb")
    titles = [key(t.content) for t in page.of("title") + page.of("title_dup")]
    steps = []
    for step in _split(span.content[start:]):
        name = key(step)
        if not name or name in words.home or _is_title(name, titles) or len(step) > LONGEST_SECTION:
            continue
        steps.append(step.strip(EDGES))
    if steps:
        at = span.start + span.content.rindex(steps[-1])
        yield Finding(page.row, "section", steps[-1], at, at + len(steps[-1]), "breadcrumb.section", LIKELY)


def _split(text: str) -> list[str]:
    """A breadcrumb at its own mark, the first in it: others may stand in the headline at its end."""
    first = STEP.search(text)
    if not first:
        return [text]
    mark = first.group()
    return re.split(r"\d+[.)]", text) if mark[0].isdigit() else text.split(mark if mark.strip() else "   ")


def _is_title(name: str, titles: list[str]) -> bool:
    """Whether a step is the headline, whole or cut off."""
    return any(t == name or (len(name) > 15 and t.startswith(name[:-3])) for t in titles)


def _after_label(text: str, words: CreditWords, slot: str) -> int:
    """Where the text goes on after a label such as `التصنيف:`; 0 without one."""
    folded, at = fold_aligned(text)
    label = words.labels[slot].match(folded)
    return int(at[label.end()]) if label and label.end() < len(folded) else 0


def _glued_at(value: str, words: CreditWords) -> int:
    """Where the second of two section names written as one starts (`دوليسياسة`): the nearer to the story."""
    if key(value) in words.sections:
        return 0
    for cut in range(2, len(value) - 1):
        glued = value[cut - 1].isalpha() and value[cut].isalpha()
        if glued and key(value[:cut]) in words.sections and key(value[cut:]) in words.sections:
            return cut
    return 0


def tags(page: Page, words: CreditWords) -> Iterator[Finding]:
    """Keywords as printed; a run without marks between them is one."""
    for span in page.of("tags"):
        start = _after_label(span.content, words, "tags")
        at = start
        for piece in TAG_MARKS.split(span.content[start:]):
            value = piece.strip(EDGES + '«»"“”')
            if any(map(str.isalnum, value)):
                at = span.content.index(value, at)
                yield Finding(
                    page.row, "tags", value, span.start + at, span.start + at + len(value), "tags", SURE
                )
                at += len(value)
