"""How pages name their outlet, section, authors, sources and place: small raw pages, read from end to end.

`source_forms.tsv` holds a form a row, written before the readers were asked, in shapes the labelled pages do
not have; `source_forms_missed.tsv` the forms of the same kind that are read wrongly, with the reason. `{T}`
and `{B}` are the headline and the article of `source_texts.toml`; what a row does not list stays empty. Who
took the pictures (`photo`) is an `image_credit`, neither an author nor whom the text is credited to.
"""

import csv
import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from warraq import pipeline
from warraq.annotation import agencies
from warraq.dataset import Dataset

HERE = Path(__file__).parent
TEXTS = tomllib.loads((HERE / "source_texts.toml").read_text("utf-8"))
FIELDS = ("outlet", "section", "bylines", "credits", "dateline_place")
IDS = {agency.name: agency.id for agency in (*agencies.outlets(), *agencies.table())}

Form = dict[str, str]


def forms(name: str = "source_forms") -> list[Form]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def raw(form: Form) -> str:
    """The page as a scraper would hand it over."""
    text = TEXTS[form["language"]]
    return form["text"].replace("\\n", "\n").replace("{T}", text["title"]).replace("{B}", text["body"]) + "\n"


def expected(form: Form, name: str) -> list[str]:
    return [v for v in form[name].split("; ") if v]


def values(name: str, value: str | list[str] | None) -> list[str]:
    """What a column says, agencies by their ids."""
    listed = [value] if isinstance(value, str) else list(value or ())
    return [IDS.get(v, v) for v in listed] if name == "credits" else listed


@cache
def documents(name: str = "source_forms") -> list[dict[str, Any]]:
    """What is read of every form, in their order, with the labels of its lines."""
    read = forms(name)
    tables = pipeline.process(
        pipeline.raw_table([raw(f) for f in read], [str(i) for i in range(len(read))]), Dataset()
    )
    labels: dict[str, set[str]] = {}
    for segment in tables["segments"].select(["doc_id", "label"]).to_pylist():
        labels.setdefault(segment["doc_id"], set()).add(segment["label"])
    found = {d["path"]: {**d, "labels": labels[d["doc_id"]]} for d in tables["documents"].to_pylist()}
    return [found[str(i)] for i in range(len(read))]


@pytest.mark.parametrize("number", range(len(forms())), ids=lambda i: f"{i}: {forms()[i]['text'][:40]}")
def test_what_a_form_says_and_nothing_else(number: int) -> None:
    form, document = forms()[number], documents()[number]
    found = {name: values(name, document[name]) for name in FIELDS}
    assert found == {name: expected(form, name) for name in FIELDS}
    assert form["kind"] != "photo" or "image_credit" in document["labels"]


def test_of_all_forms_with_those_missed_so_many_values_are_right() -> None:
    """Precision and recall per field over both files are no lower than the floors."""
    floors = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))["tests/annotation/source_forms.tsv"]
    for name in FIELDS:
        right, wrong, left_out = (0, 0, 0)
        for file in ("source_forms", "source_forms_missed"):
            for form, document in zip(forms(file), documents(file), strict=True):
                gold, found = Counter(expected(form, name)), Counter(values(name, document[name]))
                both = (gold & found).total()
                right, wrong, left_out = (
                    right + both,
                    wrong + found.total() - both,
                    left_out + gold.total() - both,
                )
        assert right / (right + wrong) >= floors[f"{name}_precision"], name
        assert right / (right + left_out) >= floors[f"{name}_recall"], name
