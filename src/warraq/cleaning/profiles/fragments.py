"""What a site glues to its text: before the first line of a page, or after a long last one.

Plain words that many articles begin or end with are formulas of the newspaper ("a source told us"), and text.
So a fragment must hold what no sentence repeats by itself: an address or a long number, two social networks
in a row, or, before the text, words in Latin letters where the text itself has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.lines import Flags
from warraq.cleaning.profiles.keys import HEAD_WORDS, TAIL_WORDS, keys_of
from warraq.cleaning.profiles.looks import Looks
from warraq.cleaning.profiles.observations import Seen
from warraq.fold import fold_array

DOCUMENTS = 10  # as for plain lines: see `learning`
FOREIGN_SHARE = 0.03  # of the site's documents: ten articles on one product begin with its name
HOLDS = 0.5  # a longer fragment keeps at least this share of the documents of the shorter one

SENTENCE_ENDS = r"\S{3}[.!?؟۔।。！？…][\"'”’»)\]]* "  # within a fragment: what stands before it is text

Row = dict[str, Any]


def learn_fragments(seen: Seen, observed: Sequence[pa.Table], codes: tuple[str, ...]) -> Iterator[Row]:
    """The rows of schema.SITE_LINES for heads and tails."""
    for place, (least, most) in (("head", HEAD_WORDS), ("tail", TAIL_WORDS)):
        windows = _windows(seen, observed, place)
        shorter: Mapping[str, Row] = {}
        for words in range(least, most + 1):
            windows = _frequent(windows, place, words)
            longer = _accepted(windows, shorter, seen, place, words, codes)
            yield from _released(shorter, {row["parent"] for row in longer.values()})
            shorter = longer
        yield from _released(shorter, set())


def _released(rows: Mapping[str, Row], outgrown: set[str]) -> Iterator[Row]:
    """The rows that no longer fragment stands for."""
    for name, row in rows.items():
        if name not in outgrown:
            yield {k: v for k, v in row.items() if k not in ("parent", "core")}


def _windows(seen: Seen, observed: Sequence[pa.Table], place: str) -> pa.Table:
    """(site, text, name) of the first or last words of every document with a text of its own."""
    parts = [pa.table({"site": pa.array([], pa.string()), "text": pa.array([], pa.string())})]
    at = 0
    for table in observed:
        here = seen.own[seen.doc[at : at + table.num_rows]]
        at += table.num_rows
        rows = table.filter(pc.and_(pa.array(here), pc.is_valid(table[place])))
        parts.append(pa.table({"site": rows["site"], "text": rows[place]}))
    windows = pa.concat_tables(parts)
    return windows.append_column("name", pa.array([""] * windows.num_rows, pa.string()))


def _frequent(windows: pa.Table, place: str, words: int) -> pa.Table:
    """(site, text, fragment, key, name, parent) of the windows whose fragment of so many words is frequent.

    `name` joins site and key; `parent` is the name of the fragment one word shorter.
    """
    some = rf"(?P<fragment>\S+(?: \S+){{{words - 1}}})"
    pattern = f"^{some} " if place == "head" else f" {some}$"
    fragment = pc.struct_field(pc.extract_regex(windows["text"], pattern), 0)
    windows = windows.select(["site", "text", "name"]).rename_columns(["site", "text", "parent"])
    single = pc.invert(pc.match_substring_regex(fragment, SENTENCE_ENDS))
    windows = windows.append_column("fragment", fragment).filter(pc.fill_null(single, False)).combine_chunks()
    key = keys_of(fold_array(pa.array(windows["fragment"].to_pylist(), pa.string())))
    name = pc.binary_join_element_wise(windows["site"], key, "\x1f")
    windows = windows.append_column("key", key).append_column("name", name)
    counts = pc.value_counts(windows["name"])
    frequent = counts.filter(pc.greater_equal(counts.field("counts"), DOCUMENTS)).field("values")
    return windows.filter(pc.is_in(windows["name"], value_set=frequent)).combine_chunks()


def _accepted(
    windows: pa.Table, shorter: Mapping[str, Row], seen: Seen, place: str, words: int, codes: tuple[str, ...]
) -> dict[str, Row]:
    """The fragments of so many words that are no text, by name."""
    windows = windows.append_column("foreign", pa.array(_foreign(windows, place, words), pa.int64()))
    groups = windows.group_by(["name", "site", "key"]).aggregate(
        [("text", "count"), ("fragment", "min"), ("parent", "min"), ("foreign", "sum")]
    )
    looks = Looks.of(pa.array(groups["fragment_min"].to_pylist(), pa.string()), codes)
    size = dict(zip(seen.sites, seen.size.tolist(), strict=True))
    accepted = {}
    for number, group in enumerate(groups.to_pylist()):
        documents, of = group["text_count"], size[group["site"]]
        grown = shorter.get(group["parent_min"])
        foreign = group["foreign_sum"] >= max(DOCUMENTS, FOREIGN_SHARE * of)
        marked = looks.contact[number] or looks.networks[number]
        if not (foreign or (marked and documents >= HOLDS * (grown["core"] if grown else 0))):
            continue
        accepted[group["name"]] = {
            "site": group["site"],
            "place": place,
            "key": group["key"],
            "line": group["fragment_min"],
            "documents": documents,
            "of": of,
            "share": documents / of,
            "edge": 1.0,
            "label": "contact" if looks.contact[number] else "share" if marked else "page_tools",
            "rule": f"profile.{place}",
            "parent": group["parent_min"],
            "core": grown["core"] if grown else documents,
        }
    return accepted


def _foreign(windows: pa.Table, place: str, words: int) -> Flags:
    """The windows whose fragment is in Latin letters and the word after it is not."""
    if place == "tail":
        return np.zeros(windows.num_rows, np.bool_)
    latin = r"[a-z][a-z.'-]*"
    pattern = rf"^{latin}(?: {latin}){{{words - 1}}} [^\x00-\x{{24f}}\pP\pS]"
    folded = fold_array(pa.array(windows["text"].to_pylist(), pa.string()))
    return np.asarray(pc.match_substring_regex(folded, pattern), np.bool_)
