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
from warraq.cleaning.features import Features
from warraq.cleaning.folding import texts_and_signs
from warraq.cleaning.lines import Flags, Ints, Lines, distinct
from warraq.cleaning.matching import captured, matching
from warraq.cleaning.page import Pages
from warraq.cleaning.sieve import Asked, Sieve
from warraq.cleaning.verdicts import CODE, Verdicts
from warraq.fold import fold, fold_aligned
from warraq.packs import needs

WINDOW_BYTES = 400  # how far from the start or the end of a line a span may reach …
FIRST_BYTES = 120  # … and what an extractor wrote before the first one
OPENING_LINES, CLOSING_LINES = 2, 2
META_CHARS = 260
NAME_BYTES, AGENCY_WORDS = 120, 3  # how far an agency's name reaches after a dash
SAID_LINES = 60  # lines of a menu, or of credits, that are looked at
ARABIC = "\u0600"  # words of letters from here on are no function words when they have but one
_PLACE = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2}\.(?= )")
_PARTING_TATWEEL = re.compile(r"(?<!\S)ـ+|ـ+(?!\S)")

Row = tuple[int, int, int, int]  # start, end, label code, rule code
Groups = list[tuple[str, int, int]]
Match = tuple[int, packs.Span, list[tuple[str, int, int]]]  # line, span, (group, start byte, end byte)


def leading_artefacts(lines: Lines, verdicts: Verdicts, codes: tuple[str, ...]) -> tuple[Lines, list[Row]]:
    """What an extractor wrote before a page's first line: cut off, before anything is asked of that line."""
    first = np.flatnonzero(np.diff(lines.doc, prepend=-1) != 0)
    start = lines.start.copy()
    rows: list[Row] = []
    for line, span, groups in _matches(_Windows(lines, first, "head", FIRST_BYTES), first, codes, "first"):
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
        candidates = _could_fit(pages, np.flatnonzero(around), "meta", side)
        windows = _Windows(pages.lines, candidates, side, WINDOW_BYTES, pages.features)
        for line, span, groups in _matches(windows, candidates, pages.codes, "meta"):
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
        "title": np.flatnonzero(verdicts.isin(["title"])),
        "author": np.flatnonzero(verdicts.ruled(".author_by_date")),
        "slot": np.flatnonzero(slot & (lines.chars <= META_CHARS)),
        "opening": body[number < OPENING_LINES],
        "closing": body[from_end <= CLOSING_LINES],
        "body": body,
    }
    function_words = packs.function_words(pages.codes)
    # The windows of one side are folded once for all: the first and last lines of the body are in it as well.
    windows = {}
    for side in packs.SIDES:
        asked = [candidates for name, candidates in where.items() if _spans(pages.codes, name, side)]
        windows[side] = _Windows(lines, distinct(np.concatenate(asked)), side, WINDOW_BYTES, pages.features)
    rows: list[Row] = []
    for name, candidates in where.items():
        for side in packs.SIDES:
            for line, span, groups in _matches(windows[side], candidates, pages.codes, name):
                if span.given or span.place or not _is_sentence(lines, groups, function_words):
                    if span.id.endswith(".dateline.dash"):
                        groups = _with_agency(pages, line, groups)
                    rows += _rows(span, groups, verdicts)
                    if span.line:
                        verdicts.set(np.array([line]), span.line, span.id)
    return (
        rows + _agencies_again(pages, rows, where["closing"]) + _places_again(pages, rows, body[number == 0])
    )


def in_slots(pages: Pages, rows: Ints) -> Ints:
    """Which of these lines between headline and article hold a span: an author, a place, a photographer."""
    found = []
    for side in packs.SIDES:
        windows = _Windows(pages.lines, rows, side, WINDOW_BYTES, pages.features)
        found += [line for line, _, _ in _matches(windows, rows, pages.codes, "slot")]
    return np.array(found, np.int64)


def datelined(pages: Pages, rows: Ints) -> Ints:
    """Which of these lines open with a dateline: with no more than a dash after its first words, those whose
    words are a place."""
    windows = _Windows(pages.lines, rows, "head", WINDOW_BYTES, pages.features)
    function_words, places = packs.function_words(pages.codes), packs.known("place", pages.codes)
    found = []
    for line, span, groups in _matches(windows, rows, pages.codes, "opening"):
        if not any(packs.group_label(name) == "dateline" for name, _, _ in groups):
            continue
        loose = span.id.endswith((".dateline.dash", ".dateline.outlet_slash"))
        if loose and _words(pages.lines, *groups[0][1:]).strip() not in places:
            continue
        if span.given or span.place or not _is_sentence(pages.lines, groups, function_words):
            found.append(line)
    return np.array(found, np.int64)


