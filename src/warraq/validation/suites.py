"""The suites: one JSON file per table in `expectations/`, in the form of Great Expectations, read strictly.

Left to itself the library drops an unknown expectation or a bad severity with a line in a log, and passes
an empty suite. Here each of these is an error that names the file and the expectation.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from warraq import labels, schema
from warraq.errors import UsageError
from warraq.validation.facts import FACTS
from warraq.validation.moments import SHAPES

SEVERITIES: Final = ("critical", "warning", "info")
ON_FAILURE: Final[Mapping[str, tuple[str, ...]]] = {
    "critical": ("stop", "quarantine"),
    "warning": ("warn",),
    "info": ("warn",),
}
"""What may happen when a rule of each severity fails."""

_SUITE_KEYS: Final = ("name", "expectations", "meta", "notes")
_EXPECTATION_KEYS: Final = ("type", "kwargs", "severity", "meta")
_META_KEYS: Final = ("rule_id", "description", "on_failure")
_COLUMN_KWARGS: Final = ("column", "column_A", "column_B", "column_list")
_NOT_OF_DOCUMENTS: Final = ("reuse", "credit_wording", "site_lines", "exclusions")
"""Tables whose rows belong to no one document, so that none can be turned away for them."""

PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "actions": tuple(sorted(set(labels.ACTIONS.values()))),
    "document_columns": tuple(schema.DOCUMENTS.schema.names),
    "labels": labels.LABELS,
    "wording_bases": tuple(schema.WORDING_BASES),
    "precisions": tuple(SHAPES),
    "reasons": tuple(schema.REASONS),
}
"""Closed lists kept in the code; a suite names one as `{"$PARAMETER": "labels"}` instead of copying it."""


@dataclass(frozen=True)
class Rule:
    """One expectation of a suite."""

    rule_id: str
    table: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    on_failure: str
    description: str

    @property
    def mostly(self) -> float:
        """The share of rows that must hold."""
        return float(self.kwargs.get("mostly", 1.0))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns and facts it looks at."""
        named = [self.kwargs[key] for key in _COLUMN_KWARGS if key in self.kwargs]
        return tuple(c for columns in named for c in ([columns] if isinstance(columns, str) else columns))

    @property
    def about_rows(self) -> bool:
        """Whether it answers for each row; else for the table as a whole."""
        return bool(self.columns)


@dataclass(frozen=True)
class Suites:
    """The rules of every table, in the order of their files."""

    rules: Mapping[str, tuple[Rule, ...]]


def load_suites(folder: Path | None = None) -> Suites:
    """Read the suites of `folder`: one `<table>.json` for every table of the schema and nothing else.

    The default is the project's own `expectations/`. Raises UsageError, naming the file and the expectation.
    """
    folder = folder or suites_folder()
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of suites")
    for path in sorted(folder.glob("*.json")):
        if path.stem not in schema.TABLES:
            raise UsageError(f"{path}: no table {path.stem!r}; allowed: {', '.join(schema.TABLES)}")
    texts = []
    for table in schema.TABLES:
        path = folder / f"{table}.json"
        try:
            texts.append((table, path.read_text("utf-8")))
        except FileNotFoundError:
            raise UsageError(f"{path}: the suite of the table {table!r} is missing") from None
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: {error}") from None
    return _parse(folder, tuple(texts))


