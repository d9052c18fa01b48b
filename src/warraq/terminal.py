"""What people see in a terminal: pages with their labels in colour, scores and differences as tables.

Text comes from strangers: it is never read as markup, and what could move the cursor or turn the direction
of the columns beside it is shown, not sent. Lines are wrapped here and not by the terminal, and each one is
isolated (Unicode bidi), so that right-to-left text stays in its column whether or not the terminal reorders.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from warraq import packs
from warraq.cleaning.reasons import reason

COLOURS = {"keep": "green", "lift": "cyan", "remove": "red"}
_TEXT_STYLES = {"keep": "", "lift": "cyan", "remove": "dim"}
_SUMMARY = (
    "title",
    "outlet",
    "bylines",
    "credits",
    "section",
    "dateline_place",
    "published",
    "updated",
    "flags",
)
BAR_CELLS = 24

GUTTER = 2  # cells between columns
ONE_ROW_FROM = (
    100  # cells; narrower, rule and score stand under label and action, and the text keeps its room
)
WIDEST = 140  # cells; wider, right-aligned text would stand too far from its label
TEXT_LEAST = 8  # cells; in a terminal under some 40 wide, columns are cut
ROWS_SHOWN = 4  # of one segment; beyond is cut, for this shows decisions: `warraq clean` prints the text
RULES_SHOWN = 6  # of a page, with their reasons
UNSURE_BELOW = 0.75  # a score under it stands out: more than one in four such decisions is wrong
BAR = {"keep": "█", "lift": "▓", "remove": "░"}  # told apart without colours, too

# Control characters, line separators, lone surrogates, and marks that embed, override or isolate a direction.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_POP = "\u2069"
_LTR = "\u200e"  # before it: else some terminals lay out a row of nothing but Arabic from the right
_PROBE = 200  # characters searched for the first one that has a direction


def safe(text: str) -> str:
    """Text a terminal can print on one line: tabs as spaces, everything unsafe as `�`."""
    return _UNSAFE.sub("\ufffd", text.replace("\t", " "))


@contextmanager
def progress(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar per step, gone when the work is done; call it with step, done and total."""
    with Progress(
        SpinnerColumn(),
        *Progress.get_default_columns(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,  # not even the empty line it would leave in a log
    ) as bar:
        tasks: dict[str, TaskID] = {}

        def update(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total or None)
            bar.update(tasks[step], completed=done, total=total or None)

        yield update


def explain(page: Mapping[str, Any], raw: str, console: Console, *, every_rule: bool = False) -> None:
    """Every segment of a page with its label, action, rule and score, then a summary of the page.

    The summary says why the rules that decided most of it do so; `every_rule` asks that of all.
    """
    console.rule(Text(safe(str(page["path"]))), align="left")
    if not page["segments"]:
        console.print(Text(f"excluded: {page['excluded']} {safe(page.get('detail') or '')}", style="red"))
        return
    rows = _shown(page["segments"], raw)
    columns = _Columns.fitting(rows, console.width)
    table = Table.grid(padding=(0, GUTTER, 0, 0), pad_edge=False)
    for width, justify in columns.widths():
        table.add_column(width=width, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_row(*columns.header())
    for line, segment in rows:
        content = raw[segment["start"] : segment["end"]]
        text = _wrapped(content, columns.text, console, _TEXT_STYLES[segment["action"]])
        table.add_row(*columns.cells(line, segment), text)
    console.print(table)
    console.print()
    console.print(_bar(page["segments"]))
    width = min(console.width, WIDEST)
    for part in (_labels(page["segments"], width), _rules(page["segments"], width, every_rule)):
        console.print(part)
        console.print()
    console.print(_facts(page, console))
    if "excluded" in page:
        console.print(Text(f"excluded: {page['excluded']}", style="red"))


Row = tuple[int, Mapping[str, Any]]


def _shown(segments: Sequence[Mapping[str, Any]], raw: str) -> list[Row]:
    """The segments that are not blank, each with the number of its line, from 1."""
    rows: list[Row] = []
    line, at = 1, 0
    for segment in segments:
        line, at = line + raw.count("\n", at, segment["start"]), segment["start"]
        if segment["label"] != "blank":
            rows.append((line, segment))
    return rows


@dataclass(frozen=True)
class _Columns:
    """The widths of the columns, in cells; `rule` is None where the rule stands under the label."""

    line: int
    action: int
    label: int
    rule: int | None
    text: int

    @classmethod
    def fitting(cls, rows: Sequence[Row], width: int) -> "_Columns":
        """The columns for these rows in a terminal this wide."""
        line = max(len("line"), len(str(rows[-1][0]))) if rows else len("line")
        action = max(map(len, COLOURS))
        label = max([len("label"), *(len(s["label"]) for _, s in rows)])
        rule = max([len("rule"), *(len(s["rule"]) for _, s in rows)])
        width = min(width, WIDEST)
        if width >= ONE_ROW_FROM:
            rest = width - sum((line, action, label, rule, len("score"))) - 5 * GUTTER
            return cls(line, action, label, rule, max(TEXT_LEAST, rest))
        label = max(label, min(rule, width // 4))
        rest = width - line - action - label - 3 * GUTTER
        return cls(line, action, label, None, max(TEXT_LEAST, rest))

    def widths(self) -> list[tuple[int, str]]:
        """Width and alignment of every column."""
        before = [(self.line, "right"), (self.action, "left"), (self.label, "left")]
        beside = [] if self.rule is None else [(len("score"), "right"), (self.rule, "left")]
        return [*before, *beside, (self.text, "left")]

    def header(self) -> list[Text]:
        beside = [] if self.rule is None else ["score", "rule"]
        return [Text(name, style="dim") for name in ("line", "action", "label", *beside, "text")]

    def cells(self, line: int, segment: Mapping[str, Any]) -> list[Text]:
        """The cells of one segment, but for its text."""
        action, label, rule = segment["action"], segment["label"], segment["rule"]
        number, score = Text(str(line), style="dim"), _score(segment["score"])
        if self.rule is not None:
            beside = [score, Text(rule, style="dim")]
            return [number, Text(action, style=COLOURS[action]), Text(label, style=COLOURS[action]), *beside]
        under = "\n".join(_folded(rule, self.label))
        return [
            number,
            Text.assemble((action, COLOURS[action]), "\n", score),
            Text.assemble((label, COLOURS[action]), "\n", (under, "dim")),
        ]


def _folded(rule: str, width: int) -> list[str]:
    """A rule's id in pieces no longer than `width`, cut at its dots and underscores where it can be."""
    lines = [""]
    for part in re.findall(rf"[^._]{{1,{width - 1}}}[._]?|[._]", rule):
        if len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return lines


def _wrapped(content: str, width: int, console: Console, style: str) -> Text:
    """Content in lines of `width` cells, flush with the side its script begins on; a long one is cut."""
    content = safe(content)
    direction = _direction(content)
    lines = [line.plain.rstrip() for line in _head(content, width).wrap(console, width, overflow="fold")]
    text = Text(style=style, no_wrap=True)
    whole = len(lines) <= ROWS_SHOWN
    for number, line in enumerate(lines if whole else lines[: ROWS_SHOWN - 1]):
        indent = " " * (width - Text(line).cell_len) if direction == "rtl" else ""
        text.append(f"{chr(10) * bool(number)}{indent}{_LTR}{_ISOLATES[direction]}{line}{_POP}")
    if not whole:
        text.append(f"\n… {len(content):,} characters in all", style="dim")
    return text


def _head(content: str, width: int) -> Text:
    """As much of the content as the rows can show, and a little more."""
    return Text(content[: width * (ROWS_SHOWN + 1) * 2])


def _direction(content: str) -> str:
    """`rtl` or `ltr`, by the first character that has a direction (UAX #9, rules P2 and P3)."""
    kinds = (unicodedata.bidirectional(c) for c in content[:_PROBE])
    return "rtl" if next((k for k in kinds if k in ("L", "R", "AL")), "L") != "L" else "ltr"


def _sizes(segments: Sequence[Mapping[str, Any]], by: str) -> Counter[str]:
    """Characters by action, label or rule, largest first; white space between segments left aside."""
    sizes: Counter[str] = Counter()
    for segment in segments:
        if segment["label"] != "blank":
            sizes[segment[by]] += segment["end"] - segment["start"]
    return Counter(dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0]))))


