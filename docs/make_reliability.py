"""Draws `reliability.svg`, beside this file: what a score is worth, measured on gold pages.

    python docs/make_reliability.py web_pages.jsonl.gz:full web_pages.jsonl.gz:light seeds/gold.jsonl

Each argument is a gold file, with its regime behind a colon where it has two, and one curve. What was decided
for its pages somewhere else (out of fold, say) goes behind an equals sign, as `warraq clean --format jsonl`
prints it: `GOLD:full=predictions.jsonl`. The colours follow the reader's theme, light or dark.
"""

import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path

from warraq import evaluation
from warraq.evaluation.calibration import Bin, Calibration

PICTURE = Path(__file__).with_name("reliability.svg")
WIDTH, HEIGHT = 720, 452
LEFT, TOP, SIDE = 58, 28, 300  # the square of the curves
WIDE = 380
BARS_TOP, BARS_HEIGHT = TOP + SIDE + 14, 60
LEGEND = LEFT + WIDE + 34
LEAST_RADIUS, MOST_RADIUS = 2.0, 13.0  # of a point: no characters, all of them
COLOURS = 4  # series the style knows

STYLE = """
  svg { font: 12px "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
  .ground { fill: #ffffff; } text { fill: #1f2328; } .quiet { fill: #59636e; }
  .grid { stroke: #d1d9e0; } .ideal { stroke: #59636e; stroke-dasharray: 4 4; }
  .s0 { --c: #0969da; } .s1 { --c: #bc4c00; } .s2 { --c: #1a7f37; } .s3 { --c: #8250df; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } text { fill: #e6edf3; } .quiet { fill: #9198a1; }
    .grid { stroke: #30363d; } .ideal { stroke: #9198a1; }
    .s0 { --c: #58a6ff; } .s1 { --c: #f0883e; } .s2 { --c: #3fb950; } .s3 { --c: #bc8cff; }
  }
  .curve { fill: none; stroke: var(--c); stroke-width: 1.5; opacity: .55; }
  .spread { stroke: var(--c); stroke-width: 2; opacity: .45; }
  .point { fill: var(--c); fill-opacity: .75; stroke: var(--c); }
  .bar { fill: var(--c); opacity: .8; }
  .name { font-weight: bold; } .title { font-size: 15px; font-weight: bold; }
"""


@dataclass(frozen=True)
class Series:
    """One curve."""

    name: str
    pages: int
    found: Calibration

    @property
    def characters(self) -> int:
        return sum(b.characters for b in self.found.bins)


def main() -> None:
    """Evaluate each gold and write the picture."""
    if not 1 < len(sys.argv) <= COLOURS + 1:
        sys.exit(__doc__)
    PICTURE.write_text(picture([series(argument) for argument in sys.argv[1:]]), "utf-8")
    print(PICTURE)


def series(argument: str) -> Series:
    """GOLD[:REGIME][=PREDICTIONS], evaluated."""
    gold, _, predictions = argument.partition("=")
    file, _, regime = gold.partition(":")
    report = evaluation.evaluate(
        Path(file), regime=regime or "full", predictions=Path(predictions) if predictions else None
    )
    stem = Path(file).name.split(".")[0].replace("_", " ")
    name = f"{stem}, {regime}" if regime else f"{Path(file).parent.name}, {stem}"
    return Series(name, len(report.scores), report.calibration)


def picture(drawn: list[Series]) -> str:
    """The SVG: curves in a square, how many characters have each score below, names beside."""
    parts = [f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>', axes()]
    for number, each in enumerate(drawn):
        parts.append(f'<g class="s{number}">{curve(each)}{bars(each, number, len(drawn))}</g>')
    parts.append(legend(drawn))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img">'
    )
    title = "<title>Share of characters with the right action, by the score of their segment</title>"
    return f"{head}\n{title}\n<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"


def x(score: float) -> float:
    return round(LEFT + WIDE * score, 1)


def y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)


def text(x: float, y: float, content: str, classes: str = "", anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x}" y="{y}" class="{classes}" text-anchor="{anchor}" {more}>{escape(content)}</text>'


