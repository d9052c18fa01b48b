"""Stretches inside lines: datelines, bylines, dates, adverts and wire marks glued to text.

The patterns are the packs' `[[span]]`s. Their groups lie end to end, so the lengths of the groups are the
offsets; these are led back from the folded text to the raw one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.cleaning.folding import Signs, signs_of
from warraq.cleaning.lines import Ints, Lines, distinct
from warraq.cleaning.page import Pages
from warraq.cleaning.sieve import Asked, Sieve
from warraq.cleaning.verdicts import CODE, Verdicts
from warraq.fold import fold_aligned
from warraq.packs import needs

WINDOW_BYTES = 400  # how far from the start or the end of a line a span may reach
OPENING_LINES, CLOSING_LINES = 2, 2
META_CHARS = 260
NAME_BYTES, AGENCY_WORDS = 120, 3  # how far an agency's name reaches after a dash
SAID_LINES = 60  # lines of a menu, or of credits, that are looked at
_SEPARATING_TATWEEL = re.compile(r"(?<=\s)ـ+|ـ+(?=\s|$)", re.MULTILINE)

Row = tuple[int, int, int, int]  # start, end, label code, rule code
Groups = list[tuple[str, int, int]]
Match = tuple[int, packs.Span, list[tuple[str, int, int]]]  # line, span, (group, start byte, end byte)


def leading_artefacts(lines: Lines, verdicts: Verdicts, codes: tuple[str, ...]) -> tuple[Lines, list[Row]]:
    """What an extractor wrote before a page's first line: cut off, before anything is asked of that line."""
    first = np.flatnonzero(np.diff(lines.doc, prepend=-1) != 0)
    start = lines.start.copy()
    rows: list[Row] = []
    for line, span, groups in _matches(lines, first, codes, "first", "head"):
        rows += _rows(span, groups, verdicts)
        rest, _ = lines.buffer.strip(np.array([groups[-1][2]]), lines.end[line : line + 1])
        if rest[0] < lines.end[line] and lines.buffer.has_space(rest[:1] - 1, rest[:1])[0]:
            start[line] = rest[0]
        else:
            verdicts.set(np.array([line]), packs.group_label(groups[0][0]), span.id)
    return lines.starting_at(start), rows


def metadata_lines(pages: Pages) -> list[Row]:
    """Lines around the article with several pieces of metadata: each gets its span, the line its label."""
    verdicts = pages.verdicts
    around = (verdicts.open() & ~pages.sentences) | verdicts.isin(["wrapper", "caption"])
    around &= pages.lines.chars <= META_CHARS
    rows: list[Row] = []
    for side in packs.SIDES:
        candidates = np.flatnonzero(around)
        found = _matches(pages.lines, candidates, pages.codes, "meta", side, pages.features.signs)
        for line, span, groups in found:
            rows += _rows(span, _menu_entries(pages, line, groups), verdicts)
            verdicts.set(np.array([line]), span.line or "body", span.id)
            around[line] = False
    return rows


def in_text(pages: Pages) -> list[Row]:
    """Spans at the edges of the article and of its lines."""
    verdicts, lines = pages.verdicts, pages.lines
    body = np.flatnonzero(verdicts.isin(["body"]))
    number = np.arange(len(body)) - np.searchsorted(lines.doc[body], lines.doc[body])
    from_end = np.searchsorted(lines.doc[body], lines.doc[body], "right") - np.arange(len(body))
    slot = (verdicts.isin(["caption"]) | verdicts.ruled("top.deck")) & pages.top
    where = {
        "author": np.flatnonzero(verdicts.ruled(".author_by_date")),
        "slot": np.flatnonzero(slot & (lines.chars <= META_CHARS)),
        "opening": body[number < OPENING_LINES],
        "closing": body[from_end <= CLOSING_LINES],
        "body": body,
    }
    function_words = packs.function_words(pages.codes)
    rows: list[Row] = []
    for name, candidates in where.items():
        for side in packs.SIDES:
            found = _matches(lines, candidates, pages.codes, name, side, pages.features.signs)
            for line, span, groups in found:
                if span.given or span.place or not _is_sentence(lines, groups, function_words):
                    if span.id.endswith(".dateline.dash"):
                        groups = _with_agency(pages, line, groups)
                    rows += _rows(span, groups, verdicts)
                    if span.line:
                        verdicts.set(np.array([line]), span.line, span.id)
    return rows


