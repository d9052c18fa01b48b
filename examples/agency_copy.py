"""Which newspapers carried an agency's text on one day, and how much did they change?

    python examples/agency_copy.py [RELEASE] [--agency NAME] [--day YYYY-MM-DD]

Needs DuckDB and a release folder, nothing else. RELEASE is by default the latest under output/; NAME and the
day by default those with the most copies. A text counts from its day until two days later.

The measure of a copy is the fullest one: the agency's own page when the release has it, else the longest text
credited to the agency. For each paper that shares wording with it:

    kept   share of the fullest text that stands in the paper's
    own    share of the paper's text that does not stand in the fullest

Both count characters inside passages of the table `reuse`, overlaps once. A paper need not name the agency to
be found: its wording gives it away.
"""

import argparse
import json
from pathlib import Path

import duckdb

DAYS = 2
"""Days after the first printing in which a copy may follow."""
LEAST = 0.1
"""Share of the fullest text that a paper must have kept: less is a quotation or a title."""

DOCUMENTS = """
CREATE TABLE documents AS SELECT
    doc_id, title, chars, credits, coalesce(outlet, source, url, path) AS paper,
    try_cast(substr(published_local, 1, 10) AS date) AS day
FROM read_parquet(? || '/data/documents.parquet')
"""

# Every passage is seen from both sides; its characters are counted once however many passages hold them.
SHARED = """
CREATE TABLE shared AS
WITH sides AS (
    SELECT doc_a AS doc, doc_b AS other, start_a AS "from", end_a AS "to" FROM read_parquet($file)
    UNION ALL
    SELECT doc_b, doc_a, start_b, end_b FROM read_parquet($file)
), reached AS (
    SELECT *, max("to") OVER (
        PARTITION BY doc, other ORDER BY "from", "to" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before FROM sides
)
SELECT doc, other, sum(greatest(0, "to" - greatest("from", coalesce(before, 0)))) AS chars
FROM reached GROUP BY doc, other
"""

MOST_COPIED = """
SELECT credit, day FROM (SELECT doc_id, day, unnest(credits) AS credit FROM documents)
JOIN shared ON doc = doc_id
WHERE day IS NOT NULL AND ($agency IS NULL OR credit = $agency) AND ($day IS NULL OR day = $day)
GROUP BY credit, day ORDER BY count(DISTINCT other) DESC, day, credit LIMIT 1
"""

# The fullest copies: texts of the agency of which no longer or more original one has a quarter.
FULLEST = """
CREATE TABLE fullest AS
WITH ranked AS (
    SELECT *, row_number() OVER (ORDER BY own_page DESC, chars DESC, doc_id) AS rank
    FROM (SELECT *, list_contains(string_split(paper, ' '), $agency) AS own_page FROM documents)
    WHERE day = $day AND (own_page OR list_contains(credits, $agency))
)
SELECT * FROM ranked r WHERE NOT EXISTS (
    SELECT 1 FROM ranked better JOIN shared s ON s.doc = r.doc_id AND s.other = better.doc_id
    WHERE better.rank < r.rank AND s.chars >= 0.25 * r.chars
)
"""

COPIES = """
SELECT f.title, f.paper, f.day, f.chars, d.paper, d.day, list_contains(d.credits, $agency),
    there.chars / f.chars AS kept, 1 - here.chars / d.chars AS own
FROM fullest f
JOIN shared there ON there.doc = f.doc_id
JOIN shared here ON here.doc = there.other AND here.other = f.doc_id
JOIN documents d ON d.doc_id = there.other
WHERE d.paper <> f.paper AND d.day BETWEEN $day AND $day + $days AND there.chars >= $least * f.chars
ORDER BY f.rank, kept DESC, d.doc_id
"""


def main() -> None:
    """Answer for the release, agency and day asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("release", nargs="?", type=Path, help="folder of a release")
    parser.add_argument("--agency", help="as it stands in documents.credits")
    parser.add_argument("--day", help="YYYY-MM-DD")
    asked = parser.parse_args()
    release = asked.release or latest(Path(__file__).parents[1] / "output")
    if not (release / "data" / "reuse.parquet").is_file():
        parser.error(f"{release} is no release: it has no data/reuse.parquet")
    print(answer(release, asked.agency, asked.day))


def latest(output: Path) -> Path:
    """The newest release listed in output/index.json."""
    index = json.loads((output / "index.json").read_text("utf-8"))
    return output / "releases" / index["latest"]


def answer(release: Path, agency: str | None = None, day: str | None = None) -> str:
    """A table of the copies for each text of the agency, then the papers by how much they keep."""
    data = duckdb.connect()
    data.execute(DOCUMENTS, [str(release)])
    data.execute(SHARED, {"file": str(release / "data" / "reuse.parquet")})
    most = data.execute(MOST_COPIED, {"agency": agency, "day": day}).fetchone()
    if most is None:
        return "Nothing credited to an agency stands in another document, too."
    agency, day = most
    data.execute(FULLEST, {"agency": agency, "day": day})
    rows = data.execute(COPIES, {"agency": agency, "day": day, "days": DAYS, "least": LEAST}).fetchall()
    lines, last, kept_by = [f"Text of {agency} on {day}"], None, {}
    for title, source, _, chars, paper, printed, credited, kept, own in rows:
        if (title, source) != last:
            lines += ["", f"{title or 'without a headline'}", f"fullest: {source}, {chars:,} characters"]
            lines.append(f"  {'kept':>5} {'own':>5}  day         credit  paper")
            last = title, source
        credit = "yes" if credited else "no"
        lines.append(f"  {kept:5.0%} {own:5.0%}  {printed}  {credit:6}  {paper}")
        kept_by.setdefault(paper, []).append(kept)
    lines += ["", "Papers, texts carried, kept on average"]
    for paper, kept in sorted(kept_by.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(f"  {len(kept):3}  {sum(kept) / len(kept):5.0%}  {paper}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
