"""Beginnings of other stories to learn from: a row of them above, below or inside an article.

What a site says of its other stories are whole sentences, written like those of the article. The pages there
are to learn from hold few of them; here the first paragraphs of some pages stand as furniture on others.
"""

import random
import re
from collections.abc import Sequence

from training.pages import FURNITURE, TEXT, Page

ROW_OF = (2, 4, 8, 12)  # other stories in a row
INSIDE = 1  # so many inside an article
FEWEST_LINES = 3  # of text, with something between
LEAD_CHARS, MOST_CHARS = 60, 640  # of a first paragraph; a longer one is cut
WIDTH = (100, 260)  # where beginnings are cut, one width for the row
HEADED = 0.5  # share of rows with headlines
ABOVE, BELOW = 0.35, 0.85  # share of rows above the text, and above or below it; the others are inside
CUTS = ("whole", "sentence", "width", "dots")
HEADLINE_CHARS = 120
SENTENCE = re.compile(r"(?<=[.!?؟۔。]) ")
SITE = re.compile(r" [|–-] ")  # what follows is the name of the site

Lines = list[tuple[str, int]]


def among(lines: Lines, others: Sequence[Page], chance: random.Random) -> Lines:
    """The lines of a page, some of them text, with a row of other stories among them."""
    texts = [at for at, (_, label) in enumerate(lines) if label == TEXT]
    where = chance.random()
    if where < ABOVE:
        at = chance.randrange(0, texts[0] + 1)
    elif where < BELOW or len(texts) < FEWEST_LINES:
        at = chance.randrange(texts[-1] + 1, len(lines) + 1)
    else:
        at, others = chance.choice(texts[1:]), others[:INSIDE]
    return lines[:at] + _row(others, chance) + lines[at:]


def _row(others: Sequence[Page], chance: random.Random) -> Lines:
    """The beginnings of these stories, one form for all."""
    cut, width, headed = chance.choice(CUTS), chance.randrange(*WIDTH), chance.random() < HEADED
    row: Lines = []
    for story in others:
        lead = _lead(story, cut, width)
        if lead and headed:
            row.append((_headline(story), FURNITURE))
        if lead:
            row.append((lead, FURNITURE))
    return row


def _headline(page: Page) -> str:
    """The title of a web page, its first line, without the name of the site."""
    return SITE.split(page.text.split("\n", 1)[0], maxsplit=1)[0][:HEADLINE_CHARS]


def _lead(page: Page, cut: str, width: int) -> str:
    """The first paragraph of a page, as lists of stories have it; nothing where it has none."""
    for line, label in zip(page.text.split("\n"), page.wanted, strict=True):
        if label == TEXT and len(line.strip()) >= LEAD_CHARS:
            return _cut(line.strip(), cut, width)
    return ""


def _cut(line: str, cut: str, width: int) -> str:
    if cut == "sentence":
        return SENTENCE.split(line, maxsplit=1)[0][:MOST_CHARS]
    if cut == "whole" or len(line) <= width:
        return line[:MOST_CHARS]
    return line[:width].rsplit(" ", 1)[0] + ("..." if cut == "dots" else "")
