"""Mentions on the five raw documents the project was asked for, by gold that was written before any run.

`shared_mentions.jsonl` holds offsets in the raw texts, type and link alone, by the rules of seeds/README.md.
"""

import json
from pathlib import Path

import pyarrow as pa

from tests.conftest import ROOT
from warraq import ingest, pipeline
from warraq.evaluation import below_floors, mentions
from warraq.evaluation.decisions import from_tables
from warraq.evaluation.gold import Gold
from warraq.evaluation.scoring import score
from warraq.evaluation.spans import GoldSpans

OFFSETS = Path(__file__).parent / "shared_mentions.jsonl"
NAME = "tests/evaluation/shared_mentions.jsonl"


def spans() -> GoldSpans:
    """The gold, as of a line that begins where the text does."""
    pages = map(json.loads, OFFSETS.read_text("utf-8").splitlines())
    return {
        page["file"]: [
            {"line": 0, "start": start, "end": end, "type": kind, "link": link, "name": None}
            for start, end, kind, link in page["mentions"]
        ]
        for page in pages
    }


def test_mentions_of_the_five_are_above_their_floors(five: Path) -> None:
    dataset = ingest.find_dataset(five)
    pages = [page for batch in Gold(five / "gold.jsonl", dataset).batches() for page in batch]
    tables = pipeline.process(pa.concat_tables([page.raw for page in pages]), dataset)
    scores = [score(*each) for each in zip(pages, from_tables(pages, tables), strict=True)]
    gold = spans()
    mentions.MENTIONS.add(scores, pages, gold, tables)
    found = mentions.table(scores)["all"]
    assert found["gold"] == sum(map(len, gold.values())) == 232
    floors = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))[NAME]
    assert below_floors(found, floors) == []


def test_the_offsets_lie_in_the_texts_in_order_and_do_not_overlap(five: Path) -> None:
    for name, mentioned in spans().items():
        text, end = (five / name).read_bytes().decode("utf-8"), 0
        for mention in mentioned:
            words = text[mention["start"] : mention["end"]]
            assert end <= mention["start"] < mention["end"] <= len(text)
            assert words == words.strip() and "\n" not in words
            end = mention["end"]
