"""`dataset.toml`: what a dataset is called, whose it is, and what is known of its sources.

Read strictly: an unknown key, a wrong type or an unknown pack is one clear line that names the file, the
key and what is allowed.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from warraq import packs
from warraq.errors import UsageError

FILE_NAME = "dataset.toml"
DATE_ORDERS = ("DMY", "MDY", "YMD")
RIGHTS = ("open", "unstated")


@dataclass(frozen=True)
class Creator:
    """Who made the dataset."""

    name: str
    url: str | None = None


@dataclass(frozen=True)
class Limits:
    """Where a build stops trusting its input."""

    max_chars: int = 2_000_000  # a novel has about 500,000; beyond four of them it is no news page
    archive_bytes: int = 20_000_000_000  # unpacked size of one archive
    archive_ratio: int = 200  # unpacked to packed; text packs 3 to 20 times, a bomb 1,000 and more
    quarantine: float = 0.02  # share of the documents validation may turn away before the build fails


@dataclass(frozen=True)
class Input:
    """How records are read."""

    text_column: str = "text"
    encoding: str | None = None  # declared for every file of the source; detected when absent
    columns: Mapping[str, str] = field(default_factory=dict)  # our name → name of the column in the records


@dataclass(frozen=True)
class Source:
    """What is known of every page of one source."""

    outlet: str | None = None
    url: str | None = None
    timezone: str | None = None  # IANA name
    date_order: str | None = None  # of ambiguous numeric dates
    language: str | None = None
    rights: str = "unstated"
    license: str | None = None


@dataclass(frozen=True)
class Dataset:
    """One dataset, as `dataset.toml` describes it; every field has a default that fits a bare folder."""

    name: str = "dataset"
    title: str = "Untitled dataset"
    description: str = ""
    license: str | None = None  # of the compilation and of documents whose source says nothing else
    homepage: str | None = None
    keywords: tuple[str, ...] = ()
    creators: tuple[Creator, ...] = ()
    packs: tuple[str, ...] = ()  # languages whose rules apply; empty means all
    input: Input = Input()
    limits: Limits = Limits()
    sources: Mapping[str, Source] = field(default_factory=dict)

    def source(self, name: str | None) -> Source:
        """The defaults of a source; empty ones when it is not described."""
        return self.sources.get(name or "", _NO_SOURCE)

    def pack_codes(self) -> tuple[str, ...]:
        """The packs whose rules apply."""
        return self.packs or packs.codes()


_NO_SOURCE = Source()


def load(path: Path) -> Dataset:
    """Read a `dataset.toml`. Raises UsageError, naming the file, the key and the allowed values."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None
    dataset = _build(Dataset, data, str(path), "")
    _check(dataset, str(path))
    return dataset


def _check(dataset: Dataset, where: str) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", dataset.name):
        raise UsageError(
            f"{where}: name: {dataset.name!r} must be lower-case letters, digits, '-', '_' and '.'"
        )
    for code in dataset.packs:
        if code not in packs.codes():
            raise UsageError(f"{where}: packs: no pack {code!r}; allowed: {', '.join(packs.codes())}")
    if not 0 <= dataset.limits.quarantine <= 1:
        raise UsageError(
            f"{where}: limits.quarantine: {dataset.limits.quarantine} is not a share between 0 and 1"
        )
    for name in ("max_chars", "archive_bytes", "archive_ratio"):
        if getattr(dataset.limits, name) < 1:
            raise UsageError(f"{where}: limits.{name}: must be 1 or more")
    for key, source in dataset.sources.items():
        at = f"{where}: sources.{key}"
        _one_of(source.date_order, DATE_ORDERS, f"{at}.date_order")
        _one_of(source.rights, RIGHTS, f"{at}.rights")
        if source.timezone:
            try:
                ZoneInfo(source.timezone)
            except (ZoneInfoNotFoundError, ValueError):
                raise UsageError(
                    f"{at}.timezone: no zone {source.timezone!r}; use an IANA name, as Asia/Riyadh"
                ) from None


def _one_of(value: str | None, allowed: tuple[str, ...], at: str) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"{at}: {value!r} is not allowed; allowed: {', '.join(allowed)}")


T = TypeVar("T")


def _build(kind: type[T], data: Mapping[str, Any], where: str, prefix: str) -> T:
    """A dataclass from a TOML table, its types checked; `prefix` is the dotted key it stands under."""
    hints = get_type_hints(kind)
    allowed = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    for key in data:
        if key not in allowed:
            raise UsageError(f"{where}: unknown key {prefix + key!r}; allowed: {', '.join(allowed)}")
    for f in fields(kind):  # type: ignore[arg-type]
        if f.default is MISSING and f.default_factory is MISSING and f.name not in data:
            raise UsageError(f"{where}: {prefix + f.name} is missing")
    return kind(**{k: _value(hints[k], v, where, prefix + k) for k, v in data.items()})


def _value(kind: Any, value: Any, where: str, key: str) -> Any:
    if get_origin(kind) is UnionType:
        kind = next(k for k in get_args(kind) if k is not type(None))
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise UsageError(f"{where}: {key}: must be a list")
        return tuple(_value(get_args(kind)[0], v, where, f"{key}[{i}]") for i, v in enumerate(value))
    if get_origin(kind) is Mapping:
        _must_be_table(value, where, key)
        return {k: _value(get_args(kind)[1], v, where, f"{key}.{k}") for k, v in value.items()}
    if kind not in (str, int, float):
        _must_be_table(value, where, key)
        return _build(kind, value, where, f"{key}.")
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        names = {str: "text", int: "a whole number", float: "a number"}
        raise UsageError(f"{where}: {key}: {value!r} must be {names[kind]}")
    return value


def _must_be_table(value: Any, where: str, key: str) -> None:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: {key}: must be a table, as [{key}]")
