"""The sentences of a text, by its words; a stop within quotation marks, a name or a number ends none."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from warraq.annotation.marks import Quoted
from warraq.annotation.words import ENDS, Words

_STOP = re.compile("[" + "".join(sorted(ENDS)) + "]")
LONGEST = 1000  # words of a sentence; of 78 thousand in 6,212 newspaper articles the longest has 587
ORDINAL = 2  # digits of a day or a number in a row that a stop may follow: `17. Mai`


class Sentences:
    """`first[i]`: the first word of the sentence of word i; `end[i]`: the word it ends before, no stop.

    More than LONGEST words without a stop count as several."""

    def __init__(
        self, words: Words, quoted: Iterable[Quoted], names: Iterable[range], abbreviations: frozenset[str]
    ) -> None:
        self.words, self.abbreviations = words, abbreviations
        self.inside = bytearray(len(words) + 1)  # words between marks
        self.closing = set()
        for q in quoted:
            self.inside[q.opening + 1 : q.closing] = b"\x01" * (q.closing - q.opening - 1)
            self.closing.add(q.closing)
        self.first: list[int] = []
        self.end: list[int] = []
        start, count = 0, len(words)
        for last in [*self._lasts({i for name in names for i in name}), count]:
            stop = min(last + 1, count)
            while stop - start > LONGEST:  # no sentence: what is looked for in one takes as long as it is
                self.first += [start] * LONGEST
                self.end += [start + LONGEST] * LONGEST
                start += LONGEST
            closed = last if last == count or self._form(last) in ENDS else last + 1
            self.first += [start] * (stop - start)
            self.end += [closed] * (stop - start)
            start = stop

    def _form(self, i: int) -> str:
        return self.words.forms[i] if 0 <= i < len(self.words.forms) else "\n"

    def _lasts(self, in_name: set[int]) -> list[int]:
        """The last word of every sentence, its stop or its closing mark."""
        starts = self.words.starts
        stops = [bisect_left(starts, m.start()) for m in _STOP.finditer(self.words.text)]
        closing = [i for i in self.closing if i < len(starts)]
        may = sorted({*stops, *closing}) if closing else stops
        return [i for i in may if i not in in_name and self._ends_one(i)]

    def _ends_one(self, i: int) -> bool:
        form = self.words.forms[i]
        if i in self.closing and form != "\n":
            return (
                self._form(i - 1) == "." and self._form(i + 1) not in (",", ".") and not self._goes_on(i + 1)
            )
        if self.inside[i] or form == "\n":
            return form == "\n"
        return form != "." or not self._stop_within(i)

    def _stop_within(self, i: int) -> bool:
        """Whether a stop is one of several, ends a short form, or stands in a number."""
        before, after = self._form(i - 1), self._form(i + 1)
        if "." in (before, after) or len(before) == 1 or before in self.abbreviations:
            return True
        return before.isdigit() and (after.isdigit() or (len(before) <= ORDINAL and self._goes_on(i + 1)))

    def _goes_on(self, i: int) -> bool:
        """Whether a word is written small, in a script that has capitals."""
        return i < len(self.words) and self.words.text[self.words.starts[i]].islower()
