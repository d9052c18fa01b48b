"""The pictures of the documentation, drawn from the tables of a release: `python docs/make_pictures.py`.

Takes the newest release in `output/` (or the folder given), writes `page-to-row.png` and `explain.png` beside
this file. Needs `chromium` on the PATH, and the fonts Noto Sans, Noto Naskh Arabic and DejaVu Sans Mono;
`pngquant` makes the files a third of the size. Nothing in the pictures is written by hand but headings.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import release, schema

DOCS = Path(__file__).parent
ROOT = DOCS.parent
SOURCE = ROOT / "seeds"
FOLLOWED = "raw/al-maha/001.txt"  # in page-to-row: agency copy that other outlets carry too
EXPLAINED = "raw/al-maha/002.txt"  # in explain: author, two dates, place, headings, the headline twice
WIDTH = 900  # of both pictures, in CSS pixels; twice as many real ones
LABELS_FOLLOWED = {
    *("masthead", "date_render", "nav", "section", "title", "date_published", "caption", "image_credit"),
    *("dateline", "body", "agency_credit", "tags", "related_heading", "related_item", "teaser", "legal"),
}
EVIDENCE_FOLLOWED = ("title", "dateline_place", "published_local", "credits", "outlet")
RAW_FIELDS = ("doc_id", "encoding", "raw_chars", "source", "url", "collected_at")
ROW_FOLLOWED = (
    *("doc_id", "title", "published_at", "published_local", "dateline_place", "outlet", "credits"),
    *("language", "words", "kept_ratio", "rights", "first_version"),
)
FIELDS_SHOWN = (
    *("title", "deck", "outlet", "bylines", "credits", "section", "tags", "dateline_place"),
    *("published_local", "updated_local", "flags"),
)
HEX_BYTES = 22

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """One released document with its rows of the other tables."""

    document: Row
    segments: Sequence[Row]
    evidence: Sequence[Row]
    counts: Mapping[str, int]  # rows of mentions, quotes and times

    @property
    def raw(self) -> str:
        return "".join(s["content"] for s in self.segments)

    def line(self, segment: Row) -> int:
        """Number of the line a segment begins in, from 1."""
        return self.raw.count("\n", 0, segment["start"]) + 1

    def shown(self) -> list[Row]:
        """The segments that are not white space."""
        return [s for s in self.segments if s["label"] != "blank"]


def read_page(folder: Path, path: str) -> Page:
    """A page of a release, by its path in the source."""
    documents = pq.read_table(folder / "data/documents.parquet")
    found = documents.filter(pc.equal(documents["path"], path)).to_pylist()
    if not found:
        sys.exit(f"{folder}: {path} is not among its documents")
    document = found[0]

    def rows(name: str) -> list[Row]:
        wanted = [("doc_id", "=", document["doc_id"])]
        read: list[Row] = pq.read_table(folder / f"data/{name}.parquet", filters=wanted).to_pylist()
        return read

    counts = {name: len(rows(name)) for name in ("mentions", "quotes", "times")}
    return Page(document, rows("segments"), rows("evidence"), counts)


# Pieces ---------------------------------------------------------------------------------------------


def tag(name: str, content: str, classes: str = "", **attributes: str) -> str:
    """An element; `content` is HTML already."""
    extra = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f'<{name} class="{classes}"{extra}>{content}</{name}>'


def arabic(text: str, classes: str = "") -> str:
    """Text of a page, in its own direction."""
    return tag("bdi", escape(text), f"page {classes}", dir="auto")


def value_of(value: Any) -> str:
    """A cell of a table as it is read."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%MZ}"
    if isinstance(value, float):
        return f"{value:.2f}"
    return " · ".join(value) if isinstance(value, list) else str(value)


def marked(segment: Row, evidence: Iterable[Row]) -> str:
    """The content of a segment, the stretches evidence was read from marked with their field."""
    content, at, html = segment["content"], 0, ""
    for found in sorted(evidence, key=lambda e: (e["start"], -e["end"])):
        start, end = found["start"] - segment["start"], found["end"] - segment["start"]
        if start >= at and end <= len(content):
            html += escape(content[at:start]) + f'<mark data-field="{found["field"]}">'
            html += escape(content[start:end]) + "</mark>"
            at = end
    return html + escape(content[at:])