def _places_again(pages: Pages, rows: Sequence[Row], openings: Ints) -> list[Row]:
    """The place and the stop that open the article, where they open a second story of the page, too."""
    lines, found = pages.lines, []
    second = np.flatnonzero(pages.verdicts.ruled("context.second_story"))
    of_page = lines.doc[second]
    taken = {start for start, _, _, _ in rows}
    rule = pages.verdicts.code_of("context.dateline_again")
    for line in openings[np.isin(lines.doc[openings], of_page)].tolist():
        start = int(lines.start[line])
        stop = int(lines.buffer.align(np.array([min(int(lines.end[line]), start + NAME_BYTES)]))[0])
        place = _PLACE.match(lines.buffer.arrow[start:stop].to_pybytes().decode())
        if place is None or start in taken:
            continue
        first, past = np.searchsorted(of_page, [lines.doc[line], lines.doc[line] + 1])
        others = second[first:past]
        again = pages.features.folded.take(pa.array(others)).to_pylist()
        if any(text.startswith(fold(place[0])) for text in again):
            found.append((start, start + len(place[0].encode()), CODE["dateline"], rule))
    return found


def _agencies_again(pages: Pages, rows: Sequence[Row], closing: Ints) -> list[Row]:
    """The bracket after the last sentence that names the agency the dateline has in a bracket."""
    lines, found = pages.lines, []
    agency = {
        int(np.searchsorted(lines.buffer.bounds, start, "right")) - 1: bracket[0]
        for start, end, label, _ in rows
        if label == CODE["dateline"]
        and (bracket := re.search(r"\([^()]+\)", lines.buffer.arrow[start:end].to_pybytes().decode()))
    }
    taken = {end for _, end, _, _ in rows}
    rule = pages.verdicts.code_of("context.agency_again")
    for line in closing[np.isin(lines.doc[closing], list(agency))].tolist():
        end, name = int(lines.end[line]), agency[int(lines.doc[line])].encode()
        text = lines.buffer.arrow[int(lines.start[line]) : end].to_pybytes()
        if end not in taken and text.endswith(b" " + name):
            found.append((end - len(name), end, CODE["agency_credit"], rule))
    return found


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
    words = [word for word in words if len(word) > 1 or word < ARABIC]  # `و م ع` is an agency
    return not any(c.isdigit() for c in text) and any(word in function_words for word in words)


_NAMES = ("dateline", "byline")


def _matches(windows: "_Windows", rows: Ints, codes: tuple[str, ...], where: str) -> Iterator[Match]:
    """For each of these lines the longest span that fits it, if any; of equals, one that knows its words.

    The rows are some of those the windows are of.
    """
    spans = _spans(codes, where, windows.side)
    if not len(rows) or not spans:
        return
    at = np.searchsorted(windows.rows, rows)
    could = sieve_of(codes, where, windows.side).candidates(
        windows.signs.take(at), np.zeros(len(rows), np.int64)
    )
    best: dict[int, tuple[packs.Span, list[tuple[str, int]]]] = {}
    for span, asked in zip(spans, could, strict=True):
        if not len(asked):
            continue
        asked = at[asked]
        hits = asked[matching(windows.folded.take(pa.array(asked)), span.pattern)]
        groups = captured(windows.folded.take(pa.array(hits)), span.pattern)
        for k, found in zip(hits.tolist(), groups, strict=True):
            lengths = [(name, len(value)) for name, value in found.items()]
            if not _knows(span, found, codes):
                continue
            if k not in best or _strength(span, lengths) > _strength(*best[k]):
                best[k] = (span, lengths)
    for k, (span, lengths) in sorted(best.items()):
        yield int(windows.rows[k]), span, windows.bytes_of(k, lengths)


def _could_fit(pages: Pages, rows: Ints, where: str, side: str) -> Ints:
    """Of these lines the ones that a span could fit, by their text where that is all in the window."""
    texts, lines = pages.features.texts, pages.lines
    text, distinct_texts = texts.of_line[rows], np.zeros(len(texts.chars), np.bool_)
    distinct_texts[text] = True
    asked = np.flatnonzero(distinct_texts)
    could = sieve_of(pages.codes, where, side).candidates(
        texts.signs.take(asked), np.zeros(len(asked), np.int64)
    )
    fitting = np.zeros(len(texts.chars), np.bool_)
    fitting[asked[np.concatenate(could)]] = True
    return rows[fitting[text] | _unlike_their_texts(lines, rows)]


