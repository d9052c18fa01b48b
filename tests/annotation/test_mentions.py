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
]

PLACES = [
    ("سافر من بغداد إلى العراق", [("بغداد", "geonames:98182"), ("العراق", "iso3166:IQ")]),
    ("عاد إلى وللعراق وبالعراق", [("لعراق", "iso3166:IQ"), ("العراق", "iso3166:IQ")]),
    (
        "الولايات المتحدة الأميركية وأمريكا",
        [("الولايات المتحدة الأميركية", "iso3166:US"), ("أمريكا", "iso3166:US")],
    ),
    ("وصلت القوات السعودية إلى السعودية", [("السعودية", "iso3166:SA")]),
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
