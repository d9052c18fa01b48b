"""Credits: a canonical chain from lines, datelines and sentences, and nobody credited by accident."""

import pytest

from tests.annotation.pages_of import batch
from warraq import annotation, packs
from warraq.annotation import agencies
from warraq.annotation.credit_words import key, load
from warraq.dataset import Dataset, Source

WORDS = load(Dataset().pack_codes())
BODY = "افتتح مجلس المدينة المكتبة صباح اليوم وتضم ألف كتاب."


def credits_of(*lines: tuple[str, str], outlet: str | None = None) -> list[str]:
    dataset = Dataset(sources={"s": Source(outlet=outlet)})
    (document,) = annotation.annotate(*batch(lines, source="s"), dataset)["documents"].to_pylist()
    return list(document["credits"])


def test_the_table_of_agencies_has_no_spelling_twice() -> None:
    owners: dict[str, str] = {}
    for agency in (*agencies.table(), *agencies.outlets()):
        for spelling in {key(s) for s in agency.names + agency.short}:
            assert owners.setdefault(spelling, agency.id) == agency.id, spelling
        assert agency.names or agency.short
    entries = packs.read("common", "agencies")["agency"] + packs.read("common", "outlets")["outlet"]
    assert len({a["id"] for a in entries}) == len({a["name"] for a in entries}) == len(entries)
    fields = {"id", "name", "names", "short", "country", "languages", "kind"}
    assert all(set(a) <= fields for a in entries)
    assert all(len(a.get("country", "XX")) == 2 for a in entries)
    assert all(len(code) == 2 for a in entries for code in a.get("languages", ()))
    kinds = [a.kind for a in (*agencies.table(), *agencies.outlets())]
    assert set(kinds) == {"agency", "outlet", "network"}
    assert kinds.count("agency") >= 100
    assert kinds.count("outlet") >= 300


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("د.ب.أ", "dpa"),
        ("أ. ف. ب", "afp"),
        ("و ا س", "spa"),
        ("وكالة فارس للأنباء", "fars"),
        ("وكالة الأنباء العراقية الرسمية", "ina"),
        ("قناة «رووداو»", "rudaw"),
        ("Rudaw news agency", "rudaw"),
        ("خبرگزاری مهر", "mehr"),
        ("صدى الواحة", None),
    ],
)
def test_spellings(name: str, agency: str | None) -> None:
    found = agencies.find(key(name), WORDS)
    assert (found.id if found else None) == agency


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        (
            "المصدر: سبوتنيك + وكالة الأنباء العراقية “واع” + تويتر ",
            ["سبوتنيك", "وكالة الأنباء العراقية", "تويتر"],
        ),
        ("المصدر: الأناضول / صحيفة المرصد الليبية", ["الأناضول", "المرصد الليبية"]),
        ("المصدر/ صدى ، الواحة", ["صدى", "الواحة"]),
        ("مصدر الخبر: إدارة الإعلام - بمحافظة الواحة", ["إدارة الإعلام - بمحافظة الواحة"]),
        ("منبع: فارس", ["فارس"]),
        ("Source: Al Jazeera", ["الجزيرة"]),
        ("RT", ["روسيا اليوم"]),
        ("المصدر: وكالات", ["وكالات"]),
        ("المصدر:", []),
        ("المصدر: https://example.org/news", []),
    ],
)
def test_credit_lines(line: str, credits: list[str]) -> None:
    assert credits_of(("body", BODY), ("agency_credit", line)) == credits


