"""The tables held against their suites: for each rule, how many rows failed and which."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from heapq import nsmallest
from typing import Any, Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.validation.facts import NEEDS, facts_of
from warraq.validation.suites import PARAMETERS, Rule, Suites, expectation_of

EXAMPLES: Final = 5
"""Failing rows named per rule: enough to see a pattern, few enough to read."""
NOT_CHECKED: Final = "not checked: the tables do not follow their schemas"


@dataclass(frozen=True)
class RuleResult:
    """What came of one rule: over one shard, or over the release once merged."""

    rule_id: str
    table: str
    type: str
    description: str
    severity: str
    on_failure: str
    mostly: float  # share of rows that must hold
    rows: int  # rows the rule has something to say of
    failed: int
    examples: tuple[str, ...]  # keys of failing rows, the smallest ones
    error: str | None  # what the check itself died of

    @property
    def success(self) -> bool:
        return self.error is None and self.failed <= (1 - self.mostly) * self.rows

    @property
    def stops(self) -> bool:
        """Whether the release must not go out: a critical rule failed as a whole, or a check died."""
        return self.error is not None or (self.on_failure == "stop" and not self.success)

    def line(self) -> str:
        """One line for a terminal."""
        if self.error is not None:
            return f"{self.rule_id}: the check failed: {self.error}"
        such = f" (as {self.examples[0]})" if self.examples else ""
        return f"{self.rule_id}: {self.failed:,} of {self.rows:,} fail{such}: {self.description}"


@dataclass(frozen=True)
class Outcome:
    """What came of one call of `check`: plain data, the same in whatever process it was found."""

    results: tuple[RuleResult, ...]
    quarantined: tuple[tuple[str, str], ...]  # (doc_id, rule_id), sorted

    def to_dict(self) -> dict[str, Any]:
        """For JSON; `from_dict` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        results = (RuleResult(**{**r, "examples": tuple(r["examples"])}) for r in data["results"])
        return cls(tuple(results), tuple((doc_id, rule_id) for doc_id, rule_id in data["quarantined"]))


def check(tables: Mapping[str, pa.Table], suites: Suites, *, index: pa.Table | None = None) -> Outcome:
    """Hold the tables of one shard against their suites.

    A table is checked with those it refers to, so they must be at hand (`facts.NEEDS`); `reuse` and the
    links between documents refer to the whole release: `index` has `doc_id` and `chars` of every document
    in it, and may be left out when the documents at hand are all there are.
    """
    for name in tables:
        if missing := [need for need in NEEDS[name] if need not in tables]:
            raise ValueError(f"{name} is checked together with {', '.join(missing)}")
    tables = {name: tables[name].combine_chunks() for name in schema.TABLES if name in tables}
    differences = {name: differences_from_schema(name, table) for name, table in tables.items()}
    sound = not any(differences.values())
    if index is None:
        index = tables["documents"] if "documents" in tables and sound else schema.DOCUMENTS.empty()
    results: list[RuleResult] = []
    quarantined: set[tuple[str, str]] = set()
    for name in tables:
        rules = suites.rules[name]
        able = rules if sound else tuple(r for r in rules if not r.about_rows)
        found = _Found(name, tables, index, differences[name], able)
        for rule in rules:
            result, failing = found.of(rule) if rule in able else (_result(rule, 0, 0, (), NOT_CHECKED), None)
            results.append(result)
            if rule.on_failure == "quarantine" and failing is not None:
                turned_away = tables[name]["doc_id"].take(failing).unique().to_pylist()
                quarantined.update((doc_id, rule.rule_id) for doc_id in turned_away)
    return Outcome(tuple(results), tuple(sorted(quarantined)))


