"""Towns a document makes known itself: `مدينة …`, `the village of …`, or the place of its dateline.

No gazetteer has every village. What stands after such a word is a town wherever the document names it again;
it has a link where GeoNames knows the name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from warraq import packs
from warraq.annotation import gazetteers
from warraq.annotation.gazetteers import Entry, Found
from warraq.annotation.lexicon import Lexicon
from warraq.annotation.words import ARTICLE, Words, bare, keyed, with_particles, word_set

LATIN_WORDS = 4  # words of a town's name in letters with capitals: `Saint-Nom-la-Forêt`, `Puerto de la Rada`
ARABIC = "\u0600"  # letters from here on have no capitals
INITIALS = 4  # an agency's at most; capitals, as a dateline may have
SHORTEST = 3  # letters of a town's name

Names = Mapping[str, Entry]
"""Folded name, one space between its words → what it is."""


@dataclass(frozen=True)
class Heads:
    """The words of a pack that towns stand after, folded."""

    heads: frozenset[str]  # `مدينة`, `village`
    forms: frozenset[str]  # the same as they stand in a text
    any: frozenset[str]  # `forms` and `sure`
    links: frozenset[str]  # between head and town: `of`, `de`
    bodies: frozenset[str]  # what belongs to the town after it, and is no town's name: `بلدية`
    sure: frozenset[str]  # of `firsts`, those that need no head after a word of `where`
    where: frozenset[str]  # in letters with capitals, what stands before any town of many people: `in`
    firsts: frozenset[str]  # words names of two words begin with: `تل`, `رأس`, `Saint`
    common: frozenset[str]  # what stands after a head and is no town: `مدينة الملاهي`
    not_after: frozenset[str]  # a word before the name that makes it something else


@cache
def load(language: str) -> Heads | None:
    """The heads of a pack; None when it has none."""
    places = packs.read(language, "places")
    table = places.get("town", {})
    if not table:
        return None
    lists = {name: word_set(words) for name, words in table.items()}
    forms = with_particles(lists["heads"] | lists["bodies"], language)
    sure = lists["sure"] | ({f"ب{first}" for first in lists["sure"]} if language == "ar" else frozenset())
    return Heads(**{**lists, "sure": sure}, forms=forms, any=forms | sure | lists["where"])


def learn(texts: Iterable[Words], heads: Heads, lexicon: Lexicon, dateline: str | None) -> Names:
    """The towns these texts name after a head, and the place of the dateline."""
    found: set[tuple[str, ...]] = set()
    for words in texts:
        for i in (i for i, form in enumerate(words.forms) if form in heads.any):
            if words.forms[i] in heads.forms:
                found.add(_after(words, i, heads, lexicon))
            if words.forms[i] in heads.sure:
                found.add(_sure(words, i, heads, lexicon))
            if lexicon.cased and words.forms[i] in heads.where:
                found.add(_peopled(words, i, heads, lexicon))
    names = {" ".join(name) for name in found if name}
    if dateline and _is_name(dateline, lexicon):
        names.add(" ".join(keyed(dateline)))
    known = gazetteers.geonames()
    return {name: Entry("city", name, known.get(name), name) for name in names}


def _is_name(dateline: str, lexicon: Lexicon) -> bool:
    """Whether the place of a dateline is in the script of the text, and not the initials of an agency."""
    initials = dateline.isupper() and len(dateline) <= INITIALS
    return (dateline[0] < ARABIC) == lexicon.cased and not initials


def _after(words: Words, i: int, heads: Heads, lexicon: Lexicon) -> tuple[str, ...]:
    """The folded words of the town after the head at word `i`; none when what stands there is no name."""
    j = i + 1
    while j < len(words) and words.forms[j] in heads.links:
        j += 1
    if lexicon.cased:
        return _capitals(words, j, heads, lexicon)
    first, second = (words.forms[k] if k < len(words) else "\n" for k in (j, j + 1))
    if first in heads.firsts and second.startswith("ال") and len(second) > SHORTEST + 1:
        return (first, second)
    return (first,) if _may_be_town(first, heads, lexicon, sure=_is_head(words.forms[i], heads)) else ()


def _peopled(words: Words, i: int, heads: Heads, lexicon: Lexicon) -> tuple[str, ...]:
    """The words with a capital after `in`, where they are all of the name of a town of many people, and of
    nothing that stands beside them (`in Leeds Crown Court`), nor of a person."""
    name = _capitals(words, i + 1, heads, lexicon)
    if not name or name[0] in lexicon.given or " ".join(name) not in gazetteers.peopled():
        return ()
    return name


def _sure(words: Words, i: int, heads: Heads, lexicon: Lexicon) -> tuple[str, ...]:
    """The town of two words at word `i`: `في تل …`, `بتل …`, and no common word after it."""
    form, second = words.forms[i], words.forms[i + 1] if i + 1 < len(words) else "\n"
    joined = form[1:] in heads.sure  # ب and the word
    named = second.startswith("ال") and len(second) > SHORTEST + 1 and second[2:] not in lexicon.common
    if not named or second in lexicon.stop or not (joined or (i and words.forms[i - 1] in heads.where)):
        return ()
    return (form[joined:], second)


def _is_head(form: str, heads: Heads) -> bool:
    return any(rest in heads.heads for _, rest in bare(form, "ar"))


def _may_be_town(form: str, heads: Heads, lexicon: Lexicon, *, sure: bool) -> bool:
    """Whether one word, not two, may be a town's name; after `بلدية` it must be in no list of words."""
    if not form.isalpha() or len(form) <= SHORTEST or form in heads.common or form in lexicon.stop:
        return False
    if form in lexicon.offices or form in lexicon.honorifics or form in lexicon.nationality:
        return False
    if form.startswith("ال"):
        plural = not sure and form.endswith(("ين", "ون", "ات"))  # بلدية المزارعين
        known = form[2:] in lexicon.common or form in lexicon.given or form.endswith("يه")
        return not known and not plural
    if lexicon.language == "ar" and form.startswith(ARTICLE[1:]):
        return False
    if form in lexicon.verbs:
        return False
    return sure and not any(rest in lexicon.common or rest in lexicon.stop for _, rest in bare(form, "ar"))