def evidence_of(page: Page, segment: Row) -> list[Row]:
    """The evidence read inside a segment for the fields that are shown."""
    shown = [name for name in FIELDS_SHOWN if page.document[name]]
    read = [e for e in page.evidence if e["field"] in shown and e["start"] is not None]
    return [e for e in read if segment["start"] <= e["start"] < segment["end"]]


def shares(page: Page, note: str = "") -> str:
    """A bar of what is kept, lifted and removed, by characters, white space left aside; then a note."""
    size = dict.fromkeys(("keep", "lift", "remove"), 0)
    for segment in page.shown():
        size[segment["action"]] += segment["end"] - segment["start"]
    total = sum(size.values())
    bars = "".join(tag("i", "", a, style=f"width:{100 * n / total:.2f}%") for a, n in size.items())
    names = "".join(tag("b", f"{a} {n / total:.0%}", a) for a, n in size.items())
    return tag("div", tag("div", bars, "bar") + names + tag("em", note), "shares")


# The picture of the result --------------------------------------------------------------------------


def explain(page: Page) -> str:
    """What `warraq clean --explain` shows of a page, and the row of `documents` it becomes."""
    lines, last = "", 0
    for segment in page.shown():
        number = page.line(segment)
        text = tag("div", marked(segment, evidence_of(page, segment)), "page text", dir="auto")
        cells = tag("span", str(number) if number != last else "", "number")
        cells += tag("span", segment["action"], "action") + tag("span", segment["label"], "label") + text
        gap = " gap" if number > last + 1 else ""
        lines += tag("div", cells, f"line {segment['action']}{gap}")
        last = number
    left = tag("div", f"<s>$</s> warraq clean seeds/{page.document['path']} --explain", "head mono")
    right = tag("div", "<b>documents</b> · one row", "head mono")
    legend = "".join(
        tag("span", tag("b", action) + f" {meaning}", action)
        for action, meaning in (
            ("keep", "becomes the text"),
            ("lift", "becomes metadata, each value with its evidence"),
            ("remove", "stays in <code>segments</code>: nothing is lost"),
        )
    )
    panels = tag("section", left + lines + shares(page), "lines")
    panels += tag("section", right + row_of(page), "row")
    return tag("main", panels, "explain") + tag("footer", legend, "legend") + CONNECT


def row_of(page: Page) -> str:
    """The row of `documents`: fields in the order of their evidence, then the text."""
    document = page.document
    first = {e["field"]: e["start"] for e in reversed(page.evidence) if e["start"] is not None}
    names = [name for name in FIELDS_SHOWN if document[name]]
    fields = ""
    for name in sorted(names, key=lambda name: first.get(name, len(page.raw))):
        fields += field(name, arabic(value_of(document[name])))
    for names in (("language", "script", "direction"), ("license", "rights")):
        fields += field(names[0], escape(" · ".join(value_of(document[name]) for name in names)))
    paragraphs = "".join(tag("p", escape(p), "page", dir="auto") for p in document["text"].split("\n\n")[:5])
    size = f"{document['chars']:,} characters · {document['paragraphs']} paragraphs"
    return fields + field("text", tag("div", paragraphs, "clean") + tag("em", size), "text")


def field(name: str, content: str, classes: str = "") -> str:
    """A field of the row; curves end at its id."""
    return tag("div", tag("span", name, "name mono") + content, f"field {classes}", id=f"field-{name}")


# Curves from the marks to their fields, from the kept lines to the text; drawn once the browser knows where
# everything stands.
CONNECT = """<svg id="curves"></svg><script>
document.fonts.ready.then(() => {
  const box = element => element.getBoundingClientRect(), middle = ({top, height}) => top + height / 2;
  const svg = document.getElementById("curves"), edge = box(document.querySelector(".lines")).right;
  const draw = (y, to, style) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path"), bend = (to.x - edge) * .55;
    path.setAttribute("d", `M${edge},${y} C${edge + bend},${y} ${to.x - bend},${to.y} ${to.x},${to.y}`);
    path.setAttribute("class", style);
    svg.append(path);
  };
  const kept = [...document.querySelectorAll(".line.keep")];
  const text = box(document.getElementById("field-text"));
  const step = (text.height - 28) / Math.max(1, kept.length - 1);
  kept.forEach((line, i) => draw(middle(box(line)), {x: text.left, y: text.top + 14 + step * i}, "keep"));
  const seen = {};
  for (const mark of document.querySelectorAll("mark")) {
    const name = mark.dataset.field, target = box(document.getElementById("field-" + name));
    const count = seen[name] = (seen[name] ?? -1) + 1;
    const to = {x: target.left, y: middle(target) + 5 * count};
    draw(middle(box(mark.closest(".line"))), to, count ? "lift more" : "lift");
  }
});
</script>"""


