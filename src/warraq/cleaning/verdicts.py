"""What is decided of every line: a label and the rule that gave it; and the spans inside lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from warraq.cleaning.lines import Flags, Ints
from warraq.labels import LABELS

Codes = np.ndarray[Any, np.dtype[np.int16]]
Chances = np.ndarray[Any, np.dtype[np.float32]]
CODE = {label: code for code, label in enumerate(LABELS)}
OPEN = -1  # nothing decided yet
EVERY = slice(None)


@dataclass
class Verdicts:
    """`label` and `rule` of each line, as codes; OPEN where nothing is decided yet.

    `chance` is how sure that is, where the line itself and not its rule says so; else NaN. The passes revise
    it one after the other.
    """

    size: int
    rule_ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.label: Codes = np.full(self.size, OPEN, np.int16)
        self._codes = {rule_id: code for code, rule_id in enumerate(self.rule_ids)}
        self.rule: Codes = np.full(self.size, OPEN, np.int16)
        self.chance: Chances = np.full(self.size, np.nan, np.float32)

    def code_of(self, rule_id: str) -> int:
        """The code of a rule, given out at its first use."""
        if rule_id not in self._codes:
            self._codes[rule_id] = len(self.rule_ids)
            self.rule_ids.append(rule_id)
        return self._codes[rule_id]

    def set(self, where: Flags | Ints | int, label: str, rule_id: str, chance: Chances | None = None) -> None:
        """Decide these lines (a mask, indices, or one line).

        `chance`, of all lines: how sure each is, where that is not the same for all the rule decides.
        """
        self.label[where] = CODE[label]
        self.rule[where] = self.code_of(rule_id)
        self.chance[where] = np.nan if chance is None else chance[where]

    def open(self, rows: slice = EVERY) -> Flags:
        """The lines (of `rows`) nothing is decided of yet."""
        result: Flags = self.label[rows] == OPEN
        return result

    def keeps(self, where: slice) -> Flags:
        """The lines of this stretch that are, or may become, text of the article or its headline."""
        return self.open(where) | self.isin(("body", "subheading", "title", "deck"), where)

    def ruled(self, ending: str) -> Flags:
        """The lines decided by a rule whose id ends so."""
        codes = [code for code, rule_id in enumerate(self.rule_ids) if rule_id.endswith(ending)]
        result: Flags = np.isin(self.rule, codes) & (self.label != OPEN)
        return result

    def decided_by(self, rule_ids: Sequence[str]) -> Flags:
        """The lines one of these rules decided."""
        return np.isin(self.rule, [self._codes[name] for name in rule_ids if name in self._codes])

    def isin(self, labels: Sequence[str], rows: slice = EVERY) -> Flags:
        """The lines (of `rows`) with one of these labels."""
        label = self.label[rows]
        found = np.zeros(len(label), np.bool_)
        for name in labels:  # a comparison takes a thirtieth of a look-up
            found |= label == CODE[name]
        return found


@dataclass(frozen=True)
class Spans:
    """Stretches inside lines with a label of their own: byte offsets, in order, not overlapping."""

    start: Ints
    end: Ints
    label: Codes
    rule: Codes

    @classmethod
    def of(cls, rows: Sequence[tuple[int, ...]]) -> "Spans":
        """From (start, end, label code, rule code); the earlier row wins where two overlap."""
        table = np.array(rows, np.int64).reshape(-1, 4)
        table = table[np.argsort(table[:, 0], kind="stable")]
        while len(table) > 1:
            clash = np.flatnonzero(table[1:, 0] < np.maximum.accumulate(table[:-1, 1]))
            if not len(clash):
                break
            table = np.delete(table, clash + 1, axis=0)
        return cls(table[:, 0], table[:, 1], table[:, 2].astype(np.int16), table[:, 3].astype(np.int16))

    def around(self, rows: Sequence[tuple[int, int, int, int]]) -> "Spans":
        """These spans and the ones of `rows` (in order, not overlapping), which cut through any they meet."""
        if not rows:
            return self
        cuts = np.array(rows, np.int64).reshape(-1, 4)
        table = np.stack([self.start, self.end, self.label, self.rule], axis=1).astype(np.int64)
        first = np.searchsorted(cuts[:, 1], table[:, 0], "right")
        last = np.searchsorted(cuts[:, 0], table[:, 1])  # cuts first:last meet the span
        pieces: list[tuple[int, ...]] = list(rows)
        pieces += map(tuple, table[first >= last].tolist())
        for at in np.flatnonzero(first < last).tolist():
            start, stop, label, rule = table[at].tolist()
            inside = cuts[first[at] : last[at]]
            for opens, closes in zip([start, *inside[:, 1]], [*inside[:, 0], stop], strict=True):
                if opens < closes:
                    pieces.append((int(opens), int(closes), label, rule))
        return Spans.of(pieces)
