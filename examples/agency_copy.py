"""Which newspapers carried an agency's text on one day, and how much did they change?

    python examples/agency_copy.py [RELEASE] [--agency NAME] [--day YYYY-MM-DD] [--json]

Needs DuckDB and a release folder, nothing else. RELEASE is by default the latest under output/; NAME and the
day by default those with most to compare.

Who credits the agency is compared in the table `credit_wording` with the agency's own page, or with what
other outlets print alike under the same credit:

    kept   share of that wording that stands in the paper's text; `-` where one other outlet is all there is
    own    share of the paper's text that is not in the text it is compared with

Who carries the wording and does not name the agency is found in `reuse`, and listed below.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import duckdb

DAYS = 2
"""Days after the day asked for in which a paper may still print the text."""
TEXTS = 3
"""Texts of the agency shown with every paper that carries them."""
LEAST = 1 / 3
"""Share of a paper's text that must stand in a credited one to say that it carries the wording."""

TABLES = """
CREATE TABLE documents AS SELECT
    doc_id, title, chars, credits, coalesce(source, outlet, url, path) AS paper,
    try_cast(substr(coalesce(published_local, CAST(collected_at AS text)), 1, 10) AS date) AS day
FROM read_parquet(? || '/data/documents.parquet');
"""

MOST = """
WITH printed AS (SELECT credit, day, kept FROM wording JOIN documents USING (doc_id) WHERE day IS NOT NULL)
SELECT first.credit, first.day
FROM (SELECT DISTINCT credit, day FROM printed) AS first
JOIN printed ON printed.credit = first.credit AND printed.day BETWEEN first.day AND first.day + $days
WHERE ($agency IS NULL OR first.credit = $agency) AND ($day IS NULL OR first.day = $day)
GROUP BY first.credit, first.day ORDER BY count(kept) DESC, count(*) DESC, first.day, first.credit LIMIT 1
"""

CARRIED = """
SELECT w.reference, r.title AS compared_with, r.paper AS compared_paper, w.basis, w.outlets, w.wording,
    d.paper, d.day, d.title, w.kept, w.own
FROM wording w JOIN documents d USING (doc_id) JOIN documents r ON r.doc_id = w.reference
WHERE w.credit = $agency AND d.day BETWEEN $day AND $day + $days
ORDER BY w.outlets DESC, w.reference, w.kept DESC NULLS LAST, d.doc_id
"""

PAPERS = """
SELECT d.paper, count(*) AS texts, count(w.kept) AS told, avg(w.kept) AS kept, avg(w.own) AS own
FROM wording w JOIN documents d USING (doc_id)
WHERE w.credit = $agency AND d.day BETWEEN $day AND $day + $days
GROUP BY d.paper ORDER BY texts DESC, d.paper
"""

# Every passage is seen from both sides; its characters are counted once however many passages hold them.
SILENT = """
WITH sides AS (
    SELECT doc_a AS doc, doc_b AS other, start_a AS "from", end_a AS "to" FROM read_parquet($reuse)
    UNION ALL
    SELECT doc_b, doc_a, start_b, end_b FROM read_parquet($reuse)
), reached AS (
    SELECT *, max("to") OVER (
        PARTITION BY doc, other ORDER BY "from", "to" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before FROM sides
), shared AS (
    SELECT doc, other, sum(greatest(0, "to" - greatest("from", coalesce(before, 0)))) AS chars
    FROM reached GROUP BY doc, other
), own AS (
    SELECT DISTINCT reference FROM wording WHERE credit = $agency AND basis = 'agency'
), best AS (
    SELECT d.doc_id, d.paper, max(s.chars / d.chars) AS share
    FROM shared s JOIN documents d ON d.doc_id = s.doc JOIN documents o ON o.doc_id = s.other
    WHERE (list_contains(o.credits, $agency) OR o.doc_id IN (FROM own)) AND d.paper <> o.paper
        AND NOT list_contains(d.credits, $agency) AND d.doc_id NOT IN (FROM own)
        AND d.day BETWEEN $day AND $day + $days AND o.day BETWEEN $day AND $day + $days
    GROUP BY d.doc_id, d.paper HAVING share >= $least
)
SELECT paper, count(*) AS texts, avg(share) AS share FROM best GROUP BY paper ORDER BY texts DESC, paper
"""


