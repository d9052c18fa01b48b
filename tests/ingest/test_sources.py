"""Files, folders, globs and stdin: what is input, in what order, and what is known of it."""

import io
import json
import os
from pathlib import Path

import pytest

from tests.ingest.reading import outcome, rows
from warraq.dataset import Dataset, Input, Source
from warraq.errors import UsageError
from warraq.ingest import find_dataset, read, size_on_disk


def lay(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files, by path under the folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def paths(found: list[dict[str, object]]) -> list[object]:
    return [row["path"] for row in found]


def test_a_folder_is_walked_in_order_and_reserved_names_are_no_input(tmp_path: Path) -> None:
    texts = ["b.txt", "a/z.md", "a.text", "a/b/c.txt", "c.TXT"]
    reserved = [
        "gold.jsonl",
        "gold_links.json",
        "README.md",
        "LICENSE.txt",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ]
    hidden = [".git/x.txt", "a/.x.txt"]
    lay(tmp_path, dict.fromkeys([*texts, *reserved, *hidden], "نص"))
    lay(tmp_path, {"dataset.toml": 'name = "x"', "manifest.csv": "path\n", "d.html": "<p>"})
    assert paths(rows(tmp_path)) == ["a/b/c.txt", "a/z.md", "a.text", "b.txt", "c.TXT", "d.html"]


def test_what_is_named_outright_is_read_whatever_its_name(tmp_path: Path) -> None:
    lay(tmp_path, {"README.md": "one", "gold.jsonl": '{"text": "two"}', "page": "three"})
    found = rows([tmp_path / "README.md", str(tmp_path / "gold.jsonl"), tmp_path / "page"])
    assert outcome(found) == [("README.md", "one"), ("gold.jsonl#1", "two"), ("page", "three")]


def test_globs_and_several_sources_share_a_base(tmp_path: Path) -> None:
    lay(tmp_path, {"a/x.txt": "1", "a/y.md": "2", "b/x.txt": "3", "b/c/x.txt": "4", "b/README.txt": "5"})
    assert paths(rows([str(tmp_path / "*/*.txt")])) == ["a/x.txt", "b/x.txt"]
    assert paths(rows([str(tmp_path / "**/x.txt")])) == ["a/x.txt", "b/c/x.txt", "b/x.txt"]
    assert paths(rows([tmp_path / "b" / "x.txt", tmp_path / "a"])) == ["b/x.txt", "a/x.txt", "a/y.md"]
    assert paths(rows([tmp_path / "a", tmp_path / "a"])) == ["x.txt", "y.md"]


def test_stdin_is_one_text() -> None:
    found = rows(["-"], stdin=io.BytesIO("من الأنبوب".encode()))
    assert outcome(found) == [("stdin", "من الأنبوب")]


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    outside = lay(tmp_path / "outside", {"secret.txt": "سر", "deep/x.txt": "سر"})
    inside = lay(tmp_path / "inside", {"a.txt": "نص"})
    for name, target in {
        "b.txt": inside / "a.txt",
        "c.txt": outside / "secret.txt",
        "d": outside / "deep",
        "e": inside,
        "f.txt": inside / "f.txt",
        "g.txt": inside / "gone.txt",
    }.items():
        (inside / name).symlink_to(target)
    os.mkfifo(inside / "h.txt")
    assert outcome(rows(inside)) == [("a.txt", "نص"), ("b.txt", "نص")] + [
        (name, "unsupported_format") for name in ("c.txt", "d", "e", "f.txt", "g.txt", "h.txt")
    ]


def test_file_names_that_are_no_utf_8_stay_different(tmp_path: Path) -> None:
    for name in (b"\xff\xfe.txt", b"\xfe\xff.txt"):
        (tmp_path / os.fsdecode(name)).write_text("x")
    assert paths(rows(tmp_path)) == ["\ufffdfe\ufffdff.txt", "\ufffdff\ufffdfe.txt"]


def test_a_name_as_long_as_names_may_be_has_no_sidecar(tmp_path: Path) -> None:
    lay(tmp_path, {"a" * 251 + ".txt": "x", "b" * 250 + ".json": '{"text": "y"}'})
    assert [what for _, what in outcome(rows(tmp_path))] == ["x", "y"]


def test_links_that_lead_nowhere_have_no_size(tmp_path: Path) -> None:
    lay(tmp_path, {"a.txt": "four"})
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    assert size_on_disk([tmp_path]) == len("four")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing", "missing: no such file or folder"),
        ("missing/*.txt", r"missing/\*\.txt: no file matches; the formats read are \.txt"),
        ("empty", r"empty: nothing readable; the formats read are \.txt, \.md.*\.jsonl.*\.parquet.*\.zip"),
        ("only_html", "only_html: nothing readable"),
        ("only_readme", "only_readme: nothing readable"),
        ("only_html/a.html", "a.html: nothing readable"),
    ],
)
def test_a_source_with_nothing_readable_is_an_error(tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    lay(tmp_path, {"only_html/a.html": "<p>", "only_readme/README.md": "x", "good/a.txt": "x"})
    with pytest.raises(UsageError, match=message):
        rows([tmp_path / "good", str(tmp_path / source)])


def test_manifest_sidecar_and_record_say_what_is_known(tmp_path: Path) -> None:
    manifest = (
        "path,url,collected_at,source,license,encoding,desk\r\n"
        "a.txt,https://a.example/1,2024-05-01T10:00:00+03:00,alpha,CC0-1.0,windows-1256,مدن\r\n"
        "r.jsonl,,2024-05-02,,,,عام\r\n"
        "r.jsonl#2,,2024-05-03,,,,\r\n"
    )
    lay(
        tmp_path,
        {
            "manifest.csv": manifest,
            "a.txt": "خبر".encode("windows-1256"),
            "a.json": '{"title": "عنوان", "desk": "رياضة", "n": 2}',
            "r.jsonl": '{"text": "1", "desk": "سجل"}\n{"text": "2"}\n',
        },
    )
    first, second, third = rows(tmp_path)
    assert (first["url"], first["source"], first["license"]) == ("https://a.example/1", "alpha", "CC0-1.0")
    assert (first["encoding"], first["text"]) == ("windows-1256", "خبر")
    assert first["collected_at"].isoformat() == "2024-05-01T07:00:00+00:00"
    assert {"title": "عنوان", "desk": "رياضة", "n": "2"}.items() <= json.loads(first["known"]).items()
    assert second["collected_at"].isoformat() == "2024-05-02T00:00:00+00:00"
    assert json.loads(second["known"]) == {"desk": "سجل"}
    assert third["collected_at"].isoformat() == "2024-05-03T00:00:00+00:00"
    assert json.loads(third["known"]) == {"desk": "عام"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"manifest.csv": "file,url\na.txt,x\n"},
            "manifest.csv: no column 'path'; the columns are: file, url",
        ),
        ({"manifest.csv": "path,url\nb.txt,x\n"}, "manifest.csv: line 2: no input 'b.txt'"),
        ({"manifest.csv": "path\n../a.txt\n"}, r"manifest.csv: line 2: no input '\.\./a.txt'"),
        ({"manifest.csv": "path\na.txt\na.txt\n"}, "manifest.csv: line 3: a second row for 'a.txt'"),
        ({"manifest.csv": "path,url\na.txt\n"}, "manifest.csv: line 2: 1 fields where the header has 2"),
        ({"manifest.csv": 'path,url\n"a.txt\n'}, "manifest.csv: line 2: unexpected end of data"),
        ({"manifest.csv": "path,encoding\na.txt,ebcdic-x\n"}, "line 2: encoding: no encoding 'ebcdic-x'"),
        ({"manifest.csv": b"\x89PNG\r\n\x1a\n"}, "manifest.csv: not a CSV file"),
        ({"a.json": "{"}, "a.json: not valid JSON"),
        ({"a.json": "[1]"}, "a.json: must be a JSON object"),
        ({"a.json": '{"encoding": "rot13"}'}, "a.json: encoding: no encoding 'rot13'"),
    ],
)
def test_metadata_an_editor_must_mend(tmp_path: Path, files: dict[str, str | bytes], message: str) -> None:
    lay(tmp_path, {"a.txt": "نص", **files})
    with pytest.raises(UsageError, match=message):
        rows(tmp_path)


