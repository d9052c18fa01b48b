"""Archives and compressed files: the same documents out of each, and refusal of what could do harm."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.reading import outcome, rows
from warraq.dataset import Dataset, Limits
from warraq.errors import UsageError

FILES = {
    "b/page.txt": "الصفحة".encode(),
    "a.jsonl": b'{"text": "one"}\n{"text": "two"}\n',
    "c.csv.gz": gzip.compress(b"text\nthree\n"),
    "d.html": b"<p>four</p>",
    "e.zip": b"PK\x05\x06" + bytes(18),
    "README.md": b"about",
    ".DS_Store": b"\0",
    "__MACOSX/page.txt": b"\0",
}
EXPECTED = [
    ("b/page.txt", "الصفحة"),
    ("a.jsonl#1", "one"),
    ("a.jsonl#2", "two"),
    ("c.csv.gz#1", "three"),
    ("d.html", "unsupported_format"),
    ("e.zip", "unsupported_format"),
]


def zstd(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


def tar(files: dict[str, bytes], member: tarfile.TarInfo | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if member:
            archive.addfile(member)
    return out.getvalue()


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


ARCHIVES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "x.zip": zipped,
    "x.tar": tar,
    "x.tar.gz": lambda files: gzip.compress(tar(files)),
    "x.tgz": lambda files: gzip.compress(tar(files)),
    "x.tar.zst": lambda files: zstd(tar(files)),
    "x.tar.bz2": lambda files: bz2.compress(tar(files)),
    "x.tar.xz": lambda files: lzma.compress(tar(files)),
}


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("inside", [True, False])
def test_an_archive_is_read_in_its_order(tmp_path: Path, name: str, inside: bool) -> None:
    (tmp_path / name).write_bytes(ARCHIVES[name](FILES))
    found = rows(tmp_path if inside else tmp_path / name)
    assert outcome(found) == [(f"{name}/{path}", what) for path, what in EXPECTED]


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz"])
def test_manifest_and_sidecars_inside_an_archive_are_used(tmp_path: Path, name: str) -> None:
    files = {
        "./p/a.json": b'{"title": "A"}',
        "./p/a.txt": b"one",
        "./p/b.md": b"two",
        "./manifest.csv": b"path,url\np/b.md,https://b.example/\nr.jsonl#1,https://r.example/\n",
        "r.jsonl": b'{"text": "three"}',
    }
    (tmp_path / name).write_bytes(ARCHIVES[name](files))
    found = rows(tmp_path)
    assert outcome(found) == [
        (f"{name}/p/a.txt", "one"),
        (f"{name}/p/b.md", "two"),
        (f"{name}/r.jsonl#1", "three"),
    ]
    assert [(row["url"], row["known"]) for row in found] == [
        (None, '{"title": "A"}'),
        ("https://b.example/", None),
        ("https://r.example/", None),
    ]


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [("gz", gzip.compress), ("zst", zstd), ("bz2", bz2.compress), ("xz", lzma.compress)],
)
def test_a_compressed_file_is_read_as_what_it_holds(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    (tmp_path / f"a.jsonl.{suffix}").write_bytes(compress(FILES["a.jsonl"]))
    (tmp_path / f"b.txt.{suffix}").write_bytes(compress("الصفحة".encode()) + compress(b" 2"))
    (tmp_path / f"c.{suffix}").write_bytes(compress(b"?"))
    assert outcome(rows(tmp_path)) == [
        (f"a.jsonl.{suffix}#1", "one"),
        (f"a.jsonl.{suffix}#2", "two"),
        (f"b.txt.{suffix}", "الصفحة 2"),
        (f"c.{suffix}", "unsupported_format"),
    ]


def link_in_zip() -> bytes:
    info = zipfile.ZipInfo("link.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"one")
        archive.writestr(info, b"/etc/passwd")
    return out.getvalue()


def encrypted_zip() -> bytes:
    """A zip whose member says it is encrypted: bit 0 of both flag fields (APPNOTE 4.4.4)."""
    data = bytearray(zipped({"a.txt": b"one"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying_zip() -> bytes:
    """A zip bomb whose headers say that it is small."""
    data = zipped({"a.txt": b"x" * 3_000_000})
    return data.replace((3_000_000).to_bytes(4, "little"), (3_000).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.zip", zipped({"a.txt": b"1", "../b.txt": b"2"}), r"refused: the member '\.\./b\.txt' leads out"),
        ("x.zip", zipped({"a.txt": b"1", "..\\b.txt": b"2"}), "leads out"),
        ("x.zip", zipped({"/etc/b.txt": b"2"}), "leads out"),
        ("x.zip", zipped({"C:\\b.txt": b"2"}), "leads out"),
        ("x.zip", link_in_zip(), "'link.txt' is a link"),
        ("x.zip", encrypted_zip(), "is encrypted"),
        (
            "x.zip",
            zipped({"a.txt": b"x" * 3_000_000}),
            r"more than 200 times its size \(limits.archive_ratio in dataset.toml\)",
        ),
        ("x.zip", lying_zip(), "x.zip: damaged"),
        ("x.zip", zipped({"a.txt": b"1"})[:-30], "x.zip: damaged"),
        ("x.zip", b"not a zip", "x.zip: damaged"),
        ("x.zip", zipped({"a.txt": b"x" * 500}, zipfile.ZIP_STORED).replace(b"xxx", b"xyx", 1), "damaged"),
        ("x.tar", tar({"a/../../b.txt": b"2"}), "leads out"),
        ("x.tar", tar({"/b.txt": b"2"}), "leads out"),
        (
            "x.tar",
            tar({"a.txt": b"1"}, special("l.txt", tarfile.SYMTYPE, "/etc/passwd")),
            "'l.txt' is a link",
        ),
        ("x.tar", tar({"a.txt": b"1"}, special("l.txt", tarfile.LNKTYPE, "a.txt")), "is a link"),
        ("x.tar", tar({}, special("d.txt", tarfile.CHRTYPE)), "is a link or a device"),
        ("x.tar", tar({}, special("d.txt", tarfile.FIFOTYPE)), "is a link or a device"),
        ("x.tar", tar({"a.txt": b"x" * 2000})[:1500], "x.tar: damaged"),
        ("x.tar", b"", "x.tar: damaged"),
        ("x.tar.gz", gzip.compress(tar({"a.txt": b"x" * 3_000_000})), "limits.archive_ratio"),
        ("x.tar.gz", gzip.compress(tar({"a.txt": b"1"}))[:-40], "x.tar.gz: damaged"),
        ("x.tar.zst", b"not zstd", "x.tar.zst: damaged"),
        ("x.txt.gz", gzip.compress(b"x" * 3_000_000), "limits.archive_ratio"),
        ("x.txt.gz", b"not gzip", "x.txt.gz: damaged"),
        ("x.jsonl.zst", zstd(b'{"text": "1"}\n' * 99)[:-9], "x.jsonl.zst: damaged"),
        ("x.zip", zipped({"a.txt.gz": gzip.compress(b"x" * 3_000_000)}), "a.txt.gz.*limits.archive_ratio"),
    ],
    ids=lambda value: None if isinstance(value, str) else "data",  # the bytes have a clock in them
)
def test_a_harmful_or_damaged_archive_is_refused_in_one_line(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=why) as error:
        rows(tmp_path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.zst"])
def test_an_archive_over_the_size_limit_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ARCHIVES[name]({"a.txt": b"small", "b.txt": bytes(range(256)) * 400}))
    with pytest.raises(UsageError, match=r"more than 50000 bytes \(limits.archive_bytes in dataset.toml\)"):
        next(iter(rows([tmp_path / name], Dataset(limits=Limits(archive_bytes=50_000)))))


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(tar({"a.txt": b"1", "./a.txt": b"2"}))
    with pytest.raises(UsageError, match=r"two members './a.txt'"):
        rows(tmp_path)


@given(st.data(), st.sampled_from(["x.zip", "x.tar.gz", "x.tar", "x.jsonl.zst"]))
def test_flipped_bytes_never_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    """Whatever is done to an archive, it is read or refused in one line."""
    good = zstd(FILES["a.jsonl"]) if name.endswith("zst") else ARCHIVES[name](FILES)
    at = data.draw(st.integers(0, len(good) - 1))
    bad = good[:at] + data.draw(st.binary(max_size=4)) + good[at + data.draw(st.integers(0, 3)) :]
    file = tmp_path_factory.mktemp("bad") / name
    file.write_bytes(bad)
    try:
        rows(file)
    except UsageError as error:
        assert "\n" not in str(error)