def main() -> None:
    """Answer for the release, agency and day asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("release", nargs="?", type=Path, help="folder of a release")
    parser.add_argument("--agency", help="as it stands in documents.credits")
    parser.add_argument("--day", help="YYYY-MM-DD")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    asked = parser.parse_args()
    release = asked.release or latest(Path(__file__).parents[1] / "output")
    if not (release / "data" / "credit_wording.parquet").is_file():
        parser.error(f"{release} is no release, or an old one: it has no data/credit_wording.parquet")
    found = answer(release, asked.agency, asked.day)
    print(json.dumps(found, ensure_ascii=False, indent=1, default=str) if asked.json else shown(found))


def latest(output: Path) -> Path:
    """The newest release listed in output/index.json."""
    index = json.loads((output / "index.json").read_text("utf-8"))
    return output / "releases" / index["latest"]


def answer(release: Path, agency: str | None = None, day: str | None = None) -> dict[str, Any]:
    """The agency, the day, the texts carried with credit, the papers, and those that do not say so."""
    data = duckdb.connect()
    data.execute(TABLES, [str(release)])
    wording = str(release / "data" / "credit_wording.parquet")
    data.execute("CREATE TABLE wording AS SELECT * FROM read_parquet(?)", [wording])
    most = data.execute(MOST, {"agency": agency, "day": day, "days": DAYS}).fetchone()
    if most is None:
        return {"agency": agency, "day": day, "carried": [], "papers": [], "silent": []}
    about = {"agency": most[0], "day": most[1], "days": DAYS}
    reuse = {"reuse": str(release / "data" / "reuse.parquet"), "least": LEAST}
    return {
        "agency": most[0],
        "day": most[1],
        "carried": rows(data, CARRIED, about),
        "papers": rows(data, PAPERS, about),
        "silent": rows(data, SILENT, about | reuse),
    }


def rows(data: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of an answer, by the names of its columns."""
    found = data.execute(query, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def shown(found: dict[str, Any]) -> str:
    """For a terminal: the papers, then what most carry; numbers first, since names may run right to left."""
    if not found["carried"]:
        return "No text credited to an agency has another to be compared with."
    lines = [f"Text of {found['agency']} on {found['day']} and {DAYS} days after"]
    lines += ["kept: share of the agency's wording in the text; own: share of the text that is not in it"]
    lines += ["", "Papers that name it", "  texts  kept   own  paper"]
    for row in found["papers"]:
        lines.append(f"  {row['texts']:5} {_percent(row['kept'])} {_percent(row['own'])}  {row['paper']}")
    if found["silent"]:
        lines += ["", "Papers that carry its wording and do not name it", "  texts  of their text  paper"]
        lines += [f"  {r['texts']:5}  {_percent(r['share']):>13}  {r['paper']}" for r in found["silent"]]
    texts: dict[str, list[dict[str, Any]]] = {}
    for row in found["carried"]:
        texts.setdefault(row["reference"], []).append(row)
    first = list(texts.values())[:TEXTS]
    lines += ["", f"Texts that most papers carry, {len(first)} of {len(texts)} (all of them: --json)"]
    for rows in first:
        wording = f"{rows[0]['wording']:,} characters" if rows[0]["wording"] else "wording not known"
        lines += ["", f"{rows[0]['compared_with'] or 'without a headline'}"]
        lines += [f"  in {rows[0]['compared_paper']}: {wording}", "   kept   own  day         paper"]
        for r in sorted(rows, key=lambda row: -(row["kept"] or 0)):
            lines.append(f"  {_percent(r['kept'])} {_percent(r['own'])}  {r['day']}  {r['paper']}")
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "    -" if share is None else f"{share:5.0%}"


if __name__ == "__main__":
    main()
