"""Rules asked of some lines."""

import numpy as np
import pyarrow as pa

from warraq import packs
from warraq.cleaning import features, lines, rules


def test_a_few_lines_asked_alone_get_the_answers_they_get_among_all() -> None:
    page = "Comments\nBy Some One\nالتعليقات (2)\nاقرأ أيضا\nA line.\nBy Some One\nComments"
    columns = features.compute(lines.explode(pa.array([page])))
    every = np.ones(7, np.bool_)
    few = np.array([0, 1, 0, 0, 1, 0, 1], np.bool_)
    for ending in (".comments.heading", ".byline.label", ".nothing"):
        fitting = rules.fits(columns, packs.codes(), ending)
        assert list(rules.fits_among(columns, packs.codes(), ending, every)) == list(fitting)
        assert list(rules.fits_among(columns, packs.codes(), ending, few)) == list(fitting & few)
        assert not rules.fits_among(columns, packs.codes(), ending, ~every).any()
    assert list(np.flatnonzero(rules.fits(columns, packs.codes(), ".comments.heading"))) != []
