"""Scores against gold: how many characters got the right action, how many lines the right label, and how
many facts were found.

Gold is JSON lines, one page each, in either of two shapes:

- `file` (relative to the gold file), `lines` as [[number, label], …], `spans` as
  [[line, start, end, label], …], the facts beside them, as in `seeds/gold.jsonl`;
- `text` or a file, `lines` as [{"i", "label", "spans"}, …] and the facts under `gold`.

Lines are split at "\\n" and numbered from 0; a line that is not listed is blank. Blank space never counts.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from warraq import ingest, labels, pipeline
from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.fold import fold
from warraq.pages import clean_table

MIN_LINES = 5
"""Labels with fewer gold lines stay out of the macro average: their score is noise."""

FACTS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "published": ("published",),
    "updated": ("updated",),
    "outlet": ("outlet",),
    "section": ("section",),
    "bylines": ("bylines", "byline"),
    "credits": ("credits", "agency"),
    "dateline_place": ("dateline_place", "place"),
    "language": ("language",),
}
"""Fact → the names it may have in the gold."""

VISIBLE = (None, "visible in text", "date line", "dateline", "injected prefix", "body")
"""Where a gold fact may have been read; one inferred from a host name or an address is not asked for."""


@dataclass(frozen=True)
class Page:
    """One gold page, in one shape."""

    name: str
    text: str
    raw: pa.Table  # one row of schema.RAW
    lines: Mapping[int, str]
    spans: Sequence[tuple[int, int, int, str]]
    facts: Mapping[str, Any]


@dataclass
class Count:
    """True positives, false positives and false negatives of one thing."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, expected: Iterable[str], found: Iterable[str]) -> None:
        """Count one page's expected values against those found."""
        want, got = Counter(expected), Counter(found)
        hits = sum((want & got).values())
        self.tp += hits
        self.fp += sum(got.values()) - hits
        self.fn += sum(want.values()) - hits

    def to_dict(self) -> dict[str, float | int]:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "gold": self.tp + self.fn,
        }