def _menu_entries(pages: Pages, line: int, groups: Groups) -> Groups:
    """What looks like an author beside a date, and is an entry of the menu, is the section."""
    if "byline" not in (name for name, _, _ in groups):
        return groups
    menu = _said_by(pages, line, "nav")
    return [
        ("section" if name == "byline" and _words(pages.lines, start, end) in menu else name, start, end)
        for name, start, end in groups
    ]


def _with_agency(pages: Pages, line: int, groups: Groups) -> Groups:
    """`PLACE - AGENCY` with no mark after it, where a line of the page credits that agency: all of it."""
    credited = _said_by(pages, line, "agency_credit")
    name, start, end = groups[-1]
    stop = int(pages.lines.buffer.align(np.array([min(int(pages.lines.end[line]), end + NAME_BYTES)]))[0])
    after = pages.lines.buffer.arrow[end:stop].to_pybytes().decode()
    ends = [match.end() for match in re.finditer(r"\w+", after)][:AGENCY_WORDS]
    for length in reversed([len(after[:at].encode()) for at in ends]):
        if _words(pages.lines, end, end + length) in credited:
            return [*groups[:-1], (name, start, end + length)]
    return groups


def _said_by(pages: Pages, line: int, label: str) -> str:
    """What the lines of one label say on the page of this line, folded, its words between single spaces."""
    doc = pages.lines.doc[line]
    begin, stop = int(pages.doc_bounds[doc]), int(pages.doc_bounds[doc + 1])
    rows = begin + np.flatnonzero(pages.verdicts.isin([label], slice(begin, stop)))[:SAID_LINES]
    said = pages.features.folded.take(pa.array(rows)).to_pylist()
    return " ".join(["", *(word for text in said for word in re.findall(r"\w+", text)), ""])


def _words(lines: Lines, start: int, end: int) -> str:
    text = lines.buffer.arrow[start:end].to_pybytes().decode()
    return " ".join(["", *re.findall(r"\w+", fold_aligned(text)[0]), ""])


@cache
def _spans(codes: tuple[str, ...], where: str, side: str) -> tuple[packs.Span, ...]:
    return tuple(span for span in packs.rules(codes).spans if (span.where, span.side) == (where, side))


def _rows(span: packs.Span, groups: Sequence[tuple[str, int, int]], verdicts: Verdicts) -> list[Row]:
    rule = verdicts.code_of(span.id)
    return [
        (start, end, CODE[packs.group_label(name)], rule)
        for name, start, end in groups
        if not name.startswith("_") and start < end
    ]


def _is_sentence(
    lines: Lines, groups: Sequence[tuple[str, int, int]], function_words: frozenset[str]
) -> bool:
    """Names and places hold no function words; a stretch that does, with no date in it, is running text."""
    text = " ".join(
        lines.buffer.arrow[start:end].to_pybytes().decode() for name, start, end in groups if name in _NAMES
    )
    words = fold_aligned(text)[0].split()
    return not any(c.isdigit() for c in text) and any(word in function_words for word in words)


_NAMES = ("dateline", "byline")


def _matches(
    lines: Lines, rows: Ints, codes: tuple[str, ...], where: str, side: str, signs: Signs | None = None
) -> Iterator[Match]:
    """For each of these lines the longest span that fits it, if any; of equals, one that knows its words.

    `signs`: of all lines, where they are known.
    """
    spans = _spans(codes, where, side)
    if not len(rows) or not spans:
        return
    start, end = _reach(lines, rows, side)
    could = _sieve(codes, where, side).candidates(
        _signs(lines, rows, start, end, signs), np.zeros(len(rows), np.int64)
    )
    some = distinct(np.concatenate(could))
    if not len(some):
        return
    window = _Window(lines, start[some], end[some], side)
    best: dict[int, tuple[packs.Span, list[tuple[str, int]]]] = {}
    for span, asked in zip(spans, could, strict=True):
        if not len(asked):
            continue
        asked = np.searchsorted(some, asked)
        fits = np.asarray(
            pc.match_substring_regex(window.folded.take(pa.array(asked)), span.pattern), np.bool_
        )
        hits = asked[fits]
        if not len(hits):
            continue
        groups = pc.extract_regex(window.folded.take(pa.array(hits)), span.pattern)
        for k, found in zip(hits.tolist(), groups.to_pylist(), strict=True):
            lengths = [(name, len(value)) for name, value in found.items()]
            if not _knows(span, found, codes):
                continue
            if k not in best or _strength(span, lengths) > _strength(*best[k]):
                best[k] = (span, lengths)
    for k, (span, lengths) in sorted(best.items()):
        yield int(rows[some[k]]), span, window.bytes_of(k, lengths)


