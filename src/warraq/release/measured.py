"""How good each column is, as measured (`measured.toml`): what a release says in its data dictionary.

`measured.toml` is made by `training/measure_columns.py`: a table for each collection of gold pages, `about`
says which, and in it the figures of each column that is read in the text. `of` is how many values a figure
rests on: those of the gold, or the rows, passages or pages that `right` and `mean_error` are of. The others
are from 0 to 1: `precision` and `recall`; `right`, the share of right ones (of characters for actions, of
those found for what is said of a span); `mean_f1` over labels; `mean_error`, how far a score is on average
from the share that is right, and a share from the one counted by brute force.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from warraq import schema

COUNT = "of"
UNMEASURED = "unmeasured"


@dataclass(frozen=True)
class Collection:
    """Gold pages, in words, and the figures on them by column (`documents.title`)."""

    name: str
    about: str
    columns: dict[str, dict[str, float]]


@cache
def collections() -> tuple[Collection, ...]:
    """The collections of gold pages, in the order of the file."""
    known = tomllib.loads(files("warraq.release").joinpath("measured.toml").read_text("utf-8"))
    return tuple(Collection(name, found["about"], found["columns"]) for name, found in known.items())


def figures(table: str, column: str) -> dict[str, dict[str, float]]:
    """The figures of a column by collection; {} where nothing was measured."""
    found = {c.name: c.columns.get(f"{table}.{column}") for c in collections()}
    return {name: of_column for name, of_column in found.items() if of_column}


def in_words(table: str, column: schema.Column) -> str:
    """How good a column is, for the dictionary: its basis, and for what is read the figures."""
    if column.basis != "read":
        return column.basis
    told = figures(table, column.name)
    return "; ".join(f"{name}: {_listed(found)}" for name, found in told.items()) or UNMEASURED


def _listed(found: dict[str, float]) -> str:
    shares = ", ".join(f"{name.replace('_', ' ')} {v:.2f}" for name, v in found.items() if name != COUNT)
    return f"{shares} ({found[COUNT]:,})" if COUNT in found else shares
