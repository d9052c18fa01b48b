"""Who speaks where the verb comes first: by an honour, an office, a kind of body; and what nobody says."""

import pytest

from tests.annotation.names_and_words import quoted

SAID = "لن يجف هذا النهر أبدا"
NAME = "سامر الوردي"

SPEAKERS = [
    # the honour due to one, before he has spoken and after
    (
        f"استقبل صاحب السمو الملكي الأمير سامر الوردي معالي الوزير خالد الصفار. وأكد سموه أن {SAID}.",
        [("indirect", SAID, NAME)],
    ),
    (
        f"قال فضيلة الشيخ سامر الوردي إن {SAID}. وأضاف فضيلته: “{SAID}”.",
        [("indirect", SAID, NAME), ("direct", SAID, NAME)],
    ),
    # the office after the name, and then alone
    (
        f"قال سامر الوردي المتحدث باسم البلدية إن {SAID}. ولفت المتحدث إلى أن {SAID}.",
        [("indirect", SAID, NAME), ("indirect", SAID, NAME)],
    ),
    # the office with where it is held
    (f"أكد السفير السعودي في بغداد الدكتور سامر الوردي أن {SAID}.", [("indirect", SAID, NAME)]),
    # the one body of a kind, the one named first and most often of several
    (
        f"اشترت شركة نهر الوادي الوطنية أسهما. وقالت الشركة إن {SAID}.",
        [("indirect", SAID, "شركة نهر الوادي الوطنية")],
    ),
    # a speaker in marks who is no mention
    (f"وقالت «زغروف» إن {SAID}.", [("indirect", SAID, "زغروف")]),
    # a body under the name the document prints
    (f"قالت بوينج إن {SAID}.", [("indirect", SAID, "بوينج")]),
    # a participle with no comma ends the clause; so does when and where it was said
    (f"أكد سامر الوردي أن {SAID} مشيدا بجهود الأهالي.", [("indirect", SAID, NAME)]),
    (f"أكد سامر الوردي أن {SAID}، جاء ذلك في بيان.", [("indirect", SAID, NAME)]),
    # a verb that ends like a plural
    (f"زار سامر الوردي المدرسة. وأوضح الوردي خطته. وبين أن {SAID}.", [("indirect", SAID, NAME)]),
    # what is described, by a pronoun
    (
        f"وقال سامر الوردي إن {SAID}. ووصفه بأنه “كنز القرية”.",
        [("indirect", SAID, NAME), ("mixed", "كنز القرية", NAME)],
    ),
    # a participle after a verb of another kind, one person in the sentence
    (
        f"امتدح اللاعب خالد الزرنوقي الفريق بعد المباراة، مبينا أنه {SAID}.",
        [("indirect", SAID, "خالد الزرنوقي")],
    ),
    # a short form with a stop between the verb and the name
    (f"وأوضح أ.د. سامر الوردي أن {SAID}.", [("indirect", SAID, NAME)]),
    (f"قال رئيس محكمة النهر الشيخ د. سامر الوردي إن {SAID}.", [("indirect", SAID, NAME)]),
    # the name apposed to whoever is told of at length; a title before a surname that is no mention
    (f"قال كبير العلماء الذين درسوا النهر، سامر الوردي، إن {SAID}.", [("indirect", SAID, NAME)]),
    (f"وأكد الدكتور زغروف أن {SAID}.", [("indirect", SAID, "زغروف")]),
    # the body by the word for its kind before its name, by its statement, by its field
    (
        f"زارت منظمة هيومن رايتس ووتش القرية. وأشار بيان المنظمة إلى أنه {SAID}.",
        [("indirect", SAID, "هيومن رايتس ووتش")],
    ),
    (
        f"أعلنت وزارة الداخلية العراقية ذلك. وأضافت الداخلية أن {SAID}.",
        [("indirect", SAID, "وزارة الداخلية العراقية")],
    ),
    # a gathering speaks for the one body that holds it, else for nobody we know; after one it is no verb
    (f"اجتمع مجلس القضيم أمس. وشددت الجلسة على أن {SAID}.", [("indirect", SAID, "مجلس القضيم")]),
    (f"وشددت الجلسة على أن {SAID}.", [("indirect", SAID, None)]),
    (f"وأوضح سامر الوردي، في بيانه، عقب الجلسة، أن {SAID}.", [("indirect", SAID, NAME)]),
    # marks on the wrong side of their space
    (f"وجاء في بيان لسامر الوردي» {SAID}». ثم عاد.", [("direct", SAID, NAME)]),
    # the words of a document in marks are quoted, and nobody's
    (f"وقال التقرير: “{SAID}”.", [("direct", SAID, None)]),
]

NOT_QUOTATIONS = [
    f"ودعا سامر الوردي الله أن {SAID}.",
    f"وذكرت تقارير أن {SAID}. وأضافت أن {SAID}.",
    "وقال المتحدث “سامر خالد نادر الوردي”.",
    f"ومن الغد يتوقع أن {SAID}.",
    f"ونص القرار على خطة، ويجب أن {SAID}.",
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_who_said_what(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("text", NOT_QUOTATIONS)
def test_what_nobody_says(text: str) -> None:
    assert quoted(text) == []
