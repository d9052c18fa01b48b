"""Learn the line model: python -m training.train_lines PAGES.jsonl.gz SEEDS/gold.jsonl HELD_OUT

PAGES: one object a page with `id`, `domain`, `full` and `light` (raw text) and `labels_full`, `labels_light`
(a number per line: 1 text, 0 furniture, -1 unclear). SEEDS: the gold of a collection (seeds/README.md).
Writes src/warraq/cleaning/model.npz and, beside this script, scores.json: digests of the inputs, seed,
versions, and the scores of five models that each never saw a page of the sites they are scored on. What
those five make of the pages goes to the folder HELD_OUT, in the shape `warraq evaluate --predictions` reads.
The model file holds thresholds, numbers and weights of hashed words; no text of the pages.

Needs the `training` dependency group: uv run --group training python -m training.train_lines …
"""

import hashlib
import itertools
import json
import sys
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

import catboost
import numpy as np
import pyarrow as pa
import sklearn
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from training.mixing import mixed
from training.pages import Pages, fold_of, read
from warraq.cleaning import model
from warraq.cleaning.decoding import kept
from warraq.cleaning.line_words import opening

HERE = Path(__file__).parent
SEED, FOLDS = 7, 5
# Models whose mean is taken, each with mixed pages of its own. One differs from the next by up to .005 of a
# set's F1; the mean of three is better than each, by .001 of F1 and of the text kept, and asks three times
# the questions. Where all three learn from the same mixed pages, .0006 less of the text is kept, at an F1
# .0003 lower.
SEEDS = SEED, 12, 13
# Menus have so many short lines that a part of them, counted for more, tells the same.
SHORT, SAMPLED = 25, 0.3
WEIGHED_CHARS = 800  # a long line counts by the square root of its characters, up to so many
WORD_BITS, WORD_STEP = 17, 8  # rows of the table of words: 2^17; weights are eighths of a logit
WORDS: dict[str, Any] = {
    "loss": "log_loss",
    "alpha": 1e-5,
    "max_iter": 8,
    "tol": None,
    "average": True,
    "random_state": SEED,
}
TREES: dict[str, Any] = {
    "iterations": 400,
    "depth": 6,
    "learning_rate": 0.12,
    "rsm": 0.3,
    "l2_leaf_reg": 6,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "border_count": 64,
    "thread_count": 2,
    "allow_writing_files": False,
    "verbose": 0,
}
Array = np.ndarray[Any, np.dtype[Any]]


class Learning:
    """The lines to learn from, and the two stages: weights of words, then trees."""

    def __init__(self, pages: Pages) -> None:
        self.pages, chars = pages, pages.lines.chars
        self.weight = np.sqrt(np.minimum(chars, WEIGHED_CHARS)) * pages.counts_for
        self.weight[(chars < SHORT) & (pages.wanted == 0)] /= SAMPLED
        drawn = np.random.default_rng(SEED).random(len(chars)) < SAMPLED
        some = (chars >= SHORT) | drawn | (pages.wanted != 0)
        self.known = pages.asked & (pages.wanted >= 0)
        self.examples = self.known & some
        self.plain = pages.view.columns()

    @cached_property
    def counts(self) -> sparse.csr_matrix:
        """Words and opening words of each line, scaled as LineWords.scores does."""
        words = self.pages.view.words
        opens = np.flatnonzero(np.diff(words.line, prepend=-1) != 0)
        numbers = np.concatenate([words.number, opening(words.number[opens])])
        line = np.concatenate([words.line, words.line[opens]])
        rows = (numbers >> np.uint64(64 - WORD_BITS)).astype(np.int64)
        shape = len(words.count), 1 << WORD_BITS
        table = sparse.csr_matrix((np.ones(len(rows), np.float32), (line, rows)), shape=shape)
        return (sparse.diags((1 / np.sqrt(words.count + 1)).astype(np.float32)) @ table).tocsr()

    def words(self, folds: tuple[int, ...]) -> Array:
        """Weights of words, learnt from the lines outside these folds."""
        rows = np.flatnonzero(self.known & ~np.isin(self.pages.fold, folds))
        weight = self.weight[rows] / self.weight[rows].mean()
        learner = SGDClassifier(**WORDS).fit(self.counts[rows], self.pages.wanted[rows], sample_weight=weight)
        return np.clip(np.rint(learner.coef_[0] * WORD_STEP), -127, 127).astype(np.int8)

    def columns(self, scores: Array) -> tuple[list[str], Array]:
        """Names and values of all columns, one row a line."""
        every = self.plain | self.pages.view.word_columns(scores)
        return list(every), np.stack(list(every.values()), 1)

    def outside(self, fold: int | None, weights: dict[tuple[int, ...], Array]) -> tuple[Array, Array, Array]:
        """Columns, labels and weights of the examples outside this fold."""
        rows = np.flatnonzero(self.examples & (self.pages.fold != fold))
        _, matrix = self.columns(self.scores(fold, weights))
        return matrix[rows], self.pages.wanted[rows], self.weight[rows]

    def scores(self, fold: int | None, weights: dict[tuple[int, ...], Array]) -> Array:
        """What words say of each line, by weights that saw neither its own fold nor `fold`."""
        of_words = self.pages.view.words.scores
        out = np.zeros(len(self.known), np.int64)
        for own in range(FOLDS):
            apart = (own,) if fold is None else tuple(sorted({own, fold}))
            rows = self.pages.fold == own
            out[rows] = of_words(weights[apart])[rows]
        return out


