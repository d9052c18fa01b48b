"""What an outlet kept of the wording it credits: its text beside the agency's own, or beside other outlets'.

An agency's text is known where the release holds a page of the agency itself. Else it is what several outlets
print alike under the same credit: words that two of them share come, as far as can be told, from the agency
and not from either. Two texts are of one dispatch when they share LEAST_SHARED of the shorter, within days;
the outlets compared are all of one dispatch with the document.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from warraq import schema
from warraq.linking.days import near, story_days
from warraq.linking.intervals import Interval, common, length, union
from warraq.linking.publishers import is_of, publishers

LEAST_SHARED: Final = 1 / 3
"""Share of the shorter of two texts that they must have in common to be of one dispatch: less is a quotation,
a title or a set phrase."""


@dataclass(frozen=True)
class _Corpus:
    """What is asked of the documents, by row."""

    chars: list[int]
    publisher: list[str]
    credits: list[set[str]]
    own: list[set[str]]  # the names among all credits that the outlet itself bears
    shared: dict[
        int, dict[int, list[Interval]]
    ]  # row → other row → stretches of the first, also in the other


def credit_wording(documents: pa.Table, reuse: pa.Table) -> pa.Table:
    """The table schema.CREDIT_WORDING; documents are sorted by doc_id, reuse is schema.REUSE of them."""
    corpus = _corpus(documents, reuse)
    doc_ids = documents["doc_id"].to_pylist()
    rows = []
    for row, credits in enumerate(corpus.credits):
        for credit in sorted(credits - corpus.own[row]):
            found = _compared(corpus, row, credit)
            if found:
                reference = doc_ids[found.pop("reference")]
                rows.append({"doc_id": doc_ids[row], "credit": credit, "reference": reference, **found})
    return pa.Table.from_pylist(rows, schema.CREDIT_WORDING.schema)


def _compared(corpus: _Corpus, row: int, credit: str) -> dict[str, Any] | None:
    """One row of the table; None where no other document shows the wording of the credit."""
    agency = [other for other in corpus.shared[row] if credit in corpus.own[other]]
    others = [
        other
        for other in corpus.shared[row]
        if credit in corpus.credits[other]
        and credit not in corpus.own[other]
        and corpus.publisher[other] != corpus.publisher[row]
    ]
    names = {corpus.publisher[other] for other in others}
    if agency:
        reference = max(agency, key=lambda other: (length(corpus.shared[row][other]), -other))
        wording, basis = [(0, corpus.chars[reference])], "agency"
    elif others:
        attested = {other: _attested(corpus, other, others) for other in others}
        reference = max(others, key=lambda o: (length(attested[o]), length(corpus.shared[row][o]), -o))
        wording, basis = attested[reference], "outlets" if attested[reference] else "outlet"
    else:
        return None
    size = length(wording)
    kept = length(common(wording, corpus.shared[reference][row])) / size if size else None
    return {
        "basis": basis,
        "reference": reference,
        "outlets": len(names),
        "wording": size if size else None,
        "kept": kept,
        "own": 1 - length(corpus.shared[row][reference]) / corpus.chars[row],
    }


def _attested(corpus: _Corpus, reference: int, others: Iterable[int]) -> list[Interval]:
    """What of the reference another of these outlets prints, too."""
    return union(
        stretch
        for third in others
        if corpus.publisher[third] != corpus.publisher[reference]
        for stretch in corpus.shared[reference].get(third, ())
    )


def _corpus(documents: pa.Table, reuse: pa.Table) -> _Corpus:
    chars = documents["chars"].to_pylist()
    credits = [set(names) for names in documents["credits"].to_pylist()]
    known = sorted({name for names in credits for name in names})
    own_names = {o: {c for c in known if is_of(o, c)} for o in set(documents["outlet"].to_pylist())}
    own = [own_names[outlet] for outlet in documents["outlet"].to_pylist()]
    asked = [bool(c or o) for c, o in zip(credits, own, strict=True)]
    stretches = _stretches(documents, reuse, asked)
    days = story_days(documents)
    shared: dict[int, dict[int, list[Interval]]] = defaultdict(dict)
    for (a, b), sides in stretches.items():
        one, other = union(s for s, _ in sides), union(s for _, s in sides)
        least = LEAST_SHARED * min(chars[a], chars[b])
        if min(length(one), length(other)) >= least and bool(near(days, a, b)):
            shared[a][b], shared[b][a] = one, other
    return _Corpus(chars, publishers(documents), credits, own, shared)


def _stretches(
    documents: pa.Table, reuse: pa.Table, asked: list[bool]
) -> Mapping[tuple[int, int], Iterable[tuple[Interval, Interval]]]:
    """The passages of each pair of documents that both may have from an agency."""
    row_of = {doc_id: row for row, doc_id in enumerate(documents["doc_id"].to_pylist())}
    names = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b")
    found = defaultdict(list)
    for doc_a, start_a, end_a, doc_b, start_b, end_b in zip(
        *(reuse[name].to_pylist() for name in names), strict=True
    ):
        a, b = row_of[doc_a], row_of[doc_b]
        if asked[a] and asked[b]:
            found[a, b].append(((start_a, end_a), (start_b, end_b)))
    return found
