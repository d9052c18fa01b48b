"""The observations of a whole corpus as columns: which documents have a text of their own, where each line stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from warraq.cleaning.lines import Flags, Ints

Floats = np.ndarray[Any, np.dtype[np.float64]]

MIN_DOCUMENTS = 3  # on fewer documents nothing is a habit of the site
OWN = (
    0.5  # share of its sentences that no other two documents have, from which on a document's text is its own
)


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
