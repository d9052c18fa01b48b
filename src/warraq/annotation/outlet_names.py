"""Spellings of one outlet's name: are two of them the same outlet?"""

from warraq.annotation.agencies import stripped
from warraq.annotation.credit_words import CreditWords, key


def is_variant(name: str, outlet: str, words: CreditWords) -> bool:
    """Whether two keys name one outlet: equal once words of kind (صحيفة) and tails (أونلاين) are left out."""
    return not _forms(name, words).isdisjoint(_forms(outlet, words))


def _forms(name: str, words: CreditWords) -> set[str]:
    return {f.replace(" ", "") for f in stripped(name, words.kinds, words.tails | words.plain_tails)}


def plain(text: str, words: CreditWords) -> str:
    """A name as released: without `صحيفة` before it and `الإلكترونية` after it, unless nothing else is left."""
    tokens = text.split()
    while len(tokens) > 1 and key(tokens[0]) in words.plain_kinds:
        tokens = tokens[1:]
    while len(tokens) > 1 and key(tokens[-1]) in words.plain_tails:
        tokens = tokens[:-1]
    return " ".join(tokens)
