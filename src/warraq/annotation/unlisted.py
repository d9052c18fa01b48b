"""Persons in the words of a text whose names open with no given name we know.

They stand after a title (`الرئيس الفنلندي أوردو تيكانن`), in marks after one, before `بن`, in a row of
persons, or between a verb of speech and what is said (`وقال أوردو تيكانن إن …`).
"""

from bisect import bisect_left

from warraq.annotation.name_words import CLOSED, LETTERS, NameWords, Person
from warraq.annotation.words import ENDS, QUOTES, after_and, bare

TITLED_WORDS = 3  # words of a name that only a title before it makes one
MARKED_WORDS = 4  # words of a name in quotation marks
MEMBER_WORDS = 3  # words of a name in a row of names
SPOKEN_WORDS = 4  # words of a name after a verb of speech
BEFORE_WORDS = 14  # words from the verb to what is said, an office and a name between
PLURALS = ("ات", "اتي", "يون")  # endings of nouns
APPOSED = frozenset(",(-")  # between a name and what its bearer is


def find(reading: NameWords, i: int) -> Person | None:
    """The person named at word `i`, where `بن`, a title or a verb of speech says so."""
    if i in reading.sons:
        return _son(reading, i)
    person = None
    if i in reading.titles:
        person = _in_marks(reading, i) or _reigning(reading, i) or _titled(reading, i) or _surname(reading, i)
    return person or (_speaking(reading, i) if i in reading.saying else None)


def member(reading: NameWords, i: int, row: int) -> Person | None:
    """The name at word `i` in a row of persons, `row` of them before it: `X، Y، Z`, closed by a mark."""
    joined = reading.form(i - 1) != ","
    if row < 2 and not joined:  # فلان، صاحب الدار، …
        return None
    left_out = int(
        joined or (reading.form(i).startswith("و") and reading.form(i) not in reading.lexicon.given)
    )
    last = i
    while last < i + MEMBER_WORDS and _part_of_name(reading, last, left_out if last == i else 0):
        last += 1
    closed = reading.form(last) in CLOSED or (reading.form(last).startswith("و") and last > i + 1)
    return reading.person(i, last, left_out) if closed and last > i + (row < 2) else None


def _part_of_name(reading: NameWords, i: int, left_out: int) -> bool:
    form = reading.form(i)[left_out:]
    if len(form) <= 2 or reading.stops(i) or reading.common(form):
        return False
    if form in reading.lexicon.given:
        return form not in reading.lexicon.offices
    return not form.startswith("ال") and not form.endswith(("ه", "هم")) if left_out else reading.unknown(i)


def _son(reading: NameWords, i: int) -> Person | None:
    """`سفر بن سويد الغامدي`: the word before `بن`, though it be a word (`عادي`), but no verb or office."""
    lexicon = reading.lexicon
    for left_out, form in after_and(reading.form(i), lexicon.language)[::-1]:
        if left_out and form in lexicon.no_first_name:  # وقال بن علي
            return None
        if left_out and form not in lexicon.given:
            continue
        if reading.is_word(i) and form not in lexicon.no_first_name and not form.startswith("ال"):
            last, _ = reading.rest(i, form)
            return reading.person(i, last, left_out) if last > i + 2 else None
    return None


def _speaking(reading: NameWords, i: int) -> Person | None:
    """Who stands between a verb of speech and what is said: words of no list, or after a given name any;
    a single one when the text speaks of it again."""
    if not reading.lexicon.common:
        return None
    last = _name_of_speaker(reading, i)
    alone, form = last - i == 1, reading.form(i)
    if last == i or (
        alone and (form in reading.lexicon.given or not reading.again(i) or len(form) <= LETTERS)
    ):
        return None
    apposed = reading.form(last) in APPOSED or reading.form(last) in reading.lexicon.offices
    return reading.person(i, last, 0) if reading.announces(last) or (apposed and not alone) else None


def introduced(reading: NameWords) -> dict[int, int]:
    """Names that open with a given name, or follow a comma, right before what is said, whatever stands
    between the verb and them: `كشف مدير كهرباء المدينة نبيل الوردي أن …`; first word → after the last.
    """
    names: dict[int, int] = {}
    if not reading.lexicon.common or not reading.saying:
        return names
    announcers, forms = reading.lexicon.announcers, reading.words.forms
    announcing = [i for i, form in enumerate(forms) if form in announcers]
    for i in reading.saying:
        n = bisect_left(announcing, i)
        if n == len(announcing) or announcing[n] >= i + BEFORE_WORDS:
            continue
        end = announcing[n] - (forms[announcing[n] - 1] == ",")
        for first in range(max(i + 1, end - SPOKEN_WORDS), end - 1):
            opens = forms[first] in reading.lexicon.given or forms[first - 1] == ","
            if not opens or reading.stops(first) or any(_parts(reading, k) for k in range(i, first)):
                continue
            if _name_of_speaker(reading, first) == end:
                names[first] = end
                break
    return names


def relatives(reading: NameWords, found: list[Person]) -> list[Person]:
    """Words of no list before the surname of someone `found`: his first name, or that of another of the name
    (`إلينور روزفلت` beside `فرانكلين روزفلت`)."""
    inside = {i for p in found for i in range(p.first, p.last)}
    last_words = {reading.form(p.last - 1) for p in found} - reading.lexicon.given
    surnames = {s for s in last_words if len(s) > LETTERS and not s.startswith("ال")}
    if not surnames:
        return []
    return [
        reading.person(i - 1, i + 1, 0)
        for i, form in enumerate(reading.words.forms)
        if form in surnames
        and inside.isdisjoint((i - 1, i))
        and _first_name(reading, i - 1, form)
        and reading.ends(i + 1)
    ]


