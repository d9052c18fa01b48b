"""Labels against gold: five raw documents line by line, spans and all."""

from pathlib import Path

from tests.cleaning.gold import disagreements


def test_five_documents_are_labelled_as_their_gold(five: Path) -> None:
    assert list(disagreements(five)) == []