def test_an_unreadable_time_is_kept_and_flagged(tmp_path: Path) -> None:
    lay(tmp_path, {"a.jsonl": '{"text": "x", "collected_at": "last week"}'})
    (row,) = rows(tmp_path)
    assert row["collected_at"] is None
    assert row["flags"] == ["collected_at_unreadable"]
    assert json.loads(row["known"]) == {"collected_at": "last week"}


@pytest.mark.parametrize(
    ("path", "url", "source"),
    [
        ("alpha/x.txt", "", "alpha"),
        ("x.txt", "https://www.beta.example/1", "beta"),
        ("x.txt", "http://sport.beta.example:80/1", "beta"),
        ("x.txt", "https://notbeta.example/1", None),
        ("x.txt", "http://[broken", None),
        ("gamma/x.txt", "", None),
    ],
)
def test_the_source_is_told_from_folder_or_host(
    tmp_path: Path, path: str, url: str, source: str | None
) -> None:
    lay(tmp_path, {path: "نص", "manifest.csv": f"path,url\n{path},{url}\n"})
    dataset = Dataset(sources={"alpha": Source(), "beta": Source(url="https://beta.example/news")})
    (row,) = rows(tmp_path, dataset)
    assert row["source"] == source


def test_a_declared_encoding_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    lay(tmp_path, {"a.txt": "x"})
    with pytest.raises(UsageError, match=r"dataset\.toml: input\.encoding: no encoding 'klingon'"):
        list(read([tmp_path], Dataset(input=Input(encoding="klingon"))))


def test_the_dataset_stands_in_the_source_folder(tmp_path: Path) -> None:
    lay(tmp_path, {"a/x.txt": "x", "a/dataset.toml": 'name = "found"', "b/x.txt": "x"})
    assert find_dataset(tmp_path / "a").name == "found"
    assert find_dataset(str(tmp_path / "a" / "*.txt")).name == "found"
    assert find_dataset(tmp_path / "a" / "x.txt").name == "found"
    assert find_dataset(tmp_path / "b") == Dataset()
    assert find_dataset("-") == Dataset()
