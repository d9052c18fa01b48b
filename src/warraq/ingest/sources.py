"""Where the inputs are: files, folders, glob patterns, archives and stdin, walked in one fixed order."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, Literal

from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.ingest.archives import Archive, Member
from warraq.ingest.kinds import MANIFEST, READ, Kind, is_reserved, kind_of, sidecar_of
from warraq.ingest.known import Fields, Manifest, read_manifest, read_sidecar
from warraq.ingest.streams import SAMPLE_BYTES, Allowance, decompressed, guarded

STDIN: Final = "-"
_MAGIC: Final = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class Entry:
    """One readable file, its compression undone by `open`; `where` names it in messages.

    `fields` is what is known of the file, `fields_of_record` what the manifest says of its n-th record.
    """

    path: str
    where: str
    form: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    fields: Fields
    declared: str | None
    fields_of_record: Callable[[int], Fields] = lambda _: {}


@dataclass(frozen=True)
class Skipped:
    """An input there is no reader for."""

    path: str
    why: str


@dataclass(frozen=True)
class _Root:
    """One source: what it is, and the folder its paths are relative to. `pattern` is of a glob only."""

    kind: Literal["stdin", "file", "folder", "glob"]
    path: Path
    base: Path
    pattern: str = ""

    def files(self) -> Iterator[Path]:
        """Its files, sorted by path, links and folders' own files (README, manifest …) among them."""
        if self.kind == "file":
            yield self.path
        elif self.kind == "folder":
            yield from _walk(self.path)
        elif self.kind == "glob":
            yield from _matching(self.path, self.pattern)

    def is_input(self, file: Path) -> bool:
        return self.kind == "file" or not is_reserved(file.relative_to(self.path).as_posix())


def entries(sources: Sequence[Path | str], dataset: Dataset, stdin: BinaryIO) -> Iterator[Entry | Skipped]:
    """The inputs of all sources, in the order given.

    Raises UsageError for a source that is missing or holds nothing readable, before the first entry.
    """
    roots = list(dict.fromkeys(_root(source) for source in sources))
    for root in roots:
        _require_readable(root)
    base = _common_base(roots)
    for root in roots:
        if root.kind == "stdin":
            yield Entry("stdin", "stdin", "text", lambda: nullcontext(stdin), {}, dataset.input.encoding)
        else:
            yield from _Walk(root, base, dataset).entries()


def folder_of(source: Path | str) -> Path | None:
    """The folder that may hold a source's dataset.toml; None for stdin."""
    root = _root(source)
    return None if root.kind == "stdin" else root.base


def size_on_disk(sources: Sequence[Path | str]) -> int:
    """Bytes of all the files of the sources, packed as they are; 0 for stdin."""
    return sum(_size(file) for source in sources for file in _root(source).files())


