"""The order of day and month in the numeric dates of a site, learnt from its pages.

`03/04/2024` can be read two ways; `29/05/2024` on another page of the site, and `/2024/04/03/` in an address,
tell which it is there. `observe` notes what each page shows (map), `learn` makes a habit of what enough pages
show and none, or next to none, contradict (reduce). A habit is a row of schema.SITE_LINES, so that single
pages can use it.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.dataset import Dataset
from warraq.fold import fold_array

DATE_LINE: Final = 60  # code points: a date, its label and clock; longer lines may quote another's form
PAGES: Final = 3  # on fewer nothing is a habit of the site, as for its lines
AGREE: Final = 0.95  # share of the pages that tell an order: fewer, and the site prints both
PLACE, RULE, LABEL = "date_order", "profile.order", "date_published"
ORDERS: Final = ("DMY", "MDY")  # as the readings of an ambiguous date stand

_LOOKS: Final = r"\p{Nd}{1,2}[/.\-]\p{Nd}{1,2}[/.\-]\p{Nd}{4}"
_FORM: Final = (
    r"(?:^|[^0-9/.:\-])(?P<form>(?P<a>[0-9]{1,2})[/.\-](?P<b>[0-9]{1,2})[/.\-](?P<y>(?:19|20)[0-9]{2}))"
    r"(?:$|[^0-9/.\-])"
)
_ADDRESS: Final = r"[/=](?P<y>20[0-9]{2})[/\-]?(?P<m>[01][0-9])[/\-]?(?P<d>[0-3][0-9])(?:$|[^0-9])"

OBSERVED: Final = pa.schema(
    [
        pa.field("site", pa.string(), False),
        pa.field("DMY", pa.bool_(), False),
        pa.field("MDY", pa.bool_(), False),
        pa.field("form", pa.string(), False),  # one of the dates that tell, as folded
    ]
)
"""What `observe` notes of every document that tells an order."""


class Order(NamedTuple):
    """How day and month stand in the figures of a document, and whether that is learnt from other dates."""

    order: str
    learnt: bool


Bools = np.ndarray[Any, np.dtype[np.bool_]]
Row = dict[str, Any]


def observe(raw: pa.Table, sites: pa.Array) -> pa.Table:
    """What the documents (schema.RAW) of these sites tell (OBSERVED); the same bytes twice are seen once."""
    _, first = np.unique(np.array(raw["doc_id"].to_pylist(), dtype=object), return_index=True)
    at = pa.array(np.sort(first))
    raw, sites = raw.take(at), sites.take(at)
    doc, forms = _forms(raw["text"].combine_chunks())
    found = pc.extract_regex(forms, _FORM)
    there = np.asarray(pc.is_valid(found), np.bool_)
    doc, found = doc[there], found.filter(pa.array(there))
    a, b, year = (_numbers(found, name) for name in ("a", "b", "y"))
    told = _told_by_address(raw["url"].combine_chunks(), doc, a, b, year)
    day_first = ((a > 12) & (a <= 31) & (b <= 12)) | told[0]
    month_first = ((b > 12) & (b <= 31) & (a <= 12)) | told[1]
    tells = day_first | month_first
    table = pa.table(
        {
            "doc": doc[tells],
            "DMY": day_first[tells],
            "MDY": month_first[tells],
            "form": pc.struct_field(found, "form").filter(pa.array(tells)),
        }
    )
    pages = table.group_by("doc").aggregate([("DMY", "any"), ("MDY", "any"), ("form", "min")]).sort_by("doc")
    columns = [
        sites.take(pages["doc"].combine_chunks()),
        pages["DMY_any"],
        pages["MDY_any"],
        pages["form_min"],
    ]
    return pa.table(columns, schema=OBSERVED)


def _forms(texts: pa.Array) -> tuple[Any, pa.Array]:
    """The short lines that look like a numeric date, folded, and the document of each."""
    lines = pc.split_pattern(texts, "\n")
    doc, line = pc.list_parent_indices(lines), pc.list_flatten(lines)
    wanted = pc.and_(pc.less_equal(pc.utf8_length(line), DATE_LINE), pc.match_substring_regex(line, _LOOKS))
    return np.asarray(doc.filter(wanted), np.int64), fold_array(line.filter(wanted))


def _numbers(found: pa.Array, name: str) -> Any:
    return np.array([int(text) for text in pc.struct_field(found, name).to_pylist()], np.int64)


def _told_by_address(urls: pa.Array, doc: Any, a: Any, b: Any, year: Any) -> tuple[Bools, Bools]:
    """Whether the date in the page's address is the form's, day first and month first."""
    dates = pc.extract_regex(urls, _ADDRESS).to_pylist()
    at = np.array(
        [[int(d["y"]), int(d["m"]), int(d["d"])] if d else [0, 0, 0] for d in dates], np.int64
    ).reshape(-1, 3)[doc]
    same = (at[:, 0] == year) & (a != b)
    return same & (at[:, 2] == a) & (at[:, 1] == b), same & (at[:, 1] == a) & (at[:, 2] == b)


def learn(observed: Sequence[pa.Table]) -> pa.Table:
    """The habits (schema.SITE_LINES) of every site in these observations, in whatever order they come."""
    pages = pa.concat_tables([OBSERVED.empty_table(), *observed])
    rows = sorted(_habits(pages), key=lambda row: row["site"].encode())
    return pa.Table.from_pylist(rows, schema.SITE_LINES.schema)


def _habits(pages: pa.Table) -> Iterator[Row]:
    """A row for each site whose pages agree; a page that shows both orders agrees with neither."""
    of_site: dict[str, list[Row]] = {}
    for row in pages.to_pylist():
        of_site.setdefault(row["site"], []).append(row)
    for site, told in of_site.items():
        for order, other in (ORDERS, ORDERS[::-1]):
            agreeing = [row["form"] for row in told if row[order] and not row[other]]
            share = len(agreeing) / len(told)
            if len(agreeing) >= PAGES and share >= AGREE:
                yield {
                    "site": site, "place": PLACE, "key": order.lower(), "line": min(agreeing),
                    "documents": len(agreeing), "of": len(told), "share": share, "edge": 1.0,
                    "label": LABEL, "rule": RULE,
                }  # fmt: skip


def habits(profiles: pa.Table | None, sites: pa.Array) -> list[str | None]:
    """The habit of the site of each document, `DMY` or `MDY`; None where none is known."""
    if profiles is None:
        return [None] * len(sites)
    rows = profiles.filter(pc.equal(profiles["place"], PLACE))
    order = dict(zip(rows["site"].to_pylist(), rows["key"].to_pylist(), strict=True))
    return [order[site].upper() if site in order else None for site in sites.to_pylist()]


def of_documents(
    documents: pa.Table, dataset: Dataset, habits: Sequence[str | None] | None
) -> list[Order | None]:
    """What `dataset.toml` says of the source of each document (schema.DOCUMENTS), else its site's habit."""
    found: list[Order | None] = []
    for source, habit in zip(documents["source"].to_pylist(), habits or repeat(None), strict=False):
        stated = dataset.source(source).date_order
        order = stated or habit
        found.append(Order(order, learnt=stated is None) if order else None)
    return found
