"""Files of records: every format gives the same documents, and what is broken costs only itself."""

import csv
import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.reading import outcome, rows
from warraq.dataset import Dataset, Input, Limits
from warraq.errors import UsageError
from warraq.ingest import read

RECORDS = [
    {"id": "a1", "text": "خبر أول،\nمن سطرين", "url": "https://a.example/1", "title": 'He said "no", twice'},
    {"id": "a2", "text": "خبر ثان", "url": "", "title": ""},
    {"id": "a3", "text": "خبر ثالث", "url": "https://a.example/3", "title": "ثالث"},
]


def as_csv(delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(RECORDS[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(RECORDS)
    return out.getvalue().encode()


def as_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(RECORDS), out, row_group_size=2)
    return out.getvalue()


def as_lines() -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in RECORDS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("r.jsonl", as_lines()),
        ("r.ndjson", b"\xef\xbb\xbf" + as_lines().replace(b"\n", b"\r\n\r\n")),
        ("r.json", json.dumps(RECORDS, ensure_ascii=False, indent=2).encode()),
        ("r.json", as_lines()),
        ("r.csv", as_csv(",")),
        ("r.csv", as_csv(",").decode().encode("utf-16")),
        ("r.tsv", as_csv("\t")),
        ("r.csv.gz", gzip.compress(as_csv(","))),
        ("r.parquet", as_parquet()),
        ("r.parquet.gz", gzip.compress(as_parquet())),
        ("r.csv", as_csv(",").decode().encode("windows-1256")),
    ],
)
def test_every_format_gives_the_same_documents(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found = rows(tmp_path)
    assert outcome(found) == [(f"{name}#{n}", record["text"]) for n, record in enumerate(RECORDS, 1)]
    assert [row["url"] for row in found] == ["https://a.example/1", None, "https://a.example/3"]
    assert json.loads(found[0]["known"]) == {"id": "a1", "title": RECORDS[0]["title"]}
    assert found[0]["raw_bytes"] == len(str(RECORDS[0]["text"]).encode())


def test_columns_are_renamed_as_the_dataset_says(tmp_path: Path) -> None:
    record = {
        "content": "متن",
        "author": "س",
        "date": "2015-07-21 02:51:32",
        "n": 7,
        "tags": ["a"],
        "no": None,
    }
    (tmp_path / "r.jsonl").write_text(json.dumps(record))
    dataset = Dataset(input=Input("content", columns={"byline": "author", "collected_at": "date"}))
    (row,) = rows(tmp_path, dataset)
    assert json.loads(row["known"]) == {"byline": "س", "n": "7", "tags": '["a"]'}
    assert row["collected_at"].isoformat() == "2015-07-21T02:51:32+00:00"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        (
            "a.jsonl",
            b'{"text": "1"}\n{"text": \n\n[3]\n{"text": null}\n'
            b'{"text": 5}\n{"x": 6}\n{"text": "7"}\n{"text": ""}',
            [
                "1",
                "malformed_record",
                "malformed_record",
                "empty",
                "malformed_record",
                "malformed_record",
                "7",
                "empty",
            ],
        ),
        ("a.jsonl", b'{"text": "1"}\n' + b"[" * 100_000 + b'\n{"text": "3"}', ["1", "malformed_record", "3"]),
        (
            "a.jsonl",
            b'{"text": "a\\ud800b"}\n{"text": "c\\u0000d"}\n{"text": "3"}',
            ["undecodable"] * 2 + ["3"],
        ),
        ("a.jsonl", b'{"text": "' + "نص ".encode() * 30 + b'\xff"}', ["نص " * 30 + "\ufffd"]),
        (
            "a.json",
            b'[{"text": "1"}, {"text": "2"}, {"text"; "3"}, {"text": "4"}]',
            ["1", "2", "malformed_record"],
        ),
        ("a.json", b'[{"text": "1"}, {"text": "2"', ["1", "malformed_record"]),
        ("a.json", b'[{"text": "1"},', ["1", "malformed_record"]),
        ("a.json", b'[{"text": "a\\udc80"}, 2, {"text": "3"}]', ["undecodable", "malformed_record", "3"]),
        ("a.json", b'[{"text": "' + "نص ".encode() * 30 + b'\xff"}]', ["نص " * 30 + "\ufffd"]),
        ("a.json", b"[]", []),
        ("a.csv", b"text,n\n1,a\n2\n3,a,b\n4,d\n", ["1", "malformed_record", "malformed_record", "4"]),
        ("a.csv", b'n,text\n1,"open\n2,two\n3,"three"\n', ["malformed_record", "two", "three"]),
        ("a.csv", b'n,text\n1,one\n2,"open to the end\n3,three\n', ["one", "malformed_record", "three"]),
        ("a.csv", b'n,text\n1,"a"b\n2,two\n\n3,\n', ["malformed_record", "two", "empty"]),
        ("a.csv", b"text,n\n" + "نص ".encode() * 30 + b"\xff,1\n", ["نص " * 30 + "\ufffd"]),
    ],
)
def test_what_is_broken_costs_only_itself(
    tmp_path: Path, name: str, data: bytes, expected: list[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert outcome(rows(tmp_path)) == [(f"{name}#{n}", what) for n, what in enumerate(expected, 1)]


def test_the_line_of_a_broken_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text,n\n"two\nlines",1\n3\n')
    (tmp_path / "b.jsonl").write_text('{"text": "1"}\n\n{"text"\n')
    (tmp_path / "c.json").write_text('[\n{"text": "1"},\n{"text": 2 3}\n]')
    details = [row["detail"] for row in rows(tmp_path) if "reason" in row]
    assert [detail.partition(":")[0] for detail in details] == ["line 4", "line 3", "line 3"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"id,body\n1,x\n"),
        ("a.jsonl", b'\n{"id": 1, "body": "x"}\n'),
        ("a.json", b'[{"id": 1, "body": "x"}]'),
        ("a.json", b'{"id": 1, "body": "x"}'),
    ],
)
def test_a_file_without_the_text_column_is_an_error(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=rf"{name}: no column 'text'.*the columns are: id, body\."):
        rows(tmp_path)


