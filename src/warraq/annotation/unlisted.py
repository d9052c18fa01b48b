"""Persons in the words of a text whose names open with no given name we know.

They stand after a title (`الرئيس الفنلندي أوردو تيكانن`), in marks after one, before `بن`, or in a row of
persons.
"""

from warraq.annotation.name_words import CLOSED, LETTERS, NameWords, Person
from warraq.annotation.words import QUOTES, after_and, bare

TITLED_WORDS = 3  # words of a name that only a title before it makes one
MARKED_WORDS = 4  # words of a name in quotation marks
MEMBER_WORDS = 3  # words of a name in a row of names


def find(reading: NameWords, i: int) -> Person | None:
    """The person named at word `i`, where `بن` or a title says so."""
    if i in reading.sons:
        return _son(reading, i)
    if i not in reading.titles:
        return None
    return _in_marks(reading, i) or _reigning(reading, i) or _titled(reading, i) or _surname(reading, i)


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
