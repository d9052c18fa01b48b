"""One text as a table of one document, and what is found in it."""

import pyarrow as pa

from warraq import schema
from warraq.annotation import mentions, quotes


def table(
    *texts: str,
    title: str | None = None,
    language: str = "ar",
    dateline: str | None = None,
    outlet: str | None = None,
) -> pa.Table:
    """Documents with these texts, named 0, 1, …"""
    return pa.table(
        {
            "doc_id": pa.array([str(i) for i in range(len(texts))], schema.TEXT),
            "title": pa.array([title] * len(texts), schema.TEXT),
            "text": pa.array(list(texts), schema.TEXT),
            "language": pa.array([language] * len(texts), schema.TEXT),
            "dateline_place": pa.array([dateline] * len(texts), schema.TEXT),
            "outlet": pa.array([outlet] * len(texts), schema.TEXT),
        }
    )


def mentioned(
    text: str, *types: str, title: str | None = None, language: str = "ar"
) -> list[tuple[str, str]]:
    """(surface, name) of every mention of these types, in order; of all types when none is given."""
    rows = mentions.annotate(table(text, title=title, language=language)).to_pylist()
    return [(r["surface"], r["name"]) for r in rows if not types or r["type"] in types]


def quoted(text: str, language: str = "ar") -> list[tuple[str, str, str | None]]:
    """(kind, words, speaker) of every quotation, in order."""
    documents = table(text, language=language)
    rows = quotes.annotate(documents, mentions.annotate(documents)).to_pylist()
    return [(r["kind"], text[r["start"] : r["end"]].strip(), r["speaker"]) for r in rows]
