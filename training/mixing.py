"""More pages to learn from, mixed from those there are.

A text is set into the frame of another page of its kind, or loses part of its furniture: neither the frame
nor its size tells any more where text begins and ends. Pages are mixed within their fold only: what a model
is scored on, it has seen no line of.
"""

import dataclasses
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from training.pages import FURNITURE, TEXT, Page

COUNTS_FOR = 0.5  # against a page as it was
OTHERS_TOP = 0.5  # share of mixed pages with the other page's top, too
BOTH_ENDS = 0.2  # share with the other page's end below their own
DROPPED = (0.3, 0.6, 0.85)  # share of furniture that goes
RUNS = (1, 2, 4, 8, 16)  # lines that go or stay together

Lines = list[tuple[str, int]]


def mixed(pages: Iterable[Page], fold: Callable[[Page], int], seed: int) -> list[Page]:
    """Two pages for every page of the regime `full` that has text: one in another's frame, one with less.

    Another seed gives other pages.
    """
    chance = random.Random(seed)
    full = [p for p in pages if p.regime == "full" and p.kind != "seeds" and TEXT in p.wanted]
    alike = defaultdict(list)
    for page in full:
        alike[fold(page), page.language, page.kind].append(page)
    out = []
    for page in full:
        others = [p for p in alike[fold(page), page.language, page.kind] if p.site != page.site]
        if others:
            out.append(_page(page, _framed(page, chance.choice(others), chance)))
        out.append(_page(page, list(_thinned(page, chance))))
    return out


def _framed(page: Page, other: Page, chance: random.Random) -> Lines:
    top, text, end = _parts(page)
    others_top, _, others_end = _parts(other)
    top = others_top if chance.random() < OTHERS_TOP else top
    return top + text + (end if chance.random() < BOTH_ENDS else []) + others_end


def _thinned(page: Page, chance: random.Random) -> Iterator[tuple[str, int]]:
    lines, dropped, at = _lines(page), chance.choice(DROPPED), 0
    while at < len(lines):
        run = lines[at : at + chance.choice(RUNS)]
        goes = chance.random() < dropped
        yield from (line for line in run if not goes or line[1] != FURNITURE)
        at += len(run)


def _parts(page: Page) -> tuple[Lines, Lines, Lines]:
    """What stands above the text, from its first line to its last, and below."""
    lines = _lines(page)
    first = page.wanted.index(TEXT)
    stop = len(lines) - page.wanted[::-1].index(TEXT)
    return lines[:first], lines[first:stop], lines[stop:]


def _lines(page: Page) -> Lines:
    return list(zip(page.text.split("\n"), page.wanted, strict=True))


def _page(page: Page, lines: Lines) -> Page:
    text, wanted = "\n".join(line for line, _ in lines), [label for _, label in lines]
    return dataclasses.replace(page, text=text, wanted=wanted, counts_for=COUNTS_FOR)