def trees(
    learning: Learning, more: dict[int, Learning], fold: int | None, weights: dict[tuple[int, ...], Array]
) -> catboost.CatBoost:
    """Trees learnt from what lies outside this fold: the mean of one model a seed, with its mixed pages."""
    plain, learnt = learning.outside(fold, weights), []
    for seed, mixed_pages in more.items():
        both = zip(plain, mixed_pages.outside(fold, weights), strict=True)
        matrix, wanted, weight = (np.concatenate(parts) for parts in both)
        pool = catboost.Pool(matrix, wanted, weight=weight)
        learnt.append(catboost.CatBoostClassifier(**TREES, random_seed=seed).fit(pool))
    return catboost.sum_models(learnt, weights=[1 / len(learnt)] * len(learnt))


def main() -> None:
    web, seeds = Path(sys.argv[1]), Path(sys.argv[2])
    texts = read(web, seeds)
    learning = Learning(Pages(texts, FOLDS))
    more = {
        seed: Learning(Pages(mixed(texts, lambda page: fold_of(page, FOLDS), seed), FOLDS)) for seed in SEEDS
    }
    pages = learning.pages
    pairs = itertools.combinations_with_replacement(range(FOLDS), 2)
    weights = {tuple(sorted(set(pair))): learning.words(pair) for pair in pairs}
    sums = np.zeros(len(pages.wanted), np.int64)
    for fold in range(FOLDS):
        learnt = trees(learning, more, fold, weights)
        _, matrix = learning.columns(learning.scores(fold, weights))
        held_out = np.flatnonzero(pages.asked & (pages.fold == fold))
        raw = learnt.predict(matrix[held_out], prediction_type="RawFormulaVal")
        sums[held_out] = np.rint(raw * model.SCALE)
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr)
    record = {
        "inputs": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (web, seeds)},
        "seeds": SEEDS,
        "words": WORDS,
        "trees": TREES,
        "versions": {m.__name__: m.__version__ for m in (catboost, np, pa, sklearn)},
        "lines": int(learning.examples.sum()),
        "mixed_lines": [int(each.examples.sum()) for each in more.values()],
        "rules_alone": pages.scores(pages.asked),
        "cross_validated": pages.scores(pages.asked & kept(pages.labelled, sums)),
        "reliability": reliability(pages, sums),
    }
    run = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:12]
    (HERE / "scores.json").write_text(json.dumps({"run": run, **record}, indent=1) + "\n", "utf-8")
    learnt = trees(learning, more, None, weights)
    names, _ = learning.columns(learning.scores(None, weights))
    chance = np.array([share for _, share, _ in record["reliability"]], np.float32)
    parts = export(learnt, names)
    np.savez_compressed(model.PATH, **parts, words=learning.words(()), chance=chance, run=run)
    model.load.cache_clear()
    pages.write(Path(sys.argv[3]), sums)


def reliability(pages: Pages, sums: Array) -> list[list[float]]:
    """(lowest logit of the bin, share of its characters that are text, characters), never falling."""
    some = pages.asked & (pages.wanted >= 0)
    place = np.clip(sums[some] // model.STEP + model.STEPS // 2, 0, model.STEPS - 1)
    chars = pages.lines.chars[some]
    text = np.bincount(place, chars * (pages.wanted[some] == 1), model.STEPS)
    total = np.bincount(place, chars, model.STEPS)
    blocks: list[list[float]] = []
    for own, every in zip(text.tolist(), total.tolist(), strict=True):
        blocks.append([own, every, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    shares = [own / max(1, every) for own, every, bins in blocks for _ in range(int(bins))]
    return [
        [(i - model.STEPS // 2) * model.STEP / model.SCALE, round(share, 3), int(every)]
        for i, (share, every) in enumerate(zip(shares, total.tolist(), strict=True))
    ]


def export(trees: catboost.CatBoost, names: list[str]) -> dict[str, Any]:
    """The trees as the arrays warraq.cleaning.model reads: the first question is the lowest bit."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        trees.save_model(file.name, format="json")
        dumped = json.loads(Path(file.name).read_text("utf-8"))
    scale, (bias,) = dumped["scale_and_bias"]
    used: dict[int, int] = {}
    column, above, leaf = [], [], []
    for tree in dumped["oblivious_trees"]:
        splits = tree["splits"]
        column.append([used.setdefault(s["float_feature_index"], len(used)) for s in splits])
        above.append([int(np.floor(s["border"])) for s in splits])
        leaf.append([round(value * scale * model.SCALE) for value in tree["leaf_values"]])
    return {
        "columns": np.array([names[i] for i in used]),
        "column": _padded(column, TREES["depth"], 0).astype(np.int16),
        "above": _padded(above, TREES["depth"], 255).astype(np.uint8),
        "leaf": _padded(leaf, 1 << TREES["depth"], 0).astype(np.int16),
        "start": np.int32(round(bias * model.SCALE)),
    }


def _padded(rows: list[list[int]], width: int, filler: int) -> Array:
    """Shorter trees ask on what no byte is above."""
    return np.array([row + [filler] * (width - len(row)) for row in rows])


if __name__ == "__main__":
    main()
