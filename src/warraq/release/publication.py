"""Bringing a release in: one build at a time, durable, by one rename."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from warraq.errors import UsageError
from warraq.release import index, manifest

LOCK: Final = ".lock"


@contextmanager
def lock(output: Path) -> Iterator[None]:
    """Be the only build at work in `output`, which is made if it is not there.

    Raises UsageError, naming the process, when another one is. The lock is the kernel's: it goes when the
    process does, however that ends.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        file = (output / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot write there: {error.strerror}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise UsageError(
                f"{output}: another build is at work there (process {holder}); wait until it ends, or stop it"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
        file.truncate(0)


def publish(staging: Path, output: Path, version: str) -> Path:
    """Move a finished release from `staging` (on the same file system) to its place and into the index.

    Everything is durable before the rename; a crash leaves either no release or the whole one, and the next
    build puts it into the index. Raises UsageError when that version is there: a release never changes.
    """
    target = output / index.RELEASES / version
    if target.exists():
        raise UsageError(f"{target}: this version is published, and a release never changes")
    for name in manifest.files(staging):
        index.sync(staging / name)
    for folder, _, _ in os.walk(staging):
        index.sync(Path(folder))
    target.parent.mkdir(exist_ok=True)
    staging.rename(target)
    index.sync(target.parent)
    index.sync(output)
    index.update(output)
    return target
