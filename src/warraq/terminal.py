"""What people see in a terminal: pages with their labels in colour, scores and differences as tables.

Text comes from strangers: it is never read as markup, and control characters are shown, not sent.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

COLOURS = {"keep": "green", "lift": "cyan", "remove": "red"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_ISOLATE, _POP = "\u2068", "\u2069"  # keep a line's direction from running into the columns beside it


def safe(text: str) -> str:
    """Text a terminal can print: control characters as `�`."""
    return _CONTROL.sub("\ufffd", text)


def explain(page: Mapping[str, Any], raw: str, console: Console) -> None:
    """Every segment of a page with its label, action, rule and score, then a summary of the page."""
    console.rule(Text(safe(str(page["path"]))), align="left")
    if not page["segments"]:
        console.print(Text(f"excluded: {page['excluded']} {safe(page.get('detail') or '')}", style="red"))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, options in (
        ("line", {"justify": "right", "style": "dim"}),
        ("action", {}),
        ("label", {}),
        ("score", {"justify": "right"}),
        ("rule", {"style": "dim", "overflow": "fold"}),
        ("text", {"overflow": "fold", "ratio": 1}),
    ):
        table.add_column(name, **options)  # type: ignore[arg-type]
    line, at = 0, 0
    for segment in page["segments"]:
        line, at = line + raw.count("\n", at, segment["start"]), segment["start"]
        if segment["label"] == "blank":
            continue
        colour = COLOURS[segment["action"]]
        content = safe(raw[segment["start"] : segment["end"]])
        table.add_row(
            str(line + 1),
            Text(segment["action"], style=colour),
            Text(segment["label"], style=colour),
            f"{segment['score']:.2f}",
            segment["rule"],
            Text(f"{_ISOLATE}{content}{_POP}", style="" if segment["action"] == "keep" else colour),
        )
    console.print(table)
    console.print(_summary(page))


def _summary(page: Mapping[str, Any]) -> Text:
    sizes: Counter[str] = Counter()
    for segment in page["segments"]:
        if segment["label"] != "blank":
            sizes[segment["action"]] += segment["end"] - segment["start"]
    total = sum(sizes.values()) or 1
    text = Text()
    for action in ("keep", "lift", "remove"):
        text.append("█" * round(30 * sizes[action] / total), style=COLOURS[action])
    for action in ("keep", "lift", "remove"):
        text.append(f"  {action} {sizes[action] / total:.0%}", style=COLOURS[action])
    for name in (
        "title",
        "outlet",
        "bylines",
        "credits",
        "section",
        "dateline_place",
        "published",
        "updated",
        "flags",
    ):
        value = page.get(name)
        if value:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            text.append(f"\n{name:>15}  ", style="dim").append(f"{_ISOLATE}{safe(shown)}{_POP}")
    if "excluded" in page:
        text.append(f"\nexcluded: {page['excluded']}", style="red")
    return text


def scores(figures: Mapping[str, Any], short: Sequence[str], console: Console) -> None:
    """Scores as tables: the figures floors are pinned to, labels by line and character, facts."""
    overview = Table(title=f"{figures['pages']} pages", title_justify="left")
    overview.add_column("figure")
    overview.add_column("score", justify="right")
    low = {line.split(" ", 1)[0] for line in short}
    for name, value in figures["summary"].items():
        overview.add_row(name, Text(f"{value:.4f}", style="red" if name in low else "green"))
    console.print(overview)
    per_label = Table(title="labels", title_justify="left")
    for name in ("label", "lines", "line F1", "precision", "recall", "character F1"):
        per_label.add_column(name, justify="left" if name == "label" else "right")
    for name, counts in figures["labels"].items():
        by_line = counts["lines"]
        per_label.add_row(
            name,
            str(by_line["gold"]),
            *(f"{by_line[k]:.3f}" for k in ("f1", "precision", "recall")),
            f"{counts['characters']['f1']:.3f}",
        )
    console.print(per_label)


def built(result: Any, console: Console) -> None:
    """What came of a build."""
    rows = {"inputs": result.inputs, "documents": result.documents}
    rows |= {f"excluded: {reason}": count for reason, count in result.exclusions.items()}
    counts(f"release {result.version}" if result.version else "nothing new", rows, console)
    for warning in result.warnings:
        console.print(Text(f"warning: {safe(warning)}", style="yellow"))
    console.print(Text(safe(str(result.line()))))


def counts(title: str, rows: Mapping[str, Any], console: Console) -> None:
    """A small table of names and values."""
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in rows.items():
        table.add_row(
            Text(safe(str(name))), Text(f"{value:,}" if isinstance(value, int) else safe(str(value)))
        )
    console.print(table)
