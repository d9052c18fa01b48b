"""A whole build: source in, validated, versioned release out. Reads like the list it is.

The steps are functions of their own, so that a flow can map over shards and retry them; `build` is the
same list run with local processes. Shards are cut by the leading bits of doc_id, so that the order of the
shards is the order of the keys, and equal documents meet in one shard. A shard's tables are kept in
`output/.staging/shards/<digest>`, named by its documents, the configuration and the code: a re-run, a
crash or one more file costs only the shards that changed.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import ingest, linking, pipeline, release, schema, validation
from warraq.annotation import date_order
from warraq.cleaning import site_of
from warraq.cleaning.profiles.learning import learn
from warraq.cleaning.profiles.observations import observe
from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.identity import digest_of, digest_of_files, identity_of_code
from warraq.profiles import together
from warraq.shards import Shard, cut

Progress = Callable[[str, int, int], None]  # step, done, of how many

SHARDS, LINES = "shards", "lines"
SITE_LINES = "site_lines.parquet"
NOTED, NOTED_DATES = "lines.arrow", "dates.arrow"
DONE = "done.json"


class ValidationFailed(Exception):
    """The release was held back; the reports lie in `folder`."""

    def __init__(self, reason: str, folder: Path) -> None:
        super().__init__(f"{reason}; no release was made; the report is {folder / 'validation.html'}")
        self.folder = folder


@dataclass(frozen=True)
class Plan:
    """What one build is made from."""

    dataset: Dataset
    output: Path
    shards: tuple[Shard, ...]
    inputs: int  # documents and exclusions together
    exclusions: pa.Table  # turned away by ingest
    digest: str  # of everything the release depends on

    @property
    def work(self) -> Path:
        """Where this build's raw shards lie."""
        return self.output / ".staging" / "raw"

    @property
    def cache(self) -> Path:
        """Where finished shards lie, by digest."""
        return self.output / ".staging" / SHARDS

    @property
    def lines(self) -> Path:
        """Where the lines of each shard's documents lie, by digest: what site profiles are learnt from."""
        return self.output / ".staging" / LINES


@dataclass(frozen=True)
class ShardResult:
    """A finished shard: its tables lie in `folder`, as Parquet."""

    folder: Path
    documents: int
    outcome: validation.Outcome
    cached: bool


