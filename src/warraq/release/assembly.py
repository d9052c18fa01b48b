"""A release made: compared with the one before it, given its version, written to staging, brought in."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from warraq import schema
from warraq.dataset import Dataset
from warraq.release import changelog, index, manifest
from warraq.release.card import card
from warraq.release.diff import Diff, Tables, compare
from warraq.release.publication import publish
from warraq.release.standards import datapackage
from warraq.release.statistics import Statistics
from warraq.release.tables import Written, with_first_version, write_table
from warraq.release.version import next_version
from warraq.release.withheld import for_tier

STAGING: Final = Path(".staging") / "release"


def release(
    output: Path,
    tables: Tables,
    dataset: Dataset,
    *,
    validation: Mapping[str, bytes],
    build: Mapping[str, Any],
) -> tuple[str | None, Path | None]:
    """Release `tables` into `output`, whose lock the caller holds: (version, its folder).

    `tables` gives the rows of a table in key order, and is asked more than once. When nothing changed, the
    version is None and the folder that of the release that stands.
    """
    index.update(output)
    previous = index.latest(output)
    tables = for_tier(tables, manifest.tier_of(tables("documents")))
    diff = compare(previous, tables)
    staging = output / STAGING

    def stage(version: str) -> None:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        write(
            staging,
            version,
            tables,
            dataset,
            previous=previous,
            diff=diff,
            validation=validation,
            build=build,
        )

    bytes_differ = True
    if previous is not None and diff.empty:
        # Equal data may still come out as other bytes or with another card: write it again and look.
        stage(previous.name)
        bytes_differ = not manifest.same_content(staging, previous)
    version = next_version(index.highest(output), diff, bytes_differ=bytes_differ)
    if version is None:
        shutil.rmtree(staging)
        return None, previous
    stage(version)
    return version, publish(staging, output, version)


def write(
    staging: Path,
    version: str,
    tables: Tables,
    dataset: Dataset,
    *,
    previous: Path | None,
    diff: Diff,
    validation: Mapping[str, bytes],
    build: Mapping[str, Any],
) -> None:
    """Write a whole release into the folder `staging`; `validation` holds further files by name.

    `build` goes into `release.json`; `build["inputs"]` is the number of inputs that documents and exclusions
    must add up to. The same arguments give the same bytes.
    """
    tier = manifest.tier_of(tables("documents"))
    tables = for_tier(tables, tier)
    written, seen = _write_tables(staging, version, tables, dataset, previous, tier)
    for name, content in validation.items():
        (staging / name).write_bytes(content)
    languages = [code for code, _ in seen.ranked("languages")]
    package = datapackage(staging, version, tier, dataset, languages)
    manifest.write_json(staging / "datapackage.json", package)
    text = card(version, tier, dataset, written, seen, build.get("inputs"))
    (staging / "README.md").write_text(text, "utf-8", newline="\n")
    log, past = changelog.history(version, tier, previous, diff)
    (staging / changelog.FILE).write_text(log, "utf-8", newline="\n")
    manifest.write(
        staging,
        {
            "name": dataset.name,
            "title": dataset.title,
            "version": version,
            "tier": tier,
            **({"notice": manifest.PRIVATE_NOTICE} if tier == "private" else {}),
            "license": dataset.license,
            "build": dict(build),
            "tables": {n: {"rows": w.rows, "logical_sha256": w.logical_sha256} for n, w in written.items()},
            "schema_sha256": manifest.schema_sha256(),
            "software": manifest.software(),
            **past,
            "statistics": seen.to_dict(),
        },
    )


def _write_tables(
    staging: Path, version: str, tables: Tables, dataset: Dataset, previous: Path | None, tier: str
) -> tuple[dict[str, Written], Statistics]:
    about = {"dataset": dataset.name, "tier": tier}
    if tier == "private":
        about["notice"] = manifest.PRIVATE_NOTICE
    if dataset.license:
        about["license"] = dataset.license
    (staging / "data").mkdir()
    (staging / "csv").mkdir()
    seen, written = Statistics(), {}
    for name, spec in schema.TABLES.items():
        rows = tables(name)
        if name == "documents":
            rows = with_first_version(rows, previous, version)
        written[name] = write_table(staging, spec, rows, about, seen)
    return written, seen
