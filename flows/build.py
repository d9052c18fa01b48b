"""The build as a Prefect flow, mapped over shards.

python -m flows.build seeds --output output --workers 2     run it here, no server needed
prefect deploy --all                                        schedule it (see prefect.yaml)
"""

import argparse
import sys
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.artifacts import ShardProgress, publish_artifacts
from warraq import ingest, release, steps
from warraq.dataset import Dataset
from warraq.errors import UsageError
from warraq.shards import Shard

RETRIES, RETRY_DELAY_SECONDS = 2, 10
"""A full disk or a killed worker may pass; a mistake in the data or the configuration is not tried again."""


def failed(error: Exception) -> Any:
    """A state that says what was wrong: returned, it is neither tried again nor logged as a crash."""
    return Failed(message=str(error), data=error)


@task(name="prepare", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS, cache_policy=NO_CACHE)
def prepare(source: str, output: Path, dataset: Dataset) -> steps.Plan:
    """Read every input once, into raw shards."""
    try:
        return steps.prepare([source], output, dataset)
    except UsageError as error:
        return failed(error)  # type: ignore[no-any-return]


@task(
    name="process-shard",
    task_run_name="shard-{shard.path.stem}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
)
def process_shard(
    shard: Shard, profiles: Path, cache: Path, dataset: Dataset, pool: Executor | None = None
) -> steps.ShardResult:
    """Clean, annotate and validate one shard, in a process of `pool` where there is one."""
    if pool is None:
        return steps.process_shard(shard, profiles, cache, dataset)
    return pool.submit(steps.process_shard, shard, profiles, cache, dataset).result()


@task(name="observe-shard", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS, cache_policy=NO_CACHE)
def observe_shard(shard: Shard, folder: Path, pool: Executor | None = None) -> Path:
    """Note the lines of one shard's documents, in a process of `pool` where there is one."""
    if pool is None:
        return steps.observe_shard(shard, folder)
    return pool.submit(steps.observe_shard, shard, folder).result()


@task(name="learn-profiles", cache_policy=NO_CACHE)
def learn_profiles(plan: steps.Plan, observed: list[Path]) -> Path:
    """What stands on many pages of a site, over all shards."""
    return steps.learn_profiles(plan, observed)


@task(name="finish", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS, cache_policy=NO_CACHE)
def finish(plan: steps.Plan, profiles: Path, results: list[steps.ShardResult]) -> steps.Built:
    """Link, judge and publish."""
    try:
        return steps.finish(plan, profiles, results)
    except (UsageError, steps.ValidationFailed) as error:
        return failed(error)  # type: ignore[no-any-return]


@flow(name="warraq-build", persist_result=False)
def build(
    source: str = "seeds",
    output: str = "output",
    workers: int = 2,
    config: str | None = None,
    text_column: str | None = None,
    dask_address: str | None = None,
) -> str | None:
    """Build a release of `source` into `output`; the version made, or None when nothing was new.

    Shards go to `workers` local processes, or to the Dask cluster at `dask_address`.
    """
    log = get_run_logger()
    try:
        dataset = ingest.configured(source, Path(config) if config else None, text_column)
        with release.lock(Path(output)):
            plan = prepare(source, Path(output), dataset)
            built = steps.nothing_new(plan) or _build_new(plan, workers, dask_address)
    except (UsageError, steps.ValidationFailed) as error:
        return failed(error)  # type: ignore[no-any-return]
    publish_artifacts(built)
    log.info(built.line())
    return built.version


def _build_new(plan: steps.Plan, workers: int, dask_address: str | None) -> steps.Built:
    local = steps.process_pool(workers, plan) if dask_address is None else nullcontext(None)
    with _runner(workers, dask_address) as runner, local as pool, ShardProgress(len(plan.shards)) as progress:
        noted = [
            runner.submit(observe_shard, {"shard": s, "folder": plan.lines, "pool": pool})
            for s in plan.shards
        ]
        profiles = learn_profiles(plan, [future.result() for future in noted])
        same = {"profiles": profiles, "cache": plan.cache, "dataset": plan.dataset, "pool": pool}
        futures = [runner.submit(process_shard, {"shard": s, **same}) for s in plan.shards]
        for _ in as_completed(futures):
            progress.advance()
        results = [future.result() for future in futures]
    return finish(plan, profiles, results)


def _runner(workers: int, dask_address: str | None) -> TaskRunner[Any]:
    if dask_address is None:
        return ThreadPoolTaskRunner(max_workers=workers)
    from prefect_dask.task_runners import DaskTaskRunner

    return DaskTaskRunner(address=dask_address)


def main() -> int:
    """Run the flow here and give the exit code of the `warraq` command."""
    parser = argparse.ArgumentParser(prog="python -m flows.build", description=build.__doc__)
    parser.add_argument("source", nargs="?", default="seeds")
    parser.add_argument("--output", default="output")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--config")
    parser.add_argument("--text-column")
    parser.add_argument("--dask-address")
    options = parser.parse_args()
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):  # joining its thread takes a second
        state = build(**vars(options), return_state=True)
    if state.is_completed():
        return 0
    print(f"warraq: {state.message}", file=sys.stderr)
    error = state.result(raise_on_failure=False)
    return 2 if isinstance(error, UsageError) else 1


if __name__ == "__main__":
    sys.exit(main())
