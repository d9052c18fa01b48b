"""Which repeated lines are furniture of their site.

Those that are short, stand on several documents with a text of their own, and stand at the edge of them.
Copies of an article share their sentences, so they have no text of their own and count for nothing: the same
agency copy on ten pages teaches nothing. How often is often enough depends on what the line looks like.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from warraq import schema
from warraq.cleaning.lines import Flags, Ints
from warraq.cleaning.profiles.fragments import Row, learn_fragments
from warraq.cleaning.profiles.keys import keys_of
from warraq.cleaning.profiles.looks import NAME_WORDS, Looks, is_furniture, label_of
from warraq.cleaning.profiles.observations import MIN_DOCUMENTS, Floats, Seen
from warraq.fold import fold_array

EDGE = 0.8  # share of its places that lie above or below the article
# A line of any look: half of the site's documents. Sentences repeat in a series of articles: for them also
# BRACKET_DOCUMENTS.
FREQUENT = 0.5
# Plain words in the first or the last two lines of ten documents, nine times of ten there. With fewer, on the
# newspapers of docs/site-profiles.md, come the wishes and formulas of readers' letters, which are text.
BRACKET_DOCUMENTS, BRACKET_CHARS, BRACKET_LINES, BRACKET = 10, 60, 2, 0.9
SECTIONS = 2  # names of sections a page: one more than it has
TEMPLATE_WORDS = 4  # with a number that changes, only so short a line: longer ones may be a daily headline
AGENCY_WORDS = 12  # a dateline with two dates and the agency's name
BLOCK_DOCUMENTS, BLOCK, BLOCK_ROUNDS = 5, 0.9, 3  # below an address or a number nine times of ten: part of it
NAMING, NAME_CHARS = (
    ("legal", "contact", "promo_cta"),
    6,
)  # where a site says its name; a name has more letters

Objects = np.ndarray[Any, np.dtype[np.object_]]


def learn(observed: Sequence[pa.Table], codes: tuple[str, ...]) -> pa.Table:
    """The profile (schema.SITE_LINES) of every site in these observations, in whatever order they come.

    `codes` are the packs whose rules may name a line. Memory: some 100 bytes for each line, and the text of
    those that stand on enough documents.
    """
    seen = Seen.of(observed)
    glued = list(learn_fragments(seen, observed, codes))
    rows = [*_without_heads(_whole_lines(seen, observed, codes), glued), *glued]
    rows.sort(key=lambda row: tuple(row[name].encode() for name in schema.SITE_LINES.key))
    return pa.Table.from_pylist(rows, schema.SITE_LINES.schema)


def _without_heads(rows: Iterator[Row], glued: Sequence[Row]) -> Iterator[Row]:
    """The rows that do not begin with a head of their site; the head alone on a line is what the head is."""
    heads = {(row["site"], row["key"]): row for row in glued if row["place"] == "head"}
    for row in rows:
        of_site = [
            head for (site, key), head in heads.items() if site == row["site"] and row["key"].startswith(key)
        ]
        same = heads.get((row["site"], row["key"]))
        if same is not None:
            yield {**row, "label": same["label"], "rule": same["rule"]}
        elif not of_site:
            yield row


@dataclass(frozen=True)
class Repeated:
    """The short lines of enough documents, a row each; `line` is a number of Seen.line."""

    line: Ints
    site: Ints
    text: pa.Array
    documents: Ints
    of: Ints
    edge: Floats  # share of its places above or below the article …
    opening: Floats  # … among the first lines of the page …
    closing: Floats  # … among the last
    first: Floats  # … the very first
    top: Flags  # above the article rather than below it

    @classmethod
    def of_seen(cls, seen: Seen, observed: Sequence[pa.Table]) -> "Repeated":
        """The lines of at least MIN_DOCUMENTS documents with a text of their own."""
        here = seen.own[seen.doc]
        documents = seen.documents(here)
        line, text = seen.texts(observed, documents >= MIN_DOCUMENTS)
        places = np.maximum(np.bincount(seen.line[here], minlength=len(documents)), 1)

        def share(where: Flags) -> Floats:
            counts = np.bincount(seen.line[here & where], minlength=len(documents))
            result: Floats = (counts / places)[line]
            return result

        site = seen.site[seen.doc[seen.first_place[line]]]
        return cls(
            line,
            site,
            text,
            documents[line],
            seen.size[site],
            share(seen.above | seen.below),
            share(seen.from_start < BRACKET_LINES),
            share(seen.from_end < BRACKET_LINES),
            share(seen.from_start == 0),
            share(seen.above) > share(seen.below),
        )


def _whole_lines(seen: Seen, observed: Sequence[pa.Table], codes: tuple[str, ...]) -> Iterator[Row]:
    lines = Repeated.of_seen(seen, observed)
    looks = Looks.of(lines.text, codes)
    keys = keys_of(looks.columns.folded).to_pylist()
    above, below = looks.known("top"), looks.known("end")
    known = np.array([above[row] if top else below[row] for row, top in enumerate(lines.top)], object)
    rules = _rules(lines, looks, known, np.array(["#" in key for key in keys], np.bool_))
    labels = [
        _label(lines, looks, known[row], row, rules[row] == "profile.frequent") if rules[row] else None
        for row in range(len(rules))
    ]
    for row in _below(seen, lines, looks, known, labels):
        rules[row], labels[row] = "profile.block", "contact"
    for row in _mastheads(seen, lines, looks, keys, rules, labels):
        labels[row] = "masthead"
    for row in _menus(lines, labels):
        labels[row] = "nav"
    for row in np.flatnonzero(rules != "").tolist():
        yield {
            "site": seen.sites[lines.site[row]],
            "place": "line",
            "key": keys[row],
            "line": lines.text[row].as_py(),
            "documents": lines.documents[row],
            "of": lines.of[row],
            "share": lines.documents[row] / lines.of[row],
            "edge": lines.edge[row],
            "label": labels[row],
            "rule": rules[row],
        }


def _rules(lines: Repeated, looks: Looks, known: Objects, template: Flags) -> Objects:
    """The rule that makes each line a line of the profile; empty for those that are none."""
    columns = looks.columns
    share = lines.documents / np.maximum(lines.of, 1)
    furniture = np.array([is_furniture(label) for label in known], np.bool_)
    text = np.array([label is not None for label in known], np.bool_) & ~furniture
    outer = (np.maximum(lines.opening, lines.closing) >= BRACKET) & ~columns.introduces
    often = lines.documents >= BRACKET_DOCUMENTS
    plain = often & outer & ~columns.sentence & (columns.lines.chars <= BRACKET_CHARS) & ~template
    agency = (
        looks.agency & (lines.opening >= BRACKET) & (columns.words <= AGENCY_WORDS) & (often | looks.digits)
    )
    frequent = (share >= FREQUENT) & ~columns.introduces & (often | ~columns.sentence)
    frequent &= ~template | (often & outer & (columns.words <= TEMPLATE_WORDS))
    rules = np.full(len(share), "", object)
    for rule, where in (
        ("profile.bracket", plain),
        ("profile.agency", agency),
        ("profile.frequent", frequent),
        ("profile.contact", looks.contact),
        ("profile.known", furniture),
    ):
        rules[where & (lines.edge >= EDGE) & ~text] = rule
    return rules


def _label(lines: Repeated, looks: Looks, known: str | None, row: int, frequent: bool) -> str:
    if known is not None and is_furniture(known):
        return known
    first = bool(lines.first[row] >= BRACKET)
    return label_of(looks, row, top=bool(lines.top[row]), first=first, frequent=frequent)


def _below(
    seen: Seen, lines: Repeated, looks: Looks, known: Objects, labels: Sequence[str | None]
) -> list[int]:
    """Lines that nearly always stand right below a line with an address or a number in it.

    They are part of its block, and so is what stands below them in turn.
    """
    may = (lines.documents >= BLOCK_DOCUMENTS) & (lines.edge >= EDGE) & ~looks.columns.sentence
    may &= np.array([label is None for label in known], np.bool_) & ~looks.contact
    start = np.array([label == "contact" for label in labels], np.bool_)
    block = start
    for _ in range(BLOCK_ROUNDS):
        block = block | (may & (_share_below(seen, lines, block) >= BLOCK))
    return np.flatnonzero(block & ~start).tolist()


def _mastheads(
    seen: Seen,
    lines: Repeated,
    looks: Looks,
    keys: Sequence[str],
    rules: Objects,
    labels: Sequence[str | None],
) -> list[int]:
    """Lines on most pages, above the article, that name the site, or stand below an editor's title.

    The name is known by coming back in the site's legal line, address or call to subscribe.
    """
    editors = np.array([label == "masthead" for label in labels], np.bool_) & (rules == "profile.known")
    words = looks.columns.words
    name = (words >= 2) & (words <= NAME_WORDS) & ~looks.parted
    below = name & (_share_below(seen, lines, editors) >= BLOCK)
    names: dict[int, list[str]] = {}
    for row in range(len(keys)):
        if labels[row] in NAMING:
            names.setdefault(int(lines.site[row]), []).append(keys[row])
    found = []
    for row in np.flatnonzero((rules == "profile.frequent") & lines.top).tolist():
        outlet = keys_of(fold_array(pa.array([re.split(r" [-–|] ", lines.text[row].as_py())[0]])))[0].as_py()
        named = any(outlet in key and outlet != key for key in names.get(int(lines.site[row]), ()))
        if below[row] or (len(outlet) >= NAME_CHARS and named):
            found.append(row)
    return found


def _menus(lines: Repeated, labels: Sequence[str | None]) -> list[int]:
    """Names of sections that stand on most pages of a site with several: its menu.

    A page is in one section, so names that together stand on it more often than that are no labels of it.
    """
    share = lines.documents / np.maximum(lines.of, 1)
    named = np.flatnonzero((share >= FREQUENT) & np.array([label == "section" for label in labels], np.bool_))
    together = np.bincount(lines.site[named], share[named], minlength=1)
    return [int(row) for row in named[together[lines.site[named]] >= SECTIONS]]


def _share_below(seen: Seen, lines: Repeated, marked: Flags) -> Floats:
    """Of the places of each line, the share that are right below one of these."""
    number = np.full(len(seen.first_place), -1, np.int64)
    number[lines.line] = np.arange(len(lines.line))
    at = np.flatnonzero((number[seen.line] >= 0) & seen.own[seen.doc])
    of_line = np.zeros(len(seen.first_place), np.int64)
    of_line[lines.line] = marked
    above = seen.neighbour(of_line[seen.line], -1)[at] > 0
    row = number[seen.line[at]]
    touching = np.bincount(row[above], minlength=len(marked))
    result: Floats = touching / np.maximum(np.bincount(row, minlength=len(marked)), 1)
    return result
