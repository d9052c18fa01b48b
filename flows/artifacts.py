"""What a run shows in the Prefect UI, and its progress bar in the terminal."""

import json
import sys
from types import TracebackType
from typing import Self

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from rich.console import Console
from rich.progress import Progress

from warraq.steps import Built


class ShardProgress:
    """Shards done, as a bar in the terminal and a progress artifact in the UI."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.bar = Progress(console=Console(file=sys.stderr), transient=True)
        self.task = self.bar.add_task("shards", total=total)

    def __enter__(self) -> Self:
        self.bar.start()
        self.artifact = create_progress_artifact(0.0, key="shards", description="Shards processed")
        return self

    def advance(self) -> None:
        """One shard more is done."""
        self.done += 1
        self.bar.advance(self.task)
        update_progress_artifact(self.artifact, 100 * self.done / self.total)  # type: ignore[arg-type]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()


def publish_artifacts(built: Built) -> None:
    """Counts, label shares, exclusions and the verdict of validation, with a link to the release."""
    if built.path is None:
        return
    facts = json.loads((built.path / "release.json").read_text("utf-8"))
    rows = [{"table": name, "rows": table["rows"]} for name, table in facts["tables"].items()]
    create_table_artifact(rows, key="tables", description="Rows of each table")
    for key, name in (
        ("labels", "Characters of raw text by label"),
        ("exclusions", "Inputs not released, by reason"),
    ):
        counts = facts["statistics"][key]
        create_table_artifact([{key: k, "count": v} for k, v in counts.items()], key=key, description=name)
    create_markdown_artifact(_summary(built), key="release", description="The release")


def _summary(built: Built) -> str:
    new = f"Release **{built.version}**" if built.version else "Nothing new; the latest release stands"
    lines = [f"{new}: [{built.path}](file://{built.path.resolve() if built.path else ''})", ""]
    lines += [f"- inputs: {built.inputs:,}", f"- documents: {built.documents:,}"]
    lines += [f"- warning: {warning}" for warning in built.warnings] or ["- validation: no warnings"]
    return "\n".join(lines)
