"""Keywords below the article: lines that say its words once more."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from warraq.cleaning.page import Pages

TAG_WORDS, TAG_ROW, TAG_LINES = 3, (3, 16), 12  # words of a tag on its own line, of a row of tags; lines
TAGS_NEAR = 6  # so many lines below the last sentence they may begin
TAGS_KNOWN = 0.8  # share of their words the article has …
TAGS_LISTED = 0.5  # … or this, where they stand in a row parted by commas or wide gaps
PARTED_WORDS = r"^[^.:!?\d]+(?:, ?|\s{2,})[^.:!?\d]+(?:, ?|\s{2,})[^.:!?\d]+$"


def tags(pages: Pages) -> None:
    """Lines right below the article that say its words once more: short ones one below the other, or a row of
    words. No list that a colon leads up to, no scores, nothing with an end mark."""
    verdicts, features, lines = pages.verdicts, pages.features, pages.lines
    plain = verdicts.open() & pages.end & ~features.ends_full & ~features.introduces & ~features.bullet
    plain &= (features.words <= TAG_ROW[1]) & (features.key >= 0)
    plain &= pages.index - pages.last_sentence[lines.doc] <= TAGS_NEAR + TAG_LINES
    run, _ = pages.runs(plain, 2, plain)
    opens = plain & ~(pages.neighbour(plain, -1) & (features.gap <= 2)) & (run <= TAG_LINES)
    opens &= pages.index - pages.last_sentence[lines.doc] <= TAGS_NEAR
    opens &= ~pages.neighbour(features.introduces | (verdicts.open() & pages.end & ~features.ends_full), -1)
    parted = pages.matching(opens & (run == 1), PARTED_WORDS)
    opens &= np.where(run > 1, features.words <= TAG_WORDS, features.words >= TAG_ROW[0])
    for doc in np.unique(lines.doc[opens]).tolist():
        begin, stop = int(pages.doc_bounds[doc]), int(pages.last_sentence[doc]) + 1
        text = features.folded.slice(begin, stop - begin)
        first = int(pages.first_sentence[doc])
        kept = text.filter(pa.array(verdicts.keeps(slice(begin, stop)))).to_pylist()
        article = " ".join(kept)
        for row in stop + np.flatnonzero(opens[stop : pages.doc_bounds[doc + 1]]):
            rows = np.arange(row, row + run[row])
            said = _WORD.findall(" ".join(features.folded.take(pa.array(rows)).to_pylist()))
            short = len(rows) == 1 or bool((features.words[rows] <= TAG_WORDS).all())
            needed = TAGS_LISTED if len(rows) == 1 and parted[row] else TAGS_KNOWN
            if short and said and _has_share(article, said, needed):
                verdicts.set(rows, "tags", "context.tags")
                # A word alone that the article's first words have in a bracket is the agency.
                if len(rows) > 1 and f"({said[0]})" in text[first - begin].as_py():
                    verdicts.set(rows[:1], "agency_credit", "context.agency_again")


def _has_share(text: str, words: Sequence[str], share: float) -> bool:
    """Does the text have this share of the words? Most have few, and are given up early."""
    left = len(words)
    for word in words:
        left -= not has_word(text, word)
        if left < share * len(words):
            return False
    return True


def has_word(text: str, word: str) -> bool:
    """Does a word stand in the text, alone or behind a letter Arabic glues to it (and, so, in, to, like)?"""
    at = text.find(word)
    while at >= 0:
        if not text[at + len(word) : at + len(word) + 1].isalnum():
            begin = at - (text[max(at - 1, 0) : at] in _GLUED)
            if not text[max(begin - 1, 0) : begin].isalnum():
                return True
        at = text.find(word, at + 1)
    return False


_GLUED = tuple("وفبلك")
_WORD = re.compile(r"[^\W_]{2,}")
