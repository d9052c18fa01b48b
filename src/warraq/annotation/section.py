"""The part of the paper it stands in, and its keywords."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from warraq.annotation.credit_words import CreditWords, key
from warraq.annotation.findings import KNOWN, LIKELY, SURE, WEAK, Finding
from warraq.annotation.outlet_names import is_own
from warraq.annotation.page import Page, Span
from warraq.fold import fold_aligned

LONGEST_SECTION = 60  # characters
STEP = re.compile(r"::|[»›>←/\\|]|(?<=\s)[-–—](?=\s)|\n|\s{3,}|(?:(?<=\s)|^)\d+[.)](?=\s)")
PATH = re.compile(r"\w\s*(?:::|[»›>])\s*\w")  # a breadcrumb that is labelled a section
TAG_MARKS = re.compile(r"\s*[،,;؛|/•·\n\t]+\s*|\s{2,}|\s*(?=#)")
AFTER_SECTION = re.compile(r"[\d|٠-٩۰-۹].*$", re.S)  # `دولية2017/01/22 12:06`, `سياسة 6-08-2023, 09:47 | --`
EDGES = " \t\n-–—|•●▪*:/»›>.#"


def find(page: Page, words: CreditWords, outlet: str | None) -> Iterator[Finding]:
    """The section, the released one first: the section line nearest the headline, one whose name we know or
    the breadcrumb has before others; else the breadcrumb's first step below the home page, else what came
    with the page, else the address. `outlet` is the page's own.
    """
    path = [f for span in page.of("breadcrumb") for f in _of_breadcrumb(page, span, words, outlet)]
    known = words.sections | {key(f.value) for f in path}
    title = next((span.start for span in page.of("title")), 0)
    lines = [f for span in page.of("section") for f in _of_line(page, span, words, outlet)]
    yield from sorted(lines, key=lambda f: (key(f.value) not in known, abs((f.start or 0) - title)))
    yield from path
    if given := page.known.get("section"):
        yield Finding(page.row, "section", given, None, None, "known.section", KNOWN)
    yield from _of_address(page, words)


def _of_line(page: Page, span: Span, words: CreditWords, outlet: str | None) -> Iterator[Finding]:
    start = _after_label(span.content, words, "section")
    value = _undated(AFTER_SECTION.sub("", span.content[start:]).strip(EDGES), words)
    if PATH.search(value):
        yield from _of_breadcrumb(page, span, words, outlet)
        return
    slug = value.isascii() and value.islower() and value not in words.sections  # the file name of a picture
    if value and len(value) <= LONGEST_SECTION and not slug:
        value = value[_glued_at(value, words) :]
        at = span.start + span.content.index(value, start)
        yield Finding(page.row, "section", value, at, at + len(value), "section", SURE)


def _undated(value: str, words: CreditWords) -> str:
    """The section without the month or weekday its date began with: `Health, March`."""
    while (last := re.search(r"[\s,،]+(\w+)$", value)) and key(last[1]) in words.calendar:
        value = value[: last.start()].strip(EDGES)
    return value


def _of_breadcrumb(page: Page, span: Span, words: CreditWords, outlet: str | None) -> Iterator[Finding]:
    start = _after_label(span.content, words, "breadcrumb")
    titles = [key(t.content) for t in page.of("title") + page.of("title_dup")]
    steps = []
    for step in _split(span.content[start:]):
        name = key(step)
        if not name or name in words.home or _is_title(name, titles) or len(step) > LONGEST_SECTION:
            continue
        if not (outlet and is_own(name, key(outlet), words)) and not step.rstrip().endswith(("…", "...")):
            steps.append(step.strip(EDGES))
    while len(steps) > 1 and _says_little(key(steps[0]), words):
        steps = steps[1:]
    if steps:
        at = span.start + span.content.index(steps[0], start)
        yield Finding(page.row, "section", steps[0], at, at + len(steps[0]), "breadcrumb.section", LIKELY)


def _says_little(step: str, words: CreditWords) -> bool:
    """Whether a step is the site's name or `News`, with a section below it."""
    return step in words.all_sections or not words.outlet.isdisjoint(step.split()[:1])


def _of_address(page: Page, words: CreditWords) -> Iterator[Finding]:
    """The part of the address that names a section, where nothing else does: it came with the page."""
    address = re.split(r"[?#]", page.url or "", maxsplit=1)[0]
    for part in unquote(address).split("/")[3:-1]:  # below scheme and host
        name = key(part)
        if name in words.sections and name not in words.all_sections:
            yield Finding(page.row, "section", part, None, None, "known.address", WEAK)
            return


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
