"""`warraq verify`: a release checked from its files alone.

Bytes against SHA256SUMS, metadata against each other, tables against their schema, their logical hashes and
every invariant. Who changes a byte is found out by SHA256SUMS; who writes that anew too, by `release.json`
and the logical hashes; who writes all of it anew, by what the tables say of each other, and by the index.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import contacts, labels, schema
from warraq.errors import UsageError
from warraq.release import changelog, index, manifest
from warraq.release.problems import DAMAGE, Problem, guarded, rows_wrong
from warraq.release.rows import csv_path, parquet_path, read_table
from warraq.release.verify_documents import check_documents
from warraq.release.verify_reuse import check_reuse
from warraq.release.verify_shares import check_credit_wording, check_shares
from warraq.release.verify_tables import check_rows, check_schema

RIGHTS: Final = ("open", "unstated")
_LINKS: Final = ("duplicate_of", "cluster_id", "story_id")


def verify(release: Path) -> list[Problem]:
    """Everything wrong with the release directory; empty when it holds all its promises.

    Raises UsageError when there is no such directory.
    """
    if not release.is_dir():
        raise UsageError(f"{release}: no such directory")
    problems = list(_files(release))
    try:
        content = manifest.read(release)
    except UsageError as error:
        return [*problems, Problem("release.json", manifest.RELEASE, str(error))]
    made_with = content.get("schema_sha256")
    if isinstance(made_with, str) and made_with != manifest.schema_sha256():
        # Its tables have other columns: all that could be said of them would be noise.
        detail = "its tables are defined otherwise in this Warraq, so that only the hashes of its files were "
        detail += f"checked; verify it with the one that made it: {content.get('software')}"
        return [*problems, Problem("schema", manifest.RELEASE, detail)]
    problems += _manifest(release, content)
    problems += _metadata(release, content)
    problems += _index(release, content)
    sound = _tables(release, content, problems)
    if sound:
        checks = (check_documents, check_reuse, check_shares, check_credit_wording)
        for check in (*checks, _links, _rights, _site_lines, _exclusions):
            problems += guarded(check.__name__.removeprefix("check").strip("_"), check(release))
        problems += guarded("conservation", _conservation(release, content))
        problems += guarded("rights", _tier(release, content))
    return problems


def _files(release: Path) -> Iterator[Problem]:
    """SHA256SUMS lists every file there is, and no other, with its hash."""
    try:
        lines = (release / manifest.SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        yield Problem("files", manifest.SUMS, f"cannot be read: {error}")
        return
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    present = [name for name in manifest.files(release) if name != manifest.SUMS]
    for name in present:
        if (release / name).is_symlink() or name not in stated:
            yield Problem("files", name, f"is a link, or is not in {manifest.SUMS}")
        elif manifest.sha256_of(release / name) != stated[name]:
            yield Problem("files", name, f"is not the file {manifest.SUMS} has the hash of")
    for name in sorted(set(stated) - set(present)):
        yield Problem("files", name, f"is in {manifest.SUMS} but not in the release")


def _manifest(release: Path, content: dict[str, Any]) -> Iterator[Problem]:
    """`release.json` agrees with the files and with the definition of the tables."""
    listed = content.get("files")
    listed = listed if isinstance(listed, dict) else {}
    present = [n for n in manifest.files(release) if n not in (manifest.SUMS, manifest.RELEASE)]
    for name in sorted({*listed, *present}):
        if name not in present or listed.get(name) != manifest.facts(release, name):
            yield Problem("release.json", name, f"is not the file {manifest.RELEASE} describes")
    needed = [path(release, n) for n in schema.TABLES for path in (parquet_path, csv_path)]
    for path in needed:
        if not path.is_file():
            yield Problem("files", path.relative_to(release).as_posix(), "is missing")
    if not isinstance(content.get("schema_sha256"), str):
        yield Problem("schema", manifest.RELEASE, "does not say how its tables are defined")
    if content.get("tier") not in ("open", "private"):
        yield Problem("rights", manifest.RELEASE, f"tier {content.get('tier')!r} is neither open nor private")
    if release.resolve().parent.name == index.RELEASES and content.get("version") != release.resolve().name:
        yield Problem(
            "version", manifest.RELEASE, f"version {content.get('version')!r} is not the folder's name"
        )


def _metadata(release: Path, content: dict[str, Any]) -> Iterator[Problem]:
    """Card, changelog and Data Package name the same version and rights."""
    version, private = content.get("version"), content.get("tier") == "private"
    try:
        package = json.loads((release / "datapackage.json").read_text("utf-8"))
        card = (release / "README.md").read_text("utf-8")
        log = (release / changelog.FILE).read_text("utf-8")
    except (OSError, ValueError) as error:
        yield Problem("metadata", "datapackage.json, README.md, CHANGELOG.md", f"cannot be read: {error}")
        return
    if not isinstance(package, dict) or package.get("version") != version:
        yield Problem("metadata", "datapackage.json", f"is not of version {version}")
    elif package.get("tier") != content.get("tier") or (package.get("notice") is not None) != private:
        yield Problem("rights", "datapackage.json", f"does not say the tier {content.get('tier')}")
    if f'\nversion: "{version}"\n' not in card:
        yield Problem("metadata", "README.md", f"is not of version {version}")
    if (manifest.PRIVATE_NOTICE in card) != private:
        yield Problem("rights", "README.md", f"does not say the tier {content.get('tier')}")
    if f"\n## {version}\n" not in log:
        yield Problem("metadata", changelog.FILE, f"does not tell of version {version}")
    elif ("\nPrivate: " in log.partition(f"\n## {version}\n")[2].partition("\n## ")[0]) != private:
        yield Problem("rights", changelog.FILE, f"does not say the tier {content.get('tier')}")


def _index(release: Path, content: dict[str, Any]) -> Iterator[Problem]:
    """A release that stands in an output folder is in its index, with the same hashes."""
    here = release.resolve()
    output = here.parent.parent
    if here.parent.name != index.RELEASES or not (output / index.FILE).is_file():
        return
    try:
        entry = next((e for e in index.read(output) if e["version"] == here.name), None)
        if entry is None:
            yield Problem("index", index.FILE, f"has no entry for {here.name}")
            return
        expected = index.entry(here)
    except DAMAGE as error:
        yield Problem("index", index.FILE, str(error))
        return
    for name in ("tier", "name", "path", "sha256", "rows", "logical_sha256"):
        if entry.get(name) != expected[name]:
            yield Problem("index", f"{index.FILE} {here.name}", f"{name} is not that of the release")


def _tables(release: Path, content: dict[str, Any], problems: list[Problem]) -> bool:
    """Check each table by itself; whether all can be read as what they should be."""
    stated = content.get("tables")
    stated = stated if isinstance(stated, dict) else {}
    about = {"dataset": str(content.get("name")), "tier": str(content.get("tier"))}
    if content.get("tier") == "private":
        about["notice"] = manifest.PRIVATE_NOTICE
    if content.get("license"):
        about["license"] = str(content["license"])
    sound = True
    for spec in schema.TABLES.values():
        problems += check_schema(release, spec, about)
        try:
            problems += check_rows(release, spec, stated.get(spec.name))
        except DAMAGE as error:
            sound = False
            problems.append(Problem("parquet", f"data/{spec.name}.parquet", f"cannot be read: {error}"))
    return sound


def _site_lines(release: Path) -> Iterator[Problem]:
    """A line of a site's profile stands on some of the site's documents, and is furniture; in an open release
    nobody's address or number stands in it."""
    is_open = manifest.tier_of(read_table(release, "documents", ["rights"])) == "open"
    for group in read_table(release, "site_lines"):
        documents, of = (group[name].to_numpy().astype(float) for name in ("documents", "of"))
        wrong = (
            (documents < 1) | (documents > of) | (abs(group["share"].to_numpy() * of - documents) > 1e-3 * of)
        )
        key = schema.SITE_LINES.key
        yield from rows_wrong("site_lines", "site_lines", group, key, wrong, "counts and share do not agree")
        lifted_or_removed = pa.array([*labels.LIFT, *labels.REMOVE])
        wrong = pc.invert(pc.is_in(group["label"], value_set=lifted_or_removed)).to_numpy()
        yield from rows_wrong("site_lines", "site_lines", group, key, wrong, "its label is no furniture")
        if is_open:
            shown = [bool(contacts.find(line)) for line in group["line"].to_pylist()]
            yield from rows_wrong("private", "site_lines", group, key, shown, "shows how to reach a person")


