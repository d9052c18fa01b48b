"""What each pass decides, on small pages written for it: each line stands after its label."""

from functools import cache

import pytest

from tests.cleaning.raw import raw_table
from warraq import packs
from warraq.cleaning import clean, render
from warraq.cleaning.reasons import reason

LEAD = "قال مدير المتحف يوم الأحد إن القاعة الكبرى ستفتح أبوابها للزوار مجانا طوال الأسبوع الأول."
MORE = "وأضاف المدير أن القطع نقلت من المخازن القديمة بعد ترميم دام سنتين في الورشة المركزية بالمدينة."
LAST = "وكانت القاعة قد أغلقت قبل خمس سنوات بسبب أعمال توسعة شملت السقف والواجهة والحديقة الخلفية كلها."
TITLE = "المتحف يفتح القاعة الكبرى مجانا للزوار"

PAGES = {
    "headline, counter": f"""title: {TITLE}

counter: 25

body: {LEAD}

body: {MORE}""",
    "headline again, nearly, and as a subheading": f"""title: {TITLE}
date_published: 6 مايو 2024
title_dup: {TITLE}

title_dup: المتحف يفتح "القاعة الكبرى" مجانا للزوار..

body: {LEAD}

title_dup: {TITLE}

body: {MORE}""",
    "path that ends in the headline": f"""breadcrumb: الرئيسية / ثقافة / {TITLE}

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "staff, clock, menu": f"""date_render: الجمعة 22 نوفمبر 2024
masthead: رئيس التحرير
masthead: سالم عبدالرحيم
nav: الرئيسية
nav: محليات
nav: رياضة
nav: منوعات

title: {TITLE}

date_published: الأحد 5 مايو 2024 - 10:26

body: {LEAD}
body: {MORE}""",
    "menu on one line": f"""nav: الرئيسية | محليات | رياضة | ثقافة

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "notice above everything": f"""consent: يستخدم هذا الموقع ملفات تعريف الارتباط لأغراض القياس.
nav: الرئيسية

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "standfirst above the date": f"""title: {TITLE}

deck: القاعة تضم مئتي قطعة نقلت من المخازن بعد ترميم طويل.

date_published: 06.05.2024 10:00

body: {LEAD}
body: {MORE}""",
    "caption twice": f"""title: {TITLE}

caption: واجهة المتحف القديم
caption: واجهة المتحف القديم

body: {LEAD}
body: {MORE}""",
    "other headlines above, without one of its own": f"""related_item: هطول أمطار غزيرة على المرتفعات الشمالية
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي
related_item: مزارعو الوادي يبدأون موسم جني الزيتون
related_item: بطولة الشطرنج تنطلق غدا بمشاركة دولية
body: {LEAD}
body: {MORE}
body: {LAST}""",
    "related stories inside and below": f"""title: {TITLE}

body: {LEAD}

related_heading: اقرأ أيضا
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي

body: {MORE}

body: {LAST}

related_heading: مقالات ذات صلة
related_item: هطول أمطار غزيرة على المرتفعات الشمالية
related_item: لماذا تأخر موسم جني الزيتون هذا العام؟
teaser: أعلنت الجمعية عن بدء التسجيل في الدورة الجديدة التي …
legal: جميع الحقوق محفوظة""",
    "heading with nothing under it": f"""title: {TITLE}

body: {LEAD}
body: {MORE}

related_heading: قد يعجبك ايضا

consent: يستخدم هذا الموقع ملفات تعريف الارتباط لأغراض القياس. قبول قراءة المزيد""",
    "comments below": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
body: {LAST}

comments: التعليقات (2)
comments: خبر جميل وننتظر الافتتاح بفارغ الصبر إن شاء الله.
comments: متى يبدأ؟""",
    "subheading between paragraphs": f"""title: {TITLE}

body: {LEAD}

subheading: ترميم دام سنتين

body: {MORE}""",
    "lists, prices and verses are body": f"""title: {TITLE}

body: {LEAD}

body: عيار 24
body: 7943 جنيها للبيع
body: عيار 21
body: 6950 جنيها للبيع
body: - تذكرة الكبار: 20
body: - تذكرة الصغار: 10

body: {MORE}""",
    "a decree's date is body": f"""body: {LEAD}
body: وهذا نص القرار:
body: الرقم : أ / 61
body: التاريخ : 1 / 3 / 1444هـ
body: بعون الله تعالى
body: {MORE}""",
    "a story about cookies is body": f"""title: {TITLE}

body: {LEAD}

body: قبول جميع الكوكيز:
body: {MORE}
body: شارك في الأمسية كل من الشعراء:
body: {LAST}""",
    "wire marks and initials": f"""title: {TITLE}

body: {LEAD}

continuation: (تستمر)

body: {MORE}

continuation: /انتهى/
byline: ف.ع""",
    "summary box": f"""title: {TITLE}

summary_box: اظهر الملخص
summary_box: - القاعة تفتح مجانا لأسبوع كامل.
summary_box: - الترميم دام سنتين في الورشة.

body: {LEAD}
body: {MORE}""",
    "furniture below comments and stories": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
body: {LAST}

related_heading: مقالات ذات صلة
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي
promo_cta: ادعم جريدة الوادي: تبرع بدينار كل شهر
comments: التعليقات (1)
comments: خبر جميل وننتظر الافتتاح بفارغ الصبر إن شاء الله.
comments: 12
pager: الخبر السابق | الخبر التالي
contact: هاتف: 000-5550-199
page_tools: العودة إلى أعلى الصفحة""",
    "replies in a forum": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
body: {LAST}

comments: رد: {TITLE}
user_meta: من طرف عاشق البحر في الإثنين 06/05/2019 - 21:15
comments: شكرا على النقل
pager: الموضوع السابق | الموضوع التالي
related_heading: مواضيع مماثلة
related_item: » كيف تزور المتحف؟
legal: جميع المشاركات في المنتدى تعبر عن رأي كاتبها""",
    "a menu by wide gaps, the weather, buttons in a row": f"""nav: محليات  علوم  ثقافة  رياضة  منوعات
widget: مد عال 14:32  ريح خفيفة  19°C

title: {TITLE}

date_published: 6 مايو 2024
page_tools: A+ A- طباعة

body: {LEAD}
body: {MORE}""",
    "the site's notice about cookies": f"""title: {TITLE}

body: {LEAD}
body: {MORE}

consent: تستخدم جريدة الوادي ملفات تعريف الارتباط لقياس الزيارات. باستمرارك فأنت توافق على ذلك. موافق""",
    "the outlet's name, alone or with a motto": f"""nav: الرئيسية
masthead: نسيم الوادي - كل جديد أولا

title: {TITLE}

body: {LEAD}
body: {MORE}

promo_cta: انضموا إلى قناة نسيم الوادي على تلكرام""",
    "an entry of the menu once more is the section": f"""nav: الرئيسية
nav: فلك وفضاء
nav: رياضة
nav: ثقافة
nav: اتصل بنا

section: فلك وفضاء
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "a link to a list, a date with its label": f"""nav: آخر الأخبار
advert: إعلان
date_published: نشر في: 6 مايو 2024

title: {TITLE}

date_updated: آخر تحديث: 7 مايو 2024

body: {LEAD}

body: {MORE}""",
    "sentences as items, tied to their heading": f"""title: {TITLE}

body: {LEAD}

related_heading: اقرأ أيضا
related_item: تستعد مكتبة الوادي لإصدار كتيب مصور عن النخيل.
teaser: أعلنت الجمعية عن بدء التسجيل في الدورة الجديدة، وقالت إن ...

body: {MORE}

body: {LAST}""",
    "a heading that runs on into text": f"""title: {TITLE}

body: {LEAD}

related_heading: المزيد عن هذا الموضوع
body: {MORE} {LAST} {MORE} {LAST}

body: {LAST}""",
    "dated comments may be long": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

body: {LAST}

comments: التعليقات (2)
comments: عاشق البحر
comments: 20 ماي 2024 في 19:30
comments: {LAST}
comments: زائر
comments: 20 ماي 2024 في 20:10
comments: خبر جميل وننتظر الافتتاح بفارغ الصبر.
legal: جميع الحقوق محفوظة""",
    "a label of the author, the name below": """title: Museum opens its great hall to visitors

byline: By
byline: Camille Aberrane
date_published: May 6, 2024

body: The museum opened its great hall to visitors on Monday after two years of restoration work.

body: Visitors will pay nothing during the first week, the director of the museum said.""",
    "author, place, date": f"""title: {TITLE}

byline: سامر الوادي
date_published: 6 مايو 2024

dateline: Rabat

body: {LEAD}
body: {MORE}""",
    "the path from the home page ends in the headline": f"""breadcrumb: الرئيسية > ثقافة > نافذة على الزمن

title: نافذة على الزمن

deck: مدير المتحف يفتح القاعة الكبرى مجانا للزوار طوال الأسبوع الأول

body: {LEAD}
body: {MORE}""",
    "words of the article once more": f"""title: {TITLE}

body: {LEAD}

body: «ستفتح أبوابها للزوار مجانا»

body: {MORE}

subheading: أسعار التذاكر

body: الكبار
body: 20 جنيها

body: {LAST}

tags: المتحف القاعة الكبرى الورشة المركزية
related_heading: اقرأ أيضا
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي""",
    "headlines in a block of their own": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

related_item: سوق الوادي يستعد لموسم التمور بثلاجات جديدة
related_item: هل تتأخر الأمطار عن المرتفعات الشمالية هذا العام؟

body: {LAST}

body: {MORE}

body: {LEAD}""",
    "a list that a colon leads up to is body": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

body: وتضم القاعة ما يلي من القطع التي نقلت من المخازن القديمة:

body: تمثال من الحجر الأسود عثر عليه قرب الوادي
body: عقد من الذهب والعقيق لملكة من ملكات الشمال

body: {LAST}

body: {MORE}""",
    "the menu at the foot": f"""nav: الرئيسية
nav: الحدث
nav: تحقيقات الناس
nav: فلاحة
nav: بودكاست

title: {TITLE}

body: {LEAD}

body: {MORE}

related_heading: الأكثر قراءة
related_item: لماذا تأخر موسم جني الزيتون هذا العام؟
nav: أقسام الوادي
nav: الحدث
nav: تحقيقات الناس
nav: فلاحة
nav: بودكاست
nav: سياسة الخصوصية
legal: جميع الحقوق محفوظة""",
    "rates, prayer times, scores above": f"""widget: الفجر 4:41 الشروق 5:57 الظهر 11:50 العصر 3:10
widget: دينار/يورو 3.37 دينار/دولار 3.11
widget: مباشر: فريق النخلة 1 - 0 فريق الميناء

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "an agency's marks at the end": f"""title: {TITLE}

share: طباعة   إرسال إلى صديق   نسخ الرابط

body: {LEAD}
body: {MORE}

continuation: س.ب / ع.ك
continuation: (الشراع) 21:14
agency_credit: (الوادي + الشراع)
legal: يحظر نقل مواد الشراع دون إذن مكتوب""",
    "another story below the credit": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

agency_credit: المصدر/ الشراع

related_item: السنديان - سهى افتتحت في المدينة أول مكتبة متنقلة على دراجات.
related_item: وأكدت صاحبة الفكرة أن الكتب تعار بلا بطاقة ولا ضمان.

legal: جميع الحقوق محفوظة""",
    "headlines after the time they came in": f"""title: {TITLE}

body: {LEAD}
body: {MORE}

continuation: يتبع
related_heading: من نشرات اليوم
related_item: 16:40 افتتاح محطة تحلية في قرية الوادي
related_item: 15:55 تأجيل رحلة العبارة بسبب الرياح
legal: جميع الحقوق محفوظة""",
    "numbered headings, a note on the author": f"""title: {TITLE}

body: {LEAD}

subheading: 1. قاعة الحجر

body: {MORE}

subheading: 2. قاعة الذهب

body: {LAST}

byline: * باحثة من مدينة الوادي، صدر لها كتابان""",
    "a part of the paper that could label an author": f"""nav: الرئيسية

section: كتب
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "the day of publication below the stories": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

related_heading: مقالات ذات صلة
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي
date_published: نشر في: 6 مايو 2024
legal: جميع الحقوق محفوظة""",
    "told by the hour": f"""title: {TITLE}

body: 21:45
body: {LEAD}

body: 20:10
body: {MORE}

body: {LAST}""",
    "English": """nav: Home
title: Museum opens its great hall to visitors

byline: By Some Reporter

date_published: May 6, 2024

body: The museum opened its great hall to visitors on Monday after two years of restoration work.

body: Visitors will pay nothing during the first week, the director of the museum said.

related_heading: You may also like
related_item: New school opens in the eastern district
legal: Copyright © 2024 Some Outlet""",
    "Chinese": """title: 博物馆大厅周一免费向公众开放

body: 博物馆馆长周日表示，大厅将在第一周免费向公众开放，展出两百件修复的文物。
body: 他说，这些文物是在中央工作室经过两年的修复之后从旧仓库搬来的。""",
}

