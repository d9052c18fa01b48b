"""What place a dateline names: the link of its city or country, where the gazetteers know just one."""

from collections.abc import Iterator

import pyarrow as pa

from warraq import schema
from warraq.annotation import gazetteers
from warraq.annotation.gazetteers import Gazetteer
from warraq.annotation.words import Words, split


def linked(documents: pa.Table) -> pa.Table:
    """The documents (schema.DOCUMENTS) with `dateline_link`, read from dateline_place, title and text."""
    at = documents.schema.get_field_index("dateline_link")
    links = pa.array(list(_links(documents)), schema.TEXT)
    return documents.set_column(at, documents.schema.field(at), links)


def _links(documents: pa.Table) -> Iterator[str | None]:
    columns = (documents[name].to_pylist() for name in ("language", "dateline_place", "title", "text"))
    for language, place, title, text in zip(*columns, strict=True):
        gazetteer = gazetteers.load(language.split("-")[0]) if place else None
        yield link(place, f"{title or ''}\n{text}", gazetteer) if gazetteer else None


def link(place: str, text: str, gazetteer: Gazetteer) -> str | None:
    """`geonames:…` or `iso3166:…` of a place as a dateline prints it, in the document with this text.

    The whole of it must be a listed name; of a name that several cities bear, the one the text speaks of.
    Names that GeoNames alone knows are left: the biggest city of a name is not the one every paper means.
    """
    words = split(place)
    if not words.forms:
        return None
    if len(words) == 1 and words.forms[0] in gazetteer.ambiguous:
        entry = gazetteers.resolve(split(text), gazetteer.ambiguous[words.forms[0]])
        return entry.link if entry else None
    return _listed(words, gazetteer)


def _listed(words: Words, gazetteer: Gazetteer) -> str | None:
    same = (known for known in gazetteer.names.get(words.forms[0], ()) if known[0] == tuple(words.forms))
    links = {entry.link for _, entry in same if entry.type in ("city", "country") and entry.needs != "head"}
    return links.pop() if len(links) == 1 else None