@dataclass(frozen=True)
class Built:
    """What came of a build; `version` is None when there was nothing new."""

    version: str | None
    path: Path | None
    inputs: int
    documents: int
    exclusions: Mapping[str, int] = field(default_factory=dict)
    cached_shards: int = 0
    shards: int = 0
    warnings: Sequence[str] = ()

    def line(self) -> str:
        """The outcome in one line."""
        if self.version is None:
            return f"nothing new in {self.inputs:,} inputs: {self.path} stands"
        return (
            f"released {self.version}: {self.documents:,} documents of {self.inputs:,} inputs in {self.path}"
        )

    def to_json(self) -> str:
        """One line for a program to read."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)


def build(
    sources: Sequence[Path | str],
    output: Path,
    dataset: Dataset,
    *,
    workers: int = 1,
    progress: Progress = lambda step, done, total: None,
) -> Built:
    """Build a release of `sources` into `output` and say what came of it.

    Raises UsageError for bad input or configuration, or when another build is at work in `output`;
    ValidationFailed when the data must not ship. Either leaves the previous release untouched.
    """
    with release.lock(output):
        plan = prepare(sources, output, dataset, progress)
        if unchanged := nothing_new(plan):
            return unchanged
        with process_pool(workers, plan) as pool:
            profiles = learn_profiles(plan, observe_shards(plan, pool, progress))
            results = process_shards(plan, profiles, pool, progress)
        return finish(plan, profiles, results, progress)


def prepare(
    sources: Sequence[Path | str], output: Path, dataset: Dataset, progress: Progress = lambda s, d, t: None
) -> Plan:
    """Read every input once, into raw shards; memory stays bounded whatever the size."""
    work = output / ".staging" / "raw"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    batches = _counted(ingest.read(sources, dataset), progress)
    shards, excluded, inputs = cut(batches, work, ingest.size_on_disk(sources))
    if excluded.num_rows == inputs and set(excluded["reason"].to_pylist()) <= {"unsupported_format"}:
        raise UsageError(f"{', '.join(map(str, sources))}: holds nothing readable")
    return Plan(
        dataset=dataset,
        output=output,
        shards=shards,
        inputs=inputs,
        exclusions=excluded.select(schema.EXCLUSIONS.schema.names),
        digest=digest_of(
            _maker(dataset), [s.digest for s in shards], excluded.drop_columns(["position"]).to_pylist()
        ),
    )


def _maker(dataset: Dataset) -> str:
    """A digest of what turns raw documents into tables: code, packs, suites and configuration."""
    return digest_of(identity_of_code(), digest_of_files(validation.suites_folder()), repr(dataset))


def _counted(batches: Iterator[ingest.Batch], progress: Progress) -> Iterator[ingest.Batch]:
    count = 0
    for batch in batches:
        count += batch.documents.num_rows + batch.exclusions.num_rows
        progress("ingest", count, 0)
        yield batch


def nothing_new(plan: Plan) -> Built | None:
    """The result of a build whose inputs, configuration and code are those of the latest release."""
    latest = release.latest(plan.output)
    if latest is None or release.build_digest(latest) != plan.digest:
        return None
    shutil.rmtree(plan.work, ignore_errors=True)
    return Built(
        version=None,
        path=latest,
        inputs=plan.inputs,
        documents=release.row_count(latest, "documents"),
        exclusions=_count_reasons(pq.read_table(latest / "data" / "exclusions.parquet")),
    )


def process_pool(workers: int, plan: Plan) -> Any:
    """Local processes for the shards; none at all when one worker or one shard makes them a waste."""
    if min(workers, len(plan.shards)) <= 1:
        return nullcontext(None)
    return ProcessPoolExecutor(min(workers, len(plan.shards)), mp_context=get_context("spawn"))


def observe_shards(plan: Plan, pool: Executor | None, progress: Progress) -> list[Path]:
    """The lines and dates of every shard's documents, noted in a folder each, in the order of the shards."""
    return _mapped(observe_shard, plan, (plan.lines,), pool, "observe", progress)


def observe_shard(shard: Shard, folder: Path) -> Path:
    """Note what one shard's documents tell of their sites in `folder/<digest>`; at once if it is there."""
    path = folder / digest_of(identity_of_code(), shard.digest)
    if not path.is_dir():
        partial = path.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        raw = shard.read()
        for name, table in ((NOTED, observe(raw)), (NOTED_DATES, date_order.observe(raw, site_of(raw)))):
            with pa.ipc.new_file(partial / name, table.schema) as file:
                file.write_table(table)
        partial.rename(path)
    return path


def learn_profiles(plan: Plan, observed: Sequence[Path]) -> Path:
    """What stands on many pages of a site (schema.SITE_LINES), from what was noted of all shards."""
    path = plan.work / SITE_LINES
    lines, dates = (_noted(observed, name) for name in (NOTED, NOTED_DATES))
    pq.write_table(together(learn(lines, plan.dataset.pack_codes()), date_order.learn(dates)), path)
    for old in set(plan.lines.iterdir()) - set(observed):
        shutil.rmtree(old)
    return path


def _noted(observed: Sequence[Path], name: str) -> list[pa.Table]:
    return [pa.ipc.open_file(pa.memory_map(str(path / name))).read_all() for path in observed]


def process_shards(
    plan: Plan, profiles: Path, pool: Executor | None, progress: Progress
) -> list[ShardResult]:
    """Every shard processed, in the order of the shards whatever the order they end in."""
    return _mapped(process_shard, plan, (profiles, plan.cache, plan.dataset), pool, "process", progress)


Result = TypeVar("Result")


