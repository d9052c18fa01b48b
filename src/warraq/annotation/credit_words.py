"""The words around names, from the `credits.toml` of every pack in use, folded and ready to match.

Packs are used together, whatever the language of a document: a page in Arabic signs in English, and a
Persian site keeps its own words on its Arabic pages.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from warraq import packs
from warraq.fold import fold

LONGEST_CALLED = 4  # words of an outlet's name in a call to follow it
JUNK = re.compile(r"[^\w@]+")
SINGLES = re.compile(r"(?<!\w)\w(?: \w)+(?!\w)")


def key(text: str) -> str:
    """A name as it is looked up: folded, words parted by one space, initials joined (`أ. ف. ب` → `افب`)."""
    return key_of_folded(fold(text))


def keys(texts: Sequence[str]) -> list[str]:
    """`key` of each, folded in one go: of thousands of names, at every start."""
    return [key_of_folded(folded) for folded in fold("\n".join(texts)).split("\n")] if texts else []


def key_of_folded(folded: str) -> str:
    """`key` of a text already folded."""
    spaced = JUNK.sub(" ", folded.replace("_", " ")).strip()
    return SINGLES.sub(lambda m: m.group().replace(" ", ""), spaced)


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases, longest first; white space in them matches any."""
    ordered = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "|".join(r"\s+".join(map(re.escape, p.split())) for p in ordered) or r"(?!)"


_SPELLINGS = {"ا": "[اأإآٱ]", "ي": "[يىی]", "ه": "[هةہۀە]", "ك": "[كک]", " ": r"\s+", "-": r"[-–—]"}


def unfolded(phrase: str) -> str:
    """RE2 pattern for a phrase in text not folded: letters that fold together are written as classes."""
    return "".join(_SPELLINGS.get(c, re.escape(c)) for c in fold(phrase))


