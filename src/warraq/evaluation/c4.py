"""The line and page rules of C4, from their published description.

Raffel et al., "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", JMLR
21(140), 2020, section 2.2. They were made for English. Left out: the list of bad words and the language
filter, which judge content, and the removal of sentences seen on other pages, which is no rule of a page.
"""

import re

TERMINAL = (".", "?", "!", '"', "”")
MIN_WORDS = 3  # of a line
MIN_SENTENCES = 5  # of a page
POLICIES = (
    *("terms of use", "privacy policy", "cookie policy"),
    *("uses cookies", "use of cookies", "use cookies"),
)
_SENTENCE_END = re.compile(r"[.?!][\"”']?(?=\s|$)")
_CITATION = re.compile(r"\[(?:\d{1,4}|edit|citation needed)\]")


def clean(text: str) -> str:
    """The lines C4 retains of a page; an empty text when it discards the page."""
    if "{" in text or "lorem ipsum" in text.lower():
        return ""
    kept = "\n".join(line for line in map(str.strip, text.split("\n")) if _retained(line))
    return _CITATION.sub("", kept) if len(_SENTENCE_END.findall(kept)) >= MIN_SENTENCES else ""


def _retained(line: str) -> bool:
    lower = line.lower()
    whole = line.endswith(TERMINAL) and len(line.split()) >= MIN_WORDS
    return whole and "javascript" not in lower and not any(policy in lower for policy in POLICIES)