def _size(file: Path) -> int:
    """Its bytes; none where it leads nowhere."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _is_file(file: Path) -> bool:
    """Whether there is such a file; none has a name longer than a name may be."""
    try:
        return file.is_file()
    except OSError:
        return False


def _root(source: Path | str) -> _Root:
    if str(source) == STDIN:
        return _Root("stdin", Path(), Path())
    path = Path(source)
    if path.is_dir():
        return _Root("folder", path, path)
    if path.exists():
        return _Root("file", path, path.parent)
    fixed = next((n for n, part in enumerate(path.parts) if _MAGIC.search(part)), None)
    if fixed is None:
        raise UsageError(f"{source}: no such file or folder")
    base = Path(*path.parts[:fixed])
    return _Root("glob", base, base, str(Path(*path.parts[fixed:])))


def _common_base(roots: Sequence[_Root]) -> Path:
    """The folder all paths are relative to: of one folder itself, of several the deepest they share."""
    bases = [os.path.abspath(root.base) for root in roots if root.kind != "stdin"]  # noqa: PTH100
    try:
        return Path(os.path.commonpath(bases)) if bases else Path()
    except ValueError:  # on different drives
        return Path(bases[0])


def _walk(folder: Path) -> Iterator[Path]:
    """The files under a folder, sorted part by part; a folder that is a link counts as a file."""
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be read: {error.strerror}") from None
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _matching(base: Path, pattern: str) -> list[Path]:
    """The files under `base` a glob pattern finds, sorted; `**` follows no links."""
    try:
        return sorted(path for path in base.glob(pattern) if path.is_symlink() or not path.is_dir())
    except ValueError as error:
        raise UsageError(f"{base / pattern}: {error}") from None


def _require_readable(root: _Root) -> None:
    if root.kind == "stdin":
        return
    files = (file for file in root.files() if root.is_input(file))
    if not any(_kind(root, file) and not _why_not(root, file) for file in files):
        what = "no file matches" if root.kind == "glob" else "nothing readable"
        raise UsageError(f"{root.path / root.pattern}: {what}; the formats read are {READ}")


def _kind(root: _Root, file: Path) -> Kind | None:
    """What a file is; one named outright without a suffix is plain text."""
    return kind_of(file.name) or (Kind("text") if root.kind == "file" and not file.suffix else None)


def _why_not(root: _Root, file: Path) -> str | None:
    """Why a file is not opened at all, whatever its name: links that lead away, pipes and devices."""
    if root.kind == "file":
        return None
    if file.is_symlink():
        try:
            target = file.resolve()
        except (OSError, RuntimeError):
            return "a link that leads to itself"
        if not target.is_relative_to(root.path.resolve()):
            return "a link that leaves the folder"
        if target.is_dir():
            return "a link to a folder"
    return None if file.is_file() else "neither a file nor a folder"


class _Walk:
    """The entries of one source, with what manifest and sidecars say of them."""

    def __init__(self, root: _Root, base: Path, dataset: Dataset) -> None:
        self._root, self._dataset = root, dataset
        prefix = Path(os.path.abspath(root.base)).relative_to(base).as_posix()  # noqa: PTH100
        self._prefix = "" if prefix == "." else f"{prefix}/"
        self._manifest = self._read_manifest()

    def entries(self) -> Iterator[Entry | Skipped]:
        for file in self._root.files():
            if not self._root.is_input(file):
                continue
            name = file.relative_to(self._root.base).as_posix()
            kind = _kind(self._root, file)
            why = _why_not(self._root, file) or (
                None if kind else f"{file.suffix or 'no suffix'}: no reader for it"
            )
            if why or kind is None:
                yield Skipped(_printable(self._prefix + name), why or "")
            elif kind.is_archive:
                yield from self._archive(file, name, kind)
            elif not self._is_sidecar(file):
                yield self._file(file, name, kind)

    def _file(self, file: Path, name: str, kind: Kind) -> Entry:
        sidecar = sidecar_of(name) and file.with_suffix(".json")
        beside = read_sidecar(sidecar.read_bytes(), str(sidecar)) if sidecar and _is_file(sidecar) else {}
        opened = partial(_open, file, kind, self._dataset)
        return self._entry(name, str(file), kind, opened, self._manifest, beside)

    def _is_sidecar(self, file: Path) -> bool:
        """Whether a JSON file is the metadata of a text beside it; never when it was asked for by name."""
        if self._root.kind == "file" or file.suffix.lower() != ".json":
            return False
        return any(_is_file(file.with_suffix(suffix)) for suffix in (".txt", ".md", ".text"))

    def _archive(self, file: Path, name: str, kind: Kind) -> Iterator[Entry | Skipped]:
        archive = Archive(file, kind, str(file), self._dataset.limits)
        names = archive.names()
        sidecars = {sidecar for text in names if (sidecar := sidecar_of(text)) in names}
        inside = archive.collect(frozenset({*sidecars, MANIFEST}) & names)
        manifest = self._manifest
        if MANIFEST in inside:
            rows = read_manifest(inside[MANIFEST], f"{file}/{MANIFEST}", names.__contains__)
            manifest = manifest.with_archive(name, rows)
        for member in archive.members():
            if member.name in sidecars or is_reserved(member.name):
                continue
            sidecar = sidecar_of(member.name)
            beside = read_sidecar(inside[sidecar], f"{file}/{sidecar}") if sidecar in inside else {}
            yield self._member(member, f"{name}/{member.name}", f"{file}/{member.name}", manifest, beside)

    def _member(
        self, member: Member, name: str, where: str, manifest: Manifest, beside: Fields
    ) -> Entry | Skipped:
        kind = kind_of(member.name)
        if kind is None or kind.is_archive:
            suffix = PurePosixPath(member.name).suffix or "no suffix"
            why = "an archive inside an archive" if kind else f"{suffix}: no reader for it"
            return Skipped(_printable(self._prefix + name), why)

        def opened() -> BinaryIO:
            stream = member.open()
            if kind.compression is None:
                return stream
            allowance = Allowance(where, member.size, self._dataset.limits)
            return guarded(decompressed(stream, kind.compression, where), where, allowance, stream)

        return self._entry(name, where, kind, opened, manifest, beside)

    def _entry(
        self,
        name: str,
        where: str,
        kind: Kind,
        opened: Callable[[], BinaryIO],
        manifest: Manifest,
        beside: Fields,
    ) -> Entry:
        known = {**manifest.of(name), **beside}
        return Entry(
            _printable(self._prefix + name),
            where,
            kind.form,
            opened,
            known,
            known.get("encoding") or self._dataset.input.encoding,
            lambda number: manifest.of(f"{name}#{number}"),
        )

    def _read_manifest(self) -> Manifest:
        """The manifest of a folder; a file named by itself has none."""
        path = self._root.path / MANIFEST
        if self._root.kind == "file" or not path.is_file():
            return Manifest()
        return read_manifest(path.read_bytes(), str(path), self._exists)

    def _exists(self, name: str) -> bool:
        """Whether a manifest's path is in the folder: a file, or something in an archive."""
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            return False
        for folder in (path, *path.parents):
            file = self._root.path / folder
            if file.is_file():
                kind = kind_of(file.name)
                return folder == path or (kind is not None and kind.is_archive)
        return False


def _open(file: Path, kind: Kind, dataset: Dataset) -> BinaryIO:
    """A file as a stream with a buffer one can peek into, its compression undone."""
    try:
        packed = file.open("rb", buffering=SAMPLE_BYTES)
        size = file.stat().st_size
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    if kind.compression is None:
        return packed
    where = str(file)
    allowance = Allowance(where, size, dataset.limits)
    return guarded(decompressed(packed, kind.compression, where), where, allowance, packed)


def _printable(path: str) -> str:
    """A path as text: of bytes of a file name that are no UTF-8 each becomes U+FFFD and its two hexadecimal
    digits, so that files with different names stay different."""
    return _NO_UTF8.sub(lambda byte: f"\ufffd{ord(byte[0]) - 0xDC00:02x}", path)


_NO_UTF8 = re.compile("[\udc80-\udcff]")  # as Python reads such bytes