def _mapped(
    work: Callable[..., Result],
    plan: Plan,
    rest: tuple[Any, ...],
    pool: Executor | None,
    step: str,
    progress: Progress,
) -> list[Result]:
    """`work(shard, *rest)` for every shard, here or in the pool; results in the order of the shards."""
    if pool is None:
        pending: Iterator[Result] = (work(shard, *rest) for shard in plan.shards)
    else:
        pending = pool.map(work, plan.shards, *([value] * len(plan.shards) for value in rest))
    results = []
    for result in pending:
        results.append(result)
        progress(step, len(results), len(plan.shards))
    return results


def process_shard(shard: Shard, profiles: Path, cache: Path, dataset: Dataset) -> ShardResult:
    """Clean, annotate and validate one shard into `cache/<digest>`; at once when it is there already.

    `profiles` holds schema.SITE_LINES; what it says of the shard's own sites is part of the digest.
    """
    documents = shard.read()
    site_lines = _of_sites(pq.read_table(profiles), site_of(documents))
    folder = cache / digest_of(_maker(dataset), shard.digest, _decisions(site_lines))
    if (folder / DONE).is_file():
        return _read_result(folder, cached=True)
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    raw, duplicates = ingest.drop_duplicates(documents)
    raw = raw.sort_by("doc_id")
    tables, bodyless = pipeline.set_aside_bodyless(pipeline.process(raw, dataset, site_lines))
    outcome = validation.check(tables, validation.load_suites())
    tables, quarantined = _set_aside_quarantined(tables, outcome)
    excluded = [duplicates.select(schema.EXCLUSIONS.schema.names), bodyless, quarantined]
    for name, table in {**tables, "exclusions": pa.concat_tables(excluded)}.items():
        pq.write_table(table, partial / f"{name}.parquet", compression="zstd")
    count = tables["documents"].num_rows
    (partial / DONE).write_text(json.dumps({"documents": count, "outcome": outcome.to_dict()}), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return ShardResult(folder, count, outcome, cached=False)


def _of_sites(site_lines: pa.Table, sites: pa.Array) -> pa.Table:
    return site_lines.filter(pc.is_in(site_lines["site"], value_set=sites.unique()))


def _decisions(site_lines: pa.Table) -> list[dict[str, Any]]:
    """What cleaning reads of the profiles: one page more changes the counts, and seldom this."""
    decisions: list[dict[str, Any]] = site_lines.select(["site", "place", "key", "label", "rule"]).to_pylist()
    return decisions


def _read_result(folder: Path, *, cached: bool) -> ShardResult:
    done = json.loads((folder / DONE).read_text("utf-8"))
    return ShardResult(folder, done["documents"], validation.Outcome.from_dict(done["outcome"]), cached)


def _set_aside_quarantined(
    tables: Mapping[str, pa.Table], outcome: validation.Outcome
) -> tuple[pipeline.Tables, pa.Table]:
    rules: dict[str, list[str]] = {}
    for doc_id, rule in outcome.quarantined:
        rules.setdefault(doc_id, []).append(rule)
    documents = tables["documents"]
    turned_away = documents.filter(
        pc.is_in(documents["doc_id"], value_set=pa.array(list(rules), schema.TEXT))
    )
    details = [", ".join(sorted(set(rules[i]))) for i in turned_away["doc_id"].to_pylist()]
    return (
        pipeline.without(tables, turned_away["doc_id"]),
        pipeline.exclusions(turned_away, "failed_expectation", details),
    )


def finish(
    plan: Plan,
    profiles: Path,
    results: Sequence[ShardResult],
    progress: Progress = lambda s, d, t: None,
) -> Built:
    """Link the shards' documents, judge the whole, and publish what changed as one new release."""
    progress("link", 0, 1)
    links = linking.link([r.folder for r in results])
    release_tables = ReleaseTables(results, links, pq.read_table(profiles), plan.exclusions)
    report = judge(plan, results, release_tables)
    progress("release", 0, 1)
    version, path = release.release(
        plan.output,
        release_tables,
        plan.dataset,
        validation={
            "validation.json": report.to_json().encode(),
            "validation.html": report.to_html(plan.dataset.title).encode(),
        },
        build={"inputs": plan.inputs, "digest": plan.digest},
    )
    progress("release", 1, 1)
    _forget(plan, results)
    return Built(
        version=version,
        path=path,
        inputs=plan.inputs,
        documents=sum(r.documents for r in results),
        exclusions=_count_reasons(release_tables.exclusions),
        cached_shards=sum(r.cached for r in results),
        shards=len(results),
        warnings=[w.line() for w in report.warnings],
    )


def judge(plan: Plan, results: Sequence[ShardResult], tables: "ReleaseTables") -> validation.Report:
    """The verdict on the whole; raises ValidationFailed, leaving the reports in `output/failed`."""
    suites = validation.load_suites()
    across = validation.check(tables.whole, suites, index=tables.index())
    report = validation.merge([*(r.outcome for r in results), across])
    kept = sum(r.documents for r in results)
    turned_away = len({doc_id for doc_id, _ in report.quarantined})
    reason = None
    if report.stopped:
        reason = f"validation stopped the build: {'; '.join(r.line() for r in report.stopped)}"
    elif turned_away > plan.dataset.limits.quarantine * (kept + turned_away):
        reason = (
            f"validation turned away {turned_away} of {kept + turned_away} documents, over the limit"
            f" limits.quarantine = {plan.dataset.limits.quarantine}"
        )
    elif not kept:
        reason = "every input was excluded: " + ", ".join(
            f"{count} {why}" for why, count in _count_reasons(tables.exclusions).items()
        )
    if reason is None:
        return report
    folder = plan.output / "failed"
    folder.mkdir(exist_ok=True)
    (folder / "validation.json").write_text(report.to_json(), "utf-8")
    (folder / "validation.html").write_text(report.to_html(plan.dataset.title), "utf-8")
    raise ValidationFailed(reason, folder)


class ReleaseTables:
    """The tables of the release to be, in key order, one shard in memory at a time."""

    def __init__(
        self,
        results: Sequence[ShardResult],
        links: linking.Links,
        site_lines: pa.Table,
        turned_away: pa.Table,
    ) -> None:
        self.folders = [r.folder for r in results]
        self.links = links
        by_shard = [pq.read_table(f / "exclusions.parquet") for f in self.folders]
        self.exclusions = pa.concat_tables([turned_away, *by_shard]).sort_by("path").combine_chunks()
        self.whole = {
            "reuse": links.reuse,
            "credit_wording": links.credit_wording,
            "site_lines": site_lines.cast(schema.SITE_LINES.schema),
            "exclusions": self.exclusions,
        }

    def __call__(self, name: str) -> Iterator[pa.Table]:
        """The rows of one table, shard by shard."""
        if name in self.whole:
            yield self.whole[name]
        else:
            for folder in self.folders:
                table = pq.read_table(folder / f"{name}.parquet", schema=schema.TABLES[name].schema)
                yield self._with_links(table) if name == "documents" else table

    def index(self) -> pa.Table:
        """doc_id and chars of every document: what a table across shards is checked against."""
        parts = [pq.read_table(f / "documents.parquet", columns=["doc_id", "chars"]) for f in self.folders]
        return pa.concat_tables(parts)

    def _with_links(self, documents: pa.Table) -> pa.Table:
        found = self.links.documents
        rows = pc.index_in(documents["doc_id"], value_set=found["doc_id"].combine_chunks())
        for name in linking.LINK_COLUMNS:
            column = schema.DOCUMENTS.schema.field(name)
            values = found[name].take(rows).cast(column.type)
            documents = documents.set_column(documents.schema.get_field_index(name), column, values)
        return documents


def _count_reasons(exclusions: pa.Table) -> dict[str, int]:
    counts = exclusions["reason"].value_counts().to_pylist()
    return {c["values"]: c["counts"] for c in sorted(counts, key=lambda c: c["values"])}


def _forget(plan: Plan, results: Sequence[ShardResult]) -> None:
    """Drop the raw shards, the reports of an earlier failure, and shards no longer in the dataset."""
    shutil.rmtree(plan.work, ignore_errors=True)
    shutil.rmtree(plan.output / "failed", ignore_errors=True)
    wanted = {r.folder.name for r in results}
    for folder in plan.cache.iterdir():
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)
