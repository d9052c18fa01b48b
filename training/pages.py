"""Labelled pages to learn from and to score on: web pages with a number a line, and seeds with their gold."""

import gzip
import hashlib
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from warraq import packs
from warraq.cleaning import lines, threads
from warraq.cleaning.decoding import asked
from warraq.cleaning.label import by_rules, finish
from warraq.cleaning.line_features import LineFeatures
from warraq.cleaning.segments import assemble
from warraq.labels import KEEP, LIFT

Array = np.ndarray[Any, np.dtype[Any]]
SEEDS_COUNT_FOR = 3.0  # few pages, and nearly all there are in Arabic
TEXT, FURNITURE, UNCLEAR = 1, 0, -1
# Gold texts of web pages disagree on these.
UNSURE = ("title", "deck", "caption", "title_dup")


@dataclass(frozen=True)
class Page:
    """One raw text, and for each of its lines whether it is text of the article."""

    name: str
    text: str
    wanted: list[int]
    site: str
    kind: str  # what it is counted with in the scores
    language: str
    regime: str
    counts_for: float = 1.0


def read(web: Path, seeds: Path) -> list[Page]:
    """All pages of both files."""
    return [*_web(web), *_seeds(seeds)]


def _web(path: Path) -> list[Page]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(row) for row in file]
    return [
        Page(row["id"], row[r], row[f"labels_{r}"], row["domain"] or row["id"], _kind(row), row["lang"], r)
        for row in rows
        for r in ("full", "light")
        if row.get(r) is not None
    ]


def _kind(row: dict[str, Any]) -> str:
    if row["source"] in ("scrapinghub", "fundus"):
        return "news"
    if row["source"] == "wcxb":
        return "articles" if row["page_type"] == "article" else "other"
    return "zh" if row["source"].startswith("zh_") else "rest"


def _seeds(path: Path) -> list[Page]:
    pages = []
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        text = _decoded((path.parent / row["file"]).read_bytes())
        wanted = [UNCLEAR] * (text.count("\n") + 1)
        for number, label in row["lines"]:
            # What is lifted is neither: a rule finds it, or it stays where it is.
            wanted[number] = TEXT if label in KEEP else UNCLEAR if label in LIFT else FURNITURE
        site = row["file"].split("/")[1]
        pages.append(Page(row["file"], text, wanted, site, "seeds", row["language"], "full", SEEDS_COUNT_FOR))
    return pages


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1256")


def fold_of(page: Page, folds: int) -> int:
    """Pages of one site are in one fold."""
    return int(hashlib.sha256(page.site.encode()).hexdigest(), 16) % folds


class Pages:
    """Every line of every page as the model will meet it: after the rules."""

    def __init__(self, pages: list[Page], folds: int) -> None:
        self.pages = pages
        self.labelled, self.spans = by_rules(lines.explode(pa.array([p.text for p in pages])), packs.codes())
        self.lines = self.labelled.lines
        verdicts = self.labelled.verdicts
        self.view = LineFeatures(self.labelled.features, verdicts)
        threads.below_articles(self.labelled, self.view)
        self.asked = asked(self.labelled)
        self.firm = verdicts.isin(["body"]) & ~self.asked  # kept by a rule
        self.unsure = verdicts.isin(UNSURE)
        first = np.concatenate([[0], np.cumsum([len(p.wanted) for p in pages])])
        self.wanted = np.concatenate([p.wanted for p in pages])[first[self.lines.doc] + self.lines.number]
        self.counts_for = self._of(lambda p: p.counts_for)
        self.fold = self._of(lambda p: fold_of(p, folds))

    def _of(self, value: Callable[[Page], Any]) -> Array:
        return np.array([value(page) for page in self.pages])[self.lines.doc]

    def scores(self, keep: Array) -> dict[str, dict[str, float]]:
        """Character F1 and share of text kept, by kind and regime and by language, pooled over pages."""
        kinds: dict[str, Callable[[Page], bool]] = {}
        for page in self.pages:
            kinds.setdefault(
                f"{page.kind} {page.regime}", lambda p, o=page: (p.kind, p.regime) == (o.kind, o.regime)
            )
        for page in self.pages:
            name = f"lang {page.language} {page.regime}"
            kinds.setdefault(name, lambda p, o=page: (p.language, p.regime) == (o.language, o.regime))
        has_text = np.zeros(len(self.pages), bool)
        has_text[self.lines.doc[self.wanted == TEXT]] = True
        counted = has_text[self.lines.doc] & (self.wanted >= 0) & ~self.unsure
        return {
            name: self._score(keep, counted & self._of(belongs)) | {"pages": sum(map(belongs, self.pages))}
            for name, belongs in kinds.items()
        }

    def _score(self, keep: Array, counted: Array) -> dict[str, float]:
        chars = self.lines.chars
        text, kept = counted & (self.wanted == TEXT), counted & (keep | self.firm)
        right, all_text, all_kept = (int(chars[rows].sum()) for rows in (text & kept, text, kept))
        f1 = 2 * right / max(1, all_text + all_kept)
        return {"f1": round(f1, 4), "recall": round(right / max(1, all_text), 4)}

    def write(self, folder: Path, sums: Array) -> None:
        """What cleaning makes of the pages given these sums, as `warraq clean --format jsonl` prints it:
        `full.jsonl`, `light.jsonl` (web pages) and `seeds.jsonl`."""
        shelf = ["seeds" if page.kind == "seeds" else page.regime for page in self.pages]
        names = pa.array([f"{own} {page.name}" for own, page in zip(shelf, self.pages, strict=True)])
        table = assemble(names, *finish(self.labelled, self.spans, sums))
        folder.mkdir(parents=True, exist_ok=True)
        files = {r: (folder / f"{r}.jsonl").open("w", encoding="utf-8") for r in set(shelf)}
        fields = table.select(["doc_id", "start", "end", "label", "action", "rule", "score"]).to_pylist()
        for key, rows in itertools.groupby(fields, lambda row: row.pop("doc_id")):
            regime, name = key.split(" ", 1)
            files[regime].write(json.dumps({"id": name, "segments": list(rows)}) + "\n")
        for file in files.values():
            file.close()
