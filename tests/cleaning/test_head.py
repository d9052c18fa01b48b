"""What stands above the article, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, segments_of_texts, wanted

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
    "a name that the text never says": f"""title: {TITLE}

byline: سعاد الفلانية

body: {LEAD}
body: {MORE}""",
    "a name that the text says": f"""title: {TITLE}

caption: سعاد الفلانية

body: {LEAD}
body: {MORE} وشكرت سعاد الفلانية العاملين في الورشة.""",
    "a headline below the menu, said twice over its date": f"""nav: الرئيسية
nav: مواقيت الصلاة
nav: عدد اليوم
nav: رياضة
title: حكاية عمرها أربعون عاما

title_dup: حكاية عمرها أربعون عاما
date_published: 22 ديسمبر 2017 13:37
body: {LEAD}
body: {MORE}""",
    "the outlet's name in Latin": f"""masthead: Alwadi

title: {TITLE}

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
    "the story in short, in its own words": f"""title: {TITLE}

deck: القاعة الكبرى ستفتح أبوابها للزوار طوال الأسبوع، والقطع نقلت من المخازن بعد ترميم.

body: {LEAD}
body: {MORE}
body: {LAST}""",
    "a first paragraph, in words of its own": f"""title: {TITLE}

body: اصطف مئات من سكان الحي منذ الصباح أمام الباب، وحمل بعضهم صورا عائلية من زمن قديم.

body: {LEAD}
body: {MORE}
body: {LAST}""",
    "other headlines above, without one of its own": f"""related_item: هطول أمطار غزيرة على المرتفعات الشمالية
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي
related_item: مزارعو الوادي يبدأون موسم جني الزيتون
related_item: بطولة الشطرنج تنطلق غدا بمشاركة دولية
body: {LEAD}
body: {MORE}
body: {LAST}""",
    "a menu by wide gaps, the weather, buttons in a row": f"""nav: محليات  علوم  ثقافة  رياضة  منوعات
widget: مد عال 14:32  ريح خفيفة  19°C

title: {TITLE}

date_published: 6 مايو 2024
page_tools: A+ A- طباعة

body: {LEAD}
body: {MORE}""",
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
    "the path from the home page ends in the headline": f"""breadcrumb: الرئيسية > ثقافة > نافذة على الزمن

title: نافذة على الزمن

deck: مدير المتحف يفتح القاعة الكبرى مجانا للزوار طوال الأسبوع الأول

body: {LEAD}
body: {MORE}""",
    "rates, prayer times, scores above": f"""widget: الفجر 4:41 الشروق 5:57 الظهر 11:50 العصر 3:10
widget: دينار/يورو 3.37 دينار/دولار 3.11
widget: مباشر: فريق النخلة 1 - 0 فريق الميناء

title: {TITLE}

body: {LEAD}
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
    "section, headline, author and date in one block": f"""nav: الرئيسية
nav: رياضة
nav: ثقافة
nav: اتصل بنا

section: آراء
title: في مديح المتحف
byline: سلوى الوادي
date_published: 2024-05-06

body: {LEAD}
body: {MORE}""",
    "the first entry of a menu is one like the others": f"""nav: محليات
nav: رياضة
nav: ثقافة
nav: الرئيسية

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "words under a picture, below the date": f"""title: {TITLE}
date_published: 6 مايو 2024
caption: زوار يقفون أمام القاعة الكبرى في المتحف القديم
body: {LEAD}
body: {MORE}""",
    "words over the headline, below the section": f"""nav: الرئيسية

section: ثقافة
deck: بعد ترميم دام سنتين
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "scores of other matches, prayer times under their heading": f"""nav: الرئيسية
widget: النخلة 2 - 1 الميناء
widget: الجبل 0 - 0 السهل
nav: رياضة

widget: مواقيت الصلاة في الوادي
widget: الفجر 04:52
widget: الظهر 12:10
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "three headlines on a line, under their label": f"""nav: الرئيسية
ticker: عاجل
ticker: إغلاق الميناء أمام السفن    تأجيل امتحانات الثانوية العامة    توقف العبارة حتى إشعار آخر
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "labels of a player": f"""nav: الرئيسية
nav: برامج
nav: رياضة
nav: ثقافة

