"""Whom the text is credited to: agencies and outlets of credit lines, datelines and sentences.

A sentence counts when a cue stands where it must: `نقلت وكالة X`, `نقلا عن X`, `قال … لوكالة X`,
`according to X`, `X کے مطابق`. Names are found with one automaton over all bodies of a batch; only hits are
looked at further.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warraq.annotation import agencies, own_voice
from warraq.annotation.agencies import Agency
from warraq.annotation.credit_words import CreditWords, either, key_of_folded, load, unfolded
from warraq.annotation.findings import KNOWN, LIKELY, SURE, Finding
from warraq.annotation.outlet_names import plain
from warraq.annotation.page import BODY, Page
from warraq.annotation.slots import Part
from warraq.fold import fold, fold_aligned

REACH = 90  # folded characters before and after a name in which its cue must stand
GAP_BEFORE = 2  # words between a cue and the name: `نقلت عنه اليوم وكالة X`
GAP_AFTER = 8  # `مہر خبررساں ایجنسی کے نمائندے کی رپورٹ کے مطابق`
LONGEST_NAME = 5  # words
OPEN, CLOSE = "[\"«“”″‘'(/]", "[\"»”“″’')/]"
CLOSING = re.compile(r"\(([^()]{2,40})\)\s*[.۔]?\s*$")


def of_slots(page: Page, parts: list[Part], words: CreditWords) -> Iterator[Finding]:
    """Credits of lines and datelines, in the order of the page, and `(AGENCY)` that ends the story."""
    for part in parts:
        if part.kind == "agency":
            score = KNOWN if part.start is None else SURE if part.sure else LIKELY
            yield Finding(page.row, "credits", part.value, part.start, part.end, part.rule, score)
    if page.ending and (match := CLOSING.search(page.ending.content[-60:])):
        base = page.ending.end - len(page.ending.content[-60:])
        if agency := agencies.find(key_of_folded(fold(match[1])), words):
            yield Finding(
                page.row,
                "credits",
                agency.name,
                base + match.start(1),
                base + match.end(1),
                "closing.agency",
                SURE,
            )


def told(spoken: Sequence[Finding]) -> Iterator[Finding]:
    """Credits to the outlets that running text says were told."""
    for finding in spoken:
        if finding.rule == own_voice.TOLD:
            yield finding._replace(field="credits", rule="sentence.told", score=LIKELY)


def own(page: Page, parts: list[Part], words: CreditWords) -> Iterator[Finding]:
    """The page's own outlet, where its dateline or wire mark names it, or the copy is `خاص` to it."""
    exclusive = {s.start for s in page.of("byline") if words.exclusive.search(fold(s.content))}
    starts = sorted(s.start for s in page.of("byline"))
    kinds = {p.kind for p in parts if p.rule.startswith("dateline")}
    signed = "person" in kinds and "place" not in kinds  # NAME | OUTLET is an author's line
    for part in parts:
        if part.kind != "outlet" or part.start is None:
            continue
        slot = part.rule.split(".")[0]
        line = starts[bisect_right(starts, part.start) - 1] if slot == "byline" else None
        if (slot in ("dateline", "continuation") and not signed) or line in exclusive:
            yield Finding(
                page.row, "credits", plain(part.value, words), part.start, part.end, f"{slot}.own", LIKELY
            )


def of_sentences(raw: pa.Table, segments: pa.Table, codes: Sequence[str]) -> list[Finding]:
    """Credits of sentences in the running text, in the order of the batch."""
    body = segments.filter(pc.is_in(segments["label"], value_set=pa.array(BODY)))
    body = body.filter(pc.match_substring_regex(body["content"], _hint(tuple(codes))))
    if not body.num_rows:  # a page without a cue does without the finder, which takes 40 ms to make
        return []
    finder = _finder(tuple(codes))
    contents = body["content"].to_pylist()
    rows = pc.index_in(body["doc_id"], value_set=raw["doc_id"].combine_chunks()).to_pylist()
    starts = body["start"].to_pylist()
    joined, at = fold_aligned("\n".join(contents))
    lines = [0, *accumulate(len(c) + 1 for c in contents)]
    found = []
    for start, end, agency in finder.credited(joined):
        first, last = int(at[start]), int(at[end - 1]) + 1
        line = bisect_right(lines, first) - 1
        offset = starts[line] - lines[line]
        value = agency.name if agency else contents[line][first - lines[line] : last - lines[line]]
        rule = "sentence.agency" if agency else "sentence.paper"
        found.append(Finding(rows[line], "credits", value, first + offset, last + offset, rule, LIKELY))
    return found


