"""Archives: what is in them, in their order, after a look that refuses what could do harm.

Names, kinds and sizes are checked before anything is handed on; sizes again while it is read, since a
header may lie. Nothing is ever written to disk under a name an archive gives.
"""

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from string import ascii_letters
from typing import Any, BinaryIO, Final, cast

from warraq.dataset import Limits
from warraq.errors import UsageError
from warraq.ingest.kinds import Kind
from warraq.ingest.streams import Allowance, decompressed, guarded, refusing_damage

METADATA_BYTES: Final = 64_000_000  # of a manifest or sidecar inside an archive; a row has about 300
TAR_PADDING: Final = 20_480  # bytes: tar writes blocks of 10,240, zeros to fill them


@dataclass(frozen=True)
class Member:
    """A file in an archive, `size` bytes by its header; its stream is good until the next member."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Archive:
    """An archive on disk; `where` names it in messages."""

    path: Path
    kind: Kind
    where: str
    limits: Limits

    def names(self) -> frozenset[str]:
        """The files in it. Raises UsageError for whatever makes the archive unfit to be read."""
        names: set[str] = set()
        allowance = self._allowance()
        for name, size, harm in self._headers():
            path = _plain(name)
            if harm or _is_unsafe(path):
                why = harm or "leads out of the archive"
                raise UsageError(f"{self.where}: refused: the member {name!r} {why}; pack only plain files")
            if str(path) in names:
                raise UsageError(f"{self.where}: refused: it holds two members {name!r}; pack it anew")
            if size is not None:
                allowance.spend(size)
                names.add(str(path))
        return frozenset(names)

    def members(self) -> Iterator[Member]:
        """The files in it, in its order. To be called after `names` has found nothing wrong."""
        if self.kind.form == "zip":
            yield from self._zip_members()
        else:
            yield from self._tar_members()

    def collect(self, wanted: frozenset[str]) -> dict[str, bytes]:
        """The content of the members named: manifest and sidecars."""
        found: dict[str, bytes] = {}
        for member in self.members() if wanted else ():
            if member.name in wanted:
                data = member.open().read(METADATA_BYTES + 1)
                if len(data) > METADATA_BYTES:
                    raise UsageError(f"{self.where}/{member.name}: over {METADATA_BYTES} bytes of metadata")
                found[member.name] = data
        return found

    def _allowance(self) -> Allowance:
        """A fresh count; tar pads what it packs, which the ratio must not hold against a small archive."""
        padding = TAR_PADDING if self.kind.form == "tar" else 0
        return Allowance(self.where, self.path.stat().st_size, self.limits, padding)

    def _headers(self) -> Iterator[tuple[str, int | None, str | None]]:
        """Name, size (None for a folder) and what is wrong with it, for each member."""
        if self.kind.form == "zip":
            with self._zip() as archive:
                for info in archive.infolist():
                    yield info.filename, None if info.is_dir() else info.file_size, _zip_harm(info)
            return
        for header, _ in self._tar():
            yield header.name, None if header.isdir() else header.size, _tar_harm(header)

    @contextmanager
    def _zip(self) -> Iterator[zipfile.ZipFile]:
        with refusing_damage(self.where):
            archive = zipfile.ZipFile(self.path)
        with archive:
            yield archive

    def _zip_members(self) -> Iterator[Member]:
        allowance = self._allowance()
        with self._zip() as archive:

            def opened(info: zipfile.ZipInfo) -> BinaryIO:
                with refusing_damage(self.where):
                    stream = cast(BinaryIO, archive.open(info))
                return guarded(stream, self.where, allowance)

            for info in archive.infolist():
                if not info.is_dir():
                    yield Member(str(_plain(info.filename)), info.file_size, partial(opened, info))

    def _tar_members(self) -> Iterator[Member]:
        allowance = self._allowance()

        def opened(info: tarfile.TarInfo, archive: tarfile.TarFile) -> BinaryIO:
            stream = archive.extractfile(info)
            assert stream is not None  # for a plain file it never is
            return guarded(cast(BinaryIO, stream), self.where, allowance)

        for info, archive in self._tar():
            if info.isfile():
                yield Member(str(_plain(info.name)), info.size, partial(opened, info, archive))

    def _tar(self) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
        """The headers of a tar file as it streams by, each with the archive to read its content from."""
        with refusing_damage(self.where):
            file = self.path.open("rb")
        with file:
            stream = decompressed(file, self.kind.compression, self.where) if self.kind.compression else file
            counted = guarded(stream, self.where, self._allowance())
            with refusing_damage(self.where):
                archive = tarfile.open(fileobj=counted, mode="r|")  # noqa: SIM115 (closed below)
            with archive:
                while True:
                    with refusing_damage(self.where):
                        info = archive.next()
                    if info is None:
                        return
                    cast(Any, archive).members.clear()  # tarfile would keep every header it has seen
                    yield info, archive


def _plain(name: str) -> PurePosixPath:
    """A member's name in one spelling: `./a.txt` and Windows' `dir\\a.txt` occur."""
    return PurePosixPath(name.replace("\\", "/"))


def _is_unsafe(path: PurePosixPath) -> bool:
    """Whether a member's name is absolute or climbs out, on any system."""
    return path.is_absolute() or ".." in path.parts or path.parts[:1] in [(f"{c}:",) for c in ascii_letters]


def _zip_harm(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 0x1:
        return "is encrypted"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    return None


def _tar_harm(info: tarfile.TarInfo) -> str | None:
    if info.issparse():
        return "is sparse: its size is not what is stored"
    return None if info.isfile() or info.isdir() else "is a link or a device"
