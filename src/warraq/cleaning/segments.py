"""From labelled lines and spans to the rows of `segments`: every byte of every text in just one of them."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import schema
from warraq.cleaning import scores, text
from warraq.cleaning.lines import Ints, Lines, distinct
from warraq.cleaning.verdicts import CODE, Chances, Codes, Spans, Verdicts
from warraq.labels import LABELS, action_of

BLANK_RULE = "blank"


def assemble(doc_ids: pa.Array, lines: Lines, verdicts: Verdicts, spans: Spans) -> pa.Table:
    """The segments (schema.SEGMENTS) of a batch: lines cut at their spans, white space as `blank` between."""
    start, end, label, rule = _pieces(lines, verdicts, spans)
    start, end, label, rule = _with_blanks(lines, start, end, label, rule, verdicts.code_of(BLANK_RULE))
    doc = np.searchsorted(lines.buffer.bounds, start, "right") - 1
    first = np.searchsorted(doc, np.arange(len(doc_ids)))
    offsets = np.append(start, len(lines.buffer.data)).astype(np.int32)
    content = pa.StringArray.from_buffers(len(start), pa.py_buffer(offsets), lines.buffer.arrow)
    length = np.asarray(pc.utf8_length(content), np.int64)
    stop = np.cumsum(length)
    base = np.append(stop - length, 0)[np.minimum(first, len(stop))]
    actions = [action_of(name) for name in LABELS]
    names = verdicts.rule_ids
    table = pa.table(
        {
            "doc_id": doc_ids.take(pa.array(doc)),
            "seq": pa.array((np.arange(len(doc)) - first[doc]).astype(np.int32)),
            "start": pa.array((stop - length - base[doc]).astype(np.int32)),
            "end": pa.array((stop - base[doc]).astype(np.int32)),
            "label": pa.array(LABELS, pa.string()).take(pa.array(label)),
            "action": pa.array(actions, pa.string()).take(pa.array(label)),
            "rule": pa.array(names, pa.string()).take(pa.array(rule)),
            "score": pa.array(_scores(lines, verdicts, start, rule), pa.float32()),
            "content": content,
        }
    )
    table = table.append_column("text_start", text.text_starts(table))
    return table.select(schema.SEGMENTS.schema.names).cast(schema.SEGMENTS.schema)


def _pieces(lines: Lines, verdicts: Verdicts, spans: Spans) -> tuple[Ints, Ints, Codes, Codes]:
    """The lines, cut wherever a span starts or ends; each piece without the white space at its edges."""
    start = distinct(np.concatenate([lines.start, spans.start, spans.end]))
    line = np.searchsorted(lines.start, start, "right") - 1
    # A span may stand before its line (an injected date): then it is cut off by the line's own start.
    stops = distinct(np.concatenate([lines.end, spans.start, spans.end]))
    end = stops[np.minimum(np.searchsorted(stops, start, "right"), len(stops) - 1)] if len(stops) else start
    after = np.append(start[1:], len(lines.buffer.data))
    end = np.minimum(end, after)
    span = np.searchsorted(spans.start, start, "right") - 1
    inside = (span >= 0) & (start < np.append(spans.end, 0)[span])
    line = np.maximum(line, 0)
    label = np.where(inside, np.append(spans.label, 0)[span], np.append(verdicts.label, 0)[line])
    rule = np.where(inside, np.append(spans.rule, 0)[span], np.append(verdicts.rule, 0)[line])
    in_line = inside | (start < np.append(lines.end, 0)[line])
    start, end = lines.buffer.strip(start, end)
    some = in_line & (start < end)
    return start[some], end[some], label[some].astype(np.int16), rule[some].astype(np.int16)


def _scores(lines: Lines, verdicts: Verdicts, start: Ints, rule: Codes) -> Chances:
    """How sure each piece is: as its line is, where that was said of the line; else as its rule is."""
    by_rule = np.array([scores.score(name) for name in verdicts.rule_ids], np.float32)[rule]
    line = np.maximum(np.searchsorted(lines.start, start, "right") - 1, 0)
    of_line = np.append(verdicts.chance, np.float32(np.nan))[line]
    decided = (rule == np.append(verdicts.rule, -1)[line]) & ~np.isnan(of_line)
    return np.where(decided, of_line, by_rule)


def _with_blanks(
    lines: Lines, start: Ints, end: Ints, label: Codes, rule: Codes, blank: int
) -> tuple[Ints, Ints, Codes, Codes]:
    """The pieces and the white space between them, cut at the bounds of the documents."""
    cuts = distinct(np.concatenate([start, end, lines.buffer.bounds]))
    opening = cuts[:-1]
    piece = np.searchsorted(start, opening, "right") - 1
    solid = (piece >= 0) & (np.append(start, -1)[piece] == opening)
    labels = np.where(solid, np.append(label, 0)[piece], CODE["blank"]).astype(np.int16)
    rules = np.where(solid, np.append(rule, 0)[piece], blank).astype(np.int16)
    return opening, cuts[1:], labels, rules
