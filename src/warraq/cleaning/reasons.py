"""Why a rule decides as it does, in words: pack rules say it themselves, ours are here."""

from functools import cache
from typing import Final

from warraq import packs

OWN: Final[dict[str, str]] = {
    "blank": "white space",
    "model.body": "text of the article, by its shape, its place and the lines around it",
    "model.furniture": "no text of the article, by its shape, its place and the lines around it",
    "title.over_cut": "right over the cut beginning that is all the page has for text",
    "title.repeated": "its words come back: on another line, or at the end of the path from the home page",
    "title.lead_words": "stands where a headline stands, and its words come back in the first sentences",
    "title.repeat": "the headline's very words",
    "title.near_repeat": "nearly the headline's words",
    "title.path": "ends in the headline, after separators: the path from the home page",
    "title.outlet": "the name in the copyright line, the address or the calls to subscribe",
    "top.kicker": "a short line by the headline that leads on (؛ : ..)",
    "top.lead_in": "many lines, or one with a colon, between headline and first sentence",
    "top.other_story": "a headline's length above the headline, or above an article without one",
    "top.short_sentence": "a short line that ends like a sentence, above the article",
    "top.list": "one of many short lines in a row above the article",
    "top.heading": "a short line right above the first sentence of an article without a headline",
    "top.short_line": "a few words alone above the headline",
    "top.deck": "a long line between headline and first sentence",
    "top.caption": "a short line between headline and first sentence",
    "context.standfirst": "a sentence between headline and date or author",
    "context.above_dateline": "the sentence below the headline, over the one that opens with a dateline",
    "context.between_headlines": "a sentence between the headline and the same headline once more",
    "context.headlines_below": "headlines right below the last paragraph, down to the end of the page",
    "context.over_the_picture": "the sentence between the headline and the words under a picture, or buttons",
    "context.archive": "below the heading of an archive, on a page with several stories",
    "context.summing_up": "the sentence below the headline, in words that come again in the next two",
    "context.staff_name": "the line after an editor's title",
    "context.author_name": "the line after a label that names the author",
    "context.author_box": "the author's name again below the article, and the line about him",
    "context.signed_by": "“about NAME” right above the heading of other stories or of the comments",
    "context.dateline_alone": "the place, with the agency or under the author, on a line of its own",
    "context.agency_again": "below the article, the agency that the dateline has in a bracket",
    "context.author_by_date": "a name between headline and date, or above the text, which never says it",
    "context.entry_again": "an entry of the menu once more, right above the headline",
    "context.link_to_list": "the heading of a list, with no list under it",
    "context.widget_between": "between two lines of rates, weather or scores",
    "context.widget_heading": "the line right above rates, scores or prayer times",
    "context.weather_place": "the place right under the temperature at the head of the page",
    "context.outlet_signs": "the words that open the article, alone right below it: the outlet signs",
    "context.timetable": "one of several times of day above the article, or what stands between them",
    "context.ticker_below_masthead": "one long line right below the names of outlet and staff",
    "context.scores": "one of several scores of matches above the headline",
    "context.ticker_label": "a word or two right above a line of many headlines",
    "context.first_menu": "the first line of the page, names parted by dashes",
    "context.headlines_in_a_row": "a long line at the head of the page, without a comma or a word that tells",
    "context.beginning_by_age": "in a list of the beginnings of stories, each under its age",
    "context.above_read_more": "trails off right above its “read more”, or is the headline over that",
    "context.dateline_of_another": "the last line, cut off, opens with the dateline of the page's story",
    "top.name_again": "a short line that opens the page, said twice, or alone in Latin: the name of the site",
    "context.date_of_another": "a date below other stories under the article, which has its own above",
    "context.cut_off": "cut inside a sentence, dots in square brackets at its end",
    "context.played": "right below one of several labels of a player, below the article: another film",
    "context.contents": "one of a numbered list under a link or a heading, above the article",
    "context.items_alone": "other stories in a block of their own, between paragraphs or in the page's foot",
    "context.opening_words": "one of several headlines over the beginnings of their stories, below the text",
    "context.dated_items": "one of several headlines over their dates, below the text",
    "context.second_story": "another story: its place and agency, or the first story's place, again",
    "context.tags": "short lines below the article that say its words once more",
    "context.live_entry": "a time alone above each paragraph: a story told by the hour",
    "context.dated_entry": "a date or a year alone above each paragraph: a story told by its years",
    "context.numbered_part": "the number of a part of the story, alone above its whole sentences",
    "context.signed_date": "where and when a letter or a decree was signed, below its text",
    "context.wire_code": "a number or a time right below the mark that ends the wire's copy",
    "context.live_heading": "a short line under the hour of a story told by the hour",
    "context.gallery": "the number of a picture in a gallery, or the line below it",
    "context.poll": "between the heading or the question of a poll and its button",
    "context.box": "between two calls to subscribe, no blank line around it",
    "context.listed": "a point below a line of the article that leads up to it with a colon",
    "context.dateline_again": "the place that opens the second story of the page, too",
    "context.credited": "ends with an agency and a name in a bracket: under a picture",
    "context.table": "one of several rows of names and figures below the text",
    "context.over_credit": "words right above the line that says who made the picture",
    "context.pull_quote": "words of the article once more, in quotation marks",
    "context.menu_run": "one of a run of short lines, some of them known entries of a menu",
    "context.list_above": "in the list under a heading for other stories, above the article",
    "context.page_clock": "a date by the menu, or the first of several: the page's clock",
    "context.comment_thread": "below the heading of the comments",
    "context.thread_below": "below a long article, after many dates with a time, marks of comments, "
    "greetings or the heading over what readers wrote",
    "context.notice_below": "below a long article, after the first lines of a notice on cookies",
    "context.terms_below": "below the text, after the page's copyright line or the heading of terms",
    "context.author_below": "below the text, after the heading of the author's box",
    "context.stories_below": "below the text, after the heading of other stories, with no text after them",
    "context.tags_below": "below an article and the one line of its tags",
    "context.options": "a great many words with a capital each, without marks: options of a field",
    "context.related_block": "below the heading of a list of other stories",
    "context.summary": "a point under the heading of a machine's summary",
    "context.after_article": "a short line below the furniture that closes the page",
    "context.no_article": "a short line of a page that is furniture from end to end",
    "context.repeated_caption": "the same short line twice in a row: under a picture",
    "context.subheading": "a short line without an end mark, alone between sentences",
    "profile.known": "stands on several pages of the site, and a rule knows it",
    "profile.contact": "an address or a number that stands on several pages of the site",
    "profile.agency": "an agency's line that opens several pages of the site",
    "profile.frequent": "stands on at least half of the site's pages, outside the article",
    "profile.bracket": "opens or closes many pages of the site, word for word",
    "profile.block": "stands below an address or a number on the site's pages",
    "profile.head": "stands before the text on many pages of the site",
    "profile.tail": "stands after the text on many pages of the site",
    "shape.ruled_line": "nothing but dashes, dots and the like",
    "span.markup": "a tag or an entity that an extractor left",
    "span.script": "a call of a script for advertisements",
    "span.control": "a control character",
    "private.email": "the e-mail address of a person, by its form",
    "private.phone": "a telephone number, by its form or by the word before it",
}


FAMILIES: Final[dict[str, str]] = {
    "model": "no rule decided; the line model weighed its shape, its place and the lines around it",
    "profile": "stands on many pages of this site",
}
"""By the first word of an id: rules whose number is open."""


def reason(rule_id: str, codes: tuple[str, ...]) -> str:
    """Why this rule decides as it does, in one line; the rule's id when it is not known."""
    family = FAMILIES.get(rule_id.split(".", maxsplit=1)[0], rule_id)
    return OWN.get(rule_id) or _of_packs(codes).get(rule_id, family)


@cache
def _of_packs(codes: tuple[str, ...]) -> dict[str, str]:
    return {item.id: item.reason for item in packs.items(packs.rules(codes))}
