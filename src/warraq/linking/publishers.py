"""Who publishes a document, as far as telling papers apart takes it, and whether it is the agency itself."""

from collections.abc import Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.linking.grams import folded_words

_HOST = r"^[a-z]+://(?:www\.)?(?P<host>[^/:?#]+)"
_ARTICLE = "ال"


def publishers(documents: pa.Table) -> list[str]:
    """By row: the host of the page's address, else its source, else its outlet, else the document alone."""
    host = pc.struct_field(pc.extract_regex(pc.utf8_lower(documents["url"]), _HOST), 0)
    names = pc.coalesce(host, documents["source"], documents["outlet"], documents["doc_id"])
    found: list[str] = names.to_pylist()
    return found


def is_of(outlet: str | None, credit: str) -> bool:
    """Whether an outlet is the agency (or paper) that the credit names: it bears one of its names."""
    if outlet is None:
        return False
    words = _words(outlet)
    names, short = _names().get(credit, ((credit,), ()))
    return words in map(_words, short) or any(_stands_in(_words(name), words) for name in names)


@cache
def _names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Of each canonical name the spellings, and those that are words as well and must stand alone."""
    agencies = packs.read("common", "agencies")["agency"]
    return {a["name"]: (tuple(a.get("names", ())), (a["name"], *a.get("short", ()))) for a in agencies}


@cache
def _words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without articles."""
    codes, _, begins, ends = folded_words(name)
    text = codes.tobytes().decode("utf-32-le", "surrogatepass")
    words = (text[start:end] for start, end in zip(begins.tolist(), ends.tolist(), strict=True))
    return tuple(word.removeprefix(_ARTICLE) or word for word in words)


def _stands_in(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words stand in a row among the others."""
    size = len(words)
    return bool(size) and any(tuple(others[i : i + size]) == tuple(words) for i in range(len(others)))