@dataclass
class Scores:
    """What `warraq evaluate` reports."""

    pages: int = 0
    characters: int = 0
    right_action: int = 0
    body: int = 0
    body_kept: int = 0
    kept: Count = field(default_factory=Count)
    actions: dict[str, Count] = field(default_factory=dict)  # by character
    label_chars: dict[str, Count] = field(default_factory=dict)
    label_lines: dict[str, Count] = field(default_factory=dict)
    facts: dict[str, Count] = field(default_factory=dict)
    wrong_lines: list[tuple[str, int, str, str]] = field(default_factory=list)  # page, line, gold, found

    @property
    def label_f1(self) -> float:
        """Macro F1 over labels that occur in at least MIN_LINES gold lines."""
        common = [c.f1 for c in self.label_lines.values() if c.tp + c.fn >= MIN_LINES]
        return sum(common) / len(common) if common else 0.0

    def summary(self) -> dict[str, float]:
        """The figures floors are pinned to, each between 0 and 1."""
        figures = {
            "action": self.right_action / max(1, self.characters),
            "body_kept": self.body_kept / max(1, self.body),
            "kept_f1": self.kept.f1,
            "label_f1": self.label_f1,
        }
        return {k: round(v, 4) for k, v in figures.items()} | {
            f"{name}_f1": round(count.f1, 4) for name, count in self.facts.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """Everything, for a program to read."""
        return {
            "pages": self.pages,
            "summary": self.summary(),
            "actions": {k: c.to_dict() for k, c in sorted(self.actions.items())},
            "labels": {
                k: {"lines": c.to_dict(), "characters": self.label_chars[k].to_dict()}
                for k, c in sorted(self.label_lines.items())
            },
            "facts": {k: c.to_dict() for k, c in self.facts.items()},
            "wrong_lines": [list(w) for w in self.wrong_lines],
        }


def evaluate(gold: Path, dataset: Dataset | None = None) -> Scores:
    """Clean and annotate the pages of a gold file and score them. Raises UsageError when it is no gold."""
    dataset = dataset or ingest.find_dataset(gold.parent)
    pages = read_gold(gold, dataset)
    scores = Scores(pages=len(pages))
    raw = pa.concat_tables([page.raw for page in pages])
    for page, found in zip(pages, clean_table(raw, dataset), strict=True):
        _score_lines(page, found["segments"], scores)
        _score_facts(page, found, scores)
    return scores


def read_gold(path: Path, dataset: Dataset) -> list[Page]:
    """The pages of a gold file; raises UsageError naming the line that cannot be read."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    if not lines:
        raise UsageError(f"{path}: holds no gold page")
    pages, files = [], _files(path.parent, dataset) if '"file"' in lines[0] else {}
    for number, line in enumerate(lines, 1):
        try:
            pages.append(_page(json.loads(line), files))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}:{number}: not a gold page: {type(error).__name__} {error}") from None
    return pages


def _files(folder: Path, dataset: Dataset) -> dict[str, pa.Table]:
    """The raw documents of a folder by path, each as a table of one row, with what its manifest says."""
    found: dict[str, pa.Table] = {}
    for batch in ingest.read([folder], dataset):
        paths = batch.documents["path"].to_pylist()
        found |= {path: batch.documents.slice(row, 1) for row, path in enumerate(paths)}
    return found


def _page(data: Mapping[str, Any], files: Mapping[str, pa.Table]) -> Page:
    raw = pipeline.raw_table([data["text"]], [str(data["id"])]) if "text" in data else files[data["file"]]
    lines: dict[int, str] = {}
    spans = [(int(s[0]), int(s[1]), int(s[2]), str(s[3])) for s in data.get("spans", ())]
    for line in data["lines"]:
        number, label = (line["i"], line["label"]) if isinstance(line, dict) else line
        if label not in labels.ACTIONS:
            raise ValueError(f"no label {label!r}")
        lines[int(number)] = label
        if isinstance(line, dict):
            spans += [(number, s["start"], s["end"], s["label"]) for s in line.get("spans", ())]
    text = raw["text"][0].as_py()
    return Page(str(data.get("file") or data.get("id")), text, raw, lines, spans, _facts(data))


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the gold says stands in the text: a fact inferred from elsewhere is not asked for."""
    gold = data.get("gold", data)
    facts = {}
    for fact, names in FACTS.items():
        for name in names:
            if name in gold and gold.get(f"{name}_basis") in VISIBLE:
                facts[fact] = gold[name]
    return facts


def _score_lines(page: Page, segments: Sequence[Mapping[str, Any]], scores: Scores) -> None:
    found = ["blank"] * len(page.text)
    for segment in segments:
        width = segment["end"] - segment["start"]
        found[segment["start"] : segment["end"]] = [segment["label"]] * width
    start = 0
    for number, line in enumerate(page.text.split("\n")):
        label = page.lines.get(number, "blank")
        if label != "blank" and line.strip():
            want = [label] * len(line)
            for at, begin, end, name in page.spans:
                if at == number:
                    want[begin:end] = [name if name in labels.ACTIONS else "dateline"] * (end - begin)
            got = found[start : start + len(line)]
            pairs = [(w, g) for w, g, char in zip(want, got, line, strict=True) if not char.isspace()]
            _count_pairs(pairs, scores)
            most = Counter(g for _, g in pairs).most_common(1)[0][0]
            scores.label_lines.setdefault(label, Count()).add([label], [most] if most == label else [])
            if most != label:
                scores.label_lines.setdefault(most, Count()).add([], [most])
                scores.label_chars.setdefault(most, Count())
                scores.wrong_lines.append((page.name, number, label, most))
        start += len(line) + 1


def _count_pairs(pairs: Sequence[tuple[str, str]], scores: Scores) -> None:
    for (want, got), times in Counter(pairs).items():
        expected, action = labels.action_of(want), labels.action_of(got)
        scores.characters += times
        scores.right_action += times * (expected == action)
        scores.body += times * (expected == "keep")
        scores.body_kept += times * (expected == action == "keep")
        for table, w, g in ((scores.label_chars, want, got), (scores.actions, expected, action)):
            table.setdefault(w, Count())
            table.setdefault(g, Count())
            if w == g:
                table[w].tp += times
            else:
                table[w].fn += times
                table[g].fp += times
    scores.kept = scores.actions.get("keep", Count())


def _score_facts(page: Page, found: Mapping[str, Any], scores: Scores) -> None:
    for fact in FACTS:
        if fact in page.facts:
            want, got = _values(page.facts[fact]), _values(found[fact])
            scores.facts.setdefault(fact, Count()).add(want, got)


def _values(value: Any) -> list[str]:
    """Comparable values of a fact: folded, without quotation marks; none for null."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [_NO_SECONDS.sub("", " ".join(fold(str(v)).translate(_QUOTES).split())) for v in values]


_QUOTES = {ord(c): None for c in "\"“”«»'‘’″"}
_NO_SECONDS = re.compile(r"(?<=t\d\d:\d\d):00(?!\d)")  # a gold of minutes may be written with seconds


def below_floors(scores: Scores, floors: Mapping[str, float]) -> list[str]:
    """One line for every figure under its pinned minimum; UsageError for a floor of no known figure."""
    figures, short = scores.summary(), []
    for name, floor in floors.items():
        if name not in figures:
            raise UsageError(f"floor {name!r} is no figure; there are {', '.join(figures)}")
        if figures[name] < floor:
            short.append(f"{name} is {figures[name]:.4f}, under its floor {floor:.4f}")
    return short


def read_floors(path: Path, gold: Path) -> dict[str, float]:
    """The floors of a gold file out of a JSON object {gold file: {figure: floor}}.

    The gold file is named by the end of its path. Raises UsageError when none is pinned for it.
    """
    try:
        every = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    matching = [name for name in every if gold.resolve().as_posix().endswith(f"/{name}")]
    if matching:
        return dict(every[max(matching, key=len)])
    raise UsageError(f"{path}: no floors for {gold}; there are {', '.join(every)}")
