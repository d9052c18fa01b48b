"""Write `packs/<code>/rarity.toml`: of a thousand texts, how many have a word.

    python -m training.write_rarity ar RELEASE
    python -m training.write_rarity en PAGES.jsonl.gz

RELEASE is a folder of a release; PAGES holds a page a line, with its `lang` and its text in `gold` (pages
without are left out). Counted are the words that stories are compared by: of the headline, where there is
one, and of the beginning of the text. Only counts are kept, in classes, each twice the one below.
"""

import gzip
import json
import sys
import textwrap
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warraq import packs
from warraq.fold import fold
from warraq.linking.grams import folded_words
from warraq.linking.terms import LEAD_WORDS

LEAST_TEXTS = 3
"""Texts a word must stand in to be listed: once or twice is the name of one event."""
HEAD = """\
# Of a thousand texts, in how many a word stands: at least so many, less than twice of it. Folded; of the
# first {lead} words of {texts:,} texts, the headline counted with them. Written by
# `python -m training.write_rarity`, never by hand. Counted, quoted from none; a word that is not listed
# stands in fewer than {least} of a thousand.

[of_a_thousand]
"""


def texts_of(source: Path, language: str) -> list[str]:
    """The texts of a source in this language, headline first."""
    if source.is_dir():
        documents = pq.read_table(
            source / "data" / "documents.parquet", columns=["language", "title", "text"]
        )
        chosen = documents.filter(pc.equal(documents["language"], language))
        lines = [chosen["title"].fill_null(""), chosen["text"].fill_null("")]
        return list(pc.binary_join_element_wise(*lines, pa.scalar("\n")).to_pylist())
    with gzip.open(source, "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    return [page["gold"] for page in pages if page["lang"] == language and page.get("gold")]


def count(texts: list[str]) -> Counter[str]:
    """In how many texts each folded word stands, in the first LEAD_WORDS of each."""
    found = Counter[str]()
    for text in texts:
        _, _, begins, ends = folded_words(text)
        folded = fold(text)
        places = list(zip(begins.tolist(), ends.tolist(), strict=True))[:LEAD_WORDS]
        found.update({folded[begin:end] for begin, end in places})
    return found


def classes(found: Counter[str], texts: int) -> dict[int, list[str]]:
    """Words by the class they are in: 1, 2, 4, … of a thousand texts; the commonest first."""
    by_class: dict[int, list[str]] = {}
    for word, times in found.items():
        share = 1000 * times / texts
        if times >= LEAST_TEXTS and share >= 1:
            by_class.setdefault(1 << (int(share).bit_length() - 1), []).append(word)
    return dict(sorted(by_class.items(), reverse=True))


def main() -> None:
    """Write the file anew."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    language, source = sys.argv[1], Path(sys.argv[2])
    texts = texts_of(source, language)
    by_class = classes(count(texts), len(texts))
    least = max(1, round(1000 * LEAST_TEXTS / len(texts)))
    blocks = [
        f'{size} = """\n{textwrap.fill(" ".join(sorted(words)), 108, break_on_hyphens=False)}\n"""\n'
        for size, words in by_class.items()
    ]
    head = HEAD.format(lead=LEAD_WORDS, texts=len(texts), least=least)
    path = packs.FOLDER / language / "rarity.toml"
    path.write_text(head + "\n".join(blocks), "utf-8", newline="\n")
    print(f"{path.name}: {sum(map(len, by_class.values())):,} words of {len(texts):,} texts")


if __name__ == "__main__":
    main()