@dataclass(frozen=True)
class Finder:
    """Names of agencies in running text, where a cue says that the text is theirs."""

    words: CreditWords
    automaton: Any
    before: re.Pattern[str]
    told: re.Pattern[str]
    not_told: re.Pattern[str]
    after: re.Pattern[str]
    following: re.Pattern[str]
    cited: re.Pattern[str]
    unknown: re.Pattern[str]

    def credited(self, text: str) -> Iterator[tuple[int, int, Agency | None]]:
        """(start, end, agency) in a folded text, from left to right, none inside another; no agency for a
        paper that no table knows."""
        done = 0
        for start, end, is_kind in self._hits(text):
            if start < done:
                continue
            hit = self._named_after_kind(text, start, end) if is_kind else self._named(text, start, end)
            if hit and self._has_cue(text, start, hit[1]):
                done = hit[1]
                yield hit
            elif is_kind and not hit and (span := self._unknown(text, start)):
                done = span[1]
                yield *span, None

    def _unknown(self, text: str, start: int) -> tuple[int, int] | None:
        """The name of a paper or an agency no table knows: `نقلت صحيفة «X» عن`, `ذكرت صحيفة X أن`."""
        match = self.unknown.match(text, start)
        if not match or not self.cited.search(_sentence_before(text[max(0, start - REACH) : start])):
            return None
        first, last = match.span(match.lastgroup or 0)
        name = text[first:last].rstrip()
        first, name = first + len(name) - len(name.lstrip()), name.lstrip()
        tokens = key_of_folded(name).split()
        if not tokens:
            return None
        nisba = match.lastgroup == "bare"  # صحيفة سبورت الكتالونية
        while (len(tokens) > 1 and tokens[-1] in name) and (
            tokens[-1] in self.words.tails or (nisba and re.fullmatch("ال.+يه", tokens[-1]))
        ):
            name = name[: name.rindex(tokens.pop())].rstrip()
        adjective = not tokens[0].startswith("ال") and tokens[0].endswith(("يه", "ي"))  # صحيفة محلية
        if not self.words.not_papers.isdisjoint(tokens) or (adjective and match.lastgroup == "bare"):
            return None
        return first, first + len(name)

    def _hits(self, text: str) -> list[tuple[int, int, bool]]:
        """Whole words of the automaton, longest first of those that start together; particles may precede."""
        hits = []
        for last, (length, is_kind) in self.automaton.iter(text):
            start, end = last - length + 1, last + 1
            if text[end : end + 1].isalnum() or not _opens(text, start):
                continue
            hits.append((start, end, is_kind))
        return sorted(hits, key=lambda h: (h[0], h[2], -h[1]))

    def _named(self, text: str, start: int, end: int) -> tuple[int, int, Agency] | None:
        agency = agencies.find(key_of_folded(text[start:end]), self.words)
        return (start, end, agency) if agency else None

    def _named_after_kind(self, text: str, start: int, end: int) -> tuple[int, int, Agency] | None:
        """The agency named right after a word of kind, short names allowed: `وكالة «فارس»`."""
        match = self.following.match(text, end)
        if not match:
            return None
        first, last = match.span(1)
        for stop in _word_ends(text, first, last):
            name = key_of_folded(text[first:stop])
            if agency := agencies.find(f"{text[start:end]} {name}", self.words) or agencies.find(
                name, self.words
            ):
                return first, stop, agency
        return None

    def _has_cue(self, text: str, start: int, end: int) -> bool:
        left = _sentence_before(text[max(0, start - REACH) : start])
        right = text[end : end + REACH].split("\n", maxsplit=1)[0]
        told = self.told.search(left) and not self.not_told.search(left)
        return bool(self.before.search(left) or told or self.after.match(right))


