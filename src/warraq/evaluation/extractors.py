"""Others who take the article from a page, each as one function: a page in, its text out.

`trafilatura`, `justext` and `resiliparse` see the HTML and come with `pip install 'warraq[comparison]'`;
`c4` and `everything` (which keeps all) see the text, as we do. Each is called as its documentation says for
the main text, without comments, and otherwise as it comes.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Final

from warraq.evaluation import c4
from warraq.evaluation.gold import Page

Extractor = Callable[[Page], str]

TEXT: Final = ("c4", "everything")
HTML: Final = ("trafilatura", "justext", "resiliparse")
NAMES: Final = (*HTML, *TEXT)

# Stop word lists of jusText by BCP 47 code; without one it runs as it does for a language it does not know.
STOPLISTS: Final = {
    "ar": "Arabic",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
}


def load(name: str) -> Extractor:
    """The extractor of this name; raises ModuleNotFoundError when its package is not installed."""
    loaders: dict[str, Callable[[], Extractor]] = {
        "trafilatura": _trafilatura,
        "justext": _justext,
        "resiliparse": _resiliparse,
        "c4": lambda: lambda page: c4.clean(page.text),
        "everything": lambda: lambda page: page.text,
    }
    return loaders[name]()


def _trafilatura() -> Extractor:
    from trafilatura import extract

    return lambda page: extract(_html(page), include_comments=False) or ""


def _justext() -> Extractor:
    import justext

    @cache
    def judge(language: str) -> Callable[[bytes], list[justext.paragraph.Paragraph]]:
        if language not in STOPLISTS:
            return partial(justext.justext, stoplist=frozenset(), stopwords_low=0, stopwords_high=0)
        return partial(justext.justext, stoplist=justext.get_stoplist(STOPLISTS[language]))

    def extract(page: Page) -> str:
        paragraphs = judge(page.about.language.split("-")[0])(_html(page))
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return extract


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def extract(page: Page) -> str:
        html = _html(page)
        text = bytes_to_str(html, detect_encoding(html) or "utf-8")
        return str(extract_plain_text(text, main_content=True, alt_texts=False, comments=False))

    return extract


def _html(page: Page) -> bytes:
    return page.read_html() or b""
