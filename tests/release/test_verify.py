"""`verify` finds a valid release valid, and whatever was done to one afterwards."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.release.conftest import BUILD, DATASET, VALIDATION, Rows, small_rows, tables_of, write_release
from warraq.errors import UsageError
from warraq.release import index, manifest, release, verify


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "1.0.0"))


def checks(path: Path) -> set[str]:
    return {problem.check for problem in verify(path)}


def sum_up_again(path: Path) -> None:
    """What who covers their traces does first."""
    lines = [f"{manifest.sha256_of(path / n)}  {n}\n" for n in manifest.files(path) if n != manifest.SUMS]
    (path / manifest.SUMS).write_text("".join(lines), "utf-8")


def test_a_valid_release_has_no_problems(good: Path) -> None:
    assert verify(good) == []


def every_file() -> list[str]:
    files = [f"data/{n}.parquet" for n in ("documents", "segments", "reuse")] + ["csv/segments.csv.gz"]
    return [
        *files,
        "README.md",
        "release.json",
        "datapackage.json",
        "CHANGELOG.md",
        "validation.html",
        "SHA256SUMS",
    ]


@pytest.mark.parametrize("name", every_file())
@pytest.mark.parametrize("place", [0.1, 0.5, 0.99])
def test_a_flipped_byte(copy: Path, name: str, place: float) -> None:
    data = bytearray((copy / name).read_bytes())
    data[int(len(data) * place)] ^= 0x10
    (copy / name).write_bytes(data)
    assert "files" in checks(copy)


@pytest.mark.parametrize("name", ["data/documents.parquet", "data/segments.parquet", "csv/segments.csv.gz"])
@pytest.mark.parametrize("place", [0.05, 0.3, 0.6, 0.95])
def test_a_flipped_byte_and_new_sums(copy: Path, name: str, place: float) -> None:
    data = bytearray((copy / name).read_bytes())
    data[int(len(data) * place)] ^= 0x10
    (copy / name).write_bytes(data)
    sum_up_again(copy)
    assert "release.json" in checks(copy)


Edit = Callable[[Rows], Any]


def edit(table: str, row: int, column: str, change: Callable[[Any], Any]) -> Edit:
    def apply(rows: Rows) -> None:
        rows[table][row][column] = change(rows[table][row].get(column))

    return apply


def plus(by: int) -> Callable[[int], int]:
    return lambda value: value + by


def to(value: Any) -> Callable[[Any], Any]:
    return lambda _: value


def last_of_first_document(rows: Rows) -> None:
    first = rows["documents"][0]["doc_id"]
    at = max(i for i, row in enumerate(rows["segments"]) if row["doc_id"] == first)
    del rows["segments"][at]


def swap_letters(content: str) -> str:
    return content[::-1]


TAMPERING: list[tuple[str, Edit, str]] = [
    ("segment start", edit("segments", 2, "start", plus(1)), "tiling"),
    ("segment end", edit("segments", 2, "end", plus(-1)), "tiling"),
    ("content", edit("segments", 0, "content", swap_letters), "raw_text"),
    ("content gone", edit("segments", 0, "content", to(None)), "tiling"),
    ("label", edit("segments", 0, "label", to("other")), "label"),
    ("action", edit("segments", 1, "action", to("lift")), "label"),
    ("segment deleted", lambda rows: rows["segments"].pop(1), "sequence"),
    ("last segment deleted", last_of_first_document, "tiling"),
    ("segments deleted", lambda rows: rows["segments"].clear(), "tiling"),
    ("text_start", edit("segments", 0, "text_start", plus(1)), "text_start"),
    ("text_start gone", edit("segments", 0, "text_start", to(None)), "text_start"),
    ("text", edit("documents", 0, "text", lambda text: text.replace("\n", " ")), "text"),
    ("text longer", edit("documents", 0, "text", lambda text: text + "!"), "chars"),
    ("chars", edit("documents", 0, "chars", plus(1)), "chars"),
    ("kept_ratio", edit("documents", 0, "kept_ratio", to(0.5)), "kept_ratio"),
    ("raw_chars", edit("documents", 0, "raw_chars", plus(1)), "tiling"),
    ("raw_text_sha256", edit("documents", 0, "raw_text_sha256", to("0" * 64)), "raw_text"),
    ("raw_sha256", edit("documents", 0, "raw_sha256", to("0" * 64)), "doc_id"),
    ("document deleted", lambda rows: rows["documents"].pop(0), "foreign_key"),
    ("document gone without a row", lambda rows: rows["documents"].pop(0), "conservation"),
    ("exclusion deleted", lambda rows: rows["exclusions"].pop(), "conservation"),
    ("site line counts", edit("site_lines", 0, "of", to(2)), "site_lines"),
    ("site line share", edit("site_lines", 0, "share", to(0.5)), "site_lines"),
    ("site line of text", edit("site_lines", 0, "label", to("body")), "site_lines"),
    ("reason", edit("exclusions", 0, "reason", to("dislike")), "exclusions"),
    ("rights", edit("documents", 0, "rights", to("maybe")), "rights"),
    ("duplicate_of", edit("documents", 0, "duplicate_of", to("0" * 20)), "foreign_key"),
    (
        "duplicate of itself",
        lambda rows: rows["documents"][0].update(duplicate_of=rows["documents"][0]["doc_id"]),
        "foreign_key",
    ),
    ("evidence end", edit("evidence", 0, "end", plus(10_000)), "evidence"),
    ("evidence a letter less", edit("evidence", 0, "end", plus(-1)), "evidence"),
    ("quote a letter less", edit("quotes", 0, "start", plus(1)), "offsets"),
    ("evidence start", edit("evidence", 0, "start", to(-1)), "evidence"),
    ("evidence from nowhere", lambda rows: rows["evidence"][0].update(start=None, end=None), "evidence"),
    ("evidence half", edit("evidence", 0, "end", to(None)), "evidence"),
    ("mention start", edit("mentions", 0, "start", plus(-1)), "offsets"),
    ("mention target", edit("mentions", 0, "target", to("deck")), "offsets"),
    ("mention surface", edit("mentions", 0, "surface", to("هدى")), "offsets"),
    ("mention of nobody", edit("mentions", 0, "doc_id", to("f" * 20)), "foreign_key"),
    ("time end", edit("times", 0, "end", plus(1)), "offsets"),
    ("quote end", edit("quotes", 0, "end", plus(1000)), "offsets"),
    ("quote empty", lambda rows: rows["quotes"][0].update(end=rows["quotes"][0]["start"]), "offsets"),
    ("speaker", edit("quotes", 0, "speaker_mention", to(7)), "foreign_key"),
    ("reuse start", edit("reuse", 0, "start_a", plus(1)), "offsets"),
    ("reuse end", edit("reuse", 0, "end_b", plus(-2)), "offsets"),
    ("reuse outside", edit("reuse", 0, "end_b", plus(9999)), "offsets"),
    ("reuse of nothing", edit("reuse", 0, "doc_b", to("f" * 20)), "foreign_key"),
    ("shared_ratio", edit("documents", 0, "shared_ratio", to(0.9)), "shares"),
    ("borrowed_ratio", edit("documents", 0, "borrowed_ratio", to(0.1)), "shares"),
    ("wording of nothing", edit("credit_wording", 0, "reference", to("f" * 20)), "foreign_key"),
    ("wording of another", edit("credit_wording", 0, "credit", to("DPA")), "credit_wording"),
    ("wording's own", edit("credit_wording", 0, "own", to(0.01)), "credit_wording"),
    (
        "wording kept",
        lambda rows: rows["credit_wording"][0].update(basis="agency", wording=10, kept=0.01),
        "credit_wording",
    ),
    ("reuse of a third", edit("reuse", 0, "earlier", to("f" * 20)), "reuse"),
    ("reuse the wrong way", lambda rows: rows["reuse"][0].update(doc_a=rows["reuse"][0]["doc_b"]), "reuse"),
]


@pytest.mark.parametrize(("change", "check"), [t[1:] for t in TAMPERING], ids=[t[0] for t in TAMPERING])
def test_invariants_catch_who_wrote_everything_anew(change: Edit, check: str, tmp_path: Path) -> None:
    """Hashes, counts and metadata all fit the changed tables: only what they say of each other is wrong."""
    rows = small_rows()
    change(rows)
    assert check in checks(write_release(tmp_path / "1.0.0", rows))


@pytest.mark.parametrize(
    ("change", "_check"), [t[1:] for t in TAMPERING[::6]], ids=[t[0] for t in TAMPERING[::6]]
)
def test_logical_hashes_catch_who_wrote_tables_and_sums_anew(
    change: Edit, _check: str, copy: Path, tmp_path: Path
) -> None:
    rows = small_rows()
    change(rows)
    other = write_release(tmp_path / "other", rows)
    for folder in ("data", "csv"):
        shutil.copytree(other / folder, copy / folder, dirs_exist_ok=True)
    sum_up_again(copy)
    assert {"release.json", "logical_sha256"} <= checks(copy)


def test_csv_must_hold_the_rows_of_the_parquet(copy: Path) -> None:
    path = copy / "csv" / "exclusions.csv.gz"
    text = gzip.decompress(path.read_bytes())
    for changed in (
        text.replace(b"empty,,", b'empty,"",'),
        text + b"y.txt,empty,,\r\n",
        text[:40],
        b"\xff" + text,
        b"",
    ):
        path.write_bytes(gzip.compress(changed))
        assert "csv" in checks(copy)
    path.write_bytes(b"no gzip")
    assert "csv" in checks(copy)


def test_parquet_must_have_the_schema(copy: Path) -> None:
    path = copy / "data" / "reuse.parquet"
    table = pq.read_table(path)
    bare = table.replace_schema_metadata(table.schema.metadata)
    for changed in (
        bare.cast(table.schema.remove_metadata()),
        table.rename_columns({"overlap": "shared"}),
        table.set_column(6, "overlap", table["overlap"].cast("int64")),
    ):
        pq.write_table(changed, path)
        assert "schema" in checks(copy)
    path.write_bytes(path.read_bytes()[:-100])
    assert "parquet" in checks(copy)
    path.unlink()
    assert "files" in checks(copy)


def test_keys_must_ascend(copy: Path) -> None:
    path = copy / "data" / "exclusions.parquet"
    table = pq.read_table(path)
    pq.write_table(table.take([1, 0]), path)
    assert "key" in checks(copy)
    pq.write_table(table.take([0, 0]), path)
    assert "key" in checks(copy)


def test_files_that_come_and_go(copy: Path) -> None:
    (copy / "extra.txt").write_text("")
    assert checks(copy) == {"files", "release.json"}
    (copy / "extra.txt").unlink()
    (copy / "link").symlink_to("/etc/hostname")
    assert "files" in checks(copy)
    (copy / "link").unlink()
    (copy / "validation.html").unlink()
    assert checks(copy) == {"files", "release.json"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3, "tables": [], "build": null}'])
def test_a_broken_manifest(copy: Path, text: str) -> None:
    (copy / "release.json").write_text(text)
    assert "files" in checks(copy) and checks(copy) & {"release.json", "logical_sha256"}


def test_tables_of_another_definition_are_told_in_one_line(copy: Path) -> None:
    """An older release, say: what is said of its tables would be noise."""
    content = json.loads((copy / "release.json").read_text("utf-8"))
    content["schema_sha256"] = "0" * 64
    (copy / "release.json").write_text(json.dumps(content))
    (copy / "data/times.parquet").unlink()
    sum_up_again(copy)
    (problem,) = verify(copy)
    assert problem.check == "schema"
    assert "the one that made it" in problem.detail


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("release.json", '"tier": "open"', '"tier": "private"'),
        ("datapackage.json", '"tier": "open"', '"tier": "private"'),
        ("README.md", "\n# A small dataset", f"\n{manifest.PRIVATE_NOTICE}\n# A small dataset"),
        ("CHANGELOG.md", "First release.", "Private: no.\n"),
    ],
)
def test_rights_must_agree(copy: Path, name: str, old: str, new: str) -> None:
    text = (copy / name).read_text("utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new, 1), "utf-8")
    sum_up_again(copy)
    assert "rights" in checks(copy)


def test_a_private_release_passed_off_as_open(tmp_path: Path) -> None:
    path = write_release(tmp_path / "1.0.0", small_rows("unstated"))
    for name in ("release.json", "datapackage.json", "README.md", "CHANGELOG.md"):
        text = (
            (path / name).read_text("utf-8").replace(manifest.PRIVATE_NOTICE, "").replace("private", "open")
        )
        (path / name).write_text(text.replace("Private: not for publication.\n", ""), "utf-8")
    sum_up_again(path)
    assert {"rights", "schema"} <= checks(path)


def test_a_number_of_a_person_among_the_lines_of_a_site(copy: Path) -> None:
    path = copy / "data/site_lines.parquet"
    table = pq.read_table(path)
    numbers = pa.array(["جوال 0500000123"] * table.num_rows, table.schema.field("line").type)
    pq.write_table(
        table.set_column(table.schema.names.index("line"), table.schema.field("line"), numbers), path
    )
    sum_up_again(copy)
    assert "private" in checks(copy)


def test_the_index_catches_who_wrote_the_whole_release_anew(tmp_path: Path) -> None:
    _, path = release(tmp_path, tables_of(small_rows()), DATASET, validation=VALIDATION, build=BUILD)
    assert path is not None and verify(path) == []
    rows = small_rows()
    rows["segments"][0]["score"] = 0.5
    shutil.rmtree(path)
    write_release(path, rows)
    assert checks(path) == {"index"}
    content = json.loads((tmp_path / index.FILE).read_text("utf-8"))
    (tmp_path / index.FILE).write_text(json.dumps({**content, "releases": []}), "utf-8")
    assert checks(path) == {"index"}
    path.rename(path.with_name("1.0.1"))
    assert "version" in checks(path.with_name("1.0.1"))


def test_what_is_no_directory(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such directory"):
        verify(tmp_path / "nowhere")
    assert {"files", "release.json"} == checks(tmp_path)


OFFSETS = [
    (table, row, column)
    for table, columns in (
        ("segments", ("start", "end", "text_start")),
        ("mentions", ("start", "end")),
        ("times", ("start", "end")),
        ("evidence", ("start", "end")),
        ("reuse", ("start_a", "end_a", "start_b", "end_b")),
    )
    for row, cells in enumerate(small_rows()[table])
    for column in columns
    if cells.get(column) is not None
]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(OFFSETS), st.integers(-9, 9).filter(bool))
def test_no_offset_can_be_moved(tmp_path_factory: pytest.TempPathFactory, where: Any, by: int) -> None:
    table, row, column = where
    rows = small_rows()
    rows[table][row][column] += by
    assert verify(write_release(tmp_path_factory.mktemp("moved") / "1.0.0", rows)) != []
