"""The line model: how likely a line is text of the article, from what `line_features` sees of it.

Boosted symmetric trees over columns of bytes, learnt by training/train_lines.py; `model.npz` says which run
made it. A symmetric tree asks the same few questions (is this column above that value?) of every line, and
the answers are the bits of the number of its leaf: trees of this kind need no branches, only comparisons of
whole columns (Prokhorenkova et al., CatBoost, NeurIPS 2018). The file holds thresholds, leaf values and the
weights of hashed words; no text. Every sum is of whole numbers, so the answer is the same on every machine.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from warraq.cleaning.around import Column
from warraq.cleaning.line_words import Weights
from warraq.cleaning.lines import Ints

PATH = Path(__file__).with_name("model.npz")
SCALE = 1000  # leaf values are thousandths of a logit
BLOCK = 1 << 17  # lines looked at together, all of most batches: each part costs 20,000 calls
STEP, STEPS = 125, 64  # of the table of chances: eighths of a logit, from -4 to 4


@dataclass(frozen=True)
class Model:
    """Trees, the weights of words, and how sure a sum is."""

    columns: tuple[str, ...]
    column: "np.ndarray[Any, np.dtype[np.int16]]"  # [tree, question]: which column is asked
    above: "np.ndarray[Any, np.dtype[np.uint8]]"  # [tree, question]: is it above this value?
    leaf: "np.ndarray[Any, np.dtype[np.int16]]"  # [tree, number of the leaf]
    start: int
    words: Weights
    chance: "np.ndarray[Any, np.dtype[np.float32]]"  # share of text in lines with such a sum
    run: str

    def sums(self, columns: dict[str, Column], rows: Ints) -> Ints:
        """What the trees say of these rows, in thousandths of a logit."""
        out = np.empty(len(rows), np.int64)
        for begin in range(0, len(rows), BLOCK):
            block = rows[begin : begin + BLOCK]
            out[begin : begin + BLOCK] = self._block([columns[name][block] for name in self.columns])
        return out

    def _block(self, columns: list[Column]) -> Ints:
        """The sums of one block of lines.

        Nothing is allocated inside the loop, and bytes are only compared and added: 2,400 questions are asked
        of a line in 0.4 microseconds, a quarter of what shifts took.
        """
        size = len(columns[0])
        total = np.full(size, self.start, np.int32)
        number, answer, value = np.empty(size, np.uint8), np.empty(size, np.uint8), np.empty(size, np.int32)
        both = np.empty(size, np.uint16)
        for pair, leaves in zip(self._questions, self._pairs, strict=True):
            for second, questions in zip((True, False), pair, strict=True):
                column, above = questions[0]
                np.greater(columns[column], above, number.view(np.bool_))
                for column, above in questions[1:]:
                    np.greater(columns[column], above, answer.view(np.bool_))
                    np.add(number, number, number)
                    np.add(number, answer, number)
                if second:
                    np.multiply(number, np.uint16(self.leaf.shape[1]), both, dtype=np.uint16)
                else:
                    np.add(both, number, both)
            leaves.take(both, out=value, mode="wrap")  # "raise", the default, would copy
            np.add(total, value, total)
        return total.astype(np.int64)

    @cached_property
    def _questions(self) -> list[list[list[tuple[int, Any]]]]:
        """For each pair of trees, the second one first, its questions from the last to the first."""
        trees = [
            [(column, np.array(value)) for column, value in zip(asked[::-1], above[::-1], strict=True)]
            for asked, above in zip(self.column.tolist(), self.above, strict=True)
        ]
        trees += trees[:1] * (len(trees) % 2)  # an odd one is paired with leaves of nothing
        return [[second, first] for first, second in zip(trees[::2], trees[1::2], strict=True)]

    @cached_property
    def _pairs(self) -> "np.ndarray[Any, np.dtype[np.int32]]":
        """What two trees say together, by the numbers of their leaves: one look-up does for both."""
        leaf = np.pad(self.leaf.astype(np.int32), ((0, len(self.leaf) % 2), (0, 0)))
        return (leaf[1::2, :, None] + leaf[::2, None, :]).reshape(len(leaf) // 2, -1)

    def chances(self, sums: Ints) -> "np.ndarray[Any, np.dtype[np.float32]]":
        """The chance that a line with this sum is text, as it was on pages the model had not seen."""
        return self.chance[np.clip(sums // STEP + STEPS // 2, 0, STEPS - 1)]


@cache
def load(path: Path = PATH) -> Model:
    """The model in this file."""
    with np.load(path) as file:
        part = {name: file[name] for name in file.files}
    return Model(
        tuple(part["columns"].tolist()),
        part["column"],
        part["above"],
        part["leaf"],
        int(part["start"]),
        part["words"],
        part["chance"].astype(np.float32),
        str(part["run"]),
    )
