"""Files of records, read one at a time: JSON lines, JSON, CSV, TSV and Parquet.

A reader yields `Record`s, and a `Broken` for whatever is none; `number` counts both from 1. What is
broken never costs more than itself where the format lets one find the next record: JSON lines and CSV
go on with the next line. Only a file without the text column at all is an error.
"""

import csv
import io
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, TextIO, cast

from warraq.errors import UsageError
from warraq.ingest.encodings import Undecodable, decode

JSON_ESCAPE: Final = 6  # characters a letter may take in JSON: \u0627
ROW_SLACK: Final = 1_000_000  # characters the other columns of a row may take
CHUNK: Final = 1 << 16  # characters read at a time from a JSON file
ERROR_MARGIN: Final = 16  # a JSON error this near the end of the buffer may only mean that more is needed
PARQUET_ROWS: Final = 256  # rows in memory at a time

csv.field_size_limit(
    2**31 - 1
)  # the module's own 131,072 is far under limits.max_chars; rows are bounded here


@dataclass(frozen=True)
class Record:
    """One record: its columns, and flags of the repair of its line."""

    number: int
    line: int | None
    values: dict[str, object]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Broken:
    """What stands in a record's place: an exclusion reason and its particulars."""

    number: int
    reason: str
    detail: str


Records = Iterator[Record | Broken]