def _ids(release: Path) -> pa.Table:
    return pa.concat_tables(read_table(release, "documents", ["doc_id"])).combine_chunks()


def _links(release: Path) -> Iterator[Problem]:
    """Clusters and stories point at documents of the release."""
    known = _ids(release)["doc_id"].combine_chunks()
    for group in read_table(release, "documents", ["doc_id", *_LINKS]):
        for name in _LINKS:
            there = pc.is_in(group[name], value_set=known)
            wrong = pc.and_(pc.is_valid(group[name]), pc.invert(there)).to_numpy()
            yield from rows_wrong(
                "foreign_key", "documents", group, ("doc_id",), wrong, f"{name} is no document"
            )
        itself = pc.fill_null(pc.equal(group["duplicate_of"], group["doc_id"]), False).to_numpy()
        yield from rows_wrong(
            "foreign_key", "documents", group, ("doc_id",), itself, "is a duplicate of itself"
        )


def _rights(release: Path) -> Iterator[Problem]:
    for group in read_table(release, "documents", ["doc_id", "rights"]):
        wrong = pc.invert(pc.is_in(group["rights"], value_set=pa.array(RIGHTS))).to_numpy()
        yield from rows_wrong(
            "rights", "documents", group, ("doc_id",), wrong, f"is none of {', '.join(RIGHTS)}"
        )


def _tier(release: Path, content: dict[str, Any]) -> Iterator[Problem]:
    """A release is open just when each of its documents is."""
    tier = manifest.tier_of(read_table(release, "documents", ["rights"]))
    if content.get("tier") != tier:
        detail = f"says the tier {content.get('tier')}; by the rights of its documents it is {tier}"
        yield Problem("rights", manifest.RELEASE, detail)


def _exclusions(release: Path) -> Iterator[Problem]:
    """Every exclusion has a reason of ours."""
    for group in read_table(release, "exclusions"):
        wrong = pc.invert(pc.is_in(group["reason"], value_set=pa.array(list(schema.REASONS)))).to_numpy()
        yield from rows_wrong("exclusions", "exclusions", group, ("path",), wrong, "no such reason")


def _conservation(release: Path, content: dict[str, Any]) -> Iterator[Problem]:
    """Inputs are documents and exclusions."""
    inputs = content["build"]["inputs"]
    documents, excluded = (
        pq.read_metadata(parquet_path(release, name)).num_rows for name in ("documents", "exclusions")
    )
    if inputs != documents + excluded:
        detail = f"{inputs} inputs, but {documents} documents and {excluded} exclusions"
        yield Problem("conservation", manifest.RELEASE, detail)
