"""Panels below a long article, on pages made of one paragraph over and over."""

import pytest

from tests.cleaning.labelled import segments_of_texts
from tests.cleaning.test_threads import ARTICLE, NOTICE, PARAGRAPH, SHORT_ARTICLE

SMALL_PRINT = f"What we may do with it. {PARAGRAPH}\nWhat you may not do. {PARAGRAPH}"
BIO = f"Ann Smith has written about bridges since 1990. {PARAGRAPH}"
OPTIONS = "Abkhazian Afar Afrikaans Akan Albanian Amharic Arabic Aragonese Armenian Assamese " * 5
PLACES = "Abkhazia, Afar, Akan, Albania, Amhara, Arabia, Aragon, Armenia, Assam, Aceh, Aden. " * 5

STORIES = "\n".join(
    f"The {what} of the town\nWhat became of the {what}. {PARAGRAPH}" for what in ("mill", "inn")
)

NOTICES, TERMS = "context.notice_below", "context.terms_below"
AUTHOR, FIELD = "context.author_below", "context.options"
OTHERS, TAGS = "context.stories_below", "context.tags_below"
PAGES = {
    "a notice": (f"{ARTICLE}\n{NOTICE}", NOTICES),
    "the page's rights": (f"{ARTICLE}\n© 2024 The Bridge Post\n{SMALL_PRINT}", TERMS),
    "terms": (f"{ARTICLE}\n*Disclaimers\n{SMALL_PRINT}", TERMS),
    "terms in Arabic": (f"{ARTICLE}\nإخلاء مسؤولية\n{SMALL_PRINT}", TERMS),
    "terms in Chinese": (f"{ARTICLE}\n免责声明\n{SMALL_PRINT}", TERMS),
    "an author": (f"{ARTICLE}\nAbout the Author\n{BIO}", AUTHOR),
    "a named author": (f"{ARTICLE}\nAbout Ann Smith\n{BIO}", AUTHOR),
    "an author in Persian": (f"{ARTICLE}\nدرباره نویسنده\n{BIO}", AUTHOR),
    "other stories": (f"{ARTICLE}\nLatest Blog Posts\n{STORIES}", OTHERS),
    "other stories in Arabic": (f"{ARTICLE}\nمقالات ذات صلة\n{STORIES}", OTHERS),
    "other stories in Chinese": (f"{ARTICLE}\n相关文章\n{STORIES}", OTHERS),
    "tags": (f"{ARTICLE}\nTags\nbridges, rivers\n{ARTICLE}", TAGS),
    "tags in German": (f"{ARTICLE}\nSchlagwörter: Brücken\nAnna\n{ARTICLE}", TAGS),
    "options": (f"{ARTICLE}\nChoose a language\n{OPTIONS}\n{PARAGRAPH}", FIELD),
}
NOTHING = {
    "a notice above": f"{NOTICE}\n{ARTICLE}",
    "rights of a picture": f"{ARTICLE}\n© The Bridge Post\n{SMALL_PRINT}",
    "terms in the middle": f"{ARTICLE}\nDisclaimer\n{ARTICLE}",
    "terms below little": f"{SHORT_ARTICLE}\nDisclaimer\n{PARAGRAPH}",
    "text below other stories": f"{ARTICLE}\nLatest Blog Posts\n{STORIES}" + 3 * f"\n{PARAGRAPH}",
    "other stories above": f"Latest Blog Posts\n{STORIES}\n{ARTICLE}",
    "keywords of a paper": f"{ARTICLE}\nKeywords: bridges, rivers\nIntroduction\n{ARTICLE}",
    "a chapter on tags": f"{ARTICLE}\nTags\n{ARTICLE}",
    "tags of each": f"{ARTICLE}\nCategory: bridges\nOne\n{ARTICLE}\nCategory: rivers\nTwo\n{ARTICLE}",
    "tags below little": f"{SHORT_ARTICLE}\nTags\nbridges, rivers\n{ARTICLE}",
    "a chapter": f"{ARTICLE}\nAbout the bridge\n{PARAGRAPH}",
    "an author above": f"About the Author\n{BIO}\n{ARTICLE}",
    "a list of places": f"{ARTICLE}\n{PLACES}\n{PARAGRAPH}",
}


def _taken(text: str) -> dict[str, list[str]]:
    """The lines each of these rules took."""
    rows = segments_of_texts({"page": text})["page"]
    return {
        rule: [line for line, _, of in rows if of == rule]
        for rule in (NOTICES, TERMS, AUTHOR, OTHERS, TAGS, FIELD)
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_panel_goes_from_its_first_line_on(name: str) -> None:
    text, rule = PAGES[name]
    taken = _taken(text)
    below = OPTIONS.strip() if rule == FIELD else text.split("\n")[-1].strip()
    assert taken.pop(rule)[-1].strip() == below
    assert not any(taken.values())


@pytest.mark.parametrize("name", NOTHING)
def test_else_nothing_is_taken(name: str) -> None:
    assert not any(_taken(NOTHING[name]).values())
