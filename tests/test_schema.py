"""schema and labels: the data contract holds together."""

import pytest

from warraq import labels, schema


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=list(schema.TABLES))
def test_every_column_says_what_it_is(table: schema.Table) -> None:
    names = [c.name for c in table.columns]
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    for column in table.columns:
        assert column.description.endswith("."), column.name
        assert table.schema.field(column.name).metadata[b"description"].decode() == column.description
        assert column.name not in table.key or not column.nullable


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=list(schema.TABLES))
def test_references_lead_somewhere(table: schema.Table) -> None:
    for column, other in table.refers:
        assert column in table.schema.names
        assert schema.TABLES[other].key == ("doc_id",)


def test_every_label_has_one_action() -> None:
    assert len(labels.LABELS) == len(labels.KEEP) + len(labels.LIFT) + len(labels.REMOVE)
    assert [labels.action_of(name) for name in ("body", "title", "nav", "blank")] == [
        "keep",
        "lift",
        "remove",
        "remove",
    ]
    with pytest.raises(KeyError):
        labels.action_of("headline")
