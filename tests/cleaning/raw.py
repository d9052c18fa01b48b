"""Tables of raw documents for the tests of cleaning."""

import pyarrow as pa

from warraq import schema


def raw_table(texts: list[str]) -> pa.Table:
    """The texts as raw documents, numbered."""
    n = len(texts)
    values = {
        "position": list(range(n)),
        "doc_id": [f"{i:020x}" for i in range(n)],
        "path": [f"{i}.txt" for i in range(n)],
        "text": texts,
        "raw_sha256": ["0" * 64] * n,
        "raw_bytes": [len(t.encode()) for t in texts],
        "encoding": ["utf-8"] * n,
        "flags": [[]] * n,
    }
    empty = {name: [None] * n for name in schema.RAW.names if name not in values}
    return pa.table({**values, **empty}, schema=schema.RAW)
