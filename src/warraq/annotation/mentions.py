"""Named mentions in title and text: persons, organisations, countries and cities.

What stands in the gazetteers is found first, then organisations by their shape and the towns the document
makes known, then persons in what is left (a name wins over a place in it); then surnames that stand alone are
joined to the full name they end.
"""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from warraq import schema
from warraq.annotation import (
    bodies,
    clubs,
    gazetteers,
    lexicon,
    organisations,
    same_person,
    short_names,
    towns,
)
from warraq.annotation.gazetteers import Found, Gazetteer
from warraq.annotation.lexicon import Lexicon
from warraq.annotation.name_words import Person
from warraq.annotation.names import Reading
from warraq.annotation.words import Words, bare, split
from warraq.fold import fold

Row = tuple[str, int, int, str, str, str, str | None]
Targets = Mapping[str, Words]


def annotate(documents: pa.Table) -> pa.Table:
    """The `mentions` of documents: in their order, title first, by start.

    Reads doc_id, title, text, language, dateline_place and outlet. A language whose pack knows no names has
    none.
    """
    rows: list[tuple[object, ...]] = []
    names = ("doc_id", "language", "title", "text", "dateline_place", "outlet")
    for doc_id, language, *of_document in zip(*(documents[n].to_pylist() for n in names), strict=True):
        found = read(*of_document, language=language.split("-")[0])
        rows += [(doc_id, seq, *row) for seq, row in enumerate(found)]
    arrays = zip(*rows, strict=True) if rows else ([] for _ in schema.MENTIONS.columns)
    return pa.table(
        [pa.array(list(a), f.type) for a, f in zip(arrays, schema.MENTIONS.schema, strict=True)],
        schema=schema.MENTIONS.schema,
    )


def read(
    title: str | None, text: str, dateline: str | None = None, outlet: str | None = None, *, language: str
) -> list[Row]:
    """The mentions of one document: (target, start, end, surface, type, name, link).

    `dateline` and `outlet` are the place and the outlet read from the page, where it has them.
    """
    gazetteer, known_names = gazetteers.load(language), lexicon.load(language)
    if gazetteer is None or known_names is None:
        return []
    targets = {"title": split(title or ""), "text": split(text)}
    known = _known(targets, gazetteer, known_names, dateline, outlet)
    readings = {t: _reading(words, known[t], known_names) for t, words in targets.items()}
    full = {t: reading.full_names() for t, reading in readings.items()}
    fullest = same_person.fullest((p.name for t in ("text", "title") for p in full[t]), known_names)
    surnames = _renowned(readings.values(), known_names) | same_person.surnames(fullest.values(), known_names)
    fullest |= {name: surnames[fold(name)] for name in fullest if fold(name) in surnames}
    fullest |= same_person.fullest_bodies(
        f.entry.name for found in known.values() for f in found if f.entry.type == "organisation"
    )
    rows: list[Row] = []
    for target, words in targets.items():
        people = full[target] + short_names.find(readings[target], surnames, full[target])
        rows += _rows(target, words, known[target], people, fullest)
    return rows


def _renowned(readings: Iterable[Reading], names: Lexicon) -> dict[str, str]:
    """Of the people whom one name is enough for, those these texts may name: folded → as printed."""
    forms = {f for r in readings for f in names.renowned_forms.intersection(r.counts)}
    spoken = {rest for f in forms for _, rest in bare(f, names.language) if rest in names.renowned}
    return {rest: names.renowned[rest] for rest in spoken}


def _known(
    targets: Targets, gazetteer: Gazetteer, names: Lexicon, dateline: str | None, outlet: str | None
) -> dict[str, list[Found]]:
    """Organisations, countries and cities of each target, in order, none over another."""
    shapes, heads = organisations.load(gazetteer.language), towns.load(gazetteer.language)
    kinds, teams = bodies.load(gazetteer.language), clubs.load(gazetteer.language)
    learnt = towns.learn(targets.values(), heads, names, dateline) if heads else {}
    own = gazetteers.own_names(outlet, gazetteer)
    found: dict[str, list[Found]] = {}
    for target, words in targets.items():
        listed = [f for f in gazetteers.find(words, gazetteer) if not _common(words, f, names)]
        places = list(towns.find(words, learnt, heads, names)) if heads else []
        at = {f.first: f.last for f in [*listed, *places] if f.entry.type != "organisation"}
        listed_bodies = {f.first for f in listed if f.entry.type == "organisation"}
        shaped = organisations.find(words, shapes, names, at, listed_bodies) if shapes else []
        if kinds:
            shaped += bodies.find(words, kinds, names.stop)
            shaped += bodies.short_forms(words, shaped, _no_short_form(names, kinds, listed))
        shaped += clubs.find(words, teams) if teams else []
        again = gazetteers.named_again(words, listed, own, gazetteer.language)
        found[target] = _longest([*listed, *shaped, *again, *places])
    return found


def _no_short_form(names: Lexicon, kinds: bodies.Kinds, listed: Iterable[Found]) -> frozenset[str]:
    """Words that do not stand for a body by themselves, though they begin its name."""
    known = (form for f in listed for form in f.entry.alias.lower().split())
    return names.given | names.stop | names.nationality | names.honorifics | kinds.any | frozenset(known)


def _common(words: Words, found: Found, names: Lexicon) -> bool:
    """Whether a word that may be a particle and a name is a common word: `كسرت`, and no city."""
    return bool(found.left_out) and words.forms[found.first] in names.common


def _longest(found: list[Found]) -> list[Found]:
    """Of names that stand over one another the longest, the one named first of equals; in order."""
    kept: list[Found] = []
    taken: set[int] = set()
    for each in sorted(found, key=lambda f: f.first - f.last):
        span = range(each.first, each.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(each)
    return sorted(kept, key=lambda f: f.first)


def _reading(words: Words, known: Iterable[Found], known_names: Lexicon) -> Reading:
    """A text to be read for persons: organisations and countries are taken, cities may be surnames."""
    taken: set[int] = set()
    places: set[int] = set()
    for found in known:
        (taken if found.entry.type in ("organisation", "country") else places).update(
            range(found.first, found.last)
        )
    return Reading(words, known_names, taken, places)


def _rows(
    target: str, words: Words, known: list[Found], people: list[Person], fullest: dict[str, str]
) -> list[Row]:
    covered = {i for p in people for i in range(p.first, p.last)}
    spans: list[tuple[int, int, int, str, str, str | None]] = [
        (p.first, p.last, p.left_out, "person", fullest.get(p.name, p.name), None) for p in people
    ]
    spans += [
        (f.first, f.last, f.left_out, f.entry.type, fullest.get(f.entry.name, f.entry.name), f.entry.link)
        for f in known
        if f.entry.type != gazetteers.NO_MENTION and covered.isdisjoint(range(f.first, f.last))
    ]
    rows: list[Row] = []
    for first, last, left_out, kind, name, link in sorted(spans, key=lambda s: s[:2]):
        start, end = words.inside(first, left_out), words.ends[last - 1]
        rows.append((target, start, end, words.text[start:end], kind, name, link))
    return rows