def _capitals(words: Words, j: int, heads: Heads, lexicon: Lexicon) -> tuple[str, ...]:
    """The words with a capital that stand here, and the small ones between them."""
    last, k = j, j
    while k < min(len(words), j + LATIN_WORDS):
        surface = words.text[words.starts[k] : words.ends[k]]
        if surface[0].isupper() and words.forms[k] not in lexicon.stop:
            last = k + 1
        elif not (k > j and (words.forms[k] in heads.links or (surface == "-" and words.glued(k)))):
            break
        k += 1
    name = tuple(words.forms[j:last])
    return name if name and name[0] not in heads.common and len(name[0]) >= SHORTEST else ()


def find(words: Words, towns: Names, heads: Heads, lexicon: Lexicon) -> list[Found]:
    """Every place the learnt towns are named at, in order."""
    if not towns:
        return []
    firsts: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for name in sorted(towns, key=len, reverse=True):
        sequence = tuple(name.split(" "))
        firsts.setdefault(sequence[0], []).append((sequence, towns[name]))
    forms = with_particles(firsts, lexicon.language)
    found = []
    for i, form in enumerate(words.forms):
        if form in forms:
            hit = next(_at(words, i, firsts, heads, lexicon), None)
            if hit:
                found.append(hit)
    return found


def _at(
    words: Words,
    i: int,
    firsts: Mapping[str, list[tuple[tuple[str, ...], Entry]]],
    heads: Heads,
    lexicon: Lexicon,
) -> Iterator[Found]:
    before = words.forms[i - 1] if i else "\n"
    if before in heads.not_after:
        return
    for left_out, rest in bare(words.forms[i], lexicon.language):
        for sequence, entry in firsts.get(rest, ()):
            last = i + len(sequence)
            start = words.inside(i, left_out)
            lower = lexicon.cased and not words.text[start].isupper()
            if not lower and tuple(words.forms[i + 1 : last]) == sequence[1:]:
                name = " ".join(words.text[start : words.ends[last - 1]].split())
                yield Found(i, last, left_out, Entry("city", name, entry.link, name))
