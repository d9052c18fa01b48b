"""`output/index.json`: every release there has been, its status and hashes. The one file with a clock in it.

`status` is `current` (the newest), `superseded`, or `withdrawn`: its folder may be gone, its entry stays.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from warraq.errors import UsageError
from warraq.release import manifest
from warraq.release.version import parse

FILE: Final = "index.json"
RELEASES: Final = "releases"
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"

Entry = dict[str, Any]


def latest(output: Path) -> Path | None:
    """The newest release that stands in `output` and is not withdrawn; None when there is none."""
    withdrawn = {e["version"] for e in read(output) if e["status"] == "withdrawn"}
    standing = [v for v in versions(output) if v not in withdrawn]
    return output / RELEASES / standing[-1] if standing else None


def highest(output: Path) -> str | None:
    """The highest version ever given, withdrawn ones counted: no version is given twice."""
    known = {*versions(output), *(e["version"] for e in read(output))}
    return max(known, key=_order, default=None)


def versions(output: Path) -> list[str]:
    """The versions whose folder stands in `output`, in order."""
    folder = output / RELEASES
    found = [p.name for p in folder.iterdir() if parse(p.name) and p.is_dir()] if folder.is_dir() else []
    return sorted(found, key=_order)


def read(output: Path) -> list[Entry]:
    """The entries of the index; none when there is no index yet. Raises UsageError when it is broken."""
    path = output / FILE
    try:
        content = json.loads(path.read_text("utf-8"))
        entries = [dict(entry) for entry in content["releases"]]
        if all(parse(str(e["version"])) and isinstance(e["status"], str) for e in entries):
            return entries
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        pass
    raise UsageError(f"{path}: not an index of releases; delete it, and the next build makes it anew")


def update(output: Path) -> None:
    """Bring the index in line with the folders that are there, atomically; untouched when it is.

    A release without an entry (new, or left by a crash between its rename and the index) gets one.
    """
    before = read(output)
    entries = {e["version"]: dict(e) for e in before}
    for version in versions(output):
        if version not in entries:
            entries[version] = entry(output / RELEASES / version)
    standing = [v for v in sorted(entries, key=_order) if entries[v]["status"] != "withdrawn"]
    for version in standing:
        entries[version]["status"] = "current" if version == standing[-1] else "superseded"
    after = [entries[v] for v in sorted(entries, key=_order)]
    if after != before:
        _write(output, {"latest": standing[-1] if standing else None, "releases": after})


def entry(release: Path) -> Entry:
    """What the index says of a release; `sha256` is that of its SHA256SUMS, and so pins every byte."""
    content = manifest.read(release)
    return {
        "version": content["version"],
        "status": "current",
        "tier": content["tier"],
        "name": content["name"],
        "title": content["title"],
        "path": f"{RELEASES}/{release.name}",
        "released_at": datetime.now(UTC).strftime(_TIME),
        "sha256": manifest.sha256_of(release / manifest.SUMS),
        "rows": {name: table["rows"] for name, table in content["tables"].items()},
        "logical_sha256": {name: table["logical_sha256"] for name, table in content["tables"].items()},
    }


def _order(version: str) -> tuple[int, int, int]:
    return parse(version) or (0, 0, 0)


def _write(output: Path, content: dict[str, Any]) -> None:
    partial = output / f".{FILE}.partial"
    manifest.write_json(partial, content)
    sync(partial)
    partial.replace(output / FILE)
    sync(output)


def sync(path: Path) -> None:
    """Make a file or a folder durable: it survives the power going."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
