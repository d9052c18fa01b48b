"""Who published the page: the outlet its own text names, else the one configured for its source.

Candidates, the surer first: the site suffix of the title, the copyright line, the dateline (`OUTLET –`), the
masthead, the byline, a call to follow it or write to it (`outlet_calls`), a sentence in which it speaks of
itself (`own_voice`), its own reporter. The host name of the address is never one: nobody printed it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np

from warraq.annotation import agencies, outlet_calls
from warraq.annotation.credit_words import CreditWords, key, key_of_folded
from warraq.annotation.findings import KNOWN, LIKELY, SURE, WEAK, Finding
from warraq.annotation.outlet_names import is_own, is_variant, place_of, plain
from warraq.annotation.page import Page, Span
from warraq.annotation.places import is_place
from warraq.annotation.slots import ADDRESS, LONGEST_OUTLET, Part, top_line
from warraq.fold import fold, fold_aligned

LONGEST_LINE = 120  # characters of a masthead or copyright line that names an outlet; longer ones are prose
EDGES = " \t-–—|•*.,:،؛/()[]«»“”\"'ـ"
YEARS = re.compile(r"(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?")
DASHES = re.compile(r"\s[-–—|]\s|\s[-–—|]$|^[-–—|]\s")
SUFFIX = re.compile(r"\s(?:[-–—|«»•·]|::)\s(?=[^-–—|«»•·]*$)")
BARS = "|»«•·:"  # a site's name stands after these; after a dash the headline may go on
PART = re.compile(r"(?:[^-,،.|]|(?<=\w)[-.](?=\w))+")
FOR = re.compile(r"\s*ل(?:ـ)?\s*")  # `محفوظة لـX`, `محفوظة لموقع X`, `محفوظة للX`
FOR_A_HOUSE = re.compile(r"\s*ل(\w+)\s")  # after a year too, where a word of kind follows: `2024 لموقع X`

LONGEST_CREDIT = 15  # words of a credit line that are looked at
MOST_BESIDE_STAFF = 1  # words of a staff line that are no office: with more, the person is named in it

NAMING = ("masthead", "legal", "contact", "promo_cta")  # lines in which a page names itself

FLAG_CONFLICT = "outlet_conflict"

Offsets: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"


def find(page: Page, parts: list[Part], spoken: Sequence[Finding], words: CreditWords) -> list[Finding]:
    """Candidates for `outlet`, the released one first; a variant of the configured name becomes it.

    `spoken` are those of the running text.
    """
    read = [*printed(page, words), *_slots(page, parts)]
    read += outlet_calls.find(page, words)
    if not read:
        read = [*spoken, *_reporters(page, words)]
    configured = own_name(page)
    rule = "known.source" if page.source.outlet else "known.outlet"
    if not configured:
        elsewhere = {key(p.value) for p in parts if p.rule == "credit.agency"}
        own = [f for f in read if f.rule == "reporter.outlet" or key(f.value) not in elsewhere]
        return _agreed(own, words)
    known = Finding(page.row, "outlet", configured, None, None, rule, KNOWN)
    same = [f for f in read if is_own(key(f.value), key(configured), words)]
    if same:
        return [f._replace(value=configured) for f in same] + [known]
    own = [f for f in read if f.rule in ("legal.outlet", "title.outlet")]
    return [*own, known]


def own_name(page: Page) -> str | None:
    """The outlet that came with the page or its source."""
    return page.source.outlet or page.known.get("outlet")


def printed(page: Page, words: CreditWords) -> list[Finding]:
    """Candidates of the lines in which a page names itself: copyright, title, masthead."""
    named = [*_suffix(page, words), *_legal(page, words), *_masthead(page, words)]
    if top := top_line(page, words):
        name = top.content.strip(EDGES)
        start = top.start + top.content.index(name)
        named.append(Finding(page.row, "outlet", name, start, start + len(name), "masthead.agency", LIKELY))
    return _agreed(named, words)


def credited(page: Page, parts: list[Part], words: CreditWords) -> list[Part]:
    """Outlets of slots that are not the page's own: where another is configured, the copy is theirs."""
    configured = own_name(page)
    if not configured:
        return []
    return [
        p._replace(kind="agency", value=plain(p.value, words))
        for p in parts
        if p.kind == "outlet" and not is_own(key(p.value), key(configured), words)
    ]


