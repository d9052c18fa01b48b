"""The expectations of our own, where Great Expectations has none that fits.

Importing this module registers them; it must be imported before a suite is loaded. They are built as the
ones that come with the library: a metric that answers for each row, and an expectation that names it.
"""
# mypy: disable-error-code="misc,untyped-decorator"

from typing import Any, ClassVar, Literal

import numpy as np
import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import (
    BatchExpectation,
    ColumnPairMapExpectation,
    MulticolumnMapExpectation,
)
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    MulticolumnMapMetricProvider,
    column_pair_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from warraq.validation import moments

DIFFERENCES = "differences_from_schema"
"""Where a frame's `attrs` carry what sets its table apart from the schema."""

_ROWS = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")


class SpansTile(MulticolumnMapMetricProvider):
    """Rows whose span starts where the one before in its document ends, from 0 to the document's length."""

    condition_metric_name = "multicolumn_values.spans_tile"
    condition_domain_keys = _ROWS

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:  # noqa: N805
        document, start, end, total = (column_list.iloc[:, i] for i in range(4))
        opens, closes = document.ne(document.shift()), document.ne(document.shift(-1))
        meets = start.eq(end.shift().where(~opens, 0))
        return meets & (~closes | end.eq(total) | total.isna())


class ExpectSpansToTile(MulticolumnMapExpectation):
    """`column_list` is [document, start, end, total]: a document's spans cover [0, total) once, in order."""

    map_metric = "multicolumn_values.spans_tile"


class NumberedFromZero(MulticolumnMapMetricProvider):
    """Rows whose number is their place among the neighbouring rows of one document."""

    condition_metric_name = "multicolumn_values.numbered_from_zero"
    condition_domain_keys = _ROWS

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:  # noqa: N805
        document, number = column_list.iloc[:, 0], column_list.iloc[:, 1]
        row = np.arange(len(column_list))
        first = np.maximum.accumulate(np.where(document.ne(document.shift()), row, 0))
        return number.eq(row - first)


class ExpectRowsToBeNumberedFromZero(MulticolumnMapExpectation):
    """`column_list` is [document, number]: a document's rows stand together, numbered 0, 1, 2, …"""

    map_metric = "multicolumn_values.numbered_from_zero"


class MomentAtPrecision(ColumnPairMapMetricProvider):
    """Rows whose first column is ISO 8601 at the precision the second one names."""

    condition_metric_name = "column_pair_values.moment_at_precision"
    condition_domain_keys = ("batch_id", "table", "column_A", "column_B", "ignore_row_if")

    @column_pair_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_A: pd.Series, column_B: pd.Series, **_: Any) -> pd.Series:  # noqa: N803, N805
        held = [
            isinstance(value, str) and isinstance(precision, str) and moments.is_moment(value, precision)
            for value, precision in zip(column_A, column_B, strict=True)
        ]
        return pd.Series(held, index=column_A.index, dtype=bool)


class ExpectColumnPairValuesToBeMomentAtPrecision(ColumnPairMapExpectation):
    """`column_A` is a date or time in ISO 8601, in the calendar, written at the precision in `column_B`."""

    map_metric = "column_pair_values.moment_at_precision"
    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = (
        "both_values_are_missing"
    )
    success_keys: ClassVar[tuple[str, ...]] = ("column_A", "column_B", "ignore_row_if", "mostly")


class TableDifferences(TableMetricProvider):
    """What sets the table apart from its schema, as found before it became a frame."""

    metric_name = "table.differences_from_schema"

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, **_: Any) -> list[str]:  # noqa: N805
        frame = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )[0]
        return list(frame.attrs[DIFFERENCES])


class ExpectTableToFollowSchema(BatchExpectation):
    """The columns are the schema's: names, order and types, and no null where the schema allows none."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.differences_from_schema",)

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        differences = metrics["table.differences_from_schema"]
        return {"success": not differences, "result": {"observed_value": differences}}