def _bar(segments: Sequence[Mapping[str, Any]]) -> Text:
    """How many characters of the page are kept, lifted and removed."""
    sizes = _sizes(segments, "action")
    total = sizes.total() or 1
    text, done, cells = Text(no_wrap=True), 0, 0
    for action, colour in COLOURS.items():
        done += sizes[action]
        text.append(BAR[action] * (round(BAR_CELLS * done / total) - cells), style=colour)
        cells = round(BAR_CELLS * done / total)
    for action, colour in COLOURS.items():
        text.append(f"  {action} {sizes[action] / total:.0%}", style=colour)
    return text.append(f"  of {total:,} characters\n", style="dim")


def _labels(segments: Sequence[Mapping[str, Any]], width: int) -> Table:
    """How many segments have each label, a row an action."""
    action_of = {s["label"]: s["action"] for s in segments}
    times = Counter(s["label"] for s in segments if s["label"] != "blank")
    names = max(map(len, COLOURS))
    table = Table.grid(padding=(0, GUTTER, 0, 0), pad_edge=False)
    table.add_column(width=names, no_wrap=True)
    table.add_column(width=max(TEXT_LEAST, width - names - GUTTER))
    for action, colour in COLOURS.items():
        counted = [f"{name} {n}" for name, n in times.most_common() if action_of[name] == action]
        if counted:
            table.add_row(Text(action, style=colour), Text(" · ".join(counted), style=colour))
    return table


