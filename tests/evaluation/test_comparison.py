"""Ourselves and others side by side: on four pages with HTML, with the real packages."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import article
from tests.evaluation.test_evaluate import labelled, told_apart, written
from tests.test_cli import warraq
from warraq.errors import UsageError
from warraq.evaluation import c4
from warraq.evaluation.comparison import compare, lines_back

PAGES = Path(__file__).parent / "pages/gold.jsonl"
TOOLS = ("trafilatura", "justext", "resiliparse", "c4")
NUMBERS = [0, 0, 1, 0, 1, 0, 0, 0]


def test_everyone_runs_on_the_pages_with_html() -> None:
    found = compare(PAGES, TOOLS)
    assert found.left_out == {}
    assert [(run.tool, run.pages, len(run.scores)) for run in found.runs] == [
        (name, "html", 4) for name in ("warraq", *TOOLS, "everything")
    ]
    figures = {run.tool: run.measured.figures for run in found.runs}
    for name in (
        "warraq",
        "trafilatura",
        "justext",
        "resiliparse",
    ):  # c4 wants five Latin full stops of a page
        assert figures[name]["recall"].value > 0.95, name
        assert figures[name]["f1"].value > figures["everything"]["f1"].value, name
        assert figures[name]["shingle_f1"].value > figures["everything"]["shingle_f1"].value, name
    assert figures["everything"]["recall"].value == 1.0
    assert 0 < figures["c4"]["recall"].value < 1


def test_pages_without_html_are_left_to_those_who_read_text(tmp_path: Path) -> None:
    with_html = told_apart(NUMBERS, 1, html=f"<html><body><p>{article(1)}</p></body></html>")
    found = compare(
        written(tmp_path, with_html, told_apart(NUMBERS, 2), labelled([], 3)), ["resiliparse", "c4"]
    )
    assert [(run.tool, run.pages, len(run.scores)) for run in found.runs] == [
        *((name, "html", 1) for name in ("warraq", "resiliparse", "c4", "everything")),
        *((name, "all", 3) for name in ("warraq", "c4", "everything")),
    ]


def test_nothing_with_html_and_nothing_installed_is_one_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "justext", None)  # what python does with a package that is not there
    found = compare(written(tmp_path, told_apart(NUMBERS)), ["justext", "resiliparse"])
    assert found.left_out == {
        "justext": "justext is not installed: pip install 'warraq[comparison]'",
        "resiliparse": "no page of this gold has its HTML",
    }
    assert [run.tool for run in found.runs] == ["warraq", "everything"]


def test_a_tool_that_fails_on_a_page_returned_nothing_of_it(tmp_path: Path) -> None:
    found = compare(written(tmp_path, told_apart(NUMBERS, html="<!-- nothing -->")), ["justext"])
    [run] = [run for run in found.runs if run.tool == "justext"]
    assert (run.failed, run.measured.figures["recall"].value) == (1, 0.0)


def test_the_command_prints_one_table_and_json(tmp_path: Path) -> None:
    shown = warraq("evaluate", PAGES, "--compare", "resiliparse,c4")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert all(name in shown.stdout for name in ("warraq", "resiliparse", "c4", "everything", "s/MB"))
    told = warraq("evaluate", PAGES, "--compare", "c4", "--json")
    assert {run["tool"] for run in json.loads(told.stdout)["runs"]} == {"warraq", "c4", "everything"}
    gold = written(tmp_path, told_apart(NUMBERS, html="nowhere.html"))
    for arguments, said in (
        ([PAGES, "--compare", "c5"], "there are trafilatura, justext, resiliparse, c4, everything"),
        ([PAGES, "--compare", "c4", "--floors", PAGES], "leave out --floors"),
        ([gold, "--compare", "trafilatura"], "nowhere.html: the HTML of a1 cannot be read: No such file"),
    ):
        done = warraq("evaluate", *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert said in done.stderr


def test_no_tool_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no tool 'boilerpipe'"):
        compare(PAGES, ["boilerpipe"])


SENTENCES = [
    "One two three.",
    "Is it four words?",
    "Yes, it is five!",
    "She said “so it is”",
    "Then it ends.",
]


@pytest.mark.parametrize(
    ("extra", "kept"),
    [
        ("No mark at the end", False),
        ("Two words.", False),
        ("Please turn on JavaScript now.", False),
        ("Read our privacy policy first.", False),
        ("A sixth sentence [12] stands.", True),
    ],
)
def test_c4_retains_whole_lines(extra: str, kept: bool) -> None:
    page = "\n".join([*SENTENCES, "And a sixth one.", extra])
    assert (extra.replace(" [12]", " ") in c4.clean(page).split("\n")) == kept
    assert "One two three." in c4.clean(page)


@pytest.mark.parametrize("extra", ["int main() { return 0; }", "Lorem ipsum dolor.", None])
def test_c4_discards_whole_pages(extra: str | None) -> None:
    page = "\n".join([*SENTENCES, extra]) if extra else "\n".join(SENTENCES[:4])
    assert c4.clean(page) == ""


@given(st.lists(st.text(st.sampled_from("ab دو\u200c5。中 "), max_size=30), max_size=6))
def test_every_line_with_words_is_back_when_all_is_returned(lines: list[str]) -> None:
    text = "\n".join(lines)
    back = lines_back(text, text)
    assert len(back) == text.count("\n") + 1
    assert all(back[n] or not any(c.isalnum() for c in line) for n, line in enumerate(text.split("\n")))
    assert not any(lines_back(text, ""))
