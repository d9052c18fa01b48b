"""Quotations: words in marks that someone says, and what someone is said to say.

`direct` is exactly what stands between the marks; `mixed` the same where the marked words make up the clause
that a verb reports, or all of its predicate (`قال إن «…»`, `وصفه بأنه «…»`); `indirect` a reported clause
without marks, or with marks around less than its predicate. Marks around a name, a title or a word held at
arm's length are no quotation: they have few words and no verb of speech before them.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.annotation import speech
from warraq.annotation.people import Mention
from warraq.annotation.reading import Quote, Reader
from warraq.annotation.speech import Speech
from warraq.annotation.words import Words, split
from warraq.fold import fold

Named = tuple[int, str, str, str, int, int]
"""A mention in the text: seq, type, name, surface, start, end."""


def annotate(documents: pa.Table, mentions: pa.Table) -> pa.Table:
    """The `quotes` of documents (doc_id, text, language): in their order, by start.

    `mentions` are theirs (schema.MENTIONS). A language whose pack knows no speech has none.
    """
    named = _mentions_by_document(mentions)
    rows: list[tuple[object, ...]] = []
    columns = [documents[name].to_pylist() for name in ("doc_id", "text", "language")]
    for doc_id, text, language in zip(*columns, strict=True):
        known = speech.load(language.split("-")[0]) if text else None
        if known is None:
            continue
        words = split(text)
        found = read(words, known, named.get(doc_id, ()))
        rows += [(doc_id, seq, *_row(words, quote)) for seq, quote in enumerate(found)]
    arrays = zip(*rows, strict=True) if rows else ([] for _ in schema.QUOTES.columns)
    return pa.table(
        [pa.array(list(a), f.type) for a, f in zip(arrays, schema.QUOTES.schema, strict=True)],
        schema=schema.QUOTES.schema,
    )


def _mentions_by_document(mentions: pa.Table) -> dict[str, list[Named]]:
    in_text = mentions.filter(pc.equal(mentions["target"], "text"))
    by_document: dict[str, list[Named]] = {}
    columns = [in_text[c].to_pylist() for c in ("doc_id", "seq", "type", "name", "surface", "start", "end")]
    for doc_id, *named in zip(*columns, strict=True):
        by_document.setdefault(doc_id, []).append(tuple(named))
    return by_document


def _row(words: Words, quote: Quote) -> tuple[object, ...]:
    cue, speaker = quote.cue, quote.speaker
    printed = None
    if cue:
        printed = " ".join(
            words.text[words.inside(cue.first, cue.left_out) : words.ends[cue.last - 1]].split()
        )
    start, end = words.starts[quote.first], words.ends[quote.last - 1]
    # A name of marks alone (`يقول ...:`) is none.
    return start, end, speaker.name or None, speaker.mention if speaker.name else None, printed, quote.kind


def read(words: Words, known: Speech, named: Sequence[Named]) -> list[Quote]:
    """The quotations of one text, in order; linear in its length."""
    printed = cache(lambda name: _printed(words, fold(name).split()))
    mentions = [_mention(words, m, printed) for m in named]
    found = (part for quote in Reader(words, known, mentions).quotes() for part in _paragraphs(words, quote))
    return sorted(found, key=lambda q: (q.first, -q.last))


def _mention(words: Words, named: Named, printed: Callable[[str], bool]) -> Mention:
    """A name that only a gazetteer has, and the document does not print, is none of a speaker's."""
    seq, kind, name, surface, start, end = named
    first = max(0, bisect_right(words.starts, start) - 1)
    last = max(first + 1, words.at(end))
    prefixed = words.starts[first] < start
    if kind != "person" and not prefixed and name != surface and not printed(name):
        name = " ".join(surface.split())
    return Mention(seq, kind, name, first, last, prefixed)


def _printed(words: Words, name: list[str]) -> bool:
    """Whether the document has these words in a row."""
    firsts = (i for i, form in enumerate(words.forms) if form == name[0])
    return any(words.forms[i : i + len(name)] == name for i in firsts)


def _paragraphs(words: Words, quote: Quote) -> Iterator[Quote]:
    """A quotation over several paragraphs is one in each."""
    if "\n" not in words.forms[quote.first : quote.last]:
        yield quote
        return
    first = quote.first
    for i in range(quote.first, quote.last + 1):
        if i == quote.last or words.forms[i] == "\n":
            if i > first:
                yield Quote(first, i, quote.kind, quote.cue, quote.speaker)
            first = i + 1