class CreditWords:
    """The vocabulary of some packs: `words["roles"]` and so on are sets of keys, `labels[…]` patterns."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._read = [packs.read(code, "credits") for code in codes]
        self._dates = [packs.read(code, "dates") for code in codes]
        self.kinds = self._keys("words", "kinds")
        self.tails = self._keys("words", "tails")
        self.plain_kinds = self._keys("words", "plain_kinds")
        self.plain_tails = self._keys("words", "plain_tails")
        self.outlet = self._keys("words", "outlet")
        self.outlet_in_dateline = self.outlet | self._keys("words", "outlet_in_dateline")
        self.articles = self._keys("words", "articles")
        self.roles = self._keys("words", "roles")
        self.given = self._keys("words", "given")
        self.persons = self.given | packs.known("given", tuple(codes))
        self.name_parts = self._keys("words", "name_parts")
        self.places = self._keys("words", "places") | self._places(
            [packs.read(code, "places") for code in codes]
        )
        self.home = self._keys("labels", "home")
        issued = either(self.phrases("masthead", "issued"))
        self.issued = re.compile(rf"(?:{issued})\s+")
        self.staff = self._keys("masthead", "staff")
        self.all_sections = self._keys("sections", "all")
        self.offices = self.staff | self._keys("masthead", "staff_too")
        self.sections = self._keys("sections", "names")
        self.fillers = self._keys("words", "fillers") | self._keys("labels", "byline") | self.sections
        self.calendar = self._calendar()
        self.labels = {
            slot: self._label(slot) for slot in ("byline", "credit", "section", "tags", "breadcrumb")
        }
        self.from_ = re.compile(rf"\s(?:{either(self.phrases('words', 'from'))})\s")
        in_ = either(self.phrases("words", "from") + self.phrases("words", "in"))
        self.from_or_in = re.compile(rf"\s(?:{in_})\s")
        for_house = either(self.phrases("words", "for_house"))
        self.for_house = re.compile(rf"\s(?:{for_house})\s")
        self.from_first = re.compile(rf"(?:{either(self.phrases('words', 'from'))})\s+")
        with_ = either(self.phrases("words", "with"))
        self.with_ = re.compile(rf"\s(?:{with_})\s")
        self.with_first = re.compile(rf"\s*(?:{with_})\s+")
        self.and_ = re.compile(
            rf"\s(?:(?:{either(self.phrases('words', 'and'))})(?:\s|(?=[\u0621-\u064a]))|(?:{with_})\s)"
        )
        self.not_papers = self._keys("words", "not_papers")
        self.generic = self._keys("calls", "generic")
        self.reporter = re.compile(rf"(?<!\w)(?:{either(self.phrases('words', 'reporters'))})(?!\w)")
        self.exclusive = re.compile(rf"(?<!\w)(?:{either(self.phrases('words', 'exclusive'))})(?!\w)")
        self.call = self._call()
        for_ = "|".join(unfolded(p) for p in self.phrases("words", "for")) or "(?!)"
        self.for_ = re.compile(rf"(?i)\s(?:{for_})(?!\w)")  # of names as printed
        self.photo = re.compile(rf"[\s*•(-]*(?:{either(self.phrases('words', 'photo'))})(?!\w)")
        self.not_site = self._keys("legal", "generic")
        self.made_by = re.compile(rf"(?<!\w)(?:{either(self.phrases('legal', 'made_by'))})(?!\w)")
        to = either(self.phrases("legal", "to"))
        self.rights_of = re.compile(rf"[\s:-]*(?P<word>{to})\s+(?=\S)")
        self.rights = re.compile(either(self.phrases("legal", "rights")))

    def phrases(self, table: str, name: str) -> list[str]:
        """A list of the packs, as they wrote it, each phrase once."""
        return list(dict.fromkeys(p for pack in self._read for p in pack.get(table, {}).get(name, ())))

    def _keys(self, table: str, name: str) -> frozenset[str]:
        return frozenset(keys(self.phrases(table, name)))

    def _calendar(self) -> frozenset[str]:
        """Names of months and weekdays, which stand in datelines and name nobody."""
        lists = [
            d.get(part, ())
            for d in self._dates
            for part in ("months", "weekdays", "hijri_months", "jalali_months")
        ]
        names = [
            name for one in lists for group in one for name in ([group] if isinstance(group, str) else group)
        ]
        return frozenset(key(name) for name in names)

    def _call(self) -> re.Pattern[str]:
        """A call in folded text, with the groups `news`, `kind` and `name`."""
        before, things, news, after = (
            either(self.phrases("calls", part)) for part in ("before", "things", "news", "after")
        )
        kind = rf"(?:(?P<kind>{either(self.phrases('words', 'kinds'))})\s+)?"
        between = rf"(?:\s+ل?(?:{things}))*\s+(?:(?P<news>{news})\s+)?ل?{kind}"
        name = rf"[\"«“]?(?P<name>[^\s\"«»“”:,.|]+(?:\s[^\s\"«»“”:,.|]+){{0,{LONGEST_CALLED - 1}}}?)[\"»”]?"
        return re.compile(rf"\W*(?:{before}){between}{name}(?:\s(?:{after})(?!\w)|\s*[:,.!|]|\s*$)")

    @staticmethod
    def _places(read: list[dict[str, Any]]) -> frozenset[str]:
        """Countries and well-known cities of the packs that list them."""
        countries = [name for pack in read for names in pack.get("country", {}).values() for name in names]
        cities = [name for pack in read for name in pack.get("place", {}).get("cities", ())]
        return frozenset(keys(countries + cities))

    def _label(self, slot: str) -> re.Pattern[str]:
        """A label at the start of a folded slot, with the marks and spaces after it."""
        phrases = either(self.phrases("labels", slot))
        if slot == "byline":  # `تقرير وتصوير`, `Text und Fotos`
            beside = either([*self.phrases("labels", slot), *self.phrases("words", "photo")])
            phrases = (
                rf"(?:{phrases})(?:\s*[,/+]?\s*(?:{either(self.phrases('words', 'and'))})\s*(?:{beside}))*"
            )
        return re.compile(rf"[\s*•|>»(\[-]*(?:{phrases})(?!\w)\s*[:/|_-]*\s*")


@cache
def load(codes: tuple[str, ...]) -> CreditWords:
    """The vocabulary of these packs."""
    return CreditWords(codes)
