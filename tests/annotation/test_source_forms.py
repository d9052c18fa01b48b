"""How pages name their outlet, section, authors, sources and place: small raw pages, read from end to end.

`source_forms.tsv` holds a form a row, written before the readers were asked, in shapes the labelled pages do
not have. `{T}` and `{B}` are the headline and the article of `source_texts.toml`; what a row does not list
stays empty.
"""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from warraq import packs, pipeline
from warraq.annotation import agencies
from warraq.annotation.credit_words import key, load
from warraq.dataset import Dataset

HERE = Path(__file__).parent
TEXTS = tomllib.loads((HERE / "source_texts.toml").read_text("utf-8"))
FIELDS = ("outlet", "section", "bylines", "credits", "dateline_place")


def forms() -> list[dict[str, str]]:
    with (HERE / "source_forms.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def raw(form: dict[str, str]) -> str:
    """The page as a scraper would hand it over."""
    text = TEXTS[form["language"]]
    return form["text"].replace("\\n", "\n").replace("{T}", text["title"]).replace("{B}", text["body"]) + "\n"


def values(name: str, value: str | list[str] | None) -> list[str]:
    """What a column says, agencies by their ids."""
    listed = [value] if isinstance(value, str) else list(value or ())
    if name != "credits":
        return listed
    known = [agencies.find(key(v), load(packs.codes())) for v in listed]
    return [agency.id if agency else v for v, agency in zip(listed, known, strict=True)]


@cache
def documents() -> list[dict[str, Any]]:
    """What is read of every form, in their order."""
    table = pipeline.raw_table([raw(f) for f in forms()], [str(i) for i in range(len(forms()))])
    found = {d["path"]: d for d in pipeline.process(table, Dataset())["documents"].to_pylist()}
    return [found[str(i)] for i in range(len(forms()))]


@pytest.mark.parametrize("number", range(len(forms())), ids=lambda i: f"{i}: {forms()[i]['text'][:40]}")
def test_what_a_form_says_and_nothing_else(number: int) -> None:
    form, document = forms()[number], documents()[number]
    found = {name: values(name, document[name]) for name in FIELDS}
    assert found == {name: [v for v in form[name].split("; ") if v] for name in FIELDS}