def flags(found: list[Finding], words: CreditWords) -> list[str]:
    """`outlet_conflict` when the page's copyright line names another outlet than the one configured, or than
    the end of its title."""
    values = {f.value for f in found if f.start is not None}
    known = {f.value for f in found if f.start is None}
    sure = [f.value for f in found if f.score == SURE]
    apart = any(
        not is_own(key(v), key(sure[0]), words) and not is_own(key(sure[0]), key(v), words) for v in sure
    )
    return [FLAG_CONFLICT] if apart or (values and known and not known & values) else []


def _same(name: str, other: str, words: CreditWords) -> bool:
    return is_own(key(name), key(other), words) or is_own(key(other), key(name), words)


def _agreed(read: list[Finding], words: CreditWords) -> list[Finding]:
    """The candidates, the one that most others are variants of first; at a tie the first of them. The end of
    the title counts twice: the owner of the rights may be named in several lines."""
    support = [sum(is_variant(key(f.value), key(g.value), words) for g in read) for f in read]
    support = [n + (f.rule == "title.outlet") for n, f in zip(support, read, strict=True)]
    order = sorted(range(len(read)), key=lambda i: (-min(support[i], 2), -read[i].score, i))
    return [read[i] for i in order]


def _slots(page: Page, parts: list[Part]) -> Iterator[Finding]:
    for part in parts:
        if part.kind == "outlet":
            score = KNOWN if part.start is None else LIKELY if part.rule.startswith("dateline") else WEAK
            yield Finding(page.row, "outlet", part.value, part.start, part.end, part.rule, score)


def _legal(page: Page, words: CreditWords) -> Iterator[Finding]:
    """`© جميع الحقوق محفوظة لـOUTLET 2020`, `Copyright © 2019 OUTLET`: what is left beside the formula.

    On whole pages of 500 sites seven lines of ten named the outlet, the rest the company that owns it or a
    part of the page: surer is a name that has an outlet's word.
    """
    for span in page.of("legal"):
        if len(span.content) > LONGEST_LINE:
            continue
        folded, at = fold_aligned(span.content)
        formulas = [m.span() for m in words.rights.finditer(folded)]
        made = [(m.start(), _next(formulas, m.end(), len(folded))) for m in words.made_by.finditer(folded)]
        cuts = sorted([*formulas, *made, *(m.span() for m in YEARS.finditer(folded))])
        after = {end for _, end in formulas}
        left = list(_left(cuts, len(folded))) if formulas else []
        left.sort(key=lambda s: s[0] not in after or not FOR.match(folded, *s))
        names = (_named(span, folded, at, i, j, words, i in after) for i, j in left)
        if found := next(filter(None, names), None):
            sure = own_name(page) or not words.outlet.isdisjoint(_parts_of(span.content))
            yield Finding(page.row, "outlet", *found, "legal.outlet", SURE if sure else LIKELY)


def _next(spans: list[tuple[int, int]], start: int, length: int) -> int:
    """Where the first of these spans after `start` begins, else the end."""
    return min((i for i, _ in spans if i >= start), default=length)