@pytest.mark.parametrize(
    ("sentence", "credits"),
    [
        ("ونقلت وكالة الأنباء العراقية عن البيان أن القاعة كبيرة.", ["وكالة الأنباء العراقية"]),
        ("نقلت وكالة الأنباء العراقية الرسمية (واع) عن المدير أن القاعة كبيرة.", ["وكالة الأنباء العراقية"]),
        ("القاعة كبيرة.ونقلت وكالة «فارس» عن المدير أنها الأكبر.", ["فارس"]),
        ("وقالت وكالة سبأ إن القاعة كبيرة.", ["سبأ"]),
        ("بلغ عددهم ستين. حسب ما ورد على موقع روسيا اليوم", ["روسيا اليوم"]),
        ("وعرض الموقع نقلاً عن وكالة الأنباء الألمانية معلومات عنها.", ["د ب أ"]),
        ("وقال المدير في تصريح لوكالة سبوتنيك إن القاعة كبيرة.", ["سبوتنيك"]),
        ('وقالت المديرة لـ"رويترز" إن القاعة كبيرة.', ["رويترز"]),
        ("The hall opened on Tuesday, according to  Rudaw news agency.", ["رووداو"]),
        ("به گزارش خبرنگار ایلنا، تالار باز شد.", ["إيلنا"]),
        ("مہر خبررساں ایجنسی کے نمائندے کی رپورٹ کے مطابق ہال کھل گیا۔", ["مهر"]),
        ("La salle a ouvert, selon l'Agence France-Presse.", ["فرانس برس"]),
        # the agency is the topic, or no agency at all
        ("زار مدير وكالة شينخوا المكتبة.", []),
        ("وأضاف المصدر ذاته أن القاعة كبيرة.", []),
        ("قال مصدر مطلع إن القاعة كبيرة.", []),
        ("عملنا معا على بناء القاعة، وكان وفا بالوعد وال.", []),
        ("كتب في تغريدة عبر موقع “تويتر” أن القاعة كبيرة.", []),
        ("توقع المدير لرئيس وكالة رويترز رحلة.", []),
    ],
)
def test_sentences(sentence: str, credits: list[str]) -> None:
    assert credits_of(("body", BODY), ("body", sentence), ("body", BODY)) == credits


def test_lines_come_before_sentences_and_nobody_twice() -> None:
    lines = (
        ("body", "ونقلت وكالة رويترز عن المدير أن القاعة كبيرة."),
        ("agency_credit", "سبوتنيك"),
        ("agency_credit", "سبوتنيك"),
    )
    assert credits_of(*lines) == ["سبوتنيك", "رويترز"]


@pytest.mark.parametrize(
    ("end", "credits"), [("(Hürriyet)", ["Hürriyet"]), ("(رويترز).", ["رويترز"]), ("(كبيرة)", [])]
)
def test_an_agency_that_closes_the_story(end: str, credits: list[str]) -> None:
    assert credits_of(("body", f"{BODY} {end}")) == credits


def test_marks_of_the_wire_name_their_agency() -> None:
    assert credits_of(("body", BODY), ("continuation", "(وال _ بنغازي)"), ("continuation", "/انتهى/")) == [
        "وكالة الأنباء الليبية"
    ]


def test_copy_of_another_house_is_credited_to_it() -> None:
    lines = (("dateline", "دبي (أرخبيل) -"), ("body", BODY))
    assert credits_of(*lines, outlet="صدى الواحة") == ["أرخبيل"]


def test_the_house_itself_is_credited_only_where_its_page_names_nobody_else() -> None:
    own = ("dateline", "دبي (صدى) -"), ("body", BODY)
    line = ("agency_credit", "(الصدى + أرخبيل)")
    pages = [
        (own, ["صدى"]),
        ((*own, ("agency_credit", "المصدر: رويترز")), ["رويترز"]),
        ((line, ("body", BODY)), ["أرخبيل"]),
        ((("byline", "صدى - سالم الحداد"), ("body", BODY)), []),
        ((("byline", "خاص - صدى"), ("body", BODY)), ["صدى"]),
    ]
    for lines, credits in pages:
        assert credits_of(*lines, outlet="صدى الواحة") == credits


@pytest.mark.parametrize("name", ["« مرآة الواحة »", "” مرآة الواحة”", "«\u00a0مرآة الواحة\u2003»", "«  »"])
def test_a_paper_no_table_knows_is_named_without_the_space_in_its_marks(name: str) -> None:
    found = credits_of(("body", f"وذكرت صحيفة {name} أن المكتبة ستفتح أبوابها غدا."))
    assert found == (["مرآة الواحة"] if name.strip("« »") else [])


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("* خدمة «نيويورك تايمز»", ["نيويورك تايمز"]),
        ("(خدمة واشنطن بوست)", ["واشنطن بوست"]),
        ("خدمة «لوس أنجلوس تايمز» خاص بـ«الشرق الأوسط»", ["لوس أنجلوس تايمز", "الشرق الأوسط"]),
    ],
)
def test_a_service_is_no_name(line: str, credits: list[str]) -> None:
    assert credits_of(("agency_credit", line), ("body", BODY)) == credits
