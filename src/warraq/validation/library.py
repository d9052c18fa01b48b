"""Great Expectations, set up for offline, silent use. Importing this takes some 5 s and 250 MB."""

import logging
import os
from functools import cache
from threading import Lock
from typing import Any, Final

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from warraq.validation import expectations  # registers our own

__all__ = ["DIFFERENCES", "ExpectationConfiguration", "validate"]

DIFFERENCES: Final = expectations.DIFFERENCES
_RESULT_FORMAT: Final = {"result_format": "COMPLETE", "exclude_unexpected_values": True}
_ONE_AT_A_TIME: Final = Lock()  # the definition below holds one frame; a flow may check shards in threads


@cache
def _definition() -> Any:
    """Where frames are handed in: one batch definition of an ephemeral context, per process."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it tells of its temporary folders
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("whole")


def validate(frame: pd.DataFrame, name: str, checks: list[Any], parameters: dict[str, Any]) -> list[Any]:
    """The library's result for each of the expectations, in its own order."""
    suite = gx.ExpectationSuite(name=name, expectations=checks)
    with _ONE_AT_A_TIME:
        batch = _definition().get_batch({"dataframe": frame})
        result = batch.validate(suite, result_format=_RESULT_FORMAT, expectation_parameters=parameters)
    return list(result.results)