SPANS = {
    "agency": (f"بغداد-واع- {LEAD}", ("بغداد-واع-", "dateline")),
    "place and agency": (f"الرباط / الأناضول - {LEAD}", ("الرباط / الأناضول -", "dateline")),
    "outlet": (f"أخبار الوادي – {LEAD}", ("أخبار الوادي –", "dateline")),
    "tatweel as a dash": (f"الوادي ـ أخبار اليوم - {LEAD}", ("الوادي ـ أخبار اليوم -", "dateline")),
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
    "control": (f"{LEAD}\x00 {MORE}", ("\x00", "artefact")),
    "an insert is no dateline": (f"الوزارة - في بيان لها - أكدت ذلك. {LEAD}", None),
    "a quotation is no dateline": (f"ترامب: الحرب انتهت. {LEAD}", None),
}


@cache
def labelled() -> dict[str, list[tuple[str, str, str]]]:
    """(content, label, rule) of the segments of all pages, cleaned in one go."""
    texts = {
        name: "\n".join(line.partition(": ")[2] for line in page.split("\n")) for name, page in PAGES.items()
    }
    texts |= {name + " span": text for name, (text, _) in SPANS.items()}
    rows: dict[str, list[tuple[str, str, str]]] = {name: [] for name in texts}
    names = list(texts)
    for row in clean(raw_table(list(texts.values())), packs.codes()).to_pylist():
        if row["label"] != "blank":
            rows[names[int(row["doc_id"], 16)]].append((row["content"], row["label"], row["rule"]))
    return rows


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    wanted = [tuple(line.partition(": ")[::2]) for line in PAGES[name].split("\n") if line]
    found = [(label, content) for content, label, _ in labelled()[name]]
    assert found == wanted, labelled()[name]


