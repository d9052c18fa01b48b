"""What is known of a document besides its text: from the manifest, a sidecar, or the record it stood in."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final
from urllib.parse import urlsplit

from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.ingest.encodings import Undecodable, declared_name, decode

COLLECTED_AT_UNREADABLE: Final = "collected_at_unreadable"
"""Flag: the time of collection is in no form we read; it is kept in `known` as it was given."""

Fields = Mapping[str, Any]  # text, but for an `id` that came as a number and is echoed as one
"""Values by our names; `url source collected_at license` become columns, the rest goes into `known`."""

_NOTHING: Fields = {}
_RECORD: Final = re.compile(r"#\d+$")  # at the end of a path: the n-th record of that file


def as_text(value: object) -> str | None:
    """A metadata value as text: JSON for what is neither text nor a date; None for nothing."""
    if value is None or value in ("", b""):
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, date | time):
        value = value.isoformat()
    elif not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return value.encode("utf-8", "replace").decode("utf-8")  # half surrogate pairs become "?"


def fields_of(record: Mapping[str, object], dataset: Dataset) -> Fields:
    """A record's columns under our names, its text left out."""
    named = dataset.input.columns
    taken = {dataset.input.text_column, *named.values()}
    values = {str(key): as_text(value) for key, value in record.items() if key not in taken}
    values.update({ours: as_text(record[theirs]) for ours, theirs in named.items() if theirs in record})
    number = record.get(named.get("id", "id"))
    kept = {"id": number} if type(number) is int else {}
    return {as_text(key) or "": value for key, value in values.items() if value is not None} | kept


@dataclass(frozen=True)
class Manifest:
    """The rows of a manifest by path, in one Unicode form (file systems differ in theirs)."""

    rows: Mapping[str, Fields] = field(default_factory=dict)

    def of(self, path: str) -> Fields:
        """What it says of an input."""
        return self.rows.get(_key(path), _NOTHING) if self.rows else _NOTHING

    def with_archive(self, name: str, inside: "Manifest") -> "Manifest":
        """The rows here, and those of the manifest inside the archive `name`."""
        return Manifest({**self.rows, **{f"{_key(name)}/{path}": row for path, row in inside.rows.items()}})


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path.removeprefix("./"))


def read_manifest(data: bytes, where: str, exists: Callable[[str], bool]) -> Manifest:
    """`manifest.csv`. Raises UsageError for a row that is broken or names no input (`exists` tells)."""
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        raise UsageError(f"{where}: not a CSV file in UTF-8: {decoded.detail}")
    reader = csv.reader(io.StringIO(decoded.text, newline=""), strict=True)
    rows: dict[str, Fields] = {}
    try:
        header = [name.strip() for name in next(reader, [])]
        if "path" not in header:
            raise UsageError(f"{where}: no column 'path'; the columns are: {', '.join(header)}")
        for row in reader:
            if row:
                _add(rows, header, row, f"{where}: line {reader.line_num}", exists)
    except csv.Error as error:
        raise UsageError(f"{where}: line {reader.line_num}: {error}") from None
    return Manifest(rows)


def _add(
    rows: dict[str, Fields], header: list[str], row: list[str], at: str, exists: Callable[[str], bool]
) -> None:
    if len(row) != len(header):
        raise UsageError(f"{at}: {len(row)} fields where the header has {len(header)}")
    fields = {name: value for name, value in zip(header, row, strict=True) if value}
    path = fields.pop("path", "")
    if not path or not (exists(path) or exists(_RECORD.sub("", path))):
        raise UsageError(
            f"{at}: no input {path!r} in the source; paths are relative to the manifest's folder"
        )
    if _key(path) in rows:
        raise UsageError(f"{at}: a second row for {path!r}")
    if "encoding" in fields:
        fields["encoding"] = declared_name(fields["encoding"], f"{at}: encoding")
    rows[_key(path)] = fields


def read_sidecar(data: bytes, where: str) -> Fields:
    """`name.json` beside `name.txt`: one JSON object."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not valid JSON, as the metadata beside a text must be: {error}") from None
    if not isinstance(value, dict):
        raise UsageError(f"{where}: must be a JSON object, being the metadata beside a text")
    fields = {key: text for key, text in ((as_text(k) or "", as_text(v)) for k, v in value.items()) if text}
    if "encoding" in fields:
        fields["encoding"] = declared_name(fields["encoding"], f"{where}: encoding")
    return fields


def instant(form: str) -> datetime | None:
    """An ISO 8601 or `YYYY-MM-DD HH:MM:SS` time, in UTC to the second; without a zone it is UTC already."""
    try:
        value = datetime.fromisoformat(form.strip())
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return value.replace(microsecond=0)


@dataclass(frozen=True)
class Columns:
    """The fields as columns of a raw document."""

    source: str | None
    url: str | None
    collected_at: datetime | None
    license: str | None
    known: str | None
    flags: tuple[str, ...] = ()


def columns_of(fields: Fields, path: str, dataset: Dataset) -> Columns:
    """Columns from fields; a source that is not given is told from the path or the page's host."""
    rest = {key: value for key, value in sorted(fields.items()) if key not in ("url", "source", "license")}
    collected = instant(rest["collected_at"]) if "collected_at" in rest else None
    flags = (COLLECTED_AT_UNREADABLE,) if "collected_at" in rest and not collected else ()
    if collected:
        del rest["collected_at"]
    url = fields.get("url")
    source = fields.get("source") or _source_of(path, url, dataset)
    known = json.dumps(rest, ensure_ascii=False) if rest else None
    return Columns(source, url, collected, fields.get("license"), known, flags)


def _source_of(path: str, url: str | None, dataset: Dataset) -> str | None:
    """The first folder of the path that is named like a source, else the source whose host the page has."""
    for folder in path.split("/")[:-1]:
        if folder in dataset.sources:
            return folder
    host = _host(url)
    if host is None:
        return None
    by_host = {_host(source.url): name for name, source in dataset.sources.items() if source.url}
    parents = (".".join(host.split(".")[n:]) for n in range(host.count(".")))
    return next((by_host[parent] for parent in parents if parent in by_host), None)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url if url and "://" in url else f"//{url or ''}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
