"""What `warraq clean --explain` prints: columns that hold, text that cannot leave its own."""

import io
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

import warraq
from tests.conftest import article
from warraq import terminal
from warraq.terminal import BAR

HOSTILE = (
    "\n\u202eThis sentence turns the direction of its line, and the mark is shown instead.\n"
    "A sentence that closes what was opened for it \u2069\u2069 and goes on \u2067 as it likes.\n"
    "عنوان \x1b[31m [bold]أحمر[/bold] \x1b]0;x\x07 وهذه جملة كاملة تنتهي هنا.\n"
)
LONG = "\n" + "كلمة طويلة جدا في سطر واحد. " * 400 + "\n" + "x" * 3000 + " ends.\n"
ISOLATES = "\u2066\u2067"
LEFT_TO_RIGHT = "\u200e"


def explained(raw: str, width: int, *, every_rule: bool = False) -> list[str]:
    """The lines printed for a page in a terminal this wide."""
    console = Console(width=width, file=io.StringIO(), color_system=None, highlight=False)
    terminal.explain({"path": "page.txt", **warraq.clean(raw)}, raw, console, every_rule=every_rule)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("width", [42, 60, 80, 99, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = explained(article(1) + HOSTILE + LONG, width)
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_stays_in_its_column(width: int) -> None:
    lines = explained(article(1) + HOSTILE, width)
    header, *rows = lines[1 : lines.index("")]
    action, text = header.index("action"), header.index("text")
    assert {row[action : action + 6].strip() for row in rows} >= {"keep", "lift", "remove"}
    for row in rows:
        assert row[action - 1 : action].strip() == row[text - 1 : text].strip() == ""
        assert row[:text].isascii()
        assert not row[text:] or row[text:].lstrip()[0] == LEFT_TO_RIGHT
        assert not row[text:] or row[text:].lstrip()[1] in ISOLATES


@pytest.mark.parametrize("width", [60, 80, 120])
def test_each_line_of_text_is_isolated_on_its_own(width: int) -> None:
    rows = explained(article(1) + HOSTILE, width)
    for row in rows:
        opened = sum(row.count(mark) for mark in ISOLATES)
        assert opened == row.count("\u2069") <= 1
        if any(unicodedata.bidirectional(c) in ("R", "AL") for c in row):
            assert opened == 1


def test_arabic_is_flush_right_and_latin_flush_left() -> None:
    page = "خبر قصير\n\nقالت البلدية إن العمل انتهى اليوم.\n\nIt is done now, they said."
    lines = explained(page, 80)
    [arabic] = [line for line in lines if "انتهى" in line]
    [latin] = [line for line in lines if "It is done" in line]
    assert cell_len(arabic) == 80
    assert latin.index("It is done") - 2 == lines[1].index("text")


def test_a_long_line_is_cut_and_says_so() -> None:
    lines = explained(article(1) + LONG, 80)
    assert len(lines) < 100
    assert any("… 3,006 characters in all" in line for line in lines)


def test_the_summary_counts_what_is_shown_and_says_why() -> None:
    page = warraq.clean(article(1))
    sizes = Counter({"keep": 0, "lift": 0, "remove": 0})
    for segment in page["segments"]:
        if segment["label"] != "blank":
            sizes[segment["action"]] += segment["end"] - segment["start"]
    lines = explained(article(1), 100)
    summary = lines[lines.index("") + 1 :]
    assert f"of {sizes.total():,} characters" in summary[0]
    for action, size in sizes.items():
        assert f"{action} {size / sizes.total():.0%}" in summary[0]
        assert summary[0].count(BAR[action]) == pytest.approx(24 * size / sizes.total(), abs=1)
    assert any(line.split() == ["keep", "body", "2"] for line in summary)
    assert any("model.body" in line and "by its shape" in line for line in summary)


def test_the_reason_of_every_rule_is_shown_on_demand() -> None:
    raw = "".join(f"{line}\n" for line in ("Skip to content", "By Edith Quayle", "Read more", *["x y."] * 3))
    raw += (
        article(1) + "Follow us\n© 2024 The Lantern. All rights reserved.\n0 Comments\nShare this article\n"
    )
    rules = {s["rule"] for s in warraq.clean(raw)["segments"] if s["label"] != "blank"}
    assert len(rules) > terminal.RULES_SHOWN
    few, all_of_them = explained(raw, 140), explained(raw, 140, every_rule=True)
    assert any(f"and {len(rules) - terminal.RULES_SHOWN} more rules: --reasons" in line for line in few)
    shown = all_of_them[all_of_them.index("") :]
    assert all(any(f" {rule} " in line for line in shown) for rule in rules)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200))
def test_nothing_that_steers_a_terminal_is_sent(text: str) -> None:
    shown = terminal.safe(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not any(
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for c in shown
    )
