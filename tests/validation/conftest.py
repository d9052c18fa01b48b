"""The suites and a valid set of tables, once for the room."""

import pytest

from tests.validation.tables import Tables, valid_tables
from warraq.validation import Suites, load_suites


@pytest.fixture(scope="session")
def suites() -> Suites:
    """The project's own suites."""
    return load_suites()


@pytest.fixture(scope="session")
def tables() -> Tables:
    """A release of two documents, on which every rule holds."""
    return valid_tables()