def _rules(segments: Sequence[Mapping[str, Any]], width: int, every: bool) -> Table:
    """The rules that decided most, with their reasons: those with RULES_SHOWN of the page, or all."""
    sizes = _sizes(segments, "rule")
    total = sizes.total() or 1
    score: Counter[str] = Counter()
    for s in segments:
        score[s["rule"]] += s["score"] * (s["end"] - s["start"])
    shown = list(sizes)[: None if every else RULES_SHOWN]
    table = Table(box=None, padding=(0, GUTTER, 0, 0), pad_edge=False, header_style="dim", width=width)
    for name in ("decided", "score"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("by", overflow="fold")
    table.add_column("because")
    for rule in shown:
        share, why = f"{sizes[rule] / total:.0%}", reason(rule, packs.codes())
        table.add_row(share, _score(score[rule] / sizes[rule]), rule, why)
    if len(shown) < len(sizes):
        table.add_row("", "", Text(f"and {len(sizes) - len(shown)} more rules: --reasons", style="dim"), "")
    return table


def _score(score: float) -> Text:
    """A score; one that says little stands out."""
    return Text(f"{score:.2f}", style="yellow" if score < UNSURE_BELOW else "dim")


def _facts(page: Mapping[str, Any], console: Console) -> Table:
    """What was read from the page, a field a row."""
    name_cells = max(map(len, _SUMMARY))
    table = Table.grid(padding=(0, GUTTER, 0, 0), pad_edge=False)
    table.add_column(width=name_cells, justify="right", no_wrap=True, style="dim")
    table.add_column(no_wrap=True)
    for name in _SUMMARY:
        if value := page.get(name):
            shown = " · ".join(value) if isinstance(value, list) else str(value)
            width = max(TEXT_LEAST, min(console.width, WIDEST) - name_cells - GUTTER)
            table.add_row(name, _wrapped(shown, min(width, Text(safe(shown)).cell_len), console, ""))
    return table


def profiles(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """The lines of site profiles, site by site, those on most documents first."""
    table = Table(title=f"{len(rows)} lines of {len({r['site'] for r in rows})} sites", title_justify="left")
    for name in ("site", "documents", "share", "label", "line"):
        cells = [len(str(row[name])) for row in rows] if name in ("site", "label") else []
        widest = max([len(name), *cells])
        table.add_column(name, no_wrap=True, min_width=widest)
    for row in sorted(rows, key=lambda r: (r["site"], -r["documents"], r["place"], r["key"])):
        direction = _direction(row["line"])
        line = f"{_ISOLATES[direction]}{safe(row['line'])}{_POP}"
        figures = (f"{row['documents']:,}", f"{row['share']:.1%}")
        table.add_row(*map(Text, (safe(row["site"]), *figures, row["label"], line)))
    console.print(table)


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
