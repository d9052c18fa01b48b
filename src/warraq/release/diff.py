"""What changed between two releases: rows by key, columns, tables.

Both sides are read as sorted streams and merged, so memory does not grow with the release.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from warraq import schema
from warraq.errors import UsageError
from warraq.release.cells import json_rows
from warraq.release.hashing import data_columns
from warraq.release.rows import parquet_path, read_table, row_groups

LEARNT: Final = ("site_lines",)
"""Tables that sum up the corpus: their counts change whenever it grows, and nobody's reference breaks."""
EXAMPLES: Final = 5
"""Keys named for each kind of change, so that a reader can go and look."""

Tables = Callable[[str], Iterator[pa.Table]]
Key = tuple[Any, ...]
Row = tuple[Key, bytes]


@dataclass
class TableDiff:
    """What changed in one table; `columns` counts, for rows that changed, the columns that did."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    columns_redefined: list[str] = field(default_factory=list)  # another type, unit or nullability
    examples: dict[str, list[list[Any]]] = field(default_factory=dict)

    @property
    def breaking(self) -> bool:
        """Whether who relied on the old table may be let down."""
        return bool(self.removed or self.changed or self.columns_removed or self.columns_redefined)

    @property
    def empty(self) -> bool:
        return not (self.breaking or self.added or self.columns_added)

    def count(self, kind: str, key: Key) -> None:
        """Count one row `added`, `removed` or `changed`."""
        setattr(self, kind, getattr(self, kind) + 1)
        examples = self.examples.setdefault(kind, [])
        if len(examples) < EXAMPLES:
            examples.append(list(key))


@dataclass
class Diff:
    """What changed, by table. A first release has everything added to nothing."""

    tables: dict[str, TableDiff] = field(default_factory=dict)
    tables_added: list[str] = field(default_factory=list)
    tables_removed: list[str] = field(default_factory=list)

    @property
    def breaking(self) -> bool:
        """Rows or columns removed or altered somewhere: a major version."""
        return bool(self.tables_removed) or any(
            t.breaking for name, t in self.tables.items() if name not in LEARNT
        )

    @property
    def empty(self) -> bool:
        return not (self.tables_added or self.tables_removed) and all(t.empty for t in self.tables.values())

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def to_json(self) -> str:
        """One line for a program to read."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def summary(self) -> str:
        """A few lines for a person: counts per table, columns, examples of keys."""
        lines = [f"table {n}: new" for n in self.tables_added] + [
            f"table {n}: gone" for n in self.tables_removed
        ]
        for name, table in self.tables.items():
            if not table.empty:
                lines.append(f"{name}: {table.added} added, {table.removed} removed, {table.changed} changed")
                lines += [f"  {line}" for line in _particulars(table)]
        return "\n".join(lines) or "no difference"


def _particulars(table: TableDiff) -> Iterator[str]:
    for what in ("added", "removed", "redefined"):
        if columns := getattr(table, f"columns_{what}"):
            yield f"columns {what}: {', '.join(columns)}"
    if table.columns:
        yield "changed in " + ", ".join(f"{name} ({count})" for name, count in table.columns.items())
    for kind, keys in table.examples.items():
        yield f"{kind}, as: " + ", ".join("/".join(map(str, key)) for key in keys)


def compare(previous: Path | None, tables: Tables) -> Diff:
    """What `tables` (in key order, as schema.py has them) change against the release before them."""
    diff = Diff()
    for spec in schema.TABLES.values():
        if previous is None:
            diff.tables[spec.name] = TableDiff(added=sum(t.num_rows for t in tables(spec.name)))
        elif not parquet_path(previous, spec.name).is_file():
            diff.tables_added.append(spec.name)
            diff.tables[spec.name] = TableDiff(added=sum(t.num_rows for t in tables(spec.name)))
        else:
            old = _stored_schema(previous, spec.name)
            diff.tables[spec.name] = _compare(
                spec, old, spec.schema, read_table(previous, spec.name), tables(spec.name)
            )
    if previous is not None:
        diff.tables_removed = sorted(_table_names(previous) - set(schema.TABLES))
    return diff


def between(old: Path, new: Path) -> Diff:
    """What changed from one release directory to another. Raises UsageError when either is none."""
    for release in (old, new):
        if not _table_names(release):
            raise UsageError(f"{release}: not a release directory; it has no data/*.parquet")
    before, after = _table_names(old), _table_names(new)
    diff = Diff(tables_added=sorted(after - before), tables_removed=sorted(before - after))
    for spec in schema.TABLES.values():
        if spec.name in before & after:
            diff.tables[spec.name] = _compare(
                spec,
                _stored_schema(old, spec.name),
                _stored_schema(new, spec.name),
                read_table(old, spec.name),
                read_table(new, spec.name),
            )
    return diff


def _table_names(release: Path) -> set[str]:
    return {p.stem for p in (release / "data").glob("*.parquet")}


def _stored_schema(release: Path, name: str) -> pa.Schema:
    return pq.read_schema(parquet_path(release, name))


def as_stored(defined: pa.Schema) -> pa.Schema:
    """A schema as Parquet gives it back: it has no seconds, and names the items of a list itself."""
    sink = pa.BufferOutputStream()
    pq.write_table(defined.empty_table(), sink)
    return pq.read_schema(pa.BufferReader(sink.getvalue()))


def _compare(
    spec: schema.Table, old: pa.Schema, new: pa.Schema, before: Iterable[pa.Table], after: Iterable[pa.Table]
) -> TableDiff:
    diff = TableDiff(
        columns_added=[n for n in new.names if n not in old.names],
        columns_removed=[n for n in old.names if n not in new.names],
        columns_redefined=_redefined(old, as_stored(new)),
    )
    gone = {*diff.columns_removed, *diff.columns_redefined}
    common = [n for n in data_columns(spec) if n in old.names and n not in gone]
    if all(name in common for name in spec.key):
        rows = pa.schema([new.field(n) for n in common])
        _merge(_rows(before, rows, spec.key), _rows(after, rows, spec.key), diff)
    return diff


def _redefined(old: pa.Schema, new: pa.Schema) -> list[str]:
    return [
        f.name
        for f in new
        if f.name in old.names and (not f.equals(old.field(f.name)) or _unit(f) != _unit(old.field(f.name)))
    ]


def _unit(column: pa.Field) -> bytes | None:
    return (column.metadata or {}).get(b"unit")


def _rows(tables: Iterable[pa.Table], columns: pa.Schema, key: tuple[str, ...]) -> Iterator[Row]:
    for group in row_groups(tables, columns):
        keys = zip(*(group[name].to_pylist() for name in key), strict=True)
        yield from zip(keys, json_rows(group).cast(pa.large_binary()).to_pylist(), strict=True)


def _merge(before: Iterator[Row], after: Iterator[Row], diff: TableDiff) -> None:
    old, new = next(before, None), next(after, None)
    while old or new:
        if new is None or (old is not None and old[0] < new[0]):
            assert old is not None
            diff.count("removed", old[0])
            old = next(before, None)
        elif old is None or new[0] < old[0]:
            diff.count("added", new[0])
            new = next(after, None)
        else:
            if old[1] != new[1]:
                diff.count("changed", new[0])
                _count_columns(json.loads(old[1]), json.loads(new[1]), diff)
            old, new = next(before, None), next(after, None)


def _count_columns(old: dict[str, Any], new: dict[str, Any], diff: TableDiff) -> None:
    for name, value in new.items():
        if old[name] != value:
            diff.columns[name] = diff.columns.get(name, 0) + 1