@pytest.mark.parametrize("name", SPANS)
def test_span(name: str) -> None:
    _, span = SPANS[name]
    found = [(content, label) for content, label, _ in labelled()[name + " span"]]
    if span is None:
        assert [label for _, label in found] == ["body"]
    else:
        assert span in found, found
        assert any(label == "body" for _, label in found)


def test_an_ampersand_survives() -> None:
    segments = clean(
        raw_table(["The firm A&amp;B opened its great hall to visitors on Monday."]), packs.codes()
    )
    assert render(segments)["text"].to_pylist() == [
        "The firm A&B opened its great hall to visitors on Monday."
    ]


def test_tabs_part_a_line_and_nothing_is_lost() -> None:
    segments = clean(raw_table([f"{LEAD}\t{MORE}\r\n{LAST}"]), packs.codes())
    assert render(segments)["text"].to_pylist() == [f"{LEAD} {MORE}\n{LAST}"]


def test_every_decision_has_a_reason() -> None:
    used = {rule for rows in labelled().values() for _, _, rule in rows}
    assert {rule for rule in used if reason(rule, packs.codes()) == rule} == set()


def test_a_page_of_furniture_alone_has_no_text() -> None:
    menu = ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "شارك", "طباعة", "اقرأ أيضا", "تابعنا على فيسبوك"]
    text = "\n".join([*menu, "جميع الحقوق محفوظة © 2023"])
    assert "keep" not in clean(raw_table([text]), ("ar", "en"))["action"].to_pylist()


@pytest.mark.parametrize("char", ["\u202a", "\u202e", "\u2066", "\u2069", "\x00", "\x9f"])
def test_what_turns_or_hides_text_is_cut_out(char: str) -> None:
    text = f"افتتح مجلس المدينة {char}صباح الأحد مكتبة عامة تضم عشرين ألف كتاب."
    segments = clean(raw_table([text]), ("ar", "en"))
    assert char not in render(segments)["text"][0].as_py()
