"""The promises of reading as a whole: the table of bad input, conservation, identity, duplicates."""

import hashlib
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.reading import outcome, rows
from warraq import ingest, schema
from warraq.dataset import Dataset, Limits

LIMIT = Dataset(limits=Limits(max_chars=100))


@pytest.mark.parametrize(
    ("name", "data", "reason", "detail"),
    [
        ("a.txt", b"", "empty", None),
        ("a.txt", b" \r\n\t\n", "empty", None),
        ("a.txt", b"\xef\xbb\xbf", "empty", None),
        ("a.txt", "\u200b\u200f\u00a0\u2060".encode(), "empty", None),
        ("a.jsonl", b"", "empty", None),
        ("a.txt", "نص ".encode() * 9 + b"\0\1\2\3", "undecodable", "offset 45: a NUL byte; this is no text"),
        ("a.txt", b"%PDF-1.4\n...", "undecodable", "offset 0: it is a PDF file, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "undecodable", "offset 0: it is a PNG image, not text"),
        (
            "a.md",
            b"PK\x03\x04....",
            "undecodable",
            "offset 0: it is a zip archive or an Office file, not text",
        ),
        ("a.csv", b"\x7fELF\2\1\1\0", "undecodable", "offset 0: it is a program, not text"),
        ("a.jsonl", b"%PDF-1.4\n...", "undecodable", "offset 0: it is a PDF file, not text"),
        ("a.txt", "ب".encode() * 20 + b"\xff\xfe" * 5, "undecodable", "offset 40: not utf-8: 10 unreadable"),
        ("a.jsonl", b'{"text": "x"', "malformed_record", "line 1: "),
        ("a.csv", b'text,n\n"x', "malformed_record", "line 2: unexpected end of data"),
        ("a.txt", b"x" * 101, "too_large", "101 characters, limits.max_chars is 100"),
        ("a.txt", b"x" * 5000, "too_large", "over 100 characters (limits.max_chars)"),
        (
            "a.jsonl",
            b'{"text": "' + b"x" * 101 + b'"}',
            "too_large",
            "101 characters, limits.max_chars is 100",
        ),
        ("a.docx", b"PK\x03\x04", "unsupported_format", ".docx: no reader for it"),
    ],
)
def test_bad_input_row_by_row(
    tmp_path: Path, name: str, data: bytes, reason: str, detail: str | None
) -> None:
    """Every row of the table of bad input that leaves a row behind; refusals are in the other tests."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("نص")
    excluded, good = rows(tmp_path, LIMIT)
    assert excluded["reason"] == reason
    assert excluded["reason"] in schema.REASONS
    assert excluded["path"].partition("#")[0] == name
    assert (excluded["detail"] or "").startswith(detail or "")
    assert good["text"] == "نص"


def test_a_document_is_known_by_its_bytes(tmp_path: Path) -> None:
    data = "خبر\r\nثان".encode("utf-8-sig")
    (tmp_path / "a.txt").write_bytes(data)
    (row,) = rows(tmp_path)
    digest = hashlib.sha256(data).hexdigest()
    assert (row["doc_id"], row["raw_sha256"], row["raw_bytes"]) == (digest[:20], digest, len(data))
    assert row["text"] == "خبر\r\nثان"  # the mark is the encoding's; the line ends are the page's


def test_the_text_at_the_limit_is_read_in_any_encoding(tmp_path: Path) -> None:
    for n, codec in enumerate(["utf-8", "utf-8-sig", "utf-16"]):
        (tmp_path / f"{n}.txt").write_bytes(("😀" * 100).encode(codec))
    assert [what for _, what in outcome(rows(tmp_path, LIMIT))] == ["😀" * 100] * 3


def test_mojibake_is_repaired_and_flagged(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("الخبر الأول".encode().decode("windows-1256"))
    (row,) = rows(tmp_path)
    assert (row["text"], row["flags"]) == ("الخبر الأول", ["mojibake_repaired"])


def test_the_same_bytes_twice_give_one_document(tmp_path: Path) -> None:
    for name, text in {"a.txt": "واحد", "b.txt": "اثنان", "c.txt": "واحد"}.items():
        (tmp_path / name).write_text(text)
    (batch,) = ingest.read([tmp_path], Dataset())
    shuffled = batch.documents.take([2, 1, 0])
    documents, exclusions = ingest.drop_duplicates(shuffled)
    assert documents["path"].to_pylist() == ["a.txt", "b.txt"]
    assert documents.schema == schema.RAW
    assert exclusions.schema == schema.EXCLUDED_INPUTS
    (row,) = exclusions.to_pylist()
    assert (row["position"], row["path"], row["reason"]) == (2, "c.txt", "duplicate_input")
    assert row["detail"] == "the same bytes as a.txt"


def test_no_duplicates_of_nothing() -> None:
    documents, exclusions = ingest.drop_duplicates(schema.RAW.empty_table())
    assert (len(documents), len(exclusions)) == (0, 0)


def test_batches_are_cut_by_size_and_numbered_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "BATCH_BYTES", 10)
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text("abcdef" if n else "")
    batches = list(ingest.read([tmp_path], Dataset()))
    assert [(len(b.documents), len(b.exclusions)) for b in batches] == [(2, 1), (2, 0)]
    assert pa.concat_tables(b.documents for b in batches)["position"].to_pylist() == [1, 2, 3, 4]


@given(st.lists(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), min_size=1, max_size=6))
def test_inputs_are_documents_and_exclusions(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for n, data in enumerate(contents):
        (folder / f"{n}.txt").write_bytes(data)
    assert [row["path"] for row in rows(folder)] == [f"{n}.txt" for n in range(len(contents))]


def test_the_five_documents_are_read_as_they_are(five: Path) -> None:
    files = sorted(five.glob("*.txt"))
    found = rows(five)
    assert [row["path"] for row in found] == [file.name for file in files]
    assert [row["text"] for row in found] == [file.read_bytes().decode() for file in files]
    assert all(row["flags"] == [] for row in found)