# The picture of the way -----------------------------------------------------------------------------


def page_to_row(page: Page, folder: Path) -> str:
    """One page through the stages: what each makes of it, the function, the table, the invariant."""
    path = page.document["path"]
    data = (SOURCE / path).read_bytes()
    stages = (
        ("bytes", f"seeds/{path}", as_hex(data), "", ""),
        ("raw document", "ingest.read", raw_document(page), "exclusions", "inputs = documents + exclusions"),
        ("lines, labels, segments", "cleaning.clean", labelled(page), "segments", TILING),
        (
            "text, metadata, evidence",
            "cleaning.render, annotation.describe, .spans",
            boxes(page),
            ANNOTATED,
            EVIDENCE,
        ),
        ("links", "linking.link", links(page, folder), "reuse", "a passage stands in both texts"),
        ("gate", "validation.check", gate(folder), "validation.json", "a critical failure means no release"),
        ("release", "release.release", files(folder), "release.json, index.json", RENAME),
    )
    return tag("main", "".join(stage(*each) for each in stages), "way")


ANNOTATED = "documents, evidence, mentions, quotes, times"
TILING = "joined, they are the raw text"
EVIDENCE = "a value points at the span it was read from"
RENAME = "appears by one rename, never changes"


def stage(name: str, function: str, content: str, table: str, invariant: str) -> str:
    """A stage: its name and function above, what came of it, the table and the invariant below."""
    head = tag("h2", escape(name)) + tag("span", escape(function), "mono function")
    foot = tag("span", escape(table), "mono table") + tag("span", escape(invariant), "invariant")
    return tag("section", tag("header", head) + content + (tag("footer", foot) if table else ""), "stage")


def as_hex(data: bytes) -> str:
    """The first bytes as a dump shows them, with what they say below."""
    head = data[:HEX_BYTES]
    text = head.decode("utf-8", "ignore")
    dump = tag("span", head.hex(" ") + " …", "mono") + arabic(text + "…")
    return tag("div", dump + tag("em", f"{len(data):,} bytes"), "dump")


def raw_document(page: Page) -> str:
    """What is known of a page before anything in it is read."""
    return cells({name: page.document[name] for name in RAW_FIELDS})


def cells(values: Row) -> str:
    """Names and values in a row; a value that is null is left out."""
    shown = (
        f"<b>{name}</b> {escape(value_of(value))}" for name, value in values.items() if value is not None
    )
    return tag("div", "".join(tag("span", each) for each in shown), "cells mono")


def labelled(page: Page) -> str:
    """The first segment of each kind, in the order of the page."""
    first = {s["label"]: s for s in reversed(page.shown()) if s["label"] in LABELS_FOLLOWED}
    chosen = sorted(first.values(), key=lambda s: s["seq"])
    head = tag("tr", "".join(tag("th", name) for name in ("line", "text", "rule", "label", "offsets")))
    body = ""
    for segment in chosen:
        cells = [
            tag("td", str(page.line(segment)), "number"),
            tag("td", tag("div", escape(segment["content"]), "page text", dir="auto")),
            tag("td", segment["rule"], "mono rule"),
            tag("td", tag("span", segment["label"], "chip")),
            tag("td", f"{segment['start']}–{segment['end']}", "mono offsets"),
        ]
        body += tag("tr", "".join(cells), segment["action"])
    rest = len(page.shown()) - len(chosen)
    return tag("table", head + body, "labelled") + shares(page, f"and {rest} more")


def boxes(page: Page) -> str:
    """The text, some evidence, some columns of the row."""
    evidence, row = "", ""
    for found in page.evidence:
        if found["field"] in EVIDENCE_FOLLOWED:
            place = "came with it" if found["start"] is None else f"{found['start']}–{found['end']}"
            head = tag("b", found["field"]) + tag("em", f"{found['rule']} · {place}")
            evidence += tag("div", tag("header", head) + arabic(found["value"]))
    for name in ROW_FOLLOWED:
        if (value := page.document[name]) is not None:
            row += tag("div", tag("b", name) + arabic(value_of(value)))
    counts = " · ".join(f"{count} {name}" for name, count in page.counts.items())
    text = tag("p", escape(page.document["text"]), "page", dir="auto")
    three = (("text", text, "keep"), ("evidence", evidence, "lift"), ("documents", row, ""))
    drawn = "".join(tag("div", tag("h3", name) + content, f"box {action}") for name, content, action in three)
    return tag("div", drawn, "boxes") + tag("div", f"and {counts}", "aside")


