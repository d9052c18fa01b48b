"""Names by their capital letters: words with capitals in a row, offices before them left out."""

from collections.abc import Iterator

from warraq.annotation.people import Mention
from warraq.annotation.sentences import Sentences
from warraq.annotation.speech import Speech
from warraq.annotation.words import Words
from warraq.fold import fold

LONG_NAME = 3  # words of a name before which a word with the ending of an office is one


def capitalised(words: Words, speech: Speech, sentences: Sentences) -> list[Mention]:
    """The names of a text, in order; a word alone only where it is part of a longer name of the same text."""
    runs = [run for run in _runs(words, speech) if run[0] < run[1]]
    parts: dict[str, set[str]] = {}
    for first, last in runs:
        if _count(words, first, last) > 1:
            name = _printed(words, first, last)
            for part in fold(name).split():
                parts.setdefault(part, set()).add(name)
    found = []
    for first, last in runs:
        if _count(words, first, last) > 1 or fold(_printed(words, first, last)) in parts:
            found.append(Mention(None, "person", _printed(words, first, last), first, last, False))
    return found


def _runs(words: Words, speech: Speech) -> Iterator[tuple[int, int]]:
    i, count = 0, len(words)
    while i < count:
        if not _capital(words, i, speech):
            i += 1
            continue
        first, last = i, i + 1
        while last < count:
            step = _step(words, last, speech)
            if not step:
                break
            last += step
        yield _own(words, first, last, speech), last
        i = last


def _capital(words: Words, i: int, speech: Speech) -> bool:
    form = words.forms[i]
    if not words.text[words.starts[i]].isupper() or form in speech.cue_words or len(form) < 2:
        return False
    ordinary = form in speech.adjuncts or form in speech.articles or form in speech.pronouns
    return not (ordinary or form in speech.openers or form in speech.skipped or form in speech.indefinite)


def _step(words: Words, i: int, speech: Speech) -> int:
    """How many words from word i on go on with a name: one with a capital, `-Ferrand`, `de la Peña`."""
    if words.forms[i] == "-" and words.glued(i) and i + 1 < len(words) and words.glued(i + 1):
        return 2
    if words.glued(i):
        return 0
    if _capital(words, i, speech):
        return 1
    j = i
    while j < len(words) and j - i < 2 and words.forms[j] in speech.particles:
        j += 1
    return j - i + 1 if i < j < len(words) and not words.glued(j) and _capital(words, j, speech) else 0


def _own(words: Words, first: int, last: int, speech: Speech) -> int:
    """Where the name begins in a run: after its last office, and after a word that ends as offices do."""
    start = first
    for i in range(first, last):
        if words.forms[i] in speech.offices:
            start = i + 1
    while start < last and not words.forms[start][:1].isalnum():
        start += 1
    if speech.office_endings and _count(words, start, last) >= LONG_NAME:
        start += words.forms[start].endswith(speech.office_endings)
    return start


def _count(words: Words, first: int, last: int) -> int:
    """Words of a name, those parted by a hyphen counted as one."""
    return sum(not words.glued(i) for i in range(first + 1, last)) + 1


def _printed(words: Words, first: int, last: int) -> str:
    return " ".join(words.slice(first, last).split())
