"""Dates: every form of the table, every name of the packs, what is no date, what holds of any text."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq import packs
from warraq.annotation import dates
from warraq.annotation.date_words import _entries, tokens, vocabulary
from warraq.fold import fold

TABLE = Path(__file__).with_name("dates.tsv")
OF_SITES = Path(__file__).with_name("dates_of_sites.tsv")  # by site and language, relative ones against BASE
ELSEWHERE = Path(__file__).with_name("dates_elsewhere.tsv")  # of any language, feed and address, or no date
BASE = datetime(2024, 6, 15, 12, 0)
RELATIVE = {"REL-P0D": "2024-06-15", "REL-P1D": "2024-06-14", "REL-P2D": "2024-06-13"}


def _rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(TABLE), ids=lambda r: r["form"])
def test_form_gives_value_and_flags(row):
    found = dates.parse(row["form"])
    assert found is not None
    assert (found.value, " ".join(found.flags)) == (row["value"], row["flags"])


@pytest.mark.parametrize("row", _rows(OF_SITES), ids=lambda r: r["form"])
def test_form_as_sites_print_it(row):
    found = dates.parse(row["form"], base=BASE)
    assert found is not None
    assert (found.value, " ".join(found.flags)) == (row["value"], row["flags"])


@pytest.mark.parametrize("row", _rows(ELSEWHERE), ids=lambda r: f"{r['base'][:4]}{r['form']}")
def test_form_of_any_language_and_what_is_no_date(row):
    found = dates.parse(row["form"], base=datetime.fromisoformat(row["base"]) if row["base"] else None)
    assert ((found.value, " ".join(found.flags)) if found else ("", "")) == (row["value"], row["flags"])


def test_no_month_is_another_month_elsewhere():
    """In `vocabulary` the first meaning of a word wins: two would make a wrong date."""
    seen = {}
    parts = [packs.read(code, "dates") for code in ("common", *packs.codes())]
    for part in (*parts, packs.read("common", "other_dates")):
        for word, kind, value in _entries(part):
            if kind == "month":
                assert seen.setdefault(tuple(tokens(fold(word))), value) == value, word


def test_every_shared_form(five):
    wrong = []
    for row in _rows(five.parent / "dev" / "dates.tsv"):
        found = dates.parse(row["form"], base=BASE if row["iso"] in RELATIVE else None)
        want = RELATIVE.get(row["iso"], row["iso"])
        if found is None or not (
            found.value == want or (row["iso"] in RELATIVE and found.value.startswith(want))
        ):
            wrong.append((row["form"], row["iso"], found))
    assert wrong == []


@pytest.mark.parametrize("code", ["ar", "de", "en", "es", "fa", "fr", "tr", "ur"])
def test_every_month_and_weekday_name_in_every_shape(code):
    pack = packs.read(code, "dates")
    shapes = (
        "{d} {m} {y}",
        "{w} {d} {m} {y}",
        "{w}، {d} {m}، {y}",
        "{d}-{m}-{y}",
        "{d}/{m}/{y}",
        "{m} {d}, {y}",
        "{w}{d} {m} {y}",
    )
    wrong = []
    for month, names in enumerate(pack["months"], 1):
        for n, name in enumerate(names):
            day = date(2005 + month + n, month, 7 + 2 * n)
            for weekday in pack["weekdays"][day.weekday()]:
                for shape in shapes:
                    form = shape.format(d=day.day, m=name, y=day.year, w=weekday)
                    found = dates.parse(form)
                    if found is None or found.value != day.isoformat() or found.flags:
                        wrong.append((form, found))
    assert wrong == []


def test_two_names_of_one_month_however_they_are_joined():
    wrong = []
    for month, names in enumerate(packs.read("ar", "dates")["months"], 1):
        for first, second in zip(names, reversed(names), strict=True):
            for join in ("{}/{}", "{} / {}", "{}/ {}", "{} ({})", "{} {}"):
                form = f"9 {join.format(first, second)} 2018"
                found = dates.parse(form)
                if found is None or found.value != f"2018-{month:02}-09":
                    wrong.append((form, found))
    assert wrong == []


@pytest.mark.parametrize(
    "form",
    [
        "آب",
        "نيسان",
        "تشرين",
        "رمضان",
        "2-1 في",
        "2025-26",
        "2500 جندي",
        "1.2.3.2024",
        "192.168.1.10",
        "+966 11 234 5678",
        "31 فبراير 2023",
        "2024-13-45",
        "99/99/9999",
        "2023/02/29",
        "16 مايو 1820",
        "5 م",
        "9.30",
        "",
        "٪",
        "7 يوليو",
    ],
)
def test_no_date(form):
    assert dates.parse(form) is None


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("منذ يومين", "2024-06-13"),
        ("أول أمس", "2024-06-13"),
        ("اليوم, 09:27", "2024-06-15T09:27"),
        ("أمس الساعة 10:20 م", "2024-06-14T22:20"),
        ("منذ 43 دقيقة", "2024-06-15T11:17"),
        ("قبل ساعتين", "2024-06-15T10:00"),
        ("منذ ساعة", "2024-06-15T11:00"),
        ("منذ ثلاثة أسابيع", "2024-05-25"),
        ("منذ شهرين", "2024-04"),
        ("3 days ago", "2024-06-12"),
        ("il y a 3 jours", "2024-06-12"),
        ("heute, 09:27 Uhr", "2024-06-15T09:27"),
        ("gestern", "2024-06-14"),
        ("vor 3 Stunden", "2024-06-15T09:00"),
        ("vor einer Woche", "2024-06-08"),
        ("letzten Montag", "2024-06-10"),
        ("nächste Woche", "2024-W25"),
        ("ayer a las 10:20", "2024-06-14T10:20"),
        ("hace 3 horas", "2024-06-15T09:00"),
        ("hace dos días", "2024-06-13"),
        ("la semana pasada", "2024-W23"),
        ("امروز ۱۰:۲۶", "2024-06-15T10:26"),
        ("الخميس الماضي", "2024-06-13"),
        ("08 يونيو الجاري", "2024-06-08"),
    ],
)
def test_relative_forms_need_a_base(form, value):
    assert dates.parse(form) is None
    found = dates.parse(form, base=BASE)
    assert found is not None and found.relative and found.value == value


def test_order_of_the_source_settles_and_a_weekday_overrules_nothing_it_agrees_with():
    assert dates.parse("12/6/2017", order="MDY").value == "2017-12-06"
    assert dates.parse("12/6/2017", order="MDY").flags == ()
    assert dates.parse("12/6/2017").alternatives == ("2017-12-06",)
    assert dates.parse("30/6/2017", order="MDY").value == "2017-06-30"


def test_instant_needs_time_and_zone():
    assert dates.parse("16 أبريل 2024").instant("Asia/Tehran") is None
    assert dates.parse("16 أبريل 2024 10:26").instant() is None
    assert dates.parse("16 أبريل 2024 10:26").instant("Asia/Tehran") == datetime(
        2024, 4, 16, 6, 56, tzinfo=UTC
    )
    assert dates.parse("16 أبريل 2024 - 10:26 بتوقيت مكة").instant() == datetime(
        2024, 4, 16, 7, 26, tzinfo=UTC
    )


def test_running_text_gives_only_what_is_surely_a_date():
    text = (
        "بلغ السعر 2500 جندي و2-1 في موسم 2025-26 ورقم 0123-12-2024-55 ونسخة 1.2.3.2024 وقتل 2020 شخصا "
        "و(1/2) و12:30 و3.14 في 2019، وفي عام 1850 و5 مارس 1820، ثم 7 آب/أغسطس 2015 وسيارة نيسان 2.5 "
        "ورجب طيب و2015/5/3، واستقبل العام 1800 حاج، وفي 5 مايو 1500 زائر، وعام 1800 قبل الميلاد."
    )
    found = dates.find(text)
    assert [d.value for d in found] == ["2019", "1850", "1820-03-05", "2015-08-07", "2015-05-03"]
    surfaces = ["2019", "عام 1850", "5 مارس 1820", "7 آب/أغسطس 2015", "2015/5/3"]
    assert [text[d.start : d.end] for d in found] == surfaces


def test_offsets_hold_through_marks_the_fold_drops():
    text = "في الـــ١٥ مِن يَنَاير 2012م انتهى"
    (found,) = dates.find(text)
    assert text[found.start : found.end] == "١٥ مِن يَنَاير 2012م"
    assert found.value == "2012-01-15"


def test_describe_is_what_the_command_prints():
    assert dates.describe("5/6/2023") == {
        "text": "5/6/2023",
        "value": "2023-06-05",
        "precision": "day",
        "flags": ["date_ambiguous"],
    }
    assert dates.describe("لا شيء")["value"] is None


def test_names_of_months_never_contradict_each_other_across_packs():
    claimed = {}
    for code in ("common", *packs.codes()):
        for month, names in enumerate(packs.read(code, "dates").get("months", ()), 1):
            for name in names:
                assert claimed.setdefault(name, month) == month, (code, name)


PIECES = st.sampled_from(
    [" ".join(p) for p in sorted(vocabulary().phrases)]
    + ["12", "2024", "1445", "/", "-", ":", "\n", "10:30", " ", "(", "۱۴"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=12).map(" ".join)
    | st.lists(PIECES, max_size=8).map("".join)
    | st.text(max_size=60)
)
def test_any_text_gives_valid_dates_inside_it_or_nothing(text):
    for found in [*dates.find(text), *filter(None, [dates.parse(text, base=BASE)])]:
        assert 0 <= found.start < found.end <= len(text)
        if found.day:
            assert 1900 <= found.day.year < 2100
            assert datetime.fromisoformat(found.value)


@pytest.mark.parametrize(
    "piece", ["1/", "1-2-", "آب ", "(", "7", "منذ ", "الساعة ", "كانون ", "2020 ", "10:30 ", "م "]
)
def test_hostile_repetition_is_read_in_linear_time(piece):
    text = piece * 20_000
    dates.find(text)
    dates.parse(text)
