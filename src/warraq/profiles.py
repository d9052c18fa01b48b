"""Site profiles as a user handles them: learnt from a source, written, and read again for single pages."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import ingest, schema
from warraq.annotation import date_order
from warraq.cleaning import site_of
from warraq.cleaning.profiles.learning import learn as learn_lines
from warraq.cleaning.profiles.observations import observe
from warraq.dataset import Dataset
from warraq.errors import UsageError


def load(path: Path) -> pa.Table:
    """The profiles (schema.SITE_LINES) in a Parquet file, or in a release. Raises UsageError if none."""
    file = path / "data" / "site_lines.parquet" if path.is_dir() else path
    try:
        table = pq.read_table(file)
    except FileNotFoundError:
        raise UsageError(f"{path}: no profiles: give a release, or a file of `warraq profiles`") from None
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{file}: not a Parquet file: {error}") from None
    try:
        return table.select(schema.SITE_LINES.schema.names).cast(schema.SITE_LINES.schema)
    except (KeyError, ValueError, pa.ArrowException) as error:
        raise UsageError(f"{file}: not a table of site profiles: {error}") from None


def learn(sources: Sequence[Path | str], dataset: Dataset) -> pa.Table:
    """The profiles (schema.SITE_LINES) of the sites in these sources, as a build of them would learn them."""
    lines: list[pa.Table] = []
    dates: list[pa.Table] = []
    seen: pa.Array = pa.array([], schema.TEXT)
    for batch in ingest.read(sources, dataset):
        known = pc.is_in(batch.documents["doc_id"], value_set=seen)
        new = batch.documents.filter(pc.invert(known))
        seen = pa.concat_arrays([seen, new["doc_id"].combine_chunks()])
        lines.append(observe(new))
        dates.append(date_order.observe(new, site_of(new)))
    return together(learn_lines(lines, dataset.pack_codes()), date_order.learn(dates))


def together(lines: pa.Table, orders: pa.Table) -> pa.Table:
    """Lines and orders of dates as one table (schema.SITE_LINES), in the order of its key."""
    rows = [*lines.to_pylist(), *orders.to_pylist()]
    rows.sort(key=lambda row: tuple(row[name].encode() for name in schema.SITE_LINES.key))
    return pa.Table.from_pylist(rows, schema.SITE_LINES.schema)