def _left(cuts: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = 0
    for i, j in [*cuts, (length, length)]:
        if i > start:
            yield start, i
        start = max(start, j)


def _named(
    span: Span, folded: str, at: Offsets, i: int, j: int, words: CreditWords, to: bool
) -> tuple[str, int, int] | None:
    """(name, start, end) of the outlet in a stretch of a copyright line, if there is one."""
    word = words.rights_of.match(folded, i, j)
    small = word and not span.content[int(at[word.start("word")])].isupper()  # © Der X has it in its name
    i = word.end() if word and small else _after_for(folded, i, j, words, to)
    if part := next((m for m in PART.finditer(folded, i, j) if m.group().strip(EDGES)), None):
        i, j = part.span()
    first, last = int(at[i]), int(at[j])
    printed = span.content[first:last]
    name = plain(printed.strip(EDGES), words)
    if (
        not name
        or name not in printed
        or len(name.split()) > LONGEST_OUTLET
        or not any(map(str.isalpha, name))
        or not words.not_site.isdisjoint(key(name).split())
    ):
        return None
    start = span.start + first + printed.index(name)
    return name, start, start + len(name)


def _after_for(folded: str, start: int, end: int, words: CreditWords, to: bool) -> int:
    """Where the name begins after `لـ`, right after the formula, or anywhere before a word of kind."""
    house = FOR_A_HOUSE.match(folded, start, end)
    if not to and not (house and house[1] in words.plain_kinds | words.kinds):
        return start
    prefix = FOR.match(folded, start, end)
    if not prefix or folded[prefix.end() : prefix.end() + 1] == "ل":  # للجزيرة: the article lost its alef
        return start
    return prefix.end()


def _suffix(page: Page, words: CreditWords) -> Iterator[Finding]:
    """The site's name after the last dash or bar of the title, or of the headline where it is repeated."""
    for span in page.of("title")[:1] + page.of("title_dup"):
        if cut := suffix_at(span.content, page, words):
            name = plain(span.content[cut:].strip(EDGES), words)
            start, end = (span.start + cut + at for at in place_of(name, span.content[cut:]))
            score = SURE if _is_known(key(span.content[cut:]), page, words) else LIKELY
            yield Finding(page.row, "outlet", name, start, end, "title.outlet", score)


def suffix_at(title: str, page: Page, words: CreditWords) -> int | None:
    """Where the site's name starts in a title that ends with it; null when it does not.

    The page's own outlet, a name of the tables or one with an outlet's word after any mark; another name
    after a bar, or where the page prints the headline once more without it, or the name in its furniture.
    """
    cut = SUFFIX.search(title)
    if not cut or not cut.start():
        return None
    name = key(title[cut.end() :])
    if not name or len(name.split()) > LONGEST_OUTLET:
        return None
    if _is_known(name, page, words):
        return cut.end()
    headline = key(title[: cut.start()])
    shorter = len(name.split()) < len(headline.split())  # else the site's name is what stands before
    alone = not (_is_repeated(headline, page) or _is_naming(name, page))
    parted = not alone or title[cut.start() : cut.end()].strip()[0] in BARS
    return cut.end() if shorter and parted and _may_be_site(title[cut.end() :], words, alone) else None


def _is_repeated(headline: str, page: Page) -> bool:
    """Whether the page prints this headline once more."""
    again = (key(s.content) for label in ("title", "title_dup", "deck") for s in page.of(label))
    return any(other == headline for other in again)


def _is_naming(name: str, page: Page) -> bool:
    """Whether the furniture of a page has this name in it."""
    furniture = (s.content for label in NAMING for s in page.of(label) if len(s.content) <= LONGEST_LINE)
    return any(f" {name} " in f" {key(line)} " for line in furniture)


def _is_known(name: str, page: Page, words: CreditWords) -> bool:
    """Whether a key is the page's outlet, is in the tables or has a word only outlets' names have."""
    configured, parts = own_name(page), name.split()
    ours = configured is not None and is_own(name, key(configured), words)
    return ours or parts[0] in words.outlet or parts[-1] in words.outlet or bool(agencies.find(name, words))


def _may_be_site(printed: str, words: CreditWords, alone: bool) -> bool:
    """Whether words a title ends with may be the site's name: no section, place, half sentence or, where
    nothing else on the page speaks for it (`alone`), person."""
    name = key(printed)
    parts = name.split()
    filler = name in words.sections or not words.fillers.isdisjoint((name, parts[0], parts[-1]))
    person = alone and len(parts) > 1 and parts[0] in words.persons
    small = printed.strip(EDGES)[:1].islower() or printed.rstrip().endswith((".", "!", "?", "؟", "…"))
    return not (filler or person or small or any(map(str.isdigit, parts)) or is_place(name, words))


def _masthead(page: Page, words: CreditWords) -> list[Finding]:
    """Names in the masthead: lines that are no staff, nor the person named under a staff line."""
    names: list[Finding] = []
    staffed = False
    for span in page.of("masthead"):
        staff = not words.staff.isdisjoint(_parts_of(span.content))
        if not staff and not staffed and len(span.content) <= LONGEST_LINE:
            names += _names_of_line(page, span, words)
        staffed = staff and len(_parts_of(span.content) - words.offices) <= MOST_BESIDE_STAFF
    counts = Counter(key(f.value) for f in names)
    sure = [f for f in names if f.score > WEAK or counts[key(f.value)] > 1 or len(counts) == 1]
    sure.sort(key=lambda f: -f.score)  # stable: of two as sure, the one printed first
    fuller = [f for f in sure if sure and is_own(key(sure[0].value), key(f.value), words)]
    return sorted(fuller, key=lambda f: -len(f.value)) + [f for f in sure if f not in fuller]


def _reporters(page: Page, words: CreditWords) -> Iterator[Finding]:
    """`به گزارش خبرنگار X`, `X کے نامہ نگار`: the agency whose own reporter it is."""
    for span in page.of("agency_credit"):
        folded, at = fold_aligned(span.content)
        if words.reporter.search(folded) and (found := _known_in(folded, words)):
            first, last = int(at[found[0]]), int(at[found[1] - 1]) + 1
            name = span.content[first:last]
            yield Finding(
                page.row, "outlet", name, span.start + first, span.start + last, "reporter.outlet", WEAK
            )


def _known_in(folded: str, words: CreditWords) -> tuple[int, int] | None:
    """Where a name of the tables stands in a credit, the first and longest."""
    tokens = [match.span() for match in re.finditer(r"\w+", folded)][:LONGEST_CREDIT]
    names = [i for i, (start, end) in enumerate(tokens) if folded[start:end] not in words.kinds]
    for first in names:
        for last in range(min(len(tokens), first + LONGEST_OUTLET), first, -1):
            start, end = tokens[first][0], tokens[last - 1][1]
            if agencies.find(key_of_folded(folded[start:end]), words):
                return start, end
    return None


def _parts_of(text: str) -> set[str]:
    return set(key(text).split())


def _names_of_line(page: Page, span: Span, words: CreditWords) -> list[Finding]:
    """The name in a masthead line: its first part that has the shape of an outlet's name."""
    line = _halved(span.content)
    if issued := words.issued.match(fold(line)):
        line = line[issued.end() :]
    for printed in DASHES.split(line):
        name = plain(printed.strip(EDGES), words)
        parts = key_of_folded(key(name)).split()
        if not parts or len(parts) > LONGEST_OUTLET or ADDRESS.search(name) or name not in span.content:
            continue
        if parts[0] in words.given:
            continue
        sure = not words.outlet_in_dateline.isdisjoint(parts) or agencies.find(" ".join(parts), words)
        start = span.start + span.content.index(name)
        return [
            Finding(
                page.row,
                "outlet",
                name,
                start,
                start + len(name),
                "masthead.outlet",
                LIKELY if sure else WEAK - 0.1,
            )
        ]
    return []


def _halved(line: str) -> str:
    """A line that says the same twice (`X – YX – Y`), once."""
    half = len(line) // 2
    return line[:half] if len(line) % 2 == 0 and line[:half] == line[half:] else line
