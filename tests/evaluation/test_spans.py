"""What mentions, quotations and times share: the gold beside a gold, and offsets in the raw text."""

import json
from pathlib import Path

import pytest

from tests.conftest import article
from tests.evaluation.test_evaluate import TRUE, written
from warraq import evaluation
from warraq.errors import UsageError
from warraq.evaluation.mentions import MENTIONS
from warraq.evaluation.quotations import QUOTES
from warraq.evaluation.spans import Kind
from warraq.evaluation.times import TIMES

KINDS = pytest.mark.parametrize("kind", [MENTIONS, QUOTES, TIMES], ids=lambda kind: str(kind.name))


def gold_of(folder: Path, kind: Kind, beside: object) -> Path:
    """Gold of one page, and what stands in the file of this kind beside it."""
    (folder / "page.txt").write_text(article(2), "utf-8")
    (folder / kind.file).write_text(json.dumps(beside), "utf-8")
    return written(folder, {"file": "page.txt", "lines": [list(line) for line in TRUE]})


@KINDS
def test_a_page_without_spans_has_figures_and_a_gold_without_the_file_has_none(
    tmp_path: Path, kind: Kind
) -> None:
    gold = gold_of(tmp_path, kind, {"file": "page.txt", kind.name: []})
    told = {"mentions": "mentions", "quotes": "quotations", "times": "times"}[kind.name]
    assert getattr(evaluation.evaluate(gold), told)["all"]["gold"] == 0
    (tmp_path / kind.file).unlink()
    report = evaluation.evaluate(gold)
    assert getattr(report, told) == {}
    assert not any(name.startswith(kind.name) for name in report.summary())


@KINDS
@pytest.mark.parametrize("row", [None, {"line": 0, "start": 0}])
def test_gold_that_is_none_is_one_clear_line(tmp_path: Path, kind: Kind, row: object) -> None:
    page = {"file": "page.txt"} | ({kind.name: [row]} if row else {})
    with pytest.raises(UsageError, match=f"{kind.file}: no gold {kind.name}: KeyError"):
        evaluation.evaluate(gold_of(tmp_path, kind, page))
