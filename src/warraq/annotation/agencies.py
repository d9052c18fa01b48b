"""The table of news agencies and cited outlets: which name is whose, in every spelling we know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from warraq import packs
from warraq.annotation.credit_words import CreditWords, key, keys


@dataclass(frozen=True)
class Agency:
    """One agency: `name` is canonical; `names` and `short` are its spellings (see agencies.toml)."""

    id: str
    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    kind: str  # `agency`, `outlet`, `network`


@cache
def table() -> tuple[Agency, ...]:
    """Everyone who is credited in running text without a word of kind: packs/common/agencies.toml."""
    return tuple(_agency(row, "agency") for row in packs.read("common", "agencies")["agency"])


@cache
def outlets() -> tuple[Agency, ...]:
    """The outlets of packs/common/outlets.toml, known where a name of an outlet can stand."""
    return tuple(_agency(row, "outlet") for row in packs.read("common", "outlets")["outlet"])


def _agency(row: Mapping[str, Any], kind: str) -> Agency:
    names, short = (tuple(row.get(part, ())) for part in ("names", "short"))
    return Agency(row["id"], row["name"], names, short, row.get("kind", kind))


@cache
def _by_name() -> dict[str, Agency]:
    named = [(name, agency) for agency in (*outlets(), *table()) for name in agency.names]
    return dict(zip(keys([name for name, _ in named]), (agency for _, agency in named), strict=True))


@cache
def _by_any_name() -> dict[str, Agency]:
    every = (*outlets(), *table())
    return {key(short): agency for agency in every for short in agency.short} | _by_name()


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
