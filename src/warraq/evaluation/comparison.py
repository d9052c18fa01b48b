"""Ourselves and others on the same gold pages, in one run.

Others give a text, not decisions on lines. So everyone, we too, is scored by the text that comes back: a line
of the page counts as kept when half of its word shingles stand in that text, or, when it is shorter than one
shingle, when it is a line of it. Extractors that need HTML run on the pages that have it; everyone else runs
there too, so that they stand side by side, and once more on all pages where those are more.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from warraq import cleaning, ingest
from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.evaluation import extractors
from warraq.evaluation.figures import Measured, measure
from warraq.evaluation.gold import LABEL_CODE, Gold, Page, Progress, line_starts
from warraq.evaluation.scoring import SHINGLE, UNSURE, PageScore, shingle_sums, shingles, tokens

OURS = "warraq"
SHARE_BACK = 0.5
"""Of a line's shingles: an extractor may join lines, drop a link inside one, or mend its white space."""
_UNSURE = [LABEL_CODE[name] for name in UNSURE]
MEGA = 1_000_000
LEAST_TIMED = 100_000
"""Bytes of text: less is over before a clock can tell, and what is done once weighs too much."""

Texts = Callable[[Sequence[Page]], Iterable[str | None]]
"""The text of each page; None where the tool failed on it."""


@dataclass
class Run:
    """One tool on one set of pages (`all`, or `html`: those that have it)."""

    tool: str
    pages: str
    seconds: float = 0.0
    bytes: int = 0  # of the pages' text in UTF-8, whatever the tool reads
    failed: int = 0  # pages it raised an error on: nothing came back of them
    scores: list[PageScore] = field(default_factory=list)

    @property
    def measured(self) -> Measured:
        """The figures, by the text that came back."""
        return measure(self.scores)

    @property
    def seconds_per_mb(self) -> float | None:
        """Processor time for a megabyte of text; None where the pages are too few to tell."""
        return round(self.seconds * MEGA / self.bytes, 4) if self.bytes >= LEAST_TIMED else None

    def to_dict(self) -> dict[str, Any]:
        """For a program to read."""
        about = {"tool": self.tool, "on": self.pages, "seconds_per_mb": self.seconds_per_mb}
        return {**about, "failed": self.failed, **self.measured.to_dict()}


@dataclass(frozen=True)
class Comparison:
    """The runs side by side, and why others could not run, by tool."""

    runs: list[Run]
    left_out: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return {"runs": [run.to_dict() for run in self.runs], "left_out": self.left_out}


def compare(
    gold: Path,
    tools: Sequence[str],
    dataset: Dataset | None = None,
    *,
    regime: str = "full",
    progress: Progress | None = None,
) -> Comparison:
    """Run these tools, keeping everything, and ourselves over a gold file. Raises UsageError for no tool."""
    if unknown := [name for name in tools if name not in extractors.NAMES]:
        raise UsageError(f"--compare: no tool {unknown[0]!r}; there are {', '.join(extractors.NAMES)}")
    dataset = dataset or ingest.find_dataset(gold.parent)
    found, left_out = _loaded([*dict.fromkeys([*tools, "everything"])])
    found = {OURS: _ours(dataset)} | found
    runs: dict[tuple[str, str], Run] = {}
    for batch in Gold(gold, dataset, regime).batches(progress):
        with_html = [page for page in batch if page.html]
        for name, tool in found.items():
            for which, pages in (("html", with_html), ("all", batch)):
                if pages and (which == "html" or name not in extractors.HTML):
                    run = runs.setdefault((which, name), Run(name, which))
                    _add(run, tool, pages, warm=not run.scores)
    return _side_by_side(runs, found, left_out)


def _loaded(names: Sequence[str]) -> tuple[dict[str, Texts], dict[str, str]]:
    found: dict[str, Texts] = {}
    left_out: dict[str, str] = {}
    for name in names:
        try:
            found[name] = _one_by_one(extractors.load(name))
        except ModuleNotFoundError as error:
            left_out[name] = f"{error.name} is not installed: pip install 'warraq[comparison]'"
    return found, left_out


def _side_by_side(
    runs: dict[tuple[str, str], Run], found: Iterable[str], left_out: dict[str, str]
) -> Comparison:
    """Pages with HTML first; all pages only where they are more."""
    drawn = [run for (which, _), run in runs.items() if which == "html"]
    rest = [run for (which, _), run in runs.items() if which == "all"]
    if not drawn or len(rest[0].scores) > len(drawn[0].scores):
        drawn += rest
    needing = [name for name in found if name in extractors.HTML and ("html", name) not in runs]
    return Comparison(drawn, left_out | dict.fromkeys(needing, "no page of this gold has its HTML"))


def _ours(dataset: Dataset) -> Texts:
    def texts(pages: Sequence[Page]) -> Iterable[str | None]:
        raw = pa.concat_tables([page.raw for page in pages])
        rendered = cleaning.render(cleaning.clean(raw, dataset.pack_codes())).to_pylist()
        text_of = {row["doc_id"]: row["text"] for row in rendered}
        return [text_of.get(doc_id, "") for doc_id in raw["doc_id"].to_pylist()]

    return texts


def _one_by_one(extract: extractors.Extractor) -> Texts:
    def text(page: Page) -> str | None:
        try:
            return extract(page)
        except UsageError:
            raise
        except Exception:  # a page may break someone else's tool in any way; `failed` counts it
            return None

    return lambda pages: [text(page) for page in pages]


def _add(run: Run, tool: Texts, pages: Sequence[Page], *, warm: bool) -> None:
    if warm:
        tool(pages[:1])  # word lists are read and patterns compiled before the clock starts
    start = time.process_time()  # of the processor: what else the machine does is nobody's fault
    texts = list(tool(pages))
    run.seconds += time.process_time() - start
    run.bytes += sum(len(page.text.encode()) for page in pages)
    run.failed += texts.count(None)
    run.scores += [score_text(page, text or "") for page, text in zip(pages, texts, strict=True)]


def score_text(page: Page, returned: str) -> PageScore:
    """The sums of a page for the text that came back of it."""
    starts = line_starts(page.text)
    kept = np.repeat(lines_back(page.text, returned), np.diff(starts))[: len(page.text)]
    counts = page.body >= 0
    if page.labels is not None:
        counts = counts & ~np.isin(page.labels, _UNSURE)
    body, kept = page.body[counts] == 1, kept[counts]
    tp, fp, fn = (float(n.sum()) for n in (body & kept, ~body & kept, body & ~kept))
    sums = defaultdict(float, {"pages": 1.0, "kept.tp": tp, "kept.fp": fp, "kept.fn": fn})
    if tp + fn:
        sums |= {"page_f1.sum": 2 * tp / (2 * tp + fp + fn), "page_f1.pages": 1}
    sums |= shingle_sums(page.main_text or _body_of(page), returned)
    return PageScore(page.name, page.about, sums)


def lines_back(text: str, returned: str) -> list[bool]:
    """Which lines of a text stand in what came back of it?"""
    whole = {tuple(tokens(line)) for line in returned.split("\n")}
    there = set(shingles(tokens(returned)))
    back = []
    for line in text.split("\n"):
        words = tokens(line)
        if len(words) < SHINGLE:
            back.append(bool(words) and tuple(words) in whole)
        else:
            found = [shingle in there for shingle in shingles(words)]
            back.append(sum(found) >= SHARE_BACK * len(found))
    return back


def _body_of(page: Page) -> str:
    return "".join(
        char if body == 1 or char == "\n" else " "
        for char, body in zip(page.text, page.body.tolist(), strict=True)
    )