def links(page: Page, folder: Path) -> str:
    """The text as a bar for each other page it shares passages with, the passages where they stand."""
    own, size = page.document["doc_id"], page.document["chars"]
    paths = pq.read_table(folder / "data/documents.parquet", columns=["doc_id", "path"]).to_pylist()
    path_of = {d["doc_id"]: d["path"].removeprefix("raw/") for d in paths}
    passages: dict[str, list[tuple[int, int]]] = {}
    for row in pq.read_table(folder / "data/reuse.parquet").to_pylist():
        for side, other in (("a", "b"), ("b", "a")):
            if row[f"doc_{side}"] == own:
                passages.setdefault(row[f"doc_{other}"], []).append(
                    (row[f"start_{side}"], row[f"end_{side}"])
                )
    bars = ""
    for other, found in sorted(passages.items(), key=lambda p: -sum(end - start for start, end in p[1])):
        pieces = "".join(
            tag("i", "", style=f"left:{100 * start / size:.2f}%;width:{100 * (end - start) / size:.2f}%")
            for start, end in found
        )
        bars += tag("div", tag("span", path_of[other], "mono") + tag("div", pieces, "track"), "shared")
    note = f"where its {size:,} characters stand in other documents as well"
    names = ("borrowed_ratio", "cluster_id", "story_id", "duplicate_of")
    return tag("div", note, "aside") + bars + cells({name: page.document[name] for name in names})


def gate(folder: Path) -> str:
    """The expectations of each suite, a square each."""
    rules = json.loads((folder / "validation.json").read_text("utf-8"))["rules"]
    suites = ""
    for table in schema.TABLES:
        results = [r["success"] for r in rules if r["table"] == table]
        squares = "".join(tag("i", "", "held" if success else "failed") for success in results)
        suites += tag("div", tag("span", f"{table} {len(results)}", "mono") + tag("div", squares), "suite")
    failed = sum(not r["success"] for r in rules)
    outcome = f"{failed} failed without stopping the release" if failed else "all hold"
    note = f"{len(rules)} expectations, a square each; {outcome}"
    return tag("div", note, "aside") + tag("div", suites, "suites")


def files(folder: Path) -> str:
    """The release directory."""
    top = sorted(p.name for p in folder.iterdir() if p.is_file())
    entries = [f"data/ {len(schema.TABLES)} × .parquet", f"csv/ {len(schema.TABLES)} × .csv.gz", *top]
    cells = "".join(tag("span", escape(entry)) for entry in entries)
    return tag("div", tag("b", f"output/releases/{folder.name}/") + cells, "files mono")


# Drawing --------------------------------------------------------------------------------------------

HEIGHT = """<script>
document.fonts.ready.then(() => { document.body.dataset.height = document.body.offsetHeight; });
</script>"""
BROWSER = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--force-device-scale-factor=2", "--virtual-time-budget=3000"),
)


def draw(html: str, target: Path) -> None:
    """Render HTML to a PNG as high as its content."""
    with tempfile.TemporaryDirectory() as folder:
        source, image = Path(folder, "picture.html"), Path(folder, "picture.png")
        style = (DOCS / "pictures.css").read_text("utf-8")
        source.write_text(
            f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{html}{HEIGHT}", "utf-8"
        )
        found = re.search(r'data-height="(\d+)"', browse(source, 1000, "--dump-dom"))
        browse(source, int(found[1]) if found else 1000, f"--screenshot={image}")
        if shutil.which("pngquant"):
            subprocess.run(["pngquant", "--force", "--ext=.png", "--speed=1", "128", str(image)], check=True)
        shutil.copy(image, target)


def browse(source: Path, height: int, what: str) -> str:
    """Open a page in a window this high, and give what the browser prints."""
    command = [*BROWSER, f"--window-size={WIDTH},{height}", what, source.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else release.latest(ROOT / "output")
    if folder is None:
        sys.exit("no release in output/: run `make release` first")
    draw(explain(read_page(folder, EXPLAINED)), DOCS / "explain.png")
    draw(page_to_row(read_page(folder, FOLLOWED), folder), DOCS / "page-to-row.png")


if __name__ == "__main__":
    main()
