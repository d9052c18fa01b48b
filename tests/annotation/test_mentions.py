"""Mentions: persons, organisations, countries and cities, in sentences about people who are not."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotation.names_and_words import mentioned, table
from warraq import schema
from warraq.annotation import mentions

PERSONS = [
    # a title, an office, a name; later the surname alone
    ("التقى وزير الزراعة سامر الوردي المزارعين. ووعد الوردي بالمزيد.", ["سامر الوردي"] * 2),
    # commas round the name
    ("قالت مديرة المتحف، ليلى البستاني، إن الباب مفتوح. وشكرت البستاني الزوار.", ["ليلى البستاني"] * 2),
    # the fullest form, wherever it stands
    ("زار سامر الوردي القرية. ثم عاد سامر بن نادر الوردي إلى بيته.", ["سامر بن نادر الوردي"] * 2),
    # particles written with the name
    ("تحدث محمد الوردي عن النهر. وللوردي كتاب فيه، وبالوردي سمي الجسر.", ["محمد الوردي"] * 3),
    ("شكر الأهالي الدكتور عبد الرحمن بن خالد آل مرجان على عمله.", ["عبد الرحمن بن خالد آل مرجان"]),
    # an initial with its stop
    ("وصل جورج دبليو. كارنز إلى المدينة مساء.", ["جورج دبليو. كارنز"]),
    # a foreign name after a title, spoken of again
    (
        "وقال الرئيس الفنلندي أوردو تيكانن إن البحيرة متجمدة. وأضاف تيكانن أن الجليد سميك.",
        ["أوردو تيكانن"] * 2,
    ),
    # a given name that is a word too: a verb of speech before it, or a comma and an office after it
    ("قالت ليلى النجار إن المكتبة مفتوحة.", ["ليلى النجار"]),
    ("تجول سامر الصفار، مدير المتحف، في القاعة.", ["سامر الصفار"]),
    # it ends before a common word, with the article or without
    ("سلم مازن الوردي الهدية إلى الأطفال، وأضاف مازن الوردي هدفا.", ["مازن الوردي"] * 2),
    # a nationality is a title, too
    ("فاز أمس الفنلندي أوردو تيكانن، أمام ثلاثة.", ["أوردو تيكانن"]),
    # kings go by one name and a number
    ("زار الملك كرموس الثالث المعبد، وبناه أنفوس الثاني.", ["كرموس الثالث", "أنفوس الثاني"]),
    # the given name alone, said to say something
    ("دربت هويدا الصفار الفريق. وأضافت هويدا أن الفوز قريب.", ["هويدا الصفار"] * 2),
    # a particle belongs to the surname after it
    ("سجل لوكاس دي مورو هدفا. ثم عاد دي مورو وسجل.", ["لوكاس دي مورو"] * 2),
    # an honorific and a surname only
    ("شكر الجميع الأستاذ المرجاني، وقال المرجاني إن الفضل لهم.", ["المرجاني"] * 2),
]

NOT_PERSONS = [
    "أعلن وزير الزراعة استعداد الوزارة للموسم الجديد.",
    "درس الطلاب في جامعة الملك خالد سنة كاملة.",
    "على الطريق الجديد سيارات كثيرة.",
    "قرأ الوزير السوداني البيان أمام الصحافة.",
    "تحدث باسم الفلاحين أمام المجلس.",
    "زرع سعيد الحظ شجرة.",
    # what bears the name of a person
    "أقلعت السفينة «سامر الوردي» فجرا، وعادت «سامر الوردي» مساء.",
    "يدرس الخط العربي القديم.",
]

PLACES = [
    ("سافر من بغداد إلى العراق", [("بغداد", "geonames:98182"), ("العراق", "iso3166:IQ")]),
    ("عاد إلى وللعراق وبالعراق", [("لعراق", "iso3166:IQ"), ("العراق", "iso3166:IQ")]),
    (
        "الولايات المتحدة الأميركية وأمريكا",
        [("الولايات المتحدة الأميركية", "iso3166:US"), ("أمريكا", "iso3166:US")],
    ),
    ("وصلت القوات السعودية إلى السعودية", [("السعودية", "iso3166:SA")]),
    # a state that is no more, and words that are no country
    ("كان الاتحاد السوفيتي كبيرا", [("الاتحاد السوفيتي", None)]),
    ("قاسوا قطر الدائرة", []),
    ("في مونديال قطر", []),
    ("بلدان المغرب العربي", []),
    # a town the text makes known, here and wherever it comes back, alone or after a particle
    ("زاروا مدينة الزيزفون. وبالزيزفون نهر", [("الزيزفون", None)] * 2),
    ("عادوا إلى قرية تل القيقب", [("تل القيقب", None)]),
    ("في مدينة الملاهي أطفال", []),
    # a region, a street and a square are no town
    ("وصل إلى منطقة الرياض", []),
    ("نزل في شارع بغداد", []),
    # the letters of a town in a word
    ("التي كسرت الباب", []),
    # words that are cities too, and one that is meant
    ("صدر بيان عن دور الخبر في مدينة الخبر", [("الخبر", "geonames:109323")]),
    # two meanings: by what the document speaks of, else none
    ("وصل إلى عمان قادما من مسقط", [("عمان", "iso3166:OM"), ("مسقط", "geonames:287286")]),
    ("وصل إلى عمان", []),
    # the sunset prayer, a newspaper, a club
    ("بعد صلاة المغرب", []),
    ("نشرت جريدة الرياض الخبر", []),
    ("سجل اللاعب هدفا في مباراة برشلونة", []),
]

ORGANISATIONS = [
    ("قالت وزارة الخارجية الأمريكية ذلك", [("وزارة الخارجية الأمريكية", "وزارة الخارجية الأمريكية", None)]),
    ("للأمم المتحدة مكتب هنا", [("لأمم المتحدة", "الأمم المتحدة", None)]),
    ("أسس جماعة “أهل النهر” قبل عام", [("أهل النهر", "أهل النهر", None)]),
    ("درس في جامعة النورس المفتوحة سنة", [("جامعة النورس المفتوحة",) * 2 + (None,)]),
    ("رئيس جمعية هواة الفلك في المدينة", [("جمعية هواة الفلك",) * 2 + (None,)]),
    ("أسس مركز الضياء لعلوم الفضاء عام 1990", [("مركز الضياء لعلوم الفضاء",) * 2 + (None,)]),
    ("بنادي علوم الطيور", [("نادي علوم الطيور",) * 2 + (None,)]),
    ("في مستشفى الملك كرموس التخصصي", []),  # a name no list knows
    ("هيئة الغذاء والدواء قالت", [("هيئة الغذاء والدواء",) * 2 + (None,)]),
    ("افتتح المتحف القومي للحضارة", [("المتحف القومي للحضارة",) * 2 + (None,)]),
    # the kind of what the text already spoke of, and what every company has
    ("قال مجلس الإدارة إن مركز الشرطة على هيئة الحيوانات", []),
    # in marks again, without the word for its kind
    ("كتلة «الفنار» فازت، وفرحت «الفنار»", [("الفنار", "الفنار", None)] * 2),
    ("نقلت رويترز الخبر", [("رويترز", "رويترز", "agency:reuters")]),
    ("خرجوا معا وال تين في السلة", []),  # short names of agencies that are words
]


@pytest.mark.parametrize(("text", "names"), PERSONS)
def test_persons(text: str, names: list[str]) -> None:
    assert [name for _, name in mentioned(text, "person")] == names


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_what_is_no_person(text: str) -> None:
    assert mentioned(text, "person") == []


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: list[tuple[str, str]]) -> None:
    rows = mentions.annotate(table(text)).to_pylist()
    assert [(r["surface"], r["link"]) for r in rows if r["type"] in ("country", "city")] == expected


@pytest.mark.parametrize(("text", "expected"), ORGANISATIONS)
def test_organisations(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    rows = mentions.annotate(table(text)).to_pylist()
    assert [(r["surface"], r["name"], r["link"]) for r in rows if r["type"] == "organisation"] == expected


def test_a_surname_that_is_a_nationality_is_the_person_only_where_he_is_named() -> None:
    text = "وصل رئيس البلدية حسن ماهر السوداني. وشكر السوداني الوفد السوداني."
    assert mentioned(text, "person") == [("حسن ماهر السوداني",) * 2, ("السوداني", "حسن ماهر السوداني")]
    assert mentioned("وصل وزير سوداني، وشكر الوفد السوداني الحضور.", "person") == []


def test_the_title_knows_the_names_of_the_text() -> None:
    text = "افتتح المحافظ سامر الوردي الجسر."
    rows = mentions.annotate(table(text, title="الوردي يفتتح الجسر")).to_pylist()
    assert [(r["target"], r["surface"], r["name"], r["seq"]) for r in rows] == [
        ("title", "الوردي", "سامر الوردي", 0),
        ("text", "سامر الوردي", "سامر الوردي", 1),
    ]


def test_two_persons_with_one_surname_are_not_confused() -> None:
    text = "حضر سامر الوردي وحضرت ليلى الوردي. وتحدث الوردي."
    assert [name for _, name in mentioned(text, "person")] == ["سامر الوردي", "ليلى الوردي"]


def test_the_dateline_is_a_town_of_the_text_and_the_outlet_an_organisation() -> None:
    text = "رفعت زيزفونة لافتتها. وقال الصياد لصوت القيقب إن زيزفونة بعيدة، وفي تصريح للقيقب"
    rows = mentions.annotate(table(text, dateline="زيزفونة", outlet="إذاعة صوت القيقب")).to_pylist()
    assert [(r["surface"], r["type"]) for r in rows] == [
        ("زيزفونة", "city"),
        ("صوت القيقب", "organisation"),
        ("زيزفونة", "city"),
    ]


LANGUAGES = [
    (
        "fr",
        "Selon Odile Quernec-Bray, présidente de l'association, le musée de Port-Sablon rouvre en Algérie.",
        ["Odile Quernec-Bray", "musée de Port-Sablon", "Algérie"],
    ),
    (
        "fr",
        "La présidente du club, Odile Quernec, a souri. Le lycée Odile Quernec aussi. Quernec part.",
        ["Odile Quernec", "Quernec"],
    ),
    (
        "es",
        "El portavoz, Telmo Arriaga Souto, niega el acuerdo. En Francia, Arriaga calla.",
        ["Telmo Arriaga Souto", "Francia", "Arriaga"],
    ),
    (
        "de",
        "Das sagte Bürgermeisterin Wiebke Sandkrug in der Stadt Sandmünde. Sandkrug fährt nach Frankreich.",
        ["Wiebke Sandkrug", "Sandmünde", "Sandkrug", "Frankreich"],
    ),
    (
        "tr",
        "Kıyı Belediye Meclisi Başkanı Nermin Sazlık, Fransa’dan döndü. Sazlık “Geldik” dedi.",
        ["Kıyı Belediye Meclisi", "Nermin Sazlık", "Fransa", "Sazlık"],
    ),
    (
        "fa",
        "همایون سنگ‌تراش، مدیر آسیاب، به هند رفت و از روستای سنگاب آمد.",
        ["همایون سنگ‌تراش", "هند", "سنگاب"],
    ),
    ("ur", "ڈاکٹر عمران سنگ تراش نے کہا کہ بھارت دور ہے۔", ["عمران سنگ تراش", "بھارت"]),
    (
        "en",
        "The Ada Marsh Telescope saw Mars. Ada Marsh, who built it, left the village of Nether Wick.",
        ["Ada Marsh", "Nether Wick"],
    ),
    (
        "en",
        "Lisle Town Council met, said Odo Quill, and the Friends of the Mill agreed.",
        ["Lisle Town Council", "Odo Quill", "Friends of the Mill"],
    ),
]


@pytest.mark.parametrize(("language", "text", "names"), LANGUAGES)
def test_other_languages(language: str, text: str, names: list[str]) -> None:
    assert [surface for surface, _ in mentioned(text, language=language)] == names


def test_english() -> None:
    text = "Mr Karim Haddad met us in Baghdad. Haddad flew to the US; they told us so."
    assert mentioned(text, language="en") == [
        ("Karim Haddad", "Karim Haddad"),
        ("Baghdad", "Baghdad"),
        ("Haddad", "Karim Haddad"),
        ("US", "United States"),
    ]


def test_a_language_without_names_has_no_mentions() -> None:
    assert mentions.annotate(table("会议在开罗举行。", language="zh")).num_rows == 0
    assert mentions.annotate(table("", language="und")).schema == schema.MENTIONS.schema


PIECES = st.sampled_from(
    [
        "وقال",
        "الوزير",
        "محمد",
        "عبد",
        "الله",
        "بن",
        "السوداني",
        "للعراق",
        "وَبَغْدَادَ",
        "لـ",
        "“",
        "”",
        ".",
        "،",
        "\n",
        "عمان",
        "د.",
        "رئيس",
        "\u200f",
        "ـــ",
        "مدينة",
        "الخبر",
        "(",
        "واع",
        ")",
        "«",
        "Reuters",
        "x",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map(" ".join), st.text(max_size=60))


@given(st.lists(TEXTS, max_size=4))
def test_every_mention_stands_where_it_says(texts: list[str]) -> None:
    """Surface is the text at the offsets; rows in order, none over another; a batch is its documents."""
    documents = table(*texts)
    found = mentions.annotate(documents)
    assert found.schema == schema.MENTIONS.schema
    singles = [mentions.annotate(documents.slice(i, 1)) for i in range(len(texts))]
    assert found.to_pylist() == (pa.concat_tables(singles).to_pylist() if singles else [])
    for doc_id, text in enumerate(texts):
        rows = [r for r in found.to_pylist() if r["doc_id"] == str(doc_id)]
        assert [r["seq"] for r in rows] == list(range(len(rows)))
        edge = 0
        for row in rows:
            assert edge <= row["start"] < row["end"] <= len(text)
            assert row["surface"] == text[row["start"] : row["end"]] and row["name"].strip()
            edge = row["end"]
