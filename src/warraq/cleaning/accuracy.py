"""How good cleaning is in each language, as measured (`accuracy.toml`): what a release says of itself.

`accuracy.toml` is made by `training/measure_accuracy.py`: `method` says how, then there is a table a
language. F1 and recall are those of kept characters against the body: `full` is all the text a page shows,
`light` what a permissive extractor leaves of it.
"""

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

UNMEASURED = "unmeasured"


@dataclass(frozen=True)
class Accuracy:
    """Measured in one language; a figure is None where there was no page of that kind."""

    pages: int
    f1_full: float | None = None
    recall_full: float | None = None
    f1_light: float | None = None
    recall_light: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return asdict(self)


@cache
def method() -> str:
    """How it was measured, in a few words."""
    return str(_table()["method"])


@cache
def of(language: str) -> Accuracy | None:
    """What was measured in a language (BCP 47); None where nothing was."""
    found = _table().get(language)
    return Accuracy(**found) if isinstance(found, dict) else None


def of_all(languages: list[str]) -> dict[str, Any]:
    """Method and figures of these languages for a program to read; `unmeasured` where there are none."""
    known = {code: of(code) for code in languages}
    told = {code: found.to_dict() if found else UNMEASURED for code, found in known.items()}
    return {"method": method(), "languages": told}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("warraq.cleaning").joinpath("accuracy.toml").read_text("utf-8"))
