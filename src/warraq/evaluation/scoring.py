"""One gold page against what was decided for it: everything the figures need, as sums.

A page becomes a small table of named sums (`kept.tp`, `lines.title.fn`, …). Sums of pages add up, so a figure
of any group of pages, and of any sample drawn from them, is a function of the group's sums (`figures.py`).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from warraq import labels, packs
from warraq.annotation import agencies
from warraq.annotation.credit_words import key, load
from warraq.evaluation.decisions import ACTIONS, Decided
from warraq.evaluation.gold import FACTS, LABEL_CODE, UNPRINTED, About, Page, line_starts
from warraq.fold import fold

UNSURE = ("title", "deck", "caption", "title_dup")
"""Lines predicted so are left out where the gold knows only body: people disagree whether they are."""
_UNSURE_CODES = np.array([LABEL_CODE[name] for name in UNSURE], np.int16)
_ACTION_OF = np.array([ACTIONS.index(labels.action_of(name)) for name in labels.LABELS], np.int16)
KEEP = ACTIONS.index("keep")

SHINGLE = 4
"""Words that make a shingle, as in the comparisons of extractors by trafilatura and others."""
SCORE_BINS = 20
"""Bins of the calibration, each 0.05 wide: enough to see a bend, wide enough to be filled."""

# Scripts written without spaces: a token is a character (Thai, Burmese, Kana, Han).
_UNSPACED = "\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
_TATWEEL = "\u0640"

PageSums = defaultdict[str, float]
"""Sums of one page by name; what is not there is zero."""


@dataclass
class PageScore:
    """The sums of one page, and where it went wrong."""

    name: str
    about: About
    sums: PageSums
    wrong_lines: list[tuple[str, int, str, str]] = field(default_factory=list)  # page, line, gold, found

    @property
    def wrong(self) -> int:
        """Characters kept that are no body, and body lost."""
        return int(self.sums["kept.fp"] + self.sums["kept.fn"])


def score(page: Page, decided: Decided) -> PageScore:
    """The sums of one page."""
    scored = PageScore(page.name, page.about, defaultdict(float, pages=1))
    label = decided.spread(decided.label, len(page.text))
    action = decided.spread(decided.action, len(page.text))
    counts = page.body >= 0
    if page.labels is None:
        counts = counts & ~np.isin(label, _UNSURE_CODES)
        right = (action == KEEP) == (page.body == 1)
        _shingles(page, action, scored.sums)
    else:
        right = action == _ACTION_OF[page.labels]
        _labels(page, page.labels, label, scored)
        _actions(page.labels, label, action, counts, scored.sums)
        _facts(page, decided.facts, scored.sums)
    _kept(page.body[counts] == 1, action[counts] == KEEP, scored.sums, has_labels=page.labels is not None)
    _calibration(decided.spread(decided.score, len(page.text))[counts], right[counts], scored.sums)
    return scored


def _kept(body: Any, kept: Any, sums: PageSums, *, has_labels: bool) -> None:
    tp, fp, fn = int((body & kept).sum()), int((~body & kept).sum()), int((body & ~kept).sum())
    sums.update({"kept.tp": tp, "kept.fp": fp, "kept.fn": fn})
    if not has_labels and tp + fn:
        sums.update({"page_f1.sum": 2 * tp / (2 * tp + fp + fn), "page_f1.pages": 1})


def _actions(want: Any, label: Any, action: Any, counts: Any, sums: PageSums) -> None:
    """Characters by action and label, wanted against found."""
    sums["characters"] = int(counts.sum())
    sums["right"] = int((counts & (action == _ACTION_OF[want])).sum())
    pairs = np.stack([want[counts], label[counts]])
    found, times = np.unique(pairs, axis=1, return_counts=True)
    for (w, g), n in zip(found.T.tolist(), times.tolist(), strict=True):
        wanted, got = labels.LABELS[w], labels.LABELS[g] if g >= 0 else "blank"
        _count(sums, "characters", wanted, got, n)
        _count(sums, "actions", labels.action_of(wanted), labels.action_of(got), n)


def _count(sums: PageSums, what: str, want: str, got: str, times: int) -> None:
    """One confusion: a true positive, or a false negative of one and a false positive of the other."""
    if want == got:
        sums[f"{what}.{want}.tp"] += times
    else:
        sums[f"{what}.{want}.fn"] += times
        sums[f"{what}.{got}.fp"] += times


def _labels(page: Page, want: Any, label: Any, scored: PageScore) -> None:
    """Lines: the label of a line is the one most of its characters have, the first of equals."""
    starts = line_starts(page.text)
    for number, wanted in page.lines.items():
        if number >= len(starts) - 1:
            continue
        inside = slice(starts[number], starts[number + 1] - 1)
        got = Counter(label[inside][want[inside] >= 0].tolist())
        if not got:
            continue
        most = got.most_common(1)[0][0]
        found = labels.LABELS[most] if most >= 0 else "blank"
        _count(scored.sums, "lines", wanted, found, 1)
        if wanted != found:
            scored.wrong_lines.append((page.name, number, wanted, found))


def _facts(page: Page, found: Mapping[str, Any], sums: PageSums) -> None:
    for fact in FACTS:
        if fact in page.facts and (fact in found or fact not in UNPRINTED):
            want, got = (Counter(comparable(fact, v)) for v in (page.facts[fact], found.get(fact)))
            hits = (want & got).total()
            sums.update({f"fact.{fact}.tp": hits, f"fact.{fact}.pages": 1})
            sums.update({f"fact.{fact}.fp": got.total() - hits, f"fact.{fact}.fn": want.total() - hits})


def comparable(fact: str, value: Any) -> list[str]:
    """Comparable values of a fact; an agency is the same in each of its spellings (`RT`, `روسيا اليوم`)."""
    values = _values(value)
    if fact not in ("outlet", "credits"):
        return values
    agencies_found = ((v, agencies.find(key(v), load(packs.codes()))) for v in values)
    return [agency.id if agency else v for v, agency in agencies_found]


def _values(value: Any) -> list[str]:
    """Comparable values of a fact: folded, without quotation marks; none for null."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [_NO_SECONDS.sub("", " ".join(fold(str(v)).translate(_QUOTES).split())) for v in values]


