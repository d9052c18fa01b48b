"""Short forms of persons: the surname, or the given name, that comes back to a full name of the document.

A short form (`الكاظمي`) is a person because a full form ends with it; a surname that is a nationality too
(`السوداني`) only where it is no adjective.
"""

from collections.abc import Iterable, Mapping

from warraq.annotation.name_words import LETTERS, Person
from warraq.annotation.names import Reading
from warraq.annotation.words import ARTICLE, after_and, bare, with_particles
from warraq.fold import fold


def _same_first(names: Iterable[str]) -> dict[str, str]:
    """Folded given name → the one full name of the text that begins with it."""
    found: dict[str, set[str]] = {}
    for name in names:
        parts = fold(name).split()
        if len(parts) > 1:
            found.setdefault(parts[0], set()).add(name)
    return {first: next(iter(of)) for first, of in found.items() if len(of) == 1}


def find(reading: Reading, surnames: Mapping[str, str], full: Iterable[Person]) -> list[Person]:
    """Every surname of `surnames` (folded → full name) that stands alone."""
    inside = {i for p in full for i in range(p.first, p.last)} | reading.taken
    firsts = _same_first({p.name for p in full})
    language = reading.lexicon.language
    short = {
        f
        for f in with_particles(surnames, language).intersection(reading.counts)
        if len(f) > LETTERS
        or (len(f) == LETTERS and f in surnames and f in reading.said and not _ordinary(reading, f))
    }
    found = []
    for i, form in enumerate(reading.words.forms):
        if i in inside:
            continue
        if form in firsts and _is_speaker(reading, i):
            found.append(Person(i, i + 1, 0, firsts[form]))
            continue
        if form not in short:
            continue
        for left_out, rest in bare(form, language):
            if rest in surnames and _alone(reading, i, left_out, rest):
                bound = not left_out and i - 1 not in inside and _goes_before(reading, i - 1, surnames[rest])
                person = Person(i - bound, i + 1, left_out, surnames[rest])
                if not (bound and reading.of_a_place(person.first)) and not reading.before_a_thing(person):
                    found.append(person)
                break
    return found


def _ordinary(reading: Reading, form: str) -> bool:
    """Whether a surname of three letters is a word, or a given name, as well."""
    return reading.common(form) or form in reading.lexicon.given or form in reading.lexicon.stop


def _goes_before(reading: Reading, i: int, name: str) -> bool:
    """Whether a word belongs to the surname after it: a particle, or the first of the full name."""
    first = reading.lexicon.cased and reading.form(i) == fold(name).split()[0]
    printed = reading.letters(i) not in reading.lexicon.stop_as_printed  # فإن
    return first or (printed and reading.form(i) in reading.lexicon.particles)


def _is_speaker(reading: Reading, i: int) -> bool:
    """Whether a given name alone is a person: a verb of speech before it, no more of a name after."""
    printed = reading.surface(i) not in reading.lexicon.stop_as_printed and not reading.stops(i)
    return printed and reading.form(i - 1) in reading.lexicon.verb_forms and reading.ends(i + 1)


def _alone(reading: Reading, i: int, left_out: int, form: str) -> bool:
    """Whether a surname that may be another word is a person here."""
    lexicon, before = reading.lexicon, reading.form(i - 1)
    if lexicon.cased:
        return reading.surface(i)[0].isupper()
    if i in reading.titles or any(rest in lexicon.verbs for _, rest in after_and(before, "ar")):
        return True
    noun = before.startswith(ARTICLE) and len(before) > LETTERS + 1 and before not in lexicon.stop
    if form.startswith("ال") and noun:  # الفريق الهلالي
        return False
    if form in lexicon.stop or (form in lexicon.given and not form.startswith("ال")):
        return False
    if form in lexicon.words_too and (form in lexicon.adjectives or not form.startswith("ال")):
        return False
    if form in lexicon.nationality:
        return not left_out and before not in lexicon.offices and before not in lexicon.complements
    return True
