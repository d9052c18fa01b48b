"""The verdict on a release: the outcomes of its shards added up, as JSON and as a page."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from math import floor
from pathlib import Path
from typing import Any, Final

from warraq import schema
from warraq.validation.checking import EXAMPLES, Outcome, RuleResult

QUARANTINED_SHOWN: Final = 200
"""Documents listed on the page; the JSON has them all."""
ARABIC: Final = ("\u0600", "\u06ff")
"""The block of the Arabic script that Arabic, Persian and Urdu are written in."""


@dataclass(frozen=True)
class Report:
    """What came of every rule over a whole release."""

    results: tuple[RuleResult, ...]  # in the order of the tables, then of their suites
    quarantined: tuple[tuple[str, str], ...]  # (doc_id, rule_id), sorted

    @property
    def stopped(self) -> tuple[RuleResult, ...]:
        """What holds the release back."""
        return tuple(r for r in self.results if r.stops)

    @property
    def warnings(self) -> tuple[RuleResult, ...]:
        """What an editor should look at."""
        return tuple(r for r in self.results if r.severity == "warning" and not r.success and not r.stops)

    @property
    def verdict(self) -> str:
        """`stopped`, `warned` or `passed`."""
        return "stopped" if self.stopped else "warned" if self.warnings else "passed"

    def to_json(self) -> str:
        """The same text for the same results: no time, no run, no machine in it."""
        data = {
            "verdict": self.verdict,
            "stopped": [r.rule_id for r in self.stopped],
            "warnings": [r.rule_id for r in self.warnings],
            "quarantined": [{"doc_id": doc_id, "rules": rules} for doc_id, rules in self._by_document()],
            "rules": [{**asdict(r), "success": r.success} for r in self.results],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def to_html(self, title: str) -> str:
        """One page, complete in itself: no script, nothing loaded, every value escaped."""
        from jinja2 import Environment, FileSystemLoader

        loader = FileSystemLoader(Path(__file__).parent)
        environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        by_table = groupby(self.results, key=lambda r: r.table)
        documents = self._by_document()
        return environment.get_template("report.html.j2").render(
            title=title,
            report=self,
            suites=[(schema.TABLES[name], list(rules)) for name, rules in by_table],
            quarantined=documents[:QUARANTINED_SHOWN],
            quarantined_count=len(documents),
            words_of=_language_attributes,
            percent=_percent,
        )

    def _by_document(self) -> list[tuple[str, list[str]]]:
        pairs = groupby(self.quarantined, key=lambda pair: pair[0])
        return [(doc_id, [rule for _, rule in group]) for doc_id, group in pairs]


def _language_attributes(words: str) -> Any:
    """`lang` and `dir` of words from the data: in Arabic script, right to left; the language is not known."""
    from markupsafe import Markup

    in_arabic = sum(1 for c in words if ARABIC[0] <= c <= ARABIC[1])
    letters = sum(1 for c in words if c.isalpha())
    return Markup('lang="und-Arab" dir="rtl"') if 2 * in_arabic > letters else Markup('lang="und" dir="ltr"')


def _percent(rule: RuleResult) -> str:
    """The share of rows that hold, cut and not rounded: 100 % is said of all of them only."""
    return f"{floor(1000 * (rule.rows - rule.failed) / rule.rows) / 10:g} %"


def merge(outcomes: Iterable[Outcome]) -> Report:
    """Add up the outcomes of the shards: the same report in whatever order they come."""
    added: dict[tuple[str, str], RuleResult] = {}
    quarantined: set[tuple[str, str]] = set()
    for outcome in outcomes:
        quarantined.update(outcome.quarantined)
        for result in outcome.results:
            key = (result.table, result.rule_id)
            added[key] = _add(added[key], result) if key in added else result
    tables = list(schema.TABLES)
    results = sorted(added.values(), key=lambda r: tables.index(r.table))
    return Report(tuple(results), tuple(sorted(quarantined)))


def _add(a: RuleResult, b: RuleResult) -> RuleResult:
    return replace(
        a, rows=a.rows + b.rows, failed=a.failed + b.failed, examples=_first(a, b), error=_error(a, b)
    )


def _first(a: RuleResult, b: RuleResult) -> tuple[str, ...]:
    return tuple(sorted({*a.examples, *b.examples})[:EXAMPLES])


def _error(a: RuleResult, b: RuleResult) -> str | None:
    errors = sorted(e for e in (a.error, b.error) if e is not None)
    return errors[0] if errors else None
