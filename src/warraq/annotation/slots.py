"""Datelines, bylines and credit lines: which part is a place, an agency, an outlet, a person.

All three are a few names parted by marks (`بغداد - (د ب أ):`, `المصدر: X + Y`, `NAME | مراسل "X" - بغداد:`),
in an order that every outlet chooses for itself. So one reader serves them all: cut at the marks, then ask of
each part what it is, the sure answers (tables) before the likely ones (shape).
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from warraq.annotation import agencies
from warraq.annotation.credit_words import CreditWords, either, key, key_of_folded
from warraq.annotation.outlet_names import is_own, is_variant
from warraq.annotation.page import Page, Span
from warraq.annotation.places import is_place
from warraq.fold import fold, fold_aligned

Kind = Literal["person", "agency", "outlet", "place"]
Slot = Literal["dateline", "byline", "credit", "continuation"]

LONGEST_SLOT = 300  # characters; a longer one was cut wrongly, and its first part is all that can be trusted
LONGEST_NAME = 5  # words of a person's name
AGENCY_LETTERS = 4  # capitals of an agency no table knows: `(PHA)`
LONGEST_OUTLET = 6  # words of an outlet's name
WIRES = "agencies"  # the id of `وكالات` in the table

TATWEEL_DASH = re.compile(r"(?:(?<=\s)|^)ـ+(?=\s|$)|(?<=\s)ـ+(?=\S)|(?<=\S)ـ+(?=\s)")
MARKS = re.compile(
    r"[()\[\]{}|/+:,;،؛۔•*\n\t«»“”\"″<>]"  # wherever they stand
    r"|\s(?=@\w)"  # `NAME @handle`
    r"|(?<![\w])[-_]+|[-_]+(?!\w)"  # dashes with a space beside them
    r"|(?<=[\u0600-\u06ff])-(?=\w)|(?<=\w)-(?=[\u0600-\u06ff])"  # `بغداد-واع`; not `Al-Jazeera`
    r"|\s{3,}"
)
FOR_A_HOUSE = re.compile(r"\s*[لب](\w+)\s")
NOTHING = re.compile(r"(?!)")
CREDIT_MARKS = re.compile(r"[+/|,،;؛\n]")
NUMBER = re.compile(r"\d[\d/.:,-]*")
QUOTES = frozenset('«»“”"″')
SIGNED = re.compile(r"\w{1,2}\.\s?\w{1,2}\.?")  # as wires sign below the story: `س.ب / ع.ك`
TOWN_STATE = re.compile(r"[^\W\d_][^\W\d_ ]*(?: [^\W\d_ ]+){0,3}, ?[^\W\d_][^,.()\d]{1,24}\.")
INITIALS = re.compile(r"\w{1,7}\s?\.\s?\w{1,2}\.?|\w{1,2}(?:[ ./]\s?\w{1,2}){1,2}\.?")
HANDLE = re.compile(r"@[A-Za-z0-9_.]{2,30}|(?<!\w)[^\W_]{2,20}(?:_[^\W_]{2,20}){1,3}(?!\w)")
ADDRESS = re.compile(r"(?:https?://|www\.)\S*|[\w.-]+\.(?:com|net|org)\b\S*")
NOTE = re.compile(r"[*•]\s*\S+(?:\s+\S+){5,}")  # who the author is, in a sentence below the story
LETTERS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


class Part(NamedTuple):
    """A part of a slot and what it is; offsets in the raw text, null when it came with the document."""

    kind: Kind
    value: str  # canonical for an agency of the table, as printed otherwise
    start: int | None
    end: int | None
    rule: str
    sure: bool  # read from a table, not from its shape


class Piece(NamedTuple):
    """A part before it is judged."""

    name: str  # its key
    text: str  # as printed
    start: int
    end: int
    quoted: bool
    dated: bool  # it stood beside a number in the same part


class Found(NamedTuple):
    """What a piece turned out to be: the value, and the words of the piece it was read from."""

    kind: Kind
    value: str
    printed: str


def read(page: Page, words: CreditWords, outlet: str | None) -> list[Part]:
    """Every part of every slot of a page, in order, then of the known byline; `outlet` is the page's own."""
    slots: list[tuple[int, Slot, str]] = [
        *((s.start, "dateline", s.content) for s in page.of("dateline")),
        *((s.start, "byline", s.content) for s in page.of("byline") if not NOTE.match(s.content)),
        *((s.start, "credit", s.content) for s in page.of("agency_credit") if s != top_line(page, words)),
        *((s.start, "continuation", s.content) for s in page.of("continuation")),
    ]
    credited = frozenset(
        key(p.value)
        for start, slot, text in slots
        if slot == "credit"
        for p in read_slot(text, start, slot, words, outlet)
    )
    parts = [
        p
        for start, slot, text in sorted(slots)
        for p in read_slot(text, start, slot, words, outlet, credited)
    ]
    known = page.known.get("byline", "")
    return parts + [
        p._replace(start=None, end=None, rule="known.byline")
        for p in read_slot(known, 0, "byline", words, outlet)
    ]