_QUOTES = {ord(c): None for c in "\"“”«»'‘’″"}
_NO_SECONDS = re.compile(r"(?<=t\d\d:\d\d):00(?!\d)")  # a gold of minutes may be written with seconds


def _shingles(page: Page, action: Any, sums: PageSums) -> None:
    """Word shingles of the kept text against the article as people wrote it out."""
    if page.main_text:
        kept = "".join(
            char if keep or char == "\n" else " "
            for char, keep in zip(page.text, (action == KEEP).tolist(), strict=True)
        )
        sums.update(shingle_sums(page.main_text, kept))


def shingle_sums(wanted: str, found: str) -> dict[str, float]:
    """Precision and recall of one page's shingles, to be averaged over pages."""
    want, got = Counter(shingles(tokens(wanted))), Counter(shingles(tokens(found)))
    hits = (want & got).total()
    return {
        "shingle.precision": hits / got.total() if got else 0.0,
        "shingle.recall": hits / want.total() if want else 0.0,
        "shingle.pages": 1,
    }


def shingles(words: list[str]) -> Iterable[tuple[str, ...]]:
    """Runs of SHINGLE words; of a shorter text, all of it."""
    if len(words) < SHINGLE:
        return [tuple(words)] if words else []
    return zip(*(words[i:] for i in range(SHINGLE)), strict=False)


def tokens(text: str) -> list[str]:
    """Words, compatibility forms folded, in lower case, without tatweel and vowel signs."""
    text = unicodedata.normalize("NFKC", text).lower().replace(_TATWEEL, "")
    if any("\u0590" <= char <= "\u06ff" for char in text):
        text = "".join(char for char in text if unicodedata.category(char) != "Mn")
    return _TOKEN.findall(text)


def _calibration(scores: Any, right: Any, sums: PageSums) -> None:
    """Characters, those right, and the sum of their scores, per bin of score."""
    told = scores >= 0  # neither missing nor of a character without a segment
    place = np.minimum((scores[told] * SCORE_BINS).astype(np.int64), SCORE_BINS - 1)
    for name, weights in (("characters", None), ("right", right[told]), ("score", scores[told])):
        for number, total in enumerate(np.bincount(place, weights, SCORE_BINS).tolist()):
            if total:
                sums[f"bin.{number}.{name}"] = total
