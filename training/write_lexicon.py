"""Write `packs/ar/lexicon.toml`: given names out of Wikidata, and which of them, and of all words, are none.

    python -m training.write_lexicon names.sqlite3 articles.zip …

`names.sqlite3` lies in the package arabic-name-romanizer (its rows from Wikidata are CC0; the others are
left out); the zips hold JSON lists of articles with `content`. Words are only counted: how often each stands,
and how often beside a name.
"""

import json
import re
import sqlite3
import sys
import textwrap
import zipfile
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from warraq import packs
from warraq.annotation.words import split, word_set

ARAB = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
    ]
)
LETTERS = re.compile("[ءابتثجحخدذرزسشصضطظعغفقكلمنهويىؤئ]{3,}")
BEARERS = 2  # people a given name has
RARE = 15  # a word that stands less often tells nothing of itself
COMMON, PLURAL, FEMININE = 12, 12, 8  # times a common word stands, with the article, as a verb of hers
SELDOM = 0.12  # share of a common word's places beside a name, at most
NAME, MAYBE = 0.3, 0.08  # share of a given name's places beside a name: a name; a word too
WELL_KNOWN = 5  # bearers of a name that is mostly a word
SURNAMES, TITLES = 4, 12  # bearers of a surname that is a word; that is a title
TITLE = 0.8  # a word after a title is a name as often
PARTICLES = frozenset(("بن", "ال", "بنت", "ابن"))
PERSON = {k: word_set(v) for k, v in packs.read("ar", "names")["person"].items() if isinstance(v, str)}
NATIONALITY = word_set(packs.read("ar", "names")["nationality"]["adjectives"])
CLEAR = PERSON["given"] - PERSON["words_too"]
TITLED = frozenset(w for w in PERSON["honorifics"] if w.startswith("ال")) | {"د"}


def bearers(path: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many people bear a word first, or later, in their name; how often it is noted as a surname."""
    database = sqlite3.connect(path)
    countries: dict[str, set[str]] = {}
    query = "select arabic_key, country from full_names where source = 'wikidata'"
    for name, country in database.execute(query):
        countries.setdefault(name, set()).add(country)
    first, rest, surname = Counter[str](), Counter[str](), Counter[str]()
    for words in (name.split() for name, of in countries.items() if of & ARAB):
        if len(words) > 1:
            first[words[0]] += 1
            rest.update(words[1:])
    query = "select arabic_key, country, count from units where source = 'wikidata' and role = 'surname'"
    for name, country, count in database.execute(query):
        surname[name] += count if country in ARAB else 0
    return first, rest, surname


def count(zips: Iterable[Path]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Folded words of all articles, and pairs of words."""
    words, pairs = Counter[str](), Counter[tuple[str, str]]()
    for path in sorted(zips):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(n for n in archive.namelist() if n.endswith(".json")):
                for article in json.loads(archive.read(name).decode("utf-8-sig")):
                    forms = split(article["content"] or "").forms
                    words.update(forms)
                    pairs.update(pairwise(forms))
    return words, pairs


def beside_names(
    pairs: Counter[tuple[str, str]], clear: frozenset[str], surnames: frozenset[str]
) -> Counter[str]:
    """How often each word stands beside a name: after a given name, a particle or a title, before a name."""
    found = Counter[str]()
    for (one, other), times in pairs.items():
        if one in clear or one in PARTICLES:
            found[other] += times
        elif one in TITLED:
            found[other] += int(TITLE * times)
        surname = other in surnames and other.endswith("ي") and other not in NATIONALITY
        if one not in TITLED | PARTICLES and (other in PARTICLES or other in clear or surname):
            found[one] += times
    return found


class Shares:
    """How often words stand beside names, of all the places they stand at."""

    def __init__(self, words: Counter[str], beside: Counter[str]) -> None:
        self.words, self.beside = words, beside

    def __call__(self, word: str) -> float:
        return self.beside[word] / self.words[word] if self.words[word] else 1.0

    def low(self, word: str) -> bool:
        return self(word) < SELDOM


def common_words(words: Counter[str], shares: Shares) -> set[str]:
    """Nouns and adjectives that stand with the article and without it, verbs of his and of hers."""
    found: set[str] = set()
    for word, times in words.items():
        if times < COMMON or word.startswith("ال") or not LETTERS.fullmatch(word) or not shares.low(word):
            continue
        if words[f"ال{word}"] + words[f"لل{word}"] >= PLURAL and shares.low(f"ال{word}"):
            found.add(word)
        if words[f"{word}ت"] >= FEMININE and shares.low(f"{word}ت"):
            found |= {word, f"{word}ت"}
        if word[0] == "ي" and len(word) > 3 and words[f"ت{word[1:]}"] >= FEMININE:
            found |= {word, f"ت{word[1:]}"}
    return found


def lists(database: Path, zips: Iterable[Path]) -> dict[str, set[str]]:
    """The four lists of the file."""
    first, rest, surname = bearers(database)
    words, pairs = count(zips)
    known = frozenset(
        w for w in rest if w.startswith("ال") and len(w) > 4 and (rest[w] > 1 or surname[w] > 1)
    )
    beside = beside_names(pairs, CLEAR, frozenset())
    known = frozenset(w for w in known if words[w] < 5 or beside[w] / words[w] > SELDOM)
    shares = Shares(words, beside_names(pairs, CLEAR, known))
    not_given = [PERSON[k] for k in ("given", "stop", "offices", "honorifics", "particles", "complements")]
    out = NATIONALITY.union(*not_given)
    given = [w for w in first if first[w] >= BEARERS and LETTERS.fullmatch(w) and w not in out]
    common = common_words(words, shares)
    rare = {w for w in given if words[w] < RARE and words[f"ال{w}"] < RARE}
    names = {w for w in given if w in rare or (words[w] >= RARE and shares(w) >= NAME)} - common
    known_as = {w: 2 * WELL_KNOWN if w in common else WELL_KNOWN for w in given}
    mostly = {w for w in given if first[w] >= known_as[w] or shares(w) >= MAYBE} - names
    common -= CLEAR | NATIONALITY | {w for w in PERSON["given"] if shares(w) > MAYBE / 4} | names
    titles = PERSON["honorifics"] | PERSON["offices"]
    surnames = {
        w
        for w in rest
        if w.startswith("ال")
        and len(w) > 4
        and ((w[2:] in common and rest[w] >= SURNAMES) or (w in titles and rest[w] >= TITLES))
    }
    return {"given": names | mostly, "words_too": mostly, "surnames": surnames, "common": common}


TEXTS = {
    "given": "Given names at least two people bear, besides those of names.toml.",
    "words_too": "Of these, the words more often than names: a title stands before them, or a name after.",
    "surnames": "Family names, with the article, that are words as well: only where a name may end.",
    "common": "Nouns and adjectives (seen with the article and without it) and verbs that are in no name.",
}
HEAD = """\
# Names and words of Arabic by the thousand, folded, for telling the one from the other; written by
# `python -m training.write_lexicon`, never by hand. names.toml is where single names are put right.
#
# given, words_too, surnames: people of Arab countries in Wikidata (CC0), by way of arabic-name-romanizer.
# common: counted in newspapers, quoted from none.
"""


def main() -> None:
    """Write the file anew."""
    found = lists(Path(sys.argv[1]), map(Path, sys.argv[2:]))
    blocks = [
        f'\n# {TEXTS[name]}\n{name} = """\n{textwrap.fill(" ".join(sorted(words)), 108)}\n"""\n'
        for name, words in found.items()
    ]
    (packs.FOLDER / "ar" / "lexicon.toml").write_text(HEAD + "".join(blocks), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