@dataclass(frozen=True)
class Reader:
    """How one file is read: `where` names it in messages, `encoding` is what it was found to be in."""

    where: str
    column: str
    max_chars: int
    encoding: str

    @property
    def row_limit(self) -> int:
        """Characters a row may have before it is given up on."""
        return JSON_ESCAPE * self.max_chars + ROW_SLACK

    def read(self, form: str, stream: BinaryIO) -> Records:
        """The records of a file of the form `jsonl`, `json`, `csv`, `tsv` or `parquet`."""
        if form == "parquet":
            return self._parquet(stream)
        errors = "replace" if self.encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        text = io.TextIOWrapper(
            stream, self.encoding, errors, newline="\n" if form.startswith("json") else ""
        )
        if form == "jsonl":
            return self._checked(self._json_lines(text))
        if form == "json":
            return self._checked(self._json(text))
        return self._csv(text, "," if form == "csv" else "\t")

    def _checked(self, records: Records) -> Records:
        """The same records. Raises UsageError when the first one has no text column."""
        seen = False
        for record in records:
            if isinstance(record, Record) and not seen:
                seen = True
                self._require_column(list(record.values))
            yield record

    def _require_column(self, columns: Sequence[str]) -> None:
        if self.column not in columns:
            raise UsageError(
                f"{self.where}: no column {self.column!r} for the text; the columns are: "
                f"{', '.join(map(str, columns))}. "
                "Name it in dataset.toml (input.text_column) or with --text-column"
            )
        twice = next((name for name, count in Counter(columns).items() if name and count > 1), None)
        if twice is not None:
            raise UsageError(f"{self.where}: two columns are called {twice!r}; rename one of them")

    def _mended(self, record: Record | Broken) -> Record | Broken:
        """The record with the bytes of its text that could not be decoded looked at again, by themselves."""
        text = record.values.get(self.column) if isinstance(record, Record) else None
        if not isinstance(record, Record) or not isinstance(text, str) or _is_whole(text):
            return record
        decoded = decode(text.encode(self.encoding, "surrogateescape"), self.encoding)
        if isinstance(decoded, Undecodable):
            return Broken(record.number, "undecodable", f"line {record.line}: {decoded.detail}")
        return Record(record.number, record.line, record.values | {self.column: decoded.text}, decoded.flags)

    # JSON lines -----------------------------------------------------------------------------------

    def _json_lines(self, text: TextIO) -> Records:
        number, at = 0, 0
        while line := text.readline(self.row_limit):
            at += 1
            if len(line) == self.row_limit and not line.endswith("\n"):
                number += 1
                while (rest := text.readline(CHUNK)) and not rest.endswith("\n"):
                    pass
                yield Broken(number, "too_large", f"line {at}: over {self.row_limit} characters")
            elif not line.isspace():
                number += 1
                yield self._json_line(line, number, at)

    def _json_line(self, line: str, number: int, at: int) -> Record | Broken:
        flags: tuple[str, ...] = ()
        if not _is_whole(line):
            decoded = decode(line.encode(self.encoding, "surrogateescape"), self.encoding)
            if isinstance(decoded, Undecodable):
                return Broken(number, "undecodable", f"line {at}: {decoded.detail}")
            line, flags = decoded.text, decoded.flags
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            return Broken(number, "malformed_record", f"line {at}: {_reason(error)}")
        return _record(value, number, at, flags)

    # JSON -----------------------------------------------------------------------------------------

    def _json(self, text: TextIO) -> Records:
        """The records of an array, a single record, or records one after another.

        Read with the standard library over a buffer that grows to one record at most: ijson silently
        turns half surrogate pairs into question marks.
        """
        values = _Json(text, self.row_limit)
        number = 0
        while True:
            number += 1
            try:
                value = values.next()
            except StopIteration:
                return
            except _TooLargeError:
                yield Broken(
                    number, "too_large", f"line {values.line}: over {self.row_limit} characters; {_UNREAD}"
                )
                return
            except (ValueError, RecursionError) as error:
                yield Broken(number, "malformed_record", f"line {values.line}: {_reason(error)}; {_UNREAD}")
                return
            record = _record(value, number, values.line, ())
            yield self._mended(record) if values.damaged else record

    # CSV ------------------------------------------------------------------------------------------

    def _csv(self, text: TextIO, delimiter: str) -> Records:
        lines = _Lines(text, self.row_limit)
        header: list[str] = []
        number = 0
        while True:
            lines.mark()
            at = lines.number + 1
            try:
                row = next(csv.reader(lines, delimiter=delimiter, strict=True))
            except StopIteration:
                return
            except (csv.Error, _TooLargeError) as error:
                lines.back_to_second()  # an open quote swallows rows: only the line it stands in is lost
                number += 1
                reason = "too_large" if lines.had_giant else "malformed_record"
                yield Broken(number, reason, f"line {at}: {error}")
                continue
            if not row:
                continue
            if not header:
                header = [name.strip() for name in row]
                self._require_column(header)
                continue
            number += 1
            if len(row) == len(header):
                yield self._mended(Record(number, at, dict(zip(header, row, strict=True))))
            else:
                detail = f"line {at}: {len(row)} fields where the header has {len(header)}"
                yield Broken(number, "malformed_record", detail)

    # Parquet --------------------------------------------------------------------------------------

    def _parquet(self, stream: BinaryIO) -> Records:
        import pyarrow as pa
        import pyarrow.parquet as pq

        number = 0
        with tempfile.TemporaryFile() as spool:  # Parquet is read from its end; a stream has none yet
            if not stream.seekable():
                shutil.copyfileobj(stream, spool)
                spool.seek(0)
                stream = cast(BinaryIO, spool)
            try:
                file = pq.ParquetFile(stream)
                self._require_column(file.schema_arrow.names)
                for batch in file.iter_batches(PARQUET_ROWS):
                    columns = [_cells(column) for column in batch.columns]
                    for row in zip(*columns, strict=True):
                        number += 1
                        yield Record(number, None, dict(zip(batch.schema.names, row, strict=True)))
            except (OSError, pa.ArrowException) as error:
                why = " ".join(str(error).split())
                yield Broken(number + 1, "malformed_record", f"not a whole Parquet file: {why}; {_UNREAD}")


_BETWEEN: Final = re.compile(r"[ \t\r\n,]*")
_UNREAD: Final = "the rest of the file was not read"


class _TooLargeError(Exception):
    """A row longer than the limit."""


