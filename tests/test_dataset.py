"""dataset.toml: what is read, and the one line that says what is wrong."""

from pathlib import Path

import pytest

from warraq import dataset
from warraq.errors import UsageError

GOOD = """
name = "my-set"
title = "My set"
description = "Pages."
license = "CC0-1.0"
keywords = ["news"]
packs = []

[[creators]]
name = "A. Editor"

[input]
text_column = "content"
[input.columns]
collected_at = "date_extracted"

[limits]
max_chars = 1000
quarantine = 1

[sources.sahifa]
outlet = "الصحيفة"
timezone = "Asia/Riyadh"
date_order = "DMY"
rights = "open"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "dataset.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    found = dataset.load(write(tmp_path, GOOD))
    assert found.name == "my-set"
    assert found.creators == (dataset.Creator("A. Editor"),)
    assert found.input.text_column == "content"
    assert found.input.columns == {"collected_at": "date_extracted"}
    assert found.limits.max_chars == 1000
    assert found.limits.quarantine == 1.0
    assert found.source("sahifa").timezone == "Asia/Riyadh"


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    found = dataset.load(write(tmp_path, 'name = "a"'))
    assert found.limits.max_chars == 2_000_000
    assert found.source("unknown") == dataset.Source()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nme = 'a'", "unknown key 'nme'; allowed: name, title"),
        ("[input]\ntxt = 'a'", "unknown key 'input.txt'; allowed: text_column"),
        ("[sources.a]\nlogo = 'x'", "unknown key 'sources.a.logo'; allowed: outlet, url"),
        ("name = 3", "name: 3 must be text"),
        ("name = 'Große Worte'", "must be lower-case letters"),
        ("[limits]\nmax_chars = '5'", "limits.max_chars: '5' must be a whole number"),
        ("[limits]\nmax_chars = -1", "limits.max_chars: must be 1 or more"),
        ("[limits]\narchive_ratio = 0", "limits.archive_ratio: must be 1 or more"),
        ("[limits]\nquarantine = 3", "limits.quarantine: 3.0 is not a share"),
        ("packs = ['tlh']", "no pack 'tlh'; allowed: "),
        ("keywords = 'news'", "keywords: must be a list"),
        ("[[creators]]\nurl = 'x'", "creators[0].name is missing"),
        ("sources = 3", "sources: must be a table"),
        ("[sources.a]\nrights = 'all'", "sources.a.rights: 'all' is not allowed; allowed: open, unstated"),
        ("[sources.a]\ndate_order = 'DYM'", "allowed: DMY, MDY, YMD"),
        ("[sources.a]\ntimezone = 'Riyadh'", "no zone 'Riyadh'"),
        ("name = ", "Invalid value"),
    ],
)
def test_a_mistake_is_one_line_naming_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        dataset.load(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        dataset.load(tmp_path / "dataset.toml")
