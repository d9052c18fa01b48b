"""Draws `label.png`, beside this file: the lines of a page and the pass that decided each of them.

    python docs/make_label_picture.py [RELEASE]

Takes the newest release in `output/`, or the one given. What it needs is said in `make_pictures.py`.
"""

import sys
from html import escape
from pathlib import Path

from make_pictures import DOCS, ROOT, Page, Row, draw, read_page, shares, tag

from warraq import release

PICTURED = (
    "raw/jaridat-al-laqlaq/003.txt"  # other headlines above the title, the title again, a list that is body
)
PASSES = (
    ("pack rules", "phrases and shapes of a language, where they may stand"),
    ("site profile", "lines that stand on many pages of the site"),
    ("headline", "which line it is, and what stands around it"),
    ("context", "what follows from the lines around"),
    ("line model", "how much a line nobody decided looks like text"),
    ("inside lines", "datelines, credits, dates cut out of lines"),
)
PASS_OF = {"profile": 1, "title": 2, "top": 2, "context": 3, "shape": 3, "model": 4, "span": 5}
"""By the first word of a rule's id; every other rule is a pack's."""
ZONES = ("above the article", "the article", "below the article")


def main() -> None:
    """Draw the picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else release.latest(ROOT / "output")
    if folder is None:
        sys.exit("no release in output/: run `make release` first")
    draw(picture(read_page(folder, PICTURED)), DOCS / "label.png")


def picture(page: Page) -> str:
    """A row a segment: its text, how far it fell, its label and rule."""
    shown = page.shown()
    lines = [page.line(segment) for segment in shown]
    body = [n for n, segment in enumerate(shown) if segment["action"] == "keep"]
    rows, zone = "", -1
    for n, segment in enumerate(shown):
        now = 0 if n < body[0] else 1 if n <= body[-1] else 2
        part = lines.count(lines[n]) > 1 and segment["label"] != "body"
        name = tag(
            "td", tag("span", ZONES[now]), f"zone z{now}", rowspan=str(_rows_of(now, body, len(shown)))
        )
        rows += tag("tr", (name if now != zone else "") + cells(segment, lines[n], part), segment["action"])
        zone = now
    head = tag("th", "") + tag("th", "line") + tag("th", f"seeds/{PICTURED}", "mono")
    head += "".join(tag("th", tag("b", str(n)) + tag("span", name)) for n, (name, _) in enumerate(PASSES, 1))
    head += tag("th", "label, score, rule")
    legend = "".join(
        tag("span", tag("b", f"{n} {name}") + f" {escape(what)}") for n, (name, what) in enumerate(PASSES, 1)
    )
    return tag(
        "main", tag("table", tag("tr", head, "head") + rows) + shares(page) + tag("footer", legend), "fall"
    )


def _rows_of(zone: int, body: list[int], count: int) -> int:
    return (body[0], body[-1] + 1 - body[0], count - 1 - body[-1])[zone]


def cells(segment: Row, line: int, part: bool) -> str:
    """The row of one segment; `part`: it is cut out of its line."""
    rule = segment["rule"]
    family = rule.split(".", maxsplit=1)[0]
    decided = PASS_OF["span"] if part else PASS_OF.get(family, 0)
    row = tag("td", str(line), "number")
    row += tag("td", tag("div", escape(segment["content"]), "page text", dir="auto"))
    for n in range(len(PASSES)):
        row += tag(
            "td", tag("i", "", "decided" if n == decided else "asked" if n < decided else "done"), "pass"
        )
    what = tag("span", segment["label"], "chip") + tag("em", f"{segment['score']:.2f}", "mono")
    return row + tag("td", what + tag("span", rule, "mono rule"), "what")


if __name__ == "__main__":
    main()