@pytest.mark.parametrize("column", ["text", "url"])
def test_two_columns_of_one_name_are_an_error(tmp_path: Path, column: str) -> None:
    (tmp_path / "a.csv").write_text(f"{column},text,{column}\na,b,c\n")
    pq.write_table(
        pa.Table.from_arrays([pa.array(["a"])] * 3, [column, "text", column]), tmp_path / "b.parquet"
    )
    for name in ("a.csv", "b.parquet"):
        with pytest.raises(UsageError, match=rf"{name}: two columns are called '{column}'"):
            rows(tmp_path / name)


def test_a_parquet_file_without_the_text_column_is_an_error(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1], "body": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(UsageError, match=r"a.parquet: no column 'text'.*the columns are: id, body\."):
        rows(tmp_path)


def test_parquet_cells_that_are_no_text(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["1", None, ""]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": [1]}), tmp_path / "b.parquet")
    pq.write_table(pa.table({"text": [b"%PDF-1.4", "نص".encode()]}), tmp_path / "c.parquet")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 but not really")
    expected = ["1", "empty", "empty", "malformed_record", "undecodable", "نص", "malformed_record"]
    assert [what for _, what in outcome(rows(tmp_path))] == expected


def test_rows_over_the_limit_do_not_stop_the_rest(tmp_path: Path) -> None:
    dataset = Dataset(limits=Limits(max_chars=10))
    giant = "x" * 1_100_000
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{giant}"}}\n{{"text": "{"y" * 11}"}}\n{{"text": "ok"}}\n')
    (tmp_path / "b.csv").write_text(f'n,text\n1,{giant}\n2,"{giant}"\n3,ok\n')
    (tmp_path / "c.json").write_text(f'[{{"text": "{giant}"}}, {{"text": "ok"}}]')
    expected = ["too_large", "too_large", "ok", "too_large", "too_large", "ok", "too_large"]
    assert [what for _, what in outcome(rows(tmp_path, dataset))] == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), max_size=8))
def test_every_json_array_is_read_as_the_library_reads_it(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    file = tmp_path_factory.mktemp("json") / "a.json"
    file.write_text(json.dumps([{"text": text, "n": n} for n, text in enumerate(texts)], indent=1))
    assert len(rows(file)) == len(texts)


@given(st.binary(max_size=300), st.sampled_from(["a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet"]))
def test_no_bytes_break_a_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    file = tmp_path_factory.mktemp("any") / name
    head = {"a.csv": b"text\n", "a.tsv": b"text\n", "a.jsonl": b'{"text": "x"}\n'}.get(name, b"")
    file.write_bytes(head + data)
    try:
        rows(file)
    except UsageError as error:
        assert "no column 'text'" in str(error) or "two columns" in str(error)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    """60 MB of records of 30 kB: what is held is a batch of text and its Arrow copy, not the file."""
    text = "كلمة " * 3000
    record = {"a.csv": f"{text}\n"}.get(name, json.dumps({"text": text}, ensure_ascii=False) + "\n")
    with (tmp_path / name).open("w", encoding="utf-8") as out:
        out.write("text\n" if name == "a.csv" else "")
        for _ in range(60_000_000 // len(record.encode())):
            out.write(record)
    assert (tmp_path / name).stat().st_size > 59_000_000
    tracemalloc.start()
    before = pa.total_allocated_bytes()
    arrow = count = 0
    try:
        for batch in read([tmp_path / name], Dataset()):
            count += len(batch.documents)
            arrow = max(arrow, pa.total_allocated_bytes() - before)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_000_000 // len(record.encode())
    assert peak < 45_000_000  # 16 MB of UTF-8, which pyarrow caches, have 18 MB as Python's two-byte strings
    assert arrow < 50_000_000  # two batches: the one just built and the one the loop still holds
