"""The language of a document, its script and direction; always of the whole, never of a line.

Scripts of one language decide alone. In Arabic and Latin script the letters that only one language has and
the function words of the packs decide. Only what is left takes the n-gram model (eld), loaded (0.3 s)
when the first such document comes, and is sure of less: it looks at 350 bytes, and names mislead it.
"""

from collections.abc import Mapping, Sequence
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
LATIN_WORDS = 0.15  # share of the words; of French ones in Spanish it is up to 0.13, in French above 0.2
KANA = 0.1  # share of kana in Japanese; below it a Chinese text quotes or decorates with some
UNDECIDED = "und"
NO_SCRIPT = "Zyyy"

RTL = frozenset({"Arab", "Hebr", "Syrc", "Thaa"})
BY_SCRIPT = {
    "Hebr": "he", "Grek": "el", "Hani": "zh", "Hira": "ja", "Kana": "ja", "Hang": "ko", "Thai": "th",
    "Armn": "hy", "Geor": "ka", "Ethi": "am", "Tfng": "zgh", "Thaa": "dv", "Beng": "bn",
    "Guru": "pa", "Gujr": "gu", "Orya": "or", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml",
    "Sinh": "si", "Laoo": "lo", "Tibt": "bo", "Mymr": "my", "Khmr": "km",
}  # fmt: skip
LETTERS = {  # of one language of its script and no other here; ی ک stand on Arabic pages of Iran too
    "Arab": {
        "ur": "ٹڈڑںےہھ",
        "ps": "ټډړږښګڼۍ",
        "ckb": "ڵڕێ",  # not ۆ: Uyghur has it too
        "ug": "ۇۈۋ",  # not ې, which Pashto has, nor ە, which Kurdish has
        "sd": "ڄڃڀٿڙڦڪڻ",
    },
    "Latn": {"tr": "ğĞıİ", "az": "əƏ"},  # Azerbaijani has those of Turkish too, and ə more often
}
ARTICLE = r"(?:^|\s)[وفبك]?ال\pL{3}"  # the article of Arabic, which no other language here has
MODEL_CODES = {"fa": "fa", "ur": "ur", "ar": "ar"}  # of eld, in Arabic script
NEAR = 0.05  # of the model's score: right answers were ahead by 0.06 and more, Uzbek for Bulgarian by 0.01
TWINS = frozenset(
    {"ms", "hr"}
)  # the model knows no Indonesian, Bosnian or Serbian in Latin script beside them
FOREIGN = {"Cyrl": "ңөүұқғһәҗҳҷӯҡҙҫ"}  # letters of languages of this script that the model does not know


def columns(texts: pa.Array, characters: Characters, priors: Sequence[str | None]) -> dict[str, pa.Array]:
    """`language`, `script`, `direction` and `rule` of each text, the rule that told its language.

    A prior (what came with the document, or with its source) counts only where the text leaves it open.
    """
    scripts = _scripts(characters)
    letters = characters.letters()
    sample = pc.utf8_slice_codeunits(texts, 0, SAMPLE) if len(texts) else texts
    languages = _told(sample, scripts)
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
    """The script most letters of each text are in; enough kana make Japanese of Chinese characters."""
    counts: Ints = np.stack([characters.count(MARK + 1 + i) for i in range(len(SCRIPTS))])
    if not counts.shape[1]:
        return []
    kana = counts[SCRIPTS.index("Hira")] + counts[SCRIPTS.index("Kana")]
    han = counts[SCRIPTS.index("Hani")]
    counts[SCRIPTS.index("Hira")] += np.where(kana > KANA * (kana + han), han, 0)
    best = counts.argmax(axis=0)
    return [SCRIPTS[b] if counts[b, i] else NO_SCRIPT for i, b in enumerate(best)]


