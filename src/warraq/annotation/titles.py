"""Titles before names: honorifics (`الدكتور`) and offices (`وزير خارجية …`), and where the name may begin."""

from warraq.annotation.lexicon import Lexicon
from warraq.annotation.words import ARTICLE, ENDS, QUOTES, Words

TITLE_WORDS = 12  # words of an office before the name: `نائب رئيس هيئة … في محافظة …`


def titles(words: Words, lexicon: Lexicon) -> dict[int, int]:
    """Where a name may stand after a title: that word → the first word of the title.

    Linear in the number of words: an office has TITLE_WORDS of them at most.
    """
    ends: dict[int, int] = {}
    honorifics, offices, any_title = lexicon.honorific_forms, lexicon.office_forms, lexicon.title_forms
    for i, form in enumerate(words.forms):
        if form not in any_title:
            continue
        if form in honorifics:
            after = _after_stop(words, i + 1)
            start = ends.pop(i, i)
            ends[after] = min(start, ends.get(after, start))
            while words.forms[after : after + 1] and words.forms[after] in lexicon.after_honorific:
                ends.setdefault(after + 1, start)  # الناشطة الحقوقية الفنلندية …
                after += 1
            _within_marks(words, after, ends)
        elif form in lexicon.nationality and form.startswith("ال") and not _adjective(words, i):
            ends.setdefault(i + 1, i)  # منذ الفنلندي …
        if form in offices:
            for last in _office_ends(words, i, lexicon):
                ends.setdefault(last, i)
                if words.forms[last : last + 1] == [","]:
                    ends.setdefault(last + 1, i)
                _within_marks(words, last, ends)
    return ends


def _adjective(words: Words, i: int) -> bool:
    """Whether the word goes with the one before it, which has the article or may be the head of an office."""
    return i == 0 or words.forms[i - 1].startswith(ARTICLE)


def _within_marks(words: Words, i: int, ends: dict[int, int]) -> None:
    """A name may stand in marks after a title, too: `الحارس «…»`."""
    if i in ends and not QUOTES.isdisjoint(words.forms[i : i + 1]):
        ends.setdefault(i + 1, ends[i])


def _after_stop(words: Words, i: int) -> int:
    """After the stop of `د.`."""
    return i + 1 if words.forms[i : i + 1] == ["."] and words.glued(i) else i


def _office_ends(words: Words, i: int, lexicon: Lexicon) -> list[int]:
    """Where the words of an office may end: words with the article, other offices, nationalities, a place.

    Where no more of them follow comes first; a word that may be a surname (`الرئيس …ي`) ends it before, too.
    """
    j, ends = i + 1, []
    while j < min(len(words), i + TITLE_WORDS):
        form = words.forms[j]
        following = words.forms[j + 1] if j + 1 < len(words) else "\n"
        if form in ENDS or form in lexicon.given:
            break
        official = form in lexicon.complements or form in lexicon.offices or form in lexicon.nationality
        if official or form.startswith(ARTICLE):
            if _may_be_surname(form, lexicon):
                ends.append(j)
            j += 1
        elif form in lexicon.office_links and following.startswith("ال"):
            j += 2
        else:
            break
    return [j, *ends]


def _may_be_surname(form: str, lexicon: Lexicon) -> bool:
    known = form in lexicon.stop or form in lexicon.adjectives or form in lexicon.nationality
    return form.startswith("ال") and form.endswith("ي") and not known
