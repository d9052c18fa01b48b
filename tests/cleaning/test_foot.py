"""What stands below the article or parts it, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

PAGES = {
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
    "headlines tied to the last paragraph": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
body: {LAST}
related_item: وزير المياه يعلن انتهاء العمل في سد الوادي الجديد
related_item: انطلاق بطولة الشطرنج غدا بمشاركة مئة لاعب من المدينة
related_item: أسعار التمور تستقر في أسواق المدينة قبل بداية الموسم""",
    "verses tied to the last paragraph": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
body: {LAST}
subheading: يا ساهر الليل في الوادي.. طال الطريق على الحادي
body: والنجم يرنو إلى النخل.. والماء يجري إلى الصادي
body: والريح تحكي حكايات.. عن راحل ليس بالعادي""",
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
    "the site's notice about cookies": f"""title: {TITLE}

body: {LEAD}
body: {MORE}

consent: تستخدم جريدة الوادي ملفات تعريف الارتباط لقياس الزيارات. باستمرارك فأنت توافق على ذلك. موافق""",
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
    "the day of publication below the stories": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

related_heading: مقالات ذات صلة
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي
date_published: نشر في: 6 مايو 2024
legal: جميع الحقوق محفوظة""",
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
    "as many dated comments as their heading says": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

comments: 3 تعليقات
comments: 1 - عاشق البحر
comments: الثلاثاء 5 أبريل 2022 - 13:40
comments: {LAST}
comments: 2 - زائر
comments: الثلاثاء 5 أبريل 2022 - 14:02
comments: {LAST}
comments: 3 - مهندس
comments: الثلاثاء 5 أبريل 2022 - 15:31
comments: {LAST}
legal: جميع الحقوق محفوظة""",
    "a field of the form with the name of a button": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

comments: ارسال نظر
comments: نام :
comments: ایمیل :
comments: نظر شما""",
    "an interview goes on below another story": f"""title: {TITLE}
byline: سلوى الوادي
date_published: 2024-05-06

body: {LEAD}

body: • متى بدأ الترميم؟
body: {MORE}

related_heading: اقرأ أيضا
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي

body: • ومن يزور القاعة؟
body: {LAST}

byline: سلوى الوادي
byline: صحفية من الوادي، تكتب عن الحرف القديمة.
legal: جميع الحقوق محفوظة""",
    "sentences in the foot, between furniture and furniture": f"""title: {TITLE}

body: {LEAD}

body: {MORE}

body: {LAST}

widget: الحرارة الصغرى 12 العظمى 25 الرياح شمالية
related_item: تستعد مكتبة الوادي لإصدار كتيب مصور عن النخيل.
related_item: أعلنت الجمعية عن بدء التسجيل في الدورة الجديدة.
promo_cta: أدخل بريدك الإلكتروني ليصلك جديدنا كل مساء""",
    "keywords parted by commas": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
tags: المتحف، القاعة الكبرى، ترميم
share: شارك المقال
legal: جميع الحقوق محفوظة""",
    "a button that heads a list": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
continuation: /انتهى/
related_heading: اقرأ المزيد
related_item: كيف تحمي سيارتك من السيول
related_item: مدارس التلال تبدأ دوامها عند التاسعة
legal: جميع الحقوق محفوظة""",
    "more of the section, a service by message, an address": f"""title: {TITLE}

body: {LEAD}
body: {MORE}

related_heading: وفيات أخرى
related_item: وفاة مختار الوادي سليم حاطوم
promo_cta: للاشتراك في خدمة الوفيات أرسل حرف و إلى 5550
contact: للإعلان في صفحة الوفيات: 555-0148
legal: جميع الحقوق محفوظة""",
    "the outlet's name at the foot": f"""title: {TITLE}

body: {LEAD}
body: {MORE}

related_heading: مقالات ذات صلة
related_item: افتتاح مدرسة جديدة في حي النخيل الشرقي

masthead: نسيم الوادي الشرقي
legal: جميع الحقوق محفوظة © نسيم الوادي الشرقي""",
    "the outlet's name once more below its story": f"""title: {TITLE}

body: مرآة الوادي {LEAD}

body: {MORE}

agency_credit: مرآة الوادي""",
    "a dash over each headline of a list": f"""title: {TITLE}

body: {LEAD}
body: {MORE}
related_heading: الأكثر قراءة
continuation: -
related_item: بالأسماء: ستة أحياء في المدينة تفتح متاحفها الصغيرة من دون تذاكر .. تعرف على أجملها
continuation: -
related_item: كيف حول "خطأ مطبعي" صغير بائع كتب إلى "مؤرخ"؟""",
    "a dash between paragraphs": f"""title: {TITLE}

body: {LEAD}
continuation: -
body: {MORE}
continuation: -
body: {LAST}""",
    "beginnings without a stop under their heading": f"""title: {TITLE}

body: {LEAD} {MORE}

body: {LAST} {MORE}

related_heading: آخر المقالات من مرآة الوادي

related_item: شغلت بلدية الوادي أمس محطات لتبريد الماء تعد الأوسع من نوعها في

related_item: وصلت إلى ميناء النخيل صباح اليوم سفينة تحمل ألواح الشمس من كل المدن

related_item: يحتضن ملع""",
    "paragraphs without a stop under such a heading": f"""title: {TITLE}

body: قالت إدارة المتحف إن القاعة ستفتح أبوابها للزوار مجانا طوال الأسبوع الأول من الشهر المقبل

related_heading: آخر المقالات من مرآة الوادي

body: وأضافت الإدارة أن القطع نقلت من المخازن القديمة بعد ترميم دام سنتين في ورشة المدينة

body: وكانت القاعة قد أغلقت قبل خمس سنوات بسبب أعمال توسعة شملت السقف والواجهة كلها""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