def axes() -> str:
    """The grid, its numbers, the line on which a score means what it says."""
    parts = []
    for tenth in range(0, 11, 2):
        value = tenth / 10
        parts.append(f'<path class="grid" d="M{x(0)},{y(value)}H{x(1)}M{x(value)},{y(0)}V{y(1)}"/>')
        parts.append(text(LEFT - 8, y(value) + 4, f"{value:.1f}", "quiet", "end"))
        parts.append(text(x(value), BARS_TOP + BARS_HEIGHT + 17, f"{value:.1f}", "quiet", "middle"))
    parts.append(f'<path class="ideal" d="M{x(0)},{y(0)}L{x(1)},{y(1)}"/>')
    parts.append(f'<path class="grid" d="M{x(0)},{BARS_TOP + BARS_HEIGHT}H{x(1)}"/>')
    parts.append(text(x(0.5), BARS_TOP + BARS_HEIGHT + 38, "score of the segment", anchor="middle"))
    middle = TOP + SIDE / 2
    turned = f'transform="rotate(-90 16 {middle})"'
    parts.append(text(16, middle, "share of characters decided rightly", anchor="middle", more=turned))
    parts.append(text(x(1) + 10, BARS_TOP + BARS_HEIGHT - 4, "how many characters have the score", "quiet"))
    return "\n".join(parts)


def curve(each: Series) -> str:
    """A point per bin, as big as its share of the characters, its interval, and a line through them."""
    points = [(x(b.score), y(b.right.value), b) for b in each.found.bins]
    line = "M" + "L".join(f"{a},{b}" for a, b, _ in points)
    return f'<path class="curve" d="{line}"/>' + "".join(point(a, b, of, each) for a, b, of in points)


def point(across: float, up: float, of: Bin, each: Series) -> str:
    share = of.characters / each.characters
    radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * share**0.5  # its area says how many
    told = f"score {of.score:.2f}: {of.right.value:.1%} of {of.characters:,} characters"
    mark = f'<circle class="point" cx="{across}" cy="{up}" r="{radius:.1f}"><title>{told}</title></circle>'
    if of.right.low is None or of.right.high is None:
        return mark
    return f'<path class="spread" d="M{across},{y(of.right.low)}V{y(of.right.high)}"/>{mark}'


def bars(each: Series, number: int, of: int) -> str:
    """How many of the characters have each score, beside those of the other series."""
    most = max(b.characters for b in each.found.bins)
    drawn = ""
    for b in each.found.bins:
        wide = (x(b.high) - x(b.low) - 2) / of
        high = max(0.7, BARS_HEIGHT * b.characters / most)
        left = x(b.low) + 1 + wide * number
        drawn += f'<rect class="bar" x="{left:.1f}" y="{BARS_TOP + BARS_HEIGHT - high:.1f}" '
        drawn += f'width="{wide:.1f}" height="{high:.1f}"/>'
    return drawn


def legend(drawn: list[Series]) -> str:
    """What is drawn: names, sizes, calibration errors."""
    parts = [text(LEGEND, TOP + 6, "What a score is worth", "title")]
    at = TOP + 34
    for number, each in enumerate(drawn):
        error = each.found.error
        ends = "" if error.low is None else f" ({error.low:.3f}–{error.high:.3f})"
        parts.append(
            f'<g class="s{number}"><circle class="point" cx="{LEGEND + 5}" cy="{at - 4}" r="5"/></g>'
        )
        parts.append(text(LEGEND + 17, at, each.name, "name"))
        parts.append(text(LEGEND + 17, at + 17, f"{each.pages:,} pages", "quiet"))
        parts.append(text(LEGEND + 17, at + 33, f"{each.characters:,} characters", "quiet"))
        parts.append(text(LEGEND + 17, at + 49, f"calibration error {error.value:.3f}{ends}", "quiet"))
        at += 76
    parts.append(f'<path class="ideal" d="M{LEGEND},{at}h24"/>')
    parts.append(text(LEGEND + 32, at + 4, "as it should be", "quiet"))
    return "\n".join(parts)


if __name__ == "__main__":
    main()