def _told(sample: pa.Array, scripts: list[str]) -> list[str | None]:
    """The language of texts in Arabic or Latin script by letters and words; null where they do not say."""
    found: list[str | None] = [None] * len(scripts)
    for script, by_words in (("Arab", _by_arabic_words), ("Latn", _by_latin_words)):
        rows = [i for i, s in enumerate(scripts) if s == script]
        if not rows:
            continue
        texts = sample.take(pa.array(rows))
        marked, spoken = _by_letters(texts, LETTERS[script]), by_words(fold_array(texts))
        for row, letters, words in zip(rows, marked, spoken, strict=True):
            found[row] = letters or words
    return found


def _by_letters(texts: pa.Array, letters: Mapping[str, str]) -> list[str | None]:
    """The language whose own letters are common enough in a text."""
    lengths = np.maximum(pc.utf8_length(texts).to_numpy(zero_copy_only=False), 1)
    codes = list(letters)
    shares = np.stack([_hits(texts, f"[{letters[code]}]") / lengths for code in codes])
    best = shares.argmax(axis=0)
    return [codes[b] if shares[b, i] >= OWN_LETTERS else None for i, b in enumerate(best)]


def _by_arabic_words(folded: pa.Array) -> list[str | None]:
    """The language most of whose function words, or of Arabic the article, stand in a text."""
    words = {
        code: _hits(
            folded, rf"(?:^|\s)(?:{'|'.join(sorted(own))})(?:[^\pL\pM]|$)"
        )  # RE2: \b knows ASCII alone
        for code, own in _function_words("Arab").items()
    }
    words["ar"] = words.get("ar", 0) + _hits(folded, ARTICLE)
    return [_ahead({code: int(hits[i]) for code, hits in words.items()}) for i in range(len(folded))]


def _by_latin_words(folded: pa.Array) -> list[str | None]:
    """The language whose function words make up enough of a text."""
    lists = _function_words("Latn")
    found = []
    for text in folded.to_pylist():
        words = text.split()
        best = _ahead({code: sum(map(own.__contains__, words)) for code, own in lists.items()})
        enough = best and sum(map(lists[best].__contains__, words)) >= LATIN_WORDS * len(words)
        found.append(best if enough else None)
    return found


def _ahead(counts: Mapping[str, int]) -> str | None:
    """The language with the most function words, if they are enough and no other comes near."""
    ranked = sorted(((n, code) for code, n in counts.items()), reverse=True)
    most, next_most = ranked[0], ranked[1] if len(ranked) > 1 else (0, "")
    return most[1] if most[0] >= FEWEST_WORDS and most[0] >= AHEAD * next_most[0] else None


def _hits(texts: pa.Array, pattern: str) -> "np.ndarray[Any, Any]":
    return np.asarray(pc.count_substring_regex(texts, pattern).to_numpy(zero_copy_only=False))


@cache
def _function_words(script: str) -> dict[str, frozenset[str]]:
    """The function words of each pack of this script that no other such pack has, folded."""
    read = {code: packs.read(code, "pack") for code in packs.codes()}
    lists = {c: packs.function_words((c,)) for c, pack in read.items() if pack.get("script") == script}
    own = {c: w - frozenset().union(*(o for k, o in lists.items() if k != c)) for c, w in lists.items()}
    return {c: w for c, w in sorted(own.items()) if w}


def _model(text: str, script: str) -> str | None:
    """What the n-gram model says where it is sure, no other language is near, and script and letters fit."""
    foreign = FOREIGN.get(script, "")
    if sum(map(text.casefold().count, foreign)) >= OWN_LETTERS * len(text) and foreign:
        return None
    result = _detector().detect(text)
    language = result.language
    if not language or not result.is_reliable() or language in TWINS:
        return None
    best, *others = sorted(result.scores().values(), reverse=True)
    if others and best - others[0] < NEAR:
        return None
    arabic = language in MODEL_CODES
    return str(language) if arabic == (script == "Arab") else None


@cache
def _detector() -> Any:
    from eld import LanguageDetector

    return LanguageDetector()
