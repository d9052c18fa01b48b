"""One readable file → its raw documents, or the reasons why there are none."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO, Final, cast

from warraq.dataset import Dataset
from warraq.ingest.encodings import Decoded, Undecodable, accept, decode, encoding_of, is_blank
from warraq.ingest.known import Fields, fields_of
from warraq.ingest.records import Broken, Reader, Record
from warraq.ingest.sources import Entry
from warraq.ingest.streams import SAMPLE_BYTES

BYTES_PER_CHAR: Final = 4  # at most, in UTF-8 and UTF-16


@dataclass(frozen=True)
class Raw:
    """A raw document, not yet numbered."""

    path: str
    text: str
    sha256: str
    size: int
    encoding: str
    flags: tuple[str, ...]
    fields: Fields


@dataclass(frozen=True)
class Excluded:
    """An input that is turned away, not yet numbered."""

    path: str
    reason: str
    detail: str | None
    sha256: str | None
    fields: Fields


def documents_of(entry: Entry, dataset: Dataset) -> Iterator[Raw | Excluded]:
    """The documents of a file, in its order."""
    with entry.open() as stream:
        if entry.form == "text":
            yield _whole_file(entry, dataset, stream)
        else:
            yield from _records(entry, dataset, cast(BufferedReader, stream))


def _whole_file(entry: Entry, dataset: Dataset, stream: BinaryIO) -> Raw | Excluded:
    """A text file as one document, read no further than a text within the limit could go."""
    enough = BYTES_PER_CHAR * (dataset.limits.max_chars + 1)
    data = stream.read(enough)
    if len(data) == enough:
        detail = f"over {dataset.limits.max_chars} characters (limits.max_chars)"
        return Excluded(entry.path, "too_large", detail, None, entry.fields)
    return _judged(entry.path, data, decode(data, entry.declared), dataset, entry.fields)


def _records(entry: Entry, dataset: Dataset, stream: BufferedReader) -> Iterator[Raw | Excluded]:
    sample = stream.peek(SAMPLE_BYTES)
    encoding = "utf-8" if entry.form == "parquet" else encoding_of(sample, entry.declared)
    if isinstance(encoding, Undecodable):
        yield Excluded(entry.path, "undecodable", encoding.detail, None, entry.fields)
        return
    if not sample:
        yield Excluded(entry.path, "empty", None, hashlib.sha256().hexdigest(), entry.fields)
        return
    column = dataset.input.text_column
    reader = Reader(entry.where, column, dataset.limits.max_chars, encoding)
    for item in reader.read(entry.form, stream):
        path = f"{entry.path}#{item.number}"
        if isinstance(item, Broken):
            yield Excluded(path, item.reason, item.detail, None, entry.fields)
        else:
            of_record = entry.fields_of_record(item.number)
            fields = {**entry.fields, **of_record, **fields_of(item.values, dataset)}
            yield _record(path, item, encoding, dataset, fields)


def _record(path: str, record: Record, encoding: str, dataset: Dataset, fields: Fields) -> Raw | Excluded:
    """A record as a document: its raw bytes are its text field in UTF-8."""
    column = dataset.input.text_column
    value = record.values.get(column, _ABSENT)
    at = f"line {record.line}: " if record.line else ""
    if isinstance(value, bytes):
        return _judged(path, value, decode(value), dataset, fields)
    if value is None:
        return Excluded(path, "empty", f"{at}{column!r} is null", None, fields)
    if not isinstance(value, str):
        what = "no" if value is _ABSENT else "no text in"
        return Excluded(path, "malformed_record", f"{at}{what} {column!r}", None, fields)
    data = value.encode("utf-8", "surrogatepass")
    return _judged(path, data, accept(value, encoding, record.flags), dataset, fields)


_ABSENT: Final = object()


def _judged(
    path: str, data: bytes, decoded: Decoded | Undecodable, dataset: Dataset, fields: Fields
) -> Raw | Excluded:
    """The document, unless it is no text, says nothing or is longer than the limit."""
    sha256 = hashlib.sha256(data).hexdigest()
    if isinstance(decoded, Undecodable):
        return Excluded(path, "undecodable", decoded.detail, sha256, fields)
    length, limit = len(decoded.text), dataset.limits.max_chars
    if length > limit:
        return Excluded(
            path, "too_large", f"{length} characters, limits.max_chars is {limit}", sha256, fields
        )
    if is_blank(decoded.text):
        return Excluded(path, "empty", None, sha256, fields)
    return Raw(path, decoded.text, sha256, len(data), decoded.encoding, decoded.flags, fields)
