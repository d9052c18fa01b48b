"""Articles made of short lines, on small pages: each line after its label."""

import pytest

from tests.cleaning.labelled import LAST, LEAD, MORE, TITLE, segments_of, wanted

LONG = (
    "تسلم نائب رئيس مجلس الوزراء وزير الخارجية اليوم دعوة لحضور القمة المائية التي تستضيفها جزر المرجان "
    "في يوليو المقبل ونقلها إليه سفير الجزر لدى البلاد في لقاء بمقر الوزارة صباح أمس"
)

PAGES = {
    "told by its years": f"""title: {TITLE}
date_published: 4 أبريل 2021
body: {LEAD}
body: 1971
body: وضع حجر الأساس
body: 12 مارس 1979
body: توقف الأشغال بسبب نقص التمويل
body: يونيو 1994
body: عودة الشركة المنفذة
body: {MORE}""",
    "dates of other stories have the latest first": f"""title: {TITLE}
date_published: 6 مايو 2024
body: {LEAD}
body: {MORE}
related_heading: اقرأ أيضا
related_item: معرض جديد للخزف في القاعة الصغرى
related_item: 3 مايو 2024
related_item: ورشة لترميم النسيج القديم في المتحف
related_item: 1 مايو 2023
related_item: زوار المتحف يعودون بعد عامين من الغياب
related_item: 2 أبريل 2020
legal: جميع الحقوق محفوظة""",
    "in numbered parts": f"""title: {TITLE}
body: {LEAD}
body: 1
body: {MORE}
body: 2
body: {LAST}
body: 3
body: لم يعد أحد إلى القاعة بعد ذلك اليوم.""",
    "the most read are numbered, too": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
related_heading: الأكثر قراءة
counter: 1
related_item: معرض جديد للخزف في القاعة الصغرى
counter: 2
related_item: ورشة لترميم النسيج القديم في المتحف
counter: 3
related_item: زوار المتحف يعودون بعد عامين من الغياب
legal: جميع الحقوق محفوظة""",
    "a list tied to the last sentence, above the buttons": f"""title: {TITLE}
body: {LEAD}
body: والقاعات هي:
body: الخزف
body: النسيج الجديد
body: قاعة الحجر
body: المخطوطات
share: فيسبوك
share: تويتر
share: واتساب
related_heading: اقرأ أيضا
related_item: معرض جديد للخزف في القاعة الصغرى""",
    "a letter": f"""title: {TITLE}
date_published: نشر بتاريخ: 3 مايو 2024
body: بسم الله الرحمن الرحيم
body: السيد المدير المحترم،
body: تحية طيبة وبعد،
body: {LEAD}
body: {MORE}
body: عن المكتب التنفيذي
body: الوادي، في 2 مايو 2024
share: فيسبوك""",
    "who signed, and the day": f"""title: {TITLE}
date_published: 4 مايو 2024
body: {LEAD}
body: {MORE}
body: إدارة المتحف
body: 3 مايو 2024
share: شارك هذا الموضوع:
share: فيسبوك""",
    "short sentences open the story": f"""title: {TITLE}
byline: كتب: سامي الفلاني
date_published: 6 مايو 2024
body: لم ينم أحد.
body: كان المطر.
body: من؟
body: لا أحد.
body: {LEAD}
body: {MORE}""",
    "a table, a cell a line": f"""title: {TITLE}
date_published: 6 مايو 2024
body: {LEAD}
body: القطعة
body: العدد
body: خزف
body: 60
body: نسيج
body: 85
body: حجر
body: 40
body: {MORE}
body: {LAST}""",
    "prayer times are the story": f"""title: {TITLE}
date_published: 6 مايو 2024
body: {LEAD}
body: الفجر 04:31
body: الشروق 05:58
body: الظهر 12:07
body: العصر 15:34
body: {MORE}
body: {LAST}""",
    "paragraphs broken at a width": """section: ملف العدد
title: الاسطرلاب الذي عاد من تحت أنقاض الدكان القديم
byline: كتب: سامي الفلاني
body: لم يكن أحد من سكان الحارة يتوقع أن تخرج من
body: تحت أنقاض الدكان القديم قطعة لا يزيد قطرها على
body: شبر، سوداء كالفحم، وأن تكون هذه القطعة قد صنعت
body: في القرن الثامن.
subheading: ثلاث طبقات
body: يقول المرمم الشيخ إنه أزال أولا طبقة السخام ثم
body: طبقة الشمع، ثم ظهرت الأرقام كلها بحساب الجمل لا
body: بالأرقام الهندية، وهو ما يعزز نسبتها إلى ما كان
body: قبل القرن العاشر.""",
    "the code below the end of the wire's copy": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
continuation: // انتهى //
continuation: 19:31 ت م
continuation: 0166""",
    "a statement without stops, its headline the longest line": """nav: الرئيسية
title: بيان مهم من لجنة أطباء ولاية الوادي الجديد حول تدهور الأوضاع الصحية هناك
date_published: 3 مايو 2023
body: نتابع بقلق بالغ ما آلت إليه الأوضاع في مستشفيات
body: إذ خرجت سبعة مستشفيات من أصل عشرة عن الخدمة تماما
body: ونطالب بصرف المرتبات فورا ودون شروط""",
    "readers greet each other": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
body: {LAST}
comments: تعليقات القراء
comments: الحمد لله على السلامة
comments: الخميس 11 أكتوبر 2018
comments: سؤال
comments: الجمعة 12 أكتوبر 2018
comments: متى يعود الناس إلى القاعة؟
legal: جميع الحقوق محفوظة""",
    "more stories below the first of them": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
related_item: اقرأ أيضا: معرض جديد للخزف في القاعة الصغرى
related_item: ورشة لترميم النسيج القديم في المتحف
share: فيسبوك""",
    "the page's clock on two lines": f"""masthead: صحيفة الوادي
nav: الرئيسية
date_render: الأربعاء 8 مايو 2024
date_render: 19:42
title: {TITLE}
date_published: 6 مايو 2024
body: {LEAD}
body: {MORE}""",
    "a first paragraph without a stop, far above what goes on with it": f"""title: {TITLE}
date_published: 4 أبريل 2021
body: وقف مدير المتحف صباح اليوم على آثار الحريق الذي شب في القاعة الكبرى فجر أمس وأتى على سقفها
body: ورافقه في الزيارة:
body: * مدير الشرطة
body: * مدير البلدية
body: وقال إن القطع نقلت كلها قبل الحريق بيوم واحد
body: وأضاف أن القاعة ستفتح قريبا
share: فيسبوك""",
    "a story without a single sentence": """masthead: صحيفة الواحة
nav: الرئيسية
nav: اتصل بنا
title: تفاصيل جديدة عن أول أيام القاعة الكبرى
date_published: الأحد 4 أبريل 2021 - 10:15
body: كان يا ما كان
body: في قديم الزمان
body: ضفدع يسكن بئرا
body: كل صباح يقول
body: البئر بئري
share: شارك
share: فيسبوك
related_heading: أخبار ذات صلة
related_item: افتتاح جسر جديد في الضاحية الشرقية""",
    "a match told minute by minute": f"""title: {TITLE}
date_published: 2022/11/25 19:00
body: 90+5' انتهت المباراة
body: 90+2' صافرة النهاية، الفريق إلى نصف النهائي!
body: 88' هدف من ركنية نفذها صاحب الكرة الأخيرة
body: {LAST}""",
    "a score without a dash above the story": f"""widget: شباب الجبل
widget: 2
widget: 3
widget: هلال الميناء
widget: انتهت
title: {TITLE}
date_published: 2022/11/25 19:00
body: {LEAD}
body: {MORE}""",
    "place and outlet over the story": f"""masthead: وكالة الفرات الجديد للأنباء
title: {TITLE}
date_published: 2022/11/25 19:00
dateline: الوادي / الفرات الجديد
body: {LEAD}
body: {MORE}""",
    "the hours of a programme": f"""title: {TITLE}
body: {LEAD}
body: وهذا برنامج اليوم:
body: 09:00 - استقبال الضيوف
body: 10:00 - الجلسة الأولى عن المخطوط والذاكرة في القاعة الكبرى.
body: 11:30 - استراحة الشاي
body: 12:00 - الجلسة الثانية""",
    "keywords, one with a letter glued to it in the story": f"""title: {TITLE}
body: {LEAD}
body: {MORE}
body: {LAST}
tags: المتحف
tags: المخازن
tags: ترميم
legal: جميع الحقوق محفوظة""",
    "dates in a table, a cell a line": f"""title: {TITLE}
date_published: 2023/1/9
body: {LEAD}
body: الحي
body: الموعد
body: المكان
body: حي الورد
body: 15/1/2023
body: مبنى البلدية
body: حي الحمام
body: 17/1/2023
body: مدرسة الفارابي
body: حي النخيل
body: 19/1/2023
body: مكتب الجباية
share: فيسبوك""",
    "the headline over a long paragraph without a stop, under the date alone": f"""date_published: 12/05/2016
title: وزير الخارجية يتسلم دعوة لحضور القمة
body: {LONG}
body: وجاء ذلك خلال استقباله سفير جزر المرجان لدى البلاد""",
    "the buttons of a network among the comments": f"""title: {TITLE}
body: {LEAD}
comments: 3 comments
comments: سامي الفلاني
comments: كل مرة تقولون ذلك والناس تنتظر عند الباب
comments: 2d Like Reply
comments: سعاد الفلانية
comments: إن شاء الله خير
comments: 1d Like Reply""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    found = segments_of(PAGES)[name]
    assert [(label, content) for content, label, _ in found] == wanted(PAGES[name]), found