def _is_whole(line: str) -> bool:
    """Whether every byte of the line could be decoded."""
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _record(value: object, number: int, line: int, flags: tuple[str, ...]) -> Record | Broken:
    if not isinstance(value, dict):
        return Broken(number, "malformed_record", f"line {line}: not a JSON object")
    return Record(number, line, value, flags)


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _cells(column: Any) -> list[object]:
    """A Parquet column as Python values; text as bytes, since a broken file may hold any."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    return cast(list[object], column.to_pylist())


class _Json:
    """JSON values one at a time out of a text stream; `line` is where the last one began."""

    def __init__(self, text: TextIO, limit: int) -> None:
        self._text, self._limit = text, limit
        self._decoder = json.JSONDecoder()
        self._buffer, self._at, self._ended = "", 0, False
        self._in_array: bool | None = None
        self.line = 1
        self.damaged = False  # whether some bytes read so far could not be decoded

    def next(self) -> object:
        """The next value. Raises StopIteration at the end, _TooLargeError, or ValueError if broken."""
        self._skip()
        if self._in_array is None and self._buffer.startswith("[", self._at):
            self._in_array = True
            self._advance(self._at + 1)
            self._skip()
        self._in_array = bool(self._in_array)
        if self._in_array and self._buffer.startswith("]", self._at):
            raise StopIteration
        if self._at == len(self._buffer):
            if self._in_array:
                raise ValueError("the array is not closed")
            raise StopIteration
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                self._grow(error)
                continue
            if end == len(self._buffer):  # a number may go on
                if self._grow():
                    continue
                end = len(self._buffer)
            self._advance(end)
            return value

    def _skip(self) -> None:
        """Go to the next value: over white space, and the commas of an array."""
        while True:
            between = _BETWEEN.match(self._buffer, self._at)
            self._advance(between.end() if between else self._at)
            if self._at < len(self._buffer) or not self._grow():
                return

    def _advance(self, to: int) -> None:
        self.line += self._buffer.count("\n", self._at, to)
        self._at = to

    def _grow(self, error: json.JSONDecodeError | None = None) -> bool:
        """Read as much again as the value has so far; False at the end. Raises what cannot be cured so."""
        if error:
            curable = error.msg.startswith("Unterminated") or error.pos >= len(self._buffer) - ERROR_MARGIN
            if self._ended or not curable:
                raise error
        pending = self._buffer[self._at :]
        if len(pending) > self._limit:
            raise _TooLargeError
        more = self._text.read(max(CHUNK, len(pending)))
        self.damaged = self.damaged or not _is_whole(more)
        self._buffer, self._at, self._ended = pending + more, 0, not more
        if error and self._ended:
            raise error
        return bool(more)


class _Lines:
    """Physical lines for the CSV reader, with a way back to the second line of a row gone wrong."""

    def __init__(self, text: TextIO, limit: int) -> None:
        self._text, self._limit = text, limit
        self._row: list[str] = []  # lines handed out since the mark
        self._again: list[str] = []  # lines to hand out once more, the last one first
        self._chars = 0
        self.number = 0
        self.had_giant = False  # whether the row was given up for one line longer than the limit

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._text.readline(self._limit)
        if not line:
            raise StopIteration
        self.number += 1
        self._row.append(line)
        self._chars += len(line)
        if self._chars >= self._limit:
            self._give_up(line)
        return line

    def _give_up(self, line: str) -> None:
        """Raise _TooLargeError, for one giant line (its rest is passed over) or a quote that stays open."""
        self.had_giant = len(self._row) == 1
        while not line.endswith("\n") and line:
            line = self._text.readline(CHUNK)
        raise _TooLargeError(f"over {self._limit} characters" if self.had_giant else "unexpected end of data")

    def mark(self) -> None:
        """A row begins here."""
        self._row, self._chars, self.had_giant = [], 0, False

    def back_to_second(self) -> None:
        """Hand out again all lines of the row but its first."""
        self._again.extend(reversed(self._row[1:]))
        self.number -= len(self._row) - 1
