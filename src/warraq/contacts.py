"""E-mail addresses and telephone numbers of persons, wherever they stand in a text.

Found is what a person could be reached by. Not found, on purpose: addresses of offices (`info@`, `press@`, or
one named like its own domain), numbers free of charge and for a whole country (`800…`, `9200…`), short codes,
and a local number without area code unless a word says that it is a telephone. A number counts by its form:
international (`+966…`, `00…`), national with its leading zero (`05…`), in groups as in North America; or by a
word for telephone before it. Dates, years, amounts, and numbers said to be of an account or a case do not.

The words are in the packs, `contacts.toml`. Every pattern is linear, and looks a bounded way around.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from warraq import packs
from warraq.fold import fold
from warraq.labels import MASKS

Found = tuple[int, int, str]
"""Start, end, label."""

LONGEST_LOCAL, LONGEST_DOMAIN = 64, 253  # RFC 5321, section 4.5.3.1
REACH = 40  # characters before a number in which a word may say what it is
FEWEST_DIGITS, MOST_DIGITS = 7, 15  # E.164: at most 15
NATIONAL = range(9, 13)  # digits with the leading zero: from Bahrain's neighbours to Germany
MOST_GROUPS = 7
GONE = "\ufffd"  # stands for what was found, while the rest is looked at
PASSES = 2
WHOLE = 6  # digits of a group that is no part of a date or an amount
NEAREST_WORDS = 4

_LOCAL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._%+-]{{0,{LONGEST_LOCAL - 1}}}$")
# A space after the @, or before the `com`, is how pages break addresses.
_DOMAIN = re.compile(
    r" ?(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,8}(?: (?:com|net|org)|[A-Za-z]{2,24})(?![A-Za-z])"
)
_DIGIT, _INVISIBLE = "0-9٠-٩۰-۹", "\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Groups of digits with one mark between them, or the brackets of an area code.
_BETWEEN = rf"[{_INVISIBLE}]*(?:[ \u00a0\u202f.\-–/]|[ -]?\(|\)[ -]?)?[{_INVISIBLE}]*"
_PLUS_BEHIND = rf"(?:\+(?![{_DIGIT}]))?"
_NUMBER = re.compile(rf"[+(]{{0,2}}[{_DIGIT}](?:{_BETWEEN}[{_DIGIT}])*{_PLUS_BEHIND}")
_GROUP = re.compile(rf"\+?[{_DIGIT}]+{_PLUS_BEHIND}")
_NO_NUMBER = re.compile(  # from its first digit on: dates, a date and then a time, years, amounts, decimals
    r"\d{1,2}([-/. ]{1,2})\d{1,2}\1(?:1[34]|19|20)?\d\d$|(?:1[34]|19|20)\d\d([-/. ])\d{1,2}\2\d{1,2}$"
    r"|\d{1,2}([-/. ]{1,2})\d{1,2}\3(?:1[34]|19|20)\d\d(?!\d)"
    r"|(?:1[34]|19|20)\d\d[-/ .()]+(?:1[34]|19|20)\d\d$"
    r"|[1-9]\d{0,2}(?:[. ]\d{3})+(?:[.]\d{1,2})?$|\d+\.\d+$"
)
_NORTH_AMERICAN = re.compile(r"(?:1[ .-])?\(?[2-9]\d\d(?:\)[ -]?|[.-])[2-9]\d\d[.-]\d{4}$")
_NO_DIGITS = re.compile(r"\D+")
_MASK = re.compile("|".join(map(re.escape, MASKS.values())))
_WORD = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(
    r"[A-Za-z0-9_@#=&%٫٬]$|[A-Za-z0-9][/.:,+]$"
)  # part of an address, a code, a longer number


def find(text: str) -> list[Found]:
    """The addresses and numbers of persons in a text, in order, as offsets with their labels.

    What is left is looked at again, so that nothing is found in it, how ever they were strung together.
    """
    found: list[Found] = []
    for _ in range(PASSES):
        before = len(found)
        for kind in (_addresses, _numbers):
            more = list(kind(text))
            text = _replaced(text, more, [GONE * (end - start) for start, end, _ in more])
            found += more
        if len(found) == before:
            break
    return sorted(found)


def masked(text: str) -> str:
    """The text with what `find` finds replaced by the masks of labels.MASKS."""
    found = find(text)
    return _replaced(text, found, [MASKS[label] for _, _, label in found])


def _replaced(text: str, found: Sequence[Found], by: Sequence[str]) -> str:
    if not found:
        return text
    parts, at = [], 0
    for (start, end, _), put in zip(found, by, strict=True):
        parts += [text[at:start], put]
        at = end
    return "".join([*parts, text[at:]])


# Addresses ----------------------------------------------------------------------------------------


def _addresses(text: str) -> Iterator[Found]:
    at, reached = text.find("@"), 0
    while at >= 0:
        local = _LOCAL.search(text[max(reached, at - LONGEST_LOCAL) : at])
        domain = _DOMAIN.match(text[at + 1 : at + 2 + LONGEST_DOMAIN]) if local else None
        if local and domain and not _is_office(local[0], domain[0]):
            reached = at + 1 + domain.end()
            yield at - len(local[0]), reached, "email"
        at = text.find("@", max(at + 1, reached))


def _is_office(local: str, domain: str) -> bool:
    """Whether an address is that of an office: named so, or named like its own domain."""
    local = local.casefold()
    name = re.split(r"[._%+-]", local)[0].rstrip("0123456789")
    named_alike = re.sub(r"[^a-z]", "", local)
    labels = re.sub(r"[^a-z.]", "", domain.casefold()).split(".")[:-1]
    return {local, name} & _words("offices") != set() or (len(named_alike) > 3 and named_alike in labels)


# Numbers ------------------------------------------------------------------------------------------


def _numbers(text: str) -> Iterator[Found]:
    reached = 0  # where the last one found ends
    for number in _NUMBER.finditer(text):
        if number.end() - number.start() < FEWEST_DIGITS:
            continue
        groups = [(number.start() + g.start(), number.start() + g.end()) for g in _GROUP.finditer(number[0])]
        first = 0
        while first < len(groups):
            last = _longest(text, groups, first, reached)
            if last is not None:
                yield *_with_signs(text, groups[first][0], groups[last][1]), "phone"
                first, reached = last, groups[last][1]
            first += 1


def _longest(text: str, groups: Sequence[tuple[int, int]], first: int, reached: int) -> int | None:
    """The last of the most groups, from this one on, that make a telephone number; None when none do."""
    if not _parted(text, groups, first):
        return None
    for last in reversed(range(first, min(len(groups), first + MOST_GROUPS))):
        start, end = groups[first][0], groups[last][1]
        digits = sum(b - a for a, b in groups[first : last + 1])
        if not max(FEWEST_DIGITS, 2 * (last - first)) <= digits <= MOST_DIGITS + len("++"):
            continue  # groups of one digit are a table
        if _parted(text, groups, last + 1) and _is_telephone(text, start, end, start <= reached + 2):
            return last
    return None


def _parted(text: str, groups: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a number may begin with the group `at`, and another end before it."""
    if at in (0, len(groups)):
        return True
    (opens, ends), (begins, closes) = groups[at - 1], groups[at]
    spaced = any(mark in text[ends:begins] for mark in " \u00a0\u202f")
    return spaced or min(ends - opens, closes - begins) >= WHOLE