@cache
def _sieve(codes: tuple[str, ...], where: str, side: str) -> Sieve:
    macros = packs.rules(codes).macros
    asked = []
    for span in _spans(codes, where, side):
        start, end = needs.anchors(span.pattern)
        asked.append(Asked(macros.unfilled[span.pattern], start, end, max_chars=0))
    return Sieve(asked, macros)


def _signs(lines: Lines, rows: Ints, start: Ints, end: Ints, signs: Signs | None) -> Signs:
    """The signs of what a span may reach of these lines: those of the line where that was folded whole.

    Tatweel may be a dash here that is dropped there: then the characters say nothing.
    """
    cut = (end - start < lines.end[rows] - lines.start[rows]) | (lines.chars[rows] > packs.MATCHED_CHARS)
    long = np.flatnonzero(cut)
    if signs is None or len(long) == len(rows):
        found = signs_of(lines.buffer.strings(start, end))
    else:
        found = signs.take(rows)
        found.put(long, signs_of(lines.buffer.strings(start[long], end[long])))
    at = lines.buffer.tatweels
    dashed = (
        np.searchsorted(at, end) > np.searchsorted(at, start) if len(at) else np.zeros(len(rows), np.bool_)
    )
    found.marks[dashed] = ~np.uint64(0)
    return found


def _reach(lines: Lines, rows: Ints, side: str) -> tuple[Ints, Ints]:
    """How far a span may reach in each of these lines."""
    start, end = lines.start[rows], lines.end[rows]
    if side == "head":
        return start, lines.buffer.align(np.minimum(end, start + WINDOW_BYTES))
    return lines.buffer.align(np.maximum(start, end - WINDOW_BYTES)), end


def _knows(span: packs.Span, found: Mapping[str, str], codes: tuple[str, ...]) -> bool:
    """Are the words of its groups the given name and the place they must be?"""
    given, place = (_EDGES.sub("", found[name]) if name else "" for name in (span.given, span.place))
    return (not given or given.split()[0] in packs.known("given", codes)) and (
        not place or place in packs.known("place", codes)
    )


_EDGES = re.compile(r"^\W+|\W+$")


def _strength(span: packs.Span, lengths: Sequence[tuple[str, int]]) -> tuple[int, bool]:
    return _total(lengths), bool(span.given or span.place)


def _total(lengths: Sequence[tuple[str, int]]) -> int:
    return sum(length for _, length in lengths)


class _Window:
    """The heads or the tails of some lines, folded, and the way back."""

    def __init__(self, lines: Lines, start: Ints, end: Ints, side: str) -> None:
        self.side, self.start = side, start
        self.raw: list[str] = lines.buffer.strings(start, end).to_pylist()
        joined = "\n".join(self.raw)
        if any(edge in joined for edge in (" ـ", "ـ ", "ـ\n")):
            joined = _SEPARATING_TATWEEL.sub(lambda m: "-" * len(m[0]), joined)
        text, self.offsets = fold_aligned(joined)
        folded = text.split("\n")
        self.folded = pa.array(folded, pa.string())
        self.folded_start = np.cumsum([0] + [len(line) + 1 for line in folded])
        self.raw_start = np.cumsum([0] + [len(line) + 1 for line in self.raw])

    def bytes_of(self, k: int, lengths: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
        """The groups of a match in window k as byte offsets into the batch."""
        size = int(self.folded_start[k + 1] - self.folded_start[k]) - 1
        at = 0 if self.side == "head" else size - _total(lengths)
        found = []
        for name, length in lengths:
            found.append((name, self._byte(k, at), self._byte(k, at + length)))
            at += length
        return found

    def _byte(self, k: int, position: int) -> int:
        raw = int(self.offsets[self.folded_start[k] + position] - self.raw_start[k])
        return int(self.start[k]) + len(self.raw[k][:raw].encode())
