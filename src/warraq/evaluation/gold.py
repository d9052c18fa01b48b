"""Gold: pages whose truth people wrote down, read a batch at a time.

JSON lines (`.jsonl`, `.jsonl.gz`), one page each, in one of three shapes:

- `file` (relative to the gold file), `lines` as [[number, label], …], `spans` as
  [[line, start, end, label], …], the facts beside them, as in `seeds/gold.jsonl`;
- `text`, `lines` as [{"i", "label", "spans"}, …] and the facts under `gold`;
- `full` or `light` (two ways the text was taken from the page: its regimes), `labels_full` or `labels_light`
  with a number a line: 1 body, 0 furniture, -1 ambiguous; `gold` is the article as people wrote it out.

Any page may say its language (`lang`, `language`), `page_type`, `source`, site (`domain`, `host`) and `html`:
the page as HTML, or the path of a file with it, relative to the gold file. Lines are split at "\\n" and
numbered from 0; in the first two shapes a line that is not listed is blank, and blank space never counts.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import pyarrow as pa

from warraq import ingest, labels, pipeline
from warraq.dataset import Dataset
from warraq.errors import UsageError

Codes = np.ndarray[Any, np.dtype[np.int16]]
Progress = Callable[[str, int, int], None]
"""Told a step's name, how much of it is done, and how much there is."""

BATCH_CHARS = 2_000_000
"""Code points of raw text cleaned together: enough for the columns to pay, little in memory."""
UNSTATED = "unstated"

FACTS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "published": ("published",),
    "updated": ("updated",),
    "outlet": ("outlet",),
    "section": ("section",),
    "bylines": ("bylines", "byline"),
    "credits": ("credits", "agency"),
    "dateline_place": ("dateline_place", "place"),
    "dateline_link": ("dateline_link",),
    "language": ("language",),
    "flags": ("flags",),
}
"""Fact → the names it may have in the gold."""
UNPRINTED = ("dateline_link",)
"""What `warraq clean` does not print: its predictions are not asked for it."""

VISIBLE = (None, "visible in text", "date line", "dateline", "injected prefix", "body")
"""Where a gold fact may have been read; one inferred from a host name or an address is not asked for."""

LABEL_CODE = {name: code for code, name in enumerate(labels.LABELS)}
_KEPT = np.array([labels.action_of(name) == "keep" for name in labels.LABELS])


@dataclass(frozen=True)
class About:
    """What a page is counted under."""

    language: str
    page_type: str
    source: str
    site: str  # pages of one site resemble each other: intervals may draw sites instead of pages


@dataclass(frozen=True)
class Page:
    """One gold page, in one shape; the columns are a row per code point of `text`."""

    name: str
    text: str
    raw: pa.Table  # one row of schema.RAW
    body: Codes  # 1 body, 0 not, -1 does not count
    labels: Codes | None  # codes of labels.LABELS, -1 does not count; None where the gold knows only body
    lines: Mapping[int, str]  # label of each line that has one
    facts: Mapping[str, Any]
    main_text: str | None  # the article as people wrote it out
    about: About
    html: str | Path | None

    def read_html(self) -> bytes | None:
        """The page's HTML; None where there is none. Raises UsageError when its file cannot be read."""
        if not isinstance(self.html, Path):
            return self.html.encode() if self.html else None
        try:
            return self.html.read_bytes()
        except OSError as error:
            raise UsageError(
                f"{self.html}: the HTML of {self.name} cannot be read: {error.strerror}"
            ) from None


@dataclass
class Gold:
    """A gold file being read: `batches` gives its pages, and what it saw on the way is kept here."""

    path: Path
    dataset: Dataset
    regime: str = "full"
    skipped: int = 0  # rows without text in this regime, or without body in it
    has_regimes: bool = field(default=False, init=False)

    def batches(self, progress: Progress | None = None) -> Iterator[list[Page]]:
        """The pages in lists of some BATCH_CHARS; raises UsageError naming the line that cannot be read."""
        batch: list[Page] = []
        for page in self._pages(progress):
            batch.append(page)
            if sum(len(p.text) for p in batch) >= BATCH_CHARS:
                yield batch
                batch = []
        if batch:
            yield batch

    def _pages(self, progress: Progress | None) -> Iterator[Page]:
        of_files: dict[str, tuple[int, Mapping[str, Any]]] = {}
        any_page = False
        for number, line in _rows(self.path, progress):
            with _naming(self.path, number):
                row = json.loads(line)
                if "file" in row and "text" not in row:
                    of_files[row["file"]] = number, row
                    continue
                page = self._page(row)
            if page:
                any_page = True
                yield page
            self.skipped += page is None
        if not any_page and not of_files:
            what = f" of the regime {self.regime}" if self.has_regimes else ""
            raise UsageError(f"{self.path}: holds no gold page{what}")
        yield from self._pages_of_files(of_files)

    def _pages_of_files(self, wanted: dict[str, tuple[int, Mapping[str, Any]]]) -> Iterator[Page]:
        """The pages whose text is a file beside the gold, in the order of the folder."""
        if not wanted:
            return
        for batch in ingest.read([self.path.parent], self.dataset):
            for row, path in enumerate(batch.documents["path"].to_pylist()):
                if path in wanted:
                    number, data = wanted.pop(path)
                    with _naming(self.path, number):
                        yield _labelled(data, batch.documents.slice(row, 1), self.path.parent)
        for path, (number, _) in wanted.items():
            raise UsageError(f"{self.path}:{number}: there is no page {path!r} beside the gold")

    def _page(self, row: Mapping[str, Any]) -> Page | None:
        if "lines" in row:
            raw = pipeline.raw_table([row["text"]], [str(row["id"])])
            return _labelled(row, raw, self.path.parent)
        self.has_regimes |= "labels_full" in row or "labels_light" in row
        text, wanted = row.get(self.regime), row.get(f"labels_{self.regime}", [])
        if text is None or 1 not in wanted:
            return None
        return _told_apart(row, text, wanted, self.path.parent)


