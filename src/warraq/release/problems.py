"""What `verify` reports: which check failed, where, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from warraq.errors import UsageError

DAMAGE: Final = (OSError, EOFError, ValueError, LookupError, TypeError, UsageError, pa.ArrowException)
"""What reading files that someone tampered with can raise."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a release."""

    check: str
    where: str  # a file, or a table with the key of the first row concerned
    detail: str

    def to_dict(self) -> dict[str, str]:
        return asdict(self)

    def line(self) -> str:
        """For a person to read."""
        return f"{self.check}: {self.where}: {self.detail}"


def rows_wrong(
    check: str, name: str, table: pa.Table, key: Sequence[str], wrong: Any, detail: str
) -> Iterator[Problem]:
    """One problem for all rows where the mask `wrong` holds, named by the first; none when there are none."""
    rows = np.flatnonzero(np.asarray(wrong))
    if rows.size:
        first = "/".join(str(table[column][int(rows[0])].as_py()) for column in key)
        more = f" (and {rows.size - 1} more)" if rows.size > 1 else ""
        yield Problem(check, f"{name} {first}", detail + more)


def guarded(check: str, found: Iterator[Problem]) -> Iterator[Problem]:
    """The problems of a check; what damaged data makes it trip over is one more."""
    try:
        yield from found
    except DAMAGE as error:
        yield Problem(check, "tables", f"cannot be checked: {error}")