player: تشغيل الفيديو
player: 00:00 / 03:42
player: كتم الصوت
title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "place and agency alone": f"""title: {TITLE}

dateline: وادي النخل (الشراع)

body: {LEAD}

body: {MORE}

agency_credit: المصدر : الشراع""",
    "the headline below the article": f"""caption: واجهة المتحف القديم (أرشيفية)
body: {LEAD}

body: {MORE}

title: {TITLE}
byline: إعداد: سامر الوادي
date_published: نشر في: 6 مايو 2024""",
    "a list of stories under the menu": f"""nav: الرئيسية
nav: رياضة
nav: ثقافة
nav: اتصل بنا
related_heading: الأكثر قراءة
related_item: رئيس المدينة يتفقد أعمال رصف شارع المحطة
related_item: القبض على سارق الدراجات في حي المنارة

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "a table of contents": f"""nav: الرئيسية
nav: ثقافة
nav: رياضة
nav: اتصل بنا

title: {TITLE}
nav: في هذا الملف
nav: 1. قاعة الحجر
nav: 2. قاعة الذهب
nav: 3. ورشة الترميم
nav: 4. قاعة الخزف في الطابق الأعلى
body: {LEAD}
body: {MORE}""",
    "a headline that asks, twice, without author or date": f"""title: لماذا يفتح المتحف قاعته مجانا؟

title_dup: لماذا يفتح المتحف قاعته مجانا؟

body: {LEAD}
body: {MORE}""",
    "a headline with a stop, over the label of a date": f"""section: أنباء الوادي

title: {TITLE} .

date_published: نشر بتاريخ:
body: {LEAD}
body: {MORE}""",
    "a date that opens the page, another above the article": f"""date_render: السبت 11 مايو 2024

section: الأفضل

date_published: 5-5-2024 | 13:05

body: {LEAD}
body: {MORE}""",
    "the headline below other headlines, over a button": f"""related_heading: الأكثر رواجا Trending

related_item: مزارعو الساحل يبدأون جني الزيتون هذا الأسبوع
related_item: سباق القوارب يعود إلى البحيرة بعد غياب طويل
related_item: مخبز التلة يوزع خبز العيد على الجيران
related_item: أمطار غزيرة تعيد الماء إلى عيون الوادي

related_item: مكتبة السدر تفتح أبوابها ليلا ونهارا

title: {TITLE}

page_tools: حجم الخط
caption: القاعة الكبرى
body: {LEAD}
body: {MORE}""",
    "questions and answers without a headline": f"""body: · السؤال الأول: حدثنا عن بداياتك في ورشة الترميم
body: ـ بداياتي كانت مع المخازن القديمة.. انتهت بي إلى القاعة الكبرى بعد سنين…
body: • السؤال الثاني: ما هي الظروف التي دفعتك إلى البقاء ؟
body: {LEAD}
body: {MORE}""",
    "a menu that no rule knows over a dated headline": f"""nav: الصفحات
nav: الكاملة
nav: رسالة مدير
nav: المتحف للزوار
nav: موقع
nav: زوار المتحف
nav: موقع
nav: حديقة المتحف

title: {TITLE}

date_published: تم نشره في الخميس 26 شباط / فبراير 2015. 02:00 مـساءً

body: {LEAD}
body: {MORE}""",
    "the last line, cut off, goes on with the story": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

body: وبعد المصادقة عليها من مجلس""",
    "standfirsts behind stars": f"""title: {TITLE}

deck: *المدير يعد بجولات مسائية لتلاميذ المدارس طوال الشهر وبأسعار لم يعرفها زوار القاعة منذ سنين

deck: *ورشة الترميم تعرض قطعا لم يرها أحد منذ قرن كامل في صناديق من الزجاج على جانبي القاعة الكبرى

body: {LEAD}

body: وأضاف المدير أن القطع نقلت من المخازن""",
    "a link broken out of the first sentence": f"""title: {TITLE}

byline: كتب: سامي الفلاني
body: قال مدير المتحف يوم الأحد خلال لقاء مع
body: سامر الوادي
body: ، الذي يدير الورشة، إن القاعة الكبرى ستفتح أبوابها للزوار مجانا طوال الأسبوع الأول من الشهر.
body: {MORE}""",
    "the outlet and its town over the text": f"""title: {TITLE}

dateline: مرآة الوادي - بغداد / اربيل

body: {LEAD}
body: {MORE}""",
    "a headline that opens with a place": """title: Iraq-Drone hits Erbil International Airport

body: A drone hit the fence of the airport on Sunday night, the police said.
body: Nobody was hurt, and flights left on time on Monday morning, they added.""",
    "what is left of a menu over the section": f"""nav: دليل المطاعم

nav: معرض الصور

section: حكايات الحي

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "one menu printed three times": "\n".join(
        f"nav: {entry}" for entry in ("الرئيسية", "محليات", "حرف يدوية", "طيور البحر", "رياضة", "اقتصاد") * 3
    )
    + f"""
