"""The packs: every rule does what its examples say, and a bad rule is told in one line."""

import re
from pathlib import Path
from typing import Any

import pytest

from warraq import packs
from warraq.errors import UsageError
from warraq.packs import checks

BOOK = packs.rules(packs.codes())
GOOD = {
    "id": "common.share.call",
    "label": "share",
    "pattern": "share (?:this|it)",
    "reason": "a button",
    "example": "Share this",
    "counterexample": "Share prices",
}
SPAN = {
    "id": "common.dateline.place",
    "pattern": r"^(?P<dateline>\p{L}+ -)(?P<_a> )",
    "reason": "place",
    "example": "Rome - The",
    "counterexample": "Rome is",
    "where": "opening",
}


@pytest.mark.parametrize("item", packs.items(BOOK), ids=lambda item: item.id)
def test_rule_does_what_its_examples_say(item: packs.Rule | packs.Span) -> None:
    rules, spans = ((item,), ()) if isinstance(item, packs.Rule) else ((), (item,))
    assert list(checks.failed_examples(packs.Rulebook(rules, spans, BOOK.macros))) == []


def test_no_pack_has_a_problem() -> None:
    assert checks.problems() == []


def test_a_framed_rule_is_one_that_the_code_asks_for() -> None:
    folder = Path(packs.__file__).parents[1] / "cleaning"
    code = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    asked = set(re.findall(r'"((?:[a-z]+)?\.[a-z_.]+)"', code))
    framed = [rule.id for rule in packs.rules(packs.codes()).rules if rule.zone == "framed"]
    assert [rule_id for rule_id in framed if not any(rule_id.endswith(end) for end in asked)] == []


def test_every_language_says_what_it_is() -> None:
    assert {"ar", "de", "en", "es", "fa", "fr", "ja", "tr", "ur", "zh"} <= set(packs.codes())
    good = packs.read("de", "pack")
    bad = {**good, "name": "", "direction": "down", "function_words": ["der", "der"]}
    assert list(checks.wrong_facts({"de": good})) == []
    problems = list(checks.wrong_facts({"de": bad}))
    assert [p.split("pack.toml: ")[1].split()[0] for p in problems] == [
        "name",
        "direction:",
        "function_words:",
    ]


def test_a_pack_works_alone() -> None:
    for code in packs.codes():
        checks.patterns(packs.rules((code,)))


def load(*rules: dict[str, Any], **part: Any) -> packs.Rulebook:
    return packs.rulebook({"common": {**part, "rule": list(rules)}})


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({**GOOD, "colour": "red"}, "unknown key 'colour'; allowed: id, label"),
        ({**GOOD, "label": "sharing"}, "label: 'sharing' is not allowed; allowed: body"),
        ({**GOOD, "anchor": "middle"}, "anchor: 'middle' is not allowed; allowed: full, start, end, any"),
        ({**GOOD, "zone": "left"}, "zone: 'left' is not allowed"),
        ({**GOOD, "max_chars": "many"}, "max_chars: 'many' must be a number"),
        ({**GOOD, "max_chars": 100_000}, "max_chars: 100000 must be"),
        ({**GOOD, "reason": ""}, "reason is missing"),
        ({k: v for k, v in GOOD.items() if k != "example"}, "example is missing"),
        ({**GOOD, "id": "share"}, "an id must read common.<kind>.<name>"),
        ({**GOOD, "pattern": "{nothing}"}, "no macro {nothing}"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_rule_is_one_clear_line(rule: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        load(rule)
    assert message in str(error.value)
    assert "rules.toml" in str(error.value) and "\n" not in str(error.value)


def test_ids_are_used_once_and_never_again() -> None:
    with pytest.raises(UsageError, match="used twice"):
        load(GOOD, GOOD)
    with pytest.raises(UsageError, match="retired"):
        load(GOOD, retired=[GOOD["id"]])


def test_unknown_table_and_endless_macro() -> None:
    with pytest.raises(UsageError, match="unknown key 'rules'"):
        load(rules=[])
    with pytest.raises(UsageError, match="uses itself"):
        load({**GOOD, "pattern": "{a}"}, macros={"a": "x{b}", "b": "{a}"})


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"rule": [{**GOOD, "pattern": "share (this"}]}, "missing"),
        ({"rule": [{**GOOD, "pattern": r"(share)\1"}]}, "invalid escape"),
        ({"span": [{**SPAN, "pattern": "^(?P<place>Rome)"}]}, "group 'place' is no label"),
    ],
)
def test_a_bad_pattern_is_told(part: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        checks.patterns(packs.rulebook({"common": part}))
    assert "rule 'common." in str(error.value)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({**GOOD, "example": "Sell this"}, "does not match its example"),
        ({**GOOD, "counterexample": "Share it"}, "matches its counterexample"),
    ],
)
def test_wrong_examples_are_told(rule: dict[str, Any], problem: str) -> None:
    assert any(problem in line for line in checks.failed_examples(load(rule)))


def test_groups_of_a_span_must_lie_end_to_end() -> None:
    hole = {**SPAN, "pattern": r"^(?P<dateline>\p{L}+) (?P<_a>- )"}
    assert any(
        "end to end" in line for line in checks.failed_examples(packs.rulebook({"common": {"span": [hole]}}))
    )


def test_patterns_see_folded_text() -> None:
    rule = {**GOOD, "pattern": "إقرأ أيضاً", "example": "اقرا ايضا", "counterexample": "اقرأ"}
    assert list(checks.failed_examples(load(rule))) == []


def test_unknown_pack() -> None:
    with pytest.raises(UsageError, match="no pack 'xx'"):
        packs.read("xx", "rules")
