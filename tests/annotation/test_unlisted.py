"""Persons whose names open with no given name the pack knows."""

import pytest

from tests.annotation.names_and_words import mentioned

PERSONS = [
    # before بن, a title or not; any word after it
    ("زار زغروف بن نادر الوردي القرية.", ["زغروف بن نادر الوردي"]),
    ("وصل عادي بن نادر الوردي.", ["عادي بن نادر الوردي"]),
    ("وصل الأمير زغروف بن مساعد، ثم عاد.", ["زغروف بن مساعد"]),
    # an honorific, an adjective of what he is, and a name
    ("وقالت الناشطة الحقوقية الفنلندية أوردو تيكانن إن الطريق طويل.", ["أوردو تيكانن"]),
    # a name that ends like a noun with a pronoun, after a nationality
    ("وقال وزير المياه الإيراني زيران زاركنه إن النهر عال.", ["زيران زاركنه"]),
    # one word, where the text speaks of it again
    ("قام المدرب الفنلندي تيكانن بجولة. ثم عاد تيكانن إلى الملعب.", ["تيكانن"] * 2),
    # in marks after a title
    ("شكر الحارس «أوردو تيكانن» الناس.", ["أوردو تيكانن"]),
    # in a row of persons
    (
        "حضر محمد الوردي، وليلى البستاني، وياسر الصفار، وزغروف تيكانن.",
        ["محمد الوردي", "ليلى البستاني", "ياسر الصفار", "زغروف تيكانن"],
    ),
    # the house he is of; a name that الله ends
    ("ألقى الشيخ عبدالله آل الشيخ كلمة.", ["عبدالله آل الشيخ"]),
    ("وصل إبراهيم غرم الله، مدير المدرسة.", ["إبراهيم غرم الله"]),
    # the surname with the article, and without
    ("وصل المدير خالد صفراوي. ثم تحدث الصفراوي إلى الناس.", ["خالد صفراوي"] * 2),
    # one name that is enough
    ("تحدث أوباما إلى الصحافة، ثم سأله بوتين.", ["أوباما", "بوتين"]),
    # between a verb of speech and what is said: of no list, his surname said again; a word that is a name too
    ("وقال أوردو تيكانن إن النهر عال. ثم عاد تيكانن.", ["أوردو تيكانن"] * 2),
    ("وأضاف تيكانن: «النهر عال». ثم عاد تيكانن.", ["تيكانن"] * 2),
    ("وقالت زيرانا تيكانن، التي تسكن القرية، إن النهر عال.", ["زيرانا تيكانن"]),
    ("كشف مدير كهرباء القرية نبيل الصفار أن النهر عال.", ["نبيل الصفار"]),
    ("وقال كبير العلماء الذين درسوا النهر، أوردو تيكانن، إن الماء عال.", ["أوردو تيكانن"]),
    # after the body and the place where an office is held
    ("حضر مدير جامعة الوادي المفتوحة في بغداد زغروف تيكانن أمس.", []),
    ("حضر مدير جامعة الوادي المفتوحة ببغداد زغروف تيكانن أمس.", ["زغروف تيكانن"]),
    # before the surname of someone else, a word of no list
    ("زار فرانكلين تيكانن وإلينور تيكانن القرية.", ["فرانكلين تيكانن", "إلينور تيكانن"]),
    ("عاد فرانكلين تيكانن. ثم رأى الناس زغرود تيكانن.", ["فرانكلين تيكانن", "زغرود تيكانن"]),
    # the same root twice, though the word be common
    ("وصل الأستاذ عادي بن حسين العادي أمس.", ["عادي بن حسين العادي"]),
    # what ends a name: a state of the one who does something
    ("رحب المدير بالسيد سامر الوردي متمنيا له التوفيق.", ["سامر الوردي"]),
]

NOT_PERSONS = [
    "أقلع المستكشف «راشد» فجرا.",
    "يحرس الحارس بيته، ويشكر المدرب زملاءه. وزملاءه يشكرون.",
    "قال اللاعب سيكون الفوز لنا، وسيكون قريبا.",
    "شكر المتحدث باسم «زغروف» الحضور.",
    "وقال بن عبد",
    "وقال شيخنا إن النهر عال. وشيخنا يعرف.",
    "وأكدت مصادرنا أن النهر عال، ومصادرنا كثيرة.",
    "وقال إن الناس قد بدر منهم ما بدر.",
    "وقال كريم إلا أن النهر عال.",
]


@pytest.mark.parametrize(("text", "names"), PERSONS)
def test_persons(text: str, names: list[str]) -> None:
    assert [name for _, name in mentioned(text, "person")] == names


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_what_is_no_person(text: str) -> None:
    assert mentioned(text, "person") == []
