"""What a repeated line is, from how it looks and where it stands: the label its profile gives it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warraq import packs
from warraq.cleaning import features, rules
from warraq.cleaning.lines import Flags, explode
from warraq.cleaning.verdicts import OPEN, Verdicts
from warraq.labels import LABELS, action_of

ADDRESS = r"[a-z0-9_]@|@[a-z0-9_]{3}|https?:|www\.|[a-z0-9-]{2}\.(?:com|net|org|info)(?:[^a-z]|$)"
NUMBER = r"[0-9]{5,}"  # of a telephone or a short message; years and amounts of money are shorter
RIGHTS = r"©|\(c\)|copyright|®"
PARTED = r"[^ ] *[-/|] *[^ ]"  # a place, a writer and an outlet are parted by these
CREDITED = r"^[*•(\[«\"{]|[»\")}\]]$"  # a credit below the text begins with a mark or names a title
TIME = r"^[0-9]{1,2}:[0-9]{2}(?:[^0-9]|$)"  # the wire's clock below its copy
NAME_WORDS = 5  # a person's name, title included
ENTRY_WORDS = 4  # an entry of a menu


@dataclass(frozen=True)
class Looks:
    """Columns over some lines, each by itself."""

    columns: features.Features
    codes: tuple[str, ...]

    @classmethod
    def of(cls, lines: pa.Array, codes: tuple[str, ...]) -> "Looks":
        """`lines` are single lines without white space at their edges."""
        single = pc.replace_substring_regex(lines, r"[\s\pZ]+", " ")
        return cls(features.compute(explode(single)), codes)

    def matches(self, pattern: str) -> Flags:
        """The lines that fit a pattern over folded text."""
        return np.asarray(pc.match_substring_regex(self.columns.folded, pattern), np.bool_)

    @cached_property
    def address(self) -> Flags:
        return self.matches(ADDRESS)

    @cached_property
    def contact(self) -> Flags:
        """An address or a long number: the same on several pages, nothing else it can be."""
        return self.address | self.matches(NUMBER)

    @cached_property
    def rights(self) -> Flags:
        return self.matches(RIGHTS)

    @cached_property
    def agency(self) -> Flags:
        """Begins or ends with the name of an agency."""
        name = packs.macro("any_agency", self.codes)
        return self.matches(rf"^[^\pL]*{name}(?:[^\pL]|$)|(?:^|[^\pL]){name}[^\pL]*$")

    @cached_property
    def networks(self) -> Flags:
        """Names two social networks in a row."""
        name = packs.macro("network", self.codes)
        return self.matches(rf"(?:^|[^\pL]){name}[^\pL]{{1,3}}{name}(?:[^\pL]|$)")

    @cached_property
    def digits(self) -> Flags:
        return self.matches("[0-9]")

    @cached_property
    def parted(self) -> Flags:
        return self.matches(PARTED)

    @cached_property
    def credited(self) -> Flags:
        return self.matches(CREDITED)

    @cached_property
    def times(self) -> Flags:
        return self.matches(TIME)

    def known(self, zone: str) -> list[str | None]:
        """The label the packs' rules have for each line in this zone; None where they have none."""
        verdicts = Verdicts(len(self.columns.lines))
        everywhere = np.ones(verdicts.size, np.bool_)
        rules.apply(self.columns, verdicts, self.codes, ("anywhere",), everywhere)
        rules.apply(self.columns, verdicts, self.codes, (zone, "edges"), everywhere)
        return [None if code == OPEN else LABELS[code] for code in verdicts.label.tolist()]


def is_furniture(label: str | None) -> bool:
    """Whether a rule has said what the line is, and that it is no text."""
    return label is not None and action_of(label) != "keep"


def label_of(looks: Looks, row: int, *, top: bool, first: bool, frequent: bool) -> str:
    """The label of one line that no rule knows.

    `top`: above the article, else below; `first`: mostly the first line of its page; `frequent`: on half of
    the site's pages, so that it is the site's and not a writer's or an agency's.
    """
    columns = looks.columns
    if looks.contact[row]:
        return "byline" if columns.folded[row].as_py().startswith("@") else "contact"
    if looks.rights[row]:
        return "legal"
    if looks.networks[row]:
        return "share"
    if looks.agency[row] and not frequent:
        return "dateline" if looks.digits[row] or looks.parted[row] else "agency_credit"
    return _site_label(looks, row, top, first) if frequent else _copy_label(looks, row, top)


def _site_label(looks: Looks, row: int, top: bool, first: bool) -> str:
    """Of a line on most pages of the site."""
    if top:
        return "masthead" if first else "nav"
    if looks.times[row]:
        return "continuation"
    return "nav" if looks.columns.words[row] <= ENTRY_WORDS else "promo_cta"


def _copy_label(looks: Looks, row: int, top: bool) -> str:
    """Of a line that comes with some of the copy: lifted, unless it says no more than that the copy ends."""
    if top:
        return (
            "dateline"
            if looks.parted[row]
            else "byline"
            if looks.columns.words[row] <= NAME_WORDS
            else "section"
        )
    if looks.credited[row]:
        return "agency_credit"
    ends = looks.columns.ends_sentence[row]
    return "continuation" if ends or looks.columns.words[row] > NAME_WORDS else "byline"