def differences_from_schema(name: str, table: pa.Table) -> list[str]:
    """What sets a table apart from the schema: columns, order, types, nulls and NaN where none may be."""
    wanted = schema.TABLES[name].schema
    if table.schema.names != wanted.names:
        missing = [f"{c} is missing" for c in wanted.names if c not in table.schema.names]
        unknown = [f"{c} is not in the schema" for c in table.schema.names if c not in wanted.names]
        return missing + unknown or ["the columns are not in the order of the schema"]
    found = []
    for field in wanted:
        column = table[field.name]
        if not _same_type(column.type, field.type):
            found.append(f"{field.name} is {column.type}, not {field.type}")
        elif not field.nullable and column.null_count:
            found.append(f"{field.name} has {column.null_count:,} nulls")
        elif pa.types.is_list(field.type) and pc.list_flatten(column).null_count:
            found.append(f"{field.name} has null items")
        elif pa.types.is_floating(field.type) and pc.any(pc.is_nan(column)).as_py():
            found.append(f"{field.name} has values that are no number")
    return found


def _same_type(a: pa.DataType, b: pa.DataType) -> bool:
    """Equal types; whether the items of a list may be null is for the values to say."""
    if pa.types.is_list(a) and pa.types.is_list(b):
        return bool(a.value_type == b.value_type)
    return bool(a == b)


class _Found:
    """The library's verdicts on one table, by rule."""

    def __init__(
        self,
        name: str,
        tables: Mapping[str, pa.Table],
        index: pa.Table,
        differences: list[str],
        rules: tuple[Rule, ...],
    ) -> None:
        from warraq.validation import library

        self.table, self.differences = tables[name], differences
        columns = sorted({column for rule in rules for column in rule.columns})
        facts = facts_of(name, tables, index) if columns else {}
        frame = _frame(pa.table({c: facts[c] if c in facts else self.table[c] for c in columns}))
        frame.attrs[library.DIFFERENCES] = differences
        parameters = {key: list(values) for key, values in PARAMETERS.items()}
        checks = [expectation_of(rule) for rule in rules]
        self.verdicts = {
            verdict.expectation_config.meta["rule_id"]: verdict
            for verdict in library.validate(frame, name, checks, parameters)
        }

    def of(self, rule: Rule) -> tuple[RuleResult, pa.Array | None]:
        """The result of one rule, and the failing rows of its table."""
        verdict = self.verdicts[rule.rule_id]
        if (error := _error(verdict.exception_info)) is not None:
            return _result(rule, 0, 0, (), error), None
        if not rule.about_rows:
            rows = len(schema.TABLES[rule.table].columns)
            return _result(
                rule, rows, len(self.differences), tuple(sorted(self.differences)[:EXAMPLES])
            ), None
        counts = verdict.result
        failing = pa.array(counts["unexpected_index_list"] or [], pa.int64())
        rows = counts["element_count"] - counts.get("missing_count", 0)
        examples = nsmallest(EXAMPLES, set(self._keys(rule.table, failing)))
        return _result(rule, rows, len(failing), tuple(examples)), failing

    def _keys(self, name: str, rows: pa.Array) -> list[str]:
        columns = [*schema.TABLES[name].key, *(("path",) if name == "documents" else ())]
        parts = [pc.cast(self.table[column].take(rows), pa.string()) for column in columns]
        keys: list[str] = pc.binary_join_element_wise(*parts, " ").to_pylist()
        return keys


def _frame(table: pa.Table) -> Any:
    """As a frame; numbers in 64 bits, the only width the library compares at once and not one by one."""
    widened = [
        pa.int64() if pa.types.is_integer(t) else pa.float64() if pa.types.is_floating(t) else t
        for t in table.schema.types
    ]
    columns = zip(table.schema.names, widened, table.columns, strict=True)
    return pa.table({name: column.cast(kind) for name, kind, column in columns}).to_pandas()


def _result(
    rule: Rule, rows: int, failed: int, examples: tuple[str, ...], error: str | None = None
) -> RuleResult:
    return RuleResult(
        rule_id=rule.rule_id,
        table=rule.table,
        type=rule.type,
        description=rule.description,
        severity=rule.severity,
        on_failure=rule.on_failure,
        mostly=rule.mostly,
        rows=rows,
        failed=failed,
        examples=examples,
        error=error,
    )


def _error(info: Mapping[str, Any] | None) -> str | None:
    """What an expectation died of: told flat, or per metric."""
    entries = [info or {}] if "raised_exception" in (info or {}) else list((info or {}).values())
    for entry in entries:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message") or "unknown").strip().splitlines()[0]
    return None
