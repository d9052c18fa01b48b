"""One event over many outlets: who told it, when, in which language, how much is shared, and who speaks.

    python examples/one_story.py [RELEASE] [--story ID] [--json]

Needs DuckDB and a release folder, nothing else. RELEASE is by default the latest under output/; ID, a
`story_id` of `documents`, by default that of the story most outlets tell, of those in most languages.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import duckdb

SPEAKERS = 3
"""Speakers named for each page: those quoted most."""
SHOWN = 15
"""Pages shown, the earliest first."""

MOST_TOLD = """
SELECT story_id FROM read_parquet($documents) WHERE story_id IS NOT NULL
GROUP BY story_id
ORDER BY count(DISTINCT coalesce(source, outlet, url, path)) DESC, count(DISTINCT language) DESC, story_id
LIMIT 1
"""

TOLD = """
WITH said AS (
    SELECT doc_id, speaker, count(*) AS times FROM read_parquet($quotes)
    WHERE speaker IS NOT NULL GROUP BY doc_id, speaker
), speakers AS (
    SELECT doc_id, list(speaker ORDER BY times DESC, speaker)[:$most] AS names FROM said GROUP BY doc_id
)
SELECT published_local AS published, language, coalesce(outlet, source, url, path) AS outlet, title,
    words, shared_ratio, borrowed_ratio, duplicate_of IS NOT NULL AS copy, coalesce(names, []) AS speakers
FROM read_parquet($documents) LEFT JOIN speakers USING (doc_id)
WHERE story_id = $story
ORDER BY coalesce(published_at, try_cast(substr(published_local, 1, 10) AS timestamp)) NULLS LAST, doc_id
"""


def main() -> None:
    """Answer for the release and story asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("release", nargs="?", type=Path, help="folder of a release")
    parser.add_argument("--story", help="a story_id of documents")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    asked = parser.parse_args()
    release = asked.release or latest(Path(__file__).parents[1] / "output")
    if not (release / "data" / "documents.parquet").is_file():
        parser.error(f"{release} is no release: it has no data/documents.parquet")
    found = answer(release, asked.story)
    print(json.dumps(found, ensure_ascii=False, indent=1, default=str) if asked.json else shown(found))


def latest(output: Path) -> Path:
    """The newest release listed in output/index.json."""
    index = json.loads((output / "index.json").read_text("utf-8"))
    return output / "releases" / index["latest"]


def answer(release: Path, story: str | None = None) -> dict[str, Any]:
    """The story and its pages, the earliest first; no page where there is no such story."""
    data = duckdb.connect()
    files = {name: str(release / "data" / f"{name}.parquet") for name in ("documents", "quotes")}
    if story is None:
        most = data.execute(MOST_TOLD, {"documents": files["documents"]}).fetchone()
        story = most[0] if most else None
    found = data.execute(TOLD, files | {"story": story, "most": SPEAKERS})
    names = [column[0] for column in found.description or ()]
    return {"story": story, "pages": [dict(zip(names, row, strict=True)) for row in found.fetchall()]}


def shown(found: dict[str, Any]) -> str:
    """The answer for a terminal: numbers first, since names may run from right to left."""
    if not found["pages"]:
        return "No such story."
    pages = found["pages"]
    outlets, languages = ({page[name] for page in pages} for name in ("outlet", "language"))
    days = sorted(page["published"][:10] for page in pages if page["published"])
    lines = [
        f"Story {found['story']}",
        f"pages {len(pages)}, outlets {len(outlets)}, languages {', '.join(sorted(languages))},"
        f" {' to '.join(days[:1] + days[-1:]) or 'no date printed'}",
        "",
        "published          lang  words  shared  outlet, headline, speakers",
    ]
    for page in pages[:SHOWN]:
        numbers = f"{(page['published'] or '-')[:16]:16}  {page['language']:>5}  {page['words']:5}"
        lines.append(f"{numbers}  {page['shared_ratio']:6.0%}  {page['outlet']}{'  (copy)' * page['copy']}")
        lines.append(f"{'':40}{page['title'] or 'without a headline'}")
        lines += [f"{'':40}says: {', '.join(page['speakers'])}"] * bool(page["speakers"])
    lines += [f"and {len(pages) - SHOWN} more: --json"] * (len(pages) > SHOWN)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
