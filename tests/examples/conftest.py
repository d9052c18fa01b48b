"""The seeds as a release's tables, cleaned and linked once for all examples."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warraq import ingest, linking, pipeline

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeds_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables the examples read, as Parquet files under data/."""
    dataset = ingest.find_dataset(SEEDS)
    raw = pa.concat_tables(batch.documents for batch in ingest.read([SEEDS], dataset)).sort_by("doc_id")
    tables, _ = pipeline.set_aside_bodyless(pipeline.process(raw, dataset))
    links = linking.link_documents(**{name: tables[name] for name in linking.READ_COLUMNS})
    documents = tables["documents"]
    for name in linking.LINK_COLUMNS:
        place = documents.schema.get_field_index(name)
        documents = documents.set_column(place, name, links.documents[name])
    whole = {
        "documents": documents,
        "quotes": tables["quotes"],
        "reuse": links.reuse,
        "credit_wording": links.credit_wording,
    }
    folder = tmp_path_factory.mktemp("release")
    (folder / "data").mkdir()
    for name, table in whole.items():
        pq.write_table(table, folder / "data" / f"{name}.parquet")
    return folder
