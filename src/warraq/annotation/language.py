"""The language of a document, its script and direction; always of the whole, never of a line.

Scripts of one language decide alone. In Arabic script the letters that only one language has and the function
words of the packs decide; only what is left, and Latin and Cyrillic script, takes the n-gram model (eld),
which is loaded (0.1 s) when the first such document comes.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.annotation.characters import MARK, SCRIPTS, Characters, Ints
from warraq.fold import fold_array

FEWEST_LETTERS = 30  # fewer say nothing: names and numbers look alike in every language of a script
SAMPLE = 4_000  # characters looked at; more change nothing
OWN_LETTERS = 0.012  # share of the letters; a Persian name in an Arabic text stays below it
AHEAD = 2.0  # times as many function words as the next language
FEWEST_WORDS = 3  # function words in the sample
UNDECIDED = "und"
NO_SCRIPT = "Zyyy"

RTL = frozenset({"Arab", "Hebr", "Syrc", "Thaa"})
BY_SCRIPT = {
    "Hebr": "he", "Grek": "el", "Hani": "zh", "Hira": "ja", "Kana": "ja", "Hang": "ko", "Thai": "th",
    "Armn": "hy", "Geor": "ka", "Ethi": "am", "Tfng": "zgh", "Thaa": "dv", "Beng": "bn",
}  # fmt: skip
LETTERS = {  # of one language of Arabic script and no other here; ی ک stand on Arabic pages of Iran too
    "ur": "ٹڈڑںےہھ",
    "ps": "ټډړږښګڼۍ",
    "ckb": "ڵڕۆێ",
    "ug": "ۇۈېۋە",
    "sd": "ڄڃڀٿڙڦڪڻ",
}
ARTICLE = r"(?:^|\s)[وفبك]?ال\pL{3}"  # the article of Arabic, which no other language here has
MODEL_CODES = {"fa": "fa", "ur": "ur", "ar": "ar"}  # of eld, in Arabic script


def columns(texts: pa.Array, characters: Characters, priors: Sequence[str | None]) -> dict[str, pa.Array]:
    """`language`, `script`, `direction` and `rule` of each text, the rule that told its language.

    A prior (what came with the document, or with its source) counts only where the text leaves it open.
    """
    scripts = _scripts(characters)
    letters = characters.letters()
    sample = pc.utf8_slice_codeunits(texts, 0, SAMPLE) if len(texts) else texts
    languages = _arabic_script(sample, scripts)
    rules = ["language.words" if found else "" for found in languages]
    for row, script in enumerate(scripts):
        if letters[row] < FEWEST_LETTERS:
            languages[row] = None
        elif script in BY_SCRIPT:
            languages[row], rules[row] = BY_SCRIPT[script], "language.script"
        elif languages[row] is None and script != NO_SCRIPT:
            languages[row], rules[row] = _model(sample[row].as_py(), script), "language.model"
        if languages[row] is None:
            languages[row], rules[row] = priors[row], "known.language"
    return {
        "language": pa.array([found or UNDECIDED for found in languages], pa.string()),
        "script": pa.array(scripts, pa.string()),
        "direction": pa.array(["rtl" if s in RTL else "ltr" for s in scripts], pa.string()),
        "rule": pa.array(rules, pa.string()),
    }


def _scripts(characters: Characters) -> list[str]:
    """The script most letters of each text are in; kana make Japanese of Chinese characters."""
    counts: Ints = np.stack([characters.count(MARK + 1 + i) for i in range(len(SCRIPTS))])
    if not counts.shape[1]:
        return []
    kana = counts[SCRIPTS.index("Hira")] + counts[SCRIPTS.index("Kana")]
    counts[SCRIPTS.index("Hira")] += np.where(kana > 0, counts[SCRIPTS.index("Hani")], 0)
    best = counts.argmax(axis=0)
    return [SCRIPTS[b] if counts[b, i] else NO_SCRIPT for i, b in enumerate(best)]


def _arabic_script(sample: pa.Array, scripts: list[str]) -> list[str | None]:
    """The language of texts in Arabic script by letters and function words; null where they do not say."""
    found: list[str | None] = [None] * len(scripts)
    rows = [i for i, s in enumerate(scripts) if s == "Arab"]
    if not rows:
        return found
    texts = sample.take(pa.array(rows))
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    own = {code: _hits(texts, f"[{letters}]") / np.maximum(lengths, 1) for code, letters in LETTERS.items()}
    folded = fold_array(texts)
    words = {code: _hits(folded, pattern) for code, pattern in _function_words().items()}
    words["ar"] = words.get("ar", 0) + _hits(folded, ARTICLE)
    for i, row in enumerate(rows):
        marked = max(own, key=lambda code: float(own[code][i]))
        if own[marked][i] >= OWN_LETTERS:
            found[row] = marked
            continue
        ranked = sorted(((float(words[c][i]), c) for c in words), reverse=True)
        most, next_most = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
        if most[0] >= FEWEST_WORDS and most[0] >= AHEAD * next_most[0]:
            found[row] = most[1]
    return found


def _hits(texts: pa.Array, pattern: str) -> "np.ndarray[Any, Any]":
    return np.asarray(pc.count_substring_regex(texts, pattern).to_numpy(zero_copy_only=False))


@cache
def _function_words() -> dict[str, str]:
    """A pattern per pack of Arabic script, for its function words that no other such pack has."""
    lists = {}
    for code in packs.codes():
        pack = packs.read(code, "pack")
        if pack.get("script") == "Arab":
            lists[code] = set(pack.get("function_words", ()))
    return {
        code: r"(?:^|\s)(?:" + "|".join(sorted(own)) + r")(?:[^\pL\pM]|$)"  # RE2: \b knows ASCII alone
        for code, words in sorted(lists.items())
        if (own := words - set().union(*(w for c, w in lists.items() if c != code)))
    }


def _model(text: str, script: str) -> str | None:
    """What the n-gram model says, where it is sure and the language is written in this script."""
    result = _detector().detect(text)
    language = result.language
    if not language or not result.is_reliable():
        return None
    arabic = language in MODEL_CODES
    return str(language) if arabic == (script == "Arab") else None


@cache
def _detector() -> Any:
    from eld import LanguageDetector

    return LanguageDetector()