@contextmanager
def _naming(path: Path, number: int) -> Iterator[None]:
    """Turns what a row of the gold raises into one clear line."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}:{number}: not a gold page: {type(error).__name__} {error}") from None


def _rows(path: Path, progress: Progress | None) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, numbered from 1; `.gz` is unpacked on the way."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            # gzip's own reader of lines is a reader of lines
            lines = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if path.suffix == ".gz" else file
            for number, line in enumerate(lines, 1):
                if progress:
                    progress("evaluate", min(file.tell(), size), size)
                if line.strip():
                    yield number, line
    except (OSError, EOFError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _labelled(data: Mapping[str, Any], raw: pa.Table, folder: Path) -> Page:
    """A page with a label for every line."""
    lines: dict[int, str] = {}
    spans = [(int(s[0]), int(s[1]), int(s[2]), str(s[3])) for s in data.get("spans", ())]
    for line in data["lines"]:
        number, label = (line["i"], line["label"]) if isinstance(line, dict) else line
        if label not in labels.ACTIONS:
            raise ValueError(f"no label {label!r}")
        if label != "blank":
            lines[int(number)] = label
        if isinstance(line, dict):
            spans += [(number, s["start"], s["end"], s["label"]) for s in line.get("spans", ())]
    text = raw["text"][0].as_py()
    want = _wanted(text, lines, spans)
    body = np.where(want < 0, -1, _KEPT[want]).astype(np.int16)
    name = str(data.get("file") or data.get("id"))
    about = _about(data, str(raw["source"][0].as_py() or UNSTATED))
    return Page(name, text, raw, body, want, lines, _facts(data), None, about, _html(data, folder))


def _wanted(text: str, lines: Mapping[int, str], spans: list[tuple[int, int, int, str]]) -> Codes:
    """The label each character should have; -1 for white space and lines without a label."""
    want = np.full(len(text), -1, np.int16)
    starts = line_starts(text)
    for number, label in lines.items():
        if number < len(starts) - 1:
            want[starts[number] : starts[number + 1] - 1] = LABEL_CODE[label]
    for number, start, end, label in spans:
        if number in lines and number < len(starts) - 1:
            end = min(starts[number] + end, starts[number + 1] - 1)
            # What a gold names that is no label of ours (a place in a wrapper) is nothing to keep.
            want[starts[number] + start : end] = LABEL_CODE.get(label, LABEL_CODE["blank"])
    want[_is_space(text)] = -1
    return want


def _told_apart(row: Mapping[str, Any], text: str, wanted: list[int], folder: Path) -> Page:
    """A page whose lines are body, furniture or ambiguous."""
    starts = line_starts(text)
    if len(wanted) != len(starts) - 1:
        raise ValueError(f"{len(wanted)} numbers for {len(starts) - 1} lines")
    body = np.repeat(np.array(wanted, np.int16), np.diff(starts))[: len(text)]
    body[np.array(starts[1:-1], np.int64) - 1] = -1  # line feeds
    name = str(row["id"])
    return Page(
        name=name,
        text=text,
        raw=pipeline.raw_table([text], [name]),
        body=body,
        labels=None,
        lines={},
        facts={},
        main_text=row.get("gold") or None,
        about=_about(row, UNSTATED),
        html=_html(row, folder),
    )


def line_starts(text: str) -> list[int]:
    """Where each line starts, and one past where the last one's line feed would stand."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _is_space(text: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    points = np.frombuffer(text.encode("utf-32-le"), "<u4")
    known, place = np.unique(points, return_inverse=True)
    return np.array([chr(point).isspace() for point in known], np.bool_)[place]


def _about(row: Mapping[str, Any], source: str) -> About:
    site = str(row.get("domain") or row.get("host") or row.get("source") or source)
    source = str(row.get("source") or (source if source != UNSTATED else site))
    language = str(row.get("lang") or row.get("language") or UNSTATED)
    return About(language, str(row.get("page_type") or UNSTATED), source, site)


def _html(row: Mapping[str, Any], folder: Path) -> str | Path | None:
    html = row.get("html")
    if html is None:
        return None
    return str(html) if str(html).lstrip().startswith("<") else folder / str(html)


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the gold says stands in the text: a fact inferred from elsewhere is not asked for."""
    gold = data.get("gold", data)
    facts = {}
    for fact, names in FACTS.items():
        for name in names:
            if name in gold and gold.get(f"{name}_basis") in VISIBLE:
                facts[fact] = gold[name]
    return facts