def _is_telephone(text: str, start: int, end: int, listed: bool) -> bool:
    """Whether the digits from start to end are a person's telephone number; `listed`: right behind one."""
    shape = fold(text[start:end])
    digits = _NO_DIGITS.sub("", shape)
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS or digits.startswith(("000", *_services())):
        return False
    if not listed and _GLUED.search(text[max(0, start - 2) : start].rstrip("(")):
        return False
    if _NO_NUMBER.match(shape):
        return False
    after = [fold(w) for w in _WORD.findall(text[end : end + REACH].partition("\n")[0])[:1]]
    if set(after) & _words("amounts") or text[end : end + 1] in ("%", "٪", "@"):
        return False
    before = _MASK.sub(" ", text[max(0, start - REACH) : start].rpartition("\n")[2])
    signed = "+" in text[max(0, start - 1) : end + 1]
    if _is_international(digits, signed) or _NORTH_AMERICAN.match(shape):
        return True
    said = _said(before)
    return said == "telephone" or (said is None and _is_national(shape, digits))


def _is_international(digits: str, signed: bool) -> bool:
    """`+966 50 …`, `00966…`, `966+` as right-to-left pages turn it, or a mobile number without any sign."""
    number = digits.removeprefix("00")
    if signed or digits.startswith("00"):
        coded = number.startswith(tuple(_words("country_codes")))
        return coded and FEWEST_DIGITS + 1 < len(number) <= MOST_DIGITS and not number.startswith(_services())
    return digits.startswith(_mobiles().get(len(digits), ()))


def _is_national(shape: str, digits: str) -> bool:
    """`05…` and the like: a leading zero, and no decimal fraction."""
    zero = digits[0] == "0" and digits[1] != "0" and not shape.startswith("0.")
    return zero and len(digits) in NATIONAL and len(_GROUP.findall(shape)) <= 5


def _said(before: str) -> str | None:
    """What the nearest word that says so makes of a number: `telephone`, `other_numbers`, or null."""
    for word in reversed([fold(w) for w in _WORD.findall(before)[-NEAREST_WORDS:]]):
        for kind in ("telephone", "other_numbers"):
            if word in _words(kind):
                return kind
    return None


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """With the bracket and the sign of the number, without what is left open."""
    while start and text[start - 1] in "+(" and (text[start - 1] == "+" or ")" in text[start:end]):
        start -= 1
    return start, end


# Words --------------------------------------------------------------------------------------------


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of this kind in all packs, folded."""
    parts = [packs.read(code, "contacts").get(kind, "") for code in ("common", *packs.codes())]
    return frozenset(fold(w) for part in parts for w in part.split())


@cache
def _services() -> tuple[str, ...]:
    return tuple(packs.read("common", "contacts")["service_numbers"])


@cache
def _mobiles() -> dict[int, tuple[str, ...]]:
    """How mobile numbers of so many digits begin."""
    starts: dict[int, tuple[str, ...]] = {}
    for start, size in packs.read("common", "contacts")["mobiles"]:
        starts[size] = (*starts.get(size, ()), start)
    return starts
