"""What is noted of every line of a corpus, and what that says when put together: which documents have a text
of their own, on how many of those each line stands, and where."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from warraq.cleaning import features
from warraq.cleaning.lines import Flags, Ints, Lines, explode, one_array
from warraq.cleaning.profiles.keys import LINE_CHARS, keys_of, site_of, window

Floats = np.ndarray[Any, np.dtype[np.float64]]

MIN_DOCUMENTS = 3  # on fewer documents nothing is a habit of the site
OWN = (
    0.5  # share of its sentences that no other two documents have, from which on a document's text is its own
)


OBSERVED = pa.schema(
    [
        pa.field("site", pa.string(), False),
        pa.field("doc", pa.int32(), False),  # of the batch
        pa.field("digest", pa.uint64(), False),  # of the site and the line
        pa.field("sentence", pa.bool_(), False),
        pa.field("chars", pa.int32(), False),
        pa.field("line", pa.string()),  # of short lines with letters or digits
        pa.field("head", pa.string()),  # first words of the document, at its first line
        pa.field("tail", pa.string()),  # its last words, at its last line when that is long
    ]
)
"""What `observe` notes of every line that is not blank."""


def observe(raw: pa.Table) -> pa.Table:
    """The lines (OBSERVED) of raw documents (schema.RAW); the same bytes twice are seen once."""
    _, first = np.unique(np.array(raw["doc_id"].to_pylist(), dtype=object), return_index=True)
    raw = raw.take(pa.array(np.sort(first)))
    lines = explode(one_array(raw["text"]))
    columns = features.compute(lines)
    sites = site_of(raw).take(pa.array(lines.doc))
    short = lines.chars <= LINE_CHARS
    opens = np.diff(lines.doc, prepend=-1) != 0
    closes = (np.diff(lines.doc, append=-1) != 0) & ~short
    return pa.table(
        [
            sites,
            pa.array(lines.doc, pa.int32()),
            pa.array(_digests(sites, _names(columns, short)), pa.uint64()),
            pa.array(columns.sentence),
            pa.array(lines.chars, pa.int32()),
            _texts(lines, short & (columns.key >= 0)),
            _windows(lines, opens, "head"),
            _windows(lines, closes, "tail"),
        ],
        schema=OBSERVED,
    )


def _names(columns: features.Features, short: Flags) -> list[bytes]:
    """What tells lines apart: the key of a short one, the bytes of a long one."""
    lines = columns.lines
    names = np.empty(len(lines), object)
    keys = keys_of(columns.folded.take(pa.array(np.flatnonzero(short)))).cast(pa.binary())
    names[short] = keys.to_pylist()
    names[~short] = lines.buffer.strings(lines.start[~short], lines.end[~short]).cast(pa.binary()).to_pylist()
    result: list[bytes] = names.tolist()
    return result


def _digests(sites: pa.Array, names: list[bytes]) -> list[int]:
    """64 bits a line: among a thousand million lines of a site some 30 pairs would be taken for one."""
    return [
        int.from_bytes(hashlib.blake2b(site + b"\0" + name, digest_size=8).digest(), "little")
        for site, name in zip(sites.cast(pa.binary()).to_pylist(), names, strict=True)
    ]


def _texts(lines: Lines, where: Flags) -> pa.Array:
    """What these lines say; null for all others."""
    rows = np.flatnonzero(where)
    at = np.cumsum(where) - 1
    return lines.buffer.strings(lines.start[rows], lines.end[rows]).take(pa.array(at, mask=~where))


def _windows(lines: Lines, where: Flags, place: str) -> pa.Array:
    windows = [" ".join(window(lines, line, place)) if at else None for line, at in enumerate(where.tolist())]
    return pa.array(windows, pa.string())


@dataclass(frozen=True)
class Seen:
    """One row per line of the corpus: `doc` and `line` number documents and different lines of a site."""

    sites: list[str]
    site: Ints  # of each document
    size: Ints  # documents with a text of their own, of each site
    own: Flags  # of each document
    doc: Ints
    line: Ints
    first_place: Ints  # a row of each different line
    from_start: Ints  # lines of its document above it
    from_end: Ints  # and below it
    above: Flags  # above the first sentence of the article
    below: Flags

    @classmethod
    def of(cls, observed: Sequence[pa.Table]) -> "Seen":
        """Put together what was observed batch by batch."""
        doc, sites, site = _documents(observed)
        digest = _column(observed, "digest", np.uint64)
        sentence = _column(observed, "sentence", np.bool_)
        chars = _column(observed, "chars", np.int64)
        _, first_place, line = np.unique(digest, return_index=True, return_inverse=True)
        everywhere = np.ones(len(doc), np.bool_)
        common = _documents_of(line, doc, everywhere, len(first_place))[line] >= MIN_DOCUMENTS
        count = len(site)
        told = np.bincount(doc[sentence & ~common], chars[sentence & ~common], count)
        own = (told >= OWN * np.bincount(doc[sentence], chars[sentence], count)) & (
            np.bincount(doc[~common], minlength=count) > 0
        )
        index = np.arange(len(doc))
        bounds = np.searchsorted(doc, np.arange(count + 1))
        first, last = _ends(np.flatnonzero(sentence & ~common), doc, count)
        has = (first >= 0)[doc]
        return cls(
            sites,
            site,
            np.bincount(site[own], minlength=len(sites)),
            own,
            doc,
            line,
            first_place,
            index - bounds[doc],
            bounds[doc + 1] - 1 - index,
            has & (index < first[doc]),
            has & (index > last[doc]),
        )

    def documents(self, where: Flags) -> Ints:
        """On how many documents each different line stands, counting these rows alone."""
        return _documents_of(self.line, self.doc, where, len(self.first_place))

    def texts(self, observed: Sequence[pa.Table], wanted: Flags) -> tuple[Ints, pa.Array]:
        """The wanted lines that are short, and what they say: of several forms the smallest."""
        parts, at = [], 0
        for table in observed:
            line = self.line[at : at + table.num_rows]
            at += table.num_rows
            rows = pa.array(np.flatnonzero(wanted[line]))
            part = pa.table({"line": pa.array(line).take(rows), "text": table["line"].take(rows)})
            parts.append(part.group_by("line").aggregate([("text", "min")]))
        if not parts:
            return np.zeros(0, np.int64), pa.array([], pa.string())
        smallest = pa.concat_tables(parts).group_by("line").aggregate([("text_min", "min")]).sort_by("line")
        smallest = smallest.filter(smallest["text_min_min"].is_valid())
        return np.asarray(smallest["line"], np.int64), pa.array(
            smallest["text_min_min"].to_pylist(), pa.string()
        )

    def neighbour(self, values: Ints, step: int) -> Ints:
        """The values of the line `step` rows on in the same document; -1 beyond it."""
        at = np.clip(np.arange(len(values)) + step, 0, max(len(values) - 1, 0))
        inside = (at == np.arange(len(values)) + step) & (self.doc[at] == self.doc)
        return np.where(inside, values[at], -1)


def _documents(observed: Sequence[pa.Table]) -> tuple[Ints, list[str], Ints]:
    """The document of each row, numbered through; the sites, sorted; the site of each document."""
    numbers, names, base = [np.zeros(0, np.int64)], [], 0
    for table in observed:
        doc = table["doc"].to_numpy().astype(np.int64)
        _, first, number = np.unique(doc, return_index=True, return_inverse=True)
        numbers.append(number + base)
        base += len(first)
        names += table["site"].take(pa.array(first)).to_pylist()
    sites = sorted(set(names))
    code = {name: number for number, name in enumerate(sites)}
    return np.concatenate(numbers), sites, np.array([code[name] for name in names], np.int64)


def _column(observed: Sequence[pa.Table], name: str, kind: Any) -> Any:
    return np.concatenate([np.zeros(0, kind), *(t[name].to_numpy().astype(kind) for t in observed)])


def _documents_of(line: Ints, doc: Ints, where: Flags, lines: int) -> Ints:
    """On how many documents each line stands."""
    count = int(doc.max(initial=-1)) + 1
    pairs = np.unique(line[where] * count + doc[where])
    return np.bincount(pairs // max(count, 1), minlength=lines)


def _ends(rows: Ints, doc: Ints, count: int) -> tuple[Ints, Ints]:
    """The first and the last of these rows in each document; -1 where there is none."""
    first, last = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    first[doc[rows[::-1]]] = rows[::-1]
    last[doc[rows]] = rows
    return first, last