@cache
def _finder(codes: tuple[str, ...]) -> Finder:
    import ahocorasick

    words = load(codes)
    phrases = words.phrases
    names = {fold(n) for a in agencies.table() for n in a.names}
    latin = {
        fold(s) for a in agencies.table() for s in a.short if s.isascii() and s.isalpha() and s.isupper()
    }
    kinds = {fold(k) for k in phrases("words", "kinds")} - {""}
    automaton = ahocorasick.Automaton()
    for name in sorted(kinds):
        automaton.add_word(name, (len(name), True))
    for name in sorted(names | latin):
        automaton.add_word(name, (len(name), False))
    automaton.make_automaton()
    gap = rf"(?:[\s,]+[^\s.:؛!?\n,]+){{0,{GAP_BEFORE}}}"
    kind = rf"(?:[وفبلك]{{0,2}}(?:{either(phrases('words', 'kinds'))})\s*)?"
    before = rf"(?<!\w)[وف]?(?:{either(phrases('sentences', 'before'))}){gap}[\s,]*{kind}[وفبل]?ل?{OPEN}?\s*$"
    told = rf"(?<!\w)[وف]?(?:{either(phrases('sentences', 'told'))})(?!\w).*\sل{OPEN}?{kind}{OPEN}?$"
    later = rf"(?:\s+[^\s.:؛!?\n]+){{0,{GAP_AFTER}}}?"
    after = rf"{CLOSE}?,?{later}\s+(?:{either(phrases('sentences', 'after'))})(?!\w)"
    mark = '["«“”″»]'
    quoted = rf"(?:{either(phrases('words', 'papers'))})\s*{mark}(?P<quoted>[^\"«»“”″\n]{{2,30}}){mark}"
    bare = (
        rf"(?:{either(phrases('words', 'newspapers'))})\s+(?P<bare>\w+(?:\s\w+){{0,2}}?)"
        rf"(?:\s+(?:{either(phrases('sentences', 'that'))})(?!\w)|[.,](?:\s|$))"
    )
    return Finder(
        words,
        automaton,
        re.compile(before),
        re.compile(told),
        re.compile(rf"(?<!\w)(?:{either(phrases('sentences', 'not_told'))})\s+ل{OPEN}?{kind}$"),
        re.compile(after),
        re.compile(rf"\s*{OPEN}?\s*((?:[^\s\"«»“”″()/.,:؛\n]+ ?){{1,{LONGEST_NAME}}})"),
        re.compile(rf"(?<!\w)[وف]?(?:{either(phrases('sentences', 'cited'))}){gap}[\s,]*[وفبل]?\s*$"),
        re.compile(f"{quoted}|{bare}"),
    )


@cache
def _hint(codes: tuple[str, ...]) -> str:
    """RE2 pattern for a cue in text not folded: a paragraph without one holds no credit."""
    words = load(codes)
    cues = {fold(p) for part in ("before", "after") for p in words.phrases("sentences", part)}
    kinds = {fold(p) for p in words.phrases("words", "kinds") if len(p) > 3}
    return "(?i)" + "|".join(unfolded(p) for p in sorted(cues | kinds))


def _opens(text: str, start: int) -> bool:
    """Whether a word starts here, or the word of a particle written as one with it."""
    before = text[max(0, start - 3) : start]
    word = re.search(r"\w*$", before)
    return not word or not word.group() or re.fullmatch(r"[وف]?[بلك]?", word.group()) is not None


def _word_ends(text: str, first: int, last: int) -> Iterator[int]:
    """Where the words of text[first:last] end, the last word first."""
    ends = [first + m.end() for m in re.finditer(r"\S*\w", text[first:last])]
    yield from reversed(ends)


def _sentence_before(text: str) -> str:
    """What stands before a name in its own sentence."""
    return re.split(r"\n|[.!?؟۔]\s", text)[-1]