def _unlike_their_texts(lines: Lines, rows: Ints) -> Flags:
    """The lines that have to be folded anew for a window: long ones, and those with tatweel, which may be a
    dash here."""
    tatweels, start, end = lines.buffer.tatweels, lines.start[rows], lines.end[rows]
    dashed = np.searchsorted(tatweels, end) > np.searchsorted(tatweels, start)
    result: Flags = dashed | (end - start > WINDOW_BYTES) | (lines.chars[rows] > packs.MATCHED_CHARS)
    return result


@cache
def sieve_of(codes: tuple[str, ...], where: str, side: str) -> Sieve:
    """The sieve before the spans of these packs that stand there."""
    macros = packs.rules(codes).macros
    asked = []
    for span in _spans(codes, where, side):
        pattern = macros.unfilled[span.pattern]  # a twentieth of the pattern: its anchors are found at once
        asked.append(Asked(pattern, *needs.anchors(pattern), max_chars=0))
    return Sieve(asked, macros)


def _knows(span: packs.Span, found: Mapping[str, str], codes: tuple[str, ...]) -> bool:
    """Are the words of its groups, or of one of their parts between dashes, the given name and the place they
    must be?"""
    given, place = (_parts(found[name]) if name else [""] for name in (span.given, span.place))
    return (not span.given or any(part.split()[0] in packs.known("given", codes) for part in given)) and (
        not span.place or any(part in packs.known("place", codes) for part in place)
    )


def _parts(text: str) -> list[str]:
    """A group without the marks around it, and what stands in it between dashes."""
    parts = (_EDGES.sub("", part) for part in (text, *text.split("-")))
    return [part for part in parts if part]


_EDGES = re.compile(r"^\W+|\W+$")


def _strength(span: packs.Span, lengths: Sequence[tuple[str, int]]) -> tuple[int, bool]:
    return _total(lengths), bool(span.given or span.place)


def _total(lengths: Sequence[tuple[str, int]]) -> int:
    return sum(length for _, length in lengths)


class _Windows:
    """The heads or the tails of some lines, as far as a span may reach: folded, with their signs, and the way
    back to the raw text.

    A line that is all in its window was folded already (`features`, where there are any); of long lines, and
    of those with tatweel, which may be a dash here, the window is folded here.
    """

    def __init__(
        self, lines: Lines, rows: Ints, side: str, reach: int, features: Features | None = None
    ) -> None:
        self.lines, self.rows, self.side = lines, rows, side
        start, end = lines.start[rows], lines.end[rows]
        cut = end - start > reach
        if side == "head":
            end = lines.buffer.align(np.minimum(end, start + reach))
        else:
            start = lines.buffer.align(np.maximum(start, end - reach))
        self.start, self.end = start, end
        tatweels = lines.buffer.tatweels
        dashed = np.searchsorted(tatweels, end) > np.searchsorted(tatweels, start)
        own = cut | dashed | (lines.chars[rows] > packs.MATCHED_CHARS) | (features is None)
        at = np.flatnonzero(own)
        self.folded, self.signs = texts_and_signs(lines.buffer.strings(start[at], end[at]))
        if features is not None:
            texts = features.texts.of_line[rows]
            known = features.texts.folded.take(pa.array(texts))
            self.folded = pc.replace_with_mask(known, pa.array(own), self.folded)
            signs, self.signs = self.signs, features.texts.signs.take(texts)
            self.signs.put(at, signs)
        if dashed.any():
            folded = [fold(_with_dashes(self._raw(k))) for k in np.flatnonzero(dashed).tolist()]
            self.folded = pc.replace_with_mask(self.folded, pa.array(dashed), pa.array(folded, pa.string()))
            self.signs.marks[:, dashed] = ~np.uint64(0)  # the characters say nothing

    def bytes_of(self, k: int, lengths: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
        """The groups of a match in window k as byte offsets into the batch."""
        raw = self._raw(k)
        folded, offsets = fold_aligned(_with_dashes(raw))
        at = 0 if self.side == "head" else len(folded) - _total(lengths)
        found = []
        for name, length in lengths:
            first, stop = (int(self.start[k]) + len(raw[:i].encode()) for i in offsets[[at, at + length]])
            found.append((name, first, stop))
            at += length
        return found

    def _raw(self, k: int) -> str:
        start, end = int(self.start[k]), int(self.end[k])
        text: str = self.lines.buffer.arrow[start:end].to_pybytes().decode()
        return text


def _with_dashes(text: str) -> str:
    """The text, as long as it was, with dashes for the tatweel that parts words."""
    return _PARTING_TATWEEL.sub(lambda match: "-" * len(match[0]), text) if "ـ" in text else text
