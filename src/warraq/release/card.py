"""`README.md`: the dataset card, for people and (its YAML front matter) for the Hugging Face Hub.

Everything that comes from data or configuration is escaped: a headline cannot make a link, an image, HTML
or a table column of itself.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

from warraq import labels, schema
from warraq.cleaning import accuracy
from warraq.dataset import Dataset
from warraq.release import measured
from warraq.release.manifest import PRIVATE_NOTICE
from warraq.release.statistics import QUANTILES, SIGNALS, Statistics
from warraq.release.tables import Written

TEMPLATES: Final = Path(__file__).parent / "templates"
TOP: Final = 20
"""Rows of a ranking the card shows: sources, outlets, flags."""
LONGEST: Final = 160
"""Code points of a value the card shows."""
_MARKDOWN: Final = re.compile(
    r"[\\`*_{}\[\]()<>#+!|~$&@^]|:(?=//)"  # emphasis, links, HTML, tables, formulas, addresses
    r"|(?<!\w)-|(?<=\d)\.(?!\S)"  # what opens a list
    r"|(?<!\d)\.(?=\S)"  # what makes a link of www.example.org
)
_HTML: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
# What the Hub calls licences (https://huggingface.co/docs/hub/repositories-licenses): SPDX in lower case.
_HUB_LICENSES: Final = (
    *("apache-2.0", "mit", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nd-4.0"),
    *("cc-by-nc-nd-4.0", "cc-by-nc-sa-4.0", "cc-by-3.0", "cc-by-sa-3.0", "cc-by-nc-3.0", "cc-by-nc-sa-3.0"),
    *("odc-by", "odbl", "pddl", "cdla-permissive-1.0", "cdla-permissive-2.0", "unlicense"),
)
_SIZES: Final = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(
    version: str,
    tier: str,
    dataset: Dataset,
    written: dict[str, Written],
    seen: Statistics,
    inputs: int | None,
) -> str:
    """The card of a release, in Markdown."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # it is Markdown, not HTML: `md` and `yaml` escape
    )
    environment.filters |= {"md": markdown, "cell": _cell, "link": _link, "yaml": yaml_text, "share": _share}
    environment.filters["figure"] = lambda number: "–" if number is None else f"{number:.3f}"
    environment.filters["n"] = lambda number: f"{number:,}"
    return environment.get_template("card.md.j2").render(
        version=version,
        tier=tier,
        notice=PRIVATE_NOTICE,
        dataset=dataset,
        hub_license=_hub_license(dataset, tier),
        size=_size_category(written["documents"].rows),
        languages=[code for code, _ in seen.ranked("languages") if code != "und"],
        tables=schema.TABLES,
        written=written,
        seen=seen,
        inputs=inputs,
        accuracy=accuracy,
        bases=schema.BASES,
        measured=measured,
        reasons=schema.REASONS,
        meanings=schema.FLAGS,
        labels=labels,
        top=TOP,
        quantiles=QUANTILES,
        signals=SIGNALS,
    )


def markdown(value: Any) -> str:
    """A value as plain text inside Markdown: one line, no character with a meaning, no override of bidi."""
    text = _UNPRINTABLE.sub(" ", "" if value is None else str(value))
    return _MARKDOWN.sub(lambda found: _HTML.get(found[0], f"\\{found[0]}"), text)


def _cell(value: Any) -> str:
    """A value from the data, as `markdown`, cut where it would blow up the table."""
    text = "" if value is None else str(value)
    return markdown(text if len(text) <= LONGEST else text[:LONGEST] + "…")


def _link(address: str) -> str:
    return f"<{address}>" if _ADDRESS.fullmatch(address) else markdown(address)


def yaml_text(value: str) -> str:
    """A value as a YAML string: JSON in double quotes is one, once characters YAML refuses are gone."""
    return json.dumps(_UNPRINTABLE.sub(" ", value), ensure_ascii=False)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _hub_license(dataset: Dataset, tier: str) -> tuple[str, str | None]:
    """The Hub's identifier and, where that is `other`, a name."""
    if tier == "private":
        return "other", "private"
    name = (dataset.license or "").lower()
    return (name, None) if name in _HUB_LICENSES else ("other", dataset.license or "per document")


def _size_category(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "n>1M" if rows < 10_000_000 else "n>10M")