nav: بحث

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "points between headline and date": f"""title: {TITLE}
deck: • تفتح القاعة أبوابها كل يوم من أيام الأسبوع.
deck: • ينتهي الترميم في الخريف.
date_published: نشر في 17-11-2022
body: {LEAD}
body: {MORE}""",
    "points with no date below": f"""title: {TITLE}
body: • تفتح القاعة أبوابها كل يوم من أيام الأسبوع.
body: • ينتهي الترميم في الخريف.
body: {LEAD}
body: {MORE}""",
    "decks tied to far longer paragraphs": f"""title: {TITLE}
date_published: الأحد, 15 فبراير 2026, 12:26
deck: الترميم دام سنتين في الورشة المركزية بالمدينة
deck: التوسعة شملت السقف والواجهة والحديقة الخلفية كلها
deck: الزيارة مجانية طوال الأسبوع الأول من كل شهر
deck: القطع نقلت من المخازن القديمة إلى القاعة الكبرى
body: {LEAD} {MORE}
body: {LAST} {MORE}""",
    "a question over the agency": f"""title: افتتاح مؤجل وزوار عند الباب... متى تفتح القاعة الكبرى في المتحف؟
agency_credit: رويترز
body: {LEAD}
body: {MORE}""",
    "another story above a headline that stands twice": f"""related_heading: الأكثر مشاهدة
related_item: قال هواة الفلك في المدينة إن كسوف الشمس سيبلغ ذروته فوق الوادي ظهر يوم الجمعة المقبل.
title: {TITLE}
date_updated: آخر تحديث: 5 مايو 2024 - 10:26
title_dup: {TITLE}
body: {LEAD}
body: {MORE}
body: {LAST}""",
    "a headline with a stop, twice": f"""title: {TITLE} .
title_dup: {TITLE} .
body: {LEAD}
body: {MORE}""",
    "a first paragraph without a stop, on its day": f"""title: {TITLE}
body: عقدت جمعية أصدقاء المتحف مساء الجمعة لقاء مع الزوار عن القطع التي نقلت من المخازن
body: {LEAD}
body: {MORE}""",
    "a standfirst without a stop": f"""title: {TITLE}
deck: قطع من المخازن القديمة تعود إلى الزوار بعد ترميم دام سنتين كاملتين
body: {LEAD}
body: {MORE}""",
    "the desk right below the headline": f"""title: {TITLE}
byline: قسم الأسواق
body: {LEAD}
body: {MORE}""",
    "words under a picture, twice": f"""title: {TITLE}
caption: قطع قديمة
caption: قطع قديمة
body: {LEAD}
body: {MORE}""",
    "words below the date": f"""title: {TITLE}
date_published: 6 مايو 2024
caption: قطع قديمة
body: {LEAD}
body: {MORE}""",
    "latest news right over the headline": f"""section: آخر الأخبار
title: {TITLE}
body: {LEAD}
body: {MORE}""",
    "latest news below the menu": f"""nav: الرئيسية
nav: محليات
nav: رياضة
nav: آخر الأخبار

title: {TITLE}

body: {LEAD}
body: {MORE}""",
    "a question over a paragraph": f"""body: افتتاح مؤجل وزوار عند الباب... متى تفتح القاعة الكبرى في المتحف؟
body: {LEAD}
body: {MORE}""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found


def test_an_exclamation_over_outlet_and_author_is_the_headline() -> None:
    raw = f"صور/ افتتاح القاعة الكبرى بعد سنتين من الترميم !\nمرآة الوادي | سعيد الفلاني\n{LEAD}\n{MORE}"
    found = segments_of_texts({"exclamation": raw})["exclamation"]
    assert [label for _, label, _ in found] == ["title", "dateline", "byline", "body", "body"]
