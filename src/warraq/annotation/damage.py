"""Damage that extraction left in the text, as flags: it is told, not repaired.

The kinds were seen in raw pages of 255 outlets; each pattern is RE2 over the whole column. A flag is given
only where the damage is certain; many a damaged page shows it nowhere. schema.FLAGS says what each means.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_AMOUNT = r"(?:دولار|ريال|جنيه|درهم|دينار|ليرة|يورو|مليون|مليار|نقطة|درجة|متر|(?:في ال|بال)م[ئا][ئة]?ة?|%|٪)"
_REORDERED = r"(?:^|\s)[وفبك]?اال[\x{621}-\x{64a}]{2}"
DAMAGE: dict[str, str] = {
    # the words of a link are gone: `ورد لـ ،`, `المؤرخ في ٢٧ ٢٠٢٤`
    "link_text_lost": r"(?:^|\s)(?:[لبكوف]ـ|في|إلى|الى|عن)\s+[،,.](?:\s|$)"
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
    # lam-alef in visual order, from a PDF: `االجتماعية`; once or twice is a slip of the typist
    "letters_reordered": rf"(?s)(?:{_REORDERED}.*){{2}}{_REORDERED}",
    # a Hijri year in reversed digits: `6341هـ`
    "digits_reversed": r"(?:^|[^0-9])(?:[02-9][0-9]|1[5-9])41\s?هـ",
    # sentences joined without a space: `…".وتابع`
    "sentences_joined": r"[\x{621}-\x{64a}][\"”»]?[.؟!][\"”»]?(?:و|ف)?[\x{621}-\x{64a}]{4}",
    # markup that cleaning did not take out, or the tail of a tag
    "markup_left": r"</?(?:p|br|div|span|a|b|i|strong|em|img|script|style|table|t[dr]|li|ul|h[1-6])"
    r"(?:\s[^<>]*)?/?>|[\"”]\s?/>",
    # a line that begins with a comma: breaks before and after the words of a link
    "lines_broken": r"\n[،؛,](?:\s|$)",
    # digits of a decimal in reverse: `05.1 دولار`; which numbers of the text are, nothing tells
    "decimals_reversed": r"(?:^|[^0-9٠-٩.,/:-])(?:0[0-9]|٠[٠-٩])[.٫](?:[0-9]{1,2}|[٠-٩]{1,2})\s?" + _AMOUNT,
    # words stretched with tatweel, several in a row
    "letters_stretched": r"(?:(?:^|\s)[\x{621}-\x{64a}]*ـ{2,}[\x{621}-\x{64a}]+){3}",
    # a number parted from its article: `ال 24 ساعة`
    "article_split": r"(?:^|\s)ال [0-9٠-٩]{1,4}(?:[^0-9٠-٩/.]|$)",
    # the verb of saying that opens a line has lost its alef: `كد`, `وضح`
    "first_letter_lost": r"(?m)^(?:كد|وضح|شار|علن|ضاف)ت? (?:أن|إن|إلى|ان|الى|رئيس|وزير|ال)",
}
"""Flag → RE2 pattern, over the clean text."""
# On a short line of the raw page: section or name and date, weekday and day, year and minutes run together.
_WEEKDAY = "(?:السبت|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة)"
_LETTER = r"[\x{621}-\x{64a}]"
_MONTH = rf"{_LETTER}{{3,9}}(?: {_LETTER}{{3,6}})?(?:[ /]\(?{_LETTER}{{3,8}}\)?)?"  # `كانون الثاني (يناير)`
GLUED = (
    rf"(?m)^[^\n]{{0,40}}{_LETTER}{{3}}"
    r"(?:20[0-9]{2}[/-][0-9]{1,2}[/-][0-9]{1,2}|[0-9]{1,2}[/-][0-9]{1,2}[/-]20[0-9]{2}"
    rf"|[0-9]{{1,2}} {_MONTH} 20[0-9]{{2}}|{_WEEKDAY}،? [0-9]{{1,2}} {_MONTH})[^\n]{{0,30}}$"
    rf"|(?m)^[^\n]{{0,20}}{_WEEKDAY}[0-9٠-٩]{{1,2}}(?:[^0-9٠-٩\n][^\n]{{0,30}})?$"
    r"|(?:19|20)[0-9]{2}(?:[1-9][0-9]? ?دقائق|دقيق)"
)
WITH_JOINER = r"(?:^|\s)ن?می\x{200c}"
WITHOUT_JOINER = r"(?:^|\s)ن?می(?:کن|شو|ده|گو|خواه|توان|باش|رس|گیر|آی)[\x{600}-\x{6ff}]"
FEWEST_WITHOUT = 3  # verbs of a Persian text that all should have a joiner
SHORTEST_LINE = 3  # characters; stars and full stops part the verses of poems
FEWEST_DOUBLED = 2  # lines that stand twice in a row: once is a refrain
INJECTED = "common.artefact.injected_date"


def flags(
    texts: pa.Array, raws: pa.Array, languages: Sequence[str], injected: Sequence[bool]
) -> list[list[str]]:
    """The damage flags of each document, from its clean and its raw text, its language, and whether an
    extractor wrote a date into it."""
    persian = np.array([language == "fa" for language in languages], np.bool_)
    found: dict[str, np.ndarray[tuple[int], np.dtype[np.bool_]]] = {
        "metadata_glued": _matches(raws, GLUED),
        "items_doubled": _doubled_lines(texts) >= FEWEST_DOUBLED,
        "joiners_lost": persian & _without_joiners(texts) if persian.any() else persian,
        "date_injected": np.array(injected, np.bool_),
    }
    found |= {flag: _matches(texts, pattern) for flag, pattern in DAMAGE.items()}
    named: list[list[str]] = [[] for _ in range(len(texts))]
    for flag, where in found.items():
        for row in np.flatnonzero(where).tolist():
            named[row].append(flag)
    return named


def _matches(texts: pa.Array, pattern: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.asarray(pc.match_substring_regex(texts, pattern), np.bool_)


def _doubled_lines(texts: pa.Array) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """How many lines of each text are those right before them, once more."""
    split = pc.split_pattern(texts, "\n")
    lines, rows = pc.list_flatten(split), np.asarray(pc.list_parent_indices(split), np.int64)
    full = np.asarray(pc.greater_equal(pc.utf8_length(lines), SHORTEST_LINE), np.bool_)
    lines, rows = lines.filter(pa.array(full)), rows[full]
    same = np.asarray(pc.equal(lines[1:], lines[:-1]), np.bool_) & (np.diff(rows) == 0)
    return np.bincount(rows[1:][same], minlength=len(texts))


def _without_joiners(texts: pa.Array) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Whether a text writes verbs as if they had joiners, and none with one: a name may have kept its own."""
    often = np.asarray(pc.count_substring_regex(texts, WITHOUT_JOINER), np.int64) >= FEWEST_WITHOUT
    return often & ~_matches(texts, WITH_JOINER)
