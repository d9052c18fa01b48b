"""Warraq: raw news-page text in, a clean, documented, versioned open dataset out.

    import warraq
    page = warraq.clean("…the text of a page…")
    page["title"], page["text"], page["published"]

The public names, each imported when it is first used: `clean`, `build`, `verify`, `evaluate`,
`parse_date`, `load_dataset`, `load_profiles`, `Dataset`, `UsageError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warraq.annotation.dates import parse as parse_date
    from warraq.dataset import Dataset
    from warraq.dataset import load as load_dataset
    from warraq.errors import UsageError
    from warraq.evaluation import evaluate
    from warraq.pages import clean
    from warraq.profiles import load as load_profiles
    from warraq.release import verify
    from warraq.steps import build

__version__ = "0.9.0"

__all__ = [
    "Dataset",
    "UsageError",
    "build",
    "clean",
    "evaluate",
    "load_dataset",
    "load_profiles",
    "parse_date",
    "verify",
]

_HOMES = {
    "Dataset": ("warraq.dataset", "Dataset"),
    "UsageError": ("warraq.errors", "UsageError"),
    "build": ("warraq.steps", "build"),
    "clean": ("warraq.pages", "clean"),
    "evaluate": ("warraq.evaluation", "evaluate"),
    "load_dataset": ("warraq.dataset", "load"),
    "load_profiles": ("warraq.profiles", "load"),
    "parse_date": ("warraq.annotation.dates", "parse"),
    "verify": ("warraq.release", "verify"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'warraq' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
