"""The gate before a release: every table held against its suite in `expectations/`.

The only part of the library that imports Great Expectations, and only when something is checked.

    suites = load_suites()
    report = merge([check(tables, suites) for tables in shards])
    report.stopped, report.quarantined, report.warnings
"""

from warraq.validation.checking import Outcome, RuleResult, check
from warraq.validation.report import Report, merge
from warraq.validation.suites import Rule, Suites, load_suites, suites_folder

__all__ = [
    "Outcome",
    "Report",
    "Rule",
    "RuleResult",
    "Suites",
    "check",
    "load_suites",
    "merge",
    "suites_folder",
]
