"""`datapackage.json`: the release in the terms of Data Package 2.0 (https://datapackage.org).

The CSV files are tables with a schema, keys and foreign keys; the Parquet files, which carry their own
schema, are files. Everything comes from schema.py and `dataset.toml`.
"""

import re
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warraq import schema
from warraq.cleaning import accuracy
from warraq.dataset import Dataset
from warraq.release import measured
from warraq.release.manifest import PRIVATE_NOTICE, facts
from warraq.release.rows import csv_path, parquet_path

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_LICENSE_NAME: Final = re.compile(r"[-a-zA-Z0-9._]+")  # what the profile allows


def datapackage(
    release: Path, version: str, tier: str, dataset: Dataset, languages: list[str]
) -> dict[str, Any]:
    """The descriptor of a release whose data files are written; `languages` are those of its documents."""
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": version,
        "tier": tier,
    }
    if tier == "private":
        package["notice"] = PRIVATE_NOTICE
    elif dataset.license:
        package["licenses"] = [license_entry(dataset.license)]
    if dataset.homepage:
        package["homepage"] = dataset.homepage
    if dataset.keywords:
        package["keywords"] = list(dataset.keywords)
    if dataset.creators:
        package["contributors"] = [
            {"title": c.name, "roles": ["creator"]} | ({"path": c.url} if c.url else {})
            for c in dataset.creators
        ]
    package["cleaning_accuracy"] = accuracy.of_all(languages)  # a property of our own; the profile allows it
    specs = schema.TABLES.values()
    package["resources"] = [_csv(release, s) for s in specs] + [_parquet(release, s) for s in specs]
    return package


def license_entry(name: str) -> dict[str, str]:
    """A licence as the profile has it: an identifier, or for a free wording a title."""
    return {"name": name} if _LICENSE_NAME.fullmatch(name) else {"name": "other", "title": name}


def _csv(release: Path, spec: schema.Table) -> dict[str, Any]:
    path = csv_path(release, spec.name).relative_to(release).as_posix()
    return {
        "name": spec.name,
        "type": "table",
        "path": path,
        "description": f"One row per {spec.row}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "compression": "gz",
        **_size(release, path),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _table_schema(spec),
    }


def _parquet(release: Path, spec: schema.Table) -> dict[str, Any]:
    path = parquet_path(release, spec.name).relative_to(release).as_posix()
    return {
        "name": f"{spec.name}-parquet",
        "type": "file",  # frictionless takes lists in Parquet for empty values, and fails on them as tables
        "path": path,
        "description": f"The table {spec.name} as Parquet: one row per {spec.row}.",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_size(release, path),
    }


def _size(release: Path, path: str) -> dict[str, Any]:
    about = facts(release, path)
    return {"bytes": about["bytes"], "hash": f"sha256:{about['sha256']}"}


def _table_schema(spec: schema.Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "fields": [_field(spec.name, c) for c in spec.columns],
        "missingValues": [""],
        "primaryKey": list(spec.key),
    }
    if spec.refers:
        described["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": ["doc_id"]}}
            for column, table in spec.refers
        ]
    return described


def _field(table: str, column: schema.Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _type(column.type),
        "description": column.description,
        "basis": column.basis,  # this and `measured` are properties of our own; the profile allows it
    }
    if found := measured.figures(table, column.name):
        described["measured"] = found
    if column.unit:
        described["unit"] = column.unit
    if not column.nullable:
        described["constraints"] = {"required": True}
    return described


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_timestamp(kind):
        return "datetime"
    return "array" if pa.types.is_list(kind) else "string"
