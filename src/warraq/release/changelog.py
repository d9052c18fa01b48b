"""`CHANGELOG.md` and what `release.json` says of the release before: history, carried along."""

from pathlib import Path
from typing import Any, Final

from warraq.release import manifest
from warraq.release.diff import Diff, TableDiff

FILE: Final = "CHANGELOG.md"
_HEAD: Final = """# Changelog

Major: rows or columns removed or altered. Minor: only added. Patch: the same data, in other bytes or with
other metadata.
"""


def history(version: str, tier: str, previous: Path | None, diff: Diff) -> tuple[str, dict[str, Any]]:
    """The changelog with this release on top, and for `release.json` its `previous` and `changes`.

    Writing the previous version over again gives that release's own history.
    """
    if previous is None:
        return _HEAD + _entry(version, tier, diff, first=True), {"previous": None, "changes": diff.to_dict()}
    before = manifest.read(previous)
    text = (previous / FILE).read_text("utf-8")
    if before["version"] == version:
        return text, {"previous": before["previous"], "changes": before["changes"]}
    _, mark, older = text.partition("\n## ")
    return (
        _HEAD + _entry(version, tier, diff, first=False) + mark + older,
        {"previous": before["version"], "changes": diff.to_dict()},
    )


def _entry(version: str, tier: str, diff: Diff, *, first: bool) -> str:
    lines = [f"\n## {version}\n"]
    if tier == "private":
        lines.append("Private: not for publication.\n")
    if first:
        lines.append("First release.\n")
    elif diff.empty:
        lines.append("The same data in other bytes or with other metadata.\n")
    lines += [f"New table `{name}`.\n" for name in diff.tables_added]
    lines += [f"Table `{name}` removed.\n" for name in diff.tables_removed]
    changed = {name: table for name, table in diff.tables.items() if not table.empty}
    if changed:
        lines.append("| table | added | removed | changed |\n|---|---:|---:|---:|")
        lines += [f"| `{n}` | {t.added:,} | {t.removed:,} | {t.changed:,} |" for n, t in changed.items()]
        lines.append("")
        lines += [line for name, table in changed.items() for line in _columns(name, table)]
    return "\n".join(lines)


def _columns(name: str, table: TableDiff) -> list[str]:
    said = []
    for what in ("added", "removed", "redefined"):
        if columns := getattr(table, f"columns_{what}"):
            said.append(f"`{name}`: columns {what}: {', '.join(f'`{c}`' for c in columns)}.\n")
    if table.columns:
        counts = ", ".join(f"`{c}` ({n:,})" for c, n in table.columns.items())
        said.append(f"`{name}`: changed in {counts}.\n")
    return said
