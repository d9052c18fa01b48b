"""How well the encoding is told: gold pages written in every encoding that is read, and read again.

None is declared. A page is written whole, and as one line of it drawn at random: the shorter the text, the
less it shows. Of a page that an encoding cannot write, the lines that it can are written, where they are at
least half of it. Text in ASCII is left out: every encoding writes it alike. The encoding is right when the
text comes back as it was.
"""

import random
from collections.abc import Iterable, Iterator
from typing import Final

from warraq.ingest.encodings import Decoded, decode

ENCODINGS: Final = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    *("windows-1256", "iso-8859-6", "windows-1252", "iso-8859-15", "windows-1254", "windows-1250"),
    *("windows-1251", "windows-1253", "windows-1255"),
)
ENOUGH: Final = 0.5
"""Share of a page's characters that must be left to write it in an encoding without the rest."""
SEED: Final = 20240301


def measure(pages: Iterable[str]) -> dict[str, float]:
    """`right`, the share of texts that come back as they were, and how many were written (`of`)."""
    right = [_comes_back(text, encoding) for text, encoding in written(pages)]
    return {"right": sum(right) / len(right) if right else 1.0, "of": len(right)}


def written(pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Texts and the encodings they are written in: of each page, and each encoding that can write it, two."""
    draw = random.Random(SEED)
    for page in pages:
        lines = [line for line in page.splitlines(keepends=True) if line.strip()]
        for encoding in ENCODINGS:
            kept = [line for line in lines if _writes(encoding, line)]
            if sum(map(len, kept)) >= ENOUGH * sum(map(len, lines)):
                texts = ("".join(kept), draw.choice(kept)) if kept else ()
                yield from ((text, encoding) for text in texts if not text.isascii())


def _writes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _comes_back(text: str, encoding: str) -> bool:
    found = decode(text.encode(encoding))
    return isinstance(found, Decoded) and found.text == text
