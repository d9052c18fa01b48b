"""Named mentions in title and text: persons, organisations, countries and cities.

What stands in the gazetteers is found first, persons in what is left (a name wins over a place in it); then
surnames that stand alone are joined to the full name they end.
"""

from collections.abc import Iterable

import pyarrow as pa

from warraq import schema
from warraq.annotation import gazetteers, lexicon, same_person
from warraq.annotation.gazetteers import Found
from warraq.annotation.lexicon import Lexicon
from warraq.annotation.names import Person, Reading
from warraq.annotation.words import Words, split

Row = tuple[str, int, int, str, str, str, str | None]


def annotate(documents: pa.Table) -> pa.Table:
    """The `mentions` of documents (doc_id, title, text, language): in their order, title first, by start.

    A language whose pack knows no names has none.
    """
    rows: list[tuple[object, ...]] = []
    columns = [documents[name].to_pylist() for name in ("doc_id", "title", "text", "language")]
    for doc_id, title, text, language in zip(*columns, strict=True):
        found = read(title, text, language.split("-")[0])
        rows += [(doc_id, seq, *row) for seq, row in enumerate(found)]
    arrays = zip(*rows, strict=True) if rows else ([] for _ in schema.MENTIONS.columns)
    return pa.table(
        [pa.array(list(a), f.type) for a, f in zip(arrays, schema.MENTIONS.schema, strict=True)],
        schema=schema.MENTIONS.schema,
    )


def read(title: str | None, text: str, language: str) -> list[Row]:
    """The mentions of one document: (target, start, end, surface, type, name, link)."""
    gazetteer, known_names = gazetteers.load(language), lexicon.load(language)
    if gazetteer is None or known_names is None:
        return []
    targets = {"title": split(title or ""), "text": split(text)}
    known = {t: gazetteers.find(words, gazetteer) for t, words in targets.items()}
    readings = {t: _reading(words, known[t], known_names) for t, words in targets.items()}
    full = {t: reading.full_names() for t, reading in readings.items()}
    fullest = same_person.fullest((p.name for t in ("text", "title") for p in full[t]), known_names)
    surnames = same_person.surnames(fullest.values(), known_names)
    rows: list[Row] = []
    for target, words in targets.items():
        people = full[target] + readings[target].short_forms(surnames, full[target])
        rows += _rows(target, words, known[target], people, fullest)
    return rows


def _reading(words: Words, known: Iterable[Found], known_names: Lexicon) -> Reading:
    """A text to be read for persons: organisations and countries are taken, cities may be surnames."""
    taken: set[int] = set()
    places: set[int] = set()
    for found in known:
        (places if found.entry.type == "city" else taken).update(range(found.first, found.last))
    return Reading(words, known_names, taken, places)


def _rows(
    target: str, words: Words, known: list[Found], people: list[Person], fullest: dict[str, str]
) -> list[Row]:
    covered = {i for p in people for i in range(p.first, p.last)}
    spans: list[tuple[int, int, int, str, str, str | None]] = [
        (p.first, p.last, p.left_out, "person", fullest.get(p.name, p.name), None) for p in people
    ]
    spans += [
        (f.first, f.last, f.left_out, f.entry.type, f.entry.name, f.entry.link)
        for f in known
        if covered.isdisjoint(range(f.first, f.last))
    ]
    rows: list[Row] = []
    for first, last, left_out, kind, name, link in sorted(spans, key=lambda s: s[:2]):
        start, end = words.inside(first, left_out), words.ends[last - 1]
        rows.append((target, start, end, words.text[start:end], kind, name, link))
    return rows
