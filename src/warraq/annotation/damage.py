"""Damage that extraction left in the text, as flags: it is told, not repaired.

The kinds were seen in raw pages of 255 outlets; each pattern is RE2 over the whole column.
"""

import pyarrow as pa
import pyarrow.compute as pc

DAMAGE: dict[str, str] = {
    # the words of a link are gone: `ورد لـ ،`, `المؤرخ في ٢٧ ٢٠٢٤`
    "link_text_lost": r"(?:^|\s)(?:[لبكوف]ـ|في|من|إلى|الى|عن)\s+[،,.](?:\s|$)"
    r"|\s(?:في|من)\s+[0-9٠-٩]{1,2}\s+(?:20|٢٠)[0-9٠-٩]{2}(?:[^0-9٠-٩]|$)",
    # HTML entities that were not decoded
    "entities_left": r"&(?:nbsp|amp|quot|lt|gt|apos|laquo|raquo|ndash|mdash|#\d{1,6}|#x[0-9A-Fa-f]{1,5});",
    # an address hidden by the site's e-mail protection
    "email_protected": r"\[email\s?protected\]",
    # UTF-8 read in a one-byte encoding
    "mojibake": r"(?:[ØÙ][\x{80}-\x{bf}\x{192}\x{2c6}\x{2013}-\x{2122}]){2}"
    r"|(?:ط§|ظ„|ظ…|ط±){3}|â€[œ™“]|Ã[©¨ª§´]",
    # characters that could not be decoded
    "characters_lost": "\ufffd",
    # lam-alef in visual order, from a PDF: `االجتماعية`
    "letters_reordered": r"(?:^|\s)[وفبك]?اال[\x{621}-\x{64a}]{2}",
    # a Hijri year in reversed digits: `6341هـ`
    "digits_reversed": r"(?:^|[^0-9])(?:[02-9][0-9]|1[5-9])41\s?هـ",
    # sentences joined without a space: `…".وتابع`
    "sentences_joined": r"[\x{621}-\x{64a}][\"”»]?[.؟!][\"”»]?(?:و|ف)?[\x{621}-\x{64a}]{4}",
    # markup that cleaning did not take out
    "markup_left": r"</?(?:p|br|div|span|a|b|i|strong|em|img|script|style|table|t[dr]|li|ul|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
}
"""Flag → RE2 pattern."""


def flags(texts: pa.Array) -> list[list[str]]:
    """The damage flags of each text."""
    found: list[list[str]] = [[] for _ in range(len(texts))]
    for flag, pattern in DAMAGE.items():
        for row in pc.indices_nonzero(pc.match_substring_regex(texts, pattern)).to_pylist():
            found[row].append(flag)
    return found
