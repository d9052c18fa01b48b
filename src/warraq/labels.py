"""The class of a segment (label) and what happens to it (action): one closed list, used everywhere.

The names follow TEI, Gigaword and jusText; each is described in one line, and the descriptions are what
the card and `warraq clean --explain` show.
"""

from typing import Final, Literal

Action = Literal["keep", "lift", "remove"]

KEEP: Final[dict[str, str]] = {
    "body": "a paragraph or line of the article",
    "subheading": "a heading inside the article",
}

LIFT: Final[dict[str, str]] = {
    "title": "the headline",
    "deck": "the standfirst or kicker around the headline",
    "byline": "who wrote it, a person or a handle, or sign-off initials",
    "dateline": "place, agency or outlet, and sometimes the date, that open the story",
    "agency_credit": "the source of the copy",
    "date_published": "the date, and perhaps the time, of publication",
    "date_updated": "the date, and perhaps the time, of the last change",
    "section": "the part of the paper it stands in",
    "breadcrumb": "the path from the home page to the story",
    "tags": "keywords under the story",
    "caption": "the words under a picture",
    "image_credit": "who made or owns the picture",
    "reading_time": "how long it takes to read",
    "counter": "a bare number: shares, views, comments",
}

REMOVE: Final[dict[str, str]] = {
    "title_dup": "the headline once more",
    "date_render": "the page's clock, which is not the date of the story",
    "masthead": "the name of the site and its staff",
    "nav": "menus and links to other parts of the site",
    "page_tools": "font size, print, back to top",
    "share": "buttons and links to share the page",
    "related_heading": "the heading of a list of other stories",
    "related_item": "another story: its headline or its text",
    "ticker": "a line of many headlines",
    "teaser": "the cut beginning of another story",
    "promo_cta": "follow us, subscribe, install, pay",
    "comments": "the comment form and the comments",
    "consent": "notices about cookies and privacy",
    "legal": "copyright and disclaimers",
    "contact": "addresses and telephone numbers of the site",
    "player": "labels of an audio or video player",
    "advert": "the label of an advertisement, or one",
    "widget": "weather, rates, prayer times",
    "summary_box": "a machine's summary of the story",
    "continuation": "wire marks: more follows, end, codes",
    "wrapper": "an aggregator's sentence around the story",
    "pager": "links to the next and the previous page",
    "user_meta": "what a forum says of the member who posted",
    "embed": "a post of a social network, or its address",
    "artefact": "what an extractor left behind: markup, control characters, injected dates",
    "email": "the e-mail address of a person: masked in the text",
    "phone": "the telephone number of a person: masked in the text",
    "blank": "white space between segments",
}

MASKS: Final[dict[str, str]] = {"email": "[mail]", "phone": "[phone]"}
"""What the clean text has in place of a segment with this label; never longer than the shortest of them."""

DESCRIPTIONS: Final[dict[str, str]] = {**KEEP, **LIFT, **REMOVE}
LABELS: Final[tuple[str, ...]] = tuple(DESCRIPTIONS)
ACTIONS: Final[dict[str, Action]] = {
    **dict.fromkeys(KEEP, "keep"),
    **dict.fromkeys(LIFT, "lift"),
    **dict.fromkeys(REMOVE, "remove"),
}


def action_of(label: str) -> Action:
    """What happens to a segment with this label; KeyError when the label is not one of ours."""
    return ACTIONS[label]
