"""Every rule holds on the valid tables and catches what it is there for, and nothing else.

All cases are checked in one go, each with documents of its own: a case's failures are told by their keys.
"""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from tests.validation.cases import ALWAYS, CASES, built
from warraq import schema
from warraq.validation import Outcome, Suites, check, checking

Checked = tuple[Outcome, list[set[str]]]


@pytest.fixture(scope="module")
def checked(suites: Suites) -> Iterator[Checked]:
    """The outcome of all cases together, every failing row named, and the keys of each case."""
    cases = [built(case, number) for number, (case, _) in enumerate(CASES)]
    together = {
        name: pa.concat_tables([_loose(tables[name]) for tables, _ in cases]) for name in schema.TABLES
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "EXAMPLES", 10_000)
        yield check(together, suites), [keys for _, keys in cases]


def _loose(table: pa.Table) -> pa.Table:
    return table.cast(pa.schema([f.with_nullable(True).remove_metadata() for f in table.schema]))


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: f"{n}: {CASES[n][0].rules}")
def test_a_case_fails_just_the_rules_it_breaks(checked: Checked, number: int) -> None:
    outcome, keys = checked
    failing = {
        result.rule_id
        for result in outcome.results
        if any(key in keys[number] or keys[number] & set(key.split(" ")) for key in result.examples)
    }
    assert failing == CASES[number][1] | ALWAYS


def test_no_check_died(checked: Checked) -> None:
    assert [r.line() for r in checked[0].results if r.error is not None] == []


def test_every_rule_has_a_case(suites: Suites) -> None:
    caught = set().union(*(rules for _, rules in CASES)) | ALWAYS
    rules = {r.rule_id for rules in suites.rules.values() for r in rules if r.about_rows}
    assert rules - caught == set()


def test_every_rule_speaks_of_the_valid_tables(outcome: Outcome) -> None:
    assert [r.rule_id for r in outcome.results if not r.success or not r.rows] == []
    assert outcome.quarantined == ()
