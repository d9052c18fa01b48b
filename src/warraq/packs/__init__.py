"""Packs: what Warraq knows about a language, as data only.

A pack is a folder named by its BCP 47 code (`ar`, `en`, …; `common` holds for every language) with TOML
files, one per room that reads it: `pack.toml` (name, script, function words), `rules.toml` (cleaning),
`dates.toml`, `credits.toml`, `speech.toml`, `names.toml`. Adding a language or a rule touches no Python.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from warraq.errors import UsageError

FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """The languages that have a pack, `common` left out, sorted."""
    return tuple(sorted(p.parent.name for p in FOLDER.glob("*/pack.toml") if p.parent.name != "common"))


@cache
def read(code: str, part: str) -> dict[str, Any]:
    """One TOML file of a pack as a dictionary; empty when the pack has no such part.

    Raises UsageError when there is no pack of that name or the file is not TOML.
    """
    if code != "common" and code not in codes():
        raise UsageError(f"no pack {code!r}: there are {', '.join(codes())}")
    path = FOLDER / code / f"{part}.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
