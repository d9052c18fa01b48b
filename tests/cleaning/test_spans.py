"""Stretches inside lines: what is cut out of the first, the last or any line of text."""

import pytest

from tests.cleaning.labelled import LEAD, MORE, TITLE, segments_of_texts

SPANS = {
    "agency": (f"بغداد-واع- {LEAD}", ("بغداد-واع-", "dateline")),
    "place and agency": (f"الرباط / الأناضول - {LEAD}", ("الرباط / الأناضول -", "dateline")),
    "outlet": (f"أخبار الوادي – {LEAD}", ("أخبار الوادي –", "dateline")),
    "tatweel as a dash": (f"الوادي ـ أخبار اليوم - {LEAD}", ("الوادي ـ أخبار اليوم -", "dateline")),
    "author and known place": (f"فلان الوادي - القاهرة - {LEAD}", ("فلان الوادي - القاهرة -", "dateline")),
    "an aside between dashes": (f"نجح – كما أحب- أن أراه. {LEAD}", None),
    "dated": (f"بنغازي 17 أكتوبر 2022 (وال) _ {LEAD}", ("بنغازي 17 أكتوبر 2022 (وال) _", "dateline")),
    "bracketed": (
        f"( شبكة الوادي / سبوتنيك - 27 يوليو 2021ء) {LEAD}",
        ("( شبكة الوادي / سبوتنيك - 27 يوليو 2021ء)", "dateline"),
    ),
    "injected date": (f" date 2025-08-29 {LEAD}", ("date 2025-08-29", "artefact")),
    "published label": (
        f"تم النشر في: 5 مايو 2019, 08:15 صباحا {LEAD}",
        ("تم النشر في: 5 مايو 2019, 08:15 صباحا", "date_published"),
    ),
    "glued advert": (f"{LEAD}اضافة اعلان", ("اضافة اعلان", "advert")),
    "label of an advert after a full stop": (f"{LEAD} إعلان", ("إعلان", "advert")),
    "share buttons first": (
        f"* email * facebook * twitter {LEAD}",
        ("* email * facebook * twitter", "share"),
    ),
    "place, outlet and date": (
        f"لاہور (صبحِ نو - 24 اگست 2023ء) {LEAD}",
        ("لاہور (صبحِ نو - 24 اگست 2023ء)", "dateline"),
    ),
    "headline in a sentence": (
        f"نقدم لقراء موقعنا كافة تفاصيل خبر {TITLE} في السطور التالية\n{LEAD}",
        (TITLE, "title"),
    ),
    "place and agency before a short first line": (
        f"{TITLE}\n\nتل الفنك (الشراع) - افتتح المتحف القاعة الكبرى بعد ترميم طويل\n\n{LEAD}\n{MORE}",
        ("تل الفنك (الشراع) -", "dateline"),
    ),
    "credit of a picture": (
        f"{TITLE}\n\nزوار أمام القاعة الكبرى في يوم الافتتاح قبل خمس سنوات (الشراع)\n\n{LEAD}\n{MORE}",
        ("(الشراع)", "image_credit"),
    ),
    "place, date and agency between slashes": (
        f"رأس المرساة في 5 مارس 2024 /الشراع/ - {LEAD}",
        ("رأس المرساة في 5 مارس 2024 /الشراع/ -", "dateline"),
    ),
    "the day of the week glued to the author": (
        f"{TITLE}\n\nهيثم الموجالثلاثاء 5 مارس 2024 - 23:40سياسة\n\n{LEAD}\n{MORE}",
        ("هيثم الموج", "byline"),
    ),
    "place and an agency that the page credits": (
        f"النورس – نسيم البحر افتتح المتحف القاعة الكبرى أمس.\n\n{LEAD}\n\n{MORE}\n\nالمصدر/ نسيم البحر",
        ("النورس – نسيم البحر", "dateline"),
    ),
    "an entry of the menu beside a date": (
        f"الرئيسية نبض المدينة علوم رياضة\n\nنبض المدينة2023-08-23 17:20\n{TITLE}\n\n{LEAD}\n{MORE}",
        ("نبض المدينة", "section"),
    ),
    "label and photographer": (
        f"{TITLE}\n\nواجهة المتحف القديم. Foto: Museum\n\n{LEAD}\n{MORE}",
        ("Foto: Museum", "image_credit"),
    ),
    "known place": (f"الدوحة: {LEAD}", ("الدوحة:", "dateline")),
    "place and author": (f"النورس – سامر الوادي: {LEAD}", ("سامر الوادي:", "byline")),
    "author and place": (f"سامر الوادي – النورس: {LEAD}", ("سامر الوادي –", "byline")),
    "agency at the end": (f"{LEAD} (رويترز)", ("(رويترز)", "agency_credit")),
    "wire mark at the end": (f"{LEAD} /انتهى/", ("/انتهى/", "continuation")),
    "vowels": (f"الرِّباط - المَغرب اليَوم - {LEAD}", ("الرِّباط - المَغرب اليَوم -", "dateline")),
    "English": (
        "BAGHDAD (Reuters) - The museum opened its great hall on Monday.",
        ("BAGHDAD (Reuters) -", "dateline"),
    ),
    "markup": (f"{LEAD}<br/> {MORE}", ("<br/>", "artefact")),
    "entity": (f"{LEAD} &nbsp; {MORE}", ("&nbsp;", "artefact")),
    "script": (
        f"googletag.cmd.push(function() {{ show('a'); }}); {LEAD}",
        ("googletag.cmd.push(function() { show('a'); });", "artefact"),
    ),
    "script before English": (
        "(adsbygoogle = window.adsbygoogle || []).push({}); The hall is free on Sunday; it opens at nine.",
        ("(adsbygoogle = window.adsbygoogle || []).push({});", "artefact"),
    ),
    "place in brackets": (f"بغداد (صدى النخيل) {LEAD}", ("(صدى النخيل)", "dateline")),
    "control": (f"{LEAD}\x00 {MORE}", ("\x00", "artefact")),
    "an insert is no dateline": (f"الوزارة - في بيان لها - أكدت ذلك. {LEAD}", None),
    "a quotation is no dateline": (f"ترامب: الحرب انتهت. {LEAD}", None),
}


@pytest.mark.parametrize("name", SPANS)
def test_span(name: str) -> None:
    _, span = SPANS[name]
    segments = segments_of_texts({name: text for name, (text, _) in SPANS.items()})[name]
    found = [(content, label) for content, label, _ in segments]
    if span is None:
        assert [label for _, label in found] == ["body"]
    else:
        assert span in found, found
        assert any(label == "body" for _, label in found)
