"""A day written in any calendar and language is read back as that day."""

from datetime import date

from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from warraq import packs
from warraq.annotation import dates

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "tr", "ur")
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
SHAPES = ("{d} {m} {y}", "{w}، {d} {m} {y}", "{d}-{m}-{y}", "{w} {d} {m}، {y} - {t}", "{t} | {d} {m} {y}")
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
CLOCKS = st.times().map(lambda at: at.strftime("%H:%M"))


def written(shape, day, month, year, weekday, clock, digits):
    form = shape.format(d=day, m=month, y=year, w=weekday, t=clock)
    return form.translate(str.maketrans(DIGITS[0], digits))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LANGUAGES), DAYS, CLOCKS, st.sampled_from(SHAPES), st.sampled_from(DIGITS), st.data())
def test_gregorian(code, day, clock, shape, digits, data):
    pack = packs.read(code, "dates")
    month = data.draw(st.sampled_from(pack["months"][day.month - 1]))
    weekday = pack["weekdays"][day.weekday()][0]
    form = written(shape, day.day, month, day.year, weekday, clock, digits)
    found = dates.parse(form)
    want = day.isoformat() + (f"T{clock}" if "{t}" in shape else "")
    assert found is not None and (found.value, found.flags) == (want, ()), form


@settings(max_examples=200, deadline=None)
@given(
    DAYS, st.sampled_from(SHAPES[:3]), st.sampled_from(("", "هـ", " هـ")), st.sampled_from(DIGITS), st.data()
)
def test_hijri(day, shape, era, digits, data):
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    pack = packs.read("ar", "dates")
    month = data.draw(st.sampled_from(pack["hijri_months"][hijri.month - 1]))
    weekday = pack["weekdays"][day.weekday()][0]
    found = dates.parse(written(shape, hijri.day, month, f"{hijri.year}{era}", weekday, "", digits))
    assert found is not None and (found.value, found.flags) == (day.isoformat(), ("hijri",))


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from(SHAPES[:3]), st.sampled_from(DIGITS), st.data())
def test_jalali(day, shape, digits, data):
    jalali = JalaliDate(day)
    pack = packs.read("fa", "dates")
    month = data.draw(st.sampled_from(pack["jalali_months"][jalali.month - 1]))
    weekday = pack["weekdays"][day.weekday()][0]
    found = dates.parse(written(shape, jalali.day, month, jalali.year, weekday, "", digits))
    assert found is not None and (found.value, found.flags) == (day.isoformat(), ("jalali",))