def suites_folder() -> Path:
    """The project's own suites: inside the package in a wheel, at the repository's root in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "expectations"
    return installed if installed.is_dir() else package.parents[1] / "expectations"


@lru_cache(maxsize=4)
def _parse(folder: Path, texts: tuple[tuple[str, str], ...]) -> Suites:
    suites: dict[str, tuple[Rule, ...]] = {}
    seen: dict[str, Path] = {}
    for table, text in texts:
        path = folder / f"{table}.json"
        suites[table] = tuple(_rules(path, table, text))
        for rule in suites[table]:
            if rule.rule_id in seen:
                raise UsageError(
                    f"{path}: {rule.rule_id}: the rule_id is taken already, in {seen[rule.rule_id]}"
                )
            seen[rule.rule_id] = path
    return Suites(suites)


def _rules(path: Path, table: str, text: str) -> list[Rule]:
    try:
        suite = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    _keys(suite, _SUITE_KEYS, ("name", "expectations"), f"{path}")
    if suite["name"] != table:
        raise UsageError(f"{path}: name: {suite['name']!r} must be {table!r}, the table the suite is for")
    if not isinstance(suite["expectations"], list) or not suite["expectations"]:
        raise UsageError(f"{path}: expectations: an empty suite would pass anything; list at least one")
    rules: list[Rule] = []
    for number, entry in enumerate(suite["expectations"]):
        rule = _rule(entry, table, f"{path}: expectations[{number}]")
        for other in rules:
            if (other.type, other.kwargs) == (rule.type, rule.kwargs):
                raise UsageError(f"{path}: {rule.rule_id}: says the same as {other.rule_id}; remove one")
        rules.append(rule)
    return rules


def _rule(entry: Any, table: str, where: str) -> Rule:
    _keys(entry, _EXPECTATION_KEYS, _EXPECTATION_KEYS, where)
    meta = entry["meta"]
    _keys(meta, _META_KEYS, ("rule_id",), f"{where}.meta")
    where = f"{where} ({meta['rule_id']})"
    _keys(meta, _META_KEYS, _META_KEYS, f"{where}.meta")
    for key in _META_KEYS:
        if not isinstance(meta[key], str) or not meta[key].strip():
            raise UsageError(f"{where}: meta.{key}: must be text")
    if not meta["rule_id"].startswith(f"{table}."):
        raise UsageError(f"{where}: meta.rule_id: must begin with {table + '.'!r}")
    if entry["severity"] not in SEVERITIES:
        raise UsageError(f"{where}: severity: {entry['severity']!r}; allowed: {', '.join(SEVERITIES)}")
    _keys(entry["kwargs"], None, (), f"{where}.kwargs")
    rule = Rule(table=table, type=entry["type"], kwargs=entry["kwargs"], severity=entry["severity"], **meta)
    _check_on_failure(rule, where)
    _check_kwargs(rule, where)
    _check_with_library(rule, where)
    return rule


def _keys(value: Any, allowed: Iterable[str] | None, needed: Iterable[str], where: str) -> None:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: must be an object")
    for key in value if allowed is not None else ():
        if key not in (allowed or ()):
            raise UsageError(f"{where}: unknown key {key!r}; allowed: {', '.join(allowed or ())}")
    for key in needed:
        if key not in value:
            raise UsageError(f"{where}: {key} is missing")


def _check_on_failure(rule: Rule, where: str) -> None:
    allowed = ON_FAILURE[rule.severity]
    if rule.on_failure not in allowed:
        raise UsageError(
            f"{where}: meta.on_failure: {rule.on_failure!r};"
            f" allowed for {rule.severity}: {', '.join(allowed)}"
        )
    if rule.on_failure == "quarantine" and (rule.table in _NOT_OF_DOCUMENTS or not rule.about_rows):
        raise UsageError(
            f"{where}: meta.on_failure: quarantine needs rows that belong to one document; use stop"
        )
    if rule.severity == "critical" and rule.mostly < 1:
        raise UsageError(f"{where}: mostly: a critical rule holds for every row, whatever the shard")


def _check_kwargs(rule: Rule, where: str) -> None:
    known = [*schema.TABLES[rule.table].schema.names, *FACTS[rule.table]]
    for column in rule.columns:
        if column not in known:
            raise UsageError(f"{where}: no column {column!r} in {rule.table}; allowed: {', '.join(known)}")
    for key, value in rule.kwargs.items():
        if isinstance(value, dict) and value.get("$PARAMETER") not in PARAMETERS:
            raise UsageError(f"{where}: {key}: {value} is no list we have; allowed: {', '.join(PARAMETERS)}")
    if "regex" in rule.kwargs:
        _check_regex(str(rule.kwargs["regex"]), where)


def _check_regex(regex: str, where: str) -> None:
    """Only what RE2 reads runs in linear time, whatever the text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        pc.match_substring_regex(pa.array([""]), regex)
    except pa.ArrowInvalid as error:
        raise UsageError(f"{where}: regex: must be one RE2 can read: {error}") from None


def _check_with_library(rule: Rule, where: str) -> None:
    """The library knows the expectation and takes its arguments."""
    from great_expectations.compatibility.pydantic import ValidationError
    from great_expectations.exceptions import ExpectationNotFoundError

    try:
        expectation_of(rule)
    except ExpectationNotFoundError:
        raise UsageError(f"{where}: type: no expectation {rule.type!r}") from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UsageError(f"{where}: kwargs: {faults}") from None


def expectation_of(rule: Rule) -> Any:
    """The rule as an expectation of the library; raises what the library raises."""
    from warraq.validation.library import ExpectationConfiguration

    return ExpectationConfiguration(
        type=rule.type,
        kwargs=dict(rule.kwargs),
        severity=rule.severity,
        meta={"rule_id": rule.rule_id},
    ).to_domain_obj()