def top_line(page: Page, words: CreditWords) -> Span | None:
    """The name of an agency or outlet alone, above the headline: whose page it is, and no credit."""
    titles, credits = page.of("title"), page.of("agency_credit")
    above = bool(titles and credits) and credits[0].start < titles[0].start
    return credits[0] if above and agencies.find(key(credits[0].content), words) else None


def read_slot(
    text: str,
    base: int,
    slot: Slot,
    words: CreditWords,
    outlet: str | None,
    credited: frozenset[str] = frozenset(),
) -> list[Part]:
    """The parts of one slot that stands at `base`; `outlet` is the page's own, where known; `credited` are
    the keys of the names its credit lines give."""
    if slot == "credit" and (reported := _reporter_in(text, base, words)):
        return reported
    pieces = list(_pieces(text[:LONGEST_SLOT], slot, words))
    judged = [(p, _sure(p, slot, words, outlet)) for p in pieces]
    if slot == "credit" and pieces and not any(sure for _, sure in judged):
        return list(_unknown_credits(text, base, pieces, words.fillers))
    judged = _town_of_that_name(judged, words)
    if slot == "dateline":
        judged = _town_in_the_name(text, judged, words, outlet)
        judged = _author_before_agency(text, judged, words)
        judged = _place_before_agency(text, judged, words, credited)
        judged = _town_and_state(text, judged)
    kinds = {sure.kind for _, sure in judged if sure}
    exclusive = words.exclusive.search(fold(text[:LONGEST_SLOT])) is not None
    count = sum(p.name not in words.calendar for p in pieces)
    parts = []
    for piece, sure in judged:
        found = sure or _likely(piece, slot, words, kinds, count, owned=bool(outlet), exclusive=exclusive)
        if found:
            kind, value, printed = found
            start = base + piece.start + piece.text.index(printed)
            parts.append(Part(kind, value, start, start + len(printed), f"{slot}.{kind}", sure is not None))
    return parts


def _reporter_in(text: str, base: int, words: CreditWords) -> list[Part] | None:
    """`به گزارش خبرنگار X از PLACE،`: the house and the place its reporter is in."""
    folded, at = fold_aligned(text[:LONGEST_SLOT])
    if not (label := words.labels["credit"].match(folded)) or words.roles.isdisjoint(label.group().split()):
        return None
    if not (cut := words.from_.search(folded, label.end())):
        return None
    parts = []
    kinds: tuple[Kind, Kind] = ("agency", "place")
    for kind, i, j in zip(kinds, (label.end(), cut.end()), (cut.start(), len(folded)), strict=True):
        name = folded[i:j].strip(" ,،:-")
        if not name or len(name.split()) > LONGEST_OUTLET:
            return None
        first = folded.index(name, i)
        start, end = int(at[first]), int(at[first + len(name) - 1]) + 1
        agency = agencies.find(key_of_folded(name), words) if kind == "agency" else None
        value = agency.name if agency else text[start:end]
        parts.append(Part(kind, value, base + start, base + end, f"credit.{kind}", agency is not None))
    return parts


def _town_of_that_name(
    judged: list[tuple[Piece, Found | None]], words: CreditWords
) -> list[tuple[Piece, Found | None]]:
    """A newspaper named after its town: in `الرياض - واس` the town, in `بوسطن - الرياض` the newspaper."""
    if any(sure and sure.kind == "place" for _, sure in judged) or len(judged) < 2:
        return judged
    return [
        (
            p,
            sure._replace(kind="place")
            if sure and sure.kind == "outlet" and p.name in words.places
            else sure,
        )
        for p, sure in judged
    ]


