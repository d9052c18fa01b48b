"""Markup and control characters inside lines: what no reader of the clean text should meet."""

import re

import numpy as np

from warraq.cleaning.lines import LINE_FEED, Bytes, Ints, Lines, distinct
from warraq.cleaning.spans import Row
from warraq.cleaning.verdicts import CODE, Verdicts

_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|"
    "figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|meta|nav|"
    "noscript|object|ol|option|p|param|pre|q|s|script|section|select|small|source|span|strong|style|sub|sup|svg|"
    "table|tbody|td|textarea|tfoot|th|thead|time|title|tr|u|ul|video|audio|picture"
)
_ATTRIBUTES_CHARS = 400  # a tag longer than this is no tag
MARKUP = (
    rf"</?(?:{_TAGS})(?:\s[^<>]{{0,{_ATTRIBUTES_CHARS}}})?/?>|<!--[^<>]{{0,{_ATTRIBUTES_CHARS}}}-->"
    r"|&(?P<amp>amp;)|&(?:nbsp|quot|apos|lt|gt|laquo|raquo|ldquo|rdquo|lsquo|rsquo|ndash|mdash|hellip|bull|middot"
    r"|zwnj|zwj|rlm|lrm|shy|copy|reg|trade|#\d{1,6}|#x[0-9a-f]{1,6});"
)
# What a page says to the shop of its advertisements: these names, and ASCII down to the end of the last call,
# `);`. A semicolon alone may be a sentence's.
SCRIPT = re.compile(rb"(?:googletag\.|\(adsbygoogle ?=)[ -~]{0,2000}\) ?;")
SCRIPTS = (b"googletag.", b"(adsbygoogle")
# One-byte controls that are white space for str.isspace, and so are cut out of lines, not kept in them.
_SPACING_CONTROLS = [9, *range(11, 14), *range(28, 32)]
_SPACING = np.isin(np.arange(256), _SPACING_CONTROLS)
_WIDE_SPACING = [b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9"]  # next line, line and paragraph separators
_WIDE_CONTROLS = [
    b"\xef\xbb\xbf",  # byte order mark
    b"\xef\xbf\xbc",  # object replacement
    *(chr(c).encode() for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),  # turn what follows around
]


def find(lines: Lines, verdicts: Verdicts) -> list[Row]:
    """The rows of all artefacts inside lines."""
    data = lines.buffer.data
    low = np.flatnonzero((data < 32) & (data != LINE_FEED) | (data == 127))
    wide = _Wide(data)
    return [
        *_markup(lines, verdicts),
        *_scripts(lines, verdicts),
        *_controls(lines, verdicts, low, wide),
        *_spacing(lines, verdicts, low, wide),
    ]


def _markup(lines: Lines, verdicts: Verdicts) -> list[Row]:
    data = lines.buffer.data
    at = np.flatnonzero((data == ord("<")) | (data == ord("&")))
    rows: list[Row] = []
    if not len(at):  # most pages hold neither, and do without the pattern, which takes 20 ms to compile
        return rows
    markup = re.compile(MARKUP, re.IGNORECASE)
    code, rule = CODE["artefact"], verdicts.code_of("span.markup")
    for line in distinct(_lines_of(lines, at)).tolist():
        begin = int(lines.start[line])
        raw = lines.buffer.arrow[begin : int(lines.end[line])].to_pybytes()
        text = raw.decode()
        ascii_only = len(text) == len(raw)
        for match in markup.finditer(text):
            first, stop = match.span("amp") if match["amp"] else match.span()
            if not ascii_only:
                first, stop = len(text[:first].encode()), len(text[:stop].encode())
            rows.append((begin + first, begin + stop, code, rule))
    return rows


def _scripts(lines: Lines, verdicts: Verdicts) -> list[Row]:
    """Calls of scripts glued to text."""
    data = lines.buffer.arrow.to_pybytes()
    rows: list[Row] = []
    if not any(name in data for name in SCRIPTS):
        return rows
    code, rule = CODE["artefact"], verdicts.code_of("span.script")
    at = np.array([match.start() for match in SCRIPT.finditer(data)], np.int64)
    for line in distinct(_lines_of(lines, at)).tolist():
        begin, end = int(lines.start[line]), int(lines.end[line])
        found = SCRIPT.finditer(data[begin:end])
        rows += [(begin + match.start(), begin + match.end(), code, rule) for match in found]
    return rows


def _controls(lines: Lines, verdicts: Verdicts, low: Ints, wide: "_Wide") -> list[Row]:
    data = lines.buffer.data
    lead = wide.find(b"\xc2")
    lead = lead[lead + 1 < len(data)]
    lead = lead[(data[lead + 1] < 0xA0) & (data[lead + 1] != 0x85)]  # the controls U+0080 to U+009F
    marks = [at + k for mark in _WIDE_CONTROLS for at in [wide.find(mark)] for k in range(len(mark))]
    at = distinct(np.concatenate([low[~_SPACING[data[low]]], lead, lead + 1, *marks]))
    # A run ends where the next byte is no control, or belongs to the next document.
    opens = np.diff(at, prepend=-2) > 1
    opens |= np.isin(at, lines.buffer.bounds)
    starts, ends = at[opens], at[np.append(opens[1:], True)[: len(at)]] + 1
    code, rule = CODE["artefact"], verdicts.code_of("span.control")
    return [(start, end, code, rule) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _spacing(lines: Lines, verdicts: Verdicts, low: Ints, wide: "_Wide") -> list[Row]:
    """White space with a control character in it parts a line in two: it becomes a `blank`."""
    buffer = lines.buffer
    at = np.concatenate([low[_SPACING[buffer.data[low]]], *map(wide.find, _WIDE_SPACING)])
    word = distinct(np.searchsorted(buffer.words, np.sort(at), "right") - 1)
    word = word[(word >= 0) & (word + 1 < len(buffer.words))]
    start, end = buffer.word_ends[word], buffer.words[word + 1]
    line = np.searchsorted(lines.start, start, "right") - 1
    inside = (line >= 0) & (end < lines.end[np.maximum(line, 0)])
    code, rule = CODE["blank"], verdicts.code_of("blank")
    return [(int(a), int(b), code, rule) for a, b in zip(start[inside], end[inside], strict=True)]


class _Wide:
    """Characters of several bytes in some data: those with the same first byte are looked for together."""

    def __init__(self, data: Bytes) -> None:
        self.data = data
        self.leads: dict[int, Ints] = {}

    def find(self, mark: bytes) -> Ints:
        """Where the mark stands."""
        if mark[0] not in self.leads:
            self.leads[mark[0]] = np.flatnonzero(self.data == mark[0])
        at = self.leads[mark[0]]
        at = at[at + len(mark) <= len(self.data)]
        for k in range(1, len(mark)):
            at = at[self.data[at + k] == mark[k]]
        return at


def _lines_of(lines: Lines, positions: Ints) -> Ints:
    """The line each position stands in; positions outside any line are left out."""
    line = np.searchsorted(lines.start, positions, "right") - 1
    inside = (line >= 0) & (positions < lines.end[np.maximum(line, 0)]) if len(lines) else line > 0
    return line[inside]
