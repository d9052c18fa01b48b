"""The suites and a valid set of tables, once for the room."""

import pytest

from tests.validation.tables import Tables, valid_tables
from warraq.validation import Outcome, Suites, check, load_suites


@pytest.fixture(scope="session")
def suites() -> Suites:
    """The project's own suites."""
    return load_suites()


@pytest.fixture(scope="session")
def tables() -> Tables:
    """A release of two documents, on which every rule holds."""
    return valid_tables()


@pytest.fixture(scope="session")
def outcome(tables: Tables, suites: Suites) -> Outcome:
    """What all the suites say of the valid tables."""
    return check(tables, suites)