def _town_in_the_name(
    text: str, judged: list[tuple[Piece, Found | None]], words: CreditWords, outlet: str | None
) -> list[tuple[Piece, Found | None]]:
    """`Harbour (AGENCY) -` on the pages of the Harbour Courier: before a bracket the town stands."""
    if len(judged) < 2 or not outlet or not judged[0][1] or judged[0][1].kind != "outlet":
        return judged
    piece = judged[0][0]
    opened = text[: judged[1][0].start].rstrip()[-1:] == "("
    if not opened or piece.start or is_variant(piece.name, key(outlet), words):
        return judged
    return [(piece, Found("place", piece.text, piece.text)), *judged[1:]]


def _author_before_agency(
    text: str, judged: list[tuple[Piece, Found | None]], words: CreditWords
) -> list[tuple[Piece, Found | None]]:
    """`Some Reporter, AGENCY`: before a comma a name of two words or more that is no known place."""
    if len(judged) != 2 or judged[0][1] or not judged[1][1] or judged[1][1].kind != "agency":
        return judged
    (piece, _), agency = judged
    between = text[piece.end : agency[0].start].strip()
    if between != "," or not piece.text[0].isascii() or not is_person(piece.text, words):
        return judged
    return [(piece, Found("person", piece.text, piece.text)), agency]


def _place_before_agency(
    text: str, judged: list[tuple[Piece, Found | None]], words: CreditWords, credited: frozenset[str]
) -> list[tuple[Piece, Found | None]]:
    """`A (B) -`, `A /B/ -`, or `A - B` where the page credits B: what the tables do not know of it, A is the
    place and B the agency."""
    unknown = judged and not judged[0][1] and judged[0][0].name not in words.fillers
    filler = unknown and not judged[-1][1] and judged[-1][0].name in words.fillers  # `A / B / exclusive`
    if not unknown or filler or len(judged) < 2 or any(sure and sure.kind == "place" for _, sure in judged):
        return judged
    last, sure = judged[-1]
    known = sure and agencies.find(last.name, words)
    if known and known.id == WIRES:  # OUTLET / wires: the place of a story is no stranger
        return judged
    if text[: last.start].rstrip()[-1:] not in ("(", "/") and last.name not in credited:
        return judged
    place = re.sub(rf"\s+(?:{either(words.phrases('words', 'in'))})$", "", judged[0][0].text)
    agency = sure or Found("agency", last.text, last.text)
    return [(judged[0][0], Found("place", place, place)), *judged[1:-1], (last, agency)]


def _town_and_state(text: str, judged: list[tuple[Piece, Found | None]]) -> list[tuple[Piece, Found | None]]:
    """`Villa Alta, Coahuila.-`: what no table knows after the town's comma, then a stop, is its state."""
    if len(judged) < 2 or judged[1][1] or not TOWN_STATE.match(text):
        return judged
    (town, sure), (state, _), *rest = judged
    place = sure or Found("place", town.text, town.text)
    return [(town, place), (state, Found("place", state.text, state.text)), *rest]


def _pieces(text: str, slot: Slot, words: CreditWords) -> Iterator[Piece]:
    """Cut a slot at its marks, its label left out, and each part at its numbers."""
    marked = TATWEEL_DASH.sub(lambda m: "-" * len(m.group()), text)
    marked = ADDRESS.sub(lambda m: "\n" * len(m.group()), marked)
    folded, at = fold_aligned(marked)
    label = (
        words.labels["byline" if slot == "byline" else "credit"].match(folded)
        if slot in ("byline", "credit")
        else None
    )
    start = label.end() if label else 0
    if slot == "byline" and label and (place := words.from_first.match(folded, start)):
        start = place.end()
    of_photographer = False
    for i, j in _between(MARKS, folded, start, len(folded)):
        whole = key_of_folded(folded[i:j])
        numbered = NUMBER.search(folded, i, j) is not None and not agencies.find(whole, words)
        cuts = _between(NUMBER, folded, i, j) if numbered else [(i, j)]
        for first, last in cuts:
            for a, b in _split_names(folded, first, last, slot, words):
                if slot in ("byline", "dateline"):
                    a = _after_exclusive(folded, a, b, words)
                if slot in ("byline", "dateline"):
                    a, of_photographer = _author_from(folded, a, b, words, of_photographer)
                piece = folded[a:b].strip(" .")
                name = key_of_folded(piece)
                if name and not name.isdigit() and not of_photographer:
                    a = folded.index(piece, a)
                    s, e = int(at[a]), int(at[a + len(piece) - 1]) + 1
                    quoted = a > 0 and folded[a - 1] in QUOTES
                    yield Piece(name, text[s:e], s, e, quoted, numbered)


