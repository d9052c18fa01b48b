"""What an open release leaves out: the e-mail addresses and telephone numbers of persons.

They are masked in the clean text of every release. In an open one the raw text does not give them away
either: their segments have no content, and lines of a site's profile that hold one are not in it. A private
release, which stays inside the house, keeps both, so that every text can be put together again.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from warraq import contacts, labels
from warraq.release.diff import Tables


def for_tier(tables: Tables, tier: str) -> Tables:
    """The tables as a release of this tier publishes them."""
    if tier != "open":
        return tables

    def released(name: str) -> Iterator[pa.Table]:
        for rows in tables(name):
            yield _PUBLISHED[name](rows) if name in _PUBLISHED else rows

    return released


def _segments(rows: pa.Table) -> pa.Table:
    hidden = pc.is_in(rows["label"], value_set=pa.array(list(labels.MASKS)))
    content = pc.if_else(hidden, pa.scalar(None, pa.string()), rows["content"])
    return rows.set_column(rows.schema.get_field_index("content"), rows.schema.field("content"), content)


def _site_lines(rows: pa.Table) -> pa.Table:
    return rows.filter(pa.array([not contacts.find(line) for line in rows["line"].to_pylist()], pa.bool_()))


_PUBLISHED = {"segments": _segments, "site_lines": _site_lines}
