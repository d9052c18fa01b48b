"""Words cut to what they share with other forms of theirs: how one line is known to repeat another."""

import re
from collections.abc import Collection

STEM, NO_STEM = 4, "-"  # letters two words must share to count as one; what no word has for a stem
SAME = 0.7  # share of words two lines have in common when one repeats the other

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"\W+")
_GLUED = re.compile(r"^(?:[وفبلك]?ال|لل|[وفبل](?=\w{4}))")


class Stems(dict[str, str]):
    """The stem of each word met, cut once; NO_STEM for a word that tells nothing."""

    def __init__(self, function_words: frozenset[str]) -> None:
        super().__init__()
        self.function_words = function_words

    def __missing__(self, word: str) -> str:
        told = len(word) > 2 and word not in self.function_words
        self[word] = stem = _without_glued(word)[:STEM] if told else NO_STEM
        return stem

    def of(self, line: str) -> set[str]:
        """The stems of the words of a folded line that tell something."""
        stems = set(map(self.__getitem__, _WORD.findall(line)))
        stems.discard(NO_STEM)
        return stems


def has_most(line: str, stems: Collection[str]) -> bool:
    """Does the line hold so many of the stems that it could repeat the headline they are of?"""
    left = len(stems)
    for stem in stems:
        left -= stem not in line
        if left < SAME * len(stems):
            return False
    return True


def bare(line: str) -> str:
    """The letters and digits of a line."""
    return _MARKS.sub("", line)


def _without_glued(word: str) -> str:
    """The word without the conjunction, preposition and article glued to it in Arabic."""
    return _GLUED.sub("", word)
