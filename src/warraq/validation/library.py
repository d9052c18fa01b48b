"""Great Expectations, set up for offline, silent use. Importing this takes some 5 s and 250 MB."""

import os
from functools import cache
from typing import Any, Final

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from warraq.validation import expectations  # registers our own

__all__ = ["DIFFERENCES", "ExpectationConfiguration", "validate"]

DIFFERENCES: Final = expectations.DIFFERENCES
_RESULT_FORMAT: Final = {"result_format": "COMPLETE", "exclude_unexpected_values": True}


@cache
def _definition() -> Any:
    """Where frames are handed in: one batch definition of an ephemeral context, per process."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("whole")


def validate(frame: pd.DataFrame, name: str, checks: list[Any], parameters: dict[str, Any]) -> list[Any]:
    """The library's result for each of the expectations, in its own order."""
    batch = _definition().get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name=name, expectations=checks)
    results = batch.validate(suite, result_format=_RESULT_FORMAT, expectation_parameters=parameters).results
    return list(results)
