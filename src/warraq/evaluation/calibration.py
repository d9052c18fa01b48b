"""Does `score` mean what it says: of the characters with a score of 0.9, are nine in ten right?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from warraq.evaluation.figures import COVERAGE, Array, Figure, Sums, columns, draw
from warraq.evaluation.scoring import SCORE_BINS, PageScore


@dataclass(frozen=True)
class Bin:
    """The characters whose segment has a score of at least `low` and under `high` (1 is in the last bin)."""

    low: float
    high: float
    characters: int
    score: float  # mean
    right: Figure  # share with the right action

    def to_dict(self) -> dict[str, Any]:
        """For a program to read."""
        ends = {"from": round(self.low, 4), "to": round(self.high, 4)}
        rest = {"score": round(self.score, 4), "right": self.right.to_list()}
        return {**ends, "characters": self.characters, **rest}


@dataclass(frozen=True)
class Calibration:
    """The bins that are not empty, and the expected calibration error.

    The error is the mean distance between a bin's score and its share right, weighted by characters
    (Naeini, Cooper and Hauskrecht, 2015).
    """

    bins: list[Bin]
    error: Figure

    def to_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return {"error": self.error.to_list(), "bins": [b.to_dict() for b in self.bins]}


def calibrate(scores: Sequence[PageScore]) -> Calibration:
    """The calibration over some pages, with 95 % intervals as for the figures."""
    names, rows = columns(scores, lambda name: name.startswith("bin."))
    whole = Sums(names, rows.sum(axis=0, keepdims=True))
    samples = Sums(names, draw(scores, rows)[1]) if len(rows) > 1 else None
    bins = []
    for number in range(SCORE_BINS):
        if (characters := float(whole[f"bin.{number}.characters"][0])) > 0:
            low, high = number / SCORE_BINS, (number + 1) / SCORE_BINS
            mean = float(whole[f"bin.{number}.score"][0]) / characters
            bins.append(Bin(low, high, int(characters), mean, _right(number, whole, samples)))
    return Calibration(bins, _figure(_error(whole), _error(samples) if samples else None))


def _right(number: int, whole: Sums, samples: Sums | None) -> Figure:
    def share(sums: Sums) -> Array:
        characters = sums[f"bin.{number}.characters"]
        return sums[f"bin.{number}.right"][characters > 0] / characters[characters > 0]

    return _figure(share(whole), share(samples) if samples else None)


def _error(sums: Sums) -> Array:
    bins = range(SCORE_BINS)
    apart = sum(np.abs(sums[f"bin.{b}.score"] - sums[f"bin.{b}.right"]) for b in bins)
    characters = sum(sums[f"bin.{b}.characters"] for b in bins)
    error: Array = np.asarray(apart) / np.maximum(np.asarray(characters), 1)
    return error


def _figure(value: Array, sampled: Array | None) -> Figure:
    if sampled is None:
        return Figure(float(value[0]), None, None)
    low, high = np.percentile(sampled, COVERAGE).tolist()
    return Figure(float(value[0]), low, high)
