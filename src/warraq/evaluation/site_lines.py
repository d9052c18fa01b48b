"""Site profiles against gold: does the label of a line that repeats on a site fit the lines it stands for?

The profiles are learnt from the gold pages that name their source, as a build of them would learn them. The
label of a row is right when it is the one that most of the gold lines with its key have, on the pages of its
site; of labels that are as frequent each is. Heads, tails and orders of dates are no lines, and are left out.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pyarrow as pa

from warraq.cleaning.profiles.keys import keys_of, site_of
from warraq.cleaning.profiles.learning import learn
from warraq.cleaning.profiles.observations import observe
from warraq.dataset import Dataset
from warraq.evaluation.gold import Gold, Page
from warraq.evaluation.spans import ratio
from warraq.fold import fold

Labels = dict[tuple[str, str], Counter[str]]
"""The gold labels of the lines of a site with a key."""


def measure(gold: Path, dataset: Dataset) -> dict[str, float]:
    """`right`, the share of site lines whose label is right, and how many there are (`of`); {} without."""
    labels: Labels = defaultdict(Counter)
    batches = [[p for p in batch if p.raw["source"][0].is_valid] for batch in Gold(gold, dataset).batches()]
    for page in (page for batch in batches for page in batch):
        _count(page, labels)
    observed = [observe(pa.concat_tables([page.raw for page in batch])) for batch in batches if batch]
    rows = [row for row in learn(observed, dataset.pack_codes()).to_pylist() if row["place"] == "line"]
    right = [is_right(row["label"], labels[row["site"], row["key"]]) for row in rows]
    return {"right": ratio(sum(right), len(right)), "of": len(right)} if right else {}


def _count(page: Page, labels: Labels) -> None:
    site, lines = site_of(page.raw)[0].as_py(), page.text.split("\n")
    keys = keys_of(pa.array([fold(lines[number]) for number in page.lines], pa.string())).to_pylist()
    for key, label in zip(keys, page.lines.values(), strict=True):
        labels[site, key][label] += 1


def is_right(label: str, found: Counter[str]) -> bool:
    """Whether no label of these lines is more frequent than this one."""
    return bool(found) and found[label] == max(found.values())
