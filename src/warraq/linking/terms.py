"""What documents are compared by when stories are sought: their words, and what other languages share.

Within a language: the words of the headline and of the first LEAD_WORDS of the text, and the persons named.
Across languages, over the whole text: numbers, linked places, dates, and how names sound. Dates of the text
are no words: documents of one day name the same ones, whatever they tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.fold import fold_array
from warraq.linking.days import DAYS, UNDATED
from warraq.linking.grams import Words, words_of
from warraq.linking.spelling import spelling_of

LEAD_WORDS: Final = 200
"""Words of the text that count: who, what, where; what follows is background. Of 100, 150, 200, 300 and all,
200 parted best the pairs of articles judged by eye (docs/linking.md)."""
LEAST_WORDS: Final = 15
"""Different words below which a document is not compared: a headline with a picture tells no event."""
LEAST_DIGITS: Final = 2
"""Digits below which a number says nothing."""
PERSONS: Final = 1
"""The kind of term that persons are in told(), after words."""
_DAY: Final = len("2000-01-01")


@dataclass(frozen=True)
class Terms:
    """Which document has which term, once each; sorted by term, then by document."""

    doc: Any  # int64: row of the document
    term: Any  # int64: number of the term, from 0
    kind: Any  # int64: which of the kinds of terms it is of, from 0
    value: Any  # uint64: the value given for it (a word's hash); 0 where that is a text

    def take(self, rows: Any) -> "Terms":
        """Some of the rows."""
        return Terms(self.doc[rows], self.term[rows], self.kind[rows], self.value[rows])


def told(words: Words, documents: pa.Table, mentions: pa.Table, times: pa.Table) -> Terms:
    """The words of headline and lead, and the persons, of each document that has LEAST_WORDS of them.

    `words` are those of documents["text"]; mentions and times are those of the same documents (schema).
    """
    count = documents.num_rows
    first = np.searchsorted(words.doc, np.arange(count))
    lead = np.flatnonzero(np.arange(len(words)) - first[words.doc] < LEAD_WORDS)
    lead = lead[~dated(words, documents, times, lead)]
    headlines = words_of(documents["title"].fill_null(""))
    persons = mentions.filter(pc.equal(mentions["type"], "person"))
    found = terms_of(
        (
            np.concatenate([words.doc[lead], headlines.doc]),
            np.concatenate([words.word[lead], headlines.word]),
        ),
        (rows_of(persons, documents), fold_array(persons["name"].combine_chunks())),
    )
    return found.take(np.bincount(found.doc, minlength=count)[found.doc] >= LEAST_WORDS)


def anchors(
    words: Words, documents: pa.Table, mentions: pa.Table, times: pa.Table, days: Any, language: Any
) -> Terms:
    """What documents in different languages can share, as far as documents of two languages do.

    `days` as in days.story_days; `language` is a number by row, the same for the same language.
    """
    spelt = spelling_of(documents["text"])
    numbers = np.flatnonzero(spelt.digit & (words.end - words.start >= LEAST_DIGITS))
    numbers = numbers[~dated(words, documents, times, numbers)]
    names = np.flatnonzero(spelt.sound > 0)
    names = names[~dated(words, documents, times, names)]
    linked = mentions.filter(pc.is_valid(mentions["link"]))
    other_days = _other_days(times, rows_of(times, documents), days)
    found = terms_of(
        (words.doc[numbers], words.word[numbers]),
        (words.doc[names], spelt.sound[names]),
        (rows_of(linked, documents), linked["link"].combine_chunks()),
        (rows_of(other_days, documents), other_days["value"].combine_chunks()),
    )
    spoken = np.unique((found.term << 32) | language[found.doc])
    return found.take((np.bincount(spoken >> 32) > 1)[found.term] if len(spoken) else [])


def terms_of(*kinds: tuple[Any, Any]) -> Terms:
    """Terms out of pairs of rows and values; the same value of two kinds is two terms."""
    doc, term, value, firsts = [], [], [], [0]
    for rows, values in kinds:
        texts = isinstance(values, pa.Array)
        if texts:
            values = values.dictionary_encode().indices.to_numpy()
        distinct, number = np.unique(values, return_inverse=True)
        doc.append(rows.astype(np.int64))
        term.append(number + firsts[-1])
        value.append(np.where(texts, 0, distinct).astype(np.uint64))
        firsts.append(firsts[-1] + len(distinct))
    places = np.unique((np.concatenate(term) << 32) | np.concatenate(doc))
    number = places >> 32
    kind = np.searchsorted(firsts, number, side="right") - 1
    return Terms(places & 0xFFFFFFFF, number, kind, np.concatenate(value)[number])


def rows_of(table: pa.Table, documents: pa.Table) -> Any:
    """The row of the document of each row of a table; documents are sorted by doc_id."""
    found = pc.index_in(table["doc_id"], value_set=documents["doc_id"].combine_chunks())
    return np.asarray(found.to_numpy(), np.int64)


def dated(words: Words, documents: pa.Table, times: pa.Table, which: Any) -> Any:
    """Whether each of these words stands inside the expression of a date or a time, not of a duration."""
    times = times.filter(pc.invert(pc.starts_with(times["value"], "P").fill_null(False)))
    place = (rows_of(times, documents) << 32) | times["start"].to_numpy()
    order = np.argsort(place, kind="stable")
    place, end = place[order], times["end"].to_numpy()[order]
    if not len(place):
        return np.zeros(len(which), bool)
    word = (words.doc[which].astype(np.int64) << 32) | words.start[which]
    before = np.searchsorted(place, word, side="right") - 1
    same = (before >= 0) & (place[before] >> 32 == word >> 32)
    return same & (words.start[which] < end[before])


def _other_days(times: pa.Table, rows: Any, days: Any) -> pa.Table:
    """Time expressions that name a day, not one around the document's own."""
    keep: Sequence[bool] = [
        value is not None and days[row] != UNDATED and _far(value, int(days[row]))
        for value, row in zip(times["value"].to_pylist(), rows.tolist(), strict=True)
    ]
    chosen = times.filter(pa.array(keep, pa.bool_()))
    days_alone = pc.utf8_slice_codeunits(chosen["value"], 0, _DAY)
    return chosen.set_column(chosen.schema.get_field_index("value"), "value", days_alone)


def _far(value: str, day: int) -> bool:
    try:
        return len(value) >= _DAY and abs(date.fromisoformat(value[:_DAY]).toordinal() - day) > DAYS
    except ValueError:  # a week, an interval, a season
        return False
