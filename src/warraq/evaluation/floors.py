"""Pinned minima: figures that may not fall."""

import json
from collections.abc import Mapping
from pathlib import Path

from warraq.errors import UsageError


def below_floors(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line for every figure under its pinned minimum; UsageError for a floor of no known figure."""
    short = []
    for name, floor in floors.items():
        if name not in figures:
            raise UsageError(f"floor {name!r} is no figure; there are {', '.join(figures)}")
        if figures[name] < floor:
            short.append(f"{name} is {figures[name]:.4f}, under its floor {floor:.4f}")
    return short


def read_floors(path: Path, gold: str) -> dict[str, float]:
    """The floors of a gold out of a JSON object {gold: {figure: floor}}.

    `gold` is what a report calls it: the path of its file, with `:full` or `:light` behind where it has
    regimes. Keys match its end. Raises UsageError when none is pinned for it.
    """
    try:
        every = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    matching = [name for name in every if gold.endswith(f"/{name}")]
    if matching:
        return dict(every[max(matching, key=len)])
    raise UsageError(f"{path}: no floors for {gold}; there are {', '.join(every)}")
