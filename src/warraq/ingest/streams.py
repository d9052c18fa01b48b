"""Compressed streams that are read a piece at a time, and stop where an archive goes over its limits."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, cast

import pyarrow as pa

from warraq.dataset import Limits
from warraq.errors import UsageError

SAMPLE_BYTES: Final = 1 << 18  # buffer of every stream: what its kind and encoding are told from

# All that the decompressors raise on damaged input; OSError covers gzip, bz2 and Arrow.
_DAMAGE: Final = (
    OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, pa.ArrowException,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


@contextmanager
def refusing_damage(where: str) -> Iterator[None]:
    """Turn whatever a decompressor raises into one clear line."""
    try:
        yield
    except FileNotFoundError:
        raise UsageError(f"{where}: no such file") from None
    except _DAMAGE as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise UsageError(f"{where}: damaged, or not what its name says ({why}); pack it anew") from None


class Allowance:
    """How much one archive may still unpack to; `spend` refuses the byte that is too many."""

    def __init__(self, where: str, packed: int, limits: Limits, padding: int = 0) -> None:
        """`packed`: size of the archive; `padding`: bytes the ratio does not count."""
        self._where, self._limits = where, limits
        self._by_ratio = packed * limits.archive_ratio + padding
        self._spent = 0

    def spend(self, count: int) -> None:
        """Count unpacked bytes. Raises UsageError naming the limit that is passed."""
        self._spent += count
        if self._spent > self._limits.archive_bytes:
            limit = f"{self._limits.archive_bytes} bytes (limits.archive_bytes"
        elif self._spent > self._by_ratio:
            limit = f"{self._limits.archive_ratio} times its size (limits.archive_ratio"
        else:
            return
        raise UsageError(f"{self._where}: refused: it unpacks to more than {limit} in dataset.toml)")


class _Guarded(io.RawIOBase):
    """A read-only stream, counted against an allowance; damage becomes a UsageError."""

    def __init__(self, stream: BinaryIO, where: str, allowance: Allowance, beneath: BinaryIO | None) -> None:
        self._stream, self._where, self._allowance, self._beneath = stream, where, allowance, beneath

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the data goes: a decompressor gives what it has at hand, often little."""
        view, filled = memoryview(buffer).cast("B"), 0
        while filled < len(view):
            with refusing_damage(self._where):
                piece = self._stream.read(len(view) - filled)
            if not piece:
                break
            self._allowance.spend(len(piece))
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._beneath:
                self._beneath.close()
        super().close()


def guarded(stream: BinaryIO, where: str, allowance: Allowance, beneath: BinaryIO | None = None) -> BinaryIO:
    """`stream`, counted and guarded, with a buffer one can peek into; closes it, and what lies `beneath`."""
    return io.BufferedReader(_Guarded(stream, where, allowance, beneath), SAMPLE_BYTES)


def decompressed(stream: BinaryIO, compression: str, where: str) -> BinaryIO:
    """What a `gz`, `bz2`, `xz` or `zst` stream holds; only `read` is to be used of it."""
    with refusing_damage(where):
        if compression == "gz":
            return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        if compression == "bz2":
            return cast(BinaryIO, bz2.BZ2File(stream))
        if compression == "xz":
            return cast(BinaryIO, lzma.LZMAFile(stream))
        return cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd"))
