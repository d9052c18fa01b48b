"""Which names of a document are one person's: the fullest form, and the surname that stands for it."""

from collections.abc import Iterable

from warraq.annotation.lexicon import Lexicon
from warraq.fold import fold

FAMILY = 3  # letters of a surname in ي that may take the article
NAMESAKES = 20  # names of one document with the same first and last word; beyond, it is no prose


def _parts(name: str) -> tuple[str, ...]:
    """A name as folded words, عبد joined to the word it binds."""
    return tuple(fold(name).replace("عبد ال", "عبدال").replace("- ", "-").split())


def fullest(found: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """Every name → the fullest in the document that is the same person's.

    It has the same first and last word and more between, or more after them; where several names that
    differ have that, the name stays as it is.
    """
    parts = {name: _parts(name) for name in dict.fromkeys(found)}
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    printed: dict[tuple[str, ...], str] = {}
    for name, words in parts.items():
        printed.setdefault(words, name)
        for key in {(words[0], "…", words[-1]), *(words[:n] for n in range(2, len(words) + 1))}:
            longer.setdefault(key, set()).add(words)
    return {
        name: printed[_longest(words, longer, lexicon)] if len(words) > 1 else name
        for name, words in parts.items()
    }


def _longest(
    words: tuple[str, ...], longer: dict[tuple[str, ...], set[tuple[str, ...]]], lexicon: Lexicon
) -> tuple[str, ...]:
    """The one name that all others of this person are found in; the name itself when there is none."""
    candidates = {w for w in longer[words] if w == words or _goes_on(w[len(words)], lexicon)}
    framed = longer[words[0], "…", words[-1]]
    if len(candidates) == 1 and len(framed) <= NAMESAKES:
        candidates = {w for w in framed if _within(words, w)}
    best = max(candidates, key=lambda w: (len(w), w))
    return best if all(_within(w, best) for w in candidates) else words


def _goes_on(word: str, lexicon: Lexicon) -> bool:
    """Whether a word after a shorter name belongs to the person: ابن, آل, a surname in ي."""
    return word in lexicon.binders or (word.startswith("ال") and word.endswith("ي"))


def fullest_bodies(found: Iterable[str]) -> dict[str, str]:
    """Names of bodies, of two words or more → the one longer name that begins with it, where there is one."""
    parted = {name: _parts(name) for name in dict.fromkeys(found)}
    longer: dict[str, str] = {}
    for name, words in parted.items():
        more = [n for n, w in parted.items() if len(w) > len(words) > 1 and w[: len(words)] == words]
        best = max(more, key=len, default=name)
        if more and all(best.startswith(n) or parted[best][: len(parted[n])] == parted[n] for n in more):
            longer[name] = best
    return longer


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one name stand in the other in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def surnames(full: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """Folded surname → the full name that ends with it; none where two persons share it.

    A person only ever named by a surname stands for himself.
    """
    found: dict[str, set[str]] = {}
    parted = {name: _parts(name) for name in full}
    alone = {
        parts[0]: name
        for name, parts in parted.items()
        if len(parts) == 1 and _may_stand_alone(name, lexicon)
    }
    for name, parts in parted.items():
        if len(parts) > 1 and parts[-2] not in lexicon.binders and parts[-1] not in lexicon.never_alone:
            first = lexicon.two_surnames and len(parts) > 2 and parts[-2] not in lexicon.particles
            found.setdefault(parts[-2] if first else parts[-1].rpartition("-")[2], set()).add(name)
    unique = {surname: next(iter(of)) for surname, of in found.items() if len(of) == 1}
    with_article = {
        f"ال{s}": name for s, name in unique.items() if _of_a_family(s, lexicon) and f"ال{s}" not in found
    }
    return {s: name for s, name in alone.items() if s not in found} | with_article | unique


def _may_stand_alone(name: str, lexicon: Lexicon) -> bool:
    """Whether a single name may be someone wherever it stands: no given name, no plural, nothing with a
    pronoun."""
    word = fold(name)
    nouns = name.endswith(("ة", "ه", "ها", "هم", "ات", "اتي", "يون"))
    listed = word in lexicon.given or word in lexicon.common
    return bool(lexicon.common) and not nouns and not listed


def _of_a_family(surname: str, lexicon: Lexicon) -> bool:
    """Whether a surname may stand with the article, too: `جبلاوي`, later `الجبلاوي`."""
    known = surname in lexicon.given or surname in lexicon.nationality or surname in lexicon.common
    return not lexicon.cased and surname.endswith("ي") and len(surname) > FAMILY and not known