def _first_name(reading: NameWords, i: int, surname: str) -> bool:
    """Whether word `i` may be a first name, and no verb (`أسهب`, `يتذكر`), before this surname."""
    form, lexicon = reading.form(i), reading.lexicon
    if i in reading.places or i + 1 in reading.places or reading.stops(i):
        return False
    if form in lexicon.given:
        return surname not in lexicon.renowned or form not in lexicon.words_too
    speaks = i in reading.saying
    verb = form[0] in "يتنو" or (form[0] == "ل" and form[1:2] in "اين")
    verb |= reading.surface(i)[0] in "أا" or (form.endswith("و") and not speaks)
    long = len(form) > LETTERS or (speaks and len(form) == LETTERS)
    return long and not verb and surname not in lexicon.renowned and reading.unknown(i, foreign=speaks)


def _parts(reading: NameWords, i: int) -> bool:
    """Whether the speaker cannot stand on both sides of a word: a stop, another verb."""
    return reading.form(i) in ENDS or reading.form(i) in reading.lexicon.verbs


def _name_of_speaker(reading: NameWords, i: int) -> int:
    """After the last word of the name that opens at word `i`."""
    last = i
    while last < i + SPOKEN_WORDS:
        joined = reading.joined(last) if last > i else 0
        if not joined and not _may_speak(reading, last):
            break
        last += joined or 1
    named = reading.form(i) in reading.lexicon.given
    return last + (last > i and _family(reading, last, known=named))


def _may_speak(reading: NameWords, i: int) -> bool:
    """Whether a word may be part of the name of who speaks: a given name, or one of no list."""
    form, lexicon = reading.form(i), reading.lexicon
    if not reading.is_word(i):
        return False
    if form in lexicon.given:
        return not reading.stops(i) and form not in lexicon.offices
    owner = form.removesuffix("نا")  # شيخنا, شركتنا
    noun = owner[:-1] + "ه" if owner.endswith("ت") else owner
    ours = owner != form and (
        reading.common(noun) or not lexicon.honorifics.isdisjoint((owner, f"ال{owner}"))
    )
    if ours or form.endswith(PLURALS):
        return False
    return reading.unknown(i, foreign=True) and not form.startswith("ال")


def _family(reading: NameWords, i: int, *, known: bool) -> bool:
    """Whether a word with the article closes the name of who speaks; after a given name (`known`) any."""
    form, lexicon = reading.form(i), reading.lexicon
    if len(form) < 5 or not form.startswith("ال") or reading.stops(i):
        return False
    if form in lexicon.offices or form in lexicon.honorifics:
        return False
    return known or reading.surname(i, 1, True)


def _in_marks(reading: NameWords, i: int) -> Person | None:
    """All that stands in marks after a title, where no word of it is common: `الحارس «…»`."""
    if reading.form(i - 1) not in QUOTES or reading.form(i - 2) in reading.lexicon.complements:
        return None
    last = i
    while last < i + MARKED_WORDS and _part_of_name(reading, last, 0):
        last += 1
    if last == i or reading.form(last) not in QUOTES:
        return None
    thing = last == i + 1 and reading.form(i) in reading.lexicon.given  # المستكشف «راشد»
    return None if thing else reading.person(i, last, 0)


def _titled(reading: NameWords, i: int) -> Person | None:
    """A name of unknown words right after a title; a single one when the text speaks of it again."""
    cased, last = reading.lexicon.cased, i
    foreign = reading.form(i - 1) in reading.lexicon.nationality
    while last < i + TITLED_WORDS and reading.unknown(last, foreign=foreign):
        if reading.form(last).startswith("ال"):
            break
        last += 1
        if (cased or reading.form(last) == "-") and reading.joined(last):
            last += reading.joined(last)
    if cased:
        return reading.person(i, last, 0) if last > i and i - 1 == reading.titles[i] else None
    if last > i:
        last += reading.form(last).startswith("ال") and reading.surname(last, 1, True)
    if last - i >= 2 and reading.ends(last):
        return reading.person(i, last, 0)
    if last - i == 1 and reading.ends(last) and len(reading.form(i)) > LETTERS and _is_someone(reading, i):
        return reading.person(i, last, 0)
    return None


def _is_someone(reading: NameWords, i: int) -> bool:
    """Whether one unknown word after a title is a person: it speaks, or it comes back after what only a
    person has (`المدرب الفنلندي تيكانن`).
    """
    form, before, lexicon = reading.form(i), reading.form(i - 1), reading.lexicon
    if form in reading.said:
        return True
    personal = before in lexicon.honorifics or (
        before in lexicon.after_honorific and not before.endswith("يه")
    )
    return personal and reading.again(i) and form not in lexicon.given and not form.endswith("ا")


def _reigning(reading: NameWords, i: int) -> Person | None:
    """`الملك تيكانن الثالث`: one name is enough for a king."""
    head = reading.form(reading.titles[i])
    known = any(rest in reading.lexicon.monarchs for _, rest in bare(head, reading.lexicon.language))
    if not known or i - 1 != reading.titles[i] or i in reading.places or reading.form(i).startswith("ال"):
        return None
    if not reading.unknown(i) or reading.unknown(i + 1):
        return None
    return reading.person(i, i + 1 + (reading.form(i + 1) in reading.lexicon.ordinals), 0)


def _surname(reading: NameWords, i: int) -> Person | None:
    """`الأستاذ المرجاني`: a surname alone after an honorific that one may follow, said again."""
    if reading.form(reading.titles[i]) not in reading.lexicon.surname_after or i - 1 != reading.titles[i]:
        return None
    form = reading.form(i)
    alone = form.startswith("ال") and form.endswith("ي") and reading.surname(i, 0, True)
    return reading.person(i, i + 1, 0) if alone and reading.again(i) and reading.ends(i + 1) else None
