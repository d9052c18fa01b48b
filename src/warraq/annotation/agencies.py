"""The table of news agencies and cited outlets: which name is whose, in every spelling we know."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from warraq import packs
from warraq.annotation.credit_words import CreditWords, key


@dataclass(frozen=True)
class Agency:
    """One agency: `name` is canonical; `names` and `short` are its spellings (see agencies.toml)."""

    id: str
    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]


@cache
def table() -> tuple[Agency, ...]:
    """Every agency of packs/common/agencies.toml."""
    return tuple(
        Agency(a["id"], a["name"], tuple(a.get("names", ())), tuple(a.get("short", ())))
        for a in packs.read("common", "agencies")["agency"]
    )


@cache
def _by_name() -> dict[str, Agency]:
    return {key(name): agency for agency in table() for name in agency.names}


@cache
def _by_any_name() -> dict[str, Agency]:
    return {key(short): agency for agency in table() for short in agency.short} | _by_name()


def find(name: str, words: CreditWords) -> Agency | None:
    """The agency of this key, where one can stand; `وكالة` before it and `للأنباء` after are allowed."""
    known = _by_any_name()
    for form in stripped(name, words.kinds, words.tails):
        if form in known:
            return known[form]
    return None


def stripped(name: str, kinds: frozenset[str], tails: frozenset[str]) -> Iterable[str]:
    """The key, then without words of kind before it, then without tails after it: fullest first."""
    parts = name.split()
    first = 0
    while first < len(parts) - 1 and parts[first] in kinds:
        first += 1
    last = len(parts)
    while last > first + 1 and parts[last - 1] in tails:
        last -= 1
    for i in range(first + 1):
        for j in range(len(parts), last - 1, -1):
            yield " ".join(parts[i:j])
