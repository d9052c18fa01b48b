"""Spellings of one outlet's name: are two of them the same outlet?"""

import re

from warraq.annotation.agencies import stripped
from warraq.annotation.credit_words import CreditWords, key


def is_variant(name: str, outlet: str, words: CreditWords) -> bool:
    """Whether two keys name one outlet: equal once words of kind (صحيفة) and tails (أونلاين) are left out."""
    return not _forms(name, words).isdisjoint(_forms(outlet, words))


def is_own(name: str, outlet: str, words: CreditWords) -> bool:
    """Whether a key on a page of this outlet means the outlet itself: a variant, or its name cut short.

    `المها` stands for `صحيفة المها العربية` on its own pages; elsewhere it would be another paper.
    """
    if is_variant(name, outlet, words):
        return True
    full = [f.split() for f in stripped(outlet, words.kinds, words.tails | words.plain_tails)]
    parts = name.split()
    forms = (parts, [parts[0].removeprefix("ال")]) if len(parts) == 1 else (parts,)  # المنبر: منبر الساحل
    return bool(parts) and any(f[: len(p)] == p for f in full for p in forms if f[0] not in words.kinds)


def _forms(name: str, words: CreditWords) -> set[str]:
    return {f.replace(" ", "") for f in stripped(name, words.kinds, words.tails | words.plain_tails)}


def plain(text: str, words: CreditWords) -> str:
    """A name as released: without `صحيفة` before and `الإلكترونية` after it, unless nothing else is left."""
    tokens = text.split()
    while len(tokens) > 1 and key(tokens[0]) in words.plain_kinds:
        tokens = tokens[1:]
    while len(tokens) > 1 and key(tokens[-1]) in words.plain_tails:
        tokens = tokens[:-1]
    return " ".join(tokens)


def place_of(name: str, text: str) -> tuple[int, int]:
    """Where the words of a name stand in the text it was read from, whatever space is between them."""
    match = re.search(r"\s+".join(map(re.escape, name.split())), text)
    return match.span() if match else (0, len(text))
