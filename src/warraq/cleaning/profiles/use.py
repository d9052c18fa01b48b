"""Site profiles in use: a line known to stand on many pages of its site is furniture on this page too.

A whole line counts only at the edges of its page, above the first sentence of the article or below the last
one, and only where no rule of a pack has spoken: inside the article the same words may be text.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.features import Features
from warraq.cleaning.lines import Flags, Ints, Lines, one_array
from warraq.cleaning.page import Pages
from warraq.cleaning.profiles.keys import HEAD_WORDS, LINE_CHARS, TAIL_WORDS, keys_of, window
from warraq.cleaning.spans import Row
from warraq.cleaning.verdicts import CODE, OPEN, Verdicts
from warraq.fold import fold_array

_PARTED = "\x1f"


class SiteLines:
    """The rows of a profile that concern the documents of one batch."""

    def __init__(self, profile: pa.Table, sites: pa.Array) -> None:
        """`profile` has the columns of schema.SITE_LINES, `sites` the site of each document of the batch."""
        self.sites = sites
        self.rows = profile.filter(pc.is_in(profile["site"], value_set=sites.unique())).combine_chunks()
        self.labels: list[str] = self.rows["label"].to_pylist()
        self.rules: list[str] = self.rows["rule"].to_pylist()
        self._firm = [row for row, rule in enumerate(self.rules) if rule != "profile.known"]
        self._found: Ints | None = None

    def cut_heads(self, lines: Lines, verdicts: Verdicts) -> tuple[Lines, list[Row]]:
        """What is glued before the first line of its page: cut off, before anything is asked of that line."""
        first = np.flatnonzero(np.diff(lines.doc, prepend=-1) != 0)
        start = lines.start.copy()
        rows = []
        for line, words, profile_row in self._longest("head", lines, first):
            word = int(np.searchsorted(lines.buffer.words, lines.start[line])) + words
            if word < len(lines.buffer.words) and lines.buffer.words[word] < lines.end[line]:
                start[line] = lines.buffer.words[word]
                end = int(lines.buffer.word_ends[word - 1])
                rows.append((int(lines.start[line]), end, *self._verdict(profile_row, verdicts)))
        return lines.starting_at(start), rows

    def find_tails(self, lines: Lines, verdicts: Verdicts) -> list[Row]:
        """What is glued to the end of the last line of its page."""
        last = np.flatnonzero(np.diff(lines.doc, append=-1) != 0)
        last = last[lines.chars[last] > LINE_CHARS]
        rows = []
        for line, words, profile_row in self._longest("tail", lines, last):
            word = int(np.searchsorted(lines.buffer.words, lines.end[line])) - words
            span = (int(lines.buffer.words[word]), int(lines.end[line]))
            rows.append((*span, *self._verdict(profile_row, verdicts)))
        return rows

    def decide_firm(self, pages: Pages) -> None:
        """The lines that no rule knows; found first, they cannot hide where the article begins or ends.

        Of the others, the rule that knows them and the lines around them often say more.
        """
        self._decide(pages, np.isin(self._find(pages.features), self._firm))

    def decide_top(self, pages: Pages) -> None:
        """Above the article: what stands on many pages is the headline of none of them."""
        self._decide(pages, pages.top)

    def decide_rest(self, pages: Pages) -> None:
        """What the lines around it have not told."""
        self._decide(pages, np.ones(len(pages.lines), np.bool_))

    def _decide(self, pages: Pages, where: Flags) -> None:
        """Give these lines, where open and at the edges of their pages, the label of their profile."""
        verdicts = pages.verdicts
        found = self._find(pages.features)
        known = verdicts.open() & where & (found >= 0)
        if not known.any():
            return
        for code in np.unique(found[known]).tolist():
            verdicts.set(known & (found == code), self.labels[code], self.rules[code])
        pages.find_article()
        inside = known & ~(pages.top | pages.end)
        verdicts.label[inside] = OPEN
        verdicts.rule[inside] = OPEN
        pages.find_article()

    def _verdict(self, row: int, verdicts: Verdicts) -> tuple[int, int]:
        return CODE[self.labels[row]], verdicts.code_of(self.rules[row])

    def _find(self, features: Features) -> Ints:
        """The row of the profile each line is in; -1 for most. Looked up once for a batch."""
        if self._found is None:
            self._found = self._looked_up(features)
        return self._found

    def _looked_up(self, features: Features) -> Ints:
        found = np.full(len(features.lines), -1, np.int64)
        values, places = self._of("line")
        if len(places):
            lines = features.lines
            rows = np.flatnonzero((lines.chars <= LINE_CHARS) & self._concerned(places)[lines.doc])
            keys = keys_of(features.folded.take(pa.array(rows)))
            found[rows] = self._look_up(keys, lines.doc[rows], values, places)
        return found

    def _of(self, place: str) -> tuple[pa.Array, Ints]:
        """What to look up for one place, and the rows of the profile it leads to."""
        at = np.flatnonzero(np.asarray(pc.equal(self.rows["place"], place), np.bool_))
        rows = self.rows.take(pa.array(at))
        joined = pc.binary_join_element_wise(rows["site"], rows["key"], _PARTED).combine_chunks()
        return pa.array(joined.to_pylist(), pa.string()), at

    def _concerned(self, places: Ints) -> Flags:
        """The documents whose site has one of these rows."""
        sites = one_array(self.rows["site"]).take(pa.array(places))
        result: Flags = np.asarray(pc.is_in(self.sites, value_set=sites), np.bool_)
        return result

    def _look_up(self, keys: pa.Array, docs: Ints, values: pa.Array, places: Ints) -> Ints:
        sought = pc.binary_join_element_wise(self.sites.take(pa.array(docs)), keys, _PARTED)
        at = np.asarray(pc.fill_null(pc.index_in(sought, value_set=values), -1), np.int64)
        return np.where(at < 0, -1, np.append(places, -1)[at])

    def _longest(self, place: str, lines: Lines, candidates: Ints) -> Iterator[tuple[int, int, int]]:
        """(line, words, row of the profile) for each line that begins or ends with a fragment of its site."""
        values, places = self._of(place)
        if not len(places):
            return
        candidates = candidates[self._concerned(places)[lines.doc[candidates]]]
        owners, sizes, texts = [], [], []
        for line in candidates.tolist():
            for size, text in _fragments(window(lines, line, place), place):
                owners.append(line)
                sizes.append(size)
                texts.append(text)
        keys = keys_of(fold_array(pa.array(texts, pa.string())))
        found = self._look_up(keys, lines.doc[np.array(owners, np.int64)], values, places)
        best = {
            owners[i]: i for i in np.flatnonzero(found >= 0).tolist()
        }  # sizes ascend: the last is longest
        for line, i in best.items():
            yield line, sizes[i], int(found[i])


def _fragments(words: Sequence[str], place: str) -> Iterator[tuple[int, str]]:
    """(number of words, text) of every beginning or end of a line that may be a fragment, shortest first."""
    least, most = HEAD_WORDS if place == "head" else TAIL_WORDS
    for size in range(least, min(most, len(words) - 1) + 1):
        yield size, " ".join(words[:size] if place == "head" else words[-size:])
