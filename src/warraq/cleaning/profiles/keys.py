"""How a site is named, and what its lines are compared by."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq.cleaning.lines import Lines
from warraq.packs.macros import LETTERS

LINE_CHARS = 120
"""Longer lines are paragraphs: repeated over a series of articles they are its standing background, so they
are never learnt. Of lines that repeat on newspapers, furniture is shorter without exception."""
HEAD_WORDS, TAIL_WORDS = (2, 12), (2, 30)  # a fragment glued to text: the longest block of SMS codes has 26
WORD_BYTES = 200  # of a word that are looked at: a text may be one word without an end
_HOST = r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@?#]*@)?(?:www\.)?(?P<host>[^/:?#]+)"


def site_of(raw: pa.Table) -> pa.Array:
    """The site of each raw document (schema.RAW): its source, else its page's host, else its folder."""
    host = pc.struct_field(pc.extract_regex(pc.utf8_lower(raw["url"]), _HOST), 0)
    folder = pc.replace_substring_regex(raw["path"], r"/?[^/]*$", "")
    folder = pc.if_else(pc.equal(folder, ""), ".", folder)
    sites = pc.coalesce(raw["source"], host, folder).combine_chunks()
    return sites.combine_chunks() if isinstance(sites, pa.ChunkedArray) else sites


def keys_of(folded: pa.Array) -> pa.Array:
    """What lines are compared by: folded letters and digits; a number of up to four digits is `#`.

    So a page number, a year or a writer's code does not part lines that are otherwise the same, and a
    telephone number does.
    """
    letters = pc.replace_substring_regex(folded, rf"[^{LETTERS}0-9]+", "")
    return pc.replace_substring_regex(letters, r"([0-9]{5,})|[0-9]+", r"\1#")


def window(lines: Lines, line: int, place: str) -> list[str]:
    """The first or the last words of a line, as many as a fragment may have and one more."""
    words = lines.buffer.words
    if place == "head":
        first = int(np.searchsorted(words, lines.start[line]))
        past = min(first + HEAD_WORDS[1] + 1, int(np.searchsorted(words, lines.end[line])))
    else:
        past = int(np.searchsorted(words, lines.end[line]))
        first = max(past - TAIL_WORDS[1] - 1, int(np.searchsorted(words, lines.start[line])))
    at = words[first:past]
    ends = np.minimum(lines.buffer.word_ends[first:past], at + WORD_BYTES)
    data = lines.buffer.arrow
    return [
        data[start:end].to_pybytes().decode(errors="ignore")
        for start, end in zip(at.tolist(), ends.tolist(), strict=True)
    ]