def _after_exclusive(folded: str, start: int, end: int, words: CreditWords) -> int:
    """Where the name stands after `خاص`: the outlet that has the story alone."""
    match = words.exclusive.match(folded, start, end)
    if not match or not folded[match.end() : end].strip():
        return start
    house = FOR_A_HOUSE.match(folded, match.end(), end)  # خاص لموقع X
    if house and house[1] in words.plain_kinds:
        return house.end()
    return house.start(1) if house and house[1] in words.kinds else match.end()


def _author_from(
    folded: str, start: int, end: int, words: CreditWords, of_photographer: bool
) -> tuple[int, bool]:
    """Where the name begins after a label inside the slot, and whether who took the pictures is named."""
    if beside := words.with_first.match(folded, start, end):  # `(avec AFP)`
        start = beside.end()
    if words.photo.match(folded, start, end):
        return start, True
    label = words.labels["byline"].match(folded, start, end)
    if not label:
        return start, of_photographer
    place = words.from_first.match(folded, label.end(), end)  # `de notre correspondante à PLACE`
    return (place.end() if place else label.end()), False


def _between(marks: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of text[start:end] between matches, blank ones left out."""
    for match in marks.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end


def _split_names(
    folded: str, start: int, end: int, slot: Slot, words: CreditWords
) -> Iterator[tuple[int, int]]:
    """`A من PLACE`, `A و B`, `A avec AGENCY` as their two names; `و` only where a given name, or an agency,
    follows."""
    cuts = words.from_ if slot == "byline" else NOTHING
    if slot in ("byline", "dateline") and folded[start:end].split(maxsplit=1)[0] in words.roles:
        cuts = words.from_or_in
    for i, j in _between(cuts, folded, start, end):
        rest = i
        house = words.for_house.search(folded, i, j) if slot == "byline" else None
        if house and not words.outlet.isdisjoint(key_of_folded(folded[house.end() : j]).split()):
            yield house.end(), j  # `NAME for OUTLET`
            j = house.start()
        for match in words.and_.finditer(folded, i, j):
            following = key_of_folded(folded[match.end() : j])
            if not following:
                continue
            if slot == "byline" and not words.with_.fullmatch(match.group()):
                named = folded[match.end() - 1].isspace() or following.split()[0] in words.persons
            else:
                named = agencies.find(following, words) is not None
            if named:
                yield rest, match.start()
                rest = match.end()
        yield rest, j


def _sure(piece: Piece, slot: Slot, words: CreditWords, outlet: str | None) -> Found | None:
    """What the tables say of a part."""
    if handle := HANDLE.search(piece.text):
        return Found("person", handle.group(), handle.group())
    if outlet and slot != "credit" and is_own(piece.name, key(outlet), words):
        return Found("outlet", piece.text, piece.text)
    if agency := agencies.find(piece.name, words):
        own = agency.kind == "outlet" and not outlet and slot in ("dateline", "byline")
        return Found("outlet" if own else "agency", piece.text if own else agency.name, piece.text)
    if slot in ("credit", "continuation") or piece.name in words.fillers or piece.name in words.calendar:
        return None
    if not words.outlet.isdisjoint(piece.name.split()):  # no town is called so: spare the gazetteer
        return None
    town = _without_roles(piece.text, words)  # `مكتب القاهرة`
    if town and is_place(key(town), words):
        return Found("place", town, town)
    return _dated(piece, words) if piece.dated else None


def _dated(piece: Piece, words: CreditWords) -> Found | None:
    """A part beside a number: a place begins it (`القاهرة في الثلاثاء`), or an agency ends it (`م واس`)."""
    tokens = piece.text.split()
    for n in range(min(3, len(tokens) - 1), 0, -1):
        first, last = " ".join(tokens[:n]), " ".join(tokens[-n:])
        if first in piece.text and is_place(key(first), words):
            return Found("place", first, first)
        if last in piece.text and (agency := agencies.find(key(last), words)):
            return Found("agency", agency.name, last)
    return None


def _likely(
    piece: Piece, slot: Slot, words: CreditWords, sure: set[Kind], count: int, *, owned: bool, exclusive: bool
) -> Found | None:
    """What the shape of a part says, where no table knows it.

    `sure` is what other parts of the slot surely are, `count` how many parts it has, `owned` whether the
    outlet of the page is known, `exclusive` whether the slot says that an outlet has the story alone.
    """
    parts = piece.name.split()
    if slot == "continuation":
        signed = SIGNED.fullmatch(piece.text) and not piece.dated
        return Found("person", piece.text, piece.text) if signed else None
    if piece.dated:
        return None
    named = slot == "dateline" and len(parts) > 1 and parts[0] in words.outlet_in_dateline  # صوت الوادي
    filler = piece.name in words.calendar | words.fillers or (parts[0] in words.fillers and not named)
    if filler and not ("." in piece.text and SIGNED.fullmatch(piece.text)):  # initials may spell a word
        return None
    if slot == "credit":
        return Found("agency", piece.text, piece.text) if len(parts) <= LONGEST_OUTLET else None
    post = _without_roles(piece.text, words)  # `مراسلة X`: of X
    of_outlet = bool(post) and post != piece.text
    known = words.outlet_in_dateline if slot == "dateline" or exclusive or of_outlet else words.outlet
    if post and (piece.quoted or not known.isdisjoint(key(post).split())) and len(parts) <= LONGEST_OUTLET:
        return Found("outlet", post, post)
    if slot == "byline" and INITIALS.fullmatch(piece.text):
        return Found("person", piece.text, piece.text)
    with_agency = slot == "byline" and "agency" in sure  # `Le Phare avec AFP`
    if with_agency and parts[0] in words.articles and len(parts) <= LONGEST_OUTLET:
        return Found("outlet", piece.text, piece.text)
    name = _without_roles(piece.text, words)
    if is_person(name, words):
        trusted = slot == "byline" or "place" in sure or key(name).split()[0] in words.persons
        if trusted or slot != "dateline":
            return Found("person", name, name) if trusted else None
    if slot == "dateline" and piece.text.isupper() and len(piece.text) <= AGENCY_LETTERS:
        return Found("agency", piece.text, piece.text)
    # Where the outlet is known and stands here, or nothing else does, an unknown name is a small town.
    if slot == "dateline" and owned and "place" not in sure and ("outlet" in sure or count == 1):
        return Found("place", piece.text, piece.text)
    # A word no table knows is the outlet of a dateline, or of `OUTLET - PLACE`; else it may be a village.
    expected = slot == "dateline" or ("place" in sure and count == 2 and not owned)
    short = len(parts) <= (LONGEST_OUTLET if count == 1 else 2) and name == piece.text and not name.islower()
    return Found("outlet", piece.text, piece.text) if expected and short and "outlet" not in sure else None


def _unknown_credits(text: str, base: int, pieces: list[Piece], fillers: frozenset[str]) -> Iterator[Part]:
    """A credit line none of whose parts we know: names parted by `,` `+` `/`, not by a dash inside one."""
    first = 0
    for i in range(1, len(pieces) + 1):
        gap = text[pieces[i - 1].end : pieces[i].start] if i < len(pieces) else ","
        if not CREDIT_MARKS.search(gap):
            continue
        start, end = pieces[first].start, pieces[i - 1].end
        first = i
        value = text[start:end]
        if len(value.split()) <= LONGEST_OUTLET and key(value) not in fillers:
            yield Part("agency", value, base + start, base + end, "credit.agency", False)


def is_person(text: str, words: CreditWords) -> bool:
    """Whether words have the shape of a person's name: two to five, all letters, no article on the first."""
    tokens, parts = fold(text).split(), key(text).split()
    if not 2 <= len(tokens) <= LONGEST_NAME or not all(LETTERS.fullmatch(t) for t in tokens):
        return False
    if parts[0] in words.given or not words.name_parts.isdisjoint(parts):
        return True
    if text[0].isascii():
        return all(t[0].isupper() or t in words.name_parts for t in text.split())
    return not parts[0].startswith("ال") and words.fillers.isdisjoint(parts)


def _without_roles(text: str, words: CreditWords) -> str:
    """The name after words for what the person is; nothing when only such words are there."""
    tokens = words.for_.split(text)[0].split(" ")
    while tokens and key(tokens[0]) in words.roles:
        tokens = tokens[1:]
    return " ".join(tokens).strip()
